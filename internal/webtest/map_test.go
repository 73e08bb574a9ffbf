package webtest

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestMap uses maps and networks as readers do.
func TestMap(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	for _, test := range []struct {
		name string
		run  func(*testing.T, browser)
	}{
		{"mouse", mapByMouse},
		{"fingers", mapByFingers},
		{"keys", mapByKeys},
		{"buttons", mapByButtons},
		{"scroll", mapLetsScroll},
		{"marks", mapMarks},
		{"corners", mapCorners},
		{"letters", mapLetters},
		{"edges", networkEdges},
		{"printed", mapPrinted},
		{"scriptless", mapScriptless},
		{"accessible", mapAccessible},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, b)
		})
	}
}

const placesPage = "places/"

// part is what of its sheet a map shows.
type part struct {
	X, Y, Width float64
	Scroll      float64 // of the page
	Zoom        string  // by which marks are made smaller
}

const partShown = `(() => {
	const {x, y, width} = document.querySelector(".sheet svg").viewBox.baseVal;
	return {X: x, Y: y, Width: width, Scroll: scrollY, Zoom: document.querySelector(".sheet svg").style.getPropertyValue("--map-zoom")};
})()`

func shownPart(t *testing.T, ctx context.Context) part {
	t.Helper()
	return eval[part](t, ctx, partShown)
}

// onSheet reports whether the pin of a mark, which an expression selects, lies within the map
// as it is shown.
func onSheet(t *testing.T, ctx context.Context, mark string) bool {
	t.Helper()
	return eval[bool](t, ctx, `(() => {
		const pin = `+mark+`.querySelector(".pin path").getBoundingClientRect();
		const sheet = document.querySelector(".sheet").getBoundingClientRect();
		return pin.left > sheet.left && pin.right < sheet.right && pin.top > sheet.top && pin.bottom < sheet.bottom;
	})()`)
}

// openMap opens a page and waits until its map can be moved; x and y is its middle.
func openMap(t *testing.T, b browser, v view, path string) (ctx context.Context, x, y float64) {
	t.Helper()
	ctx = b.open(t, v, path)
	await(t, ctx, `document.querySelector(".sheet[tabindex]")`)
	at := eval[[]float64](t, ctx, `(() => {
		document.querySelector(".sheet").scrollIntoView({block: "center"});
		const box = document.querySelector(".sheet svg").getBoundingClientRect();
		return [box.x + box.width / 2, box.y + box.height / 2];
	})()`)
	return ctx, at[0], at[1]
}

func about(got, want float64) bool { return math.Abs(got-want) < 2 }

// wheel turns the wheel by so many pixels, towards the reader where positive.
func wheel(t *testing.T, ctx context.Context, x, y, by float64, modifiers int64) {
	t.Helper()
	call(t, ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
		Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: 0.01, DeltaY: by, Modifiers: modifiers,
	})
	pause(t, ctx, 250)
}

// mapByMouse zooms with Ctrl and the wheel, and with the wheel alone once the
// map was clicked; drags; and never leaves the sheet.
func mapByMouse(t *testing.T, b browser) {
	ctx, x, y := openMap(t, b, wide, placesPage)
	wheel(t, ctx, x, y, -300, 2)
	zoomed := shownPart(t, ctx)
	if zoomed.Width > 1300 || !about(zoomed.X+zoomed.Width/2, 1000) {
		t.Fatalf("after Ctrl and the wheel the map shows %+v", zoomed)
	}
	scale := zoomed.Width / eval[float64](t, ctx, `document.querySelector(".sheet svg").getBoundingClientRect().width`)
	drag(t, ctx, x, y, x+120, y+40)
	dragged := shownPart(t, ctx)
	if !about(dragged.X, zoomed.X-120*scale) || !about(dragged.Y, zoomed.Y-40*scale) || dragged.Width != zoomed.Width {
		t.Errorf("dragged by 120 and 40 px from %+v to %+v", zoomed, dragged)
	}
	for range 4 {
		drag(t, ctx, x, y, x+300, y+200)
	}
	if at := shownPart(t, ctx); at.X != 0 || at.Y != 0 {
		t.Errorf("dragged off the sheet: %+v", at)
	}
	// A button that was let go where the map does not hear of it drags no more.
	mouse(t, ctx, input.DispatchMouseEventTypeMousePressed, x, y)
	do(t, ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x-100, y))
	if at := shownPart(t, ctx); at.X != 0 {
		t.Errorf("dragged without a button: %+v", at)
	}
	// The map has been clicked: the wheel alone zooms, and out again.
	wheel(t, ctx, x, y, -300, 0)
	closer := shownPart(t, ctx)
	if closer.Width >= zoomed.Width || closer.Scroll != zoomed.Scroll {
		t.Errorf("the wheel over a map that has the focus: %+v, then %+v", zoomed, closer)
	}
	for range 6 {
		wheel(t, ctx, x, y, 300, 0)
	}
	if at := shownPart(t, ctx); at.Width != 2000 || at.X != 0 {
		t.Errorf("zoomed out: %+v", at)
	}
}

// mapByFingers pinches; one finger scrolls the page and leaves the map alone.
func mapByFingers(t *testing.T, b browser) {
	ctx, x, y := openMap(t, b, phone, placesPage)
	first, second := 1.0, 2.0
	two := func(apart, off float64) []*input.TouchPoint {
		return []*input.TouchPoint{{X: x - apart + off, Y: y, ID: &first}, {X: x + apart + off, Y: y, ID: &second}}
	}
	touch(t, ctx, input.DispatchTouchEventTypeTouchStart, two(30, 0)...)
	for k := range 6 {
		touch(t, ctx, input.DispatchTouchEventTypeTouchMove, two(30+10*float64(k+1), 0)...)
	}
	touch(t, ctx, input.DispatchTouchEventTypeTouchEnd)
	zoomed := shownPart(t, ctx)
	if zoomed.Width > 800 || zoomed.Width < 550 {
		t.Fatalf("two fingers three times as far apart: %+v", zoomed)
	}
	touch(t, ctx, input.DispatchTouchEventTypeTouchStart, two(50, 0)...)
	for k := range 4 {
		touch(t, ctx, input.DispatchTouchEventTypeTouchMove, two(50, 10*float64(k+1))...)
	}
	touch(t, ctx, input.DispatchTouchEventTypeTouchEnd)
	if at := shownPart(t, ctx); at.X >= zoomed.X-10 || !about(at.Width, zoomed.Width) {
		t.Errorf("two fingers moved to the right: %+v, then %+v", zoomed, at)
	}

	before := shownPart(t, ctx)
	touch(t, ctx, input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: x, Y: y})
	for k := range 6 {
		touch(t, ctx, input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: x, Y: y - 25*float64(k+1)})
	}
	touch(t, ctx, input.DispatchTouchEventTypeTouchEnd)
	pause(t, ctx, 300)
	after := shownPart(t, ctx)
	if after.Scroll <= before.Scroll || after.X != before.X || after.Y != before.Y {
		t.Errorf("one finger up: %+v, then %+v", before, after)
	}
}

// mapByKeys zooms and moves with keys; what they cannot do is left to the page.
func mapByKeys(t *testing.T, b browser) {
	ctx, _, _ := openMap(t, b, wide, placesPage)
	eval[bool](t, ctx, `document.querySelector(".sheet").focus({focusVisible: true}) ?? true`)
	key := func(keys string) part {
		do(t, ctx, chromedp.KeyEvent(keys))
		pause(t, ctx, 50)
		return shownPart(t, ctx)
	}
	whole := shownPart(t, ctx)
	once := key("+")
	if !about(once.Width, 2000/1.5) || once.Zoom != "1.500" {
		t.Fatalf("after +: %+v", once)
	}
	right := key(kb.ArrowRight)
	down := key(kb.ArrowDown)
	if right.X <= once.X || down.Y <= once.Y || down.Scroll != once.Scroll {
		t.Errorf("right and down: %+v, %+v, %+v", once, right, down)
	}
	if left := key(kb.ArrowLeft); !about(left.X, once.X) {
		t.Errorf("left again: %+v", left)
	}
	if out := key("-"); out.Width != 2000 {
		t.Errorf("after -: %+v", out)
	}
	key("+")
	key("+")
	if at := key("0"); at.Width != 2000 {
		t.Errorf("after 0: %+v", at)
	}
	eval[bool](t, ctx, `(scrollTo(0, 0), true)`)
	do(t, ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown))
	await(t, ctx, `scrollY > 20`)
	if at := shownPart(t, ctx); at.Width != 2000 || at.Y != whole.Y {
		t.Errorf("an arrow on the whole map: %+v", at)
	}

	// Zoomed in on one side, the keyboard comes to marks on the other: they come into sight.
	for range 4 {
		key("+")
	}
	for range 40 {
		key(kb.ArrowLeft)
	}
	marks := eval[int](t, ctx, `document.querySelectorAll(".sheet")[0].querySelectorAll("a").length`)
	inside := func() {
		t.Helper()
		if !onSheet(t, ctx, "document.activeElement") {
			t.Errorf("a mark that has the focus lies outside the map: %s %+v", eval[string](t, ctx, `document.activeElement.outerHTML.slice(0, 150)`), shownPart(t, ctx))
		}
	}
	for range marks {
		if at := tab(t, ctx); !at.Visible || !at.Outline {
			t.Errorf("the mark cannot be seen: %+v", at)
		}
		inside()
	}
	// A closer look is one at the mark that has the focus.
	key("0")
	for range 5 {
		key("+")
		inside()
	}
}

// mapCorners checks that nothing covers the marks, of which the outermost decide what a
// map shows, and that the buttons have their room before they come.
func mapCorners(t *testing.T, b browser) {
	b.home = serve(t, built(t, fstest.MapFS{
		"content/_index.md":       {Data: []byte("---\ntitle: T\n---\n")},
		"content/incidents/ne.md": {Data: []byte("---\ntitle: NE\ndate: 2021\nplace: {name: NE, lat: 45, lon: 55}\n---\n")},
		"content/incidents/sw.md": {Data: []byte("---\ntitle: SW\ndate: 2021\nplace: {name: SW, lat: 33, lon: 35}\n---\n")},
	}))
	for _, v := range []view{wide, phone, small} {
		ctx, _, _ := openMap(t, b, v, placesPage)
		if got := eval[string](t, ctx, `[...document.querySelectorAll(".sheet a .pin path")].filter(mark => {
			const box = mark.getBoundingClientRect();
			return [box.left + 1, box.right - 1].some(x => !document.elementFromPoint(x, (box.top + box.bottom) / 2).closest("a, svg"));
		}).map(mark => mark.closest("a").ariaLabel).join("; ")`); got != "" {
			t.Errorf("%s: covered is %s", v.name, got)
		}
		if moved := eval[float64](t, ctx, `(sheet => {
			const height = sheet.offsetHeight;
			sheet.querySelector(".zoom").remove();
			return height - sheet.offsetHeight;
		})(document.querySelector(".sheet"))`); moved != 0 {
			t.Errorf("%s: the buttons move what follows by %v px", v.name, moved)
		}
	}
}

func mapByButtons(t *testing.T, b browser) {
	ctx, _, _ := openMap(t, b, wide, placesPage)
	pressOn(t, ctx, ".zoom .in")
	pressOn(t, ctx, ".zoom .in")
	if at := shownPart(t, ctx); !about(at.Width, 2000/2.25) {
		t.Errorf("twice closer: %+v", at)
	}
	pressOn(t, ctx, ".zoom .out")
	if at := shownPart(t, ctx); !about(at.Width, 2000/1.5) {
		t.Errorf("and back once: %+v", at)
	}
	pressOn(t, ctx, ".zoom .whole")
	if at := shownPart(t, ctx); at.Width != 2000 || at.X != 0 || at.Y != 0 {
		t.Errorf("whole: %+v", at)
	}

	// What is looked at closer is where most happened, until somebody moves the map.
	for range 5 {
		pressOn(t, ctx, ".zoom .in")
	}
	if !onSheet(t, ctx, `document.querySelector('.sheet a[aria-label^="Baghdad"]')`) {
		t.Errorf("five times closer, Baghdad is out of sight: %+v", shownPart(t, ctx))
	}
	eval[bool](t, ctx, `document.querySelector(".sheet").focus() ?? true`)
	for range 8 {
		do(t, ctx, chromedp.KeyEvent(kb.ArrowLeft))
	}
	moved := shownPart(t, ctx)
	pressOn(t, ctx, ".zoom .in")
	if at := shownPart(t, ctx); !about(at.X+at.Width/2, moved.X+moved.Width/2) {
		t.Errorf("closer, once moved: %+v, want the middle of %+v", at, moved)
	}
	pressOn(t, ctx, ".zoom .whole")
	if got := eval[string](t, ctx, `[...document.querySelector(".zoom").children].map(b => getComputedStyle(b, "::before").content + " " + b.ariaLabel + " " + b.ariaDisabled).join(", ")`); got != `"+" / "" Zoom in false, "−" / "" Zoom out true, "⤢" / "" Show the whole map true` {
		t.Errorf("buttons: %s", got)
	}
}

// mapLetsScroll turns the wheel over a map that nobody has clicked: the page
// scrolls, and a hint says why the map does not.
func mapLetsScroll(t *testing.T, b browser) {
	ctx, x, y := openMap(t, b, wide, placesPage)
	eval[bool](t, ctx, `(scrollTo(0, 0), true)`)
	before := shownPart(t, ctx)
	wheel(t, ctx, x, y, 200, 0)
	await(t, ctx, `scrollY > 100`)
	after := shownPart(t, ctx)
	if after.Width != before.Width {
		t.Errorf("the map took the wheel: %+v", after)
	}
	await(t, ctx, `document.querySelector(".sheet").dataset.hint?.includes("click")`)
}

// mapMarks follows marks: to a place, and to a closer look at several.
func mapMarks(t *testing.T, b browser) {
	ctx, _, _ := openMap(t, b, wide, placesPage)
	press(t, ctx, `.sheet a[aria-label^="White House"] .pin path`)
	await(t, ctx, `location.pathname.endsWith("/places/white-house-washington-united-states/")`)

	ctx, _, _ = openMap(t, b, wide, placesPage)
	press(t, ctx, `.sheet a[aria-label^="Baghdad"] .pin path`)
	await(t, ctx, `location.hash === "#map--closer" && document.querySelector("#map--closer").getBoundingClientRect().top < innerHeight`)

	// A drag that begins or ends on a mark moves the map as any other, and is no press on it.
	ctx, _, _ = openMap(t, b, wide, placesPage)
	pressOn(t, ctx, ".zoom .in")
	at, before := eval[string](t, ctx, `location.href`), shownPart(t, ctx)
	x, y := middle(t, ctx, `.sheet a[aria-label^="NATO"] .pin path`)
	drag(t, ctx, x, y, x-60, y)
	if after := shownPart(t, ctx); after.X <= before.X {
		t.Errorf("dragged at a mark from %+v to %+v", before, after)
	}
	pause(t, ctx, 300)
	if now := eval[string](t, ctx, `location.href`); now != at {
		t.Errorf("a drag led to %s", now)
	}

	// Those who do not see the map read the table.
	ctx, _, _ = openMap(t, b, wide, placesPage)
	press(t, ctx, `.map summary`)
	press(t, ctx, `#map--places tbody tr:first-child a`)
	await(t, ctx, `location.pathname.includes("/places/baghdad-iraq/")`)

	ctx, _, _ = openMap(t, b, wide, "incidents/taji-rockets/")
	press(t, ctx, `.sheet a .pin path`)
	await(t, ctx, `location.pathname.includes("/places/camp-taji")`)
}

// mapLetters checks that letters on maps can be read on every screen, and keep
// their size when the map is zoomed.
func mapLetters(t *testing.T, b browser) {
	for _, v := range []view{wide, phone, small} {
		ctx, _, _ := openMap(t, b, v, placesPage)
		size := func() float64 {
			return eval[float64](t, ctx, `(() => {
				const text = document.querySelector(".sheet .pin text");
				return parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
			})()`)
		}
		if got := eval[string](t, ctx, `[...document.querySelectorAll(".sheet text")].filter(text => {
			const letters = text.getBoundingClientRect(), map = text.closest("svg").getBoundingClientRect();
			return letters.width && (letters.left < map.left || letters.right > map.right || letters.top < map.top || letters.bottom > map.bottom);
		}).map(text => text.textContent).join(", ")`); got != "" {
			t.Errorf("%s: cut off is %s", v.name, got)
		}
		before := size()
		if before < 11.9 || before > 19 {
			t.Errorf("%s: letters of %.1f px", v.name, before)
		}
		pressOn(t, ctx, ".zoom .in")
		if after := size(); math.Abs(after-before) > 0.5 {
			t.Errorf("%s: letters of %.1f px, zoomed %.1f px", v.name, before, after)
		}
		fits(t, ctx)
	}

	// In Arabic the number of kilometres stands to the right of its unit.
	ctx, _, _ := openMap(t, b, wide, "ar/"+placesPage)
	if got := eval[string](t, ctx, `[...document.querySelectorAll(".bar text")].filter(text =>
		text.getStartPositionOfChar(0).x < text.getStartPositionOfChar(text.getNumberOfChars() - 1).x).map(text => text.textContent).join(", ")`); got != "" {
		t.Errorf("read from the right %s has its unit first", got)
	}
}

// networkEdges follows a line to the row that names what two actors appear in
// together, and on to all of it; a disc to its actor; and a line among those
// around an actor. All but the filters works without scripts.
func networkEdges(t *testing.T, b browser) {
	for _, scripts := range []bool{true, false} {
		ctx := b.tab(t, wide)
		call(t, ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts})
		do(t, ctx, chromedp.Navigate(b.home+"actors/network/"))
		title := eval[string](t, ctx, `document.querySelector(".edges title").textContent`)
		if title != "Iraq and United States of America: 29\u00a0entries" {
			t.Errorf("the strongest line says %q", title)
		}
		pressEdge(t, ctx, 30)
		await(t, ctx, `document.querySelector("tr:target")?.getBoundingClientRect().top < innerHeight - 40`)
		if scripts {
			axe(t, ctx)
		}
		row := `document.querySelector("tr:target")`
		words := eval[string](t, ctx, `document.querySelector(".edges a:nth-of-type(30) title").textContent`)
		names, count, _ := strings.Cut(words, ": ")
		if got := eval[string](t, ctx, row+`.querySelector("th").innerText`); got != names {
			t.Errorf("the line is of %s, the row of %s", names, got)
		}
		if got := eval[string](t, ctx, row+`.querySelector("li:last-child").innerText`); got != "all "+count {
			t.Errorf("the line says %s, the row %q", count, got)
		}
		if scripts {
			press(t, ctx, `tr:target li:last-child a`)
			await(t, ctx, `location.search.startsWith("?actor=")`)
			number, _, _ := strings.Cut(count, "\u00a0")
			if got := eval[found](t, ctx, shown); !strings.HasPrefix(got.Status, number+" of ") {
				t.Errorf("the line says %s, the timeline %q", count, got.Status)
			}
			continue
		}
		press(t, ctx, `tr:target li:first-child a`)
		await(t, ctx, `/\/(incidents|articles)\/[^/]+\/$/.test(location.pathname)`)

		// Around an actor the table is closed: a line opens it.
		do(t, ctx, chromedp.Navigate(b.home+"actors/nato/"))
		pressEdge(t, ctx, 8)
		await(t, ctx, `document.querySelector("tr:target")?.offsetHeight > 20`)
	}

	ctx := b.open(t, wide, "actors/network/")
	press(t, ctx, `.network a[aria-label="Qasim al-Araji"] circle`)
	await(t, ctx, `location.pathname.endsWith("/actors/qasim-al-araji/")`)
	await(t, ctx, `document.readyState === "complete" && document.querySelector(".network.nearby .centre").textContent.trim() === "Qasim al-Araji"`)
	press(t, ctx, `.network a[aria-label="NATO Mission Iraq"] circle`)
	await(t, ctx, `location.pathname.endsWith("/actors/nato-mission-iraq/")`)
}

// pressEdge presses the line of a network with that number, where no name or
// other line lies over it.
func pressEdge(t *testing.T, ctx context.Context, number int) {
	t.Helper()
	at := eval[[]float64](t, ctx, fmt.Sprintf(`(() => {
		const line = document.querySelector(".edges a:nth-of-type(%d) line");
		line.scrollIntoView({block: "center"});
		const end = (x, y) => new DOMPoint(x, y).matrixTransform(line.getScreenCTM());
		const a = end(line.x1.baseVal.value, line.y1.baseVal.value), b = end(line.x2.baseVal.value, line.y2.baseVal.value);
		for (let k = 1; k < 200; k++) {
			const [x, y] = [a.x + (b.x - a.x) * k / 200, a.y + (b.y - a.y) * k / 200];
			if (document.elementFromPoint(x, y) === line) return [x, y, 1];
		}
		return [0, 0, 0];
	})()`, number))
	if at[2] != 1 {
		t.Fatal("the line can be pressed nowhere")
	}
	do(t, ctx, chromedp.MouseClickXY(at[0], at[1]))
}

// mapPrinted checks that paper holds the map, the table, and no buttons.
func mapPrinted(t *testing.T, b browser) {
	ctx, _, _ := openMap(t, b, wide, placesPage)
	call(t, ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	for what, js := range map[string]string{
		"the map":        `document.querySelector(".sheet svg").getBoundingClientRect().height > 200`,
		"the table":      `document.querySelector("#map--places").getBoundingClientRect().height > 100`,
		"no buttons":     `document.querySelector(".zoom").getBoundingClientRect().height === 0`,
		"the map's land": `getComputedStyle(document.querySelector(".sheet .land")).fill !== "none"`,
	} {
		if !eval[bool](t, ctx, js) {
			t.Errorf("paper lacks %s", what)
		}
	}
}

// mapScriptless opens a map without scripts: it has its marks, and no buttons
// that do nothing.
func mapScriptless(t *testing.T, b browser) {
	ctx := b.tab(t, wide)
	call(t, ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	do(t, ctx, chromedp.Navigate(b.home+placesPage))
	if !eval[bool](t, ctx, `document.querySelectorAll(".sheet a").length > 3 && !document.querySelector(".zoom") && !document.querySelector(".sheet[tabindex]")`) {
		t.Error("without scripts the map is another")
	}
	press(t, ctx, `.sheet a[aria-label^="White House"] .pin path`)
	await(t, ctx, `location.pathname.endsWith("/places/white-house-washington-united-states/")`)
}

// mapAccessible checks a map that was zoomed, with its table open.
func mapAccessible(t *testing.T, b browser) {
	for _, v := range []view{wide, small} {
		ctx := b.open(t, v, "actors/nato/")
		eval[bool](t, ctx, `document.querySelector(".network details").open = true`)
		axe(t, ctx)
		fits(t, ctx)
		darkened(t, ctx)
	}
	for _, v := range []view{wide, phone} {
		ctx, _, _ := openMap(t, b, v, placesPage)
		pressOn(t, ctx, ".zoom .in")
		eval[bool](t, ctx, `document.querySelector(".map details").open = true`)
		axe(t, ctx)
		darkened(t, ctx)
	}
}
