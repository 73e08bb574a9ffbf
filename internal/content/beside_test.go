package content

import (
	"strings"
	"testing"
	"testing/fstest"
)

// No file beside a page runs where a reader opens it, or where a server serves
// it, and none is a photograph in disguise.
func TestPromiseNoScriptBesidePages(t *testing.T) {
	jpeg := "\xff\xd8\xff\xe1 with GPS in it"
	for name, want := range map[string]string{
		"a.html": "may run", "a.HTML": "may run", "a.htm": "may run", "a.xhtml": "may run", "a.xml": "may run", "a.svgz": "may run",
		"a.js": "may run", "a.php": "may run", "a.php.pdf": "may run", "A.PhP5.php": "may run", "sub/a.mhtml": "may run",
		"a.heic": "where it was taken", "a.TIFF": "where it was taken", "a.avif": "where it was taken",
		"a.pdf=" + jpeg: "where it was taken", "a=" + jpeg: "where it was taken", "a.bin=II*\x00": "where it was taken",
		"a.dat=\x00\x00\x00\x18ftypheic": "where it was taken", "a.x=RIFF\x00\x00\x00\x00WEBP": "where it was taken",
		"a.pdf": "", "a.csv": "", "data.json": "", "php": "", "notes.txt": "", "a.zip": "", "html": "",
		"report.final.pdf": "", "a.svg=<svg xmlns=\"http://www.w3.org/2000/svg\"><script>zq()</script></svg>": "is not published",
	} {
		name, data, _ := strings.Cut(name, "=")
		source := fstest.MapFS{
			"content/_index.md":           {Data: []byte("---\ntitle: T\n---\n")},
			"content/articles/a/index.md": {Data: []byte("---\ntitle: A\ndate: 2021\n---\n")},
			"content/articles/a/" + name:  {Data: []byte(data)},
		}
		_, problems, err := Read(source, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		_ = problems.Print(&out, nil)
		if want == "" && out.Len() > 0 || want != "" && (!strings.Contains(out.String(), "error: ") || !strings.Contains(out.String(), want)) {
			t.Errorf("%s: %q, want %q", name, out.String(), want)
		}
	}
}
