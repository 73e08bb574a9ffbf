package scaffold

import (
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

func date(t *testing.T, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPath(t *testing.T) {
	for _, tt := range []struct{ kind, title, date, want string }{
		{"article", "Two rockets hit the “Green Zone”", "2021-12-19", "content/articles/2021/two-rockets-hit-the-green-zone.md"},
		{"article", "A", "2021-12", "content/articles/2021/a.md"},
		{"article", "A", "-0043-03-15", "content/articles/0043/a.md"},
		{"incident", "A B", "2021-12-19", "content/incidents/a-b.md"},
		{"actor", "قاسم الأعرجي", "2021-12-19", "content/actors/قاسم-الأعرجي.md"},
		{"source", "../../etc/passwd", "2021", "content/sources/etc-passwd.md"},
		{"page", "About", "2021", "content/pages/about.md"},
		{"page", "_Index", "2021", "content/pages/index-1.md"},
		{"article", "Index", "2021", "content/articles/2021/index-1.md"},
		{"article", "2021-12-27: Index", "2021", "content/articles/2021/index-1.md"},
		{"article", "2021-12-27", "2021", "content/articles/2021/2021-12-27.md"},
		{"page", "Fire of 5 km² in ½ hour: Ⅷ Corps, 二〇二一", "2021", "content/pages/fire-of-5-km2-in-1-2-hour-viii-corps-二-二一.md"},
		{"page", strings.Repeat("word ", 44), "2021", "content/pages/" + strings.Repeat("word-", 39) + "word.md"},
		{"page", strings.Repeat("خبر عاجل ", 20), "2021", "content/pages/" + strings.Repeat("خبر-عاجل-", 12) + "خبر.md"},
	} {
		got, err := Document{Kind: tt.kind, Title: tt.title, Date: date(t, tt.date)}.Path()
		if err != nil || got != tt.want {
			t.Errorf("%s %q: %q, %v; want %q", tt.kind, tt.title, got, err, tt.want)
		}
	}
	for title, want := range map[string]string{
		"!?":  `"!?" has no letters or digits to make a file name of; write a title with some`,
		"〇":   `"〇" has no letters or digits`,
		"con": `"con" cannot be a slug`,
	} {
		if _, err := (Document{Kind: "page", Title: title}).Path(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives %v, want %s", title, err, want)
		}
	}
}

// What New writes has to be read without a word, and its comments too once the
// author takes the signs off.
func TestText(t *testing.T) {
	for _, kind := range Kinds {
		for _, title := range []string{"A title", "Index", `With: "quotes" # and 'more'`, "2021", "- x", "null", "2021-12-27 Attack", "2021-12-27 2021-12-28 Talks"} {
			d := Document{Kind: kind, Title: title, Date: date(t, "2021-12-27")}
			text, err := d.Text()
			if err != nil {
				t.Fatal(err)
			}
			file, err := d.Path()
			if err != nil {
				t.Fatal(err)
			}
			set, problems, err := content.Read(fstest.MapFS{
				"content/_index.md": {Data: []byte("---\ntitle: T\n---\n")},
				file:                {Data: []byte(text)},
			}, content.Options{})
			if err != nil || len(problems.Sorted()) > 0 {
				t.Errorf("%s %q: %v, %v, in\n%s", kind, title, err, problems.Sorted(), text)
			}
			if slug, err := d.Slug(); err != nil || set.Find(kind, slug) != file {
				t.Errorf("%s %q: stands at %q, want %q", kind, title, set.Find(kind, slug), file)
			}
			for _, k := range content.Keys(kind) {
				if !strings.Contains(text, k.Name+": ") {
					t.Errorf("%s: says nothing of %s", kind, k.Name)
				}
			}
		}
	}
}

func TestTextUncommented(t *testing.T) {
	text, err := Document{Kind: "article", Title: "T", Date: date(t, "2021"), URL: "https://example.org/a?b=c#d"}.Text()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "\nurl: https://example.org/a?b=c#d  # address of the original\n") {
		t.Errorf("no address in\n%s", text)
	}
	text = strings.ReplaceAll(text, "\n# ", "\n")
	_, problems, err := content.Read(fstest.MapFS{
		"content/_index.md":     {Data: []byte("---\ntitle: T\n---\n")},
		"content/articles/a.md": {Data: []byte(text)},
	}, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems.Sorted() {
		// An annotation without a quote is not one yet; nothing else may be wrong.
		if !strings.Contains(p.Text, `has no quote`) && !strings.Contains(p.Text, `has no note`) && !strings.Contains(p.Text, "has no date") {
			t.Errorf("%v in\n%s", p, text)
		}
	}
	if _, err := (Document{Kind: "page", Title: "T", URL: "https://example.org/"}).Text(); err == nil {
		t.Error("a page takes an address")
	}
}

func TestStarter(t *testing.T) {
	all, err := Starter()
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{}
	for _, f := range all {
		site[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for _, name := range []string{"README.md", ".gitignore", ".github/workflows/pages.yml", "content/pages/about.md"} {
		if site[name] == nil {
			t.Errorf("the starter has no %s", name)
		}
	}
	set, problems, err := content.Read(site, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	linked, found := timeline.Link(set)
	problems.Add(found)
	if len(problems.Sorted()) > 0 {
		t.Errorf("the starter has problems: %v", problems.Sorted())
	}
	if len(set.Sources) != 1 || len(set.Actors) != 2 || len(set.Incidents) != 1 || len(set.Articles) != 2 {
		t.Errorf("the starter has %d sources, %d actors, %d incidents and %d articles", len(set.Sources), len(set.Actors), len(set.Incidents), len(set.Articles))
	}
	kinds := map[string]int{}
	for _, a := range linked.Articles {
		for _, note := range a.Annotations {
			kinds[note.Kind]++
		}
	}
	for _, kind := range []string{"context", "claim", "correction", "dispute", "verification", "question"} {
		if kinds[kind] != 1 {
			t.Errorf("the starter has %d annotations of the kind %s, want 1", kinds[kind], kind)
		}
	}
}

func TestDemo(t *testing.T) {
	all, err := Demo(fstest.MapFS{
		"content/_index.md":     {Data: []byte("demo")},
		"content/pages/p.md":    {Data: []byte("p")},
		"templates/x.html":      {},
		"content/pages/.hidden": {},
	})
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, f := range all {
		names[f.Name] = string(f.Data)
	}
	if names["content/_index.md"] != "demo" || names["content/pages/p.md"] != "p" || names["README.md"] == "" {
		t.Errorf("the demo has the files %v", names)
	}
	for _, not := range []string{"templates/x.html", "content/sources/ford-courier.md", "content/pages/.hidden"} {
		if _, has := names[not]; has {
			t.Errorf("the demo has %s", not)
		}
	}
	if _, err := Demo(fstest.MapFS{}); err == nil {
		t.Error("a program without content has a demo")
	}
}
