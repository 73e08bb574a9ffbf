package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/escape"
	"dateline/internal/timeline"
)

// Citation is a page in the forms in which others cite it.
type Citation struct {
	Parts []CitedPart // of a line to paste, which commas join
	of    reference
}

// CitedPart is a part of a citation. An address in it is set apart, for it reads from
// left to right in any text.
type CitedPart struct {
	Before, Address, After string // each may be empty
}

// BibTeX returns an @online entry of BibLaTeX.
func (c *Citation) BibTeX() string { return string(c.of.bibTeX(nil)) }

// CSL returns CSL-JSON (citeproc-js 1.0 data).
func (c *Citation) CSL() string { return string(c.of.csl(nil)) }

// RIS returns a record of RIS, in lines that end as they do in pages: where it is copied
// or saved, a script ends them by CR and LF, as the format has it.
func (c *Citation) RIS() string { return string(c.of.ris(nil)) }

// AppendText appends what BibTeX, CSL or RIS returns, for the templates that show them.
func (c *Citation) AppendText(out []byte, method string) []byte {
	switch method {
	case "CSL":
		return c.of.csl(out)
	case "RIS":
		return c.of.ris(out)
	default:
		return c.of.bibTeX(out)
	}
}

// reference is what citations are made from.
type reference struct {
	*planner
	id        string
	kind      string // CSL type
	title     string
	described bool // the title is the editors' description
	authors   []string
	report    *timeline.Article // nil for all else
	container string            // publisher of an article, title of the site for all else
	issued    edtf.Date
	accessed  edtf.Date
	url       string
	archive   string
	lang      string
	note      string
	page      string // its address, where the note names it
}

// citeArticle cites the report itself, with the page here as the way to it.
func (p *planner) citeArticle(room *pageRoom, a *timeline.Article) *Citation {
	m := a.Meta
	r := reference{
		planner: p,
		id:      m.Slug.V, kind: "article-newspaper", title: m.Title.V, report: a, described: Described(a), container: p.info.Title,
		issued: m.Date.V, accessed: m.Retrieved.V, url: m.URL.V, archive: m.Archive.V, lang: m.Lang.V,
	}
	if r.url == "" {
		r.url = p.absolute(a.URL())
	} else if page := p.absolute(a.URL()); page != "" {
		r.note, r.page = p.Text("cite.annotated", "site", p.info.Title, "address", page), page
	}
	if a.Publisher != nil {
		r.container = a.Publisher.Name()
	}
	if o := a.Original; o != nil {
		r.title, r.lang = o.Meta.Title.V, cmp.Or(o.TextLang(), m.Own())
	}
	r.authors = content.Values(m.Author)
	return r.cite(room)
}

// citeIncident cites the page of an incident.
func (p *planner) citeIncident(room *pageRoom, i *timeline.Incident) *Citation {
	return reference{
		planner: p,
		id:      i.Meta.Slug.V, kind: "webpage", title: i.Meta.Title.V, container: p.info.Title,
		issued: i.Meta.Date.V, url: p.absolute(i.URL()), lang: i.Meta.Lang.V,
	}.cite(room)
}

func (r reference) cite(room *pageRoom) *Citation {
	room.citation = Citation{r.parts(room), r}
	return &room.citation
}

// parts lists what the line says. Each may be in a language of its own.
func (r reference) parts(room *pageRoom) []CitedPart {
	parts := room.cited.cut(8)[:0]
	add := func(text, address string) {
		if text == "" {
			return
		}
		part := CitedPart{Before: text}
		if before, after, found := strings.Cut(text, address); found && address != "" {
			part = CitedPart{before, address, after}
		}
		parts = append(parts, part)
	}
	add(strings.Join(r.authors, r.Text("list.comma")), "")
	add(r.quoted(), "")
	add(r.container, "")
	if !r.issued.IsZero() {
		add(r.issued.Format(r.Locale), "")
	}
	add(r.url, r.url)
	if r.archive != "" {
		add(r.Text("cite.archived", "address", r.archive), r.archive)
	}
	if !r.accessed.IsZero() {
		add(r.Text("cite.retrieved", "date", r.accessed.Format(r.Locale)), "")
	}
	add(r.note, r.page)
	return parts
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

// bibTeX appends an @online entry of BibLaTeX, whose dates are EDTF as ours.
func (r *reference) bibTeX(out []byte) []byte {
	write := func(parts ...string) {
		for _, part := range parts {
			out = append(out, part...)
		}
	}
	write("@online{", r.id, ",\n")
	escaped := func(name, value string) {
		if value != "" {
			write("  ", name, " = {", value, "},\n")
		}
	}
	field := func(name, value string) { escaped(name, texEscapes.Replace(value)) }
	verbatim := func(name, value string) { escaped(name, braces.Replace(value)) }
	field("title", r.supplied())
	escaped("author", strings.Join(made(r.authors, r.texName), " and "))
	field("organization", r.container)
	escaped("date", r.issued.String()) // in which braces are those of sets, in pairs
	verbatim("url", r.url)
	escaped("urldate", r.accessed.String())
	if r.archive != "" {
		field("note", r.Text("cite.archived", "address", r.archive))
	}
	field("addendum", r.note)
	verbatim("langid", r.lang)
	return append(out, '}')
}

// texName returns a name as one of a list, between whose names "and" stands. One that
// holds the word itself is in braces of its own, and so is that of a house, which is not
// cited by its last word, and one with more commas than a name can have: Biber drops
// the entry.
func (r *reference) texName(name string) string {
	escaped := texEscapes.Replace(name)
	if isHouse(r.report, name) || strings.Count(name, ",") > 2 {
		return "{" + escaped + "}"
	}
	for word := range strings.FieldsSeq(name) {
		if strings.EqualFold(word, "and") {
			return "{" + escaped + "}"
		}
	}
	return escaped
}

// isHouse reports whether the name of an article's author is that of its publisher, or of
// an agency whose reporting it carries: no person's. In editions that translate the names
// of sources, their slugs tell.
func isHouse(a *timeline.Article, name string) bool {
	slug := timeline.Slugify(name)
	is := func(s *timeline.Source) bool { return s.Name() == name || s.Meta.Slug.V == slug }
	return a.Publisher != nil && is(a.Publisher) || slices.ContainsFunc(a.Credits, is)
}

var (
	// texEscapes are for what has a meaning in TeX.
	texEscapes = strings.NewReplacer(
		`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
		"~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	)
	braces = strings.NewReplacer("{", "%7B", "}", "%7D") // in addresses, which are not escaped otherwise
)

// csl appends the item as JSON, a member a line. What is as long as the rest of a page's
// own words is not left to reflection.
func (r *reference) csl(out []byte) []byte {
	room := r.rooms.Get().(*[]byte)
	defer r.rooms.Put(room)
	b := append((*room)[:0], "[\n {"...)
	b = cslText(b, "id", r.id)
	b = cslText(b, "type", r.kind)
	b = cslText(b, "title", r.supplied())
	if len(r.authors) > 0 {
		b = append(cslName(b, "author"), '[')
		for k, author := range r.authors {
			if k > 0 {
				b = append(b, ',')
			}
			b = append(b, "\n   {\n    \"literal\": "...)
			b = append(escape.JSON(b, author), "\n   }"...)
		}
		b = append(b, "\n  ]"...)
	}
	b = cslText(b, "container-title", r.container)
	b = cslDate(b, "issued", r.issued)
	b = cslDate(b, "accessed", r.accessed)
	b = cslText(b, "URL", r.url)
	b = cslText(b, "archive_location", r.archive)
	b = cslText(b, "language", r.lang)
	b = cslText(b, "note", r.note)
	*room = append(b, "\n }\n]"...)
	return escape.Script(out, *room)
}

// cslName begins a member of the item.
func cslName(b []byte, name string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	return append(append(append(b, "\n  \""...), name...), "\": "...)
}

// cslText adds a text, unless it is empty.
func cslText(b []byte, name, text string) []byte {
	if text == "" {
		return b
	}
	return escape.JSON(cslName(b, name), text)
}

// cslDate adds a date variable: parts where the date is exact, else the EDTF text,
// which CSL 1.0.2 reads from "literal".
func cslDate(b []byte, name string, d edtf.Date) []byte {
	if d.IsZero() {
		return b
	}
	b = cslName(b, name)
	day, exact := stated(d)
	if !exact {
		b = append(b, "{\n   \"literal\": "...)
		return append(escape.JSON(b, d.String()), "\n  }"...)
	}
	b = append(b, "{\n   \"date-parts\": [\n    [\n     "...)
	b = strconv.AppendInt(b, day.Year, 10)
	if day.Month > 0 {
		b = strconv.AppendInt(append(b, ",\n     "...), int64(day.Month), 10)
	}
	if day.Day > 0 {
		b = strconv.AppendInt(append(b, ",\n     "...), int64(day.Day), 10)
	}
	return append(b, "\n    ]\n   ]\n  }"...)
}

// stated returns the year, the month and the day of an exact date, without a month or a
// day that it does not state.
func stated(d edtf.Date) (day edtf.Day, exact bool) {
	day, known := d.Anchor()
	if _, exact := d.Exact(); !exact || !known {
		return edtf.Day{}, false
	}
	if d.Precision() < edtf.PrecisionMonth {
		day.Month = 0
	}
	if d.Precision() < edtf.PrecisionDay {
		day.Day = 0
	}
	return day, true
}

// risTypes are the types of RIS for those of CSL.
var risTypes = map[string]string{"article-newspaper": "NEWS", "webpage": "ELEC"}

// ris appends a record of RIS, with the tags of its specification of 2011, a tag a line.
// EndNote, which takes the last word of a name for that of a family, leaves one with a
// comma at its end whole.
func (r *reference) ris(out []byte) []byte {
	tag := func(name, value string) {
		if value != "" {
			out = append(append(out, name...), "  - "...)
			out = append(append(out, strings.Map(onLine, value)...), '\n')
		}
	}
	tag("TY", risTypes[r.kind])
	tag("TI", r.supplied())
	for _, author := range r.authors {
		if isHouse(r.report, author) && !strings.Contains(author, ",") {
			author += ","
		}
		tag("AU", author)
	}
	tag("T2", r.container)
	tag("PY", risYear(r.issued))
	tag("DA", r.risDate(r.issued))
	tag("UR", r.url)
	tag("Y2", r.risDate(r.accessed))
	tag("LA", r.lang)
	if r.archive != "" {
		tag("N1", r.Text("cite.archived", "address", r.archive))
	}
	tag("N1", r.note)
	return append(out, "ER  - "...)
}

// onLine keeps a text on its line, whatever may break it.
func onLine(c rune) rune {
	if unicode.IsControl(c) || c == '\u2028' || c == '\u2029' {
		return ' '
	}
	return c
}

// risYear returns the year of a date in four digits; "" where it may be one of several.
func risYear(d edtf.Date) string {
	from, to, ok := d.Bounds()
	if !ok || from.Kind != edtf.Known || to.Kind != edtf.Known || from.Day.Year != to.Day.Year || from.Day.Year < 1 || from.Day.Year > 9999 {
		return ""
	}
	return fmt.Sprintf("%04d", from.Day.Year)
}

// risDate returns a date as year, month and day, which are left empty from where it is
// not exact: then words follow, which the format has room for.
func (r *reference) risDate(d edtf.Date) string {
	day, exact := stated(d)
	switch {
	case d.IsZero():
		return ""
	case !exact:
		return "///" + d.Format(r.Locale)
	case day.Month == 0:
		return fmt.Sprintf("%04d///", day.Year)
	case day.Day == 0:
		return fmt.Sprintf("%04d/%02d//", day.Year, day.Month)
	default:
		return fmt.Sprintf("%04d/%02d/%02d/", day.Year, day.Month, day.Day)
	}
}
