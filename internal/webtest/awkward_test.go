package webtest

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/emulation"
)

// awkward is a site with words that no line holds, and dates that few do.
func awkward() fstest.MapFS {
	word := strings.Repeat("unbreakable", 15)
	files := map[string]string{
		"_index.md":         "title: T\nfields: {spokes: Bundesverteidigungsministerium, at: Where}",
		"actors/a.md":       "name: Anne",
		"actors/b.md":       "name: Bert",
		"sources/s.md":      "name: " + word,
		"sources/w.md":      "name: Nordwestzeitung",
		"incidents/fire.md": "title: Fire\ndate: 2021-12-20\nactors: [{actor: a, role: victim}, {actor: b, role: victim}]",
		"incidents/long.md": "title: " + word + "\ndate: 2021-11-28\nactors: [{actor: a, role: victim}, {actor: b, role: victim}]",
		"incidents/set.md":  "title: One of three\ndate: \"[2021-12-01,2021-12-05,2021-12-12]\"",
		"articles/one.md":   "title: One\ndate: 2021-12-21\nsource: s\nincidents: [fire]\naccounts: {fire: {spokes: 2, at: \"https://example.org/" + strings.ToLower(word) + "\"}}",
		"articles/two.md":   "title: Two\ndate: 2021-12-22\nsource: w\nincidents: [fire]\naccounts: {fire: {spokes: Verteidigungsausschussvorsitzende}}",
	}
	table := "\n| " + word + " |" + strings.Repeat(" Column |", 15) + "\n|" + strings.Repeat("---|", 16) + "\n|" + strings.Repeat(" Some value |", 16) + "\n"
	site := fstest.MapFS{}
	for name, text := range files {
		site["content/"+name] = &fstest.MapFile{Data: []byte("---\n" + text + "\n---\nText.\n\n    " + strings.Repeat(word, 2) + "\n" + table)}
	}
	site["content/pages/list.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Sources\n---\n| Outlet | Archive |\n|---|---|\n| A | <https://web.archive.org/web/2024/https://example.org/" + strings.ToLower(word) + "> |\n\n| Agency | Seat |\n|---|---|\n| B | Paris |\n")}
	return site
}

// TestAwkwardWords holds that long words break rather than move or cover others.
func TestAwkwardWords(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, built(t, awkward())))
	tiny := view{name: "240 px", width: 240, height: 480, phone: true}
	for _, tt := range []struct {
		page  string
		views []view
	}{
		{"incidents/fire/", []view{wide, small}},
		{"incidents/fire/embed/", []view{small, tiny}},
		{"incidents/fire/embed/#account--at", []view{tiny}},
		{"actors/network/", []view{wide, small}},
		{"actors/a/", []view{wide, small}},
	} {
		for _, v := range tt.views {
			t.Run(tt.page+", "+v.name, func(t *testing.T) {
				ctx := b.open(t, v, tt.page)
				eval[bool](t, ctx, `(document.querySelectorAll(".network details").forEach(e => e.open = true), true)`)
				fits(t, ctx)
				withinCells(t, ctx)
			})
		}
	}
	t.Run("paper", func(t *testing.T) {
		ctx := b.open(t, view{width: 718, height: 1000}, "articles/one/") // A4 between its margins
		call(t, ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		fits(t, ctx)
	})
	t.Run("addresses in a table", func(t *testing.T) {
		ctx := b.open(t, small, "list/")
		if got := eval[int](t, ctx, `(r => r.scrollWidth - r.clientWidth)(document.querySelector(".body .scroll"))`); got > 0 {
			t.Errorf("the table scrolls by %d px", got)
		}
		axe(t, ctx) // of two tables
		call(t, ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		if got := eval[string](t, ctx, `getComputedStyle(document.querySelector(".body td a"), "::after").content`); got != "none" {
			t.Errorf("an address is printed twice: %s", got)
		}
	})
	t.Run("letters twice as large", func(t *testing.T) {
		styled(t, b.open(t, small, ""), "html {font-size: 200% !important}")
	})
}

// withinCells checks that no cell of a table shows words over its neighbour.
func withinCells(t *testing.T, ctx context.Context) {
	t.Helper()
	if got := eval[string](t, ctx, `[...document.querySelectorAll(":is(th, td) > *")].filter(e => {
		const words = e.getBoundingClientRect();
		return words.width > 1 && words.right > e.parentElement.getBoundingClientRect().right + 1;
	}).map(e => e.textContent).join("; ")`); got != "" {
		t.Errorf("out of their cells: %s", got)
	}
}
