package escape

import (
	"net/url"
	"strings"
)

// URI returns a web address, an IRI (RFC 3987), as a URI: what is not ASCII is escaped.
// It is "" for what is no web address.
func URI(iri string) string {
	if iri == "" || isAddress(iri) {
		return iri
	}
	u, err := url.Parse(iri)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// isAddress reports whether an IRI is a web address that needs no escapes, as nearly
// all do: a host, and a path of the characters that RFC 3986 reserves for nothing.
func isAddress(iri string) bool {
	rest, web := strings.CutPrefix(iri, "https://")
	if !web {
		rest, web = strings.CutPrefix(iri, "http://")
	}
	for _, c := range []byte(rest) {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && strings.IndexByte("-._~/", c) < 0 {
			return false
		}
	}
	return web && rest != "" && rest[0] != '/'
}
