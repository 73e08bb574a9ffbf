// Package webtest reads the demo site as readers do: in a real browser, on
// several screens, by keyboard, on paper and with scripts off.
//
// It needs Chromium, the npm packages of .ci/npm and pdftotext. A test whose
// part is missing is skipped; under CI=true it fails.
package webtest

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline/internal/build"
	"dateline/internal/build/buildtest"
)

// TestSite runs every test in one browser on one build of the demo site.
func TestSite(t *testing.T) {
	t.Parallel()
	site := demo(t)
	t.Run("complete", func(t *testing.T) { complete(t, site) })
	t.Run("valid", func(t *testing.T) { valid(t, site) })
	t.Run("valid, generated", func(t *testing.T) { valid(t, generated(t, 200)) })

	b := start(t, serve(t, site))
	b.visitEach(t, wide, []look{
		{"alone", alone},
		{"skip", skip},
		{"printed", printed},
		{"accessible", func(t *testing.T, page visit) { axe(t, page) }},
		{"dark", func(t *testing.T, page visit) { darkened(t, page) }},
		{"broken", broken},
		{"aligned", aligned},
		{"scriptless", scriptless},
	})
	b.visitEach(t, small, []look{
		{"narrow", narrow}, {"spaced", spaced}, {"enlarged", enlarged}, {"accessible", func(t *testing.T, page visit) { axe(t, page) }}, {"broken", broken}, {"flipped", flipped},
	})
	t.Run("arabic", func(t *testing.T) { arabic(t, b) })
	t.Run("keyboard", func(t *testing.T) { keyboard(t, b) })
	t.Run("kickers", func(t *testing.T) { kickers(t, b) })
	t.Run("printed pairs", func(t *testing.T) { printedPairs(t, b) })
}

// sample is a page that stands for its kind.
type sample struct {
	kind string
	path string // below the home page
}

// pages holds a page of every kind.
var pages = []sample{
	{"home", ""},
	{"year", "2021/"},
	{"month", "2021/12/"},
	{"articles", "articles/"},
	{"article", "articles/republicworld-2021-12-27/"},
	{"article in Arabic", arabicArticle},
	{"incidents", "incidents/"},
	{"incident", "incidents/green-zone-rockets-december-2021/"},
	{"actors", "actors/"},
	{"actor", "actors/qasim-al-araji/"},
	{"network", "actors/network/"},
	{"sources", "sources/"},
	{"source", "sources/xinhua/"},
	{"tags", "tags/"},
	{"tag", "tags/rockets/"},
	{"places", "places/"},
	{"place", "places/green-zone-baghdad-iraq/"},
	{"disputed", "disputed/"},
	{"search", "search/"},
	{"corrections", "corrections/"},
	{"data", "data/"},
	{"plain page", "about/"},
	{"not found", "no/such/page/"},
}

const arabicArticle = "articles/aljazeera-net-2021-12-09/"

// complete checks that pages has forgotten no section of the site. An edition in
// another language, which has a 404.html of its own, has the same ones.
func complete(t *testing.T, site fs.FS) {
	entries, err := fs.ReadDir(site, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		_, noPage := fs.Stat(site, name+"/index.html")
		_, noPlain := os.Stat("../../content/pages/" + name + ".md")
		_, noEdition := fs.Stat(site, name+"/404.html")
		year := strings.Trim(name, "0123456789") == ""
		known := slices.ContainsFunc(append(embeds, pages...), func(p sample) bool { return p.path == name+"/" })
		if noPage == nil && noPlain != nil && noEdition != nil && !year && !known {
			t.Errorf("no test looks at /%s/; add it to pages", name)
		}
	}
}

// base is the path under which the site is served. It is not the root, so that
// a link that is not relative fails.
const base = "/news/iraq/"

// demo returns the repository's site, which is built once for all tests.
func demo(t *testing.T) fs.FS {
	t.Helper()
	result, err := builtDemo()
	if err != nil {
		t.Fatal(err)
	}
	if result.Problems.HasErrors() {
		t.Fatalf("the demo has errors: %v", result.Problems.Sorted())
	}
	return result.FS
}

var builtDemo = sync.OnceValues(func() (*build.Result, error) {
	// The site lies in the repository, so its own templates and static files
	// are the ones that Dateline brings.
	result, err := build.Run(build.Options{
		Source:    os.DirFS("../.."),
		Templates: os.DirFS("../../templates"),
		Static:    os.DirFS("../../static"),
		BaseURL:   "https://example.org" + base,
	})
	if err == nil {
		result.FS = buildtest.Keep(result.FS)
	}
	return result, err
})

// buildSite builds a site with the templates and static files that Dateline brings.
func buildSite(t *testing.T, opt build.Options) *build.Result {
	t.Helper()
	opt.Templates, opt.Static = os.DirFS("../../templates"), os.DirFS("../../static")
	result, err := build.Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// serve serves the site as a static host does, 404.html included, and returns
// the address of its home page.
func serve(t *testing.T, site fs.FS) string {
	t.Helper()
	site = buildtest.Keep(site) // one request asks for a file more than once
	files := http.FileServerFS(site)
	server := httptest.NewServer(http.StripPrefix(base, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := fs.Stat(site, path.Clean(strings.TrimSuffix("./"+r.URL.Path, "/"))); err == nil {
			files.ServeHTTP(w, r)
			return
		}
		page, err := fs.ReadFile(site, "404.html")
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(page)
	})))
	t.Cleanup(server.Close)
	return server.URL + base
}

// missing skips a test that this machine cannot run. In CI every part has to
// be there.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing; .ci/run installs it", what)
	}
	t.Skipf("%s is missing; .ci/run installs it", what)
}
