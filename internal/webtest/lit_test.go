package webtest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestLit holds that signs and links can be read on the mark of what an address points
// at, by day and by night. Axe sees no letters that a style sheet writes.
func TestLit(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	for _, v := range []view{wide, dark} {
		tab := b.lasting(t, v)
		for _, tt := range []struct{ name, page, signs string }{
			{"passages that overlap", cardArticle + "#passage--zxbjrld2xj", ".passage:target .passage .note-sign a"},
			{"a cell", cardIncident + "#account--deadline--12", "td:target .self"},
		} {
			t.Run(v.name+", "+tt.name, func(t *testing.T) {
				ctx := limit(t, tab)
				do(t, ctx, chromedp.Navigate(b.home+tt.page))
				if least := eval[float64](t, ctx, fmt.Sprintf(leastContrast, tt.signs)); least < 4.5 {
					t.Errorf("a sign has a contrast of %.2f to 1, want 4.5", least)
				}
			})
		}
	}
}

// leastContrast returns the least contrast of letters to what is painted behind them, as
// WCAG reckons it; 0 where nothing matches.
const leastContrast = `(() => {
	const paint = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
	const light = (colours) => {
		paint.reset();
		for (const colour of colours) {
			paint.fillStyle = colour;
			paint.fillRect(0, 0, 1, 1);
		}
		const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map(c => c <= 10 ? c / 255 / 12.92 : ((c / 255 + .055) / 1.055) ** 2.4);
		return .2126 * r + .7152 * g + .0722 * b + .05;
	};
	const ratios = [...document.querySelectorAll("%s")].map(e => {
		const behind = [];
		for (let at = e; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
		const [a, b] = [light(behind), light([...behind, getComputedStyle(e).color])];
		return Math.max(a, b) / Math.min(a, b);
	});
	return ratios.length ? Math.min(...ratios) : 0;
})()`
