package webtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// wider returns how many pixels the page reaches beyond its window, and the
// first elements that stick out.
const wider = `(() => {
	const width = document.documentElement.clientWidth;
	const beyond = document.scrollingElement.scrollWidth - width;
	if (beyond <= 0) return "";
	const out = [...document.body.querySelectorAll("*")].filter(e => {
		const box = e.getBoundingClientRect();
		return box.width > 1 && (box.right > width + 1 || box.left < -1) && !e.closest(".scroll > *");
	});
	return beyond + " px too wide: " + out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join("; ");
})()`

// cut returns text whose end cannot be seen because its box is too small. Notes
// that are brief or terse until they are pointed at are tested by TestBriefNotes.
const cut = `[...document.body.querySelectorAll("*")].filter(e => {
	const style = getComputedStyle(e);
	return e.clientWidth > 1 && e.clientHeight > 1 && !e.matches(".note.brief, .terse > .note-head") &&
		(["hidden", "clip"].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1 ||
		 ["hidden", "clip"].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1) && e.innerText?.trim();
}).map(e => e.outerHTML.slice(0, 120)).join("; ")`

// fits checks that a page needs no sideways scrolling and cuts no text off.
func fits(t *testing.T, ctx context.Context) {
	t.Helper()
	if found := eval[string](t, ctx, wider); found != "" {
		t.Errorf("the page is %s", found)
	}
	if found := eval[string](t, ctx, cut); found != "" {
		t.Errorf("text is cut off in %s", found)
	}
}

// narrow checks a page at 320 px, the width that WCAG 1.4.10 asks for.
func narrow(t *testing.T, page visit) {
	fits(t, page)
	// What scrolls sideways lets the wheel pass, but for tables that are long as well.
	if found := eval[string](t, page, `[...document.querySelectorAll(".scroll")].filter(e => e.scrollHeight > e.clientHeight && !e.closest(".accounts")).map(e => e.outerHTML.slice(0, 120)).join("; ")`); found != "" {
		t.Errorf("the wheel is caught by %s", found)
	}
}

// spaced checks a page with the text spacing of WCAG 1.4.12, where room is scarce.
func spaced(t *testing.T, page visit) {
	styled(t, page, "* {line-height: 1.5 !important; letter-spacing: .12em !important; "+
		"word-spacing: .16em !important} p {margin-block-end: 2em !important}")
}

// enlarged checks a page with letters of twice the size, as WCAG 1.4.4 has it, to which a
// browser may be set.
func enlarged(t *testing.T, page visit) {
	styled(t, page, "html {font-size: 200% !important}")
}

// styled checks a page with a style of the reader's.
func styled(t *testing.T, page context.Context, style string) {
	t.Helper()
	eval[bool](t, page, fmt.Sprintf(`(() => {
		const style = new CSSStyleSheet();
		style.replaceSync(%q);
		document.adoptedStyleSheets.push(style);
		return true;
	})()`, style))
	fits(t, page)
	if found := eval[string](t, page, `[...document.querySelectorAll(".masthead input")].filter(e => e.offsetWidth < 5 * parseFloat(getComputedStyle(e).fontSize)).map(e => e.offsetWidth + " px").join()`); found != "" {
		t.Errorf("with %s, the field for a search is %s wide: too little for a word", style, found)
	}
	eval[bool](t, page, `document.adoptedStyleSheets.pop() !== undefined`)
}

// flipped turns a page around, as a site in Arabic or Hebrew has it: it still
// fits, and shows the same text.
func flipped(t *testing.T, page visit) {
	if searches(t, page) {
		eval[string](t, page, `document.documentElement.dir = "rtl"`)
		fits(t, page)
		return
	}
	before := text(t, page)
	eval[string](t, page, `document.documentElement.dir = "rtl"`)
	fits(t, page)
	same(t, before, text(t, page))
	if found := eval[string](t, page, `[...document.querySelectorAll("main tr > :first-child")].filter(e => getComputedStyle(e).paddingInlineStart !== "0px").map(e => e.outerHTML.slice(0, 120)).join("; ")`); found != "" {
		t.Errorf("a row begins beside the edge of its table: %s", found)
	}
}

// broken checks that no line begins with a mark that belongs to the word before it.
func broken(t *testing.T, page visit) {
	if found := eval[string](t, page, `(() => {
		const found = [], mark = document.createRange();
		const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
		while (walk.nextNode()) {
			const node = walk.currentNode, before = node.previousSibling;
			if (!/^[,;:.!?)»”،؛؟]/.test(node.data) || before?.nodeType !== Node.ELEMENT_NODE) continue;
			mark.setStart(node, 0);
			mark.setEnd(node, 1);
			const box = mark.getClientRects()[0], end = [...before.getClientRects()].at(-1);
			if (box && end && box.top >= end.bottom - 4) found.push(before.textContent + node.data.slice(0, 20));
		}
		for (const sign of document.querySelectorAll(":is(th, h3) .self")) {
			mark.selectNodeContents(sign.previousElementSibling);
			const end = [...mark.getClientRects()].at(-1);
			if (sign.getBoundingClientRect().top >= end.bottom - 4) found.push(sign.parentElement.textContent.slice(0, 40));
		}
		return found.join("; ");
	})()`); found != "" {
		t.Errorf("a line begins after %s", found)
	}
}

// aligned checks that the head of a page ends where its content does.
func aligned(t *testing.T, page visit) {
	if found := eval[string](t, page, `(() => {
		const end = e => e.getBoundingClientRect().right;
		const head = end(document.querySelector(".masthead form"));
		return [...document.querySelectorAll("main :is(.timeline, .facts, .source-box, .ruler, .far-notes ol, .about)")]
			.filter(e => Math.abs(end(e) - head) > 1).map(e => e.className + " ends " + (end(e) - head) + " px after the head").join("; ");
	})()`); found != "" {
		t.Error(found)
	}
}

// arabic checks that an Arabic article reads from right to left inside a frame
// that reads from left to right.
func arabic(t *testing.T, b browser) {
	ctx := b.open(t, wide, arabicArticle)
	for selector, want := range map[string]string{
		"html": "ltr", ".masthead": "ltr", "h1": "rtl", ".body > p, .stretch > p": "rtl",
	} {
		if got := eval[string](t, ctx, `getComputedStyle(document.querySelector("`+selector+`")).direction`); got != want {
			t.Errorf("%s reads %s, want %s", selector, got, want)
		}
	}
	// The last line of a paragraph is seldom full: its free end shows where the lines begin.
	if !eval[bool](t, ctx, `[...document.querySelectorAll(".body > p, .stretch > p")].every(p => {
		const range = document.createRange();
		range.selectNodeContents(p);
		const right = Math.max(...[...range.getClientRects()].map(box => box.right));
		return p.lang !== "en" && Math.abs(right - p.getBoundingClientRect().right) < 3;
	})`) {
		t.Error("the lines of the text do not begin at the right")
	}
	if lang := eval[string](t, ctx, `document.querySelector(".body").lang`); lang != "ar" {
		t.Errorf("the text is marked as %q, want ar", lang)
	}
	// Among Arabic words, English titles and summaries begin at one edge of their own.
	for _, v := range []view{wide, {width: 540, height: 800}} {
		ctx = b.open(t, v, "ar/")
		if found := eval[string](t, ctx, `[...document.querySelectorAll(".entry h3[dir]")].map(h3 => [h3, h3.parentElement.querySelector(".summary[dir]")])
			.filter(([h3, summary]) => summary && h3.dir === summary.dir && Math.abs(h3.getBoundingClientRect().left - summary.getBoundingClientRect().left) > 1)
			.map(([h3]) => h3.textContent).join("; ")`); found != "" {
			t.Errorf("at %d px, the summary begins at another edge than its title: %s", v.width, found)
		}
	}
}

// kickers checks that the lines above titles are of a length, where there are several: a
// name is not torn for the word of it that has no room.
func kickers(t *testing.T, b browser) {
	ctx := b.open(t, view{width: 540, height: 800}, "")
	if found := eval[string](t, ctx, `[...document.querySelectorAll(".kicker")].filter(e => {
		const words = document.createRange(), lines = new Map();
		words.selectNodeContents(e);
		for (const box of words.getClientRects()) lines.set(Math.round(box.bottom / 8), Math.max(lines.get(Math.round(box.bottom / 8)) ?? 0, box.right - e.getBoundingClientRect().left));
		return Math.min(...lines.values()) < Math.max(...lines.values()) / 2;
	}).map(e => e.textContent).join("; ")`); found != "" {
		t.Errorf("a line of few words is in %s", found)
	}
}

// same compares what a reader sees before and after a change, line by line.
func same(t *testing.T, before, after string) {
	t.Helper()
	was, is := strings.Split(before, "\n"), strings.Split(after, "\n")
	for _, line := range was {
		if !slices.Contains(is, line) {
			t.Errorf("the line %q is gone", line)
		}
	}
	for _, line := range is {
		if !slices.Contains(was, line) {
			t.Errorf("the line %q is new", line)
		}
	}
}
