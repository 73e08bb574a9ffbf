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
		"en": "0\u00a0incidents|1\u00a0incident|2\u00a0incidents|3\u00a0incidents|11\u00a0incidents|100\u00a0incidents|1,234\u00a0incidents",
		"ar": "0\u00a0حدث|حدث واحد|حدثان|3\u00a0أحداث|11\u00a0حدثًا|100\u00a0حدث|1,234\u00a0حدثًا",
		"fr": "0\u00a0événement|1\u00a0événement|2\u00a0événements|3\u00a0événements|11\u00a0événements|100\u00a0événements|1\u00a0234\u00a0événements",
		"pt": "0\u00a0acontecimento|1\u00a0acontecimento|2\u00a0acontecimentos|3\u00a0acontecimentos|11\u00a0acontecimentos|100\u00a0acontecimentos|1.234\u00a0acontecimentos",
		"es": "0\u00a0sucesos|1\u00a0suceso|2\u00a0sucesos|3\u00a0sucesos|11\u00a0sucesos|100\u00a0sucesos|1234\u00a0sucesos",
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
	for n, want := range map[int]string{-1: "-1\u00a0incident", -3: "-3\u00a0incidents", math.MinInt64: "-9,223,372,036,854,775,808\u00a0incidents"} {
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
