package content

import (
	"strings"
	"sync"

	"dateline/internal/edtf"
)

// words keeps, while files are read, the short texts and the dates that stood in
// them: what many files say takes memory once. It is safe for concurrent use.
type words struct {
	mu    sync.Mutex
	texts map[string]string
	dates map[string]edtf.Date // of those that are dates
}

func newWords() *words {
	return &words{texts: map[string]string{}, dates: map[string]edtf.Date{}}
}

// longestWord is how long, in bytes, a text may be that is likely to stand in
// several files: slugs, tags, names of places and fields. Titles are longer.
const longestWord = 40

// text returns a text in the memory of one that was read before.
func (w *words) text(s string) string {
	if len(s) > longestWord {
		return s
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if known, ok := w.texts[s]; ok {
		return known
	}
	s = strings.Clone(s) // a part of a longer text would keep all of it
	w.texts[s] = s
	return s
}

// date reads a date.
func (w *words) date(s string) (edtf.Date, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if known, ok := w.dates[s]; ok {
		return known, nil
	}
	date, err := ParseDate(s)
	if err == nil {
		w.dates[s] = date
	}
	return date, err
}
