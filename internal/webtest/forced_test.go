package webtest

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
)

// TestForcedColors holds that what the site says by a background is seen where the device
// has colours of its own.
func TestForcedColors(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	tab := b.lasting(t, view{width: 1280, height: 800, dark: true, forced: true})
	for _, tt := range []struct{ name, page, holds string }{
		{"passages", cardArticle, `[...document.querySelectorAll(".passage")].every(e => getComputedStyle(e).color === getComputedStyle(e.closest("p, li")).color)`},
		{"the list that is open", "incidents/", outlined(`.chips li:has([aria-current])`)},
		{"an entry", "2021/12/#entry--incident-green-zone-rockets-december-2021", outlined(`.entry:target`)},
		{"a cell", cardIncident + "#account--rockets--1", outlined(`td:target`)},
		{"a pair", "actors/network/#pair--iraq:united-states", outlined(`tr:target`)},
		{"bars", "", `getComputedStyle(document.querySelector(".bars .article")).fill === getComputedStyle(document.querySelector(".chips a")).color`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx := limit(t, tab)
			do(t, ctx, chromedp.Navigate(b.home+tt.page))
			if !eval[bool](t, ctx, tt.holds) {
				t.Error("they are not seen")
			}
		})
	}
}

// TestForcedPager holds that the page of a list that is open is seen among the others.
func TestForcedPager(t *testing.T) {
	t.Parallel()
	source := fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitle: T\npage_size: 10\n---\n")}}
	for k := range 28 {
		source[fmt.Sprintf("content/incidents/i%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: I\ndate: 2021-01-%02d\n---\n", k+1)}
	}
	b := start(t, serve(t, built(t, source)))
	ctx := b.open(t, view{width: 1280, height: 800, forced: true}, "2021/")
	if !eval[bool](t, ctx, outlined(".pager [aria-current]")) {
		t.Error("it is not seen")
	}
}

// outlined asks whether an element is there, and has an outline.
func outlined(selector string) string {
	return `(e => e && getComputedStyle(e).outlineStyle === "solid")(document.querySelector("` + selector + `"))`
}
