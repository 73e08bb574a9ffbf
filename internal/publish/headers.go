package publish

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// headers are what S3 sends with a file.
type headers struct {
	contentType  string
	cacheControl string
	encoding     string // "gzip" for what pack has packed
}

const (
	keepForever = "public, max-age=31536000, immutable"
	keepAWhile  = "public, max-age=3600"
	askEachTime = "public, no-cache" // kept, but never shown unasked: pages that fit each other
)

// hashed are files whose names change with their bytes.
var hashed = regexp.MustCompile(`^assets/.+\.[0-9a-f]{8,}\.[a-z0-9]+$`)

// headersOf returns the headers of a file, but for the encoding.
func headersOf(name string, data []byte) *headers {
	h := &headers{contentType: typeOf(name, data), cacheControl: askEachTime}
	switch {
	case hashed.MatchString(name):
		h.cacheControl = keepForever
	case !isText(h.contentType):
		h.cacheControl = keepAWhile
	}
	// What people take with programs of their own comes as it is: not all of
	// them unpack.
	if isText(h.contentType) && !strings.HasPrefix(name, "data/") && name != recordName {
		h.encoding = "gzip"
	}
	return h
}

// types are the content types of what a site holds. The system's own table
// differs from one machine to the next.
var types = map[string]string{
	".avif":        "image/avif",
	".css":         "text/css; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".geojson":     "application/geo+json",
	".gif":         "image/gif",
	".graphml":     "application/graphml+xml",
	".gz":          "application/gzip",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".ics":         "text/calendar; charset=utf-8",
	".jpeg":        "image/jpeg",
	".jpg":         "image/jpeg",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".jsonld":      "application/ld+json",
	".md":          "text/markdown; charset=utf-8",
	".mp3":         "audio/mpeg",
	".mp4":         "video/mp4",
	".ndjson":      "application/x-ndjson",
	".opml":        "text/x-opml; charset=utf-8",
	".pdf":         "application/pdf",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webm":        "video/webm",
	".webmanifest": "application/manifest+json",
	".webp":        "image/webp",
	".woff":        "font/woff",
	".woff2":       "font/woff2",
	".xml":         "application/xml",
	".zip":         "application/zip",
}

func typeOf(name string, data []byte) string {
	if t, ok := types[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return http.DetectContentType(data)
}

func isText(contentType string) bool {
	for _, of := range []string{"text/", "xml", "json"} {
		if strings.Contains(contentType, of) {
			return true
		}
	}
	return false
}

const (
	leastPacked = 1 << 10 // bytes; less goes in one packet anyway
	leastGain   = 10      // percent
)

// pack compresses data where that is wanted and pays; else the file goes
// without the encoding. The same data always gives the same bytes.
func (h *headers) pack(data []byte) ([]byte, bool) {
	if h.encoding == "" || len(data) < leastPacked {
		h.encoding = ""
		return nil, false
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(data)
	if err == nil {
		err = w.Close()
	}
	if err != nil || b.Len() > len(data)*(100-leastGain)/100 {
		h.encoding = ""
		return nil, false
	}
	return b.Bytes(), true
}
