package feed

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/escape"
	"dateline/internal/locale"
	"dateline/internal/markup"
	"dateline/internal/timeline"
)

// articleHTML writes an article as readers of feeds see it: the facts, the
// text with the signs of its notes, the notes, the corrections.
func (f *Feeds) articleHTML(a *timeline.Article, facts []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<p>%s</p>\n", f.aside(a.Meta.Lang.V, sentences(facts)))
	notes, passages := noted(a)
	var text strings.Builder
	for _, block := range a.Text.Body.Blocks(&markup.Room{}, a.Text.Marks, passages, nil) {
		text.Write(block.HTML)
	}
	f.text(&b, a.TextLang(), f.absolute(text.String(), a.URL()))
	own := f.attributes(f.timeline.Site.Language.V)
	if len(notes) > 0 {
		fmt.Fprintf(&b, "<h2%s>%s</h2>\n<ol%s>\n", own, f.escaped("feed.notes"), own)
		for _, note := range notes {
			fmt.Fprintf(&b, "<li>%s</li>\n", f.noteHTML(note))
		}
		b.WriteString("</ol>\n")
	}
	if len(a.Corrections) > 0 {
		fmt.Fprintf(&b, "<h2%s>%s</h2>\n<ul%s>\n", own, f.escaped("feed.corrections"), own)
		for _, c := range a.Corrections {
			fmt.Fprintf(&b, "<li><p>%s</p>\n%s</li>\n", html.EscapeString(sentences([]string{f.said("feed.corrected", c.When)})), f.absolute(c.Note.HTML(), a.URL()))
		}
		b.WriteString("</ul>\n")
	}
	return b.String()
}

// incidentHTML writes an incident as readers of feeds see it. It does not list
// the reports: they are entries of their own, and a new one changes no other.
func (f *Feeds) incidentHTML(i *timeline.Incident, facts []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<p>%s</p>\n", f.aside(i.Meta.Lang.V, sentences(facts)))
	if i.Text.Body.Empty() {
		fmt.Fprintf(&b, "<p%s>%s</p>\n", f.attributes(cmp.Or(i.Meta.SummaryLang(), i.Meta.Lang.V)), html.EscapeString(i.Meta.Summary.V))
	} else {
		f.text(&b, cmp.Or(i.Meta.TextLang(), i.Meta.Lang.V), f.absolute(i.Text.HTML(), i.URL()))
	}
	return b.String()
}

// text writes a text in its language; "" is the site's.
func (f *Feeds) text(b *strings.Builder, lang, text string) {
	if attributes := f.attributes(lang); attributes != "" && text != "" {
		text = "<div" + attributes + ">\n" + text + "</div>\n"
	}
	b.WriteString(text)
}

// attributes returns the attributes of an element whose text is in lang. A
// reader of feeds puts it among texts in other languages, so all have them.
func (f *Feeds) attributes(lang string) string {
	lang = cmp.Or(lang, f.timeline.Site.Language.V)
	return fmt.Sprintf(` lang="%s" dir="%s"`, html.EscapeString(lang), locale.Direction(lang))
}

// aside returns our own words, set apart from a text in another language.
func (f *Feeds) aside(lang, words string) string {
	if own := f.timeline.Site.Language.V; lang != "" && lang != own {
		return "<span" + f.attributes(own) + ">" + html.EscapeString(words) + "</span>"
	}
	return html.EscapeString(words)
}

// noted returns the notes of an article, accounts left out, and their passages
// with a number as the sign of each.
func noted(a *timeline.Article) (notes []*timeline.Annotation, passages []markup.Passage) {
	all := a.Passages()
	for k, note := range a.Annotations {
		if note.Kind == timeline.KindAccount {
			continue
		}
		notes = append(notes, note)
		all[k].Sign = strconv.Itoa(len(notes))
		passages = append(passages, all[k])
	}
	return notes, passages
}

// noteHTML writes a note with the words that it speaks of.
func (f *Feeds) noteHTML(note *timeline.Annotation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<p><b>%s</b>", f.link(note.URL(), f.words.Text("note."+note.Kind), ""))
	if note.By != nil {
		b.WriteString(" · " + f.link(note.By.URL(), note.By.Name(), note.By.Meta.Lang.V))
	}
	if note.Via != nil {
		b.WriteString(" · " + f.around("note.via", "source", f.link(note.Via.URL(), note.Via.Name(), note.Via.Meta.Lang.V)))
	}
	if !note.Date.IsZero() {
		b.WriteString(" · " + html.EscapeString(note.Date.Format(f.words)))
	}
	fmt.Fprintf(&b, "</p>\n<blockquote%s><p>%s</p></blockquote>\n", f.attributes(note.QuoteLang()), html.EscapeString(note.Quote))
	if note.Note.Body != nil {
		text := f.absolute(note.Note.HTML(), note.Article.URL())
		if note.Lang != "" {
			text = "<div" + f.attributes(note.Lang) + ">" + text + "</div>"
		}
		b.WriteString(text)
	}
	f.sources(&b, note)
	return b.String()
}

// sources says what a note rests on.
func (f *Feeds) sources(b *strings.Builder, note *timeline.Annotation) {
	var links []string
	for _, s := range note.Sources {
		if s.Article != nil {
			links = append(links, f.link(s.Article.URL(), s.Article.Meta.Title.V, s.Article.Meta.Lang.V))
		} else if to := html.EscapeString(escape.URI(s.URL)); to != "" {
			links = append(links, `<a href="`+to+`">`+to+"</a>")
		}
	}
	if len(links) > 0 {
		b.WriteString("<p>" + f.around("feed.rests_on", "sources", strings.Join(links, f.escaped("list.comma"))) + "</p>\n")
	}
}

// escaped returns a text of ours for HTML.
func (f *Feeds) escaped(key string) string { return html.EscapeString(f.words.Text(key)) }

// around returns a text of ours for HTML, with HTML in the place of a placeholder.
func (f *Feeds) around(key, name, made string) string {
	var b strings.Builder
	for _, piece := range f.words.Pieces(key) {
		b.WriteString(html.EscapeString(piece.Text))
		if piece.Name == name {
			b.WriteString(made)
		}
	}
	return b.String()
}

// link writes a link to a page of the site; title is in lang, "" is the site's.
func (f *Feeds) link(url, title, lang string) string {
	attributes := ""
	if lang != "" && lang != f.timeline.Site.Language.V {
		attributes = f.attributes(lang)
	}
	return `<a href="` + html.EscapeString(f.address(url)) + `"` + attributes + ">" + html.EscapeString(title) + "</a>"
}

// absolute makes the addresses in a text absolute: those from the root of the
// site, and those within its own page; and puts what the text says itself into the
// language of the feed. Attributes that only the page has a use for are dropped: its
// ids would stand twice where a reader shows two entries. Authors' words cannot hold
// an attribute, because quotation marks in them are escaped.
func (f *Feeds) absolute(text, page string) string {
	var b strings.Builder
	text = f.markupWords.Text(text)
	own := html.EscapeString(f.id(page))
	for {
		before, after, found := strings.Cut(text, `="`)
		space := strings.LastIndexByte(before, ' ')
		if !found || space < 0 {
			b.WriteString(text)
			return strings.Join(f.roots.Apply(b.String()), "")
		}
		name, value := before[space+1:], after[:max(strings.IndexByte(after, '"'), 0)]
		text = strings.TrimPrefix(after[len(value):], `"`)
		if slices.Contains(pageOnly, name) {
			b.WriteString(before[:space])
			continue
		}
		b.WriteString(before + `="`)
		if (name == "href" || name == "src") && strings.HasPrefix(value, "#") {
			b.WriteString(own)
		}
		b.WriteString(value + `"`)
	}
}

// pageOnly are the attributes that mean something on the site's own pages only.
var pageOnly = []string{"class", "id", "role", "aria-label"}
