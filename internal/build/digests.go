package build

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"slices"

	"dateline/internal/content"
	"dateline/internal/site"
)

// Digests are sums of all that decides the bytes of each file, for builds by the same
// program with the same Options: while one stays the same, so does the file. Files of
// which only making them can tell have none.
type Digests struct {
	names []string      // sorted
	sums  []content.Sum // parallel to names: a map would take three times as much memory
	facts content.Sum   // of what all documents say but for their texts
}

// Len returns how many files the site has.
func (d Digests) Len() int { return len(d.names) }

// Of returns the sum of a file, and whether it has one.
func (d Digests) Of(name string) (content.Sum, bool) {
	k, found := slices.BinarySearch(d.names, name)
	if !found || d.sums[k] == (content.Sum{}) {
		return content.Sum{}, false
	}
	return d.sums[k], true
}

// Digests returns those of the site. A Result that was made with a Cache has none once
// the Cache has made another.
func (r *Result) Digests() (Digests, error) {
	if r.before != nil {
		return r.digests, nil
	}
	templates, err := sumOf(r.look.templates)
	if err != nil {
		return Digests{}, fmt.Errorf("reading templates: %w", err)
	}
	names := r.names()
	sums := site.NewSums(plans(r.editions))
	digests := Digests{names, make([]content.Sum, len(names)), sums.Facts}
	for k, e := range r.editions {
		sum := sums.Edition(k, e.outside(templates, r.editions[0]))
		for name, file := range e.built.all() {
			at, _ := slices.BinarySearch(names, e.folder()+name)
			if digests.sums[at], err = sum(file.shows); err != nil {
				return Digests{}, fmt.Errorf("reading what %s is made of: %w", name, err)
			}
		}
	}
	return digests, nil
}

// outside sums up what files of an edition depend on that the timeline does not
// decide.
func (e *edition) outside(templates []byte, first *edition) content.Sum {
	all := fmt.Appendf(nil, "%x %q", templates, fmt.Sprint(e.assets.urls))
	if e != first { // whose addresses of files depend on which of the two has them
		all = fmt.Appendf(all, " %q %q", e.besidePages(), first.besidePages())
	}
	return content.SumOf(all)
}

// besidePages lists the files of an edition that are no pages.
func (e *edition) besidePages() []string {
	var names []string
	for k, name := range e.pages.names {
		if e.pages.which[k] <= 0 {
			names = append(names, name)
		}
	}
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
