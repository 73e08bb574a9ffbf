package corpus

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// The Hugo site has a page for each file of the other, and no key or date that
// Hugo would refuse.
func TestHugo(t *testing.T) {
	var hugo []string
	for name, data := range Hugo(300) {
		hugo = append(hugo, name)
		front, _, _ := bytes.Cut(data, []byte("\n---\n"))
		if strings.HasPrefix(name, "content/articles/") && !bytes.Contains(front, []byte("\nactors: [actor-")) {
			t.Errorf("%s names nobody", name)
		}
		for _, bad := range []string{"\nurl:", "\nkind:", "\nlang:", "\nname:", "\nsource:", "?\n"} {
			if bytes.Contains(front, []byte(bad)) {
				t.Errorf("%s has %q", name, bad)
			}
		}
	}
	for name := range Files(300) {
		if !slices.Contains(hugo, hugoName(name)) {
			t.Errorf("there is no %s", hugoName(name))
		}
	}
	for _, name := range []string{"hugo.toml", "layouts/baseof.html", "layouts/_partials/card.html"} {
		if !slices.Contains(hugo, name) {
			t.Errorf("there is no %s", name)
		}
	}
}
