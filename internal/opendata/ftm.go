package opendata

import (
	"cmp"
	"crypto/sha1" //nolint:gosec // FollowTheMoney makes its ids with it; nothing secret is hashed
	"encoding/hex"
	"slices"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/escape"
	"dateline/internal/timeline"
)

// ftm writes entities of FollowTheMoney 3, a line each: first what it has of an
// entity, then write.
type ftm struct {
	*source
	out        *stream
	id         ftmID
	schema     string
	properties []ftmProperty
	named      []byte            // reused: what an id is made of
	ends       map[string]ftmEnd // by root-relative address, of what many link to
}

// ftmEnd is an end of a link: the id that it has elsewhere, and the one that it
// has here.
type ftmEnd struct{ id, hash string }

// end returns what has its page at a root-relative address.
func (f *ftm) end(url string) ftmEnd {
	id := f.source.id(url)
	hash := f.hash(id)
	return ftmEnd{id, string(hash[:])}
}

// linked returns an end that many link to.
func (f *ftm) linked(url string) ftmEnd {
	end, ok := f.ends[url]
	if !ok {
		end = f.end(url)
		f.ends[url] = end
	}
	return end
}

type ftmProperty struct{ name, value string }

// begin begins an entity.
func (f *ftm) begin(id ftmID, schema string) {
	f.id, f.schema, f.properties = id, schema, f.properties[:0]
}

// set adds a value of a property, unless it is empty.
func (f *ftm) set(name, value string) {
	if value != "" {
		f.properties = append(f.properties, ftmProperty{name, value})
	}
}

func (f *ftm) tags(tags []*timeline.Tag) {
	for _, t := range tags {
		f.set("keywords", t.Name)
	}
}

// write ends the entity: it writes its line, the properties in the order of their
// names.
func (f *ftm) write() {
	slices.SortStableFunc(f.properties, func(a, b ftmProperty) int { return strings.Compare(a.name, b.name) })
	line := append(append(f.out.line[:0], `{"id":"`...), f.id[:]...)
	line = append(append(append(line, `","schema":"`...), f.schema...), `","properties":{`...)
	before := ""
	for _, p := range f.properties {
		switch {
		case p.name == before:
			line = append(line, ',')
		case before != "":
			line = append(line, "],"...)
		}
		if p.name != before {
			line = append(append(append(line, '"'), p.name...), `":[`...)
			before = p.name
		}
		line = escape.JSON(line, p.value)
	}
	if before != "" {
		line = append(line, ']')
	}
	f.out.line = append(line, "}}\n"...)
	f.out.Write(f.out.line)
}

// ftmSchemas are the schemas of kinds of actors; all others are LegalEntity.
var ftmSchemas = map[string]string{
	"person": "Person", "company": "Company", "state": "PublicBody", "government-body": "PublicBody",
	"international-organisation": "Organization", "organisation": "Organization", "armed-group": "Organization",
	"military-unit": "Organization", "media": "Organization",
}

// followTheMoney writes entities and the links between them, a line each.
func followTheMoney(s *source, w *stream) {
	f := &ftm{source: s, out: w, ends: make(map[string]ftmEnd, len(s.Actors)+len(s.Incidents))}
	for _, a := range s.Actors {
		f.actor(a)
	}
	for _, x := range s.Sources {
		f.thing("Organization", x.URL(), x.Name(), x.Meta.Summary.V)
		f.set("website", x.Meta.URL.V)
		f.write()
	}
	for _, i := range s.Incidents {
		f.incident(i)
		end := f.linked(i.URL())
		for _, r := range i.Roles {
			if r.Actor != nil && r.Role != "" {
				f.link(f.linked(r.Actor.URL()), end, r.Role)
				f.write()
			}
		}
	}
	for _, a := range s.Articles {
		f.article(a)
		end := f.end(a.URL())
		tell(f, end, "report", a.Incidents)
		tell(f, end, "mention", a.Actors)
	}
	for _, a := range s.Actors {
		for _, r := range a.Relations {
			if r.Actor != nil {
				f.link(f.linked(a.URL()), f.linked(r.Actor.URL()), r.Kind)
				f.id = f.hash(string(f.id[:]), " ", r.From.String(), " ", r.To.String())
				f.set("startDate", ftmDate(r.From))
				f.set("endDate", ftmDate(r.To))
				f.write()
			}
		}
	}
}

// ftmID is an id that FollowTheMoney takes: letters and digits only.
type ftmID [2 * sha1.Size]byte

// hash makes an id of texts that belong together.
func (f *ftm) hash(texts ...string) (id ftmID) {
	f.named = f.named[:0]
	for _, text := range texts {
		f.named = append(f.named, text...)
	}
	sum := sha1.Sum(f.named) //nolint:gosec // as above
	hex.Encode(id[:], sum[:])
	return id
}

// ftmDate writes a date in ISO 8601, which is all that FollowTheMoney has; ""
// for one that it cannot write.
func ftmDate(d edtf.Date) string {
	if day, ok := d.Anchor(); !ok || day.Year < 1 || day.Year > 9999 {
		return ""
	}
	exact, _ := d.Exact()
	return exact
}

// thing begins an entity that has a page.
func (f *ftm) thing(schema, url, name, about string) {
	f.begin(f.hash(f.source.id(url)), schema)
	f.set("name", name)
	f.set("summary", about)
	if f.onWeb() {
		f.set("sourceUrl", f.source.id(url))
	}
}

// link begins a link between two things that have pages.
func (f *ftm) link(subject, object ftmEnd, role string) {
	f.begin(f.hash("UnknownLink ", subject.id, " ", object.id, " ", role), "UnknownLink")
	f.set("subject", subject.hash)
	f.set("object", object.hash)
	f.set("role", role)
}

// tell writes what an article tells of: a link joins all that stand at its one end with
// all that stand at the other.
func tell[T interface{ URL() string }](f *ftm, article ftmEnd, role string, of []T) {
	if len(of) == 0 {
		return
	}
	f.begin(f.hash("Documentation ", article.id, " ", role), "Documentation")
	f.set("document", article.hash)
	for _, one := range of {
		f.set("entity", f.linked(one.URL()).hash)
	}
	f.set("role", role)
	f.write()
}

func (f *ftm) actor(a *timeline.Actor) {
	f.thing(cmp.Or(ftmSchemas[a.Meta.Kind.V], "LegalEntity"), a.URL(), a.Name(), a.Meta.Summary.V)
	for _, name := range a.Meta.Names {
		f.set("alias", name.V)
	}
	f.set("website", a.Meta.URL.V)
	f.write()
}

func (f *ftm) incident(i *timeline.Incident) {
	f.thing("Event", i.URL(), i.Meta.Title.V, i.Meta.Summary.V)
	d := i.Meta.Date.V
	if exact := ftmDate(d); exact != "" {
		f.set("date", exact)
	} else if from, to, ok := span(d); ok {
		f.set("startDate", from.String())
		f.set("endDate", to.String())
	}
	f.set("notes", d.Format(f))
	f.tags(i.Tags)
	if i.Place != nil {
		f.set("location", i.Place.Name)
	}
	done := map[*timeline.Actor]bool{}
	for _, r := range i.Roles {
		if r.Actor != nil && !done[r.Actor] {
			done[r.Actor] = true
			f.set("involved", f.linked(r.Actor.URL()).hash)
		}
	}
	f.write()
}

func (f *ftm) article(a *timeline.Article) {
	m := a.Meta
	f.thing("Article", a.URL(), m.Title.V, m.Summary.V)
	f.set("title", m.Title.V)
	f.set("fileName", m.Slug.V) // which a Document must have
	for _, author := range m.Author {
		f.set("author", author.V)
	}
	f.set("publishedAt", ftmDate(m.Date.V))
	f.set("modifiedAt", ftmDate(m.Updated.V))
	f.set("retrievedAt", ftmDate(m.Retrieved.V))
	f.set("notes", m.Date.V.Format(f))
	f.tags(a.Tags)
	f.set("sourceUrl", m.URL.V)
	if a.Publisher != nil {
		f.set("publisher", a.Publisher.Name())
		f.set("publisherUrl", a.Publisher.Meta.URL.V)
	}
	f.write()
}
