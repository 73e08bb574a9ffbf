package build

import (
	"bytes"
	"fmt"
	"image/png"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"dateline/internal/output"
)

const previewed = `-- content/_index.md --
---
title: The site
base_url: https://example.org/x
---
-- content/articles/a.md --
---
title: An article
date: 2021-12-19
---
Text.
-- content/incidents/i.md --
---
title: "مقتل"
lang: ar
date: 2021-12
---
-- content/actors/n.md --
---
name: NATO
---
`

func TestPreviews(t *testing.T) {
	result := runArchive(t, previewed)
	shown := map[string]string{}
	for _, page := range []string{"index.html", "articles/a/index.html", "incidents/i/index.html", "actors/n/index.html", "search/index.html"} {
		data, err := fs.ReadFile(result.FS, page)
		if err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(string(data), `<meta property="og:image" content="https://example.org/x/`)
		name, _, _ := strings.Cut(after, `"`)
		shown[page] = name
		picture, err := fs.ReadFile(result.FS, name)
		if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		size, err := png.DecodeConfig(bytes.NewReader(picture))
		if err != nil || size.Width != 1200 || size.Height != 630 {
			t.Errorf("%s: %s is %d × %d large: %v", page, name, size.Width, size.Height, err)
		}
		for _, want := range []string{`og:image:width" content="1200"`, `og:image:alt" content="`, `"twitter:card" content="summary_large_image"`} {
			if !strings.Contains(string(data), want) {
				t.Errorf("%s has no %s", page, want)
			}
		}
	}
	if shown["index.html"] != shown["search/index.html"] {
		t.Error("the search page does not share the site's preview")
	}
	files, err := fs.Glob(result.FS, "og/*.png")
	if err != nil || len(files) != 4 || !slices.Contains(files, shown["articles/a/index.html"]) {
		t.Errorf("the previews are %v: %v", files, err)
	}
}

// Without a base_url no page could name its preview, and a site may want none.
func TestNoPreviews(t *testing.T) {
	const address = "base_url: https://example.org/x\n"
	for _, settings := range []string{"", "previews: true\n", address + "previews: false\n"} {
		result := runArchive(t, strings.Replace(previewed, address, settings, 1))
		if _, err := fs.Stat(result.FS, "og"); err == nil {
			t.Errorf("%q: there are previews", settings)
		}
		for _, name := range []string{"index.html", "articles/a/index.html"} {
			page, err := fs.ReadFile(result.FS, name)
			if err != nil || bytes.Contains(page, []byte("og:image")) {
				t.Errorf("%q: %s names a preview: %v", settings, name, err)
			}
		}
	}
}

// counted counts the previews and the pictures that are made.
type counted struct {
	output.Keyed
	painted, pictures atomic.Int64
}

func (c *counted) ReadFile(name string) ([]byte, error) {
	if strings.HasPrefix(name, "og/") {
		c.painted.Add(1)
	}
	if strings.HasSuffix(name, ".jpg") {
		c.pictures.Add(1)
	}
	return fs.ReadFile(c.Keyed, name)
}

// What was painted stays: a second build paints what has changed.
func TestPreviewsOnce(t *testing.T) {
	dir := t.TempDir()
	source := fstest.MapFS{
		"content/_index.md":     {Data: []byte("---\ntitle: T\nbase_url: https://example.org/\n---\n")},
		"content/articles/a.md": {Data: []byte("---\ntitle: A\ndate: 2021\n---\n")},
		"content/articles/b.md": {Data: []byte("---\ntitle: B\ndate: 2021\n---\n")},
	}
	for _, step := range []struct {
		title string
		want  int
	}{{"A", 3}, {"A", 0}, {"Other", 1}} {
		source["content/articles/a.md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %s\ndate: 2021\n---\n", step.title)}
		site := &counted{Keyed: runClean(t, source).FS.(output.Keyed)}
		if _, err := output.Write(t.Context(), dir, site, output.Options{}); err != nil {
			t.Fatal(err)
		}
		if got := site.painted.Load(); got != int64(step.want) {
			t.Errorf("%s: %d previews are painted, want %d", step.title, got, step.want)
		}
	}
}

// BenchmarkPreviews paints the previews of the site of BenchmarkBuild's first
// thousand articles: it is to take less time than that.
func BenchmarkPreviews(b *testing.B) {
	source := generated(1_000)
	source["content/_index.md"].Data = []byte("---\ntitle: Generated\nbase_url: https://example.org/\n---\n")
	var made, size int
	for b.Loop() {
		b.StopTimer()
		result := run(b, source)
		b.StartTimer()
		files, err := fs.Glob(result.FS, "og/*.png")
		if err != nil || len(files) < 1_000 {
			b.Fatal(len(files), err)
		}
		made, size = 1_000, 0
		for _, name := range files[:made] {
			data, err := fs.ReadFile(result.FS, name)
			if err != nil {
				b.Fatal(err)
			}
			size += len(data)
		}
	}
	b.ReportMetric(float64(size)/float64(made), "B/preview")
}
