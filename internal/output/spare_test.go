package output

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// spared is a destination with a spare, and one beside it without, to which the same
// things are done.
type spared struct {
	*testing.T
	dirs  [2]string
	spare string
}

func newSpared(t *testing.T) *spared {
	t.Helper()
	top := t.TempDir()
	return &spared{T: t, dirs: [2]string{filepath.Join(top, "with", "public"), filepath.Join(top, "without", "public")}, spare: filepath.Join(top, "kept", "spare")}
}

// write writes a site to both, and compares them.
func (s *spared) write(what string, site files) {
	s.Helper()
	for k, spare := range []string{s.spare, ""} {
		tick(s.T, filepath.Dir(s.dirs[0]))
		writeWith(s.T, s.dirs[k], site, Options{Spare: spare})
	}
	equal(s.T, what, everything(s.T, s.dirs[0]), everything(s.T, s.dirs[1]))
	equal(s.T, what+": modes", modes(s.T, s.dirs[0]), modes(s.T, s.dirs[1]))
	if s.Failed() {
		s.FailNow()
	}
}

// others does something to both.
func (s *spared) others(do func(dir string) error) {
	s.Helper()
	for _, dir := range s.dirs {
		check(s.T, do(dir))
	}
}

// tick waits until the file system gives another time to what is made now.
func tick(t *testing.T, folder string) {
	t.Helper()
	check(t, os.MkdirAll(folder, 0o755))
	name := filepath.Join(t.TempDir(), "tick")
	made := func() time.Time {
		check(t, os.WriteFile(name, nil, 0o644))
		info, err := os.Stat(name)
		check(t, err)
		return info.ModTime()
	}
	for first := made(); made().Equal(first); {
		time.Sleep(time.Millisecond)
	}
}

// modes are those of all that a folder holds.
func modes(t *testing.T, dir string) map[string]fs.FileMode {
	t.Helper()
	all := map[string]fs.FileMode{}
	check(t, filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		rel, _ := filepath.Rel(dir, name)
		all[rel] = info.Mode()
		return err
	}))
	return all
}

// replaced gives a file of a folder other bytes, as a file of its own.
func replaced(name, text string) func(dir string) error {
	return func(dir string) error {
		name := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name+"~", []byte(text), 0o644); err != nil {
			return err
		}
		return os.Rename(name+"~", name)
	}
}

// Whatever others do to the destination between two Writes: with a spare it becomes
// what it becomes without.
func TestSpareIsAsNone(t *testing.T) {
	in := func(do func(string) error, name string) func(string) error {
		return func(dir string) error { return do(filepath.Join(dir, name)) }
	}
	both := func(first, second func(string) error) func(string) error {
		return func(dir string) error {
			if err := first(dir); err != nil {
				return err
			}
			return second(dir)
		}
	}
	tests := map[string]func(dir string) error{
		"nothing":                     func(string) error { return nil },
		"a file came":                 replaced("a/new.txt", "new"),
		"a file went":                 in(os.RemoveAll, "a/notes.txt"),
		"a file was replaced":         replaced("a/notes.txt", "others"),
		"one of ours was replaced":    replaced("b/index.html", "others"),
		"one of ours went":            in(os.RemoveAll, "b/index.html"),
		"a folder came":               replaced("d/e/f.txt", "new"),
		"a folder came into one":      replaced("a/e/f.txt", "new"),
		"a folder went":               in(os.RemoveAll, ".git"),
		"an empty folder came":        in(func(name string) error { return os.MkdirAll(name, 0o700) }, "a/none"),
		"a folder was closed":         in(func(name string) error { return os.Chmod(name, 0o750) }, "a"),
		"the folder was closed":       in(func(name string) error { return os.Chmod(name, 0o750) }, "."),
		"a file became a folder":      both(in(os.RemoveAll, "a/notes.txt"), replaced("a/notes.txt/x", "x")),
		"a folder became a file":      both(in(os.RemoveAll, ".git"), replaced(".git", "gitdir: x")),
		"a folder became a link":      both(in(os.RemoveAll, ".git"), in(func(name string) error { return os.Symlink("a", name) }, ".git")),
		"a link went elsewhere":       both(in(os.Remove, "link"), in(func(name string) error { return os.Symlink("b", name) }, "link")),
		"a folder was made anew":      both(in(os.RemoveAll, "a"), replaced("a/index.html", "a")),
		"names changed places":        in(func(d string) error { return swapped(d+"/a/notes.txt", d+"/.git/HEAD") }, "."),
		"a file was written into":     in(func(name string) error { return os.WriteFile(name, []byte("more"), 0o644) }, "a/notes.txt"),
		"one came with the old times": in(timely, "a"),
		"a file deep down came":       replaced("c/deep/new.txt", "new"),
		"a folder deep down came":     replaced("c/deep/new/new.txt", "new"),
		"a folder among ours came":    replaced("c/new/x", "new"),
		"and others' changed":         both(replaced("c/theirs/x", "new"), replaced("c/deep/other", "others")),
		"one is listed no more":       both(unlisted("c/deep/er.html"), replaced("c/deep/other", "others")),
	}
	for _, what := range slices.Sorted(maps.Keys(tests)) {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s := newSpared(t)
			site := files{"index.html": "1", "a/index.html": "a", "b/index.html": "b", "c/deep/er.html": "c", "assets/x": "1"}
			s.write("the first", site)
			s.others(func(dir string) error {
				files{"a/notes.txt": "mine", ".git/HEAD": "ref", "link": "-> a", "empty/": "", "c/deep/other": "c"}.put(t, dir)
				return nil
			})
			for k := range 5 {
				if k == 2 || k == 4 {
					s.others(tests[what])
				}
				site = maps.Clone(site)
				site["index.html"], site[fmt.Sprintf("assets/%d", k)] = fmt.Sprint("home", k), "new"
				delete(site, fmt.Sprintf("assets/%d", k-2))
				if k == 4 && what == "nothing" {
					delete(site, "c/deep/er.html")
				}
				s.write(fmt.Sprint("Write ", k), site)
			}
		})
	}
}

// unlisted takes a file out of the list.
func unlisted(name string) func(dir string) error {
	return func(dir string) error {
		list := filepath.Join(dir, ManifestFile)
		data, err := os.ReadFile(list)
		if err != nil {
			return err
		}
		lines := slices.DeleteFunc(strings.SplitAfter(string(data), "\n"), func(line string) bool { return strings.Contains(line, `"`+name+`"`) })
		return os.WriteFile(list, []byte(strings.Join(lines, "")), 0o644)
	}
}

func swapped(a, b string) error {
	for _, step := range [][2]string{{a, a + "~"}, {b, a}, {a + "~", b}} {
		if err := os.Rename(step[0], step[1]); err != nil {
			return err
		}
	}
	return nil
}

// timely puts a file into a folder and sets the folder's times back, as programs do
// that restore what was saved.
func timely(folder string) error {
	info, err := os.Stat(folder)
	if err != nil {
		return err
	}
	if err := replaced("restored.txt", "restored")(folder); err != nil {
		return err
	}
	return os.Chtimes(folder, info.ModTime(), info.ModTime())
}

// The same at random.
func TestSpareAtRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	s := newSpared(t)
	folders := []string{"a", "a/b", "c", "c/d/e", "f", "g/h"}
	at := func(kind string) string {
		return fmt.Sprintf("%s/%s%d", folders[random.IntN(len(folders))], kind, random.IntN(3))
	}
	site := files{}
	for k := range 60 {
		for range random.IntN(4) {
			site[at("ours")] = fmt.Sprint(k)
		}
		if name := at("ours"); random.IntN(2) == 0 {
			delete(site, name)
		}
		if k > 0 {
			for range random.IntN(3) {
				name := at("theirs")
				switch random.IntN(4) {
				case 0:
					s.others(func(dir string) error { return os.RemoveAll(filepath.Join(dir, name)) })
				case 1:
					name := path.Join(at("folder"), "x")
					s.others(replaced(name, fmt.Sprint(k)))
				default:
					s.others(replaced(name, fmt.Sprint(k)))
				}
			}
		}
		s.write(fmt.Sprint("round ", k), site)
	}
}

// What a Write costs that changes little does not depend on the size of the site,
// from the third on: links, removals, and folders that are looked through.
func TestSpareCost(t *testing.T) {
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("this system cannot exchange folders")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one operation at a time
	small, large := costs(t, 30, 2), costs(t, 300, 2)
	if first := large[1]["link"]; first < 300 {
		t.Errorf("the second Write made only %d links, without a spare", first)
	}
	for k := 2; k < len(large); k++ {
		equal(t, fmt.Sprintf("cost of Write %d of a large site", k), large[k], small[k])
		// One of what changed last time, two of what changes now.
		equal(t, "links made", large[k]["link"], 3)
		if removed := large[k]["remove"]; removed > 20 {
			t.Errorf("Write %d removed %d times", k, removed)
		}
	}
	// A file that alone has changed is moved into place: the next Write uses the spare all
	// the same.
	equal(t, "costs of a large site, every other Write of one file", costs(t, 300, 1)[3:], costs(t, 30, 1)[3:])
}

// costs returns how many operations of each kind Writes take; but for looks at files and
// reading, which compare. Each changes two files of a site, but every other one as few as
// are given.
func costs(t *testing.T, size, others int) []map[string]int {
	t.Helper()
	top, site := t.TempDir(), many(size)
	var all []map[string]int
	for k := range 6 {
		site[fmt.Sprintf("articles/%05d/index.html", k)] = fmt.Sprint(k)
		if k%2 > 0 || others > 1 {
			site["index.html"] = fmt.Sprint(k)
		}
		cost := map[string]int{}
		writeWith(t, filepath.Join(top, "public"), site, Options{Spare: filepath.Join(top, "spare"), fault: func(operation string, _ ...string) error {
			if operation == "write" { // the two that take the time among them
				tick(t, top)
			}
			cost[operation]++
			return nil
		}})
		delete(cost, "lstat")
		delete(cost, "look into folder")
		delete(cost, "read")
		all = append(all, cost)
	}
	return all
}

// A spare that somebody else may have put there, or that is of another destination,
// is not used; only one that a Write put away is removed.
func TestSpareOdd(t *testing.T) {
	mark := func(text string) func(spare string) error { return replaced(spareMark, text) }
	gone := func(then func(string) error) func(string) error {
		return func(spare string) error {
			if err := os.RemoveAll(spare); err != nil {
				return err
			}
			return then(spare)
		}
	}
	tests := map[string]struct {
		do    func(spare string) error
		stays bool // what is there
	}{
		"a folder of others":     {gone(replaced("thesis.doc", "x")), true},
		"a file":                 {gone(func(spare string) error { return os.WriteFile(spare, []byte("x"), 0o644) }), true},
		"a link":                 {func(spare string) error { return elsewhere(spare, ".") }, true},
		"a link in it":           {func(spare string) error { return elsewhere(spare, ownFolder) }, true},
		"a link to a mark":       {func(spare string) error { return elsewhere(spare, spareMark) }, true},
		"no mark":                {func(spare string) error { return os.Remove(filepath.Join(spare, spareMark)) }, true},
		"of another destination": {mark("1 /elsewhere"), false},
		"a broken mark":          {mark("x"), true},
		"no list":                {func(spare string) error { return os.Remove(filepath.Join(spare, ManifestFile)) }, false},
	}
	for what, test := range tests {
		t.Run(what, func(t *testing.T) {
			s := newSpared(t)
			for k := range 3 {
				s.write("a Write before", files{"index.html": fmt.Sprint(k), "same": "1", "other": fmt.Sprint(k)})
			}
			check(t, test.do(s.spare))
			before := everything(t, filepath.Dir(s.spare))
			for k := range 3 {
				s.write("a Write after", files{"index.html": fmt.Sprint(k), "same": "1", "other": fmt.Sprint(-k)})
			}
			after := everything(t, filepath.Dir(s.spare))
			if stays := maps.Equal(before, after); stays != test.stays {
				t.Errorf("what was there stays: %v, want %v", stays, test.stays)
			}
		})
	}
}

// elsewhere moves something of a spare away and puts a link in its place.
func elsewhere(spare, name string) error {
	name = filepath.Join(spare, filepath.FromSlash(name))
	if err := os.Rename(name, filepath.Join(filepath.Dir(spare), "elsewhere")); err != nil {
		return err
	}
	return os.Symlink(filepath.Join(filepath.Dir(spare), "elsewhere"), name)
}

// What a process that holds on to the old folder puts there is in the next site.
func TestPromiseLateIntoSpare(t *testing.T) {
	s := newSpared(t)
	for k := range 2 {
		s.write("a Write before", files{"index.html": fmt.Sprint(k), "a/x": "1", "b": fmt.Sprint(k), "gone/x": "1"})
	}
	tick(t, s.spare)
	late := files{"late": "1", "a/late": "2", "new/late": "3", "c": "4", "gone/late": "5"}
	late.put(t, s.spare)
	site := files{"index.html": "2", "a/x": "1", "b": "2", "c": "ours"}
	writeWith(t, s.dirs[0], site, Options{Spare: s.spare})
	maps.Copy(site, late)
	site["c"], site["c.orig"] = "ours", "4"
	equal(t, "destination", read(t, s.dirs[0]), site)
}

// What others do while the folders change places, and nothing else, is brought over and
// not put away.
func TestPromiseReplacedBeforeSpare(t *testing.T) {
	for _, name := range []string{"CNAME", "late/x", "late.txt", "gone/late.txt", "empty/late.txt", ".git/objects/x", "about/late.txt"} {
		dir, spare, _, next := promiseSpare(t)
		for range 2 { // a spare that is far from the destination, and one that is close
			tick(t, filepath.Dir(dir))
			writeWith(t, dir, promiseNew, Options{Spare: spare})
			next["z"] = next["z"] + "z"
			site := maps.Clone(promiseNew)
			site["z"], site["y"] = next["z"], "y"
			next["y"] = "y"
			tick(t, filepath.Dir(dir))
			writeWith(t, dir, site, Options{Spare: spare, fault: func(operation string, names ...string) error {
				if isInstall(operation, names) {
					return replaced(name, "others")(dir)
				}
				return nil
			}})
			next[name] = "others"
			delete(next, path.Dir(name)+"/")
			equal(t, "destination after others put "+name+" there", read(t, dir), next)
		}
	}
}

// What others put into a folder once it was looked at is brought over.
func TestPromiseLateIntoFolder(t *testing.T) {
	dir, spare := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "spare")
	site := files{"c/deep/er.html": "c"}
	for k := range 4 {
		tick(t, filepath.Dir(dir))
		opt := Options{Spare: spare}
		if k == 3 {
			opt.Ready = func() error {
				defer tick(t, dir)
				return replaced("c/deep/late", "others")(dir)
			}
		}
		site["index.html"], site["feed"] = fmt.Sprint(k), fmt.Sprint(k) // one alone would be moved into place
		writeWith(t, dir, site, opt)
	}
	site["c/deep/late"] = "others"
	equal(t, "destination", read(t, dir), site)
}

// A spare elsewhere is of no use, and none is left.
func TestSpareOnAnotherDisk(t *testing.T) {
	elsewhere := t.TempDir()
	mount(t, elsewhere, "mode=755")
	s := newSpared(t)
	s.spare = filepath.Join(elsewhere, "kept", "spare")
	for k := range 3 {
		s.write("a Write", files{"index.html": fmt.Sprint(k), "a/x": "1", "b": fmt.Sprint(k)})
	}
	equal(t, "elsewhere", read(t, elsewhere), files{"kept/": ""})
}
