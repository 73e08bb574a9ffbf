package markup

import (
	"testing"
)

// What would be lost of footnotes is told.
func TestLoneFootnotes(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"See[^1].\n\n[^1]: Note.", ""},
		{"See[^1x].\n\n[^1]: Only source.", "content/a.md:5:4: warning: there is no footnote \"1x\"; write [^1x]: and the note on a line of its own\n" +
			"content/a.md:7:1: warning: footnote \"1\" is left out, as no mark leads to it; write [^1] where it belongs\n"},
		{"- See[^a b] `[^c]` [^d](/x) [^f] \\[^e].", "content/a.md:5:29: warning: there is no footnote \"f\"; write [^f]: and the note on a line of its own\n"},
	} {
		if _, got := parse(t, tt.src); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.src, got, tt.want)
		}
	}
}

// Changes that an editing tool has tracked are not published as they stand.
func TestTrackedChanges(t *testing.T) {
	const why = `: error: this tracked change would be published as it stands; accept or reject it and leave its signs out, or write \{ where they are meant` + "\n"
	for src, want := range map[string]string{
		"a {++b++} c":      "content/a.md:5:3" + why,
		"a {--b--} c":      "content/a.md:5:3" + why,
		"a {~~b~>c~~} d":   "content/a.md:5:3" + why,
		"a {-- b, ++ c {+": "",
		`a \{++b++} c`:     "",
		"`{++b++}`":        "",
	} {
		if _, got := parse(t, src); got != want {
			t.Errorf("%q:\n got %s\nwant %s", src, got, want)
		}
	}
}
