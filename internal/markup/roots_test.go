package markup

import (
	"strings"
	"testing"
)

func TestRoots(t *testing.T) {
	r := Roots{Pages: "https://e.org/&/ar/", Files: "https://e.org/&/"}
	for text, want := range map[string]string{
		``:                                   ``,
		`<p>a ="/x" href=&#34;/x</p>`:        `<p>a ="/x" href=&#34;/x</p>`,
		`<a href="/">A</a>`:                  `<a href="https://e.org/&amp;/ar/">A</a>`,
		`<a href="/a/#f.x" title="/a/">`:     `<a href="https://e.org/&amp;/ar/a/#f.x" title="/a/">`,
		`<a href="/search/?q=a.b">`:          `<a href="https://e.org/&amp;/ar/search/?q=a.b">`,
		`<a href="/404.html">`:               `<a href="https://e.org/&amp;/ar/404.html">`,
		`<a href="/a/b.pdf#page=2">`:         `<a href="https://e.org/&amp;/a/b.pdf#page=2">`,
		`<a href="//x.org/y">`:               `<a href="//x.org/y">`,
		`<a href="#y"> <a href="../y/">`:     `<a href="#y"> <a href="../y/">`,
		`<img src="/a/i.png" width="1">`:     `<img src="https://e.org/&amp;/a/i.png" width="1">`,
		`<img srcset="/a/i.1.png 1w" a="b">`: `<img srcset="https://e.org/&amp;/a/i.1.png 1w" a="b">`,
		`<img src="/i.png" srcset="/i.1.png 1w, /i.2.png 2w, /i.png 3w" sizes="100vw">`: `<img src="https://e.org/&amp;/i.png" srcset="https://e.org/&amp;/i.1.png 1w, ` +
			`https://e.org/&amp;/i.2.png 2w, https://e.org/&amp;/i.png 3w" sizes="100vw">`,
	} {
		if got := strings.Join(r.Apply(text), ""); got != want {
			t.Errorf("%s becomes\n%s, want\n%s", text, got, want)
		}
	}
}
