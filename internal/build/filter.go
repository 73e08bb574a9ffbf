package build

import (
	"bytes"
	"encoding/json"
	"fmt"

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
	contents.add(site.Facts, x.Files())
	for k := range x.CardPieces() {
		from := k * export.CardPiece
		to := min(from+export.CardPiece, len(t.Entries))
		contents[export.CardPieceFile(k)] = made{
			make:  fresh(func() ([]byte, error) { return cardPiece(plan.Stretch(from, to), renderer) }),
			shows: site.FactsOf(t.Entries[from:to]),
		}
	}
	return contents
}

// cardPiece writes months as arrays: title, address, and the cards. Addresses,
// also those in the cards, are root-relative.
func cardPiece(months []site.Month, renderer *render.Renderer) ([]byte, error) {
	piece := make([][3]any, len(months))
	for k, m := range months {
		cards := make([]string, len(m.Entries))
		for n, listed := range m.Entries {
			html, err := renderer.Card(listed)
			if err != nil {
				return nil, &render.ExecError{URL: listed.Card().URL, Err: err}
			}
			cards[n] = string(html)
		}
		piece[k] = [3]any{m.Title, m.URL, cards}
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(piece); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return buf.Bytes(), nil
}
