package timeline

import (
	"strings"
	"testing"
)

// found writes the findings of a site down, those of one sort where it is not "".
func found(t *testing.T, sort, archive string) []string {
	t.Helper()
	var lines []string
	for _, f := range linkClean(t, archive).Integrity() {
		if sort == "" || f.Sort == sort {
			lines = append(lines, f.Pos.String()+" "+f.Title+" "+f.URL+": "+f.Text)
		}
	}
	return lines
}

func TestIntegrity(t *testing.T) {
	const addresses = "url: https://example.org/\narchive: https://archive.example/\n"
	wantLines(t, "nothing to find", found(t, "", noted(addresses+"source: xinhua\nactors: [nato]\n", "x")+`
-- articles/other.md --
---
title: Other
date: 2021-12-19
incidents: [fire]
url: https://example.org/
archive: https://archive.example/
---
`))
	for _, tt := range []struct {
		sort, name, keys string
		want             []string
	}{
		{"unlinked", "neither", "", []string{"content/articles/a.md A /articles/a/: the article has neither the address of the original nor of an archived copy; add url: and archive:"}},
		{"unlinked", "no archive", "url: https://example.org/\n", []string{"content/articles/a.md A /articles/a/: the article has no address of an archived copy; add archive:"}},
		{"unlinked", "no original", "archive: https://example.org/\n", []string{"content/articles/a.md A /articles/a/: the article has no address of the original; add url:"}},
		{"unlinked", "both", addresses, nil},
		{"unsourced", "claim", "annotations:\n- {quote: river, kind: claim, by: nato, note: n}\n", []string{"content/articles/a.md:5:11 river /articles/a/#note--mzgchi6alv: this claim names no source; add via: or sources:"}},
		{"unsourced", "via", "annotations:\n- {quote: river, kind: claim, via: xinhua, note: n}\n", nil},
		{"unsourced", "sources", "annotations:\n- {quote: river, kind: claim, sources: [other], note: n}\n", nil},
		{"unsourced", "no claim", "annotations:\n- {quote: river, kind: dispute, note: n}\n", nil},
		{"unmentioned", "nobody names it", "", []string{"content/actors/nato.md NATO /actors/nato/: the actor appears in no incident and no article"}},
		{"unmentioned", "named in front matter", "actors: [nato]\n", nil},
		{"single", "one publisher, of two articles", "source: xinhua\nincidents: [fire]\n", []string{"content/incidents/fire.md Fire /incidents/fire/: only one publisher tells of this incident: Xinhua"}},
		{"single", "no publisher", "", nil},
	} {
		t.Run(tt.sort+" "+tt.name, func(t *testing.T) {
			lines := found(t, tt.sort, noted(tt.keys, "Beside the river.\n"))
			if tt.sort == "unlinked" { // the other article is always found
				lines = lines[1:]
			}
			wantLines(t, "findings", lines, tt.want...)
		})
	}
}

func TestSinglePublisher(t *testing.T) {
	if lines := found(t, "single", reports("", "", "a: n: 1", "b: n: 1")); lines != nil {
		t.Errorf("two publishers: %v", lines)
	}
	wantLines(t, "one publisher", found(t, "single", reports("", "", "a: n: 1", "a: n: 2")),
		"content/incidents/fire.md Fire /incidents/fire/: only one publisher tells of this incident: a")
}

// What cannot be read, or is not found by a slip of the pen, is no weak spot.
func TestIntegrityOfGaps(t *testing.T) {
	const (
		slip    = "annotations:\n- {quote: river, kind: claim, by: nato, via: xinhau, note: n}\n- {quote: Beside, kind: claim, sources: [othre], note: n}\n"
		archive = "the article has no address of an archived copy; add archive:"
		neither = "the article has neither the address of the original nor of an archived copy; add url: and archive:"
	)
	for _, tt := range []struct {
		name, archive string
		want          []string
	}{
		{"an article that cannot be read", noted("source: xinhua\nincidents: [fire]\n", "x\n") + "-- articles/b.md --\n---\ntitle: \"B\nincidents: [fire]\nactors: [nato]\n---\n", []string{neither, neither}},
		{"an incident that cannot be read", noted("", "x\n") + "-- incidents/b.md --\n---\ntitle: \"B\nactors: [nato]\n---\n", []string{neither, neither}},
		{"an actor that cannot be read", noted("actors: [nato]\n", "x\n") + "-- actors/b.md --\n---\nname: \"B\n---\n", []string{neither, neither}},
		{"actors that are not found", noted("actors: [naot]\nurl: https://example.org/\n", "x"), []string{neither, archive}},
		{"sources of claims that are not found", noted(slip, "Beside the river."), []string{neither, neither}},
	} {
		linked, problems := link(t, tt.archive)
		if len(problems) == 0 {
			t.Errorf("%s: no problems", tt.name)
		}
		wantLines(t, tt.name, each(linked.Integrity(), func(f Finding) string { return f.Text }), tt.want...)
	}
}

// Sources that credit each other are no two sources.
func TestCreditCircle(t *testing.T) {
	for _, tt := range []struct {
		name    string
		credits []string // "publisher credits…"
		want    string
	}{
		{"two", []string{"a b", "b a"}, "a, which credits b, which credits a"},
		{"three, behind one that leads in", []string{"d a", "a b", "b c", "c a"}, "a, which credits b, which credits c, which credits a"},
		{"a line", []string{"a b", "b c", "c d"}, ""},
		{"two ways to one", []string{"a b c", "b d", "c d"}, ""},
		{"a line, then a circle", []string{"a b", "c d", "d c"}, "c, which credits d, which credits c"},
		{"the same twice", []string{"a b", "a b", "b c"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString("-- incidents/fire.md --\n---\ntitle: Fire\ndate: 2021\n---\n-- incidents/other.md --\n---\ntitle: Other\ndate: 2021\n---\n")
			for _, s := range []string{"a", "b", "c", "d"} {
				b.WriteString("-- sources/" + s + ".md --\n---\nname: " + s + "\n---\n")
			}
			for k, line := range tt.credits {
				names := strings.Fields(line)
				file := string(rune('a' + k))
				b.WriteString("-- articles/" + file + ".md --\n---\ntitle: X\ndate: 2021-01-0" + string(rune('1'+k)) + "\nincidents: [fire]\nsource: " +
					names[0] + "\ncredits: [" + strings.Join(names[1:], ", ") + "]\n---\n")
			}
			var want []string
			if tt.want != "" {
				want = []string{"content/incidents/fire.md Fire /incidents/fire/: the articles about this incident credit each other in a circle: " + tt.want}
			}
			wantLines(t, "findings", found(t, "circle", b.String()), want...)
		})
	}
}
