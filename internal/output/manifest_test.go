package output

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	sumOf1 = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
	sumOf2 = "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"
)

// The file is part of what users commit: its form must not change by accident.
func TestManifestFile(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files{"b/index.html": "1", "b-2": "1", "a <b>": "2"})
	data, err := os.ReadFile(filepath.Join(dir, ManifestFile))
	check(t, err)
	equal(t, "manifest", string(data), `{"version": 1, "files": [
{"path":"a <b>","size":1,"sha256":"`+sumOf2+`"},
{"path":"b-2","size":1,"sha256":"`+sumOf1+`"},
{"path":"b/index.html","size":1,"sha256":"`+sumOf1+`"}
]}
`)
}

// format returns what a manifest is written as.
func format(m manifest, generator string) (string, error) {
	var list strings.Builder
	err := m.write(&list, generator)
	return list.String(), err
}

func TestManifestRoundTrip(t *testing.T) {
	for _, m := range []manifest{
		nil,
		{newEntry("a", nil)},
		{newEntry("a", []byte("1")), newEntry("a", []byte("2")), newEntry("ä/\u2028\"x\\y", []byte("3"))},
	} {
		data, err := format(m, "")
		check(t, err)
		got, err := parseManifest(data)
		check(t, err)
		if fmt.Sprint(got) != fmt.Sprint(m) {
			t.Errorf("%v became %v", m, got)
		}
	}
}

// An entry is written as package json writes it, but for "<", ">" and "&".
func TestAppendEntry(t *testing.T) {
	for _, text := range []string{"a/b.html", "ä", "a<b", "a>b", "a&b", `a"b`, `a\b`, "a\tb", "a\x7fb", "a\u2028b"} {
		for _, e := range []entry{newEntry(text, nil), newEntry("x", []byte(text)), {Path: "x", Size: 12345, Key: text}} {
			var want strings.Builder
			to := json.NewEncoder(&want)
			to.SetEscapeHTML(false)
			check(t, to.Encode(struct {
				Path   string `json:"path"`
				Size   int64  `json:"size"`
				SHA256 string `json:"sha256"`
				Key    string `json:"key,omitempty"`
			}{e.Path, e.Size, e.SHA256.String(), e.Key}))
			equal(t, text, string(e.append([]byte("before ")))+"\n", "before "+want.String())
		}
	}
}

func TestParseManifestRejects(t *testing.T) {
	entry := `{"version": 1, "files": [{"path":"%s","size":%d,"sha256":"%s"}]}`
	if _, err := parseManifest(fmt.Sprintf(entry, "a", 1, sumOf1)); err != nil {
		t.Fatalf("a good one: %v", err)
	}
	for _, bad := range []string{
		``, `[]`, `{}`, `null`, `{"version": 0, "files": []}`,
		`<<<<<<< HEAD`,
		`{"version": 1, "files": []} {}`,
		fmt.Sprintf(entry, "../a", 1, sumOf1),
		fmt.Sprintf(entry, "/a", 1, sumOf1),
		fmt.Sprintf(entry, "", 1, sumOf1),
		fmt.Sprintf(entry, ".", 1, sumOf1),
		fmt.Sprintf(entry, ".git/HEAD", 1, sumOf1),
		fmt.Sprintf(entry, ".dateline/manifest.json", 1, sumOf1),
		fmt.Sprintf(entry, "a", -1, sumOf1),
		fmt.Sprintf(entry, "a", 1, sumOf1[1:]),
		fmt.Sprintf(entry, "a", 1, "x"+sumOf1[1:]),
	} {
		if m, err := parseManifest(bad); err == nil {
			t.Errorf("%s was read as %v", bad, m)
		}
	}
}

func TestManifestVersions(t *testing.T) {
	one, two, other := newEntry("b", []byte("1")), newEntry("b", []byte("2")), newEntry("a", nil)
	m := sorted(manifest{two, other}).with(sorted(manifest{one, two}))
	equal(t, "entries", len(m), 3)
	equal(t, "paths", m.paths(), []string{"a", "b"})
	equal(t, "versions of b", m.versions("b"), manifest{one, two})
	equal(t, "versions of c", m.versions("c"), manifest(nil))
}

// After a crash between moving the files and saving the final manifest, each
// file is one of the two that the manifest then lists, and none is forgotten.
func TestManifestAfterCrash(t *testing.T) {
	old := manifest{newEntry("changes", []byte("old")), newEntry("goes", []byte("x")), newEntry("moved", []byte("old"))}
	coming := manifest{newEntry("changes", []byte("new")), newEntry("comes", []byte("x")), newEntry("moved", []byte("new"))}
	data, err := format(old.with(coming), "")
	check(t, err)
	dir := t.TempDir()
	files{ManifestFile: data, "changes": "old", "goes": "x", "moved": "new"}.put(t, dir)

	stats, err := Write(t.Context(), dir, files{}.site(), Options{Kept: func(name string) { t.Errorf("%s was kept", name) }})
	check(t, err)
	equal(t, "stats", stats, Stats{Removed: 3})
	equal(t, "destination", read(t, dir), files{})
}

// While files are being moved the manifest lists both, so that a move that fails
// leaves nothing that the next Write does not know. Where the folder is replaced
// as a whole, it stays as it was.
func TestManifestWhenMovingFails(t *testing.T) {
	for _, test := range []struct {
		way  way
		want files
	}{
		{oneByOne, files{"a": "2", "m/": "", "stale": "1", "z": "1"}},
		{asAWhole, files{"a": "1", "m/": "", "stale": "1", "z": "1"}},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		write(t, dir, files{"a": "1", "stale": "1", "z": "1"})
		opt := test.way.options()
		opt.Progress = func(done, total int) {
			if done == total { // after Write has seen that nothing is in the way
				files{"m/": ""}.put(t, dir)
			}
		}
		if _, err := Write(t.Context(), dir, files{"a": "2", "m": "1", "z": "2"}.site(), opt); err == nil {
			t.Fatalf("%s: moved a file to where a folder is", test.way.name)
		}
		equal(t, test.way.name+", half-way", read(t, dir), test.want)
		check(t, os.Remove(filepath.Join(dir, "m")))
		equal(t, "stats", write(t, dir, files{}), Stats{Removed: 3})
		equal(t, "destination", read(t, dir), files{})
	}
}

func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(`{"version": 1, "files": []}`))
	f.Add([]byte(`{"version": 1, "files": [{"path":"b","size":1,"sha256":"` + sumOf1 + `"},{"path":"a","size":1,"sha256":"` + sumOf2 + `"}]}`))
	f.Add([]byte(`{"version": 1, "files": [{"path":"../b","size":1,"sha256":"` + sumOf1 + `"}]}`))
	whole, err := format(manifest{newEntry("a", []byte("1")), newEntry("<b>", []byte("1")), {Path: "c", Size: 1, SHA256: newEntry("", []byte("2")).SHA256, Key: "k"}}, "v1")
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(whole))
	for _, change := range [][2]string{
		{":1,", ":01,"},
		{":1,", ":+1,"},
		{":1,", ":-1,"},
		{":1,", ":1 ,"},
		{"},\n", "}\n"},
		{"},\n", "},{},\n"},
		{"}\n]", "},\n]"},
		{"}\n]", "}]"},
		{"]}\n", "]}]}\n"},
		{"]}\n", "]} "},
		{"[\n", "[\n\n"},
		{"[\n", "[{},\n"},
		{`"files": [`, `"more": [`},
		{`"files": [`, `"x": {"files": [`},
		{`"files": [`, `"files": [], "Files": [`},
		{`"dateline": `, `"files": [{}], "dateline": `},
		{`"a"`, "\"a\x01\""},
		{`"a"`, "\"a\xff\""},
		{`"a"`, `"a","path":"b"`},
		{`"k"`, `"k","size":7`},
		{`"k"`, `"k`},
		{`"size"`, `"Size"`},
	} {
		f.Add([]byte(strings.Replace(whole, change[0], change[1], 1)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var file manifestFile
		if lines, ok := parseLines(string(data)); ok {
			check(t, json.Unmarshal(data, &file))
			equal(t, "read line by line", fmt.Sprintf("%+v", lines), fmt.Sprintf("%+v", file))
		}
		first, err := parseManifest(string(data))
		if err != nil {
			return
		}
		for _, e := range first {
			if !filepath.IsLocal(filepath.FromSlash(e.Path)) {
				t.Errorf("path %q leads outside", e.Path)
			}
		}
		formatted, err := format(first, "")
		check(t, err)
		second, err := parseManifest(formatted)
		check(t, err)
		if fmt.Sprint(first) != fmt.Sprint(second) {
			t.Errorf("%v became %v", first, second)
		}
	})
}
