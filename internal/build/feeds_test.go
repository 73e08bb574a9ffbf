package build

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// jsonItem is what the tests read of an item of JSON Feed.
type jsonItem struct {
	ID, Title, Summary, Language string
	URL                          string
	External                     string `json:"external_url"`
	HTML                         string `json:"content_html"`
	Text                         string `json:"content_text"`
	Published                    string `json:"date_published"`
	Modified                     string `json:"date_modified"`
	Tags                         []string
}

// feedFolders lists the folders in which feeds stand, in order.
func feedFolders(t *testing.T, result *Result) []string {
	t.Helper()
	var folders []string
	for _, name := range paths(t, result.FS) {
		if path.Base(name) == "feed.xml" {
			folders = append(folders, path.Dir(name))
		}
	}
	return folders
}

// checkFeeds holds all feeds of a site to the rules of their formats, reads
// them with another's reader, and returns the items of each by its folder.
func checkFeeds(t *testing.T, result *Result) map[string][]jsonItem {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("testdata/jsonfeed.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]jsonItem{}
	first := map[string]jsonItem{} // an id is one thing in all feeds
	for _, folder := range feedFolders(t, result) {
		name := path.Join(folder, "feed.xml")
		entries := checkAtom(t, name, read(t, result, name))
		items := checkJSONFeed(t, schema, result, path.Join(folder, "feed.json"))
		if len(items) == 0 || len(items) != len(entries) {
			t.Errorf("%s: %d items as JSON, %d as Atom", folder, len(items), len(entries))
		}
		for _, item := range items {
			e := entries[item.ID]
			if e.text("title") != item.Title || e.text("updated") != item.Modified || e.text("content") != item.HTML || e.text("summary") != cmp.Or(item.Summary, item.Text) {
				t.Errorf("%s: Atom and JSON differ in %s", folder, item.ID)
			}
			if whole := slices.Contains([]string{".", "corrections", "ar", "ar/corrections"}, folder); item.HTML != "" && !whole || item.Text != "" && item.HTML != "" {
				t.Errorf("%s: %s has its whole text, or both text and HTML", folder, item.ID)
			}
			if other, known := first[item.ID]; known && (other.Title != item.Title || other.Modified != item.Modified) {
				t.Errorf("%s: %s is another than in other feeds", folder, item.ID)
			}
			first[item.ID] = item
		}
		if !slices.IsSortedFunc(items, func(a, b jsonItem) int { return strings.Compare(b.Modified, a.Modified) }) {
			t.Errorf("%s: is not sorted by the last change", folder)
		}
		readBack(t, result, folder, items)
		all[folder] = items
	}
	return all
}

func checkJSONFeed(t *testing.T, schema *jsonschema.Schema, result *Result, name string) []jsonItem {
	t.Helper()
	text := read(t, result, name)
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	var feed struct{ Items []jsonItem }
	if err := json.Unmarshal([]byte(text), &feed); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, item := range feed.Items {
		moment(t, name, item.Modified)
		checkMarkup(t, name+" "+item.ID, item.HTML)
	}
	return feed.Items
}

// readBack reads a feed in both formats as a reader of feeds does.
func readBack(t *testing.T, result *Result, folder string, items []jsonItem) {
	t.Helper()
	for _, format := range []string{"feed.xml", "feed.json"} {
		name := path.Join(folder, format)
		feed, err := gofeed.NewParser().ParseString(read(t, result, name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(feed.Items) != len(items) {
			t.Fatalf("%s: its reader finds %d items, not %d", name, len(feed.Items), len(items))
		}
		for k, item := range feed.Items {
			want := items[k]
			if item.GUID != want.ID || item.Title != want.Title || item.UpdatedParsed == nil || item.Updated != want.Modified {
				t.Errorf("%s: its reader finds %q %q %q, want %+v", name, item.GUID, item.Title, item.Updated, want)
			}
			if strings.TrimSpace(item.Content) != strings.TrimSpace(want.HTML) && want.HTML != "" {
				t.Errorf("%s: its reader finds another text of %s:\n%s\n\n%s", name, want.ID, item.Content, want.HTML)
			}
		}
	}
}

func TestFeedsOfDemo(t *testing.T) {
	result := demo(t)
	all := checkFeeds(t, result)
	base := result.Timeline.Site.BaseURL.V
	found := map[string]bool{}
	for _, items := range all {
		for _, item := range items {
			found[item.ID] = true
		}
	}
	for _, e := range result.Timeline.Entries {
		if !found[base+strings.TrimPrefix(e.URL(), "/")] {
			t.Errorf("%s is in no feed", e.URL())
		}
	}
	for _, folder := range []string{".", "corrections", "actors/nato", "incidents/green-zone-rockets-december-2021", "sources/upi", "tags/rockets"} {
		if len(all[folder]) == 0 {
			t.Errorf("%s has no feed", folder)
		}
	}
	checkOPML(t, result, base)
	for name, want := range map[string][]string{
		"index.html":                         {"feed.xml", "feed.json", "feeds.opml"},
		"about/index.html":                   {"../feed.xml", "../feed.json"},
		"actors/nato/index.html":             {"../../actors/nato/feed.xml", "../../actors/nato/feed.json", "../../feed.xml", "../../feed.json"},
		"tags/rockets/index.html":            {"../../tags/rockets/feed.xml", "../../tags/rockets/feed.json", "../../feed.xml", "../../feed.json"},
		"corrections/index.html":             {"../corrections/feed.xml", "../corrections/feed.json", "../feed.xml", "../feed.json"},
		"incidents/taji-handover/index.html": {"../../incidents/taji-handover/feed.xml", "../../incidents/taji-handover/feed.json", "../../feed.xml", "../../feed.json"},
	} {
		if got := alternates(t, result, name); !slices.Equal(got, want) {
			t.Errorf("%s: alternates %q, want %q", name, got, want)
		}
	}
}

// A feed stays at the older addresses of its page, in all editions: its readers are not led on.
func TestFeedsAtOlderAddresses(t *testing.T) {
	result := runArchive(t, `
-- content/_index.md --
---
title: T
base_url: https://example.org/some/where/
languages: [ar]
---
-- content/_index.ar.md --
---
title: ت
---
-- content/actors/nato.md --
---
name: NATO
aliases: [actors/otan/, old/nato.html, before/, before/feed.xml]
---
-- content/actors/nobody.md --
---
name: Nobody
aliases: [actors/none/]
---
-- content/articles/a.md --
---
title: A
date: 2021-12-20
aliases: [articles/b/]
---
NATO met.
`)
	for _, lang := range []string{"", "ar/"} {
		for _, format := range []string{"feed.xml", "feed.json"} {
			now := read(t, result, lang+"actors/nato/"+format)
			if format == "feed.json" && read(t, result, lang+"before/"+format) != now {
				t.Errorf("at %sbefore/ stands another %s", lang, format)
			}
			if was := read(t, result, lang+"actors/otan/"+format); was != now || !strings.Contains(now, "https://example.org/some/where/"+lang+"actors/nato/"+format) {
				t.Errorf("at %sactors/otan/ stands\n%s\nnot\n%s", lang, was, now)
			}
		}
	}
	// What is called as a file of a feed is a folder, as each alias is.
	if got, want := feedFolders(t, result), []string{"actors/nato", "actors/otan", "ar/actors/nato", "ar/actors/otan", "ar/before/feed.xml", "ar", "before/feed.xml", "."}; !slices.Equal(got, want) {
		t.Errorf("feeds stand in %q, want %q", got, want)
	}
}

// alternates lists the addresses of a page's alternates; annotations, open data
// and other languages left out.
func alternates(t *testing.T, result *Result, name string) []string {
	t.Helper()
	var all []string
	for n := range page(t, result, name).Descendants() {
		href := strings.TrimPrefix(attr(n, "href"), "./")
		if attr(n, "rel") == "alternate" && attr(n, "hreflang") == "" && !strings.HasSuffix(href, ".jsonld") && !strings.HasPrefix(href, "data/") {
			all = append(all, href)
		}
	}
	return all
}

// checkOPML holds that the list names every feed of the first edition once.
func checkOPML(t *testing.T, result *Result, base string) {
	t.Helper()
	root := parseXML(t, "feeds.opml", read(t, result, "feeds.opml"))
	if root.XMLName.Local != "opml" || root.attr("version") != "2.0" || len(root.all("head")) != 1 || len(root.all("body")) != 1 {
		t.Fatalf("feeds.opml is no OPML 2.0: %v", root.XMLName)
	}
	var listed []string
	var walk func(element)
	walk = func(e element) {
		for _, o := range e.all("outline") {
			if o.attr("text") == "" {
				t.Error("an outline without text")
			}
			if o.attr("type") == "rss" {
				listed = append(listed, strings.TrimSuffix(strings.TrimPrefix(o.attr("xmlUrl"), base), "feed.xml"))
			}
			if o.attr("type") == "include" {
				name := strings.TrimPrefix(o.attr("url"), base)
				walk(parseXML(t, name, read(t, result, name)).all("body")[0])
			}
			walk(o)
		}
	}
	walk(root.all("body")[0])
	var want []string
	for _, folder := range feedFolders(t, result) {
		if !strings.HasPrefix(folder+"/", "ar/") {
			want = append(want, strings.TrimPrefix(folder+"/", "./"))
		}
	}
	slices.Sort(listed)
	slices.Sort(want)
	if !slices.Equal(listed, want) {
		t.Errorf("feeds.opml lists\n%q, feeds stand in\n%q", listed, want)
	}
}

// Of many feeds, the list includes others, of which none is long.
func TestFeedLists(t *testing.T) {
	archive := `
-- content/_index.md --
---
title: T
base_url: https://example.org/s/
---
-- content/incidents/i.md --
---
title: I
date: 2021
---
`
	for k := range 6 {
		var tags []string
		for n := range 100 {
			tags = append(tags, fmt.Sprintf("t%d%02d", k, n))
		}
		archive += fmt.Sprintf("-- content/articles/a%d.md --\n---\ntitle: A\ndate: 2021-12-20\nincidents: [i]\ntags: [%s]\n---\n", k, strings.Join(tags, ", "))
	}
	result := runArchive(t, archive)
	checkOPML(t, result, "https://example.org/s/")
	for name, want := range map[string]int{"feeds.opml": 4, "feeds-incidents-1.opml": 2, "feeds-tags-1.opml": 501, "feeds-tags-2.opml": 101} {
		if got := strings.Count(read(t, result, name), "<outline "); got != want {
			t.Errorf("%s has %d outlines, want %d", name, got, want)
		}
	}
}

// Nothing that an author writes breaks a feed or runs in its reader.
func TestFeedsAreSafe(t *testing.T) {
	result := run(t, siteOf(t, hostile))
	if result.Problems.HasErrors() {
		t.Fatal(problems(result))
	}
	all := checkFeeds(t, result)
	items := map[string]jsonItem{}
	for _, item := range all["."] {
		items[strings.TrimPrefix(item.ID, "https://example.org/s/")] = item
	}
	evil := items["articles/evil/"]
	if want := `<script>zq()</script> ]]> & "q" 'p'`; evil.Title != want {
		t.Errorf("title %q, want %q", evil.Title, want)
	}
	for _, want := range []string{`="/x href="#y`, "]]>", "&lt;script&gt;", "Note"} {
		if !strings.Contains(strings.ReplaceAll(evil.HTML, "&#34;", `"`), strings.ReplaceAll(want, "]]>", "]]&gt;")) {
			t.Errorf("the text lacks %q:\n%s", want, evil.HTML)
		}
	}
	if want := []string{"a <script>zq()</script>"}; !slices.Equal(evil.Tags, want) {
		t.Errorf("tags %q, want %q", evil.Tags, want)
	}
	if ar := items["articles/ar/"]; ar.Language != "ar" || !strings.Contains(ar.HTML, `<div lang="ar" dir="rtl">`) {
		t.Errorf("right to left: %+v", ar)
	}
	if c := items["articles/control/"]; c.Title != "abc" {
		t.Errorf("control characters: %q", c.Title)
	}
	for _, name := range paths(t, result.FS) {
		if text := read(t, result, name); strings.Contains(text, "zqprivate") || strings.Contains(text, "zqdraft") || strings.Contains(text, "33.306") {
			t.Errorf("%s shows what is private", name)
		}
	}
}

// An article is in the feeds of all that it names: what it has a thousand of stands there in part.
func TestFeedsOfMany(t *testing.T) {
	corrections := strings.Repeat("{date: 2021-02-01, note: N.}, ", 150) + "{date: 2021-02-02, note: N.}"
	result := run(t, siteOf(t, "-- content/_index.md --\n---\nbase_url: https://example.org/\n---\n"+
		"-- content/articles/a.md --\n---\ntitle: A\ndate: 2021-01-01\ntags: [x]\nauthor: [First"+strings.Repeat(", Other", 150)+"]\ncorrections: ["+corrections+"]\n---\n"))
	feed := read(t, result, "tags/x/feed.xml")
	entry := feed[strings.Index(feed, "<entry"):]
	for what, want := range map[string]int{"<author>": 100, ">First<": 1, "1 February 2021": 99, "2 February 2021": 1} {
		if got := strings.Count(entry, what); got != want {
			t.Errorf("%s stands %d times in the entry, want %d", what, got, want)
		}
	}
}

// TestFeedInstants holds how dates become instants.
func TestFeedInstants(t *testing.T) {
	result := runArchive(t, instants)
	all := checkFeeds(t, result)
	var got []string
	for _, item := range all["."] {
		name := strings.TrimPrefix(item.ID, "https://example.org/")
		got = append(got, name+" "+item.Published+" "+item.Modified+" "+strings.Split(item.Summary, ".")[0])
	}
	want := []string{
		"articles/corrected/ 2021-12-19T00:00:00Z 2022-01-03T00:00:00Z Published: 19 December 2021",
		"articles/updated/ 2020-01-01T00:00:00Z 2022-01-02T00:00:00Z Published: about 2020",
		"articles/timed/ 2021-12-19T15:00:00Z 2021-12-19T15:00:00Z Published: 19 December 2021, 18:00 (UTC+3)",
		"incidents/span/  2021-12-18T00:00:00Z Happened: between 18 and 19 December 2021, before dawn",
		"articles/month/ 2021-12-01T00:00:00Z 2021-12-01T00:00:00Z Published: December 2021",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var ids []string
	for _, item := range all["corrections"] {
		ids = append(ids, strings.TrimPrefix(item.ID, "https://example.org/articles/corrected/#"))
	}
	if want := []string{"correction--2022-01-03-2", "correction--2022-01-03", "correction--2021-12-20"}; !slices.Equal(ids, want) {
		t.Errorf("corrections %q, want %q", ids, want)
	}
	for _, id := range ids {
		if find(page(t, result, "articles/corrected/index.html"), hasID(id)) == nil {
			t.Errorf("the page has no #%s", id)
		}
	}
	if slices.Contains(feedFolders(t, result), "actors/nobody") || len(alternates(t, result, "actors/nobody/index.html")) != 2 {
		t.Error("there is a feed that lists nothing")
	}
}
