package locale

import "testing"

func TestDirection(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "ltr", "ar": "rtl", "fa-IR": "rtl", "he": "rtl", "ckb": "rtl", "ku": "ltr",
		"uz-Arab": "rtl", "az": "ltr", "zh": "ltr", "yi": "rtl", "dv": "rtl", "": "ltr", "no such tag": "ltr",
	} {
		if got := Direction(lang); got != want {
			t.Errorf("Direction(%q) = %s, want %s", lang, got, want)
		}
	}
}
