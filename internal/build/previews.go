package build

import (
	"dateline/internal/opengraph"
	"dateline/internal/site"
)

// previews lists the pictures that other sites show of shared pages.
func previews(plan *site.Site, painter *opengraph.Painter) map[string]func() ([]byte, error) {
	contents := make(map[string]func() ([]byte, error), len(plan.Previews))
	for _, card := range plan.Previews {
		contents[card.File()] = func() ([]byte, error) { return painter.PNG(card) }
	}
	return contents
}

// keys says of files that take long to make what decides their bytes.
func keys(plan *site.Site) map[string]string {
	keys := make(map[string]string, len(plan.Previews))
	for _, card := range plan.Previews {
		keys[card.File()] = "name" // which holds a hash of all that the card says
	}
	for _, c := range plan.Copies {
		if c.Picture != nil {
			keys[c.To] = c.Picture.Key
		}
	}
	return keys
}
