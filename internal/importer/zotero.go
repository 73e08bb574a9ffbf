package importer

import (
	"cmp"
	"html"
	"regexp"
	"strings"
	"unicode"

	"dateline/internal/content"
	"dateline/internal/diag"
)

// isOfZotero reports whether columns are those in which Zotero exports references as CSV.
func (s sheet) isOfZotero() bool {
	_, kind := s["item type"]
	_, publication := s["publication title"]
	_, title := s["title"]
	return kind && publication && title
}

// zoteroRead are the columns of Zotero that articles have keys for, in lower case.
var zoteroRead = map[string]bool{
	"title": true, "date": true, "publication year": true, "publication title": true, "publisher": true, "author": true,
	"url": true, "access date": true, "language": true, "abstract note": true, "manual tags": true,
}

// richText matches what Zotero writes into titles for italics, small capitals and the like, which
// the titles of articles do not have.
var richText = regexp.MustCompile(`</?(?:[ib]|sub|sup|sc|span(?: [^<>]*)?)>`)

// zoteroRows makes an article of each reference.
func (r *reader) zoteroRows(s sheet, head row, rows []row) {
	for _, one := range rows {
		title := words(richText.ReplaceAllString(raiseNumbers(s.cell(one, "title")), ""))
		date := s.cell(one, "date")
		date, unread := zoteroDate(cmp.Or(r.inOrder(date), date), s.cell(one, "publication year"))
		switch kind := s.cell(one, "item type"); {
		case kind == "attachment", kind == "note":
			r.problems.Warnf(one.at[0], "%q is an item of Zotero's of the type %s, and is left out", title, kind)
		case title == "":
			r.untitled(one.at[0], "article")
		case date == "":
			r.problems.Warnf(one.at[0], "%q has no date, which an article needs, and is left out; write the day of publication into Zotero, or into the column Date", title)
		default:
			r.reference(s, head, one, title, date, unread)
		}
	}
}

// inOrder returns the day that a cell means by the order that is said, "" for none.
func (r *reader) inOrder(cell string) string {
	if r.order == "" {
		return ""
	}
	return content.DayBy(cell, r.order == "dmy")
}

// zoteroDate returns the date of a reference, of what its columns say: the year, where more
// cannot be read, and then what was not.
func zoteroDate(said, year string) (date, unread string) {
	if !strings.ContainsFunc(said, unicode.IsNumber) {
		return year, "" // "n.d.", "o. J.", "in press"
	}
	date = cmp.Or(content.SeasonOf(said), dated(said))
	if _, err := content.ParseDate(date); err != nil && year != "" {
		return year, said // "Winter 2023/2024"
	}
	return date, ""
}

// reference makes an article of a row of Zotero's.
func (r *reader) reference(s sheet, head, one row, title, date, unread string) {
	d := Document{Kind: "article", Pos: one.at[0]}
	notes := Document{Pos: d.Pos}
	place := func(column string) diag.Pos { return one.at[min(s[column], len(one.at)-1)] }
	if unread != "" {
		advice := "write the date into the article, if you know what it means"
		if content.DayBy(unread, true) != "" {
			advice = "say which order all such dates have: --dates dmy or --dates mdy"
		}
		r.problems.Warnf(place("date"), "%q is read as the year %s, and kept as the private note _date; %s", unread, date, advice)
		notes.set("_date", unread)
	}
	d.set("title", r.within(&notes, "title", maxCut, title)[0])
	d.Keys = append(d.Keys, Key{Path: []string{"date"}, Values: []string{date}, Plain: true, Pos: place("date")})
	d.set("source", words(cmp.Or(s.cell(one, "publication title"), s.cell(one, "publisher"))))
	authors := split(s.cell(one, "author"))
	for k, name := range authors {
		authors[k] = forenameFirst(name)
	}
	r.authors(&d, &notes, authors)
	if url := s.cell(one, "url"); isWeb(url) {
		r.address(&d, &notes, url)
	} else {
		notes.set("_url", url)
	}
	accessed, _, _ := strings.Cut(s.cell(one, "access date"), " ") // no time of day, whose zone it does not say
	d.plain("retrieved", accessed)
	if said := s.cell(one, "language"); said != "" && content.LanguageOf(said) == "" {
		r.problems.Warnf(place("language"), "%q is no language that has a BCP 47 tag; it is kept as the private note _language", said)
		notes.set("_language", said)
	} else if said != "" {
		d.set("lang", content.LanguageOf(said))
	}
	d.list("tags", r.tags(&notes, split(s.cell(one, "manual tags")))...)
	abstract := s.cell(one, "abstract note")
	if summary := words(abstract); len(summary) <= maxSummary {
		d.set("summary", summary)
		abstract = ""
	}
	for k, name := range head.cells {
		if name = fold(name); name != "" && !zoteroRead[name] {
			notes.set(noteKey(name), one.cell(k))
		}
	}
	d.Keys = append(d.Keys, notes.Keys...)
	d.Text = Text{r.markdown(paragraphs(html.EscapeString(abstract)), "", place("abstract note")), place("abstract note")}
	r.documents = append(r.documents, d)
}

// forenameFirst returns a name that is sorted by the surname as readers see it: "Doe, Jane".
// In Chinese, Japanese and Korean the surname stays before.
func forenameFirst(name string) string {
	last, first, sorted := strings.Cut(words(name), ", ")
	switch {
	case !sorted:
		return last
	case strings.ContainsFunc(name, func(c rune) bool {
		return unicode.In(c, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
	}):
		return last + " " + first
	}
	return first + " " + last
}
