package webtest

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const cardIncident = "incidents/green-zone-rockets-december-2021/"

// catch records what a page puts on the clipboard.
const catch = `(navigator.clipboard.writeText = async text => { window.copied = text }, true)`

// withoutClipboard makes a page as one that came without TLS, and records the
// words that the browser itself copies.
const withoutClipboard = `(() => {
	Object.defineProperty(navigator, "clipboard", {value: undefined});
	document.addEventListener("copy", () => { window.copied = document.activeElement.value });
	return true;
})()`

// TestCopy copies every kind of place with one press.
func TestCopy(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	for _, tt := range []struct{ name, page, place, address string }{
		{"entry", "2021/12/", ".entry.incident", "incidents/"},
		{"entry, another", "articles/", ".entry.article", "articles/"},
		{"note", cardArticle, ".note", cardArticle + "#note--"},
		{"account", cardArticle, ".accounts-given .account", cardArticle + "#account--"},
		{"account, a column", cardIncident, ".accounts thead th[id]", cardIncident + "#column--"},
		{"statement", "actors/qasim-al-araji/", ".far-notes .note", "actors/qasim-al-araji/#note--"},
		{"field", cardIncident, ".accounts tbody th", cardIncident + "#account--"},
		{"cell", cardIncident, ".accounts td:not(.silent)[id]", cardIncident + "#account--"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx := b.open(t, wide, tt.page)
			seen := listen(t, ctx)
			for _, clipboard := range []string{catch, withoutClipboard} {
				eval[bool](t, ctx, clipboard)
				point(t, ctx, tt.place)
				press(t, ctx, tt.place+" .copy")
				await(t, ctx, `window.copied !== undefined`)
				if got := eval[string](t, ctx, `window.copied`); !strings.HasPrefix(got, b.home+tt.address) {
					t.Errorf("copied %s, want %s…", got, b.home+tt.address)
				}
				await(t, ctx, `document.querySelector("footer [role=status]").textContent === "Copied"`)
				eval[bool](t, ctx, `(delete window.copied, true)`)
			}
			if where := eval[string](t, ctx, `location.href`); where != b.home+tt.page {
				t.Errorf("copying leads to %s", where)
			}
			if tt.name == "entry" || tt.name == "note" || tt.name == "field" { // one of each kind of page
				await(t, ctx, `document.querySelector("footer [role=status]").textContent === ""`)
				axe(t, ctx)
			}
			complaints(t, seen)
		})
	}
	t.Run("address leads there", func(t *testing.T) { copiedAddress(t, b) })
	t.Run("keyboard", func(t *testing.T) { copyByKeyboard(t, b) })
	t.Run("fields by keyboard", func(t *testing.T) { copyFields(t, b) })
	t.Run("finger", func(t *testing.T) { copyByFinger(t, b) })
	t.Run("citation by mouse", func(t *testing.T) { citeByMouse(t, b) })
	t.Run("citation by keyboard", func(t *testing.T) { citeByKeyboard(t, b) })
	t.Run("citation as a file", func(t *testing.T) { saveCitation(t, b) })
	t.Run("citation of a part", func(t *testing.T) { citePart(t, b) })
	t.Run("citation of a part, pressed twice", func(t *testing.T) { citeTwice(t, b) })
	t.Run("beside words", func(t *testing.T) { copyBesideWords(t, b) })
	t.Run("field by finger", func(t *testing.T) { copyFieldByFinger(t, b) })
	t.Run("citation", func(t *testing.T) { copyCitation(t, b) })
}

// copiedAddress checks that an address without the filters of a list is copied.
func copiedAddress(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardIncident+"?from=mail")
	eval[bool](t, ctx, catch)
	point(t, ctx, ".accounts tbody th")
	press(t, ctx, ".accounts tbody th .copy")
	await(t, ctx, `window.copied !== undefined`)
	address := eval[string](t, ctx, `window.copied`)
	if strings.Contains(address, "?") {
		t.Errorf("copied %s", address)
	}
	do(t, ctx, chromedp.Navigate(address))
	if !eval[bool](t, ctx, `document.querySelector(".accounts tr:target") !== null`) {
		t.Errorf("%s leads to no field", address)
	}
}

func copyByKeyboard(t *testing.T, b browser) {
	for _, clipboard := range []string{catch, withoutClipboard} {
		ctx := b.open(t, wide, cardArticle)
		eval[bool](t, ctx, clipboard)
		eval[bool](t, ctx, `(document.querySelector(".note .self").focus(), true)`)
		if at := tab(t, ctx); at.Tag != "BUTTON" || !at.Visible || !at.Outline {
			t.Fatalf("after the sign of a note Tab reaches %+v", at)
		}
		do(t, ctx, chromedp.KeyEvent(kb.Enter))
		await(t, ctx, `window.copied?.includes("#note--")`)
		if at := eval[focus](t, ctx, focused); at.Tag != "BUTTON" || at.Text != "Copied" {
			t.Errorf("copying takes the keyboard to %+v", at)
		}
		tab(t, ctx)
		tab(t, ctx)
		if n := eval[int](t, ctx, `document.querySelectorAll(".note .copy").length`); n > 2 {
			t.Errorf("%d buttons are left behind", n)
		}
	}
}

// copyFields holds that no row hides the button of the one before.
func copyFields(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardIncident)
	for k := range eval[int](t, ctx, `document.querySelectorAll(".accounts .field").length`) {
		eval[bool](t, ctx, fmt.Sprintf(`(document.querySelectorAll(".accounts .field")[%d].focus(), true)`, k))
		tab(t, ctx)
		if covered := eval[string](t, ctx, `(button => {
			const box = button.getBoundingClientRect();
			const above = [3, box.height / 2, box.height - 3].map(y => document.elementFromPoint(box.x + box.width / 2, box.y + y));
			return above.every(e => e === button) ? "" : button.ariaLabel;
		})(document.activeElement)`); covered != "" {
			t.Errorf("covered: %s", covered)
		}
	}
}

// copyByFinger checks that nobody has to hover, and that buttons are apart from each other.
func copyByFinger(t *testing.T, b browser) {
	for page, place := range map[string]string{"2021/12/": ".entry", cardArticle: ".note", "articles/?tag=rockets": ".timeline[role=region] .entry"} {
		ctx := b.open(t, phone, page)
		if strings.Contains(page, "?") {
			eval[found](t, ctx, shown)
		}
		if !eval[bool](t, ctx, `(all => all.length > 0 && all.every(e => e.querySelector(".copy")))([...document.querySelectorAll("`+place+`")])`) {
			t.Errorf("/%s: a %s has no button", page, place)
		}
		if touching := eval[int](t, ctx, `[...document.querySelectorAll(".copy + .copy")].filter(button => {
			const [first, second] = [button.previousSibling, button].map(e => e.getBoundingClientRect());
			return second.top < first.bottom && second.left - first.right < 4 && first.left - second.right < 4;
		}).length`); touching > 0 {
			t.Errorf("/%s: %d buttons touch those before them", page, touching)
		}
	}
}

// copyFieldByFinger holds that fields of accounts, of which a small screen shows few, have
// no buttons between them but that of one that is touched.
func copyFieldByFinger(t *testing.T, b browser) {
	ctx := b.open(t, phone, cardIncident)
	if n := eval[int](t, ctx, `document.querySelectorAll(".accounts tbody .copy").length`); n > 0 {
		t.Errorf("%d buttons stand between the fields", n)
	}
	if !eval[bool](t, ctx, `[...document.querySelectorAll(".accounts thead th[id]")].every(e => e.querySelectorAll(".copy").length === 2)`) {
		t.Error("an outlet has no buttons")
	}
	const touched = `(field => {
		const before = field.offsetHeight;
		field.dispatchEvent(new Event("pointerover", {bubbles: true}));
		return field.querySelectorAll(".copy").length === 1 && field.offsetHeight === before;
	})(document.querySelectorAll(".accounts tbody th")[1])`
	if !eval[bool](t, ctx, touched) {
		t.Error("a field that is touched gets no button, or grows by it")
	}
}

func copyCitation(t *testing.T, b browser) {
	for page, words := range map[string][]string{
		"articles/dw-2021-06-28/": {"@online{"}, // without a heading before
		cardArticle:               {"Republic World", "@online{", "article-newspaper", "/articles/", "TY  - NEWS\r\nTI  - [Republic"},
		cardIncident:              {"Katyusha", "@online{", `"webpage"`, "/incidents/", "TY  - ELEC\r\nTI  - Two Katyusha"},
	} {
		ctx := b.open(t, wide, page)
		eval[bool](t, ctx, catch)
		press(t, ctx, ".cite summary")
		axe(t, ctx)
		all := eval[string](t, ctx, `(async () => {
			let all = "";
			for (const button of document.querySelectorAll(".cite .copy")) {
				button.click();
				await new Promise(done => setTimeout(done, 20));
				all += window.copied + "\n\n";
			}
			return all;
		})()`)
		for _, want := range words {
			if !strings.Contains(all, want) {
				t.Errorf("/%s: the citations lack %q:\n%s", page, want, all)
			}
		}
		fits(t, ctx)
		do(t, ctx, chromedp.EmulateViewport(320, 800))
		fits(t, ctx)
		if n := eval[int](t, ctx, `[...document.querySelectorAll(".cite pre")].filter(e => e.scrollWidth > e.clientWidth).length`); n > 0 {
			t.Errorf("/%s: %d forms of the citation are wider than 320 pixels", page, n)
		}
	}
}

// copyBesideWords holds that the button of a field, or of a cell, hides no word of it.
func copyBesideWords(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardIncident)
	for _, place := range []string{".accounts tbody th", ".accounts td[id]"} {
		hidden := eval[string](t, ctx, `[...document.querySelectorAll("`+place+`")].filter(place => {
			place.dispatchEvent(new Event("pointerover", {bubbles: true}));
			const button = place.querySelector(".copy")?.getBoundingClientRect();
			return button && [...place.querySelectorAll(":scope > :not(.self, .copy, .hidden)")].some(part => {
				const range = document.createRange();
				range.selectNodeContents(part);
				return [...range.getClientRects()].some(line => line.right > button.left && line.left < button.right && line.bottom > button.top + 4 && line.top < button.bottom);
			});
		}).map(place => place.innerText).join("; ")`)
		if hidden != "" {
			t.Errorf("the button of %s hides words: %s", place, hidden)
		}
	}
}

// saveCitation saves a record of RIS, of a page and of a part of it.
func saveCitation(t *testing.T, b browser) {
	const saved = `(async () => {
		const makeURL = URL.createObjectURL;
		let file, link;
		URL.createObjectURL = blob => makeURL(file = blob);
		HTMLAnchorElement.prototype.click = function () { link = this; };
		document.querySelector("%s").click();
		return [link.download, file.type, await file.text()];
	})()`
	ctx := b.open(t, wide, cardArticle)
	save := func(button, name, start, end string) {
		t.Helper()
		got := eval[[]string](t, ctx, fmt.Sprintf(saved, button))
		if got[0] != name || got[1] != "application/x-research-info-systems" || !strings.HasPrefix(got[2], start) || !strings.HasSuffix(got[2], end) ||
			strings.Count(got[2], "\n") != strings.Count(got[2], "\r\n") {
			t.Errorf("saved %q", got)
		}
	}
	press(t, ctx, ".cite summary")
	save("#cite--page .copy + .copy", path.Base(cardArticle)+".ris", "TY  - NEWS\r\nTI  - [Republic", "\r\nER  - \r\n")
	point(t, ctx, ".accounts-given .account")
	press(t, ctx, ".accounts-given .account .copy + .copy")
	await(t, ctx, `document.querySelector("dialog.cite[open] pre") !== null`)
	save("dialog.cite .copy + .copy", "account--araji-lollesgaard-meeting.ris", "TY  - NEWS\r\n", "\r\nER  - \r\n")
}

// citePart cites a note, a statement and an account in all forms, with the archived
// copy and the date of retrieval of the article that it is part of.
func citePart(t *testing.T, b browser) {
	for _, tt := range []struct{ name, page, place, address, label string }{
		{"note", cardArticle, ".note", cardArticle + "#note--", "Open question: “it credits Sputnik”"},
		{"account", cardArticle, ".accounts-given .account", cardArticle + "#account--", "Account of “Iraq's national security adviser"},
		{"column", cardIncident, ".accounts thead th[id]", cardIncident + "#column--", "Account of “Two Katyusha"},
		{"statement", "actors/qasim-al-araji/", ".far-notes .note", "actors/qasim-al-araji/#note--", "Claim: “"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx := b.open(t, wide, tt.page)
			seen := listen(t, ctx)
			eval[bool](t, ctx, catch)
			point(t, ctx, tt.place)
			press(t, ctx, tt.place+" .copy + .copy")
			await(t, ctx, `document.querySelector("dialog.cite[open] pre") !== null`)
			if tt.name == "note" { // the dialog is the same for all
				axe(t, ctx)
			}
			if !eval[bool](t, ctx, `[...document.querySelectorAll("dialog.cite button")].map(e => e.getBoundingClientRect()).every((r, k, all) => k === 0 || r.top >= all[k - 1].bottom || r.left >= all[k - 1].right)`) {
				t.Error("buttons of the dialog cover each other")
			}
			forms := eval[[]string](t, ctx, `[...document.querySelectorAll("dialog.cite pre")].map(e => e.textContent)`)
			if len(forms) != 4 {
				t.Fatalf("%d forms, want 4", len(forms))
			}
			for k, want := range []string{tt.label + ".*" + tt.address, "@online\\{[^,]+:[^,]+,[^@]*titleaddon[^@]*" + tt.address, "\"note\": .*" + tt.address, "TY  - NEWS\n.*\nN1  - " + tt.label + ".*" + tt.address + "[^\n]*\nER  - $"} {
				if ok, err := regexp.MatchString("(?s)"+want, forms[k]); !ok || err != nil {
					t.Errorf("form %d lacks %s: %s", k, want, forms[k])
				}
			}
			for k, want := range []string{"retrieved ", "urldate = {", `"accessed": {`, "\nY2  - "} {
				if !strings.Contains(forms[k], want) {
					t.Errorf("form %d has no date of retrieval: %s", k, forms[k])
				}
			}
			if !regexp.MustCompile(`, retrieved \d+ [A-Z][a-z]+ \d{4}\.$`).MatchString(forms[0]) {
				t.Errorf("the date of retrieval is not written as the page writes dates: %s", forms[0])
			}
			if n := strings.Count(forms[1], "addendum = {"); n != 1 {
				t.Errorf("the BibTeX entry has %d addenda: %s", n, forms[1])
			}
			lasting := eval[string](t, ctx, `document.querySelector("link[rel=canonical]").href`) + "#"
			for k, form := range forms {
				if !strings.Contains(strings.ReplaceAll(form, `\_`, "_"), lasting) || strings.Contains(form, b.home) {
					t.Errorf("form %d has not the permanent address %s, or that by which the page was read: %s", k, lasting, form)
				}
			}
			eval[bool](t, ctx, `JSON.parse(document.querySelectorAll("dialog.cite pre")[2].textContent).length === 1`)
			eval[bool](t, ctx, `(document.querySelectorAll("dialog.cite pre")[1].previousElementSibling.click(), true)`)
			await(t, ctx, `window.copied?.startsWith("@online")`)
			do(t, ctx, chromedp.KeyEvent(kb.Escape))
			await(t, ctx, `document.querySelector("dialog.cite") === null`)
			complaints(t, seen)
		})
	}
}

// citeTwice holds that who cannot wait gets one dialog.
func citeTwice(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardArticle)
	slow(t, ctx)
	point(t, ctx, ".note")
	eval[bool](t, ctx, `(button => (button.click(), button.click(), true))(document.querySelector(".note .copy + .copy"))`)
	await(t, ctx, `document.querySelector("dialog.cite[open]")`)
	pause(t, ctx, 300)
	if n := eval[int](t, ctx, `document.querySelectorAll("dialog.cite").length`); n != 1 {
		t.Errorf("%d dialogs", n)
	}
}

// citeByMouse holds that a press beside a citation closes it, and neither one on its blank
// parts nor one that selects words of it and ends beside it.
func citeByMouse(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardArticle)
	point(t, ctx, ".note")
	press(t, ctx, ".note .copy + .copy")
	await(t, ctx, `document.querySelector("dialog.cite[open]")`)
	closesBeside(t, ctx)
	await(t, ctx, `document.querySelector("dialog.cite") === null`)
}

// closesBeside presses on the edge of the open dialog, drags from it, and presses beside it.
func closesBeside(t *testing.T, ctx context.Context) {
	t.Helper()
	const open = `document.querySelector("dialog[open]") !== null`
	box := eval[[]float64](t, ctx, `(r => [r.left, r.top, r.bottom])(document.querySelector("dialog[open]").getBoundingClientRect())`)
	left, top, bottom := box[0], box[1], box[2]
	do(t, ctx, chromedp.MouseClickXY(left+6, bottom-6))
	if !eval[bool](t, ctx, open) {
		t.Fatal("a press on its edge closes the dialog")
	}
	drag(t, ctx, left+60, top+40, left-40, top+40)
	if !eval[bool](t, ctx, open) {
		t.Fatal("a press that begins in the dialog closes it")
	}
	do(t, ctx, chromedp.MouseClickXY(left-40, top+40))
	if eval[bool](t, ctx, open) {
		t.Error("a press beside the dialog leaves it open")
	}
}

// citeByKeyboard opens the citation of a note, copies it without a clipboard, and closes
// it: the keyboard is where it was.
func citeByKeyboard(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardArticle)
	eval[bool](t, ctx, withoutClipboard)
	eval[bool](t, ctx, `(document.querySelector(".note .self").focus(), true)`)
	tab(t, ctx)
	before := tab(t, ctx)
	do(t, ctx, chromedp.KeyEvent(kb.Enter))
	await(t, ctx, `document.querySelector("dialog.cite[open]")`)
	tab(t, ctx)
	do(t, ctx, chromedp.KeyEvent(kb.Enter))
	await(t, ctx, `window.copied?.includes("#note--")`)
	if at := eval[focus](t, ctx, focused); at.Text != "Copied" {
		t.Errorf("copying the citation takes the keyboard to %+v", at)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Escape))
	await(t, ctx, `document.querySelector("dialog.cite") === null`)
	if after := eval[focus](t, ctx, focused); after != before || after.Tag != "BUTTON" {
		t.Errorf("after a citation is closed the keyboard is on %+v, want %+v", after, before)
	}
}

// TestSelection copies the text of an article: it has the author's words, and nothing
// that is there to be pressed.
func TestSelection(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	for _, v := range []view{wide, phone} {
		t.Run(v.name, func(t *testing.T) {
			ctx := b.open(t, v, cardArticle)
			selected := eval[string](t, ctx, `(getSelection().selectAllChildren(document.querySelector(".annotated")), getSelection().toString())`)
			if !strings.Contains(selected, "leaving 2,500 to advise") || !strings.Contains(selected, "it credits Sputnik. Both sides") {
				t.Errorf("signs are copied: %s", selected)
			}
			for _, control := range []string{"#", "↗", "≡", "Copy", "Cite"} {
				if strings.Contains(selected, control) {
					t.Errorf("%s is copied: %s", control, selected)
				}
			}
		})
	}
}

// complaints reports what the browser says, such as breaches of the security policy.
func complaints(t *testing.T, seen *record) {
	t.Helper()
	seen.Lock()
	defer seen.Unlock()
	for _, complaint := range seen.complaints {
		t.Errorf("the browser says: %s", complaint)
	}
}

// bare checks that a page keeps nothing at the reader's but the names given.
func bare(t *testing.T, ctx context.Context, names ...string) {
	t.Helper()
	kept := eval[string](t, ctx, `[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].join(" ").trim()`)
	if kept != strings.Join(names, " ") {
		t.Errorf("the page keeps %q, want %q", kept, names)
	}
}
