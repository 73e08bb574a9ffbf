package search

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"dateline/internal/content"
	"dateline/internal/locale/localetest"
	"dateline/internal/markup"
	"dateline/internal/timeline"
	"dateline/internal/timeline/timelinetest"
)

// newsroom is a site that is edited at random.
type newsroom struct {
	*rand.Rand
	files map[string]map[string]string // by name, the lines of front matter by key, and the text by ""
	made  int
}

var said = strings.Fields("Rockets rockets ROCKET Embassy embassy’s Iraq l'Irak Straße strasse œuvre 2021 ٢٠٢١ " +
	"العراق والعراق للعراق بغداد مُحَمَّد می\u200cخواهد 北京市 京 カタカナ ไทย 한국어 the the the the near near fell said nobody nothing")

func newNewsroom() *newsroom {
	n := &newsroom{Rand: rand.New(rand.NewPCG(5, 5)), files: map[string]map[string]string{}}
	n.files["_index.md"] = map[string]string{"title": "T"}
	for k := range 4 {
		n.files[fmt.Sprintf("actors/actor-%d.md", k)] = map[string]string{"name": fmt.Sprintf("Name %d", k), "": n.words(9)}
		n.files[fmt.Sprintf("sources/source-%d.md", k)] = map[string]string{"name": fmt.Sprintf("Paper %d", k)}
	}
	for range 45 {
		n.add()
	}
	return n
}

// words makes a text, in some of which a word stands often, and some of which name
// an actor by its title.
func (n *newsroom) words(count int) string {
	words := make([]string, count)
	for k := range words {
		words[k] = said[n.IntN(len(said))]
	}
	if n.IntN(3) == 0 {
		words = append(words, slices.Repeat([]string{fmt.Sprintf("often%d", n.IntN(9))}, 4)...)
	}
	if n.IntN(3) == 0 {
		words = append(words, fmt.Sprintf("word%d [[actor-%d]]\n\n<p>Passed on.</p>\n\n", n.IntN(30), n.IntN(4)))
	}
	return strings.Join(words, " ")
}

func (n *newsroom) add() {
	n.made++
	file := map[string]string{"title": n.words(2), "date": fmt.Sprint(2015 + n.IntN(6)), "tags": fmt.Sprint("tag ", n.IntN(9)), "": n.words(12)}
	switch n.IntN(4) {
	case 0:
		file["place"] = said[n.IntN(len(said))]
		n.files[fmt.Sprintf("incidents/i-%d.md", n.made)] = file
	default:
		file["source"] = fmt.Sprintf("source-%d", n.IntN(4))
		n.files[fmt.Sprintf("articles/a-%d.md", n.made)] = file
	}
}

// edit changes something, and reports whether that is in one document, and no word.
func (n *newsroom) edit() (quiet bool) {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(n.files)) {
		if n.files[name]["title"] != "" && name != "_index.md" {
			names = append(names, name)
		}
	}
	name := names[n.IntN(len(names))]
	file := n.files[name]
	switch n.IntN(13) {
	case 0:
		n.add()
	case 1, 2:
		if len(names) > 15 {
			delete(n.files, name)
		}
	case 3:
		delete(n.files, name)
		n.files[strings.TrimSuffix(name, ".md")+"x.md"] = file
	case 4:
		file["title"] = n.words(1 + n.IntN(3))
	case 5:
		n.files["_index.md"]["raw_html"] = []string{"left-out", "sanitised"}[n.IntN(2)]
	case 6, 7:
		file["date"] = fmt.Sprint(2015 + n.IntN(6))
		return true
	case 8:
		file["tags"], file["summary"] = fmt.Sprint("tag ", n.IntN(9)), n.words(3)
	case 9:
		n.files[fmt.Sprintf("actors/actor-%d.md", n.IntN(4))]["name"] = n.words(2)
	case 10:
		n.files[fmt.Sprintf("sources/source-%d.md", n.IntN(4))]["name"] = n.words(2)
	default:
		file[""] = n.words(12)
	}
	return false
}

// link links the site, with its texts on a shelf.
func (n *newsroom) link(t *testing.T, shelf *markup.Shelf) *timeline.Timeline {
	t.Helper()
	source := fstest.MapFS{}
	for name, file := range n.files {
		text := "---\n"
		for _, key := range slices.Sorted(maps.Keys(file)) {
			if key != "" {
				text += fmt.Sprintf("%s: %q\n", key, strings.NewReplacer("[", "", "]", "").Replace(file[key]))
			}
		}
		source["content/"+name] = &fstest.MapFile{Data: []byte(text + "---\n" + file[""] + "\n")}
	}
	return linkFS(t, source, shelf)
}

// shelfFile is a file in memory that counts what is read of it.
type shelfFile struct {
	mu    sync.Mutex
	data  []byte
	reads int
}

func (f *shelfFile) WriteAt(p []byte, off int64) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if end := int(off) + len(p); end > len(f.data) {
		f.data = append(f.data, make([]byte, end-len(f.data))...)
	}
	return copy(f.data[off:], p), nil
}

func (f *shelfFile) ReadAt(p []byte, off int64) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reads++
	return copy(p, f.data[off:]), nil
}

// Whatever was edited, an index that goes on from the last one has the same files,
// byte for byte, as one that begins from nothing, and keeps the same.
func TestKeep(t *testing.T) {
	n := newNewsroom()
	english := localetest.English(t)
	var kept []byte
	was := map[string]bool{} // terms that were common, and often in a text
	became, ceased, quiet := 0, 0, 0
	for k := range 120 {
		edits, still := 1+n.IntN(3)*n.IntN(3)*n.IntN(3), true
		for range edits {
			still = n.edit() && still
		}
		file := &shelfFile{}
		linked := n.link(t, markup.NewShelf(file))
		clean, next := New(linked, english), New(linked, english)
		next.After(func() string { return string(kept) })
		file.reads = 0
		got := open(t, next)
		if still && k > 0 {
			quiet++
			if file.reads > edits {
				t.Errorf("edit %d: %d texts were read, of %d documents", k, file.reads, edits)
			}
		}
		want := open(t, clean)
		if !maps.Equal(got, want) {
			t.Fatalf("edit %d: the files differ", k)
		}
		cleanly := keptOf(t, clean)
		if kept = keptOf(t, next); !bytes.Equal(kept, cleanly) {
			t.Fatalf("edit %d: what is kept differs", k)
		}
		now := commonOften(t, next)
		for text, common := range now {
			if before, known := was[text]; known && before != common {
				if common {
					became++
				} else {
					ceased++
				}
			}
		}
		was = now
	}
	if became == 0 || ceased == 0 || quiet < 5 {
		t.Errorf("%d terms became common, %d ceased to be so, %d edits changed no word; they prove little", became, ceased, quiet)
	}
}

// A further edition says of documents without lang: that they are in the language of the
// settings, which may become another.
func TestKeepLanguage(t *testing.T) {
	english := localetest.English(t)
	edition := func(language string) *timeline.Timeline {
		set, _, err := content.Read(fstest.MapFS{
			"content/_index.md":     {Data: []byte("---\ntitle: T\nlanguage: " + language + "\nlanguages: [ar]\n---\n")},
			"content/articles/a.md": {Data: []byte("---\ntitle: Talks\ndate: 2021\n---\nNobody spoke.\n")},
		}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		linked, problems := timeline.Link(set.Edition("ar"))
		if problems.HasErrors() {
			t.Fatal(problems.Sorted())
		}
		return linked
	}
	kept := keptOf(t, New(edition("en"), english))
	next := New(edition("fr"), english)
	next.After(func() string { return string(kept) })
	if !maps.Equal(open(t, next), open(t, New(edition("fr"), english))) {
		t.Error("the files differ")
	}
}

func keptOf(t testing.TB, x *Index) []byte {
	t.Helper()
	var kept bytes.Buffer
	if err := x.Keep(&kept); err != nil {
		t.Fatal(err)
	}
	return kept.Bytes()
}

// commonOften says of all terms that are often in a text whether they are common.
func commonOften(t *testing.T, x *Index) map[string]bool {
	m, err := x.made()
	if err != nil {
		t.Fatal(err)
	}
	common := map[string]bool{}
	for _, term := range m.terms {
		if slices.ContainsFunc(appendPostings(nil, term.postings), func(p posting) bool { return p.class() == oftenBody }) {
			common[term.text] = term.common(len(m.documents))
		}
	}
	return common
}

// What breaks off, or is nothing that was kept, is left out of account.
func TestKeepBroken(t *testing.T) {
	linked, english := timelinetest.LinkValid(t, sample), localetest.English(t)
	want := open(t, New(linked, english))
	kept := keptOf(t, New(linked, english))
	for cut := 0; cut < len(kept); cut += 7 {
		for _, spoilt := range [][]byte{kept[:cut], append(slices.Clone(kept[:cut]), bytes.Repeat([]byte{0xff}, 20)...)} {
			x := New(linked, english)
			x.After(func() string { return string(spoilt) })
			if got := open(t, x); !maps.Equal(got, want) {
				t.Fatalf("from %d bytes and rubbish, the files differ", cut)
			}
		}
	}
	x := New(linked, english)
	x.After(func() string { return "" })
	if !maps.Equal(open(t, x), want) {
		t.Error("from nothing, the files differ")
	}
}
