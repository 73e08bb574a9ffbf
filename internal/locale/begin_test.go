package locale_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline/internal/locale"

	"golang.org/x/text/language"
)

// What a file of texts begins with says nothing by itself. Without its marks it holds all
// texts, with the plural forms of the language: nothing is wrong or missing.
func TestBegin(t *testing.T) {
	mark := regexp.MustCompile(`(?m)^( +)# ("?[\w.-]+"?: )`)
	for tag, want := range map[string]struct {
		brought  bool
		forms    []string // of zero, few and other
		timeline string
	}{
		"ko":    {false, []string{"other"}, "Timeline"},
		"nl-BE": {false, []string{"other"}, "Timeline"},
		"pt-BR": {true, []string{"other"}, "Linha do tempo"},
		"pl":    {false, []string{"few", "other"}, "Timeline"},
		"cy":    {false, []string{"zero", "few", "other"}, "Timeline"},
		"fr":    {true, []string{"other"}, "Chronologie"},
		"ar-IQ": {true, []string{"zero", "few", "other"}, "الخط الزمني"},
	} {
		text, err := locale.Begin(os.DirFS("../../templates/i18n"), language.Make(tag))
		if err != nil {
			t.Fatal(err)
		}
		file := tag + ".yaml"
		_, found := load(t, tag, map[string]string{file: text})
		if want.brought != (len(found) == 0) || !want.brought && !strings.HasPrefix(found[0], locale.File(tag)+": warning: these texts are missing") {
			t.Errorf("%s: as it begins: %q", tag, found)
		}
		whole := mark.ReplaceAllString(text, "$1$2")
		l, found := load(t, tag, map[string]string{file: whole})
		if len(found) > 0 || l.Lang() != tag || l.Text("section.timeline") != want.timeline {
			t.Errorf("%s: without its marks: %s %s %q", tag, l.Lang(), l.Text("section.timeline"), found)
		}
		for _, form := range []string{"zero", "few", "other"} {
			if has := strings.Contains(whole, form+": \""); has != slices.Contains(want.forms, form) {
				t.Errorf("%s: form %s: %v", tag, form, has)
			}
		}
	}
}

// A text or a group of which nothing is written yet is as one that is not there.
func TestNothingWritten(t *testing.T) {
	l, found := load(t, "fr", map[string]string{"fr.yaml": "section:\n  timeline:\ndate:\npage: ~\n"})
	if len(found) > 0 || l.Text("section.timeline") != "Chronologie" {
		t.Errorf("%q, found %q", l.Text("section.timeline"), found)
	}
}
