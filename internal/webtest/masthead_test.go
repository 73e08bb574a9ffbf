package webtest

import (
	"testing"

	"github.com/chromedp/chromedp"
)

const paper = `getComputedStyle(document.documentElement).backgroundColor`

// TestMasthead uses what stands around every page.
func TestMasthead(t *testing.T) {
	b := start(t, serve(t, demo(t)))
	t.Run("theme", func(t *testing.T) { theme(t, b) })
	t.Run("slash", func(t *testing.T) { slash(t, b) })
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

// slash opens the search with its key, which types a slash in a field.
func slash(t *testing.T, b browser) {
	ctx := b.open(t, wide, cardArticle)
	seen := listen(t, ctx)
	do(t, ctx, chromedp.KeyEvent("/"))
	await(t, ctx, `document.querySelector("dialog[open] input") === document.activeElement`)
	do(t, ctx, chromedp.KeyEvent("/"))
	if got := eval[string](t, ctx, `document.activeElement.value`); got != "/" {
		t.Errorf("in the field the key types %q", got)
	}
	axe(t, ctx)
	complaints(t, seen)

	ctx = b.open(t, phone, "")
	press(t, ctx, ".masthead input")
	await(t, ctx, `document.querySelector("dialog[open]") !== null`)
}
