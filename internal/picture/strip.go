package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// stripped is a picture without what it says beside its pixels.
type stripped struct {
	data        []byte
	profile     []byte // JPEG: the segments of its colour profile, PNG: the chunk
	orientation int    // of Exif, 1 to 8; JPEG only, the others' are not heeded by browsers
}

var errCut = errors.New("it ends too early")

// strip takes out Exif, XMP, IPTC, comments and thumbnails, and what follows
// the picture in its file. Pixels, colours and animation stay as they are.
func strip(format string, data []byte) (stripped, error) {
	switch format {
	case "jpeg":
		return stripJPEG(data)
	case "png":
		return stripPNG(data)
	case "gif":
		return stripGIF(data)
	case "webp":
		return stripWebP(data)
	}
	return stripped{}, fmt.Errorf("its format %q is not known", format)
}

// Markers of JPEG, ITU-T T.81 table B.1.
const (
	startOfScan = 0xda
	endOfImage  = 0xd9
	app0        = 0xe0 // JFIF
	app1        = 0xe1 // Exif, XMP
	app2        = 0xe2 // ICC, and a list of further pictures
	app14       = 0xee // Adobe: how colours are meant
	app15       = 0xef
	comment     = 0xfe
)

func stripJPEG(data []byte) (stripped, error) {
	s := stripped{data: slices.Clone(data[:2]), orientation: 1}
	for at := 2; ; {
		for at+1 < len(data) && data[at] == 0xff && data[at+1] == 0xff {
			at++ // fill bytes
		}
		if at+4 > len(data) {
			if at+2 <= len(data) && data[at+1] == endOfImage {
				s.data = append(s.data, 0xff, endOfImage)
				return s, nil
			}
			return s, errCut
		}
		marker := data[at+1]
		if data[at] != 0xff || marker == 0 {
			return s, fmt.Errorf("it has no marker at byte %d", at)
		}
		if marker == endOfImage {
			s.data = append(s.data, 0xff, endOfImage)
			return s, nil
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end > len(data) || end < at+4 {
			return s, errCut
		}
		segment, body := data[at:end], data[at+4:end]
		if marker == app1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			s.orientation = orientation(body[6:])
		}
		if marker == app2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")) {
			s.profile = append(s.profile, segment...)
		}
		if kept(marker, body) {
			s.data = append(s.data, segment...)
		}
		at = end
		if marker == startOfScan {
			end = scanEnd(data, at)
			s.data = append(s.data, data[at:end]...)
			at = end
		}
	}
}

// kept reports whether a segment is needed to show the picture.
func kept(marker byte, body []byte) bool {
	switch {
	case marker == app0:
		return bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) == 14 // longer ones hold a thumbnail
	case marker == app2:
		return bytes.HasPrefix(body, []byte("ICC_PROFILE\x00"))
	case marker == app14:
		return bytes.HasPrefix(body, []byte("Adobe"))
	}
	return marker != comment && (marker < app0 || marker > app15)
}

// scanEnd returns where the next marker stands that ends the coded pixels.
func scanEnd(data []byte, at int) int {
	for ; at+1 < len(data); at++ {
		if next := data[at+1]; data[at] == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return at
		}
	}
	return len(data)
}

// orientation finds tag 0x0112 in the first directory of a TIFF block; 1, as it
// is, where there is none.
func orientation(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if len(tiff) < 8 {
		return 1
	}
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := int64(order.Uint16(tiff[at:]))
	for k := range entries {
		entry := at + 2 + 12*k
		if entry+12 > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			if value := int(order.Uint16(tiff[entry+8:])); value >= 1 && value <= 8 {
				return value
			}
		}
	}
	return 1
}

// pngChunks are those that decide how a picture looks: W3C PNG, section 11.
var pngChunks = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"}

func stripPNG(data []byte) (stripped, error) {
	s := stripped{data: slices.Clone(data[:8]), orientation: 1}
	for at := int64(8); ; {
		if at+12 > int64(len(data)) {
			return s, errCut
		}
		end := at + 12 + int64(binary.BigEndian.Uint32(data[at:]))
		if end > int64(len(data)) {
			return s, errCut
		}
		name := string(data[at+4 : at+8])
		if slices.Contains(pngChunks, name) {
			s.data = append(s.data, data[at:end]...)
		}
		if name == "iCCP" {
			s.profile = data[at:end]
		}
		if name == "IEND" {
			return s, nil
		}
		at = end
	}
}

// stripGIF leaves out comments, plain texts and application data but for how
// often an animation runs.
func stripGIF(data []byte) (stripped, error) {
	s := stripped{orientation: 1}
	at := 13
	if len(data) < at {
		return s, errCut
	}
	at += colours(data[10])
	for at < len(data) {
		if s.data == nil {
			s.data = append(s.data, data[:at]...)
		}
		start, keep := at, true
		switch data[at] {
		case 0x3b:
			s.data = append(s.data, 0x3b)
			return s, nil
		case 0x21:
			if at+3 > len(data) {
				return s, errCut
			}
			keep = data[at+1] == 0xf9 || data[at+1] == 0xff && at+14 <= len(data) && string(data[at+3:at+14]) == "NETSCAPE2.0"
			at += 2
		case 0x2c:
			if at+11 > len(data) {
				return s, errCut
			}
			at += 10 + colours(data[at+9]) + 1
		default:
			return s, fmt.Errorf("it has no block at byte %d", at)
		}
		var whole bool
		if at, whole = subBlocksEnd(data, at); !whole {
			return s, errCut
		}
		if keep {
			s.data = append(s.data, data[start:at]...)
		}
	}
	return s, errCut
}

// subBlocksEnd returns where the sub-blocks of a GIF end that begin at an offset; whole is
// false where the data end before them.
func subBlocksEnd(data []byte, at int) (end int, whole bool) {
	for at < len(data) {
		size := int(data[at])
		if at += 1 + size; size == 0 {
			return at, true
		}
	}
	return at, false
}

// colours returns the size of the table of colours that flags announce.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// stripWebP leaves out Exif and XMP, and no longer announces them.
func stripWebP(data []byte) (stripped, error) {
	s := stripped{data: slices.Clone(data[:12]), orientation: 1}
	stop := min(int64(len(data)), 8+int64(binary.LittleEndian.Uint32(data[4:])))
	for at := int64(12); at+8 <= stop; {
		size := int64(binary.LittleEndian.Uint32(data[at+4:]))
		end := at + 8 + size + size%2
		if at+8+size > stop {
			return s, errCut
		}
		end = min(end, stop)
		switch string(data[at : at+4]) {
		case "VP8X":
			start := len(s.data)
			s.data = append(s.data, data[at:end]...)
			if size > 0 {
				s.data[start+8] &^= 0x0c
			}
		case "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP":
			s.data = append(s.data, data[at:end]...)
		}
		at = end
	}
	binary.LittleEndian.PutUint32(s.data[4:], uint32(len(s.data)-8))
	return s, nil
}
