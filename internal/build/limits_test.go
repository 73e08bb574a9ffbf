package build

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// What a page may weigh on the wire, as a host compresses it, and how much a
// browser has to hold of it.
const (
	limitHTML  = 50 * 1024 // bytes
	limitCSS   = 15 * 1024
	limitJS    = 25 * 1024 // search, filters and citations come when a reader asks for them
	limitPage  = 100 * 1024
	limitNodes = 3_000 // elements

	limitRequests = 12
)

// TestLimits looks at every page of the demo and of a generated site. How many
// articles that one has, DATELINE_ARTICLES says: the limits are those of a site
// with 10,000, which takes a minute.
func TestLimits(t *testing.T) {
	articles := 150
	if set := os.Getenv("DATELINE_ARTICLES"); set != "" {
		var err error
		if articles, err = strconv.Atoi(set); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("demo", func(t *testing.T) { checkLimits(t, demo(t), nil) })
	t.Run(fmt.Sprint(articles), func(t *testing.T) {
		result := run(t, generated(articles))
		checkLimits(t, result, nil)
		checkLinks(t, result, "https://example.org/generated/")
	})
}

// An actor with hundreds of statements, an incident with 120 reports and more
// notes, a long log of corrections, and hundreds of actors, sources and places keep
// to the limits, too.
func TestLimitsOfLongLists(t *testing.T) {
	source := siteOf(t, `
-- content/actors/speaker.md --
---
name: Speaker
---
-- content/incidents/much.md --
---
title: Much reported
date: 2021-01-01
---
`)
	for k := range 120 {
		source[fmt.Sprintf("content/articles/said-%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil, `---
title: Report %d
date: 2021-01-%02d
incidents: [much]
accounts: {much: {killed: %d, injured: 1, rockets: 2, hits: 3, dead: 4, fired: %d, hurt: 6, found: 7}}
annotations:
  - {quote: first words, kind: claim, by: speaker, incident: much, note: N.}
  - {quote: second words, kind: claim, by: speaker, note: N.}
  - {quote: third words, kind: correction, note: N.}
corrections: [{date: 2021-02-01, note: M.}]
---
Here are the first words, the second words and the third words.
`, k, 1+k%28, k%3, k)}
	}
	for k := range 330 {
		source[fmt.Sprintf("content/actors/a%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nname: Actor number %d\nkind: %s\nsummary: One of very many.\n---\n", k, []string{"person", "state"}[k%2])}
		source[fmt.Sprintf("content/incidents/i%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: I\ndate: 20%02d\nplace: {name: Place %d, lat: %d, lon: %d}\n---\n", k%100, k, k/40-10, k%40*2)}
	}
	result := run(t, source)
	checkLimits(t, result, func(name string) bool { return alike.MatchString(name) && !strings.Contains(name, "7/") })
	checkLinks(t, result, "https://example.org/")
}

// alike matches pages of TestLimitsOfLongLists of which one is like the others.
var alike = regexp.MustCompile(`^(actors/a|incidents/i|places/place-)\d+/`)

// checkLimits looks at all pages but those that skip accepts; nil is for none.
func checkLimits(t *testing.T, result *Result, skip func(name string) bool) {
	t.Helper()
	var heaviest, largest string
	var weight, nodes, most int
	weights := map[string]int{} // of style sheets and scripts
	for _, name := range paths(t, result.FS) {
		if ext := path.Ext(name); ext == ".css" || ext == ".js" {
			weights[path.Base(name)] = onWire(t, result, name)
		}
	}
	for _, name := range paths(t, result.FS) {
		if path.Ext(name) != ".html" || skip != nil && skip(name) {
			continue
		}
		size, count, asks, css, js := onWire(t, result, name), 0, 1, 0, 0
		for n := range page(t, result, name).Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			count++
			file := loads(n)
			if file == "" {
				continue
			}
			asks++
			switch path.Ext(file) {
			case ".css":
				css += weights[path.Base(file)]
			case ".js":
				js += weights[path.Base(file)]
			}
		}
		if size > limitHTML || css > limitCSS || js > limitJS || size+css+js > limitPage {
			t.Errorf("%s weighs %d bytes, its styles %d and its scripts %d, want at most %d, %d and %d, and %d together",
				name, size, css, js, limitHTML, limitCSS, limitJS, limitPage)
		}
		if css == 0 || js == 0 {
			t.Errorf("%s has no style sheet or no script", name)
		}
		if count > limitNodes {
			t.Errorf("%s has %d elements, want at most %d", name, count, limitNodes)
		}
		if asks > limitRequests {
			t.Errorf("%s makes %d requests, want at most %d", name, asks, limitRequests)
		}
		if size > weight {
			heaviest, weight = name, size
		}
		if count > nodes {
			largest, nodes = name, count
		}
		most = max(most, css+js)
	}
	t.Logf("the heaviest page is %s with %d bytes, the largest %s with %d elements; styles and scripts weigh %d bytes at most",
		heaviest, weight, largest, nodes, most)
}

// loads returns the address of the file that an element makes a browser ask for
// when the page is opened; "" for none. Maps load the module that moves them.
func loads(n *html.Node) string {
	switch {
	case n.Data == "link" && (attr(n, "rel") == "stylesheet" || attr(n, "rel") == "icon"):
		return attr(n, "href")
	case attr(n, "class") == "sheet":
		return attr(n, "data-module")
	}
	return attr(n, "src")
}

// onWire returns how many bytes a file has when gzip has packed it.
func onWire(t *testing.T, result *Result, name string) int {
	t.Helper()
	data, err := fs.ReadFile(result.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write(data)
	w.Close()
	return packed.Len()
}
