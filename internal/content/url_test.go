package content

import "testing"

func TestReduceURL(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/a/":                             "example.org/a?#",
		"http://example.org/a?utm_source=x&utm_medium=y#top": "example.org/a?#top",
		"https://example.org/?p=17&fbclid=x":                 "example.org?p=17#",
		"https://example.org/a?b=1&c=2":                      "example.org/a?b=1&c=2#",
	} {
		if got := ReduceURL(address); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}
