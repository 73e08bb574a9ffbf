package importer

import (
	"strings"

	"dateline/internal/content"
	"dateline/internal/edtf"
)

// known is what a site has, with what an import adds.
type known struct {
	slugs map[string]map[string]bool   // by kind
	named map[string]map[string]string // slugs by kind, and title or name as fold makes it
	same  map[string]bool              // what makes documents the same, see identity

	articles map[string]*content.Article // of the site, by identity
}

func newKnown(set *content.Set) known {
	k := known{
		slugs:    map[string]map[string]bool{},
		named:    map[string]map[string]string{},
		same:     map[string]bool{},
		articles: map[string]*content.Article{},
	}
	for _, kind := range Kinds {
		k.slugs[kind], k.named[kind] = map[string]bool{}, map[string]string{}
		for _, slug := range set.Slugs(kind) {
			k.slugs[kind][slug] = true
		}
	}
	for _, d := range set.Drafts {
		if slugs := k.slugs[d.Kind]; slugs != nil {
			slugs[d.Slug] = true
		}
	}
	for kind, slugs := range k.slugs {
		for slug := range slugs {
			k.same[slugged(kind, slug)] = true
		}
	}
	for _, a := range set.Articles {
		same := identity("article", a.Title.V, a.Date.V.String(), a.URL.V)
		k.enter("article", a.Slug.V, []string{a.Title.V}, same)
		k.articles[same] = a
	}
	for _, i := range set.Incidents {
		k.enter("incident", i.Slug.V, []string{i.Title.V}, identity("incident", i.Title.V, i.Date.V.String(), ""))
	}
	for _, a := range set.Actors {
		names := append([]string{a.Name.V}, content.Values(a.Names)...)
		k.enter("actor", a.Slug.V, names, identity("actor", a.Name.V, "", ""))
	}
	for _, s := range set.Sources {
		k.enter("source", s.Slug.V, []string{s.Name.V}, identity("source", s.Name.V, "", ""))
	}
	return k
}

// enter remembers a document. Of two of one name the first is meant.
func (k known) enter(kind, slug string, names []string, same string) {
	k.slugs[kind][slug], k.same[same] = true, true
	for _, name := range names {
		if _, taken := k.named[kind][fold(name)]; !taken {
			k.named[kind][fold(name)] = slug
		}
	}
}

// add remembers a document that an import adds.
func (k known) add(d Document, slug string) {
	names := []string{d.title()}
	for _, key := range d.Keys {
		if key.Path[0] == "also_known_as" {
			names = append(names, key.Values...)
		}
	}
	k.enter(d.Kind, slug, names, d.identity())
}

// has reports whether there is a document already.
func (k known) has(d Document) bool {
	return k.same[d.identity()] || k.same[slugged(d.Kind, d.slug())]
}

// outdated returns the article of the site of which a document says that its publisher has
// updated it since; nil for none.
func (k known) outdated(d Document) *content.Article {
	a := k.articles[d.identity()]
	updated, err := edtf.Parse(d.value("updated"))
	if a == nil || err != nil {
		return nil
	}
	for _, seen := range []edtf.Date{a.Date.V, a.Updated.V, a.Retrieved.V} {
		if !seen.IsZero() && !seen.Before(updated) {
			return nil
		}
	}
	return a
}

func (d *Document) identity() string {
	date := d.value("date")
	if read, err := edtf.Parse(date); err == nil {
		date = read.String()
	}
	return identity(d.Kind, d.title(), date, d.value("url"))
}

// identity returns what makes two documents of a kind one: see Place.
func identity(kind, title, date, url string) string {
	switch {
	case kind == "article" && url != "":
		return "article\n" + content.ReduceURL(url)
	case kind == "article", kind == "incident":
		return kind + "\n" + fold(title) + "\n" + date
	}
	return kind + "\n" + fold(title)
}

// slugged returns what makes a document that states its slug the one of the site.
func slugged(kind, slug string) string { return "slug\n" + kind + "\n" + slug }

// fold returns a title or name, or the name of a column, as it is compared: in lower case,
// with single spaces.
func fold(name string) string { return strings.ToLower(words(name)) }
