package markup

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/internal/diag"
)

func parse(t *testing.T, src string) (*Body, string) {
	t.Helper()
	var problems diag.List
	b := NewParser(LeftOut, nil).Parse([]byte(src), Origin{File: "content/a.md", Line: 5}, &problems)
	targets := make([]Target, len(b.Links()))
	for i, l := range b.Links() {
		targets[i] = Target{URL: "/" + l.Kind + "s/" + l.Target + "/", Title: "Title of " + l.Target}
	}
	b = b.Resolve(targets)
	var out strings.Builder
	_ = problems.Print(&out, nil)
	return b, out.String()
}

// told is a text, and the problems that are told of it.
type told struct{ src, problems string }

// wantTold holds that these are told of texts, and nothing else is.
func wantTold(t *testing.T, all []told) {
	t.Helper()
	for _, tt := range all {
		if _, problems := parse(t, tt.src); problems != tt.problems {
			t.Errorf("%q:\n got %s\nwant %s", tt.src, problems, tt.problems)
		}
	}
}

func TestHTML(t *testing.T) {
	for _, tt := range []struct{ name, src, html, text string }{
		{"paragraph", "One & *two* <3.", "<p>One &amp; <em>two</em> &lt;3.</p>\n", "One & two <3.\n"},
		{"entities", `a &lt; b \* &#x27; c`, "<p>a &lt; b * &#39; c</p>\n", "a < b * ' c\n"},
		{"typography", `"It's" -- so...`, "<p>“It’s” – so…</p>\n", "“It’s” – so…\n"},
		{"one direction", "صاروخان على المنطقة.\n\nNATO تنفي.", "<p>صاروخان على المنطقة.</p>\n<p>NATO تنفي.</p>\n", "صاروخان على المنطقة.\nNATO تنفي.\n"},
		{
			"both directions", "# Who?\n\nصاروخان [على](https://example.org/long-address) المنطقة.\n\n> Nobody *knows*.\n\n- خبر! `code here`\n- News!\n- 12\n\n\n1. One.\n2. Two",
			"<h2 dir=\"ltr\" id=\"who\">Who?</h2>\n<p dir=\"rtl\">صاروخان <a href=\"https://example.org/long-address\">على</a> المنطقة.</p>\n" +
				"<blockquote dir=\"ltr\"><p>Nobody <em>knows</em>.</p>\n</blockquote>\n" +
				"<ul>\n<li dir=\"rtl\">خبر! <code>code here</code></li>\n<li dir=\"ltr\">News!</li>\n<li>12</li>\n</ul>\n<ol dir=\"ltr\">\n<li>One.</li>\n<li>Two</li>\n</ol>\n",
			"Who?\nصاروخان على المنطقة.\nNobody knows.\nخبر! code here\nNews!\n12\nOne.\nTwo\n",
		},
		{
			"names within another direction", "# AFP\n\nنقلت الوكالات الخبر.\n\n- Reuters\n- Associated Press\n\n\n1. وكالة الأنباء\n2. AFP\n\nThe end.",
			"<h2 id=\"afp\">AFP</h2>\n<p dir=\"rtl\">نقلت الوكالات الخبر.</p>\n<ul>\n<li>Reuters</li>\n<li>Associated Press</li>\n</ul>\n" +
				"<ol>\n<li>وكالة الأنباء</li>\n<li>AFP</li>\n</ol>\n<p dir=\"ltr\">The end.</p>\n",
			"AFP\nنقلت الوكالات الخبر.\nReuters\nAssociated Press\nوكالة الأنباء\nAFP\nThe end.\n",
		},
		{
			"tables and terms in both directions", "نعم.\n\nWho?\n: هو.\n\n| AFP | نقلت |\n|-|-:|\n| No. | لا. |\n\n\n| AFP |\n|-|\n| No. |",
			"<p dir=\"rtl\">نعم.</p>\n<dl>\n<dt dir=\"ltr\">Who?</dt>\n<dd dir=\"rtl\">هو.</dd>\n</dl>\n" +
				"<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th>AFP</th>\n<th class=\"align-right\">نقلت</th>\n</tr>\n</thead>\n" +
				"<tbody>\n<tr>\n<td>No.</td>\n<td class=\"align-right\">لا.</td>\n</tr>\n</tbody>\n</table></div>\n" +
				"<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table dir=\"ltr\">\n<thead>\n<tr>\n<th>AFP</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>No.</td>\n</tr>\n</tbody>\n</table></div>\n",
			"نعم.\nWho?\nهو.\nAFP\nنقلت\nNo.\nلا.\nAFP\nNo.\n",
		},
		{"breaks", "one\ntwo  \nthree", "<p>one\ntwo <br>\nthree</p>\n", "one\ntwo three\n"},
		{"heading", "## Über *alles* & 2021\n\n## Über alles & 2021", "<h2 id=\"über-alles-2021\">Über <em>alles</em> &amp; 2021</h2>\n<h2 id=\"über-alles-2021-1\">Über alles &amp; 2021</h2>\n", "Über alles & 2021\nÜber alles & 2021\n"},
		{"heading without letters", "# ---", "<h2 id=\"section\">—</h2>\n", "—\n"},
		{"wikilink", "See [[actor:nato]], [[x#part|the *x*]].", "<p>See <a class=\"wikilink\" href=\"/actors/nato/\">Title of nato</a>, <a class=\"wikilink\" href=\"/s/x/#part\">the *x*</a>.</p>\n", "See Title of nato, the *x*.\n"},
		{"wikilink over lines", "> See [[x|the\n>   *x* of\n> old]], [[\n> x\n> ]].", "<blockquote>\n<p>See <a class=\"wikilink\" href=\"/s/x/\">the *x* of old</a>, <a class=\"wikilink\" href=\"/s/x/\">Title of x</a>.</p>\n</blockquote>\n", "See the *x* of old, Title of x.\n"},
		{"wikilink in table", "a|b\n-|-\n[[x\\|y]]|c", "<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><a class=\"wikilink\" href=\"/s/x/\">y</a></td>\n<td>c</td>\n</tr>\n</tbody>\n</table></div>\n", "a\nb\ny\nc\n"},
		{"file link", "[b](../b.md#x) [c](https://e.org/?a=1&b=2) [d](#e)", "<p><a href=\"/s/../b.md/#x\">b</a> <a href=\"https://e.org/?a=1&amp;b=2\">c</a> <a href=\"#e\">d</a></p>\n", "b c d\n"},
		{"autolink", "<https://e.org> and www.e.org, a@e.org", "<p><a class=\"address\" dir=\"ltr\" href=\"https://e.org\">https://e.org</a> and <a class=\"address\" dir=\"ltr\" href=\"http://www.e.org\">www.e.org</a>, <a class=\"address\" dir=\"ltr\" href=\"mailto:a@e.org\">a@e.org</a></p>\n", "https://e.org and www.e.org, a@e.org\n"},
		{"a bare address alone", "At http://e.org", "<p>At <a class=\"address\" dir=\"ltr\" href=\"http://e.org\">http://e.org</a></p>\n", "At http://e.org\n"},
		{"a host alone", "At www.e.org", "<p>At <a class=\"address\" dir=\"ltr\" href=\"http://www.e.org\">www.e.org</a></p>\n", "At www.e.org\n"},
		{"a mail address alone", "At a@e.org", "<p>At <a class=\"address\" dir=\"ltr\" href=\"mailto:a@e.org\">a@e.org</a></p>\n", "At a@e.org\n"},
		{"code", "`a<b`\n\n```go\nx < y\n```", "<p><code>a&lt;b</code></p>\n<pre tabindex=\"0\"><code class=\"language-go\">x &lt; y\n</code></pre>\n", "a<b\nx < y\n\n"},
		{"image", "![A <map>](map.png \"T\") ![b](/img/b.png)", "<p><img decoding=\"async\" alt=\"A &lt;map&gt;\" src=\"/s/map.png/\" title=\"T\"> <img loading=\"lazy\" decoding=\"async\" alt=\"b\" src=\"/img/b.png\"></p>\n", " \n"},
		{"escapes in addresses", "[b](my\\_b&amp;c.md) ![d](e\\_f.png)", "<p><a href=\"/s/my_b&amp;c.md/\">b</a> <img decoding=\"async\" alt=\"d\" src=\"/s/e_f.png/\"></p>\n", "b \n"},
		{"description of an image", "![AT&amp;T \\* `\\*` on <https://e.org>, [[nato]]](/a.png)", "<p><img decoding=\"async\" alt=\"AT&amp;T * \\* on https://e.org, nato\" src=\"/a.png\"></p>\n", ""},
		{"a heading of the first level", "# a\n\n> ## b\n\n###### c", "<h2 id=\"a\">a</h2>\n<blockquote>\n<h3 id=\"b\">b</h3>\n</blockquote>\n<h6 id=\"c\">c</h6>\n", "a\nb\nc\n"},
		{"tasks", "- [ ] a\n- [X](https://x.com/b) c\n- [x]d", "<ul>\n<li><input type=\"checkbox\" disabled aria-label=\"To do\"> a</li>\n<li><a href=\"https://x.com/b\">X</a> c</li>\n<li>[x]d</li>\n</ul>\n", "a\nX c\n[x]d\n"},
		{"nfc", "Cafe\u0301", "<p>Café</p>\n", "Café\n"},
		{"definition list", "a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n", "a\nb\n"},
		{"strikethrough and tasks", "- [x] ~~a~~", "<ul>\n<li><input type=\"checkbox\" checked disabled aria-label=\"Done\"> <del>a</del></li>\n</ul>\n", "a\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, problems := parse(t, tt.src)
			if got := b.HTML(Marks{}); got != tt.html {
				t.Errorf("HTML:\n got %q\nwant %q", got, tt.html)
			}
			if got := b.Text(); got != tt.text {
				t.Errorf("Text:\n got %q\nwant %q", got, tt.text)
			}
			if problems != "" {
				t.Errorf("problems: %s", problems)
			}
		})
	}
}

// The bar of a wikilink divides no cells, be it written with a backslash or without.
func TestWikilinksInTables(t *testing.T) {
	link := func(target, words string) string {
		return `<a class="wikilink" href="/s/` + target + `/">` + words + `</a>`
	}
	for _, tt := range []struct {
		src  string
		want string // cells, with bars between, rows with slashes
	}{
		{"a|b|c\n-|-|-\n[[x|y]]|d|e", "a|b|c/" + link("x", "y") + "|d|e"},
		{"|a|b|\n|-|-|\n|d [[x|y]] e|[[z|w]]|", "a|b/d " + link("x", "y") + " e|" + link("z", "w")},
		{"|[[x|y]]|b|\n|-|-|\n|[[x\\|y]]|d|", link("x", "y") + "|b/" + link("x", "y") + "|d"},
		{"> [[x|y]]|b\n> -|-\n> c|[[x]]", link("x", "y") + "|b/c|" + link("x", "Title of x")},
		{"a|b\n-|-\n[[ | ]]", "a|b/[[|]]"},
		{"a|b\n-|-\n`[[x\\|y]]`|c", "a|b/<code>[[x|y]]</code>|c"},
		{"a|b\n-|-\n`[[x|y]]`|c", "a|b/<code>[[x|y]]</code>|c"},
	} {
		b, problems := parse(t, tt.src)
		var rows []string
		for _, row := range strings.Split(b.HTML(Marks{}), "<tr>")[1:] {
			var cells []string
			for _, m := range regexp.MustCompile(`(?s)<t[hd]>(.*?)</t[hd]>`).FindAllStringSubmatch(row, -1) {
				cells = append(cells, m[1])
			}
			rows = append(rows, strings.Join(cells, "|"))
		}
		if got := strings.Join(rows, "/"); got != tt.want || problems != "" {
			t.Errorf("%q:\n got %s %s\nwant %s", tt.src, got, problems, tt.want)
		}
	}
	if b, _ := parse(t, "See [[x|y]] | z\n\na|b\n-|-\nc|d"); !strings.Contains(b.HTML(Marks{}), "<p>See "+link("x", "y")+" | z</p>") {
		t.Errorf("a paragraph is %s", b.HTML(Marks{}))
	}
}

func TestFootnoteMarksAreNoText(t *testing.T) {
	b, _ := parse(t, "One[^a] two.\n\n[^a]: The note.")
	if want := "One two.\nThe note.\n"; b.Text() != want {
		t.Errorf("Text() = %q, want %q", b.Text(), want)
	}
	if html := b.HTML(Marks{}); !strings.Contains(html, `href="#fn:1"`) || !strings.Contains(html, `id="fn:1"`) {
		t.Errorf("no footnote in %s", html)
	}
}

// A place is the same whatever was asked for before it.
func TestPosInAnyOrder(t *testing.T) {
	const src = "öne two thrée föur\nfive\n\nsix sevén eïght"
	var starts []int
	for k := range src {
		starts = append(starts, k)
	}
	for name, origin := range map[string]Origin{
		"as it stands":    {Line: 3, Col: 4},
		"in another form": {Parts: []Part{{0, 3, 4}, {5, 3, 20}, {9, 7, 1}, {22, 9, 2}}},
	} {
		s := source{origin: origin, text: []byte(src)}
		for _, first := range starts {
			for _, then := range starts {
				s.pos(first)
				alone := source{origin: origin, text: []byte(src)}
				if got, want := s.pos(then), alone.pos(then); got != want {
					t.Errorf("%s: after offset %d, offset %d is at %v, want %v", name, first, then, got, want)
				}
			}
		}
	}
}

// What holds the address of a link by reference is its definition, the first of a label.
func TestLinkByReference(t *testing.T) {
	b, _ := parse(t, "[a]: b.md\n[A]: c.md\n\n*x* [a] y[^1] ![z][] [e][d]\n\n[^1]: i\n\n    [z]: f.png\n\n[^2]: no mark leads here\n\n    [d]: g.md\n")
	var got []string
	for _, l := range b.Links() {
		got = append(got, fmt.Sprintf("%s %d:%d", l.Target, l.Pos.Line, l.Pos.Col))
	}
	want := []string{"b.md 5:1", "f.png 12:5", "g.md 8:22"}
	if !slices.Equal(got, want) {
		t.Errorf("links are at %q, want %q", got, want)
	}
}

// Addresses are words of a text, too.
func TestPlaceOfAddresses(t *testing.T) {
	b, _ := parse(t, "[a](/b)\n\n<https://auto.example/> (https://bare.example/)\n\n![drawn](https://example.org/c.png)\n")
	for word, want := range map[string][2]int{"https://auto": {7, 2}, "https://bare": {7, 26}, "drawn": {9, 3}} {
		if line, col := b.Place(strings.Index(b.Text(), word)); line != want[0] || col != want[1] {
			t.Errorf("%q stands at %d:%d, want %d:%d", word, line, col, want[0], want[1])
		}
	}
}

// The mark of a footnote that stands within a link follows it: no link is within another.
func TestFootnoteMarksInLinks(t *testing.T) {
	b, problems := parse(t, "See [a *b [^x]* c [^y] d](https://e.org), [e](/f) [^x].\n\n[^x]: The note.\n[^y]: Another.")
	html, _, _ := strings.Cut(b.HTML(Marks{}), "</p>")
	mark := func(number, id string) string {
		return `<sup id="fnref` + id + `:` + number + `"><a href="#fn:` + number + `" class="footnote-ref" role="doc-noteref">` + number + `</a></sup>`
	}
	if want := `<p>See <a href="https://e.org">a <em>b </em> c  d</a>` + mark("1", "") + mark("2", "") + `, <a href="/f">e</a> ` + mark("1", "1") + "."; html != want {
		t.Errorf("HTML:\n got %s\nwant %s", html, want)
	}
	const warning = "warning: the mark of a footnote cannot stand within a link, and is shown after it; write it there\n"
	if want := "content/a.md:5:11: " + warning + "content/a.md:5:19: " + warning; problems != want {
		t.Errorf("problems:\n got %s\nwant %s", problems, want)
	}
}

func TestUnsafe(t *testing.T) {
	for _, tt := range []struct{ name, src, html, problem string }{
		{"raw block", "<script>alert(1)</script>\n\ntext", "<p>text</p>\n", "content/a.md:5:1: warning: HTML is left out: <script>alert(1)</script>; write it in Markdown\n"},
		{"raw inline", "a\nb <b onclick=x>c</b>", "<p>a\nb c</p>\n", "content/a.md:6:3: warning: HTML is left out: <b onclick=x>; write it in Markdown\ncontent/a.md:6:17: warning: HTML is left out: </b>; write it in Markdown\n"},
		{"above the line", "10<sup>6</SUP>", "<p>106</p>\n", "content/a.md:5:3: warning: HTML is left out: <sup>; write it in signs of Unicode, as in 10⁶ and H₂O\ncontent/a.md:5:9: warning: HTML is left out: </SUP>; write it in signs of Unicode, as in 10⁶ and H₂O\n"},
		{"player", "A <iframe src=\"https://e.org/b\"></iframe>", "<p>A </p>\n", "content/a.md:5:3: warning: HTML is left out: <iframe src=\"https://e.org/b\">; link what it shows, as in [the film](https://example.org/film)\n"},
		{"film", "<Video src=a.mp4></video>", "<p></p>\n", "content/a.md:5:1: warning: HTML is left out: <Video src=a.mp4>; link what it shows, as in [the film](https://example.org/film)\n"},
		{"comment", "a <!-- b --> c\n\n<!--more-->", "<p>a  c</p>\n", ""},
		{"script link", "[x](javascript:alert(1))", "<p>x</p>\n", "content/a.md:5:1: warning: the link to \"javascript:alert(1)\" is left out: only http, https, mailto and tel addresses are linked\n"},
		{"disguised link", "[x](<\x01 JaVa\tScript:alert(1)>)", "<p>x</p>\n", "content/a.md:5:1: warning: the link to \"\\x01 JaVa\\tScript:alert(1)\" is left out: only http, https, mailto and tel addresses are linked\n"},
		{"link of entities", "[x](&#106;avascript&colon;alert(1))", "<p>x</p>\n", "content/a.md:5:1: warning: the link to \"javascript:alert(1)\" is left out: only http, https, mailto and tel addresses are linked\n"},
		{"link without an address", "[x]() [*y*](<>)", "<p>x <em>y</em></p>\n", "content/a.md:5:1: warning: the link is left out: it has no address; write one in the round brackets\ncontent/a.md:5:7: warning: the link is left out: it has no address; write one in the round brackets\n"},
		{"image without an address", "a ![x]() ![]()", "<p>a <em class=\"missing\">x</em> </p>\n", "content/a.md:5:4: warning: the image has no address; write one in the round brackets\ncontent/a.md:5:11: warning: the image has no address; write one in the round brackets\n"},
		{"links without a scheme", "[x](www.e.org/y) [y](WWW.e.org) [z](www.) [w](www.e.org.PDF) [v](www.e.org.png#v)", "<p>x y <a href=\"/s/www./\">z</a> <a href=\"/s/www.e.org.PDF/\">w</a> <a href=\"/s/www.e.org.png/#v\">v</a></p>\n", "content/a.md:5:1: warning: the link to \"www.e.org/y\" is left out: browsers would look for it on this site; write \"https://www.e.org/y\"\ncontent/a.md:5:18: warning: the link to \"WWW.e.org\" is left out: browsers would look for it on this site; write \"https://WWW.e.org\"\n"},
		{"links without words", "[](/a/) [ ](https://e.org/) [![b](/b.png)](/c/) [&nbsp;c](/d/)", "<p>   <a href=\"/c/\"><img decoding=\"async\" alt=\"b\" src=\"/b.png\"></a> <a href=\"/d/\">\u00a0c</a></p>\n", "content/a.md:5:1: warning: the link to \"/a/\" is left out: it has no words; write some in the square brackets\ncontent/a.md:5:9: warning: the link to \"https://e.org/\" is left out: it has no words; write some in the square brackets\n"},
		{"links to hosts", "[x](e.org) [y](e.co.uk/a?b) [z](e.orgy.pdf) [v](org/e)", "<p>x y <a href=\"/s/e.orgy.pdf/\">z</a> <a href=\"org/e\">v</a></p>\n", "content/a.md:5:1: warning: the link to \"e.org\" is left out: browsers would look for it on this site; write \"https://e.org\"\ncontent/a.md:5:12: warning: the link to \"e.co.uk/a?b\" is left out: browsers would look for it on this site; write \"https://e.co.uk/a?b\"\n"},
		{"files named as hosts", "[x](e.com.md) [y](e.org.markdown#a)", "<p><a href=\"/s/e.com.md/\">x</a> <a href=\"/s/e.org.markdown/#a\">y</a></p>\n", ""},
		{"links with slashes too many", "[x](http:///e.org) [y](<https:\\\\\\\\e.org>)", "<p>x y</p>\n", "content/a.md:5:1: warning: the link to \"http:///e.org\" is left out: it is no web address; write \"http://e.org\"\ncontent/a.md:5:20: warning: the link to \"https:\\\\\\\\e.org\" is left out: it is no web address; write \"https://e.org\"\n"},
		{"links with a password", "[x](https://u:p@e.org/a) [y](//u@e.org) [z](https://e.org/@u:p)", "<p>x y <a href=\"https://e.org/@u:p\">z</a></p>\n", "content/a.md:5:1: warning: the link is left out: its address has a user name or a password, which readers would see; write \"https://e.org/a\"\ncontent/a.md:5:26: warning: the link is left out: its address has a user name or a password, which readers would see; write \"//e.org\"\n"},
		{"an address with a password", "See https://u:p@e.org/a.", "<p>See <a class=\"address\" dir=\"ltr\" href=\"https://u:p@e.org/a\">https://u:p@e.org/a</a>.</p>\n", "content/a.md:5:5: warning: the address has a user name or a password, which readers see; write https://e.org/a\n"},
		{"links with half a scheme", "[x](http:/e.org) [y](HTTPS//e.org/a) [z](http/e)", "<p>x y <a href=\"http/e\">z</a></p>\n", "content/a.md:5:1: warning: the link to \"http:/e.org\" is left out: it is no web address; write \"http://e.org\"\ncontent/a.md:5:18: warning: the link to \"HTTPS//e.org/a\" is left out: it is no web address; write \"HTTPS://e.org/a\"\n"},
		{"link of escapes", "[x](javascript\\:alert(1))", "<p>x</p>\n", "content/a.md:5:1: warning: the link to \"javascript:alert(1)\" is left out: only http, https, mailto and tel addresses are linked\n"},
		{"link defined with entities", "[x]\n\n[x]: &#x64;ata:text/html,x", "<p>x</p>\n", "content/a.md:5:1: warning: the link to \"data:text/html,x\" is left out: only http, https, mailto and tel addresses are linked\n"},
		{"entities twice", "[x](&amp;#106;avascript:alert(1))", "<p><a href=\"&amp;#106;avascript:alert(1)\">x</a></p>\n", ""},
		{"foreign image of entities", "![x](/&#47;e.org/x.png)", "<p><a href=\"//e.org/x.png\">x</a></p>\n", "content/a.md:5:2: warning: the image \"//e.org/x.png\" is shown as a link, because it lies on another host; put a copy beside the article\n"},
		{"foreign image of escapes", "![x](/\\/e.org/x.png)", "<p><a href=\"//e.org/x.png\">x</a></p>\n", "content/a.md:5:2: warning: the image \"//e.org/x.png\" is shown as a link, because it lies on another host; put a copy beside the article\n"},
		{"data image", "![x](data:image/svg+xml,<svg>)", "<p>x</p>\n", "content/a.md:5:2: warning: the description of the image \"data:image/svg+xml,<svg>\" is shown in its place: only http and https addresses are linked; put a copy beside the article\n"},
		{"foreign image", "![x](https://e.org/x.png)", "<p><a href=\"https://e.org/x.png\">x</a></p>\n", "content/a.md:5:2: warning: the image \"https://e.org/x.png\" is shown as a link, because it lies on another host; put a copy beside the article\n"},
		{"image without alt", "![](/x.png)", "<p><img decoding=\"async\" alt=\"\" src=\"/x.png\"></p>\n", "content/a.md:5:2: warning: the image \"/x.png\" has no description; write one in the square brackets, for readers who do not see it\n"},
		{"no picture", "![x](a.pdf) ![y](b.JPG)", "<p><img decoding=\"async\" alt=\"x\" src=\"/s/a.pdf/\"> <img loading=\"lazy\" decoding=\"async\" alt=\"y\" src=\"/s/b.JPG/\"></p>\n", "content/a.md:5:2: warning: \"a.pdf\" is no picture that browsers show; take the \"!\" off to link it\n"},
		{"attributes", "# a {onclick=x}", "<h2 id=\"a-onclick-x\">a {onclick=x}</h2>\n", ""},
		{"script image", "![i](javascript:x)", "<p>i</p>\n", "content/a.md:5:2: warning: the description of the image \"javascript:x\" is shown in its place: only http and https addresses are linked; put a copy beside the article\n"},
		{"mail image", "![i](mailto:a@e.org)", "<p>i</p>\n", "content/a.md:5:2: warning: the description of the image \"mailto:a@e.org\" is shown in its place: only http and https addresses are linked; put a copy beside the article\n"},
		{"wikilinks in a link", "[a [[x|*b*]] [[y]] c](https://e.org)", "<p><a href=\"https://e.org\">a *b* Title of y c</a></p>\n", "content/a.md:5:4: warning: a link cannot stand within another, and its words alone are shown; write it before or after that link\ncontent/a.md:5:14: warning: a link cannot stand within another, and its words alone are shown; write it before or after that link\n"},
		{"address in a link", "[a *<https://e.org/b>* https://e.org/c](d.md)", "<p><a href=\"/s/d.md/\">a <em>https://e.org/b</em> https://e.org/c</a></p>\n", "content/a.md:5:5: warning: a link cannot stand within another, and its words alone are shown; write it before or after that link\n"},
		{"foreign image in a link", "[![b](https://e.org/x.png)](https://e.org)", "<p><a href=\"https://e.org\">b</a></p>\n", "content/a.md:5:3: warning: the description of the image \"https://e.org/x.png\" is shown in its place: it lies on another host, and a link cannot stand within another; put a copy beside the article\n"},
		{"wikilinks without an end", "[[x] and\n[[x|[y]]], [[x", "<p>[[x] and\n[[x|[y]]], [[x</p>\n", "content/a.md:5:1: warning: this link never ends; write ]] after it, in the same paragraph, or \\[[ where brackets are meant\ncontent/a.md:6:1: warning: this link never ends; write ]] after it, in the same paragraph, or \\[[ where brackets are meant\ncontent/a.md:6:12: warning: this link never ends; write ]] after it, in the same paragraph, or \\[[ where brackets are meant\n"},
		{"brackets in words", "[[Video] A\nstrike](/y) [[1] b [2]](/z), the [[then] prime] minister, [[1, 2], [3, 4]] [[b] *c*][y]\n\n[y]: /z", "<p><a href=\"/y\">[Video] A\nstrike</a> <a href=\"/z\">[1] b [2]</a>, the [[then] prime] minister, [[1, 2], [3, 4]] <a href=\"/z\">[b] <em>c</em></a></p>\n", ""},
		{"picture as in notes", "![[a b.jpg|x]], ![[c.png]] ![[d]](/e.png)", "<p>![[a b.jpg|x]], ![[c.png]] <img decoding=\"async\" alt=\"[d]\" src=\"/e.png\"></p>\n", "content/a.md:5:1: warning: no picture is shown by ![[a b.jpg|x]]; write ![description](<a b.jpg>)\ncontent/a.md:5:17: warning: no picture is shown by ![[c.png]]; write ![description](<c.png>)\n"},
		{"wikilink without a slug", "a [[ ]]", "<p>a [[ ]]</p>\n", "content/a.md:5:3: warning: \"[[]]\" links nothing; write a slug between the brackets\n"},
		{"links in brackets", "[[x](/y)] [[x][y]] [[y] z] \\[[x [[\n\n[y]: /z", "<p>[<a href=\"/y\">x</a>] [<a href=\"/z\">x</a>] [<a href=\"/z\">y</a> z] [[x [[</p>\n", ""},
		{"wikilink text", "[[x|<b>]]", "<p><a class=\"wikilink\" href=\"/s/x/\">&lt;b&gt;</a></p>\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, problems := parse(t, tt.src)
			if got := b.HTML(Marks{}); got != tt.html {
				t.Errorf("HTML:\n got %q\nwant %q", got, tt.html)
			}
			if problems != tt.problem {
				t.Errorf("problems:\n got %q\nwant %q", problems, tt.problem)
			}
		})
	}
}

// What other generators replace in a text is told of, but for code and what is escaped.
func TestShortcodes(t *testing.T) {
	const is = " is no shortcode here, and readers see it as it is; write what it stands for in Markdown, or put it between backticks\n"
	wantTold(t, []told{
		{"É {{< youtube abc >}} and *{{% figure src=\"a.jpg\" %}}*", "content/a.md:5:3: warning: {{< youtube abc >}}" + is + "content/a.md:5:28: warning: {{% figure src=\"a.jpg\" %}}" + is},
		{"{{< figure\n  src=\"a.jpg\" >}}", "content/a.md:5:1: warning: {{< figure" + is},
		{"a\n\n{% include x.html %}", "content/a.md:7:1: warning: {% include x.html %}" + is},
		{"![x]({{ site.url }}/x.png)", "content/a.md:5:6: warning: {{ site.url }}" + is},
		{"{% " + strings.Repeat("я", 298) + " %}", "content/a.md:5:1: warning: {% " + strings.Repeat("я", 54) + "…" + is},
		{"{% " + strings.Repeat("я", 299) + " %} {{" + strings.Repeat("a", 301) + "}}", ""},
		{"`{{< x >}}` \\{{< x >}}\n\n    {{< x >}}\n\n```\n{% x %}\n```\n\n{a} {{ b {%c%", ""},
	})
}

// Lines that look like headings are told of, but for hashtags, code and what is escaped.
func TestHeadingsWithoutSpace(t *testing.T) {
	const is = ": warning: this is no heading, and readers see its signs; write a space after them, or a backslash before them where that is meant\n"
	wantTold(t, []told{
		{"##Éa\n\nb\n  ##2021 c", "content/a.md:5:1" + is + "content/a.md:8:3" + is},
		{"> ##a", "content/a.md:5:3" + is},
		{"- ##a\n- b\n  ##c\n  1. ##d", "content/a.md:5:3" + is + "content/a.md:7:3" + is + "content/a.md:8:6" + is},
		{"#a\n\n## a\n\n##\n\n\\##a\n\n#######a\n\n##!\n\na ##b\n\n`##a`\n\n    ##a\n\n- #a\n- ## a\n- \\##a", ""},
	})
}

// Signs of emphasis that stand apart from their words are told of, but for those that may
// mean something else.
func TestLooseEmphasis(t *testing.T) {
	is := func(sign string) string {
		escaped, does := `\`+sign[:1]+`\`+sign[:1], "makes nothing bold"
		if sign == "~~" {
			does = "strikes nothing out"
		}
		return ": warning: " + sign + " " + does + " here, and readers see it, because a space stands between it and the words; take that off, or write " + escaped + " where it is meant\n"
	}
	const wedged = ": warning: ** makes nothing bold here, and readers see it, because it stands between a word and a punctuation mark; write the mark outside of both **, or a space between ** and the word\n"
	wantTold(t, []told{
		{"É **a b **, c", "content/a.md:5:9" + is("**")},
		{"**A **and **B** c", "content/a.md:5:5" + is("**")},
		{"- ** a**\n- __b __\n\n## **c **", "content/a.md:5:3" + is("**") + "content/a.md:6:7" + is("__") + "content/a.md:8:8" + is("**")},
		{"a | b\n--|--\n**c ** | d", "content/a.md:7:5" + is("**")},
		{"~~a ~~ b, ~~c~~ ~1 ~~ 2", "content/a.md:5:5" + is("~~")},
		{"(**a *b* **)", "content/a.md:5:10" + is("**")},
		{"**a\nb ** c **d ** e", "content/a.md:6:3" + is("**") + "content/a.md:6:12" + is("**")},
		{"**a** b **c**, 2 ** 3 ** 4, x**y **", ""},
		{"Mr X** and Y **, f**k and s**t", ""},
		{"これは**「重要」**です", "content/a.md:5:4" + wedged},
		{"**重要。**次に **„A“**b **5 %**c", "content/a.md:5:6" + wedged + "content/a.md:5:16" + wedged + "content/a.md:5:25" + wedged},
		{"これは「**重要**」です **重要**。次に **„A“** b 価**“五”** c", "content/a.md:5:36" + wedged},
		{"A**(1) and B**(2), M**, and **N**. C**.\n\nf(**a), g(**b)", ""},
		{"Messrs ** and **, said M. **. I, __, declare __.", ""},
		{"**a\n\nb **\n\n\\*\\*a \\*\\*\n\n`**a **`\n\n    **a **\n\n__ a __, ____b ____", ""},
	})
}

// What makes a box of a quote elsewhere is told of.
func TestAlerts(t *testing.T) {
	const is = " makes no box here, and readers see it as it is; write a word in its place, as in > **Note**\n"
	wantTold(t, []told{
		{"> [!NOTE]\n> a", "content/a.md:5:3: warning: [!NOTE]" + is},
		{"- > [!info]- A\n  > b", "content/a.md:5:5: warning: [!info]" + is},
		{"::: note\na\n:::", "content/a.md:5:1: warning: :::" + is},
		{"> **Note**\n> a\n:::", "content/a.md:7:1: warning: :::" + is},
		{"!!! note \"A\"\n    b", "content/a.md:5:1: warning: !!! note \"A\"" + is},
		{"[!NOTE]\n\n> a\n> [!NOTE]\n\n> a\n>\n> [!NOTE]\n\n> \\[!NOTE]\n\n> [!] a\n\n!!! Stop\n\n!!! stop it", ""},
	})
}

// What other kinds of Markdown know, and what is nearly Markdown, is told of.
func TestSlips(t *testing.T) {
	const (
		within   = "this is no link, because another link or a bracket stands among its words; take that out, or write a backslash before the bracket"
		spaced   = "this is no link, because a space stands between ] and (; take it off"
		open     = "this is no link, because its ) is missing or a space stands in its address; write [words](<address>)"
		reversed = "this is no link; write [words](address)"
		lost     = "this is no link, because nothing says where the second brackets lead; write [words](address), or a backslash before the second [ where brackets are meant"
		hidden   = "%% hides nothing here, and readers see what stands after it; write <!-- and --> around what is not for them"
		marked   = "== marks nothing here, and readers see it; write **words**, or {==words==}{>>note<<} for a note on them"
		foot     = "^[ begins no footnote here, and readers see it; write [^name] in its place, and [^name]: with the note on a line of its own"
		braces   = "these braces mean nothing here, and readers see them; take them off"
		comment  = "this comment never ends, and readers see it; end it with --> before the next empty line"
		left     = "this comment never ends, and all that follows is left out; end it with -->"
		code     = "this code never ends, and all that follows stands in it; write a line of ``` below it"
		list     = "these lines are no list, and run on for readers; write - and a space before each, or 1. and a space; or an empty line between them where no list is meant"
		rule     = "this makes no table, because the line above has more cells; write a --- for each of them"
		rows     = "these lines are no table; below the first, write |---| with a --- for each column"
	)
	for _, tt := range []struct{ src, at, said string }{
		{"É [a] (https://example.org/) b", "5:5", spaced},
		{"![a] (b.jpg)", "5:4", spaced},
		{"[a](https://example.org/ b", "5:3", open},
		{"[a](/b c.md)", "5:3", open},
		{"[a] (https://example.org/a_(b) \"C\")", "5:3", spaced},
		{"[a] b](https://example.org/)", "5:6", within},
		{"[a [b](https://example.org/) c](/d/)", "5:31", within},
		{"(a)[https://example.org/]", "5:3", reversed},
		{"[a][https://example.org/]", "5:3", reversed},
		{"a [b *c*][2] d", "5:9", lost},
		{"![É b][the-map]", "5:6", lost},
		{"*[a\nb][Courier]* [c][] [d][Herald]\n\n[herald]: https://example.org/", "6:2", lost},
		{"a %%b\nc%% d", "5:3", hidden},
		{"%%\nb\n%%", "5:1", hidden},
		{"- a ==b c==, d", "5:5", marked},
		{"a^[b]", "5:2", foot},
		{"\"a.\"^[b c]", "5:5", foot},
		{"[a](/b/){:target=\"_blank\"}", "5:9", braces},
		{"## A {.b}", "5:6", braces},
		{"a\n{: .b #c}", "6:1", braces},
		{"[a](/b/){width=50%}", "5:9", braces},
		{"a <!-- b\n\nc", "5:3", comment},
		{"a\n\n<!-- b\n\nc", "7:1", left},
		{"a\n\n```\nb\n\nc\n", "7:1", code},
		{"- ```\n  b\n", "5:1", code},
		{"~~~~ go\nb", "5:1", strings.Replace(code, "```", "~~~~", 1)},
		{"a:\n-b\n-c", "6:1", list},
		{"- 1.b\n  2.c", "5:3", list},
		{"-[ ] b\n-[x] c", "5:1", list},
		{"-**b** c\n-[[d]]", "5:1", list},
		{"*b\n*c", "5:1", list},
		{"• b\n• c", "5:1", list},
		{"|a|b|\n|c|d|", "5:1", rows},
		{"| a | b |\n| --- |\n| c | d |", "5:1", rows},
		{"a | b | c\n---|:-:\nd | e | f", "6:1", rule},
	} {
		want := "content/a.md:" + tt.at + ": warning: " + tt.said + "\n"
		if _, problems := parse(t, tt.src); problems != want {
			t.Errorf("%q:\n got %s\nwant %s", tt.src, problems, want)
		}
	}
	for _, src := range []string{
		"[a] (b) [1] (2021) \\[a] (https://example.org/) \\[a](https://example.org/ b [a](<b c.md>) (a)[b]",
		"[sic] [a] said [of b] that [a][] [b][c d] [1][2] [...][they] \\[a][ref] [a]\\[ref] x[i][ref] b.[note 1][2] [b][i]c[/i][/b] `[a][ref]`",
		"[Laughter][Applause] [a][ref] b[^c]\n\n[^c]: d",
		"[a][ref] [b][Ref] [c *d*][1]\n\n[ref]: https://example.org/\n[1]: <https://example.org/a>",
		"5%% of 6%% a==b==c, a == b == c, {.} {a} \\{.b} 2^[ \\<!-- <!-- b -->",
		"`[a] (https://example.org/) ==b== %%c%% ^[d]`\n\n    ==b==\n\n```\n==b==\n```\n\n<!-- c\n\nd -->\n\ne",
		"a\n-b\nc\n-d", "– a\n– b", "1.5\n2.5", "|a|\nb", "| a | b |\n|---|---|\n| c | d |", "## A {#b}",
		"> ```\n> a\n> ```", "- ```\n  a\n  ```",
		"5 %% of 6, 7 %% of 8", "%%time\n%%bash", "a ^[a-z]+ \"^[b]\" 10^[2], a^[1](https://example.org/)",
		"(a)[/i] [i](b)[/i] (c)[https://example.org/](https://example.org/)", "[a] (www.example.org wrote it) [b] (/u/c wrote it)",
		"a {:ok, b} {:.2f} f(x) {.b} {a=b} c", "• a  \n• b\\\n• c", "|a|b|  \n|c|d|", "*b* c\n*d* e", "[a][https://example.org/](https://example.org/)", "-he said- a\n-she said-, b",
	} {
		if _, problems := parse(t, src); problems != "" && !strings.Contains(problems, "no file") {
			t.Errorf("%q: %s", src, problems)
		}
	}
}

// What stands beyond the columns of a table is left out, and told of.
func TestCellsBeyond(t *testing.T) {
	const is = ": warning: the row has more cells than its table has columns, and what stands from here on is left out; write one more column into each row, or \\| where a bar is meant\n"
	wantTold(t, []told{
		{"|a|b|\n|-|-|\n|1|2| É |\n|1|2|\nx | y | z", "content/a.md:7:7" + is + "content/a.md:9:9" + is},
		{"> a | b\n> -|-\n> 1 | 2 | 3 | 4", "content/a.md:7:11" + is},
		{"|a|b|\n|-|-|\n|1|2| |\n|1|[[x|y]]|\n|1|2 \\| 3|\n|1|\n|1||\n\nx", ""},
	})
}

// table returns a table of so many columns, with so many times the same row.
func table(columns, rows int, row string) string {
	return strings.Repeat("a|", columns) + "\n" + strings.Repeat("-|", columns) + "\n" + strings.Repeat(row+"\n", rows)
}

func TestBounds(t *testing.T) {
	for name, tt := range map[string]struct {
		src  string
		want string
	}{
		"unclosed links":                  {"x\n\n" + strings.Repeat("[a](", 40_000), "content/a.md:7:1: error: this paragraph opens more than 4000 links"},
		"unclosed images":                 {strings.Repeat("![a](", 40_000), "opens more than 4000 links"},
		"delimiters":                      {strings.Repeat("*a_ ", 100_000), "more than 16000 asterisks"},
		"nested quotes":                   {strings.Repeat("> ", 10_000) + "a", "nests more than 200"},
		"nested lists":                    {strings.Repeat("- ", 10_000) + "a", "nests more than 200"},
		"nested lists of nothing":         {strings.Repeat("1. ", 10_000), "nests more than 200"},
		"quotes of nothing":               {strings.Repeat(">", 10_000), "nests more than 200"},
		"quotes in a footnote":            {"a[^1]\n\n[^1]: " + strings.Repeat("> ", 10_000) + "a", "content/a.md:7:1: error: this line nests more than 200"},
		"footnotes in footnotes":          {strings.Repeat("[^1]: ", 10_000) + "a", "nests more than 200"},
		"lists in a definition":           {"a\n: " + strings.Repeat("- ", 10_000) + "a", "nests more than 200"},
		"uses of a definition":            {"[a]: /" + strings.Repeat("x", 10_000) + "\n\n" + strings.Repeat("y\n", 3) + strings.Repeat("[a]\n", 1_000), "content/a.md:849:2: error: up to here links that use a definition again have addresses and titles of more than 8388608 bytes"},
		"long addresses":                  {"[a] [b](https://b.example/" + strings.Repeat("b", 5<<20) + ") [c]\n\n[a]: https://a.example/" + strings.Repeat("a", 5<<20) + "\n\n[c]: /c", ""},
		"uses of a title":                 {"[a]: x (" + strings.Repeat("x\n", 10_000) + ")\n\n" + strings.Repeat("![a]\n", 1_000), "addresses and titles of more than 8388608 bytes"},
		"definitions":                     {strings.Repeat("[a]: /x\n", 40_000), "more than 5000 definitions"},
		"short rows":                      {"x\n\na|b\n-|-\nc|d\n\n" + table(2_000, 2_000, "|-"), "content/a.md:11:1: error: the rows of tables lack more than 100000 cells; write each row with as many cells as its table has columns"},
		"short rows of quotes":            {"> " + strings.ReplaceAll(table(2_000, 2_000, "a"), "\n", "\n> "), "content/a.md:5:1: error: the rows of tables"},
		"many tables":                     {strings.Repeat(table(100, 10, "| a |")+"\n", 1_000), "the rows of tables"},
		"full rows":                       {table(200, 1_000, strings.Repeat("|", 201)), ""},
		"rows without bars at their ends": {table(200, 600, strings.Repeat("a|", 199)+"a"), ""},
		"a few short rows":                {table(11, 9_000, "|a|"), ""},
		"items":                           {strings.Repeat("- a\n", 600_000), "content/a.md:500005:1: error: up to here the text has more than 1000000 lines, items, cells, links and other parts; divide it"},
		"items in items":                  {strings.Repeat(strings.Repeat("> - ", 40)+"a\n", 20_000), "more than 1000000 lines, items"},
		"cells":                           {table(1_000, 1_100, strings.Repeat("a|", 1_000)), "more than 1000000 lines, items"},
		"emphases":                        {strings.Repeat("*a* b\n\n", 300_000), "more than 1000000 lines, items"},
		"a long text":                     {strings.Repeat(strings.Repeat("Words of a *long* line. ", 4)+"\n\n", 80_000), ""},
		"closed links":                    {strings.Repeat("[a](/b) ", 20_000), ""},
		"links by reference":              {strings.Repeat("[a] ", 50_000) + "\n\n[a]: /b.md\n", ""},
		"notes in the text":               {strings.Repeat("{==a==}{>>b<<} ", 50_000), ""},
		"list items":                      {strings.Repeat("- **a** b_c\n", 50_000), ""},
		"long line":                       {strings.Repeat("word ", 200_000), ""},
		"a rule of dashes":                {"> " + strings.Repeat("-", 1_000) + "\n\n" + strings.Repeat("* ", 1_000) + "\n\na\n" + strings.Repeat("-", 1_000) + "\n", ""},
		"a table with a wide column":      {"a | b\n" + strings.Repeat("-", 1_000) + " | -\nc | d\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := parse(t, tt.src)
			if tt.want == "" && problems != "" || !strings.Contains(problems, tt.want) {
				t.Errorf("problems: %.200s, want %q", problems, tt.want)
			}
		})
	}
}

func TestNames(t *testing.T) {
	finder := NewNames([]Name{
		{"NATO", 0},
		{"NATO Mission Iraq", 1},
		{"Qasim al-Araji", 2},
		{"قاسم الأعرجي", 2},
		{"al-Araji", 2},
		{"الناتو", 0},
		{"John Smith", 3},
		{"John Smith", 4},
		{"北约", 0},
		{"Coalition", 5},
		{"US", 6},
		{"محمدرضا کریمی", 7},
		{"O'Neil", 8},
		{"  ", 9},
		{"ليد", 10},
		{"The Guardian Group", 11},
		{"the Elders", 12},
		{"Theo", 13},
		{"U.S.", 14},
		{"Yahoo!", 15},
		{"#MeToo", 16},
		{"'Ndrangheta", 17},
		{".NET", 18},
		{"S.A.", 19},
		{"북한", 20},
		{"김정은", 21},
		{"ישראל", 22},
		{"צה״ל", 23},
	})
	for _, tt := range []struct {
		name, src string
		want      string
	}{
		{"longest", "The NATO Mission Iraq and NATO.", "NATO Mission Iraq[1] NATO[0]"},
		{"whole words across emphasis", "NATO*s* and Sub*NATO*, *NATO* and **NATO**, `a`NATO", "NATO[0] NATO[0]"},
		{"whole words", "NATOs, SubNATO, NATO_x, us, non-NATO, NATO's", "NATO[0] NATO[0]"},
		{"white space and dashes", "Qasim\nal‑Araji said", "Qasim\nal‑Araji[2]"},
		{"capital at the start", "Al-Araji said, AL-ARAJI did not", "Al-Araji[2]"},
		{"the article in either case", "The Guardian Group, the Guardian Group; The Elders, the Elders", "The Guardian Group[11] the Guardian Group[11] The Elders[12] the Elders[12]"},
		{"the article only", "the guardian Group, Guardian Group, theo, Theo", "Theo[13]"},
		{"prefix of a longer name", "NATO Mission in Iraq", "NATO[0]"},
		{"shared", "John Smith came", "John Smith[3 4]"},
		{"not in links, headings, code", "# NATO\n\n[NATO](/x) `NATO` [[NATO]] <https://NATO.int>\n\n```\nNATO\n```", ""},
		{"in emphasis, lists and tables", "**NATO**\n\n- NATO\n\na|b\n-|-\nNATO|x", "NATO[0] NATO[0] NATO[0]"},
		{"not across blocks", "Qasim\n\nal-Araji", "al-Araji[2]"},
		{"arabic", "قال قاسم الأعرجي، و«الناتو»", "قاسم الأعرجي[2] الناتو[0]"},
		{"arabic particles", "وقاسم الأعرجي وبالناتو وليد", "قاسم الأعرجي[2] الناتو[0]"},
		{"persian joiner", "محمد\u200cرضا کریمی گفت", "محمد\u200cرضا کریمی[7]"},
		{"chinese", "据北约称", "北约[0]"},
		{"apostrophes", "O’Neil and O'Neil", "O’Neil[8] O’Neil[8]"},
		{"signs at the end", "The U.S.S. Cole, U.S.army, U.S.-led, U.S.’s, the U.S. and U.S.军; Yahoo!s, Yahoo!", "U.S.[14] U.S.[14] U.S.[14] U.S.[14] Yahoo![15]"},
		{"signs at the beginning", "#MeToo, (#MeToo) and ##MeToo; x#MeToo, ASP.NET and .NET; the 'Ndrangheta, dell'’Ndrangheta", "#MeToo[16] #MeToo[16] #MeToo[16] .NET[18] ‘Ndrangheta[17] ’Ndrangheta[17]"},
		{"initials", "The U.S.A., Petrobras S.A., Vale. S.A. too", "S.A.[19] S.A.[19]"},
		{"korean particles", "북한은 북한에서는 NATO의 김정은이라고 북한으로부터, 북한 북한산 북한군은 김정은이와x", "북한[20] 북한[20] NATO[0] 김정은[21] 북한[20] 북한[20]"},
		{"hebrew particles", "בישראל ומישראל צה\"ל ישראלי", "ישראל[22] ישראל[22] צה\"ל[23]"},
		{"entities", "the US &amp; NATO", "US[6] NATO[0]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, _ := parse(t, tt.src)
			var got []string
			for _, m := range finder.Find(viewOf(b)) {
				got = append(got, fmt.Sprintf("%s%v", b.Text()[m.Start:m.End], finder.Owners(m)))
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("found %q, want %q", s, tt.want)
			}
		})
	}
}

func TestMarks(t *testing.T) {
	b, _ := parse(t, "[[x]]: **NATO** & \"NATO\".\n\n- NATO")
	finder := NewNames([]Name{{"NATO", 0}})
	marks := marksTo("/actors/nato/?a&b", finder.Find(viewOf(b))...)
	link := `<a class="mention" href="/actors/nato/?a&amp;b">NATO</a>`
	want := `<p><a class="wikilink" href="/s/x/">Title of x</a>: <strong>` + link + `</strong> &amp; “` + link + "”.</p>\n<ul>\n<li>" + link + "</li>\n</ul>\n"
	if got := b.HTML(marks); got != want {
		t.Errorf("HTML:\n got %q\nwant %q", got, want)
	}
}

func TestPlace(t *testing.T) {
	b, _ := parse(t, "# Head\n\nÖne *two*\nthree \"four\" five.\n   \tSix  \nseven\\\neight\n\n- nine\n  ten\n> eleven [[x]] twelve [o](p.md) thirteen\n> - `c d` fourteen\n\n"+
		"a & b \\& fifteen\n\nwait... so---yes <<ok>> it's\nnow\n\nA\u0308 sixteen\n\n![y](z.png \"seventeen\")\n\n    eighteen\n     nineteen\n\n|e|f|\n|-|-|\n|**g** h|twenty|\n\ni[^1]\n\n[^1]: last\n\n"+
		"\"open\" [[x| words ]] [[x|a\\|b]]\n\n[[x|begun]]\n\n`code\n lines`\n\n'til\n")
	for _, tt := range []struct {
		word      string
		line, col int // no column where that is not known
	}{
		{"Head", 5, 3},
		{"Öne", 7, 1},
		{"two", 7, 6},
		{"three", 8, 1},
		{"five", 8, 14},
		{"Six", 9, 5},
		{"seven", 10, 1},
		{"eight", 11, 1},
		{"nine", 13, 3},
		{"ten", 14, 3},
		{"eleven", 15, 3},
		{"Title", 15, 10},
		{"twelve", 15, 16},
		{"thirteen", 15, 33},
		{"fourteen", 16, 11},
		{"fifteen", 18, 0},
		{"wait", 20, 1},
		{"so", 20, 9},
		{"yes", 20, 14},
		{"ok", 20, 20},
		{"it’s", 20, 25},
		{"now", 21, 1},
		{"sixteen", 23, 0},
		{"seventeen", 25, 0},
		{"eighteen", 27, 5},
		{"nineteen", 28, 6},
		{"h", 32, 8},
		{"twenty", 32, 10},
		{"last", 36, 7},
		{"“open", 38, 1},
		{"words", 38, 13},
		{"a|b", 38, 0},
		{"begun", 40, 5},
		{"code", 42, 2},
		{"lines", 43, 2},
		{"’til", 45, 1},
	} {
		at := strings.Index(b.Text(), tt.word)
		if tt.word == "h" {
			at = strings.Index(b.Text(), "g h") + 2
		}
		if line, col := b.Place(at); line != tt.line || col != tt.col {
			t.Errorf("%q stands at %d:%d, want %d:%d", tt.word, line, col, tt.line, tt.col)
		}
	}
}

func TestUnlinkable(t *testing.T) {
	b, _ := parse(t, "# Head [one](/a)\n\n*[two **three***](/b)* four <https://five.example/> [six\nseven][r] [[x|eight]] [[x]] nine\n\n"+
		"![ten](https://example.org/c.png) [![eleven](https://example.org/d.png)](/e) [`twelve`](/f) `thirteen`[^1]\n\n"+
		"``` sh\nsixteen\n```\n\n# `Seventeen` eighteen\n\n[r]: /g\n[^1]: Fourteen [fifteen](/h).\n")
	var got []string
	unlinkable := b.Unlinkable()
	for _, at := range regexp.MustCompile(`[\pL:/]+(?:\.[\pL/]+)?`).FindAllStringIndex(b.Text(), -1) {
		if unlinkable(at[0], at[1]) {
			got = append(got, b.Text()[at[0]:at[1]])
		}
	}
	want := []string{"one", "two", "three", "https://five.example/", "six", "seven", "eight", "Title", "of", "x", "ten", "eleven", "twelve", "thirteen", "sixteen", "Seventeen", "fifteen"}
	if !slices.Equal(got, want) {
		t.Errorf("no link may stand in %q, want %q", got, want)
	}
	for _, at := range []struct {
		text string
		want bool
	}{{"Head one", true}, {"Head ", false}, {" four ", false}, {"four https", true}, {"x nine", true}, {" nine", false}} {
		start := strings.Index(b.Text(), at.text)
		if got := unlinkable(start, start+len(at.text)); got != at.want {
			t.Errorf("%v of %q", got, at.text)
		}
	}
}

func TestExcerpt(t *testing.T) {
	b, _ := parse(t, "One two\nthree, four five.\n\nSix.")
	for limit, want := range map[int]string{100: "One two three, four five.", 16: "One two three…", 3: "One…"} {
		if got := b.Excerpt(limit); got != want {
			t.Errorf("Excerpt(%d) = %q, want %q", limit, got, want)
		}
		if got := b.AppendExcerpt([]byte("x y"), limit); string(got) != "x y"+want {
			t.Errorf("AppendExcerpt(%d) = %q", limit, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"# a\n\nb [[c]] *d* [e](f.md) ![g](h.png)", "a|b\n-|-\n[[c\\|d]]|e", "[^1]\n\n[^1]: a", "[a [[b]] <c:d> ![e](//f) [^1]](g)\n\n[^1]: a", "<b>&lt;\\*", "e\u0301\x00\xff",
	} {
		f.Add(seed)
	}
	finder := NewNames([]Name{{"a", 0}, {"b c", 1}})
	parser := NewParser(LeftOut, nil)
	f.Fuzz(func(t *testing.T, src string) {
		var problems diag.List
		b := parser.Parse([]byte(src), Origin{File: "a.md", Line: 1}, &problems)
		targets := make([]Target, len(b.Links()))
		for i := range targets {
			targets[i] = Target{URL: "/x/", Title: "X <y>"}
		}
		b = b.Resolve(targets)
		mentions := finder.Find(viewOf(b))
		for _, m := range mentions {
			if m.Start < 0 || int(m.End) > len(b.Text()) || m.Start >= m.End {
				t.Fatalf("mention %v outside of %d bytes", m, len(b.Text()))
			}
		}
		html := b.HTML(marksTo("/m/", mentions...))
		if strings.Count(html, `class="mention"`) != len(mentions) {
			t.Errorf("%d mentions, %d shown: %q", len(mentions), strings.Count(html, `class="mention"`), html)
		}
		for _, link := range strings.Split(html, "<a ")[1:] {
			if !strings.Contains(link, "</a>") {
				t.Errorf("a link within another: %q", html)
			}
		}
		if strings.Contains(html, "<script") || strings.Contains(html, "<y>") {
			t.Errorf("unescaped: %q", html)
		}
	})
}

// FuzzPlain holds that a text that is plain is what parsing makes of it.
func FuzzPlain(f *testing.F) {
	for _, seed := range []string{
		"Thirteen outlets agree on two; one dates it to Saturday night.", "Well-known (in part): 5 % of it?", "a. b", "1. a", "a b ", "é\u0301", "a\u00a0", "\u2000φ-",
	} {
		f.Add(seed)
	}
	p := NewParser(LeftOut, nil)
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) || !plain([]byte(src)) {
			return
		}
		body := func(do func(b *builder)) *content {
			b := &builder{ids: headingIDs{}}
			b.begin(source{origin: Origin{File: "a.md", Line: 3}, text: []byte(src), problems: &diag.List{}})
			do(b)
			return b.end(nil).content()
		}
		got, want := body(func(b *builder) { b.paragraph([]byte(src)) }), body(func(b *builder) { p.parse(b, []byte(src)) })
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %+v, want %+v", src, got, want)
		}
	})
}

// Texts are parsed one after the other in the same room.
func TestParseAfterAnother(t *testing.T) {
	const last = "# A\n\n[^1] [b] [c] {>>d<<} <!-- f -->\n\n[b]: /b\n[^1]: e\n"
	parse := func(p *Parser, src string) string {
		var problems diag.List
		var out strings.Builder
		out.WriteString(p.Parse([]byte(src), Origin{File: "a.md", Line: 1}, &problems).HTML(Marks{}))
		_ = problems.Print(&out, nil)
		return out.String()
	}
	want := parse(NewParser(LeftOut, nil), last)
	p := NewParser(LeftOut, nil)
	for _, src := range []string{"# A\n\n*a [b] {==c", "[^1] [b]\n\n[b]: /other\n[c]: /c\n[^1]: x\n", "- > a\n1. b [", strings.Repeat("a ", 50) + "<!--", "Plain."} {
		parse(p, src)
		if got := parse(p, last); got != want {
			t.Errorf("after %q:\ngot  %s\nwant %s", src, got, want)
		}
	}
}

// A text may be resolved anew: what it was resolved to before stays.
func TestResolveAgain(t *testing.T) {
	var problems diag.List
	parsed := NewParser(LeftOut, nil).Parse([]byte("[[a]] is {==not [[b]]==}{>>note<<}, says A Name.\n\nEnd."), Origin{File: "a.md", Line: 1}, &problems)
	names := NewNames([]Name{{"A Name", 1}, {"End", 2}})
	resolve := func(a, b string) *Body {
		return parsed.Resolve([]Target{{URL: "/a/", Title: a}, {URL: "/b/", Title: b}})
	}
	show := func(b *Body) string {
		note := b.Notes()[0]
		var found []string
		for _, m := range names.Find(viewOf(b)) {
			found = append(found, b.Text()[m.Start:m.End])
		}
		return b.Text() + b.Text()[note.Start:note.End] + fmt.Sprint(found) + b.HTML(Marks{})
	}
	short := resolve("A", "B")
	before := show(short)
	if want := "A is not B, says A Name.\nEnd.\nnot B[A Name End]"; !strings.HasPrefix(before, want) {
		t.Errorf("resolved to %q, want %q first", before, want)
	}
	if long := show(resolve("A long title", "another")); !strings.HasPrefix(long, "A long title is not another, says A Name.\nEnd.\nnot another[A Name End]") {
		t.Errorf("resolved anew to %q", long)
	}
	if again := show(resolve("A", "B")); again != before || show(short) != before {
		t.Errorf("resolved to %q at last, %q at first", again, before)
	}
}

// Other names find other mentions in a text that was searched before.
func TestFindAgain(t *testing.T) {
	b, _ := parse(t, "One and two.")
	one, both := NewNames([]Name{{"One", 1}}), NewNames([]Name{{"One", 1}, {"two", 2}})
	for range 2 {
		if n := len(one.Find(viewOf(b))); n != 1 {
			t.Errorf("%d mentions of one name", n)
		}
		if n := len(both.Find(viewOf(b))); n != 2 {
			t.Errorf("%d mentions of two names", n)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := []byte(strings.Repeat("The **NATO** mission met [[qasim-al-araji]] on *Sunday*, \"said\" [Xinhua](https://e.org).\n\n", 40))
	p := NewParser(LeftOut, nil)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		var problems diag.List
		p.Parse(src, Origin{File: "a.md", Line: 1}, &problems)
	}
}

func BenchmarkFind(b *testing.B) {
	var names []Name
	for i := range 100_000 {
		names = append(names, Name{fmt.Sprintf("The Group %d of the North", i), i})
	}
	finder := NewNames(names)
	var problems diag.List
	body := NewParser(LeftOut, nil).Parse([]byte(strings.Repeat("On Sunday The Group 12345 of the North met others in The Groups.\n", 1000)), Origin{File: "a.md", Line: 1}, &problems)
	body = body.Resolve(nil)
	body.Forget()
	b.SetBytes(int64(len(body.Text())))
	for view := viewOf(body); b.Loop(); view.Turn(body) {
		finder.Find(view)
		view.Turn(nil)
	}
}
