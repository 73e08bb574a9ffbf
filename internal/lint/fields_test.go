package lint

import (
	"fmt"
	"strings"
	"testing"
)

// Fields may be as many as there are words: to compare two is to look at their letters.
func TestManyFields(t *testing.T) {
	const many = 300
	account := func(title, form string) string {
		var b strings.Builder
		for k := range many {
			fmt.Fprintf(&b, ", "+form+": 1", strings.Repeat(string(rune('a'+k%26)), 4+k/26))
		}
		return "---\ntitle: " + title + "\ndate: 2021-12-20\nincidents: [fire]\naccounts:\n  fire: {" + b.String()[2:] + "}\n---\n"
	}
	c, err := newChecker(newSite(t, map[string]string{
		"content/articles/a.md":     account("A", "%s of all"),
		"content/articles/b.md":     account("B", "%s of all"),
		"content/articles/c.md":     account("C", "%s of one"),
		"content/incidents/fire.md": fire,
	}))
	if err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(1, c.fields); n > many*many/2 {
		t.Errorf("%.0f allocations to compare %d fields with as many", n, many)
	}
	if all := c.problems.All(); len(all) > 0 {
		t.Errorf("problems: %v", all)
	}
}
