package serve

import (
	"io/fs"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestFiles(t *testing.T) {
	d := start(t, first)
	for _, tt := range []struct {
		path   string
		status int
		kind   string // of content
		want   string
	}{
		{"/", 200, "text/html; charset=utf-8", "Alpha"},
		{"/articles/a/", 200, "text/html; charset=utf-8", "First words"},
		{"/articles/a/index.html", 200, "text/html; charset=utf-8", "First words"},
		{"/articles/b/plan.txt", 200, "text/plain; charset=utf-8", "the plan"},
		{"/data.geojson", 200, "application/geo+json", "{}"},
		{"/network.graphml", 200, "application/graphml+xml", "<graphml/>"},
		{"/.dateline/reload.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"/articles/b/.secret", 404, "text/html; charset=utf-8", "nothing here"},
		{"/.dateline/", 404, "text/plain; charset=utf-8", ""},
		{"/.dateline/../content/_index.md", 404, "text/plain; charset=utf-8", ""},
		{"/../content/_index.md", 404, "text/html; charset=utf-8", "nothing here"},
		{"/%2e%2e/content/_index.md", 404, "text/html; charset=utf-8", "nothing here"},
		{"/content/_index.md", 404, "text/html; charset=utf-8", "nothing here"},
		{"//evil.example/", 404, "text/html; charset=utf-8", "nothing here"},
		{"/articles/a/index.html/", 404, "text/html; charset=utf-8", "nothing here"},
		{"/assets/", 404, "text/html; charset=utf-8", "nothing here"},
		{"/no/such/page/", 404, "text/html; charset=utf-8", "nothing here"},
	} {
		answer, body := d.get(tt.path)
		if answer.StatusCode != tt.status || !strings.Contains(body, tt.want) {
			t.Errorf("%s: %s with %q; want %d with %q", tt.path, answer.Status, body, tt.status, tt.want)
		}
		if kind := answer.Header.Get("Content-Type"); kind != tt.kind {
			t.Errorf("%s: %s; want %s", tt.path, kind, tt.kind)
		}
		if answer.Header.Get("X-Content-Type-Options") != "nosniff" || answer.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: header %v", tt.path, answer.Header)
		}
		isPage := strings.HasSuffix(tt.path, "/") && tt.status == 200 || strings.Contains(body, "nothing here")
		if isPage && strings.Count(body, `<script src="/.dateline/reload.js" data-build=`) != 1 {
			t.Errorf("%s has no script: %s", tt.path, body)
		}
	}
}

// An address that is missing in the folder of an edition gets the page of that edition.
func TestMissingInEdition(t *testing.T) {
	d := start(t, map[string]string{
		"content/_index.md":     "---\ntitle: Desk\nlanguages: [fr]\n---\n",
		"content/_index.fr.md":  "---\ntitle: Bureau\n---\n",
		"content/articles/a.md": article("Alpha", "First words."),
	})
	for path, want := range map[string]string{"/no/": "in en", "/fr/no/": "in fr", "/fr/articles/a/no": "in fr", "/articles/fr/": "in en", "/../fr/no/": "in en"} {
		if answer, body := d.get(path); answer.StatusCode != http.StatusNotFound || !strings.Contains(body, "nothing here "+want) {
			t.Errorf("%s: %s with %s; want the page %s", path, answer.Status, body, want)
		}
	}
}

// slow is a file system in which a build waits.
type slow struct {
	fs.FS
	begin func() // is told of each build, and returns where it may go on
}

func (s *slow) Open(name string) (fs.File, error) {
	if name == "content/articles/a.md" {
		s.begin()
	}
	return s.FS.Open(name)
}

// A page that has to wait for a long build is given out all the same: the time in which a
// browser has to take it begins after that.
func TestPageWaitsForBuild(t *testing.T) {
	var over atomic.Bool // what a browser gets now, it has had no time to take
	begun, done := make(chan bool, 1), make(chan bool)
	d := start(t, first, func(o *Options) {
		builds := 0
		o.Build.Source = &slow{o.Build.Source, func() {
			if builds++; builds == 2 {
				over.Store(true)
				begun <- true
				<-done
			}
		}}
		o.Now = func() time.Time {
			if over.Load() {
				return time.Now().Add(-writeTime)
			}
			return time.Now()
		}
	})
	d.write("content/articles/a.md", article("Alpha", "Later words."))
	<-begun
	time.AfterFunc(100*time.Millisecond, func() {
		over.Store(false)
		close(done)
	})
	if _, body := d.get("/articles/a/"); !strings.Contains(body, "words") {
		t.Errorf("got %s", body)
	}
}

func TestRedirect(t *testing.T) {
	d := start(t, first)
	for path, want := range map[string]string{
		"/articles/a":     "./a/",
		"/articles/a?x=1": "./a/?x=1",
		"/articles":       "./articles/",
	} {
		answer, _ := d.get(path)
		if got := answer.Header.Get("Location"); answer.StatusCode != http.StatusFound || got != want {
			t.Errorf("%s leads to %q with %s; want %q", path, got, answer.Status, want)
		}
	}
}

func TestMethods(t *testing.T) {
	d := start(t, first)
	for method, want := range map[string]int{"POST": 405, "PUT": 405, "DELETE": 405, "OPTIONS": 405, "HEAD": 200} {
		r, err := http.NewRequestWithContext(t.Context(), method, d.home+"/", http.NoBody)
		d.must(err)
		answer, err := http.DefaultClient.Do(r)
		d.must(err)
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s gives %s, want %d", method, answer.Status, want)
		}
	}
}

// A template that fails on a page, of which only making it tells, says so in its place, with
// template, line and page; other pages stay up.
func TestFailingTemplate(t *testing.T) {
	d := start(t, first)
	d.write("templates/article.html", "{{define \"main\"}}\n<b>{{index .Text 99}}</b>{{end}}\n")
	d.shows("/articles/a/", "templates/article.html:2")
	answer, body := d.get("/articles/a/")
	if answer.StatusCode != http.StatusInternalServerError {
		t.Errorf("status %s", answer.Status)
	}
	for _, want := range []string{"index out of range: 99", "/articles/a/", "&lt;b&gt;{{index .Text 99}}", "reload.js"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q: %s", want, body)
		}
	}
	d.shows("/", "Alpha")

	d.write("templates/article.html", "{{define \"main\"}}{{if}}{{end}}\n")
	d.until("an error in the template", d.broken)
	d.shows("/", "Alpha")
	d.write("templates/article.html", `{{define "main"}}Mended {{.Heading}}{{end}}`)
	d.shows("/articles/a/", "Mended Alpha")
}

// A site that cannot be built at first says why, and comes up once mended.
func TestBrokenAtFirst(t *testing.T) {
	d := start(t, map[string]string{"content/articles/a.md": article("<b>", "x") + "{==x==}{>>claim by=no-such: <script>alert(1)</script><<}"})
	answer, body := d.get("/articles/a/")
	if answer.StatusCode != http.StatusInternalServerError || !strings.Contains(body, "content/articles/a.md:") || strings.Contains(body, "<script>") {
		t.Errorf("%s with %s", answer.Status, body)
	}
	d.write("content/articles/a.md", article("Mended", "x"))
	d.shows("/articles/a/", "Mended")
}

func TestWithScript(t *testing.T) {
	now := &state{build: 7}
	const script = `<script src="/.dateline/reload.js" data-build="7" defer></script>` + "\n"
	for page, want := range map[string]string{
		"<body>x</body></html>":            "<body>x" + script + "</body></html>",
		"<pre></body></pre></body></html>": "<pre></body></pre>" + script + "</body></html>",
		"no body":                          "no body" + script,
	} {
		if got := string(withScript([]byte(page), now)); got != want {
			t.Errorf("%q became %q, want %q", page, got, want)
		}
	}
}
