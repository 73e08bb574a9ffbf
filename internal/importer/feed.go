package importer

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"
	"golang.org/x/text/language"

	"dateline/internal/diag"
	"dateline/internal/locale"
)

// feed reads a feed: RSS, Atom or JSON Feed. Its items are articles; their source is the
// feed that they come from: itself, but for those that it has gathered from others.
func (r *reader) feed() {
	decoded := r.text[len(declaration.Find(r.text)):] // not to be decoded again
	if gofeed.DetectFeedType(bytes.NewReader(decoded)) == gofeed.FeedTypeUnknown {
		r.problems.Errorf(diag.Pos{File: r.name}, "this is no feed: neither RSS nor Atom nor JSON Feed%s", instead(decoded))
		return
	}
	decoded = decoded[rootOf(decoded):]
	parts, ok := r.parts(len(r.text) - len(decoded))
	if !ok {
		return
	}
	parser := gofeed.NewParser()
	parser.RSSTranslator, parser.AtomTranslator, parser.JSONTranslator = &rssFeed{}, &atomFeed{parts: parts}, &jsonFeed{}
	feed, err := parser.Parse(bytes.NewReader(decoded))
	if err != nil {
		r.unread(err, "this feed cannot be read")
		return
	}
	told := false // that the language of the feed is not that of an item
	own, begun := r.publisher(feed.Title, feed.Link, r.find(part{to: len(r.text)}, feed.Link)), map[string]bool{}
	for k, item := range feed.Items {
		pos := diag.Pos{File: r.name}
		if k < len(parts) {
			pos = r.find(parts[k], item.Link, item.GUID, item.Title)
		}
		item.Link = behind(absolute(item.Link, cmp.Or(feed.Link, feed.FeedLink)))
		source := own
		if other := r.publisher(item.Custom[otherTitle], item.Custom[otherLink], pos); other.title() != "" {
			source = other
		}
		lang := spoken(item)
		article, ok := r.item(item, pos, source.title(), cmp.Or(lang, tagOf(feed.Language)))
		if !ok {
			continue
		}
		if lang == "" {
			r.mend(&article, &told)
		}
		if name := source.title(); name != "" && !begun[name] {
			begun[name] = true
			r.documents = append(r.documents, source)
		}
		r.documents = append(r.documents, article)
	}
}

// rootOf returns where the outermost element of XML begins. What stands before it, such as a
// long comment, is more than their parser looks at; 0 for what is no XML.
func rootOf(text []byte) int {
	if !bytes.HasPrefix(bytes.TrimSpace(text), []byte("<")) {
		return 0
	}
	d := tokensOf(text)
	for {
		at := int(d.InputOffset())
		token, err := d.RawToken()
		if err != nil {
			return 0
		}
		if _, begins := token.(xml.StartElement); begins {
			return at
		}
	}
}

// instead says what to import in place of a web page or a list of bookmarks; "" for other
// files. Bookmarks say when they were made, and not when anything was published.
func instead(text []byte) string {
	switch start := strings.ToLower(string(text[:min(len(text), 1000)])); {
	case strings.Contains(start, "<!doctype netscape-bookmark"):
		return "; of bookmarks make a spreadsheet (CSV), with the columns title, url, and date for the day of publication"
	case strings.Contains(start, "<!doctype html"), strings.Contains(start, "<html"):
		return "; this is a web page: save the feed to which it leads"
	}
	return ""
}

// publisher makes a source of what a feed is called and of the page that it is about.
func (r *reader) publisher(title, link string, pos diag.Pos) Document {
	d := Document{Kind: "source", Pos: pos}
	d.set("name", plain(title))
	r.address(&d, &d, link)
	return d
}

// item makes an article of an item of a feed; ok is false for one that makes none.
func (r *reader) item(item *gofeed.Item, pos diag.Pos, source, lang string) (d Document, ok bool) {
	text := paragraphs(cmp.Or(item.Content, item.Description, described(item)))
	if wordPress(item, "wp", "post_type") != "" {
		text = wrapping.ReplaceAllString(text, "")
	}
	title := plain(item.Title)
	if title == "" {
		title = cut(plain(text), maxCut)
	}
	published, updated := dates(item)
	if why := unfit(item, title, published); why != "" {
		r.problems.Warnf(pos, "%s, and is left out", why)
		return Document{}, false
	}
	d = Document{Kind: "article", Pos: pos}
	notes := Document{Pos: pos} // of what is more than an article may have
	d.set("title", r.within(&notes, "title", maxCut, title)[0])
	d.plain("date", published)
	d.set("source", source)
	r.authors(&d, &notes, namesOf(item.Authors, func(a *gofeed.Person) string { return a.Name }))
	r.address(&d, &notes, item.Link)
	d.plain("updated", updated)
	d.set("lang", lang)
	d.list("tags", r.tags(&notes, item.Categories)...)
	if unpublished(item) {
		d.plain("draft", "true")
	}
	if said := cmp.Or(item.Description, wordPress(item, "excerpt", "encoded")); item.Content != "" && said != item.Content {
		if summary := plain(said); len(summary) <= maxSummary {
			d.set("summary", summary)
		}
	}
	d.Keys = append(d.Keys, notes.Keys...)
	d.Text = Text{r.markdown(text, item.Link, pos), pos}
	return d, true
}

// unpublished reports whether an item is not for all readers: WordPress exports drafts and
// what has a password, and Atom knows drafts (RFC 5023).
func unpublished(item *gofeed.Item) bool {
	control := first(item.Extensions["app"]["control"])
	if strings.TrimSpace(first(control.Children["draft"]).Value) == "yes" {
		return true
	}
	status, password := wordPress(item, "wp", "status"), wordPress(item, "wp", "post_password")
	return status != "" && status != "publish" || password != ""
}

// wrapping matches shortcodes of WordPress around what stands as well without them.
var wrapping = regexp.MustCompile(`\[/?(?:caption|embed)(?:\s[^\]]*)?\]`)

// described returns what an item says of the film that it is about, as HTML; "" for nothing.
func described(item *gofeed.Item) string {
	for _, film := range item.Extensions["media"]["group"] {
		if said := first(film.Children["description"]).Value; said != "" {
			return html.EscapeString(said)
		}
	}
	return ""
}

// unfit says why an item makes no article; "" where it does. An export of WordPress is a
// feed of all that a site has.
func unfit(item *gofeed.Item, title, published string) string {
	kind := wordPress(item, "wp", "post_type")
	switch {
	case kind != "" && kind != "post":
		return fmt.Sprintf("%q is a WordPress %s, not a post", words(item.Title), kind)
	case wordPress(item, "wp", "status") == "trash":
		return fmt.Sprintf("%q lies in the trash of WordPress", words(item.Title))
	case title == "":
		return "this item has neither a title nor a text"
	case published == "":
		return fmt.Sprintf("%q has no date that can be read, which an article needs", title)
	}
	return ""
}

// namesOf returns what each of all is called, but for those that have no name.
func namesOf[T any](all []T, name func(T) string) []string {
	var names []string
	for _, one := range all {
		if n := words(name(one)); n != "" {
			names = append(names, n)
		}
	}
	return names
}

// spoken returns the language of an item as a tag; "" where it does not say it itself.
func spoken(item *gofeed.Item) string {
	if dc := item.DublinCoreExt; dc != nil {
		return tagOf(strings.Join(dc.Language, ""))
	}
	return ""
}

// tagOf returns the usual spelling of a language tag; "" for what is none.
func tagOf(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return ""
	}
	return tag.String()
}

// mend puts the script of an article in the place of its feed's language, where that is
// written in another one: no more is known. The first time it is told.
func (r *reader) mend(article *Document, told *bool) {
	k := slices.IndexFunc(article.Keys, func(k Key) bool { return k.Path[0] == "lang" })
	if k < 0 {
		return
	}
	lang := article.Keys[k].Values[0]
	text := article.Text.Markdown[:min(len(article.Text.Markdown), maxSample)]
	script := locale.OtherScript(lang, article.title()+"\n"+address.ReplaceAllString(text, ""))
	if script == "" {
		return
	}
	mended := "und-" + script
	article.Keys[k].Values = []string{mended}
	if !*told {
		*told = true
		r.problems.Warnf(article.Pos, "the feed is in %q, it says, but %q is written in other letters: lang: %s, which names these alone, is taken for it and its like; write its language instead", lang, article.title(), mended)
	}
}

// maxSample is how much of a text is looked at to see in which letters it is, in bytes.
const maxSample = 2000

// address matches web addresses in Markdown, whose letters are Latin in all languages.
var address = regexp.MustCompile(`\]\(\S*|\bhttps?://\S+`)

// wordPress returns what an export of WordPress says of an item under a name, which has a
// prefix; "" where there is none.
func wordPress(item *gofeed.Item, prefix, name string) string {
	return strings.TrimSpace(first(item.Extensions[prefix][name]).Value)
}

// first returns the first of some elements of one name that extend a feed; an empty one
// where there is none.
func first(elements []ext.Extension) ext.Extension {
	if len(elements) == 0 {
		return ext.Extension{}
	}
	return elements[0]
}

var (
	marked    = regexp.MustCompile(`(?i)<p[\s>]`)
	blankLine = regexp.MustCompile(`(?is)<pre[\s>].*?</pre>|\n\n`) // in code they are code
)

// paragraphs returns a text in HTML whose paragraphs are divided by blank lines only, as
// WordPress keeps them, with marks of paragraphs.
func paragraphs(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if !strings.Contains(text, "\n\n") || marked.MatchString(text) {
		return text
	}
	return "<p>" + blankLine.ReplaceAllStringFunc(text, func(found string) string {
		if found != "\n\n" {
			return found
		}
		return "</p><p>"
	}) + "</p>"
}

// maxSummary is how long what a feed says of an item may be as its summary, in bytes.
// Longer ones are texts.
const maxSummary = 600

// dates returns when an item was published and when it was updated since, "" for what it
// does not say. One that was only updated was published then.
func dates(item *gofeed.Item) (published, updated string) {
	clock := wordPress(item, "wp", "post_date") // its own, beside pubDate in UTC
	published, updated = stated(cmp.Or(clock, item.Published), item.PublishedParsed), stated(item.Updated, item.UpdatedParsed)
	switch {
	case published == "" && updated == "":
		published, _, _ = strings.Cut(clock, " ") // of a draft
	case published == "":
		return updated, ""
	case updated != "" && item.UpdatedParsed.Equal(*item.PublishedParsed):
		updated = ""
	}
	return published, updated
}

// layouts are those in which feeds (RFC 822, after the day of the week, and RFC 3339) and
// exports of WordPress write times, see [time.Parse].
var layouts = []string{"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04 MST", time.RFC3339, time.DateTime}

// stated returns a date of a feed with the precision and in the zone in which it is stated
// there: the day alone, or RFC 3339. A time that is stated in another layout is in UTC; ""
// is for none that was read.
func stated(text string, read *time.Time) string {
	switch {
	case read == nil:
		return ""
	case !strings.Contains(text, ":"):
		return read.Format(time.DateOnly)
	}
	for _, layout := range layouts {
		clock, err := time.Parse(layout, strings.TrimSpace(text[1+strings.IndexByte(text, ','):]))
		if err != nil {
			continue
		}
		// Whatever a zone is called, its clock is as far from UTC as it is.
		_, zone := clock.Zone()
		east := clock.Sub(*read) + time.Duration(zone)*time.Second
		if -12*time.Hour <= east && east <= 14*time.Hour {
			return read.In(time.FixedZone("", int(east.Seconds()))).Format(time.RFC3339)
		}
	}
	return read.UTC().Format(time.RFC3339)
}
