package markup

import (
	"bytes"
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Image is what is known of a picture beside a page.
type Image struct {
	Width, Height int      // in pixels; 0 where it has no size of its own, as SVG
	Smaller       []Source // the same picture in smaller sizes, by width
	Missing       bool     // it cannot be shown: its description stands in its place
}

// Source is a picture in one of its sizes.
type Source struct {
	URL   string // root-relative
	Width int    // in pixels
}

// sizes says how wide a picture is shown: as the column of text, which is
// --measure in static/css, or the window where that is narrower.
const sizes = "(min-width: 40rem) 38rem, 100vw"

// imageTag is what an author wrote of a picture.
type imageTag struct {
	alt, title string
	first      bool // of its text: it may be seen at once, and does not wait
}

// image adds the picture at the address of a link.
func (b *builder) image(n *ast.Image, alt string, link int) {
	b.out.images = append(b.out.images, b.imageTag(n, alt))
	b.out.pieces = append(b.out.pieces, piece{kind: pieceImage, link: int32(link), start: len(b.out.images) - 1})
}

// staticImage adds a picture of which everything is known.
func (b *builder) staticImage(n *ast.Image, alt, url string, image *Image) {
	var out bytes.Buffer
	b.imageTag(n, alt).write(&out, url, image)
	b.WriteString(out.String())
}

func (b *builder) imageTag(n *ast.Image, alt string) imageTag {
	tag := imageTag{alt: alt, first: !b.pictured}
	b.pictured = true
	switch {
	case b.caption == nil:
		tag.title = string(b.plainText(n.Title))
	case !placeOf(n).linked && saidBy(b.caption, alt): // a link needs words of its own
		tag.alt = ""
	}
	return tag
}

// write writes the tag of a picture, or its description alone.
func (t imageTag) write(out *bytes.Buffer, url string, image *Image) {
	if image == nil {
		image = &Image{} // a target that is no picture: its problem is reported
	}
	if image.Missing {
		if t.alt != "" {
			out.WriteString(`<em class="missing">` + html.EscapeString(t.alt) + `</em>`)
		}
		return
	}
	out.WriteString("<img")
	if !t.first {
		out.WriteString(` loading="lazy"`)
	}
	attribute := func(name, value string) { out.WriteString(" " + name + `="` + html.EscapeString(value) + `"`) }
	attribute("decoding", "async")
	attribute("alt", t.alt)
	attribute("src", url)
	if image.Width > 0 {
		attribute("width", strconv.Itoa(image.Width))
		attribute("height", strconv.Itoa(image.Height))
	}
	if set := image.set(url); len(set) > 1 {
		attribute("srcset", strings.Join(set, ", "))
		attribute("sizes", sizes)
	}
	if t.title != "" {
		attribute("title", t.title)
	}
	out.WriteByte('>')
}

// enough is the width in pixels beyond which no page asks for a picture.
const enough = 1920

// set lists the sizes of a picture for srcset. The picture itself is one of
// them unless it is far larger than any page shows it.
func (i *Image) set(url string) []string {
	var set []string
	for _, s := range i.Smaller {
		set = append(set, s.URL+" "+strconv.Itoa(s.Width)+"w")
	}
	if i.Width <= enough {
		set = append(set, url+" "+strconv.Itoa(i.Width)+"w")
	}
	return set
}
