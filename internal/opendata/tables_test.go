package opendata

import (
	"slices"
	"strings"
	"testing"

	"dateline/internal/locale/localetest"
)

// Each column, and each type, has a text; and there is none for a column that is
// no longer there.
func TestColumnsHaveTexts(t *testing.T) {
	english := localetest.English(t)
	asked := []string{"column_type.several"}
	for _, table := range tables {
		for _, c := range table.columns {
			asked = append(asked, c.Doc, "column_type."+string(c.Type))
		}
	}
	var there []string
	for _, key := range english.Keys() {
		if strings.HasPrefix(key, "column.") || strings.HasPrefix(key, "column_type.") {
			there = append(there, key)
		}
	}
	slices.Sort(asked)
	if asked = slices.Compact(asked); !slices.Equal(asked, there) {
		t.Errorf("columns ask for\n%s\nthere is\n%s", strings.Join(asked, "\n"), strings.Join(there, "\n"))
	}
}
