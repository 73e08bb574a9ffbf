package content

import (
	"testing"
	"testing/fstest"

	"dateline/internal/diag"

	"github.com/google/go-cmp/cmp"
)

func TestForeignDates(t *testing.T) {
	source := fstest.MapFS{
		"content/_index.md": {Data: []byte("---\ntitle: T\n---\n")},
		"content/articles/a.md": {Data: []byte("---\ntitle: 27/12/2021\ndate: 27/12/2021\nlastmod: \"27 December 2021\"\nretrieved: 1/2/2021\n" +
			"corrections:\n  - {date: 2021/12/28, note: N}\nparams: {date: 27/12/2021}\n---\n")},
		"content/articles/right.md":    {Data: []byte("---\ntitle: T\ndate: 2021-12-27 18:00:00 +0300\n---\n")},
		"content/articles/unclosed.md": {Data: []byte("---\ndate: 27/12/2021\n")},
		"content/incidents/h.md":       {Data: []byte("---\ntitle: T\ndate: before 2021\n---\n")},
		"content/incidents/j.md":       {Data: []byte("---\ntitle: T\ndate: c. 1900\n---\n")},
		"content/incidents/i.md":       {Data: []byte("{\"title\": \"T\", \"date\": \"2021-1-2\"}\n")},
	}
	got, err := ForeignDates(source)
	if err != nil {
		t.Fatal(err)
	}
	want := []ForeignDate{
		{diag.Pos{File: "content/articles/a.md", Line: 3, Col: 7}, "27/12/2021", "2021-12-27"},
		{diag.Pos{File: "content/articles/a.md", Line: 4, Col: 10}, "27 December 2021", "2021-12-27"},
		{diag.Pos{File: "content/articles/a.md", Line: 7, Col: 12}, "2021/12/28", "2021-12-28"},
		{diag.Pos{File: "content/incidents/i.md", Line: 1, Col: 24}, "2021-1-2", "2021-01-02"},
		{diag.Pos{File: "content/incidents/j.md", Line: 3, Col: 7}, "c. 1900", "1900~"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
