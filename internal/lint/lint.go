// Package lint looks in a built timeline for what no single file shows and no
// build refuses: links that lead nowhere, documents that nothing leads to,
// names that look like an actor's, twins, tags in two spellings, slips in the fields of
// accounts, in places and in tags, texts that are not in the letters of their language, words
// for what is not there, dates that contradict each other, folders that are left out,
// addresses that vanished, and web addresses that no longer answer. It says where, and what
// to write instead; the safe mends it makes itself (MendDates, MendAliases,
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
	Paths []string                          // of all its files, slash-separated
	Read  func(path string) ([]byte, error) // reads one, as far as it is still there
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
	c.letters()
	if err := c.words(); err != nil {
		return diag.List{}, err
	}
	c.dates()
	if err := c.leftOut(); err != nil {
		return diag.List{}, err
	}
	for _, v := range c.vanished() {
		c.problems.Warnf(v.pos(s.Timeline), "%s", v.text())
	}
	return c.problems, nil
}

// A document is what the checks need of any kind of content. Its address is that in its
// edition.
type document struct {
	timeline.Document
	folder string          // of the further edition that has it, with a slash at its end; "" for the first
	texts  []timeline.Text // its own first, then notes on it
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

func (d *document) pos() diag.Pos { return diag.Pos{File: d.Meta.Path} }

type checker struct {
	Site
	documents    []*document // in the order of the timeline's lists, the settings last
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
	beside := map[string][]timeline.Text{} // of articles, by address
	for _, a := range t.Articles {
		for _, note := range a.Annotations {
			beside[a.URL()] = append(beside[a.URL()], note.Note)
		}
		if folder == "" { // those of a translation are the original's
			for _, correction := range a.Corrections {
				beside[a.URL()] = append(beside[a.URL()], correction.Note)
			}
		}
	}
	var all []*document
	for of := range t.WithSettings() {
		if folder != "" && of.Meta.Translation() == "" {
			continue
		}
		d := &document{Document: of, folder: folder, texts: append([]timeline.Text{*of.Text}, beside[of.URL]...)}
		for _, text := range d.texts {
			if text.Body != nil {
				shown := text.HTML()
				d.hrefs = append(d.hrefs, hrefs(shown)...)
				d.srcs = append(d.srcs, attributes(shown, "img", "src")...)
			}
		}
		all = append(all, d)
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
