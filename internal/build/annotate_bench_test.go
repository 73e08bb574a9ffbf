package build

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// BenchmarkAnnotate builds a site of one article of 1 MB, every file of it. The
// case of no notes is what the text costs without them.
func BenchmarkAnnotate(b *testing.B) {
	for _, notes := range []int{0, 10, 200} {
		b.Run(fmt.Sprintf("notes=%d", notes), func(b *testing.B) {
			source := annotated(notes)
			for b.Loop() {
				result := runClean(b, source)
				for _, name := range paths(b, result.FS) {
					if _, err := fs.ReadFile(result.FS, name); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// annotated makes a site of one article of 1 MB with so many notes in front
// matter, spread over the text.
func annotated(notes int) fstest.MapFS {
	var keys, body strings.Builder
	const paragraphs = 10_000
	for k := range paragraphs {
		fmt.Fprintf(&body, "In report %d of that evening, somebody said that *many things* happened near the wide river of it.\n\n", k)
	}
	for k := range notes {
		fmt.Fprintf(&keys, "- {quote: report %d of that evening, kind: dispute, note: Another said *less*.}\n", k*paragraphs/notes)
	}
	list := ""
	if notes > 0 {
		list = "annotations:\n" + keys.String()
	}
	return fstest.MapFS{
		"content/_index.md":     {Data: []byte("---\ntitle: T\n---\n")},
		"content/articles/a.md": {Data: []byte("---\ntitle: A\ndate: 2021\n" + list + "---\n" + body.String())},
	}
}
