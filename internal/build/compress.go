package build

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
)

// compressible are the names' ends of files that get smaller. Images and fonts
// are compressed by themselves.
var compressible = []string{
	".css", ".csv", ".geojson", ".graphml", ".html", ".ics", ".js", ".json", ".jsonld",
	".ndjson", ".opml", ".svg", ".txt", ".webmanifest", ".xml",
}

// brotliLevel is a step at which pages take a few milliseconds. The best one,
// 11, saves a few percent more and takes many times as long.
const brotliLevel = 9

// compresses reports whether the site of these editions has compressed files.
func (o Options) compresses(all []*edition) bool {
	return o.Compress != nil && o.Compress(all[0].linked.Site)
}

// plainOf returns the name of the file that servers would send another for, which packs it;
// "" for none.
func plainOf(name string) string {
	if ext := path.Ext(name); ext == ".gz" || ext == ".br" {
		return strings.TrimSuffix(name, ext)
	}
	return ""
}

// compressed adds a file ".gz" and a file ".br" for each that gets smaller, unless the author
// has packed it already; they are made of the same. Names alone decide, because how large
// a file is only comes to light when it is made.
func compressed(contents listing, page func(number int) made) {
	var names []string
	for name := range contents {
		if slices.Contains(compressible, path.Ext(name)) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		plain := contents[name]
		if plain.page > 0 {
			plain = page(plain.page)
		}
		for ext, pack := range map[string]func([]byte) ([]byte, error){".gz": gzipped, ".br": brotlied} {
			if _, own := contents[name+ext]; own {
				continue
			}
			contents[name+ext] = made{shows: plain.shows, make: func(room []byte) ([]byte, error) {
				data, err := plain.make(room)
				if err != nil {
					return nil, err
				}
				return pack(data)
			}}
		}
	}
}

// gzipped compresses by RFC 1952, with neither name nor time in the header.
func gzipped(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("compressing: %w", err)
	}
	return packed(&b, w, data)
}

// brotlied compresses by RFC 7932.
func brotlied(data []byte) ([]byte, error) {
	var b bytes.Buffer
	return packed(&b, brotli.NewWriterLevel(&b, brotliLevel), data)
}

// packed returns what a writer that compresses into b makes of data.
func packed(b *bytes.Buffer, w io.WriteCloser, data []byte) ([]byte, error) {
	if _, err := w.Write(data); err != nil {
		return nil, fmt.Errorf("compressing: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compressing: %w", err)
	}
	return b.Bytes(), nil
}
