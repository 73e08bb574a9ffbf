package publish

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestPlan(t *testing.T) {
	sum := func(text string) string { return sumOf([]byte(text)) }
	listed := func(path, text, tag string) entry {
		e := entry{Path: path, SHA256: sum(text), Tag: tag}
		if text == "" {
			e.SHA256 = "" // it was about to be sent
		}
		return e
	}
	for _, tt := range []struct {
		name  string
		site  string // names; the text of each is "new"
		list  []entry
		there map[string]Found
		want  string
	}{
		{"new", "a", nil, nil, "added a"},
		{"same", "a", []entry{listed("a", "new", "1")}, map[string]Found{"a": {Tag: "1"}}, "unchanged 1"},
		{"edited here", "a", []entry{listed("a", "old", "1")}, map[string]Found{"a": {Tag: "1"}}, "changed a"},
		{"edited there", "a", []entry{listed("a", "new", "1")}, map[string]Found{"a": {Tag: "2"}}, "changed a"},
		{"gone there", "a", []entry{listed("a", "new", "1")}, nil, "added a"},
		{"gone here", "", []entry{listed("a", "new", "1")}, map[string]Found{"a": {Tag: "1"}}, "removed a"},
		{"gone here, edited there", "", []entry{listed("a", "new", "1")}, map[string]Found{"a": {Tag: "2"}}, "kept a"},
		{"gone in both", "", []entry{listed("a", "new", "1")}, nil, ""},
		{"broken off, arrived", "a", []entry{listed("a", "", "")}, map[string]Found{"a": {Tag: "2"}}, "changed a"},
		{"broken off, gone here", "", []entry{listed("a", "", "")}, map[string]Found{"a": {Tag: "2"}}, "removed a"},
		{"foreign", "a b", nil, map[string]Found{"a": {Tag: "1"}}, "added b, foreign a"},
		{"foreign folder", "a/b", nil, map[string]Found{"a/b": {Blocker: "a"}}, "blocked a"},
		{"foreign link to what was ours", "", []entry{listed("a/b", "new", "1")}, map[string]Found{"a/b": {Blocker: "a"}}, ""},
		{
			"our file becomes a folder", "a/b",
			[]entry{listed("a", "old", "1")},
			map[string]Found{"a": {Tag: "1"}, "a/b": {Blocker: "a"}},
			"removed a, added a/b",
		},
		{
			"our folder becomes a file", "a",
			[]entry{listed("a/b", "old", "1")},
			map[string]Found{"a/b": {Tag: "1"}, "a": {Blocker: "a"}},
			"added a, removed a/b",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var files []File
			for _, name := range strings.Fields(tt.site) {
				files = append(files, File{name, 3, sum("new")})
			}
			published := record{}
			for _, e := range tt.list {
				published[e.Path] = e
			}
			p := newPlan(files, published, tt.there, false)
			var got []string
			for _, c := range p.Changes {
				got = append(got, string(c.Kind)+" "+c.Path)
			}
			for _, name := range p.Kept {
				got = append(got, "kept "+name)
			}
			for _, name := range p.others {
				got = append(got, "foreign "+name)
			}
			for _, name := range p.blocked {
				got = append(got, "blocked "+name)
			}
			if p.Unchanged > 0 {
				got = append(got, "unchanged 1")
			}
			if got := strings.Join(got, ", "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// A file that goes while another comes is none that is lost where names change with bytes.
func TestLost(t *testing.T) {
	for _, tt := range []struct {
		removed, added string
		want           int
	}{
		{"a/index.html b/index.html", "c/index.html", 2},
		{"og/0123456789abcdef0123.png ar/og/0123456789abcdef0123.png assets/style.0123456789.css a.html", "og/9876543210abcdef0123.png ar/og/9876543210abcdef0123.png assets/style.9876543210.css", 1},
		{"og/0123456789abcdef0123.png og/1123456789abcdef0123.png", "og/9876543210abcdef0123.png", 1},
		{"", "og/9876543210abcdef0123.png", 0},
		{"here/index.html.br here/index.html.gz gone.html gone.html.br gone.html.gz", "", 1},
		{"data.csv.gz", "", 1},
	} {
		p := &Plan{Files: []File{{Path: "here/index.html"}}}
		for _, name := range strings.Fields(tt.removed) {
			p.Changes = append(p.Changes, Change{Kind: Removed, Path: name})
		}
		for _, name := range strings.Fields(tt.added) {
			p.Changes = append(p.Changes, Change{Kind: Added, Path: name})
		}
		if got := p.lost(); got != tt.want {
			t.Errorf("%s for %s: %d are lost, want %d", tt.added, tt.removed, got, tt.want)
		}
	}
}

// A site that comes in the place of another is taken for a mistake, however small both are.
func TestAnotherSite(t *testing.T) {
	pages := func(name string, n int) map[string]string {
		site := map[string]string{"index.html": "home", "404.html": "none"}
		for i := range n {
			site[fmt.Sprintf("articles/%s%d/index.html", name, i)] = "text"
		}
		return site
	}
	for _, tt := range []struct {
		before, after map[string]string
		want          string
	}{
		{pages("a", 12), pages("b", 1), "memory would lose 12 of its 14 pages, as if another site stood there; look at the plan with --dryRun, and write another place under publish, or remove them with --force"},
		{pages("a", 9), pages("b", 9), ""},
		{pages("a", 30), pages("a", 14), ""},
		{pages("a", 30), pages("a", 13), "memory would lose 17 of its 32 pages"},
	} {
		m := newMemory()
		mustRun(t, m, tt.before)
		_, err := Run(t.Context(), m, siteOf(tt.after), options())
		if refused := (*RefusedError)(nil); tt.want != "" && (!errors.As(err, &refused) || !strings.HasPrefix(err.Error(), tt.want)) || tt.want == "" && err != nil {
			t.Errorf("error %v, want %s", err, tt.want)
		}
		if tt.want != "" {
			wantSite(t, m.files, tt.before)
			opt := options()
			opt.Force = true
			if _, err := Run(t.Context(), m, siteOf(tt.after), opt); err != nil {
				t.Error(err)
			}
		}
		wantSite(t, m.files, tt.after)
	}
}

// What is in the way of a new file goes before it comes.
func TestInTheWay(t *testing.T) {
	p := &Plan{
		Files: []File{{Path: "a/b.html"}, {Path: "c"}},
		Changes: []Change{
			{Kind: Removed, Path: "a"},
			{Kind: Added, Path: "a/b.html"},
			{Kind: Added, Path: "c"},
			{Kind: Removed, Path: "c/d/e.html"},
			{Kind: Removed, Path: "f"},
		},
	}
	var first []string
	for _, c := range p.phases()[0] {
		first = append(first, c.Path)
	}
	if want := []string{"a", "c/d/e.html"}; !slices.Equal(first, want) {
		t.Errorf("%q go first, want %q", first, want)
	}
}

func TestRecord(t *testing.T) {
	r := record{}
	for _, name := range []string{"b/index.html", "a \"quoted\" <name>.html", "عنوان/index.html"} {
		r[name] = entry{name, 3, sumOf([]byte(name)), "tag"}
	}
	r["pending"] = entry{Path: "pending"}
	text, err := r.format(strings.Repeat("0f", 20))
	if err != nil {
		t.Fatal(err)
	}
	again, commit, err := parseRecord(text)
	if err != nil || commit != strings.Repeat("0f", 20) || len(again) != 4 || again["عنوان/index.html"] != r["عنوان/index.html"] || again["pending"] != r["pending"] {
		t.Errorf("read back %v, error %v", again, err)
	}
}

// The list lies where others may write: it must not lead to files that are none
// of the site's.
func TestBadRecord(t *testing.T) {
	for _, text := range []string{
		``, `[]`, `{"version": 2, "files": []}`,
		`{"version": 1, "commit": "--help", "files": []}`,
		`{"version": 1, "files": [{"path": "../etc/passwd"}]}`,
		`{"version": 1, "files": [{"path": "/etc/passwd"}]}`,
		`{"version": 1, "files": [{"path": "a/../../b"}]}`,
		`{"version": 1, "files": [{"path": "a\\..\\b"}]}`,
		`{"version": 1, "files": [{"path": ""}]}`,
		`{"version": 1, "files": [{"path": "."}]}`,
		`{"version": 1, "files": [{"path": ".git/config"}]}`,
		`{"version": 1, "files": [{"path": ".GIT/config"}]}`,
		`{"version": 1, "files": [{"path": ".dateline/manifest.json"}]}`,
		`{"version": 1, "files": [{"path": "a", "size": -1}]}`,
		`{"version": 1, "files": [{"path": "a", "sha256": "12"}]}`,
	} {
		if r, _, err := parseRecord([]byte(text)); err == nil {
			t.Errorf("%s was read as %v", text, r)
		}
	}
}
