package content

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// monthNames are those of German, Spanish, French, Italian, Portuguese, Arabic and Hebrew,
// whole and short, from January on, where English has others.
var monthNames = [...]string{
	"januar jänner enero ene janvier janv gennaio gen janeiro يناير جانفي ינואר",
	"februar febrero février févr fév febbraio fevereiro fev فبراير شباط فيفري פברואר",
	"märz marzo mars março مارس آذار מרץ מרס",
	"abril abr avril avr aprile أبريل ابريل إبريل نيسان أفريل אפריל",
	"mai mayo maggio mag maio مايو أيار ايار ماي מאי",
	"juni junio juin giugno giu junho يونيو يونيه حزيران جوان יוני",
	"juli julio juillet juil luglio lug julho يوليو يوليه تموز جويلية יולי",
	"agosto ago août أغسطس اغسطس آب أوت אוגוסט",
	"septiembre setiembre septembre settembre setembro set sept سبتمبر أيلول ايلول ספטמבר",
	"oktober okt octubre octobre ottobre ott outubro out أكتوبر اكتوبر אוקטובר",
	"noviembre novembre novembro نوفمبر נובמבר",
	"dezember dez diciembre dic décembre déc dicembre dezembro ديسمبر דצמבר",
}

// oneWord puts names of one word in the place of the months of the Levant and of Iraq that
// have two, digits of ASCII in that of those of Arabic, Persian and of full width, and drops
// the Hebrew "in" before a month.
var oneWord = strings.NewReplacer(
	"كانون الثاني", "يناير", "تشرين الأول", "أكتوبر", "تشرين الاول", "أكتوبر", "تشرين الثاني", "نوفمبر", "كانون الأول", "ديسمبر", "كانون الاول", "ديسمبر",
	"٠", "0", "١", "1", "٢", "2", "٣", "3", "٤", "4", "٥", "5", "٦", "6", "٧", "7", "٨", "8", "٩", "9",
	"۰", "0", "۱", "1", "۲", "2", "۳", "3", "۴", "4", "۵", "5", "۶", "6", "۷", "7", "۸", "8", "۹", "9",
	"０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"－", "-", "／", "/", "，", ",", "、", ",", "،", ",", " ב", " ",
)

// byOtherCalendar reports whether a date in digits of Arabic or Persian has a year that is one
// of today in the Islamic calendars, of the moon and of the sun.
func byOtherCalendar(s string) bool {
	plain := oneWord.Replace(s)
	return plain != s && islamicYear.MatchString(plain)
}

var islamicYear = regexp.MustCompile(`(?:^|\D)1[34]\d\d(?:\D|$)`)

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
