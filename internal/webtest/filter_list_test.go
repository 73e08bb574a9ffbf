package webtest

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
)

// A list with an entry that names very many counts as others do what a choice would give,
// though the index does not say it beside what the list is of.
func TestFilterList(t *testing.T) {
	t.Parallel()
	site := fstest.MapFS{}
	add := func(name, front string) {
		site["content/"+name] = &fstest.MapFile{Data: []byte("---\n" + front + "\n---\n")}
	}
	var roles strings.Builder
	for k := range 300 {
		add(fmt.Sprintf("actors/a%d.md", k), fmt.Sprintf("name: Actor %d", k))
		fmt.Fprintf(&roles, "a%d, ", k)
	}
	add("incidents/all.md", "title: All\ndate: 2021-01-01\ntags: [both, first]\nactors: ["+roles.String()+"]")
	add("incidents/one.md", "title: One\ndate: 2021-01-02\ntags: [both]\nactors: [a0]")
	add("incidents/other.md", "title: Other\ndate: 2021-01-03\ntags: [both, other]")
	b := start(t, serve(t, built(t, site)))
	ctx := b.tab(t, wide)
	const tags = `[...document.querySelectorAll("[name=tag]")].map(e => e.value + " " + e.parentElement.lastChild.textContent).join()`
	do(t, ctx, chromedp.Navigate(b.home+"tags/both/"))
	openFilters(t, ctx, "tag")
	if got := eval[string](t, ctx, tags); got != "both 3,first 1,other 1" {
		t.Errorf("the list of a tag offers %q", got)
	}
	do(t, ctx, chromedp.Navigate(b.home+"?actor=a1"))
	openFilters(t, ctx, "tag")
	if got := eval[string](t, ctx, tags); got != "both 1,first 1" {
		t.Errorf("a chosen actor offers %q", got)
	}
}
