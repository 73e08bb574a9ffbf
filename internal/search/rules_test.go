package search

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline/internal/locale/localetest"
	"dateline/internal/timeline/timelinetest"
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
	{"東京2020年", "東京 京 2020 2020年 年", "東京 2020年 年"},
	{"5月3日 12 日", "5 5月 月 3 3日 日 12 日", "5月 月 3日 日 12 日"},
	{"ไทย", "ไท ทย ย", "ไท ทย"},
	{"한국어", "한국어", ""},
	{"हिन्दी", "हिन्दी", ""},
	{"שָׁלוֹם", "שלום", ""},
	{"\U00020000\U00020001", "\U00020000\U00020001 \U00020001", "\U00020000\U00020001"},
	{"𝐁𝐨𝐥𝐝 Ⅳ №5", "bold iv 5", ""},
	{strings.Repeat("ab", 20), strings.Repeat("ab", 16), ""},
	{"the U.S.-led, U.S.A.; e.g. أ.ف.ب. é.t.c.", "the us led usa eg افب etc", ""},
	{"U.S.Navy J.Smith plan B. ab.c.d. U.S", "us navy smith plan ab cd us", ""},
	{"U.S-led, AT&T e.g; أ.ف.ب, و.اب 中.国", "us led at eg افب و اب 中国 国", "us led at eg افب و اب 中国"},
	{"2021-12-19 2021-12 2021-1 2021-12-1 2021-12-", "20211219 202112 20211 2021121 202112", ""},
	{"2021-12-18/2021-12-19, 2021-12-19? ٢٠٢١-١٢-١٩", "20211218 20211219 20211219 20211219", ""},
	{"2020-2021 12021-12-19 2021-12-191 2021-12-19T10 2021-12a", "2020 2021 12021 12 19 202112 191 202112 19t10 2021 12a", ""},
	{"2,500 2.500 2\u202f500 2\u00a0500 ٢٬٥٠٠ 2500", "2500 2500 2500 2500 2500 2500", ""},
	{"some 1,000,000; 2,500-strong, 33.306.", "some 1000000 2500 strong 33306", ""},
	{"2,50 2,5000 2021,300 14.1.2022 2,500th 1,000.2345 3, 500", "2 50 2 5000 2021 300 14 1 2022 2 500th 1000 2345 3 500", ""},
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
	_, said := script(t, open(t, New(timelinetest.LinkValid(t, ""), localetest.English(t))), nil, texts)
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

// Script and index cut texts at the same places, whatever the signs stand between.
func TestCut(t *testing.T) {
	f, r := newFolding(), rand.New(rand.NewPCG(1, 1))
	var texts []string
	for range 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(14) {
			b.WriteString([]string{"a", "B", "é", "د", "中", "7", "2021", "12", "٢", "500", ".", ".", ",", "\u202f", "-", "-", " ", "'", "\u0301", "\u00ad"}[r.IntN(20)])
		}
		texts = append(texts, b.String())
	}
	_, said := script(t, open(t, New(timelinetest.LinkValid(t, ""), localetest.English(t))), nil, texts)
	for k, text := range texts {
		var indexed []string
		eachWord([]byte(text), func(word []byte) { indexed = append(indexed, f.terms(string(word))...) })
		for _, term := range said[k] {
			n := slices.Index(indexed, term)
			if n < 0 {
				t.Fatalf("%q is searched as %q, but indexed as %q", text, said[k], indexed)
			}
			indexed = indexed[n+1:]
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
	_, said := script(t, open(t, New(timelinetest.LinkValid(t, ""), localetest.English(t))), nil, texts)
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

// isWord is the pattern.
func TestIsWord(t *testing.T) {
	word := regexp.MustCompile("^" + inWords + "$")
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
