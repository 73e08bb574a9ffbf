package output

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const advice = "; choose another folder with --destination"

func TestWriteRefuses(t *testing.T) {
	ours := files{"index.html": "1"}
	tests := []struct {
		name   string
		first  files // written by an earlier Write, if any
		change files // then put there by somebody else
		site   files
		want   string // after the destination's name
	}{
		{
			name:   "not empty and not ours",
			change: files{"thesis.doc": "x"},
			site:   ours,
			want:   " is not empty and was not made by dateline" + advice + ", or empty it",
		},
		{
			name:   "files of somebody else, all of them",
			first:  files{"index.html": "1", "a/ours": "1"},
			change: files{"CNAME": "mine", "a/mine": "x", "unrelated": "x"},
			site:   files{"CNAME": "theirs", "a/mine": "y", "a/ours": "2", "index.html": "1"},
			want:   " holds what dateline did not put there, where the site has a file or folder: CNAME, a/mine; move it away",
		},
		{
			name:   "a link in place of a file, even to the right bytes",
			first:  files{"b": "1"},
			change: files{"a": "-> b"},
			site:   files{"a": "1", "b": "1"},
			want:   " holds what dateline did not put there, where the site has a file or folder: a (a symbolic link or other special file); move it away",
		},
		{
			name:   "a link in place of a folder",
			first:  files{"b/x": "1"},
			change: files{"a": "-> b"},
			site:   files{"a/c/x": "1", "b/x": "1"},
			want:   " holds what dateline did not put there, where the site has a file or folder: a (a symbolic link or other special file); move it away",
		},
		{
			name:   "a file in place of a folder",
			first:  ours,
			change: files{"about": "mine"},
			site:   files{"about/index.html": "1"},
			want:   " holds what dateline did not put there, where the site has a file or folder: about; move it away",
		},
		{
			name:   "an edited stale file in place of a folder",
			first:  files{"about": "1"},
			change: files{"about": "mine"},
			site:   files{"about/index.html": "1"},
			want:   " holds what dateline did not put there, where the site has a file or folder: about; move it away",
		},
		{
			name:   "a folder in place of a file",
			first:  files{"about/a/index.html": "1"},
			change: files{"about/a/mine": "1"},
			site:   files{"about": "1"},
			want:   " holds what dateline did not put there, where the site has a file or folder: about (a folder); move it away",
		},
		{
			name:   "an empty folder in place of a file",
			first:  ours,
			change: files{"about/": ""},
			site:   files{"about": "1"},
			want:   " holds what dateline did not put there, where the site has a file or folder: about (a folder); move it away",
		},
		{
			name:   "a link in place of the manifest's folder",
			change: files{".dateline": "-> elsewhere"},
			site:   ours,
			want:   " has something in the place of dateline's own folder: .dateline; remove it",
		},
		{
			name:   "a folder in place of the manifest",
			first:  ours,
			change: files{ManifestFile + "/": ""},
			site:   ours,
			want:   " has something in the place of dateline's own list of its files: .dateline/manifest.json; remove it",
		},
		{
			name:   "a manifest cut short",
			first:  ours,
			change: files{ManifestFile: `{"version": 1, "files": [`},
			site:   ours,
			want:   " has a damaged list of dateline's files, .dateline/manifest.json (unexpected end of JSON input); restore the list, or empty the folder",
		},
		{
			name:   "a manifest of a later Dateline",
			first:  ours,
			change: files{ManifestFile: `{"version": 2, "files": []}`},
			site:   ours,
			want:   " has a damaged list of dateline's files, .dateline/manifest.json (version 2 where this dateline writes 1); restore the list, or empty the folder",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if test.first != nil {
				write(t, dir, test.first)
			}
			for name := range test.change {
				check(t, os.RemoveAll(filepath.Join(dir, name)))
			}
			test.change.put(t, dir)
			before := everything(t, dir)
			_, err := Write(t.Context(), dir, test.site.site(), Options{})
			var refused *RefusedError
			if !errors.As(err, &refused) {
				t.Fatalf("got error %v, want a RefusedError", err)
			}
			equal(t, "message", err.Error(), dir+test.want)
			equal(t, "destination", everything(t, dir), before)
		})
	}
}

// What is far too large to be a manifest is not even read.
func TestHugeManifest(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files{"about/index.html": "1"})
	check(t, os.Truncate(filepath.Join(dir, ManifestFile), 3<<30))
	err := Check(dir, t.TempDir())
	var refused *RefusedError
	if !errors.As(err, &refused) {
		t.Fatalf("got error %v, want a RefusedError", err)
	}
	equal(t, "message", err.Error(), dir+" has a damaged list of dateline's files, .dateline/manifest.json (it is larger than 1024 MiB); restore the list, or empty the folder")
}

// A link in the destination must not lead a Write out of it.
func TestWriteStaysInside(t *testing.T) {
	outside := t.TempDir()
	files{"a": "precious"}.put(t, outside)
	dir := t.TempDir()
	write(t, dir, files{"x/a": "precious", "y": "1"})
	check(t, os.RemoveAll(filepath.Join(dir, "x")))
	check(t, os.Symlink(outside, filepath.Join(dir, "x")))

	if _, err := Write(t.Context(), dir, files{"x/a": "mine", "y": "1"}.site(), Options{}); err == nil {
		t.Error("wrote through a link")
	}
	write(t, dir, files{"y": "1"}) // x/a is stale now
	equal(t, "outside", read(t, outside), files{"a": "precious"})
}

// Nor must one in a folder of Dateline's own, be it in the destination or beside it: they come
// with a copy of a site, of which another knows who has made it.
func TestWriteStaysInsideOwnFolders(t *testing.T) {
	refused := " has something in the place of dateline's own lock: "
	tests := []struct {
		name string
		way  way
		put  files
		want string // of the message, after the destination's name; "" for a Write that succeeds
	}{
		{"mark of a spare", asAWhole, files{"public/.dateline/spare": "-> ../../../others"}, ""},
		{"old destination", asAWhole, files{
			"public/.dateline/incoming": "", ".public.dateline/next": "-> ../theirs", "theirs/.dateline/manifest.json": `{"version": 1, "files": []}`,
		}, ""},
		{"lock to nothing", asAWhole, files{".public.dateline/lock": "-> ../new"}, refused + "../.public.dateline/lock; remove it"},
		{"lock", asAWhole, files{".public.dateline/lock": "-> ../others"}, refused + "../.public.dateline/lock; remove it"},
		{"lock in the destination, of a Write from inside", asAWhole, files{"public/" + workInside + "/" + lockName: "-> ../../../new"}, ""},
		{"lock in the destination", fromInside, files{"public/" + workInside + "/" + lockName: "-> ../../../new"}, refused + workInside + "/" + lockName + "; remove it"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			top := t.TempDir()
			dir, opt := filepath.Join(top, "public"), Options{Spare: filepath.Join(t.TempDir(), "spare"), fault: test.way.fault}
			writeWith(t, dir, files{"index.html": "1", "a": "1"}, opt)
			files{"others": "precious", "theirs/x": "precious"}.put(t, top)
			test.put.put(t, top)
			outside := func() files {
				all := everything(t, top)
				maps.DeleteFunc(all, func(name, _ string) bool {
					return strings.HasPrefix(name, "public/") || strings.HasPrefix(name, ".public.dateline")
				})
				return all
			}
			before := outside()
			_, err := Write(t.Context(), dir, files{"index.html": "2", "a": "2"}.site(), opt)
			said := ""
			if err != nil {
				said = strings.TrimPrefix(err.Error(), dir)
			}
			equal(t, "message", said, test.want)
			equal(t, "outside", outside(), before)
		})
	}
}

func TestCheck(t *testing.T) {
	base, err := filepath.EvalSymlinks(t.TempDir())
	check(t, err)
	t.Setenv("HOME", filepath.Join(base, "home", "ada"))
	files{
		"home/ada/":             "",
		"src/content/_index.md": "x",
		"src/public/":           "",
		"src/foreign/x":         "x",
		"src/file":              "x",
		"src/dots/.git/HEAD":    "x",
		"link":                  "-> src",
		"nowhere":               "-> missing",
	}.put(t, base)
	write(t, filepath.Join(base, "src", "built"), files{"a": "1"})
	before := everything(t, base)

	tests := []struct{ dir, want string }{
		{"src/public", ""},
		{"src/built", ""},
		{"src/dots", ""},
		{"src/missing/deep", ""},
		{"elsewhere", ""},
		{"link/public", ""},
		{"src/contents", ""},
		{"src", "is the source folder"},
		{"link", "is the source folder"},
		{"src/content/..", "is the source folder"},
		{".", "holds the source folder"},
		{"src/content", "lies in the site's own content folder"},
		{"link/content/deep/er", "lies in the site's own content folder"},
		{"src/static", "lies in the site's own static folder"},
		{"src/templates/x", "lies in the site's own templates folder"},
		{"home/ada", "is or holds your home folder"},
		{"home", "is or holds your home folder"},
		{"src/foreign", "is not empty and was not made by dateline"},
		{"src/file", "is not a folder"},
		{"nowhere", "is a symbolic link to nothing"},
	}
	for _, test := range tests {
		err := Check(filepath.Join(base, filepath.FromSlash(test.dir)), filepath.Join(base, "src"))
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("Check(%q) = %v, want %q", test.dir, err, test.want)
		}
	}
	equal(t, "after all checks", everything(t, base), before)
}

// A site whose settings somebody else has written puts nothing where programs of its user
// find what they go by.
func TestCheckNamed(t *testing.T) {
	base, err := filepath.EvalSymlinks(t.TempDir())
	check(t, err)
	t.Setenv("HOME", filepath.Join(base, "home"))
	files{"home/.ssh/": "", "home/site/": "", "home/.sites/site/": "", "home/keys": "-> .ssh"}.put(t, base)
	tests := []struct{ dir, source, refused string }{
		{"home/www", "home/site", ""},
		{"home/www/.new/site", "home/site", ""},
		{"www", "home/site", ""},
		{".www", "home/site", ""},
		{"home/.ssh", "home/site", ".ssh"},
		{"home/.ssh/deep/er", "home/site", ".ssh"},
		{"home/keys", "home/site", ".ssh"},
		{"home/.new", "home/site", ".new"},
		{"home/.sites/www", "home/.sites/site", ""},
		{"home/.ssh", "home/.sites/site", ".ssh"},
		{"home/site", "home/site", "source folder"},
	}
	for _, test := range tests {
		err := CheckNamed(filepath.Join(base, filepath.FromSlash(test.dir)), filepath.Join(base, filepath.FromSlash(test.source)))
		if (err != nil) != (test.refused != "") || err != nil && !strings.Contains(err.Error(), test.refused) {
			t.Errorf("CheckNamed(%q, %q) = %v, want %q", test.dir, test.source, err, test.refused)
		}
	}
}

func TestCheckRelative(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	files{"content/a.md": "x", "public/x": "x"}.put(t, dir)
	tests := map[string]string{
		"site":   "",
		"":       `"" names no folder` + advice,
		".":      ". is the source folder" + advice,
		"public": "public is not empty and was not made by dateline" + advice + ", or empty it",
	}
	if runtime.GOOS != "windows" {
		tests["/"] = "/ is the root of the file system" + advice
	}
	for place, want := range tests {
		got := ""
		if err := Check(place, "."); err != nil {
			got = err.Error()
			if refused := new(RefusedError); !errors.As(err, &refused) {
				t.Errorf("Check(%q) is no RefusedError: %v", place, err)
			}
		}
		if got != want {
			t.Errorf("Check(%q) = %q, want %q", place, got, want)
		}
	}
}
