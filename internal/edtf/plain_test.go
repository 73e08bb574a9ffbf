package edtf_test

import (
	"strconv"
	"strings"
)

// plain is a language that says which texts it was asked for.
type plain struct{}

func (plain) Text(key string, pairs ...string) string {
	return strings.TrimPrefix(key, "date.") + "(" + strings.Join(pairs, " ") + ")"
}
func (plain) List(key string, words []string) string { return key + strings.Join(words, " ") }
func (plain) Digits(n int64) string                  { return strconv.FormatInt(n, 10) }
func (plain) Number(n int64) string                  { return strconv.FormatInt(n, 10) }
