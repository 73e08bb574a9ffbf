package importer

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/tools/txtar"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/scaffold"
)

// Plan says which files an import adds to a site.
type Plan struct {
	Files []File
	Known []Document // that the site has already, or that are there twice
}

// File is a content file to be.
type File struct {
	Path string // relative to the source folder
	Text []byte
	From Document
	at   []diag.Pos // of its lines, in the foreign file
}

// Archive returns the files.
func (p *Plan) Archive() *txtar.Archive {
	a := &txtar.Archive{}
	for _, f := range p.Files {
		a.Files = append(a.Files, txtar.File{Name: f.Path, Data: f.Text})
	}
	return a
}

// origin returns where what a place in one of the files tells of stands in the foreign
// file; ok is false for a place elsewhere.
func (p *Plan) origin(pos diag.Pos) (origin diag.Pos, ok bool) {
	k, ok := slices.BinarySearchFunc(p.Files, pos.File, func(f File, path string) int { return strings.Compare(f.Path, path) })
	if !ok {
		return diag.Pos{}, false
	}
	f := p.Files[k]
	return f.at[min(max(int(pos.Line)-1, 0), len(f.at)-1)], true
}

// Place says where documents belong in a site. One that it has already is left out: one of
// the slug that it states, an article of the same address, another of the same title and
// date, an actor or source of the same name. So is the second of two such documents, with a
// warning where it says what the first does not. An article of the site that its publisher
// has updated since is a warning too. References may be titles or names of what
// they refer to; sources and actors that nobody has written begin with their name. An
// error is of a document that YAML cannot hold.
func Place(documents []Document, set *content.Set) (Plan, diag.List, error) {
	p := placer{known: newKnown(set), referring: referring(), last: map[string]int{}, set: set}
	first := map[string]Document{} // of those of one identity
	for _, d := range documents {
		if p.known.has(d) {
			p.plan.Known = append(p.plan.Known, d)
			if taken, ok := first[d.identity()]; ok && d.differs(taken) {
				p.problems.Warnf(d.Pos, "%q is at %s already; what this one says otherwise is left out; write both as one", d.title(), taken.Pos)
			}
			if a := p.known.outdated(d); a != nil {
				p.problems.Warnf(d.Pos, "the publisher has updated %q since %s was written; see what has changed, and write updated: %s there", d.title(), a.Path, d.value("updated"))
			}
			continue
		}
		if _, err := p.add(d); err != nil {
			p.problems.Errorf(d.Pos, "%v", err)
		}
		first[d.identity()] = d
	}
	for _, d := range p.added {
		p.refer(d)
	}
	for _, d := range p.added {
		text, at, err := d.file()
		if err != nil {
			return Plan{}, p.problems, fmt.Errorf("%s: %w", d.Pos, err)
		}
		p.plan.Files = append(p.plan.Files, File{d.path, text, *d.Document, at})
	}
	slices.SortFunc(p.plan.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return p.plan, p.problems, nil
}

// A placer gives documents their files.
type placer struct {
	set       *content.Set
	known     known
	referring map[string]string // see referring
	last      map[string]int    // number of the last document of a kind and slug with one
	added     []*placed
	plan      Plan
	problems  diag.List
}

// placed is a document with its file.
type placed struct {
	*Document
	path string
}

// add gives a document a slug that no other has, and a file. It returns the slug that others
// may have already, which its name makes.
func (p *placer) add(d Document) (slug string, err error) {
	named := scaffold.Document{Kind: d.Kind, Title: d.title()}
	own := d.slug()
	if own != "" {
		named.Title = own
	}
	if date, err := edtf.Parse(d.value("date")); err == nil {
		named.Date = date
	}
	file, err := named.Path()
	if err != nil {
		return "", err
	}
	slug = strings.TrimSuffix(path.Base(file), ".md")
	if own == slug && p.known.slugs[d.Kind][slug] {
		return "", fmt.Errorf("the slug %q is that of another %s of this import; write another", slug, d.Kind)
	}
	free, of := slug, slugged(d.Kind, slug)
	for p.known.slugs[d.Kind][free] {
		p.last[of] = max(p.last[of], 1) + 1
		free = fmt.Sprintf("%s-%d", slug, p.last[of])
	}
	d.Keys = slices.DeleteFunc(slices.Clone(d.Keys), func(k Key) bool {
		return k.Path[0] == "slug" || k.Path[0] == "lang" && sameLanguage(k.Values[0], p.set.Site.Language.V)
	})
	p.known.add(d, free)
	p.added = append(p.added, &placed{&d, path.Join(path.Dir(file), free+".md")})
	return slug, nil
}

// sameLanguage reports whether two tags are of one language, in whatever region; a tag that
// names no more than a script is of any language that is written in it.
func sameLanguage(a, b string) bool {
	one, err := language.Parse(a)
	other, otherErr := language.Parse(b)
	if err != nil || otherErr != nil {
		return false
	}
	base, _ := one.Base()
	otherBase, _ := other.Base()
	script, _ := one.Script()
	otherScript, _ := other.Script()
	undetermined, _, _ := one.Raw()
	return script == otherScript && (base == otherBase || undetermined == language.Base{})
}

// referring returns of which kind is what the keys of documents refer to, by kind and name,
// as in "article.source". A plain value in place of a mapping is that of its main key.
func referring() map[string]string {
	kinds := map[string]string{}
	for _, kind := range Kinds {
		for _, k := range content.Keys(kind) {
			kinds[kind+"."+k.Name] = k.To
			for _, below := range k.Keys {
				if below.Main {
					kinds[kind+"."+k.Name] = below.To
				}
			}
		}
	}
	return kinds
}

// refer puts slugs in the place of the titles and names that a document refers to.
func (p *placer) refer(d *placed) {
	for k, key := range d.Keys {
		kind := p.referring[d.Kind+"."+key.Path[0]]
		switch {
		case kind == "":
		case len(key.Path) > 1: // accounts.incident.field
			key.Path = slices.Clone(key.Path)
			key.Path[1] = p.slugOf(kind, key.Path[1], key.Pos)
		default:
			key.Values = slices.Clone(key.Values)
			for n, name := range key.Values {
				key.Values[n] = p.slugOf(kind, name, key.Pos)
			}
		}
		d.Keys[k] = key
	}
}

// slugOf returns the slug of the document that a name means. A source or an actor that
// there is not is begun; what else is not found stays, for the message that says so.
func (p *placer) slugOf(kind, name string, pos diag.Pos) string {
	if folded := content.FoldSlug(name); p.known.slugs[kind][folded] || kind == "actor" && folded == content.UnknownActor {
		return folded
	}
	if slug, ok := p.known.named[kind][fold(name)]; ok {
		return slug
	}
	if kind == "incident" {
		return name
	}
	d := Document{Kind: kind, Pos: pos}
	d.set("name", name)
	like, err := p.add(d)
	if err != nil {
		p.problems.Errorf(pos, "%v", err)
		return name
	}
	slug := p.known.named[kind][fold(name)]
	if slug != like {
		p.problems.Warnf(pos, "no %s is called %q, and %s is begun beside %s; write %[4]s here if that is meant", kind, name, slug, like)
	}
	return slug
}

// Caused returns the problems of a site with the files of the plan that it does not have
// without: those in the files, at their places in the foreign ones, and new errors
// elsewhere.
func (p *Plan) Caused(with, without diag.List) diag.List {
	before := map[diag.Problem]bool{}
	for _, problem := range without.All() {
		before[problem] = true
	}
	var caused diag.List
	for _, problem := range with.All() {
		if origin, ok := p.origin(problem.Pos); ok {
			problem.Pos = origin
		} else if before[problem] || problem.Severity != diag.Error {
			continue
		}
		caused.Put(problem)
	}
	return caused
}
