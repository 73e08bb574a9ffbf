package content

import (
	"io/fs"
	"net/url"
	"path"
)

// Part has Read read a part of the site, for pages that show a text of one of some articles,
// as it was and as an edit has left it: the settings, all actors, sources and plain pages,
// the edited articles and the files that are fed, what these refer to, and the files in
// beside. Nothing else of what was kept is recalled, or read. What was recalled before stays.
// The edited articles are as they were until [Cache.Edit]. With All, it is the whole site
// again.
//
// It returns false where an edited article differs from what was read of it in more than its
// text, be it in what lies beside it.
func (c *Cache) Part(source fs.FS, opt Options, edited, fed, beside []string) bool {
	p := part{cache: c, wanted: map[string]bool{}, files: map[string]bool{sitePath: true}}
	r := newReader(source, Options{Drafts: opt.Drafts})
	var room room
	c.edits = map[string]*result{}
	for _, file := range edited {
		if !p.edit(r, file, &room) {
			return false
		}
	}
	for _, file := range fed {
		if r := p.result(file); r != nil {
			p.refer(r)
		}
	}
	for _, file := range beside {
		p.files[file] = true
	}
	c.only = true
	for k, f := range c.walked.files {
		if c.results == nil {
			return false
		}
		if p.has(f, c.results[k]) {
			c.recallOne(k)
		}
	}
	return c.results != nil
}

// A part of a site.
type part struct {
	cache  *Cache
	wanted map[string]bool // slugs, "incidents/a"
	files  map[string]bool
}

// result adds a file, and returns what was read of it; nil where there is none.
func (p *part) result(file string) *result {
	p.files[file] = true
	c := p.cache
	k, known := c.at(file)
	if !known {
		return nil
	}
	if c.recallOne(k); c.results == nil {
		return nil
	}
	return c.results[k]
}

// refer adds what a document refers to, as far as the page of an article or a feed shows it.
func (p *part) refer(r *result) {
	if r.document == nil {
		return
	}
	p.links(r.document)
	if a, is := r.document.(*Article); is {
		p.references(a)
	}
}

// references adds the slugs of articles and incidents to which the keys of an article, and
// those of notes in its text, refer.
func (p *part) references(a *Article) {
	add := func(folder string, refs ...At[string]) {
		for _, ref := range refs {
			p.wanted[folder+"/"+FoldSlug(ref.V)] = true
		}
	}
	add("incidents", a.Incidents...)
	for _, account := range a.Accounts {
		add("incidents", account.Name)
	}
	for _, notes := range [...][]AnnotationMeta{a.Annotations, a.Inline} {
		for _, note := range notes {
			add("incidents", note.Incident)
			add("articles", note.Sources...)
		}
	}
}

// links adds the slugs of articles and incidents that the texts of a document may link.
func (p *part) links(doc document) {
	for body := range bodies(doc) {
		for _, link := range (*body).Links() {
			slug := FoldSlug(link.Target)
			if link.Path {
				file, err := url.PathUnescape(link.Target)
				if err != nil {
					continue
				}
				slug, _ = SlugOf(path.Clean(file))
			}
			p.wanted["incidents/"+slug], p.wanted["articles/"+slug] = true, true
		}
	}
}

// edit adds an article as it was and as it is now; false where it differs in more than its
// text. A draft that stays one is told by its slug.
func (p *part) edit(r *reader, file string, room *room) bool {
	was := p.result(file)
	if was == nil || was.translates != nil {
		return false
	}
	k, _ := p.cache.at(file)
	r.raw = was.raw
	now, err := r.read(p.cache.walked.files[k], nil, room)
	switch {
	case err != nil || (was.document == nil) != (now.document == nil):
		return false
	case was.document == nil:
		p.cache.edits[file] = now
		return was.draft == now.draft
	case len(was.document.document().Beside) > 0 || was.document.document().Front != now.document.document().Front:
		return false
	}
	p.cache.edits[file] = now
	p.refer(was)
	p.refer(now)
	for body := range bodies(was.document) {
		(*body).Lose(func() { p.cache.missed = true })
	}
	return true
}

// has reports whether the part has a file. A link goes by the slug that a document has, or by
// its path.
func (p *part) has(f found, r *result) bool {
	folder := f.folder()
	if folder != "articles" && folder != "incidents" || p.files[f.path] {
		return true
	}
	slug, _ := SlugOf(f.path)
	return p.wanted[folder+"/"+slug] || r != nil && r.unread.slug != "" && p.wanted[folder+"/"+r.unread.slug]
}

// Edit has Read read the edited articles of a Part as they are now.
func (c *Cache) Edit() {
	for file, now := range c.edits {
		if k, known := c.at(file); known {
			c.results[k] = now
		}
	}
	c.edits = nil
}

// Missed reports whether somebody has looked at the text of an edited article as it was: nobody
// knows that any more, unless it was short.
func (c *Cache) Missed() bool { return c.missed }

// All has Read read the whole site again, as it is now.
func (c *Cache) All() {
	c.Edit()
	c.only = false
}
