// Package picture reads pictures that lie beside pages, takes out of them what
// nobody should publish unawares (where and with what a photograph was taken),
// and makes smaller ones of them. It knows JPEG, PNG, GIF, WebP and SVG.
package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/gif"  // reads sizes
	_ "image/jpeg" // reads sizes
	_ "image/png"  // reads sizes
	"path"
	"slices"
	"strings"

	_ "golang.org/x/image/webp" // reads sizes
)

// maxPixels is the size up to which a picture is shown. A small file may claim
// any size: to decode one of 50 megapixels takes 200 MB.
const maxPixels = 50_000_000

// version is part of every key: raise it when the same file gets other bytes.
const version = "4"

// widths are those of the smaller pictures, in pixels: a telephone, the column
// of text, and the column on a screen of double density.
var widths = []int{480, 960, 1440}

// Info is what is known of a picture without decoding it.
type Info struct {
	Format        string // "jpeg", "png", "gif", "webp" or "svg"
	Width, Height int    // in pixels, as it is shown; 0 for SVG
	Key           string // hash of what decides the bytes of the published files
}

// Is reports whether a file is a picture, as its name has it.
func Is(name string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"}, strings.ToLower(path.Ext(name)))
}

// unclean are the ends of names of pictures whose Exif nothing here takes out.
var unclean = []string{".tif", ".tiff", ".heic", ".heif", ".hif", ".avif", ".jp2", ".j2k", ".jxl", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf", ".psd"}

// starts are how files of photographs begin, brands what containers of them say behind "ftyp".
var (
	starts = []string{"\xff\xd8\xff", "\x89PNG\r\n", "GIF8", "II*\x00", "MM\x00*", "\xff\x0a", "\x00\x00\x00\x0cJXL ", "\x00\x00\x00\x0cjP"}
	brands = []string{"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis", "crx "}
)

// HeadLen is how many bytes of a file IsHidden looks at.
const HeadLen = 16

// IsHidden reports whether a file that Is takes for none is a photograph all the
// same, by its name or by its first bytes: it may say where it was taken.
func IsHidden(name string, head []byte) bool {
	text := string(head)
	switch {
	case Is(name):
		return false
	case slices.Contains(unclean, strings.ToLower(path.Ext(name))),
		slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(text, start) }):
		return true
	case len(text) < 12:
		return false
	}
	brand := text[8:12]
	return text[:4] == "RIFF" && brand == "WEBP" || text[4:8] == "ftyp" && slices.Contains(brands, brand)
}

// Read looks at the file of a picture. A *Problem says what is wrong with it.
func Read(name string, data []byte) (Info, error) {
	sum := sha256.New()
	sum.Write([]byte(version))
	sum.Write(data)
	info := Info{Key: hex.EncodeToString(sum.Sum(nil)[:5])}
	if strings.EqualFold(path.Ext(name), ".svg") {
		info.Format = "svg"
		_, err := stripSVG(data)
		return info, err
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return info, &Problem{Text: fmt.Sprintf("this picture cannot be read: %v", err)}
	}
	info.Format, info.Width, info.Height = format, config.Width, config.Height
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height {
		return info, &Problem{Text: fmt.Sprintf("this picture has %d × %d pixels, more than %d million; make it smaller", config.Width, config.Height, maxPixels/1_000_000)}
	}
	clean, err := strip(format, data)
	if err != nil {
		return info, &Problem{Text: fmt.Sprintf("this picture cannot be read: %v", err)}
	}
	if clean.orientation > 4 {
		info.Width, info.Height = info.Height, info.Width
	}
	return info, nil
}

// Problem says why a picture cannot be shown.
type Problem struct {
	Line, Col int // in an SVG file, from 1; else 0
	Unsafe    bool
	Text      string
}

func (p *Problem) Error() string { return p.Text }

// Smaller returns the widths of the smaller pictures that are made of it.
func (i Info) Smaller() []int {
	if i.Format != "jpeg" && i.Format != "png" {
		return nil
	}
	k, _ := slices.BinarySearch(widths, i.Width)
	return widths[:k]
}

// Name returns what the picture of a width that is made of the file name is called.
func (i Info) Name(name string, width int) string {
	ext := path.Ext(name)
	return fmt.Sprintf("%s.%s.%d%s", strings.TrimSuffix(name, ext), i.Key, width, ext)
}
