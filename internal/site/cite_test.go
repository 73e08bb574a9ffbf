package site

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

const citedFiles = `
-- sources/upi.md --
---
name: UPI & Co.
---
-- incidents/vote.md --
---
title: A vote
date: 2021-12~
---
-- articles/a.md --
---
title: 100% of {it}
date: 2021-12-20
source: upi
author: [Ann Other, B. Third]
url: https://upi.com/a_b
archive: https://archive.example/a
retrieved: 2021-12
---
-- articles/b.md --
---
title: About the vote
date: 2021
params: {described_title: true}
---
`

func TestCite(t *testing.T) {
	s := planClean(t, withBase+citedFiles)
	article := data[*ArticlePage](t, s, "/articles/a/").Cite
	for _, tt := range []struct{ what, got, want string }{
		{
			"text", lineOf(article),
			"Ann Other, B. Third, “100% of {it}”, UPI & Co., 20 December 2021, https://upi.com/a_b, " +
				"archived at https://archive.example/a, retrieved December 2021, annotated in T, https://e.org/x/articles/a/.",
		},
		{
			"BibTeX", article.BibTeX(),
			"@online{a,\n  title = {100\\% of \\{it\\}},\n  author = {Ann Other and B. Third},\n  organization = {UPI \\& Co.},\n" +
				"  date = {2021-12-20},\n  url = {https://upi.com/a_b},\n  urldate = {2021-12},\n  note = {archived at https://archive.example/a},\n" +
				"  addendum = {annotated in T, https://e.org/x/articles/a/},\n}",
		},
		{"incident", lineOf(data[*IncidentPage](t, s, "/incidents/vote/").Cite), "“A vote”, T, about December 2021, https://e.org/x/incidents/vote/."},
		{"supplied title", lineOf(data[*ArticlePage](t, s, "/articles/b/").Cite), "[About the vote], T, 2021, https://e.org/x/articles/b/."},
	} {
		if tt.got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.what, tt.got, tt.want)
		}
	}
}

// Dates of BibTeX are EDTF, sets with their braces.
func TestCiteSets(t *testing.T) {
	files := strings.NewReplacer("2021-12-20", `"{1960,1961-12}"`, "retrieved: 2021-12", `retrieved: "{2020,2021}"`).Replace(citedFiles)
	got := data[*ArticlePage](t, planClean(t, withBase+files), "/articles/a/").Cite.BibTeX()
	for _, want := range []string{"  date = {{1960,1961-12}},\n", "  urldate = {{2020,2021}},\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

// A name that holds "and", or too many commas, is one name in BibTeX, and a publisher or
// an agency has no last name.
func TestCiteNames(t *testing.T) {
	files := strings.Replace(citedFiles, "[Ann Other, B. Third]", "[Ministry of Trade and Industry, R&D AND Co., Sandy Andrews, UPI & Co., \"Day, A., Jr.\", \"Legal, Tax, Audit, Ltd.\"]", 1)
	want := `author = {{Ministry of Trade and Industry} and {R\&D AND Co.} and Sandy Andrews and {UPI \& Co.} and Day, A., Jr. and {Legal, Tax, Audit, Ltd.}},`
	if got := data[*ArticlePage](t, planClean(t, withBase+files), "/articles/a/").Cite.BibTeX(); !strings.Contains(got, want) {
		t.Errorf("no %s in\n%s", want, got)
	}
}

func TestCiteCSL(t *testing.T) {
	s := planClean(t, withBase+citedFiles)
	type item struct {
		Type     string
		Title    string
		Author   []struct{ Literal string }
		Issued   struct{ Literal string }
		Accessed struct {
			Parts [][]int `json:"date-parts"`
		}
		URL       string
		Archive   string `json:"archive_location"`
		Container string `json:"container-title"`
	}
	parse := func(text string) item {
		t.Helper()
		var items []item
		if err := json.Unmarshal([]byte(text), &items); err != nil || len(items) != 1 {
			t.Fatalf("%v: %s", err, text)
		}
		return items[0]
	}
	a := parse(data[*ArticlePage](t, s, "/articles/a/").Cite.CSL())
	if a.Type != "article-newspaper" || len(a.Author) != 2 || a.Archive != "https://archive.example/a" || a.URL != "https://upi.com/a_b" ||
		len(a.Accessed.Parts) != 1 || len(a.Accessed.Parts[0]) != 2 {
		t.Errorf("the article: %+v", a)
	}
	if b := parse(data[*ArticlePage](t, s, "/articles/b/").Cite.CSL()); b.Title != "[About the vote]" {
		t.Errorf("the described title: %+v", b)
	}
	i := parse(data[*IncidentPage](t, s, "/incidents/vote/").Cite.CSL())
	if i.Issued.Literal != "2021-12~" {
		t.Errorf("a date that is not exact: %+v", i)
	}
	// Zotero knows no "entry", and drops the title of the site from what it does not know.
	if i.Type != "webpage" || i.Container != "T" {
		t.Errorf("the page of an incident: %+v", i)
	}
}

func TestCiteRIS(t *testing.T) {
	const plain = "TY  - NEWS\nTI  - 100% of {it}\nAU  - Ann Other\nAU  - B. Third\nT2  - UPI & Co.\nPY  - 2021\nDA  - 2021/12/20/\n" +
		"UR  - https://upi.com/a_b\nY2  - 2021/12//\nN1  - archived at https://archive.example/a\nN1  - annotated in T, https://e.org/x/articles/a/\nER  - "
	for _, tt := range []struct {
		what       string
		edits      []string
		old, wants string // in the plain record
	}{
		{what: "all that is known"},
		{"a year", []string{"2021-12-20", "2021"}, "DA  - 2021/12/20/", "DA  - 2021///"},
		{"a month", []string{"2021-12-20", "2021-12"}, "DA  - 2021/12/20/", "DA  - 2021/12//"},
		{"a time", []string{"2021-12-20", "2021-12-20T23:30:00-05:00"}, "", ""},
		{"an early year", []string{"2021-12-20", `"0079-08"`}, "PY  - 2021\nDA  - 2021/12/20/", "PY  - 0079\nDA  - 0079/08//"},
		{"before the first year", []string{"2021-12-20", `"-0043-03"`}, "PY  - 2021\nDA  - 2021/12/20/", "DA  - ///March 44 BCE"},
		{"an approximate month", []string{"2021-12-20", "2021-12~"}, "DA  - 2021/12/20/", "DA  - ///about December 2021"},
		{"days of a year", []string{"2021-12-20", "2021-12-18/2021-12-19"}, "DA  - 2021/12/20/", "DA  - ///between 18 and 19 December 2021"},
		{"several years", []string{"2021-12-20", "2021-12/.."}, "PY  - 2021\nDA  - 2021/12/20/", "DA  - ///December 2021 to now"},
		{"no date of retrieval", []string{"retrieved: 2021-12\n", ""}, "Y2  - 2021/12//\n", ""},
		{"a language", []string{"source: upi", "source: upi\nlang: fr"}, "Y2  - 2021/12//\n", "Y2  - 2021/12//\nLA  - fr\n"},
		{"a house and a family", []string{"B. Third", "UPI & Co."}, "AU  - B. Third", "AU  - UPI & Co.,"},
		{
			"lines that break out",
			[]string{"100% of {it}", `"One\nER  - \nTY  - BOOK\u2028TI  - Two\u2029Three"`},
			"TI  - 100% of {it}", "TI  - One ER  -  TY  - BOOK TI  - Two Three",
		},
	} {
		got := data[*ArticlePage](t, planClean(t, withBase+strings.NewReplacer(tt.edits...).Replace(citedFiles)), "/articles/a/").Cite.RIS()
		if want := strings.Replace(plain, tt.old, tt.wants, 1); got != want {
			t.Errorf("%s:\n got %q\nwant %q", tt.what, got, want)
		}
	}
	const page = "TY  - ELEC\nTI  - A vote\nT2  - T\nPY  - 2021\nDA  - ///about December 2021\nUR  - https://e.org/x/incidents/vote/\nER  - "
	if got := data[*IncidentPage](t, planClean(t, withBase+citedFiles), "/incidents/vote/").Cite.RIS(); got != page {
		t.Errorf("the page of an incident:\n got %q\nwant %q", got, page)
	}
}

// The script that cites a part of an article takes its words as they are.
func TestCitePart(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("node is missing; the script that readers get is not tested")
		}
		t.Skip("node is missing")
	}
	code, err := os.ReadFile("../../static/js/parts/cite.js")
	if err != nil {
		t.Fatal(err)
	}
	article := data[*ArticlePage](t, planClean(t, withBase+citedFiles), "/articles/a/").Cite
	in, err := json.Marshal(map[string]string{"text": lineOf(article), "bibTeX": article.BibTeX(), "csl": article.CSL(), "ris": article.RIS()})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "--input-type=module")
	cmd.Stdin = strings.NewReader(string(code) + `
		globalThis.document = {documentElement: {lang: "en"}};
		globalThis.say = (key, values) => Object.values(values ?? {}).join(" ");
		const { bibTeX, ris } = partOf(` + string(in) + ", \"Claim: $' $& $`\", \"https://e.org/x/articles/a/#$&\");\nconsole.log(bibTeX + '\\n' + ris);")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want := strings.Replace(article.BibTeX(), "{a,", "{a:$&,", 1)
	want = strings.Replace(want, "  addendum = {annotated in T, https://e.org/x/articles/a/},\n", "", 1) // one entry has one
	want = strings.TrimSuffix(want, "}") + "  titleaddon = {Claim: \\$' \\$\\& \\$`},\n  addendum = {https://e.org/x/articles/a/#$&},\n}\n" +
		strings.Replace(article.RIS(), "ER  - ", "N1  - Claim: $' $& $`, https://e.org/x/articles/a/#$&\nER  - \n", 1)
	if string(out) != want {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}

// lineOf joins the parts of a citation as the page does.
func lineOf(c *Citation) string {
	var parts []string
	for _, p := range c.Parts {
		parts = append(parts, p.Before+p.Address+p.After)
	}
	return strings.Join(parts, ", ") + "."
}
