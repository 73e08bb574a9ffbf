package build

import (
	"io"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/search"
)

// indexed returns the search index of an edition, which goes on from what an earlier
// build has kept of it.
func (e *edition) indexed(opt Options) *search.Index {
	x := search.New(e.linked, e.words)
	if opt.Words != nil {
		x.After(func() string { return opt.Words(e.wordsFile()) })
	}
	if opt.Shelf != nil {
		x.Begin() // while pages are planned
	}
	return x
}

// wordsFile names what is kept of the words of an edition.
func (e *edition) wordsFile() string {
	if e.lang == "" {
		return "words"
	}
	return "words-" + content.EditionFolder(e.lang)
}

// Words returns what the search indexes of later builds can go on from, by name, each
// with the function that writes it. It is there once the files have been made.
func (r *Result) Words() map[string]func(io.Writer) error {
	words := map[string]func(io.Writer) error{}
	for _, e := range r.editions {
		if e.index != nil {
			words[e.wordsFile()] = e.index.Keep
		}
	}
	return words
}

// Indexed reports whether a file belongs to a search index.
func (r *Result) Indexed(name string) bool {
	return slices.ContainsFunc(r.editions, func(e *edition) bool {
		rest, within := strings.CutPrefix(name, e.folder())
		return within && strings.HasPrefix(rest, search.Folder)
	})
}

// ReleaseWords lets go of the search indexes, which are large. What asks for a file of
// theirs later makes them anew.
func (r *Result) ReleaseWords() {
	for _, e := range r.editions {
		if e.index != nil {
			e.index.Release()
		}
	}
}
