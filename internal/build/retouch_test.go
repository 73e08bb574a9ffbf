package build

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/internal/content"
)

// A part of a site does not hide what an edit means in the whole.
func TestRetouchLinks(t *testing.T) {
	long := strings.Repeat("Many words are not kept from build to build. ", 30)
	const quoted = "He {==said so==}{>>context: a note of [[a12]]<<} on [[a18]].\n\n"
	for _, test := range []struct {
		what, was string
		edits     [][2]string // of which file comes first, the text then
		retouched bool        // by the last
	}{
		{"a link to what several documents are called", "Text.", [][2]string{{"a15", "Now [[a16]]."}}, false},
		{"a path from the source folder", "Text.", [][2]string{{"a15", "Now [this](/content/articles/a18.md)."}}, false},
		{"a link to another entry", "Text.", [][2]string{{"a15", "Now [[i]], [[a18]] and [[another|this]]."}}, true},
		{"a link to a slug of its own", "Text.", [][2]string{{"a15", "Now [[another]]."}}, true},
		{"a link to such a slug, of which the text goes", long + "[[another]]", [][2]string{{"a15", "[[another]]"}}, true},
		{"a text that has linked less in another part", "Quoted.\n\n" + long + "[[a18]]", [][2]string{{"a14", "Now this."}, {"a15", "Quoted.\n\n" + long + "[[a18]]!"}}, true},
		{"such a text with notes", long + quoted + long, [][2]string{{"a14", "Now this."}, {"a15", quoted + long + "More."}}, false},
		{"such a text without notes now", long + quoted + long, [][2]string{{"a14", "Now this."}, {"a15", "[[a18]]"}}, false},
	} {
		t.Run(test.what, func(t *testing.T) {
			c := carried{folder: t.TempDir()}
			article := papers(t, c.folder)
			article("a15", test.was)
			c.words = wordsOf(t, c.build(t, ""))
			for k, edit := range test.edits {
				got, want := c.build(t, article(edit[0], edit[1])), run(t, os.DirFS(c.folder))
				if retouched := got.before != nil; retouched != test.retouched && k == len(test.edits)-1 {
					t.Errorf("only texts were made: %v", retouched)
				}
				sameSite(t, edit[1], got, want)
				c.words = wordsOf(t, got)
			}
		})
	}
}

// Compressed files of the search's words are made with these.
func TestRetouchCompressed(t *testing.T) {
	c := carried{folder: t.TempDir(), compress: true}
	article := papers(t, c.folder)
	c.words = wordsOf(t, c.build(t, ""))
	got := c.build(t, article("a15", "More."))
	if got.before == nil {
		t.Error("the whole site was made")
	}
	opt := options(os.DirFS(c.folder))
	opt.Compress = func(*content.Site) bool { return true }
	want, err := Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range want.names() {
		if read(t, got, name) != read(t, want, name) {
			t.Errorf("%s differs", name)
		}
	}
}

// A part of a site has what a feed holds, with what that links, and how tags are first written.
func TestRetouchShown(t *testing.T) {
	c := carried{folder: t.TempDir()}
	article := papers(t, c.folder)
	for name, text := range map[string]string{
		"_index.md":       "---\ntitle: T\nbase_url: https://example.org/\nfeed_size: 3\n---\n",
		"incidents/i.md":  "---\ntitle: I\ndate: 2020-01-19\n---\nSee [[a10]] and [this](../articles/a11.md).\n",
		"articles/a12.md": "---\ntitle: The a12\ndate: 2020-01-12\ntags: [a tag]\n---\n",
	} {
		if err := os.WriteFile(filepath.Join(c.folder, "content", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	article("a18", "Tagged.")
	c.words = wordsOf(t, c.build(t, ""))
	got := c.build(t, article("a18", "Tagged, and more."))
	if got.before == nil {
		t.Error("the whole site was made")
	}
	sameSite(t, "an article in the feed, with a tag", got, run(t, os.DirFS(c.folder)))
}

// An older address of an incident has its feed, and that the beginning of a report without a summary.
func TestRetouchOlderFeed(t *testing.T) {
	c := carried{folder: t.TempDir()}
	papers(t, c.folder)
	write := func(name, text string) string {
		t.Helper()
		if err := os.WriteFile(filepath.Join(c.folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	write("content/_index.md", "---\ntitle: T\nbase_url: https://example.org/\nfeed_size: 3\n---\n")
	write("content/incidents/i.md", "---\ntitle: I\ndate: 2020-01-01\naliases: [incidents/was so/]\n---\n")
	const report = "---\ntitle: The a12\ndate: 2020-01-12\nincidents: [i]\n---\n"
	write("content/articles/a12.md", report+"Said.\n")
	c.words = wordsOf(t, c.build(t, ""))
	last := run(t, os.DirFS(c.folder))
	feed := read(t, last, "incidents/was so/feed.xml")
	got := c.build(t, write("content/articles/a12.md", report+"Said so.\n"))
	if got.before == nil {
		t.Fatal("the whole site was made")
	}
	if _, touched := got.FS.(*retouched).touched["incidents/was so/feed.xml"]; !touched || read(t, got, "incidents/was so/feed.xml") == feed {
		t.Error("the feed at the older address is as it was")
	}
	sameSite(t, "a report", got, run(t, os.DirFS(c.folder)))
}

// papers writes a site of short articles, and returns what writes one of these, by its slug.
func papers(t *testing.T, folder string) (article func(slug, text string) (file string)) {
	write := func(name, text string) string {
		t.Helper()
		name = "content/" + name
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	article = func(slug, text string) string {
		t.Helper()
		more := ""
		switch {
		case slug == "a19":
			more = "slug: another\n"
		case strings.Contains(text, "Quoted"):
			more = "annotations: [{quote: Quoted, note: Hm.}]\n"
		case strings.Contains(text, "Tagged"):
			more = "tags: [A Tag]\n"
		}
		return write("articles/"+slug+".md", fmt.Sprintf("---\ntitle: The %s\ndate: 2020-01-%s\nsummary: It is said.\n%s---\n%s\n", slug, slug[1:], more, text))
	}
	write("_index.md", "---\ntitle: T\n---\n")
	write("incidents/i.md", "---\ntitle: I\ndate: 2019\n---\n")
	write("incidents/a16.md", "---\ntitle: I\ndate: 2019\n---\n")
	for k := 10; k < 20; k++ {
		article(fmt.Sprintf("a%d", k), "Text.")
	}
	return article
}
