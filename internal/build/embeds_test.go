package build

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// An embed is small, has the page that it is taken from as its canonical one,
// and stands in no list that people or programs search.
func TestEmbeds(t *testing.T) {
	result := demo(t)
	embeds := 0
	for _, name := range paths(t, result.FS) {
		switch {
		case strings.HasSuffix(name, "embed/index.html"):
			embeds++
			if size := onWire(t, result, name); size > 10<<10 {
				t.Errorf("%s weighs %d bytes", name, size)
			}
		case strings.HasPrefix(name, "sitemap"), strings.HasPrefix(name, "search/"), strings.HasPrefix(name, "data/"), strings.HasSuffix(name, "feed.xml"):
			if strings.Contains(read(t, result, name), "/embed/") {
				t.Errorf("%s lists an embed", name)
			}
		}
	}
	// The home page, three lists by kind, and each incident, actor, source, tag, place, year and month.
	if m := result.Timeline; embeds < 4+len(m.Incidents)+len(m.Actors)+len(m.Sources)+len(m.Tags)+len(m.Places) {
		t.Errorf("%d embeds", embeds)
	}

	opt := options(os.DirFS(repository))
	opt.Portable = true
	folder, err := Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range paths(t, folder.FS) {
		if strings.Contains(name, "embed") || strings.HasSuffix(name, ".html") && strings.Contains(read(t, folder, name), "embed-line") {
			t.Errorf("a folder has %s", name)
		}
	}
}

// Where the settings want no embeds, there are none in any language, no script for
// them, nothing to paste and no rule for hosts; and nothing links to them.
func TestNoEmbeds(t *testing.T) {
	result := runClean(t, twoSite(t, "page_size: 10", "page_size: 10\nembeds: false"))
	for _, name := range paths(t, result.FS) {
		if strings.Contains(name, "embed") {
			t.Errorf("there is %s", name)
		}
		if text := read(t, result, name); strings.HasSuffix(name, ".html") && (strings.Contains(text, "embed/") || strings.Contains(text, "embed-line")) ||
			name == "_headers" && strings.Contains(text, "frame-ancestors *") {
			t.Errorf("%s speaks of embeds", name)
		}
	}
	checkLinks(t, result, prefix)
}

// In a further language an embed and its line stand in the folder of that, and
// the script at the root of all.
func TestEmbedInAnotherLanguage(t *testing.T) {
	for base, want := range map[string]string{
		"":                           `src=&#34;/incidents/a/embed/&#34; .* src=&#34;/../embed.js&#34;`,
		"base_url: https://e.org/b/": `src=&#34;https://e.org/b/ar/incidents/a/embed/&#34; .* src=&#34;https://e.org/b/embed.js&#34;`,
	} {
		result := run(t, siteOf(t, "-- content/_index.md --\n---\ntitle: T\nlanguages: [ar]\n"+base+"\n---\n-- content/_index.ar.md --\n---\ntitle: ت\n---\n-- content/incidents/a.md --\n---\ntitle: A\ndate: 2021\n---\n"))
		if page := read(t, result, "ar/incidents/a/index.html"); !regexp.MustCompile(want).MatchString(page) {
			t.Errorf("%s: the line is %s", base, regexp.MustCompile(`(?s)<textarea.*?</textarea>`).FindString(page))
		}
		read(t, result, "ar/incidents/a/embed/index.html")
	}
}

// A site that does not know its address has embeds, and no line to paste until a
// script knows from where it is read.
func TestEmbedWithoutAddress(t *testing.T) {
	result := runArchive(t, "-- content/incidents/a.md --\n---\ntitle: A\ndate: 2021\n---\n")
	if got := read(t, result, "incidents/a/index.html"); !strings.Contains(got, `id="embed--line" data-base="" hidden>`) {
		t.Error("without base_url the line is offered")
	}
	if got := read(t, result, "incidents/a/embed/index.html"); strings.Contains(got, "canonical") {
		t.Error("without base_url the embed has a canonical address")
	}
}
