package content

import (
	"slices"
	"strings"
	"time"
)

// monthNames are those of German, Spanish, French, Italian and Portuguese, whole and
// short, from January on, where English has others.
var monthNames = [...]string{
	"januar jänner enero ene janvier janv gennaio gen janeiro",
	"februar febrero février févr fév febbraio fevereiro fev",
	"märz marzo mars março",
	"abril abr avril avr aprile",
	"mai mayo maggio mag maio",
	"juni junio juin giugno giu junho",
	"juli julio juillet juil luglio lug julho",
	"agosto ago août",
	"septiembre setiembre septembre settembre setembro set sept",
	"oktober okt octubre octobre ottobre ott outubro out",
	"noviembre novembre novembro",
	"dezember dez diciembre dic décembre déc dicembre dezembro",
}

// inEnglish returns the English name of a month, or the word itself.
func inEnglish(word string) string {
	lower := FoldSlug(word)
	for k, names := range monthNames {
		if slices.Contains(strings.Fields(names), lower) {
			return time.Month(k + 1).String()
		}
	}
	return word
}
