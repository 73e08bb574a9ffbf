package webtest

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dateline/internal/build"
	author "dateline/internal/serve"
)

// desk is a site that is written while a browser looks at it.
type desk struct {
	*testing.T
	folder string
	tab    context.Context
}

// named is how many articles name the actor that is added later.
const named = 100

// TestServe edits a site and looks at what an open page makes of it.
func TestServe(t *testing.T) {
	t.Parallel()
	d := &desk{T: t, folder: t.TempDir()}
	d.write("content/_index.md", "---\ntitle: The desk\n---\n")
	for k := range named {
		d.article(k, "The mission of Fatima Zahra went on.")
	}
	d.write("static/css/99-own.css", "h1 { color: rgb(1, 2, 3) }")
	home := d.serve()
	b := start(t, home)

	d.tab = b.open(t, wide, "articles/a-7/")
	d.sees("The mission of Fatima Zahra went on.")
	// Nothing but a reload forgets this.
	eval[int](t, d.tab, `window.kept = 1`)

	d.run("style", func(t *testing.T) {
		d.write("static/css/99-own.css", "h1 { color: rgb(4, 5, 6) }")
		d.until(`getComputedStyle(document.querySelector("h1")).color === "rgb(4, 5, 6)"`)
		d.until(`document.querySelectorAll("link[rel=stylesheet]").length === 1`)
		if !eval[bool](t, d.tab, `window.kept === 1`) {
			t.Error("the page was reloaded for a style sheet")
		}
	})

	d.run("edit", func(t *testing.T) {
		long := strings.Repeat("A paragraph to scroll over.\n\n", 200)
		d.article(7, long+"The last words.")
		d.sees("The last words.")
		d.until(`document.readyState === "complete" && (scrollTo({top: 1500, behavior: "instant"}), scrollY === 1500)`)
		d.article(7, long+"The very last words.")
		d.sees("The very last words.")
		d.until(`Math.abs(scrollY - 1500) < 2`)
	})

	d.run("break", func(t *testing.T) {
		d.article(7, "See [[no-such]] <script>window.broken = 1</script>.")
		d.until(problems + `?.innerText.includes('content/articles/a-7.md:5:5: error: no document "no-such"')`)
		d.until(problems + `.querySelector("pre").textContent.includes("See [[no-such]] <script>")`)
		d.sees("The very last words.")
		if eval[bool](t, d.tab, `"broken" in window`) {
			t.Error("a script from the content was run")
		}
		// Other pages show it too, many of them on a small screen.
		d.article(7, strings.Repeat("See [[no-such]]"+strings.Repeat(" and a long line", 10)+".\n\n", 30))
		for _, v := range []view{wide, phone} {
			other := b.open(t, v, "articles/a-8/")
			(&desk{T: t, tab: other}).until(problems + `?.querySelectorAll("pre").length >= 30`)
			axe(t, other)
		}
	})

	d.run("mend", func(t *testing.T) {
		d.article(7, "All is well.")
		d.sees("All is well.")
		d.until(`!` + problems)
	})

	d.run("rename", func(t *testing.T) {
		d.must(os.Rename(d.path("content/articles/a-7.md"), d.path("content/articles/seven.md")))
		d.until(missingPage)
		do(t, d.tab, chromedp.Navigate(home+"articles/seven/"))
		d.sees("All is well.")
	})

	d.run("delete", func(t *testing.T) {
		d.must(os.Remove(d.path("content/articles/seven.md")))
		d.until(missingPage)
	})

	d.run("actor", func(t *testing.T) {
		do(t, d.tab, chromedp.Navigate(home+"articles/a-8/"))
		if eval[bool](t, d.tab, linked) {
			t.Fatal("the name is linked before there is an actor")
		}
		d.write("content/actors/fatima-zahra.md", "---\nname: Fatima Zahra\nkind: person\n---\n")
		d.until(linked)
		do(t, d.tab, chromedp.Navigate(home+"actors/fatima-zahra/"))
		d.until(fmt.Sprintf(`document.querySelectorAll("main a[href*='articles/a-']").length >= %d`, named-1))
	})

	d.run("template", func(t *testing.T) {
		do(t, d.tab, chromedp.Navigate(home+"articles/a-8/"))
		d.write("templates/article.html", "{{define \"main\"}}\n{{.Wrong}}{{end}}\n")
		d.until(problems + `?.innerText.includes("templates/article.html:2:3: error: there is no .Wrong")`)
		d.write("templates/article.html", "{{define \"main\"}}\n{{slice .Title 99}}{{end}}\n")
		d.until(`document.querySelector("main[data-alone]")?.innerText.includes("templates/article.html:2")`)
		d.until(`document.body.innerText.includes("/articles/a-8/")`)
		axe(t, d.tab)
		d.must(os.Remove(d.path("templates/article.html")))
		d.sees("The mission of Fatima Zahra went on.")
	})

	d.run("draft", func(t *testing.T) {
		d.write("content/articles/a-8.md", "---\ntitle: A draft\ndate: 2021-12-27\ndraft: true\n---\nNot ready.\n")
		d.sees("Not ready.")
		d.until(`/draft/i.test(document.querySelector("main").innerText.replace("A draft", ""))`)
	})
}

// TestNavigate edits other pages than the one that is open.
func TestNavigate(t *testing.T) {
	t.Parallel()
	d := &desk{T: t, folder: t.TempDir()}
	d.article(1, "One.")
	d.article(2, "Two.")
	b := start(t, d.serve(func(o *author.Options) { o.Navigate = true }))
	d.tab = b.open(t, wide, "")
	d.article(2, "Come here.")
	d.until(`location.pathname === "/articles/a-2/"`)
	d.sees("Come here.")
	d.must(os.Rename(d.path("content/articles/a-2.md"), d.path("content/articles/two.md")))
	d.until(`location.pathname === "/articles/two/"`)
	d.sees("Come here.")
}

const (
	// problems is what a page shows of a broken build.
	problems = `document.querySelector("#dateline--problems")?.shadowRoot.querySelector("section")`
	// missingPage says whether the open page is the one for missing addresses.
	missingPage = `performance.getEntriesByType("navigation")[0].responseStatus === 404`
	// linked says whether the text of an article links the actor.
	linked = `!!document.querySelector(".body a[href*='actors/fatima-zahra/']")`
)

// serve serves the folder until the test ends and returns its address.
func (d *desk) serve(change ...func(*author.Options)) string {
	root, err := os.OpenRoot(d.folder)
	d.must(err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	d.must(err)
	home := "http://" + l.Addr().String() + "/"
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	opt := author.Options{
		Build: build.Options{
			Source:    root.FS(),
			Templates: os.DirFS("../../templates"),
			Static:    os.DirFS("../../static"),
			Drafts:    true,
			BaseURL:   home,
		},
		Folder: d.folder,
		Now:    time.Now,
		Report: func(author.Report) {},
	}
	for _, f := range change {
		f(&opt)
	}
	server := author.New(opt)
	go func() { done <- server.Run(ctx, l) }()
	d.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			d.Errorf("the server ended with %v", err)
		}
		root.Close()
	})
	return home
}

// run runs a part of a test.
func (d *desk) run(name string, part func(*testing.T)) {
	whole := d.T
	whole.Run(name, func(t *testing.T) {
		d.T = t
		part(t)
	})
	d.T = whole
}

func (d *desk) path(name string) string { return filepath.Join(d.folder, filepath.FromSlash(name)) }

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

func (d *desk) write(name, text string) {
	d.Helper()
	d.must(os.MkdirAll(filepath.Dir(d.path(name)), 0o755))
	d.must(os.WriteFile(d.path(name), []byte(text), 0o600))
}

// article writes an article of that number.
func (d *desk) article(number int, text string) {
	d.Helper()
	d.write(fmt.Sprintf("content/articles/a-%d.md", number), fmt.Sprintf("---\ntitle: Report %d\ndate: 2021-12-27\n---\n%s\n", number, text))
}

// sees waits until the open page shows a text.
func (d *desk) sees(text string) {
	d.Helper()
	d.until(fmt.Sprintf(`document.querySelector("main")?.innerText.includes(%q)`, text))
}

// until waits until an expression holds in the open page, through reloads.
func (d *desk) until(js string) {
	d.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		// While a page is exchanged for another there is none to ask.
		if holds, err := chromedp.Run(d.tab, chromedp.Evaluate[bool](`!!(`+js+`)`)); err == nil && holds {
			return
		}
	}
	body, _ := chromedp.Run(d.tab, chromedp.Evaluate[string](`location.href + " " + scrollY + "\n" + document.body.innerText.slice(0, 300)`))
	d.Fatalf("never came true: %s\n%s", js, body)
}
