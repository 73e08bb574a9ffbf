package build

import (
	"fmt"
	"io/fs"

	"dateline/internal/diag"
	"dateline/internal/render"
)

// look is what decides how pages look: templates, style sheets and scripts, and
// the other files of static/.
type look struct {
	templates fs.FS
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
	if l.templates, err = layer(opt.Source, "templates", opt.Templates); err != nil {
		return nil, err
	}
	return l, nil
}

// dress gives an edition its style sheets, scripts and renderer, with the words of
// its language; shared is what it leaves to the first, else nil. The problems are
// the same for each.
func (l *look) dress(e *edition, opt Options, shared func(file string) bool) (diag.List, error) {
	var problems, found diag.List
	var err error
	if e.assets, problems, err = newAssets(l.static, e.words); err != nil {
		return problems, err
	}
	e.renderer, found, err = render.New(l.templates, "templates", e.assets.urls, e.words)
	problems.Add(found)
	if err != nil {
		return problems, err
	}
	e.renderer.Portable, e.renderer.Shared = opt.Portable, shared
	return problems, nil
}

// layer puts a folder of the source over the files that Dateline brings.
func layer(source fs.FS, folder string, base fs.FS) (fs.FS, error) {
	own, err := fs.Sub(source, folder)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", folder, err)
	}
	return overlay{upper: own, lower: base}, nil
}
