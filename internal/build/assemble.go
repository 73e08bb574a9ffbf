package build

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/export"
	"dateline/internal/render"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// derived lists the files that are made of the whole site, each with the
// function that makes it: for programs, for hosts, and for the scripts of pages.
func derived(t *timeline.Timeline, plan *site.Site, renderer *render.Renderer, opt Options) map[string]func() ([]byte, error) {
	all := exports(t)
	maps.Copy(all, openData(t))
	maps.Copy(all, feeds(t, plan))
	if !opt.Portable {
		maps.Copy(all, fetched(t))
		maps.Copy(all, filter(t, plan, renderer))
		maps.Copy(all, export.HostingFiles(t, plan.Redirects))
	}
	if opt.Compress {
		compressed(all)
	}
	return all
}

// makePages lists all other files: pages, files beside them, and static files. None
// of them may stand where one of the rest does.
func (c *Cache) makePages(t *timeline.Timeline, opt Options, rest *files) (*files, diag.List, error) {
	var problems diag.List
	plan, look := c.plan, c.look
	contents := make(map[string]func() ([]byte, error), len(plan.Pages)+len(plan.Copies))
	for _, page := range plan.Pages {
		contents[page.File()] = func() ([]byte, error) { return look.renderer.Page(page) }
	}
	for _, copied := range plan.Copies {
		contents[copied.To] = func() ([]byte, error) { return c.pictures.open(opt.Source, copied) }
	}
	ours := annotations(t)
	maps.Copy(ours, look.assets.contents)
	maps.Copy(ours, previews(plan, c.painted()))
	maps.Copy(ours, rest.make)
	folders := foldersOf(contents)
	for _, file := range slices.Sorted(maps.Keys(ours)) {
		if taken(contents, folders, file) {
			problems.Errorf(diag.Pos{File: file}, "a page, or a file beside one, stands where the site keeps this file of its own; give it another name")
			delete(ours, file)
		}
	}
	maps.Copy(contents, ours)
	static, err := staticFiles(contents, look.static, &problems)
	if err != nil {
		return nil, problems, fmt.Errorf("reading static: %w", err)
	}
	if opt.Portable {
		delete(static, site.FrameScript)
	}
	maps.DeleteFunc(contents, func(file string, _ func() ([]byte, error)) bool { return ours[file] != nil && rest.make[file] != nil })
	maps.Copy(contents, static)
	if opt.Compress {
		compressed(contents)
	}
	all := newFiles(contents)
	all.keys = keys(plan)
	return all, problems, nil
}

// byHand are files for hosts and robots that a site may bring of its own: in
// static/ they take the place of those that Dateline makes.
var byHand = []string{"robots.txt", "CNAME", "_headers", "_redirects"}

// staticFiles lists the files of static/, but for dotfiles and assets.
func staticFiles(contents map[string]func() ([]byte, error), static fs.FS, problems *diag.List) (map[string]func() ([]byte, error), error) {
	files := map[string]func() ([]byte, error){}
	folders := foldersOf(contents)
	err := fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return fs.SkipAll
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || isAsset(name):
			return nil
		}
		if taken(contents, folders, name) && !slices.Contains(byHand, name) {
			problems.Errorf(diag.Pos{File: "static/" + name}, "this file would take the place of a page of the site; give it another name")
			return nil
		}
		info, err := fs.Stat(static, name)
		if err != nil || !info.Mode().IsRegular() {
			problems.Errorf(diag.Pos{File: "static/" + name}, "this is no file that can be copied: a link out of the site's folder, or a special file")
			//lint:ignore nilerr the author's mistake is reported
			return nil
		}
		files[name] = func() ([]byte, error) { return openStatic(static, name) }
		return nil
	})
	return files, err
}

// foldersOf returns the folders in which files lie.
func foldersOf(contents map[string]func() ([]byte, error)) map[string]bool {
	folders := map[string]bool{}
	for name := range contents {
		for dir := path.Dir(name); !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	return folders
}

// taken reports whether a file cannot stand at name: a file or folder of that
// name, or a file where one of its folders would have to be, stands there.
func taken(contents map[string]func() ([]byte, error), folders map[string]bool, name string) bool {
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
