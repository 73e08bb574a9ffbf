package timeline

import (
	"maps"
	"slices"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/edtf"
)

// Changes says what a Link of a Cache has changed since the one before.
type Changes struct {
	All      bool       // the timeline is a new one
	Articles []*Article // else: articles of the same timeline with another text or other keys
	Actors   []*Actor   // and actors that appear elsewhere, or with others, than before
	Lists    bool       // and something else that decides which pages and files there are
}

// update brings the last timeline up to date with a set in which some articles
// differ. It reports false, and has changed nothing, where the difference
// reaches further than that, or something is wrong with an article.
func (c *Cache) update(set *content.Set) (Changes, bool) {
	l := c.linker
	edited, ok := c.edited(set)
	if !ok {
		return Changes{}, false
	}
	l.problems = diag.List{}
	names := l.names()
	notes := newNoteLinker(l, names)
	var next []*Article // parallel to edited
	for _, meta := range edited {
		a := l.articles.bySlug[meta.Slug.V]
		b := &Article{Meta: meta, entry: a.entry, url: a.url, ArticleDetails: &l.none.article}
		if !l.knowsTags(meta) {
			return Changes{}, false
		}
		l.references(b)
		if !sameReferences(a, b) || !knowsFields(b) {
			return Changes{}, false
		}
		l.articleText(names, b)
		notes.article(b)
		next = append(next, b)
	}
	if l.problems.HasErrors() {
		return Changes{}, false
	}
	c.problems = c.problems.Without(func(file string) bool {
		return slices.ContainsFunc(edited, func(meta *content.Article) bool { return meta.Path == file })
	})
	c.problems.Add(l.problems)
	var changes Changes
	for _, b := range next {
		l.replace(l.articles.bySlug[b.Meta.Slug.V], b, &changes)
	}
	return changes, true
}

// edited returns the articles that differ from those of the last set; false
// where anything else does, or where an article is another one for those that
// refer to it, or stands elsewhere on the timeline.
func (c *Cache) edited(set *content.Set) ([]*content.Article, bool) {
	last := c.set
	if set.Site.Body != last.Site.Body || len(set.Articles) != len(last.Articles) ||
		!slices.Equal(set.Incidents, last.Incidents) || !slices.Equal(set.Actors, last.Actors) ||
		!slices.Equal(set.Sources, last.Sources) || !slices.Equal(set.Pages, last.Pages) {
		return nil, false
	}
	var edited []*content.Article
	for k, meta := range set.Articles {
		old := last.Articles[k]
		if meta == old {
			continue
		}
		if !sameToOthers(old, meta) {
			return nil, false
		}
		edited = append(edited, meta)
	}
	return edited, true
}

// sameToOthers reports whether two versions of an article have one page, and one
// place on the timeline.
func sameToOthers(a, b *content.Article) bool {
	return a.Path == b.Path && a.Slug.V == b.Slug.V && a.Title.V == b.Title.V && a.Draft.V == b.Draft.V &&
		a.Lang.V == b.Lang.V && edtf.Compare(a.Date.V, b.Date.V) == 0 && a.Date.V.String() == b.Date.V.String() &&
		a.Updated.V.String() == b.Updated.V.String() && maps.Equal(a.Beside, b.Beside) &&
		slices.EqualFunc(a.Aliases, b.Aliases, func(x, y content.At[string]) bool { return x.V == y.V })
}

// knowsTags reports whether the site has all tags of an article already, each with the
// same signs wherever it stands, and as it was first written where that was here.
func (l *linker) knowsTags(a *content.Article) bool {
	return !slices.ContainsFunc(a.Tags, func(name content.At[string]) bool {
		slug, _ := FolderOf(name.V)
		tag := l.tags[slug]
		return tag == nil || tag.others != nil || !tag.hasSigns(name.V) || tag.file == a.Path && tag.written != name.V
	})
}

// knowsFields reports whether all fields that an article states about incidents are in
// their comparisons already. A further one may be another spelling of one that is.
func knowsFields(a *Article) bool {
	return !slices.ContainsFunc(a.Accounts, func(account *Account) bool {
		return slices.ContainsFunc(account.Stated, func(s *Stated) bool {
			return !account.Incident.Comparison.has(s.Field)
		})
	})
}

// sameReferences reports whether two versions of an article stand in the same
// lists of sources, incidents and tags.
func sameReferences(a, b *Article) bool {
	return a.Publisher == b.Publisher && slices.Equal(a.Credits, b.Credits) &&
		slices.Equal(a.Incidents, b.Incidents) && slices.Equal(a.Tags, b.Tags)
}

// replace makes an article what its next version is, and enters it anew where
// other pages show it.
func (l *linker) replace(a, next *Article, changes *Changes) {
	changes.Articles = append(changes.Articles, a)
	changes.Lists = changes.Lists || (len(a.Annotations) == 0) != (len(next.Annotations) == 0) ||
		len(a.Corrections) != len(next.Corrections) || len(correcting(a.Annotations)) != len(correcting(next.Annotations))
	for _, note := range next.Annotations {
		note.Article = a
	}
	for _, account := range next.Accounts {
		account.Article = a
	}
	old := *a
	*a = *next
	changes.Lists = l.replaceAccounts(a, old.Accounts) || changes.Lists
	changes.Lists = replaceNotes(a, old.Annotations) || changes.Lists
	if appear := replaceAppearances(a, old.Actors); len(appear) > 0 {
		changes.Actors = append(changes.Actors, appear...)
		l.timeline.company.forget()
	}
}

// replaceAccounts compares the accounts of the article's incidents anew, and
// reports whether one of them differs now that did not, or the other way round.
func (l *linker) replaceAccounts(a *Article, old []*Account) bool {
	var concerned []*Incident
	for _, account := range slices.Concat(old, a.Accounts) {
		if !slices.Contains(concerned, account.Incident) {
			concerned = append(concerned, account.Incident)
		}
	}
	changed := false
	for _, i := range concerned {
		i.accounts = replaced(i.accounts, func(account *Account) *Article { return account.Article }, a, filtered(a.Accounts, func(account *Account) bool { return account.Incident == i }))
		differed := i.Comparison.Differ()
		i.Comparison = l.compare(i, foldValue)
		changed = changed || differed != i.Comparison.Differ()
	}
	return changed
}

// replaceNotes enters the article's annotations on the pages of incidents and
// speakers, and reports whether one of them has more or fewer of them now.
func replaceNotes(a *Article, old []*Annotation) bool {
	var incidents []*Incident
	var speakers []*Actor
	for _, note := range slices.Concat(old, a.Annotations) {
		if i := note.about(); i != nil && !slices.Contains(incidents, i) {
			incidents = append(incidents, i)
		}
		if actor := note.speaker(); actor != nil && !slices.Contains(speakers, actor) {
			speakers = append(speakers, actor)
		}
	}
	of := func(note *Annotation) *Article { return note.Article }
	changed := false
	for _, i := range incidents {
		before := len(i.Annotations)
		i.Annotations = replaced(i.Annotations, of, a, filtered(a.Annotations, func(note *Annotation) bool { return note.about() == i }))
		changed = changed || len(i.Annotations) != before
	}
	for _, actor := range speakers {
		before := len(actor.Statements)
		actor.Statements = replaced(actor.Statements, of, a, filtered(a.Annotations, func(note *Annotation) bool { return note.speaker() == actor }))
		actor.sortStatements()
		changed = changed || len(actor.Statements) != before
	}
	return changed
}

// replaceAppearances enters the article among the entries of those that it
// names, and returns the actors for which something has changed: they appear
// there now, or no longer, or with others than before.
func replaceAppearances(a *Article, old []*Actor) []*Actor {
	changed := false
	for _, actor := range old {
		if !slices.Contains(a.Actors, actor) {
			actor.Entries = slices.DeleteFunc(actor.Entries, func(e Entry) bool { return e.Article == a })
			changed = true
		}
	}
	e := a.Entry()
	for _, actor := range a.Actors {
		if slices.Contains(old, actor) {
			continue
		}
		at, _ := slices.BinarySearchFunc(actor.Entries, e, compareEntries)
		actor.Entries = slices.Insert(actor.Entries, at, e)
		changed = true
	}
	if !changed {
		return nil
	}
	return slices.Concat(old, a.Actors)
}

// filtered returns the items that keep accepts.
func filtered[T any](items []T, keep func(T) bool) []T {
	var kept []T
	for _, item := range items {
		if keep(item) {
			kept = append(kept, item)
		}
	}
	return kept
}

// replaced returns items, which stand in the order of their articles, with those
// of one article exchanged for others.
func replaced[T any](items []T, of func(T) *Article, a *Article, with []T) []T {
	var out []T
	at := 0
	for _, item := range items {
		if other := of(item); other != a {
			out = append(out, item)
			if other.entry.at < a.entry.at {
				at = len(out)
			}
		}
	}
	return slices.Insert(out, at, with...)
}
