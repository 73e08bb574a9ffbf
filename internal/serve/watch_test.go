package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// both runs a test with what the system tells, and with polling.
func both(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Helper()
	t.Run("told", func(t *testing.T) { test(t, start(t, first)) })
	t.Run("polled", func(t *testing.T) {
		test(t, start(t, first, func(o *Options) { o.Poll = 20 * time.Millisecond }))
	})
}

func TestChanges(t *testing.T) {
	both(t, func(t *testing.T, d *desk) {
		d.write("content/articles/a.md", article("Alpha", "Second words."))
		d.shows("/articles/a/", "Second words")

		// Editors write a new file and rename it.
		d.write("content/articles/.a.md.swp", "x")
		d.write("content/articles/a.tmp", article("Alpha", "Third words."))
		d.must(os.Rename(d.path("content/articles/a.tmp"), d.path("content/articles/a.md")))
		d.shows("/articles/a/", "Third words")

		// Or they move the old one away first.
		d.must(os.Rename(d.path("content/articles/a.md"), d.path("content/articles/a.md~")))
		d.write("content/articles/a.md", article("Alpha", "Fourth words."))
		d.must(os.Remove(d.path("content/articles/a.md~")))
		d.shows("/articles/a/", "Fourth words")

		d.must(os.Rename(d.path("content/articles/a.md"), d.path("content/articles/z.md")))
		d.shows("/articles/z/", "Fourth words")
		d.shows("/articles/a/", "nothing here")

		d.must(os.Remove(d.path("content/articles/z.md")))
		d.shows("/articles/z/", "nothing here")
		d.write("content/articles/z.md", article("Zeta", "Back again."))
		d.shows("/articles/z/", "Back again")

		// What a build reads is watched, whatever it is called.
		d.write("content/articles/#1.md", "---\ntitle: One\nslug: one\ndate: 2021\n---\nFirst.\n")
		d.shows("/articles/one/", "First.")
		d.write("content/articles/#1.md", "---\ntitle: One\nslug: one\ndate: 2021\n---\nSecond.\n")
		d.shows("/articles/one/", "Second.")

		d.write("content/articles/b/plan.txt", "another plan")
		d.shows("/articles/b/plan.txt", "another plan")
		d.write("content/articles/b/map.txt", "a map")
		d.shows("/articles/b/map.txt", "a map")
	})
}

func TestFolders(t *testing.T) {
	both(t, func(t *testing.T, d *desk) {
		d.write("content/articles/new/er/n.md", article("New", "In a new folder."))
		d.shows("/articles/n/", "In a new folder")
		d.write("content/articles/new/er/n.md", article("New", "Edited there."))
		d.shows("/articles/n/", "Edited there")

		d.must(os.Rename(d.path("content/articles/new"), d.path("content/articles/moved")))
		d.write("content/articles/moved/er/n.md", article("New", "Edited after the move."))
		d.shows("/articles/n/", "Edited after the move")
		d.write("content/articles/moved/er/n.md", article("New", "And once more."))
		d.shows("/articles/n/", "And once more")

		// A folder takes the place of another: its files bear the same names.
		d.write("other/er/n.md", article("New", "From another folder."))
		d.must(os.RemoveAll(d.path("content/articles/moved")))
		d.must(os.Rename(d.path("other"), d.path("content/articles/moved")))
		d.shows("/articles/n/", "From another folder")

		d.must(os.RemoveAll(d.path("content/articles/moved")))
		d.shows("/articles/n/", "nothing here")

		// The one folder with a dot that goes into the site.
		d.write("static/.well-known/security.txt", "Contact: a")
		d.shows("/.well-known/security.txt", "Contact: a")
		d.write("static/.well-known/security.txt", "Contact: b")
		d.shows("/.well-known/security.txt", "Contact: b")
		d.write("static/.well-known/.swap", "hidden")
		d.shows("/.well-known/.swap", "nothing here")

		// A folder that was not there at first.
		d.write("templates/article.html", `{{define "main"}}Own template{{end}}`)
		d.shows("/articles/a/", "Own template")
		// A build may read it before a look finds it, and looks find nothing of what goes before.
		d.until("a report of the templates", func() bool { return d.told("templates") })
		d.must(os.RemoveAll(d.path("templates")))
		d.shows("/articles/a/", "First words")
	})
}

// Pages are told of problems, with their lines, while another folder takes the source's place.
func TestToldWhileReplaced(t *testing.T) {
	d := start(t, first)
	d.write("content/articles/a.md", article("Alpha", "[[no-such]]"))
	d.until("an error", d.broken)
	ctx, stop := context.WithCancel(t.Context())
	var asking sync.WaitGroup
	asking.Go(func() {
		for ctx.Err() == nil {
			r, _ := http.NewRequestWithContext(ctx, http.MethodGet, d.home+eventsPath, http.NoBody)
			if answer, err := http.DefaultTransport.RoundTrip(r); err == nil {
				_, _ = bufio.NewReader(answer.Body).ReadString('\n')
				answer.Body.Close()
			}
		}
	})
	away := d.folder + "-away"
	t.Cleanup(func() { os.RemoveAll(away) })
	for range 5 {
		builds := d.builds()
		d.must(os.Rename(d.folder, away))
		d.must(os.CopyFS(d.folder, os.DirFS(away)))
		d.must(os.RemoveAll(away))
		d.until("a build", func() bool { return d.builds() > builds })
	}
	d.until("the error in the copy", func() bool {
		problems := d.last().Problems
		return len(problems.All()) == 1 && problems.All()[0].Pos.Line > 0
	})
	stop()
	asking.Wait()
	var e event
	d.must(json.Unmarshal([]byte(d.listen()()), &e))
	if len(e.Problems) != 1 || !strings.HasPrefix(e.Problems[0].Excerpt, "  [[no-such]]") {
		t.Errorf("told %+v", e)
	}
}

// All content goes while it is served, and comes back.
func TestContentDeleted(t *testing.T) {
	both(t, func(t *testing.T, d *desk) {
		d.must(os.Rename(d.path("content"), d.path("elsewhere")))
		d.until("an error", d.broken)
		d.shows("/articles/a/", "First words")
		d.must(os.Rename(d.path("elsewhere"), d.path("content")))
		d.until("no error", func() bool { return !d.broken() })
		d.write("content/articles/a.md", article("Alpha", "Back."))
		d.shows("/articles/a/", "Back.")
	})
}

// Another folder may come to stand where the source was: a copy, a clone, a backup.
func TestSourceReplaced(t *testing.T) {
	both(t, func(t *testing.T, d *desk) {
		away := d.folder + "-away"
		t.Cleanup(func() { os.RemoveAll(away) })
		d.must(os.Rename(d.folder, away))
		d.until("the source is gone", d.broken)
		d.must(os.CopyFS(d.folder, os.DirFS(away)))
		d.until("a copy is there", func() bool { return !d.broken() })
		d.write("content/articles/a.md", article("Alpha", "Words of the copy."))
		d.shows("/articles/a/", "Words of the copy")

		// What becomes of the old one is nobody's business.
		d.must(os.WriteFile(filepath.Join(away, "content/articles/a.md"), []byte(article("Alpha", "Old.")), 0o666))

		// The same folder goes and comes back, then one in it.
		d.must(os.RemoveAll(away))
		d.must(os.Rename(d.folder, away))
		d.must(os.Rename(away, d.folder))
		d.must(os.Rename(d.path("content"), away))
		d.must(os.Rename(away, d.path("content")))
		d.write("content/articles/a.md", article("Alpha", "Words after all."))
		d.shows("/articles/a/", "Words after all")
		d.until("it is mended", func() bool { return !d.broken() })

		// It is made anew step by step.
		d.must(os.RemoveAll(d.folder))
		d.until("the source is gone again", d.broken)
		d.must(os.Mkdir(d.folder, 0o777))
		time.Sleep(2 * glance)
		for name, text := range first {
			d.write(name, text)
		}
		d.shows("/articles/a/", "First words")
		d.until("it is whole", func() bool { return !d.broken() })
	})
}

// What links lead to is watched as well.
func TestLinks(t *testing.T) {
	both(t, func(t *testing.T, d *desk) {
		d.must(os.Rename(d.path("content"), d.path("real")))
		d.must(os.Symlink("real", d.path("content")))
		d.write("real/articles/a.md", article("Alpha", "Words behind a link."))
		d.shows("/articles/a/", "Words behind a link")
		d.write("real/articles/new/n.md", article("New", "In a new folder."))
		d.shows("/articles/n/", "In a new folder")

		d.write("shared/l.md", article("Linked", "Words of a file."))
		d.must(os.Symlink("../../shared/l.md", d.path("real/articles/l.md")))
		d.shows("/articles/l/", "Words of a file")
		d.write("shared/l.md", article("Linked", "Other words."))
		d.shows("/articles/l/", "Other words")
		d.must(os.Symlink("nowhere.md", d.path("real/articles/n.md")))
		d.until("an error", d.broken)
		d.must(os.Remove(d.path("real/articles/n.md")))
		d.until("no error", func() bool { return !d.broken() })
		for k := range 2 { // as editors save
			text := fmt.Sprintf("Words by another name %d.", k)
			d.write("shared/.tmp", article("Linked", text))
			d.must(os.Rename(d.path("shared/.tmp"), d.path("shared/l.md")))
			d.shows("/articles/l/", text)
		}

		// Of several links to a file each follows it, also where it is away for a while.
		d.must(os.Symlink("../../shared/l.md", d.path("real/articles/m.md")))
		d.shows("/articles/m/", "Words by another name 1.")
		both := func(text string) {
			t.Helper()
			d.write("shared/l.md", article("Linked", text))
			d.shows("/articles/l/", text)
			d.shows("/articles/m/", text)
		}
		both("Words of both.")
		d.must(os.Rename(d.path("shared/l.md"), d.path("shared/l.md~")))
		d.until("an error", d.broken)
		both("Words that came back.")
		d.must(os.Remove(d.path("real/articles/l.md")))
		d.shows("/articles/l/", "nothing here")
		d.write("shared/l.md", article("Linked", "Words of one."))
		d.shows("/articles/m/", "Words of one.")

		// In the place of a link there may be a file.
		d.write("real/articles/.m.md", article("Linked", "Words of its own."))
		d.must(os.Rename(d.path("real/articles/.m.md"), d.path("real/articles/m.md")))
		d.shows("/articles/m/", "Words of its own.")
		d.write("real/articles/m.md", article("Linked", "Words of its own, saved."))
		d.shows("/articles/m/", "Words of its own, saved.")
	})
}

// Saves in quick succession are folded into few builds, and none is lost.
func TestManySaves(t *testing.T) {
	both(t, func(t *testing.T, d *desk) {
		before, began := d.builds(), time.Now()
		for k := range 1000 {
			d.write("content/articles/a.md", article("Alpha", fmt.Sprintf("Save %03d.", k)))
		}
		d.shows("/articles/a/", "Save 999.")
		few := func() {
			t.Helper()
			// Before each there is a while without a save, or a longer one with many.
			if n, most := d.builds()-before, 1+int(time.Since(began)/quiet); n > most {
				t.Errorf("%d builds, want %d at most", n, most)
			}
		}
		few()
		before, began = d.builds(), time.Now()
		for k := range 1000 {
			d.write(fmt.Sprintf("content/articles/many/%d/m%d.md", k%10, k), article(fmt.Sprint("Many ", k), "x"))
		}
		for k := range 1000 {
			d.shows(fmt.Sprintf("/articles/m%d/", k), fmt.Sprint("Many ", k))
		}
		few()
	})
}

func TestReadOnly(t *testing.T) {
	d := start(t, first)
	d.get("/articles/a/")
	d.write("content/articles/a.md", "---\n")
	d.until("an error", d.broken)
	d.must(d.stop())
	var files []string
	d.must(filepath.WalkDir(d.folder, func(name string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files = append(files, strings.TrimPrefix(filepath.ToSlash(name), filepath.ToSlash(d.folder)+"/"))
		}
		return err
	}))
	if len(files) != len(first) {
		t.Errorf("files %v", files)
	}
}

// A file that is saved twice at the same time, with the same size, is seen.
func TestSameStamp(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "content", "a.md")
	save := func(text string) {
		t.Helper()
		when := time.Unix(1_000_000, 0)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, when, when); err != nil {
			t.Fatal(err)
		}
	}
	clock := time.Unix(2_000_000, 0)
	p := &poller{root: folder, now: func() time.Time { return clock }}
	p.look()
	for _, step := range []struct {
		after time.Duration
		text  string
		want  int
	}{{0, "one", 2}, {0, "two", 1}, {500, "six", 1}, {500, "six", 0}, {500, "ten", 1}, {1500, "ten", 0}, {5000, "two", 1}} {
		clock = clock.Add(step.after * time.Millisecond)
		save(step.text)
		if got := p.look(); len(got) != step.want {
			t.Errorf("after %q: %v, want %d", step.text, got, step.want)
		}
	}
}

// A save that never ends is built now and then.
func TestWaitNoLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newChanges()
		var saving sync.WaitGroup
		saving.Go(func() {
			for k := range 1000 {
				c.add(fmt.Sprintf("content/%03d.md", k))
				time.Sleep(time.Millisecond)
			}
		})
		files, waits, began := 0, 0, time.Now()
		for ; files < 1000; waits++ {
			files += len(c.wait(t.Context()))
		}
		if took := time.Since(began); waits != 4 || took >= time.Second+quiet {
			t.Errorf("%d builds after %s", waits, took)
		}
		saving.Wait()
	})
}

func TestWaitForQuiet(t *testing.T) {
	c := newChanges()
	for k := range 100 {
		c.add(fmt.Sprintf("content/%02d.md", 99-k))
	}
	got := c.wait(t.Context())
	if len(got) != 100 || !slices.IsSorted(got) {
		t.Errorf("got %v", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := c.wait(ctx); len(got) != 0 {
		t.Errorf("after the end: %v", got)
	}
}

// narrow is a system that watches so many folders.
type narrow struct {
	system
	left int
}

func (n *narrow) Add(name string) error {
	if n.left--; n.left < 0 {
		return syscall.ENOSPC
	}
	return n.system.Add(name)
}

// Where the system watches no more folders, at first or later, all changes are found all the same.
func TestNoMoreFolders(t *testing.T) {
	for _, tt := range []struct {
		test string
		left int
	}{{"none", 0}, {"some", 3}, {"all that are there", 8}} {
		t.Run(tt.test, func(t *testing.T) {
			d := start(t, first, func(o *Options) {
				o.limit = func(s system) system { return &narrow{s, tt.left} }
			})
			d.write("content/articles/deep/er/c.md", article("Deep", "Deeper words."))
			d.shows("/articles/c/", "Deeper words")
			d.write("content/articles/new/er/n.md", article("New", "In a new folder."))
			d.shows("/articles/n/", "In a new folder")
			d.write("content/articles/new/er/n.md", article("New", "Edited there."))
			d.shows("/articles/n/", "Edited there")
			d.mu.Lock()
			defer d.mu.Unlock()
			said := 0
			for _, r := range d.reports {
				for _, p := range r.Problems.Sorted() {
					said++
					if want := "the system watches no more folders (no space left on device); all files are looked at every 500ms instead"; p.Text != want {
						t.Errorf("said %q, want %q", p.Text, want)
					}
				}
			}
			if said != 1 {
				t.Errorf("said %d times", said)
			}
		})
	}
}

// shut is a system to which a folder is closed.
type shut struct {
	system
	folder string
	open   atomic.Bool
}

func (s *shut) Add(name string) error {
	if name == s.folder && !s.open.Load() {
		return syscall.EACCES
	}
	return s.system.Add(name)
}

// A folder that was closed to us is watched once it is open.
func TestClosedFolder(t *testing.T) {
	closed := &shut{}
	d := start(t, first, func(o *Options) {
		o.limit = func(s system) system {
			closed.system, closed.folder = s, filepath.Join(o.Folder, "content/articles/new")
			return closed
		}
	})
	d.must(os.Mkdir(d.path("content/articles/new"), 0o700))
	d.until("a build", func() bool { return d.builds() > 1 })
	closed.open.Store(true)
	d.must(os.Chmod(d.path("content/articles/new"), 0o755))
	d.until("another build", func() bool { return d.builds() > 2 })
	d.write("content/articles/new/n.md", article("New", "In a new folder."))
	d.shows("/articles/n/", "In a new folder")
}
