package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strconv"
	"strings"
	"testing"
)

// secret stands in every block that is not to be published.
const secret = "GPS 33.306 N"

// photo is a picture, red at the upper left and blue elsewhere.
func photo(w, h int) *image.RGBA {
	p := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			p.Set(x, y, color.RGBA{0, 0, 255, 255})
			if x < w/2 && y < h/2 {
				p.Set(x, y, color.RGBA{255, 0, 0, 255})
			}
		}
	}
	return p
}

// segment is one of a JPEG file.
func segment(marker byte, body string) string {
	return string([]byte{0xff, marker}) + string(binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))) + body
}

// exif is a block with an orientation and a secret.
func exif(orientation byte) string {
	return "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string([]byte{orientation}) + "\x00\x00\x00\x00\x00\x00" + secret
}

func jpegOf(t testing.TB, p image.Image, segments ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	return []byte(string(data[:2]) + strings.Join(segments, "") + string(data[2:]))
}

func pngOf(t testing.TB, p image.Image, chunks ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	out := append([]byte{}, b.Bytes()[:33]...)
	for _, name := range chunks {
		out = binary.BigEndian.AppendUint32(out, uint32(len(secret)))
		start := len(out)
		out = append(append(out, name...), secret...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
	}
	return append(out, b.Bytes()[33:]...)
}

func gifOf(t testing.TB) []byte {
	t.Helper()
	frame := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.Black, color.White})
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{5, 5}}); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	at := 13 + colours(data[10])
	comment := "\x21\xfe" + string([]byte{byte(len(secret))}) + secret + "\x00"
	xmp := "\x21\xff\x0bXMP DataXMP" + string([]byte{byte(len(secret))}) + secret + "\x00"
	return []byte(string(data[:at]) + comment + xmp + string(data[at:]))
}

// webp is the smallest lossless picture, of 1 × 1 pixel, with Exif.
func webp() []byte {
	chunk := func(name, body string) string {
		padded := body + strings.Repeat("\x00", len(body)%2)
		return name + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + padded
	}
	body := "WEBP" + chunk("VP8X", "\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x00") +
		chunk("VP8L", "\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00") + chunk("EXIF", secret) + chunk("XMP ", secret)
	return []byte("RIFF" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body)
}

// Nothing that a camera or an editor wrote down is in any file that is made.
func TestNoSecrets(t *testing.T) {
	p := photo(1000, 600)
	for name, data := range map[string][]byte{
		"plain.jpg":  jpegOf(t, p, segment(app1, exif(1)), segment(app1, "http://ns.adobe.com/xap/1.0/\x00"+secret), segment(0xed, secret), segment(comment, secret), segment(app0, "JFXX\x00"+secret)),
		"turned.jpg": append(jpegOf(t, p, segment(app1, exif(6))), secret...),
		"list.jpg":   append(jpegOf(t, p, segment(app2, "MPF\x00"+secret)), jpegOf(t, p, segment(app1, exif(1)))...),
		"p.png":      append(pngOf(t, p, "eXIf", "tEXt", "iTXt", "zTXt", "tIME", "prVt"), secret...),
		"a.gif":      append(gifOf(t), secret...),
		"w.webp":     webp(),
	} {
		if !bytes.Contains(data, []byte(secret)) {
			t.Fatalf("%s holds no secret", name)
		}
		info, err := Read(name, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		all, err := Publish(info, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		small, err := Scale(info, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name == "w.webp" && all[20]&0x0c != 0 {
			t.Error("a WebP picture still announces Exif")
		}
		for _, file := range append(small, all) {
			for _, bad := range []string{secret, "Exif\x00", "EXIF", "XMP ", "xap/1.0"} {
				if bytes.Contains(file, []byte(bad)) {
					t.Errorf("%s: %q is published", name, bad)
				}
			}
			config, format, err := image.DecodeConfig(bytes.NewReader(file))
			if err != nil || format != info.Format {
				t.Errorf("%s became a %s: %v", name, format, err)
			}
			if len(small) > 0 && config.Width*info.Height-config.Height*info.Width > info.Width {
				t.Errorf("%s of %d × %d became %d × %d", name, info.Width, info.Height, config.Width, config.Height)
			}
		}
	}
}

// The red corner goes where a reader of Exif would turn it.
func TestOrientation(t *testing.T) {
	corners := []string{1: "upper left", 2: "upper right", 3: "lower right", 4: "lower left", 5: "upper left", 6: "upper right", 7: "lower right", 8: "lower left"}
	for orientation := 1; orientation <= 8; orientation++ {
		data := jpegOf(t, photo(1000, 600), segment(app1, exif(byte(orientation))))
		info, err := Read("a.jpg", data)
		if err != nil {
			t.Fatal(err)
		}
		w, h := 1000, 600
		if orientation > 4 {
			w, h = h, w
		}
		if info.Width != w || info.Height != h {
			t.Errorf("%d: %d × %d, want %d × %d", orientation, info.Width, info.Height, w, h)
		}
		all, err := Publish(info, data)
		if err != nil {
			t.Fatal(err)
		}
		small, err := Scale(info, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range append(small, all) {
			p, err := jpeg.Decode(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if got := redCorner(p); got != corners[orientation] {
				t.Errorf("%d: red is at the %s, want the %s", orientation, got, corners[orientation])
			}
		}
	}
}

func redCorner(p image.Image) string {
	size := p.Bounds()
	for y, row := range []string{"upper", "lower"} {
		for x, side := range []string{"left", "right"} {
			r, _, b, _ := p.At(size.Dx()*(1+2*x)/4, size.Dy()*(1+2*y)/4).RGBA()
			if r > b {
				return row + " " + side
			}
		}
	}
	return "nowhere"
}

func TestProblems(t *testing.T) {
	bomb := pngOf(t, photo(1, 1))
	binary.BigEndian.PutUint32(bomb[16:], 20_000)
	binary.BigEndian.PutUint32(bomb[20:], 20_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	whole := jpegOf(t, photo(100, 100))
	svg := func(text string) []byte { return []byte(`<svg xmlns="http://www.w3.org/2000/svg">` + text + `</svg>`) }
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"bomb.png", bomb, "20000 × 20000 pixels, more than 50 million"},
		{"empty.jpg", nil, "cannot be read"},
		{"text.png", []byte("hello"), "cannot be read"},
		{"cut.jpg", whole[:len(whole)/2], "cannot be read"},
		{"cut.png", pngOf(t, photo(100, 100))[:60], "cannot be read"},
		{"cut.gif", gifOf(t)[:50], "cannot be read"},
		{"a.svg", svg("<script>alert(1)</script>"), "<script>"},
		{"a.svg", svg(`<g onload="x()"/>`), "onload"},
		{"a.svg", svg(`<foreignObject/>`), "<foreignObject>"},
		{"a.svg", svg(`<image href="https://e.org/x.png"/>`), "href"},
		{"a.svg", svg(`<a xlink:href="javascript:x()"/>`), "href"},
		{"a.svg", svg(`<style>@import "//e.org"</style>`), "elsewhere"},
		{"a.svg", svg(`<style>@imp<!-- -->ort "//e.org"</style>`), "elsewhere"},
		{"a.svg", svg(`<style>@imp<![CDATA[ort "//e.org"]]></style>`), "elsewhere"},
		{"a.svg", svg(`<style>@imp<g/>ort "//e.org"</style>`), "<g>"},
		{"a.svg", svg(`<style>@imp<metadata/>ort "//e.org"</style>`), "<metadata>"},
		{"a.svg", svg(`<path fill="url(https://e.org/#a)"/>`), "fill"},
		{"a.svg", svg(`<g style="cursor: IMAGE-SET('https://e.org/a.png' 1x)"/>`), "style"},
		{"a.svg", svg(`<style>g { mask: -webkit-image-set("//e.org/a.png" 1x) }</style>`), "elsewhere"},
		{"a.svg", svg(`<img xmlns="http://www.w3.org/1999/xhtml" srcset="https://e.org/a.png"/>`), "<img>"},
		{"a.svg", svg(`<h:meta xmlns:h="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0; url=https://e.org"/>`), "<meta>"},
		{"a.svg", svg(manifold(`<use href="#%s"/>`, 10, 7)), "use each other so often"},
		{"a.svg", svg(manifold(`<use xmlns:x="http://www.w3.org/1999/xlink" x:href=" #%s "/>`, 10, 7)), "use each other so often"},
		{"a.svg", svg(manifold(`<rect style="fill: URL('#%s')"/>`, 10, 7)), "use each other so often"},
		{"a.svg", svg(manifold(`<use href="#%s"/>`, 1, 200_000)), "use each other so often"},
		{"a.svg", svg(sheet(`.a%d { fill: url(#a%d) }`) + manifold(`<rect class="b %s"/>`, 10, 7)), "use each other so often"},
		{"a.svg", svg(sheet(`g#g%d > rect:hover ~ .x, /**/ #a%[1]d rect{color: red; MASK: URL( "#a%d" )`) + manifold(`<rect class="%s"/>`, 10, 7)), "use each other so often"},
		{"a.svg", svg(sheet(`.x { @media screen { &amp; rect.a%d { --paint: url('#a%d') } } }`) + manifold(`<rect class="%s"/>`, 10, 7)), "use each other so often"},
		{"a.svg", svg(sheet(`svg|*.a%d[x="{"]:not(rect) { marker: url(#a%d) }`) + manifold(`<g class="%s"><rect/></g>`, 10, 7)), "use each other so often"},
		{"a.svg", svg(`<style>@keyframes f { from, to { fill: url(#a3) } }</style>` + manifold(`<use href="#%s"/>`, 40, 3) + strings.Repeat("<rect/>", 40)), "use each other so often"},
		{"a.svg", svg(manifold(`<g fill="url(#%s)">`+strings.Repeat("<rect/>", 10)+`</g>`, 1, 7)), "use each other so often"},
		{"a.svg", svg(manifold(`<use href="#ten" style="stroke: url(#%s)"/>`, 1, 7) + `<g id="ten">` + strings.Repeat("<rect/>", 10) + `</g>`), "use each other so often"},
		{"a.svg", svg(enclosed(10, 7)), "use each other so often"},
		{"a.svg", svg(strings.ReplaceAll(manifold(`<use href="#%s"/>`, 10, 7), "#a", "#%61")), "use each other so often"},
		{"a.svg", svg(strings.ReplaceAll(manifold(`<rect fill="url(#%s)"/>`, 10, 7), "#a", "#%61")), "use each other so often"},
		{"a.svg", svg(strings.NewReplacer(`id="a`, `id="&apos;)a`, "#a", "#&apos;)a").Replace(manifold(`<rect fill='url("#%s")'/>`, 10, 7))), "use each other so often"},
		{"a.svg", svg(strings.NewReplacer(`id="a`, "id=\"a\n", "#a", "#a ").Replace(manifold(`<use href="#%s"/>`, 10, 7))), "use each other so often"},
		{"a.svg", svg(`<g xmlns:x="urn:x" x:id="a1"/>` + manifold(`<use href="#%s"/>`, 1000, 2)), "use each other so often"},
		{"a.svg", svg(`<style>rect { mask: inherit }</style>` + manifold(`<g mask="url(#%s)">`+strings.Repeat("<rect/>", 10)+`</g>`, 1, 7)), "use each other so often"},
		{"a.svg", svg(manifold(`<g mask="url(#%s)">`+strings.Repeat(`<rect style="all: inh\65rit"/>`, 10)+`</g>`, 1, 7)), "use each other so often"},
		{"a.svg", svg(manifold(`<path d="M0,0h1.5.5.5.5 1 1 1 1 1z" marker-mid="url(#%s)"/>`, 1, 7)), "use each other so often"},
		{"a.svg", svg(manifold(`<g style="marker: url(#%s)"><polyline points="`+strings.Repeat("1 1 ", 10)+`"/></g>`, 1, 7)), "use each other so often"},
		{"a.svg", svg(`<style>path { d: path("` + strings.Repeat("M0 0", 10) + `"); marker: var(--m) }</style>` + manifold(`<path style="--m: url(#%s)"/>`, 1, 7)), "use each other so often"},
		{"a.svg", svg(manifold(`<path style="d: path('`+strings.Repeat("M0 0", 10)+`'); marker-mid: url(#%s)"/>`, 1, 7)), "use each other so often"},
		{"a.svg", svg(context(`fill="context-fill"`) + `<path d="M0 0 1 1 2 2" fill="url(#p)" marker-end="url(#m)"/>`), "use each other so often"},
		{"a.svg", svg(context(`style="stroke:CONTEXT-stroke"`) + `<g marker-mid="url(#m)"><path d="M0 0 1 1 2 2" stroke="url(#p)"/></g>`), "use each other so often"},
		{"a.svg", svg(context(`class="c"`) + `<style>.c { fill: context-fill } .p { fill: url(#p) }</style><g class="p"><path style="marker: url(#m)"/></g>`), "use each other so often"},
		{"a.svg", svg(context(`fill="context-fill"`) + `<path id="l" marker-start="url(#m)"/><use href="#l" fill="url(#p)"/>`), "use each other so often"},
		{"a.svg", svg(context(`fill="context-fill"`) + `<marker id="n"><path marker-start="url(#m)" fill="context-fill"/></marker><path fill="url(#p)" marker-end="url(#n)"/>`), "use each other so often"},
		{"a.svg", svg(context(`fill="var(--c)"`) + `<g style="--c: context-fill; --m: url(#m); --p: url(#p)"><path style="marker: var(--m); fill: var(--p)"/></g>`), "use each other so often"},
		{"a.svg", svg(sheet(".a\u00a0a%d { fill: url(#a%d) }") + manifold("<rect class='a\u00a0%s'/>", 10, 7)), "use each other so often"},
		{"a.svg", svg(strings.Repeat("<g id='a\n0'/>", 100_000) + strings.Repeat(`<use href="#a 0"/>`, 100_000)), "use each other so often"},
		{"a.svg", svg(`<use href="#a&#10;0"/>`), "href"},
		{"a.svg", svg(`<rect fill="url('#a&#9;0')"/>`), "fill"},
		{"a.svg", svg(`<use href="#a%e1%80"/>`), "href"},
		{"a.svg", svg(`<use href="&#160;#a"/>`), "href"},
		{"a.svg", svg(`<style>@\69mport "//e.org"</style>`), "elsewhere"},
		{"a.svg", append([]byte(`<!DOCTYPE svg [<!ENTITY a "b">]>`), svg("")...), "entities"},
		{"a.svg", svg(`<image href="data:image/png;base64,AAAA"/>`), "within this one cannot be shown: this picture cannot be read"},
		{"a.svg", svg(`<image href="data:image/png;base64,A*"/>`), "within this one cannot be shown"},
		{"a.svg", svg(`<image href="data:image/jpeg,%ff%d8"/>`), "it is not in Base64"},
		{"a.svg", svg(`<image href="data&#58;image/jpeg;base64,AAAA"/>`), "not spelled plainly"},
		{"a.svg", []byte("<html/>"), "is no SVG"},
		{"a.svg", []byte("<svg>"), "cannot be read"},
	} {
		_, err := Read(tt.name, tt.data)
		var problem *Problem
		if !errors.As(err, &problem) || !strings.Contains(problem.Text, tt.want) {
			t.Errorf("%s, %.300s …: %v, want %q", tt.name, tt.data, err, tt.want)
		}
	}
	for _, good := range []string{
		`<g id="a"><use href="#a"/><use href="#b"/></g><g id="b"><use href="#a"/></g>`, // which browsers do not draw
		`<use href="#none"/><a href="#a">A</a>`,
		`<symbol id="s">` + strings.Repeat("<path/>", 50) + `</symbol>` + strings.Repeat(`<use href="#s"/>`, 15_000),
		`<linearGradient id="a"><stop/><stop/></linearGradient>` + strings.Repeat(`<path fill="url(#a)"/>`, 400_000),
		`<style>.a{fill:url(#a)}.a .b{fill:url(#b)} .c rect { fill: url(#c) } * { cursor: url(#none) }</style><pattern id="a"><rect class="b"/></pattern>
			<pattern id="b"><path class="a"/></pattern><g class="c"><rect/></g><pattern id="c"><rect/></pattern>` + strings.Repeat(`<path class="a"/>`, 100_000),
		`<linearGradient id="a"><stop/><stop/></linearGradient><g fill="url(#a)" mask="url(#m)">` + strings.Repeat("<path/>", 100_000) + `</g><mask id="m">` + strings.Repeat("<path/>", 1000) + `</mask>`,
		`<rect id="a` + "\n" + `b"/><style>.x::before { content: "\2014" } g { mask: none; fill: inherit }</style><use href="#%C3%A9"/><rect id="é" fill="url( '#a b' )"/>`,
		`<marker id="m"><path/></marker><path marker-mid="url(#m)" d="M0 0` + strings.Repeat("l1 1", 100_000) + `"/>` + strings.Repeat(`<path marker-end="url(#m)" d="M0 0`+strings.Repeat("l1 1", 100)+`"/>`, 10_000),
		`<linearGradient id="a"><stop/></linearGradient><g style="--paint: url(#a)">` + strings.Repeat(`<path fill="var(--paint)" d="M0 0`+strings.Repeat("l1 1", 100)+`"/>`, 10_000) + `</g>`,
		context(`fill="black"`) + `<path d="M0 0 1 1 2 2" fill="url(#p)" marker-end="url(#m)"/>`,
		`<marker id="m"><path fill="context-stroke"/></marker><linearGradient id="a"><stop/><stop/></linearGradient>` + strings.Repeat(`<path stroke="url(#a)" marker-end="url(#m)" d="M0 0l1 1"/>`, 50_000),
		`<g fill="url(#a)"><linearGradient id="a"><stop/></linearGradient><rect/></g><g style="fill: url(#p)"><pattern id="p"><stop/></pattern></g>`,
	} {
		if _, err := Read("good.svg", svg(good)); err != nil {
			t.Errorf("%.60s …: %v", good, err)
		}
	}
	good := svg(`<defs><linearGradient id="a"/></defs><path fill="url(#a)" style="stroke: red"/><use href="#a"/><title>T</title>`)
	if _, err := Read("good.svg", good); err != nil {
		t.Errorf("a good SVG: %v", err)
	}
}

// manifold returns a drawing of so many levels, each of which uses the one before so often.
func manifold(use string, times, levels int) string {
	var text strings.Builder
	text.WriteString(`<g id="a0"><path/></g>`)
	for level := range levels {
		fmt.Fprintf(&text, `<g id="a%d">%s</g>`, level+1, strings.Repeat(fmt.Sprintf(use, "a"+strconv.Itoa(level)), times))
	}
	return text.String()
}

// context returns a marker m and a pattern p of many parts, those of the marker with an attribute.
func context(attribute string) string {
	return `<marker id="m">` + strings.Repeat("<rect "+attribute+"/>", 1100) + `</marker><pattern id="p">` + strings.Repeat("<rect/>", 1000) + `</pattern>`
}

// sheet returns a style sheet of such a rule for what has the class of each level and stands
// for the one before.
func sheet(rule string) string {
	var text strings.Builder
	for level := range 7 {
		fmt.Fprintf(&text, rule, level, level)
	}
	return "<style>" + text.String() + "</style>"
}

// enclosed returns a drawing of so many patterns of so many parts, each of which is within
// what the one before fills.
func enclosed(parts, levels int) string {
	var text strings.Builder
	for level := range levels {
		fmt.Fprintf(&text, `<g fill="url(#a%d)"><pattern id="a%d">%s</pattern></g>`, level, level+1, strings.Repeat("<rect/>", parts))
	}
	return text.String()
}

// A problem of a drawing stands where the guilty part begins.
func TestPlaceInDrawing(t *testing.T) {
	for _, tt := range []struct{ svg, place string }{
		{"<svg>\n<g/>é<a href=\"javascript:x()\"><text>", "2:6"},
		{"<svg>\n<style>\n@import 'x';</style></svg>", "2:8"},
		{"<svg>\n  <?php x ?></svg>", "2:3"},
		{"<svg>\n<g></h></svg>", "2:8"},
		{"<html/>", "1:1"},
	} {
		_, err := Read("a.svg", []byte(tt.svg))
		var problem *Problem
		if !errors.As(err, &problem) || fmt.Sprintf("%d:%d", problem.Line, problem.Col) != tt.place {
			t.Errorf("%q: %+v, want a problem at %s", tt.svg, problem, tt.place)
		}
	}
}

// A drawing loses what it says beside itself, also in the photographs within it, and
// nothing else.
func TestDrawing(t *testing.T) {
	p := photo(20, 10)
	inlined := func(media string, data []byte) string {
		return "data:image/" + media + ";base64," + base64.StdEncoding.EncodeToString(data)
	}
	stripped := func(media string, data []byte) string {
		info, err := Read("", data)
		if err != nil {
			t.Fatal(err)
		}
		clean, err := Publish(info, data)
		if err != nil || bytes.Contains(clean, []byte(secret)) {
			t.Fatal(err)
		}
		return inlined(media, clean)
	}
	photograph, turned := jpegOf(t, p, segment(comment, secret)), jpegOf(t, p, segment(app1, exif(6)))
	lines := func(text, end string) string { return text[:60] + end + text[60:100] + end + text[100:] }
	for _, tt := range []struct{ text, want string }{
		{"<?xml version='1.0'?>\r\n<!DOCTYPE svg>\n<svg  a = 'b' ><path d=\"M0&#32;0\"></path >\r\n</svg>\n", ""},
		{"<svg><!-- " + secret + " --><g/><?xpacket begin='x'?><metadata a='b'><x><?adobe y?></x>" + secret + "</metadata>\n<metadata/></svg>", "<svg><g/>\n</svg>"},
		{
			"<svg xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' xmlns:s=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" s:docname='" + secret + "'\n x=' s:y=\"1\"' ><g inkscape:label = \"a>b\" id='a' inkscape:export-filename=\"/home/" + secret + "\"/></svg>",
			"<svg xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' xmlns:s=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\"\n x=' s:y=\"1\"' ><g id='a'/></svg>",
		},
		{"<svg><image href='" + inlined("jpeg", photograph) + "' x='1'/></svg>", "<svg><image href='" + stripped("jpeg", photograph) + "' x='1'/></svg>"},
		{"<svg><image xlink:href=\"" + inlined("jpg", turned) + "\"/></svg>", "<svg><image xlink:href=\"" + stripped("jpg", turned) + "\"/></svg>"},
		{"<svg><image href='" + lines(inlined("png", pngOf(t, p, "eXIf")), "&#10;") + "'/></svg>", "<svg><image href='" + stripped("png", pngOf(t, p, "eXIf")) + "'/></svg>"},
		{"<svg><image href='" + lines(inlined("webp", webp()), "\r\n ") + "'/></svg>", "<svg><image href='" + stripped("webp", webp()) + "'/></svg>"},
		{
			"<svg><style><![CDATA[a { fill: URL( \"" + inlined("gif", gifOf(t)) + "\") } b { fill: url(" + inlined("png", pngOf(t, p)) + ") }]]></style></svg>",
			"<svg><style><![CDATA[a { fill: URL( \"" + stripped("gif", gifOf(t)) + "\") } b { fill: url(" + inlined("png", pngOf(t, p)) + ") }]]></style></svg>",
		},
		{"<svg><g style='fill: url(&quot;" + inlined("jpeg", photograph) + "&quot;)'/></svg>", "<svg><g style='fill: url(&quot;" + stripped("jpeg", photograph) + "&quot;)'/></svg>"},
		{"<svg><image href='" + lines(inlined("png", pngOf(t, p)), "\n") + "'/></svg>", ""},
	} {
		info, err := Read("a.svg", []byte(tt.text))
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		if tt.want == "" {
			tt.want = tt.text
		}
		if got, err := Publish(info, []byte(tt.text)); err != nil || string(got) != tt.want {
			t.Errorf("%s becomes %s, %v; want %s", tt.text, got, err, tt.want)
		}
	}
}

func TestSmaller(t *testing.T) {
	for width, want := range map[int]int{100: 0, 480: 0, 481: 1, 1000: 2, 1440: 2, 5000: 3} {
		if got := (Info{Format: "jpeg", Width: width}).Smaller(); len(got) != want {
			t.Errorf("of %d pixels: %v, want %d", width, got, want)
		}
	}
	a, b := Info{Key: "k"}, Info{Key: "l"}
	if a.Name("x/photo.v2.jpg", 480) != "x/photo.v2.k.480.jpg" || a.Name("p.jpg", 480) == b.Name("p.jpg", 480) {
		t.Errorf("the names are %s and %s", a.Name("x/photo.v2.jpg", 480), b.Name("p.jpg", 480))
	}
}

// A smaller picture of few colours has many between them.
func TestSmallerInBytes(t *testing.T) {
	chart := image.NewPaletted(image.Rect(0, 0, 1600, 400), color.Palette{color.White, color.Black})
	for k := range chart.Pix {
		chart.Pix[k] = uint8(k * k % 7 % 2)
	}
	data := pngOf(t, chart, "tEXt")
	info, err := Read("chart.png", data)
	if err != nil {
		t.Fatal(err)
	}
	all, err := Scale(info, data)
	if err != nil {
		t.Fatal(err)
	}
	for k, width := range info.Smaller() {
		config, err := png.DecodeConfig(bytes.NewReader(all[k]))
		if err != nil || len(all[k]) > len(data) || bytes.Contains(all[k], []byte(secret)) {
			t.Errorf("%d pixels: %d bytes, of %d; %v", width, len(all[k]), len(data), err)
		}
		if config.Width != width && config.Width != info.Width {
			t.Errorf("%d pixels: has %d", width, config.Width)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.jpg", jpegOf(f, photo(20, 10), segment(app1, exif(6))))
	f.Add("a.png", pngOf(f, photo(20, 10), "tEXt"))
	f.Add("a.gif", gifOf(f))
	f.Add("a.webp", webp())
	f.Add("a.svg", []byte("<svg/>"))
	f.Add("a.svg", []byte("<svg><!-- c --><metadata><a/></metadata><image href='data:image/webp;base64,"+base64.StdEncoding.EncodeToString(webp())+"'/></svg>"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		info, err := Read(name, data)
		if err != nil || info.Width > 1000 || info.Height > 1000 {
			return
		}
		made, err := Publish(info, data)
		if err != nil {
			t.Fatalf("a picture that can be read cannot be published: %v", err)
		}
		if _, err := Read(name, made); err != nil && info.Format == "svg" {
			t.Errorf("a drawing that was published is refused: %v", err)
		}
	})
}
