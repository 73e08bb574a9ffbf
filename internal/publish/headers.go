package publish

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"net/http"
	"path"
	"regexp"
	"strings"
)

const (
	keepForever = "public, max-age=31536000, immutable"
	keepAWhile  = "public, max-age=3600"
	askEachTime = "public, no-cache" // kept, but never shown unasked: pages that fit each other
)

// hashed are files whose names change with their bytes: style sheets, scripts and previews, of
// the site and of its editions in further languages.
var hashed = regexp.MustCompile(`^([a-z]{2,3}(-[A-Za-z0-9]+)*/)?(assets/.+\.|og/)[0-9a-f]{8,}\.[a-z0-9]+$`)

// cacheControlOf says how long a file of a content type is to be kept.
func cacheControlOf(name, contentType string) string {
	switch {
	case hashed.MatchString(name):
		return keepForever
	case isText(contentType):
		return askEachTime
	}
	return keepAWhile
}

// mayPack reports whether a file of a content type may come packed. What people take with
// programs of their own comes as it is: not all of them unpack.
func mayPack(name, contentType string) bool {
	return isText(contentType) && !strings.HasPrefix(name, "data/") && name != recordName
}

// types are the content types of what a site holds, and of what authors put beside a page:
// pictures, sound, films with their captions, office files, maps. The system's own table
// differs from one machine to the next, and the bytes of an office file are those of an archive.
var types = map[string]string{
	".aac":         "audio/aac",
	".avif":        "image/avif",
	".css":         "text/css; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".doc":         "application/msword",
	".docx":        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".epub":        "application/epub+zip",
	".flac":        "audio/flac",
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
	".kml":         "application/vnd.google-earth.kml+xml",
	".kmz":         "application/vnd.google-earth.kmz",
	".m4a":         "audio/mp4",
	".m4v":         "video/mp4",
	".md":          "text/markdown; charset=utf-8",
	".mov":         "video/quicktime",
	".mp3":         "audio/mpeg",
	".mp4":         "video/mp4",
	".ndjson":      "application/x-ndjson",
	".odp":         "application/vnd.oasis.opendocument.presentation",
	".ods":         "application/vnd.oasis.opendocument.spreadsheet",
	".odt":         "application/vnd.oasis.opendocument.text",
	".oga":         "audio/ogg",
	".ogg":         "audio/ogg",
	".ogv":         "video/ogg",
	".opml":        "text/x-opml; charset=utf-8",
	".opus":        "audio/ogg",
	".pdf":         "application/pdf",
	".png":         "image/png",
	".ppt":         "application/vnd.ms-powerpoint",
	".pptx":        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".srt":         "application/x-subrip",
	".svg":         "image/svg+xml",
	".tsv":         "text/tab-separated-values; charset=utf-8",
	".txt":         "text/plain; charset=utf-8",
	".vtt":         "text/vtt; charset=utf-8",
	".wasm":        "application/wasm",
	".wav":         "audio/wav",
	".webm":        "video/webm",
	".webmanifest": "application/manifest+json",
	".webp":        "image/webp",
	".woff":        "font/woff",
	".woff2":       "font/woff2",
	".xls":         "application/vnd.ms-excel",
	".xlsx":        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".xml":         "application/xml",
	".zip":         "application/zip",
}

func typeOf(name string, data []byte) string {
	return cmp.Or(types[strings.ToLower(path.Ext(name))], http.DetectContentType(data))
}

func isText(contentType string) bool {
	return strings.HasPrefix(contentType, "text/") || strings.HasSuffix(contentType, "xml") || strings.HasSuffix(contentType, "json")
}

const (
	leastPacked = 1 << 10 // bytes; less goes in one packet anyway
	leastGain   = 10      // percent
)

// pack compresses data; false says that it does not pay. The same data always gives the
// same bytes.
func pack(data []byte) ([]byte, bool) {
	if len(data) < leastPacked {
		return nil, false
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data) // a Buffer takes all
	_ = w.Close()
	return b.Bytes(), b.Len() <= len(data)*(100-leastGain)/100
}
