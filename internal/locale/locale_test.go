package locale_test

import (
	"testing"

	"dateline/internal/locale"
)

func TestPlain(t *testing.T) {
	for identifier, want := range map[string]string{
		"military-unit": "military unit", "shot_down_by": "shot down by", "attack": "attack", "": "",
	} {
		if got := locale.Plain(identifier); got != want {
			t.Errorf("Plain(%q) = %q, want %q", identifier, got, want)
		}
	}
	for text, want := range map[string]string{"news agency": "News agency", "élan": "Élan", "": "", "أخبار": "أخبار"} {
		if got := locale.Sentence(text); got != want {
			t.Errorf("Sentence(%q) = %q, want %q", text, got, want)
		}
	}
}
