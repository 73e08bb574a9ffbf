package build

import (
	"dateline/internal/opengraph"
	"dateline/internal/site"
)

// previews lists the pictures that other sites show of shared pages.
func previews(plan *site.Site, painter *opengraph.Painter) listing {
	contents := make(listing, len(plan.Previews))
	for _, card := range plan.Previews {
		const key = "name" // which holds a hash of all that the card says
		contents[card.File()] = made{make: fresh(func() ([]byte, error) { return painter.PNG(card) }), shows: site.Keyed(key), key: key}
	}
	return contents
}
