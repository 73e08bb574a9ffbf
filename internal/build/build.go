// Package build runs the stages of a site in their order: read, link, plan,
// render. This file is the architecture; each stage is a package of its own.
// A site in several languages goes through them once for each: see edition.
package build

import (
	"fmt"
	"io"
	"io/fs"
	"iter"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// Options say what to build.
type Options struct {
	Source    fs.FS         // the site's folder: content/, and its own templates/ and static/
	Templates fs.FS         // templates for what the site has none of its own
	Static    fs.FS         // the same for static files
	Drafts    bool          // drafts are part of the site
	BaseURL   string        // in place of the site's base_url, where not empty
	Portable  bool          // the site is read from a folder, without a host
	Minify    bool          // pages, style sheets and scripts have nothing that browsers do not need
	Shelf     *markup.Shelf // where texts are kept, of a site that is to be written and no more; nil keeps them in memory
	Cache     *Cache        // what earlier builds of the same Options made; nil makes everything

	// Compress says, of a site with these settings, whether files that get smaller have .gz
	// and .br beside them. nil stands for no.
	Compress func(*content.Site) bool

	// Keep is called with what writes the documents for [Recall], once they are
	// linked: all of them, or how they differ from what the Cache was recalled of, if it
	// was. nil keeps nothing.
	Keep func(all, changes func(io.Writer) error)

	// Linked is called once all documents are linked, and what only that needed is let
	// go, which is much of what there is by then. It may be nil.
	Linked func()

	// Words returns what Result.Words of an earlier build, by a program that is the same,
	// wrote under a name; "" where there is nothing, or nothing whole. It may be nil.
	Words func(name string) string

	// Stopped returns why the site is not to be made after all, which Run then returns, nil
	// as long as it is. It is asked again and again, and may be nil.
	Stopped func() error
}

// Result is a built site. It is safe for concurrent use, and immutable but for
// what [Cache] says.
type Result struct {
	FS       fs.FS              // every file of the site; a page is rendered when it is opened
	Problems diag.List          // what authors should mend; with an error among them, FS is not to be published
	Timeline *timeline.Timeline // the linked model, for what looks beyond pages; made slim where there is a Shelf, nil after Retouch
	Content  *content.Set       // what it was made of; nil where there is a Shelf
	Read     int                // content files
	Pages    int                // pages in FS

	editions []*edition
	whole    whole // FS
	look     *look
	before   *Before // the site of which a part was made anew; nil where all was
	digests  Digests // of such a site
}

// names returns those of all files.
func (r *Result) names() []string { return r.whole.Names() }

// Further returns what Timeline is for the first edition of each further edition, in
// the order of the settings.
func (r *Result) Further() []*timeline.Timeline {
	var all []*timeline.Timeline
	for _, e := range r.editions[1:] {
		all = append(all, e.linked)
	}
	return all
}

// Redirects returns where the pages at older addresses lead, in all editions. Both are
// root-relative, and not escaped.
func (r *Result) Redirects() map[string]string {
	to := map[string]string{}
	for _, redirect := range redirects(r.editions) {
		to[redirect.From] = redirect.To
	}
	return to
}

// tries is how many pages of each template are tried: what is wrong with one mostly
// shows on the first.
const tries = 10

// TryPages makes some pages of each template, and yields what keeps those from being made
// that cannot be.
func (r *Result) TryPages() iter.Seq[error] {
	return func(yield func(error) bool) {
		for _, e := range r.editions {
			tried := map[string]int{}
			for _, page := range e.plan.Pages {
				if tried[page.Template]++; tried[page.Template] > tries {
					continue
				}
				if _, err := e.renderer.Page(page, nil); err != nil && !yield(err) {
					return
				}
			}
		}
	}
}

// Origin returns where authors have what stands at the name of a file of the site, as far
// as that is theirs.
func (r *Result) Origin(file string) diag.Pos {
	for _, e := range r.editions {
		if at := e.plan.Origin(file); at != (diag.Pos{}) {
			return at
		}
	}
	if _, err := fs.Stat(r.look.static, file); err == nil {
		return diag.Pos{File: "static/" + file}
	}
	return diag.Pos{File: file}
}

// Run builds a site. The error is for failing I/O and bugs; authors' mistakes
// are Problems.
func Run(opt Options) (*Result, error) {
	if opt.Stopped == nil {
		opt.Stopped = func() error { return nil }
	}
	c := opt.Cache
	if c == nil {
		c = &Cache{}
	}
	if c.before != nil {
		if r, ok := c.retouch(opt); ok {
			return r, nil
		}
		return c.anew(opt)
	}
	return c.run(opt)
}

// run builds a site with what the Cache has.
func (c *Cache) run(opt Options) (*Result, error) {
	if opt.Keep != nil {
		opt.Shelf.Remember()
	}
	set, problems, err := content.Read(opt.Source, content.Options{Drafts: opt.Drafts, Cache: &c.content, Shelf: opt.Shelf, Stopped: opt.Stopped})
	if err != nil {
		return nil, fmt.Errorf("reading content: %w", err)
	}
	if opt.BaseURL != "" {
		set.Site.BaseURL.V = opt.BaseURL
	}
	if c.look == nil {
		if c.look, err = newLook(opt); err != nil {
			return nil, err
		}
	}
	all := c.editions(set)
	first, wrong := all[0], problems.HasErrors()
	changes := make([]timeline.Changes, len(all))
	for i, e := range all {
		var found diag.List
		changes[i], found = e.link(set, first, wrong)
		e.report(&problems, found)
		if err := opt.Stopped(); err != nil {
			return nil, err
		}
	}
	if opt.Keep != nil {
		opt.Keep(c.content.Keep, c.content.KeepChanges)
	}
	c.settle(opt)
	if opt.Linked != nil {
		opt.Linked()
	}
	for i, e := range all {
		found, err := e.lay(changes[i], c.look, opt)
		if err != nil {
			return nil, err
		}
		e.report(&problems, found)
		if err := opt.Stopped(); err != nil {
			return nil, err
		}
	}
	site.Join(plans(all))

	pages := 0
	for _, e := range all {
		if err := c.assemble(e, all, opt); err != nil {
			return nil, err
		}
		e.report(&problems, e.listed)
		pages += len(e.plan.Pages)
	}
	problems.Add(c.look.problems)
	if err := opt.Shelf.Err(); err != nil {
		return nil, err
	}
	whole := mount(all)
	found, err := c.look.checkAddresses(whole, opt.Templates)
	if err != nil {
		return nil, err
	}
	problems.Add(found)
	r := &Result{FS: whole, Problems: problems, Timeline: first.linked, Read: set.Files, Pages: pages, editions: all, whole: whole, look: c.look}
	if opt.Shelf == nil {
		r.Content = set
	}
	return r, nil
}
