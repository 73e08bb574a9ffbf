package webtest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/export"
	"dateline/internal/locale/localetest"
	"dateline/internal/timeline"

	"github.com/chromedp/chromedp"
)

// many is how many entries the filters have to be quick with.
const many = 100_000

// TestFilterMany filters a hundred thousand entries and reports how long each
// change takes in the browser; it holds only the numbers of entries.
func TestFilterMany(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("makes 100,000 entries")
	}
	site, _ := filterSite(t)
	linked := manyEntries(t)
	site = manySite(t, site, linked)
	b := start(t, serve(t, site))
	ctx := b.tab(t, wide)
	seen := listen(t, ctx)
	do(t, ctx, chromedp.Navigate(b.home))
	began := eval[float64](t, ctx, "performance.now()")
	openFilters(t, ctx, "actor")
	// The last of the measures is that of the page as it was opened.
	loaded := eval[float64](t, ctx, `performance.getEntriesByName("filter").at(-1).startTime`) - began
	t.Logf("loaded after at most %.0f ms", loaded)

	in := func(slugs ...string) func(timeline.Entry) bool {
		return func(e timeline.Entry) bool {
			return slices.ContainsFunc(slugs, func(slug string) bool { return names(e, slug, "") })
		}
	}
	for _, tt := range []struct {
		act  string
		fits func(timeline.Entry) bool
		most int // bytes of the index that may be loaded until then
	}{
		{"[name=actor][value=actor-0]", in("actor-0"), manyBytes},
		{"[name=actor][value=actor-1]", in("actor-0", "actor-1"), 2 * manyBytes},
		{"[name=actors]", func(e timeline.Entry) bool { return in("actor-0")(e) && in("actor-1")(e) }, 0},
		{"[name=tag][value=tag-1]", func(e timeline.Entry) bool { return in("actor-0")(e) && in("actor-1")(e) && tagged(e, "tag-1") }, 0},
		{".chosen li:nth-child(2) button", func(e timeline.Entry) bool { return in("actor-0")(e) && tagged(e, "tag-1") }, 0},
	} {
		if tt.act == "[name=tag][value=tag-1]" {
			eval[bool](t, ctx, `[...document.querySelectorAll(".facet summary")].find(e => e.textContent.startsWith("Tag")).click() ?? true`)
			eval[found](t, ctx, shown)
		}
		took := eval[float64](t, ctx, fmt.Sprintf(`(() => {
			const begin = performance.now();
			document.querySelector(%q).click();
			return performance.now() - begin;
		})()`, tt.act))
		got := eval[found](t, ctx, shown)
		want := 0
		for _, e := range linked.Entries {
			if tt.fits(e) {
				want++
			}
		}
		status := eval[string](t, ctx, fmt.Sprintf("(%d).toLocaleString('en') + ' of ' + (%d).toLocaleString('en') + '\u00a0entries'", want, many))
		if got.Status != status || len(got.Entries) != min(50, want) {
			t.Errorf("%s: %q with %d cards, want %q", tt.act, got.Status, len(got.Entries), status)
		}
		sum, files := indexLoaded(t, b, site, seen)
		if tt.most > 0 && sum > tt.most {
			t.Errorf("%s: %d bytes of the index are loaded, want at most %d", tt.act, sum, tt.most)
		}
		selecting := eval[float64](t, ctx, `performance.getEntriesByName("filter").at(-1).duration`)
		nodes := eval[int](t, ctx, `document.querySelectorAll("*").length`)
		t.Logf("%s: %.1f ms, of which selecting %.1f ms; %d elements in the page; %d bytes loaded so far in %d files", tt.act, took, selecting, nodes, sum, files)
	}
	// A value that the root does not name is found all the same, and counted.
	eval[bool](t, ctx, `document.querySelector("[name=actor]").closest(".facet").querySelector("[type=search]").focus() ?? true`)
	do(t, ctx, chromedp.KeyEvent("actor 1234"))
	eval[found](t, ctx, shown)
	want := 0
	for _, e := range linked.Entries {
		if names(e, "actor-1234", "") && tagged(e, "tag-1") {
			want++
		}
	}
	if got := eval[string](t, ctx, `[...document.querySelectorAll("[name=actor][value=actor-1234]")].map(e => e.closest("label").textContent).join()`); got != fmt.Sprintf("Actor 1234 %d", want) {
		t.Errorf("the search shows %q, want it to give %d", got, want)
	}
	do(t, ctx, chromedp.Navigate("about:blank"))
}

// manyBytes is how much of the index may be loaded to open the filters and choose
// a value, packed.
const manyBytes = 60_000

// indexLoaded returns how much of the index a browser has asked for, but for the
// cards: packed, each file once.
func indexLoaded(t *testing.T, b browser, site fs.FS, seen *record) (sum, files int) {
	t.Helper()
	seen.Lock()
	defer seen.Unlock()
	counted := map[string]bool{}
	for _, address := range seen.requests {
		name, _, _ := strings.Cut(strings.TrimPrefix(address, b.home), "?")
		if strings.HasPrefix(name, "data/index/") && !strings.HasPrefix(name, "data/index/cards-") && !counted[name] {
			counted[name] = true
			sum += packed(t, site, name)
		}
	}
	return sum, len(counted)
}

// manySite puts the index of many entries in place of the site's own.
func manySite(t *testing.T, site fs.FS, linked *timeline.Timeline) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	add := func(name string, data []byte, err error) {
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	x := export.NewIndex(linked, localetest.English(t))
	for name, open := range x.Files() {
		data, err := open(nil)
		add(name, data, err)
	}
	for k := range x.CardPieces() {
		cards := make([]string, export.CardPiece)
		for n := range cards {
			cards[n] = fmt.Sprintf(`<article class="entry article" id="entry--%d"><div><h3><a href="/x/">Some entry</a></h3><p>Its summary.</p></div></article>`, k*export.CardPiece+n)
		}
		data, err := json.Marshal([]any{[]any{"December 2021", "/2021/12/", cards}})
		add(export.CardPieceFile(k), data, err)
	}
	return layered{site, files}
}

// layered is a file system over another.
type layered struct {
	fs.FS
	upper fs.FS
}

func (l layered) Open(name string) (fs.File, error) {
	if f, err := l.upper.Open(name); err == nil {
		return f, nil
	}
	return l.FS.Open(name)
}

// manyEntries makes a timeline of twenty years: a tenth of its entries are
// incidents, and of 2,000 actors few appear often.
func manyEntries(t *testing.T) *timeline.Timeline {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	popular := rand.NewZipf(r, 1.1, 5, 1999)
	at := func(format string, args ...any) content.At[string] {
		return content.At[string]{V: fmt.Sprintf(format, args...)}
	}
	actors := make([]*timeline.Actor, 2000)
	for k := range actors {
		actors[k] = &timeline.Actor{Meta: &content.Actor{Document: content.Document{Slug: at("actor-%d", k)}, Name: at("Actor %d", k)}}
	}
	tags := make([]*timeline.Tag, 200)
	for k := range tags {
		tags[k] = &timeline.Tag{Name: fmt.Sprintf("Tag %d", k), Slug: fmt.Sprintf("tag-%d", k)}
	}
	linked := &timeline.Timeline{Site: &content.Site{}}
	for k := range many {
		day, err := edtf.Parse(fmt.Sprintf("%d-%02d-%02d", 2000+k*20/many, 1+k*240/many%12, 1+k*6720/many%28))
		if err != nil {
			t.Fatal(err)
		}
		date := content.At[edtf.Date]{V: day}
		var some []*timeline.Actor
		for range 2 + r.IntN(4) {
			if a := actors[popular.Uint64()]; !slices.Contains(some, a) {
				some = append(some, a)
			}
		}
		about := []*timeline.Tag{tags[r.IntN(20)], tags[20+r.IntN(180)]}
		document := content.Document{Slug: at("entry-%d", k)}
		if k%10 > 0 {
			linked.Entries = append(linked.Entries, (&timeline.Article{
				Meta: &content.Article{Document: document, Date: date}, Actors: some, Tags: about, ArticleDetails: &timeline.ArticleDetails{},
			}).Entry())
			continue
		}
		i := &timeline.Incident{
			Meta:  &content.Incident{Document: document, Date: date, Kind: at("kind-%d", r.IntN(12))},
			Place: &timeline.Place{Name: "Place", Slug: fmt.Sprintf("place-%d", r.IntN(500))}, Tags: about,
		}
		for _, a := range some {
			i.Roles = append(i.Roles, timeline.Role{Actor: a, Role: fmt.Sprintf("role-%d", r.IntN(8))})
		}
		linked.Entries = append(linked.Entries, i.Entry())
	}
	return linked
}
