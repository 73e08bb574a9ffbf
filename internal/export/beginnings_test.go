package export

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"dateline/internal/locale/localetest"
	"dateline/internal/timeline/timelinetest"
)

func TestBeginnings(t *testing.T) {
	for label, want := range map[string]string{
		"Al-Araji, Qasim": "a al ar ara araj q qa qas qasi",
		"Élysée":          "e el ely elys",
		"G 7":             "g 7 g_ 7_",
		"الإعلام":         "ا ال الا الاع اع اعل اعلا",
		"علي":             "ع عل علي علي_",
		"北京 city":         "北 京 c ci cit city",
		"กรุง":            "ก ร ง",
		"한국":              "ᄒ 하 한 한ᄀ",
		"ΦΩΣ Φως":         "φ φω φωσ φωσ_",
		"عمر علي":         "ع عم عمر عل علي عمر_ علي_",
		"#MeToo Is ☮️":    "m me met meto i is ☮",
		"—":               "",
	} {
		if got := strings.ReplaceAll(strings.Join(beginnings(label), "|"), " ", "_"); got != strings.ReplaceAll(norm.NFKD.String(want), " ", "|") {
			t.Errorf("%s: %s, want %s", label, got, want)
		}
	}
}

// A few letters, or a word that most values have, bring no more values than a reader looks
// through, the most frequent first.
func TestWordsOfMany(t *testing.T) {
	var site strings.Builder
	for k := range manyMeant + 1 {
		fmt.Fprintf(&site, "-- incidents/i%d.md --\n---\ntitle: I\ndate: 2021\ntags: [once is %d, as is %x]\n---\n", k, k, k)
	}
	site.WriteString("-- incidents/i.md --\n---\ntitle: I\ndate: 2022\ntags: [once is again, as is we]\n---\n-- incidents/j.md --\n---\ntitle: J\ndate: 2022\ntags: [once is again, as is we]\n---\n")
	x := NewIndex(timelinetest.LinkValid(t, site.String()), localetest.English(t))
	for begin, want := range map[string]int{"o": fewMeant, "onc": fewMeant, "once": manyMeant, "is": fewMeant, "is ": manyMeant, "agai": 1, "we ": 1, "777": 2} {
		var found []string
		table := x.table.Get()
		for _, w := range table.words[hitFile("tag", begin, x.hitFiles())] {
			if w.begin == begin {
				found = append(found, table.values[w.number].label)
			}
		}
		if len(found) != want || begin != "777" && found[0] != "once is again" && found[0] != "as is we" {
			t.Errorf("%q begins words of %d values, of %q first, want %d", begin, len(found), found[0], want)
		}
	}
}
