package timeline

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"
)

// registry finds the documents of one kind by slug.
type registry[T linked] struct {
	kind   string
	bySlug map[string]T
	slugs  []string // for suggestions; none until there is one to make
}

func newRegistry[T linked](kind string, documents int) registry[T] {
	return registry[T]{kind: kind, bySlug: make(map[string]T, documents)}
}

// all returns the slugs of all documents, unless another kind is asked for.
func (r *registry[T]) all(kind string) []string {
	if kind != "" && kind != r.kind {
		return nil
	}
	if r.slugs == nil {
		r.slugs = slices.Sorted(maps.Keys(r.bySlug))
	}
	return r.slugs
}

// lookUp adds the document that has a slug, if there is one, unless another kind is asked for.
func (r *registry[T]) lookUp(found []Document, kind, slug string) []Document {
	if doc, ok := r.bySlug[slug]; ok && (kind == "" || kind == r.kind) {
		found = append(found, doc.document())
	}
	return found
}

// find returns the document that ref, in one that is linked, names, or reports that
// there is none. A key that is not written names none.
func (r *registry[T]) find(l *linker, in *content.Document, ref content.At[string]) (doc T, ok bool) {
	if !ref.Set() {
		return doc, false
	}
	if doc, ok = r.bySlug[ref.V]; !ok { // mostly it is written as it is kept
		doc, ok = r.bySlug[content.FoldSlug(ref.V)]
	}
	if !ok {
		l.missing(in.Pos(ref.Place), r.kind, ref.V)
	}
	return doc, ok
}

// findAll resolves a list; a document that is named twice counts once.
func (r *registry[T]) findAll(l *linker, in *content.Document, refs []content.At[string]) []T {
	var docs []T
	for _, ref := range refs {
		doc, ok := r.find(l, in, ref)
		switch {
		case !ok:
		case slices.Contains(docs, doc):
			l.problems.Warnf(in.Pos(ref.Place), "%s %q is named twice", r.kind, ref.V)
		default:
			docs = append(docs, doc)
		}
	}
	return docs
}

// refersTo returns a function that reports whether a reference is to the document with a
// slug.
func refersTo(slug string) func(ref content.At[string]) bool {
	return func(ref content.At[string]) bool { return content.FoldSlug(ref.V) == slug }
}

// asDraft is what is the matter with a draft that something refers to.
const asDraft = `is a draft; take "draft: true" off it, or build with --drafts`

// missing reports that no document of a kind, "" for any kind, has the slug that stands at
// a place: a draft may have it, or what was renamed.
func (l *linker) missing(at diag.Pos, kind, slug string) {
	l.timeline.gaps = true
	folded := content.FoldSlug(slug)
	for _, d := range l.drafts {
		if d.Slug != "" && d.Slug == folded && (kind == "" || kind == d.Kind) {
			l.problems.Errorf(at, "%s %q %s", d.Kind, slug, asDraft)
			return
		}
	}
	what := cmp.Or(kind, "document")
	if now, ok := l.called().renamed(kind, folded); ok && len(l.lookUp(kind, now.slug)) == 1 {
		l.problems.Put(diag.Problem{
			Pos:  at,
			Text: fmt.Sprintf("no %s %q; as aliases say it is %q now (check --fix writes that)", what, slug, now.slug),
			Mend: diag.Mend{Old: slug, New: now.slug},
		})
		return
	}
	hint := ""
	if called := l.called().find(kind, slug); called != "" {
		hint = diag.Suggest(called)
	} else if file := slugOfPath(slug); file != "" && len(l.lookUp(kind, file)) == 1 {
		hint = diag.Suggest(file)
	} else if others := l.ofOtherKind(slug); len(others) > 0 {
		hint = fmt.Sprintf(", which is %s; name %s, or write %s/%s.md", oneOf[others[0].Kind], oneOf[kind], content.Folder(kind), others[0].Meta.Slug.V)
	} else {
		hint = suggest(slug, l.slugs(kind), kind)
	}
	l.problems.Errorf(at, "no %s %q%s", what, slug, hint)
}

// ofOtherKind returns the documents that are called by a slug or a name which no document
// of the kind that is asked for has.
func (l *linker) ofOtherKind(called string) []Document {
	if found := l.lookUp("", content.FoldSlug(called)); len(found) > 0 {
		return found
	}
	return l.lookUp("", l.called().find("", called))
}

// slugOfPath returns the slug of the document that a path leads to, be it that of its file,
// without ".md", or that of its page; "" for what is no path.
func slugOfPath(written string) string {
	switch {
	case markup.IsMarkdown(written):
	case strings.Contains(written, "/"):
		written = strings.TrimSuffix(written, "/") + ".md"
	default:
		return ""
	}
	slug, _ := content.SlugOf(written)
	return slug
}

// suggest returns the tail of such a message: the slug that was meant, or else where
// documents live.
func suggest(slug string, slugs []string, kind string) string {
	if s := diag.DidYouMean(slug, slugs); s != "" || slug == "" {
		return s
	}
	return "; " + whereabouts[kind]
}

// oneOf names one document of a kind.
var oneOf = map[string]string{
	"article": "an article", "incident": "an incident", "actor": "an actor", "source": "a source", "page": "a page",
}

// whereabouts says where documents of a kind live.
var whereabouts = map[string]string{
	"":         "a document is called as its file in content/ is, without .md",
	"article":  "articles are files in content/articles/",
	"incident": "incidents are files in content/incidents/",
	"actor":    "actors are files in content/actors/",
	"source":   "sources are files in content/sources/",
	"page":     "plain pages are files in content/pages/",
}
