package search

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/internal/locale/localetest"
	"dateline/internal/markup"
)

// part returns the newsroom with a few of its articles and incidents: these are among them.
func (n *newsroom) part(with ...string) *newsroom {
	some := &newsroom{Rand: rand.New(rand.NewPCG(1, 1)), files: map[string]map[string]string{}}
	for name, file := range n.files {
		if n.IntN(5) == 0 || slices.Contains(with, name) || !strings.HasPrefix(name, "articles/") && !strings.HasPrefix(name, "incidents/") {
			some.files[name] = file
		}
	}
	return some
}

// wordsIn returns the files in which words are looked up.
func wordsIn(t *testing.T, x *Index) map[string]string {
	t.Helper()
	files := map[string]string{}
	words, _ := x.Files()
	for name, make := range words {
		data, err := make(nil)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	return files
}

// The index of a site whose texts were edited is made of a part of it, and is what the whole
// would have made.
func TestWithin(t *testing.T) {
	n := newNewsroom()
	english := localetest.English(t)
	index := func(n *newsroom) *Index { return New(n.link(t, markup.NewShelf(&shelfFile{})), english) }
	for k := range 40 {
		var names []string
		for _, name := range slices.Sorted(maps.Keys(n.files)) {
			if n.files[name]["title"] != "" && name != "_index.md" {
				names = append(names, name)
			}
		}
		one, other := names[n.IntN(len(names))], names[n.IntN(len(names))]
		kept := string(keptOf(t, index(n)))
		part := n.part(one, other)
		was := index(part).State()
		n.files[one][""], n.files[other][""] = n.words(12), strings.Repeat(n.words(30), n.IntN(9))
		now := index(part)
		got, err := now.Within(was, kept)
		if err != nil {
			t.Fatalf("edit %d: %v", k, err)
		}
		want := index(n)
		if !maps.Equal(wordsIn(t, got), wordsIn(t, want)) {
			t.Fatalf("edit %d of %s and %s: the files differ", k, one, other)
		}
		if !bytes.Equal(keptOf(t, got), keptOf(t, want)) {
			t.Fatalf("edit %d of %s and %s: what is kept differs", k, one, other)
		}
		if got.Release(); !maps.Equal(wordsIn(t, got), wordsIn(t, want)) {
			t.Fatalf("edit %d: the files differ once they were let go", k)
		}

		for what, spoilt := range map[string]string{"nothing": "", "half": kept[:len(kept)/9]} {
			if _, err := now.Within(was, spoilt); err == nil {
				t.Errorf("edit %d: an index was made of %s", k, what)
			}
		}
		title := n.files[one]["title"]
		n.files[one]["title"] += " and more"
		if _, err := index(part).Within(was, kept); err == nil {
			t.Errorf("edit %d: an index was made though a title is another", k)
		}
		n.files[one]["title"] = title
		if _, err := index(n).Within(was, kept); err == nil && len(n.files) != len(part.files) {
			t.Errorf("edit %d: an index was made of another part", k)
		}
	}
}
