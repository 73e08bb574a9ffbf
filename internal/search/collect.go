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

// collected is a term of which there may be more documents to come: the last one is
// not in postings yet.
type collected struct {
	term
	before   uint32 // the last document in postings, its number plus one; 0 for none
	document uint32 // the last one of all
	times    uint32 // in the body of the last one
	class    class  // of the last one
}

// collector reads documents word by word. A word is folded when it first
// occurs: the work for each further one is a look into a map. What it keeps of
// the texts are words, each once, and a byte or two for each document of each.
type collector struct {
	folding *folding
	numbers map[string]uint32 // of terms
	terms   []collected       // by number
	words   map[string]stands // words as they are written, to the terms they stand for
	short   map[uint64]stands // the same of short ones, packed: nearly all, and found sooner
	meant   []uint32          // numbers of terms
	room    []byte            // for a text
}

// stands says for which terms a word stands: collector.meant[from:to].
type stands struct{ from, to uint32 }

func newCollector() *collector {
	return &collector{folding: newFolding(), numbers: map[string]uint32{}, words: map[string]stands{}, short: map[uint64]stands{}}
}

// document adds the next document, whose number is one more than the last one's.
func (c *collector) document(number int, d document) {
	for _, name := range d.names {
		at := inName
		if countWords(name) <= 2 {
			at = isName
		}
		c.text(number, name, at)
	}
	for _, text := range d.about {
		c.text(number, text, inAbout)
	}
	c.room = d.body.AppendText(c.room[:0])
	c.add(number, inBody)
}

// text adds the words of a text.
func (c *collector) text(number int, text string, at class) {
	c.room = append(c.room[:0], text...)
	c.add(number, at)
}

// add adds the words of the text that there is room for.
func (c *collector) add(number int, at class) {
	eachWord(c.room, func(word []byte) {
		terms := c.look(word)
		for _, n := range c.meant[terms.from:terms.to] {
			c.terms[n].add(uint32(number), at)
		}
	})
}

// look returns for which terms a word stands.
func (c *collector) look(found []byte) stands {
	if len(found) > shortWord {
		terms, known := c.words[string(found)]
		if !known {
			word := string(found)
			terms = c.stands(word)
			c.words[word] = terms
		}
		return terms
	}
	key := packed(found)
	terms, known := c.short[key]
	if !known {
		terms = c.stands(string(found))
		c.short[key] = terms
	}
	return terms
}

// shortWord is how many bytes packed holds.
const shortWord = 8

// packed returns a short word as a number. No word has a byte of zero.
func packed(word []byte) uint64 {
	var key uint64
	for _, b := range word {
		key = key<<8 | uint64(b)
	}
	return key
}

func (t *collected) add(number uint32, at class) {
	if t.document != number+1 {
		t.close()
		t.document, t.class, t.times = number+1, inBody, 0
		t.count++
	}
	if at == inBody {
		if t.times++; t.times >= oftenTimes {
			at = oftenBody
		}
	}
	t.class = max(t.class, at)
}

// close writes the last document to the others.
func (t *collected) close() {
	if t.document > t.before {
		t.postings = appendPosting(t.postings, int(t.document-t.before-1), t.class)
		t.before = t.document
	}
}

// stands numbers the terms that a word stands for, of which it keeps parts.
func (c *collector) stands(word string) stands {
	from := len(c.meant)
	for _, text := range c.folding.terms(word) {
		n, known := c.numbers[text]
		if !known {
			n = uint32(len(c.terms))
			c.numbers[text] = n
			c.terms = append(c.terms, collected{term: term{text: text}})
		}
		if !slices.Contains(c.meant[from:], n) {
			c.meant = append(c.meant, n)
		}
	}
	return stands{uint32(from), uint32(len(c.meant))}
}

// all returns all terms in order. It ends the collecting.
func (c *collector) all() []term {
	collected := c.terms
	*c = collector{}
	terms := make([]term, len(collected))
	for k := range collected {
		collected[k].close()
		terms[k] = collected[k].term
		terms[k].postings = slices.Clone(terms[k].postings) // without room for more
		collected[k].term = term{}
	}
	slices.SortFunc(terms, func(a, b term) int { return strings.Compare(a.text, b.text) })
	return terms
}

// eachWord calls f with each word of a text: the longest runs of isWord.
func eachWord(text []byte, f func([]byte)) {
	start := -1
	for k, size := 0, 1; k < len(text); k += size {
		var in bool
		if b := text[k]; b < utf8.RuneSelf {
			in, size = inWord[b], 1
		} else {
			var r rune
			r, size = utf8.DecodeRune(text[k:])
			in = isWord(r)
		}
		switch {
		case in && start < 0:
			start = k
		case !in && start >= 0:
			f(text[start:k])
			start = -1
		}
	}
	if start >= 0 {
		f(text[start:])
	}
}

func countWords(text string) int {
	count := 0
	eachWord([]byte(text), func([]byte) { count++ })
	return count
}
