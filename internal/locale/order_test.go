package locale_test

import (
	"slices"
	"strings"
	"testing"

	"dateline/internal/locale"
)

// Names stand where readers of the language look for them, whatever their order
// before.
func TestSortByName(t *testing.T) {
	for _, test := range []struct{ name, lang, want string }{
		{"case and accents come after letters", "fr", "Eau, emile, Émile, étage, Étienne, eux, zone"},
		{"an accent is no letter in English", "en", "Nanas, Ñandú, nube, Öst, Oz"},
		{"but one in Spanish", "es", "Nantes, nube, Ñandú, Oz"},
		{"and in Swedish", "sv", "Oslo, Zon, Ål, Öst"},
		{"alif with hamza is an alif", "ar", "آمنة, أحمد, بغداد, قاسم, وزارة"},
		{"Arabic comes first in Arabic", "ar", "«قاسم», ياسر, NATO, Reuters, Рейтер"},
		{"and after Latin elsewhere", "fr", "NATO, Reuters, Рейтер, قاسم, ياسر"},
		{"Cyrillic in Russian", "ru", "Москва, Рейтер, Reuters, قاسم"},
		{"scripts of one language", "ja", "ちから, ニュース, 中国, Reuters"},
		{"numbers", "en", "9th Brigade, 10th Brigade, Brigade 9, Brigade 10"},
		{"a language that nobody knows", "xx", "Eau, émile, zone"},
		{"nothing", "fr", ""},
	} {
		want := strings.Split(test.want, ", ")
		got := slices.Clone(want)
		for range len(got) {
			got = append(got[1:], got[0])
			slices.Reverse(got[1:])
			locale.SortByName(test.lang, got, func(s string) (string, string) { return s, s })
			if !slices.Equal(got, want) {
				t.Errorf("%s: in %s\n got %s\nwant %s", test.name, test.lang, strings.Join(got, ", "), test.want)
				break
			}
		}
	}
}

// Of two that have one name, the slug decides.
func TestSortBySlug(t *testing.T) {
	got := []string{"b", "c", "a"}
	locale.SortByName("en", got, func(slug string) (string, string) { return "Ministry of Defence", slug })
	if !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("got %v", got)
	}
}
