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
