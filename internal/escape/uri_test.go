package escape

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

func TestURI(t *testing.T) {
	for iri, want := range map[string]string{
		"https://example.org/ä b?c=d": "https://example.org/%C3%A4%20b?c=d",
		"javascript:alert(1)":         "",
		"ftp://example.org/a":         "",
		"/a":                          "",
		"http://":                     "",
		"":                            "",
	} {
		if got := URI(iri); got != want {
			t.Errorf("%q becomes %q, want %q", iri, got, want)
		}
	}
}
