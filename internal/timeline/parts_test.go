package timeline

import (
	"fmt"
	"strings"
	"testing"
)

func TestPartsInCircle(t *testing.T) {
	const itself = "error: an incident cannot be part of itself"
	for _, tt := range []struct {
		name  string
		parts []string // an incident, and what it is part of
		want  []string
	}{
		{"no circle", []string{"a b, c", "b d", "c d", "d"}, nil},
		{"itself", []string{"a b, a", "b"}, []string{"a.md:4:14: " + itself}},
		{"two", []string{"j i", "i j"}, []string{`i.md:4:11: ` + itself + `: "i" is part of "j", which is part of "i"`}},
		{
			"three, and one outside",
			[]string{"a c", "b d", "c b", "d c"},
			[]string{`b.md:4:11: ` + itself + `: "b" is part of "d", which is part of "c", which is part of "b"`},
		},
		{
			"two circles",
			[]string{"a b", "b c, a", "c d", "d b"},
			[]string{
				`a.md:4:11: ` + itself + `: "a" is part of "b", which is part of "a"`,
				`b.md:4:11: ` + itself + `: "b" is part of "c", which is part of "d", which is part of "b"`,
			},
		},
		{
			"two ways round by the same",
			[]string{"a b, c", "b d", "c d", "d a"},
			[]string{
				`a.md:4:11: ` + itself + `: "a" is part of "b", which is part of "d", which is part of "a"`,
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			for k, part := range tt.parts {
				slug, wholes, _ := strings.Cut(part, " ")
				// In another order than that of paths.
				fmt.Fprintf(&b, "-- incidents/%s.md --\n---\ntitle: I\ndate: %d\npart_of: [%s]\n---\n", slug, 2021-k, wholes)
			}
			_, lines := link(t, b.String())
			wantLines(t, "problems", lines, each(tt.want, func(line string) string { return "content/incidents/" + line })...)
		})
	}
}

func TestRelatedToItself(t *testing.T) {
	_, lines := link(t, "-- incidents/a.md --\n---\ntitle: I\ndate: 2021\nrelated: [b, a]\n---\n-- incidents/b.md --\n---\ntitle: I\ndate: 2021\nrelated: [a]\n---\n")
	wantLines(t, "problems", lines, "content/incidents/a.md:4:14: error: an incident cannot be related to itself; remove it from the list")
}
