package webtest

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/build"
	"dateline/internal/corpus"

	"github.com/chromedp/chromedp"
)

// near is how far a note may stand from its passage, in pixels, from the top of
// the one to the top of the other.
const near = 120

// The two screens that most desks have.
var desks = []view{
	{name: "1440 px", width: 1440, height: 900},
	{name: "1280 px", width: 1280, height: 800},
}

// TestNotesBesideText looks at all notes of all articles of the demo, in both languages,
// and of a generated site, in a window that gets narrower or wider: each stands near its
// passage, and over no text and no other note. One that is cut shows two lines of its
// text, and is not cut for one line; no button has a line of its own.
func TestNotesBesideText(t *testing.T) {
	t.Parallel()
	for _, s := range []struct {
		name, edition string
		site          fs.FS
	}{
		{"demo", "", demo(t)},
		{"demo in Arabic", "ar/", demo(t)},
		{"generated", "", generated(t, 40)},
	} {
		b := start(t, serve(t, s.site))
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			views := append(desks, view{name: "1000 px", width: 1000, height: 800})
			ctx := b.tab(t, views[0])
			notes, cut := 0, 0
			for k, file := range articles(t, s.site, s.edition) {
				// Each page is opened at the width to which the one before came last.
				do(t, ctx, chromedp.Navigate(b.home+path.Dir(file)+"/"))
				notes += eval[int](t, ctx, `document.querySelectorAll(".note").length`)
				cut += eval[int](t, ctx, `document.querySelectorAll(".note.brief").length`)
				for n := range views {
					v := views[(n+2*k)%len(views)]
					if n > 0 {
						resize(t, ctx, v)
					}
					painted(t, ctx)
					for _, look := range []string{coveringNotes, farNotes, wordlessNotes} {
						if found := eval[string](t, ctx, look); found != "" {
							t.Errorf("%s at %s: %s", path.Dir(file), v.name, found)
						}
					}
				}
			}
			if notes < 50 || cut < 10 {
				t.Errorf("only %d notes were looked at, of which %d are cut", notes, cut)
			}
		})
	}
}

// articles lists the articles of an edition of a site.
func articles(t *testing.T, site fs.FS, edition string) []string {
	t.Helper()
	files, err := fs.Glob(site, edition+"articles/*/index.html")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d articles, %v", len(files), err)
	}
	return files
}

// linesOf counts the lines that a note has below its head, and those of them that show.
const linesOf = `const linesOf = (note) => {
	const end = note.getBoundingClientRect().bottom, text = document.createRange(), lines = [];
	text.selectNodeContents(note);
	text.setStartAfter(note.querySelector(".note-head"));
	for (const bottom of [...text.getClientRects()].map(rect => rect.bottom).sort((a, b) => a - b)) {
		if (!(bottom - lines.at(-1) < 12)) lines.push(bottom);
	}
	return {all: lines.length, shown: lines.filter(bottom => bottom < end + 1).length};
};`

// farNotes says which notes stand too far from their passages, or over another. With some
// fonts a few may be far: where none of those that push them away can be cut any more.
var farNotes = fmt.Sprintf(`(() => {
	%s
	const found = [], notes = [...document.querySelectorAll(".notes > .note")], boxes = notes.map(note => note.getBoundingClientRect());
	const touch = (k) => boxes[k + 1]?.top - boxes[k]?.bottom < 8;
	for (const [k, note] of notes.entries()) {
		const off = boxes[k].top - document.getElementById(note.id.replace("note--", "passage--")).getClientRects()[0].top;
		let from = k, to = k;
		while (touch(from - 1)) from--;
		while (touch(to)) to++;
		const pushing = off > 0 ? notes.slice(from, k) : notes.slice(k, to);
		const needed = pushing.length && pushing.every(note => (({all, shown}) => all <= 3 || shown <= 2)(linesOf(note)));
		if (Math.abs(off) > %d && !needed) found.push(note.id + " is " + Math.round(off) + " px from its passage");
		if (boxes[k].top < boxes[k - 1]?.bottom) found.push(note.id + " stands over another");
	}
	return found.join("; ");
})()`, linesOf, near)

// coveringNotes says which notes stand over what.
const coveringNotes = `(() => {
	const found = [], boxes = [...document.querySelectorAll(".placed .note")].map(note => [note.id, note.getBoundingClientRect()]);
	const texts = [...document.querySelectorAll(".placed > :not(.stretch), .placed > .stretch > :not(.notes)")].map(text => [text.localName, text.getBoundingClientRect()]);
	for (const [k, [id, box]] of boxes.entries()) {
		for (const [other, on] of [...texts, ...boxes.slice(k + 1)]) {
			if (box.left < on.right && on.left < box.right && box.top < on.bottom && on.top < box.bottom) found.push(id + " over " + other);
		}
	}
	return found.join("; ");
})()`

// TestSignsOfNotes holds that the sign of a note ends in the line in which it begins, however
// wide that is: the room after it made one more, which was empty.
func TestSignsOfNotes(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	ctx := b.open(t, small, "articles/republicworld-2021-12-27/")
	for width := int64(320); width < 480; width += 4 {
		resize(t, ctx, view{width: width, height: 640, phone: true})
		if got := eval[string](t, ctx, `[...document.querySelectorAll(".note-sign a")].filter(e => e.getClientRects().length > 1).map(e => e.dataset.sign).join()`); got != "" {
			t.Errorf("at %d px signs are in two lines: %s", width, got)
		}
	}
}

// TestBriefNotes opens notes that are cut, by mouse, keyboard and address: all of
// their text shows, and nothing else moves.
func TestBriefNotes(t *testing.T) {
	t.Parallel()
	source := fstest.MapFS{
		"content/_index.md": {Data: []byte("---\ntitle: T\n---\n")},
		"content/articles/a.md": {Data: []byte("---\ntitle: A\ndate: 2021\nannotations:\n" + strings.Join(denseNotes(6), "") +
			"---\nThis begins.\n\nIt goes on.\n\n" + strings.Join(denseWords(6), " ") + "\n\nThe rest.\n")},
	}
	b := start(t, serve(t, built(t, source)))
	ctx := b.open(t, desks[0], "articles/a/")
	if found := eval[string](t, ctx, farNotes); found != "" {
		t.Error(found)
	}
	axe(t, ctx)
	if n := eval[int](t, ctx, `document.querySelectorAll(".note.brief").length`); n < 4 {
		t.Fatalf("%d of 6 notes are cut", n)
	}
	const second = `document.querySelectorAll(".note.brief")[1]`
	const cutOff = `(` + second + `.scrollHeight > ` + second + `.clientHeight + 1)`
	const others = `JSON.stringify([...document.querySelectorAll("main *")].filter(e => !e.closest(".note.brief")).map(e => {
		const box = e.getBoundingClientRect();
		return [box.x + scrollX, box.y + scrollY, box.width, box.height];
	}))`
	closed := func(how string) {
		t.Helper()
		if !eval[bool](t, ctx, cutOff) {
			t.Errorf("%s: the note is not cut", how)
		}
	}
	before := eval[string](t, ctx, others)
	open := func(how string) {
		t.Helper()
		await(t, ctx, "!"+cutOff)
		if eval[string](t, ctx, others) != before {
			t.Errorf("%s: something else moves", how)
		}
	}
	closed("at first")
	x, y := middle(t, ctx, ".note.brief:nth-child(2)")
	do(t, ctx, chromedp.MouseClickXY(x, y))
	open("mouse")
	point(t, ctx, "h1")
	closed("mouse")
	eval[bool](t, ctx, `(`+second+`.querySelector("a").focus(), true)`)
	open("keyboard")
	eval[bool](t, ctx, `(document.activeElement.blur(), true)`)
	closed("keyboard")
	point(t, ctx, ".passage:nth-of-type(2)")
	open("passage")
	point(t, ctx, "h1")
	eval[bool](t, ctx, `(location.hash = `+second+`.id, true)`)
	open("address")

	// Its passage lights a note that stays cut, the sign of that too.
	eval[bool](t, ctx, `(location.hash = document.querySelectorAll(".passage")[1].id, true)`)
	await(t, ctx, cutOff+" && getComputedStyle("+second+").backgroundColor !== getComputedStyle(document.querySelector('.note')).backgroundColor")
	if !eval[bool](t, ctx, `getComputedStyle(`+second+`, "::after").backgroundColor === getComputedStyle(`+second+`).backgroundColor`) {
		t.Error("the sign that a note is cut does not light up with it")
	}
}

// denseNotes makes long notes on "words 0", "words 1" …
func denseNotes(n int) []string {
	var notes []string
	for k := range n {
		notes = append(notes, fmt.Sprintf("  - {quote: words %d, kind: context, note: %q}\n", k, strings.Repeat("A long note about this. ", 12)))
	}
	return notes
}

// denseWords makes sentences of about two lines with "words 0", "words 1" …
func denseWords(n int) []string {
	var sentences []string
	for k := range n {
		sentences = append(sentences, fmt.Sprintf("Here are words %d, of which a note speaks, and others that make this sentence as long as two of the lines are, or nearly so.", k))
	}
	return sentences
}

// TestBriefNotesUnderFinger looks at all notes that are cut in the demo as
// TestNotesBesideText does, where there is no mouse: a finger opens one, with its buttons.
func TestBriefNotesUnderFinger(t *testing.T) {
	t.Parallel()
	site := demo(t)
	b := start(t, serve(t, site))
	ctx := b.tab(t, view{width: 1300, height: 900, phone: true})
	for _, file := range articles(t, site, "") {
		do(t, ctx, chromedp.Navigate(b.home+path.Dir(file)+"/"))
		if found := eval[string](t, ctx, wordlessNotes); found != "" {
			t.Errorf("%s: %s", path.Dir(file), found)
		}
	}
	do(t, ctx, chromedp.Navigate(b.home+"articles/independent-ap-2021-12-09/"))
	const shown = `getComputedStyle(document.querySelector(".note.brief .copy")).opacity === "1"`
	if eval[bool](t, ctx, shown) {
		t.Error("a note that is cut has buttons")
	}
	x, y := middle(t, ctx, ".note.brief > p:nth-child(2)")
	tap(t, ctx, x, y)
	await(t, ctx, shown+` && (note => note.scrollHeight <= note.clientHeight + 1)(document.querySelector(".note.brief"))`)
}

// TestTapOnNote taps on a note that is cut, where it has no link: it opens under the
// finger, and no link is followed that comes to lie there.
func TestTapOnNote(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	ctx := b.tab(t, view{width: 1280, height: 800, phone: true})
	taps := 0
	for _, down := range []float64{.3, .45, .6, .75} {
		for _, along := range []float64{.25, .45, .65, .85} {
			do(t, ctx, chromedp.Navigate(b.home+"404.html"), chromedp.Navigate(b.home+cardArticle))
			at := eval[[]float64](t, ctx, fmt.Sprintf(`(() => {
				const note = document.querySelector(".note.brief.terse");
				note.scrollIntoView({block: "center"});
				const box = note.getBoundingClientRect(), x = box.x + box.width * %v, y = box.y + box.height * %v;
				// Chromium takes a finger that is close to a link for one on it; that is not
				// followed, as the page might go while it is asked.
				addEventListener("pointerdown", event => {
					const on = event.target.closest("a, button") ? "link" : "text";
					sessionStorage.setItem("on", on);
					if (on === "link") addEventListener("click", event => event.preventDefault(), true);
				});
				return [x, y];
			})()`, along, down))
			tap(t, ctx, at[0], at[1])
			pause(t, ctx, 300)
			if eval[string](t, ctx, `sessionStorage.getItem("on")`) == "link" {
				continue
			}
			taps++
			if where := eval[string](t, ctx, `location.href`); where != b.home+cardArticle {
				t.Errorf("a tap at %v, %v of a note leads to %s", along, down, where)
			} else if !eval[bool](t, ctx, `document.querySelector(".note.brief.terse").matches(".open")`) {
				t.Errorf("a tap at %v, %v of a note does not open it", along, down)
			}
		}
	}
	if taps < 8 {
		t.Errorf("only %d taps", taps)
	}
}

// TestFoundInNote follows an address that names words of a note that is cut: they show,
// and the note has its head.
func TestFoundInNote(t *testing.T) {
	t.Parallel()
	source := fstest.MapFS{
		"content/_index.md": {Data: []byte("---\ntitle: T\n---\n")},
		"content/articles/a.md": {Data: []byte("---\ntitle: A\ndate: 2021\nannotations:\n" +
			strings.ReplaceAll(strings.Join(denseNotes(6), ""), "this. \"", "this, at the end.\"") +
			"---\n" + strings.Join(denseWords(6), " ") + "\n")},
	}
	b := start(t, serve(t, built(t, source)))
	ctx := b.open(t, desks[1], "articles/a/#:~:text=at%20the%20end")
	pause(t, ctx, 300)
	const note = `document.querySelector(".note.brief")`
	if top := eval[float64](t, ctx, note+`.scrollTop`); top != 0 {
		t.Errorf("the note is scrolled by %v px", top)
	}
	if !eval[bool](t, ctx, note+`.scrollHeight <= `+note+`.clientHeight + 1`) {
		t.Error("the words are cut off")
	}
}

// wordlessNotes says which notes are cut too short, or for too little.
const wordlessNotes = `(() => {
	` + linesOf + `
	const found = [];
	for (const note of document.querySelectorAll(".placed .note")) {
		const {all, shown} = linesOf(note);
		if (shown < Math.min(2, all) || shown === all - 1) found.push(note.id + " shows " + shown + " of " + all + " lines");
		for (const button of note.querySelectorAll(".copy")) {
			if (getComputedStyle(button).position !== "absolute") found.push(note.id + " has room for " + button.textContent);
		}
	}
	return found.join("; ");
})()`

// generated builds a generated site, with a speaker of so many statements that they
// have a page of their own.
func generated(t *testing.T, articles int) fs.FS {
	t.Helper()
	source := fstest.MapFS{}
	for name, data := range corpus.Files(articles) {
		source[name] = &fstest.MapFile{Data: data}
	}
	source["content/actors/speaker.md"] = &fstest.MapFile{Data: []byte("---\nname: A Speaker\n---\n")}
	for k := range 40 {
		source[fmt.Sprintf("content/articles/said-%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"---\ntitle: Said %d\ndate: 2020-01-%02d\nannotations:\n  - {quote: these words, kind: claim, by: speaker, note: Said.}\n---\nIn these words it was said.\n", k, 1+k%28)}
	}
	return built(t, source)
}

// built builds a site that must have no errors.
func built(t *testing.T, source fs.FS) fs.FS {
	t.Helper()
	result := buildSite(t, build.Options{Source: source, BaseURL: "https://example.org" + base})
	if result.Problems.HasErrors() {
		t.Fatal(result.Problems.Sorted())
	}
	return result.FS
}
