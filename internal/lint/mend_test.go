package lint

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/content"
	"dateline/internal/diag"
)

func TestMendDates(t *testing.T) {
	const old = "---\r\ntitle: \"27/12/2021\"\r\ndate: 27/12/2021 # published\r\nupdated: \"28 December 2021\"\r\nretrieved: 1/2/2021\r\n" +
		"corrections: [{date: 2021/12/29, note: é}, {date: '30.12.2021', note: N}]\r\n---\r\n27/12/2021\r\n"
	const want = "---\r\ntitle: \"27/12/2021\"\r\ndate: 2021-12-27 # published\r\nupdated: \"2021-12-28\"\r\nretrieved: 1/2/2021\r\n" +
		"corrections: [{date: 2021-12-29, note: é}, {date: '2021-12-30', note: N}]\r\n---\r\n27/12/2021\r\n"
	edits, err := MendDates(fstest.MapFS{
		"content/articles/a.md": {Data: []byte(old)},
		"content/articles/b.md": {Data: []byte("---\ntitle: B\ndate: 2021-12-27\n---\n")},
		"content/articles/j.md": {Data: []byte("\ufeff{\"title\": \"J\", \"date\": \"27 Dec 2021\"}\n")},
		// Lone carriage returns count as lines, which the mend does not know.
		"content/articles/c.md": {Data: []byte("---\rtitle: B\rdate: 27/12/2021\r---\r")},
	})
	if err != nil {
		t.Fatal(err)
	}
	const marked = "\ufeff{\"title\": \"J\", \"date\": \"2021-12-27\"}\n"
	if len(edits) != 2 || edits[0].File != "content/articles/a.md" || string(edits[0].Old) != old || string(edits[0].New) != want || string(edits[1].New) != marked {
		t.Errorf("edits are %q, want one of a.md to %q and one of j.md to %q", edits, want, marked)
	}
}

func TestDiff(t *testing.T) {
	e := Edit{"content/a.md", []byte("a\nb\nc\n"), []byte("a\nB\nc\n")}
	const want = "diff a/content/a.md b/content/a.md\n--- a/content/a.md\n+++ b/content/a.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"
	if got := e.Diff(); got != want {
		t.Errorf("the diff is %q, want %q", got, want)
	}
}

func TestMendAliases(t *testing.T) {
	for _, tt := range []struct{ name, old, want string }{ // "" where nothing is safe
		{"no aliases", "---\ntitle: A\n---\nx\n", "---\naliases: [\"articles/old/\"]\ntitle: A\n---\nx\n"},
		{"CRLF", "\ufeff---\r\ntitle: A\r\n---\r\n", "\ufeff---\r\naliases: [\"articles/old/\"]\r\ntitle: A\r\n---\r\n"},
		{"in brackets", "---\ntitle: A\naliases: [one/, two/]\n---\n", "---\ntitle: A\naliases: [\"articles/old/\", one/, two/]\n---\n"},
		{"in brackets over lines", "---\ntitle: A\naliases: [\n  one/,\n  two/]\n---\n", "---\ntitle: A\naliases: [\n  \"articles/old/\",\n  one/,\n  two/]\n---\n"},
		{"on lines", "---\ntitle: A\naliases:\n  - one/\n  - two/\n---\n", "---\ntitle: A\naliases:\n  - \"articles/old/\"\n  - one/\n  - two/\n---\n"},
		{"one without a list", "---\ntitle: A\naliases: one/\n---\n", "---\ntitle: A\naliases: [\"articles/old/\", one/]\n---\n"},
		{"one in quotation marks", "---\ntitle: A\naliases: 'one/' # moved\n---\n", "---\ntitle: A\naliases: [\"articles/old/\", 'one/'] # moved\n---\n"},
		{"an empty list", "---\ntitle: A\naliases: []\n---\n", "---\ntitle: A\naliases: [\"articles/old/\"]\n---\n"},
		{"nothing", "---\naliases:\ntitle: A\n---\naliases:\n", "---\naliases: [\"articles/old/\"]\ntitle: A\n---\naliases:\n"},
		{"null", "---\naliases: null\ntitle: A\n---\n", "---\naliases: [\"articles/old/\"]\ntitle: A\n---\n"},
		{"a tilde", "---\naliases: ~\ntitle: A\n---\n", "---\naliases: [\"articles/old/\"]\ntitle: A\n---\n"},
		{"nothing but a comment", "---\naliases:   # none yet\ntitle: A\n---\n", "---\naliases: [\"articles/old/\"]   # none yet\ntitle: A\n---\n"},
		{"nothing but spaces", "---\naliases:  \ntitle: A\n---\n", "---\naliases: [\"articles/old/\"]\ntitle: A\n---\n"},
		{"an empty list and a comment", "---\naliases: [] # none yet\ntitle: A\n---\n", "---\naliases: [\"articles/old/\"] # none yet\ntitle: A\n---\n"},
		{"an anchor", "---\ntitle: A\naliases: &x\n  - one/\n---\n", "---\ntitle: A\naliases: &x\n  - \"articles/old/\"\n  - one/\n---\n"},
		{"an anchor before one", "---\ntitle: A\naliases: &x one/\nsummary: *x\n---\n", ""},
		{"TOML", "+++\ntitle = \"A\"\n+++\n", "+++\naliases = [\"articles/old/\"]\ntitle = \"A\"\n+++\n"},
		{"TOML list", "+++\ntitle = \"A\"\naliases = [\"one/\"]\n+++\n", "+++\ntitle = \"A\"\naliases = [\"articles/old/\", \"one/\"]\n+++\n"},
		{"TOML table", "+++\n[params]\naliases = [\"one/\"]\n+++\n", "+++\naliases = [\"articles/old/\"]\n[params]\naliases = [\"one/\"]\n+++\n"},
		{"JSON", "{\"title\": \"A\"}\n", "{\"aliases\": [\"articles/old/\"], \"title\": \"A\"}\n"},
		{"JSON after a mark", "\ufeff{\"title\": \"A\", \"aliases\": [\"one/\"]}\n", "\ufeff{\"title\": \"A\", \"aliases\": [\"articles/old/\", \"one/\"]}\n"},
		{"JSON on lines", "{\r\n\t\"title\": \"A\"\r\n}\r\n", "{\r\n\t\"aliases\": [\"articles/old/\"],\r\n\t\"title\": \"A\"\r\n}\r\n"},
		{"JSON list on lines", "---json\n{\n  \"title\": \"A\",\n  \"aliases\": [\n    \"one/\"\n  ]\n}\n---\n", "---json\n{\n  \"title\": \"A\",\n  \"aliases\": [\n    \"articles/old/\",\n    \"one/\"\n  ]\n}\n---\n"},
		{"JSON with an empty list", "{\"title\": \"A\", \"aliases\": []}\n", "{\"title\": \"A\", \"aliases\": [\"articles/old/\"]}\n"},
		{"YAML in braces", "---\n{title: A}\n---\n", "---\n{\"aliases\": [\"articles/old/\"], title: A}\n---\n"},
		{"YAML in braces with spaces", "---\n{ title: A }\n---\n", "---\n{ \"aliases\": [\"articles/old/\"], title: A }\n---\n"},
		{"nothing in front", "---\n---\ntext\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := addAlias([]byte(tt.old), "articles/old/")
			if string(got) != tt.want {
				t.Fatalf("is %q, want %q", got, tt.want)
			}
			if tt.want == "" {
				return
			}
			aliases := aliasesOf(t, tt.want)
			if len(aliases) != len(aliasesOf(t, tt.old))+1 || aliases[0].V != "articles/old/" {
				t.Errorf("content reads the aliases %v", aliases)
			}
		})
	}
}

// aliasesOf returns the aliases that content reads from an article.
func aliasesOf(t *testing.T, text string) []content.At[string] {
	t.Helper()
	set, _, err := content.Read(fstest.MapFS{"content/articles/2021-12-27-a.md": {Data: []byte(text)}}, content.Options{})
	if err != nil || len(set.Articles) != 1 {
		t.Fatalf("%d articles, %v", len(set.Articles), err)
	}
	return set.Articles[0].Aliases
}

func TestMendMoved(t *testing.T) {
	s := newSite(t, map[string]string{
		"content/articles/new.md":   "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\n---\n",
		"content/incidents/fire.md": fire,
	})
	s.Last = Last{
		Paths: []string{"articles/old/index.html", "articles/lost/index.html"},
		Read:  fstest.MapFS{"articles/old/index.html": {Data: []byte("<h1>A</h1>")}}.ReadFile,
	}
	edits, err := MendAliases(s)
	if err != nil {
		t.Fatal(err)
	}
	if len(edits) != 1 || string(edits[0].New) != "---\naliases: [\"articles/old/\"]\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\n---\n" {
		t.Errorf("edits are %q", edits)
	}
}

// Of two documents of one title that are gone nobody knows which of them a new one is.
func TestMendMovedTwins(t *testing.T) {
	s := newSite(t, map[string]string{
		"content/articles/new.md":   "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\n---\n",
		"content/incidents/fire.md": fire,
	})
	s.Last = Last{
		Paths: []string{"articles/old/index.html", "articles/older/index.html"},
		Read:  fstest.MapFS{"articles/old/index.html": {Data: []byte("<h1>A</h1>")}, "articles/older/index.html": {Data: []byte("<h1>A</h1>")}}.ReadFile,
	}
	edits, err := MendAliases(s)
	if err != nil {
		t.Fatal(err)
	}
	if len(edits) > 0 {
		t.Errorf("edits are %q", edits)
	}
	told, err := Moved(s)
	if err != nil {
		t.Fatal(err)
	}
	const want = "content/articles/new.md: warning: this has the title of what stood at /articles/old/ in the last build, and of others that are gone; write aliases: [articles/old/] if it is the same, so that links to it go on"
	if all := told.Sorted(); len(all) != 2 || all[0].String() != want {
		t.Errorf("told are %v, want %s first", all, want)
	}
}

func TestMendReferences(t *testing.T) {
	source := fstest.MapFS{
		"a.md": {Data: []byte("actors: [old, \"old\"]\n[[old]] [[actor:old|o]] [[ old ]] [old]\n")},
		"b.md": {Data: []byte("x\n")},
		"d.md": {Data: []byte("---\naccounts: {old: 1, older: 2}\n---\nA {==b==}{>>claim by=old sources=\"a, old\" incident=old: old<<}\n")},
		"c.md": {Data: []byte("A [b](../old.md) [c](../old.md#d \"t\").\n[e][f]\n\n[f]: ../old.md\n")},
	}
	at := func(line, col int) diag.Problem {
		return diag.Problem{Pos: diag.At("a.md", line, col), Mend: diag.Mend{Old: "old", New: "older"}}
	}
	later := func(file string, line, col int) diag.Problem {
		return diag.Problem{Pos: diag.At(file, line, col), Mend: diag.Mend{Old: "../old.md", New: "../old.md.md", Link: true}}
	}
	key := at(2, 12)
	key.Pos.File = "d.md"
	field := func(col int) diag.Problem {
		p := at(4, col)
		p.Pos.File = "d.md"
		return p
	}
	edits, err := MendReferences(source, []diag.Problem{
		at(1, 10), at(1, 15), at(1, 10), // told in two languages
		at(2, 1), at(2, 9), at(2, 25), at(2, 35), // the last in a form that is not known
		{Pos: diag.At("b.md", 1, 1), Text: "something else"},
		later("c.md", 1, 3), later("c.md", 1, 18), later("c.md", 2, 1), later("c.md", 4, 1), // the third is written elsewhere
		key, field(19), field(26), field(43),
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = "actors: [older, \"older\"]\n[[older]] [[actor:older|o]] [[ older ]] [old]\n"
	const wantNote = "---\naccounts: {old: 1, older: 2}\n---\nA {==b==}{>>claim by=older sources=\"a, older\" incident=older: old<<}\n"
	if len(edits) == 3 && string(edits[2].New) != wantNote {
		t.Errorf("the note is %q, want %q", edits[2].New, wantNote)
	}
	const wantLater = "A [b](../old.md.md) [c](../old.md.md#d \"t\").\n[e][f]\n\n[f]: ../old.md.md\n"
	if len(edits) != 3 || string(edits[0].New) != want || string(edits[1].New) != wantLater {
		t.Errorf("edits are %q, want %q and %q", edits, want, wantLater)
	}
}

// A document that is a draft for a while keeps its address, whatever else has its title.
func TestMendMovedDraft(t *testing.T) {
	s := newSite(t, map[string]string{
		"content/articles/new.md":      "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\n---\n",
		"content/articles/2021/old.md": "---\ntitle: A\ndate: 2021-12-20\ndraft: true\n---\n",
		"content/pages/other.md":       "---\ntitle: P\n---\n",
		"content/pages/desk/how.md":    "---\ntitle: P\ndraft: true\n---\n",
		"content/incidents/fire.md":    fire,
	})
	s.Last = Last{
		Paths: []string{"articles/old/index.html", "how/index.html"},
		Read:  fstest.MapFS{"articles/old/index.html": {Data: []byte("<h1>A</h1>")}, "how/index.html": {Data: []byte("<h1>P</h1>")}}.ReadFile,
	}
	edits, err := MendAliases(s)
	if err != nil {
		t.Fatal(err)
	}
	if len(edits) > 0 {
		t.Errorf("edits are %q", edits)
	}
}

// A mend that is not known to be one of what the problem means is not made.
func TestMendReference(t *testing.T) {
	slug := diag.Mend{Old: "old", New: "new"}
	link := diag.Mend{Old: "../old.md", New: "../new.md", Link: true}
	for _, test := range []struct {
		text string // with one ^ before the place
		mend diag.Mend
		want string // "" for none
	}{
		{"by: ^old", slug, "by: new"},
		{"by: [^'old']", slug, "by: ['new']"},
		{"accounts.^old.killed = 3", slug, "accounts.new.killed = 3"},
		{"by: ^old-one", slug, ""},
		{"by: ^oldér", slug, ""},
		{"^sources=\"https://example.org/?q=old, old\"", slug, "sources=\"https://example.org/?q=old, new\""},
		{"^sources=\"https://example.org/?q=old, b\"", slug, ""},
		{"^by=old: b old", slug, "by=new: b old"},
		{"é ^[b](../old.md#c)", link, "é [b](../new.md#c)"},
		{"^[b](<../old.md> 'c')", link, "[b](<../new.md> 'c')"},
		{"^[b](../old.md.md)", link, ""},
		{"^[b [c] `]` \\]](../old.md)", link, "[b [c] `]` \\]](../new.md)"},
		{"^[`](../old.md` b](../old.md)", link, "[`](../old.md` b](../new.md)"},
		{"^![b](../old.md)", link, "![b](../new.md)"},
		{"^[![b](c.png)](../old.md)", link, "[![b](c.png)](../new.md)"},
		{"^[b][c]\n\n~~~\n[b](../old.md)\n~~~\n", link, ""},
		{"^[b](../%6Fld.md)\n\n~~~\n[b](../old.md)\n~~~\n", link, "[b](../new.md)\n\n~~~\n[b](../old.md)\n~~~\n"},
		{"^[b](../%6Eld.md)\n\n~~~\n[b](../old.md)\n~~~\n", link, ""},
		{"^[b]( ..&#47;ol\\d.md )", link, ""},
		{"^[b]( ..&#47;old\\.md )", link, "[b]( ../new.md )"},
		{"^[b](../old(1).md)", diag.Mend{Old: "../old(1).md", New: "../new.md", Link: true}, "[b](../new.md)"},
		{"^[b](<../old one.md#c>)", diag.Mend{Old: "../old one.md", New: "../new.md", Link: true}, "[b](<../new.md#c>)"},
		{"> ^[`b`]:\n> <../old.md>", link, "> [`b`]:\n> <../new.md>"},
		{"^[b]: ../old.md", link, "[b]: ../new.md"},
		{"^[b]: ../old.md.md", link, ""},
		{"^[[ actor: old ]]", slug, "[[ actor: new ]]"},
		{"^[[actor:old-one]]", slug, ""},
		{"^sources=\"old, b,old\"", slug, "sources=\"new, b,new\""},
		{"^old=old", slug, "old=new"}, // an incident that is called incident, say
		{"^old={killed=1}", slug, "new={killed=1}"},
		{"^[b\r\n\r\nc](../old.md)", link, ""},
		{"^[b\\", link, ""},
		{"^b [c](../old.md)", link, ""},
	} {
		before, after, _ := strings.Cut(test.text, "^")
		text := []byte(before + after)
		if got := apply(text, refer(offsetsOf(text), diag.After("a.md", []byte(before)), test.mend)); string(got) != test.want {
			t.Errorf("the mend of %q is %q, want %q", test.text, got, test.want)
		}
	}
}

// Thousands of references in one file, all on one line, take no longer than to read it.
func TestMendManyReferences(t *testing.T) {
	const many = 5_000
	front := "---\naccounts: {old: {killed: 1}, new: {killed: 2}}\n---\n"
	problems := []diag.Problem{{Pos: diag.At("a.md", 2, 12), Mend: diag.Mend{Old: "old", New: "new"}}}
	for k := range many {
		problems = append(problems, diag.Problem{Pos: diag.At("a.md", 4, 1+k*10), Mend: diag.Mend{Old: "old", New: "new"}})
	}
	edits, err := MendReferences(fstest.MapFS{"a.md": {Data: []byte(front + strings.Repeat("[[old]] é ", many))}}, problems)
	if err != nil {
		t.Fatal(err)
	}
	if want := front + strings.Repeat("[[new]] é ", many); len(edits) != 1 || string(edits[0].New) != want {
		t.Errorf("the edits are not those of all but the key")
	}
}

// Keys that would become one stay, and so do those that are in their way then; the file is not
// read again for each of them.
func TestMendKeys(t *testing.T) {
	for _, test := range []struct{ keys, mends, want string }{
		{"old, new", "old>new", "old, new"},
		{"new, old", "old>new", "new, old"},
		{"a, b", "a>c b>c", "a, c"},
		{"a, b", "a>b b>c", "b, c"},
		{"a, b", "a>b b>a", "b, a"},
		{"a, b, c", "a>b b>c", "a, b, c"},
		{"a, b, c, d", "a>d b>d c>e", "a, b, e, d"},
		{"a, b, c", "a>b b>d c>d", "a, b, d"},
	} {
		file := func(keys string) string {
			return "---\naccounts: {" + strings.ReplaceAll(keys, ",", ": {killed: 1},") + ": {killed: 1}}\n---\n[[a]]\n"
		}
		var problems []diag.Problem
		for mend := range strings.FieldsSeq(test.mends) {
			from, to, _ := strings.Cut(mend, ">")
			problems = append(problems, diag.Problem{Pos: diag.At("a.md", 2, 12+strings.Index(strings.ReplaceAll(test.keys, ",", ": {killed: 1},"), from)), Mend: diag.Mend{Old: from, New: to}})
		}
		got := mendReferences([]byte(file(test.keys)), problems)
		if got == nil {
			got = []byte(file(test.keys))
		}
		if string(got) != file(test.want) {
			t.Errorf("%s with %s becomes %q, want %s", test.keys, test.mends, got, test.want)
		}
	}
	const many = 3000
	var text strings.Builder
	var problems []diag.Problem
	text.WriteString("---\naccounts:\n")
	for k := range many {
		fmt.Fprintf(&text, "  old%d: {killed: 1}\n  new%d: {killed: 1}\n", k, k)
		problems = append(problems, diag.Problem{Pos: diag.At("a.md", 3+2*k, 3), Mend: diag.Mend{Old: fmt.Sprint("old", k), New: fmt.Sprint("new", k)}})
	}
	text.WriteString("---\n")
	made := testing.AllocsPerRun(1, func() {
		if got := mendReferences([]byte(text.String()), problems); got != nil {
			t.Error("keys became one")
		}
	})
	if read := testing.AllocsPerRun(1, func() { content.NamesOf([]byte(text.String())) }); made > 10*read {
		t.Errorf("%.0f allocations, and %.0f to read the file once", made, read)
	}
}

// Keys of TOML get the quotation marks that their new names need, wherever they stand.
func TestMendKeysOfTOML(t *testing.T) {
	for _, test := range []struct{ front, to, want string }{
		{"[accounts.^old]\nkilled = 1\n", "new-1", "[accounts.new-1]\nkilled = 1\n"},
		{"[accounts.^old]\nkilled = 1\n", "2.new", "[accounts.\"2.new\"]\nkilled = 1\n"},
		{"[accounts.^\"old\"]\nkilled = 1\n", "2.new", "[accounts.\"2.new\"]\nkilled = 1\n"},
		{"accounts = {^old = {killed = 1}}\n", "né", "accounts = {\"né\" = {killed = 1}}\n"},
		{"accounts.^old.killed = 1\naccounts.'old'.injured = 2\n", "2.new", "accounts.\"2.new\".killed = 1\naccounts.'2.new'.injured = 2\n"},
		{"[accounts.^old.killed]\nvalue = 1\n[accounts.old.injured]\nvalue = 1\n", "new", "[accounts.new.killed]\nvalue = 1\n[accounts.new.injured]\nvalue = 1\n"},
		{"[accounts.^old]\nold = 1\n[accounts.other]\nold = 1\n", "new", "[accounts.new]\nold = 1\n[accounts.other]\nold = 1\n"},
		{"incidents = ['^old']\n", "né", "incidents = ['né']\n"},
	} {
		before, after, _ := strings.Cut("+++\n"+test.front+"+++\n[[old]]\n", "^")
		link := diag.At("a.md", strings.Count(before+after, "\n"), 1)
		mend := diag.Mend{Old: "old", New: test.to}
		got := mendReferences([]byte(before+after), []diag.Problem{{Pos: diag.After("a.md", []byte(before)), Mend: mend}, {Pos: link, Mend: mend}})
		if want := "+++\n" + test.want + "+++\n[[" + test.to + "]]\n"; string(got) != want {
			t.Errorf("%q becomes %q, want %q", test.front, got, want)
		}
	}
}

// Of two items of a list that become one the first stays, where the other stands in a form that
// is known; what else is named twice stays.
func TestMendTwice(t *testing.T) {
	for _, test := range []struct{ front, want string }{
		{"actors: [new, a, ^old]\n", "actors: [new, a]\n"},
		{"actors: [^old, a, new]\n", "actors: [new, a]\n"},
		{"actors: [^old, new, ^old]\n", "actors: [new]\n"},
		{"actors: [a, a, ^old]\n", "actors: [a, a, new]\n"},
		{"actors: [New, ^'old' , a]\n", "actors: [New , a]\n"},
		{"actors: [\n  new,\n  ^\"old\", # c\n]\n", "actors: [\n  new, # c\n]\n"},
		{"actors: [\n  new, # c\n  ^old\n]\n", "actors: [\n  new, # c\n  new\n]\n"},
		{"actors:\r\n- new\r\n- ^old\r\n- a\r\n", "actors:\r\n- new\r\n- a\r\n"},
		{"actors:\n  - ^old # c\n  - 'new' \n  - a\n", "actors:\n  - new # c\n  - a\n"},
		{"actors:\n  - new\n  - ^old # c\n", "actors:\n  - new\n  - new # c\n"},
		{"actors:\n  # b\n  - new\n  # c\n\n  - ^old\n  - a\n", "actors:\n  # b\n  - new\n  # c\n\n  - new\n  - a\n"},
		{"actors: [new, # b,\n  ^old, a,\n  b]\n", "actors: [new, # b,\n  new, a,\n  b]\n"},
		{"actors: [new # b\n  , ^old, a]\n", "actors: [new # b\n  , a]\n"},
		{"actors: [new, {actor: ^old}]\n", "actors: [new, {actor: new}]\n"},
		{"actors: [new]\nby: ^old\n", "actors: [new]\nby: new\n"},
		{"actors: [new, &x ^old]\n_a: *x\n", "actors: [new, &x new]\n_a: *x\n"},
	} {
		before, text := "---\n", ""
		var problems []diag.Problem
		for k, part := range strings.Split(test.front, "^") {
			if k > 0 {
				problems = append(problems, diag.Problem{Pos: diag.After("a.md", []byte(before+text)), Mend: diag.Mend{Old: "old", New: "new"}})
			}
			text += part
		}
		got := mendReferences([]byte(before+text+"---\n"), problems)
		if want := before + test.want + "---\n"; string(got) != want {
			t.Errorf("%q becomes %q, want %q", test.front, got, want)
		}
	}
}

// Of files that cannot be read the first by name is told of, each time.
func TestMendUnreadable(t *testing.T) {
	var problems []diag.Problem
	for k := range 9 {
		problems = append(problems, diag.Problem{Pos: diag.At(fmt.Sprintf("%d.md", 9-k), 1, 1), Mend: diag.Mend{Old: "a", New: "b"}})
	}
	for range 20 {
		if _, err := MendReferences(fstest.MapFS{}, problems); err == nil || !strings.Contains(err.Error(), "reading 1.md") {
			t.Fatalf("error %v", err)
		}
	}
}

// Thousands of links in one paragraph, which is looked through once.
func TestMendManyLinks(t *testing.T) {
	const many = 20_000
	var problems []diag.Problem
	for k := range many {
		problems = append(problems, diag.Problem{Pos: diag.At("a.md", 1+k, 1), Mend: diag.Mend{Old: "old.md", New: "new.md", Link: true}})
	}
	problems = append(problems, diag.Problem{Pos: diag.At("a.md", many, 13), Mend: diag.Mend{Old: "old.md", New: "new.md", Link: true}})
	lines := strings.Repeat("[a](old.md)\n", many)
	got := mendReferences([]byte(lines+"\n(old.md)"), problems) // the last is no link
	if want := strings.ReplaceAll(lines, "old", "new") + "\n(old.md)"; string(got) != want {
		t.Errorf("%.40q … %q, want all links and no more", got, got[max(0, len(got)-20):])
	}
}

// Dates are written where they stand and nowhere else, in every form of YAML; where that
// cannot be done, the file stays.
func TestMendDatesInForms(t *testing.T) {
	for front, want := range map[string]string{
		"date: 27/12/2021 # 27/12/2021\n":                              "date: 2021-12-27 # 27/12/2021\n",
		"date: '27/12/2021'\r\ntitle: A\r\n":                           "date: '2021-12-27'\r\ntitle: A\r\n",
		"date:\t27/12/2021\t# c\n":                                     "date:\t2021-12-27\t# c\n",
		"date:\n  27/12/2021\n":                                        "date:\n  2021-12-27\n",
		"{date: 27/12/2021, title: 'A 27/12/2021'}\n":                  "{date: 2021-12-27, title: 'A 27/12/2021'}\n",
		"corrections: [{note: 27/12/2021, date: \"27/12/2021\"}]\n":    "corrections: [{note: 27/12/2021, date: \"2021-12-27\"}]\n",
		"summary: |\n  date: 27/12/2021\ndate: 27/12/2021\n":           "summary: |\n  date: 27/12/2021\ndate: 2021-12-27\n",
		"date: |\n  27/12/2021\n":                                      "",
		"date: >-\n  27/12/2021\n":                                     "",
		"date: \"27\\/12\\/2021\"\n":                                   "",
		"date: &d 27/12/2021\nupdated: *d\n":                           "",
		"date: !!str 27/12/2021\n":                                     "",
		"corrections:\n- &c {date: 27/12/2021, note: N}\n- *c\n":       "corrections:\n- &c {date: 2021-12-27, note: N}\n- *c\n",
		"_date: 27/12/2021\nparams: {date: 27/12/2021}\n":              "",
		"summary: 'It''s'\nnote: \"a\\\n  b\"\ndate: \"27/12/2021\"\n": "summary: 'It''s'\nnote: \"a\\\n  b\"\ndate: \"2021-12-27\"\n",
	} {
		file := "---\n" + front + "---\nText of 27/12/2021.\n"
		edits, err := MendDates(fstest.MapFS{"content/articles/a.md": {Data: []byte(file)}})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, e := range edits {
			got = strings.TrimSuffix(strings.TrimPrefix(string(e.New), "---\n"), "---\nText of 27/12/2021.\n")
		}
		if got != want {
			t.Errorf("%q became %q, want %q", front, got, want)
		}
	}
}

// Several values of a field have one place.
func TestMendReferencesAtOnePlace(t *testing.T) {
	at := diag.At("a.md", 1, 1)
	edits, err := MendReferences(fstest.MapFS{"a.md": {Data: []byte("sources=\"b, c\"")}}, []diag.Problem{
		{Pos: at, Mend: diag.Mend{Old: "b", New: "b.d"}}, {Pos: at, Mend: diag.Mend{Old: "c", New: "e"}}, {Pos: at, Mend: diag.Mend{Old: "b", New: "b.d"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(edits) != 1 || string(edits[0].New) != "sources=\"b.d, e\"" {
		t.Errorf("edits are %q", edits)
	}
}

// FuzzReplaceAt holds that a mend changes what it says and nothing around it.
func FuzzReplaceAt(f *testing.F) {
	f.Add("a\ndate: 27/12/2021\nb", 2, 7)
	f.Add("\"27/12/2021\"", 1, 1)
	f.Fuzz(func(t *testing.T, text string, line, col int) {
		got := apply([]byte(text), replaceAt(offsetsOf([]byte(text)), diag.At("", line%1000, col%1000), "27/12/2021", "2021-12-27"))
		if got != nil && len(got) != len(text) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
