package webtest

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/build"
	"dateline/internal/corpus"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestPromiseNothingRuns opens a site in which everything that an author writes
// is an attack, and uses what its scripts make of it: with the policy of its
// pages, which must have nothing to refuse, and with none, where whatever gets
// through would run.
func TestPromiseNothingRuns(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, hostile(t)))
	for _, test := range []struct {
		name   string
		bypass bool
	}{{"with the policy", false}, {"without", true}} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			ctx := b.tab(t, wide)
			call(t, ctx, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: test.bypass})
			call(t, ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
				Source: `window.ran = []; window.zq = (what) => ran.push(String(what))`,
			})
			seen := listen(t, ctx)
			opened := hostilePages
			if test.bypass { // where less is needed for something to run
				opened = slices.Concat(opened, hostileArticles())
			}
			for _, s := range opened {
				do(t, ctx, chromedp.Navigate(b.home+s.path))
				if use := uses[s.kind]; use != nil {
					use(t, ctx)
				}
				harmless(t, ctx, b, s, seen)
			}
		})
	}
}

// hostile builds a site of corpus.Hostile.
func hostile(t *testing.T) fs.FS {
	t.Helper()
	source := fstest.MapFS{}
	for name, data := range corpus.Hostile() {
		source[name] = &fstest.MapFile{Data: data}
	}
	return buildSite(t, build.Options{Source: source, BaseURL: "https://example.org" + base}).FS
}

// hostilePages holds a page of each kind.
var hostilePages = []sample{
	{"home", ""},
	{"home in Arabic", "ar/"},
	{"filter", ""},
	{"search", "search/"},
	{"hover card", "articles/x1/"},
	{"embed", "embed/"},
	{"embed of an incident", "incidents/x4/embed/"},
	{"month", "2021/01/"},
	{"incident", "incidents/x0/"},
	{"actors", "actors/"},
	{"network", "actors/network/"},
	{"actor", "actors/x2/"},
	{"source", "sources/x3/"},
	{"tags", "tags/"},
	{"tag", "tags/script-zq-1-script/"},
	{"places", "places/"},
	{"place", "places/img-src-x-onerror-zq-2/"},
	{"disputed", "disputed/"},
	{"corrections", "corrections/"},
	{"data", "data/"},
	{"not found", "no/such/page/"},
}

// hostileArticles returns an article for each payload.
func hostileArticles() []sample {
	var all []sample
	for k := range corpus.Payloads {
		all = append(all, sample{"article", fmt.Sprintf("articles/x%d/", k)})
	}
	return all
}

// uses holds what makes scripts of a page show more of the content.
var uses = map[string]func(*testing.T, context.Context){
	"search": func(t *testing.T, ctx context.Context) {
		do(t, ctx, chromedp.Focus(".search input"), chromedp.KeyEvent("script zq"))
		until(t, ctx, "payloads", func(s searching) bool { return answered(s) && strings.Contains(strings.Join(s.Titles, ""), "<script>") })
		do(t, ctx, chromedp.KeyEvent(`"><script>zq(12)</script><img src=x onerror=zq(13)>`))
		pause(t, ctx, 300)
	},
	"filter": func(t *testing.T, ctx context.Context) {
		openFilters(t, ctx, "actor")
		pressOn(t, ctx, `input[name="actor"]`)
		if got := eval[found](t, ctx, shown); !strings.Contains(got.Chosen, "zq") {
			t.Errorf("what is chosen holds no payload: %+v", got)
		}
	},
	"hover card": func(t *testing.T, ctx context.Context) {
		eval[bool](t, ctx, `(document.querySelector(".body a[href*='actors/']").focus({focusVisible: true}), true)`)
		if card := openCard(t, ctx); !strings.Contains(card, "zq") {
			t.Errorf("the card holds no payload: %s", card)
		}
	},
}

// harmless holds that nothing of the content has run in a page or been fetched
// for it since it was opened, and that none of its links would run something.
func harmless(t *testing.T, ctx context.Context, b browser, s sample, seen *record) {
	t.Helper()
	pause(t, ctx, 30)
	if eval[bool](t, ctx, missingPage) != (s.kind == "not found") {
		t.Errorf("%s (%s) is not there", s.path, s.kind)
	}
	const links = `[...document.querySelectorAll("a, area")].map(a => new URL(a.getAttribute("href") ?? "", document.baseURI))
		.filter(to => !/^(https?|mailto|tel):$/.test(to.protocol)).map(String)`
	for _, to := range eval[[]string](t, ctx, links) {
		t.Errorf("%s: a link to %s", s.path, to)
	}
	for _, what := range eval[[]string](t, ctx, `ran`) {
		t.Errorf("%s (%s): zq(%s) has run", s.path, s.kind, what)
	}
	seen.Lock()
	defer seen.Unlock()
	if len(seen.requests) == 0 {
		t.Errorf("%s: no request was seen", s.path)
	}
	for _, address := range seen.requests {
		if !strings.HasPrefix(address, b.home) && !strings.HasPrefix(address, "data:image/svg+xml,") {
			t.Errorf("%s (%s) asks for %s", s.path, s.kind, address)
		}
	}
	for _, complaint := range seen.complaints {
		if !strings.Contains(complaint, "404") {
			t.Errorf("%s (%s): the browser says: %s", s.path, s.kind, complaint)
		}
	}
	seen.requests, seen.complaints = nil, nil
}
