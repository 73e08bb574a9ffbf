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

// TestLinkedEntry holds that an entry that an address points at is seen whole from its date
// on, below what stays in sight of its month and of the page.
func TestLinkedEntry(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	for _, v := range []view{wide, phone, small} {
		ctx := b.open(t, v, "")
		if hidden := eval[string](t, ctx, `(async () => {
			const hidden = [];
			for (const e of [...document.querySelectorAll(".entry")].slice(0, 12)) {
				location.hash = e.id;
				await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
				const date = e.querySelector(".date b").getBoundingClientRect();
				if (!e.contains(document.elementFromPoint(date.left + 2, date.top + 1))) hidden.push(e.id);
			}
			return hidden.join(" ");
		})()`); hidden != "" {
			t.Errorf("%s: the date is hidden of %s", v.name, hidden)
		}
	}
}

// TestLinkedCell holds that a cell that an address points at is seen with the name of its
// outlet above it, as long as there are rows below to which the table can be scrolled.
func TestLinkedCell(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	for _, v := range []view{wide, phone} {
		ctx := b.open(t, v, cardIncident)
		if hidden := eval[string](t, ctx, `(async () => {
			const hidden = [], cells = [...document.querySelectorAll(".accounts td[id]")];
			for (let k = 0; k < cells.length; k += 9) {
				const cell = cells[k];
				location.hash = cell.id;
				await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
				const region = cell.closest(".scroll");
				if (region.scrollTop + region.clientHeight > region.scrollHeight - 1) break;
				for (const e of [cell, cell.closest("table").tHead.rows[0].cells[cell.cellIndex].querySelector("a")]) {
					const box = e.getClientRects()[0];
					if (!e.contains(document.elementFromPoint(box.left + 4, box.top + 6))) hidden.push(cell.id + ": " + e.outerHTML.slice(0, 60));
				}
			}
			return hidden.join("; ");
		})()`); hidden != "" {
			t.Errorf("%s: hidden: %s", v.name, hidden)
		}
		// Who goes backwards by keyboard sees where, too.
		if hidden := eval[string](t, ctx, `[...document.querySelectorAll(".accounts tbody :is(.self, .field)")].reverse().filter(link => {
			link.focus();
			const box = link.getClientRects()[0];
			return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.closest("thead");
		}).map(link => link.hash).join(" ")`); hidden != "" {
			t.Errorf("%s: the focus is hidden at %s", v.name, hidden)
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
