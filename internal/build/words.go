package build

import (
	"io"

	"dateline/internal/content"
	"dateline/internal/search"
)

// index returns the search index of an edition, which goes on from what an earlier
// build has kept of it.
func (e *edition) index(opt Options) *search.Index {
	x := search.New(e.linked, e.words)
	if opt.Words != nil {
		x.After(func() io.ReadCloser { return opt.Words(e.wordsFile()) })
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
		if x := e.built.rest().index; x != nil {
			words[e.wordsFile()] = x.Keep
		}
	}
	return words
}
