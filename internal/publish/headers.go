package publish

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"net/http"
	"regexp"
	"strings"

	"dateline/internal/hosts"
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

func typeOf(name string, data []byte) string {
	return cmp.Or(hosts.ContentType(name), http.DetectContentType(data))
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
