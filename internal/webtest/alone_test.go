package webtest

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// alone checks that a page asks nobody but its own host for anything, that
// whatever it asks for is there, and that the browser has nothing to complain of.
func alone(t *testing.T, page visit) {
	// Loads that scripts or idle times put off have started by then.
	pause(t, page, 300)
	seen, absent := page.seen, page.page.kind == "not found"
	seen.Lock()
	defer seen.Unlock()
	if len(seen.requests) < 2 {
		t.Errorf("only %d requests were seen, not even the style sheet's", len(seen.requests))
	}
	for _, address := range seen.requests {
		if !strings.HasPrefix(address, page.home) && !strings.HasPrefix(address, "data:") {
			t.Errorf("the page asks for %s", address)
		}
	}
	if n := len(seen.requests); n > 12 {
		t.Errorf("the page makes %d requests, want at most 12", n)
	}
	for _, address := range seen.failed {
		if !absent || address != page.home+page.page.path {
			t.Errorf("%s is not there", address)
		}
	}
	for _, complaint := range seen.complaints {
		if !absent || !strings.Contains(complaint, "404") {
			t.Errorf("the browser says: %s", complaint)
		}
	}
}

// record is what a browser did for a page.
type record struct {
	sync.Mutex
	requests, failed, complaints []string
}

// listen records what a tab does from now on.
func listen(t *testing.T, ctx context.Context) *record {
	t.Helper()
	seen := &record{}
	err := chromedp.Listen(ctx, func(event any) {
		seen.Lock()
		defer seen.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			seen.requests = append(seen.requests, e.Request.URL)
		case *network.EventResponseReceived:
			if e.Response.Status >= 400 {
				seen.failed = append(seen.failed, e.Response.URL)
			}
		case *log.EventEntryAdded:
			seen.complaints = append(seen.complaints, e.Entry.Text)
		case *runtime.EventExceptionThrown:
			seen.complaints = append(seen.complaints, e.ExceptionDetails.Text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// scriptless checks that a page shows the same without scripts. Searching needs
// one: there the page says so, and offers the lists (see TestSearch).
func scriptless(t *testing.T, page visit) {
	if searches(t, page) {
		return
	}
	with := text(t, page)
	call(t, page, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	defer call(t, page, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
	do(t, page, chromedp.Reload())
	same(t, with, text(t, page))
}
