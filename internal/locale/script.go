package locale

import (
	"slices"
	"unicode"

	scripts "github.com/go-text/typesetting/language"
	"golang.org/x/text/language"
)

// OtherScript returns the script, as BCP 47 has it, of most letters of a text that are
// foreign to a language, where most letters are; else "". Many languages have several
// scripts: only of one that is always written in the same can letters be foreign.
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
		if s := scripts.LookupScript(r); s.Strong() && s != scripts.Unknown && !slices.Contains(own, s) {
			foreign++
			if counts[s]++; counts[s] > counts[most] {
				most = s
			}
		}
	}
	if 2*foreign <= letters {
		return ""
	}
	return most.String()
}
