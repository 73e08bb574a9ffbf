package build

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/internal/corpus"
	"dateline/internal/site"
)

// hostileSite is a source folder in which everything that an author writes is
// an attack.
func hostileSite() fstest.MapFS {
	source := fstest.MapFS{}
	for name, data := range corpus.Hostile() {
		source[name] = &fstest.MapFile{Data: data}
	}
	return source
}

// built builds a source folder whose content has no errors, with more options.
func built(t *testing.T, source fs.FS, more func(*Options)) *Result {
	t.Helper()
	opt := options(source)
	more(&opt)
	result, err := Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range problems(result) {
		if strings.Contains(line, ": error: ") {
			t.Error(line)
		}
	}
	return result
}

// Nothing that an author or an imported feed writes runs in a reader's browser
// or spreadsheet, whatever file of the site it comes to. A file of a form that
// nobody has thought of fails the test.
func TestPromiseNoScriptFromContent(t *testing.T) {
	for name, more := range map[string]func(*Options){
		"hosted":              func(*Options) {},
		"portable, sanitised": func(opt *Options) { opt.Portable = true },
	} {
		t.Run(name, func(t *testing.T) {
			s := scan{T: t, shown: map[string]bool{}}
			source := hostileSite()
			if name == "portable, sanitised" {
				settings := source["content/_index.md"]
				settings.Data = bytes.Replace(settings.Data, []byte(`"raw_html": "left-out"`), []byte(`"raw_html": "sanitised"`), 1)
				if !bytes.Contains(settings.Data, []byte("sanitised")) {
					t.Fatal("no HTML is let through: the test looks at none")
				}
			}
			result := built(t, source, more)
			for _, name := range paths(t, result.FS) {
				s.file(name, []byte(read(t, result, name)))
			}
			for _, form := range []string{".html", ".xml", ".json", ".csv", ".ics", ".jsonld", ".graphml", ".opml", ".ndjson", ".geojson", "_redirects"} {
				if !s.shown[form] && !(form == "_redirects" && name != "hosted") {
					t.Errorf("no payload came to a %s: the test looks at nothing there", form)
				}
			}
		})
	}
}

// scan looks through the files of a site for what could run.
type scan struct {
	*testing.T
	shown map[string]bool // forms of files in which a payload was seen
	name  string          // of the file
}

func (s *scan) file(name string, data []byte) {
	s.name = name
	form := path.Ext(name)
	if form == "" {
		form = path.Base(name)
	}
	if bytes.Contains(data, []byte("zq")) {
		s.shown[form] = true
	}
	switch form {
	case ".html":
		s.page(data)
	case ".json", ".jsonld", ".geojson":
		s.json(data)
	case ".ndjson":
		for line := range bytes.Lines(data) {
			s.json(line)
		}
	case ".xml", ".opml", ".graphml", ".svg":
		s.xml(data)
	case ".csv":
		s.csv(data)
	case ".ics":
		s.calendar(data)
	case "_redirects":
		for line := range strings.Lines(string(data)) {
			if !regexp.MustCompile(`^/[^/\s:*][^\s:*]* /[^/\s:*][^\s:*]* 301\n$`).MatchString(line) {
				s.Errorf("%s: the rule %q", name, line)
			}
		}
	case ".css", ".js", ".txt", "_headers", ".nojekyll":
		if bytes.Contains(data, []byte("zq")) && !strings.Contains(name, "search/terms-") { // words, which the script of the search page shows as text
			s.Errorf("%s holds what an author wrote", name)
		}
	case ".png":
	default:
		s.Errorf("%s: nobody has thought of what a %s may run", name, form)
	}
}

// page holds that a page has the policy of all pages before anything that could
// run, and only the site's own scripts.
func (s *scan) page(data []byte) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		s.Errorf("%s: %v", s.name, err)
		return
	}
	policies, scripts := 0, 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Script:
			scripts++
			s.script(n)
			continue
		case atom.Meta:
			s.meta(n)
			if strings.EqualFold(attr(n, "http-equiv"), "Content-Security-Policy") {
				policies++
				if attr(n, "content") != site.Policy || scripts > 0 || n.Parent.DataAtom != atom.Head {
					s.Errorf("%s: the policy %q, after %d scripts", s.name, attr(n, "content"), scripts)
				}
			}
		case atom.Base:
			if len(n.Attr) != 1 || attr(n, "target") != "_top" { // of pages in frames: it says nothing of addresses
				s.Errorf("%s: <base %v>", s.name, n.Attr)
			}
			continue
		case atom.Link:
			if rel := attr(n, "rel"); rel != "alternate" && rel != "canonical" && rel != "license" && !local(attr(n, "href")) {
				s.Errorf("%s: <link rel=%s href=%q>", s.name, rel, attr(n, "href"))
			}
		case atom.Form:
			if !local(attr(n, "action")) {
				s.Errorf("%s: a form for %q", s.name, attr(n, "action"))
			}
		}
		s.element(n)
	}
	if policies != 1 {
		s.Errorf("%s has %d policies", s.name, policies)
	}
}

// script holds that a script is one of the site's own files, or data.
func (s *scan) script(n *html.Node) {
	text := ""
	if n.FirstChild != nil {
		text = n.FirstChild.Data
	}
	switch {
	case attr(n, "type") == "application/ld+json":
		if !json.Valid([]byte(text)) || strings.Contains(text, "<") {
			s.Errorf("%s: data that are none: %s", s.name, text)
		}
	case text != "" || !regexp.MustCompile(`^(\.\./|\./|/a'b&c/(ar/(\.\./)?)?)*assets/[a-z]+\.[0-9a-f]+\.js$`).MatchString(attr(n, "src")):
		s.Errorf("%s: the script %q %q", s.name, attr(n, "src"), text)
	}
}

func (s *scan) meta(n *html.Node) {
	switch strings.ToLower(attr(n, "http-equiv")) {
	case "", "content-security-policy":
	case "refresh":
		if to, ok := strings.CutPrefix(attr(n, "content"), "0; url="); !ok || !local(to) {
			s.Errorf("%s leads on to %q", s.name, attr(n, "content"))
		}
	default:
		s.Errorf("%s: <meta http-equiv=%q>", s.name, attr(n, "http-equiv"))
	}
}

// active are the elements that run something, bring in other pages, or change
// what the addresses and rules of a page mean.
var active = strings.Fields(`script iframe frame frameset object embed applet base style noembed portal fencedframe
	foreignobject animate animatemotion animatetransform set handler listener math audio video track`)

// element holds that neither an element nor its attributes can run anything, or
// lead where a link may not lead.
func (s *scan) element(n *html.Node) {
	if slices.Contains(active, strings.ToLower(n.Data)) {
		s.Errorf("%s: <%s>", s.name, n.Data)
	}
	for _, a := range n.Attr {
		switch key := strings.ToLower(a.Key); {
		case strings.HasPrefix(key, "on"), slices.Contains([]string{"style", "srcdoc", "formaction", "ping", "background", "xmlns", "is", "nonce", "autofocus"}, key) && n.DataAtom != atom.Svg:
			s.Errorf("%s: <%s %s=%q>", s.name, n.Data, a.Key, a.Val)
		case slices.Contains([]string{"href", "action", "cite", "data-root", "data-module"}, key):
			s.address(a.Val)
		case key == "src", key == "srcset", key == "poster":
			if !local(a.Val) && !strings.HasPrefix(a.Val, "https://example.org/a'b&c/") {
				s.Errorf("%s: <%s %s=%q>", s.name, n.Data, a.Key, a.Val)
			}
		}
	}
}

// address holds that a link leads to the web, to mail or to a telephone.
func (s *scan) address(to string) {
	u, err := url.Parse(strings.TrimSpace(to))
	if err != nil || !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, strings.ToLower(u.Scheme)) {
		s.Errorf("%s: a link to %q", s.name, to)
	}
}

// local reports whether an address stays on the site's own host.
func local(to string) bool {
	u, err := url.Parse(to)
	return err == nil && u.Scheme == "" && u.Host == "" && !strings.HasPrefix(to, `/\`) && !strings.HasPrefix(to, `\`)
}

// fragment looks at a piece of HTML that others put into their pages.
func (s *scan) fragment(text string) {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		s.Errorf("%s: %v", s.name, err)
	}
	for _, top := range nodes {
		for n := range top.Descendants() {
			if n.Type == html.ElementNode {
				s.element(n)
			}
		}
		if top.Type == html.ElementNode {
			s.element(top)
		}
	}
}

// json looks at the values of a file that are HTML, and at those that are
// addresses.
func (s *scan) json(data []byte) {
	var all any
	if err := json.Unmarshal(data, &all); err != nil {
		s.Errorf("%s: %v", s.name, err)
	}
	s.value("", all)
}

func (s *scan) value(key string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, item := range v {
			s.value(k, item)
		}
		if text, ok := v["value"].(string); ok && v["format"] == "text/html" {
			s.fragment(text)
		}
	case []any:
		for _, item := range v {
			s.value(key, item)
		}
	case string:
		switch {
		case key == "content_html", strings.Contains(s.name, "/index/cards-"), s.name == "data/timelinejs.json" && (key == "text" || key == "headline" || key == "caption"):
			s.fragment(v)
		case slices.Contains([]string{"url", "href", "feed_url", "home_page_url", "external_url"}, key):
			s.address(v)
		}
	}
}

// xml holds that a file is well formed, that nothing in it is a page or a
// picture that runs, and that its HTML is harmless.
func (s *scan) xml(data []byte) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var in xml.StartElement
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			s.Errorf("%s: %v", s.name, err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			in = token.Copy()
			if strings.Contains(token.Name.Space, "xhtml") && token.Name.Local != "link" || strings.EqualFold(token.Name.Local, "script") {
				s.Errorf("%s: <%s xmlns=%q>", s.name, token.Name.Local, token.Name.Space)
			}
			for _, a := range token.Attr {
				switch {
				case strings.HasPrefix(strings.ToLower(a.Name.Local), "on"):
					s.Errorf("%s: <%s %s=%q>", s.name, token.Name.Local, a.Name.Local, a.Value)
				case slices.Contains([]string{"href", "src", "xmlUrl", "htmlUrl"}, a.Name.Local):
					s.address(a.Value)
				}
			}
		case xml.CharData:
			k := slices.IndexFunc(in.Attr, func(a xml.Attr) bool { return a.Name.Local == "type" && a.Value == "html" })
			if k >= 0 {
				s.fragment(string(token))
			}
		case xml.ProcInst:
			if token.Target != "xml" {
				s.Errorf("%s: <?%s?>", s.name, token.Target)
			}
		case xml.Directive:
			s.Errorf("%s: <!%s>", s.name, token)
		}
	}
}

// runs matches what a spreadsheet may take for a formula, also where it divides
// lines at semicolons, or a text at its line breaks.
var runs = regexp.MustCompile(`(^|[;\t\r\n])[=+\-@\t\r＝＋－＠]`)

func (s *scan) csv(data []byte) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll() // which wants rows of one length
	if err != nil {
		s.Errorf("%s: %v", s.name, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if runs.MatchString(cell) && !regexp.MustCompile(`^[+-]?\d+([.,]\d+)*$`).MatchString(cell) {
				s.Errorf("%s: the cell %q", s.name, cell)
			}
		}
	}
}

// calendar holds that a calendar has only the parts and lines that ours have.
func (s *scan) calendar(data []byte) {
	text := strings.ReplaceAll(string(data), "\r\n ", "")
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		name, _, _ = strings.Cut(name, ";")
		if strings.ContainsAny(line, "\r\n") || (name == "BEGIN" || name == "END") && value != "VCALENDAR" && value != "VEVENT" ||
			!slices.Contains([]string{
				"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "X-WR-CALDESC", "UID", "DTSTAMP", "DTSTART", "DURATION",
				"DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP", "LOCATION", "GEO", "URL",
			}, name) {
			s.Errorf("%s: the line %q", s.name, line)
		}
		if name == "URL" {
			s.address(value)
		}
	}
}

// The address of an asset is that of a file.
func TestAsset(t *testing.T) {
	result := demo(t)
	address := result.Asset("style.css")
	if data := read(t, result, strings.TrimPrefix(address, "/")); !strings.HasPrefix(address, "/assets/style.") || data == "" {
		t.Errorf("the style sheet is %q, of %d bytes", address, len(data))
	}
	if got := result.Asset("none.css"); got != "" {
		t.Errorf("what is not there is at %q", got)
	}
}
