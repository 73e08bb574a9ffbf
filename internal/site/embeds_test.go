package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const embedFiles = `
-- _index.md --
---
title: The "T"
base_url: https://example.org/t/
---
-- incidents/fire.md --
---
title: Fire & smoke
date: 2021-12-19
place: {name: A house, lat: 33.3, lon: 44.4, precision: hidden}
status: reported
established: {fires: 2}
---
-- sources/one.md --
---
name: One
---
-- sources/two.md --
---
name: Two
---
`

// embedArticles writes articles of source one, each with an account.
func embedArticles(values ...string) string {
	var b strings.Builder
	for k, v := range values {
		fmt.Fprintf(&b, "-- articles/a%02d.md --\n---\ntitle: A%d\ndate: 2021-12-%02d\nsource: one\ncredits: [two]\nincidents: [fire]\naccounts: {fire: {alike: same, %s}}\n---\n", k, k, k+1, v)
	}
	return b.String()
}

func monthIDs(months []Month) (ids []string) {
	for _, m := range months {
		for _, e := range m.Entries {
			ids = append(ids, strings.TrimPrefix(e.Card().ID, "entry--"))
		}
	}
	return ids
}

func TestEmbedOfIncident(t *testing.T) {
	s := planClean(t, embedFiles+embedArticles("fires: 2", "fires: 3", "fires: 2", "fires: 2", "fires: 2", "fires: 2"))
	page := data[*IncidentEmbedPage](t, s, "/incidents/fire/embed/")
	if page.Map != nil || page.Position != "" {
		t.Errorf("a hidden place is shown: %+v %s", page.Map, page.Position)
	}
	if !page.NoIndex || page.Canonical != "https://example.org/t/incidents/fire/" || page.Status != "reported" || page.Articles != 6 || page.Accounts != 6 {
		t.Errorf("the embed is %+v", page)
	}
	if len(page.Fields) != 2 {
		t.Fatalf("fields %+v", page.Fields)
	}
	fires := page.Fields[0] // what differs comes first
	if fires.ID != "account--fires" || title(fires.Established) != "2" || fires.Rest || len(fires.Values) != 2 {
		t.Errorf("the field is %+v", fires)
	}
	var values []string
	for _, v := range fires.Values {
		values = append(values, fmt.Sprint(v.Text.Title, v.Differs, v.Outlets, v.More))
	}
	same(t, "values", values, "2false [One One One] 2", "3true [One] 0")
	want := `<iframe src="https://example.org/t/incidents/fire/embed/" title="Fire &amp; smoke · The &#34;T&#34;" width="100%" height="480" loading="lazy" style="border:0"></iframe><script src="https://example.org/t/embed.js" async></script>`
	if got := data[*IncidentPage](t, s, "/incidents/fire/").Embed.Line; got != want {
		t.Errorf("the line is\n%s\nwant\n%s", got, want)
	}
}

// A comparison of many fields is cut, what differs first; the rest waits for an
// address that names it.
func TestEmbedFieldsAreFew(t *testing.T) {
	same := "b: x, c: x, d: x, e: x, f: x, "
	s := planClean(t, embedFiles+embedArticles(same+"z: x", same+"z: y"))
	var shown, rest []string
	for _, f := range data[*IncidentEmbedPage](t, s, "/incidents/fire/embed/").Fields {
		if f.Rest {
			rest = append(rest, f.Name.Title)
		} else {
			shown = append(shown, f.Name.Title)
		}
	}
	if len(shown) != embedRows || shown[0] != "Z" || len(rest) != 2 {
		t.Errorf("shown are %q, the rest is %q", shown, rest)
	}
}

// Of many values of a field the first are named, those that most accounts state.
func TestEmbedValuesAreFew(t *testing.T) {
	accounts := []string{"n: 19"}
	for k := range 20 {
		accounts = append(accounts, fmt.Sprintf("n: %d", k))
	}
	s := planClean(t, embedFiles+embedArticles(accounts...))
	fields := data[*IncidentEmbedPage](t, s, "/incidents/fire/embed/").Fields
	k := slices.IndexFunc(fields, func(f EmbedField) bool { return f.ID == "account--n" })
	if n := fields[k]; len(n.Values) != embedValues || n.Values[0].Text.Title != "19" || n.More != 12 {
		t.Errorf("the field is %+v", n)
	}
}

// An embed of a list has the newest entries that have a date, in the order of
// reading.
func TestEmbedOfList(t *testing.T) {
	files := embedFiles + embedArticles(strings.Split(strings.Repeat("n: 1;", 10), ";")[:10]...) +
		"-- articles/undated.md --\n---\ntitle: U\ndate: ../..\nsource: one\ntags: [x]\n---\n"
	for url, want := range map[string]string{
		"/embed/":             "incident-fire article-a09 article-a08 article-a07 article-a06 article-a05 article-a04 article-a03",
		"/2021/12/embed/":     "incident-fire article-a09 article-a08 article-a07 article-a06 article-a05 article-a04 article-a03",
		"/sources/one/embed/": "article-a09 article-a08 article-a07 article-a06 article-a05 article-a04 article-a03 article-a02",
		"/sources/two/embed/": "article-a09 article-a08 article-a07 article-a06 article-a05 article-a04 article-a03 article-a02",
		"/tags/x/embed/":      "",
	} {
		s := planClean(t, files)
		if got := strings.Join(monthIDs(data[*EmbedPage](t, s, url).Months), " "); got != want {
			t.Errorf("%s shows %s, want %s", url, got, want)
		}
		s = planClean(t, strings.Replace(files, "title: The", "order: oldest\ntitle: The", 1))
		words := strings.Fields(want)
		for i, j := 0, len(words)-1; i < j; i, j = i+1, j-1 {
			words[i], words[j] = words[j], words[i]
		}
		same(t, url+" from the oldest", monthIDs(data[*EmbedPage](t, s, url).Months), words...)
	}
	if page := data[*EmbedPage](t, planClean(t, files), "/sources/one/embed/"); page.Count != 11 || page.Within != "source=one" || page.Whole != "/sources/one/" {
		t.Errorf("the embed is %+v", page)
	}
}

// Nothing lists a page that is made for frames, and none takes an address away
// without a word.
func TestEmbedAddresses(t *testing.T) {
	s, found := plan(t, embedFiles+"-- pages/embed.md --\n---\ntitle: P\n---\n-- incidents/embed.md --\n---\ntitle: I\ndate: 2021\n---\n")
	want := "content/incidents/embed.md: error: the incident content/incidents/embed.md would stand at /incidents/embed/, where the embed of the list of incidents stands; give it another slug\n" +
		"content/pages/embed.md: error: the page content/pages/embed.md would stand at /embed/, where the embed of the home page stands; give it another slug"
	if got := strings.Join(found, "\n"); got != want {
		t.Errorf("problems:\n%s\nwant\n%s", got, want)
	}
	for _, p := range s.Pages {
		if strings.HasSuffix(p.URL, "/embed/") && strings.HasPrefix(p.Template, "embed") && p.Listed() {
			t.Errorf("%s is for search engines", p.URL)
		}
	}
}

// A line that was pasted before a rename shows what it showed.
func TestEmbedAtAliases(t *testing.T) {
	renamed := embedFiles + `
-- incidents/shut.md --
---
title: Shut
date: 2021-12-20
aliases: [incidents/closed/, old/closed.html, incidents/barred/embed/, incidents/barred/]
---
-- pages/about.md --
---
title: About
aliases: [info/]
---
`
	s := planClean(t, renamed)
	page := data[*RedirectPage](t, s, "/incidents/closed/embed/")
	if page.Target != "../../../incidents/shut/embed/" || page.Title != "Shut" || !page.NoIndex || page.Canonical != "https://example.org/t/incidents/shut/" {
		t.Errorf("redirect %+v", *page)
	}
	redirects := func(s *Site) (all []string) {
		for _, r := range s.Redirects {
			all = append(all, r.From+" "+r.To)
		}
		return all
	}
	pages := []string{
		"/incidents/closed/ /incidents/shut/", "/old/closed.html /incidents/shut/",
		"/incidents/barred/embed/ /incidents/shut/", "/incidents/barred/ /incidents/shut/", // as its author says
		"/info/ /about/",
	}
	same(t, "redirects", redirects(s), append(slices.Clone(pages), "/incidents/closed/embed/ /incidents/shut/embed/")...)
	none := planClean(t, strings.Replace(renamed, "title: The", "embeds: false\ntitle: The", 1))
	same(t, "redirects without embeds", redirects(none), pages...)
}
