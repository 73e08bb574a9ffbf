package markup

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// headingIDs makes the ids of headings: letters and digits of any script with
// single hyphens between, numbered where a text has two alike. All other ids
// on a page hold a colon or two hyphens in a row, so that none ever clash.
type headingIDs struct {
	used map[string]int
}

// id returns the id of a heading with these words.
func (h *headingIDs) id(words string) string {
	parts := strings.FieldsFunc(strings.ToLower(words), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.N, unicode.M)
	})
	id := strings.Join(parts, "-")
	if id == "" {
		id = "section"
	}
	for base := id; ; id = base + "-" + strconv.Itoa(h.used[base]) {
		if _, taken := h.used[id]; !taken {
			h.used[id] = 0
			return id
		}
		h.used[base]++
	}
}

// identify gives headings their ids. They are made once the text is parsed, from what
// readers see: no note of the editors and no mark of a footnote is in them.
func (b *builder) identify(headings []*ast.Heading) {
	for _, h := range headings {
		h.SetAttributeString("id", []byte(b.ids.id(b.flatText(h, false))))
	}
}
