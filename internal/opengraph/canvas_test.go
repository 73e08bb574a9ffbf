package opengraph

import (
	"bytes"
	"image"
	"image/png"
	"math/rand/v2"
	"testing"
)

// pixels returns the indices of all pixels, row by row.
func (c *canvas) pixels() []uint8 {
	all := make([]uint8, 0, Width*Height)
	for y := range Height {
		for _, two := range c.rows[y*stride+1 : (y+1)*stride] {
			all = append(all, two>>4, two&15)
		}
	}
	return all
}

// compare says where pixels are not as they should be.
func compare(t *testing.T, got, want []uint8) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	for at := range want {
		if got[at] != want[at] {
			t.Fatalf("colour %d at %d, %d, want %d", got[at], at%Width, at/Width, want[at])
		}
	}
}

// read holds that a picture has the pixels of the canvas.
func read(t *testing.T, c *canvas, data []byte) {
	t.Helper()
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	picture, ok := decoded.(*image.Paletted)
	if !ok || picture.Bounds() != image.Rect(0, 0, Width, Height) {
		t.Fatalf("a %T of %v", decoded, decoded.Bounds())
	}
	compare(t, picture.Pix, c.pixels())
}

func TestPixels(t *testing.T) {
	b := newBench(NewPainter())
	for _, c := range cards {
		b.prepare(c)
		if err := b.paint(c); err != nil {
			t.Fatal(err)
		}
		read(t, &b.canvas, b.packer.png(&b.canvas, paletteOf(c.Kind)))
	}
}

// TestStamp holds masks at even and odd places, and over all edges,
// against pixels that are set one by one.
func TestStamp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var c canvas
	for _, place := range []image.Point{{200, 50}, {201, 50}, {0, 3}, {1, 3}, {-9, 3}, {-80, 3}, {Width - 5, 7}, {Width + 40, 7}, {300, -12}, {301, Height - 10}, {300, Height}} {
		c.prepare(axis)
		want := c.pixels()
		m := newMask(0, 0, 1+random.IntN(60), 1+random.IntN(40))
		for y := range m.height {
			for x := range m.width {
				index := uint8(random.UintN(16))
				m.set(x, y, index)
				if at := place.Add(image.Pt(x, y)); at.In(image.Rect(0, 0, Width, Height)) {
					want[at.Y*Width+at.X] |= index
				}
			}
		}
		c.stamp(m, place.X, place.Y)
		compare(t, c.pixels(), want)
	}
}

// FuzzPicture paints letters and bars anywhere, beyond the edges too, in two pictures,
// so that what is left of the first would be seen in the second.
func FuzzPicture(f *testing.F) {
	f.Add([]byte("letters"), []byte{})
	f.Add([]byte{0, 0, 0, 0, 0, 0}, []byte{255, 255, 255, 255, 255, 255})
	f.Add([]byte{0, 4, 0, 253, 0}, bytes.Repeat([]byte{255}, 6)) // one byte between differences, too few to repeat
	f.Add(bytes.Repeat([]byte{7, 100, 3, 200, 40}, 100), []byte("\x00\x01\xff\xff\x02"))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		var b bench
		for _, marks := range [][]byte{first, second} {
			b.canvas.prepare([]int{axis, Width - axis}[len(marks)%2])
			for marks = marks[:min(len(marks), 100)]; len(marks) >= 5; marks = marks[5:] {
				random := rand.New(rand.NewPCG(uint64(marks[0]), 0))
				m := newMask(0, 0, 1+random.IntN(80), 1+random.IntN(40))
				for y := range m.height {
					for x := range m.width {
						m.set(x, y, uint8(random.UintN(16))>>(marks[1]%4))
					}
				}
				b.canvas.stamp(m, int(marks[2])*6-100, int(marks[3])*3-50)
				b.canvas.fill(int(marks[4])%Height, int(marks[2]), int(marks[2])+int(marks[3]), marks[1]%16)
			}
			read(t, &b.canvas, b.packer.png(&b.canvas, paletteOf("")))
		}
	})
}
