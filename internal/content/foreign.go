package content

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/edtf"
)

// ForeignDate is a date that is written in another form than EDTF but can mean
// one date only.
type ForeignDate struct {
	Pos  diag.Pos // where it begins; at its quotation mark where it has one
	Old  string   // as the author wrote it
	EDTF string   // the same date
}

// ForeignDates finds such dates in all front matter under content/ of source,
// in file order. Read reports each of them as an error; one that could mean two
// dates, such as 1/2/2021, is not among them.
func ForeignDates(source fs.FS) ([]ForeignDate, error) {
	w := walker{source: source}
	if err := w.walk(); err != nil {
		return nil, err
	}
	keys := map[string][]Key{"": Keys("site")}
	for _, folder := range folders {
		keys[folder] = Keys(strings.TrimSuffix(folder, "s"))
	}
	var all []ForeignDate
	var room room
	for _, f := range w.files {
		raw, err := room.read(source, f.path)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", f.path, err)
		}
		if front, problem := room.parse(raw); problem == nil {
			all = append(all, foreignDates(f.path, &front, keys[f.folder()])...)
		}
	}
	return all, nil
}

// foreignDates walks a mapping, or a list of them, that has these keys.
func foreignDates(file string, n *node, keys []Key) []ForeignDate {
	var all []ForeignDate
	for i := range n.items {
		all = append(all, foreignDates(file, &n.items[i], keys)...)
	}
	for i := range n.entries {
		e := &n.entries[i]
		k := slices.IndexFunc(keys, func(k Key) bool { return k.Called(e.key) })
		switch {
		case k < 0:
		case keys[k].Type == DateKey && e.value.scalar():
			old := strings.TrimSpace(e.value.text)
			if want := OneDate(old); want != "" {
				all = append(all, ForeignDate{e.value.place.In(file), old, want})
			}
		case keys[k].Keys != nil:
			all = append(all, foreignDates(file, &e.value, keys[k].Keys)...)
		}
	}
	return all
}

// OneDate returns, in EDTF, the only date that a text in another form can mean; "" for none,
// and for one that is a date already.
func OneDate(s string) string {
	if _, err := ParseDate(s); err == nil {
		return ""
	}
	want := meant(s)
	if _, err := edtf.Parse(want); err != nil {
		return "" // none, or two
	}
	return want
}
