package feed

import (
	"net/url"
	"testing"
)

// What needs no escapes is what package url writes of it.
func FuzzIsAddress(f *testing.F) {
	for _, iri := range []string{"https://example.org", "http://a.b/c-d_e~f/../g//h.html", "https://", "https:///a", "http://a:80/", "https://a/b?c#d", "https://ä/", "https://a/%zz", "HTTP://a"} {
		f.Add(iri)
	}
	f.Fuzz(func(t *testing.T, iri string) {
		if !isAddress(iri) {
			return
		}
		u, err := url.Parse(iri)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.String() != iri {
			t.Errorf("%q is no address: %v, %v", iri, u, err)
		}
	})
}
