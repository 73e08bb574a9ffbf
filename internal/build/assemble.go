package build

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/export"
	"dateline/internal/site"
)

// assemble lists the files of an edition, each with the function that makes it.
func (c *Cache) assemble(e *edition, all []*edition, opt Options) error {
	if e.renderer == nil {
		found, err := c.look.dress(e, opt)
		if err != nil {
			return err
		}
		c.look.problems.AddNew(found)
	}
	// Made when it is asked for, of what there is now: later builds go on with others.
	now := *e
	rest := sync.OnceValue(func() *files { return now.derived(all, opt) })
	if e.pages == nil {
		var err error
		if e.pages, e.listed, err = c.makePages(e, all, opt, rest()); err != nil {
			return err
		}
	}
	e.built = newLayered(e.pages, rest, opt.Shelf.Err, e.renderer.Release)
	return nil
}

// derived lists the files that are made of the whole site: for programs, for
// hosts, and for the scripts of pages.
func (e *edition) derived(all []*edition, opt Options) *files {
	t, plan := e.linked, e.plan
	contents := feeds(t, e.words)
	contents.repeatFeeds(plan.Redirects)
	var written map[string]func(io.Writer) error
	if e.lang == "" {
		maps.Copy(contents, allAnnotations(t))
		var data listing
		data, written = openData(t, e.words)
		maps.Copy(contents, data)
		maps.Copy(contents, robots(all))
	}
	if !opt.Portable {
		words, shown := e.index.Files()
		contents.add(site.Shows{}, words)
		contents.add(site.Facts(), shown)
		maps.Copy(contents, hover(t, e.words))
		maps.Copy(contents, filter(t, plan, e.renderer, e.words))
		if e.lang == "" {
			moved := redirects(all)
			for name, make := range export.HostingFiles(t, moved, e.held) {
				contents[name] = made{make: surely(make), shows: site.Telling(fmt.Sprint(e.held, moved))}
			}
		}
	}
	if opt.compresses(all) {
		compressed(contents, nil)
	}
	f := newFiles(contents, nil)
	f.written = written
	return f
}

// redirects lists the older addresses of all editions.
func redirects(all []*edition) []site.Redirect {
	var list []site.Redirect
	for _, e := range all {
		for _, r := range e.plan.Redirects {
			list = append(list, site.Redirect{From: "/" + e.folder() + r.From[1:], To: "/" + e.folder() + r.To[1:]})
		}
	}
	return list
}

// makePages lists all other files: pages, files beside them, and static files. None
// of them may stand where one of the rest does.
func (c *Cache) makePages(e *edition, all []*edition, opt Options, rest *files) (*files, diag.List, error) {
	var problems diag.List
	var pages *files
	var shared func(file string) bool
	if e != all[0] {
		first := all[0].pages
		shared = func(file string) bool { return !pages.has(file) && (first.has(file) || isOpenData(file)) }
	}
	page := e.maker(opt.minifier(), shared)
	ours := c.beside(e, all[0], rest)
	contents := make(listing, len(e.plan.Pages)+len(e.plan.Copies)+len(ours))
	c.planned(contents, e, opt.Source)
	folders := make(folders, len(contents))
	folders.add(maps.Keys(contents))
	clash := func(own string) {
		problems.Errorf(e.plan.Origin(own), "this stands where the site keeps its own file %s; give it another name", own)
	}
	for _, file := range slices.Sorted(maps.Keys(ours)) {
		if taken(contents, folders, file) {
			clash(file)
			delete(ours, file)
		}
	}
	maps.Copy(contents, ours)
	folders.add(maps.Keys(ours))
	var static listing
	if e.lang == "" {
		var err error
		if static, err = staticFiles(contents, folders, all[1:], c.look.static, opt.Source, clash, &problems); err != nil {
			return nil, problems, fmt.Errorf("reading static: %w", err)
		}
	}
	if opt.Portable || !e.linked.Site.Embeds.V {
		delete(static, site.FrameScript)
	}
	maps.DeleteFunc(contents, func(file string, _ made) bool {
		_, kept := ours[file]
		return kept && rest.has(file)
	})
	maps.Copy(contents, static)
	if opt.compresses(all) {
		compressed(contents, page)
	}
	pages = newFiles(contents, page)
	return pages, problems, nil
}

// maker returns what says how pages of an edition are made, by their numbers: with the look
// of now, which a later one may turn out to be worse than. Files that are shared stand in
// the first edition only.
func (e *edition) maker(m *minifier, shared func(file string) bool) func(number int) made {
	plan, renderer := e.plan, e.renderer
	plain := func(number int) made {
		page := &plan.Pages[number-1]
		return made{make: func([]byte) ([]byte, error) { return renderer.Page(*page, shared) }, shows: plan.Shows(page)}
	}
	if m == nil {
		return plain
	}
	return func(number int) made { return m.page(&plan.Pages[number-1], plain(number)) }
}

// planned adds the pages of an edition to a listing, and the files that stand beside them.
func (c *Cache) planned(contents listing, e *edition, source fs.FS) {
	for k, page := range e.plan.Pages {
		contents[page.File()] = made{page: k + 1}
	}
	if e.lang == "" {
		for _, copied := range e.plan.Copies {
			contents[copied.To] = c.pictures.copied(source, copied)
		}
	}
}

// beside lists what Dateline makes for an edition beside its pages: notes as data,
// previews, assets but for those that the first edition has, and the rest.
func (c *Cache) beside(e, first *edition, rest *files) listing {
	contents := annotations(e.linked)
	maps.Copy(contents, previews(e.plan, c.painted()))
	for file, asset := range e.assets.contents {
		if _, shared := first.assets.contents[file]; e == first || !shared {
			contents[file] = asset
		}
	}
	maps.Insert(contents, rest.all())
	return contents
}

// byHand are files for hosts and robots that a site may bring of its own: in
// static/ they take the place of those that Dateline makes.
var byHand = []string{"robots.txt", "CNAME", "_headers", "_redirects"}

// staticFiles lists the files of static/, but for dotfiles elsewhere than in .well-known/,
// and assets. Of those that the author did not bring, clash tells that they cannot stand
// where they should.
func staticFiles(contents listing, folders folders, others []*edition, static, source fs.FS, clash func(name string), problems *diag.List) (listing, error) {
	files := listing{}
	err := fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		at := diag.Pos{File: "static/" + name}
		switch {
		case err != nil && name == ".":
			return fs.SkipAll
		case err != nil:
			return err
		case d.IsDir() || isAsset(name):
			return nil
		}
		if slices.ContainsFunc(others, func(e *edition) bool { return strings.HasPrefix(name+"/", e.folder()) }) {
			problems.Errorf(at, "this file lies where an edition of the site stands; give its folder another name")
			return nil
		}
		plain := plainOf(name)
		if _, ours := contents[plain]; ours && !slices.Contains(byHand, plain) {
			problems.Errorf(at, "servers would send this file in the place of %s, which the site makes; give it another name", plain)
			return nil
		}
		if taken(contents, folders, name) && !slices.Contains(byHand, name) {
			if _, err := fs.Stat(source, at.File); err != nil {
				clash(name)
			} else {
				problems.Errorf(at, "this file would take the place of a page of the site; give it another name")
			}
			//lint:ignore nilerr whose file it is was all that was asked
			return nil
		}
		if _, err := fs.Stat(static, name); err != nil {
			if cause, ok := errors.AsType[*fs.PathError](err); ok {
				err = cause.Err
			}
			problems.Errorf(at, "this file cannot be copied: %v", err)
			//lint:ignore nilerr the author's mistake is reported
			return nil
		}
		if ok, err := checkPicture(static, name, problems); err != nil || !ok {
			return err
		}
		if problem := content.NameProblem(d.Name()); problem != "" {
			problems.Warnf(at, "cannot be copied to every system: %s; rename it", problem)
		}
		files[name] = made{make: fresh(func() ([]byte, error) { return openStatic(static, name) }), shows: site.Copied(static, name)}
		return nil
	})
	return files, err
}

// folders are those in which files lie.
type folders map[string]bool

func (f folders) add(names iter.Seq[string]) {
	for name := range names {
		for dir := path.Dir(name); !f[dir]; dir = path.Dir(dir) {
			f[dir] = true
		}
	}
}

// taken reports whether a file cannot stand at name: a file or folder of that
// name, or a file where one of its folders would have to be, stands there.
func taken(contents listing, folders folders, name string) bool {
	if folders[name] {
		return true
	}
	for ; name != "."; name = path.Dir(name) {
		if _, file := contents[name]; file {
			return true
		}
	}
	return false
}
