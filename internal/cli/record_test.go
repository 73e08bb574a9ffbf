package cli

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/internal/build"
	"dateline/internal/content"
	"dateline/internal/output"
)

// desk is a site with a destination of its own and a folder for records.
type desk struct {
	*testing.T
	dir, cache string
	now        func() time.Time // nil for late
}

func (d *desk) destination() string { return filepath.Join(d.dir, "public") }

// build returns whether the build found all done already, and what it said.
func (d *desk) build(args ...string) (done bool, said string) {
	d.Helper()
	var out, errs strings.Builder
	env := Env{Stdout: &out, Stderr: &errs, Now: d.now, Cache: d.cache, Files: os.DirFS("../..")}
	if env.Now == nil {
		env.Now = late()
	}
	// A record that holds is one that build recalls.
	source, err := openSource(d.dir)
	if err != nil {
		d.Fatal(err)
	}
	defer source.Close()
	b := &buildCommand{Env: env, source: d.dir, destination: d.destination()}
	for _, arg := range args {
		switch {
		case arg == "--drafts":
			b.drafts = true
		case strings.HasPrefix(arg, "--baseURL="):
			b.baseURL = strings.TrimPrefix(arg, "--baseURL=")
		}
	}
	if r := b.recall(); r != nil {
		done = r.holds(d.destination(), r.changes(source))
	}
	args = append([]string{"build", "--source", d.dir, "--destination", d.destination()}, args...)
	if code := Run(d.Context(), args, env); code != 0 {
		d.Fatalf("exit %d: %s", code, errs.String())
	}
	return done, errs.String()
}

// A build right after a save is followed by one that has nothing to do, and finds each edit,
// though a later one might look the same: it reads again what was saved just before.
func TestBuildAfterSave(t *testing.T) {
	if !stamped {
		t.Log("no records are kept on this system")
		return
	}
	begun := time.Now() // to which the clock is held, as if a build took no time
	d := &desk{T: t, dir: siteOn(t, recordedSite), cache: t.TempDir(), now: func() time.Time { return begun }}
	article := filepath.Join(d.dir, "content", "articles", "a", "index.md")
	for _, title := range []string{"A", "B", "C"} {
		put(t, article, []byte("---\ntitle: "+title+"\ndate: 2021-12-21\n---\nMore.\n"))
		d.build()
		if done, _ := d.build(); !done {
			t.Errorf("%s: the second build has something to do", title)
		}
		d.clean("the article " + title)
	}
}

// Only what is known to hold what it held is left alone.
func TestRewritten(t *testing.T) {
	dir := siteOn(t, "-- content/a.md --\none\n-- content/b.md --\ntwo\n")
	open := func() *source {
		s, err := openSource(dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		s.lasting, s.since = true, time.Now().Add(-time.Hour)
		return s
	}
	first := open()
	for _, name := range []string{"content/a.md", "content/b.md"} {
		if _, err := fs.ReadFile(first.FS(), name); err != nil {
			t.Fatal(err)
		}
	}
	first.sums["content/c.md"] = content.Sum{}
	put(t, filepath.Join(dir, "content", "b.md"), []byte("six\n"))
	if got := open().rewritten(first.sums); !slices.Equal(got, []string{"content/b.md", "content/c.md"}) {
		t.Errorf("%q hold something else", got)
	}
	remove(t, filepath.Join(dir, "content", "a.md"))
	if got := open().rewritten(first.sums); len(got) != 3 {
		t.Errorf("without a.md, %q hold something else", got)
	}
	first.noteSum("content/a.md", content.SumOf([]byte("another")))
	if first.sums["content/a.md"] != (content.Sum{}) {
		t.Error("a file that was read twice, and held other things, has a sum")
	}
}

// late is a clock by which all files were changed long ago.
func late() func() time.Time {
	at := time.Now().Add(time.Hour)
	return func() time.Time { return at }
}

// clean builds the site anew somewhere else and compares.
func (d *desk) clean(what string, args ...string) {
	d.Helper()
	other := filepath.Join(d.TempDir(), "public")
	env := Env{Stdout: io.Discard, Stderr: io.Discard, Now: time.Now, Files: os.DirFS("../..")}
	if code := Run(d.Context(), append([]string{"build", "--source", d.dir, "--destination", other}, args...), env); code != 0 {
		d.Fatalf("%s: exit %d", what, code)
	}
	sameFiles(d.T, d.destination(), other)
	if d.Failed() {
		d.Fatal("after " + what)
	}
}

// sameFiles compares a destination with what it should hold.
func sameFiles(t *testing.T, destination, wanted string) {
	t.Helper()
	got, want := filesIn(t, destination), filesIn(t, wanted)
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s differs from that of a clean build", name)
		}
	}
}

func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const recordedSite = `
-- content/_index.md --
---
title: T
base_url: https://example.org/
colour: an unknown key
---
-- content/articles/a/index.md --
---
title: A
date: 2021-12-20
---
Text.
-- content/articles/a/notes.txt --
Beside it.
-- content/articles/d.md --
---
title: D
date: 2021-12-20
draft: true
---
Text.
-- static/own.txt --
Own.
`

// A build of what is done already changes nothing and says what the first one
// said; after any change the site is that of a clean build.
func TestRecord(t *testing.T) {
	if !stamped {
		t.Log("no records are kept on this system")
		return
	}
	d := &desk{T: t, dir: siteOn(t, recordedSite), cache: t.TempDir()}
	file := func(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }
	done, first := d.build()
	if done || !strings.Contains(first, `"colour"`) {
		t.Fatalf("the first build: done %v, said %q", done, first)
	}
	if done, said := d.build(); !done || said != first {
		t.Fatalf("the second build: done %v, said %q, want %q", done, said, first)
	}
	d.clean("the second build")
	for _, step := range []struct {
		what   string
		change func()
		args   []string
	}{
		{"an article", func() {
			put(t, file("content/articles/a/index.md"), []byte("---\ntitle: B\ndate: 2021-12-21\n---\nMore.\n"))
		}, nil},
		{"of the same size and time", func() {
			name := file("content/articles/a/index.md")
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			put(t, name, []byte("---\ntitle: C\ndate: 2021-12-21\n---\nMore.\n"))
			if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
				t.Fatal(err)
			}
		}, nil},
		{"a file beside it", func() { put(t, file("content/articles/a/notes.txt"), []byte("Others.")) }, nil},
		{"another file beside it", func() { put(t, file("content/articles/a/more.txt"), []byte("More.")) }, nil},
		{"a new article", func() { put(t, file("content/articles/n.md"), []byte("---\ntitle: N\ndate: 2021-12-22\n---\nNew.\n")) }, nil},
		{"an article less", func() { remove(t, file("content/articles/n.md")) }, nil},
		{"a new kind", func() { put(t, file("content/actors/x.md"), []byte("---\nname: X\nkind: person\n---\n")) }, nil},
		{"a static file", func() { put(t, file("static/own.txt"), []byte("Mine.")) }, nil},
		{"a template", func() {
			put(t, file("templates/404.html"), []byte(`{{define "main"}}<h1>Nowhere</h1>{{end}}`))
		}, nil},
		{"words", func() { put(t, file("templates/i18n/en.yaml"), []byte("section:\n  actors: People\n")) }, nil},
		{"a style", func() { put(t, file("static/css/99-own.css"), []byte("p { color: red }")) }, nil},
		{"a page that somebody edited", func() { put(t, file("public/index.html"), []byte("x")) }, nil},
		{"a page that somebody removed", func() { remove(t, file("public/articles/a/index.html")) }, nil},
		{"a list of files that somebody edited", func() {
			data, err := os.ReadFile(file("public/.dateline/manifest.json"))
			if err != nil {
				t.Fatal(err)
			}
			put(t, file("public/.dateline/manifest.json"), append(data, '\n'))
		}, nil},
		{"drafts", func() {}, []string{"--drafts"}},
		{"another address", func() {}, []string{"--baseURL=https://example.com/x/"}},
		{"no record", func() { remove(t, d.cache) }, nil},
		{"a broken record", func() {
			for name := range filesIn(t, d.cache) {
				if filepath.Base(name) == "record" { // files of the spare are those of the site
					put(t, filepath.Join(d.cache, name), []byte("x"))
				}
			}
		}, nil},
		{"an article that a damaged record has under another name", func() {
			put(t, file("content/articles/a/index.md"), []byte("---\ntitle: D\ndate: 2021-12-21\n---\nMore.\n"))
			for name, text := range filesIn(t, d.cache) {
				if filepath.Base(name) == "record" {
					text = strings.Replace(text, "articles/a/index.md", "articles/a/indey.md", 1)
					put(t, filepath.Join(d.cache, name), []byte(text))
				}
			}
		}, nil},
	} {
		step.change()
		if done, _ := d.build(step.args...); done {
			t.Errorf("%s: the change was not seen", step.what)
		}
		d.clean(step.what, step.args...)
		if done, _ := d.build(step.args...); !done {
			t.Errorf("%s: the build after it was done again", step.what)
		}
	}
}

// What was changed a moment before the build is read again: the next change might bear
// the same time.
func TestRecordWaits(t *testing.T) {
	b, source, run := recorded(t)
	run()
	r := b.recall()
	if r == nil {
		t.Fatal("no record was written")
	}
	const article = "content/articles/a/index.md"
	if _, trusted := r.read.of(article); trusted || r.Fresh[article] == (content.Sum{}) {
		t.Errorf("the article's stamp is trusted: %v; it is summed up as %v", trusted, r.Fresh[article])
	}
	if !r.holds(b.destination, r.changes(source)) {
		t.Error("the record says that something has changed")
	}
	r.Fresh[article] = content.SumOf([]byte("what it held before"))
	if changes := r.changes(source); !slices.Equal(changes, []string{article}) {
		t.Errorf("%q have changed", changes)
	}

	// When the time has passed, it need not be read any more.
	run()
	if r := b.recall(); len(r.Fresh) == 0 {
		t.Error("the stamps are trusted too early")
	}
	env := b.Env
	env.Now = late()
	if code := Run(t.Context(), []string{"build", "--source", b.source}, env); code != 0 {
		t.Fatal("exit", code)
	}
	if r := b.recall(); len(r.Fresh) > 0 || !r.holds(b.destination, r.changes(source)) {
		t.Errorf("%d files are read again", len(r.Fresh))
	}
}

// After an edit of an article, pages that show nothing of it are left alone; they are
// not where somebody has touched them.
func TestRecordOfFiles(t *testing.T) {
	b, source, run := recorded(t)
	run("--drafts")
	b.drafts = true
	put(t, filepath.Join(b.source, "content/articles/a/index.md"), []byte("---\ntitle: A\ndate: 2021-12-20\n---\nAnother text.\n"))
	put(t, filepath.Join(b.destination, "search/index.html"), []byte("touched"))
	_, digests := made(t, b, source)
	same := b.recall().same(given(digests, nil))
	for name, want := range map[string]bool{
		"articles/d/index.html": true, "404.html": true, "index.html": true, "2021/index.html": true, "data/index.html": true,
		"articles/a/index.html": false, "feed.xml": false, "search/index.html": false,
	} {
		info, err := os.Lstat(filepath.Join(b.destination, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := same(name, info); got != want {
			t.Errorf("%s: same is %v", name, got)
		}
	}
	unknown := b.recall().same(given(digests, fs.ErrPermission))
	if info, err := os.Lstat(filepath.Join(b.destination, "404.html")); err != nil || unknown("404.html", info) {
		t.Errorf("404.html is left alone without digests (%v)", err)
	}
}

// A build that another one has overtaken after it wrote does not take the other's
// files for its own.
func TestRecordOfTheLast(t *testing.T) {
	b, source, run := recorded(t)
	result, digests := made(t, b, source)
	run()
	info, err := os.Lstat(b.manifest())
	if err != nil {
		t.Fatal(err)
	}
	b.placed.set(output.ManifestFile, written{Stamp: stampOf(info)})
	put(t, filepath.Join(b.source, "content/articles/a/index.md"), []byte("---\ntitle: A\ndate: 2021-12-20\n---\nOther.\n"))
	run()
	const page = "articles/a/index.html"
	if info, err = os.Lstat(filepath.Join(b.destination, page)); err != nil {
		t.Fatal(err)
	}
	sum, _ := digests.Of(page)
	b.placed.set(page, written{stampOf(info), sum}) // looked at too late: it is the other's
	b.remember(source, result, nil, summary{})
	switch r := b.recall(); {
	case r == nil:
		t.Error("the record of the other build is lost")
	case r.same(given(digests, nil))(page, info):
		t.Errorf("%s counts as made of what stood there before", page)
	}
}

// given returns what returns digests.
func given(digests build.Digests, err error) func() (build.Digests, error) {
	return func() (build.Digests, error) { return digests, err }
}

// recorded is a command that builds recordedSite and keeps records, with its source,
// and what runs such a command.
func recorded(t *testing.T) (b *buildCommand, source *source, run func(args ...string)) {
	t.Helper()
	dir := siteOn(t, recordedSite)
	env := Env{Stdout: io.Discard, Stderr: io.Discard, Now: time.Now, Cache: t.TempDir(), Files: os.DirFS("../..")}
	source, err := openSource(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { source.Close() })
	run = func(args ...string) {
		t.Helper()
		if code := Run(t.Context(), append([]string{"build", "--source", dir}, args...), env); code != 0 {
			t.Fatal("exit", code)
		}
	}
	return &buildCommand{Env: env, source: dir, destination: filepath.Join(dir, "public")}, source, run
}

// made makes the site of a source, and sums up what its files are made of.
func made(t *testing.T, b *buildCommand, source *source) (*build.Result, build.Digests) {
	t.Helper()
	result, err := b.site(t.Context(), source.FS())
	if err != nil {
		t.Fatal(err)
	}
	digests, err := result.Digests()
	if err != nil {
		t.Fatal(err)
	}
	return result, digests
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.RemoveAll(name); err != nil {
		t.Fatal(err)
	}
}
