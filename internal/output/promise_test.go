package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// The site before, with files of others, and the site that is to take its place:
// files that stay, change, come and go, folders that become files and the like.
var (
	promiseOld   = files{"index.html": "old", "same.html": "same", "gone/deep/x.html": "x", "about": "1", "assets/a.css": "a", "edited": "1"}
	promiseAlien = files{"CNAME": "example.org", ".git/HEAD": "ref", "gone/notes.txt": "mine", "empty/": "", "link": "-> CNAME", "edited": "edited"}
	promiseNew   = files{"index.html": "new", "same.html": "same", "about/index.html": "2", "assets/b.css": "b", "new/x.html": "n"}
)

// promise makes a destination that holds promiseOld and promiseAlien, or none.
func promise(t *testing.T, fresh bool) (dir string, old, next files) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "public")
	if fresh {
		return dir, nil, promiseNew
	}
	write(t, dir, promiseOld)
	return promised(t, dir)
}

// promiseSpare does so, with a spare that differs from the destination in much.
func promiseSpare(t *testing.T) (dir, spare string, old, next files) {
	t.Helper()
	dir, spare = filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "kept", "spare")
	write(t, dir, files{"index.html": "new", "same.html": "same", "about/index.html": "2", "gone/y.html": "y", "assets": "a", "edited": "0"})
	files{"CNAME": "example.com", ".git/ORIG": "ref", "gone/notes.txt": "mine", "no more/x/y.txt": "x", "link": "a file"}.put(t, dir)
	writeWith(t, dir, promiseOld, Options{Spare: spare})
	for _, name := range []string{"CNAME", ".git", "no more", "link"} {
		check(t, os.RemoveAll(filepath.Join(dir, name)))
	}
	if len(read(t, spare)) == 0 {
		t.Fatal("there is no spare")
	}
	dir, old, next = promised(t, dir)
	return dir, spare, old, next
}

// promised puts promiseAlien into a destination that holds promiseOld.
func promised(t *testing.T, dir string) (_ string, old, next files) {
	t.Helper()
	promiseAlien.put(t, dir)
	next = maps.Clone(promiseNew)
	maps.Copy(next, promiseAlien)
	return dir, read(t, dir), next
}

var errFault = errors.New("no space left on device")

// failing makes the nth operation fail, and with dead all that follow: that is
// how it looks to the disk when a process is killed, or a cable pulled. It
// returns whether there was an nth one.
func (w way) failing(n int, dead bool) (Options, *bool) {
	count, reached := 0, new(bool)
	return Options{fault: func(operation string, names ...string) error {
		if count++; count == n || dead && count > n {
			*reached = true
			return fmt.Errorf("%s %s: %w", operation, names[0], errFault)
		}
		if w.fault != nil {
			return w.fault(operation, names...)
		}
		return nil
	}}, reached
}

// Whatever operation fails, and whenever the process is killed: the destination
// is wholly the old or wholly the new site, files of others are there, and the
// next Write puts everything right and leaves nothing behind.
func TestPromiseAllOrNothing(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // operations in one order
	for _, from := range []string{"a site", "nothing", "a spare"} {
		for _, dead := range []bool{false, true} {
			for n := 1; ; n++ {
				dir, old, next := promise(t, from == "nothing")
				opt, reached := asAWhole.failing(n, dead)
				if from == "a spare" {
					dir, opt.Spare, old, next = promiseSpare(t)
				}
				_, err := Write(t.Context(), dir, promiseNew.site(), opt)
				if !*reached {
					check(t, err)
					if n < 20 {
						t.Fatalf("only %d operations", n)
					}
					break
				}
				got := withoutOwn(read(t, dir))
				switch {
				case sameFiles(got, next):
				case err == nil:
					t.Fatalf("%s, operation %d (dead %v): no error, and not the new site: %v", from, n, dead, got)
				case !sameFiles(got, old):
					t.Fatalf("%s, operation %d (dead %v, %v): neither the old nor the new site: %v", from, n, dead, err, got)
				}
				mended(t, dir, opt.Spare, next)
			}
		}
	}
}

// Where the system can do no better, each file is the old or the new one at any
// moment, files of others are there, and the next Write puts everything right.
func TestPromiseFileByFile(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, way := range []way{oneByOne, fromInside, acrossMounts} {
		for _, dead := range []bool{false, true} {
			for n := 1; ; n++ {
				dir, old, next := promise(t, false)
				opt, reached := way.failing(n, dead)
				_, err := Write(t.Context(), dir, promiseNew.site(), opt)
				if !*reached {
					check(t, err)
					break
				}
				for name, content := range withoutOwn(read(t, dir)) {
					if content != old[name] && content != next[name] {
						t.Fatalf("%s, operation %d (dead %v): %s is %q", way.name, n, dead, name, content)
					}
				}
				mended(t, dir, "", next)
			}
		}
	}
}

// mended checks that the next Write makes the destination what it should be.
func mended(t *testing.T, dir, spare string, want files) {
	t.Helper()
	writeWith(t, dir, promiseNew, Options{Spare: spare})
	equal(t, "destination after the next Write", read(t, dir), want)
	beside, err := os.ReadDir(filepath.Dir(dir))
	check(t, err)
	if len(beside) != 1 {
		t.Fatalf("left beside the destination: %v", beside)
	}
	if spare != "" {
		mendedSpare(t, dir, spare, want)
	}
	if t.Failed() {
		t.FailNow()
	}
}

// mendedSpare checks that nothing but a spare is left where it waits, and that what
// it holds is of use.
func mendedSpare(t *testing.T, dir, spare string, want files) {
	t.Helper()
	beside, err := os.ReadDir(filepath.Dir(spare))
	if err != nil && !errors.Is(err, fs.ErrNotExist) || len(beside) > 1 {
		t.Fatalf("left beside the spare: %v, %v", beside, err)
	}
	between := maps.Clone(promiseOld)
	delete(between, "edited") // which belongs to others now
	for _, site := range []files{between, promiseNew} {
		writeWith(t, dir, site, Options{Spare: spare})
	}
	equal(t, "destination after two more", read(t, dir), want)
}

// withoutOwn leaves out what lies in Dateline's own folder.
func withoutOwn(f files) files {
	maps.DeleteFunc(f, func(name, _ string) bool { return name == ownFolder+"/" || strings.HasPrefix(name, ownFolder+"/") })
	return f
}

// sameFiles is maps.Equal, where a folder that is not there yet may also be empty.
func sameFiles(a, b files) bool { return maps.Equal(a, b) || len(a) == 0 && len(b) == 0 }

const killEnv, killSpareEnv = "DATELINE_TEST_KILL", "DATELINE_TEST_KILL_SPARE"

// A real process, killed at moments of all sorts.
func TestPromiseAllOrNothingWhenKilled(t *testing.T) {
	if dir := os.Getenv(killEnv); dir != "" {
		for k := 0; ; k++ {
			if _, err := Write(context.Background(), dir, killSite(k%2).site(), Options{Spare: os.Getenv(killSpareEnv)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir, spare := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "spare")
	write(t, dir, killSite(0))
	files{"CNAME": "example.org"}.put(t, dir)
	var want [2]files
	for k := range want {
		want[k] = killSite(k)
		want[k]["CNAME"] = "example.org"
	}
	for k := range 25 {
		child := exec.Command(os.Args[0], "-test.run=^TestPromiseAllOrNothingWhenKilled$")
		child.Env = append(os.Environ(), killEnv+"="+dir)
		if k%3 != 0 {
			child.Env = append(child.Env, killSpareEnv+"="+spare)
		}
		check(t, child.Start())
		time.Sleep(time.Duration(30+7*k) * time.Millisecond)
		check(t, child.Process.Kill())
		child.Wait()
		got := withoutOwn(read(t, dir))
		if !maps.Equal(got, want[0]) && !maps.Equal(got, want[1]) {
			t.Fatalf("killed: %d files, neither the one site nor the other", len(got))
		}
	}
	writeWith(t, dir, killSite(1), Options{Spare: spare})
	equal(t, "destination", read(t, dir), want[1])
	for _, folder := range []string{dir, spare} {
		beside, err := os.ReadDir(filepath.Dir(folder))
		check(t, err)
		if len(beside) > 1 { // a spare may be lost
			t.Errorf("beside %s: %v", folder, beside)
		}
	}
}

// killSite is one of two sites that share half of their files.
func killSite(k int) files {
	site := files{}
	for n := range 200 {
		site[fmt.Sprintf("same/%d.html", n)] = "same"
		site[fmt.Sprintf("page/%d.html", n)] = fmt.Sprint(k)
		site[fmt.Sprintf("only-%d/%d.html", k, n)] = "x"
	}
	return site
}

// Visitors see whole folders only: never a page whose style sheet is not there.
func TestPromiseNothingMissing(t *testing.T) {
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("this system cannot exchange folders")
	}
	dir := filepath.Join(t.TempDir(), "public")
	site := func(k int) files {
		return files{"index.html": fmt.Sprintf("assets/%d.css", k), fmt.Sprintf("assets/%d.css", k): "x", "z": fmt.Sprint(k)}
	}
	write(t, dir, site(0))
	done := make(chan struct{})
	go func() {
		defer close(done)
		for k := 1; k < 100; k++ {
			if _, err := Write(context.Background(), dir, site(k).site(), Options{}); err != nil {
				t.Error(err)
			}
		}
	}()
	for {
		select {
		case <-done:
			return
		default:
		}
		// A folder that is open stays the one that it was.
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatalf("there was no destination for a moment: %v", err)
		}
		before, err := root.ReadFile("index.html")
		if err == nil {
			_, err = root.Stat(string(before))
		}
		root.Close()
		if now, _ := os.ReadFile(filepath.Join(dir, "index.html")); err != nil && string(now) == string(before) {
			t.Fatalf("a page without its style sheet: %v", err)
		}
	}
}

// mount puts a file system of its own in place of a folder, as only root can.
func mount(t *testing.T, folder, options string) {
	t.Helper()
	out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder).CombinedOutput()
	switch {
	case err == nil:
		t.Cleanup(func() { exec.Command("umount", folder).Run() })
	case os.Getenv("CI") == "true" && runtime.GOOS == "linux":
		t.Fatalf("mounting: %v: %s", err, out)
	default:
		t.Skipf("mounting takes root: %v", err)
	}
}

// Out of disk space: on a file system of one megabyte.
func TestPromiseDiskFull(t *testing.T) {
	parent := t.TempDir()
	mount(t, parent, "size=1m")
	dir := filepath.Join(parent, "public")
	write(t, dir, promiseOld)
	before := everything(t, parent)
	big := maps.Clone(promiseNew)
	for n := range 40 {
		big[fmt.Sprintf("big/%d", n)] = strings.Repeat("x", 50_000)
	}
	if _, err := Write(t.Context(), dir, big.site(), Options{}); err == nil {
		t.Fatal("two megabytes fitted into one")
	}
	equal(t, "destination", everything(t, parent), before)
	write(t, dir, promiseNew)
	equal(t, "destination", read(t, dir), promiseNew)
}

// What others put into the destination, or change there, while a Write is under
// way is in the new one as well, even if tidying up after the old one fails.
func TestPromiseOnlyItsOwn(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	others := files{"late/x.txt": "late", "CNAME": "example.net", "new/x.html": "mine"}
	for _, how := range []struct{ spare, dead bool }{{false, false}, {false, true}, {true, false}, {true, true}} {
		for n := 0; ; n++ { // which operation after the exchange fails; 0 for none
			dir, _, next := promise(t, false)
			spare := ""
			if how.spare {
				dir, spare, _, next = promiseSpare(t)
			}
			count, exchanged := 0, false
			opt := Options{Spare: spare, fault: func(operation string, names ...string) error {
				if exchanged {
					if count++; count == n || how.dead && n > 0 && count > n {
						return errFault
					}
				}
				if isInstall(operation, names) { // all has been carried over
					exchanged = true
					check(t, os.Remove(filepath.Join(dir, "CNAME")))
					others.put(t, dir)
				}
				return nil
			}}
			_, err := Write(t.Context(), dir, promiseNew.site(), opt)
			if n == 0 {
				check(t, err)
			}
			maps.Copy(next, others)
			next["new/x.html"], next["new/x.html.orig"] = "n", "mine"
			mended(t, dir, spare, next)
			if count < n {
				break
			}
		}
	}
}

// The destination may be a mount of its own, which takes no file from outside.
func TestPromiseMount(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	check(t, os.Mkdir(dir, 0o755))
	mount(t, dir, "mode=755")
	write(t, dir, promiseOld)
	write(t, dir, promiseNew)
	equal(t, "destination", read(t, dir), promiseNew)
	beside, err := os.ReadDir(filepath.Dir(dir))
	check(t, err)
	equal(t, "beside the destination", len(beside), 1)
}

// A Write into a destination in which another one is under way is refused.
func TestPromiseTwoAtOnce(t *testing.T) {
	dir, _, next := promise(t, false)
	entered, goOn := make(chan struct{}), make(chan struct{})
	first := make(chan error)
	go func() {
		_, err := Write(context.Background(), dir, blocking{promiseNew.site(), entered, goOn}, Options{})
		first <- err
	}()
	<-entered
	before := read(t, dir)
	_, err := Write(t.Context(), dir, files{"x": "1"}.site(), Options{})
	var busy *BusyError
	if !errors.As(err, &busy) || err.Error() != dir+" is being written to by another dateline; wait until it is done" {
		t.Errorf("got error %v, want a BusyError", err)
	}
	equal(t, "destination", read(t, dir), before)
	close(goOn)
	check(t, <-first)
	mended(t, dir, "", next)
}

// blocking is a site whose page index.html takes its time.
type blocking struct {
	fstest.MapFS
	entered, goOn chan struct{}
}

func (b blocking) Open(name string) (fs.File, error) {
	if name == "index.html" {
		close(b.entered)
		<-b.goOn
	}
	return b.MapFS.Open(name)
}

func (b blocking) ReadFile(name string) ([]byte, error) {
	return fs.ReadFile(struct{ fs.FS }{b}, name)
}
