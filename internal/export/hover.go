package export

import (
	"fmt"

	"dateline/internal/site"
)

// HoverFile returns the path of piece k, from 0, of the hover cards in the site.
func HoverFile(k int) string { return fmt.Sprintf("data/hover/%d.json", k) }

// HoverPiece writes hover cards as a JSON object, sorted by the addresses of
// their pages.
func HoverPiece(cards map[string]site.HoverCard) ([]byte, error) {
	data, err := compact(nil, cards)
	return append(data, '\n'), err
}
