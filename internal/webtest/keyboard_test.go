package webtest

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focus is where the keyboard is.
type focus struct {
	Tag     string // "BODY" where it is on nothing
	Text    string
	Href    string
	Index   int  // among all that can have the focus, -1 where it is none of them
	Outline bool // drawn around it, at least 2 px wide
	Visible bool // inside the window
}

// focused looks at the element that has the focus.
const focused = `(() => {
	const e = document.activeElement, box = e.getBoundingClientRect();
	const scale = e.getScreenCTM?.().a ?? 1; // of a drawing
	const outlined = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) * scale >= 2;
	return {
		Tag: e.tagName, Text: e.textContent.trim().slice(0, 60), Href: e.getAttribute("href") ?? "",
		Index: (window.reachable ?? []).indexOf(e),
		Outline: outlined(getComputedStyle(e)) || outlined(getComputedStyle(e, "::after")),
		Visible: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight &&
			box.right > 0 && box.left < innerWidth,
	};
})()`

// reachable lists all that a keyboard has to reach and returns how many there are.
const reachable = `(window.reachable = [...document.querySelectorAll(
	"a[href]:not([tabindex='-1']), button, input:not([disabled]), select, summary, [tabindex='0']")].filter(e => e.checkVisibility())).length`

func tab(t *testing.T, ctx context.Context) focus {
	t.Helper()
	do(t, ctx, chromedp.KeyEvent(kb.Tab))
	return eval[focus](t, ctx, focused)
}

// skip checks that the first thing that a keyboard reaches leads past the masthead.
func skip(t *testing.T, page visit) {
	link := tab(t, page)
	if link.Href != "#main--content" || !link.Visible || !link.Outline {
		t.Fatalf("the first Tab reaches %+v, want a visible skip link", link)
	}
	do(t, page, chromedp.KeyEvent(kb.Enter))
	next := tab(t, page)
	if next.Tag != "BODY" && !eval[bool](t, page, `document.querySelector("main").contains(document.activeElement) ||
		!document.querySelector("main a[href]")`) {
		t.Errorf("after the skip link, Tab reaches %+v outside main", next)
	}
	eval[bool](t, page, `(document.activeElement.blur(), true)`) // which may have opened a card
	noCard(t, page)
}

// keyboard walks over whole pages: every link is reached in the order of the
// page, and shows that it is.
func keyboard(t *testing.T, b browser) {
	for _, path := range []string{"articles/republicworld-2021-12-27/", arabicArticle, "2021/06/", "actors/qasim-al-araji/", "places/", "actors/network/"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			ctx := b.open(t, wide, path)
			all := eval[int](t, ctx, reachable)
			reached := 0
			for range 2*all + 10 {
				at := tab(t, ctx)
				if at.Tag == "BODY" {
					break
				}
				if !at.Visible || !at.Outline {
					t.Errorf("the focus cannot be seen on %+v", at)
				}
				if at.Index < 0 {
					continue // a region that scrolls
				}
				if at.Index != reached {
					t.Fatalf("Tab reaches %+v, want number %d", at, reached)
				}
				reached++
			}
			if reached != all {
				t.Errorf("Tab reaches %d of %d elements", reached, all)
			}
		})
	}
}
