package build

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/render"
	"dateline/internal/site"
)

// assemble lists every file of the site with the function that makes it:
// pages, files beside them, what else there is (more), and static files.
func assemble(plan *site.Site, renderer *render.Renderer, source, static fs.FS, more ...map[string]func() ([]byte, error)) (*files, diag.List, error) {
	var problems diag.List
	contents := make(map[string]func() ([]byte, error), len(plan.Pages)+len(plan.Copies))
	for _, page := range plan.Pages {
		contents[page.File()] = func() ([]byte, error) { return renderer.Page(page) }
	}
	for _, c := range plan.Copies {
		contents[c.To] = func() ([]byte, error) { return fs.ReadFile(source, c.From) }
	}
	folders := foldersOf(contents)
	for _, files := range more {
		for _, file := range slices.Sorted(maps.Keys(files)) {
			if taken(contents, folders, file) {
				problems.Errorf(diag.Pos{File: file}, "a page, or a file beside one, stands where the site keeps this file of its own; give it another name")
				continue
			}
			contents[file] = files[file]
		}
	}
	if err := addStatic(contents, static, &problems); err != nil {
		return nil, problems, fmt.Errorf("reading static: %w", err)
	}
	return newFiles(contents), problems, nil
}

// byHand are files for hosts and robots that a site may bring of its own: in
// static/ they take the place of those that Dateline makes.
var byHand = []string{"robots.txt", "CNAME", "_headers", "_redirects"}

// addStatic adds the files of static/, but for dotfiles and assets.
func addStatic(contents map[string]func() ([]byte, error), static fs.FS, problems *diag.List) error {
	folders := foldersOf(contents)
	return fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
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
		contents[name] = func() ([]byte, error) { return fs.ReadFile(static, name) }
		return nil
	})
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
