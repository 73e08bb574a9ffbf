package lint

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"

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
// built. An error means failing I/O.
func MendDates(source fs.FS) ([]Edit, error) {
	dates, err := content.ForeignDates(source)
	if err != nil {
		return nil, fmt.Errorf("looking for dates: %w", err)
	}
	m := mender{source: source}
	for file, dates := range grouped(dates, func(d content.ForeignDate) string { return d.Pos.File }) {
		m.edit(file, func(text []byte) []byte {
			offsets := offsetsOf(text)
			var all []splice
			for _, d := range dates {
				all = append(all, replaceAt(offsets, d.Pos, d.Old, d.EDTF)...)
			}
			return apply(text, all)
		})
	}
	return m.edits()
}

// MendAliases returns edits that give documents which moved since the last
// build their older addresses as aliases. An error means failing I/O.
func MendAliases(s Site) ([]Edit, error) {
	c, err := newChecker(s)
	if err != nil {
		return nil, err
	}
	m := mender{source: s.Source}
	for _, v := range c.vanished() {
		if v.moved != nil && !v.unsure {
			m.edit(v.moved.Path, func(text []byte) []byte { return addAlias(text, v.address) })
		}
	}
	return m.edits()
}

// MendReferences returns edits that mend the problems of which it is known how: references
// to documents by slugs that they had. An error means failing I/O.
func MendReferences(source fs.FS, problems []diag.Problem) ([]Edit, error) {
	m := mender{source: source}
	known := slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool { return p.Mend == diag.Mend{} })
	for file, problems := range grouped(known, func(p diag.Problem) string { return p.Pos.File }) {
		m.edit(file, func(text []byte) []byte { return mendReferences(text, problems) })
	}
	return m.edits()
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

// apply makes all of some splices, which it puts in order, each part once; nil where there
// are none.
func apply(text []byte, all []splice) []byte {
	if len(all) == 0 {
		return nil
	}
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

// replaceAt writes want in place of old, which stands at a place, perhaps in
// quotation marks; nothing where something else stands there.
func replaceAt(o *offsets, at diag.Pos, old, want string) []splice {
	text := o.text
	start, ok := o.of(at)
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
