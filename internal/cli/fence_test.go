package cli

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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
	return calledAgain(t, "", args...)
}

// calledAgain does so where earlier calls have left something in a folder for caches.
func calledAgain(t *testing.T, cache string, args ...string) (code int, said string) {
	t.Helper()
	var out strings.Builder
	env := Env{Stdout: io.Discard, Stderr: &out, Now: time.Now, Cache: cache, Files: os.DirFS("../..")}
	done := make(chan int, 1)
	go func() { done <- Run(t.Context(), args, env) }()
	select {
	case code = <-done:
	case <-time.After(time.Minute):
		t.Fatalf("dateline %s never ends", strings.Join(args, " "))
	}
	return code, out.String()
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
