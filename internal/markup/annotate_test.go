package markup

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/internal/diag"
)

func quotesIn(b *Body, count int) *Quotes {
	q := &Quotes{}
	q.Reset(viewOf(b), count)
	return q
}

// marksTo makes mentions into links to one address.
func marksTo(url string, mentions ...Mention) Marks {
	var marks []Mark
	for _, m := range mentions {
		marks = append(marks, Mark{m.Start, m.End, 0})
	}
	return NewMarks(marks, &Addresses{url})
}

func viewOf(b *Body) *View {
	v := &View{}
	v.Turn(b)
	return v
}

func TestQuotes(t *testing.T) {
	const src = "The *two* [rockets](/x) hit[^1] — “near the\nembassy” -- a **car**.\n\nTwo rockets hit again. Two rockets hit again, later.\n\n- قال [[x|قاسم]] «لا» هنا\n\n| a | b c |\n|---|---|\n\n[^1]: Note."
	b, problems := parse(t, src)
	if problems != "" {
		t.Fatal(problems)
	}
	for _, tt := range []struct {
		name string
		sel  Selector
		want []string
	}{
		{"across emphasis, link and footnote mark", Selector{Quote: "The two rockets hit -"}, []string{"The two rockets hit —"}},
		{"white space, quotation marks, dashes", Selector{Quote: "\"near  the embassy\" — a car"}, []string{"“near the\nembassy” – a car"}},
		{"soft hyphen", Selector{Quote: "rock\u00adets hit -"}, []string{"rockets hit —"}},
		{"several", Selector{Quote: "rockets hit again"}, []string{"rockets hit again", "rockets hit again"}},
		{"decided by suffix", Selector{Quote: "rockets hit again", Suffix: ", later"}, []string{"rockets hit again"}},
		{"decided by prefix", Selector{Quote: "rockets hit again", Prefix: "again. Two "}, []string{"rockets hit again"}},
		{"not across blocks", Selector{Quote: "a car. Two rockets"}, nil},
		{"right to left", Selector{Quote: "قاسم \"لا\""}, []string{"قاسم «لا»"}},
		{"table cell", Selector{Quote: "b c"}, []string{"b c"}},
		{"letter case counts", Selector{Quote: "the two rockets"}, nil},
		{"empty", Selector{Quote: " "}, nil},
	} {
		for _, count := range []int{1, 1000} {
			var got []string
			for _, s := range quotesIn(b, count).find(tt.sel, math.MaxInt) {
				got = append(got, b.Text()[s.Start:s.End])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%s (%d quotes): found %q, want %q", tt.name, count, got, tt.want)
			}
		}
	}
}

// Few quotes and many are found in two ways, which find the same.
func TestQuotesFewAndMany(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"a", "a", "b", "a-b", "…", "*a*", "\n\n", "—", "“a", "b,", "(a)", "لا"}
	some := func(n int) string {
		var list []string
		for range n {
			list = append(list, words[random.IntN(len(words))])
		}
		return strings.Join(list, " ")
	}
	found := map[int]int{} // how often a number of places was found
	for range 200 {
		b, _ := parse(t, some(1+random.IntN(60)))
		few, many := quotesIn(b, 1), quotesIn(b, 1000)
		for range 20 {
			sel := Selector{some(1 + random.IntN(3)), some(random.IntN(3)), some(random.IntN(3))}
			want, got := few.find(sel, math.MaxInt), many.find(sel, math.MaxInt)
			if !slices.Equal(want, got) {
				t.Fatalf("%q, %q: %v as one of few, %v as one of many", b.Text(), sel, want, got)
			}
			for _, span := range want {
				if want, got := few.Selector(span), many.Selector(span); want != got {
					t.Fatalf("%q, %v: %q as one of few, %q as one of many", b.Text(), span, want, got)
				}
			}
			if len(want) != 1 && few.Explain(sel) != many.Explain(sel) {
				t.Fatalf("%q, %q: %s; %s", b.Text(), sel, few.Explain(sel), many.Explain(sel))
			}
			found[min(len(want), 2)]++
		}
	}
	if found[0] < 100 || found[1] < 100 || found[2] < 100 {
		t.Errorf("found %v", found)
	}
}

// A prefix and a suffix may be as long as an author likes.
func TestLongContext(t *testing.T) {
	before, after := strings.Repeat("كلمات كثيرة ", 60), strings.Repeat(" and more", 60)
	b, _ := parse(t, "Said.\n\n"+before+"Said"+after+".")
	for _, sel := range []Selector{{Quote: "Said", Prefix: before}, {Quote: "Said", Suffix: after}} {
		if found := quotesIn(b, 1).find(sel, math.MaxInt); len(found) != 1 || found[0].Start == 0 {
			t.Errorf("found %v, want the second", found)
		}
	}
}

// What was found once is found again, be it little or much.
func TestFindings(t *testing.T) {
	for _, many := range []int{2, few, few + 1, 3 * few} {
		var text strings.Builder
		for k := range many {
			fmt.Fprintf(&text, "Number %d was said. ", k)
		}
		b, _ := parse(t, text.String())
		v := viewOf(b)
		q := &Quotes{}
		q.Reset(v, many)
		var spans []Span
		for k := range many {
			found, ok := q.Find(Selector{Quote: fmt.Sprintf("Number %d was", k)})
			if !ok {
				t.Fatalf("number %d is not found", k)
			}
			spans = append(spans, found)
			q.Selector(found)
		}
		for k, s := range spans {
			if again, known := v.known.quote(v.titles, Selector{Quote: fmt.Sprintf("Number %d was", k)}); !known || again != s {
				t.Errorf("%d of %d: %v, %v", k, many, again, known)
			}
			if sel, known := v.known.selector(v.titles, s); !known || sel.Quote != fmt.Sprintf("Number %d was", k) {
				t.Errorf("%d of %d: %v, %v", k, many, sel, known)
			}
		}
		if _, known := v.known.quote(v.titles, Selector{Quote: "Number"}); known {
			t.Error("what was not looked for is known")
		}
		if v.known.in("others"); len(v.known.quotes) > 0 {
			t.Error("with other titles it is known")
		}
		if _, known := v.known.quote("others", Selector{Quote: "Number 0 was"}); known {
			t.Error("with other titles it is known")
		}
	}
}

func TestExplain(t *testing.T) {
	b, _ := parse(t, "Officials said two rockets were fired towards the Green Zone.\n\nLater two rockets fell.\n\nTwo days after, two rockets fell.")
	q := quotesIn(b, 1)
	for _, tt := range []struct {
		sel  Selector
		want string
	}{
		{Selector{Quote: "two rockets were launched towards the Green Zone"}, `the quote is not in the text: before "towards the Green Zone" the quote has "two rockets were launched", the text "said two rockets were fired"`},
		{Selector{Quote: "three missiles towards the Green Zone."}, `the quote is not in the text: before "towards the Green Zone." the quote has "three missiles", the text "rockets were fired"`},
		{Selector{Quote: "Officials said two rockets were launched"}, `the quote is not in the text: after "Officials said two rockets were" the quote goes on "launched", the text "fired towards"`},
		{Selector{Quote: "[[cabinet|Officials]] said **two** [rockets](/r/)"}, `the quote has signs of Markdown, which readers do not see; write "Officials said two rockets"`},
		{Selector{Quote: "*two* missiles were launched"}, `the quote is not in the text, nor anything like it`},
		{Selector{Quote: "officials said"}, `the text has "Officials said", in other letter case`},
		{Selector{Quote: "Green Zone. Later two"}, "the quote runs from one paragraph into the next; quote words of one paragraph"},
		{Selector{Quote: "something else entirely"}, "the quote is not in the text, nor anything like it"},
		{Selector{Quote: "said the Officials rockets"}, `the quote is not in the text; the nearest words are "Officials said two rockets"`},
		{Selector{Quote: "two rockets fell"}, `the quote stands in the text 2 times; say which: line 7 with prefix: "Later"; line 9 with prefix: "after,"`},
		{Selector{Quote: "two rockets", Prefix: "Friday"}, `the quote stands in the text 3 times, but not with this prefix; say which: line 5 with prefix: "said"; line 7 with prefix: "Later"; line 9 with prefix: "after,"`},
		{Selector{Quote: "Two days", Prefix: "nope"}, `the quote stands in the text, but not after the prefix; before it stands "Zone. Later two rockets fell."`},
		{Selector{Quote: "Officials", Prefix: "nope "}, `the quote stands in the text, but not after the prefix; it begins the text: leave the prefix out`},
		{Selector{Quote: "two rockets fell.", Prefix: "after,", Suffix: "nope"}, `the quote stands in the text 2 times, but not with this prefix and suffix; say which: line 7 with prefix: "Later"; line 9 with prefix: "after,"`},
		{Selector{Quote: "Later", Suffix: "three"}, `the quote stands in the text, but not before the suffix; after it stands "two rockets fell. Two days"`},
	} {
		if got := q.Explain(tt.sel); got != tt.want {
			t.Errorf("Explain(%q)\n got %s\nwant %s", tt.sel.Quote, got, tt.want)
		}
	}
	for range mostExplained {
		q.Explain(Selector{Quote: "nope"})
	}
	if got, want := q.Explain(Selector{Quote: "Later"}), "the quote names no one passage of the text, nor do 100 before it, which say more"; got != want {
		t.Errorf("after many: %s, want %s", got, want)
	}
}

// Of a quote that stands everywhere, as few places are looked up as it takes to know, and none
// a second time: each of ten thousand notes may have it.
func TestFindIsBrief(t *testing.T) {
	b, _ := parse(t, strings.Repeat("a\n\n", 10_000)+strings.Repeat("b ", 10_000))
	q := quotesIn(b, 10_000)
	for _, quote := range []string{"b", "a a"} {
		sel := Selector{Quote: quote}
		if _, ok := q.Find(sel); ok {
			t.Errorf("%q is found", quote)
		}
		if n := testing.AllocsPerRun(3, func() { q.Find(sel) }); n > 0 {
			t.Errorf("%q is looked up again", quote)
		}
	}
	if places := q.places("b", "", "", 2); len(places) != 2 || cap(places) > 16 {
		t.Errorf("%d places in a list of %d", len(places), cap(places))
	}
}

// Where a quote stands among words that repeat, the advice names each place.
func TestExplainRepeated(t *testing.T) {
	for _, tt := range []struct {
		src  string
		sel  Selector
		want string
	}{
		{
			"rockets and rockets and rockets",
			Selector{Quote: "rockets"},
			`the quote stands in the text 3 times; say which: line 5 with suffix: "and rockets and"; line 5 with prefix: "and" and suffix: "and"; line 5 with prefix: "and rockets and"`,
		},
		{
			"rockets and rockets",
			Selector{Quote: "rockets", Prefix: "nope "},
			`the quote stands in the text 2 times, but not with this prefix; say which: line 5 with suffix: "and"; line 5 with prefix: "and"`,
		},
		{"One rocket", Selector{Quote: "rocket", Suffix: "nope"}, `the quote stands in the text, but not before the suffix; it ends the text: leave the suffix out`},
		{"One rocket", Selector{Quote: "rocket", Prefix: "One", Suffix: "nope"}, `the quote stands in the text, but not before the suffix; it ends the text: leave the suffix out`},
		{
			strings.Repeat("rockets and ", 100),
			Selector{Quote: "rockets"},
			"the quote stands in the text 100 times; say which: " + strings.Repeat("line 5 with a longer prefix or suffix, because the words around it repeat; ", 3) +
				"line 5 with a longer prefix or suffix, because the words around it repeat, and 96 more",
		},
	} {
		if got := quotesIn(first(parse(t, tt.src)), 1).Explain(tt.sel); got != tt.want {
			t.Errorf("%.40q\n got %s\nwant %s", tt.src, got, tt.want)
		}
	}
}

func first(b *Body, _ string) *Body { return b }

func TestUniqueSelector(t *testing.T) {
	b, _ := parse(t, strings.Repeat("The same words here again and again. ", 5)+"The end.")
	q := quotesIn(b, 1)
	for _, s := range q.find(Selector{Quote: "words"}, math.MaxInt) {
		sel := q.Selector(s)
		found := q.find(sel, math.MaxInt)
		if !slices.Contains(found, s) {
			t.Errorf("selector %+v of %v finds %v", sel, s, found)
		}
	}
	first, _ := q.Find(Selector{Quote: "The end."})
	if sel := q.Selector(first); len(q.find(sel, 2)) != 1 || sel.Prefix != "here again and again. " {
		t.Errorf("selector %+v", sel)
	}
}

func TestPassages(t *testing.T) {
	b, _ := parse(t, "One *two NATO* three [four five](/x) six & seven.\n\nEight.")
	text := b.Text()
	mark := func(word string) Marks {
		i := strings.Index(text, word)
		return marksTo("/n/", Mention{Start: int32(i), End: int32(i + len(word))})
	}
	passage := func(id, words string) Passage {
		i := strings.Index(text, words)
		return Passage{Start: i, End: i + len(words), ID: id, Class: "claim", Sign: fmt.Sprint(int(id[0] - 'a' + 1)), Label: "Note"}
	}
	number := func(id string) string {
		return fmt.Sprintf(`<sup class="note-sign claim"><a href="#note--%s" aria-label="Note" data-sign="%d"></a></sup>`, id, id[0]-'a'+1)
	}
	open := func(id string) string { return `<mark class="passage claim" id="passage--` + id + `">` }
	const again = `<mark class="passage claim">`
	for _, tt := range []struct {
		name     string
		passages []Passage
		want     string
	}{
		{"around a mention", []Passage{passage("a", "two NATO")}, `<p>One <em>` + open("a") + `two <a class="mention" href="/n/">NATO</a>` + number("a") + `</mark></em> three <a href="/x">four five</a> six &amp; seven.</p>` + "\n"},
		{"into a mention", []Passage{passage("a", "two NA")}, `<p>One <em>` + open("a") + `two </mark><a class="mention" href="/n/">` + again + `NA</mark>TO</a>` + number("a") + `</em> three <a href="/x">four five</a> six &amp; seven.</p>` + "\n"},
		{"out of a mention", []Passage{passage("a", "TO three")}, `<p>One <em>two <a class="mention" href="/n/">NA` + open("a") + `TO</mark></a></em>` + again + ` three` + number("a") + `</mark> <a href="/x">four five</a> six &amp; seven.</p>` + "\n"},
		{"ends in a link", []Passage{passage("a", "three four")}, `<p>One <em>two <a class="mention" href="/n/">NATO</a></em> ` + open("a") + `three </mark><a href="/x">` + again + `four</mark> five</a>` + number("a") + ` six &amp; seven.</p>` + "\n"},
		{"overlapping", []Passage{passage("a", "six & se"), passage("b", "& seven")}, `<p>One <em>two <a class="mention" href="/n/">NATO</a></em> three <a href="/x">four five</a> ` + open("a") + `six ` + open("b") + `&amp; se</mark>` + number("a") + `</mark>` + again + `ven` + number("b") + `</mark>.</p>` + "\n"},
		{"nested", []Passage{passage("a", "six & seven"), passage("b", "&")}, `<p>One <em>two <a class="mention" href="/n/">NATO</a></em> three <a href="/x">four five</a> ` + open("a") + `six ` + open("b") + `&amp;` + number("b") + `</mark> seven` + number("a") + `</mark>.</p>` + "\n"},
		{"the same words twice", []Passage{passage("a", "six"), passage("b", "six")}, `<p>One <em>two <a class="mention" href="/n/">NATO</a></em> three <a href="/x">four five</a> ` + open("a") + open("b") + `six` + number("b") + `</mark>` + number("a") + `</mark> &amp; seven.</p>` + "\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			blocks := b.Blocks(&Room{}, mark("NATO"), tt.passages, nil)
			if got := string(blocks[0].HTML); got != tt.want {
				t.Errorf("HTML:\n got %s\nwant %s", got, tt.want)
			}
			if len(blocks) != 2 || len(blocks[0].Passages) != len(tt.passages) || len(blocks[1].Passages) != 0 {
				t.Errorf("blocks: %+v", blocks)
			}
		})
	}
}

// A sign without a label is text, for readers that have no style sheet.
func TestSigns(t *testing.T) {
	b, _ := parse(t, "One.")
	for _, tt := range []struct {
		passage Passage
		want    string
	}{
		{Passage{Sign: "1"}, `">1</a></sup>`},
		{Passage{Sign: "1", Label: "Note"}, `" aria-label="Note" data-sign="1"></a></sup>`},
		{Passage{Sign: "1", Label: "Note", Lang: "en"}, `" lang="en" aria-label="Note" data-sign="1"></a></sup>`},
	} {
		tt.passage.End, tt.passage.ID = len("One"), "a"
		if got := string(b.Blocks(&Room{}, Marks{}, []Passage{tt.passage}, nil)[0].HTML); !strings.Contains(got, `<a href="#note--a`+tt.want) {
			t.Errorf("%+v: %s", tt.passage, got)
		}
	}
}

func TestCriticMarkup(t *testing.T) {
	b, problems := parse(t, "He said {==that [[x]] *is*==}{>>claim by=a via=\"b c\" sources=d,https://e.org/: a **note**\nof two lines<<} so, {=={==in==}{>>one<<} two==}{>>dispute: two<<} [[y]]{==z==}{>>by=a: three<<}.")
	if problems != "" {
		t.Fatal(problems)
	}
	var got []string
	for _, n := range b.Notes() {
		var fields []string
		for _, f := range n.Fields {
			fields = append(fields, f.Key+"="+f.Value+"@"+f.Pos.String())
		}
		got = append(got, fmt.Sprintf("%q %s %v %q at %d:%d", b.Text()[n.Start:n.End], n.Kind, fields, n.Text, n.Origin.Line, n.Origin.Col))
	}
	want := []string{
		`"that Title of x is" claim [by=a@content/a.md:5:39 via=b c@content/a.md:5:44 sources=d,https://e.org/@content/a.md:5:54] "a **note**\nof two lines" at 5:80`,
		`"in"  [] "one" at 6:35`,
		`"in two" dispute [] "two" at 6:60`,
		`"z"  [by=a@content/a.md:6:83] "three" at 6:89`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("notes:\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
	html := b.HTML(Marks{})
	if strings.ContainsAny(html, "{}") || strings.Contains(html, "note") {
		t.Errorf("notes leak into %s", html)
	}
}

// A colon ends the kind of a note, with or without a space behind it.
func TestCriticColon(t *testing.T) {
	for _, tt := range []struct{ note, kind, text string }{
		{"dispute:no space", "dispute", "no space"},
		{" dispute :no space", "dispute", "no space"},
		{"claim by=a:\nb", "claim", "b"},
		{"context:https://e.org", "context", "https://e.org"},
		{"https://e.org", "", "https://e.org"},
		{"Remember:this", "", "Remember:this"},
	} {
		b, problems := parse(t, "a {==b==}{>>"+tt.note+"<<}")
		if n := b.Notes(); problems != "" || len(n) != 1 || n[0].Kind != tt.kind || n[0].Text != tt.text {
			t.Errorf("%q: %+v %s", tt.note, n, problems)
		}
	}
}

func TestCriticProblems(t *testing.T) {
	wantTold(t, []told{
		{"a {==b", "content/a.md:5:3: error: this passage never ends; write ==} after it, in the same paragraph\n"},
		{"a {==b\n\nc==}{>>d<<}", "content/a.md:5:3: error: this passage never ends; write ==} after it, in the same paragraph\ncontent/a.md:7:5: error: this note has no passage; write {==passage==} right before it\n"},
		{"a {==b==} c", "content/a.md:5:3: error: this passage has no note; write {>>note<<} right after ==}\n"},
		{"a {==b==}{>>c", "content/a.md:5:3: error: the note of this passage never ends; write <<} after it, in the same paragraph\n"},
		{"a {==b{>>c<<} d", "content/a.md:5:3: error: this passage never ends; write ==} right before its note\n"},
		{"a {==b=={>>c<<} d {==e==}{>>f<<}", "content/a.md:5:3: error: this passage never ends; write ==} right before its note\n"},
		{"a {==b {>>c<<} d==}{>>e<<}", "content/a.md:5:8: error: this note has no passage; write {==passage==} right before it\n"},
		{"a {==b{>>c<<} {>>d<<}", "content/a.md:5:3: error: this passage never ends; write ==} right before its note\ncontent/a.md:5:15: error: this note has no passage; write {==passage==} right before it\n"},
		{"a {==b==} {>>c<<} d", "content/a.md:5:3: error: a space stands between this passage and its note; write {>> right after ==}\n"},
		{"> a {==b==}\n> {>>c<<} d", "content/a.md:5:5: error: a space stands between this passage and its note; write {>> right after ==}\n"},
		{"a {==b==} {>>c d", "content/a.md:5:3: error: the note of this passage never ends; write <<} after it, in the same paragraph\n"},
		{"a {>>b<<}", "content/a.md:5:3: error: this note has no passage; write {==passage==} right before it\n"},
		{"a {==b==}{>> <<}", "content/a.md:5:3: error: the note of this passage is empty\n"},
		{"a {== ==}{>>b<<}", "content/a.md:5:3: error: this passage has no words\n"},
		{"a {==b==}{>>clam: c<<}", "content/a.md:5:13: warning: \"clam\" is no kind of note, and taken as text; did you mean \"claim\"?\n"},
		{"a {==b==}{>> clam:c<<}", "content/a.md:5:14: warning: \"clam\" is no kind of note, and taken as text; did you mean \"claim\"?\n"},
		{"a {==b==}{>>claim by=c<<}", "content/a.md:5:23: error: write a colon and a space between the fields of this note and its words, as in {>>claim by=…: words<<}\n"},
		{"a {==b==}{>>claim by=c via=d He said<<}", "content/a.md:5:29: error: write a colon and a space between the fields of this note and its words, as in {>>claim by=…: words<<}\n"},
		{"a {==b==}{>>dispute by=c:He said<<}", "content/a.md:5:28: error: write a colon and a space between the fields of this note and its words, as in {>>dispute by=…: words<<}\n"},
		{"a {==b==}{>>claim<<} {==b==}{>>claims x=5<<} {==b==}{>>x=5<<}", ""},
		{"a ![{==b==}{>>c<<}](d.png)", "content/a.md:5:15: error: the description of an image cannot be annotated; annotate words of the text\n"},
		{"a [[b|{==c==}{>>d<<}]]", "content/a.md:5:3: error: a passage cannot stand within a [[link]]; write {== before the link and ==} after it\n"},
		{"a ==} b {+ c", ""},
		{"`{==a`", ""},
	})
}

func FuzzAnnotate(f *testing.F) {
	f.Add("a *b* {==c [d](/e)==}{>>claim by=f: g<<} h", "b c", "c", 2, 5)
	f.Add("[[a]] {==b\n\n- c==} <<}", "a", "", 0, 3)
	parser := NewParser(LeftOut, nil)
	f.Fuzz(func(t *testing.T, src, quote, name string, from, to int) {
		var problems diag.List
		b := parser.Parse([]byte(src), Origin{File: "a.md", Line: 1}, &problems)
		targets := make([]Target, len(b.Links()))
		for i := range targets {
			targets[i] = Target{URL: "/x/", Title: "X <y>"}
		}
		b = b.Resolve(targets)
		q := quotesIn(b, 1)
		var passages []Passage
		for _, s := range q.find(Selector{Quote: quote}, math.MaxInt) {
			// Files that are not UTF-8 are refused before they come here.
			if sel := q.Selector(s); utf8.ValidString(src) && !slices.Contains(q.find(sel, math.MaxInt), s) {
				t.Errorf("selector %+v does not find %v again", sel, s)
			}
			passages = append(passages, Passage{Start: s.Start, End: s.End, ID: "q", Class: "claim"})
		}
		q.Explain(Selector{Quote: quote})
		for _, n := range b.Notes() {
			if s := (Span{n.Start, n.End}); s.Start >= s.End {
				t.Errorf("note of no words at %v", s)
			}
			passages = append(passages, Passage{Start: n.Start, End: n.End, ID: "n", Class: "claim"})
		}
		slices.SortStableFunc(passages, func(a, b Passage) int { return a.Start - b.Start })
		marks := marksTo("/m/", NewNames([]Name{{name, 0}}).Find(viewOf(b))...)
		numbers := 0
		for _, block := range b.Blocks(&Room{}, marks, passages, nil) {
			if bytes.Count(block.HTML, []byte("<mark")) != bytes.Count(block.HTML, []byte("</mark>")) {
				t.Errorf("marks do not nest: %s", block.HTML)
			}
			numbers += bytes.Count(block.HTML, []byte("note-sign"))
		}
		if numbers != len(passages) {
			t.Errorf("%d passages, %d numbers", len(passages), numbers)
		}
	})
}

// BenchmarkQuotes anchors notes in a text of 1 MB; the case of none is what
// the text costs without.
func BenchmarkQuotes(b *testing.B) {
	var src strings.Builder
	var quotes []string
	for i := 0; src.Len() < 1<<20; i++ {
		quote := fmt.Sprintf("report %d of that evening", i)
		fmt.Fprintf(&src, "In the %s, somebody said that *many things* happened near the river.\n\n", quote)
		quotes = append(quotes, quote)
	}
	for _, count := range []int{0, 10, 1000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			for b.Loop() {
				var problems diag.List
				body := NewParser(LeftOut, nil).Parse([]byte(src.String()), Origin{File: "a.md", Line: 1}, &problems)
				body = body.Resolve(nil)
				var passages []Passage
				if count > 0 {
					q := quotesIn(body, count)
					for i := range count {
						found, _ := q.Find(Selector{Quote: quotes[i*len(quotes)/count]})
						passages = append(passages, Passage{Start: found.Start, End: found.End, ID: "x"})
					}
				}
				body.Blocks(&Room{}, Marks{}, passages, nil)
			}
		})
	}
}
