package content

import (
	"strings"
	"testing"
)

// What several files say takes memory once: a second file with the same words and
// dates needs less than the first.
func TestWordsAreKeptOnce(t *testing.T) {
	w := newWords()
	tag := strings.Repeat("t", longestWord)
	w.text(tag)
	w.text(tag + "t") // is no word
	if _, known := w.texts[tag]; !known || len(w.texts) != 1 {
		t.Errorf("%d words are kept, want the one", len(w.texts))
	}
	if again := testing.AllocsPerRun(100, func() { w.text(tag) }); again > 0 {
		t.Errorf("a known word is kept again: %v allocations", again)
	}
	one, err := w.date("2021-12-27")
	if err != nil {
		t.Fatal(err)
	}
	if again := testing.AllocsPerRun(100, func() { w.date("2021-12-27") }); again > 0 {
		t.Errorf("a known date is read again: %v allocations", again)
	}
	if other, _ := w.date("2021-12-28"); other.String() == one.String() {
		t.Error("another date is taken for the first")
	}
	// What is no date is told each time.
	for range 2 {
		if _, err := w.date("27/12/2021"); err == nil {
			t.Error("no error for what is no date")
		}
	}
}
