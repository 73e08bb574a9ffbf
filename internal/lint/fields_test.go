package lint

import (
	"fmt"
	"strings"
	"testing"

	"dateline/internal/content"
)

// Fields may be as many as there are words: to compare two is to look at their letters.
func TestManyFields(t *testing.T) {
	const many = 300
	site := map[string]string{}
	account := func(title, form, fires string) string {
		var incidents, accounts strings.Builder
		for k := range many {
			if n := k / content.MaxFields; k%content.MaxFields == 0 {
				fmt.Fprintf(&incidents, ", %s-%d", fires, n)
				fmt.Fprintf(&accounts, "}\n  %s-%d: {", fires, n)
				site[fmt.Sprintf("content/incidents/%s-%d.md", fires, n)] = fire
			} else {
				accounts.WriteString(", ")
			}
			fmt.Fprintf(&accounts, form+": 1", strings.Repeat(string(rune('a'+k%26)), 4+k/26))
		}
		return "---\ntitle: " + title + "\ndate: 2021-12-20\nincidents: [" + incidents.String()[2:] + "]\naccounts:" + accounts.String()[1:] + "}\n---\n"
	}
	site["content/articles/a.md"] = account("A", "%s of all", "fire")
	site["content/articles/b.md"] = account("B", "%s of all", "fire")
	site["content/articles/c.md"] = account("C", "%s of one", "other-fire")
	c, err := newChecker(newSite(t, site))
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
