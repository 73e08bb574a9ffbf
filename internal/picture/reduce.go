package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"
)

// reduce scales a picture down into smaller ones, by the kernel of Catmull and Rom as
// golang.org/x/image/draw does, bit for bit. It reads the picture once, row by row: what it
// needs beside the two is a few rows, where whole columns would take more than the picture.
func reduce(picture image.RGBA64Image, into []draw.RGBA64Image) {
	from := picture.Bounds()
	all := make([]reduction, len(into))
	for k, small := range into {
		size := small.Bounds()
		all[k] = reduction{small: small, across: spans(size.Dx(), from.Dx()), down: spans(size.Dy(), from.Dy())}
	}
	row := make([]pixel, from.Dx())
	for y := range from.Dy() {
		for x := range row {
			c := picture.RGBA64At(from.Min.X+x, from.Min.Y+y)
			row[x] = pixel{float64(c.R), float64(c.G), float64(c.B), float64(c.A)}
		}
		for k := range all {
			all[k].add(y, row)
		}
	}
}

// pixel is a colour, premultiplied by its alpha: red, green, blue, alpha.
type pixel [4]float64

// add adds so much of another.
func (p *pixel) add(other pixel, weight float64) {
	for k := range p {
		p[k] += float64(other[k] * weight) // no machine may join the two steps, and round once
	}
}

// reduction makes one smaller picture.
type reduction struct {
	small        draw.RGBA64Image
	across, down []span
	begun        [][]pixel // sums of the first rows that are not done
	done         int
	spare        [][]pixel // rows to begin anew
	narrow       []pixel   // the row at hand, as narrow as the smaller picture
}

// span is which pixels of a line of the larger picture one of the smaller is made of: those
// from an index on, with their weights.
type span struct {
	from    int
	weights []float64
	total   float64
}

// spans shares a line of pixels out among fewer.
func spans(fewer, pixels int) []span {
	const support = 2 // of the kernel, to both sides
	scale := float64(pixels) / float64(fewer)
	wider := max(1, scale)
	all := make([]span, fewer)
	for k := range all {
		center := float64((float64(k)+0.5)*scale) - 0.5
		first := max(0, int(math.Floor(center-float64(support*wider))))
		last := min(pixels, int(math.Ceil(center+float64(support*wider))))
		all[k].from = first
		for at := first; at < last; at++ {
			weight := 0.0
			if t := math.Abs((center - float64(at)) * (1 / wider)); t < support {
				weight = catmullRom(t)
			}
			all[k].weights = append(all[k].weights, weight)
			all[k].total += weight
		}
	}
	return all
}

// catmullRom is the kernel: how much of a pixel that is so far away.
func catmullRom(t float64) float64 {
	if t < 1 {
		return float64((float64(1.5*t)-2.5)*t*t) + 1
	}
	return float64((float64(float64(float64(-0.5*t)+2.5)*t)-4)*t) + 2
}

// add adds the next row of the larger picture, at y.
func (r *reduction) add(y int, row []pixel) {
	r.narrow = r.narrow[:0]
	for _, s := range r.across {
		var sum pixel
		for k, weight := range s.weights {
			sum.add(row[s.from+k], weight)
		}
		for k := range sum {
			sum[k] *= 1 / s.total / 0xffff
		}
		r.narrow = append(r.narrow, sum)
	}
	for k := r.done; k < len(r.down) && r.down[k].from <= y; k++ {
		if k-r.done == len(r.begun) {
			r.begin()
		}
		sums, weight := r.begun[k-r.done], r.down[k].weights[y-r.down[k].from]
		for x, p := range r.narrow {
			sums[x].add(p, weight)
		}
	}
	for len(r.begun) > 0 && r.down[r.done].from+len(r.down[r.done].weights) == y+1 {
		r.end()
	}
}

// begin begins the next row of the smaller picture.
func (r *reduction) begin() {
	row := make([]pixel, len(r.across))
	if last := len(r.spare) - 1; last >= 0 {
		row, r.spare = r.spare[last], r.spare[:last]
		clear(row)
	}
	r.begun = append(r.begun, row)
}

// end draws the first row that is not done, of which all is summed up.
func (r *reduction) end() {
	row, least := r.begun[0], r.small.Bounds().Min
	by := 1 / r.down[r.done].total
	for x, sum := range row {
		for k := range sum {
			sum[k] = min(sum[k], sum[3]) * by
		}
		r.small.SetRGBA64(least.X+x, least.Y+r.done, color.RGBA64{R: level(sum[0]), G: level(sum[1]), B: level(sum[2]), A: level(sum[3])})
	}
	r.spare, r.begun, r.done = append(r.spare, row), slices.Delete(r.begun, 0, 1), r.done+1
}

// level returns a part of 1 as one of 0xffff.
func level(part float64) uint16 { return uint16(min(max(0, int32(float64(0xffff*part)+0.5)), 0xffff)) }
