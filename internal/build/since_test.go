package build

import (
	"strings"
	"testing"
)

// An actor's page says since when the actor is there as the date has it: on a day, in a month
// or year, and with no such word before a date that has one of its own.
func TestActiveSince(t *testing.T) {
	for _, tt := range []struct{ first, last, english, french string }{
		{"2021-12-18", "2022-01", ", first on 18 December 2021, last in January 2022.", ", pour la première fois le 18 décembre 2021, pour la dernière en janvier 2022."},
		{"2021", "2022-01-02/2022-01-05", ", first in 2021, last between 2 and 5 January 2022.", ", pour la première fois en 2021, pour la dernière : entre le 2 et le 5 janvier 2022."},
		{"2020~", "2022-01-02T05:30:00Z", ", first about 2020, last on 2 January 2022, 05:30 (UTC).", ", pour la première fois : vers 2020, pour la dernière le 2 janvier 2022, 05:30 (UTC)."},
		{"2022-01", "2022-01", ", in January 2022.", ", en janvier 2022."},
		{"2022-01-02/2022-01-05", "2022-01-02/2022-01-05", ", between 2 and 5 January 2022.", " : entre le 2 et le 5 janvier 2022."},
	} {
		for language, want := range map[string]string{"en": tt.english, "fr": tt.french} {
			result := runArchive(t, "-- content/_index.md --\n---\ntitle: T\nlanguage: "+language+"\n---\n-- content/actors/a.md --\n---\nname: A\n---\n"+
				"-- content/incidents/i.md --\n---\ntitle: I\ndate: "+tt.first+"\nactors: [{actor: a, role: x}]\n---\n"+
				"-- content/incidents/j.md --\n---\ntitle: J\ndate: "+tt.last+"\nactors: [{actor: a, role: x}]\n---\n")
			got := strings.ReplaceAll(textOf(page(t, result, "actors/a/index.html")), "\u00a0", " ")
			if !strings.Contains(got, want) {
				_, got, _ = strings.Cut(got, "incidents")
				t.Errorf("%s to %s, %s: %q is not in %.120q", tt.first, tt.last, language, want, got)
			}
		}
	}
}
