// Package localetest gives tests the languages that Dateline brings.
package localetest

import (
	"os"
	"testing"

	"dateline/internal/diag"
	"dateline/internal/locale"
)

// folder is where the texts lie, from the folder of a package under internal/.
const folder = "../../templates/i18n"

// Load returns a language, which must have no problems.
func Load(t testing.TB, tag string) *locale.Locale {
	t.Helper()
	l, problems, err := locale.Load(os.DirFS(folder), nil, tag, diag.Pos{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems.Sorted() {
		t.Fatal(p)
	}
	return l
}

// English returns the interface in English.
func English(t testing.TB) *locale.Locale {
	t.Helper()
	return Load(t, "en")
}
