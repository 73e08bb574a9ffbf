package search

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/escape"
	"dateline/internal/locale"
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

// made is an index. Its files are written from it whenever somebody opens them.
type made struct {
	files     map[string]func(out []byte) []byte // by name; each appends its bytes
	text      int                                // size of all texts, in bytes
	kinds     []rootKind
	documents []indexed
	terms     []term
}

// indexed are the sums of a document.
type indexed struct{ whole, shown content.Sum }

// collected makes the index of a timeline, from nothing where it cannot go on from an
// earlier one.
func (x *Index) collected() (*made, error) {
	if x.earlier != nil {
		if kept, err := readKept(x.earlier()); err == nil {
			if m, err := x.collect(kept); err == nil {
				return m, nil
			}
		}
	}
	return x.collect(nil)
}

// collect makes the index from all documents; from kept ones, which may be nil,
// where they are the same.
func (x *Index) collect(kept *keptWords) (*made, error) {
	m := &made{files: map[string]func([]byte) []byte{}, text: x.text}
	words := newCollector()
	shared := x.shared()
	var room []byte
	all := kinds(x.timeline, x.words)
	for _, k := range all {
		item := rootKind{Name: k.name, Label: k.label, Plural: k.plural, Path: k.path, First: len(m.documents), Years: []rootYear{}}
		for n := range k.count {
			d, number := k.document(n), len(m.documents)
			if year, changed := item.next(d); changed {
				item.Years = append(item.Years, rootYear{year, number})
			}
			whole := d.sum(k.name, shared)
			shown, known := kept.find(whole, number)
			if !known {
				room = d.shown(room[:0], x.words)
				shown = content.SumOf(room)
				words.document(number, k.words(n, d), d.body)
			}
			m.documents = append(m.documents, indexed{whole, shown})
		}
		m.kinds = append(m.kinds, item)
	}
	for k := range x.docs {
		m.files[docsFile(k)] = func(out []byte) []byte { return x.shown(out, all, k) }
	}
	return m, x.list(m, words.all(), kept)
}

// list adds the terms, those of kept documents among them, and the files that hold them.
func (x *Index) list(m *made, terms []term, kept *keptWords) (err error) {
	if m.terms = terms; kept != nil {
		if m.terms, err = kept.merge(terms); err != nil {
			return err
		}
	}
	r := root{Count: len(m.documents), PerFile: x.perFile, Kinds: m.kinds, Rules: theRules()}
	r.Terms = m.add(x.terms, termsFile, m.termLines())
	r.Ends = m.add(x.ends, endsFile, m.endLines())
	r.Version = m.version(r)
	data, err := escape.Value(r, "")
	m.files[rootFile] = func(out []byte) []byte { return append(out, data...) }
	return err
}

// shown appends what a list of results shows of the documents in file k.
func (x *Index) shown(out []byte, all []kind, k int) []byte {
	out = append(out, '[')
	first := 0
	for _, kind := range all {
		for n := max(0, k*x.perFile-first); n < min(kind.count, (k+1)*x.perFile-first); n++ {
			if out[len(out)-1] == ']' {
				out = append(out, ',')
			}
			out = kind.document(n).shown(out, x.words)
		}
		first += kind.count
	}
	return append(out, "]\n"...)
}

// add divides lines into so many files, and returns the keys from which on each of
// them holds lines.
func (m *made) add(count int, name func(int) string, l lines) []string {
	bounds := l.divide(count)
	firsts := make([]string, count)
	for k := range count {
		firsts[k] = l.first(bounds[k])
		m.files[name(k)] = func(out []byte) []byte { return l.file(out, bounds[k], bounds[k+1]) }
	}
	return firsts
}

// termLines are the terms with the documents that hold them.
func (m *made) termLines() lines {
	documents := len(m.documents)
	return lines{
		count: len(m.terms),
		key:   func(k int) string { return m.terms[k].text },
		size:  func(k int) int { return 4 + m.terms[k].size(documents) + len(m.terms[k].text)/3 },
		value: func(out []byte, k int) []byte { return m.terms[k].appendValue(out, documents) },
	}
}

// endLines are reversed terms, with the number of documents that hold them. Words
// with a digit are not mistyped words, and those of scripts without spaces are no
// words.
func (m *made) endLines() lines {
	type end struct {
		text  string // reversed
		count uint32
	}
	ends := make([]end, 0, len(m.terms))
	var room []byte
	unbroken := newFolding().unbroken
	for _, t := range m.terms {
		if utf8.RuneCountInString(t.text) >= 3 && !strings.ContainsAny(t.text, "0123456789") && !unbroken.MatchString(t.text) {
			room = appendReversed(room[:0], t.text)
			ends = append(ends, end{string(room), t.count})
		}
	}
	slices.SortFunc(ends, func(a, b end) int { return strings.Compare(a.text, b.text) })
	value := func(out []byte, k int) []byte { return strconv.AppendUint(out, uint64(ends[k].count), 36) }
	return lines{
		count: len(ends),
		key:   func(k int) string { return ends[k].text },
		size: func(k int) int {
			var room [16]byte
			return 4 + len(value(room[:0], k)) + len(ends[k].text)/3
		},
		value: value,
	}
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

// shown appends what a list shows of a document: title, date, how much of the
// title's plain form its slug begins with, the rest of the slug, and the
// language. What is empty at the end is left out.
func (d document) shown(out []byte, l *locale.Locale) []byte {
	var room [128]byte // of nearly every title
	plain := appendPlain(room[:0], d.title)
	same := 0
	for same < min(len(plain), len(d.slug)) && plain[same] == d.slug[same] {
		same++
	}
	out = append(escape.JSON(append(out, '['), d.title), ',')
	out = append(escape.JSON(out, d.date.Format(l)), ',')
	out = strconv.AppendInt(out, int64(same), 10)
	if rest := d.slug[same:]; rest != "" || d.lang != "" {
		out = escape.JSON(append(out, ','), rest)
	}
	if d.lang != "" {
		out = escape.JSON(append(out, ','), d.lang)
	}
	return append(out, ']')
}

// appendPlain appends a title much as slugs are made of titles: hyphens for all
// but ASCII letters, which are small, and digits. The script does the same. There
// is nothing before it.
func appendPlain(plain []byte, title string) []byte {
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
	return plain
}

// format is that of the files: who changes what is written of the same documents raises
// it, so that nobody reads files of before as those of now.
const format = 5

// version is made of what decides the bytes of all files but index.json, r, that leads to
// those of terms.
func (m *made) version(r root) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%d %d %q %q", format, len(m.documents), r.Terms, r.Ends)
	for _, d := range m.documents {
		hash.Write(d.shown[:])
	}
	var room []byte
	for _, t := range m.terms {
		room = append(append(room[:0], t.text...), 0)
		room = append(append(room, t.postings...), 0) // of which neither holds a zero
		hash.Write(room)
	}
	return fmt.Sprintf("%x", hash.Sum(nil)[:8])
}
