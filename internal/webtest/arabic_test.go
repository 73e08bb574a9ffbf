package webtest

import (
	"context"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/build"

	"github.com/chromedp/chromedp"
)

// inArabic is the repository's site with Arabic as its only language: its texts
// stay English, and all else is Arabic.
type inArabic struct{ fs.FS }

// ReadDir lists a folder without translations.
func (a inArabic) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(a.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".ar.md") }), err
}

func (a inArabic) Open(name string) (fs.File, error) {
	const settings = "content/_index.md"
	if name != settings {
		return a.FS.Open(name)
	}
	text, err := fs.ReadFile(a.FS, settings)
	if err != nil {
		return nil, err
	}
	return fstest.MapFS{settings: {Data: []byte(strings.NewReplacer("\nlanguage: en\n", "\nlanguage: ar\n", "languages: [ar]\n", "").Replace(string(text)))}}.Open(settings)
}

const (
	mirroredIncident = "incidents/green-zone-rockets-december-2021/"
	mirroredArticle  = "articles/nato-2021-05-06/"
)

var mirroredPages = []sample{
	{"home", ""},
	{"incident", mirroredIncident},
	{"article", mirroredArticle},
	{"actor", "actors/nato/"},
	{"search", "search/?q=NATO"},
	{"places", "places/"},
	{"not found", "nowhere/"},
}

// A reader walks a site whose language is Arabic: from right to left, with Arabic
// words, at a desk and on the narrowest screen.
func TestArabic(t *testing.T) {
	t.Parallel()
	root, err := os.OpenRoot("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	result := buildSite(t, build.Options{Source: inArabic{root.FS()}})
	if result.Problems.HasErrors() {
		t.Fatal(result.Problems.Sorted())
	}
	b := start(t, serve(t, result.FS))
	for _, v := range []view{{name: "1440 px", width: 1440, height: 900}, small} {
		b.each(t, v, mirroredPages, func(t *testing.T, ctx context.Context, page sample) {
			do(t, ctx, chromedp.Navigate(b.home+page.path))
			if dir := eval[string](t, ctx, `document.documentElement.lang + " " + getComputedStyle(document.body).direction`); dir != "ar rtl" {
				t.Errorf("the page is %s", dir)
			}
			if found := eval[string](t, ctx, wider); found != "" {
				t.Errorf("the page is %s", found)
			}
			if !v.phone {
				axe(t, ctx)
			}
		})
	}
	t.Run("mirrored", func(t *testing.T) { arabicMirrored(t, b) })
	t.Run("table", func(t *testing.T) { arabicTable(t, b) })
	t.Run("filter", func(t *testing.T) { arabicFilter(t, b) })
	t.Run("search", func(t *testing.T) { arabicSearch(t, b) })
}

// arabicMirrored looks at what has a side: the ruler begins at the right, and
// notes stand to the left of their text.
func arabicMirrored(t *testing.T, b browser) {
	const left = `(e => Math.round(e.getBoundingClientRect().left))`
	ctx := b.open(t, wide, "")
	if !eval[bool](t, ctx, `(([first, ...rest]) => `+left+`(first) > `+left+`(rest.at(-1)))(document.querySelectorAll(".ruler [data-from]"))`) {
		t.Error("the ruler begins at the left")
	}
	if !eval[bool](t, ctx, left+`(document.querySelector(".masthead .site")) > `+left+`(document.querySelector(".masthead form"))`) {
		t.Error("the masthead begins at the left")
	}
	if dir := eval[string](t, ctx, `getComputedStyle(document.querySelector(".masthead .site")).direction`); dir != "ltr" {
		t.Errorf("the title of the site, in Latin letters, reads %s", dir)
	}
	// Firefox would join a first letter that has a style of its own to no other.
	if got := eval[string](t, ctx, `getComputedStyle(document.querySelector(".entry .kicker"), "::first-letter").textTransform`); got != "none" {
		t.Errorf("first letters have a style of their own: %s", got)
	}
	ctx = b.open(t, wide, mirroredArticle)
	if n := eval[int](t, ctx, `[...document.querySelectorAll(".cite p bdi[dir=ltr]")].filter(e => e.textContent.startsWith("https://")).length`); n < 3 {
		t.Errorf("%d addresses of the citation are set apart", n)
	}
	if !eval[bool](t, ctx, left+`(document.querySelector(".note")) < `+left+`(document.querySelector(".stretch p"))`) {
		t.Error("notes stand to the right")
	}
	if label := eval[string](t, ctx, `document.querySelector(".note .back").ariaLabel`); label != "الملاحظة 1: عودة إلى المقطع" {
		t.Errorf("the first note is %q", label)
	}
}

// arabicTable goes through a table of accounts, from its end to its beginning: no link is
// under the column that stays in sight.
func arabicTable(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardIncident)
	if hidden := eval[string](t, ctx, `(async () => {
		const hidden = [];
		for (const link of [...document.querySelectorAll(".accounts td a")].reverse()) {
			link.focus();
			await new Promise(requestAnimationFrame);
			if (link.getBoundingClientRect().right > link.closest("tr").querySelector("th").getBoundingClientRect().left + 1) hidden.push(link.outerHTML);
		}
		return hidden.join("; ");
	})()`); hidden != "" {
		t.Errorf("on the way back, hidden are %s", hidden)
	}
}

// arabicFilter narrows the timeline.
func arabicFilter(t *testing.T, b browser) {
	ctx := b.open(t, wide, "?type=incident")
	await(t, ctx, `document.querySelector(".found")?.textContent.includes("من")`)
	if words := eval[string](t, ctx, `document.querySelector(".chosen").innerText`); !strings.Contains(words, "النوع: الأحداث") {
		t.Errorf("chosen is %q", words)
	}
	// Between words in Arabic the parts of a date would change places.
	openFilters(t, ctx, "actor")
	eval[bool](t, ctx, `(([from, to]) => {
		from.value = "2021-12-01";
		to.value = "2021-99-01";
		return to.dispatchEvent(new Event("change", {bubbles: true}));
	})(document.querySelectorAll(".filter .span input"))`)
	backward := `[...document.querySelectorAll(".filter .fault, .filter .soft, .chosen bdi")].flatMap(e => {
		const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), mark = document.createRange();
		return walk.nextNode() ? [...walk.currentNode.data.matchAll(/\d{4}-\d\d(-\d\d)?/g)].filter(({0: date, index}) => {
			const at = (k) => (mark.setStart(walk.currentNode, k), mark.setEnd(walk.currentNode, k + 1), mark.getBoundingClientRect().left);
			return at(index) > at(index + date.length - 1);
		}).map(([date]) => date + " in " + e.textContent) : [];
	}).join("; ")`
	if found := eval[string](t, ctx, backward); found != "" {
		t.Errorf("backward are %s", found)
	}
	ctx = b.open(t, wide, "?from=2021-12&to=2022-01-05")
	await(t, ctx, `document.querySelector(".chosen bdi") !== null`)
	if found := eval[string](t, ctx, backward); found != "" {
		t.Errorf("backward are %s", found)
	}
}

// arabicSearch asks for a name.
func arabicSearch(t *testing.T, b browser) {
	ctx := b.open(t, wide, "search/")
	do(t, ctx, chromedp.SendKeys("#search--words", "NATO"))
	await(t, ctx, `document.querySelector("[role=status]")?.textContent.includes("نتيجة")`)
}
