package importer

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"dateline/internal/content"
	"dateline/internal/diag"
)

// channel returns a feed of items.
func channel(items string) []byte {
	return []byte(`<rss version="2.0" xmlns:q="urn:q"><channel><title>F</title><link>https://f.example/</link>` + items + `</channel></rss>`)
}

// rssItem returns an item of a feed with a text in HTML.
func rssItem(link, text string) string {
	return `<item><title>T</title><link>` + link + `</link><pubDate>Mon, 06 Sep 2021 00:01:00 +0000</pubDate><description><![CDATA[` + text + `]]></description></item>`
}

// TestPromiseElements imports feeds that nest so deep that their parser would end the program,
// or have so many elements beside each other that it would take hours.
func TestPromiseElements(t *testing.T) {
	deep := strings.Repeat("<q:a>", 2*maxNesting) + strings.Repeat("</q:a>", 2*maxNesting)
	for name, feed := range map[string][]byte{
		"feed":     channel(deep + rssItem("https://f.example/a", "x")),
		"item":     channel("<item>" + deep + "</item>"),
		"controls": channel("\x01<\x01q:a>" + deep),
		"late":     append([]byte(`<!-- --><?xml version="1.0" encoding="windows-1252"?>`), channel(deep)...),
		"open":     channel(strings.Repeat("<q:a>", 2*maxNesting)),
		"Atom":     []byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry xmlns:q="urn:q">` + deep + `</entry></feed>`),
	} {
		documents, problems := Read("feed.xml", feed, Rows{})
		if all := problems.All(); len(documents) > 0 || len(all) != 1 || !strings.Contains(all[0].Text, "nests more than 1000") || all[0].Pos.Line != 1 || all[0].Pos.Col < 1000 {
			t.Errorf("%s: %v, %v", name, len(documents), all)
		}
	}
	pieces := strings.Repeat("x<q:b/>", 2*maxElements)
	for name, feed := range map[string][]byte{
		"feed":    channel("<q:a>" + pieces),
		"item":    channel("<item><q:item>" + pieces),
		"channel": channel(`<channel xmlns="urn:q">` + pieces),
		"Atom":    []byte(`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:q="urn:q"><q:entry>` + pieces),
		"no Atom": []byte(`<feed xmlns="urn:q" xmlns:q="urn:r"><entry><content>` + pieces),
		"another": []byte(`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:q="urn:q"><entry xmlns="urn:r"><content>` + pieces),
		"no text": []byte(`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:q="urn:q"><entry><content/><q:content>` + pieces),
	} {
		documents, problems := Read("feed.xml", feed, Rows{})
		if all := problems.All(); len(documents) > 0 || len(all) != 1 || !strings.Contains(all[0].Text, "more than 20000 parts") {
			t.Errorf("%s: %v, %v", name, len(documents), all)
		}
	}
	long := `<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title><updated>2021-01-01T00:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">` +
		strings.Repeat("<p>One <em>long</em> read.</p>", 2*maxElements) + `</div></content></entry></feed>`
	if documents, problems := Read("feed.xml", []byte(long), Rows{}); len(documents) != 2 || len(problems.All()) != 0 || strings.Count(documents[1].Text.Markdown, "*long*") != 2*maxElements {
		t.Errorf("a long read: %d documents, %v", len(documents), problems.All())
	}
	shallow := strings.Repeat("<q:a>", maxNesting/2) + strings.Repeat("</q:a>", maxNesting/2)
	unclosed := strings.Repeat("<item><title>T</title><pubDate>2021-01-01</pubDate><description>x<br>y<p>z</description></item>", maxNesting)
	for name, tt := range map[string]struct {
		items string
		want  int
	}{
		"shallow":  {shallow + rssItem("https://f.example/a", "x"), 2},
		"unclosed": {unclosed, 1 + maxNesting},
	} {
		if documents, problems := Read("feed.xml", channel(tt.items), Rows{}); len(documents) != tt.want || problems.HasErrors() {
			t.Errorf("%s: %v, %v", name, len(documents), problems.All())
		}
	}
}

// patience is no bar for speed, which machines that do other things would miss: what it ends
// would go on for hours.
const patience = time.Minute

// TestPromiseCost imports what would take hours if it cost more than its length.
func TestPromiseCost(t *testing.T) {
	escaped := numbered(rssItem("https://f.example/&#97;?p=%d&#38;x", "x"), 10_000)
	found := numbered(rssItem("https://f.example/a?p=%d&amp;x", "x"), 10_000)
	const long = 1 << 20
	for name, feed := range map[string][]byte{
		"brackets": channel(rssItem("https://f.example/a", strings.Repeat("[", long))),
		"comments": channel(rssItem("https://f.example/a", strings.Repeat("x<!-- -->", long))),
		"scripts":  channel(rssItem("https://f.example/a", strings.Repeat("x<script></script><style></style>", long/8))),
		"items":    channel(strings.Repeat(rssItem("https://f.example/a", "x"), 2*maxElements)),
		"columns":  channel(rssItem("https://f.example/a", "<table><tr><td colspan=99999999>a")),
		"rows":     channel(rssItem("https://f.example/a", "<table><tr><td rowspan=99999999>a")),
		"steps":    channel(rssItem("https://f.example/a", "<table><tr>"+strings.Repeat("<td>a", 10_000)+strings.Repeat("<tr><td>b", 10_000))),
		"width":    channel(rssItem("https://f.example/a", "<table>"+strings.Repeat("<tr><td>b", 10_000)+strings.Repeat("b", long))),
		"escaped":  channel(escaped),
		"found":    channel(found),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			documents, problems := Read("feed.xml", feed, Rows{})
			took := time.Since(start)
			size := 0
			for _, d := range documents {
				size += len(d.Text.Markdown)
			}
			if len(documents) < 2 || problems.HasErrors() || size > 4*len(feed)+4*maxSmall || took > patience {
				t.Errorf("%d documents of %d bytes after %v; %v", len(documents), size, took, problems.All())
			}
		})
	}
}

// Of an item as much is taken as an article may have, and nothing is lost.
func TestMoreThanAnArticleHas(t *testing.T) {
	long := strings.Repeat("long ", 201)
	item := "<item><title>" + long + "</title><pubDate>2021-01-01</pubDate><author>" + long + "</author>" +
		numbered("<category>t%d</category>", content.MaxCount("tags")+2) + "</item>"
	plan, problems := imported(t, &txtar.Archive{Files: []txtar.File{
		{Name: "site/content/_index.md", Data: []byte("---\ntitle: T\n---\n")}, {Name: "in/feed.xml", Data: channel(item)},
	}})
	const more = "; the beginning is taken, and all of it kept as the private note _"
	var said []string
	for _, problem := range problems.All() {
		said = append(said, problem.Text)
	}
	want := []string{
		"title: has 1004 characters, and an article at most 1000" + more + "title",
		"author: has 1004 characters, and an article at most 1000" + more + "author",
		`tags: has 102, and an article at most 100; those from "t100" on are kept as the private note _tags`,
	}
	if !slices.Equal(said, want) {
		t.Errorf("says %q, want %q", said, want)
	}
	text := string(plan.Files[0].Text)
	for _, taken := range []string{"title: " + strings.Repeat("long ", 16) + "…", "author: [" + strings.Repeat("long ", 199) + "…]", "t98, t99]"} {
		if !strings.Contains(text, taken+"\n") {
			t.Errorf("%s is not in\n%s", taken, text)
		}
	}
	for _, kept := range []string{"_title: [" + strings.TrimSpace(long) + "]", "_author: [" + strings.TrimSpace(long) + "]", "_tags: [t100, t101]"} {
		if !strings.Contains(text, kept) {
			t.Errorf("%s is not in\n%s", kept, text)
		}
	}
}

// TestPromiseSheets imports spreadsheets whose rows or names ask for more than stands in them.
func TestPromiseSheets(t *testing.T) {
	wide := "title,date," + strings.Repeat("c", 100) + strings.Repeat(",", 100_000)
	for name, tt := range map[string]struct{ sheet, refused string }{
		"columns": {"title,date" + strings.Repeat(",c", maxColumns) + "\na,2021\n", "more than 1000 columns"},
		"parts":   {"title,date,params" + strings.Repeat(".a", maxParts) + "\na,2021,x\n", "more than 100 parts"},
		"blank":   {wide + "\n" + strings.Repeat("a,2021"+strings.Repeat(" ,", 20)+"\n", 10_000), ""},
		"slugs":   {"title,date,url\n" + numbered("a,2021,https://x.example/%d\n", 20_000), ""},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			documents, problems := Read("articles.csv", []byte(tt.sheet), Rows{})
			_, found, err := Place(documents, &content.Set{})
			problems.Add(found)
			var refused string
			for _, p := range problems.All() {
				if p.Severity == diag.Error {
					refused = p.Text
				}
			}
			if took := time.Since(start); err != nil || took > patience || !strings.Contains(refused, tt.refused) || tt.refused == "" && refused != "" {
				t.Errorf("%d documents after %v; %s, %v", len(documents), took, refused, err)
			}
		})
	}
}

func numbered(form string, n int) string {
	var b strings.Builder
	for k := range n {
		fmt.Fprintf(&b, form, k)
	}
	return b.String()
}

// Places are looked for in the item that they are of.
func TestPlaces(t *testing.T) {
	for name, file := range map[string]string{
		"feed.xml":  "<rss><channel><item>\n<title>A</title><pubDate>2021-01-01</pubDate></item>\n<item><title>x A</title><pubDate>2021-01-01</pubDate>\n<guid>A</guid></item></channel></rss>",
		"late.xml":  "<!-- --><?xml version='1.0' encoding='windows-1252'?><rss><channel><item>\n<title>A</title><pubDate>2021-01-01</pubDate></item>\n<item><title>x A</title><pubDate>2021-01-01</pubDate>\n<guid>A</guid></item></channel></rss>",
		"html.xml":  "<rss><channel><item>\n<title>A</title><pubDate>2021-01-01</pubDate><description>x<br>y<img></description></item>\n<item><title>x A</title><pubDate>2021-01-01</pubDate>\n<guid>A</guid></item></channel></rss>",
		"list.xml":  "<rss><channel><list><entry><item/></entry></list><item>\n<title>A</title><pubDate>2021-01-01</pubDate></item>\n<item><title>x A</title><pubDate>2021-01-01</pubDate>\n<guid>A</guid></item></channel></rss>",
		"feed.json": `{"version": "https://jsonfeed.org/version/1.1", "items": [null,` + "\n" + `{"title": "A", "date_published": "2021-01-01T00:00:00Z"},` + "\n" + `{"title": "x A", "date_published": "2021-01-01T00:00:00Z",` + "\n" + `"id": "A"}]}`,
	} {
		documents, problems := Read(name, []byte(file), Rows{})
		if len(documents) != 2 || documents[0].Pos.Line != 2 || documents[1].Pos.Line != 3 {
			t.Errorf("%s: %v, %v", name, documents, problems.All())
		}
	}
	if documents, _ := Read("feed.xml", []byte("<rss><channel><item><title>A&#65;</title><pubDate>2021-01-01</pubDate></item></channel></rss>"), Rows{}); len(documents) != 1 || documents[0].Pos != (diag.Pos{File: "feed.xml"}) {
		t.Errorf("%v", documents)
	}
}

func TestManyAuthors(t *testing.T) {
	feed := `<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title><link href="https://example.org/t"/>` +
		`<published>2021-01-01T00:00:00Z</published>` + numbered("<author><name>A%d</name></author>", content.MaxCount("author")+2) +
		`<content>Text.</content></entry></feed>`
	plan, problems := imported(t, &txtar.Archive{Files: []txtar.File{
		{Name: "site/content/_index.md", Data: []byte("---\ntitle: T\n---\n")}, {Name: "in/feed.xml", Data: []byte(feed)},
	}})
	const want = `author: has 102, and an article at most 100; those from "A100" on are kept as the private note _authors`
	if all := problems.All(); len(all) != 1 || all[0].Text != want {
		t.Errorf("says %v, want %s", all, want)
	}
	if text := string(plan.Files[0].Text); !strings.Contains(text, ", A99]\n") || !strings.Contains(text, "\n_authors: [A100, A101]\n") {
		t.Errorf("has no such lists:\n%s", text)
	}
}

// An address that is too long for front matter is kept as a note; texts may link to it.
func TestLongAddresses(t *testing.T) {
	long := "https://f.example/" + strings.Repeat("a", content.MaxLength("url"))
	plan, problems := imported(t, &txtar.Archive{Files: []txtar.File{
		{Name: "site/content/_index.md", Data: []byte("---\ntitle: T\n---\n")},
		{Name: "in/feed.xml", Data: channel(rssItem(long, `See <a href="`+long+`-1">one</a> and <img alt="two" src="`+long+`-2">.`))},
	}})
	const want = "url: has 2018 characters, and a document at most 2000; it is kept as the private note _url"
	if all := problems.All(); len(all) != 1 || all[0].Text != want || all[0].Pos.Line != 1 {
		t.Errorf("says %v, want %s", all, want)
	}
	text := string(plan.Files[0].Text)
	for _, kept := range []string{"\n_url: " + long + "\n", "[one](" + long + "-1)", "[two](" + long + "-2)"} {
		if !strings.Contains(text, kept) {
			t.Errorf("%s is not in\n%s", kept, text)
		}
	}
}

// Articles are not to tell readers with which password their address was read.
func TestAddressWithPassword(t *testing.T) {
	plan, problems := imported(t, &txtar.Archive{Files: []txtar.File{
		{Name: "site/content/_index.md", Data: []byte("---\ntitle: T\n---\n")},
		{Name: "in/feed.xml", Data: channel(rssItem("https://desk:hunter2@f.example/a", "Text."))},
	}})
	const want = "url: has a user name or a password, which readers would see; it is left out"
	if all := problems.All(); len(all) != 1 || all[0].Text != want {
		t.Errorf("says %v, want %s", all, want)
	}
	if text := string(plan.Files[0].Text); !strings.Contains(text, "\nurl: https://f.example/a\n") || strings.Contains(text, "hunter2") {
		t.Errorf("writes\n%s", text)
	}
}

// References have as many authors, and as long addresses, as other documents.
func TestLongReferences(t *testing.T) {
	long := "https://f.example/" + strings.Repeat("a", content.MaxLength("url"))
	sheet := "Item Type,Title,Publication Title,Date,Author,Url\nreport,T,,2024,\"" + numbered("B, A%d; ", content.MaxCount("author")+2) + "\"," + long + "\n"
	plan, problems := imported(t, &txtar.Archive{Files: []txtar.File{
		{Name: "site/content/_index.md", Data: []byte("---\ntitle: T\n---\n")}, {Name: "in/zotero.csv", Data: []byte(sheet)},
	}})
	want := []string{
		`author: has 102, and an article at most 100; those from "A100 B" on are kept as the private note _authors`,
		"url: has 2018 characters, and a document at most 2000; it is kept as the private note _url",
	}
	var got []string
	for _, p := range problems.All() {
		got = append(got, p.Text)
	}
	if !slices.Equal(got, want) {
		t.Errorf("says %q, want %q", got, want)
	}
	text := string(plan.Files[0].Text)
	for _, kept := range []string{", A99 B]\n", "\n_authors: [A100 B, A101 B]\n", "\n_url: " + long + "\n"} {
		if !strings.Contains(text, kept) {
			t.Errorf("%s is not in\n%s", kept, text)
		}
	}
}
