package locale_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/locale/localetest"
)

// folder holds the languages that Dateline brings.
const folder = "../../templates/i18n"

// Each language has every text, in every plural form and with the placeholders
// of the English one.
func TestLanguagesAreComplete(t *testing.T) {
	files, err := filepath.Glob(folder + "/*.yaml")
	if err != nil || len(files) < 4 {
		t.Fatalf("only the files %v (%v)", files, err)
	}
	for _, file := range files {
		tag := strings.TrimSuffix(filepath.Base(file), ".yaml")
		l, problems, err := locale.Load(os.DirFS(folder), nil, tag, diag.Pos{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems.Sorted() {
			t.Error(p)
		}
		if l.Lang() != tag {
			t.Errorf("%s speaks %s", tag, l.Lang())
		}
	}
}

// Numbers are worded as each language does.
func TestCount(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "0 incidents|1 incident|2 incidents|3 incidents|11 incidents|100 incidents|1,234 incidents",
		"ar": "0 حدث|حدث واحد|حدثان|3 أحداث|11 حدثًا|100 حدث|1,234 حدثًا",
		"fr": "0 événement|1 événement|2 événements|3 événements|11 événements|100 événements|1\u00a0234 événements",
		"pt": "0 acontecimento|1 acontecimento|2 acontecimentos|3 acontecimentos|11 acontecimentos|100 acontecimentos|1.234 acontecimentos",
		"es": "0 sucesos|1 suceso|2 sucesos|3 sucesos|11 sucesos|100 sucesos|1234 sucesos",
	} {
		l := localetest.Load(t, tag)
		var got []string
		for _, n := range []int{0, 1, 2, 3, 11, 100, 1234} {
			got = append(got, l.Count("count.incidents", n))
		}
		if all := strings.Join(got, "|"); all != want {
			t.Errorf("%s counts\n%s, want\n%s", tag, all, want)
		}
	}
	for n, want := range map[int]string{-1: "-1 incident", -3: "-3 incidents", math.MinInt64: "-9,223,372,036,854,775,808 incidents"} {
		if got := localetest.English(t).Count("count.incidents", n); got != want {
			t.Errorf("counts %q, want %q", got, want)
		}
	}
	if got := localetest.Load(t, "es").Number(12345); got != "12.345" {
		t.Errorf("es writes 12345 as %q", got)
	}
	for tag, want := range map[string]string{"en": "33.3076", "ar": "33.3076", "fr": "33,3076", "es": "33,3076", "pt": "33,3076"} {
		if got := localetest.Load(t, tag).Float(33.3076); got != want {
			t.Errorf("%s writes 33.3076 as %q", tag, got)
		}
	}
	english := localetest.English(t)
	for n, want := range map[float64]string{0: "0", -1.5: "-1.5", 44.123456789: "44.123456789", 1234.5: "1234.5"} {
		if got := english.Float(n); got != want {
			t.Errorf("%v is written %q", n, got)
		}
	}
}
