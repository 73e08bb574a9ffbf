package markup

import (
	"strings"
	"testing"
)

// A single quotation mark opens before a word and closes after one. In front of a
// contraction it is an apostrophe.
func TestApostrophes(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"He said 'no', then 'yes' and 'no way'. They said 'nope'.", "He said ‘no’, then ‘yes’ and ‘no way’. They said ‘nope’."},
		{"'terror'", "‘terror’"},
		{"'Two\nlines'", "‘Two\nlines’"},
		{"\"He said 'leave',\" and ('nothing') “'each'”", "“He said ‘leave’,” and (‘nothing’) “‘each’”"},
		{"*'looted'* and '*taken*' and '\"ever\"'", "‘looted’ and ‘taken’ and ‘“ever”’"},
		{"a 'net loss', 'total' and 'extremist'", "a ‘net loss’, ‘total’ and ‘extremist’"},
		{"a 't', the 's' and 'em'", "a ‘t’, the ‘s’ and ‘em’"},
		{"'tis, 'Twas, 'twould, rock 'n' roll, get 'em, 'til now, 'neath", "’tis, ’Twas, ’twould, rock ’n’ roll, get ’em, ’til now, ’neath"},
		{"the '90s, the Smiths' house, doin' it", "the ’90s, the Smiths’ house, doin’ it"},
		{"It's *NATO*'s, [x](/y)'s and *they*'ve and *we*'ll and *you*'re, don't", "It’s NATO’s, x’s and they’ve and we’ll and you’re, don’t"},
		{"l'eau, O'Neil, م'م, d'Élysée", "l’eau, O’Neil, م’م, d’Élysée"},
		{"'élan' and 'قال'", "‘élan’ and ‘قال’"},
		{"it ended at the Smiths'", "it ended at the Smiths’"},
		{"5'11\" and `'a'` and \\'a\\'", "5'11\" and 'a' and 'a'"},
	} {
		b, _ := parse(t, tt.src)
		if got := strings.TrimSuffix(b.Text(), "\n"); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.src, got, tt.want)
		}
	}
}
