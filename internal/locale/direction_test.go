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

func TestDirectionOf(t *testing.T) {
	for text, want := range map[string]string{
		"Who fired?": "ltr", "من أطلق النار؟": "rtl", "12 أيار": "rtl", "1,500": "", "": "",
		"NATO تنفي ما نقلته وكالات": "", "يقول United Press International": "", "UPI quotes the “خلية الإعلام”.": "ltr",
		"מי ירה?": "rtl", "谁开的火？": "ltr", "NATO": "", "الناتو": "", "Agence France-Presse": "", "मोदी": "",
		"Two rockets hit Baghdad": "ltr", "NATO (2021)": "ltr", "NATO!": "ltr", "«الناتو»": "rtl",
	} {
		if got := DirectionOf(text); got != want {
			t.Errorf("DirectionOf(%q) = %q, want %q", text, got, want)
		}
	}
}
