package build

import (
	"slices"
	"strings"
	"testing"
)

// What Windows, or a file system that ignores letter case, could not hold is
// warned of or refused before it is written.
func TestPromiseRobustInTheWorld(t *testing.T) {
	long := strings.Repeat("long-", 38) + "slug" // 194 bytes
	arabic := strings.Repeat("خبر-", 27) + "خبر" // 114 letters, more bytes
	files := `
-- content/articles/a/index.md --
---
title: A
date: 2021
tags: [Aux, "Nul!", com3]
---
-- content/articles/a/con.pdf --
-- content/articles/a/what?.pdf --
-- content/articles/a/a:b.pdf --
-- content/articles/a/end. --
-- content/articles/a/fine name.pdf --
-- content/articles/a/Same.pdf --
-- content/articles/a/same.pdf --
-- content/articles/` + long + `.md --
---
title: Long
date: 2021
---
-- content/articles/` + arabic + `.md --
---
title: Arabic
date: 2021
---
-- content/pages/x.md --
---
title: X
aliases: ["old.", "old ./x/", "lpt1/"]
---
-- static/prn.txt --
-- static/About/index.html --
-- content/pages/about.md --
---
title: About
---
`
	result := run(t, siteOf(t, files))
	want := []string{
		`content/articles/a/a:b.pdf: warning: cannot be copied to every system: Windows has no < > : " \ | ? * in names; rename it`,
		`content/articles/a/con.pdf: warning: cannot be copied to every system: Windows keeps the name for a device; rename it`,
		`content/articles/a/end.: warning: cannot be copied to every system: Windows takes away a dot or space at the end of a name; rename it`,
		`content/articles/a/same.pdf: error: the file content/articles/a/same.pdf would stand at /articles/a/same.pdf, where the file content/articles/a/Same.pdf stands; rename it`,
		`content/articles/a/what?.pdf: warning: cannot be copied to every system: Windows has no < > : " \ | ? * in names; rename it`,
		`content/articles/` + long + `.md: warning: the article content/articles/` + long + `.md gets a path of 214 characters within the site; Windows takes 260, with the folder that the site lies in; give it a shorter slug`,
		`content/pages/x.md:3:11: error: aliases: "old." is no address within the site; write one such as "old/path/"`,
		`content/pages/x.md:3:19: error: aliases: "old ./x/" is no address within the site; write one such as "old/path/"`,
		`content/pages/x.md:3:31: error: aliases: "lpt1/" is no address within the site; write one such as "old/path/"`,
		`static/prn.txt: warning: cannot be copied to every system: Windows keeps the name for a device; rename it`,
	}
	got := problems(result)
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("missing: %s", line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("unexpected: %s", line)
		}
	}
	for _, name := range paths(t, result.FS) {
		for part := range strings.SplitSeq(name, "/") {
			if slices.Contains([]string{"aux", "nul", "com3"}, part) {
				t.Errorf("the folder %q", name)
			}
		}
	}
}
