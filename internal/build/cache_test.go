package build

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// A build that remembers earlier ones makes the same site as one that does not,
// whatever has changed in between.
func TestCache(t *testing.T) {
	source := generated(16)
	// Without an address there are no feeds and previews: TestCacheEdits has them.
	source["content/_index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Odd\n---\n")}
	maps.Copy(source, oddSite)
	folder := onDisk(t, source)
	at := func(name string) string { return filepath.Join(folder, name) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	remembering := options(os.DirFS(folder))
	remembering.Cache = &Cache{}
	const first, actor = "content/articles/0/article-0.md", "content/actors/actor-1.md"
	for _, step := range []struct {
		name   string
		change func()
		told   []string
	}{
		{"nothing", func() {}, nil},
		{"edit", func() { write(t, at(first), []byte("---\ntitle: Edited\ndate: 2019-01-02\n---\nSee [[actor-1]].\n")) }, []string{first}},
		{"break", func() { write(t, at(first), []byte("---\ntitle: [\n---\n")) }, []string{first}},
		{"nothing, broken", func() {}, nil},
		{"mend", func() { write(t, at(first), []byte("---\ntitle: Mended\ndate: 2019-01-02\n---\nSee [[actor-1]].\n")) }, []string{first}},
		{"title of a link", func() { write(t, at(actor), []byte("---\nname: Renamed One\n---\n")) }, []string{actor}},
		{"draft that is linked", func() { write(t, at(actor), []byte("---\nname: Renamed One\ndraft: true\n---\n")) }, []string{actor}},
		{"draft by another slug", func() { write(t, at(actor), []byte("---\nname: One\nslug: one\ndraft: true\n---\n")) }, []string{actor}},
		{"draft no more", func() { write(t, at(actor), []byte("---\nname: Renamed One\n---\n")) }, []string{actor}},
		{"draft", func() { write(t, at(first), []byte("---\ntitle: Draft\ndate: 2019\ndraft: true\n---\n")) }, []string{first}},
		{"no draft", func() { write(t, at(first), []byte("---\ntitle: Again\ndate: 2019\n---\n")) }, []string{first}},
		{"delete", func() { must(os.Remove(at(first))) }, []string{first}},
		{"make", func() { write(t, at(first), []byte("---\ntitle: Made\ndate: 2018\n---\n")) }, []string{first}},
		{"rename", func() { must(os.Rename(at(first), at("content/articles/0/other.md"))) }, []string{first, "content/articles/0/other.md"}},
		{"file beside", func() { write(t, at("content/articles/bundle/new.png"), nil) }, []string{"content/articles/bundle/new.png"}},
		{"folder moves", func() { must(os.Rename(at("content/articles/1"), at("content/articles/one"))) }, []string{"content/articles/1", "content/articles/one"}},
		{"folder goes", func() { must(os.RemoveAll(at("content/articles/2"))) }, []string{"content/articles/2"}},
		{"folder is exchanged", func() {
			write(t, at("content/articles/3/article-3.md"), []byte("---\ntitle: Another\ndate: 2017\n---\n"))
		}, []string{"content/articles/3"}},
		{"file becomes folder", func() {
			must(os.Remove(at("content/pages/about.md")))
			must(os.Mkdir(at("content/pages/about.md"), 0o755))
		}, []string{"content/pages/about.md"}},
		{"actor with a name in texts", func() { write(t, at("content/actors/new.md"), []byte("---\nname: Mended\n---\n")) }, []string{"content/actors/new.md"}},
		{"settings", func() { write(t, at("content/_index.md"), []byte("---\ntitle: T\nmentions: all\n---\nNew.\n")) }, []string{"content/_index.md"}},
		{"template", func() {
			write(t, at("templates/page.html"), []byte(`{{define "main"}}Own{{end}}`))
		}, []string{"templates/page.html"}},
		{"all goes", func() { must(os.RemoveAll(at("content"))) }, []string{"content"}},
		{"all comes", func() { write(t, at(first), []byte("---\ntitle: Back\ndate: 2018\n---\n")) }, []string{"content"}},
	} {
		step.change()
		for _, path := range step.told {
			remembering.Cache.Forget(path)
		}
		got, err := Run(remembering)
		must(err)
		sameSite(t, step.name, got, run(t, os.DirFS(folder)))
	}
}

// sameSite compares two builds file by file.
func sameSite(t *testing.T, name string, got, want *Result) {
	t.Helper()
	if !slices.Equal(problems(got), problems(want)) {
		t.Errorf("%s: problems\n%s\nwant\n%s", name, strings.Join(problems(got), "\n"), strings.Join(problems(want), "\n"))
	}
	files := paths(t, want.FS)
	if !slices.Equal(paths(t, got.FS), files) {
		t.Errorf("%s: files\n%s\nwant\n%s", name, paths(t, got.FS), files)
		return
	}
	for _, file := range files {
		if read(t, got, file) != read(t, want, file) {
			t.Errorf("%s: %s differs", name, file)
		}
	}
}

// BenchmarkRebuild saves one article of a generated site and renders its page,
// again and again: what an author waits for under "dateline serve", but for the
// watching and the network.
func BenchmarkRebuild(b *testing.B) {
	for _, articles := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("articles=%d", articles), func(b *testing.B) {
			folder := onDisk(b, generated(articles))
			opt := options(os.DirFS(folder))
			opt.Cache = &Cache{}
			const file, page = "content/articles/3/article-3.md", "articles/article-3/index.html"
			text, err := os.ReadFile(filepath.Join(folder, file))
			if err != nil {
				b.Fatal(err)
			}
			rebuild := func() {
				text = append(text, " More."...)
				write(b, filepath.Join(folder, file), text)
				opt.Cache.Forget(file)
				result, err := Run(opt)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := fs.ReadFile(result.FS, page); err != nil {
					b.Fatal(err)
				}
			}
			rebuild() // the first time all is made
			for b.Loop() {
				rebuild()
			}
		})
	}
}

// onDisk writes a source folder to the disk and returns its path.
func onDisk(t testing.TB, source fstest.MapFS) string {
	t.Helper()
	folder := t.TempDir()
	for name, file := range source {
		write(t, filepath.Join(folder, name), file.Data)
	}
	return folder
}

func write(t testing.TB, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
