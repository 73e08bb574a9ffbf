package opengraph

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"sync"

	"github.com/go-text/typesetting/font"
	"golang.org/x/text/language"
)

//go:embed fonts/*.woff
var fontFiles embed.FS

// letters are the fonts for scripts with few letters, east those for Chinese,
// Japanese and Korean, which are large and read only where a text needs them.
var (
	letters = []string{
		"source-serif-4-latin-600", "source-serif-4-latin-ext-600", "source-serif-4-vietnamese-600",
		"source-serif-4-cyrillic-600", "source-serif-4-cyrillic-ext-600", "source-serif-4-greek-600",
		"amiri-arabic-700", "noto-sans-hebrew-hebrew-600",
	}
	east = []string{
		"noto-sans-sc-chinese-simplified-600", "noto-sans-jp-japanese-600", "noto-sans-kr-korean-600",
		"noto-sans-tc-chinese-traditional-600",
	}
)

// library reads each font once, when it is first asked for: letters, then east.
type library []func() (*font.Font, error)

func newLibrary() library {
	var l library
	for _, name := range slices.Concat(letters, east) {
		l = append(l, sync.OnceValues(func() (*font.Font, error) {
			data, err := fontFiles.ReadFile("fonts/" + name + "-normal.woff")
			if err != nil {
				return nil, fmt.Errorf("reading the font %s: %w", name, err)
			}
			face, err := font.ParseTTF(bytes.NewReader(data))
			if err != nil {
				return nil, fmt.Errorf("reading the font %s: %w", name, err)
			}
			return face.Font, nil
		}))
	}
	return l
}

// order appends the places in a library of all fonts, in the order in which a text in a
// language looks for its characters: Chinese in either script, Japanese and Korean
// draw shared ones each in their own way.
func order(to []int, lang string) []int {
	for at := range letters {
		to = append(to, at)
	}
	first := 0
	tag := language.Make(lang)
	switch base, _ := tag.Base(); base.String() {
	case "ja":
		first = 1
	case "ko":
		first = 2
	case "zh", "yue":
		if script, _ := tag.Script(); script.String() == "Hant" { // also of zh-TW and zh-HK
			first = 3
		}
	}
	to = append(to, len(letters)+first)
	for at := range east {
		if at != first {
			to = append(to, len(letters)+at)
		}
	}
	return to
}
