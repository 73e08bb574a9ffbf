package webtest

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
)

// The lists of what is too much for the page of an incident, of an actor or for the foot of
// all can be read by everybody, in both directions, in the dark and on the narrowest screen.
func TestLongLists(t *testing.T) {
	t.Parallel()
	site := fstest.MapFS{}
	add := func(name, text string) {
		site["content/"+name] = &fstest.MapFile{Data: []byte("---\n" + text + "\n---\n")}
	}
	add("_index.md", "title: T\nlanguages: [ar]")
	add("_index.ar.md", "title: ت")
	add("incidents/main.md", "title: The longer war of a long name in the north-west\ndate: 2015/2021")
	add("incidents/main.ar.md", "title: الحرب الطويلة في شمال غرب البلاد")
	add("actors/main.md", "name: The Army of the Republic\nkind: organisation")
	for k := range 45 {
		add(fmt.Sprintf("incidents/i%d.md", k), fmt.Sprintf("title: Battle %d for the Donaudampfschifffahrtsgesellschaft\ndate: %d-%02d-%02d\npart_of: [main]\nsummary: What happened.", k, 2015+k%6, 1+k%12, 1+k%28))
		add(fmt.Sprintf("incidents/i%d.ar.md", k), fmt.Sprintf("title: معركة رقم %d\nsummary: ما حدث.", k))
		add(fmt.Sprintf("actors/a%d.md", k), fmt.Sprintf("name: Brigade %d\nrelations: [{kind: %s, actor: main, from: 2010-03, to: 2022}]", k, []string{"part-of", "member-of", "commands"}[k%3]))
		add(fmt.Sprintf("pages/p%d.md", k), fmt.Sprintf("title: Page %d on how we work\nsummary: Says what it says.", k))
	}
	b := start(t, serve(t, built(t, site)))
	for _, v := range []view{wide, dark, small} {
		ctx := b.tab(t, v)
		for _, page := range []string{"incidents/main/parts/", "actors/main/relations/", "pages/", "ar/incidents/main/parts/", "ar/actors/main/relations/", "ar/pages/"} {
			t.Run(v.name+" "+page, func(t *testing.T) {
				do(t, ctx, chromedp.Navigate(b.home+page))
				if n := eval[int](t, ctx, `document.querySelectorAll("main li").length`); n < 45 {
					t.Fatalf("the list has %d items", n)
				}
				fits(t, ctx)
				axe(t, ctx)
			})
		}
	}
}
