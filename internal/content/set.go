package content

// Set is everything that was read from a source folder. Documents of a kind
// stand in the order of their paths.
type Set struct {
	Site      Site
	Articles  []*Article
	Incidents []*Incident
	Actors    []*Actor
	Sources   []*Source
	Pages     []*Page
	Drafts    []Draft // that were left out, in the order of their paths
	Files     int     // how many content files there are
	Unread    int     // how many incidents there are beside these, see [Cache.Part]

	translations map[string]map[string]document // by language and path of the original
}

// Draft is a document that was left out, for messages about what refers to it.
type Draft struct {
	Path string // its file, as that of a Document
	Kind string // "article", "incident", "actor", "source" or "page"; "" for a translation of the settings
	Slug string // "" for a translation, which goes by that of its original
}

// add adds a document of one of the kinds.
func (s *Set) add(doc document) {
	switch doc := doc.(type) {
	case *Article:
		s.Articles = append(s.Articles, doc)
	case *Incident:
		s.Incidents = append(s.Incidents, doc)
	case *Actor:
		s.Actors = append(s.Actors, doc)
	case *Source:
		s.Sources = append(s.Sources, doc)
	case *Page:
		s.Pages = append(s.Pages, doc)
	}
}

// translate adds a translation to the set, the first of one language.
func (s *Set) translate(f found, doc document) {
	byPath := s.translations[f.translates.lang]
	if byPath == nil {
		byPath = map[string]document{}
		s.translations[f.translates.lang] = byPath
	}
	if byPath[f.translates.original] == nil {
		byPath[f.translates.original] = doc
	}
}

// Find returns the path of the document of a kind with a slug, "" for none.
func (s *Set) Find(kind, slug string) string {
	if doc := s.find(kind, slug); doc != nil {
		return doc.document().Path
	}
	return ""
}

// find returns the document of a kind with a slug, nil for none.
func (s *Set) find(kind, slug string) document {
	key := slugKey(FoldSlug(slug))
	for _, doc := range s.documents(kind) {
		if slugKey(doc.document().Slug.V) == key {
			return doc
		}
	}
	return nil
}

// Slugs returns those of the documents of a kind.
func (s *Set) Slugs(kind string) []string {
	var all []string
	for _, doc := range s.documents(kind) {
		all = append(all, doc.document().Slug.V)
	}
	return all
}

// documents returns the documents of a kind.
func (s *Set) documents(kind string) []document {
	switch kind {
	case "article":
		return listed(s.Articles)
	case "incident":
		return listed(s.Incidents)
	case "actor":
		return listed(s.Actors)
	case "source":
		return listed(s.Sources)
	case "page":
		return listed(s.Pages)
	}
	return nil
}

func listed[D document](docs []D) []document {
	all := make([]document, len(docs))
	for k, doc := range docs {
		all[k] = doc
	}
	return all
}
