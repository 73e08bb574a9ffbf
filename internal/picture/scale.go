package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
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

// Scale makes a smaller picture of a width in pixels.
func Scale(info Info, data []byte, width int) ([]byte, error) {
	s, err := strip(info.Format, data)
	if err != nil {
		return nil, err
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		//lint:ignore nilerr its pixels are damaged: a browser shows as many as it can
		return s.data, nil
	}
	height := max(1, (info.Height*width+info.Width/2)/info.Width)
	across, down := width, height
	if s.orientation > 4 {
		across, down = height, width
	}
	// Scaled first and turned then: the smaller picture has fewer pixels.
	small := newLike(picture, image.Rect(0, 0, across, down))
	draw.CatmullRom.Scale(small, small.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	return encode(upright(small, s.orientation), info.Format, quality, s.profile)
}

// newLike returns a picture that can hold the colours of another.
func newLike(picture image.Image, size image.Rectangle) draw.Image {
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
	from := picture.Bounds()
	w, h := from.Dx(), from.Dy()
	if orientation > 4 {
		w, h = h, w
	}
	turned := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sx, sy := source(orientation, x, y, w, h)
			turned.Set(x, y, picture.At(from.Min.X+sx, from.Min.Y+sy))
		}
	}
	return turned
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
	return append(append(append(make([]byte, 0, len(data)+len(profile)), data[:at]...), profile...), data[at:]...), nil
}
