//go:build unix

package content

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"dateline/internal/diag/diagtest"
)

// TestLinks holds on real file systems what symbolic links may do.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "site")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	write := func(name, text string) {
		t.Helper()
		must(os.MkdirAll(filepath.Dir(name), 0o777))
		must(os.WriteFile(name, []byte(text), 0o666))
	}
	link := func(target, name string) {
		t.Helper()
		must(os.Symlink(target, filepath.Join(source, "content/articles", name)))
	}
	write(filepath.Join(dir, "secret.md"), page)
	write(filepath.Join(source, "content/_index.md"), "---\ntitle: T\n---\n")
	write(filepath.Join(source, "content/articles/e/index.md"), page)
	write(filepath.Join(source, "texts/a.md"), page)
	link("../../texts/a.md", "inside.md")
	link("../../../secret.md", "outside.md")
	link(filepath.Join(dir, "secret.md"), "absolute.md")
	link("outside.md", "chain.md")
	link("nowhere.md", "nowhere.md")
	link("gone.md", "dangling.md")
	link(".", "loop")
	link("../../texts", "folder.md")
	link("../../../../secret.md", "e/picture.png")
	link("../../..", "shared")
	must(syscall.Mkfifo(filepath.Join(source, "content/articles/pipe.md"), 0o666))

	const (
		folder = "content/articles/"
		leaves = ": error: is a symbolic link that leaves the source folder, to %q; put the file itself here"
		noFile = ": error: is a symbolic link that leads to no file in the source folder; put the file itself here"
	)
	want := []string{
		folder + "absolute.md" + fmt.Sprintf(leaves, filepath.Join(dir, "secret.md")),
		folder + "dangling.md" + noFile,
		folder + "e/picture.png" + fmt.Sprintf(leaves, "../../../../secret.md"),
		folder + `folder.md: error: is a folder, but only files are called so; rename it to "folder"`,
		folder + "loop: error: is a symbolic link to a folder, which is not followed; put the folder itself here",
		folder + "nowhere.md" + noFile,
		folder + "outside.md" + fmt.Sprintf(leaves, "../../../secret.md"),
		folder + "pipe.md: error: is a named pipe, not a file; remove it",
		folder + "shared" + fmt.Sprintf(leaves, "../../.."),
	}
	root, err := os.OpenRoot(source)
	must(err)
	defer root.Close()
	set, problems, err := Read(root.FS(), Options{})
	must(err)
	wantLines(t, diagtest.Lines(problems), slices.Insert(want, 1, folder+"chain.md"+noFile)...)
	wantLines(t, paths(set), "e/index.md", "inside.md")
}
