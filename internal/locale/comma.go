package locale

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// HasDecimalComma reports whether fractions stand after a comma in a language, a BCP 47
// tag, as CLDR has it.
func HasDecimalComma(lang string) bool {
	tag, err := (language.All | language.CLDR).Parse(lang) // as no stands for nb
	return err == nil && strings.Contains(message.NewPrinter(tag).Sprint(number.Decimal(0.5)), ",")
}
