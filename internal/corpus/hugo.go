package corpus

import (
	"bytes"
	"embed"
	"io/fs"
	"iter"
	"path"
	"regexp"
	"strings"
)

// layouts are the settings and templates of the Hugo site.
//
//go:embed all:hugo
var layouts embed.FS

// Hugo returns the files of a Hugo site with the same articles, incidents and
// actors as Files: a page each, a timeline, lists by month, section, tag and
// incident, feeds and a sitemap. It does less than Dateline does with them: no
// names are linked, no accounts compared, no notes placed in the text.
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
		for name, data := range Files(articles) {
			if !yield(hugoName(name), hugoText(data)) {
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

// hugoName returns where Hugo wants a file: incidents are terms of a taxonomy
// there, so that each lists its reports.
func hugoName(name string) string {
	if strings.HasPrefix(name, "content/incidents/") {
		return strings.TrimSuffix(name, path.Ext(name)) + "/_index.md"
	}
	return name
}

// Keys that mean something else to Hugo, and dates that it cannot read.
var (
	uncertain = regexp.MustCompile(`(?m)^date: (\d{4}-\d\d-\d\d)[?~]$`)
	monthOnly = regexp.MustCompile(`(?m)^date: (\d{4}-\d\d)$`)
	renamed   = strings.NewReplacer("\nname: ", "\ntitle: ", "\nurl: ", "\noriginal: ", "\nkind: ", "\nsort: ", "\nlang: ", "\nlanguage: ")
)

// hugoText returns a file with front matter for Hugo.
func hugoText(data []byte) []byte {
	front, body, _ := bytes.Cut(data, []byte("\n---\n"))
	front = uncertain.ReplaceAll(front, []byte("date: $1"))
	front = monthOnly.ReplaceAll(front, []byte("date: $1-01"))
	return []byte(renamed.Replace(string(front)) + "\n---\n" + string(body))
}
