//go:build unix

package cli

import (
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

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

// Nor is a pipe waited for that has taken the place of a folder since it was listed, by an
// earlier build or by this one.
func TestPromiseFolderBecomesPipe(t *testing.T) {
	for _, folder := range []string{"content/articles", "static"} {
		dir, cache := siteOn(t, fencedSite), t.TempDir()
		put(t, filepath.Join(dir, "static/x.txt"), []byte("x"))
		calledAgain(t, cache, "build", "--source", dir)
		if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
			t.Fatal(err)
		}
		pipe(folder)(t, dir)
		if code, said := calledAgain(t, cache, "build", "--source", dir); code == exitDone {
			t.Errorf("%s as a pipe: said %q", folder, said)
		}
		source, err := openSource(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer source.Close()
		if entries, err := fs.ReadDir(source.FS(), folder); err == nil {
			t.Errorf("%s as a pipe holds %v", folder, entries)
		}
	}
}

// What a check looks at of the last build is inside the fence as well: who has the source
// from others may have that from them, too.
func TestPromiseInsideTheFenceBuilt(t *testing.T) {
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
