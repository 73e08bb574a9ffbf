package webtest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestEditions goes from an article in English to the same one in Arabic, reads
// on there, and comes back.
func TestEditions(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	for _, v := range []view{desks[0], small} {
		t.Run(v.name, func(t *testing.T) {
			ctx := b.open(t, v, "articles/upi-2021-12-19/")
			follow := func(selector, path string) {
				t.Helper()
				do(t, ctx, chromedp.ScrollIntoView(selector), chromedp.Click(selector))
				await(t, ctx, fmt.Sprintf(`location.href === %q && document.readyState === "complete"`, b.home+path))
			}
			follow(".languages a[lang=ar]", "ar/articles/upi-2021-12-19/")
			showsArabic(t, ctx)
			axe(t, ctx)
			if got := eval[string](t, ctx, `document.querySelector("h1").textContent`); !strings.Contains(got, "السفارة") {
				t.Errorf("the heading is %q", got)
			}
			follow(`.described a`, "articles/upi-2021-12-19/")
			follow(".languages a[lang=ar]", "ar/articles/upi-2021-12-19/")
			follow(`.body a[href$="incidents/green-zone-rockets-december-2021/"]`, "ar/incidents/green-zone-rockets-december-2021/")
			showsArabic(t, ctx)
			axe(t, ctx)
			follow(`.up a[href$="/2021/"]`, "ar/2021/")
			follow(".masthead .site", "ar/")
			showsArabic(t, ctx)
			axe(t, ctx)
			follow(".languages a[lang=en]", "")
		})
	}
	// Lines of a language that runs against the page begin at one edge, as far as they are one
	// text, and with the others where they are set apart only by the line.
	t.Run("edges", func(t *testing.T) {
		const incident = "incidents/green-zone-rockets-december-2021/"
		ctx := b.open(t, desks[0], "ar/"+incident)
		if notes := eval[int](t, ctx, `[...document.querySelectorAll(".far-notes .note:has(> blockquote[dir=ltr] + [dir=ltr])")].filter(note => {
			const [quote, text] = note.querySelectorAll(":scope > [dir=ltr]");
			if (Math.abs(quote.getBoundingClientRect().left - text.firstElementChild.getBoundingClientRect().left) > 1) throw new Error(note.textContent);
			return true;
		}).length`); notes == 0 {
			t.Error("no note is in English")
		}
		ctx = b.open(t, desks[0], incident)
		if words := eval[int](t, ctx, `(document.documentElement.dir = "rtl", [...document.querySelectorAll(".accounts td > small")].filter(small => {
			const words = document.createRange(), cell = small.parentElement;
			words.selectNodeContents(small);
			const right = cell.getBoundingClientRect().right - parseFloat(getComputedStyle(cell).paddingRight);
			if (Math.abs(right - words.getBoundingClientRect().right) > 1) throw new Error(small.textContent);
			return true;
		}).length)`); words == 0 {
			t.Error("no words stand below a value")
		}
	})
	// The choice of a reader, and the place, are the same in all languages.
	for from, to := range map[string]string{
		"ar/?actor=nato&from=2021":                 "?actor=nato&from=2021",
		"ar/search/?q=nato&kind=article":           "search/?q=nato&kind=article",
		"actors/qasim-al-araji/#actor--statements": "ar/actors/qasim-al-araji/#actor--statements",
	} {
		t.Run("keeps "+from, func(t *testing.T) {
			ctx := b.open(t, desks[0], from)
			do(t, ctx, chromedp.Click(".languages a"))
			await(t, ctx, fmt.Sprintf(`location.href === %q && document.readyState === "complete"`, b.home+to))
		})
	}
	t.Run("search", func(t *testing.T) {
		ctx := b.open(t, desks[0], "ar/search/?q=الأعرجي")
		do(t, ctx, chromedp.WaitVisible(`main a[href$="ar/actors/qasim-al-araji/"]`))
	})
}

// showsArabic holds that a page is one in Arabic that fits into the window.
func showsArabic(t *testing.T, ctx context.Context) {
	t.Helper()
	if got := eval[string](t, ctx, `document.documentElement.lang + " " + getComputedStyle(document.body).direction`); got != "ar rtl" {
		t.Errorf("the page is %s", got)
	}
	fits(t, ctx)
}
