package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/fstest"
	"time"
)

// readDir returns the files of a folder; a link is its target's name.
func readDir(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if d.Type()&fs.ModeSymlink != 0 {
			to, linkErr := os.Readlink(name)
			data, err = []byte("-> "+to), linkErr
		}
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

// openDir returns a folder as a target.
func openDir(t testing.TB, dir string) Target {
	t.Helper()
	target, err := Dir(dir, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { target.Close() })
	return target
}

// slowFolders makes folders as one that is far away does: several at once, none of them twice.
type slowFolders struct {
	fileSystem
	under, most atomic.Int32
	mu          sync.Mutex
	made        map[string]int
}

func (s *slowFolders) Mkdir(ctx context.Context, name string) error {
	s.mu.Lock()
	s.made[name]++
	s.mu.Unlock()
	now := s.under.Add(1)
	defer s.under.Add(-1)
	for most := s.most.Load(); now > most && !s.most.CompareAndSwap(most, now); most = s.most.Load() {
	}
	time.Sleep(20 * time.Millisecond)
	return s.fileSystem.Mkdir(ctx, name)
}

func TestDirFoldersAtOnce(t *testing.T) {
	before, after := twoSites()
	dir := filepath.Join(t.TempDir(), "www")
	open := func() (*slowFolders, Target) {
		slow := &slowFolders{fileSystem: openDir(t, dir).(*folder).fileSystem, made: map[string]int{}}
		return slow, newFolder(dir, dir, slow)
	}
	slow, target := open()
	mustRun(t, target, before)
	for name, n := range slow.made {
		if n != 1 {
			t.Errorf("%s was made %d times", name, n)
		}
	}
	if len(slow.made) != 36 || slow.most.Load() < senders/2 {
		t.Errorf("%d folders were made, want 36, up to %d at once", len(slow.made), slow.most.Load())
	}
	// What is there already is not made, and what goes with its last file is made anew.
	slow, target = open()
	mustRun(t, target, after)
	want := []string{".", ".dateline", ".dateline/incoming"}
	for i := range 10 {
		want = append(want, fmt.Sprintf("articles/b%02d", i))
	}
	if got := slices.Sorted(maps.Keys(slow.made)); !slices.Equal(got, want) {
		t.Errorf("made %q, want %q", got, want)
	}
	mustRun(t, target, before)
	wantSite(t, readDir(t, dir), before)
}

func TestDirNoRight(t *testing.T) {
	for _, no := range []error{syscall.EACCES, syscall.EPERM, syscall.EROFS} {
		err := reason(&fs.PathError{Op: "mkdir", Path: "www", Err: no})
		if want := "you may not do this there; ask the owner of the folder, or write another one in dir: under publish: mkdir www: " + no.Error(); !isFinal(err) || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

// The folder that a build has made is no place to publish to: its files are listed there.
func TestDirOfBuild(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, ".dateline", "manifest.json"), "{}")
	_, err := Dir(dir, t.TempDir())
	var refused *RefusedError
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), dir+" is the folder of a build") {
		t.Errorf("error %v", err)
	}
	write(t, filepath.Join(dir, filepath.FromSlash(recordName)), "{}")
	openDir(t, dir) // was published to before
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestDir(t *testing.T) {
	before, after := twoSites()
	dir := filepath.Join(t.TempDir(), "srv", "www")
	opt := options()
	enough := errors.New("a look is enough")
	opt.Approve = func(*Plan) error { return enough }
	if _, err := Run(t.Context(), openDir(t, dir), siteOf(before), opt); !errors.Is(err, enough) {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a look at the plan made the folder: %v", err)
	}
	mustRun(t, openDir(t, dir), before)
	write(t, filepath.Join(dir, "CNAME"), "example.org")
	write(t, filepath.Join(dir, "articles", "a29", "mine.txt"), "mine")
	if got, want := mustRun(t, openDir(t, dir), after), "12 added, 12 changed, 11 removed, 10 unchanged"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	after["CNAME"], after["articles/a29/mine.txt"] = "example.org", "mine"
	wantSite(t, readDir(t, dir), after)
	for _, gone := range []string{"articles/a28", scratch} {
		if _, err := os.Stat(filepath.Join(dir, gone)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is still there: %v", gone, err)
		}
	}
}

func TestDirFilesAndFolders(t *testing.T) {
	dir := t.TempDir()
	mustRun(t, openDir(t, dir), map[string]string{"a": "file", "b/c/d.html": "page", "b/e": "file"})
	after := map[string]string{"a/b.html": "page", "b": "file"}
	mustRun(t, openDir(t, dir), after)
	wantSite(t, readDir(t, dir), after)
}

func TestDirLinks(t *testing.T) {
	testLinks(t, func(t testing.TB, dir string) Target { return openDir(t, dir) })
}

// testLinks holds that a link in the target leads nowhere: not in place of a
// file, not of a folder, and not of Dateline's own.
func testLinks(t *testing.T, open func(t testing.TB, dir string) Target) {
	site := map[string]string{"index.html": "home", "articles/a/index.html": "a"}
	for _, link := range []string{"index.html", "articles", "articles/a", ".dateline", ".dateline/incoming", ".dateline/publish.json"} {
		t.Run(link, func(t *testing.T) {
			dir, outside := t.TempDir(), t.TempDir()
			write(t, filepath.Join(outside, "index.html"), "precious")
			at := filepath.Join(dir, filepath.FromSlash(link))
			if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
				t.Fatal(err)
			}
			to := outside
			if strings.Contains(link, ".json") || strings.Contains(link, ".html") {
				to = filepath.Join(outside, "index.html")
			}
			if err := os.Symlink(to, at); err != nil {
				t.Fatal(err)
			}
			_, err := Run(t.Context(), open(t, dir), siteOf(site), options())
			if err == nil {
				t.Error("the link was taken for a place to publish to")
			}
			if got := readDir(t, outside); len(got) != 1 || got["index.html"] != "precious" {
				t.Errorf("where the link leads there is now %v", got)
			}
			if got := readDir(t, dir); got["index.html"] == "home" && link != "index.html" {
				t.Errorf("published nevertheless: %v, error %v", got, err)
			}
		})
	}
}

func TestDirTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	testTwice(t, place{
		empty: func() {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		},
		near: func(t testing.TB) Target { return openDir(t, dir) },
		live: func(t testing.TB) map[string]string { return readDir(t, dir) },
	})
}

// What no file can replace is to be moved away, also by those who take files over.
func TestDirInTheWay(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "sources"), "mine")
	write(t, filepath.Join(dir, "tags", "a", "index.html", "mine.txt"), "mine")
	write(t, filepath.Join(dir, "index.html"), "mine")
	site := map[string]string{"index.html": "home", "sources/a.html": "a", "sources/b.html": "b", "tags/a/index.html": "a"}
	for _, takeOver := range []bool{false, true} {
		opt := options()
		opt.TakeOver = takeOver
		_, err := Run(t.Context(), openDir(t, dir), siteOf(site), opt)
		want := dir + " holds what stands in the way of the site's files or folders: sources, tags/a/index.html; move it away"
		if err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

// What is no file is not read as the list: a pipe would keep a publish waiting for good.
func TestDirListIsNoFile(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, recordName, "mine.txt"), "mine")
	_, err := Run(t.Context(), openDir(t, dir), siteOf(map[string]string{"index.html": "home"}), options())
	want := "looking at " + dir + ": " + dir + " has something in the place of dateline's own list of its files: .dateline/publish.json; remove it"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// A list that no dateline has written is not read to its end.
func TestDirListTooLong(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ownFolder), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(dir, recordName))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := file.Truncate(maxRecord + 1); err != nil { // which takes no room
		t.Fatal(err)
	}
	_, err = Run(t.Context(), openDir(t, dir), fstest.MapFS{"index.html": {Data: []byte("x")}}, Options{})
	if want := "has a list of dateline's files, .dateline/publish.json, of more than 1024 MB, which dateline never writes; restore the list, or remove it and publish with --takeOver"; err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("error %v, want %s", err, want)
	}
	all := bounded{most: 3}
	if n, err := io.Copy(&all, strings.NewReader("abcd")); !errors.Is(err, errOver) || n != 0 || len(all.text) != 0 {
		t.Errorf("%d bytes, %v", n, err)
	}
}

// A file that only the list names, and that is a link now, stays.
func TestDirStaleLink(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	mustRun(t, openDir(t, dir), map[string]string{"index.html": "home", "old/index.html": "old"})
	write(t, filepath.Join(outside, "index.html"), "old")
	if err := os.RemoveAll(filepath.Join(dir, "old")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "old")); err != nil {
		t.Fatal(err)
	}
	mustRun(t, openDir(t, dir), map[string]string{"index.html": "home"})
	wantSite(t, readDir(t, outside), map[string]string{"index.html": "old"})
}

func TestDirEdited(t *testing.T) {
	dir := t.TempDir()
	mustRun(t, openDir(t, dir), map[string]string{"index.html": "home", "old.html": "old"})
	write(t, filepath.Join(dir, "old.html"), "edited by hand")
	plan, err := Run(t.Context(), openDir(t, dir), siteOf(map[string]string{"index.html": "home"}), options())
	if err != nil || len(plan.Kept) != 1 || plan.Kept[0] != "old.html" {
		t.Fatalf("plan %+v, error %v", plan, err)
	}
	wantSite(t, readDir(t, dir), map[string]string{"index.html": "home", "old.html": "edited by hand"})
	// From now on it is theirs.
	plan, err = Run(t.Context(), openDir(t, dir), siteOf(map[string]string{"index.html": "home"}), options())
	if err != nil || len(plan.Kept) != 0 {
		t.Errorf("plan %+v, error %v", plan, err)
	}
}

func TestDirBadPlaces(t *testing.T) {
	source := t.TempDir()
	write(t, filepath.Join(source, "content", "_index.md"), "")
	for _, dir := range []string{source, filepath.Dir(source), filepath.Join(source, "content", "site"), "/", ""} {
		target, err := Dir(dir, source)
		var refused *RefusedError
		if !errors.As(err, &refused) || strings.Contains(err.Error(), "--destination") {
			t.Errorf("%q: target %v, error %v", dir, target, err)
		}
	}
}

// fullDisk is a folder on a disk with room for so many bytes.
type fullDisk struct {
	*directory
	room atomic.Int64
}

func (d *fullDisk) WriteFile(ctx context.Context, name string, data []byte) error {
	if d.room.Add(-int64(len(data))) >= 0 {
		return d.directory.WriteFile(ctx, name, data)
	}
	if err := d.directory.WriteFile(ctx, name, data[:len(data)/2]); err != nil {
		return err
	}
	return reason(&fs.PathError{Op: "write", Path: name, Err: syscall.ENOSPC})
}

func TestDirFull(t *testing.T) {
	before, after := twoSites()
	for room := int64(3000); room < 60_000; room += 5000 {
		dir := t.TempDir()
		mustRun(t, openDir(t, dir), before)
		d := openDir(t, dir).(*folder)
		full := &fullDisk{directory: d.fileSystem.(*directory)}
		full.room.Store(room)
		d.fileSystem = full
		_, err := Run(t.Context(), d, siteOf(after), options())
		if err == nil || !strings.Contains(err.Error(), "the disk of the target is full; make room there and publish again") {
			t.Fatalf("room for %d bytes: error %v", room, err)
		}
		wantOldOrNew(t, readDir(t, dir), before, after)
		mustRun(t, openDir(t, dir), after)
		wantSite(t, readDir(t, dir), after)
	}
}

// The same with a disk that is really full, where one can be had.
func TestDirReallyFull(t *testing.T) {
	dir := t.TempDir()
	makeRoom := smallDisk(t, dir)
	before, after := twoSites()
	mustRun(t, openDir(t, dir), before)
	big := map[string]string{}
	for name, text := range after {
		big[name] = strings.Repeat(text, 30)
	}
	_, err := Run(t.Context(), openDir(t, dir), siteOf(big), options())
	if err == nil || !strings.Contains(err.Error(), "the disk of the target is full") {
		t.Fatalf("error %v", err)
	}
	wantOldOrNew(t, readDir(t, dir), before, big)
	makeRoom()
	mustRun(t, openDir(t, dir), big)
	wantSite(t, readDir(t, dir), big)
}
