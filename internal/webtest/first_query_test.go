package webtest

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// firstQuery is how many bytes the first query of a site with 1,000 articles may
// load, packed as a host does, with the pages that results show words of.
const firstQuery = 60_000

func TestFirstQuery(t *testing.T) {
	t.Parallel()
	site := generated(t, 1_000)
	b := start(t, serve(t, site))
	for _, words := range []string{"to", "actor", "bi ka", "speaker vote"} {
		ctx := b.tab(t, desks[0])
		seen := listen(t, ctx)
		do(t, ctx, chromedp.Navigate(b.home+"search/?q="+strings.ReplaceAll(words, " ", "+")))
		await(t, ctx, `/^(\d+\sresult|Nothing)/.test(document.querySelector(".search [role=status]").textContent)`)
		pause(t, ctx, 1500)
		sum, files := 0, 0
		seen.Lock()
		for _, address := range seen.requests {
			name, query, _ := strings.Cut(strings.TrimPrefix(address, b.home), "?")
			if strings.HasPrefix(query, "q=") || strings.HasPrefix(name, "assets/") || name == "favicon.svg" {
				continue
			}
			if strings.HasSuffix(name, "/") {
				name += "index.html"
			}
			sum, files = sum+packed(t, site, name), files+1
		}
		seen.Unlock()
		shown := eval[int](t, ctx, `[...document.querySelectorAll(".results .summary")].filter(e => e.textContent).length`)
		t.Logf("%q: %d bytes in %d files, words of %d results", words, sum, files, shown)
		if sum > firstQuery {
			t.Errorf("%q loads %d bytes, want at most %d", words, sum, firstQuery)
		}
		if shown == 0 && eval[bool](t, ctx, `document.querySelector(".results li") !== null`) {
			t.Errorf("%q: no result shows its words", words)
		}
	}
}

// packed returns how many bytes a file has when gzip has packed it.
func packed(t *testing.T, site fs.FS, name string) int {
	t.Helper()
	data, err := fs.ReadFile(site, name)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(data)
	w.Close()
	return out.Len()
}
