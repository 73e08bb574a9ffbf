package locale

import "testing"

func TestHasDecimalComma(t *testing.T) {
	for lang, want := range map[string]bool{
		"en": false, "de": true, "de-CH": false, "es": true, "es-MX": false, "pt": true, "pt-BR": true, "fr": true,
		"no": true, "nb": true, "sh": true, "tl": false, "en-ZA": true, "tr": true, "fa": false,
		"ar": false, "zh": false, "": false, "no such tag": false,
	} {
		if got := HasDecimalComma(lang); got != want {
			t.Errorf("HasDecimalComma(%q) = %t, want %t", lang, got, want)
		}
	}
}
