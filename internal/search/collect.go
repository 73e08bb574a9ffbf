package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/internal/markup"
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
)

const oftenTimes = 3

// collected is what is known of a term of which there may be more documents to come.
type collected struct {
	postings []byte
	count    uint32 // of documents
	after    uint32 // the last one in postings, its number plus one; 0 for none
}

// collector reads documents word by word. A word is folded when it first
// occurs: the work for each further one is a look into a table. What it keeps of
// the texts are words, each once, and a byte or two for each document of each.
type collector struct {
	folding *folding
	numbers map[string]uint32 // of terms
	texts   []string          // of terms, by number
	terms   []collected       // by number
	words   map[string]stands // words as they are written, to the terms they stand for
	short   shortWords        // the same of short ones: nearly all, and found sooner
	meant   []uint32          // numbers of terms
	held    []uint32          // the terms that the document holds, each once
	holds   []holding         // by number of the term: how the document holds it
	room    []byte            // for a text
}

// holding is how a document holds a term. It is apart from what is known of the term,
// and small, because it is looked at for each word there is.
type holding struct {
	held  bool
	times uint8 // in the body, as far as oftenTimes
	class class
}

// stands says for which terms a word stands: collector.meant[from:to].
type stands struct{ from, to uint32 }

func newCollector() *collector {
	return &collector{folding: newFolding(), numbers: map[string]uint32{}, words: map[string]stands{}, short: newShortWords()}
}

// document adds the next document, whose number is one more than the last one's.
func (c *collector) document(number int, found wording, body *markup.Body) {
	for _, name := range found.names {
		c.room = append(c.room[:0], name...)
		at := inName
		if countWords(c.room) <= 2 {
			at = isName
		}
		c.add(at)
	}
	for _, text := range found.about {
		c.room = append(c.room[:0], text...)
		c.add(inAbout)
	}
	c.room = body.AppendText(c.room[:0])
	c.add(inBody)
	for _, n := range c.held {
		c.terms[n].add(uint32(number), c.holds[n].class)
		c.holds[n] = holding{}
	}
	c.held = c.held[:0]
}

// add adds the words of the text that there is room for.
func (c *collector) add(at class) {
	eachWord(c.room, func(word []byte) {
		terms := c.look(word)
		for _, n := range c.meant[terms.from:terms.to] {
			h := &c.holds[n]
			if !h.held {
				h.held = true
				c.held = append(c.held, n)
			}
			h.add(at)
		}
	})
}

// add notes one more time that the document holds the term.
func (h *holding) add(at class) {
	if at == inBody && h.times < oftenTimes {
		h.times++
	}
	if at == inBody && h.times == oftenTimes {
		at = oftenBody
	}
	h.class = max(h.class, at)
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
	key := packedWord(found)
	terms, known := c.short.find(key)
	if !known {
		terms = c.stands(string(found))
		c.short.add(key, terms)
	}
	return terms
}

// add writes the next document to the others.
func (t *collected) add(document uint32, at class) {
	t.postings = appendPosting(t.postings, int(document-t.after), at)
	t.after = document + 1
	t.count++
}

// stands numbers the terms that a word stands for, of which it keeps parts.
func (c *collector) stands(word string) stands {
	from := len(c.meant)
	for _, text := range c.folding.terms(word) {
		n, known := c.numbers[text]
		if !known {
			n = uint32(len(c.terms))
			c.numbers[text] = n
			c.texts = append(c.texts, text)
			c.terms = append(c.terms, collected{})
			c.holds = append(c.holds, holding{})
		}
		if !slices.Contains(c.meant[from:], n) {
			c.meant = append(c.meant, n)
		}
	}
	return stands{uint32(from), uint32(len(c.meant))}
}

// all returns all terms in order. It ends the collecting.
func (c *collector) all() []term {
	texts, collected := c.texts, c.terms
	*c = collector{}
	terms, size := make([]term, len(collected)), 0
	for k := range collected {
		size += len(collected[k].postings)
	}
	var joined strings.Builder // the postings of all terms, without room for more
	joined.Grow(size)
	for k := range collected {
		t := &collected[k]
		from := joined.Len()
		joined.Write(t.postings)
		terms[k] = term{texts[k], joined.String()[from:], t.count}
		t.postings = nil
	}
	slices.SortFunc(terms, func(a, b term) int { return strings.Compare(a.text, b.text) })
	return terms
}

// eachWord calls f with each word of a text: what is joined, or else the longest runs of isWord.
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
			if n := joined(text[k:]); n > 0 {
				f(text[k : k+n])
				size = n
				continue
			}
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

func countWords(text []byte) int {
	count := 0
	eachWord(text, func([]byte) { count++ })
	return count
}
