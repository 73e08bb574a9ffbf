// Package lint looks in a built timeline for what no single file shows and no
// build refuses: links that lead nowhere, documents that nothing leads to,
// names that look like an actor's, twins, tags in two spellings, slips in the fields of
// accounts, in places and in tags, words for what is not there, dates that contradict each
// other, addresses that vanished, and web addresses that no longer answer. It says where, and
// what to write instead; the safe mends it makes itself (MendDates, MendAliases,
// MendReferences).
package lint

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/timeline"

	"golang.org/x/net/html"
)

// Site is what is looked at.
type Site struct {
	Timeline  *timeline.Timeline
	Further   []*timeline.Timeline // those of its further editions, for what is translated
	Source    fs.FS                // the site's folder, for places in texts
	Content   *content.Set         // what the timeline was linked of
	Files     fs.FS                // every file of the built site
	Redirects map[string]string    // where its pages at older addresses lead; both root-relative
	Last      Last                 // the build before; its zero value where there is none
	Today     edtf.Date            // where days begin first: what is after that is still to come in any zone; the zero Date where nobody knows
}

// Last is what the build before left behind.
type Last struct {
	Paths []string // of all its files, slash-separated
	Files fs.FS    // them, as far as they are still there
}

// Check returns all findings, as warnings. An error means failing I/O.
func Check(s Site) (diag.List, error) {
	c, err := newChecker(s)
	if err != nil {
		return diag.List{}, err
	}
	if err := c.links(); err != nil {
		return diag.List{}, err
	}
	c.orphans()
	c.names()
	c.twinActors()
	c.twinIncidents()
	c.twinArticles()
	c.tags()
	c.fields()
	c.spellings()
	if err := c.words(); err != nil {
		return diag.List{}, err
	}
	c.dates()
	for _, v := range c.vanished() {
		c.problems.Warnf(v.pos(s.Timeline), "%s", v.text())
	}
	return c.problems, nil
}

// A document is what the checks need of any kind of content.
type document struct {
	meta   *content.Document
	kind   string
	title  string
	folder string          // of the further edition that has it, with a slash at its end; "" for the first
	url    string          // in that
	texts  []timeline.Text // its body first, then notes on it
	hrefs  []string        // where its texts lead, as often as they do
	srcs   []string        // where their pictures are, as often as they are shown
}

// addresses returns those to which texts of the document lead, each once.
func (d *document) addresses() []string {
	return slices.Compact(slices.Sorted(slices.Values(d.hrefs)))
}

// times returns how often texts of the document lead to an address, or show what is there.
func (d *document) times(address string) int {
	n := 0
	for _, href := range slices.Concat(d.hrefs, d.srcs) {
		if href == address {
			n++
		}
	}
	return n
}

func (d *document) pos() diag.Pos { return diag.Pos{File: d.meta.Path} }

type checker struct {
	Site
	documents    []*document // in the order of the timeline's lists
	translations []*document // what the further editions have in their languages
	files        map[string]bool
	problems     diag.List
}

func newChecker(s Site) (*checker, error) {
	c := &checker{Site: s, files: map[string]bool{}, documents: documentsOf(s.Timeline, "")}
	for _, t := range s.Further {
		c.translations = append(c.translations, documentsOf(t, content.EditionFolder(t.Site.Language.V)+"/")...)
	}
	err := fs.WalkDir(s.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			c.files[name] = true
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing the site: %w", err)
	}
	return c, nil
}

// documentsOf lists the documents with all their texts; of a further edition, which
// has a folder, those whose texts are translated.
func documentsOf(t *timeline.Timeline, folder string) []*document {
	var all []*document
	add := func(meta *content.Document, kind, title, url string, texts ...timeline.Text) {
		if folder != "" && meta.Translation() == "" {
			return
		}
		d := &document{meta: meta, kind: kind, title: title, folder: folder, url: url, texts: texts}
		for _, text := range texts {
			if text.Body != nil {
				d.hrefs = append(d.hrefs, hrefs(text.HTML())...)
				d.srcs = append(d.srcs, attributes(text.HTML(), "img", "src")...)
			}
		}
		all = append(all, d)
	}
	add(&t.Site.Document, "page", t.Site.Title.V, "/", timeline.Text{Body: t.Site.Body})
	for _, a := range t.Articles {
		texts := []timeline.Text{a.Text}
		for _, note := range a.Annotations {
			texts = append(texts, note.Note)
		}
		if folder == "" { // those of a translation are the original's
			for _, correction := range a.Corrections {
				texts = append(texts, correction.Note)
			}
		}
		add(&a.Meta.Document, "article", a.Meta.Title.V, a.URL(), texts...)
	}
	for _, i := range t.Incidents {
		add(&i.Meta.Document, "incident", i.Meta.Title.V, i.URL(), i.Text)
	}
	for _, a := range t.Actors {
		add(&a.Meta.Document, "actor", a.Name(), a.URL(), a.Text)
	}
	for _, s := range t.Sources {
		add(&s.Meta.Document, "source", s.Name(), s.URL(), s.Text)
	}
	for _, p := range t.Pages {
		add(&p.Meta.Document, "page", p.Meta.Title.V, p.URL(), p.Text)
	}
	return all
}

// hrefs returns the addresses to which a text leads, in order.
func hrefs(text string) []string { return attributes(text, "a", "href") }

// attributes returns what an attribute says in all tags of a name in a text, in order.
func attributes(text, tag, attribute string) []string {
	var all []string
	walkTags(text, func(name string, attr map[string]string) {
		if value, ok := attr[attribute]; ok && name == tag {
			all = append(all, value)
		}
	})
	return all
}

// walkTags calls visit for each opening tag of HTML.
func walkTags(text string, visit func(tag string, attr map[string]string)) {
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			attr := make(map[string]string, len(token.Attr))
			for _, a := range token.Attr {
				attr[a.Key] = a.Val
			}
			visit(token.Data, attr)
		default:
		}
	}
}
