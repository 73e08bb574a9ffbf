package timeline

import (
	"cmp"
	"fmt"
	"maps"
	neturl "net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"
)

// linkTexts resolves the links in all texts, finds the mentions of actors and
// anchors the notes.
func (l *linker) linkTexts() {
	t := l.timeline
	t.Site.Body = l.resolve(&t.Site.Document, t.Site.Body)
	names := l.names()
	notes := newNoteLinker(l, names)
	for _, a := range t.Articles {
		l.articleText(names, a)
		notes.article(a)
		notes.enter(a)
	}
	for _, i := range t.Incidents {
		l.documentText(names, &i.Meta.Document, &i.Text, nil, i.actors)
	}
	for _, a := range t.Actors {
		l.documentText(names, &a.Meta.Document, &a.Text, a, nil)
		a.sortStatements()
	}
	for _, s := range t.Sources {
		l.documentText(names, &s.Meta.Document, &s.Text, nil, nil)
	}
	for _, p := range t.Pages {
		l.documentText(names, &p.Meta.Document, &p.Text, nil, nil)
	}
	l.view.Turn(nil)
	l.note.Turn(nil)
}

// documentText resolves the links in a document's text and returns the actors that it
// names.
func (l *linker) documentText(names *markup.Names, doc *content.Document, text *Text, self *Actor, said []*Actor) []*Actor {
	text.Body = l.resolve(doc, doc.Body)
	return l.mentions(names, &l.view, doc.Path, text, self, said)
}

// articleText does so for an article, and notes who appears in it.
func (l *linker) articleText(names *markup.Names, a *Article) {
	said := l.actors.findAll(l, &a.Meta.Document, a.Meta.Actors)
	l.named = append(l.documentText(names, &a.Meta.Document, &a.Text, nil, said), said...)
	actors := l.named[:0]
	for _, actor := range l.named {
		if !slices.Contains(actors, actor) {
			actors = append(actors, actor)
		}
	}
	a.Actors = append([]*Actor(nil), actors...) // no larger than need be
}

// names collects what actors are called; the owner of a name is the actor's
// index in the timeline. Texts remember what the same names found in them.
func (l *linker) names() *markup.Names {
	var names []markup.Name
	for k, a := range l.timeline.Actors {
		if a.Meta.Mention.V == "off" {
			continue
		}
		for _, name := range a.Names() {
			names = append(names, markup.Name{Text: name, Owner: k})
		}
	}
	if c := l.cache; c.finder == nil || !slices.Equal(c.names, names) {
		c.names, c.finder = names, markup.NewNames(names)
	}
	return l.cache.finder
}

// mentions finds, by a view, the actors named in a text, one for each time that one is
// named, wikilinks included, and says which of the mentions are shown as
// links. self is the actor whose own page it is; said are the actors that the
// author lists, which decide between actors of one name. The slice is good until the
// next text.
func (l *linker) mentions(names *markup.Names, view *markup.View, file string, text *Text, self *Actor, said []*Actor) []*Actor {
	mode := l.timeline.Site.Mentions.V
	named := l.named[:0]
	l.texts++
	for _, link := range text.Body.Links() {
		if actor, ok := l.linkedActor(link); ok {
			named = append(named, actor)
			l.linked[actor.at] = l.texts
			said = append(said, actor)
		}
	}
	marks := l.marks[:0]
	shared := map[int32]*Actor{} // whom each name of several means; nil where that is not said
	var listed map[*Actor]bool   // made for the first of these
	view.Turn(text.Body)
	for _, m := range names.Find(view) {
		owners := names.Owners(m)
		actor := l.timeline.Actors[owners[0]]
		if len(owners) > 1 {
			meant, known := shared[m.Name]
			if !known {
				if listed == nil {
					listed = make(map[*Actor]bool, len(said))
					for _, actor := range said {
						listed[actor] = true
					}
				}
				if meant = l.decide(owners, listed); meant == nil {
					l.warnShared(file, names.Said(view, m), owners)
				}
				shared[m.Name] = meant
			}
			actor = meant
		}
		if actor == nil || actor == self {
			continue
		}
		named = append(named, actor)
		if mode == "off" || mode == "first" && l.linked[actor.at] == l.texts {
			continue
		}
		l.linked[actor.at] = l.texts
		marks = append(marks, markup.Mark{Start: m.Start, End: m.End, To: int32(actor.at)})
	}
	l.named, l.marks, text.Marks = named, marks, markup.NewMarks(marks, l.addresses)
	return named
}

func (l *linker) linkedActor(link markup.Link) (*Actor, bool) {
	if link.Path || link.Kind != "" && link.Kind != "actor" {
		return nil, false
	}
	actor, ok := l.actors.bySlug[content.FoldSlug(link.Target)]
	return actor, ok
}

// decide returns which of the actors of one name an author means: the only one of them whom
// the author lists; nil where there is none, or several.
func (l *linker) decide(owners []int, listed map[*Actor]bool) *Actor {
	var meant *Actor
	for _, k := range owners {
		if actor := l.timeline.Actors[k]; listed[actor] {
			if meant != nil {
				return nil
			}
			meant = actor
		}
	}
	return meant
}

// mostOwners is how many actors of one name a message lists.
const mostOwners = 5

// warnShared says that a name is that of several actors.
func (l *linker) warnShared(file string, said markup.Said, actors []int) {
	var slugs []string
	for _, k := range actors[:min(mostOwners, len(actors))] {
		slugs = append(slugs, l.timeline.Actors[k].Meta.Slug.V)
	}
	if more := len(actors) - mostOwners; more > 0 {
		slugs = append(slugs, fmt.Sprintf("%d more", more))
	}
	l.problems.Warnf(diag.At(file, said.Line, said.Col),
		"%q is the name of %s; write [[%s|%s]] to say which", said.Words, strings.Join(slugs, " and of "), slugs[0], said.Words)
}

// resolve returns a text with its links leading somewhere. The text is part of
// doc.
func (l *linker) resolve(doc *content.Document, body *markup.Body) *markup.Body {
	links := body.Links()
	targets := make([]markup.Target, len(links))
	left := maxTitles
	for k, link := range links {
		if link.Path {
			targets[k] = l.resolvePath(doc, link)
		} else {
			targets[k] = l.resolveSlug(doc, link)
		}
		if link.Titled {
			continue
		}
		if left -= len(targets[k].Title); left < 0 {
			l.problems.Errorf(link.Pos, "up to here links without words of their own stand for titles of more than %d MiB; write words, as in [[%s|words]]", maxTitles>>20, link.Target)
			break
		}
	}
	return body.Resolve(targets)
}

// maxTitles is how many bytes titles may have in one text in place of the words of links: a
// link takes five.
const maxTitles = 32 << 20

// resolveSlug finds what a [[wikilink]] leads to.
func (l *linker) resolveSlug(doc *content.Document, link markup.Link) markup.Target {
	found := l.lookUp(link.Kind, content.FoldSlug(link.Target))
	switch {
	case len(found) == 1:
		return markup.Target{URL: found[0].URL, Title: l.originals.title(doc, found[0])}
	case len(found) > 1:
		var choices []string
		for _, doc := range found {
			choices = append(choices, "[["+doc.Kind+":"+link.Target+"]]")
		}
		l.problems.Errorf(link.Pos, "%q is the slug of more than one document; write %s", link.Target, strings.Join(choices, " or "))
	default:
		l.missing(link.Pos, link.Kind, link.Target)
	}
	return markup.Target{Title: link.Target}
}

// lookUp returns the documents of a kind, or of all where kind is "", that have a slug.
func (l *linker) lookUp(kind, slug string) []Document {
	found := l.articles.lookUp(nil, kind, slug)
	found = l.incidents.lookUp(found, kind, slug)
	found = l.actors.lookUp(found, kind, slug)
	found = l.sources.lookUp(found, kind, slug)
	return l.pages.lookUp(found, kind, slug)
}

// slugs returns the slugs of a kind, or of all kinds, for suggestions.
func (l *linker) slugs(kind string) []string {
	return slices.Concat(l.articles.all(kind), l.incidents.all(kind), l.actors.all(kind), l.sources.all(kind), l.pages.all(kind))
}

// resolvePath finds what a path leads to: another document's file, or a file in the
// page's own folder. One from the root that is none of ours is a file of the site's own.
func (l *linker) resolvePath(doc *content.Document, link markup.Link) markup.Target {
	target := path.Join(path.Dir(doc.Path), link.Target)
	if strings.HasPrefix(link.Target, "/") {
		target = path.Join(content.Folder("site"), path.Clean(link.Target))
	}
	if l.paths == nil {
		l.paths = pathsOf(l.timeline)
	}
	if d, ok := l.paths[target]; ok {
		return markup.Target{URL: d.URL, Title: l.originals.title(doc, d)}
	}
	if file, ok := doc.Beside[target]; ok {
		address := func(file string) string {
			beside := neturl.URL{Path: strings.TrimPrefix(file, path.Dir(doc.Path)+"/")}
			return l.paths[doc.Path].URL + beside.EscapedPath()
		}
		if file.Unshown {
			return markup.Target{Image: &markup.Image{Missing: true}} // content has said why
		}
		return markup.Target{URL: address(target), Image: image(file, target, address)}
	}
	if strings.HasPrefix(link.Target, "/") && kindOf(target) == "site" && l.fromSource(link.Target) == "" {
		elsewhere := neturl.URL{Path: path.Clean(link.Target)}
		return markup.Target{URL: elsewhere.EscapedPath()}
	}
	text, moved, meant := l.missingFile(target, link.Target)
	problem := diag.Problem{Pos: link.Pos, Text: text}
	if to := linkTo(doc.Path, moved, link.Target); to != "" {
		problem.Text += " (check --fix writes that)"
		problem.Mend = diag.Mend{Old: link.Target, New: to, Link: true}
	} else if meant != "" {
		problem.Text += diag.Suggest(cmp.Or(linkTo(doc.Path, meant, link.Target), meant))
	}
	l.problems.Put(problem)
	return markup.Target{}
}

// fromSource returns the file of a document to which a path leads from the source folder; ""
// where there is none.
func (l *linker) fromSource(written string) string {
	file := strings.TrimPrefix(path.Clean(written), "/")
	if _, ok := l.paths[file]; ok {
		return file
	}
	return ""
}

// linkTo returns how a file links another where it has linked it by an older path, in the
// same way: from the root, or from its own folder; "" where there is none, or where a path
// has to be written in some other way to be one.
func linkTo(from, file, older string) string {
	switch {
	case file == "" || strings.ContainsAny(file, " ()<>%\\#?&|"):
		return ""
	case strings.HasPrefix(older, "/"):
		return strings.TrimPrefix(file, content.Folder("site"))
	}
	up, dir := "", path.Dir(from)
	for !strings.HasPrefix(file, dir+"/") {
		up, dir = up+"../", path.Dir(dir)
	}
	return up + strings.TrimPrefix(file, dir+"/")
}

// kindOf returns the kind of documents in whose folder a path is, "site" for none.
func kindOf(file string) string {
	for _, kind := range content.Kinds {
		if kind != "site" && strings.HasPrefix(file, content.Folder(kind)+"/") {
			return kind
		}
	}
	return "site"
}

// missingFile returns the message about a path that leads to nothing which a page may link,
// and the file that stood there, at its path now, or else the one that may have been meant;
// "" for none.
func (l *linker) missingFile(target, written string) (text, moved, meant string) {
	if slices.ContainsFunc(l.drafts, func(d content.Draft) bool { return d.Path == target }) {
		return target + " " + asDraft, "", ""
	}
	if within, ok := strings.CutPrefix(target, content.Folder("site")+"/"); ok && slices.ContainsFunc(strings.Split(within, "/"), content.PassedOver) {
		return target + " is left out, as hidden files and the backups of editors are, whose names begin with a dot, end with ~ or stand between two #; rename it, and link it by that name", "", ""
	}
	if markup.IsMarkdown(target) {
		known, hint := slices.Sorted(maps.Keys(l.paths)), ""
		meant = l.fromSource(written)
		same := namesakes(target, known)
		switch {
		case meant != "":
		case len(same) == 1 && kindOf(same[0]) == kindOf(target):
			moved = same[0]
		case len(same) == 1:
			meant = same[0]
		case len(same) == 0:
			moved = l.renamedFile(target)
			if near := diag.Nearest(target, known); moved == "" && near != "" && alike(target, near) {
				meant = near
			}
		}
		if moved != "" {
			hint = fmt.Sprintf("; it is %s now", moved)
		}
		return "no file " + target + hint, moved, meant
	}
	if mailbox.MatchString(written) {
		return fmt.Sprintf("no file %s beside this page; write mailto:%s to lead to a mailbox", target, written), "", ""
	}
	owner := ""
	for d := range l.timeline.WithSettings() {
		if _, ok := d.Meta.Beside[target]; ok {
			owner = d.Meta.Path
		}
	}
	if owner != "" {
		return fmt.Sprintf("%s lies beside %s, and only that page brings it; link to the page, or put a copy beside this one", target, owner), "", ""
	}
	return fmt.Sprintf("no file %s beside this page; a page's own files lie in its folder, as in slug/index.md with slug/%s", target, path.Base(target)), "", ""
}

// mailbox matches an address of mail, and no picture such as icon@2x.png.
var mailbox = regexp.MustCompile(`^[^\s@/]+@[^\s@/]*\pL{2}[^\s@/]*\.\pL{2,}$`)

// renamedFile returns the file of the document that a file was, as aliases say; "" for none.
func (l *linker) renamedFile(file string) string {
	slug, _ := content.SlugOf(file)
	now, _ := l.called().renamed(kindOf(file), slug)
	return now.file
}

// namesakes returns the files that give the same slug as another: where it was moved to,
// into another folder or one of its own.
func namesakes(file string, known []string) []string {
	slug, _ := content.SlugOf(file)
	return slices.DeleteFunc(slices.Clone(known), func(other string) bool {
		its, _ := content.SlugOf(other)
		return its != slug
	})
}

// pathsOf returns where the files of all documents lead: also those of originals, by
// which texts go on to link what translates them.
func pathsOf(t *Timeline) map[string]Document {
	paths := map[string]Document{}
	for d := range t.WithSettings() {
		paths[d.Meta.Path] = d
		if original := d.Meta.Original(); original != "" {
			paths[original] = d
		}
	}
	return paths
}

// alike reports whether two files go by slugs that come near to each other: that their
// folders are the same, or nearly, says little.
func alike(a, b string) bool {
	one, _ := content.SlugOf(a)
	other, _ := content.SlugOf(b)
	return diag.Nearest(one, []string{other}) != ""
}

// image returns what a page says of a picture beside it, nil for another file.
func image(beside content.Beside, file string, address func(string) string) *markup.Image {
	if !beside.IsPicture() {
		return nil
	}
	info := beside.Picture
	shown := &markup.Image{Width: info.Width, Height: info.Height}
	for _, width := range info.Smaller() {
		shown.Smaller = append(shown.Smaller, markup.Source{URL: address(info.Name(file, width)), Width: width})
	}
	return shown
}
