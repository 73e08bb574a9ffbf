package content

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// languageNamed returns the tag of a language by its name in itself, in English or in
// another language of the interface; "" for none.
func languageNamed(name string) string {
	for _, tag := range display.Supported.Tags() {
		if strings.EqualFold(display.Self.Name(tag), name) {
			return tag.String()
		}
	}
	for _, spoken := range []language.Tag{language.English, language.French, language.Spanish, language.Portuguese, language.Arabic} {
		for _, tag := range display.Supported.Tags() {
			if strings.EqualFold(display.Tags(spoken).Name(tag), name) {
				return tag.String()
			}
		}
	}
	return ""
}

// languageTag returns a BCP 47 language tag in its usual spelling (en-GB); ok is false for
// what is none.
func languageTag(s string) (tag string, ok bool) {
	parsed, err := language.Raw.Parse(s)
	if err != nil || strings.HasPrefix(parsed.String(), "x-") { // no language, but what some agree on
		return s, false
	}
	return parsed.String(), true
}

// LanguageOf returns the tag of a language by its tag, or by its name as [CheckLanguage]
// knows it; "" for none.
func LanguageOf(s string) string {
	if tag, ok := languageTag(s); ok {
		return tag
	}
	return languageNamed(s)
}

// CheckLanguage returns a language tag in its usual spelling, or an error that says what to
// write in place of what is none.
func CheckLanguage(s string) (string, error) {
	if tag, ok := languageTag(s); ok {
		return tag, nil
	}
	if tag := languageNamed(s); tag != "" {
		return s, fmt.Errorf("%q is no BCP 47 language tag; write %q", shorten(s), tag)
	}
	return s, fmt.Errorf(`%q is no BCP 47 language tag; write one such as "en", "ar" or "pt-BR"`, shorten(s))
}

// noLanguage reports whether there is no tag, or one that has been told to be none.
func noLanguage(tag At[string]) bool {
	_, ok := languageTag(tag.V)
	return !ok
}
