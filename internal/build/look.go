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
	renderer *render.Renderer
	assets   *assets
	static   fs.FS
	problems diag.List
}

// newLook reads templates/ and static/ of the source, over those that Dateline
// brings, for one language.
func newLook(opt Options, language *locale.Locale) (*look, error) {
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
	templates, err := layer(opt.Source, "templates", opt.Templates)
	if err != nil {
		return nil, err
	}
	if l.renderer, found, err = render.New(templates, "templates", l.assets.urls, language); err != nil {
		return nil, err
	}
	l.problems.Add(found)
	l.renderer.Portable = opt.Portable
	return l, nil
}

// layer puts a folder of the source over the files that Dateline brings.
func layer(source fs.FS, folder string, base fs.FS) (fs.FS, error) {
	own, err := fs.Sub(source, folder)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", folder, err)
	}
	return overlay{upper: own, lower: base}, nil
}
