package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"slices"
)

// Quality of the JPEG files that are made: of smaller pictures, and of one
// that only had to be turned.
const (
	quality       = 82
	qualityTurned = 92
)

// Publish returns the file of a picture as it goes into the site: at its own
// size, upright, and without Exif, XMP and the like.
func Publish(info Info, data []byte) ([]byte, error) {
	if info.Format == "svg" {
		return stripSVG(data)
	}
	s, err := strip(info.Format, data)
	if err != nil || s.orientation == 1 {
		return s.data, err
	}
	picture, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		//lint:ignore nilerr its pixels are damaged: a browser shows as many as it can
		return s.data, nil
	}
	return encode(upright(picture, s.orientation), "jpeg", qualityTurned, s.profile)
}

// Scale makes the smaller pictures of all widths that [Info.Smaller] names: to read the
// larger one takes as long as making some of them. Where one would take more bytes than the
// picture itself, as of a drawing with few colours, that stands in its place.
func Scale(info Info, data []byte) ([][]byte, error) {
	s, err := strip(info.Format, data)
	if err != nil {
		return nil, err
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	picture, ok := decoded.(image.RGBA64Image)
	if err != nil || !ok {
		//lint:ignore nilerr its pixels are damaged: a browser shows as many as it can
		return slices.Repeat([][]byte{s.data}, len(info.Smaller())), nil
	}
	var small []draw.RGBA64Image
	for _, across := range info.Smaller() {
		down := max(1, (info.Height*across+info.Width/2)/info.Width)
		if s.orientation > 4 {
			across, down = down, across
		}
		small = append(small, newLike(picture, image.Rect(0, 0, across, down)))
	}
	// Scaled first and turned then: the smaller pictures have fewer pixels.
	reduce(picture, small)
	var all [][]byte
	for _, p := range small {
		file, err := encode(upright(p, s.orientation), info.Format, quality, s.profile)
		if err != nil {
			return nil, err
		}
		if s.orientation == 1 && len(file) > len(s.data) {
			file = s.data
		}
		all = append(all, file)
	}
	return all, nil
}

// newLike returns a picture that can hold the colours of another.
func newLike(picture image.Image, size image.Rectangle) draw.RGBA64Image {
	switch picture.ColorModel() {
	case color.GrayModel, color.Gray16Model:
		return image.NewGray(size)
	case color.YCbCrModel, color.CMYKModel:
		return image.NewRGBA(size)
	}
	return image.NewNRGBA(size)
}

// upright turns and mirrors a picture as an orientation of Exif says.
func upright(picture image.Image, orientation int) image.Image {
	if orientation == 1 {
		return picture
	}
	return turned{picture, orientation}
}

// turned shows a picture upright that is stored in an orientation of Exif.
type turned struct {
	image.Image
	orientation int
}

// Bounds implements [image.Image].
func (t turned) Bounds() image.Rectangle {
	from := t.Image.Bounds()
	w, h := from.Dx(), from.Dy()
	if t.orientation > 4 {
		w, h = h, w
	}
	return image.Rect(0, 0, w, h)
}

// At implements [image.Image].
func (t turned) At(x, y int) color.Color {
	from, size := t.Image.Bounds(), t.Bounds()
	sx, sy := source(t.orientation, x, y, size.Dx(), size.Dy())
	return t.Image.At(from.Min.X+sx, from.Min.Y+sy)
}

// source returns which pixel of the stored picture stands at x, y of the
// upright one, whose size is w × h.
func source(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, w - 1 - x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return h - 1 - y, x
	}
	return x, y
}

// encode writes a picture with the colour profile of the one that it was made of.
func encode(picture image.Image, format string, quality int, profile []byte) ([]byte, error) {
	var out bytes.Buffer
	var err error
	at := 2 // JPEG: after the start of the image
	if format == "png" {
		at = 8 + 25 // after the signature and IHDR
		err = png.Encode(&out, picture)
	} else {
		err = jpeg.Encode(&out, picture, &jpeg.Options{Quality: quality})
	}
	if err != nil {
		return nil, fmt.Errorf("writing a picture: %w", err)
	}
	if _, gray := picture.(*image.Gray); gray {
		profile = nil // it may be one for colours
	}
	data := out.Bytes()
	return slices.Concat(data[:at], profile, data[at:]), nil
}
