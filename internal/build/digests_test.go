package build

import (
	"testing"

	"golang.org/x/tools/txtar"
)

// digestSite is a site in two languages, in which articles show something of others.
const digestSite = `
-- content/_index.md --
---
title: T
base_url: https://example.org/
languages: [ar]
---
Hello.
-- content/_index.ar.md --
---
title: ت
---
-- content/articles/a.md --
---
title: A
date: 2021-12-20
aliases: [old/]
tags: [Green Zone]
---
Text.
-- content/articles/b.md --
---
title: B
date: 2021-12-21
tags: [green zone]
---
As [[a]] says, in [a file](/notes.txt) and [another](/articles/c/data.txt).
-- content/articles/a.ar.md --
---
title: أ
---
نص.
-- content/articles/c/index.md --
---
title: C
date: 2021-12-22
---
Text.
-- content/articles/c/data.txt --
Data.
-- static/notes.txt --
Notes.
`

// A file that an edit changes has another digest, also where the edit is of an
// article of which the file shows but a word.
func TestDigests(t *testing.T) {
	for _, edit := range []struct {
		what, files, then, gone string
	}{
		{what: "an alias that goes over to another article", files: `
-- content/articles/a.md --
---
title: A
date: 2021-12-20
tags: [Green Zone]
---
Text.
-- content/articles/b.md --
---
title: B
date: 2021-12-21
aliases: [old/]
tags: [green zone]
---
As [[a]] says, in [a file](/notes.txt) and [another](/articles/c/data.txt).
`},
		{what: "a tag in other letters", files: `
-- content/articles/a.md --
---
title: A
date: 2021-12-20
aliases: [old/]
tags: [GREEN ZONE]
---
Text.
`},
		{what: "the original's title", files: `
-- content/articles/a.md --
---
title: Another
date: 2021-12-20
aliases: [old/]
tags: [Green Zone]
---
Text.
`},
		{what: "a title with a line like a key of its own", files: `
-- content/articles/a.md --
---
title: "A
summary: of it"
date: 2021-12-20
aliases: [old/]
tags: [Green Zone]
---
Text.
`, then: `
-- content/articles/a.md --
---
title: "A
summary: of that"
date: 2021-12-20
aliases: [old/]
tags: [Green Zone]
---
Text.
`},
		{what: "a static file less", gone: "static/notes.txt"},
		{what: "a file beside an article less", gone: "content/articles/c/data.txt"},
	} {
		t.Run(edit.what, func(t *testing.T) {
			source := siteOf(t, txtar.Parse([]byte(digestSite)))
			before := runClean(t, source)
			for k, files := range []string{edit.files, edit.then} {
				if k > 0 && files == "" {
					break
				}
				after := siteOf(t, txtar.Parse([]byte(digestSite+files)))
				delete(after, edit.gone)
				now := runClean(t, after)
				sameDigests(t, before, now)
				before = now
			}
		})
	}
}
