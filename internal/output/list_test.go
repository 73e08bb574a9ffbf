package output

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSiteNames(t *testing.T) {
	long := strings.Repeat("é", 128) // 256 bytes
	tests := []struct {
		name string
		site files
		want string // nothing if the names are good
	}{
		{"good", files{"a/index.html": "", "b/Index.html": "", ".well-known/x": "", ".gitkeep": "", strings.Repeat("x", 255): ""}, ""},
		{"case", files{"A.html": "", "a.html": "", "b.html": ""}, "the site has names that differ only in upper and lower case: A.html, a.html; rename all but one, as many file systems take them for the same"},
		{"case in a folder", files{"Ä/x": "", "ä/X": "", "ä/y": ""}, "Ä/x, ä/X; "},
		{"case beyond letter pairs", files{"ς": "", "σ": "", "Σ": ""}, "Σ, ς, σ; "},
		{"case beyond letters of ASCII", files{"k": "", "K": "", "\u212a": "", "ſ": "", "s": ""}, "K, k, s, ſ, \u212a; "},
		{"a file and a folder", files{"About": "", "about/x": ""}, "About, about/; "},
		{"reserved", files{".git/hooks/x": "", ".Dateline/manifest.json": "", "a/.git/x": ""}, "the site has files in folders that are not the site's: .Dateline/manifest.json, .git/hooks/x; move them out of .dateline and .git"},
		{"long", files{"a/" + long + "/index.html": ""}, "the site has names longer than 255 bytes: a/" + long + "/index.html; give a shorter slug"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			_, err := Write(t.Context(), dir, test.site.site(), Options{})
			if test.want == "" {
				check(t, err)
				return
			}
			var site *SiteError
			if !errors.As(err, &site) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want %s", err, test.want)
			}
			if read(t, dir) != nil {
				t.Error("the destination was made")
			}
		})
	}
}

// namedSite is a site that knows the names of its files.
type namedSite struct {
	fs.FS
	names []string
}

func (s namedSite) Names() []string { return s.names }

// A site that knows the names of its files is not looked through for them; they are
// checked as others are.
func TestListed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	all := files{"a": "1", "b/c": "2", "B/c": "3"}
	_, err := Write(t.Context(), dir, namedSite{all.site(), []string{"a", "b/c"}}, Options{})
	check(t, err)
	equal(t, "the files", read(t, dir), files{"a": "1", "b/c": "2"})
	var wrong *SiteError
	if _, err := Write(t.Context(), dir, namedSite{all.site(), []string{"B/c", "b/c"}}, Options{}); !errors.As(err, &wrong) {
		t.Errorf("names that differ in case only give %v", err)
	}
}

func TestFolders(t *testing.T) {
	got := slices.Collect(folders([]string{"a-b/x", "a/x", "ab/x", "b/c/d/y", "b/cd/y", "b/z", "x", "x.d/y/z"}))
	equal(t, "folders", got, []string{"a-b", "a", "ab", "b", "b/c", "b/c/d", "b/cd", "x.d", "x.d/y"})
}
