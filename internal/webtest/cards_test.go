package webtest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"dateline/internal/build"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const cardArticle = "articles/republicworld-2021-12-27/"

// TestCards opens hover cards by mouse, keyboard and finger.
func TestCards(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	t.Run("mouse", func(t *testing.T) { cardByMouse(t, b) })
	t.Run("keyboard", func(t *testing.T) { cardByKeyboard(t, b) })
	t.Run("finger", func(t *testing.T) { cardByFinger(t, b) })
	t.Run("in the window", func(t *testing.T) { cardInWindow(t, b) })
	t.Run("in a small window", func(t *testing.T) { cardInSmallWindow(t, b) })
	t.Run("in many pieces", func(t *testing.T) { cardInPieces(t, b) })
}

// cardInPieces checks that the script finds cards in the piece that the build
// puts them into, whatever the script of their slugs.
func cardInPieces(t *testing.T, b browser) {
	source := fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitle: T\n---\n")}}
	links := ""
	for k := range 250 {
		slug := fmt.Sprintf("حادث-é-%d", k)
		source["content/incidents/"+slug+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Incident %d\ndate: 2021\n---\n", k)}
		if k < 20 {
			links += fmt.Sprintf("- [[%s]]\n", slug)
		}
	}
	source["content/articles/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\ndate: 2021\n---\n" + links)}
	b.home = serve(t, buildSite(t, build.Options{Source: source}).FS)
	ctx := b.open(t, wide, "articles/a/")
	for k := range 20 {
		eval[bool](t, ctx, fmt.Sprintf(`(document.querySelectorAll(".body a")[%d].focus({focusVisible: true}), true)`, k))
		await(t, ctx, fmt.Sprintf(`document.querySelector(".hover-card")?.innerText.startsWith("Incident %d\n")`, k))
	}
	if pieces := eval[string](t, ctx, `document.documentElement.dataset.hover`); pieces != "4" {
		t.Errorf("%s pieces hold 250 cards", pieces)
	}
}

// araji is the first mention of somebody who held several offices.
const araji = `.body a[href$="actors/qasim-al-araji/"]`

func cardByMouse(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardArticle)
	seen := listen(t, ctx)

	point(t, ctx, araji)
	card := openCard(t, ctx)
	for _, want := range []string{"Qasim al-Araji", "person", "National Security Adviser", "Latest here"} {
		if !strings.Contains(card, want) {
			t.Errorf("the card does not say %q: %s", want, card)
		}
	}
	if strings.Contains(card, "Interior Minister") {
		t.Errorf("the card names an office of another time: %s", card)
	}
	if !eval[bool](t, ctx, `document.querySelector('`+araji+`').getAttribute("aria-describedby") === document.querySelector(".hover-card[role=tooltip]").id`) {
		t.Error("the link is not described by the card")
	}
	axe(t, ctx)

	point(t, ctx, ".hover-card")
	pause(t, ctx, 500)
	openCard(t, ctx)
	point(t, ctx, ".site")
	noCard(t, ctx)

	point(t, ctx, araji)
	openCard(t, ctx)
	do(t, ctx, chromedp.KeyEvent(kb.Escape))
	noCard(t, ctx)

	// One that leaves the window takes the card along.
	point(t, ctx, ".site")
	point(t, ctx, araji)
	openCard(t, ctx)
	eval[bool](t, ctx, `document.documentElement.dispatchEvent(new PointerEvent("pointerleave"))`)
	noCard(t, ctx)

	// The focus that a click leaves on a link does not hold its card.
	point(t, ctx, ".site")
	eval[bool](t, ctx, `(document.querySelector('`+araji+`').focus({focusVisible: false}), true)`)
	point(t, ctx, araji)
	openCard(t, ctx)
	point(t, ctx, ".site")
	noCard(t, ctx)

	// A mouse that only passes opens nothing.
	point(t, ctx, ".site")
	point(t, ctx, araji)
	point(t, ctx, ".site")
	pause(t, ctx, 600)
	noCard(t, ctx)

	// An incident has its card as well.
	ctx = b.open(t, wide, cardArticle)
	point(t, ctx, `.note a[href*="incidents/"], .body a[href*="incidents/"]`)
	if card := openCard(t, ctx); !strings.Contains(card, "Latest articles about it") {
		t.Errorf("the card of an incident: %s", card)
	}
	complaints(t, seen)
}

func cardByKeyboard(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardArticle)
	// The link before the mention, so that Tab reaches it.
	eval[bool](t, ctx, `(() => {
		const links = [...document.querySelectorAll("a[href]")];
		links[links.indexOf(document.querySelector('`+araji+`')) - 1].focus();
		return true;
	})()`)
	if at := tab(t, ctx); !strings.HasSuffix(at.Href, "actors/qasim-al-araji/") {
		t.Fatalf("Tab reaches %+v", at)
	}
	if card := openCard(t, ctx); !strings.Contains(card, "Qasim al-Araji") {
		t.Errorf("the card says %s", card)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Escape))
	noCard(t, ctx)
	if at := eval[focus](t, ctx, focused); !strings.HasSuffix(at.Href, "actors/qasim-al-araji/") {
		t.Errorf("after Escape the keyboard is on %+v", at)
	}
	tab(t, ctx)
	if card := openCard(t, ctx); strings.HasPrefix(card, "Qasim al-Araji") {
		t.Errorf("the next link has the card of the one before: %s", card)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	if card := openCard(t, ctx); !strings.HasPrefix(card, "Qasim al-Araji") {
		t.Errorf("back on the link, the card says %s", card)
	}
}

// cardByFinger checks that a tap follows the link, without a card on its way.
func cardByFinger(t *testing.T, b browser) {
	ctx := b.open(t, phone, cardArticle)
	eval[bool](t, ctx, `(() => {
		new MutationObserver(() => document.querySelector(".hover-card") && sessionStorage.setItem("card", "seen"))
			.observe(document.body, {childList: true, subtree: true});
		return true;
	})()`)
	x, y := middle(t, ctx, araji)
	tap(t, ctx, x, y)
	await(t, ctx, `location.pathname.endsWith("actors/qasim-al-araji/")`)
	if eval[bool](t, ctx, `sessionStorage.getItem("card") !== null`) {
		t.Error("a card was in the way of the tap")
	}
}

// cardInWindow opens the card of every mention of a page.
func cardInWindow(t *testing.T, b browser) {
	for _, v := range []view{wide, small} {
		for _, path := range []string{cardArticle, arabicArticle} {
			t.Run(v.name+" "+path, func(t *testing.T) {
				ctx := b.open(t, v, path)
				n := eval[int](t, ctx, `(window.mentions = [...document.querySelectorAll(".body > p a.mention, .stretch > p a.mention")]).length`)
				if n < 3 {
					t.Fatalf("only %d mentions", n)
				}
				for k := range n {
					eval[bool](t, ctx, fmt.Sprintf(`(document.activeElement.blur(), mentions[%d].focus({focusVisible: true}), true)`, k))
					openCard(t, ctx)
					beside(t, ctx)
				}
			})
		}
	}
}

// cardInSmallWindow opens the card of a link and a title that are long where there is
// little room, and where its reader zooms in to read it.
func cardInSmallWindow(t *testing.T, b browser) {
	long := strings.Repeat("Something happened at this place ", 8)
	b.home = serve(t, built(t, fstest.MapFS{
		"content/_index.md":        {Data: []byte("---\ntitle: T\n---\n")},
		"content/incidents/i.md":   {Data: []byte("---\ntitle: " + long + "\ndate: 2021\n---\n")},
		"content/articles/text.md": {Data: []byte("---\ntitle: A\ndate: 2021\n---\n" + strings.Repeat("Word ", 15) + "[[i|" + long[:100] + "]] " + strings.Repeat("word ", 300))},
	}))
	for _, v := range []view{wide, {name: "400 %", width: 320, height: 256}} {
		t.Run(v.name, func(t *testing.T) {
			ctx := b.open(t, v, "articles/text/")
			eval[bool](t, ctx, `(document.querySelector(".body a").focus({focusVisible: true}), true)`)
			openCard(t, ctx)
			beside(t, ctx)
			if v == wide {
				resize(t, ctx, view{width: 640, height: 400})
				painted(t, ctx)
				beside(t, ctx)
			}
		})
	}
}

// beside checks that a card lies in the window, and beside all of its link.
func beside(t *testing.T, ctx context.Context) {
	t.Helper()
	if got := eval[string](t, ctx, `(() => {
		const card = document.querySelector(".hover-card").getBoundingClientRect();
		const link = document.activeElement.getBoundingClientRect(), page = document.documentElement;
		const far = Math.min(Math.abs(card.top - link.bottom), Math.abs(card.bottom - link.top)) > 10;
		const out = card.left < 0 || card.right > page.clientWidth || card.top < 0 || card.bottom > page.clientHeight;
		return out || far ? JSON.stringify([card, link]) : "";
	})()`); got != "" {
		t.Errorf("the card leaves the window, or is not beside its link: %s", got)
	}
}

// openCard waits for a card and returns what it says.
func openCard(t *testing.T, ctx context.Context) string {
	t.Helper()
	await(t, ctx, `document.querySelector(".hover-card") !== null`)
	return eval[string](t, ctx, `document.querySelector(".hover-card").innerText`)
}

func noCard(t *testing.T, ctx context.Context) {
	t.Helper()
	await(t, ctx, `document.querySelector(".hover-card") === null && document.querySelector("[aria-describedby='hover--card']") === null`)
}

// await waits until a JavaScript expression is true. It fails while a page gives
// way to the next, which is no reason to give up.
func await(t *testing.T, ctx context.Context, js string) {
	t.Helper()
	for range 200 {
		if yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+js+")")); err == nil && yes {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("in vain waited for %s", js)
}

// pause lets the page run for a while.
func pause(t *testing.T, ctx context.Context, ms int) {
	t.Helper()
	eval[bool](t, ctx, fmt.Sprintf(`new Promise(done => setTimeout(() => done(true), %d))`, ms))
}

// middle returns where the first line of the first element that matches stands
// in the window. It scrolls only to what is out of sight: what moves under the
// mouse counts as hovered.
func middle(t *testing.T, ctx context.Context, selector string) (x, y float64) {
	t.Helper()
	at := eval[[]float64](t, ctx, fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		const masthead = 80, at = e.getBoundingClientRect();
		if (at.top < masthead || at.bottom > innerHeight) e.scrollIntoView({block: "center"});
		const box = e.getClientRects()[0];
		return [box.x + box.width / 2, box.y + box.height / 2];
	})()`, selector))
	return at[0], at[1]
}

// point moves the mouse to the first element that matches.
func point(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	x, y := middle(t, ctx, selector)
	do(t, ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
}

// press clicks on the first element that matches.
func press(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	x, y := middle(t, ctx, selector)
	do(t, ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y), chromedp.MouseClickXY(x, y))
}

// mouse has the left button do something at a place.
func mouse(t *testing.T, ctx context.Context, kind input.DispatchMouseEventType, x, y float64) {
	t.Helper()
	call(t, ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1})
}

// drag moves what is at one place to another.
func drag(t *testing.T, ctx context.Context, x, y, toX, toY float64) {
	t.Helper()
	mouse(t, ctx, input.DispatchMouseEventTypeMousePressed, x, y)
	mouse(t, ctx, input.DispatchMouseEventTypeMouseMoved, (x+toX)/2, (y+toY)/2)
	mouse(t, ctx, input.DispatchMouseEventTypeMouseMoved, toX, toY)
	mouse(t, ctx, input.DispatchMouseEventTypeMouseReleased, toX, toY)
}

// touch has fingers do something, none of which is left at the end.
func touch(t *testing.T, ctx context.Context, kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
	t.Helper()
	call(t, ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: append([]*input.TouchPoint{}, points...)})
}

// tap touches a page with a finger.
func tap(t *testing.T, ctx context.Context, x, y float64) {
	t.Helper()
	touch(t, ctx, input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: x, Y: y})
	touch(t, ctx, input.DispatchTouchEventTypeTouchEnd)
}
