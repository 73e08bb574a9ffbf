package build

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"dateline/internal/content"
)

// Digests returns, by file, a sum of all that decides its bytes, for builds by the
// same program with the same Options: while it stays the same, so does the file.
// Files of which only making them can tell are missing. A Result that was made with
// a Cache has none once the Cache has made another.
func (r *Result) Digests() (map[string]content.Sum, error) {
	sums := map[string]content.Sum{}
	templates, err := sumOf(r.look.templates)
	if err != nil {
		return nil, fmt.Errorf("reading templates: %w", err)
	}
	first := r.editions[0]
	for _, e := range r.editions {
		outside := sha256.New() // of what the timeline decides
		fmt.Fprintf(outside, "%x %q", templates, fmt.Sprint(e.assets.urls))
		if e != first { // whose addresses of files depend on which of the two has them
			fmt.Fprintf(outside, " %q %q", e.besidePages(), first.besidePages())
		}
		add := func(file string, inside content.Sum) {
			both := sha256.Sum256(append(outside.Sum(nil), inside[:]...))
			sums[e.folder()+file] = content.Sum(both[:len(inside)])
		}
		pages := e.plan.Digests()
		for file, sum := range pages {
			add(file, sum)
		}
		for file := range annotations(e.linked) {
			if sum, known := pages[path.Dir(file)+"/index.html"]; known {
				add(file, sum)
			}
		}
	}
	return sums, nil
}

// besidePages lists the files of an edition that are no pages.
func (e *edition) besidePages() []string {
	pages := map[string]bool{}
	for _, page := range e.plan.Pages {
		pages[page.File()] = true
	}
	var names []string
	for name := range e.pages.make {
		if !pages[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// sumOf sums up all files of a file system.
func sumOf(fsys fs.FS) ([]byte, error) {
	sum := sha256.New()
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		fmt.Fprintf(sum, "%q %d\n", name, len(data))
		sum.Write(data)
		return err
	})
	return sum.Sum(nil), err
}
