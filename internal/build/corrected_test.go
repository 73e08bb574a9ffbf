package build

import (
	"regexp"
	"testing"
)

// Whoever meets an article that was corrected or retracted is told above its title, not only
// below its text.
func TestCorrectedAtTop(t *testing.T) {
	result := runArchive(t, `
-- content/_index.md --
---
title: T
base_url: https://example.org/
---
-- content/articles/a.md --
---
title: Retracted
date: 2021-12-20
corrections: [{date: 2022-01-03, note: The publisher retracted this report.}]
---
Text.
-- content/articles/b.md --
---
title: Sound
date: 2021-12-21
---
`)
	state := regexp.MustCompile(`<p class="kicker article">.*<b class="state"><a href="#([^"]+)">corrected</a></b></p>`)
	page := read(t, result, "articles/a/index.html")
	found := state.FindStringSubmatch(page)
	if found == nil || !regexp.MustCompile(`<li id="`+found[1]+`">`).MatchString(page) {
		t.Errorf("nothing above the title leads to the correction: %q", found)
	}
	if state.MatchString(read(t, result, "articles/b/index.html")) {
		t.Error("an article without corrections is called corrected")
	}
}
