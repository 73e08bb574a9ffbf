package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// Citation is a page in the forms in which others cite it.
type Citation struct {
	Parts  []string // of a line to paste, which commas join
	BibTeX string
	CSL    string // CSL-JSON (citeproc-js 1.0 data)
}

// reference is what citations are made from.
type reference struct {
	*planner
	id        string
	kind      string // CSL type
	title     string
	described bool // the title is the editors' description
	authors   []string
	container string // publisher of an article, title of the site for all else
	issued    edtf.Date
	accessed  edtf.Date
	url       string
	archive   string
	lang      string
	note      string
}

// citeArticle cites the report itself, with the page here as the way to it.
func (p *planner) citeArticle(a *timeline.Article) *Citation {
	m := a.Meta
	r := reference{
		planner: p,
		id:      m.Slug.V, kind: "article-newspaper", title: m.Title.V, described: Described(a), container: p.info.Title,
		issued: m.Date.V, accessed: m.Retrieved.V, url: m.URL.V, archive: m.Archive.V, lang: m.Lang.V,
	}
	if r.url == "" {
		r.url = p.absolute(a.URL())
	} else if page := p.absolute(a.URL()); page != "" {
		r.note = p.Text("cite.annotated", "site", p.info.Title, "address", page)
	}
	if a.Publisher != nil {
		r.container = a.Publisher.Name()
	}
	if o := a.Original; o != nil {
		r.title, r.lang = o.Meta.Title.V, cmp.Or(o.TextLang(), m.Own)
	}
	r.authors = made(m.Author, valueOf)
	return r.cite()
}

// citeIncident cites the page of an incident.
func (p *planner) citeIncident(i *timeline.Incident) *Citation {
	return reference{
		planner: p,
		id:      i.Meta.Slug.V, kind: "entry", title: i.Meta.Title.V, container: p.info.Title,
		issued: i.Meta.Date.V, url: p.absolute(i.URL()), lang: i.Meta.Lang.V,
	}.cite()
}

func (r reference) cite() *Citation {
	return &Citation{Parts: r.parts(), BibTeX: r.bibTeX(), CSL: r.csl()}
}

// parts lists what the line says. Each may be in a language of its own.
func (r reference) parts() []string {
	parts := append(make([]string, 0, 8), strings.Join(r.authors, r.Text("list.comma")), r.quoted(), r.container)
	if !r.issued.IsZero() {
		parts = append(parts, r.issued.Format(r.planner))
	}
	parts = append(parts, r.url)
	if r.archive != "" {
		parts = append(parts, r.Text("cite.archived", "address", r.archive))
	}
	if !r.accessed.IsZero() {
		parts = append(parts, r.Text("cite.retrieved", "date", r.accessed.Format(r.planner)))
	}
	parts = append(parts, r.note)
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

// quoted returns the title between quotation marks, or, where the editors
// supply one, between the brackets that say so in all styles of citation.
func (r reference) quoted() string {
	if r.described {
		return r.supplied()
	}
	return r.Text("cite.quoted", "title", r.title)
}

// supplied returns the title for reference managers, which add quotation marks
// of their own.
func (r reference) supplied() string {
	if r.described {
		return "[" + r.title + "]"
	}
	return r.title
}

// bibTeX writes an @online entry of BibLaTeX, whose dates are EDTF as ours.
func (r reference) bibTeX() string {
	var b strings.Builder
	b.Grow(512) // as much as most need
	write := func(parts ...string) {
		for _, part := range parts {
			b.WriteString(part)
		}
	}
	write("@online{", r.id, ",\n")
	field := func(name, value string) {
		if value != "" {
			write("  ", name, " = {", texEscapes.Replace(value), "},\n")
		}
	}
	verbatim := func(name, value string) { // addresses are not escaped
		if value != "" {
			write("  ", name, " = {", braces.Replace(value), "},\n")
		}
	}
	field("title", r.supplied())
	field("author", strings.Join(r.authors, " and "))
	field("organization", r.container)
	verbatim("date", r.issued.String())
	verbatim("url", r.url)
	verbatim("urldate", r.accessed.String())
	if r.archive != "" {
		field("note", r.Text("cite.archived", "address", r.archive))
	}
	verbatim("langid", r.lang)
	write("}")
	return b.String()
}

var (
	// texEscapes are for what has a meaning in TeX.
	texEscapes = strings.NewReplacer(
		`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
		"~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	)
	braces = strings.NewReplacer("{", "%7B", "}", "%7D") // in addresses, which are not escaped otherwise
)

func (r reference) csl() string {
	type name struct {
		Literal string `json:"literal"`
	}
	item := struct {
		ID        string   `json:"id"`
		Type      string   `json:"type"`
		Title     string   `json:"title"`
		Author    []name   `json:"author,omitempty"`
		Container string   `json:"container-title,omitempty"`
		Issued    *cslDate `json:"issued,omitempty"`
		Accessed  *cslDate `json:"accessed,omitempty"`
		URL       string   `json:"URL,omitempty"`
		Archive   string   `json:"archive_location,omitempty"`
		Language  string   `json:"language,omitempty"`
		Note      string   `json:"note,omitempty"`
	}{
		ID: r.id, Type: r.kind, Title: r.supplied(), Container: r.container, Issued: newCSLDate(r.issued),
		Accessed: newCSLDate(r.accessed), URL: r.url, Archive: r.archive, Language: r.lang, Note: r.note,
	}
	for _, author := range r.authors {
		item.Author = append(item.Author, name{author})
	}
	return r.json(" ", []any{&item})
}

// scribe writes JSON, each text in the room of the one before.
type scribe struct {
	room    bytes.Buffer
	encoder *json.Encoder
}

func newScribe() any {
	s := &scribe{}
	s.encoder = json.NewEncoder(&s.room)
	return s
}

// json writes what consists of texts and numbers, which cannot fail.
func (p *planner) json(indent string, value any) string {
	s := p.scribes.Get().(*scribe)
	defer p.scribes.Put(s)
	s.room.Reset()
	s.encoder.SetIndent("", indent)
	if err := s.encoder.Encode(value); err != nil {
		return ""
	}
	return string(bytes.TrimSuffix(s.room.Bytes(), []byte("\n")))
}

// cslDate is a date variable of CSL-JSON: parts where the date is exact, else
// the EDTF text, which CSL 1.0.2 reads from "literal".
type cslDate struct {
	Parts   [][]int64 `json:"date-parts,omitempty"`
	Literal string    `json:"literal,omitempty"`
}

func newCSLDate(d edtf.Date) *cslDate {
	if d.IsZero() {
		return nil
	}
	day, known := d.Anchor()
	if _, exact := d.Exact(); !exact || !known {
		return &cslDate{Literal: d.String()}
	}
	parts := []int64{day.Year}
	if d.Precision() >= edtf.PrecisionMonth {
		parts = append(parts, int64(day.Month))
	}
	if d.Precision() >= edtf.PrecisionDay {
		parts = append(parts, int64(day.Day))
	}
	return &cslDate{Parts: [][]int64{parts}}
}
