package build

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestResultIsFileSystem(t *testing.T) {
	result := runClean(t, generated(30))
	if err := fstest.TestFS(result.FS, "index.html", "404.html", assetNamed(t, result, "style"), "actors/actor-0/index.html", "articles/article-0/index.html"); err != nil {
		t.Error(err)
	}
	if result.Read != 1+50+20+3+30 {
		t.Errorf("Read = %d", result.Read)
	}
	pages := 0
	for _, name := range paths(t, result.FS) {
		if filepath.Ext(name) == ".html" {
			pages++
		}
	}
	if result.Pages != pages {
		t.Errorf("Pages = %d, but there are %d", result.Pages, pages)
	}
}

func TestOptions(t *testing.T) {
	source := siteOf(t, `
-- content/articles/open.md --
---
title: Open
date: 2021
---
-- content/articles/secret.md --
---
title: Secret
date: 2021
draft: true
---
`)
	for _, tt := range []struct {
		name      string
		drafts    bool
		baseURL   string
		draft     bool
		canonical string
	}{
		{"as it is", false, "", false, ""},
		{"drafts", true, "", true, ""},
		{"base URL", false, "https://example.org/x/", false, `href="https://example.org/x/"`},
		{"base URL without a slash", false, "https://example.org/x", false, `href="https://example.org/x/"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			opt := options(source)
			opt.Drafts, opt.BaseURL = tt.drafts, tt.baseURL
			result, err := Run(opt)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := fs.Stat(result.FS, "articles/secret/index.html"); (err == nil) != tt.draft {
				t.Errorf("the draft: %v", err)
			}
			home := read(t, result, "index.html")
			if got := strings.Contains(home, "Secret"); got != tt.draft {
				t.Errorf("the draft is listed: %t", got)
			}
			if tt.canonical == "" && strings.Contains(home, "canonical") || !strings.Contains(home, tt.canonical) {
				t.Errorf("canonical address is not %q", tt.canonical)
			}
		})
	}
}

// What lies in content/ is published only as a page or beside one, and nowhere what editors
// and other programs keep of a text.
func TestFilesOfContent(t *testing.T) {
	result := run(t, siteOf(t, `
-- content/articles/bundle/index.md --
---
title: Bundle
date: 2021
---
-- content/articles/bundle/map.pdf --
PNG
-- content/articles/bundle/deep/plan.pdf --
PDF
-- content/articles/bundle/.secret --
-- content/articles/bundle/.git/config --
-- content/articles/bundle/draft.md~ --
-- content/articles/bundle/index.md~ --
-- content/articles/bundle/#index.md# --
-- content/articles/bundle/#1 map.pdf --
-- content/articles/bundle/index.md.orig --
-- content/articles/bundle/deep/more.MD.BAK --
-- content/articles/bundle/plan.pdf~ --
-- content/articles/bundle/old~/plan.pdf --
-- static/notes.txt~ --
-- static/#notes.txt# --
-- static/old~/notes.txt --
-- static/css/a.css~ --
-- content/articles/alone.md --
---
title: Alone
date: 2021
---
-- content/articles/alone.png --
-- content/articles/notes.odt --
-- content/.env --
-- content/stray.csv --
-- other/file.txt --
`))
	var published []string
	for _, name := range paths(t, result.FS) {
		if strings.HasPrefix(name, "articles/bundle/") && name != "articles/bundle/index.html" {
			published = append(published, name)
		}
		if slices.Contains([]string{"alone.png", "notes.odt", "stray.csv", "file.txt", ".env", ".secret", "config"}, path.Base(name)) {
			t.Errorf("%s is published", name)
		}
		if strings.Contains(name, "notes.txt") || strings.HasSuffix(name, "~") {
			t.Errorf("%s is published", name)
		}
	}
	want := []string{"articles/bundle/#1 map.pdf", "articles/bundle/deep/plan.pdf", "articles/bundle/map.pdf"}
	if !slices.Equal(published, want) {
		t.Errorf("published %q, want %q", published, want)
	}
	var warned []string
	for _, p := range result.Problems.Sorted() {
		if strings.Contains(p.Text, "copy of a text") {
			warned = append(warned, p.Pos.File)
		}
	}
	if want := []string{"content/articles/bundle/deep/more.MD.BAK", "content/articles/bundle/index.md.orig"}; !slices.Equal(warned, want) {
		t.Errorf("warned of %q, want %q", warned, want)
	}
	if got := read(t, result, "articles/bundle/map.pdf"); got != "PNG\n" {
		t.Errorf("map.pdf is %q", got)
	}
}

// A symbolic link that leaves the source is reported wherever it lies, and
// what it leads to is read by nothing.
func TestLinksOutOfSource(t *testing.T) {
	dir, secret := t.TempDir(), filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("---\ntitle: Top secret\ndate: 2021\n---\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const site = "-- content/_index.md --\n---\ntitle: T\n---\n" +
		"-- content/articles/bundle/index.md --\n---\ntitle: B\ndate: 2021\n---\n" +
		"-- static/own.txt --\n-- templates/own.txt --\n"
	if err := os.CopyFS(dir, siteOf(t, site)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"static/out.txt", "content/articles/out.md", "content/articles/bundle/out.png"} {
		if err := os.Symlink(secret, filepath.Join(dir, name)); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatal(err)
			}
			t.Skip("this system has no symbolic links:", err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	result := run(t, root.FS())
	got := problems(result)
	for k, want := range []string{
		"content/articles/bundle/out.png: error: is a symbolic link that leaves the source folder",
		"content/articles/out.md: error: is a symbolic link that leaves the source folder",
		"static/out.txt: error: is a symbolic link that leaves the source folder",
	} {
		if len(got) != 3 || !strings.HasPrefix(got[k], want) {
			t.Fatalf("problems %q, want one that begins %q", got, want)
		}
	}
	for _, name := range paths(t, result.FS) {
		if strings.Contains(read(t, result, name), "Top secret") {
			t.Errorf("%s holds what the link leads to", name)
		}
	}
}
