package search

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/locale/localetest"
)

// What the first query of a reader may load, compressed as a host does.
const (
	limitSmall = 60_000  // bytes, for 1,000 articles
	limitLarge = 120_000 // bytes, for 10,000 articles
	limitFiles = 256

	limitScript = 6400 // bytes of the script itself
)

// corpus makes as many articles of about 2,000 bytes, with an incident for ten
// of them and an actor for fifty. Words are spread as in natural language
// (Zipf), over 60,000 of them.
func corpus(articles int) (source fstest.MapFS, vocabulary []string) {
	r := rand.New(rand.NewPCG(1, uint64(articles)))
	vocabulary = newVocabulary(r, 60_000)
	common := rand.NewZipf(r, 1.07, 4, uint64(len(vocabulary)-1))
	some := func(n int) string {
		all := make([]string, n)
		for k := range all {
			all[k] = vocabulary[common.Uint64()]
		}
		return strings.Join(all, " ")
	}
	source = fstest.MapFS{}
	add := func(name, format string, args ...any) {
		source["content/"+name] = &fstest.MapFile{Data: fmt.Appendf(nil, format, args...)}
	}
	for k := range articles {
		title := some(8)
		slug := strings.ReplaceAll(title, " ", "-")
		add(fmt.Sprintf("articles/%s-%d.md", slug, k), "---\ntitle: %s\ndate: %d-%02d-%02d\ntags: [%s]\nsummary: %s\n---\n%s.\n\n%s.\n",
			title, 2012+r.IntN(10), 1+r.IntN(12), 1+r.IntN(28), vocabulary[r.IntN(50)], some(20), some(160), some(160))
		if k%10 == 0 {
			add(fmt.Sprintf("incidents/%s-%d.md", slug, k), "---\ntitle: %s\ndate: %d-%02d\n---\n%s.\n", some(6), 2012+r.IntN(10), 1+r.IntN(12), some(60))
		}
		if k%50 == 0 {
			add(fmt.Sprintf("actors/a-%d.md", k), "---\nname: %s\n---\n%s.\n", some(2), some(60))
		}
	}
	return source, vocabulary
}

// newVocabulary makes words, the first of them, which are the commonest, short.
func newVocabulary(r *rand.Rand, count int) []string {
	seen := map[string]bool{}
	var all []string
	for len(all) < count {
		var b strings.Builder
		for range 1 + len(all)/300*2/(1+len(all)/300) + r.IntN(3) {
			b.WriteString([]string{"b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "st", "tr", "v", "w"}[r.IntN(18)])
			b.WriteByte("aeiou"[r.IntN(5)])
			b.WriteString([]string{"", "", "n", "r", "s", "t"}[r.IntN(6)])
		}
		if word := b.String(); len(word) > 1 && !seen[word] {
			seen[word] = true
			all = append(all, word)
		}
	}
	return all
}

func TestSizes(t *testing.T) {
	for articles, limit := range map[int]int{1_000: limitSmall, 10_000: limitLarge} {
		t.Run(fmt.Sprint(articles), func(t *testing.T) {
			if testing.Short() && articles > 1_000 {
				t.Skip("takes some seconds")
			}
			source, vocabulary := corpus(articles)
			files := open(t, New(linkFS(t, source, nil), localetest.English(t)))
			if len(files) > limitFiles {
				t.Errorf("%d files, want at most %d", len(files), limitFiles)
			}
			answers, _ := script(t, files, questions(vocabulary), nil)
			worst, sum, slow := 0, 0, 0.0
			for k, got := range answers {
				q := questions(vocabulary)[k].Q
				t.Logf("%q: %d found, %d bytes on the wire, %d raw, %.1f ms", q, len(got.Paths), got.Wire, got.Raw, got.MS)
				worst, sum, slow = max(worst, got.Wire), sum+got.Wire, max(slow, got.MS)
				if got.Wire > limit {
					t.Errorf("%q loads %d bytes, want at most %d", q, got.Wire, limit)
				}
			}
			t.Logf("%d files; a first query loads %d bytes on average, %d at worst; a later one takes up to %.1f ms",
				len(files), sum/len(answers), worst, slow)
		})
	}
}

// An index has so many files, and more only as documents become more than some
// 10,000: then each stays about as large as it was.
func TestFileLimit(t *testing.T) {
	if most := maxTerms + maxEnds + maxDocs + 1; most > limitFiles {
		t.Errorf("an index may have %d files, want at most %d", most, limitFiles)
	}
	for documents, want := range map[int]int{0: 1, 11_300: 1, 23_000: 1, 113_000: 9, 1_130_000: maxGrowth} {
		if got := growth(documents); got != want {
			t.Errorf("of %d documents an index has up to %d times as many files, want %d", documents, got, want)
		}
	}
}

func TestScriptSize(t *testing.T) {
	code, err := os.ReadFile("../../static/js/parts/search.js")
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write(code)
	w.Close()
	if packed.Len() > limitScript {
		t.Errorf("the script has %d bytes on the wire, want at most %d", packed.Len(), limitScript)
	}
}

// questions asks for common and rare words, one or more, whole, begun and mistyped, and
// for dates.
func questions(vocabulary []string) []question {
	r := rand.New(rand.NewPCG(3, 3))
	var all []question
	for _, k := range []int{0, 10, 100, 1_000, 10_000} {
		word := vocabulary[k]
		all = append(all, question{Q: word}, question{Q: word[:min(3, len(word))]}, question{Q: misspell(r, word)})
		all = append(all, question{Q: word + " " + vocabulary[k+7]}, question{Q: word + " " + vocabulary[k/2+20] + " " + vocabulary[k/3+3]})
	}
	for range 10 { // words that are typical for what readers ask, beyond the commonest
		word := vocabulary[300+r.IntN(5_000)]
		all = append(all, question{Q: word + " " + vocabulary[300+r.IntN(5_000)]}, question{Q: misspell(r, word)})
	}
	return append(all, question{Q: "3 May 2015"}, question{Q: "Dec 2021"}, question{Q: "2015-05-03"}, question{Q: "3 May " + vocabulary[300]})
}

// BenchmarkIndex makes all files of the index of 10,000 articles of 2 kB.
func BenchmarkIndex(b *testing.B) {
	source, _ := corpus(10_000)
	linked := linkFS(b, source, nil)
	b.ReportAllocs()
	for b.Loop() {
		open(b, New(linked, localetest.English(b)))
	}
}
