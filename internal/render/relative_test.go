package render

import "testing"

func TestRelative(t *testing.T) {
	for _, tt := range []struct{ name, page, root, want string }{
		{"nothing", "", "./", ""},
		{"link", `<a href="/actors/nato/">`, "../../", `<a href="../../actors/nato/">`},
		{"home", `<a href="/">`, "./", `<a href="./">`},
		{"several", `<a href="/a/"><img src="/b.png"><form action="/c">`, "../", `<a href="../a/"><img src="../b.png"><form action="../c">`},
		{"on a line of its own", "<a\nhref=\"/a/\"\nsrc=\"/b\">", "../", "<a\nhref=\"../a/\"\nsrc=\"../b\">"},
		{"after a tab", "<a\thref=\"/a/\">", "../", "<a\thref=\"../a/\">"},
		{"a set of pictures there", "<img\nsrcset=\"/a.png 1w, /b.png 2w\">", "../", "<img\nsrcset=\"../a.png 1w, ../b.png 2w\">"},
		{"a longer name", `<i data-module-x="/a" xdata-module="/b">`, "../", `<i data-module-x="/a" xdata-module="/b">`},
		{"with a fragment", `<a href="/a/#b">`, "../", `<a href="../a/#b">`},
		{"under a base path", `<a href="/a/">`, "/iraq/", `<a href="/iraq/a/">`},
		{"module of a script", `<form data-module="/assets/search.js">`, "../", `<form data-module="../assets/search.js">`},
		{"fragment alone", `<a href="#b">`, "../", `<a href="#b">`},
		{"other host", `<a href="https://e.org/a/">`, "../", `<a href="https://e.org/a/">`},
		{"other host, same scheme", `<a href="//e.org/a/">`, "../", `<a href="//e.org/a/">`},
		{"a set of pictures", `<img srcset="/a.1.png 1w, /a.2.png 2w" src="/a.png">`, "../", `<img srcset="../a.1.png 1w, ../a.2.png 2w" src="../a.png">`},
		{"no address", `<i title="/a/" data-href="/b/" alt="/c">`, "../", `<i title="/a/" data-href="/b/" alt="/c">`},
		{"text", `<p>write href=&#34;/a/&#34;</p>`, "../", `<p>write href=&#34;/a/&#34;</p>`},
		{"not in other attributes", `<meta name="description" content="0; url=/a/">`, "../", `<meta name="description" content="0; url=/a/">`},
		{"module", `<details data-module="/assets/filter.js">`, "../", `<details data-module="../assets/filter.js">`},
		{"at the end", `<a href="/`, "../", `<a href="../`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(relative(nil, []byte(tt.page), tt.root, nil)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func FuzzRelative(f *testing.F) {
	f.Add(`<a href="/a/"><img src="/`)
	f.Add(`="/="/ href="//`)
	f.Fuzz(func(t *testing.T, page string) {
		// From the root of a host to itself nothing changes.
		if got := string(relative(nil, []byte(page), "/", nil)); got != page {
			t.Errorf("relative(%q) = %q", page, got)
		}
	})
}
