package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"slices"
	"testing"

	xdraw "golang.org/x/image/draw"
)

// What is made row by row is what was made of whole pictures.
func TestReduce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	bounds := image.Rect(3, 5, 3+97, 5+61)
	noise := image.NewNRGBA64(bounds)
	for k := range noise.Pix {
		noise.Pix[k] = uint8(random.Uint32())
	}
	ycbcr := image.NewYCbCr(bounds, image.YCbCrSubsampleRatio420)
	for _, plane := range [][]uint8{ycbcr.Y, ycbcr.Cb, ycbcr.Cr} {
		for k := range plane {
			plane[k] = uint8(random.Uint32())
		}
	}
	gray := image.NewGray(bounds)
	draw.Draw(gray, bounds, noise, bounds.Min, draw.Src)
	paletted := image.NewPaletted(bounds, color.Palette{color.White, color.NRGBA{9, 99, 199, 128}, color.Transparent})
	draw.Draw(paletted, bounds, noise, bounds.Min, draw.Src)
	for _, picture := range []image.RGBA64Image{noise, ycbcr, gray, paletted} {
		var made []draw.RGBA64Image
		for _, size := range []image.Point{{96, 60}, {48, 30}, {13, 1}, {1, 8}} {
			made = append(made, newLike(picture, image.Rectangle{Max: size}))
		}
		reduce(picture, made)
		for _, small := range made {
			want := newLike(picture, small.Bounds())
			xdraw.CatmullRom.Scale(want, want.Bounds(), picture, bounds, draw.Src, nil)
			if !slices.Equal(pixels(small), pixels(want)) {
				t.Errorf("%T to %v: not as golang.org/x/image/draw makes it", picture, small.Bounds())
			}
		}
	}
}

func pixels(p image.Image) []uint8 {
	switch p := p.(type) {
	case *image.Gray:
		return p.Pix
	case *image.RGBA:
		return p.Pix
	case *image.NRGBA:
		return p.Pix
	}
	return nil
}
