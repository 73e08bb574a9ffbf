package markup

import (
	"regexp"
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

// comment matches what an author wrote for authors only.
var comment = regexp.MustCompile(`<!--.*?(-->|$)`)

func (h *headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	value = comment.ReplaceAll(value, nil)
	words := strings.FieldsFunc(strings.ToLower(string(value)), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.N, unicode.M)
	})
	id := strings.Join(words, "-")
	if id == "" {
		id = "section"
	}
	for base := id; ; id = base + "-" + strconv.Itoa(h.used[base]) {
		if _, taken := h.used[id]; !taken {
			h.used[id] = 0
			return []byte(id)
		}
		h.used[base]++
	}
}

func (h *headingIDs) Put(value []byte) { h.used[string(value)] = 0 }
