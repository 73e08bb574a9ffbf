package output

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestWrite(t *testing.T) {
	tests := []struct {
		name   string
		first  files // written by an earlier Write, if any
		change files // then put there by somebody else; "removed" removes
		second files
		want   files
		stats  Stats
		kept   []string
	}{
		{
			name:   "new",
			second: files{"index.html": "home", "a/b/index.html": "b", "empty.txt": ""},
			want:   files{"index.html": "home", "a/b/index.html": "b", "empty.txt": ""},
			stats:  Stats{Written: 3, Bytes: 5},
		},
		{
			name:   "no files at all",
			second: files{},
			want:   files{},
		},
		{
			name:   "unchanged, changed, stale and new",
			first:  files{"same": "1", "differs": "old", "samesize": "ab", "gone/deep/x": "x", "gone/y": "y"},
			second: files{"same": "1", "differs": "newer", "samesize": "cd", "new/x": "n"},
			want:   files{"same": "1", "differs": "newer", "samesize": "cd", "new/x": "n"},
			stats:  Stats{Written: 3, Unchanged: 1, Removed: 2, Bytes: 8},
		},
		{
			name:   "files of others survive, and keep their folders",
			first:  files{"index.html": "1", "old/x.html": "x"},
			change: files{".git/HEAD": "ref", "CNAME": "example.org", "old/notes.txt": "mine", "empty/": ""},
			second: files{"index.html": "2"},
			want:   files{"index.html": "2", ".git/HEAD": "ref", "CNAME": "example.org", "old/notes.txt": "mine", "empty/": ""},
			stats:  Stats{Written: 1, Removed: 1, Bytes: 1},
		},
		{
			name:   "an edited file that the site has is overwritten",
			first:  files{"index.html": "1"},
			change: files{"index.html": "edited"},
			second: files{"index.html": "1"},
			want:   files{"index.html": "1"},
			stats:  Stats{Written: 1, Bytes: 1},
		},
		{
			name:   "an edited stale file is kept",
			first:  files{"b": "1", "a": "22", "c": "3"},
			change: files{"b": "edited", "a": "xx"},
			second: files{},
			want:   files{"b": "edited", "a": "xx"},
			stats:  Stats{Removed: 1},
			kept:   []string{"a", "b"},
		},
		{
			name:   "a stale file that somebody replaced by a link or a folder is kept",
			first:  files{"a": "1", "b": "1", "b2": "1"},
			change: files{"a": "-> b2", "b": "removed", "b/x": "1"},
			second: files{"b2": "1"},
			want:   files{"a": "-> b2", "b/x": "1", "b2": "1"},
			stats:  Stats{Unchanged: 1},
			kept:   []string{"a", "b"},
		},
		{
			name:   "a stale file is not removed through a link",
			first:  files{"a/x": "1", "b/x": "1"},
			change: files{"a": "-> b"},
			second: files{"b/x": "1"},
			want:   files{"a": "-> b", "b/x": "1"},
			stats:  Stats{Unchanged: 1},
		},
		{
			name:   "a removed file comes back, a removed stale one does not matter",
			first:  files{"a": "1", "b": "1", "c/d": "1"},
			change: files{"a": "removed", "b": "removed", "c": "removed"},
			second: files{"a": "1"},
			want:   files{"a": "1"},
			stats:  Stats{Written: 1, Bytes: 1},
		},
		{
			name:   "a file that has the right bytes is taken over",
			change: files{".gitignore": "x"},
			second: files{".gitignore": "x", "a": "1"},
			want:   files{".gitignore": "x", "a": "1"},
			stats:  Stats{Written: 1, Unchanged: 1, Bytes: 1},
		},
		{
			name:   "a file becomes a folder",
			first:  files{"about": "1", "z": "1"},
			second: files{"about/index.html": "2", "z": "1"},
			want:   files{"about/index.html": "2", "z": "1"},
			stats:  Stats{Written: 1, Unchanged: 1, Removed: 1, Bytes: 1},
		},
		{
			name:   "a folder becomes a file",
			first:  files{"about/x/index.html": "1", "about/y": "2"},
			second: files{"about": "3"},
			want:   files{"about": "3"},
			stats:  Stats{Written: 1, Removed: 2, Bytes: 1},
		},
		{
			name:   "names that differ in case are renamed",
			first:  files{"About/index.html": "1"},
			second: files{"about/index.html": "1"},
			want:   files{"about/index.html": "1"},
			stats:  Stats{Written: 1, Removed: 1, Bytes: 1},
		},
		{
			name:   "a staging folder that a crash left is removed",
			first:  files{"a": "1"},
			change: files{stagingFolder + "/17": "half"},
			second: files{"a": "1"},
			want:   files{"a": "1"},
			stats:  Stats{Unchanged: 1},
		},
		{
			name:   "a link in place of the staging folder is not followed",
			first:  files{"a": "1"},
			change: files{stagingFolder: "-> ..", "0": "mine"},
			second: files{"a": "2"},
			want:   files{"a": "2", "0": "mine"},
			stats:  Stats{Written: 1, Bytes: 1},
		},
		{
			name:   "a crash before the first manifest does not matter",
			change: files{stagingFolder + "/17": "half", ".gitkeep": "", ".git/HEAD": "ref"},
			second: files{"a": "1"},
			want:   files{"a": "1", ".gitkeep": "", ".git/HEAD": "ref"},
			stats:  Stats{Written: 1, Bytes: 1},
		},
	}
	for _, test := range tests {
		for _, way := range ways {
			t.Run(test.name+", "+way.name, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "not", "there", "yet")
				if test.first != nil {
					write(t, dir, test.first)
				}
				for _, name := range slices.Sorted(maps.Keys(test.change)) {
					check(t, os.RemoveAll(filepath.Join(dir, name)))
				}
				change := maps.Clone(test.change)
				maps.DeleteFunc(change, func(_, content string) bool { return content == "removed" })
				change.put(t, dir)
				var kept []string
				opt := way.options()
				opt.Kept = func(name string) { kept = append(kept, name) }
				stats, err := Write(t.Context(), dir, test.second.site(), opt)
				check(t, err)
				equal(t, "stats", stats, test.stats)
				equal(t, "destination", read(t, dir), test.want)
				equal(t, "kept", kept, test.kept)
				equal(t, "listed", listed(t, dir), append([]string{}, slices.Sorted(maps.Keys(test.second))...))

				before := everything(t, filepath.Dir(dir))
				stats = write(t, dir, test.second)
				equal(t, "stats of writing it again", stats, Stats{Unchanged: len(test.second)})
				equal(t, "destination after writing it again", everything(t, filepath.Dir(dir)), before)
			})
		}
	}
}

// What is unchanged is not so much as opened for writing, and times do not matter.
func TestWriteLeavesUnchangedFilesAlone(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files{"a/x": "1", "b": "2"})
	past := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	for _, name := range []string{"a/x", "a", ManifestFile} {
		check(t, os.Chtimes(filepath.Join(dir, name), past, past))
	}
	equal(t, "stats", write(t, dir, files{"a/x": "1", "b": "2"}), Stats{Unchanged: 2})
	for _, name := range []string{"a/x", "a", ManifestFile} {
		info, err := os.Stat(filepath.Join(dir, name))
		check(t, err)
		if !info.ModTime().Equal(past) {
			t.Errorf("%s was written to", name)
		}
	}
}

func TestWriteModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	// The umask can only be had by setting it; what it leaves is seen on others' files.
	sample := t.TempDir()
	check(t, os.Mkdir(filepath.Join(sample, "folder"), 0o755))
	check(t, os.WriteFile(filepath.Join(sample, "file"), nil, 0o644))
	write(t, dir, files{"a/b": "1"})
	for name, like := range map[string]string{".": "folder", "a": "folder", "a/b": "file", ManifestFile: "file"} {
		got, err := os.Stat(filepath.Join(dir, name))
		check(t, err)
		want, err := os.Stat(filepath.Join(sample, like))
		check(t, err)
		if got.Mode() != want.Mode() {
			t.Errorf("%s has mode %v, want %v", name, got.Mode(), want.Mode())
		}
	}
}

// The destination itself may be a link, relative ones too.
func TestWriteToLink(t *testing.T) {
	parent := t.TempDir()
	files{"real/": "", "public": "-> real"}.put(t, parent)
	write(t, filepath.Join(parent, "public"), files{"a": "1"})
	equal(t, "link's target", read(t, filepath.Join(parent, "real")), files{"a": "1"})
	if _, err := os.Readlink(filepath.Join(parent, "public")); err != nil {
		t.Error("the link was replaced")
	}
}

// Two names of one file stand in for a file system that ignores case.
func TestWriteRenamesCaseOnly(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files{"About.html": "1", "z": "1"})
	check(t, os.Link(filepath.Join(dir, "About.html"), filepath.Join(dir, "about.html")))

	// Removed after the new one is there, it would take that with it.
	dest, err := openDestination(dir, Options{})
	check(t, err)
	plan, err := dest.plan([]string{"about.html", "z"})
	check(t, err)
	before, after := plan.removals()
	equal(t, "removed before", before, []string{"About.html"})
	equal(t, "removed after", after, []string(nil))
	check(t, dest.close())

	stats := write(t, dir, files{"about.html": "1", "z": "1"})
	equal(t, "stats", stats, Stats{Written: 1, Unchanged: 1, Removed: 1, Bytes: 1})
	equal(t, "destination", read(t, dir), files{"about.html": "1", "z": "1"})
}

// On a file system that tells case apart, two such files have nothing to do with
// each other.
func TestWriteTellsCaseApart(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files{"About.html": "1", "Edited.html": "1"})
	if _, err := os.Stat(filepath.Join(dir, "ABOUT.HTML")); err == nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the file system ignores case, so that nothing is tested")
		}
		t.Skip("the file system ignores case")
	}
	files{"about.html": "mine", "Edited.html": "mine"}.put(t, dir)
	if _, err := Write(t.Context(), dir, files{"about.html": "2"}.site(), Options{}); err == nil {
		t.Error("wrote over a file that is not ours")
	}
	write(t, dir, files{"edited.html": "2"})
	equal(t, "destination", read(t, dir), files{"about.html": "mine", "Edited.html": "mine", "edited.html": "2"})
}
