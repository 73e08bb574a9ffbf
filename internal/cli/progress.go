package cli

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

const (
	progressAfter = time.Second            // what is done sooner needs no patience
	progressEvery = 100 * time.Millisecond // faster than anybody reads
)

// lineWidth is that of a terminal where it is smallest, less one: a line that breaks would stay.
const lineWidth = 79

// progress is a line on a terminal that says how far a build has come. It is safe for
// concurrent use.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	now   func() time.Time
	next  time.Time // when to show the line again
	width int       // of the line that is shown, 0 if none is
}

func newProgress(w io.Writer, now func() time.Time, start time.Time) *progress {
	return &progress{w: w, now: now, next: start.Add(progressAfter)}
}

// show says that done of total files are made, unless it has just said so. An
// error of the terminal is nothing to stop a build for.
func (p *progress) show(done, total int) {
	p.tell(fmt.Sprintf("%d of %d files made", done, total))
}

// barWidth is that of a bar, in characters: the line fits into 80.
const barWidth = 30

// showBar is show with a bar, and a word for what is done with the files.
func (p *progress) showBar(word string, done, total int) {
	full := barWidth * done / max(total, 1)
	p.tell(fmt.Sprintf("[%s%s] %d of %d files %s", strings.Repeat("#", full), strings.Repeat(".", barWidth-full), done, total, word))
}

// begin shows a line at once, before there is anything to count.
func (p *progress) begin(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.put(line)
}

// tell shows a line, unless somebody has just read another.
func (p *progress) tell(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if now.Before(p.next) {
		return
	}
	p.next = now.Add(progressEvery)
	p.put(line)
}

func (p *progress) put(line string) {
	if letters := []rune(line); len(letters) > lineWidth {
		line = string(letters[:lineWidth-1]) + "…"
	}
	fmt.Fprintf(p.w, "\r%-*s", p.width, line)
	p.width = max(p.width, utf8.RuneCountInString(line))
}

// clear removes the line.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.width > 0 {
		fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", p.width))
		p.width = 0
	}
}
