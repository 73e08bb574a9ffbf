package serve

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
)

// listen opens an event stream and returns a function that waits for the next
// line of data.
func (d *desk) listen(fields ...string) func() string {
	d.Helper()
	r, err := http.NewRequestWithContext(d.Context(), http.MethodGet, d.home+eventsPath, http.NoBody)
	d.must(err)
	for _, field := range fields {
		name, value, _ := strings.Cut(field, ": ")
		r.Header.Set(name, value)
	}
	answer, err := (&http.Transport{}).RoundTrip(r)
	d.must(err)
	d.Cleanup(func() { answer.Body.Close() })
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" {
		d.Errorf("%s, content type %q", answer.Status, kind)
	}
	lines := bufio.NewScanner(answer.Body)
	return func() string {
		d.Helper()
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		d.Fatalf("the stream has ended: %v", lines.Err())
		return ""
	}
}

func TestEvents(t *testing.T) {
	d := start(t, first, func(o *Options) { o.Navigate = true })
	data := d.listen()
	next := func() event {
		t.Helper()
		var e event
		d.must(json.Unmarshal([]byte(data()), &e))
		return e
	}
	at := next()
	if at.Pages == 0 || !strings.HasPrefix(at.Style, "/assets/style.") || len(at.Problems) > 0 {
		t.Fatalf("at first %+v", at)
	}

	d.write("static/css/a.css", "body { color: green }")
	styled := next()
	if styled.Pages != at.Pages || styled.Style == at.Style {
		t.Errorf("after a change of style %+v, before %+v", styled, at)
	}

	d.write("content/articles/a.md", article("Alpha", "See [[no-such]]."))
	broken := next()
	if broken.Pages != at.Pages || len(broken.Problems) != 1 || broken.Heading != "1 error; the page is from before" {
		t.Fatalf("with an error %+v", broken)
	}
	want := problem{`content/articles/a.md:5:5: error: no document "no-such"; a document is called as its file in content/ is, without .md`, "  See [[no-such]].\n      ^"}
	if broken.Problems[0] != want {
		t.Errorf("problem %+v, want %+v", broken.Problems[0], want)
	}
	d.shows("/articles/a/", "First words")

	d.write("content/articles/a.md", article("Alpha", "Mended."))
	mended := next()
	if mended.Pages <= at.Pages || len(mended.Problems) > 0 || mended.GoTo != "/articles/a/" {
		t.Errorf("once mended %+v", mended)
	}
}

// After a mend that is to styles only, pages still reload where more had changed before it.
func TestMendedByStyle(t *testing.T) {
	d := start(t, first)
	data := d.listen()
	next := func() (e event) {
		t.Helper()
		d.must(json.Unmarshal([]byte(data()), &e))
		return e
	}
	at := next()
	d.must(os.Symlink(t.TempDir(), d.path("static/css/b.css")))
	if broken := next(); len(broken.Problems) == 0 {
		t.Fatalf("with a style that leads out of the folder %+v", broken)
	}
	d.write("content/articles/a.md", article("Alpha", "Second words."))
	if broken := next(); broken.Pages != at.Pages || len(broken.Problems) == 0 {
		t.Fatalf("with a new text beside %+v", broken)
	}
	d.must(os.Remove(d.path("static/css/b.css")))
	if mended := next(); mended.Pages <= at.Pages || len(mended.Problems) > 0 {
		t.Errorf("once mended %+v, before %+v", mended, at)
	}
	d.shows("/articles/a/", "Second words")
}

// What is broken may be deleted.
func TestBrokenThenDeleted(t *testing.T) {
	d := start(t, first)
	d.write("content/articles/a.md", "---\n")
	d.until("broken build", d.broken)
	d.must(os.Remove(d.path("content/articles/a.md")))
	d.shows("/articles/a/", "nothing here")
}

// Errors come before warnings, which may be many.
func TestErrorsFirst(t *testing.T) {
	files := map[string]string{"content/_index.md": "---\ntitle: T\n---\n", "content/articles/z.md": "---\ntitle: Z\ndate: 2021-99\n---\n"}
	for k := range 2 * maxShown {
		files[fmt.Sprintf("content/actors/a%d.md", k)] = "---\nname: A\nzzzzz: 1\n---\n"
	}
	d := start(t, files)
	var e event
	d.must(json.Unmarshal([]byte(d.listen()()), &e))
	if len(e.Problems) != maxShown+1 || !strings.HasPrefix(e.Problems[0].Text, "content/articles/z.md:3:7: error") {
		t.Errorf("%s, first %q", e.Heading, e.Problems[0])
	}
}

func TestManyProblems(t *testing.T) {
	files := map[string]string{"content/_index.md": "---\ntitle: T\n---\n" + strings.Repeat("[[no-such]] ", 2*maxShown)}
	d := start(t, files)
	var e event
	d.must(json.Unmarshal([]byte(d.listen()()), &e))
	if len(e.Problems) != maxShown+1 || e.Heading != "100 errors" {
		t.Errorf("%s, %d shown", e.Heading, len(e.Problems))
	}
}

// Where a template is wrong, in its syntax or in what it asks for, the pages of before stay up.
func TestBrokenTemplate(t *testing.T) {
	d := start(t, first)
	d.shows("/articles/a/", "<h1>Alpha")
	for _, wrong := range []string{`{{define "main"}}{{.Headng}}{{end}}`, `{{define "main"}}{{.Heading}}`, `{{define "main"}}<b>{{.Heading.X}}</b>{{end}}`} {
		before := d.builds()
		d.write("templates/article.html", wrong)
		d.until("an error", func() bool { return d.builds() > before && d.broken() })
		if answer, body := d.get("/articles/a/"); answer.StatusCode != http.StatusOK || !strings.Contains(body, "<h1>Alpha") {
			t.Errorf("with %s: %s with %s", wrong, answer.Status, body)
		}
	}
	d.write("templates/article.html", `{{define "main"}}Mended {{.Heading}}{{end}}`)
	d.shows("/articles/a/", "Mended Alpha")
}

// So do those of further editions, with the style that they had.
func TestBrokenInEditions(t *testing.T) {
	d := start(t, map[string]string{
		"content/_index.md":     "---\ntitle: Desk\nlanguages: [fr]\n---\n",
		"content/_index.fr.md":  "---\ntitle: Bureau\n---\n",
		"content/articles/a.md": article("Alpha", "First words."),
		"static/css/a.css":      "body { color: red }",
	})
	script := regexp.MustCompile(`<script.*?</script>`)
	page := func() string {
		_, page := d.get("/fr/articles/a/")
		return script.ReplaceAllString(page, "")
	}
	before, builds := page(), d.builds()
	d.write("content/articles/a.md", "---\n")
	d.write("static/css/a.css", "body { color: blue }")
	d.until("an error", func() bool { return d.builds() > builds && d.broken() })
	d.write("static/css/a.css", "body { color: green }")
	d.until("another build", func() bool { return d.builds() > builds+1 })
	if got := page(); got != before || !strings.Contains(got, `href="../../../assets/`) {
		t.Errorf("with an error: %s, want %s", got, before)
	}
}
