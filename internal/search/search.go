// Package search makes the files that a reader's browser searches: an inverted
// index in pieces, of which a query loads a few.
//
// The files lie in the folder search/ of the site:
//
//	index.json    what leads to the others, and the rules of folding
//	terms-N.txt   terms in order, each with the documents that hold it
//	ends-N.txt    terms in the order of their reversed letters: where to look
//	              for a word whose beginning is mistyped
//	docs-N.json   what a list of results shows of each document
//
// static/js/parts/search.js reads them. How many files there are follows from
// the size of the site alone, so that naming them costs nothing; the index
// itself is made when the first of them is opened.
package search

import (
	"fmt"
	"sync"
	"sync/atomic"

	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// The files of an index of up to fullDocs documents: at most maxTerms + maxEnds +
// maxDocs + 1 of them. Of twice as many documents it has up to twice as many
// files, and so on up to maxGrowth: so a query loads no more in a large site.
// A query loads a file or two of terms for each of its words, and as many files
// of documents as it has results to show; that both weigh about the same for
// 10,000 articles decided the shares.
const (
	maxTerms = 130
	maxEnds  = 20
	maxDocs  = 104

	textPerTerms = 25_000 // bytes of text that a file of terms holds the terms of
	besideText   = 200    // bytes that are found of a document beside its text: title, summary, date, tags …
	docsPerFile  = 40

	fullDocs  = 12_000
	maxGrowth = 16 // more would make index.json, which names the first term of each file, too large
)

// growth is how many times as many files an index of so many documents may have.
func growth(documents int) int { return min(max(1, documents/fullDocs), maxGrowth) }

// Folder is where the index lies in the site.
const Folder = "search/"

// Index is the search index of a site. It is safe for concurrent use.
type Index struct {
	timeline          *timeline.Timeline
	words             *locale.Locale
	text              int                   // size of all texts, in bytes
	terms, ends, docs int                   // files of each sort
	perFile           int                   // documents in a file
	earlier           func() string         // what another index has kept; nil for nothing
	make              func() (*made, error) // makes the index
	all               atomic.Pointer[func() (*made, error)]
}

// New returns the index of a timeline. Nothing is indexed yet.
func New(t *timeline.Timeline, language *locale.Locale) *Index {
	x := &Index{timeline: t, words: language}
	x.make = x.collected
	x.extend(extent(t))
	return x
}

// extend says how large the index is: of texts of so many bytes, in so many documents.
func (x *Index) extend(text, count int) {
	grown := growth(count)
	x.text, x.terms, x.docs = text, pieces(text+besideText*count, textPerTerms, grown*maxTerms), pieces(count, docsPerFile, grown*maxDocs)
	x.ends = pieces(x.terms, maxTerms/maxEnds, grown*maxEnds)
	x.perFile = max(1, (count+x.docs-1)/x.docs)
	x.Release()
}

// Begin has the index made on a goroutine of its own, before somebody asks for a file.
func (x *Index) Begin() { go x.made() }

// made returns the index, which is made once.
func (x *Index) made() (*made, error) { return (*x.all.Load())() }

// Release lets go of the index. What is asked for later makes it anew.
func (x *Index) Release() {
	x.all.Store(new(sync.OnceValues(x.make)))
}

// After has the index go on from what Keep of an earlier one, of any timeline, wrote:
// of documents that are the same no text is read. It asks for that when the index is
// made; "", and what cannot be read, is nothing. What it gets has to be whole, as a
// program that is the same wrote it.
func (x *Index) After(kept func() string) { x.earlier = kept }

// pieces returns into how many pieces of a size a whole is cut, at most limit.
func pieces(whole, size, limit int) int {
	return min(max(1, (whole+size-1)/size), max(1, limit))
}

// Files returns the paths of the index's files in the site, each with the function that
// appends it to some room: those in which words are looked up, and those that say what is shown
// of documents, in which no text has a part.
func (x *Index) Files() (words, shown map[string]func(room []byte) ([]byte, error)) {
	words, shown = map[string]func([]byte) ([]byte, error){}, map[string]func([]byte) ([]byte, error){}
	words[Folder+rootFile] = x.file(rootFile)
	for k := range x.terms {
		words[Folder+termsFile(k)] = x.file(termsFile(k))
	}
	for k := range x.ends {
		words[Folder+endsFile(k)] = x.file(endsFile(k))
	}
	for k := range x.docs {
		shown[Folder+docsFile(k)] = x.file(docsFile(k))
	}
	return words, shown
}

// file returns what makes a file.
func (x *Index) file(name string) func([]byte) ([]byte, error) {
	return func(room []byte) ([]byte, error) {
		m, err := x.made()
		if err != nil {
			return nil, err
		}
		return m.files[name](room), nil
	}
}

const rootFile = "index.json"

func termsFile(k int) string { return fmt.Sprintf("terms-%d.txt", k) }
func endsFile(k int) string  { return fmt.Sprintf("ends-%d.txt", k) }
func docsFile(k int) string  { return fmt.Sprintf("docs-%d.json", k) }
