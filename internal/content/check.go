package content

import (
	"cmp"
	"fmt"
	"html"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/edtf"
	"dateline/internal/markup"
)

// check holds what a single value cannot show. The date is the one in front
// of the file name, or "".
func (d *decoder) check(doc document, date string) {
	switch doc := doc.(type) {
	case *Site:
		d.checkSite(doc)
	case *Article:
		d.checkDate(&doc.Date, date)
		if doc.Archive.Set() && strings.TrimSuffix(doc.Archive.V, "/") == strings.TrimSuffix(doc.URL.V, "/") {
			d.warnf(doc.Archive.Place, "archive: is the address of the original, as url: is; write that of an archived copy, or leave it out")
		}
	case *Incident:
		d.checkDate(&doc.Date, date)
		d.checkPlace(&doc.Place)
	case *Actor:
		d.checkAliases(doc.Aliases)
	}
}

// markdownForm matches links, emphasis and tags of HTML, as they stand in a text: no f**k
// and f***, and no f[x](y).
var markdownForm = regexp.MustCompile(`\[\[[^\[\]\n]+\]\]|\[[^\[\]\n]+\]\([^()\s]*[./#][^()\s]*\)|</?(?:a|b|br|em|i|p|span|strong|sub|sup|u)/?>` +
	`|(?:^|[^\p{Latin}\p{Cyrillic}\pN*])(\*{2,3}[^\s*](?:[^*\n]*[^\s*])?\*{2,3})(?:$|[^\p{Latin}\p{Cyrillic}\pN*])` +
	`|(?:^|[\s(“"'])(\*[\pL\pN“„«](?:[^*\n]*[\pL\pN.,!?”»])?\*)(?:$|[\s).,;:!?”"'])`)

// commentForm matches comments of HTML, which texts hide.
var commentForm = regexp.MustCompile(`(?s)<!--.*?-->`)

// plainKeys are the keys of documents whose texts are shown as they are written.
var plainKeys = []string{"title", "name", "description", "summary", "time"}

// checkPlain tells of Markdown in such texts of a document that was read by a plan.
func (d *decoder) checkPlain(p *plan, doc reflect.Value) {
	for i := range p.fields {
		if f := &p.fields[i]; slices.Contains(plainKeys, f.Name) {
			d.checkSigns(f.Name, *doc.FieldByIndex(f.index).Addr().Interface().(*At[string]))
		}
	}
}

func (d *decoder) checkSigns(name string, at At[string]) {
	if !strings.ContainsAny(at.V, "*[<&") { // nearly all
		return
	}
	if commentForm.MatchString(at.V) {
		d.warnf(at.Place, "%s: is no Markdown, and readers see the comment <!-- … --> as it is; leave it out, or write it under a key that begins with _", name)
		return
	}
	if found := markdownForm.FindStringSubmatch(at.V); found != nil {
		instead := "write the words alone"
		if strings.HasPrefix(strings.TrimLeft(found[0], "</"), "su") {
			instead = markup.OffLine
		}
		d.warnf(at.Place, "%s: is no Markdown, and readers see %s as it is; %s", name, shorten(cmp.Or(found[1], found[2], found[0])), instead)
		return
	}
	for _, entity := range entityForm.FindAllString(at.V, -1) {
		if sign := html.UnescapeString(entity); !strings.HasSuffix(sign, ";") { // or else there is none of this name
			d.warnf(at.Place, "%s: is no HTML, and readers see %s as it is; write %s", name, shorten(entity), itself(sign))
			return
		}
	}
}

// entityForm matches what may stand for a character in HTML.
var entityForm = regexp.MustCompile(`&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);`)

// itself names a character for those who are to write it.
func itself(sign string) string {
	switch r, _ := utf8.DecodeRuneInString(sign); {
	case unicode.IsSpace(r):
		return "a space"
	case unicode.IsGraphic(r):
		return sign
	}
	return "the character itself, or nothing"
}

// checkAliases tells of older addresses of an actor that read like names, where none has a
// slash or a full stop, as most have.
func (d *decoder) checkAliases(aliases []At[string]) {
	if slices.ContainsFunc(aliases, func(alias At[string]) bool { return strings.ContainsAny(alias.V, "/.") }) {
		return
	}
	for _, alias := range aliases {
		first, _ := utf8.DecodeRuneInString(alias.V)
		if strings.Contains(alias.V, " ") || unicode.ToLower(first) != first || first >= utf8.RuneSelf {
			d.warnf(alias.Place, "aliases: %q is taken for an older address of the page; write it under also_known_as where it is a name, or with a slash at its end", shorten(alias.V))
		}
	}
}

// checkDate fills a missing date from the file name.
func (d *decoder) checkDate(at *At[edtf.Date], fromName string) {
	if at.Set() {
		return
	}
	if date, err := edtf.Parse(fromName); fromName != "" && err == nil {
		*at = At[edtf.Date]{V: date, Place: inName}
	}
	if at.Set() || d.misdated {
		return
	}
	empty, _ := d.plan.empty(d.front, "date")
	d.errorf(empty, "has no date; write %s in the front matter (2021-12 or 2021 where the day is not known)",
		d.text.syntax.example("date", "2021-12-27"))
}

// coordinatesForm matches degrees of latitude and longitude, as maps show them.
var coordinatesForm = regexp.MustCompile(`^\s*(-?[0-9]{1,2}\.[0-9]+)°?[,;\s]\s*(-?[0-9]{1,3}\.[0-9]+)°?\s*$`)

// Limits of latitude and longitude, in degrees from 0.
const (
	maxLat = 90
	maxLon = 180
)

func (d *decoder) checkPlace(p *PlaceMeta) {
	hint := ""
	if maxLat < math.Abs(p.Lat.V) && math.Abs(p.Lat.V) <= maxLon && p.Lon.Set() && math.Abs(p.Lon.V) <= maxLat {
		hint = fmt.Sprintf("; the two may be swapped: lat: %g, lon: %g", p.Lon.V, p.Lat.V)
	}
	wrong := func(at At[float64], name string, limit float64, hint string) bool {
		if math.Abs(at.V) > limit {
			d.errorf(at.Place, "%s: wants degrees from -%g to %g, has %g%s", name, limit, limit, at.V, hint)
			return true
		}
		return math.IsNaN(at.V)
	}
	wrongLat, wrongLon := wrong(p.Lat, "lat", maxLat, hint), wrong(p.Lon, "lon", maxLon, "")
	if at := coordinatesForm.FindStringSubmatch(strings.ReplaceAll(p.Name.V, "−", "-")); at != nil && !p.Lat.Set() && !p.Lon.Set() {
		d.warnf(p.Name.Place, "place: %q is taken for a name; write {name: …, lat: %s, lon: %s}", shorten(p.Name.V), at[1], at[2])
	}
	if p.Lat.Set() && !p.Lon.Set() {
		d.errorf(p.Lat.Place, "lat: has no lon beside it; write both, or neither")
	}
	if p.Lon.Set() && !p.Lat.Set() {
		d.errorf(p.Lon.Place, "lon: has no lat beside it; write both, or neither")
	}
	if wrongLat || wrongLon { // one mistake, one message: nothing else is said of such coordinates
		p.Lat, p.Lon = At[float64]{}, At[float64]{}
	}
}

func (d *decoder) checkSite(s *Site) {
	if at, _ := d.plan.empty(d.front, "title"); !s.Title.Set() {
		d.untitled(at)
	}
	d.checkSize("page_size", &s.PageSize)
	d.checkSize("feed_size", &s.FeedSize)
	if strings.ContainsAny(s.BaseURL.V, "?#") {
		d.errorf(s.BaseURL.Place, "base_url: wants an address without ? and #, has %q", shorten(s.BaseURL.V))
	}
	// What is no web address is reported already.
	if problem := SiteURLProblem(s.BaseURL.V); problem != "" && CheckURL(s.BaseURL.V) == nil {
		d.errorf(s.BaseURL.Place, "base_url: %s", problem)
	}
	if s.BaseURL.Set() && !strings.HasSuffix(s.BaseURL.V, "/") {
		s.BaseURL.V += "/"
	}
	d.checkTargets(s.Publish)
	d.checkUnused(s)
}

// checkTranslated tells of a translation of settings that leaves its title empty: without the
// key, it has that of the settings.
func (d *decoder) checkTranslated(s *Site) {
	if at, written := d.plan.empty(d.front, "title"); written && !s.Title.Set() {
		d.untitled(at)
	}
}

func (d *decoder) untitled(at Place) {
	d.warnf(at, "has no title; write %s in the front matter", d.text.syntax.example("title", "…"))
}

// checkUnused tells of what means nothing in settings, or nothing more.
func (d *decoder) checkUnused(s *Site) {
	const noPage = "%s: means nothing in settings, which have no page of their own; remove it"
	if s.Slug.Place != inName {
		d.warnf(s.Slug.Place, noPage, "slug")
	}
	if s.Draft.Set() {
		d.warnf(s.Draft.Place, noPage, "draft")
	}
	if len(s.Aliases) > 0 {
		d.warnf(s.Aliases[0].Place, noPage, "aliases")
	}
	for k, item := range s.Menu {
		switch {
		case item.V == "":
			d.warnf(item.Place, "menu: an entry is empty; remove it")
		case slices.ContainsFunc(s.Menu[:k], func(earlier At[string]) bool { return earlier.V == item.V }):
			d.warnf(item.Place, "menu: has %q twice; remove one", shorten(item.V))
		}
	}
}

// checkSize holds the number of a key to its limits. One beyond them counts as not written,
// so that nothing is divided by it.
func (d *decoder) checkSize(name string, at *At[int]) {
	limit := limits[name]
	if at.Set() && (float64(at.V) < limit.low || float64(at.V) > limit.high) {
		d.errorf(at.Place, "%s: wants a number from %g to %g, has %d", name, limit.low, limit.high, at.V)
		*at = At[int]{}
	}
}

// complete gives the settings that are not written their defaults.
func (s *Site) complete() {
	s.Title.fill("Timeline")
	if noLanguage(s.Language) {
		s.Guessed = s.Guessed || s.Language.Set()
		s.Language.V = "en"
	}
	s.Languages = slices.DeleteFunc(s.Languages, noLanguage)
	s.Order.fill("newest")
	s.Mentions.fill("first")
	s.Feed.fill("full")
	s.FeedSize.fill(50)
	s.Previews.fill(true)
	s.Embeds.fill(true)
	s.PageSize.fill(100)
	if s.Body == nil {
		s.Body = &markup.Body{}
	}
	if s.Menu == nil {
		for _, section := range []string{"timeline", "incidents", "actors", "articles", "sources"} {
			s.Menu = append(s.Menu, At[string]{V: section})
		}
	}
}
