package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// class says where a document holds a term; the highest counts. The script
// gives each a weight.
type class uint8

const (
	inBody    class = iota // once or twice
	oftenBody              // at least oftenTimes
	inAbout                // in the summary, a tag, the place
	inName                 // in the title or another name
	isName                 // in a name of one or two words
	classes                // how many there are
)

const oftenTimes = 3

// posting says that a document holds a term.
type posting struct {
	term uint32
	at   uint32 // document*classes + class
}

// collector reads documents word by word. A word is folded when it first
// occurs: the work for each further one is a look into a map.
type collector struct {
	folding  *folding
	numbers  map[string]uint32   // of terms
	terms    []string            // by number
	words    map[string][]uint32 // words as they are written, to the terms they stand for
	postings []posting           // in the order of documents
	latest   []latest            // by term
}

// latest is where a term last occurred.
type latest struct {
	posting int // index, plus one
	times   int // in the body of that document
}

func newCollector() *collector {
	return &collector{folding: newFolding(), numbers: map[string]uint32{}, words: map[string][]uint32{}}
}

// document adds the next document, whose number is one more than the last one's.
func (c *collector) document(number int, d document) {
	first := len(c.postings)
	for _, name := range d.names {
		at := inName
		if countWords(name) <= 2 {
			at = isName
		}
		c.text(number, first, name, at)
	}
	for _, text := range d.about {
		c.text(number, first, text, inAbout)
	}
	c.text(number, first, d.body, inBody)
}

// text adds the words of a text. first is where the document's postings begin.
func (c *collector) text(number, first int, text string, at class) {
	eachWord(text, func(word string) {
		terms, known := c.words[word]
		if !known {
			terms = c.number(word)
			c.words[word] = terms
		}
		for _, term := range terms {
			c.add(number, first, term, at)
		}
	})
}

func (c *collector) add(number, first int, term uint32, at class) {
	l := &c.latest[term]
	if l.posting <= first { // not yet in this document
		c.postings = append(c.postings, posting{term, uint32(number)*uint32(classes) + uint32(at)})
		*l = latest{posting: len(c.postings)}
	}
	if at == inBody {
		if l.times++; l.times >= oftenTimes {
			at = oftenBody
		}
	}
	p := &c.postings[l.posting-1].at
	if have := class(*p % uint32(classes)); have < at {
		*p += uint32(at - have)
	}
}

// number returns the numbers of the terms that a word stands for.
func (c *collector) number(word string) []uint32 {
	var numbers []uint32
	for _, term := range c.folding.terms(word) {
		n, known := c.numbers[term]
		if !known {
			n = uint32(len(c.terms))
			c.numbers[term] = n
			c.terms = append(c.terms, term)
			c.latest = append(c.latest, latest{})
		}
		if !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// entry is a term with the documents that hold it, each as document*classes +
// class, in order.
type entry struct {
	term string
	at   []uint32
}

// A term that more than one of commonIn documents holds is common: that it is
// often in one says nothing, and is left out of account.
const commonIn = 20

// entries returns all terms of so many documents in order.
func (c *collector) entries(documents int) []entry {
	ends := make([]int, len(c.terms)+1)
	for _, p := range c.postings {
		ends[p.term+1]++
	}
	for k := range c.terms {
		ends[k+1] += ends[k]
	}
	sorted, next := make([]uint32, len(c.postings)), slices.Clone(ends)
	for _, p := range c.postings {
		sorted[next[p.term]] = p.at
		next[p.term]++
	}
	entries := make([]entry, len(c.terms))
	for k, term := range c.terms {
		entries[k] = entry{term, sorted[ends[k]:ends[k+1]]}
		if len(entries[k].at) > documents/commonIn {
			for n, at := range entries[k].at {
				if class(at%uint32(classes)) == oftenBody {
					entries[k].at[n] -= uint32(oftenBody)
				}
			}
		}
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.term, b.term) })
	return entries
}

// eachWord calls f with each word of a text: the longest runs of isWord.
func eachWord(text string, f func(string)) {
	start := -1
	for k := 0; k < len(text); {
		r, size := rune(text[k]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[k:])
		}
		switch in := isWord(r); {
		case in && start < 0:
			start = k
		case !in && start >= 0:
			f(text[start:k])
			start = -1
		}
		k += size
	}
	if start >= 0 {
		f(text[start:])
	}
}

func countWords(text string) int {
	count := 0
	eachWord(text, func(string) { count++ })
	return count
}
