package export

import (
	"fmt"
	"strings"
	"testing"

	"dateline/internal/locale/localetest"
	"dateline/internal/timeline/timelinetest"
)

func TestBeginnings(t *testing.T) {
	for label, want := range map[string]string{
		"Al-Araji, Qasim": "a al ar ara araj q qa qas qasi",
		"Élysée":          "e el ely elys",
		"G 7":             "g 7",
		"الإعلام":         "ا ال الا الاع",
		"北京 city":         "北 京 c ci cit city",
		"กรุง":            "ก ร ง",
		"—":               "",
	} {
		if got := strings.Join(beginnings(label), " "); got != want {
			t.Errorf("%s: %s, want %s", label, got, want)
		}
	}
}

// A few letters, or a word that most values have, bring no more values than a reader looks
// through, the most frequent first.
func TestWordsOfMany(t *testing.T) {
	var site strings.Builder
	for k := range manyMeant + 1 {
		fmt.Fprintf(&site, "-- incidents/i%d.md --\n---\ntitle: I\ndate: 2021\ntags: [once %d]\n---\n", k, k)
	}
	site.WriteString("-- incidents/i.md --\n---\ntitle: I\ndate: 2022\ntags: [once and again]\n---\n-- incidents/j.md --\n---\ntitle: J\ndate: 2022\ntags: [once and again]\n---\n")
	x := NewIndex(timelinetest.LinkValid(t, site.String()), localetest.English(t))
	for begin, want := range map[string]int{"o": fewMeant, "onc": fewMeant, "once": manyMeant, "agai": 1, "777": 1} {
		var found []string
		table := x.table.Get()
		for _, w := range table.words[hitFile("tag", begin, x.hitFiles())] {
			if w.begin == begin {
				found = append(found, table.values[w.number].label)
			}
		}
		if len(found) != want || begin != "777" && found[0] != "once and again" {
			t.Errorf("%q begins words of %d values, of %q first, want %d", begin, len(found), found[0], want)
		}
	}
}
