package content

import (
	"cmp"
	"slices"
	"strings"

	"dateline/internal/diag"
)

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

// ofIncidents are keys of incidents that authors look for in the article about one, and
// ofReports those of articles that they look for in the incident.
var (
	ofIncidents = []string{"casualties", "dead", "deaths", "established", "injured", "killed", "location", "part_of", "place", "related", "victims"}
	ofReports   = []string{"archive", "author", "credits", "incidents", "link", "outlet", "retrieved", "source", "url"}
)

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

// unknown warns of a key that a mapping, or with an empty name the whole file, does not
// have. It is an error where one that is required, and not among those that are written,
// was meant: that one is returned.
func (d *decoder) unknown(p *plan, name string, e *entry, written []*entry) (meant string) {
	key, word := shorten(e.key), strings.ToLower(e.key)
	other := p.calledBy(word)
	nearest := cmp.Or(other, diag.Nearest(e.key, p.names))
	switch {
	case name == "" && slices.Contains(ofArticles, word):
		d.errorf(e.place, "%s belong to articles; write them into the article that they speak of", key)
	case name != "" && nearest == "":
		d.warnf(e.place, "%s: unknown key %q; known are %s", name, key, strings.Join(p.names, ", "))
	case name != "":
		return d.misnamed(p, name+": ", nearest, e, written)
	case word == "status" && slices.Contains(p.names, "corrections"):
		d.warnf(e.place, "key %q belongs to incidents; what a publisher corrected or retracted stands under %q", key, "corrections")
	case slices.Contains(p.names, "accounts") && nearest == "" && slices.Contains(ofIncidents, word):
		d.warnf(e.place, "key %q belongs to incidents; write it into the incident that the article reports, and what the article itself states under %q", key, "accounts")
	case slices.Contains(p.names, "casualties") && nearest == "" && slices.Contains(ofReports, word):
		d.warnf(e.place, "key %q belongs to articles; write it into one that reports the incident", key)
	case slices.Contains(pictures, word):
		d.warnf(e.place, "key %q shows nothing here; write a picture into the text, ![what it shows](picture.jpg \"caption\"), and remove the key", key)
	case slices.Contains(foreign, word) && other == "":
		d.warnf(e.place, "key %q means nothing here; remove it, or move it under params: for a template of your own", key)
	case nearest != "":
		return d.misnamed(p, "", nearest, e, written)
	default:
		d.warnf(e.place, "unknown key %q; move it under params: for a template of your own, or write %q for a private note", key, "_"+key)
	}
	return ""
}

// misnamed tells of a key that another is probably meant by, or to which that belongs. A
// message begins with what it is in.
func (d *decoder) misnamed(p *plan, in, meant string, e *entry, written []*entry) (missing string) {
	at := p.keys[meant].field
	f := &p.fields[at]
	if f.Type == MappingKey && slices.ContainsFunc(f.Keys, func(k Key) bool { return k.Name == strings.ToLower(e.key) }) {
		d.warnf(e.place, "%sunknown key %q; it belongs to %s: write %s", in, shorten(e.key), meant,
			d.text.syntax.entry(meant, d.text.syntax.within(strings.ToLower(e.key))))
		return ""
	}
	tell := d.warnf
	if _, named := SlugOf(d.file); written[at] == nil && in == "" && meant == "date" && named == "" && !d.misdated {
		d.misdated, tell = true, d.errorf
	}
	if written[at] == nil && f.Required {
		missing, tell = meant, d.errorf
	}
	tell(e.place, "%sunknown key %q%s", in, shorten(e.key), diag.Suggest(meant))
	return missing
}
