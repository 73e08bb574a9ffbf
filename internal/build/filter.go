package build

import (
	"dateline/internal/escape"
	"dateline/internal/export"
	"dateline/internal/locale"
	"dateline/internal/render"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// filter lists the files by which readers filter lists of entries: the index,
// and the rendered cards, in pieces, so that a script loads what it shows.
func filter(t *timeline.Timeline, plan *site.Site, renderer *render.Renderer, language *locale.Locale) listing {
	x := export.NewIndex(t, language)
	contents := listing{}
	contents.add(site.Facts(), x.Files())
	for k := range x.CardPieces() {
		from := k * export.CardPiece
		to := min(from+export.CardPiece, len(t.Entries))
		contents[export.CardPieceFile(k)] = made{
			make:  func(room []byte) ([]byte, error) { return cardPiece(room, plan.Stretch(from, to), renderer) },
			shows: site.FactsOf(t.Entries[from:to]),
		}
	}
	return contents
}

// cardPiece appends months as JSON arrays: title, address, and the cards. Addresses,
// also those in the cards, are root-relative.
func cardPiece(room []byte, months []site.Month, renderer *render.Renderer) ([]byte, error) {
	b := append(room, '[')
	for k, m := range months {
		if k > 0 {
			b = append(b, ',')
		}
		b = append(escape.JSON(append(b, '['), m.Title), ',')
		b = append(escape.JSON(b, m.URL), ",["...)
		for n, listed := range m.Entries {
			html, err := renderer.Card(listed)
			if err != nil {
				return nil, &render.ExecError{URL: listed.Card().URL, Err: err}
			}
			if n > 0 {
				b = append(b, ',')
			}
			b = escape.JSON(b, string(html))
		}
		b = append(b, "]]"...)
	}
	return append(b, "]\n"...), nil
}
