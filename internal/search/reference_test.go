package search

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/locale/localetest"
)

// reference searches without an index: it looks at every word of every
// document. It is what the script has to agree with.
type reference struct {
	documents []map[string]class // by number: where each holds a word
	years     []int
	paths     []string
	counts    map[string]int
}

var weights = map[class]float64{inBody: 2, oftenBody: 3, inAbout: 6, inName: 16, isName: 20}

// match returns the weight of a query's word in the documents that match it.
func (r *reference) match(word string) map[int]float64 {
	found := r.weigh(func(term string) float64 {
		switch {
		case term == word:
			return 5
		case len(word) > 2 && strings.HasPrefix(term, word):
			return 3
		}
		return 0
	})
	if len(found) >= 5 || len(word) < 4 {
		return found
	}
	near := r.similar(word)
	for n, weight := range r.weigh(func(term string) float64 {
		if slices.Contains(near, term) {
			return 2
		}
		return 0
	}) {
		found[n] = max(found[n], weight)
	}
	return found
}

func (r *reference) weigh(factor func(term string) float64) map[int]float64 {
	found := map[int]float64{}
	for n, terms := range r.documents {
		for term, at := range terms {
			if at == oftenBody && r.holders(term) > len(r.documents)/commonIn {
				at = inBody
			}
			if w := factor(term) * weights[at]; w > 0 {
				found[n] = max(found[n], w)
			}
		}
	}
	return found
}

// holders counts the documents that hold a term.
func (r *reference) holders(term string) int {
	if r.counts == nil {
		r.counts = map[string]int{}
		for _, terms := range r.documents {
			for term := range terms {
				r.counts[term]++
			}
		}
	}
	return r.counts[term]
}

// similar returns the three commonest words that are one typing error away.
func (r *reference) similar(word string) []string {
	var all []string
	r.holders(word)
	for term := range r.counts {
		if !strings.HasPrefix(term, word) && distance(term, word) == 1 {
			all = append(all, term)
		}
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(r.holders(b)-r.holders(a), strings.Compare(a, b)) })
	return all[:min(3, len(all))]
}

// distance is the Damerau-Levenshtein distance (optimal string alignment).
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func (r *reference) find(query string) []string {
	var lists []map[int]float64
	var words []string
	for _, word := range strings.Fields(query) {
		if !slices.Contains(words, word) {
			words = append(words, word)
			lists = append(lists, r.match(word))
		}
	}
	type result struct {
		number int
		score  float64
	}
	var results []result
	for n := range r.documents {
		score, all := 0.0, true
		for _, list := range lists {
			weight, found := list[n]
			all = all && found
			score += math.Log(1+float64(len(r.documents))/float64(max(1, len(list)))) * weight
		}
		if all {
			results = append(results, result{n, score})
		}
	}
	slices.SortFunc(results, func(a, b result) int {
		if math.Abs(a.score-b.score) > 1e-9 {
			return cmp.Compare(b.score, a.score)
		}
		return cmp.Or(cmp.Compare(r.years[b.number], r.years[a.number]), cmp.Compare(a.number, b.number))
	})
	var paths []string
	for _, res := range results {
		paths = append(paths, r.paths[res.number])
	}
	return paths
}

// random makes a site of few letters, in which many words are alike, and what
// the reference knows of it.
func random(seed uint64) (fstest.MapFS, *reference, []string) {
	r := rand.New(rand.NewPCG(seed, 1))
	vocabulary := make([]string, 400)
	for k := range vocabulary {
		letters := make([]byte, 2+r.IntN(7))
		for n := range letters {
			letters[n] = "abcde"[r.IntN(5)]
		}
		vocabulary[k] = string(letters)
	}
	common := rand.NewZipf(r, 1.1, 3, uint64(len(vocabulary)-1))
	some := func(n int) []string {
		words := make([]string, n)
		for k := range words {
			words[k] = vocabulary[common.Uint64()]
		}
		return words
	}
	source, ref := fstest.MapFS{}, &reference{}
	dateWords := [][]string{{"december", "dec"}, {"november", "nov"}}
	for year := 2021; year > 2015; year-- {
		for n := range 50 {
			title, tag, body := some(1+r.IntN(4)), some(1), some(20)
			slug := fmt.Sprintf("a%d", year*100+n)
			source["content/articles/"+slug+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil,
				"---\ntitle: %s\ndate: %d-%02d-%02d\nsummary: %s\n---\n%s\n", strings.Join(title, " "), year, 12-n/25, 25-n%25, tag[0], strings.Join(body, " "))}
			ref.add(title, append(tag, dateWords[n/25]...), body)
			ref.years = append(ref.years, year)
			ref.paths = append(ref.paths, "articles/"+slug+"/")
		}
	}
	return source, ref, vocabulary
}

// add adds a document in the simplest way that can be thought of.
func (r *reference) add(title, about, body []string) {
	terms := map[string]class{}
	set := func(word string, at class) {
		if had, known := terms[word]; !known || had < at {
			terms[word] = at
		}
	}
	for _, word := range body {
		set(word, inBody)
		if n := len(slices.DeleteFunc(slices.Clone(body), func(w string) bool { return w != word })); n >= oftenTimes {
			set(word, oftenBody)
		}
	}
	for _, word := range about {
		set(word, inAbout)
	}
	for _, word := range title {
		set(word, inName)
		if len(title) <= 2 {
			set(word, isName)
		}
	}
	r.documents = append(r.documents, terms)
}

// misspell makes one typing error, anywhere in the word.
func misspell(r *rand.Rand, word string) string {
	k := r.IntN(len(word))
	letter := string("abcdef"[r.IntN(6)])
	switch r.IntN(4) {
	case 0:
		return word[:k] + letter + word[k:]
	case 1:
		return word[:k] + letter + word[k+1:]
	case 2:
		return word[:k] + word[k+1:]
	}
	if k == 0 {
		return word
	}
	return word[:k-1] + word[k:k+1] + word[k-1:k] + word[k+1:]
}

// Words, beginnings and mistyped words find what looking at every word finds,
// in the same order, however the terms are divided into files.
func TestReference(t *testing.T) {
	for seed, pieces := range []int{1, 7, 40} {
		source, ref, vocabulary := random(uint64(seed))
		x := New(linkFS(t, source, nil), localetest.English(t))
		x.terms, x.ends = pieces, (pieces+2)/3
		r := rand.New(rand.NewPCG(uint64(seed), 2))
		var questions []question
		for k := range 600 {
			word := vocabulary[r.IntN(len(vocabulary))]
			switch k % 4 {
			case 1:
				word = word[:1+r.IntN(len(word))]
			case 2:
				word = misspell(r, word)
			case 3:
				word = misspell(r, word) + " " + vocabulary[r.IntN(len(vocabulary))]
			}
			if slices.ContainsFunc(strings.Fields(word), func(w string) bool { return len(w) < 2 }) || word == "" {
				continue // one letter is no word
			}
			questions = append(questions, question{Q: word})
		}
		answers, _ := script(t, open(t, x), questions, nil)
		found := 0
		for k, got := range answers {
			want := ref.find(questions[k].Q)
			if !slices.Equal(got.Paths, want) {
				t.Fatalf("%q in %d files finds\n%v, want\n%v", questions[k].Q, pieces, got.Paths, want)
			}
			if len(want) > 0 {
				found++
			}
		}
		if found < len(answers)/2 {
			t.Errorf("only %d of %d questions find anything; they prove little", found, len(answers))
		}
	}
}
