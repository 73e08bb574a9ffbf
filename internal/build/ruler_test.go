package build

import (
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The legend of a ruler names the kinds of entries that its bars show, and no others.
func TestLegends(t *testing.T) {
	result := demo(t)
	pages := map[string]int{} // with a ruler, by the kinds that it shows
	for _, name := range paths(t, result.FS) {
		if path.Ext(name) != ".html" || !strings.Contains(read(t, result, name), `<nav class="ruler"`) {
			continue
		}
		legend, bars := map[string]bool{}, map[string]bool{}
		for n := range page(t, result, name).Descendants() {
			switch class := attr(n, "class"); {
			case class != "incident" && class != "article":
			case n.Data == "rect":
				bars[class] = true
			case n.Type == html.ElementNode && attr(n.Parent, "class") == "legend":
				legend[class] = true
			}
		}
		shown := ""
		for _, kind := range []string{"incident", "article"} {
			if legend[kind] != bars[kind] {
				t.Errorf("%s: the legend names kind %q: %t; bars show it: %t", name, kind, legend[kind], bars[kind])
			}
			if bars[kind] {
				shown += kind[:1]
			}
		}
		pages[shown]++
	}
	if pages["i"] == 0 || pages["a"] == 0 || pages["ia"] == 0 {
		t.Errorf("the demo has too few sorts of rulers: %v", pages)
	}
}
