package markup

import (
	"strings"
	"testing"
)

// A picture alone in its paragraph has its title as a caption, which is text.
func TestFigures(t *testing.T) {
	const picture = `<img decoding="async" alt="A" src="/s/b.png/">`
	figure := func(shown, caption string) string {
		return "<figure>" + shown + "\n<figcaption>" + caption + "</figcaption>\n</figure>"
	}
	for _, tt := range []struct{ name, src, html, text string }{
		{"alone", `![A](b.png "Caf` + "e\u0301" + ` & <i>*C* [[nato]]")`, figure(picture, "Café &amp; &lt;i&gt;*C* [[nato]]") + "\n", "Café & <i>*C* [[nato]]\n"},
		{"entities", `![A](b.png "One &lt; \"two\"")`, figure(picture, `One &lt; &#34;two&#34;`) + "\n", "One < \"two\"\n"},
		{"of the site", `![A](/b.png " C ")`, figure(`<img decoding="async" alt="A" src="/b.png">`, "C") + "\n", "C\n"},
		{"without a title", "![A](b.png)", "<p>" + picture + "</p>\n", ""},
		{"with a blank title", `![A](b.png " ")`, `<p><img decoding="async" alt="A" src="/s/b.png/" title=" "></p>` + "\n", ""},
		{"in running text", `See ![A](b.png "C")`, `<p>See <img decoding="async" alt="A" src="/s/b.png/" title="C"></p>` + "\n", "See \n"},
		{"two", "![A](b.png \"C\")\n![A](b.png \"D\")", `<p><img decoding="async" alt="A" src="/s/b.png/" title="C">` + "\n" + `<img loading="lazy" decoding="async" alt="A" src="/s/b.png/" title="D"></p>` + "\n", "\n"},
		{"in emphasis", `*![A](b.png "C")*`, `<p><em><img decoding="async" alt="A" src="/s/b.png/" title="C"></em></p>` + "\n", ""},
		{"in a heading", `# ![A](b.png "C")`, `<h2 id="a"><img decoding="async" alt="A" src="/s/b.png/" title="C"></h2>` + "\n", ""},
		{"in a link", `[![A](b.png "C")](https://e.org "T")`, figure(`<a href="https://e.org" title="T">`+picture+"</a>", "C") + "\n", "C\n"},
		{"in a list", "- ![A](b.png \"C\")\n- D", "<ul>\n<li>" + figure(picture, "C") + "</li>\n<li>D</li>\n</ul>\n", "C\nD\n"},
		{"in a list before another", "- ![A](b.png \"C\")\n  - D", "<ul>\n<li>" + figure(picture, "C") + "\n<ul>\n<li>D</li>\n</ul>\n</li>\n</ul>\n", "C\nD\n"},
		{"in a quotation", "> ![A](b.png \"C\")", "<blockquote>\n" + figure(picture, "C") + "\n</blockquote>\n", "C\n"},
		{"beside comments", "<i></i>\n\n![A](b.png \"C\") <!-- d -->\n<!-- e -->", figure(picture, "C") + "\n", "C\n"},
		{"the same words", `![The "map" -- of A](b.png "The “map” – of A")`, figure(`<img decoding="async" alt="" src="/s/b.png/">`, "The “map” – of A") + "\n", "The “map” – of A\n"},
		{"the same words in a link", `[![A](b.png "A")](/c/)`, figure(`<a href="/c/">`+picture+"</a>", "A") + "\n", "A\n"},
		{"shown as a link", `![A](https://e.org/b.png "C")`, figure(`<a href="https://e.org/b.png">A</a>`, "C") + "\n", "A\nC\n"},
	} {
		b, _ := parse(t, tt.src)
		if got := strings.TrimPrefix(b.HTML(Marks{}), "<p></p>\n"); got != tt.html || b.Text() != tt.text {
			t.Errorf("%s:\n got %q, %q\nwant %q, %q", tt.name, got, b.Text(), tt.html, tt.text)
		}
	}
}

// A picture that cannot be shown leaves its description, unless the caption says that.
func TestFiguresWithoutPictures(t *testing.T) {
	for src, want := range map[string]string{
		`![A](b.png "C")`: "<figure><em class=\"missing\">A</em>\n<figcaption>C</figcaption>\n</figure>\n",
		`![A](b.png "A")`: "<figure>\n<figcaption>A</figcaption>\n</figure>\n",
	} {
		b, _ := parse(t, src)
		if got := b.Resolve([]Target{{URL: "/b.png", Image: &Image{Missing: true}}}).HTML(Marks{}); got != want {
			t.Errorf("%s:\n got %q\nwant %q", src, got, want)
		}
	}
}

// Captions are quoted, name actors and know their line; an excerpt passes them over.
func TestCaptionsAreText(t *testing.T) {
	b, problems := parse(t, "<!-- a -->\n\n![A](b.png \"The NATO mission\")\n\n[![A](c.png \"Another\")](/d/)\n\nThe *text*.")
	if problems != "" {
		t.Error(problems)
	}
	mentions := NewNames([]Name{{"NATO", 0}}).Find(viewOf(b))
	if len(mentions) != 1 {
		t.Fatalf("%d mentions, want one", len(mentions))
	}
	found := quotesIn(b, 1).find(Selector{Quote: "NATO mission"}, 2)
	if len(found) != 1 {
		t.Fatalf("found %v", found)
	}
	if line, _ := b.Place(found[0].Start); line != 7 {
		t.Errorf("the caption stands in line %d", line)
	}
	blocks := b.Blocks(&Room{}, marksTo("/n/", mentions...), []Passage{{Start: found[0].Start, End: found[0].End, ID: "x", Class: "claim", Sign: "1"}}, nil)
	want := `<figcaption>The <mark class="passage claim" id="passage--x"><a class="mention" href="/n/">NATO</a> mission<sup class="note-sign claim"><a href="#note--x">1</a></sup></mark></figcaption>`
	if got := string(blocks[1].HTML); !strings.Contains(got, want) || len(blocks[1].Passages) != 1 {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got := b.Excerpt(100); got != "The text." {
		t.Errorf("the excerpt is %q", got)
	}
}
