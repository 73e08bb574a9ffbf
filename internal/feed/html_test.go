package feed

import (
	"testing"

	"dateline/internal/markup"
)

func TestAbsolute(t *testing.T) {
	f := &Feeds{roots: markup.Roots{Pages: "https://example.org/s/", Files: "https://example.org/s/"}}
	for text, want := range map[string]string{
		``:                               ``,
		`plain`:                          `plain`,
		`<p>a = b</p>`:                   `<p>a = b</p>`,
		`<a href="/actors/a/">A</a>`:     `<a href="https://example.org/s/actors/a/">A</a>`,
		`<a class="x" href="#y">A</a>`:   `<a href="https://example.org/s/p/#y">A</a>`,
		`<a href="https://x.org/">A</a>`: `<a href="https://x.org/">A</a>`,
		`<a href="//x.org/">A</a>`:       `<a href="//x.org/">A</a>`,
		`<img src="/p/i.png" alt="=">`:   `<img src="https://example.org/s/p/i.png" alt="=">`,
		`<img srcset="/p/i.1.png 1w, /p/i.png 2w">`: `<img srcset="https://example.org/s/p/i.1.png 1w, https://example.org/s/p/i.png 2w">`,
		`<li id="fn:1" role="r">n</li>`:             `<li>n</li>`,
		`<ol start="3"><td align="left">`:           `<ol start="3"><td align="left">`,
		`<code> href=&#34;/x</code> <a href="/">`:   `<code> href=&#34;/x</code> <a href="https://example.org/s/">`,
	} {
		if got := f.absolute(text, "/p/"); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"a\tb\nc\r": "a\tb\nc\r", "a\x00\x0b\x1f\uFFFE\uFFFFb": "ab", "حريق 🔥": "حريق 🔥", "\xff": "\uFFFD",
	} {
		if got := plain(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
