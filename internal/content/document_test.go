package content

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"dateline/internal/edtf"
)

// articles is one article in each syntax, in which every key is used.
var articles = map[string]string{
	"YAML": `---
title: Two rockets
date: 2021-12-27
source: Republic-World
credits: [sputnik, xinhua]
author: A. Author
url: https://example.org/1
archive: https://example.org/2
retrieved: 2021-12-28
updated: 2021-12
lang: pt_br
incidents: [green-zone]
actors:
  - nato
  -
  - ""
tags: [" rockets ", Zürich]
summary: >
  One
  line.
accounts:
  green-zone:
    rockets: 2
    _note: private
    intercepted: {value: 1, quote: in the air, by: iraq}
annotations:
  - quote: two rockets
    prefix: "days after "
    suffix: " fell"
    kind: Dispute
    note: A *note*.
    incident: green-zone
    by: nato
    via: xinhua
    confidence: high
    date: 2021-12-19?
    sources: [a, "https://example.org/A"]
    _todo: x
corrections:
  - {date: 2022-01-03, note: Mended.}
aliases: /old/path/
slug: other
draft: yes
params: {n: 1, f: 1.5, b: true, s: x, d: 2021-12-27, l: [1, null], m: {_p: 1, q: y}}
---
Body.
`,
	"TOML": `+++
title = "Two rockets"
date = 2021-12-27
source = "Republic-World"
credits = ["sputnik", "xinhua"]
author = "A. Author"
url = "https://example.org/1"
archive = "https://example.org/2"
retrieved = 2021-12-28
updated = "2021-12"
lang = "pt_br"
incidents = ["green-zone"]
actors = ["nato", ""]
tags = [" rockets ", "Zürich"]
summary = """One line.
"""
corrections = { date = 2022-01-03, note = "Mended." }
aliases = "/old/path/"
slug = "other"
draft = true
[accounts.green-zone]
rockets = 2
_note = "private"
intercepted = {value = 1, quote = "in the air", by = "iraq"}
[[annotations]]
quote = "two rockets"
prefix = "days after "
suffix = " fell"
kind = "Dispute"
note = "A *note*."
incident = "green-zone"
by = "nato"
via = "xinhua"
confidence = "high"
date = "2021-12-19?"
sources = ["a", "https://example.org/A"]
_todo = 1
[params]
n = 1
f = 1.5
b = true
s = "x"
d = 2021-12-27
l = [1, 2]
m = {_p = 1, q = "y"}
+++
Body.
`,
	"JSON": `{
"title": "Two rockets", "date": "2021-12-27", "source": "Republic-World",
"credits": ["sputnik", "xinhua"], "author": "A. Author",
"url": "https://example.org/1", "archive": "https://example.org/2",
"retrieved": "2021-12-28", "updated": "2021-12", "lang": "pt_br",
"incidents": ["green-zone"], "actors": ["nato", null], "tags": [" rockets ", "Zürich"],
"summary": "One line.\n",
"accounts": {"green-zone": {"rockets": 2, "_note": 1,
  "intercepted": {"value": 1, "quote": "in the air", "by": "iraq"}}},
"annotations": [{"quote": "two rockets", "prefix": "days after ", "suffix": " fell",
  "kind": "Dispute", "note": "A *note*.", "incident": "green-zone", "by": "nato", "via": "xinhua",
  "confidence": "high", "date": "2021-12-19?", "sources": ["a", "https://example.org/A"], "_todo": 1}],
"corrections": {"date": "2022-01-03", "note": "Mended."},
"aliases": ["/old/path/"], "slug": "other", "draft": true,
"params": {"n": 1, "f": 1.5, "b": true, "s": "x", "d": "2021-12-27", "l": [1, null], "m": {"_p": 1, "q": "y"}}
}
Body.
`,
}

// values lists all At fields of a document that are set: path, value and place.
func values(path string, doc document, lines *[]string) {
	valuesIn(path, doc.document(), reflect.ValueOf(doc).Elem(), lines)
}

func valuesIn(path string, doc *Document, v reflect.Value, lines *[]string) {
	switch {
	case v.Kind() == reflect.Struct && strings.HasPrefix(v.Type().Name(), "At["):
		if v.MethodByName("Set").Call(nil)[0].Bool() {
			*lines = append(*lines, fmt.Sprintf("%s=%v @%s", path, v.Field(0).Interface(), doc.Pos(v.FieldByName("Place").Interface().(Place))))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			switch f := v.Type().Field(i); {
			case f.Name == "Body":
			case f.Anonymous && f.Type.Kind() == reflect.Pointer:
				valuesIn(path, doc, v.Field(i).Elem(), lines)
			default:
				valuesIn(path+"."+f.Name, doc, v.Field(i), lines)
			}
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			valuesIn(fmt.Sprintf("%s[%d]", path, i), doc, v.Index(i), lines)
		}
	}
}

func TestArticle(t *testing.T) {
	want := []string{
		".Document.Slug=other", ".Document.Aliases[0]=/old/path/", ".Document.Draft=true",
		".Title=Two rockets", ".Date=2021-12-27", ".Source=Republic-World", ".Credits[0]=sputnik", ".Credits[1]=xinhua",
		".Author[0]=A. Author", ".URL=https://example.org/1", ".Archive=https://example.org/2",
		".Retrieved=2021-12-28", ".Updated=2021-12", ".Spoken.Lang=pt-BR", ".Incidents[0]=green-zone", ".Actors[0]=nato",
		".Tags[0]=rockets", ".Tags[1]=Zürich", ".Summary=One line.",
		".Accounts[0].Name=green-zone", ".Accounts[0].V[0].Name=rockets", ".Accounts[0].V[0].V.Value=2",
		".Accounts[0].V[1].Name=intercepted", ".Accounts[0].V[1].V.Value=1",
		".Accounts[0].V[1].V.Quote=in the air", ".Accounts[0].V[1].V.By=iraq",
		".Annotations[0].Quote=two rockets", ".Annotations[0].Prefix=days after ", ".Annotations[0].Suffix= fell",
		".Annotations[0].Kind=dispute", ".Annotations[0].Note=A *note*.", ".Annotations[0].Incident=green-zone",
		".Annotations[0].By=nato", ".Annotations[0].Via=xinhua", ".Annotations[0].Confidence=high",
		".Annotations[0].Date=2021-12-19?", ".Annotations[0].Sources[0]=a", ".Annotations[0].Sources[1]=https://example.org/A",
		".Corrections[0].Date=2022-01-03", ".Corrections[0].Note=Mended.",
	}
	for name, text := range articles {
		t.Run(name, func(t *testing.T) {
			a, problems := readArticle(t, text)
			wantLines(t, problems)
			var got []string
			values("", a, &got)
			lines := strings.Split(text, "\n")
			for i, line := range got {
				value, at, _ := strings.Cut(line, " @")
				got[i] = value
				checkPlace(t, lines, value, at)
			}
			wantLines(t, got, want...)
			params := fmt.Sprint(a.Params)
			if want := "map[b:true d:2021-12-27 f:1.5 l:[1 <nil>] m:map[q:y] n:1 s:x]"; strings.Replace(params, "1 2]", "1 <nil>]", 1) != want {
				t.Errorf("params: got %s", params)
			}
		})
	}
}

// checkPlace holds that a value, or its quotation mark, stands at its place.
func checkPlace(t *testing.T, lines []string, value, at string) {
	t.Helper()
	var line, col int
	if _, err := fmt.Sscanf(at, articlePath+":%d:%d", &line, &col); err != nil {
		t.Errorf("%s: place %q: %v", value, at, err)
		return
	}
	_, v, _ := strings.Cut(value, "=")
	v = strings.TrimSpace(v)
	rest := strings.TrimLeft(string([]rune(lines[line-1])[col-1:]), `"' `)
	switch v {
	case "true", "One line.", "pt-BR": // written otherwise
		return
	}
	if !strings.HasPrefix(strings.ToLower(rest), strings.ToLower(v)) {
		t.Errorf("%s: at %s stands %q", value, at, rest)
	}
}

// What authors call a key is answered with the key that they mean, in each kind of document
// and each mapping.
func TestWordsForKeys(t *testing.T) {
	_, problems := readSite(t, siteOf(map[string]string{
		sitePath:                 "---\ntitle: S\nlang: en\norder: desc\nmentions: none\n---\n",
		articlePath:              "---\ntitle: A\ndate: 2021\ntype: post\nannotations: [{quote: x, note: y, type: claim, speaker: a}]\n---\nx\n",
		"content/incidents/i.md": "---\ntitle: I\ndate: 2021\ntype: fire\nstart: 2020\nactors: [{actor: a, name: A}]\nstatus: unconfirmed\nsource: s\nlink: https://example.org/\n---\n",
		"content/actors/a.md":    "---\nname: A\nalso_known_as: B, C\ntype: person\noffice: Mayor\nroles: [{title: T, organisation: a, since: 2020, until: 2021}]\n---\n",
		"content/sources/s.md":   "---\nname: S\ntype: newspaper\n---\n",
	}), Options{})
	wantLines(t, problems,
		sitePath+`:3:1: warning: unknown key "lang"; did you mean "language"?`,
		sitePath+`:4:8: error: order: "desc" is none of newest, oldest; did you mean "newest"?`,
		sitePath+`:5:11: error: mentions: "none" is none of first, all, off; did you mean "off"?`,
		`content/actors/a.md:3:16: warning: also_known_as: "B, C" is taken as one; write [B, C], or put quotation marks around it`,
		`content/actors/a.md:4:1: warning: unknown key "type"; did you mean "kind"?`,
		`content/actors/a.md:5:1: warning: unknown key "office"; did you mean "roles"?`,
		`content/actors/a.md:6:20: warning: roles: unknown key "organisation"; did you mean "of"?`,
		`content/actors/a.md:6:37: warning: roles: unknown key "since"; did you mean "from"?`,
		`content/actors/a.md:6:50: warning: roles: unknown key "until"; did you mean "to"?`,
		articlePath+`:4:1: warning: key "type" means nothing here; remove it, or move it under params: for a template of your own`,
		articlePath+`:5:35: warning: annotations: unknown key "type"; did you mean "kind"?`,
		articlePath+`:5:48: warning: annotations: unknown key "speaker"; did you mean "by"?`,
		`content/incidents/i.md:4:1: warning: unknown key "type"; did you mean "kind"?`,
		`content/incidents/i.md:5:1: warning: unknown key "start"; did you mean "date"?`,
		`content/incidents/i.md:6:21: warning: actors: unknown key "name"; did you mean "actor"?`,
		`content/incidents/i.md:7:9: error: status: "unconfirmed" is none of reported, confirmed, disputed, denied, retracted; did you mean "reported"?`,
		`content/incidents/i.md:8:1: warning: key "source" belongs to articles; write it into one that reports the incident`,
		`content/incidents/i.md:9:1: warning: key "link" belongs to articles; write it into one that reports the incident`,
		`content/sources/s.md:3:1: warning: unknown key "type"; did you mean "kind"?`)
}

// Titles, names and summaries are shown as they are written.
func TestMarkdownInPlainTexts(t *testing.T) {
	_, problems := readSite(t, siteOf(map[string]string{
		sitePath:                 "---\nlanguages: [ar]\ntitle: The **story**\ndescription: See [[a]]\n---\n",
		articlePath:              "---\ntitle: The *Echo*, again\ndate: 2021\nsummary: By [A](https://example.org/)\nannotations: [{quote: x, note: '**y**'}]\n---\nx\n",
		"content/incidents/i.md": "---\ntitle: I<br>J\ndate: 2021\ntime: at **noon**\nsummary: 2 * 3 * 4, f*** and s***, [sic], [Reuters] (AP), [UN](NY), 1 < 2 > 0, a*b*c, s*t and f**k and f***, (*) (*), *\n---\n",
		"content/actors/a.md":    "---\nname: A\nsummary: '*Editor* of it'\n---\n",
		"content/sources/s.md":   "---\nname: <b>S</b>\n---\n",
		"content/pages/q.md":     "---\ntitle: H<sub class=n>2</sub>O\nsummary: '**10<sup>6</sup>**'\n---\n",
		"content/_index.ar.md":   "---\ntitle: ا\ndescription: これは**重要**です\n---\n",
		"content/actors/a.ar.md": "---\nname: ا\nsummary: '[[a]]'\n---\n",
		"content/pages/p.md":     "---\ntitle: Over 10<sup>6</sup>\nsummary: <a href=x>y</a>\n---\n",
		"content/pages/r.md":     "---\ntitle: R <!-- ask B -->\nsummary: |\n  A <!--\n  b --> and <!- c\n---\n",
	}), Options{})
	said := func(sign string) string {
		return ": is no Markdown, and readers see " + sign + " as it is; write the words alone"
	}
	wantLines(t, problems,
		"content/_index.ar.md:3:14: warning: description"+said("**重要**"),
		sitePath+":3:8: warning: title"+said("**story**"),
		sitePath+":4:14: warning: description"+said("[[a]]"),
		"content/actors/a.ar.md:3:10: warning: summary"+said("[[a]]"),
		"content/actors/a.md:3:10: warning: summary"+said("*Editor*"),
		articlePath+":2:8: warning: title"+said("*Echo*"),
		articlePath+":4:10: warning: summary"+said("[A](https://example.org/)"),
		"content/incidents/i.md:2:8: warning: title"+said("<br>"),
		"content/incidents/i.md:4:7: warning: time"+said("**noon**"),
		"content/pages/p.md:2:8: warning: title: is no Markdown, and readers see <sup> as it is; write it in signs of Unicode, as in 10⁶ and H₂O",
		"content/pages/p.md:3:10: warning: summary"+said("</a>"),
		"content/pages/q.md:2:8: warning: title: is no Markdown, and readers see </sub> as it is; write it in signs of Unicode, as in 10⁶ and H₂O",
		"content/pages/q.md:3:10: warning: summary"+said("**10<sup>6</sup>**"),
		"content/pages/r.md:2:8: warning: title: is no Markdown, and readers see the comment <!-- … --> as it is; leave it out, or write it under a key that begins with _",
		"content/pages/r.md:3:10: warning: summary: is no Markdown, and readers see the comment <!-- … --> as it is; leave it out, or write it under a key that begins with _",
		"content/sources/s.md:2:7: warning: name"+said("<b>"))
}

// An entity of HTML in a title would be shown as it is: only what stands for a character is one.
func TestEntitiesInPlainTexts(t *testing.T) {
	_, problems := readSite(t, siteOf(map[string]string{
		articlePath:              "---\ntitle: Q&amp;A, AT&T; and R&D\ndate: 2021\nsummary: 'He said &#8220;no&#x201D;'\nannotations: [{quote: x, note: y &amp; z}]\n---\nx\n",
		"content/incidents/i.md": "---\ntitle: I&nbsp;J\ndate: 2021\ntime: 5&nbspm; &foo; & &;\n---\n",
		"content/actors/a.md":    "---\nname: A&shy;B\n---\n",
	}), Options{})
	said := func(entity, sign string) string {
		return ": is no HTML, and readers see " + entity + " as it is; write " + sign
	}
	wantLines(t, problems,
		"content/actors/a.md:2:7: warning: name"+said("&shy;", "the character itself, or nothing"),
		articlePath+":2:8: warning: title"+said("&amp;", "&"),
		articlePath+":4:10: warning: summary"+said("&#8220;", "“"),
		"content/incidents/i.md:2:8: warning: title"+said("&nbsp;", "a space"))
}

// A name is no older address, and is written where names are.
func TestAliasesOfActors(t *testing.T) {
	_, problems := readSite(t, siteOf(map[string]string{
		"content/actors/a.md":  "---\nname: A\naliases: [The Boss, OTAN, الناتو, old]\n---\n",
		"content/actors/b.md":  "---\nname: B\naliases: [Two words, old/]\n---\n",
		"content/actors/c.md":  "---\nname: C\naliases: Old.html\n---\n",
		"content/sources/s.md": "---\nname: S\naliases: [The Boss]\n---\n",
	}), Options{})
	const said = " is taken for an older address of the page; write it under also_known_as where it is a name, or with a slash at its end"
	wantLines(t, problems,
		`content/actors/a.md:3:11: warning: aliases: "The Boss"`+said,
		`content/actors/a.md:3:21: warning: aliases: "OTAN"`+said,
		`content/actors/a.md:3:27: warning: aliases: "الناتو"`+said)
}

// A space too few takes a key out of the list above it.
func TestOutdentedKeys(t *testing.T) {
	_, problems := readArticle(t, "---\ntitle: A\ndate: 2021\nannotations:\n  - quote: x\n    kind: claim\n  - quote: x\nkind: claim\nnote: y\nkeywords: z\ntags:\n- a\nvia: b\nannotations_: x\n---\nx\n")
	wantLines(t, problems,
		"5:5: error: annotations: has no note; write note: …",
		"7:5: error: annotations: has no note; write note: …",
		`8:1: warning: unknown key "kind"; where it belongs to the last of annotations, above, write 4 spaces before it`,
		`9:1: warning: unknown key "note"; where it belongs to the last of annotations, above, write 4 spaces before it`,
		`10:1: warning: key "keywords" means nothing here; remove it, or move it under params: for a template of your own`,
		`13:1: warning: unknown key "via"; did you mean "credits"?`,
		`14:1: warning: unknown key "annotations_"; did you mean "annotations"?`)
	_, problems = readArticle(t, "---\ntitle: A\ndate: 2021\ncorrections: [{date: 2021, note: n}]\nnote: y\n---\nx\n")
	wantLines(t, problems, `5:1: warning: unknown key "note"; move it under params: for a template of your own, or write "_note" for a private note`)
}

// Without space before it, a key is none of the one above it.
func TestUnindentedKeys(t *testing.T) {
	_, problems := readArticle(t, "---\ntitle: A\ndate: 2021\naccounts:\nfire:\n  ships: 2\nflood: {ships: 3}\nsumary: s\nannotations:\nquote: x\nnote: y\nlat: 1\n---\nx\n")
	wantLines(t, problems,
		`5:1: warning: unknown key "fire"; where it belongs to accounts, above, write 2 spaces before it`,
		`7:1: warning: unknown key "flood"; where it belongs to accounts, above, write 2 spaces before it`,
		`8:1: warning: unknown key "sumary"; did you mean "summary"?`,
		`10:1: warning: unknown key "quote"; where it belongs to annotations, above, write 2 spaces before it`,
		`11:1: warning: unknown key "note"; where it belongs to annotations, above, write 2 spaces before it`,
		`12:1: warning: unknown key "lat"; move it under params: for a template of your own, or write "_lat" for a private note`)
	_, problems = readSite(t, siteOf(map[string]string{
		"content/incidents/a.md": "---\ntitle: A\ndate: 2021\nplace:\nname: B\nlat: 1\nlon: 2\n---\n",
		"content/incidents/b.md": "{\"title\": \"B\", \"date\": \"2021\", \"place\": null,\n\"name\": \"B\"}\n",
	}), Options{})
	wantLines(t, problems,
		`content/incidents/a.md:5:1: warning: unknown key "name"; where it belongs to place, above, write 2 spaces before it`,
		`content/incidents/a.md:6:1: warning: unknown key "lat"; where it belongs to place, above, write 2 spaces before it`,
		`content/incidents/a.md:7:1: warning: unknown key "lon"; where it belongs to place, above, write 2 spaces before it`,
		`content/incidents/b.md:2:1: warning: unknown key "name"; did you mean "title"?`)
}

func TestForeignKeys(t *testing.T) {
	const text = `---
Title: From elsewhere
publishDate: 2021-12-27 18:00:00 +0300
lastmod: 2021-12-28T10:00:00Z
categories: [a]
authors: [B]
description: D
publisher: reuters
original: https://example.org/
layout: post
weight: 3
menu: main
---
`
	a, problems := readArticle(t, text)
	wantLines(t, problems,
		`10:1: warning: key "layout" means nothing here; remove it, or move it under params: for a template of your own`,
		`11:1: warning: key "weight" means nothing here; remove it, or move it under params: for a template of your own`,
		`12:1: warning: key "menu" means nothing here; remove it, or move it under params: for a template of your own`)
	got := []string{
		a.Title.V, a.Date.V.String(), a.Updated.V.String(), a.Tags[0].V, a.Author[0].V, a.Summary.V, a.Source.V, a.URL.V,
	}
	wantLines(t, got, "From elsewhere", "2021-12-27T18:00:00+03:00", "2021-12-28T10:00:00Z", "a", "B", "D",
		"reuters", "https://example.org/")
}

func TestOtherKinds(t *testing.T) {
	set, problems := readSite(t, siteOf(map[string]string{
		sitePath: `---
title: Iraq, dated
base_url: https://example.org/iraq
language: en-gb
order: oldest
page_size: 50
mentions: off
fields: {rockets: Rockets, intercepted: Intercepted}
menu: [timeline, map]
---
Welcome.
`,
		"content/incidents/i.md": `---
title: Rockets
date: [2021-12-18, 2021-12-19]
time: before dawn
kind: attack
status: confirmed
place: {name: Green Zone, lat: 33.306, lon: 44.393, precision: area}
actors: [us-embassy, {actor: unknown, role: perpetrator}]
casualties: {killed: 0, injured: some}
established: {rockets: 2}
related: j
part_of: [k]
---
`,
		"content/incidents/j.md": "---\ntitle: J\ndate: 2021\nplace: Baghdad\n---\n",
		"content/incidents/k.md": "---\ntitle: K\ndate: {2020, 2021}\n---\n",
		"content/actors/a.md": `---
name: Qasim al-Araji
also_known_as: [Qassim, قاسم]
kind: person
roles:
  - {title: Adviser, of: iraq, from: 2020-07, to: ..}
  - Minister
relations: {kind: member-of, actor: badr, from: 1982}
same_as: https://www.wikidata.org/wiki/Q1
mention: off
---
`,
		"content/sources/s.md":   "---\nname: Reuters\nkind: agency\nurl: https://reuters.com\ncountry: UK\nowner: T\n---\n",
		"content/pages/about.md": "---\ntitle: About\n---\nText.\n",
	}), Options{})
	wantLines(t, problems, `content/actors/a.md:6:51: error: to: ".." is no date: `+dotsError(t))
	var got []string
	values("site", &set.Site, &got)
	values("i", set.Incidents[0], &got)
	values("j", set.Incidents[1], &got)
	values("k", set.Incidents[2], &got)
	values("a", set.Actors[0], &got)
	values("s", set.Sources[0], &got)
	values("p", set.Pages[0], &got)
	for i, line := range got {
		got[i] = strings.ReplaceAll(line, "content/", "")
	}
	wantLines(t, got,
		"site.Document.Slug= @_index.md",
		"site.Title=Iraq, dated @_index.md:2:8",
		"site.BaseURL=https://example.org/iraq/ @_index.md:3:11",
		"site.Language=en-GB @_index.md:4:11", "site.Order=oldest @_index.md:5:8", "site.PageSize=50 @_index.md:6:12",
		"site.Mentions=off @_index.md:7:11",
		"site.Fields[0].Name=rockets @_index.md:8:10", "site.Fields[0].V=Rockets @_index.md:8:19",
		"site.Fields[1].Name=intercepted @_index.md:8:28", "site.Fields[1].V=Intercepted @_index.md:8:41",
		"site.Menu[0]=timeline @_index.md:9:8", "site.Menu[1]=map @_index.md:9:18",
		"i.Document.Slug=i @incidents/i.md", "i.Title=Rockets @incidents/i.md:2:8",
		"i.Date=[2021-12-18,2021-12-19] @incidents/i.md:3:7", "i.Time=before dawn @incidents/i.md:4:7",
		"i.Kind=attack @incidents/i.md:5:7", "i.Status=confirmed @incidents/i.md:6:9",
		"i.Place.Name=Green Zone @incidents/i.md:7:15", "i.Place.Lat=33.306 @incidents/i.md:7:32",
		"i.Place.Lon=44.393 @incidents/i.md:7:45", "i.Place.Precision=area @incidents/i.md:7:64",
		"i.Actors[0].Actor=us-embassy @incidents/i.md:8:10", "i.Actors[1].Actor=unknown @incidents/i.md:8:30",
		"i.Actors[1].Role=perpetrator @incidents/i.md:8:45",
		"i.Casualties.Killed=0 @incidents/i.md:9:22", "i.Casualties.Injured=some @incidents/i.md:9:34",
		"i.Established[0].Name=rockets @incidents/i.md:10:15", "i.Established[0].V=2 @incidents/i.md:10:24",
		"i.Related[0]=j @incidents/i.md:11:10", "i.PartOf[0]=k @incidents/i.md:12:11",
		"j.Document.Slug=j @incidents/j.md", "j.Title=J @incidents/j.md:2:8", "j.Date=2021 @incidents/j.md:3:7",
		"j.Place.Name=Baghdad @incidents/j.md:4:8",
		"k.Document.Slug=k @incidents/k.md", "k.Title=K @incidents/k.md:2:8", "k.Date={2020,2021} @incidents/k.md:3:7",
		"a.Document.Slug=a @actors/a.md", "a.Name=Qasim al-Araji @actors/a.md:2:7",
		"a.Names[0]=Qassim @actors/a.md:3:17", "a.Names[1]=قاسم @actors/a.md:3:25", "a.Kind=person @actors/a.md:4:7",
		"a.Roles[0].Title=Adviser @actors/a.md:6:13", "a.Roles[0].Of=iraq @actors/a.md:6:26",
		"a.Roles[0].From=2020-07 @actors/a.md:6:38", "a.Roles[0].To= @actors/a.md:6:51",
		"a.Roles[1].Title=Minister @actors/a.md:7:5",
		"a.Relations[0].Kind=member-of @actors/a.md:8:19", "a.Relations[0].Actor=badr @actors/a.md:8:37",
		"a.Relations[0].From=1982 @actors/a.md:8:49", "a.SameAs[0]=https://www.wikidata.org/wiki/Q1 @actors/a.md:9:10",
		"a.Mention=off @actors/a.md:10:10",
		"s.Document.Slug=s @sources/s.md", "s.Name=Reuters @sources/s.md:2:7", "s.Kind=agency @sources/s.md:3:7",
		"s.URL=https://reuters.com @sources/s.md:4:6", "s.Country=UK @sources/s.md:5:10", "s.Owner=T @sources/s.md:6:8",
		"p.Document.Slug=about @pages/about.md", "p.Title=About @pages/about.md:2:8")
	if set.Files != 7 || set.Site.Body.Empty() {
		t.Errorf("got %d files, introduction empty: %v", set.Files, set.Site.Body.Empty())
	}
}

// dotsError is what the edtf package says of "..", which is no date alone.
func dotsError(t *testing.T) string {
	_, err := edtf.Parse("..")
	var wrong *edtf.ParseError
	if !errors.As(err, &wrong) {
		t.Fatalf(`edtf.Parse("..") gave %v`, err)
	}
	return wrong.Text
}
