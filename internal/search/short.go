package search

// shortWords holds short words with the terms that they stand for: a table of which at
// most half is full. A word stands where its hash points, or else in the next place that
// is free. That is a map, but for the cost: it is asked for nearly every word there is.
type shortWords struct {
	places []shortPlace // as many as a power of two
	shift  int          // of a hash, so that it points to a place
	count  int          // of words
}

type shortPlace struct {
	key uint64 // 0 where no word stands
	stands
}

// shortWord is how many bytes packedWord holds.
const shortWord = 8

// packedWord returns a short word as a number. No word has a byte of zero.
func packedWord(word []byte) uint64 {
	var key uint64
	for _, b := range word {
		key = key<<8 | uint64(b)
	}
	return key
}

func newShortWords() shortWords {
	return shortWords{places: make([]shortPlace, 1<<8), shift: 64 - 8}
}

// place returns the number of the place of a word, which may be free.
func (w *shortWords) place(key uint64) int {
	// The golden ratio of 64 bits, by which Knuth spreads keys (volume 3, section 6.4).
	k := int(key * 0x9E3779B97F4A7C15 >> w.shift)
	for w.places[k].key != key && w.places[k].key != 0 {
		k = (k + 1) & (len(w.places) - 1)
	}
	return k
}

// find returns what a word stands for.
func (w *shortWords) find(key uint64) (stands, bool) {
	at := &w.places[w.place(key)]
	return at.stands, at.key == key
}

// add adds a word that is not there.
func (w *shortWords) add(key uint64, terms stands) {
	if w.count++; 2*w.count > len(w.places) {
		before := w.places
		w.places = make([]shortPlace, 2*len(before))
		w.shift--
		for _, p := range before {
			if p.key != 0 {
				w.places[w.place(p.key)] = p
			}
		}
	}
	w.places[w.place(key)] = shortPlace{key, terms}
}
