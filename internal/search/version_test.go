package search

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"dateline/internal/locale/localetest"
	"dateline/internal/timeline/timelinetest"
)

func versionOf(t *testing.T, files map[string]string) string {
	t.Helper()
	var r root
	if err := json.Unmarshal([]byte(files[rootFile]), &r); err != nil {
		t.Fatal(err)
	}
	return r.Version
}

// Whatever changes files changes the version, by which readers ask for them.
func TestVersion(t *testing.T) {
	versions := map[string]string{}
	for name, change := range map[string][2]string{
		"nothing":  {"", ""},
		"a word":   {"Nobody was hurt", "Nobody was killed"},
		"how":      {"Nobody was hurt.", "Nobody was hurt, hurt, hurt."},
		"a title":  {"title: Talks", "title: Speeches"},
		"a case":   {"title: Talks", "title: TALKS"},
		"a date":   {"date: 2020-06-11", "date: 2020-06-12"},
		"a number": {"-- pages/about.md --", "-- pages/a.md --\n---\ntitle: About\n---\n-- pages/about.md --"},
	} {
		version := versionOf(t, open(t, New(timelinetest.LinkValid(t, strings.Replace(sample, change[0], change[1], 1)), localetest.English(t))))
		if other, taken := versions[version]; taken {
			t.Errorf("with %s changed, the version is the one with %s changed", name, other)
		}
		versions[version] = name
	}
}

// What is written of the same documents changes with the format only.
func TestFormat(t *testing.T) {
	const want = "5: 1c462eeea4ebe7cc"
	files := open(t, New(timelinetest.LinkValid(t, sample), localetest.English(t)))
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if name != rootFile {
			fmt.Fprintf(sum, "%q %q\n", name, files[name])
		}
	}
	if got := fmt.Sprintf("%d: %x", format, sum.Sum(nil)[:8]); got != want {
		t.Errorf("files of format %s, want %s: if they are written otherwise, raise format, and change the sum here", got, want)
	}
}
