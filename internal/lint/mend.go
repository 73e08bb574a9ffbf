package lint

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"

	"github.com/rogpeppe/go-internal/diff"
)

// An Edit is a safe mend of one file: it changes what it says, and nothing else.
type Edit struct {
	File     string // slash-separated, relative to the source folder
	Old, New []byte // the whole file
}

// Diff returns the edit as a unified diff.
func (e Edit) Diff() string {
	return string(diff.Diff("a/"+e.File, e.Old, "b/"+e.File, e.New))
}

// MendDates returns edits that write dates of other forms in EDTF, where they
// can mean one date only. It needs no site, as such dates keep one from being
// built.
func MendDates(source fs.FS) ([]Edit, error) {
	dates, err := content.ForeignDates(source)
	if err != nil {
		return nil, fmt.Errorf("looking for dates: %w", err)
	}
	m := mender{source: source}
	for file, dates := range grouped(dates, func(d content.ForeignDate) string { return d.Pos.File }) {
		m.edit(file, func(text []byte) []byte {
			places := placesOf(text)
			var all []splice
			for _, d := range dates {
				all = append(all, replaceAt(text, places, d.Pos, d.Old, d.EDTF)...)
			}
			return apply(text, all)
		})
	}
	return m.edits()
}

// MendAliases returns edits that give documents which moved since the last
// build their older addresses as aliases.
func MendAliases(s Site) ([]Edit, error) {
	c, err := newChecker(s)
	if err != nil {
		return nil, err
	}
	m := mender{source: s.Source}
	for _, v := range c.vanished() {
		if v.moved != nil {
			m.edit(v.moved.Path, func(text []byte) []byte { return addAlias(text, v.address) })
		}
	}
	return m.edits()
}

// MendReferences returns edits that mend the problems of which it is known how: references
// to documents by slugs that they had.
func MendReferences(source fs.FS, problems []diag.Problem) ([]Edit, error) {
	m := mender{source: source}
	known := slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool { return p.Mend == diag.Mend{} })
	for file, problems := range grouped(known, func(p diag.Problem) string { return p.Pos.File }) {
		m.edit(file, func(text []byte) []byte { return mendReferences(text, problems) })
	}
	return m.edits()
}

// mendReferences makes the mends of a file, but for those with which two keys become one,
// which somebody has to join.
func mendReferences(text []byte, problems []diag.Problem) []byte {
	mappings, read := content.Mappings(text)
	kept := clashing(mappings, problems)
	places := placesOf(text)
	var all []splice
	for _, p := range problems {
		if !kept[placeOf(p.Pos)] {
			all = append(all, refer(text, places, p.Pos, p.Mend)...)
		}
	}
	mended := apply(text, all)
	if _, ok := content.Mappings(mended); read && !ok {
		return nil
	}
	return mended
}

// placeOf returns a place in whatever file.
func placeOf(at diag.Pos) diag.Pos { return diag.Pos{Line: at.Line, Col: at.Col} }

// clashing returns the places of the keys that have to stay as they are because another of
// their mapping is called so, or is to be. Of several that are to be called the same the
// last may, where none is called so yet.
func clashing(mappings [][]content.At[string], problems []diag.Problem) map[diag.Pos]bool {
	mends := map[diag.Pos]diag.Mend{}
	for _, p := range problems {
		mends[placeOf(p.Pos)] = p.Mend
	}
	stays := map[diag.Pos]bool{}
	for again := true; again; { // aliases of YAML put one mapping into several
		again = false
		for _, keys := range mappings {
			again = clash(keys, mends, stays) || again
		}
	}
	return stays
}

// clash adds the places of the keys of one mapping that have to stay, and reports whether there
// were any. Those that stay may be in the way of others.
func clash(keys []content.At[string], mends map[diag.Pos]diag.Mend, stays map[diag.Pos]bool) (found bool) {
	called := map[string][]diag.Pos{} // which keys will be called so
	mend := func(k content.At[string]) (at diag.Pos, to string) {
		at = k.Place.In("")
		if m := mends[at]; m.Old == k.V && !stays[at] {
			return at, m.New
		}
		return at, k.V
	}
	var crowded []string
	add := func(name string, at diag.Pos) {
		if called[name] = append(called[name], at); len(called[name]) > 1 {
			crowded = append(crowded, name)
		}
	}
	own := map[diag.Pos]string{}
	for _, k := range keys {
		at, to := mend(k)
		own[at] = k.V
		add(to, at)
	}
	for len(crowded) > 0 {
		name := crowded[len(crowded)-1]
		crowded = crowded[:len(crowded)-1]
		keeper := called[name][len(called[name])-1]
		for _, at := range called[name] {
			if own[at] == name {
				keeper = at
			}
		}
		for _, at := range called[name] {
			if at != keeper {
				stays[at], found = true, true
				add(own[at], at)
			}
		}
		called[name] = []diag.Pos{keeper}
	}
	return found
}

// grouped goes through what is said of each file, by their names.
func grouped[T any](all []T, file func(T) string) iter.Seq2[string, []T] {
	groups := map[string][]T{}
	for _, one := range all {
		groups[file(one)] = append(groups[file(one)], one)
	}
	return func(yield func(string, []T) bool) {
		for _, name := range slices.Sorted(maps.Keys(groups)) {
			if !yield(name, groups[name]) {
				return
			}
		}
	}
}

// A splice writes something in place of a part of a text.
type splice struct {
	from, to int
	with     string
}

// apply makes all of some splices, each part once; nil where there are none.
func apply(text []byte, all []splice) []byte {
	if len(all) == 0 {
		return nil
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b splice) int { return cmp.Compare(a.from, b.from) })
	var made []byte
	done := 0
	for _, s := range all {
		if s.from >= done {
			made = append(append(made, text[done:s.from]...), s.with...)
			done = s.to
		}
	}
	return append(made, text[done:]...)
}

// A mender keeps the files that it edits.
type mender struct {
	source   fs.FS
	old, new map[string][]byte
	err      error
}

// edit changes a file. A change that returns nil does not know how, and leaves
// the file as it is.
func (m *mender) edit(file string, change func([]byte) []byte) {
	if m.old == nil {
		m.old, m.new = map[string][]byte{}, map[string][]byte{}
	}
	if m.err == nil && m.old[file] == nil {
		text, err := fs.ReadFile(m.source, file)
		if err != nil {
			m.err = fmt.Errorf("reading %s: %w", file, err)
			return
		}
		m.old[file], m.new[file] = text, text
	}
	if changed := change(m.new[file]); changed != nil {
		m.new[file] = changed
	}
}

func (m *mender) edits() ([]Edit, error) {
	if m.err != nil {
		return nil, m.err
	}
	var all []Edit
	for file, old := range m.old {
		if !bytes.Equal(old, m.new[file]) {
			all = append(all, Edit{file, old, m.new[file]})
		}
	}
	slices.SortFunc(all, func(a, b Edit) int { return strings.Compare(a.File, b.File) })
	return all, nil
}

// places finds places in a text.
type places struct {
	text  []byte
	lines []int // where they begin

	last       diag.Pos // that was found, from which a line that is long is counted on
	lastOffset int

	paragraph struct{ from, to int } // that was looked through last, from some place in it on
}

func placesOf(text []byte) *places {
	p := &places{text: text, lines: []int{0}}
	for at, c := range text {
		if c == '\n' {
			p.lines = append(p.lines, at+1)
		}
	}
	return p
}

// offset returns where a place is; ok is false where there is no such place, as in a file of
// other line endings than content counts.
func (p *places) offset(at diag.Pos) (n int, ok bool) {
	if at.Line < 1 || at.Col < 1 || int(at.Line) > len(p.lines) {
		return 0, false
	}
	col := int32(1)
	n = p.lines[at.Line-1]
	if at.Line == 1 && bytes.HasPrefix(p.text, []byte(content.ByteOrderMark)) { // content does not count it
		n += len(content.ByteOrderMark)
	}
	if at.Line == p.last.Line && at.Col >= p.last.Col {
		col, n = p.last.Col, p.lastOffset
	}
	for ; col < at.Col && n < len(p.text) && p.text[n] != '\n'; col++ {
		_, size := utf8.DecodeRune(p.text[n:])
		n += size
	}
	p.last, p.lastOffset = diag.Pos{Line: at.Line, Col: col}, n
	return n, col == at.Col && n < len(p.text) && p.text[n] != '\n'
}

// paragraphEnd returns where the paragraph ends in which an offset is.
func (p *places) paragraphEnd(start int) int {
	if start < p.paragraph.from || start >= p.paragraph.to {
		p.paragraph.from, p.paragraph.to = start, len(p.text)
		if end := blankLine.FindIndex(p.text[start:]); end != nil {
			p.paragraph.to = start + end[0]
		}
	}
	return p.paragraph.to
}

// replaceAt writes want in place of old, which stands at a place, perhaps in
// quotation marks; nothing where something else stands there.
func replaceAt(text []byte, places *places, at diag.Pos, old, want string) []splice {
	start, ok := places.offset(at)
	if !ok {
		return nil
	}
	if text[start] == '"' || text[start] == '\'' {
		start++
	}
	if !bytes.HasPrefix(text[start:], []byte(old)) {
		return nil
	}
	return []splice{{start, start + len(old), want}}
}

// refer makes the mend of a reference; nothing where it stands in no form that is known.
func refer(text []byte, places *places, at diag.Pos, mend diag.Mend) []splice {
	start, ok := places.offset(at)
	if !ok {
		return nil
	}
	if mend.Link {
		from, to := destination(text[:places.paragraphEnd(start)], start)
		if from == to || markup.PathOf(string(text[from:to])) != mend.Old {
			return nil
		}
		return []splice{{from, to, mend.New}}
	}
	if mended := referField(text, start, mend); mended != nil {
		return mended
	}
	return replaceIn(text, start, len(text), `^(?:\[\[[\s\pZ]*(?:\w+:[\s\pZ]*)?|["']?)(%s)(?:[^\pL\pM\pN_-]|$)`, mend)
}

// referField makes a mend of some of the values of the field that begins at an offset, which
// may be called as they are. Values that are web addresses have such words, too.
func referField(text []byte, start int, mend diag.Mend) (all []splice) {
	end := start + len(inlineField.Find(text[start:]))
	for {
		next := replaceIn(text, start, end, `(?:^\w+="?|,)\s*(%s)\s*(?:[,":]|$)`, mend)
		if next == nil {
			return all
		}
		all, start = append(all, next...), next[0].to
	}
}

// inlineField matches a field of a note in the text, which has one value, or several
// with commas between them.
var inlineField = regexp.MustCompile(`^\w+=(?:"[^"\n]*"|[^\s"]+)`)

// replaceIn makes a mend within a part of a text where a form, with %s for what stands
// there, first matches; nothing where it does not.
func replaceIn(text []byte, start, end int, form string, mend diag.Mend) []splice {
	found := regexp.MustCompile(fmt.Sprintf(form, regexp.QuoteMeta(mend.Old))).FindSubmatchIndex(text[start:end])
	if found == nil {
		return nil
	}
	return []splice{{start + found[2], start + found[3], mend.New}}
}

// blankLine matches a line that is blank but for marks of quotations, and the end of the
// one before. To match all that stands before it, in one go, takes many times as long.
var blankLine = regexp.MustCompile(`\n[ \t>]*\r?\n`)

// backticks matches what begins and ends code within a paragraph.
var backticks = regexp.MustCompile("`+")

// destination returns where the path stands, without its fragment, of a link or picture that
// begins at an offset of a text, which ends with its paragraph, as in "[words](path)", or of the definition of one by reference,
// "[words]: path"; nothing where it stands elsewhere.
func destination(text []byte, start int) (from, to int) {
	rest := text[start:]
	n := len(rest) - len(bytes.TrimPrefix(rest, []byte("!")))
	n += bracketed(rest[n:])
	if n == len(rest) || rest[n] != '(' && rest[n] != ':' {
		return 0, 0
	}
	start += n + 1
	for _, form := range []*regexp.Regexp{bracketedPath, barePath} {
		if path := form.FindSubmatchIndex(rest[n+1:]); path != nil {
			return start + path[2], start + path[3]
		}
	}
	return 0, 0
}

// Both match the address of a link, and what of it is a path: in angle brackets, or else with
// brackets in pairs.
var (
	bracketedPath = regexp.MustCompile(`^[\s>]*<((?:&#\w+;|[^<>#\n])*)[#>]`)
	barePath      = regexp.MustCompile(`^[\s>]*((?:\\\S|&#\w+;|[^\s#()<>\\]|\([^\s#()<>]*\))+)(?:[#)\s]|$)`)
)

// bracketed returns how long the words in square brackets are with which a text begins; 0 where
// they do not end.
func bracketed(text []byte) int {
	for n, depth := 0, 0; n < len(text); n++ {
		switch text[n] {
		case '\\':
			n++
		case '`': // brackets in code are none
			begin := backticks.Find(text[n:])
			n += len(begin) - 1
			for _, run := range backticks.FindAllIndex(text[n+1:], -1) {
				if run[1]-run[0] == len(begin) {
					n += run[1]
					break
				}
			}
		case '[':
			depth++
		case ']':
			depth--
		}
		if depth == 0 {
			return n + 1
		}
	}
	return 0
}
