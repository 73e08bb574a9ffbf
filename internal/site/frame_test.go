package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"testing"
)

func TestCounts(t *testing.T) {
	for _, tt := range []struct {
		incidents, articles int
		want                string
	}{
		{0, 0, "no entries"}, {1, 0, "1\u00a0incident"}, {0, 1, "1\u00a0article"}, {2, 1, "2\u00a0incidents, 1\u00a0article"}, {1, 12, "1\u00a0incident, 12\u00a0articles"},
	} {
		if got := english(t).counts(tt.incidents, tt.articles); got != tt.want {
			t.Errorf("counts(%d, %d) = %q, want %q", tt.incidents, tt.articles, got, tt.want)
		}
	}
}

func TestPosition(t *testing.T) {
	for _, tt := range []struct {
		lat, lon  float64
		precision string
		want      string
	}{
		{33.306, 44.393, "area", "33.306° N, 44.393° E (area)"},
		{-33.9, -70.5, "", "33.9° S, 70.5° W"},
		{0, 0, "exact", "0° N, 0° E (exact)"},
		{90, -180, "country", "90° N, 180° W (country)"},
	} {
		if got := english(t).position(tt.lat, tt.lon, tt.precision); got != tt.want {
			t.Errorf("position(%v, %v, %q) = %q, want %q", tt.lat, tt.lon, tt.precision, got, tt.want)
		}
	}
}

// Hidden coordinates reach no page: not the incident's, not the place's.
func TestHiddenPosition(t *testing.T) {
	s := planClean(t, "-- incidents/a.md --\n---\ntitle: A\ndate: 2021-01\nplace: {name: House, lat: 12.345, lon: 67.891, precision: hidden}\n---\n"+
		"-- incidents/b.md --\n---\ntitle: B\ndate: 2021-02\nplace: {name: House, lat: 12, lon: 67, precision: city}\n---\n")
	if got := data[*IncidentPage](t, s, "/incidents/a/").Position; got != "" {
		t.Errorf("the incident shows %q", got)
	}
	if got := data[*IncidentPage](t, s, "/incidents/b/").Position; got != "12° N, 67° E (city)" {
		t.Errorf("the other incident shows %q", got)
	}
	if got := data[*TimelinePage](t, s, "/places/house/").Lead; strings.Contains(got, "12.345") {
		t.Errorf("the place shows %q", got)
	}
}

func TestMenu(t *testing.T) {
	const about = "-- pages/about.md --\n---\ntitle: About us\naliases: [us/, we/us/]\n---\n"
	for _, tt := range []struct{ name, menu, want, problem string }{
		{"sections and pages", "[timeline, about, map]", "Timeline /, About us /about/, Map /places/", ""},
		{"default", "", "Timeline /, Incidents /incidents/, Actors /actors/, Articles /articles/, Sources /sources/", ""},
		{"misspelt", "[timeline, abuot]", "Timeline /", `content/_index.md:3:18: error: no section or plain page "abuot"; did you mean "about"?`},
		{"renamed", "[us, timeline]", "Timeline /", `content/_index.md:3:8: error: no section or plain page "us"; as aliases say it is "about" now (check --fix writes that)`},
		{"nothing like it", "[zzz]", "", `content/_index.md:3:8: error: no section or plain page "zzz"; there are timeline, incidents, actors, articles, sources, tags, places, map, disputed, corrections, about`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			settings := "-- _index.md --\n---\ntitle: T\n---\n"
			if tt.menu != "" {
				settings = "-- _index.md --\n---\ntitle: T\nmenu: " + tt.menu + "\n---\n"
			}
			s, found := plan(t, settings+about)
			if got := strings.Join(found, "\n"); got != tt.problem {
				t.Errorf("problems %q, want %q", got, tt.problem)
			}
			var items []string
			for _, item := range data[*TimelinePage](t, s, "/").Site.Menu {
				items = append(items, item.Title+" "+item.URL)
			}
			if got := strings.Join(items, ", "); got != tt.want {
				t.Errorf("menu %q, want %q", got, tt.want)
			}
		})
	}
}

// The footer of each page names few plain pages, however many there are.
func TestManyPlainPages(t *testing.T) {
	pages := func(n int) string {
		files := "-- _index.md --\n---\ntitle: T\nmenu: [timeline, p14]\n---\n"
		for k := 1; k <= max(14, n); k++ {
			if k <= n || k == 14 {
				files += fmt.Sprintf("-- pages/p%02d.md --\n---\ntitle: Page %02d\nsummary: On %d.\n---\n", k, k, k)
			}
		}
		return files
	}
	few := planClean(t, pages(11))
	if site := data[*TimelinePage](t, few, "/").Site; len(site.Pages) != 12 || site.AllPages != nil || slices.Contains(urls(few), "/pages/") {
		t.Errorf("of 12 pages the footer names %d, and all at %v", len(site.Pages), site.AllPages)
	}
	many := planClean(t, pages(500))
	site := data[*TimelinePage](t, many, "/").Site
	if len(site.Pages) != 12 || site.Pages[10].URL != "/p11/" || site.Pages[11].URL != "/p14/" || site.AllPages == nil || site.AllPages.URL != "/pages/" {
		t.Errorf("of 500 pages the footer names %v, and all at %v", site.Pages, site.AllPages)
	}
	list := data[*IndexPage](t, many, "/pages/")
	if item := list.Groups[0].Items[12]; len(list.Groups[0].Items) != 300 || list.Pager == nil || item.Link.URL != "/p13/" || item.Summary != "On 13." {
		t.Errorf("the list of all begins with %d, the 13th %+v", len(list.Groups[0].Items), item)
	}
	if _, found := plan(t, pages(13)+"-- pages/pages.md --\n---\ntitle: Pages\n---\n"); len(found) != 1 || !strings.Contains(found[0], "the list of plain pages") {
		t.Errorf("a page in place of the list: %v", found)
	}
}

func TestMenuCurrent(t *testing.T) {
	for _, tt := range []struct {
		item, page string
		want       bool
	}{
		{"/", "/", true},
		{"/", "/2021/", false},
		{"/actors/", "/actors/", true},
		{"/actors/", "/actors/nato/", true},
		{"/actors/", "/articles/", false},
		{"/actors/nato/", "/actors/", false},
	} {
		if got := (MenuItem{URL: tt.item}).Current(tt.page); got != tt.want {
			t.Errorf("on %s the item %s is current: %t", tt.page, tt.item, got)
		}
	}
}

// A page says in which section of the menu it lies.
func TestSection(t *testing.T) {
	s := planClean(t, "-- _index.md --\n---\ntitle: T\nmenu: [timeline, actors]\n---\n-- actors/nato.md --\n---\nname: NATO\nkind: organisation\n---\n"+incidents("2021-12-19"))
	for _, tt := range []struct {
		page Frame
		want string
	}{
		{data[*TimelinePage](t, s, "/").Frame, "/"},
		{data[*TimelinePage](t, s, "/2021/").Frame, ""},
		{data[*ActorPage](t, s, "/actors/nato/").Frame, "/actors/"},
	} {
		if tt.page.Section != tt.want {
			t.Errorf("%s lies in %q, want %q", tt.page.URL, tt.page.Section, tt.want)
		}
	}
}

// A relation is said from both sides.
func TestTies(t *testing.T) {
	s := planClean(t, `
-- actors/mission.md --
---
name: Mission
relations: [{kind: part-of, actor: nato, from: 2018-10}, {kind: trains, actor: nato}, {kind: ally-of, name: Somebody}]
---
-- actors/nato.md --
---
name: NATO
---
`)
	say := func(url string) []string {
		var out []string
		for _, tie := range data[*ActorPage](t, s, url).Relations {
			out = append(out, tie.Text.Title+" | "+tie.Link.Title+" | "+tie.Link.URL+" | "+tie.Span)
		}
		return out
	}
	same(t, "own relations", say("/actors/mission/"),
		"part of | NATO | /actors/nato/ | since October 2018", "trains | NATO | /actors/nato/ | ", "ally of | Somebody |  | ")
	same(t, "relations of others", say("/actors/nato/"),
		"includes | Mission | /actors/mission/ | since October 2018", "is named as trains by | Mission | /actors/mission/ | ")
}

// What two actors state of each other is said once.
func TestMutualTies(t *testing.T) {
	s := planClean(t, `
-- actors/old.md --
---
name: Old
relations: [{kind: predecessor-of, actor: new}, {kind: ally-of, actor: friend, from: 2020}, {kind: ally-of, actor: foe, from: 1990, to: 1994}, {kind: ally-of, actor: foe, from: 2024}]
---
-- actors/new.md --
---
name: New
relations: [{kind: successor-of, actor: old, from: 2024-09}, {kind: ally-of, actor: friend, from: 2020}]
---
-- actors/friend.md --
---
name: Friend
relations: [{kind: ally-of, actor: old}, {kind: ally-of, actor: new, from: 2021}]
---
-- actors/foe.md --
---
name: Foe
relations: [{kind: ally-of, actor: old, from: 1990, to: 1994}, {kind: ally-of, actor: old, from: 2024}]
---
`)
	say := func(url string) []string {
		var out []string
		for _, tie := range data[*ActorPage](t, s, url).Relations {
			out = append(out, tie.Text.Title+" "+tie.Link.Title+", "+tie.Span)
		}
		return out
	}
	same(t, "the old one", say("/actors/old/"), "predecessor of New, since September 2024", "ally of Friend, since 2020", "ally of Foe, 1990 to 1994", "ally of Foe, since 2024")
	same(t, "the new one", say("/actors/new/"), "successor of Old, since September 2024", "ally of Friend, since 2020", "ally of Friend, since 2021")
	same(t, "the friend", say("/actors/friend/"), "ally of Old, since 2020", "ally of New, since 2021", "ally of New, since 2020")
}

// The page of an actor names some of many relations that others state, and a list all.
func TestManyRelations(t *testing.T) {
	files := func(n int) string {
		all := "-- actors/house.md --\n---\nname: House\nrelations: [{kind: part-of, name: State}]\n---\n"
		for k := range n {
			all += fmt.Sprintf("-- actors/m%03d.md --\n---\nname: Member %03d\nrelations: [{kind: member-of, actor: house, from: 2020}]\n---\n", k, k)
		}
		return all
	}
	few := planClean(t, files(30))
	if page := data[*ActorPage](t, few, "/actors/house/"); len(page.Relations) != 31 || page.AllRelations != nil || slices.Contains(urls(few), "/actors/house/relations/") {
		t.Errorf("of 31 relations the page names %d, and leads to %v", len(page.Relations), page.AllRelations)
	}
	many := planClean(t, files(500))
	page := data[*ActorPage](t, many, "/actors/house/")
	if len(page.Relations) != 21 || page.AllRelations == nil {
		t.Fatalf("of 501 relations the page names %d, and leads to %v", len(page.Relations), page.AllRelations)
	}
	first, last := data[*IndexPage](t, many, page.AllRelations.URL), data[*IndexPage](t, many, page.AllRelations.URL+"page/2/")
	if len(first.Groups) != 2 || first.Groups[0].Items[0].Link.Title != "State" || first.Groups[1].Items[0].Facts == "" || len(first.Groups[1].Items)+len(last.Groups[0].Items) != 500 || len(first.Up) != 2 || first.Up[1].URL != "/actors/house/" {
		t.Errorf("the list of all: %+v", first)
	}
}

// So it does of many relations of its own.
func TestManyOwnRelations(t *testing.T) {
	relations := strings.Repeat("{kind: ally-of, name: State}, ", 79) + "{kind: part-of, name: Union}"
	members := ""
	for k := range 3 {
		members += fmt.Sprintf("-- actors/m%d.md --\n---\nname: Member %d\nrelations: [{kind: member-of, actor: house}]\n---\n", k, k)
	}
	s := planClean(t, "-- actors/house.md --\n---\nname: House\nrelations: ["+relations+"]\n---\n"+members)
	page := data[*ActorPage](t, s, "/actors/house/")
	if len(page.Relations) != 20+3 || page.AllRelations == nil || !strings.HasPrefix(page.AllRelations.Title, "All 83") {
		t.Fatalf("of 83 relations the page names %d, and leads to %v", len(page.Relations), page.AllRelations)
	}
	if groups := data[*IndexPage](t, s, page.AllRelations.URL).Groups; len(groups) != 3 || len(groups[0].Items) != 79 || len(groups[1].Items) != 1 || len(groups[2].Items) != 3 {
		t.Errorf("the list of all: %+v", groups)
	}
}

// Kinds of relations that differ in the case of a letter have headings with addresses of
// their own, and what stands in place of a list is told where the actor is.
func TestManyKindsOfRelations(t *testing.T) {
	files := "-- actors/house/index.md --\n---\nname: House\n---\n"
	for k, kind := range slices.Repeat([]string{"quarrels-with", "Quarrels with"}, 20) {
		files += fmt.Sprintf("-- actors/m%03d.md --\n---\nname: Member %03d\nrelations: [{kind: %s, actor: house}]\n---\n", k, k, kind)
	}
	list := data[*IndexPage](t, planClean(t, files), "/actors/house/relations/")
	if len(list.Groups) != 2 || list.Groups[1].ID != list.Groups[0].ID+"-2" {
		t.Errorf("the list of all: %+v", list.Groups)
	}
	const want = "actors/house/index.md: error: the relations of content/actors/house/index.md would stand at /actors/house/relations/"
	if _, found := plan(t, files+"-- actors/house/relations --\nA file.\n"); len(found) != 1 || !strings.Contains(found[0], want) {
		t.Errorf("a file in place of the list: %v", found)
	}
}

// A page in another language says so, and so do links to it.
func TestLanguages(t *testing.T) {
	s := planClean(t, "-- articles/a.md --\n---\ntitle: عنوان\ndate: 2021-01\nlang: ar\n---\n-- articles/b.md --\n---\ntitle: B\ndate: 2021-02\n---\n")
	a := data[*ArticlePage](t, s, "/articles/a/")
	if a.Lang != "ar" || a.Dir != "rtl" || a.Site.Lang != "en" || a.Site.Dir != "ltr" {
		t.Errorf("the article is in %q (%s), the site in %q (%s)", a.Lang, a.Dir, a.Site.Lang, a.Site.Dir)
	}
	if a.Next == nil || a.Next.Lang != "" || a.Next.Note != "February 2021" {
		t.Errorf("after it: %+v", a.Next)
	}
	b := data[*ArticlePage](t, s, "/articles/b/")
	if b.Lang != "en" || b.Prev == nil || b.Prev.Lang != "ar" || b.Prev.Dir != "rtl" {
		t.Errorf("the other is in %q, before it: %+v", b.Lang, b.Prev)
	}
	card := data[*TimelinePage](t, s, "/").Months[1].Entries[0].Card()
	if card.Lang != "ar" || card.Dir != "rtl" {
		t.Errorf("its card is in %q (%s)", card.Lang, card.Dir)
	}
}

// Entries of one day stand in the order of their times, which their cards show: as the author
// words them, or else as the date has them.
func TestTimesOnCards(t *testing.T) {
	s := planClean(t, "-- incidents/a.md --\n---\ntitle: A\ndate: 2021-01-02T05:30:00+03:00\n---\n"+
		"-- incidents/b.md --\n---\ntitle: B\ndate: 2021-01-02T06:00:00Z\ntime: at dawn\n---\n"+
		"-- incidents/c.md --\n---\ntitle: C\ndate: 2021-01-02\n---\n"+
		"-- articles/d.md --\n---\ntitle: D\ndate: 2021-01-02T07:15:00\n---\n")
	var got []string
	for _, entry := range data[*TimelinePage](t, s, "/").Months[0].Entries {
		got = append(got, entry.Card().Title+" "+title(entry.Card().Time))
	}
	same(t, "times", got, "D 07:15", "B at dawn", "A 05:30 (UTC+3)", "C ")
}

// Of many names a card shows the first, and leads to the page that has all of them: each of
// a thousand stands in a list that shows the card.
func TestCardsOfMany(t *testing.T) {
	var site, roles, credits strings.Builder
	for k := range 100 {
		fmt.Fprintf(&site, "-- actors/a%d.md --\n---\nname: A%d\n---\n-- sources/s%d.md --\n---\nname: S%d\n---\n", k, k, k, k)
		fmt.Fprintf(&roles, "a%d, ", k)
		fmt.Fprintf(&credits, "s%d, ", k)
	}
	s := planClean(t, site.String()+"-- incidents/i.md --\n---\ntitle: I\ndate: 2021-01-01\nactors: ["+roles.String()+"]\n---\n"+
		"-- articles/a.md --\n---\ntitle: A\ndate: 2021-01-02\ncredits: ["+credits.String()+"]\nincidents: [i]\naccounts: {i: {rockets: 2}}\n---\n")
	entries := data[*TimelinePage](t, s, "/").Months[0].Entries
	incident, article := data[*IncidentPage](t, s, "/incidents/i/"), data[*ArticlePage](t, s, "/articles/a/")
	for name, links := range map[string][]Link{
		"card of the incident": entries[1].Card().Actors, "card of the article": entries[0].Card().Credits,
		"report": incident.Articles[0].Credits, "column": incident.Accounts.Columns[0].Credits,
	} {
		want := Link{Title: "and 80\u00a0more", URL: "/articles/a/"}
		if name == "card of the incident" {
			want.URL = "/incidents/i/"
		}
		if len(links) != 21 || links[0].Title[1:] != "0" || links[20] != want {
			t.Errorf("%s: %v", name, links)
		}
	}
	if len(incident.Roles) != 100 || len(article.Credits) != 100 {
		t.Errorf("the pages themselves name %d actors and %d sources", len(incident.Roles), len(article.Credits))
	}
}

// What many pages show is made once: all lists share what is made of a card, by one
// renderer.
func TestCardsAreShared(t *testing.T) {
	s := planClean(t, incidents("2021-05-02", "2021-06-02"))
	made := 0
	render := func(c *Card) (template.HTML, error) {
		made++
		return template.HTML(c.URL), nil
	}
	for _, url := range []string{"/", "/incidents/", "/2021/", "/2021/06/"} {
		first := data[*TimelinePage](t, s, url).Months[0].Entries[0]
		if got, err := first.Rendered("ours", render); err != nil || string(got) != first.Card().URL {
			t.Errorf("%s shows %s (%v)", url, got, err)
		}
		if made != 1 {
			t.Fatalf("%s: the card was made %d times", url, made)
		}
	}
	first := data[*TimelinePage](t, s, "/").Months[0].Entries[0]
	if _, err := first.Rendered("another", render); err != nil || made != 2 {
		t.Errorf("another renderer is given what the first one has made (%v)", err)
	}
}

// Search engines and previews have a sentence for every page, also where its
// author wrote none.
func TestEveryPageIsDescribed(t *testing.T) {
	s := planClean(t, "-- _index.md --\n---\ntitle: T\n---\n-- sources/s.md --\n---\nname: S\n---\n-- articles/a.md --\n---\ntitle: A\ndate: 2021\nsource: s\ntags: [x]\n---\n")
	for want, got := range map[string]string{
		"Corrections, in T.": data[*CorrectionsPage](t, s, "/corrections/").Description,
		"x, in T.":           data[*TimelinePage](t, s, "/tags/x/").Description,
		"S, in T.":           data[*SourcePage](t, s, "/sources/s/").Description,
	} {
		if got != want {
			t.Errorf("a page is described as %q, want %q", got, want)
		}
	}
}

// Links by the name of a publisher are called apart, whether they lead to one of its
// articles, to another or to itself.
func TestOutletLinks(t *testing.T) {
	s := planClean(t, `
-- sources/wire.md --
---
name: Wire
---
-- incidents/fire.md --
---
title: Fire
date: 2021-12-19
---
-- articles/a.md --
---
title: A
date: 2021-12-20
source: wire
incidents: [fire]
accounts: {fire: {dead: 1}}
---
-- articles/b.md --
---
title: B
date: 2021-12~
source: wire
incidents: [fire]
accounts: {fire: {dead: 2}}
---
-- articles/c.md --
---
title: C
date: 2021-12-21
incidents: [fire]
accounts: {fire: {dead: 2}}
annotations: [{quote: Words, note: N., sources: [a, b, c]}]
---
Words.
`)
	want := []string{"Wire (Wire, Article, 20\u00a0December 2021) /articles/a/", "Wire (Wire, Article, about December 2021) /articles/b/", "C () /articles/c/"}
	said := func(links []Link) []string {
		return made(links, func(l Link) string { return l.Title + " (" + l.Note + ") " + l.URL })
	}
	rests := data[*ArticlePage](t, s, "/articles/c/").Text[0].Notes[0].Sources
	same(t, "what a note rests on", said(rests), want...)
	heads := said(made(data[*IncidentPage](t, s, "/incidents/fire/").Accounts.Columns, func(c AccountColumn) Link { return c.Article }))
	slices.Sort(heads)
	slices.Sort(want)
	same(t, "heads of accounts", heads, want...)
}
