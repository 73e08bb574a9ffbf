package render

import "testing"

func TestPortable(t *testing.T) {
	for in, want := range map[string]string{
		`<a href="./">`: `<a href="./index.html">`,
		`<a class="x" href="../a/#n--1" rel="y">`: `<a class="x" href="../a/index.html#n--1" rel="y">`,
		`<a href="../a/?x=/">`:                    `<a href="../a/index.html?x=/">`,
		`<a href="#top">`:                         `<a href="#top">`,
		`<a href="../old.html">`:                  `<a href="../old.html">`,
		`<a href="https://example.org/">`:         `<a href="https://example.org/">`,
		`<a href="mailto:a@example.org">`:         `<a href="mailto:a@example.org">`,
		`<html data-root="../">`:                  `<html data-root="../">`,
		`<meta content="0; url=../a/">`:           `<meta content="0; url=../a/index.html">`,
		`<p title="/">one="/</p>`:                 `<p title="/">one="/</p>`,
		`<form action="../search/">`:              `<form action="../search/index.html">`,
		`<a href="../a/">a</a> <a href="../b/">`:  `<a href="../a/index.html">a</a> <a href="../b/index.html">`,
	} {
		if got := string(portable([]byte(in))); got != want {
			t.Errorf("%s became %s, want %s", in, got, want)
		}
	}
}
