package webtest

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

const paper = `getComputedStyle(document.documentElement).backgroundColor`

// TestMasthead uses what stands around every page.
func TestMasthead(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	t.Run("theme", func(t *testing.T) { theme(t, b) })
	t.Run("theme, elsewhere", func(t *testing.T) { themeElsewhere(t, b) })
	t.Run("slash", func(t *testing.T) { slash(t, b) })
	t.Run("sections", func(t *testing.T) { sections(t, b) })
	t.Run("above all", func(t *testing.T) { aboveAll(t, b) })
	t.Run("languages", languages)
}

// languages checks that eight sections take two lines beside two further languages, where
// words are long and the page is narrower than the window, and that the title stands above
// the page.
func languages(t *testing.T) {
	b := start(t, serve(t, built(t, fstest.MapFS{
		"content/_index.md":      {Data: []byte("---\ntitle: The bridge at Lower Ford\nlanguage: fr\nlanguages: [ar, en]\nmenu: [timeline, incidents, actors, articles, map, sources, tags, about]\n---\n")},
		"content/_index.ar.md":   {Data: []byte("---\ntitle: The bridge at Lower Ford\n---\n")},
		"content/_index.en.md":   {Data: []byte("---\ntitle: The bridge at Lower Ford\n---\n")},
		"content/pages/about.md": {Data: []byte("---\ntitle: About this timeline\n---\n")},
		"content/incidents/i.md": {Data: []byte("---\ntitle: I\ndate: 2021\ntags: [t]\nplace: {name: P, lat: 1, lon: 2}\n---\n")},
	})))
	for _, page := range []string{"", "ar/"} {
		for _, v := range []view{wide, {name: "1024 px", width: 1024, height: 800}} {
			ctx := b.open(t, v, page)
			if high := eval[int](t, ctx, `document.querySelector(".masthead > div").clientHeight`); v == wide && high > 56 {
				t.Errorf("/%s: the masthead is %d px high", page, high)
			}
			if uneven := eval[float64](t, ctx, `(([field, button]) => Math.abs(field.top - button.top) + Math.abs(field.bottom - button.bottom))(["input", "button"].map(name => document.querySelector(".masthead " + name).getBoundingClientRect()))`); uneven > 1 {
				t.Errorf("/%s, %s: the field and the button of the search are %v px uneven", page, v.name, uneven)
			}
			if off := eval[float64](t, ctx, `(() => {
				const [title, page] = [".site", "main"].map(name => document.querySelector(name)).map(e => [e.getBoundingClientRect(), getComputedStyle(e)]);
				const rtl = page[1].direction === "rtl", gutter = parseFloat(page[1].paddingInlineStart);
				return rtl ? page[0].right - gutter - title[0].right : page[0].left + gutter - title[0].left;
			})()`); off < -1 || off > 1 {
				t.Errorf("/%s, %s: the title is %v px off the page", page, v.name, off)
			}
			fits(t, ctx)
		}
	}
}

// sections checks that all sections can be seen, also where they are more than a
// line holds, and that the masthead stays as high as what sticks below it takes it
// to be.
func sections(t *testing.T, b browser) {
	ctx := b.open(t, view{name: "1024 px", width: 1024, height: 800}, "")
	const high = `document.querySelector(".masthead").clientHeight`
	before := eval[int](t, ctx, high)
	eval[bool](t, ctx, `(document.querySelectorAll(".masthead nav:not(.languages) a").forEach(a => a.textContent += " longer"), true)`)
	if out := eval[string](t, ctx, `(() => {
		const nav = document.querySelector(".masthead nav:not(.languages)");
		const box = nav.getBoundingClientRect(), all = nav.parentElement.getBoundingClientRect();
		return [...nav.querySelectorAll("a")].filter(a => {
			const own = a.getBoundingClientRect();
			return own.right > box.right + 1 || own.bottom > all.bottom + 1 || own.top < all.top - 1 || own.height < 23.9;
		}).map(a => a.textContent).join(", ");
	})()`); out != "" {
		t.Errorf("out of sight, or too low to be pressed: %s", out)
	}
	if after := eval[int](t, ctx, high); after != before {
		t.Errorf("the masthead is %d px high, want %d", after, before)
	}
	manySections(t, ctx)
}

// aboveAll checks that nothing of a page passes over the masthead, wherever it is scrolled.
func aboveAll(t *testing.T, b browser) {
	for _, page := range []string{"", "incidents/green-zone-rockets-december-2021/", "articles/republicworld-2021-12-27/", "places/"} {
		ctx := b.open(t, wide, page)
		if over := eval[string](t, ctx, `(() => {
			const masthead = document.querySelector(".masthead"), out = new Set();
			const links = [...masthead.querySelectorAll("a, input, button")];
			for (let y = 0; y < document.documentElement.scrollHeight; y += 40) {
				scrollTo({top: y, behavior: "instant"});
				for (const link of links) {
					const box = link.getBoundingClientRect(), on = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
					if (!masthead.contains(on)) out.add(link.textContent + " under " + on.outerHTML.slice(0, 80));
				}
			}
			return [...out].join("; ");
		})()`); over != "" {
			t.Errorf("%s: %s", page, over)
		}
	}
}

// manySections checks the same where the sections need more than two lines: the masthead
// is higher then, and the heading of a month stops below it.
func manySections(t *testing.T, ctx context.Context) {
	eval[bool](t, ctx, `(() => {
		const all = document.querySelector(".masthead nav:not(.languages) ul");
		for (let n = 0; n < 3; n++) for (const section of [...all.children].slice(0, 4)) all.append(section.cloneNode(true));
		const title = document.querySelector("h1").parentElement.getBoundingClientRect();
		scrollTo({top: title.bottom + scrollY + 600, behavior: "instant"});
		return true;
	})()`)
	if out := eval[string](t, ctx, `(() => {
		const all = document.querySelector(".masthead").getBoundingClientRect();
		return [...document.querySelectorAll(".masthead nav:not(.languages) a")].filter(a => {
			const own = a.getBoundingClientRect();
			const on = document.elementFromPoint((own.left + own.right) / 2, (own.top + own.bottom) / 2);
			return on !== a || own.bottom > all.bottom + 1 || own.top < all.top - 1;
		}).map(a => a.textContent).join(", ");
	})()`); out != "" {
		t.Errorf("out of sight: %s", out)
	}
	await(t, ctx, `(() => {
		const below = document.querySelector(".masthead").getBoundingClientRect().bottom;
		return below > 60 && [...document.querySelectorAll(".month h2")].some(h => Math.abs(h.getBoundingClientRect().top - below) <= 1);
	})()`)
}

// theme chooses colours as a reader does, and checks that the choice stays and
// that nothing else does.
func theme(t *testing.T, b browser) {
	for _, v := range []view{wide, dark} {
		t.Run(v.name, func(t *testing.T) {
			ctx := b.open(t, v, "about/")
			seen := listen(t, ctx)
			own := eval[string](t, ctx, paper)
			bare(t, ctx)
			choose := func(letter, name string) string {
				eval[bool](t, ctx, `(document.querySelector(".theme select").focus(), true)`)
				do(t, ctx, chromedp.KeyEvent(letter))
				await(t, ctx, `(document.documentElement.dataset.theme ?? "") === "`+name+`"`)
				before := eval[string](t, ctx, paper)
				do(t, ctx, chromedp.Navigate(b.home+"actors/"))
				if after := eval[string](t, ctx, paper); after != before {
					t.Errorf("%s: the next page has the paper %s, want %s", name, after, before)
				}
				if shown := eval[string](t, ctx, `document.querySelector(".theme select").value`); shown != name {
					t.Errorf("the choice shows %q, want %q", shown, name)
				}
				return before
			}
			light, night := choose("l", "light"), choose("d", "dark")
			axe(t, ctx)
			bare(t, ctx, "theme")
			if light == night || own != light && own != night {
				t.Errorf("papers: light %s, dark %s, by device %s", light, night, own)
			}
			if back := choose("a", ""); back != own {
				t.Errorf("by device again, the paper is %s, want %s", back, own)
			}
			bare(t, ctx)
			complaints(t, seen)
		})
	}
	t.Run("no flash", func(t *testing.T) {
		ctx := b.open(t, wide, "")
		if !eval[bool](t, ctx, `(() => {
			const script = document.querySelector("head script[src*='theme']");
			return !script.defer && !script.async && script.type === "";
		})()`) {
			t.Error("the page does not wait for the choice of colours")
		}
	})
}

// themeElsewhere chooses colours on another page and in another tab: the choice that
// a page shows is the one that it has.
func themeElsewhere(t *testing.T, b browser) {
	const shown = `document.querySelector(".theme select").value + "/" + (document.documentElement.dataset.theme ?? "")`
	choose := func(ctx context.Context, name string) {
		eval[bool](t, ctx, `(select => {
			select.value = "`+name+`";
			return select.dispatchEvent(new Event("change"));
		})(document.querySelector(".theme select"))`)
	}
	ctx := b.open(t, wide, "about/")
	choose(ctx, "dark")
	do(t, ctx, chromedp.Navigate(b.home+"actors/"))
	choose(ctx, "")
	do(t, ctx, chromedp.NavigateBack())
	await(t, ctx, `location.href === "`+b.home+`about/" && document.readyState === "complete"`)
	pause(t, ctx, 100)
	if got := eval[string](t, ctx, shown); got != "/" {
		t.Errorf("back from another page the choice and the colours are %s", got)
	}
	choose(b.open(t, wide, "sources/"), "light")
	await(t, ctx, shown+` === "light/light"`)
	choose(ctx, "")
}

// slash opens the search with its key, which types a slash in a field.
func slash(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardArticle)
	seen := listen(t, ctx)
	slashKey(t, ctx)
	await(t, ctx, `document.querySelector("dialog[open] input") === document.activeElement`)
	slashKey(t, ctx)
	if got := eval[string](t, ctx, `document.activeElement.value`); got != "/" {
		t.Errorf("in the field the key types %q", got)
	}
	axe(t, ctx)
	complaints(t, seen)

	ctx = b.open(t, phone, "")
	press(t, ctx, ".masthead input")
	await(t, ctx, `document.querySelector("dialog[open]") !== null`)
}

// slashKey presses "/" as keyboards do: where the page takes the key, no letter follows.
func slashKey(t *testing.T, ctx context.Context) {
	t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeChar, input.DispatchKeyEventTypeKeyUp} {
		call(t, ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: "/", Code: "Slash", Text: "/", WindowsVirtualKeyCode: 191})
	}
}
