package timeline

import (
	"fmt"
	"strings"
	"testing"
)

// people are actors with names of several kinds.
const people = `
-- actors/araji.md --
---
name: Qasim al-Araji
also_known_as: [al-Araji, قاسم الأعرجي]
---
He, Qasim al-Araji, met NATO.
-- actors/nato.md --
---
name: NATO
---
-- actors/mission.md --
---
name: NATO Mission Iraq
---
-- actors/state.md --
---
name: State
mention: off
---
`

func TestMentions(t *testing.T) {
	const text = "NATO met al-Araji. Then NATO and Qasim al-Araji [said](https://e.org/) NATO Mission Iraq stays.\n"
	link := func(slug, name string) string {
		return `<a class="mention" href="/actors/` + slug + `/">` + name + `</a>`
	}
	nato, araji, qasim, mission := link("nato", "NATO"), link("araji", "al-Araji"), link("araji", "Qasim al-Araji"), link("mission", "NATO Mission Iraq")
	const said = `<a href="https://e.org/">said</a>`
	for _, tt := range []struct{ name, mode, text, html string }{
		{"first", "first", text, nato + " met " + araji + ". Then NATO and Qasim al-Araji " + said + " " + mission + " stays."},
		{"default is first", "", text, nato + " met " + araji + ". Then NATO and Qasim al-Araji " + said + " " + mission + " stays."},
		{"all", "all", text, nato + " met " + araji + ". Then " + nato + " and " + qasim + " " + said + " " + mission + " stays."},
		{"off", "off", text, "NATO met al-Araji. Then NATO and Qasim al-Araji " + said + " NATO Mission Iraq stays."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			settings := "-- _index.md --\n---\ntitle: T\n---\n"
			if tt.mode != "" {
				settings = "-- _index.md --\n---\ntitle: T\nmentions: " + tt.mode + "\n---\n"
			}
			linked := linkClean(t, settings+people+"-- articles/a.md --\n---\ntitle: A\ndate: 2021\n---\n"+tt.text)
			a := article(t, linked, "a")
			if got, want := a.Text.HTML(), "<p>"+tt.html+"</p>\n"; got != want {
				t.Errorf("got  %swant %s", got, want)
			}
			// Which mentions are shown does not change who is named.
			wantLines(t, "actors", actorNames(a.Actors), "NATO", "Qasim al-Araji", "NATO Mission Iraq")
		})
	}
}

func TestMentionRules(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"off for one actor", "The State Department.", ""},
		{"in headings not", "## NATO\n\nText.", ""},
		{"in code not", "`NATO`", ""},
		{"in links not", "[NATO](https://e.org/)", ""},
		{"part of a word not", "NATOs and xNATO", ""},
		{"other script", "قال قاسم الأعرجي ذلك", "Qasim al-Araji"},
		{"after a wikilink", "[[nato|The alliance]] and NATO", "NATO"},
		{"wikilink to one with mention: off", "[[state]]", "State"},
		{"in a footnote", "Text.[^1]\n\n[^1]: Says NATO.", "NATO"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			linked := linkClean(t, people+"-- articles/a.md --\n---\ntitle: A\ndate: 2021\n---\n"+tt.text+"\n")
			if got := strings.Join(actorNames(article(t, linked, "a").Actors), ", "); got != tt.want {
				t.Errorf("names %q, want %q", got, tt.want)
			}
		})
	}
}

// A wikilink is the first mention: the name after it is no link any more.
func TestWikilinkTakesFirstMention(t *testing.T) {
	linked := linkClean(t, people+"-- articles/a.md --\n---\ntitle: A\ndate: 2021\n---\n[[nato|They]] and NATO\n")
	if html := article(t, linked, "a").Text.HTML(); strings.Contains(html, `class="mention"`) {
		t.Errorf("linked a second time: %s", html)
	}
}

func TestSelfMention(t *testing.T) {
	linked := linkClean(t, people)
	html := actor(t, linked, "araji").Text.HTML()
	if want := `<p>He, Qasim al-Araji, met <a class="mention" href="/actors/nato/">NATO</a>.</p>` + "\n"; html != want {
		t.Errorf("got  %swant %s", html, want)
	}
	// Pages of actors are no entries: naming somebody there is no appearance.
	if n := len(actor(t, linked, "nato").Entries); n != 0 {
		t.Errorf("NATO has %d entries, want none", n)
	}
}

// Those named in front matter come after those in the text, each once.
func TestActorsOfArticle(t *testing.T) {
	linked := linkClean(t, people+"-- articles/a.md --\n---\ntitle: A\ndate: 2021\nactors: [state, nato]\n---\nal-Araji and NATO\n")
	a := article(t, linked, "a")
	wantLines(t, "actors", actorNames(a.Actors), "Qasim al-Araji", "NATO", "State")
}

func TestSharedName(t *testing.T) {
	const kazimis = `
-- actors/mustafa.md --
---
name: Mustafa al-Kadhimi
also_known_as: [al-Kadhimi]
---
-- actors/other.md --
---
name: Hassan al-Kadhimi
also_known_as: [al-Kadhimi]
---
-- articles/a.md --
---
title: A
date: 2021
`
	const warning = `content/articles/a.md:%s: warning: "al-Kadhimi" is the name of other and of mustafa; write [[other|al-Kadhimi]] to say which`
	for _, tt := range []struct{ name, rest, actors, at string }{
		{"nobody says", "---\n\nSo al-Kadhimi said.\n\nAnd al–Kadhimi left.\n", "", "6:4"},
		{"the list of actors says", "actors: [mustafa]\n---\nal-Kadhimi left.\n", "Mustafa al-Kadhimi", ""},
		{"the list names both", "actors: [mustafa, other]\n---\nal-Kadhimi left.\n", "Mustafa al-Kadhimi, Hassan al-Kadhimi", "6:1"},
		{"a wikilink says", "---\n[[mustafa|al-Kadhimi]] left. Later al-Kadhimi came.\n", "Mustafa al-Kadhimi", ""},
		{"the full name is nobody else's", "---\nHassan al-Kadhimi left.\n", "Hassan al-Kadhimi", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			linked, lines := link(t, kazimis+tt.rest)
			var want []string
			if tt.at != "" {
				want = []string{strings.Replace(warning, "%s", tt.at, 1)}
			}
			wantLines(t, "problems", lines, want...)
			if got := strings.Join(actorNames(article(t, linked, "a").Actors), ", "); got != tt.actors {
				t.Errorf("names %q, want %q", got, tt.actors)
			}
		})
	}
}

// Of many actors of one name, a message lists a few: a thousand articles may have the name.
func TestNameOfMany(t *testing.T) {
	var archive strings.Builder
	for k := range 8 {
		fmt.Fprintf(&archive, "-- actors/a%d.md --\n---\nname: Al\n---\n", k)
	}
	_, lines := link(t, archive.String()+"-- articles/a.md --\n---\ntitle: A\ndate: 2021\n---\nThen Al left, and Al came.\n")
	wantLines(t, "problems", lines, `content/articles/a.md:5:6: warning: "Al" is the name of a0 and of a1 and of a2 and of a3 and of a4 and of 3 more; write [[a0|Al]] to say which`)
}

// In an incident, those who took part decide between actors of one name.
func TestSharedNameInIncident(t *testing.T) {
	linkClean(t, "-- actors/a.md --\n---\nname: Al\n---\n-- actors/b.md --\n---\nname: Al\n---\n"+
		"-- incidents/i.md --\n---\ntitle: I\ndate: 2021\nactors: [b]\n---\nThen Al left.\n")
}
