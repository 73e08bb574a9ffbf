package corpus

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"regexp"
	"slices"
	"strings"
)

// layouts are the settings and templates of the Hugo site.
//
//go:embed all:hugo
var layouts embed.FS

// Hugo returns the files of a Hugo site with the same articles, incidents,
// actors and sources as Files. Its templates make the same pages, lists in parts
// of 100 entries: the home page, archives by year and month, each article,
// incident, actor, source, tag and place, lists of all of them; two feeds of each
// list, of whole texts for the home page, and a sitemap. What many pages show is
// rendered once (partialCached), as Hugo's manual advises.
//
// It is given what Dateline finds out by itself: which actors a text names. And
// it does less: no name is linked in a text, no note placed beside its words, no
// account compared with others; there are no maps and no networks, nobody's
// companions, no list of corrections, no frames for other sites, no search, no
// hover cards and no data.
func Hugo(articles int) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, name := range layoutNames() {
			data, err := layouts.ReadFile("hugo/" + name)
			if err != nil {
				panic(err) // they are part of the program
			}
			if !yield(name, data) {
				return
			}
		}
		for file := range generate(articles) {
			if !yield(hugoName(file.name), hugoText(file)) {
				return
			}
		}
	}
}

func layoutNames() []string {
	var names []string
	err := fs.WalkDir(layouts, "hugo", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, strings.TrimPrefix(name, "hugo/"))
		}
		return err
	})
	if err != nil {
		panic(err) // they are part of the program
	}
	return names
}

// hugoName returns where Hugo wants a file: incidents, actors and sources are
// terms of taxonomies there, so that each lists its entries.
func hugoName(name string) string {
	for _, folder := range []string{"content/incidents/", "content/actors/", "content/sources/"} {
		if strings.HasPrefix(name, folder) {
			return strings.TrimSuffix(name, path.Ext(name)) + "/_index.md"
		}
	}
	return name
}

// Keys that mean something else to Hugo, and dates that it cannot read.
var (
	uncertain = regexp.MustCompile(`(?m)^date: (\d{4}-\d\d-\d\d)[?~]$`)
	monthOnly = regexp.MustCompile(`(?m)^date: (\d{4}-\d\d)$`)
	dated     = regexp.MustCompile(`(?m)^date: (\d{4})-(\d\d).*$`)
	published = regexp.MustCompile(`(?m)^source: (.*)$`)
	placed    = regexp.MustCompile(`(?m)^place: \{name: (.*?),.*$`)
	renamed   = strings.NewReplacer("\nname: ", "\ntitle: ", "\nurl: ", "\noriginal: ", "\nkind: ", "\nsort: ", "\nlang: ", "\nlanguage: ", "\nactors: ", "\nparts: ")
)

// hugoText returns a file with front matter for Hugo.
func hugoText(f file) []byte {
	front, body, _ := bytes.Cut(f.data, []byte("\n---\n"))
	front = []byte(renamed.Replace(string(front)))
	front = uncertain.ReplaceAll(front, []byte("date: $1"))
	front = monthOnly.ReplaceAll(front, []byte("date: $1-01"))
	front = dated.ReplaceAll(front, []byte("$0\nyears: ['$1']\nmonths: ['$1-$2']"))
	front = published.ReplaceAll(front, []byte("sources: [$1]"))
	front = placed.ReplaceAll(front, []byte("$0\nplaces: [$1]"))
	if len(f.actors) > 0 {
		front = append(front, "\nactors: ["...)
		for k, actor := range f.actors {
			if k > 0 {
				front = append(front, ", "...)
			}
			front = fmt.Appendf(front, "actor-%d", actor)
		}
		front = append(front, ']')
	}
	return slices.Concat(front, []byte("\n---\n"), body)
}
