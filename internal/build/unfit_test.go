//go:build unix

package build

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What cannot be read over the templates and static files that Dateline brings is told
// where it lies, all of it in one run; what editors leave behind for a while is passed
// over.
func TestUnfitFiles(t *testing.T) {
	dir := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	const site = "-- content/_index.md --\n---\ntitle: T\n---\n" +
		"-- content/pages/about.md --\n---\ntitle: About\n---\n" +
		"-- static/css --\n-- static/js/parts/theme.js/a --\n-- static/b/own.txt --\n" +
		"-- templates/page.html/a --\n-- templates/i18n --\n" +
		"-- templates/partials/link.html --\n{{.Wrong}\n"
	must(os.CopyFS(dir, siteOf(t, site)))
	for name, target := range map[string]string{
		"templates/.#page.html":       "someone@host.1234",
		"templates/actor.html":        "gone.html",
		"templates/partials/loop":     ".",
		"static/b/loop":               "../b",
		"static/.#b":                  "someone@host.1234",
		"templates/partials/map.html": "../../../out.html",
	} {
		must(os.Symlink(target, filepath.Join(dir, name)))
	}
	must(syscall.Mkfifo(filepath.Join(dir, "templates/x.txt"), 0o666))
	root, err := os.OpenRoot(dir)
	must(err)
	defer root.Close()
	result := run(t, root.FS())
	want := []string{
		"static/b/loop: error: is a symbolic link to a folder, which is not followed; put the folder itself here",
		"static/css: error: is a file, where Dateline has a folder; call it something else",
		"static/js/parts/theme.js: error: is a folder, where Dateline has a file; call it something else",
		"templates/actor.html: error: is a symbolic link that leads to no file in the source folder; put the file itself here",
		"templates/i18n: error: is a file, where Dateline has a folder; call it something else",
		"templates/page.html: error: is a folder, where Dateline has a file; call it something else",
		"templates/partials/link.html:1:1: error: this action is not closed: end it with }}",
		"templates/partials/loop: error: is a symbolic link to a folder, which is not followed; put the folder itself here",
		`templates/partials/map.html: error: is a symbolic link that leaves the source folder, to "../../../out.html"; put the file itself here`,
		"templates/x.txt: error: is a named pipe, not a file; remove it",
	}
	if diff := cmp.Diff(want, problems(result)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// Nothing is read in a file that should be a folder.
func TestUnfitFolder(t *testing.T) {
	dir := t.TempDir()
	const site = "-- content/_index.md --\n---\ntitle: T\n---\n-- templates --\n-- static --\n"
	if err := os.CopyFS(dir, siteOf(t, site)); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	want := []string{
		"static: error: is a file, where Dateline has a folder; call it something else",
		"templates: error: is a file, where Dateline has a folder; call it something else",
	}
	if diff := cmp.Diff(want, problems(run(t, root.FS()))); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
