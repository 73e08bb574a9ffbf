package webtest

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
)

// Of a facet with many values a reader loads those that a choice or a search asks for, in
// any script, and never all.
func TestFilterNames(t *testing.T) {
	t.Parallel()
	site := fstest.MapFS{}
	add := func(name, front string) {
		site["content/"+name] = &fstest.MapFile{Data: []byte("---\n" + front + "\n---\n")}
	}
	rare := []string{"Élysée-Palast", "خلية الإعلام", "北京市", "กรุงเทพ", "한국어", "Straße 7", "İstanbul", "Ваша Родина", "العراق", "☮️", "ΦΩΣ"}
	for k := range 2400 {
		tags := fmt.Sprintf("Usual %d, Other %d, One of many %d", k%60, k%70, k)
		if k < len(rare) {
			tags += ", " + rare[k]
		}
		if k == 1000 {
			tags += ", One one"
		}
		add(fmt.Sprintf("incidents/i%d.md", k), fmt.Sprintf("title: I\ndate: 2021-%02d-%02d\ntags: [%s]", 1+k%12, 1+k%28, tags))
	}
	add("incidents/some.md", "title: Some\ndate: 2022-01-01\nkind: meeting\ntags: ["+strings.Join(rare, ", ")+"]")
	built := built(t, site)
	b := start(t, serve(t, built))
	ctx := b.tab(t, wide)
	seen := listen(t, ctx)
	do(t, ctx, chromedp.Navigate(b.home))
	openFilters(t, ctx, "kind")
	const facet = `[...document.querySelectorAll(".facet")].find(e => e.querySelector("summary").textContent.startsWith("Tag"))`
	const listed = `[...document.querySelectorAll("[name=tag]")].map(e => e.nextElementSibling.textContent).join("|")`
	finds := func(typed, want string) {
		t.Helper()
		eval[bool](t, ctx, fmt.Sprintf(`(box => { box.open = true; const e = box.querySelector("[type=search]"); e.value = %q; return e.dispatchEvent(new Event("input")); })(%s)`, typed, facet))
		eval[found](t, ctx, shown)
		if got := eval[string](t, ctx, listed); got != want {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
	for _, tt := range []struct{ typed, want string }{
		{"عراق", rare[8]},
		{"elys", rare[0]},
		{"palast", rare[0]},
		{"élysée-pa", rare[0]},
		{"الاعلام", rare[1]},
		{"خلية ا", rare[1]},
		{"京", rare[2]},
		{"北京", rare[2]},
		{"รุงเ", rare[3]},
		{"한", rare[4]},
		{"straß", rare[5]},
		{"istan", rare[6]},
		{"РОДИНА", rare[7]},
		{"one of many 1234", "One of many 1234"},
		{"many 2399", "One of many 2399"},
		{"nowhere", ""},
	} {
		finds(tt.typed, tt.want)
	}
	sum, files := indexLoaded(t, b, built, seen)
	if files > 20 || sum > 80_000 {
		t.Errorf("for the searches %d files of %d bytes were loaded", files, sum)
	}
	finds("☮", rare[9])
	finds("ΦΩΣ", rare[10])
	finds("one one", "One one") // as thousands begin
	// What others give in a choice, and what an address chooses, has its name.
	do(t, ctx, chromedp.Navigate(b.home+"?kind=meeting"))
	openFilters(t, ctx, "tag")
	got := eval[string](t, ctx, listed)
	for _, name := range rare {
		if !strings.Contains(got, name) {
			t.Errorf("a choice offers %q, not %q", got, name)
		}
	}
	do(t, ctx, chromedp.Navigate(b.home+"?tag=one-of-many-777"))
	eval[found](t, ctx, shown)
	eval[bool](t, ctx, facet+".open = true")
	eval[found](t, ctx, shown)
	if got := eval[string](t, ctx, listed); !strings.HasPrefix(got, "One of many 777|") {
		t.Errorf("the tag of an address is not the first of %q", got)
	}
}
