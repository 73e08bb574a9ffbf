package cli

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

const fencedSite = `
-- content/_index.md --
---
title: T
---
-- content/articles/a/index.md --
---
title: A
date: 2021-12-20
---
Text.
-- content/articles/b.md --
---
title: B
date: 2021-12-21
---
Text.
`

// siteOn writes a txtar archive into a new folder and returns it.
func siteOn(t *testing.T, archive string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	for _, f := range txtar.Parse([]byte(archive)).Files {
		put(t, filepath.Join(dir, f.Name), f.Data)
	}
	return dir
}

// called runs a command and returns its exit code and what it said. One that
// waits for a pipe or reads without end fails the test.
func called(t *testing.T, args ...string) (code int, said string) {
	t.Helper()
	var out strings.Builder
	env := Env{Stdout: io.Discard, Stderr: &out, Now: time.Now, Files: os.DirFS("../..")}
	done := make(chan int, 1)
	go func() { done <- Run(t.Context(), args, env) }()
	select {
	case code = <-done:
	case <-time.After(time.Minute):
		t.Fatalf("dateline %s never ends", strings.Join(args, " "))
	}
	return code, out.String()
}

// A maker makes what is no plain file in a folder.
type maker = func(t *testing.T, dir string)

func pipe(name string) maker {
	return func(t *testing.T, dir string) {
		put(t, filepath.Join(dir, name), nil)
		os.Remove(filepath.Join(dir, name))
		if out, err := exec.Command("mkfifo", filepath.Join(dir, name)).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
}

func link(name, target string) maker {
	return func(t *testing.T, dir string) {
		put(t, filepath.Join(dir, name), nil)
		os.RemoveAll(filepath.Join(dir, name))
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func large(name string) maker {
	return func(t *testing.T, dir string) {
		put(t, filepath.Join(dir, name), []byte("x"))
		if err := os.Truncate(filepath.Join(dir, name), 1<<42); err != nil { // a hole: it takes no space
			if os.Getenv("CI") == "true" {
				t.Fatal(err)
			}
			t.Skip(err)
		}
	}
}

// Nothing outside the source is read, whatever links and special files lie in
// it: all of them end in a message, none in a wait.
func TestPromiseInsideTheFence(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links and pipes are made by Unix's means")
	}
	for _, tt := range []struct {
		name string
		make maker
		want string
	}{
		{"pipe as content", pipe("content/articles/x.md"), "is a named pipe"},
		{"pipe beside a page", pipe("content/articles/a/x.pdf"), "is a named pipe"},
		{"pipe as template", pipe("templates/page.html"), "is a named pipe, not a file; remove it"},
		{"pipe as partial", pipe("templates/partials/x.html"), "is a named pipe, not a file; remove it"},
		{"pipe as style sheet", pipe("static/css/x.css"), "is a named pipe, not a file; remove it"},
		{"pipe as script", pipe("static/js/parts/x.js"), "is a named pipe, not a file; remove it"},
		{"pipe in static", pipe("static/x.txt"), "is a named pipe, not a file; remove it"},
		{"link to a device", link("static/x.txt", "/dev/zero"), "is a symbolic link that leaves the source folder"},
		{"content linked out", link("content/articles/x.md", "../../../outside/secret.md"), "leaves the source folder"},
		{"content linked to an absolute path", link("content/articles/x.md", "/etc/passwd"), "leaves the source folder"},
		{"file beside a page linked out", link("content/articles/a/x.pdf", "/etc/passwd"), "leaves the source folder"},
		{"folder of content linked out", link("content/incidents", "../../outside"), "is not followed"},
		{"folder below linked out", link("content/articles/x", "../../../outside"), ""},
		{"templates linked out", link("templates", "../outside"), "escapes from parent"},
		{"template linked out", link("templates/page.html", "../../outside/secret.md"), "is a symbolic link that leaves the source folder"},
		{"static linked out", link("static", "../outside"), "escapes from parent"},
		{"static file linked out", link("static/x.txt", "../../outside/secret.md"), "is a symbolic link that leaves the source folder"},
		{"static folder linked out", link("static/x", "../../outside"), "is a symbolic link that leaves the source folder"},
		{"link to itself", link("content/articles/x.md", "x.md"), "leads to no file"},
		{"folders in a circle", link("content/articles/x", "."), "is not followed"},
		{"static in a circle", link("static/x", "."), "is a symbolic link to a folder, which is not followed"},
		{"endless content", large("content/articles/x.md"), "larger than 1024 MiB"},
		{"endless file beside a page", large("content/articles/a/x.bin"), "larger than 1024 MiB"},
		{"endless file in static", large("static/x.txt"), "this file cannot be copied: it is larger than 1024 MiB"},
		{"endless style sheet", large("static/css/x.css"), "larger than 1024 MiB"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := siteOn(t, fencedSite)
			outside := filepath.Join(filepath.Dir(dir), "outside")
			put(t, filepath.Join(outside, "secret.md"), []byte("---\ntitle: zqsecret\ndate: 2021\n---\nzqsecret\n"))
			tt.make(t, dir)
			code, said := called(t, "build", "--source", dir)
			if tt.want != "" && (code == exitDone || !strings.Contains(said, tt.want)) {
				t.Errorf("exit code %d: %s\nwant %q", code, said, tt.want)
			}
			if strings.Contains(said, "zqsecret") || strings.Contains(said, "root:") {
				t.Errorf("what lies outside is told: %s", said)
			}
			for name, data := range everyFile(t, filepath.Dir(dir)) {
				if !strings.HasPrefix(name, "outside") && strings.Contains(data, "zqsecret") {
					t.Errorf("%s holds what lies outside", name)
				}
			}
		})
	}
}

// What a check looks at of the last build is inside the fence as well: who has the source
// from others may have that from them, too.
func TestPromiseInsideTheFenceBuilt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links and pipes are made by Unix's means")
	}
	const (
		list    = "public/.dateline/manifest.json"
		gone    = "public/articles/gone/index.html"
		unknown = "cannot tell which addresses the last build had: read .dateline/manifest.json: "
	)
	for _, tt := range []struct {
		name string
		make maker
		want string
	}{
		{"pipe as list", pipe(list), unknown + "it is no file"},
		{"device as list", link(list, "/dev/zero"), unknown + "it is no file"},
		{"endless list", large(list), unknown + "it is larger than 1024 MiB"},
		{"pipe as page", pipe(gone), "/articles/gone/ was in the last build and is gone"},
		{"device as page", link(gone, "/dev/zero"), "/articles/gone/ was in the last build and is gone"},
		{"endless page", large(gone), "/articles/gone/ was in the last build and is gone"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := siteOn(t, fencedSite)
			put(t, filepath.Join(dir, list), []byte(`{"version":1,"files":[{"path":"articles/gone/index.html"}]}`))
			tt.make(t, dir)
			if _, said := called(t, "check", "--source", dir); !strings.Contains(said, tt.want) {
				t.Errorf("%s\nwant %q", said, tt.want)
			}
		})
	}
}

// An import writes through no link out of the source.
func TestPromiseImportStaysInside(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links are made by Unix's means")
	}
	dir := siteOn(t, fencedSite)
	outside := filepath.Join(filepath.Dir(dir), "outside")
	feed := filepath.Join(filepath.Dir(dir), "feed.xml")
	put(t, filepath.Join(outside, "x.txt"), []byte("x"))
	put(t, feed, []byte("<rss><channel><title>F</title><item><title>A new one</title><pubDate>2024-03-05</pubDate></item></channel></rss>"))
	link("content/sources", "../../outside")(t, dir)
	before := everyFile(t, filepath.Dir(dir))
	_, said := called(t, "import", "--source", dir, feed)
	if want := "dateline: reading content: listing content/sources: "; !strings.HasPrefix(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
	if after := everyFile(t, filepath.Dir(dir)); !maps.Equal(before, after) {
		t.Errorf("files have changed: %q", after)
	}
}

// everyFile reads all files below a folder that can be read, by their names.
func everyFile(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		if info, err := d.Info(); err != nil || info.Size() > 1<<30 {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// No slug, alias, tag, place, title or name leads out of the destination, or to
// where it would mean something to a host, to version control or to Windows.
func TestPromiseNamesStayInside(t *testing.T) {
	evil := []string{
		"..", "../../x", "/etc/x", `..\x`, `\\host\x`, "C:/x", "c:x", "a/../../x", ".git/config", ".dateline/x", "con", "NUL.txt",
		"a\u0000b", "x/.", "./x", "%2e%2e/x", "a//b", "com1", "x:y", "trailing.", "trailing ", "https://zq.example/", "//zq.example", "a\nb", "\u202ea", "*",
	}
	var refused strings.Builder
	refused.WriteString(fencedSite)
	var taken strings.Builder
	taken.WriteString(fencedSite)
	for k, name := range evil {
		fmt.Fprintf(&refused, "-- content/pages/slug%d.md --\n---\ntitle: T\nslug: %q\n---\n", k, name)
		fmt.Fprintf(&refused, "-- content/pages/alias%d.md --\n---\ntitle: T\naliases: [%q]\n---\n", k, name)
		if name == ".." || name == "*" { // of no letter: refused
			continue
		}
		fmt.Fprintf(&taken, "-- content/incidents/t%d.md --\n---\ntitle: T%d\ndate: 2021\ntags: [%q]\nplace: {name: %q}\n---\n", k, k, strings.ReplaceAll(name, "\u0000", ""), strings.ReplaceAll(name, "\u0000", ""))
	}
	dir := siteOn(t, refused.String())
	code, said := called(t, "build", "--source", dir)
	if code != exitContent {
		t.Fatalf("exit code %d: %s", code, said)
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); err == nil {
		t.Error("the site was written")
	}
	for k, name := range evil {
		for _, of := range []string{"slug", "alias"} {
			harmless := of == "slug" && name == "trailing " || of == "alias" && (name == "/etc/x" || name == "trailing " || strings.HasPrefix(name, "%2e"))
			if !harmless && !strings.Contains(said, fmt.Sprintf("content/pages/%s%d.md", of, k)) {
				t.Errorf("nothing is said of the %s %q", of, name)
			}
		}
	}

	dir = siteOn(t, taken.String())
	if code, said := called(t, "build", "--source", dir); code != exitDone {
		t.Fatalf("exit code %d: %s", code, said)
	}
	for name := range everyFile(t, filepath.Dir(dir)) {
		rest, in := strings.CutPrefix(name, "site/public/")
		if !in {
			if !strings.HasPrefix(name, "site/content/") {
				t.Errorf("%s is outside the destination", name)
			}
			continue
		}
		for part := range strings.SplitSeq(rest, "/") {
			base, _, _ := strings.Cut(strings.ToLower(part), ".")
			if strings.HasPrefix(part, ".") && part != ".dateline" && part != ".nojekyll" || strings.ContainsAny(part, "\\:*?\"<>|\x00\n") ||
				strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || base == "con" || base == "nul" || base == "com1" {
				t.Errorf("the name %q", rest)
			}
		}
	}
}

// Content that changes while a site is made of it gives an error, and the
// destination stays as it was: never half of one state and half of another.
func TestPromiseOneMoment(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, dir string)
		want   string // "" where the site may be written
	}{
		{"a text", func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "content/articles/b.md"), []byte("---\ntitle: Other\ndate: 2021-12-21\n---\nText.\n"))
		}, "content/articles/b.md changed while the site was made"},
		{"a text of the same length", func(t *testing.T, dir string) {
			file := filepath.Join(dir, "content/articles/b.md")
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			put(t, file, []byte(strings.Replace(string(data), "Text", "Tuxt", 1)))
			if err := os.Chtimes(file, time.Time{}, time.Now().Add(time.Second)); err != nil { // past the tick of the clock
				t.Fatal(err)
			}
		}, "content/articles/b.md changed while the site was made"},
		{"a new text", func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "content/articles/c.md"), []byte("---\ntitle: C\ndate: 2021-12-21\n---\n"))
		}, "content/articles/ changed"},
		{"a first source", func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "content/sources/c.md"), []byte("---\nname: C\n---\n"))
		}, "content/ changed"},
		{"a text that goes", func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "content/articles/b.md")); err != nil {
				t.Fatal(err)
			}
		}, "content/articles/, content/articles/b.md changed"},
		{"a file beside a page", func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "content/articles/a/x.pdf"), []byte("other"))
		}, "content/articles/a/x.pdf changed"},
		{"a style sheet", func(t *testing.T, dir string) { put(t, filepath.Join(dir, "static/css/x.css"), []byte("p{}")) }, "static/"},
		{"what an editor leaves", func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "content/articles/.b.md.swp"), []byte("x"))
		}, ""},
		{"nothing", func(*testing.T, string) {}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := siteOn(t, fencedSite+"-- content/articles/a/x.pdf --\nx\n")
			if code, said := called(t, "build", "--source", dir); code != exitDone {
				t.Fatal(said)
			}
			before := everyFile(t, filepath.Join(dir, "public"))
			put(t, filepath.Join(dir, "content/articles/a/index.md"), []byte("---\ntitle: New\ndate: 2021-12-20\n---\nNew.\n"))

			source, err := openSource(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer source.Close()
			source.lasting = true
			var said strings.Builder
			b := &buildCommand{Env: Env{Stdout: io.Discard, Stderr: &said, Now: time.Now, Files: os.DirFS("../..")}, source: dir, destination: filepath.Join(dir, "public")}
			result, err := b.site(t.Context(), source.FS())
			if err != nil {
				t.Fatal(err)
			}
			tt.change(t, dir) // all is read, nothing is written
			err = b.write(t.Context(), result, &report{buildCommand: b, source: source.FS()}, source, nil, &resumption{buildCommand: b})
			after := everyFile(t, filepath.Join(dir, "public"))
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want == "":
				if !strings.Contains(after["articles/a/index.html"], "New") {
					t.Error("the new site is not there")
				}
			case err == nil || !strings.Contains(err.Error(), tt.want):
				t.Errorf("got error %v, want %q", err, tt.want)
			case fmt.Sprint(before) != fmt.Sprint(after):
				t.Error("the destination has changed")
			}
		})
	}
}
