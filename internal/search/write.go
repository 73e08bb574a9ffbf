package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
)

// root is index.json.
type root struct {
	Version string     `json:"version"` // of the whole index: files of two builds do not go together
	Count   int        `json:"count"`   // documents
	PerFile int        `json:"perFile"` // documents in a file
	Kinds   []rootKind `json:"kinds"`
	Terms   []string   `json:"terms"` // the first term of each file, in order
	Ends    []string   `json:"ends"`  // the same, reversed
	Rules   rules      `json:"rules"`
}

// rootKind says which documents are of a kind, and of a year: those from First
// on, up to the next First. The year of documents without a date is null; kinds
// that are out of time have no years, and come first among equals.
type rootKind struct {
	Name   string     `json:"name"`
	Label  string     `json:"label"`
	Plural string     `json:"plural"`
	Path   string     `json:"path"`
	First  int        `json:"first"`
	Years  []rootYear `json:"years"`
}

type rootYear struct {
	Year  *int64 `json:"year"`
	First int    `json:"first"`
}

// write makes all files.
func (x *Index) write() (map[string][]byte, error) {
	files := map[string][]byte{}
	words := newCollector()
	r := root{PerFile: x.perFile, Rules: theRules()}
	shown := [][]any{} // of the documents that the next file holds
	docs := 0
	next := func() error {
		data, err := encode(shown)
		files[docsFile(docs)] = data
		docs, shown = docs+1, shown[:0]
		return err
	}
	for _, k := range kinds(x.timeline, x.words) {
		item := rootKind{Name: k.name, Label: k.label, Plural: k.plural, Path: k.path, First: r.Count, Years: []rootYear{}}
		for n := range k.count {
			d := k.document(n)
			if year, changed := item.next(d); changed {
				item.Years = append(item.Years, rootYear{year, r.Count})
			}
			words.document(r.Count, d)
			r.Count++
			if shown = append(shown, d.shown()); len(shown) == x.perFile {
				if err := next(); err != nil {
					return nil, err
				}
			}
		}
		r.Kinds = append(r.Kinds, item)
	}
	for docs < x.docs {
		if err := next(); err != nil {
			return nil, err
		}
	}
	terms := words.all(r.Count)
	r.Terms = divide(files, x.terms, termsFile, lines(terms))
	r.Ends = divide(files, x.ends, endsFile, ends(terms))
	r.Version = version(files)
	var err error
	files[rootFile], err = encode(r)
	return files, err
}

// next returns the year of a document that follows those of item, and whether
// it is another than theirs.
func (item rootKind) next(d document) (*int64, bool) {
	year, dated := yearOf(d.date)
	if item.Name == "actor" || item.Name == "source" {
		return nil, false
	}
	if len(item.Years) > 0 {
		last := item.Years[len(item.Years)-1].Year
		if last == nil || dated && *last == year {
			return nil, false
		}
	}
	if !dated {
		return nil, true
	}
	return &year, true
}

// shown returns what a list shows of a document: title, date, how much of the
// title's plain form its slug begins with, the rest of the slug, and the
// language. What is empty at the end is left out.
func (d document) shown() []any {
	plain := plainTitle(d.Title)
	same := 0
	for same < min(len(plain), len(d.Slug)) && plain[same] == d.Slug[same] {
		same++
	}
	all := []any{d.Title, d.When, same, d.Slug[same:], d.Lang}
	for all[len(all)-1] == "" {
		all = all[:len(all)-1]
	}
	return all
}

// plainTitle returns a title much as slugs are made of titles: hyphens for all
// but ASCII letters, which are small, and digits. The script does the same.
func plainTitle(title string) string {
	var plain []byte
	for _, r := range title {
		switch {
		case 'A' <= r && r <= 'Z':
			plain = append(plain, byte(r-'A'+'a'))
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			plain = append(plain, byte(r))
		case len(plain) == 0 || plain[len(plain)-1] != '-':
			plain = append(plain, '-')
		}
	}
	return string(plain)
}

// version is made of all other files.
func version(files map[string][]byte) string {
	hash := fnv.New64a()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		hash.Write(files[name])
	}
	return fmt.Sprintf("%x", hash.Sum64())
}

// encode writes a value as JSON, without escapes that only HTML needs.
func encode(value any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(value)
	return out.Bytes(), err
}
