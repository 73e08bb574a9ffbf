package lint

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/diag"

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
	for _, d := range slices.Backward(dates) { // places before an edit stay right
		m.edit(d.Pos.File, func(text []byte) []byte { return replaceAt(text, d.Pos, d.Old, d.EDTF) })
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
	slices.SortFunc(known, func(a, b diag.Problem) int { return b.Pos.Compare(a.Pos) }) // places before an edit stay right
	known = slices.CompactFunc(known, func(a, b diag.Problem) bool { return a.Pos == b.Pos })
	for _, p := range known {
		m.edit(p.Pos.File, func(text []byte) []byte {
			mended := refer(text, p.Pos, p.Mend)
			_, _, was := content.Aliases(text)
			if _, _, is := content.Aliases(mended); was && !is {
				return nil // two keys have become one, which somebody has to join
			}
			return mended
		})
	}
	return m.edits()
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

// offset returns where a place is in a text; ok is false where there is no such
// place, as in a file of other line endings than content counts.
func offset(text []byte, at diag.Pos) (n int, ok bool) {
	rest := text
	for range at.Line - 1 {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			return 0, false
		}
		rest = rest[i+1:]
	}
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	if at.Line < 1 || at.Col < 1 {
		return 0, false
	}
	n = len(text) - len(rest)
	if unmarked, marked := bytes.CutPrefix(line, []byte(content.ByteOrderMark)); marked && at.Line == 1 { // content does not count it
		n += len(line) - len(unmarked)
		line = unmarked
	}
	for range at.Col - 1 {
		_, size := utf8.DecodeRune(line)
		line, n = line[size:], n+size
	}
	return n, len(line) > 0
}

// replaceAt writes want in place of old, which stands at a place, perhaps in
// quotation marks; nil where something else stands there.
func replaceAt(text []byte, at diag.Pos, old, want string) []byte {
	start, ok := offset(text, at)
	if !ok {
		return nil
	}
	if text[start] == '"' || text[start] == '\'' {
		start++
	}
	if !bytes.HasPrefix(text[start:], []byte(old)) {
		return nil
	}
	return slices.Concat(text[:start], []byte(want), text[start+len(old):])
}

// refer makes the mend of a reference; nil where it stands in no form that is known.
func refer(text []byte, at diag.Pos, mend diag.Mend) []byte {
	if mend.Later {
		return replaceAfter(text, at, mend.Old, mend.New)
	}
	if mended := replaceAt(text, at, mend.Old, mend.New); mended != nil {
		return mended
	}
	return replaceIn(text, at, mend.Old, mend.New)
}

// inlineField matches a field of a note in the text, which has one value, or several
// with commas between them.
var inlineField = regexp.MustCompile(`^\w+=(?:"[^"\n]*"|[^\s"]+)`)

// replaceIn writes want in place of old among the values of the field of a note that stands
// at a place; nil where there is none.
func replaceIn(text []byte, at diag.Pos, old, want string) []byte {
	start, ok := offset(text, at)
	if !ok {
		return nil
	}
	field := inlineField.Find(text[start:])
	value := regexp.MustCompile(`[=,"\s](` + regexp.QuoteMeta(old) + `)(?:[,"\s:]|$)`).FindSubmatchIndex(field)
	if value == nil {
		return nil
	}
	return slices.Concat(text[:start+value[2]], []byte(want), text[start+value[3]:])
}

// replaceAfter writes want in place of the first old after a place; nil where there is none.
func replaceAfter(text []byte, at diag.Pos, old, want string) []byte {
	start, ok := offset(text, at)
	if !ok {
		return nil
	}
	return slices.Concat(text[:start], bytes.Replace(text[start:], []byte(old), []byte(want), 1))
}
