package content

import (
	"io/fs"
	"net/url"
	"path"
	"slices"
)

// Only has Read read a part of the site, for pages that show a text of one of some articles:
// the settings, all actors, sources and plain pages, those articles and what they refer to,
// and the files in beside. Nothing else of what was kept is recalled, or read. What was
// recalled before stays. With All, it is the whole site again.
func (c *Cache) Only(articles, beside []string) {
	wanted := map[string]bool{} // slugs, "incidents/a"
	files := map[string]bool{sitePath: true}
	for _, file := range beside {
		files[file] = true
	}
	for _, file := range articles {
		files[file] = true
		if k, known := c.at(file); known {
			if c.recallOne(k); c.results == nil {
				return
			}
			if a, ok := c.results[k].document.(*Article); ok {
				a.references(wanted)
			}
		}
	}
	c.only = true
	for k, f := range c.walked.files {
		switch folder := f.folder(); folder {
		case "articles", "incidents":
			if !files[f.path] {
				slug, _ := SlugOf(f.path)
				if !wanted[folder+"/"+slug] {
					continue
				}
			}
		}
		if c.recallOne(k); c.results == nil {
			return
		}
	}
}

// OnlyTexts reports whether files of source differ from what was read of them in their texts at
// most: not in front matter, nor in what lies beside them.
func (c *Cache) OnlyTexts(source fs.FS, files []string) bool {
	var room room
	return !slices.ContainsFunc(files, func(file string) bool {
		k, known := c.at(file)
		if !known {
			return true
		}
		if c.recallOne(k); c.results == nil || c.results[k].document == nil {
			return true
		}
		doc := c.results[k].document.document()
		raw, err := room.read(source, file)
		if err != nil || len(doc.Beside) > 0 {
			return true
		}
		t, problem := room.open(raw)
		_, front := sumsOf(raw, t, doc)
		return problem != nil || front != doc.Front
	})
}

// All has Read read the whole site again.
func (c *Cache) All() { c.only = false }

// references adds the slugs of articles and incidents that an article refers to, as
// far as they can be told without knowing these.
func (a *Article) references(slugs map[string]bool) {
	add := func(folder string, refs ...At[string]) {
		for _, ref := range refs {
			slugs[folder+"/"+FoldSlug(ref.V)] = true
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
	for body := range bodies(a) {
		for _, link := range (*body).Links() {
			slug := FoldSlug(link.Target)
			if link.Path {
				file, err := url.PathUnescape(link.Target)
				if err != nil {
					continue
				}
				slug, _ = SlugOf(path.Clean(file))
			}
			slugs["incidents/"+slug], slugs["articles/"+slug] = true, true
		}
	}
}
