package search

import (
	"strconv"
	"testing"
)

// Words are found as they were added, however many there are, and no others.
func TestShortWords(t *testing.T) {
	words := newShortWords()
	const many = 3000
	for k := range many {
		for n := k - 1; n <= k+1; n += 2 {
			key := packedWord([]byte(strconv.Itoa(n)))
			if terms, known := words.find(key); known != (n >= 0 && n < k) || known && terms.from != uint32(n) {
				t.Fatalf("of %d words, number %d stands for %v (%v)", k, n, terms, known)
			}
		}
		words.add(packedWord([]byte(strconv.Itoa(k))), stands{uint32(k), uint32(k + 1)})
	}
	for k := range 2 * many {
		terms, known := words.find(packedWord([]byte(strconv.Itoa(k))))
		if known != (k < many) || known && terms != (stands{uint32(k), uint32(k + 1)}) {
			t.Errorf("word %d of %d stands for %v (%v)", k, many, terms, known)
		}
	}
}
