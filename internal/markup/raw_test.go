package markup

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dateline/internal/diag"
)

// Of HTML, text elements are let through and all else is left out; whatever is
// open is closed where its block ends.
func TestSanitised(t *testing.T) {
	for _, tt := range []struct{ src, html, text, left string }{
		{"H<sub>2</sub>O and <b>*bold*</b>", "<p>H<sub>2</sub>O and <b><em>bold</em></b></p>\n", "H2O and bold\n", ""},
		{"a <b>b\n\nc</b>", "<p>a <b>b</b></p>\n<p>c</p>\n", "a b\nc\n", ""},
		{"a <i><b>b</i> c</b>", "<p>a <i><b>b</b></i> c</p>\n", "a b c\n", ""},
		{"a<br>b<br/>c", "<p>a <br>b <br>c</p>\n", "a b c\n", ""},
		{`<span lang="ar" dir=rtl title='"x"'>نص</span>`, "<p><span lang=\"ar\" dir=\"rtl\" title=\"&#34;x&#34;\">نص</span></p>\n", "نص\n", ""},
		{"<details open><summary>More</summary>\n& less <b onclick=zq()>x</details>", "<details open=\"\"><summary>More</summary>&amp; less <b>x</b></details>", "More\n& less x\n", "<details open>"},
		{"<table><tr><td colspan=2 style='x'>a</td></tr></table>", "<table><tr><td colspan=\"2\">a</td></tr></table>", "a\n", "<table><tr>"},
		{"<div>\n\n*a*\n\n</div>", "<div>\n</div><p><em>a</em></p>\n", "\na\n", ""},
		{"<script>zq()</script>\n\na", "<p>a</p>\n", "a\n", "<script>"},
		{"a <script>zq()</script> b", "<p>a zq() b</p>\n", "a zq() b\n", "<script>"},
		{"a <img src=x onerror=zq()> <a href='javascript:zq()'>b</a> <iframe src=x>", "<p>a  b </p>\n", "a  b \n", "<img"},
		{"<b style='x' class=y id=z>a</b>", "<p><b>a</b></p>\n", "a\n", "<b style"},
		{"a <div>b</div>", "<p>a b</p>\n", "a b\n", "<div>"},
		{"a <!-- b --> c", "<p>a  c</p>\n", "a  c\n", ""},
		{"<style>p{}</style><p>x", "<p>x</p>", "x\n", "<style>"},
		{"<math><mtext><table><mglyph><style><img src onerror=zq()>", "<p></p>\n", "", "<math>"},
		{"<h2 id=\"main--content\">x</h2>", "x", "x\n", "<h2"},
	} {
		var problems diag.List
		b := NewParser(Sanitised, nil).Parse([]byte(tt.src), Origin{File: "a.md", Line: 1}, &problems)
		if got := b.HTML(Marks{}); got != tt.html {
			t.Errorf("%s:\n got %q\nwant %q", tt.src, got, tt.html)
		}
		if got := b.Text(); got != tt.text {
			t.Errorf("%s: text %q, want %q", tt.src, got, tt.text)
		}
		var said strings.Builder
		_ = problems.Print(&said, nil)
		if tt.left == "" && said.Len() > 0 || !strings.Contains(said.String(), tt.left) {
			t.Errorf("%s: problems %q, want %q", tt.src, said.String(), tt.left)
		}
	}
}

// Words stay apart where HTML breaks the line, even where it is left out.
func TestLineBreaks(t *testing.T) {
	for _, raw := range []Raw{LeftOut, Sanitised} {
		var problems diag.List
		b := NewParser(raw, nil).Parse([]byte("# One<br>two\n\n| a<BR/>b |\n|---|\n| c<br />d |\n"), Origin{File: "a.md", Line: 1}, &problems)
		if got, want := b.Text(), "One two\na b\nc d\n"; got != want {
			t.Errorf("text %q, want %q", got, want)
		}
		if _, warnings := problems.Count(); (warnings == 3) != (raw == LeftOut) {
			t.Errorf("%d warnings", warnings)
		}
	}
}

// Quotes and names are found in the text of HTML that is let through.
func TestSanitisedIsText(t *testing.T) {
	var problems diag.List
	b := NewParser(Sanitised, nil).Parse([]byte("It <b>says</b> so.\n\n<p>NATO <i>came</i> at dawn.</p>\n\n{==a <i>b</i>==}{>>note<<}"), Origin{File: "a.md", Line: 1}, &problems)
	for _, quote := range []string{"It says so", "NATO came at dawn"} {
		found := quotesIn(b, 1).find(Selector{Quote: quote}, 2)
		if len(found) != 1 {
			t.Fatalf("%q is found %d times in %q", quote, len(found), b.Text())
		}
	}
	mentions := NewNames([]Name{{"NATO", 0}}).Find(viewOf(b))
	if len(mentions) != 1 {
		t.Fatalf("mentions: %v", mentions)
	}
	span, _ := quotesIn(b, 1).Find(Selector{Quote: "NATO came"})
	blocks := b.Blocks(&Room{}, marksTo("/m/", mentions...), []Passage{{Start: span.Start, End: span.End, ID: "x", Sign: "1"}}, nil)
	var all strings.Builder
	for _, block := range blocks {
		all.Write(block.HTML)
	}
	for _, want := range []string{`<a class="mention" href="/m/">NATO</a>`, `<i><mark class="passage ">came`, "<i>b</i>"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %s in %s", want, all.String())
		}
	}
	if note := b.Notes()[0]; b.Text()[note.Start:note.End] != "a b" {
		t.Errorf("the passage %q", b.Text()[note.Start:note.End])
	}
}

// FuzzSanitised lets any HTML through: nothing in it may run, and what is open
// is closed.
func FuzzSanitised(f *testing.F) {
	for _, seed := range []string{
		"a <b>b</b>", "<details><summary>x</summary>y</details>", "<div><p title=\"<script>\">x", "<b\nonclick=x>", "<svg><style><img src=x onerror=1>",
		"<noscript><p title=\"</noscript><img src=x onerror=1>\">", "<ol start=3><li>x</ol>", "- <i>a\n- b</i>", "a|b\n-|-\n<b>c|d</b>", "<!-- a --!><script>",
		"[a](&#106;avascript:x) ![b](/&#47;c/d.png)", "![a](/\\\\b) [c](java\tscript&colon;x)", "[](&#01;:0)",
	} {
		f.Add(seed)
	}
	parser := NewParser(Sanitised, nil)
	allowed := append(strings.Fields("html head body p a em strong code pre h1 h2 h3 h4 h5 h6 hr ul ol li table thead tbody tr th td div blockquote input img sup section mark"), append(textElements, groupElements...)...)
	f.Fuzz(func(t *testing.T, src string) {
		var problems diag.List
		b := parser.Parse([]byte(src), Origin{File: "a.md", Line: 1}, &problems)
		b = b.Resolve(make([]Target, len(b.Links())))
		out := b.HTML(Marks{})
		doc, err := html.Parse(strings.NewReader("<div>" + out + "</div><p id=after>"))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if !slices.Contains(allowed, n.Data) {
				t.Errorf("<%s> in %q", n.Data, out)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
					t.Errorf("%s=%q in %q", a.Key, a.Val, out)
				}
				if a.Key == "href" && !safeURL(a.Val) || a.Key == "src" && (scheme(a.Val) != "" || strings.HasPrefix(strings.ReplaceAll(a.Val, `\`, "/"), "//")) {
					t.Errorf("%s=%q in %q", a.Key, a.Val, out)
				}
			}
		}
	})
}
