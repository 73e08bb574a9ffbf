package webtest

import (
	"context"
	"fmt"
	"io/fs"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// What readers are promised on every page.
const (
	limitShift = 0.02 // cumulative layout shift
	limitLine  = 80   // characters in a line of text
	leastText  = 16   // px, of what is read
)

// TestReading looks at the largest pages of a generated site as well as at the demo.
func TestReading(t *testing.T) {
	t.Parallel()
	sites := []struct {
		name  string
		site  fs.FS
		pages []sample
	}{
		{"demo", demo(t), append(pages, sample{"answers", "search/?q=rockets"})},
		{"generated", generated(t, 400), []sample{
			{"home", ""},
			{"year", "2019/"},
			{"articles", "articles/"},
			{"article", "articles/article-1/"},
			{"incidents", "incidents/"},
			{"incident", "incidents/incident-0/"},
			{"actors", "actors/"},
			{"actor", "actors/actor-0/"},
			{"statements", "actors/speaker/statements/"},
			{"sources", "sources/"},
			{"source", "sources/source-0/"},
			{"tags", "tags/"},
			{"tag", "tags/tag-0/"},
			{"places", "places/"},
			{"disputed", "disputed/"},
			{"corrections", "corrections/"},
		}},
	}
	for _, s := range sites {
		b := start(t, serve(t, s.site))
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			for _, v := range []view{desks[0], phone} {
				b.each(t, v, s.pages, func(t *testing.T, ctx context.Context, p sample) {
					still(t, ctx, b.home+p.path)
					if p.kind != "not found" && eval[bool](t, ctx, `document.title.startsWith("Page not found")`) {
						t.Fatalf("there is no /%s", p.path)
					}
					if found := eval[string](t, ctx, smallText); found != "" {
						t.Errorf("text is small: %s", found)
					}
					if found := eval[string](t, ctx, longLines); found != "" {
						t.Errorf("lines are long: %s", found)
					}
				})
			}
		})
	}
}

// still opens a page and checks that nothing moves by itself while it loads.
func still(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	added := call(t, ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		window.shifts = [];
		new PerformanceObserver(list => {
			for (const e of list.getEntries()) if (!e.hadRecentInput) shifts.push([e.value, e.sources.map(s => (s.node?.outerHTML ?? s.node?.data ?? "").slice(0, 80))]);
		}).observe({type: "layout-shift", buffered: true});`})
	defer call(t, ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(added))
	call(t, ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{
			Latency: 100, DownloadThroughput: 200_000, UploadThroughput: 100_000, // a bad line: ms, bytes a second
		}},
	})
	do(t, ctx, chromedp.Navigate(address))
	pause(t, ctx, 800)
	if sum := eval[float64](t, ctx, `shifts.reduce((sum, [value]) => sum + value, 0)`); sum > limitShift {
		t.Errorf("the layout shifts by %.3f, want at most %v: %s", sum, limitShift, eval[string](t, ctx, `JSON.stringify(shifts)`))
	}
}

// smallText says which words are smaller than what is read should be.
var smallText = fmt.Sprintf(`(() => {
	const found = new Map(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest(".hidden, sup, script, [aria-hidden]")) continue;
		const size = parseFloat(getComputedStyle(e).fontSize);
		if (size < %d - .01) found.set(e.localName + "." + e.className + " in " + e.parentElement.localName + "." + e.parentElement.className, size + " px: " + walk.currentNode.data.trim().slice(0, 30));
	}
	return [...found].slice(0, 12).map(([at, says]) => at + " " + says).join("; ");
})()`, leastText)

// longLines says which paragraphs have lines of more characters than are easy to
// read. A last line counts only where it is the only one.
var longLines = fmt.Sprintf(`(() => {
	const found = [];
	for (const e of document.querySelectorAll("main :is(p, li, dd, blockquote, figcaption, .summary)")) {
		if (e.querySelector("p, li, dd, ul, div, article") || e.closest("pre, .hidden, .chips, .pager, nav, table") || !e.checkVisibility()) continue;
		const words = document.createRange();
		let line = 0, top = null;
		const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
		let longest = 0;
		while (walk.nextNode()) {
			const text = walk.currentNode.data;
			for (const word of text.matchAll(/\S+\s*/g)) {
				words.setStart(walk.currentNode, word.index);
				words.setEnd(walk.currentNode, word.index + word[0].trimEnd().length);
				const box = words.getClientRects()[0];
				if (!box || box.width < 1) continue;
				if (top === null || Math.abs(box.bottom - top) > box.height * .6) line = 0, top = box.bottom;
				line += word[0].length;
				longest = Math.max(longest, line - (word[0].length - word[0].trimEnd().length));
			}
		}
		if (longest > %d) found.push(longest + " in " + e.localName + "." + e.className + ": " + e.textContent.trim().slice(0, 60));
	}
	return found.slice(0, 5).join("; ");
})()`, limitLine)
