package locale

import "testing"

func TestOtherScript(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "Two rockets", ""},
		{"en", "صاروخان على المنطقة الخضراء", "Arab"},
		{"en", "UPI: صاروخان على المنطقة الخضراء", "Arab"},
		{"en", "UPI quotes خلية", ""},
		{"en", "第24回", "Hani"},
		{"en", "2021", ""},
		{"ar", "Two rockets", "Latn"},
		{"ar", "صاروخان على NATO", ""},
		{"he", "שתי רקטות", ""},
		{"he", "صاروخان", "Arab"},
		{"ja", "首相が辞任", ""},
		{"ja", "Prime minister", "Latn"},
		{"ja", "iPhone 15", ""},
		{"ar", "Associated Press", ""},
		{"ar", "Two Rockets Hit Baghdad", "Latn"},
		{"ru", "Ελλάδα", "Grek"},
		{"ko", "首相", ""},
		{"ru", "Две ракеты", ""},
		{"fr", "Две ракеты", "Cyrl"},
		{"sr", "Dve rakete", ""}, // which has both
		{"zh", "Two rockets", ""},
		{"und-Arab", "صاروخان", ""},
		{"no such", "صاروخان", ""},
	} {
		if got := OtherScript(tt.lang, tt.text); got != tt.want {
			t.Errorf("in %s, %q is in %q, want %q", tt.lang, tt.text, got, tt.want)
		}
	}
}
