package edtf_test

import (
	"strconv"
	"strings"

	"dateline/internal/edtf"
)

// plain is a language that says which texts it was asked for.
type plain struct{}

func (plain) Fill(key string, by edtf.Pairs) string {
	return strings.TrimPrefix(key, "date.") + "(" + strings.TrimRight(strings.Join(by[:], " "), " ") + ")"
}
func (plain) List(key string, words []string) string { return key + strings.Join(words, " ") }
func (plain) Digits(n int64) string                  { return strconv.FormatInt(n, 10) }
func (plain) Number(n int64) string                  { return strconv.FormatInt(n, 10) }
