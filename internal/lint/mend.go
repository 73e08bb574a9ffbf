package lint

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
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
	slices.SortFunc(known, func(a, b diag.Problem) int { // places before an edit stay right
		return cmp.Or(b.Pos.Compare(a.Pos), strings.Compare(a.Mend.Old, b.Mend.Old))
	})
	known = slices.CompactFunc(known, func(a, b diag.Problem) bool { return a.Pos == b.Pos && a.Mend == b.Mend })
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
	start, ok := offset(text, at)
	if !ok {
		return nil
	}
	if mend.Link {
		from, to := destination(text, start)
		if from == to || markup.PathOf(string(text[from:to])) != mend.Old {
			return nil
		}
		return slices.Concat(text[:from], []byte(mend.New), text[to:])
	}
	if mended := referField(text, start, mend); mended != nil {
		return mended
	}
	return replaceIn(text, start, len(text), `^(?:\[\[[\s\pZ]*(?:\w+:[\s\pZ]*)?|["']?)(%s)(?:[^\pL\pM\pN_-]|$)`, mend)
}

// referField makes a mend of some of the values of the field that begins at an offset, which
// may be called as they are; nil where there is none. Values that are web addresses have such
// words, too.
func referField(text []byte, start int, mend diag.Mend) (mended []byte) {
	for {
		field := inlineField.Find(text[start:])
		if text = replaceIn(text, start, start+len(field), `(?:^\w+="?|,)\s*(%s)\s*(?:[,":]|$)`, mend); text == nil {
			return mended
		}
		mended = text
	}
}

// inlineField matches a field of a note in the text, which has one value, or several
// with commas between them.
var inlineField = regexp.MustCompile(`^\w+=(?:"[^"\n]*"|[^\s"]+)`)

// replaceIn makes a mend within a part of a text where a form, with %s for what stands
// there, first matches; nil where it does not.
func replaceIn(text []byte, start, end int, form string, mend diag.Mend) []byte {
	found := regexp.MustCompile(fmt.Sprintf(form, regexp.QuoteMeta(mend.Old))).FindSubmatchIndex(text[start:end])
	if found == nil {
		return nil
	}
	return slices.Concat(text[:start+found[2]], []byte(mend.New), text[start+found[3]:])
}

// paragraphEnd matches a line that is blank but for marks of quotations, and the end of the
// one before. To match all that stands before it, in one go, takes many times as long.
var paragraphEnd = regexp.MustCompile(`\n[ \t>]*\r?\n`)

// backticks matches what begins and ends code within a paragraph.
var backticks = regexp.MustCompile("`+")

// destination returns where the path stands, without its fragment, of a link or picture that
// begins at an offset, as in "[words](path)", or of the definition of one by reference,
// "[words]: path"; nothing where it stands elsewhere.
func destination(text []byte, start int) (from, to int) {
	rest := text[start:]
	if end := paragraphEnd.FindIndex(rest); end != nil {
		rest = rest[:end[0]]
	}
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
