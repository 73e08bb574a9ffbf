package serve

import (
	"context"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"dateline/internal/build"
)

// desk is a server on a source folder of a test.
type desk struct {
	*testing.T
	folder string
	home   string // address without the slash at its end
	stop   func() error

	mu      sync.Mutex
	reports []Report
}

// templates are as small as they can be.
var templates = fstest.MapFS{
	"base.html":     {Data: []byte(`{{define "base"}}<!doctype html><html><head><link rel="stylesheet" href="{{asset "style.css"}}"></head><body>{{block "main" .}}{{end}}</body></html>{{end}}`)},
	"404.html":      {Data: []byte(`{{define "main"}}nothing here in {{.Site.Lang}}{{end}}`)},
	"timeline.html": {Data: []byte(`{{define "main"}}{{.Heading}}{{range .Months}}{{range .Entries}}<p>{{.Card.Title}}</p>{{end}}{{end}}{{end}}`)},
	"article.html":  {Data: []byte(`{{define "main"}}<h1>{{.Heading}}</h1>{{range .Text}}{{.Lead}}{{range .Rest}}{{.}}{{end}}{{end}}{{end}}`)},
	"actor.html":    {Data: []byte(`{{define "main"}}{{.Heading}}{{end}}`)},
}

// first is the site that tests begin with.
var first = map[string]string{
	"content/_index.md":              "---\ntitle: Desk\n---\n",
	"content/articles/a.md":          article("Alpha", "First words of NATO."),
	"content/articles/b/index.md":    article("Bundle", "[plan](plan.txt)"),
	"content/articles/b/plan.txt":    "the plan",
	"content/articles/b/.secret":     "hidden",
	"static/css/a.css":               "body { color: red }",
	"static/data.geojson":            "{}",
	"static/network.graphml":         "<graphml/>",
	"content/articles/deep/er/c.md":  article("Deep", "Deep words."),
	"content/articles/deep/er/2.png": "no page's file",
}

func article(title, text string) string {
	return "---\ntitle: " + title + "\ndate: 2021-12-27\n---\n" + text + "\n"
}

// start serves a site until the test ends.
func start(t *testing.T, files map[string]string, change ...func(*Options)) *desk {
	t.Helper()
	d := &desk{T: t, folder: t.TempDir()}
	for name, text := range files {
		d.write(name, text)
	}
	words, err := os.ReadFile("../../templates/i18n/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	own := maps.Clone(templates)
	own["i18n/en.yaml"] = &fstest.MapFile{Data: words}
	root, err := os.OpenRoot(d.folder)
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{
		Build:  build.Options{Source: root.FS(), Templates: own, Static: fstest.MapFS{}},
		Folder: d.folder,
		Reopen: func() (fs.FS, error) {
			root, err := os.OpenRoot(d.folder)
			if err != nil {
				return nil, err
			}
			t.Cleanup(func() { root.Close() })
			return root.FS(), nil
		},
		Now:    time.Now,
		Report: d.note,
	}
	for _, f := range change {
		f(&opt)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- New(opt).Run(ctx, l) }()
	d.home = "http://" + l.Addr().String()
	d.stop = sync.OnceValue(func() error {
		cancel()
		defer root.Close()
		return <-done
	})
	t.Cleanup(func() {
		if err := d.stop(); err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	d.until("the first build", func() bool { return d.builds() > 0 })
	return d
}

func (d *desk) note(r Report) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.reports = append(d.reports, r)
}

func (d *desk) builds() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.reports)
}

// last returns the last report.
func (d *desk) last() Report {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.reports[len(d.reports)-1]
}

// told reports whether any report names something that has changed.
func (d *desk) told(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.ContainsFunc(d.reports, func(r Report) bool { return slices.Contains(r.Changed, name) })
}

// broken reports whether the last build found errors.
func (d *desk) broken() bool {
	r := d.last()
	return r.Took > 0 && r.Problems.HasErrors()
}

func (d *desk) path(name string) string { return filepath.Join(d.folder, filepath.FromSlash(name)) }

func (d *desk) write(name, text string) {
	d.Helper()
	d.must(os.MkdirAll(filepath.Dir(d.path(name)), 0o755))
	d.must(os.WriteFile(d.path(name), []byte(text), 0o600))
}

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// get asks for a path, with header fields "Name: value".
func (d *desk) get(path string, fields ...string) (*http.Response, string) {
	d.Helper()
	r, err := http.NewRequestWithContext(d.Context(), http.MethodGet, d.home+path, http.NoBody)
	d.must(err)
	for _, field := range fields {
		name, value, _ := strings.Cut(field, ": ")
		if name == "Host" {
			r.Host = value
		}
		r.Header.Set(name, value)
	}
	answer, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	d.must(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	d.must(err)
	return answer, string(body)
}

// shows waits until the page at path holds a text.
func (d *desk) shows(path, want string) {
	d.Helper()
	var body string
	d.until(path+" with "+want, func() bool {
		_, body = d.get(path)
		return strings.Contains(body, want)
	})
}

// until waits for something to hold.
func (d *desk) until(what string, holds func() bool) {
	d.Helper()
	for deadline := time.Now().Add(20 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			d.Fatalf("there is no %s; the last report is %+v", what, d.last())
		}
	}
}
