package search

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline/internal/locale/localetest"
)

// words says what texts are indexed as, and what they are searched as where
// that differs.
var words = []struct {
	text, indexed, searched string
}{
	{"Green Zone", "green zone", ""},
	{"l'Irak: 'tis Iraq’s", "irak tis iraq", ""},
	{"Café ÅNGSTRÖM Łódź Straße œuvre", "cafe angstrom lodz strasse oeuvre", ""},
	{"ΟΔΥΣΣΕΎΣ Ὀδυσσεύς", "οδυσσευσ οδυσσευσ", ""},
	{"Ёлка ЙОД", "елка иод", ""},
	{"İstanbul ISPARTA ılık", "istanbul isparta ilik", ""},
	{"soft\u00adhyphen Ｆｕｌｌ ﬁt ½ 5ᵗʰ", "softhyphen full fit 1 2 5th", ""},
	{"٢٠٢١ ۲۰۲۱ 2021", "2021 2021 2021", ""},
	{"أحمد إيران آل ٱسم", "احمد ايران ال اسم", ""},
	{"مُحَمَّد مـحـمد مستشفى مدينة", "محمد محمد مستشفي مدينه", ""},
	{"کربلا يك یک", "كربلا ربلا يك يك", "كربلا يك يك"},
	{"العراق", "العراق عراق", "عراق"},
	{"للعراق", "للعراق لعراق عراق", "للعراق"},
	{"والعراق", "والعراق العراق عراق", "والعراق"},
	{"بغداد", "بغداد غداد", "بغداد"},
	{"وقطر", "وقطر قطر", "وقطر"},
	{"الله", "الله", ""},
	{"می\u200cخواهد", "مي خواهد ميخواهد", "مي خواهد"},
	{"北京市", "北京 京市 市", "北京 京市"},
	{"京", "京", ""},
	{"カタカナ ｶﾀｶﾅ", "カタ タカ カナ ナ カタ タカ カナ ナ", "カタ タカ カナ カタ タカ カナ"},
	{"東京2020年", "東京 京 2020 年", "東京 2020 年"},
	{"ไทย", "ไท ทย ย", "ไท ทย"},
	{"한국어", "한국어", ""},
	{"हिन्दी", "हिन्दी", ""},
	{"שָׁלוֹם", "שלום", ""},
	{"\U00020000\U00020001", "\U00020000\U00020001 \U00020001", "\U00020000\U00020001"},
	{"𝐁𝐨𝐥𝐝 Ⅳ №5", "bold iv 5", ""},
	{strings.Repeat("ab", 20), strings.Repeat("ab", 16), ""},
	{"the U.S.-led, U.S.A.; e.g. أ.ف.ب. é.t.c.", "the us led usa eg افب etc", ""},
	{"U.S.Navy J.Smith plan B. ab.c.d. U.S", "us navy smith plan ab cd", ""},
	{"", "", ""},
	{"a – b!", "", ""},
}

func TestTerms(t *testing.T) {
	f := newFolding()
	var texts []string
	for _, tt := range words {
		texts = append(texts, tt.text)
		var got []string
		eachWord([]byte(tt.text), func(word []byte) { got = append(got, f.terms(string(word))...) })
		if want := strings.Fields(tt.indexed); !slices.Equal(got, want) {
			t.Errorf("%q is indexed as %q, want %q", tt.text, got, want)
		}
	}
	_, said := script(t, open(t, New(link(t, ""), localetest.English(t))), nil, texts)
	for k, tt := range words {
		want := tt.searched
		if want == "" {
			want = tt.indexed
		}
		if got := strings.Join(said[k], " "); got != want {
			t.Errorf("%q is searched as %q, want %q", tt.text, got, want)
		}
	}
}

// Script and index fold every character in the same way: a character that is
// searched is one that is indexed.
func TestEveryCharacter(t *testing.T) {
	f := newFolding()
	var texts []string
	for r := rune(0x20); r < 0x30000; r++ {
		if f.part.MatchString(string(r)) {
			texts = append(texts, "x"+string(r)+"y "+string(r))
		}
	}
	_, said := script(t, open(t, New(link(t, ""), localetest.English(t))), nil, texts)
	bad := 0
	for k, text := range texts {
		var indexed []string
		eachWord([]byte(text), func(word []byte) { indexed = append(indexed, f.terms(string(word))...) })
		for _, term := range said[k] {
			if !slices.Contains(indexed, term) && bad < 20 {
				bad++
				t.Errorf("%q is searched as %q, but indexed as %q", text, said[k], indexed)
				break
			}
		}
	}
}

// isWord is the pattern of the rules.
func TestIsWord(t *testing.T) {
	word := regexp.MustCompile("^" + theRules().Word + "$")
	for r := rune(0); r < 0x30000; r++ {
		if r >= 0xd800 && r < 0xe000 {
			continue
		}
		if got, want := isWord(r), word.MatchString(string(r)); got != want {
			t.Errorf("isWord(%U) = %v, want %v", r, got, want)
		}
	}
}

// Whatever the text, terms are cut from it without a crash, none is empty, and
// none holds what parts the lines of a file.
func FuzzTerms(f *testing.F) {
	for _, tt := range words {
		f.Add(tt.text)
	}
	folding := newFolding()
	f.Fuzz(func(t *testing.T, text string) {
		eachWord([]byte(text), func(word []byte) {
			for _, term := range folding.terms(string(word)) {
				if term == "" || strings.ContainsAny(term, " \n\t") {
					t.Errorf("%q gives the term %q", word, term)
				}
			}
		})
	})
}
