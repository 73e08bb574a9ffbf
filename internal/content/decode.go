package content

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/diag"
)

// decoder reads the nodes of one file into a document.
type decoder struct {
	file       string
	translates *translates // nil for an original
	text       text
	words      *words
	problems   *diag.List
	last       line // of the front matter that was asked for
	laidOut    bool // a layout is named, as Jekyll has it
}

// pos returns a place in the file.
func (d *decoder) pos(at Place) diag.Pos { return at.In(d.file) }

// place returns the place of a value of the document.
func (d *decoder) place(at Place) Place {
	if d.translates != nil {
		return at.translated()
	}
	return at
}

func (d *decoder) errorf(at Place, format string, args ...any) {
	d.problems.Errorf(d.pos(at), format, args...)
}

func (d *decoder) warnf(at Place, format string, args ...any) {
	d.problems.Warnf(d.pos(at), format, args...)
}

// document reads front matter into a document. A missing key is reported at
// the file's start, as there is no better place.
func (d *decoder) document(p *plan, n *node, target reflect.Value) {
	switch n.kind {
	case mapNode, nullNode:
		d.withheld(p, n)
		d.laidOut = slices.ContainsFunc(n.entries, func(e entry) bool { return strings.EqualFold(e.key, "layout") })
		d.mapping(p, "", n, target)
	default:
		narrow := ""
		if strings.Contains(n.text, "：") {
			narrow = ", whose colon is the narrow one, with a space behind it"
		}
		d.errorf(n.place, "front matter wants keys with values, such as %s%s; has %s",
			d.text.syntax.example("title", "…"), narrow, n.describe())
	}
}

// hiding are keys by which authors of other programs keep a document from readers where
// they are true, and showing those by which they do where they are false; those of embargoes
// and of expiries hide it whatever they say, and so do passwords.
var (
	hiding    = []string{"eleventyexcludefromcollections", "embargoed", "headless", "hidden", "is_draft", "isdraft", "private", "unlisted", "unpublished"}
	showing   = []string{"is_public", "is_published", "ispublished", "listed", "permalink", "public", "publish", "published", "render", "visible"}
	embargoes = []string{"embargo", "embargo_date", "embargo_until", "embargoed_until", "embargountil"}
	expiries  = []string{"expiration_date", "expirationdate", "expires", "expiry", "expiry_date", "expirydate", "unpublish_date", "unpublishdate"}
	passwords = []string{"password", "post_password"}
	statuses  = []string{"post_status", "status", "visibility"}
	unpublic  = []string{"draft", "embargoed", "future", "hidden", "pending", "private", "scheduled", "trash", "unlisted", "unpublished"} // as a status
)

// concealment is how a key keeps a document from readers in another program.
type concealment uint8

const (
	unconcealed concealment = iota
	byFlag                  // true or false
	byStatus
	byLock
	fromDay
	untilDay
)

// concealed says how a key, in small letters, does so with a value.
func concealed(word string, n *node) concealment {
	v, yesNo := n.bool()
	says := n.kind != nullNode && !isEmpty(n) && (!yesNo || v)
	switch {
	case slices.Contains(showing, word) && yesNo && !v, (slices.Contains(hiding, word) || slices.Contains(drafts, word)) && v:
		return byFlag
	case slices.Contains(statuses, word) && slices.Contains(unpublic, strings.ToLower(n.text)):
		return byStatus
	case slices.Contains(passwords, word) && says, word == "build" && n.buildsNothing():
		return byLock
	case slices.Contains(expiries, word) && says:
		return fromDay
	case slices.Contains(embargoes, word) && says:
		return untilDay
	}
	return unconcealed
}

// Conceals reports whether a key with a value keeps a document from readers now in another
// program, such as "status" with "draft"; one that does so from a day on does not.
func Conceals(key, value string) bool {
	how := concealed(strings.ToLower(key), &node{kind: textNode, text: value})
	return how != unconcealed && how != fromDay
}

// withheld takes keys out of a document by which other programs keep it from readers, such
// as "published: false", which is no date: a warning would let it be published.
func (d *decoder) withheld(p *plan, n *node) {
	if d.file == sitePath {
		return
	}
	draft := d.text.syntax.entry("draft", "true")
	drafted := slices.ContainsFunc(n.entries, func(e entry) bool {
		v, _ := e.value.bool()
		return v && strings.EqualFold(e.key, "draft")
	})
	if !drafted && n.unbuilt != (Place{}) {
		d.errorf(n.unbuilt, "key %q hides nothing here; write %s", "_build", draft)
	}
	n.entries = slices.DeleteFunc(n.entries, func(e entry) bool {
		word := strings.ToLower(e.key)
		v, yesNo := e.value.bool()
		if word == "published" && yesNo && (v || drafted) {
			d.warnf(e.place, "%s says nothing here; remove it", d.text.syntax.entry(e.key, strconv.FormatBool(v)))
			return true
		}
		how := concealed(word, &e.value)
		if _, known := p.keys[word]; drafted || known && how == byStatus {
			return false
		}
		switch how {
		case byFlag:
			d.errorf(e.place, "%s hides nothing here; write %s", d.text.syntax.entry(e.key, strconv.FormatBool(v)), draft)
		case byStatus:
			d.errorf(e.place, "%s hides nothing here; write %s", d.text.syntax.example(e.key, e.value.text), draft)
		case byLock:
			d.errorf(e.place, "key %q hides nothing here; write %s", e.key, draft)
		case fromDay:
			d.errorf(e.place, "key %q hides nothing here, as no build knows what day it is; write %s from then on, and the day under %q", e.key, draft, "_"+e.key)
		case untilDay:
			d.errorf(e.place, "key %q hides nothing here, as no build knows what day it is; write %s until then, and the day under %q", e.key, draft, "_"+e.key)
		case unconcealed:
			return false
		}
		return true
	})
}

// mapping reads the entries of n into the struct target.
func (d *decoder) mapping(p *plan, name string, n *node, target reflect.Value) {
	var room [64]*entry // of nearly every mapping
	written := append(room[:0], make([]*entry, len(p.fields))...)
	var above *entry // the last with a known key
	for i := range n.entries {
		e := &n.entries[i]
		key, known := p.keys[strings.ToLower(e.key)]
		if !known && above != nil && d.outdented(p, above, e) {
			continue
		}
		if !known {
			d.unknown(p, name, e)
			continue
		}
		above = e
		if e.value.kind == nullNode {
			if f := &p.fields[key.field]; f.Type == TextKey || f.Type == TextsKey {
				d.warnHidden(f.texts(), e.key, &e.value)
			}
			continue
		}
		other := written[key.field]
		if other == nil {
			written[key.field] = e
			continue
		}
		if p.keys[strings.ToLower(other.key)].rank > key.rank {
			written[key.field], e, other = e, other, e
		}
		d.warnf(e.place, "%q says the same as %q in line %d, which is used; remove one", e.key, other.key, other.place.line)
	}
	for i, e := range written {
		f := &p.fields[i]
		if e != nil {
			f.read(d, f.Name, &e.value, target.FieldByIndex(f.index))
		}
		if f.Required && (e == nil || isEmpty(&e.value)) {
			d.missing(name, f.Name, n, e)
		}
	}
}

// outdented warns of a key that a mapping of the list above it has, and reports whether it is
// one: a space too few before it ends the list.
func (d *decoder) outdented(p *plan, above, e *entry) bool {
	list, f := &above.value, &p.fields[p.keys[strings.ToLower(above.key)].field]
	if list.kind != listNode || len(list.items) == 0 || f.Type != MappingsKey {
		return false
	}
	last := &list.items[len(list.items)-1]
	if _, has := newPlan(f.Keys).keys[strings.ToLower(e.key)]; !has || last.kind != mapNode || list.place.line == above.place.line {
		return false
	}
	d.warnf(e.place, "unknown key %q; where it belongs to the last of %s, above, write %d spaces before it", shorten(e.key), above.key, last.place.col-1)
	return true
}

// isEmpty reports whether a value is a text of nothing but white space.
func isEmpty(n *node) bool {
	return n.kind == textNode && strings.TrimSpace(n.text) == ""
}

// missing reports a required key that a mapping, or with an empty name the
// whole file, lacks, or that e leaves empty.
func (d *decoder) missing(name, key string, n *node, e *entry) {
	at, in := Place{1, 1}, "has"
	if name != "" {
		at, in = n.place, name+": has"
	}
	if e != nil {
		at = e.value.place
	}
	d.errorf(at, "%s no %s; write %s", in, key, d.text.syntax.example(key, "…"))
}

// foreign are keys that other generators know and that mean nothing here.
// The nearest known key would be misleading for them.
var foreign = []string{
	"author_profile", "build", "cascade", "comment", "comments", "eleventycomputed",
	"eleventyexcludefromcollections", "eleventynavigation", "excerpt_separator", "expirydate",
	"featured", "header", "headless", "hidden", "iscjklanguage",
	"keywords", "layout", "linktitle", "markup", "math", "mathjax", "menu", "menus", "outputs",
	"permalink", "pin", "published_at", "read_time", "related_posts", "resources", "series", "share", "sidebar",
	"sitemap", "teaser", "toc", "type", "weight",
}

// pictures are keys that other generators have for one above a text.
var pictures = []string{
	"cover", "feature_image", "featured_image", "heroimage", "image", "images", "ogimage", "photo", "picture", "thumbnail",
}

// ofArticles are keys of articles that other documents cannot have. A warning
// would let what they say disappear.
var ofArticles = []string{"accounts", "annotations", "corrections"}

// synonyms are words that authors use for keys which are called otherwise here, by what
// they may be called.
var synonyms = map[string][]string{
	"also_known_as": {"aka", "alias", "also", "names", "nickname", "nicknames", "other_names"},
	"annotations":   {"notes"},
	"archive":       {"archive_url", "archived"},
	"author":        {"by", "byline", "reporter", "writer"},
	"by":            {"said_by", "speaker", "who"},
	"casualties":    {"dead", "deaths", "fatalities", "injured", "killed", "victims", "wounded"},
	"corrections":   {"erratum", "retracted", "retraction", "withdrawn"},
	"credits":       {"agencies", "agency", "via", "wire"},
	"date":          {"datepublished", "datetime", "day", "end", "end_date", "pubdate", "pubdatetime", "start", "start_date", "when"},
	"from":          {"begin", "since", "start", "start_date", "started"},
	"incidents":     {"event", "events"},
	"injured":       {"wounded"},
	"kind":          {"type"},
	"killed":        {"dead", "deaths", "fatalities"},
	"lang":          {"locale"},
	"language":      {"lang", "locale"},
	"lat":           {"latitude"},
	"lon":           {"lng", "long", "longitude"},
	"note":          {"body", "comment", "text"},
	"place":         {"coordinates", "geo", "lat", "location", "lon", "venue", "where"},
	"actor":         {"name", "person", "who"},
	"actors":        {"entities", "participants", "people", "persons", "who"},
	"of":            {"at", "in", "org", "organisation", "organization"},
	"part_of":       {"parent"},
	"quote":         {"exact", "passage", "selector"},
	"retrieved":     {"access_date", "accessdate", "accessed"},
	"roles":         {"office", "offices", "position", "positions"},
	"same_as":       {"wikidata", "wikipedia"},
	"source":        {"medium", "newspaper", "outlet"},
	"summary":       {"abstract", "blurb", "intro", "lead", "standfirst"},
	"tags":          {"subjects", "topic", "topics"},
	"title":         {"headline", "name"},
	"to":            {"end", "end_date", "ended", "till", "until"},
	"updated":       {"datemodified", "moddatetime", "modified", "updateddate"},
	"url":           {"homepage", "href", "link", "source_url", "website"},
}

// abroad are words for keys in Arabic, German, French, Spanish and Portuguese, as those of
// synonyms.
var abroad = map[string][]string{
	"actors":    {"acteurs", "actores", "akteure", "atores", "الجهات"},
	"author":    {"auteur", "autor", "autora", "autorin", "الكاتب"},
	"date":      {"data", "datum", "fecha", "التاريخ", "تاريخ"},
	"draft":     drafts,
	"incidents": {"acontecimentos", "ereignisse", "incidentes", "sucesos", "événements", "الأحداث"},
	"kind":      {"tipo"},
	"lang":      {"idioma", "langue", "sprache", "اللغة", "لغة"},
	"language":  {"idioma", "langue", "sprache", "اللغة", "لغة"},
	"place":     {"lieu", "lugar", "ort", "المكان", "مكان"},
	"source":    {"fonte", "fuente", "quelle", "المصدر", "مصدر"},
	"status":    {"estado", "statut"},
	"summary":   {"resumen", "resumo", "résumé", "zusammenfassung", "الملخص", "ملخص"},
	"tags":      {"etiquetas", "schlagworte", "schlagwörter", "étiquettes", "وسوم"},
	"title":     {"titel", "titre", "titular", "titulo", "título", "überschrift", "العنوان", "عنوان"},
}

// drafts are words for a draft in them.
var drafts = []string{"borrador", "brouillon", "entwurf", "rascunho", "مسودة"}

// wordsFor returns words that authors use for a key which is called otherwise here, in small
// letters.
func wordsFor(key string) []string { return slices.Concat(synonyms[key], abroad[key]) }

// calledBy returns the key of a mapping that is called by another word, in small letters;
// "" where there is none.
func (p *plan) calledBy(word string) string {
	for _, key := range p.names {
		if slices.Contains(wordsFor(key), word) {
			return key
		}
	}
	return ""
}

// unknown warns of a key that a mapping, or with an empty name the whole
// file, does not have.
func (d *decoder) unknown(p *plan, name string, e *entry) {
	key, word := shorten(e.key), strings.ToLower(e.key)
	nearest, other := diag.DidYouMean(e.key, p.names), p.calledBy(word)
	if other != "" {
		nearest = diag.Suggest(other)
	}
	switch {
	case name == "" && slices.Contains(ofArticles, word):
		d.errorf(e.place, "%s belong to articles; write them into the article that they speak of", key)
	case name != "" && nearest == "":
		d.warnf(e.place, "%s: unknown key %q; known are %s", name, key, strings.Join(p.names, ", "))
	case name != "":
		d.warnf(e.place, "%s: unknown key %q%s", name, key, nearest)
	case word == "status" && slices.Contains(p.names, "corrections"):
		d.warnf(e.place, "key %q belongs to incidents; what a publisher corrected or retracted stands under %q", key, "corrections")
	case slices.Contains(pictures, word):
		d.warnf(e.place, "key %q shows nothing here; write a picture into the text, ![what it shows](picture.jpg \"caption\"), and remove the key", key)
	case slices.Contains(foreign, word) && other == "":
		d.warnf(e.place, "key %q means nothing here; remove it, or move it under params: for a template of your own", key)
	case nearest != "":
		d.warnf(e.place, "unknown key %q%s", key, nearest)
	default:
		d.warnf(e.place, "unknown key %q; move it under params: for a template of your own, or write %q for a private note", key, "_"+key)
	}
}

// structReader reads a mapping, or a plain value that means the main key.
func structReader(p *plan) readFunc {
	return func(d *decoder, name string, n *node, target reflect.Value) {
		switch {
		case n.kind == mapNode:
			d.mapping(p, name, n, target)
		case n.scalar() && p.main >= 0:
			if isEmpty(n) {
				return
			}
			f := &p.fields[p.main]
			f.read(d, name, n, target.FieldByIndex(f.index))
		case p.main >= 0:
			d.errorf(n.place, "%s: wants a value or a mapping with %s, has %s", name, strings.Join(p.names, ", "), n.describe())
		default:
			d.errorf(n.place, "%s: wants a mapping with %s, has %s", name, strings.Join(p.names, ", "), n.describe())
		}
	}
}

// structsReader reads a list of structs; one alone needs no list.
func structsReader(t reflect.Type, count limit, read readFunc) readFunc {
	return func(d *decoder, name string, n *node, target reflect.Value) {
		items := slices.DeleteFunc(n.list(), func(item node) bool { return item.kind == nullNode || isEmpty(&item) })
		items = items[:d.within(count, name, len(items), func(k int) Place { return items[k].place })]
		all := reflect.MakeSlice(t, len(items), len(items))
		for i := range items {
			read(d, name, &items[i], all.Index(i))
		}
		target.Set(all)
	}
}

// namedReader reads a mapping whose keys are the author's own. One without a value
// counts as not written.
func namedReader(t reflect.Type, names texts, count limit, read readFunc) readFunc {
	return func(d *decoder, name string, n *node, target reflect.Value) {
		if isEmpty(n) {
			return
		}
		if n.kind != mapNode {
			d.errorf(n.place, "%s: wants a mapping, has %s", name, n.describe())
			return
		}
		entries := slices.DeleteFunc(n.entries, func(e entry) bool { return e.value.kind == nullNode || isEmpty(&e.value) })
		entries = entries[:d.within(count, name, len(entries), func(k int) Place { return entries[k].place })]
		all := reflect.MakeSlice(t, len(entries), len(entries))
		for i := range entries {
			e, one := &entries[i], all.Index(i)
			key, err := names.check(names.canonical(e.key))
			if err != nil {
				d.errorf(e.place, "%s: key %v", name, err)
			}
			d.checkLength(names, name, key, e.place)
			*one.Field(0).Addr().Interface().(*At[string]) = At[string]{V: d.words.text(key), Place: d.place(e.place)}
			read(d, e.key, &e.value, one.Field(1))
		}
		target.Set(all)
	}
}
