package render

import (
	"testing"

	"dateline/internal/locale/localetest"
	"dateline/internal/site"
)

// Whichever way HTML allows to write it, an address in a template leads there from every
// page.
func TestAttributes(t *testing.T) {
	for _, tt := range []struct{ name, tag, want string }{
		{"as it is", `<a href="/x/">`, `<a href="../../x/">`},
		{"single quotation marks", `<a href='/x/' id='a'>`, `<a href="../../x/" id='a'>`},
		{"none", `<a href=/x/ id=a>`, `<a href="../../x/" id=a>`},
		{"none at the end", `<img src=/x.png>`, `<img src="../../x.png">`},
		{"white space", "<a\n  href = \"/x/\">", "<a\n  href=\"../../x/\">"},
		{"capitals", `<A HREF="/x/">`, `<A href="../../x/">`},
		{"with an action", `<a href = "/x/{{.Heading}}/">`, `<a href="../../x/H/">`},
		{"several", `<video poster=/a.png src='/b.mp4'>`, `<video poster="../../a.png" src="../../b.mp4">`},
		{"a set of pictures", "<img srcset='/a.png 1x,/b.png 2x,\n /c.png 3x'>", `<img srcset="../../a.png 1x, ../../b.png 2x, ../../c.png 3x">`},
		{"elsewhere", `<a href='//e.org/' rel=/x>`, `<a href="//e.org/" rel=/x>`},
		{"text", `<a title="href" id='/x/'>a=/b</a>`, `<a title="href" id='/x/'>a=/b</a>`},
		{"in a branch", `{{if .Heading}}<a href='/x/'>{{end}}`, `<a href="../../x/">`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRenderer(t, map[string]string{"page.html": `{{define "main"}}` + tt.tag + `{{end}}`})
			page, err := r.Page(pageOf("page.html", &site.PlainPage{Frame: site.Frame{Site: &site.SiteInfo{}}, Heading: "H"}), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := string(page), "<p>"+tt.want+"</p>"; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
	folder := templates(map[string]string{
		"page.html": "{{define \"main\"}}\n<a href='/x/{{.Heading}}'><b>\n{{if .}}<a href=/{{.Heading}}>{{end}}{{end}}",
	})
	_, problems, err := New(folder, listed(t, folder), nil, localetest.English(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"templates/page.html:2:4: warning: this address leads there from the root of a host only; put it into double quotation marks",
		"templates/page.html:3:12: warning: this address leads there from the root of a host only; put it into double quotation marks",
	}
	found := problems.Sorted()
	if len(found) != len(want) {
		t.Fatalf("problems: %v", found)
	}
	for k, p := range found {
		if p.String() != want[k] {
			t.Errorf("got %s, want %s", p, want[k])
		}
	}
}
