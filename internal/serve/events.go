package serve

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"time"

	"dateline/internal/diag"
)

const (
	eventsPath = "/.dateline/events"
	beat       = 15 * time.Second // between signs of life on an event stream
	writeTime  = 30 * time.Second // in which a browser has to take an answer
	maxShown   = 50               // problems on a page; the terminal shows all
)

// event is what pages are told.
type event struct {
	Pages    int64     `json:"pages"`          // the build that last changed pages: those of an earlier one reload
	Style    string    `json:"style"`          // address of the site's style sheet
	GoTo     string    `json:"goTo,omitempty"` // address of the page to go to; "" to stay
	Heading  string    `json:"heading,omitempty"`
	Problems []problem `json:"problems"` // of a build with errors; else none
}

// problem is a problem as pages show it.
type problem struct {
	Text    string `json:"text"`    // with its place
	Excerpt string `json:"excerpt"` // the source line and a caret; may be empty
}

// events tells a page what to show: now, and after each build.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(r) {
		http.Error(w, "the event stream is for this server's own pages", http.StatusForbidden)
		return
	}
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		http.Error(w, "too many pages are open; close some", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	beats := time.NewTicker(beat)
	defer beats.Stop()
	stream := http.NewResponseController(w)
	for now := s.now.Load(); ; {
		_ = stream.SetWriteDeadline(s.opt.Now().Add(writeTime))
		data, err := json.Marshal(now.event)
		if err == nil {
			_, err = fmt.Fprintf(w, "data: %s\n\n", data)
		}
		if err != nil || stream.Flush() != nil {
			return
		}
		// The same again is a sign of life, and does nothing.
		select {
		case <-now.over:
			now = s.now.Load()
		case <-beats.C:
		case <-r.Context().Done():
			return
		}
	}
}

// heading stands above the problems of a build. There may be a page from before.
func heading(problems diag.List, page bool) string {
	n, _ := problems.Count()
	heading := fmt.Sprintf("%d errors", n)
	if n == 1 {
		heading = "1 error"
	}
	if page {
		heading += "; the page is from before"
	}
	return heading
}

// shown makes problems with files of a source ready for a page, errors before warnings, each
// in file order.
func shown(list diag.List, source fs.FS) []problem {
	var all []problem
	sorted := list.Sorted()
	slices.SortStableFunc(sorted, func(a, b diag.Problem) int { return cmp.Compare(a.Severity, b.Severity) })
	for _, p := range sorted {
		if len(all) == maxShown {
			return append(all, problem{Text: "… and more, which the terminal shows"})
		}
		var one diag.List
		one.Put(p)
		var text strings.Builder
		_ = one.Print(&text, source) // a Builder takes all
		first, excerpt, _ := strings.Cut(text.String(), "\n")
		all = append(all, problem{first, strings.TrimRight(excerpt, "\n")})
	}
	return all
}
