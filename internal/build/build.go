// Package build runs the stages of a site in their order: read, link, plan,
// render. This file is the architecture; each stage is a package of its own.
package build

import (
	"fmt"
	"io/fs"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/render"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// Options say what to build.
type Options struct {
	Source    fs.FS  // the site's folder: content/, and its own templates/ and static/
	Templates fs.FS  // templates for what the site has none of its own
	Static    fs.FS  // the same for static files
	Drafts    bool   // drafts are part of the site
	BaseURL   string // in place of the site's base_url, where not empty
	Cache     *Cache // what earlier builds of the same Options made; nil makes everything
}

// Result is a built site. It is immutable and safe for concurrent use.
type Result struct {
	FS       fs.FS              // every file of the site; a page is rendered when it is opened
	Problems diag.List          // what authors should mend; with an error among them, FS is not to be published
	Timeline *timeline.Timeline // the linked model, for what looks beyond pages
	Read     int                // content files
	Pages    int                // pages in FS
}

// Run builds a site. The error is for failing I/O and bugs; authors' mistakes
// are Problems.
func Run(opt Options) (*Result, error) {
	cache := opt.Cache
	if cache == nil {
		cache = &Cache{}
	}
	set, problems, err := content.Read(opt.Source, content.Options{Drafts: opt.Drafts, Cache: &cache.content})
	if err != nil {
		return nil, fmt.Errorf("reading content: %w", err)
	}
	if opt.BaseURL != "" {
		set.Site.BaseURL.V = opt.BaseURL
	}
	linked, found := cache.links.Link(set)
	problems.Add(found)

	plan, found := site.Plan(linked)
	problems.Add(found)

	static, err := layer(opt.Source, "static", opt.Static)
	if err != nil {
		return nil, err
	}
	assets, found, err := newAssets(static)
	if err != nil {
		return nil, err
	}
	problems.Add(found)

	templates, err := layer(opt.Source, "templates", opt.Templates)
	if err != nil {
		return nil, err
	}
	renderer, found, err := render.New(templates, "templates", assets.urls)
	if err != nil {
		return nil, err
	}
	problems.Add(found)

	files, found, err := assemble(plan, renderer, opt.Source, static, exports(linked), feeds(linked, plan), filter(linked, plan, renderer), assets.contents)
	if err != nil {
		return nil, err
	}
	problems.Add(found)
	return &Result{FS: files, Problems: problems, Timeline: linked, Read: set.Files, Pages: len(plan.Pages)}, nil
}

// layer puts a folder of the source over the files that Dateline brings.
func layer(source fs.FS, folder string, base fs.FS) (fs.FS, error) {
	own, err := fs.Sub(source, folder)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", folder, err)
	}
	return overlay{upper: own, lower: base}, nil
}
