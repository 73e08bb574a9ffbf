package webtest

import (
	"context"
	"encoding/json"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dateline/internal/build"
	"dateline/internal/output"
)

// TestPortable reads the demo from a folder, as somebody does to whom it was
// mailed: every link leads to a file that is there, and a page of each kind
// looks as it does on a host, without a word on the console.
func TestPortable(t *testing.T) {
	t.Parallel()
	dir, site := portableDemo(t)
	b := start(t, "file://"+filepath.ToSlash(dir)+"/")
	t.Run("links", func(t *testing.T) { portableLinks(t, b, dir, site) })
	t.Run("looks", func(t *testing.T) { portableLooks(t, b) })
}

// portableDemo builds the demo into a folder.
func portableDemo(t *testing.T) (string, fs.FS) {
	t.Helper()
	root, err := os.OpenRoot("../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	result := buildSite(t, build.Options{Source: root.FS(), BaseURL: "https://example.org/news/", Portable: true})
	dir := filepath.Join(t.TempDir(), "a folder")
	if _, err := output.Write(context.Background(), dir, result.FS, output.Options{}); err != nil {
		t.Fatal(err)
	}
	return dir, result.FS
}

// portableLinks has the browser resolve the addresses on every page.
func portableLinks(t *testing.T, b browser, dir string, site fs.FS) {
	ctx := b.tab(t, wide)
	do(t, ctx, chromedp.Navigate(b.home+"index.html"))
	pages, links := 0, 0
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".html" {
			return err
		}
		text, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		pages++
		given, err := json.Marshal([]string{string(text), b.home + name})
		if err != nil {
			return err
		}
		found := eval[[]string](t, ctx, `(([html, base]) => {
			const page = new DOMParser().parseFromString(html, "text/html");
			return [...page.querySelectorAll("[href], [src], [action], meta[http-equiv=refresh]")].map((e) =>
				new URL(e.getAttribute("href") ?? e.getAttribute("src") ?? e.getAttribute("action") ?? e.content.split("url=")[1], base).href);
		})(`+string(given)+`)`)
		for _, link := range found {
			u, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s links %q: %v", name, link, err)
				continue
			}
			if u.Scheme != "file" {
				continue
			}
			links++
			info, err := os.Stat(filepath.FromSlash(u.Path))
			if err != nil || info.IsDir() || !strings.HasPrefix(u.Path, filepath.ToSlash(dir)+"/") {
				t.Errorf("%s links %s, which is no file of the folder", name, link)
			}
		}
		return nil
	})
	if err != nil || pages < 100 || links < 1000 {
		t.Errorf("%d pages with %d links: %v", pages, links, err)
	}
}

// portableLooks opens a page of each kind.
func portableLooks(t *testing.T, b browser) {
	b.each(t, wide, pages, func(t *testing.T, ctx context.Context, p sample) {
		if p.kind == "search" || p.kind == "not found" {
			return
		}
		seen := listen(t, ctx)
		do(t, ctx, chromedp.Navigate(b.home+p.path+"index.html"))
		if got := eval[string](t, ctx, `getComputedStyle(document.querySelector(".skip")).position`); got == "static" {
			t.Error("the page has no styles")
		}
		if !eval[bool](t, ctx, `new Promise(done => setTimeout(() => done(document.querySelector(".theme")?.hidden === false), 100))`) {
			t.Error("the page's scripts did not run")
		}
		if got := eval[int](t, ctx, `document.querySelectorAll("form[role=search], .filter, [data-hover]").length`); got > 0 {
			t.Errorf("%d parts are shown that cannot work", got)
		}
		seen.Lock()
		defer seen.Unlock()
		if len(seen.complaints) > 0 {
			t.Errorf("the browser says %q", seen.complaints)
		}
		for _, address := range seen.requests {
			if !strings.HasPrefix(address, "file://") && !strings.HasPrefix(address, "data:") {
				t.Errorf("the page asks for %s", address)
			}
		}
	})
}
