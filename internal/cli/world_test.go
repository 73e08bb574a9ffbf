//go:build unix

package cli

import (
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"dateline/internal/lint"
	"dateline/internal/output"
)

// Whatever umask a build runs under, it writes the same bytes; files have mode
// 0644 and folders 0755, less the umask.
func TestPromiseUmask(t *testing.T) {
	dir := siteOn(t, fencedSite+"-- static/a.txt --\na\n")
	article := filepath.Join(dir, "content/articles/b.md")
	was, err := os.ReadFile(article)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]string
	for _, umask := range []fs.FileMode{0o022, 0o077, 0} {
		dest := filepath.Join(t.TempDir(), "above", "public")
		// The second build writes over the first, and carries over what has not changed.
		for _, text := range []string{"---\ntitle: Old\ndate: 2021-12-21\n---\n", string(was)} {
			put(t, article, []byte(text))
			old := syscall.Umask(int(umask)) // of the whole process: no test runs beside this one
			code, said := called(t, "build", "--source", dir, "--destination", dest)
			syscall.Umask(old)
			if code != exitDone {
				t.Fatalf("exit code %d: %s", code, said)
			}
			err := filepath.WalkDir(filepath.Dir(dest), func(name string, d fs.DirEntry, err error) error {
				if err != nil {
					return err
				}
				mode := fs.FileMode(0o644)
				if d.IsDir() {
					mode = fs.ModeDir | 0o755
				}
				if info, err := d.Info(); err != nil || info.Mode() != mode&^umask {
					t.Errorf("umask %03o: %s has mode %v (%v), want %v", umask, name, info.Mode(), err, mode&^umask)
					return fs.SkipAll
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		got := everyFile(t, dest)
		if want == nil {
			want = got
		}
		if !maps.Equal(got, want) {
			t.Errorf("umask %03o gives other bytes", umask)
		}
	}
}

// A source folder that may not be written to, such as one on a disc, a share or
// in a container, is built and checked, and nothing is left in it.
func TestPromiseReadOnlySource(t *testing.T) {
	dir := siteOn(t, fencedSite+"-- static/a.txt --\na\n")
	dest := filepath.Join(filepath.Dir(dir), "public")
	before := everyFile(t, dir)
	seal(t, dir)
	for _, args := range [][]string{
		{"build", "--source", dir, "--destination", dest},
		{"check", "--source", dir, "--destination", dest},
	} {
		if code, said := called(t, args...); code != exitDone {
			t.Errorf("%v: exit code %d: %s", args, code, said)
		}
	}
	if len(everyFile(t, dest)) < 10 {
		t.Error("no site was built")
	}
	if code, said := called(t, "build", "--source", dir); code != exitMachine || !strings.Contains(said, filepath.Join(dir, "public")) {
		t.Errorf("into the source itself: exit code %d: %s", code, said)
	}
	if after := everyFile(t, dir); !maps.Equal(before, after) {
		t.Errorf("the source has changed: %d files, then %d", len(before), len(after))
	}
}

// seal keeps everybody from writing to a folder: by its modes, and where those
// do not bind, by a mount.
func seal(t *testing.T, dir string) {
	t.Helper()
	modes := func(file, folder fs.FileMode) {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir():
				return os.Chmod(name, folder)
			}
			return os.Chmod(name, file)
		})
		if err != nil {
			t.Error(err)
		}
	}
	modes(0o444, 0o555)
	t.Cleanup(func() { modes(0o644, 0o755) })
	if os.Geteuid() != 0 {
		return
	}
	for _, args := range [][]string{{"--bind", dir, dir}, {"-o", "remount,ro,bind", dir}} {
		out, err := exec.Command("mount", args...).CombinedOutput()
		switch {
		case err == nil:
		case os.Getenv("CI") == "true" && runtime.GOOS == "linux":
			t.Fatalf("mounting: %v: %s", err, out)
		default:
			t.Skipf("the modes do not bind root, and mounting fails: %v", err)
		}
		if args[0] == "--bind" {
			t.Cleanup(func() {
				if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
					t.Errorf("%v: %s", err, out)
				}
			})
		}
	}
}

// What check --fix mends lies in the source, under the name that it read: it
// writes through no link, and over nothing that lies beside.
func TestPromiseFixWritesThroughNoLink(t *testing.T) {
	const foreign = "---\ntitle: T\ndate: 27/12/2021\n---\n"
	for _, tt := range []struct {
		name string
		link string // in the source
		to   string // what it leads to, relative to the source
		want string // what is said
	}{
		{"link within", "content/articles/x.md", "notes/x.md", "changing content/articles/x.md: it is a link"},
		{"link out", "content/articles/x.md", "../outside/x.md", "leaves the source folder"},
		{"folder linked out", "content/articles/x", "../outside", ""},
		{"folder of content linked out", "content/incidents", "../outside", "is not followed"},
		{"what is written beside, within", "content/articles/.c.md.dateline", "notes/x.md", "changing content/articles/c.md: content/articles/.c.md.dateline is there, which another check --fix is writing"},
		{"what is written beside, out", "content/articles/.c.md.dateline", "../outside/x.md", "changing content/articles/c.md: content/articles/.c.md.dateline is there, which another check --fix is writing"},
		{"what is written beside, to nothing", "content/articles/.c.md.dateline", "../outside/new.md", "changing content/articles/c.md: content/articles/.c.md.dateline is there, which another check --fix is writing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			archive := fencedSite + "-- notes/x.md --\n" + foreign
			if strings.HasPrefix(filepath.Base(tt.link), ".") {
				archive += "-- content/articles/c.md --\n" + foreign
			}
			dir := siteOn(t, archive)
			put(t, filepath.Join(dir, "../outside/x.md"), []byte(foreign))
			link := filepath.Join(dir, tt.link)
			to, err := filepath.Rel(filepath.Dir(link), filepath.Join(dir, tt.to))
			if err == nil {
				err = os.Symlink(to, link)
			}
			if err != nil {
				t.Fatal(err)
			}
			before := everyFile(t, filepath.Dir(dir))
			_, said := called(t, "check", "--fix", "--yes", "--source", dir)
			if !strings.Contains(said, tt.want) {
				t.Errorf("said %q, want %q", said, tt.want)
			}
			if after := everyFile(t, filepath.Dir(dir)); !maps.Equal(before, after) {
				t.Errorf("files have changed: %q", after)
			}
			if _, err := os.Readlink(link); err != nil {
				t.Errorf("the link was replaced: %v", err)
			}
		})
	}
}

// A link keeps nothing else from being mended.
func TestFixLeavesLinksOut(t *testing.T) {
	const old, mended = "---\ntitle: T\ndate: 27 Dec 2021\n---\n", "---\ntitle: T\ndate: 2021-12-27\n---\n"
	dir := siteOn(t, "-- content/articles/m/a1.md --\n"+old+"-- store/l1.md --\n"+old+"-- content/articles/m/z1.md --\n"+old)
	link := filepath.Join("content", "articles", "m", "l1\x1b.md") // which would do something to a terminal
	if err := os.Symlink(filepath.Join("..", "..", "..", "store", "l1.md"), filepath.Join(dir, link)); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	env := Env{Stdout: &out, Stderr: &out, Now: time.Now, Files: os.DirFS("../..")}
	if code := Run(t.Context(), []string{"check", "--fix", "--yes", "--source", dir}, env); code != 1 { // for the date that is left
		t.Errorf("exit code %d", code)
	}
	said := out.String()
	if !strings.Contains(said, `not changing content/articles/m/l1\x1b.md: it is a link; change the file that it leads to`+"\n") {
		t.Errorf("said %q", said)
	}
	for name, want := range map[string]string{"content/articles/m/a1.md": mended, "content/articles/m/z1.md": mended, "store/l1.md": old} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != want {
			t.Errorf("%s is %q, error %v; want %q", name, got, err, want)
		}
		if shown := strings.Contains(said, "+++ b/"+name+"\n"); shown != (want == mended) {
			t.Errorf("whether the diff of %s is shown: %t", name, shown)
		}
	}
	if strings.Contains(said, "+++ b/content/articles/m/l1.md") {
		t.Error("a change is shown that is not made")
	}
}

// What an editor saves while a mend is on its way to the disk stays.
func TestFixKeepsEdits(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	e := lint.Edit{File: "a.md", Old: []byte("old"), New: []byte("mended")}
	put(t, filepath.Join(root.Name(), e.File), e.Old)
	temporary, err := writeBeside(root, e)
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(root.Name(), e.File), []byte("saved"))
	err = putInPlace(root, temporary, e)
	if text, readErr := root.ReadFile(e.File); err == nil || readErr != nil || string(text) != "saved" {
		t.Errorf("error %v; the file is %q (%v), want what was saved", err, text, readErr)
	}
}

// Who may read and write a file is left as it is, such as a group of editors, or somebody whose
// files root mends.
func TestFixKeepsModes(t *testing.T) {
	dir := siteOn(t, "-- content/articles/a.md --\n---\ntitle: T\ndate: 27 Dec 2021\n---\n")
	article := filepath.Join(dir, "content/articles/a.md")
	const shared = 0o664
	if err := os.Chmod(article, shared); err != nil {
		t.Fatal(err)
	}
	uid, gid := os.Geteuid(), os.Getegid()
	if os.Chown(article, 1234, 2345) == nil { // as root does
		uid, gid = 1234, 2345
	}
	old := syscall.Umask(0o027) // of the whole process: no test runs beside this one
	code, said := called(t, "check", "--fix", "--yes", "--source", dir)
	syscall.Umask(old)
	if text, err := os.ReadFile(article); code != exitDone || err != nil || !strings.Contains(string(text), "2021-12-27") {
		t.Fatalf("exit code %d, error %v: %s", code, err, said)
	}
	info, err := os.Stat(article)
	if err != nil {
		t.Fatal(err)
	}
	if owner, group, _ := output.Owner(info); info.Mode() != shared || owner != uid || group != gid {
		t.Errorf("mode %v of %d:%d, want %v of %d:%d", info.Mode(), owner, group, os.FileMode(shared), uid, gid)
	}
}
