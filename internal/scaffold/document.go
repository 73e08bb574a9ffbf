// Package scaffold makes the files that authors begin with: a new document
// with its keys explained, and a small site to start from.
package scaffold

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/timeline"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"
)

// Kinds are the kinds of documents that New makes.
var Kinds = []string{"article", "incident", "actor", "source", "page"}

// Document says what a new document is to be.
type Document struct {
	Kind  string    // one of Kinds
	Title string    // its title or name
	Date  edtf.Date // articles: published; incidents: happened
	URL   string    // address of the original, or of the actor's or source's own site; may be ""
}

// Slug returns the slug of the document: its title as part of an address, as far as
// that goes. Dates in front would be taken off the name of the file, and are left out.
func (d Document) Slug() (string, error) {
	slug := content.CutSlug(timeline.Slugify(inDigits(d.Title)))
	for rest, date := content.CutDate(slug); date != ""; rest, date = content.CutDate(slug) {
		slug = rest
	}
	if slug == "" {
		return "", fmt.Errorf("%q has no letters or digits to make a file name of; write a title with some", d.Title)
	}
	if slug == "index" {
		return "index-1", nil // a file of that name is its folder's own page
	}
	if err := content.CheckSlug(slug); err != nil {
		return "", err
	}
	return slug, nil
}

// inDigits writes the numbers that slugs do not have in letters and digits, as far as they have
// such: "km²" as "km2", "Ⅷ" as "VIII".
func inDigits(title string) string {
	var b strings.Builder
	for _, r := range title {
		written := string(r)
		if unicode.In(r, unicode.Nl, unicode.No) {
			if written = norm.NFKC.String(written); written == string(r) {
				written = " "
			}
		}
		b.WriteString(written)
	}
	return b.String()
}

// Path returns where the document belongs, relative to the source folder:
// articles by year ("content/articles/2021/slug.md"), others in the folder of
// their kind.
func (d Document) Path() (string, error) {
	slug, err := d.Slug()
	if err != nil {
		return "", err
	}
	folder := content.Folder(d.Kind)
	if day, ok := d.Date.Anchor(); ok && d.Kind == "article" {
		year, _, _ := strings.Cut(strings.TrimPrefix(day.String(), "-"), "-")
		folder = path.Join(folder, year)
	}
	return path.Join(folder, slug+".md"), nil
}

// Text returns the file: what is known as keys, every other key as a comment
// that says what it takes. It builds as it is.
func (d Document) Text() (string, error) {
	if d.URL != "" && !slices.ContainsFunc(content.Keys(d.Kind), func(k content.Key) bool { return k.Name == "url" }) {
		return "", fmt.Errorf("the kind %s has no address of its own; articles, actors and sources have", d.Kind)
	}
	var b strings.Builder
	b.WriteString("---\n")
	for _, k := range content.Keys(d.Kind) {
		value := ""
		switch k.Name {
		case "title", "name":
			value = d.Title
		case "date":
			value = d.Date.String()
		case "url":
			value = d.URL
		}
		if value != "" {
			text, err := yaml.Marshal(value)
			if err != nil {
				return "", fmt.Errorf("writing %s: %w", k.Name, err)
			}
			if k.Name == "date" {
				text = []byte(value + "\n") // YAML would quote what Dateline reads as it stands
			}
			fmt.Fprintf(&b, "%s: %s  # %s\n", k.Name, strings.TrimSpace(string(text)), takes(k))
			continue
		}
		explain(&b, "# ", k)
	}
	b.WriteString("---\n\n")
	return b.String(), nil
}

// explain writes a key as a comment, those of its mapping below it.
func explain(b *strings.Builder, indent string, k content.Key) {
	fmt.Fprintf(b, "%s%s:  # %s\n", indent, k.Name, takes(k))
	step := "  "
	if k.Type == content.MappingsKey {
		step = "  - "
	}
	for _, sub := range k.Keys {
		explain(b, indent+step, sub)
		step = strings.Repeat(" ", len(step))
	}
}

// takes says what a key takes: its doc, the words that are allowed, and where
// it is a list.
func takes(k content.Key) string {
	text := k.Doc
	switch {
	case k.Enum != nil:
		text += ": " + strings.Join(k.Enum, " | ")
	case k.Type == content.TextsKey:
		text += "; a list: [one, another]"
	case k.Type == content.NamedKey:
		text += "; a mapping"
	}
	return text
}
