package timeline

import (
	"maps"
	"slices"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/markup"
)

// Link makes documents into a timeline. References that lead nowhere go to
// the list, each with a suggestion; the timeline is complete but for them.
func Link(set *content.Set) (*Timeline, diag.List) {
	return new(Cache).linkAndKeep(set)
}

// Cache keeps what the next Link of a site is likely to need again. Its zero
// value is empty. It is not safe for concurrent use.
type Cache struct {
	names  []markup.Name
	finder *markup.Names

	set      *content.Set // what was linked last
	linker   *linker      // that linked it; nil where it found errors
	problems diag.List
}

// Link does what the function Link does, sooner where little has changed: where
// that is articles only, and no other document can show the difference but
// through them, the last timeline is brought up to date, and what was made from
// it with it. See Changes. Where something is wrong with the set, the last
// timeline stays as it is: its site may still be shown.
func (c *Cache) Link(set *content.Set, wrong bool) (*Timeline, Changes, diag.List) {
	if c.linker != nil && !wrong {
		if changes, ok := c.update(set); ok {
			c.set = set
			return c.linker.timeline, changes, c.problems
		}
	}
	t, problems := c.linkAndKeep(set)
	return t, Changes{All: true}, problems
}

// LinkAll does what Link does, and makes everything anew. Of an edition in
// another language, originals is the timeline of the site's own language, whose
// documents are the same ones; else it is nil.
func (c *Cache) LinkAll(set *content.Set, originals *Timeline) (*Timeline, diag.List) {
	c.linker = nil
	l := newLinker(c, set)
	if originals != nil {
		l.originals = newOriginals(originals)
	}
	return l.link()
}

// linkAndKeep links a set, and keeps what the next Link may go on from.
func (c *Cache) linkAndKeep(set *content.Set) (*Timeline, diag.List) {
	l := newLinker(c, set)
	l.link()
	c.set, c.linker, c.problems = set, l, l.problems
	if c.problems.HasErrors() {
		c.linker = nil
	}
	return l.timeline, l.problems
}

// link goes through all that is to be linked.
func (l *linker) link() (*Timeline, diag.List) {
	l.order()
	l.linkSources()
	l.linkActors()
	l.linkIncidents()
	l.linkArticles()
	l.linkTexts()
	l.compareAccounts()
	l.sort()
	return l.timeline, l.problems
}

// linker holds what is needed while linking: the documents by slug.
type linker struct {
	cache     *Cache
	originals *originals // nil but in an edition
	timeline  *Timeline
	problems  diag.List
	drafts    []content.Draft // that were left out

	articles  registry[*Article]
	incidents registry[*Incident]
	actors    registry[*Actor]
	sources   registry[*Source]
	pages     registry[*Page]
	tags      map[string]*Tag
	places    map[string]*Place
	pointed   map[string]bool     // languages: have they points between thousands?
	paths     map[string]Document // by path of the file; nil until a text links one
	callings  *callings           // slugs by name; nil until a reference leads nowhere
	addresses *markup.Addresses   // of actors, as they stand in the timeline
	none      *details

	// Used again:
	view, note markup.View // of the text of a document, and of a note
	marks      []markup.Mark
	selectors  []markup.Selector
	named      []*Actor
	texts      int   // how many were looked at
	linked     []int // in which of them each actor was linked last
}

// details are those of all that have none: nothing.
type details struct {
	article    ArticleDetails
	stated     StatedDetails
	annotation AnnotationDetails
}

func newLinker(cache *Cache, set *content.Set) *linker {
	site := set.Site // the set stays as it was read
	l := &linker{
		cache:     cache,
		timeline:  &Timeline{Site: &site, Unlinked: set.Unread, words: newWords(&site)},
		drafts:    set.Drafts,
		articles:  newRegistry[*Article]("article", len(set.Articles)),
		incidents: newRegistry[*Incident]("incident", len(set.Incidents)),
		actors:    newRegistry[*Actor]("actor", len(set.Actors)),
		sources:   newRegistry[*Source]("source", len(set.Sources)),
		pages:     newRegistry[*Page]("page", len(set.Pages)),
		tags:      map[string]*Tag{},
		places:    map[string]*Place{},
		pointed:   map[string]bool{},
		addresses: &markup.Addresses{},
		none:      &details{},
	}
	t := l.timeline
	t.Articles = make([]*Article, 0, len(set.Articles))
	articles := make([]Article, len(set.Articles))
	for k, meta := range set.Articles {
		a := &articles[k]
		*a = Article{Meta: meta, Text: Text{Body: meta.Body}, ArticleDetails: &l.none.article}
		a.url, a.entry = a.URL(), entry{Article: a, date: meta.Date.V}
		t.Articles = append(t.Articles, a)
		l.articles.bySlug[meta.Slug.V] = a
		t.gaps = t.gaps || unread(meta.Title, meta.Date)
	}
	for _, meta := range set.Incidents {
		i := &Incident{Meta: meta, Text: Text{Body: meta.Body}}
		i.url, i.entry = i.URL(), entry{Incident: i, date: meta.Date.V}
		t.Incidents = append(t.Incidents, i)
		l.incidents.bySlug[meta.Slug.V] = i
		t.gaps = t.gaps || unread(meta.Title, meta.Date)
	}
	for _, meta := range set.Actors {
		a := &Actor{Meta: meta, Text: Text{Body: meta.Body}}
		a.url = a.URL()
		t.Actors = append(t.Actors, a)
		l.actors.bySlug[meta.Slug.V] = a
		t.gaps = t.gaps || !meta.Name.Set()
	}
	for _, meta := range set.Sources {
		s := &Source{Meta: meta, Text: Text{Body: meta.Body}}
		t.Sources = append(t.Sources, s)
		l.sources.bySlug[meta.Slug.V] = s
	}
	for _, meta := range set.Pages {
		p := &Page{Meta: meta, Text: Text{Body: meta.Body}}
		t.Pages = append(t.Pages, p)
		l.pages.bySlug[meta.Slug.V] = p
	}
	return l
}

// language returns that of the edition, by which lists by name are sorted.
func (l *linker) language() string { return l.timeline.Site.Language.V }

func (l *linker) linkSources() {
	locale.SortByName(l.language(), l.timeline.Sources, func(s *Source) (string, string) { return s.Name(), s.Meta.Slug.V })
}

func (l *linker) linkActors() {
	l.linked = make([]int, len(l.timeline.Actors))
	locale.SortByName(l.language(), l.timeline.Actors, func(a *Actor) (string, string) { return a.Name(), a.Meta.Slug.V })
	l.timeline.company = newCompany(l.timeline)
	for k, a := range l.timeline.Actors {
		a.at, a.company = k, l.timeline.company
		*l.addresses = append(*l.addresses, a.url)
		for _, meta := range a.Meta.Roles {
			office := Office{Meta: meta}
			office.Of, _ = l.actors.find(l, &a.Meta.Document, meta.Of)
			a.Offices = append(a.Offices, office)
		}
		for _, meta := range a.Meta.Relations {
			relation := Relation{Kind: meta.Kind.V, Name: meta.Name.V, From: meta.From.V, To: meta.To.V}
			switch {
			case meta.Actor.Set():
				other, ok := l.actors.find(l, &a.Meta.Document, meta.Actor)
				if !ok {
					continue
				}
				if other == a {
					l.problems.Errorf(a.Meta.Pos(meta.Actor.Place), "this relation leads to the actor itself; write the slug of another")
					continue
				}
				relation.Actor, relation.Name = other, other.Name()
				other.Inverse = append(other.Inverse, Relation{meta.Kind.V, a, a.Name(), meta.From.V, meta.To.V})
			case !meta.Name.Set() && meta.Kind.Set(): // one without a kind is reported already
				l.problems.Errorf(a.Meta.Pos(meta.Kind.Place), "this relation leads nowhere; add actor: with a slug, or name: for somebody without a page")
			}
			a.Relations = append(a.Relations, relation)
		}
	}
}

func (l *linker) linkIncidents() {
	for k, i := range l.timeline.Incidents {
		if k > 0 {
			i.Prev, l.timeline.Incidents[k-1].Next = l.timeline.Incidents[k-1], i
		}
		i.Place = l.place(i)
		for _, meta := range i.Meta.Actors {
			l.linkRole(i, meta)
		}
		i.actors = actorsIn(i.Roles)
		i.Related = l.incidents.findAll(l, &i.Meta.Document, i.Meta.Related)
		if self := slices.IndexFunc(i.Meta.Related, refersTo(i.Meta.Slug.V)); self >= 0 {
			l.problems.Errorf(i.Meta.Pos(i.Meta.Related[self].Place), "an incident cannot be related to itself; remove it from the list")
		}
		i.PartOf = l.incidents.findAll(l, &i.Meta.Document, i.Meta.PartOf)
		for _, whole := range i.PartOf {
			whole.Parts = append(whole.Parts, i)
		}
		i.Tags = l.tag(&i.Meta.Document, i.Meta.Tags)
	}
	l.locate()
	l.checkParts()
}

func (l *linker) linkRole(i *Incident, meta content.RoleMeta) {
	_, isActor := l.actors.bySlug[content.UnknownActor]
	if content.FoldSlug(meta.Actor.V) == content.UnknownActor && !isActor {
		i.Roles = append(i.Roles, Role{Role: meta.Role.V})
		return
	}
	if actor, ok := l.actors.find(l, &i.Meta.Document, meta.Actor); ok {
		i.Roles = append(i.Roles, Role{actor, meta.Role.V})
	}
}

func (l *linker) linkArticles() {
	for _, a := range l.timeline.Articles {
		l.references(a)
		if l.originals != nil && (a.Meta.Translation() != "" || a.Meta.TextLang() != "") {
			l.details(a).Original = l.originals.articles[a.Meta.Slug.V]
		}
		if a.Publisher != nil {
			a.Publisher.Reports = append(a.Publisher.Reports, a)
		}
		for _, s := range a.Credits {
			s.Credits = append(s.Credits, a)
		}
		for _, i := range a.Incidents {
			i.Reports = append(i.Reports, a)
		}
		for _, account := range a.Accounts {
			account.Incident.accounts = append(account.Incident.accounts, account)
		}
	}
}

// details returns those of an article, to be changed.
func (l *linker) details(a *Article) *ArticleDetails {
	if a.ArticleDetails == &l.none.article {
		a.ArticleDetails = &ArticleDetails{}
	}
	return a.ArticleDetails
}

// references resolves what the front matter of an article refers to.
func (l *linker) references(a *Article) {
	a.Publisher, _ = l.sources.find(l, &a.Meta.Document, a.Meta.Source)
	if credits := l.credits(a); len(credits) > 0 {
		l.details(a).Credits = credits
	}
	a.Incidents = l.incidents.findAll(l, &a.Meta.Document, a.Meta.Incidents)
	a.Tags = l.tag(&a.Meta.Document, a.Meta.Tags)
	l.accounts(a)
}

// credits returns whose reporting an article carries beside its publisher's own.
func (l *linker) credits(a *Article) []*Source {
	credits := l.sources.findAll(l, &a.Meta.Document, a.Meta.Credits)
	own := slices.Index(credits, a.Publisher)
	if a.Publisher == nil || own < 0 {
		return credits
	}
	at := slices.IndexFunc(a.Meta.Credits, refersTo(a.Publisher.Meta.Slug.V))
	l.problems.Warnf(a.Meta.Pos(a.Meta.Credits[at].Place), "%q is the publisher of this article; credits name whose reporting it carries beside its own", a.Meta.Credits[at].V)
	return slices.Delete(credits, own, own+1)
}

// sort builds every index that spans articles and incidents. Going through the
// entries in order leaves nothing to sort in those of actors and tags.
func (l *linker) sort() {
	t := l.timeline
	counts := make([]int, len(t.Actors)) // so that none gets more room than need be
	for _, e := range t.Entries {
		for _, actor := range e.Actors() {
			counts[actor.at]++
		}
	}
	for _, a := range t.Actors {
		a.Entries = make([]Entry, 0, counts[a.at])
	}
	for _, e := range t.Entries {
		for _, actor := range e.Actors() {
			actor.Entries = append(actor.Entries, e)
		}
		for _, tag := range e.Tags() {
			tag.Entries = append(tag.Entries, e)
		}
	}
	locale.SortByName(l.language(), t.Pages, func(p *Page) (string, string) { return p.Meta.Title.V, p.Meta.Slug.V })
	t.Tags = slices.Collect(maps.Values(l.tags))
	locale.SortByName(l.language(), t.Tags, func(tag *Tag) (string, string) { return tag.Name, tag.Slug })
	t.Places = slices.Collect(maps.Values(l.places))
	locale.SortByName(l.language(), t.Places, func(p *Place) (string, string) { return p.Name, p.Slug })
	for k, place := range t.Places {
		place.At = k
	}
}
