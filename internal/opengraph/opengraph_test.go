package opengraph

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/go-text/typesetting/di"
)

var cards = []Card{
	{Title: "Two rockets fired at Baghdad's Green Zone", Date: "between 18 and 19 December 2021", Site: "Iraq, dated", Lang: "en", Kind: "incident"},
	{Title: "Iraq NSA holds meeting with NATO official amidst ongoing US military withdrawal", Date: "27 December 2021", Site: "Iraq, dated", Lang: "en", Kind: "article"},
	{Title: "مقتل سليماني والمهندس في غارة أمريكية قرب مطار بغداد", Date: "3 January 2020", Site: "Iraq, dated", Lang: "ar", RTL: true, Kind: "article"},
	{Title: "伊拉克总理在无人机袭击中幸存", Date: "2021年11月7日", Site: "伊拉克", Lang: "zh"},
	{Title: "伊拉克總理在無人機襲擊中倖存", Lang: "zh-Hant"},
	{Title: "首相はドローン攻撃を生き延びた", Lang: "ja"},
	{Title: "이라크 총리", Lang: "ko"},
	{Title: "Ελλάδα, Россия, Việt Nam, Türkiye, ישראל, Łódź", Lang: "en"},
	{Title: strings.Repeat("A title that goes on and on, ", 200), Site: strings.Repeat("and a name ", 40), Lang: "en"},
	{Title: strings.Repeat("x", 5000), Lang: "en"},
	{},
}

func paint(t *testing.T, p *Painter, c Card) ([]byte, image.Image) {
	t.Helper()
	data, err := p.PNG(c)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return data, picture
}

func TestCards(t *testing.T) {
	p := NewPainter()
	seen := map[string]string{}
	for _, c := range cards {
		data, picture := paint(t, p, c)
		if picture.Bounds() != image.Rect(0, 0, Width, Height) {
			t.Errorf("%.40q is %v large", c.Title, picture.Bounds())
		}
		if len(data) > 20<<10 {
			t.Errorf("%.40q takes %d bytes", c.Title, len(data))
		}
		again, _ := paint(t, NewPainter(), c)
		if !bytes.Equal(data, again) {
			t.Errorf("%.40q differs the second time", c.Title)
		}
		if other, twice := seen[string(data)]; twice {
			t.Errorf("%.40q looks like %.40q", c.Title, other)
		}
		seen[string(data)] = c.Title
		// Nothing runs over the edge where lines end.
		for y := range Height {
			x := Width - 20
			if c.RTL {
				x = 20
			}
			if picture.At(x, y) != picture.At(Width/2, 2) {
				t.Fatalf("%.40q reaches the edge at %d, %d", c.Title, x, y)
			}
		}
	}
}

func TestNames(t *testing.T) {
	base := Card{Title: "a", Date: "b", Site: "c", Lang: "en", Kind: "article"}
	names := map[string]bool{}
	for _, c := range []Card{
		base,
		{Title: "ab", Site: "c", Lang: "en", Kind: "article"},
		{Title: "a", Date: "b", Site: "c", Lang: "ja", Kind: "article"},
		{Title: "a", Date: "b", Site: "c", Lang: "en", Kind: "incident"},
		{Title: "a", Date: "b", Site: "c", Lang: "en", Kind: "article", RTL: true},
	} {
		names[c.File()] = true
	}
	if len(names) != 5 {
		t.Errorf("five cards have %d names", len(names))
	}
}

// TestArabicJoins holds that every letter that joins has a form of its own at
// the beginning, in the middle and at the end of a word.
func TestArabicJoins(t *testing.T) {
	b := newBench(NewPainter())
	b.prepare(Card{Lang: "ar", RTL: true})
	shape := func(text string) []string {
		var forms []string
		for _, run := range b.shape([]rune(text), di.DirectionRTL, 64) {
			for _, g := range run.Glyphs {
				forms = append(forms, fmt.Sprint(g.GlyphID, g.Advance))
			}
		}
		return forms
	}
	for _, r := range "بتثجحخسشصضطظعغفقكلمنهي" {
		letter := string(r)
		alone, joined := shape(letter), shape(letter+letter+letter)
		if len(alone) != 1 || len(joined) != 3 {
			t.Errorf("%s has %d glyphs, three of it %d", letter, len(alone), len(joined))
			continue
		}
		for _, form := range joined {
			if form == alone[0] {
				t.Errorf("%s stands unjoined in %s", letter, letter+letter+letter)
			}
		}
	}
}

// TestDirection holds that words of another direction stand in their own order.
func TestDirection(t *testing.T) {
	b := newBench(NewPainter())
	b.prepare(Card{Lang: "ar", RTL: true})
	text := []rune("في Baghdad 2020 بغداد")
	lines, cut := b.wrap(text, di.DirectionRTL, 40, 1000, 1)
	if cut || len(lines) != 1 {
		t.Fatalf("%d lines, cut: %t", len(lines), cut)
	}
	first, last := lines[0][0], lines[0][len(lines[0])-1]
	if first.VisualIndex <= last.VisualIndex {
		t.Errorf("the first word stands at %d, the last at %d: an Arabic line runs to the left", first.VisualIndex, last.VisualIndex)
	}
	if got := directionOf([]rune("3 January")); got != di.DirectionLTR {
		t.Errorf("a date in English runs %v", got)
	}
}

// TestLegible holds that a title is shown as far as the fonts go: without emoji,
// with a geta for a rare character, and not at all with letters missing.
func TestLegible(t *testing.T) {
	b := newBench(NewPainter())
	for _, tt := range []struct{ lang, title, want string }{
		{"en", "Rockets at dawn", "Rockets at dawn"},
		{"en", "Rockets 🚀 at dawn 🇮🇶☄️", "Rockets at dawn"},
		{"zh-Hant", "臺灣嘅總統府，龜鑑龍", "臺灣嘅總統府，龜鑑龍"},
		{"zh-TW", "無人機襲擊𪚥總理官邸", "無人機襲擊〓總理官邸"},
		{"zh", "𪚥𪚥龙", ""},
		{"am", "ኢራቅ Iraq", ""},
		{"en", "𒀀𒀁 cuneiform", ""},
	} {
		b.prepare(Card{Lang: tt.lang})
		if got := string(b.legible(clean(tt.title))); got != tt.want {
			t.Errorf("%s: %q is shown as %q, want %q", tt.lang, tt.title, got, tt.want)
		}
	}
}

// TestChinese holds that each script of Chinese, Japanese and Korean draws shared
// characters from the font of its own.
func TestChinese(t *testing.T) {
	b := newBench(NewPainter())
	faces := map[string]string{}
	for _, lang := range []string{"zh", "zh-Hans", "zh-Hant", "zh-TW", "zh-HK", "ja", "ko-KR"} {
		b.prepare(Card{Lang: lang})
		faces[lang] = fmt.Sprintf("%p", b.find('直').Font)
	}
	if faces["zh"] != faces["zh-Hans"] || faces["zh-Hant"] != faces["zh-TW"] || faces["zh-TW"] != faces["zh-HK"] ||
		faces["zh"] == faces["zh-Hant"] || faces["ja"] == faces["zh"] || faces["ko-KR"] == faces["ja"] {
		t.Errorf("fonts %v", faces)
	}
}

// TestNoBoxes holds that a title without a font is left out.
func TestNoBoxes(t *testing.T) {
	p := NewPainter()
	without, _ := paint(t, p, Card{Date: "2021", Site: "S", Lang: "en"})
	cuneiform, _ := paint(t, p, Card{Title: "𒀀𒀁 cuneiform", Date: "2021", Site: "S", Lang: "en"})
	if !bytes.Equal(without, cuneiform) {
		t.Error("a title that no font has is painted all the same")
	}
}

// BenchmarkPNG paints cards of which no two have the same title.
func BenchmarkPNG(b *testing.B) {
	p := NewPainter()
	size, n := 0, 0
	for b.Loop() {
		n++
		c := cards[n%2]
		c.Title = fmt.Sprint(n, " ", c.Title)
		data, err := p.PNG(c)
		if err != nil {
			b.Fatal(err)
		}
		size += len(data)
	}
	b.ReportMetric(float64(size)/float64(b.N), "B/card")
}
