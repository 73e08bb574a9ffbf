package locale

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	scripts "github.com/go-text/typesetting/language"
	"golang.org/x/text/language"
)

// OtherScript returns the script, as BCP 47 has it, of most letters of a text that are
// foreign to a language, where most letters are; else "". Many languages have several
// scripts: only of one that is always written in the same can letters be foreign. Names in
// Latin letters stand in texts of all languages, and may be all of a title.
func OtherScript(lang, text string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return ""
	}
	if _, sure := tag.Script(); sure < language.High {
		return ""
	}
	own, letters, foreign := scriptsOf(tag), 0, 0
	counts := map[scripts.Script]int{}
	var most scripts.Script
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		s := scripts.Latin
		if r >= utf8.RuneSelf {
			s = scripts.LookupScript(r)
		}
		if s.Strong() && s != scripts.Unknown && !slices.Contains(own, s) {
			foreign++
			if counts[s]++; counts[s] > counts[most] {
				most = s
			}
		}
	}
	if 2*foreign <= letters || most == scripts.Latin && mayBeName(text) {
		return ""
	}
	return most.String()
}

// mayBeName reports whether a text in Latin letters may be no more than a name: it is a word
// or three, none with small letters alone.
func mayBeName(text string) bool {
	words := strings.Fields(text)
	return len(words) <= labelWords && !slices.ContainsFunc(words, func(word string) bool {
		return strings.ContainsFunc(word, unicode.IsLower) && !strings.ContainsFunc(word, unicode.IsUpper)
	})
}
