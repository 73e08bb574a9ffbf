package build

import (
	"fmt"
	"io/fs"

	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/render"
)

// look is what decides how pages look: templates, style sheets and scripts, and
// the other files of static/.
type look struct {
	templates fs.FS
	assets    *assets
	static    fs.FS
	problems  diag.List
}

// newLook reads templates/ and static/ of the source, over those that Dateline
// brings.
func newLook(opt Options) (*look, error) {
	l := &look{}
	var err error
	if l.static, err = layer(opt.Source, "static", opt.Static); err != nil {
		return nil, err
	}
	var found diag.List
	if l.assets, found, err = newAssets(l.static); err != nil {
		return nil, err
	}
	l.problems.Add(found)
	if l.templates, err = layer(opt.Source, "templates", opt.Templates); err != nil {
		return nil, err
	}
	return l, nil
}

// newRenderer returns a renderer with the templates and the words of a language; shared is what further
// editions leave to the first, else nil. The problems are the same for each.
func (l *look) newRenderer(opt Options, words *locale.Locale, shared func(file string) bool) (*render.Renderer, diag.List, error) {
	r, found, err := render.New(l.templates, "templates", l.assets.urls, words)
	if err != nil {
		return nil, found, err
	}
	r.Portable, r.Shared = opt.Portable, shared
	return r, found, nil
}

// layer puts a folder of the source over the files that Dateline brings.
func layer(source fs.FS, folder string, base fs.FS) (fs.FS, error) {
	own, err := fs.Sub(source, folder)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", folder, err)
	}
	return overlay{upper: own, lower: base}, nil
}
