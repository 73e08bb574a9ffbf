package site

import "testing"

// Languages are called as they call themselves.
func TestOwnName(t *testing.T) {
	for lang, want := range map[string]string{"en": "English", "fr-CA": "Français canadien", "sr": "Српски", "sr-Latn": "Srpski", "sr-Latn-RS": "Srpski", "sr-latn": "Srpski", "no language": "no language"} {
		if got := ownName(lang); got != want {
			t.Errorf("%s is called %q, want %q", lang, got, want)
		}
	}
}
