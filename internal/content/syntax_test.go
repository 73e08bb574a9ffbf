package content

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// dump writes a node with the places of its keys and values.
func dump(b *strings.Builder, n *node) {
	fmt.Fprintf(b, "%d:%d ", n.place.line, n.place.col)
	switch n.kind {
	case listNode:
		b.WriteString("[")
		for i := range n.items {
			dump(b, &n.items[i])
		}
		b.WriteString("] ")
	case mapNode:
		b.WriteString("{")
		for i := range n.entries {
			e := &n.entries[i]
			fmt.Fprintf(b, "%s@%d:%d=", e.key, e.place.line, e.place.col)
			dump(b, &e.value)
		}
		b.WriteString("} ")
	default:
		fmt.Fprintf(b, "%c%q ", "-snbd"[n.kind], n.text)
	}
}

// TestTree checks the neutral tree and every place in it, for each syntax.
func TestTree(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"YAML": {`---
title: "Ä: b" # comment
_note: private
tags: [ä, 'b', 3]
place: {name: x, lat: 1.5, _x: y}
أ: ب
list:
  - actor: a
    _role: b
  - c
draft: true
none:
date: 2021-12-27
---
`, `2:1 {title@2:1=2:8 s"Ä: b" tags@4:1=4:7 [4:8 s"ä" 4:11 s"b" 4:16 n"3" ] ` +
			`place@5:1=5:8 {name@5:9=5:15 s"x" lat@5:18=5:23 n"1.5" } أ@6:1=6:4 s"ب" ` +
			`list@7:1=8:3 [8:5 {actor@8:5=8:12 s"a" } 10:5 s"c" ] draft@11:1=11:8 b"true" ` +
			`none@12:1=12:6 -"" date@13:1=13:7 d"2021-12-27" } `},
		"TOML": {`+++
title = "Ä: b" # comment
_note = "private"
tags = ['ä', "b", # c
  3, [ [], {} ], 4]
draft = true
date = 2021-12-27
when = 2021-12-27 18:00:00
big = 1_000
place = {name = "x", "ä b".c = 1.5, _x = 1}
place2.name = "y"
place2._x = "y"
[params]
a.b = 1
[[list]]
actor = "a"
[list.sub]
k = '''
z'''
[[list]]
actor = "b"
[_private]
x = 1
+++
`, `2:1 {title@2:1=2:9 s"Ä: b" tags@4:1=4:8 [4:9 s"ä" 4:14 s"b" 5:3 n"3" 5:6 [5:8 [] 5:12 {} ] 5:18 n"4" ] ` +
			`draft@6:1=6:9 b"true" date@7:1=7:8 d"2021-12-27" when@8:1=8:8 d"2021-12-27 18:00:00" big@9:1=9:7 n"1000" ` +
			`place@10:1=10:9 {name@10:10=10:17 s"x" ä b@10:22=10:22 {c@10:28=10:32 n"1.5" } } ` +
			`place2@11:1=11:1 {name@11:8=11:15 s"y" } ` +
			`params@13:2=13:2 {a@14:1=14:1 {b@14:3=14:7 n"1" } } ` +
			`list@15:3=15:3 [15:3 {actor@16:1=16:9 s"a" sub@17:7=17:7 {k@18:1=18:5 s"z" } } 20:3 {actor@21:1=21:9 s"b" } ] } `},
		"JSON": {`{
  "title": "Ä: b", "_note": "private",
  "tags": ["ä", "b", 3, [], {}],
  "place" : {"name": "x", "_x": {}, "lat": 1.5}, "أ": "ب", "draft": true,
  "none": null
}
`, `1:1 {title@2:3=2:12 s"Ä: b" tags@3:3=3:11 [3:12 s"ä" 3:17 s"b" 3:22 n"3" 3:25 [] 3:29 {} ] ` +
			`place@4:3=4:13 {name@4:14=4:22 s"x" lat@4:37=4:44 n"1.5" } أ@4:50=4:55 s"ب" draft@4:60=4:69 b"true" ` +
			`none@5:3=5:11 -"" } `},
	} {
		t.Run(name, func(t *testing.T) {
			n, problem := new(room).parse([]byte(test.text))
			if problem != nil {
				t.Fatal(problem.place, problem)
			}
			var got strings.Builder
			dump(&got, &n)
			want := strings.ReplaceAll(test.want, "[]", "[] ")
			want = strings.ReplaceAll(strings.ReplaceAll(want, "[]  ", "[] "), "{} ", "{} ")
			if got.String() != want {
				t.Errorf("got  %s\nwant %s", got.String(), want)
			}
		})
	}
}

// TestYAMLAfterAnother reads each file after each other one in the same room.
func TestYAMLAfterAnother(t *testing.T) {
	files := []string{
		"title: x\ntags: [a, b]\n",
		"a: &a {b: 1}\nc: *a\n",
		"c: *a\n",
		"title: x # so far\n# the rest is missing\n",
		"summary: |+\n  kept\n\n\n",
		"summary: >-\n  folded\n  text",
		"a: 1\n...\n--- end\n",
		"a: 1\n--- end\n...\n...\n",
		"a: 1\n}\n",
		"\"a\"\nb: 1\n",
		"%YAML 1.1\n---\na: 1\n",
		"%TAG ! tag:example.org,2000:\n",
		"a: 'open\n",
		"a: [1, 2\n",
		"a: \"x\u2028y\"\nb: [\u00851]\n",
		"\n\n",
		"null\n",
		"- a\n- b",
		"? [a]\n: b\n",
		"",
	}
	for i, first := range files {
		for k, second := range files {
			var used room
			for _, front := range []string{first, second, first} {
				got, problem := used.parseYAML([]byte(front), 7)
				want, wantProblem := parseAlone([]byte(front), 7)
				if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(problem, wantProblem) {
					t.Errorf("%d, %d: %q:\ngot  %v, %v\nwant %v, %v", i, k, front, got, problem, want, wantProblem)
				}
			}
		}
	}
}

func parseAlone(front []byte, line int) (node, *syntaxError) {
	doc, problem := decodeYAML(front, line)
	if doc == nil {
		return node{place: placeAt(line, 1)}, problem
	}
	return new(room).convertYAML(doc, yamlConverter{line: line, starts: oddLines(front, line), cursor: newCursor(front, line)})
}

func TestSyntaxErrors(t *testing.T) {
	const (
		mustQuote = "a value that begins with one of @ ` % & * must be quoted"
		tab       = "YAML indents with spaces only; write spaces in place of this tab"
		fits      = "this line fits nothing before it; check its indentation"
		quotes    = `text follows the closing quotation mark; write \" for a quotation mark within double ones, '' within single ones`
		broken    = `the list that opens here is broken; write it as [one, two], closed with "]"`
		question  = `"?" ends a text within [ ] and { }; quote the text that holds it: "…?"`
		closes    = "the quotation mark that opens here is never closed; close it"
		noValue   = `this is a key without value; write "key: value", with a space after the colon`
	)
	for _, test := range []struct{ text, want string }{
		{"---\ntitle: a: b\n---\n", `2:8 a value that holds ": " must be quoted; write title: "…"`},
		{"---\nä: x\n  ö: é: b\n---\n", `3:6 a value that holds ": " must be quoted; write ö: "…"`},
		{"---\ntitle: x\n  tags: b\n---\n", "3:3 a key stands where a value is expected; check the indentation, and quote values that hold a colon"},
		{"---\ntitle: x\nsummary: \"abc\ndate: 2021\n---\n", "3:10 " + closes},
		{"---\ntitle: \"é\ndate: 2021\nsummary: \"abc\"\n---\n", "2:8 " + closes},
		{"---\ntitle: x\nannotations:\n  - quote: 'é\n    note: 'abc'\n---\n", "4:12 " + closes},
		{"---\ntags:\n  - \"é\n  - \"abc\"\n---\n", "3:5 " + closes},
		{"---\ntitle: \"é\n  goes on\" here\nsummary: \"abc\"\n---\n", "2:8 " + quotes},
		{"---\nnotes:\n  – quote: é\n    note: b\n---\n", `3:3 "–" begins no list here; write "- " in its place`},
		{"---\nsummary: |\n  – é\nnote: b: c\n---\n", `4:7 a value that holds ": " must be quoted; write note: "…"`},
		{"---\ntags:\n  * é\n  * b\n---\n", `3:3 "*" begins no list here; write "- " in its place`},
		{"---\ntitle: x\nsummary: \"abc\" def\ndate: 2021\n---\n", `3:10 text follows the closing quotation mark; write '"abc" def'`},
		{"---\nsummary: \"It's \"no\"\"\n---\n", "2:10 " + quotes},
		{"---\nb: 'it's'\n---\n", `2:4 text follows the closing quotation mark; write "it's"`},
		{"---\na:\n  - b: \"He said \"no\" to us\"\n---\n", `3:8 text follows the closing quotation mark; write 'He said "no" to us'`},
		{"---\na: \"no\",\n---\n", `2:4 text follows the closing quotation mark; write "no"`},
		{"---\na: 'no' ;\n---\n", `2:4 text follows the closing quotation mark; write 'no'`},
		{"---\na: \"no\" he said \"yes\"\n---\n", `2:4 text follows the closing quotation mark; write '"no" he said "yes"'`},
		{"---\ntitle: x\ntags: [a, b\ndate: 2021\n---\n", "3:7 " + broken},
		{"---\ntitle: x\ntags: {a: b\ndate: 2021\n---\n", `3:7 the mapping that opens here is broken; write it as {key: value}, closed with "}"`},
		{"---\nn: {date: 2021, note: Who says so?}\n---\n", "2:34 " + question},
		{"---\nn:\n  - {é: \"?, é\", note: 'It''s?',\n     b: [c, Why? Because]}\n---\n", "4:16 " + question},
		{"---\ntags: [a, b\ntitle: Why?\n---\n", "2:7 " + broken},
		{"---\ntitle: x\n\ttags: b\n---\n", "3:1 " + tab},
		{"---\ntags:\n  \t- b\n---\n", "3:3 " + tab},
		{"---\ntitle: x\ntags:\n  - b\n - c\n---\n", "5:2 " + fits},
		{"---\ntitle: @x\n---\n", "2:8 " + mustQuote},
		{"---\ntitle: `x`\n---\n", "2:8 " + mustQuote},
		{"---\ntitle: *x news\n---\n", "2:8 " + mustQuote},
		{"---\ntitle: *x*\n---\n", "2:8 " + mustQuote},
		{"---\ntitle: *x # y\n---\n", "2:8 no anchor &x stands before this; write it there, or quote *x where it is a text"},
		{"---\nupdated: *r\nretrieved: &r 2021-01-01\n---\n", "2:10 no anchor &r stands before this; write it there, or quote *r where it is a text"},
		{"---\né:\n  - [é, *r, x]\nr: &r x\n---\n", "3:9 no anchor &r stands before this; write it there, or quote *r where it is a text"},
		{"---\ntitle: x\nfoo\nbar: 1\n---\n", "3:1 " + noValue},
		{"---\ntitle: x\nfoo:bar\n---\n", "3:5 a space is missing after the colon; write foo: bar"},
		{"---\ntitle: a\u0001b\n---\n", "2:9 has the control character U+0001 here; remove it"},
		{"---\na:\n  - b: 1\n    c: 2\n    b: 3\n---\n", `5:5 key "b" is written twice; it stands in line 3 already; where it is of the next of several, begin each of them with - and a space`},
		{"---\na: {b: 1,\n    b: 3}\n---\n", `3:5 key "b" is written twice; it stands in line 2 already`},
		{"---\ntitle: \"a\\qb\"\n---\n", "2:8 a backslash in double quotation marks must be written twice; write single quotation marks instead"},
		{"---\nx: - y\n---\n", `2:4 a list with "- " begins on a line of its own; quote the value where it is a text`},
		{"---\ntitle: a\nb: c\ntitle: b\n---\n", `4:1 key "title" is written twice; it stands in line 2 already`},
		{"---\n? [a]\n: b\n---\n", "2:3 a key must be a word; quote it where it begins with a bracket"},
		{"---\ntitle: a\n--- \nb: c\n---\n", ""}, // the third line closes; what follows is text
		{"---\ntitle: a\n--- # x\nb: c\n---\n", "3:1 a second YAML document begins here; front matter is one only"},
		{"---\na: &a [*a, *a]\n---\n", "2:4 lists and mappings nest more than 100 deep here; write fewer levels"},
		{"---\nx: " + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "\n---\n", "2:104 lists and mappings nest more than 100 deep here; write fewer levels"},
		{bomb(), "2:22 aliases stand for more than 10000 values; write them out, or leave some out"},
		{"---\na: {<<: [1]}\n---\n", `2:10 "<<" wants mappings, has "1"`},
		{"---\na: {<<: 1}\n---\n", `2:9 "<<" wants a mapping or a list of mappings, has "1"`},
		{"---\ntitle: !Kung people, displaced\n---\n", `2:8 !Kung is a tag to YAML, and no part of the text; write the value in quotation marks: "!Kung …"`},
		{"---\ntags: [a, !b c]\n---\n", `2:11 !b is a tag to YAML, and no part of the text; write the value in quotation marks: "!b …"`},
		{"---\ntitle: !!Wow it\n---\n", `2:8 !!Wow is a tag to YAML, and no part of the text; write the value in quotation marks: "!!Wow …"`},
		{"---\né: é\ntitle: ! Warning\n---\n", `3:8 ! is a tag to YAML, and no part of the text; write the value in quotation marks: "! …"`},
		{"---\n!x a: b\n---\n", `2:1 !x is a tag to YAML, and no part of the text; write the value in quotation marks: "!x …"`},
		{"---\na: !!str 2021\nb: !!map {c: d}\ne: \"!x\"\nf: a ! b\ng: |\n  ! a\nh:\n---\n", ""},
		{"---\nsummary: [é](x) and\ntags: x\n---\n", "2:10 text follows the closing bracket; put quotation marks around the whole value"},
		{"---\nsummary: {é: [b]} here\n---\n", "2:10 text follows the closing bracket; put quotation marks around the whole value"},
		{"---\ntags: [é, \"]\", b]]\n---\n", "2:18 this bracket closes nothing; remove it"},
		{"---\na: {b: c} }\n---\n", "2:11 this bracket closes nothing; remove it"},
		{"---\na:\n  - b\n  - [é](x) and\n---\n", "4:5 text follows the closing bracket; put quotation marks around the whole value"},
		{"---\na:\n  - - 'é' and\n---\n", `3:7 text follows the closing quotation mark; write "'é' and"`},
		{"---\na:\n  - @é\n---\n", "3:5 " + mustQuote},
		{"---\nsummary: | é\n---\n", `2:10 the text of a value with "|" begins on the next line, indented; move it there, or leave out the "|"`},
		{"---\na:\n  note: >é\n    x\n---\n", `3:9 the text of a value with ">" begins on the next line, indented; move it there, or leave out the ">"`},
		{"---\ntitle: A\ndate： 2021\n---\n", "3:5 the colon of YAML is the narrow one, with a space behind it; write date: 2021"},
		{"---\ntitle:A\ndate: 2021\n---\n", "2:7 a space is missing after the colon; write title: A"},
		{"---\na:\n-\tb\n---\n", "3:2 YAML indents with spaces only; write spaces in place of this tab"},
		{"---\na:\n  - b: c\n  -\tb: c\n---\n", "4:4 YAML indents with spaces only; write spaces in place of this tab"},
		{"---\na: b\ntitle:\u00a0A\ndate: 2021\n---\n", "3:7 the space after the colon is not a plain one; write title: A"},
		{"---\na: b\ntitle:A\ndate: 2021\n---\n", "3:7 a space is missing after the colon; write title: A"},
		{"---\na: b\ntitle:A b\n---\n", "3:7 a space is missing after the colon; write title: A b"},
		{"---\na:\n  - b:c\n    d: e\n---\n", "3:7 a space is missing after the colon; write b: c"},
		{"---\na:\n  https://x\n  b: c\n---\n", "4:3 a key stands where a value is expected; check the indentation, and quote values that hold a colon"},
		{"---\né: {ï: {sum: 1,000, b}}\n---\n", `2:16 a comma ends the value before this; write "1,000" in quotation marks, or the number without a comma`},
		{"---\na: {sum: 1,000,000}\n---\n", `2:12 a comma ends the value before this; write "1,000,000" in quotation marks, or the number without a comma`},
		{"---\na:\n  b: {killed: about 1,200 }\n---\n", `3:23 a comma ends the value before this; write "about 1,200" in quotation marks`},
		{"---\na: {note: Yes, he did, by: x}\n---\n", `2:16 a comma ends the value before this; write "Yes, he did" in quotation marks`},
		{"---\na: {b, c: d}\n---\n", `2:5 "b" has no value; write {b: …}`},
		{"---\na: {b: [c], 'd'}\n---\n", `2:13 "d" has no value; write {d: …}`},
		{"---\na: {\u2028b: c, d}\n---\n", `2:12 a comma ends the value before this; write "c, d" in quotation marks`},
		{"---\na: {b: , c:, 'd':,\n  e: null, f: ~, g:\n  }\nh:\n---\n", ""},

		{"---\na: b\ntags: [a,,b]\n---\n", "3:7 a value is missing in the list or mapping that opens here; write one, or take a comma off"},
		{"+++\ntitle = x\n+++\n", "2:9 TOML: no value can begin like this; write texts in quotation marks"},
		{"+++\na = 'é' x\n+++\n", "2:9 TOML: expected newline but got U+0078 'x'"},
		{"+++\na = \"x\"\na = \"y\"\n+++\n", "3:1 TOML: key a is already defined"},
		{"+++\nأب = \"y\"\n+++\n", "2:1 TOML: no key can begin like this; write keys in quotation marks unless they are plain a-z, 0-9, - and _"},
		{"+++\n[a]\nb = 1\n[a]\nc = 1\n+++\n", "4:2 TOML: table a already exists"},
		{"+++\nd = 2021-13-45\n+++\n", "2:10 TOML: impossible date"},
		{"+++\n" + strings.Repeat("[a]\n", 20_001) + "+++\n", "20002:1 TOML: has more than 20000 keys and tables; write fewer"},
		{"+++\n" + strings.Repeat("\ta = \"[\"\n", 20_001) + "+++\n", "20002:4 TOML: has more than 20000 keys and tables; write fewer"},
		{"+++\nx = " + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "\n+++\n", "2:106 lists and mappings nest more than 100 deep here; write fewer levels"},
		{"+++\nx" + strings.Repeat(".x", 200) + " = 1\n+++\n", "2:201 lists and mappings nest more than 100 deep here; write fewer levels"},

		{"{\"a\": 1,\n}\nbody", `1:8 JSON: no comma stands before a "}"; take this one off`},
		{"{\"a\": [1, 2,]}\n", `1:12 JSON: no comma stands before a "]"; take this one off`},
		{"{\"a\": 1\n\"b\": 2}\n", "1:7 JSON: a comma is missing after this"},
		{"{\"a\": 1,, \"b\": 2}\n", "1:9 JSON: one comma is enough; take this one off"},
		{"{\"a\": \"b,\nc\"}\n", `1:10 JSON: a text ends in the line in which it begins; write \n where it breaks`},
		{"{\"a\": \"b,\tc\"}\n", `1:10 JSON: the control character U+0009 cannot stand in a text; write \u0009 for it`},
		{"{\"a\": \"b\\'c\"}\n", `1:9 JSON: a backslash in a text is written \\; write that, or take this one off`},
		{"{\"a\": \"b \"c\" d\"}\n", `1:10 JSON: a text ends at this quotation mark; write \" where one belongs to the text`},
		{"{\"a\": [\"b \"é\"\"]}\n", `1:11 JSON: a text ends at this quotation mark; write \" where one belongs to the text`},
		{"{\"a\": 1, // b\n\"c\": 2}\n", "1:10 JSON has no comments; take this one off"},
		{"{\"a\": 1 /* b */}\n", "1:9 JSON has no comments; take this one off"},
		{"{\n# b\n\"c\": 2}\n", "2:1 JSON has no comments; take this one off"},
		{"{\"a\": “b”}\n", "1:7 JSON: keys and texts stand in double quotation marks; put them around this"},
		{"{\"a\": [b, c]}\n", "1:8 JSON: keys and texts stand in double quotation marks; put them around this"},
		{"{\"a\": [\"b\": 1]}\n", "1:11 JSON: invalid character ':' after array element"},
		{"{\"a\": 01}\n", "1:8 JSON: invalid character '1' after object key:value pair"},
		{"{\"a\": 'x'}\n", "1:7 JSON: keys and texts stand in double quotation marks; put them around this"},
		{"{\"a\": [\"é\", ], \"b\": 1}\nbody", `1:11 JSON: no comma stands before a "]"; take this one off`},
		{"{\"a\": [\",\"}}\nbody", `1:11 JSON: a list is open here; write a "]" before this`},
		{"{\"a\": [{\"b\": 1]}\nbody", `1:15 JSON: a mapping is open here; write a "}" before this`},
		{"{\"a\": 1, \"ä\": 2, \"a\": 2}\n", `1:18 key "a" is written twice; it stands in line 1 already`},
		{"{\"a\": tru}\n", "1:10 JSON: invalid character '}' in literal true (expecting 'e')"},
		{"{a: 1}\n", "1:2 JSON: keys and texts stand in double quotation marks; put them around this"},
		{"---json\n{\"a\": 1}\nx\n---\n", `3:1 JSON: text follows the "}" that ends the front matter; remove it`},
		{"---json\n{\"é\": [1,\n 2 3]}\n---\n", "3:2 JSON: a comma is missing after this"},
		{"---json\n{\"a\": 1\n---\n", `2:1 the JSON front matter is never closed; write a "}" after its last value`},
		{"{\"x\": " + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "}\n", "1:107 lists and mappings nest more than 100 deep here; write fewer levels"},
	} {
		_, problem := new(room).parse([]byte(test.text))
		got := ""
		if problem != nil {
			got = fmt.Sprintf("%d:%d %s", problem.place.line, problem.place.col, problem.text)
		}
		if got != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.text, got, test.want)
		}
	}
}

// bomb is a YAML file whose aliases unfold into ten to the ninth values.
func bomb() string {
	text := "---\n"
	for i := range 9 {
		item := "1"
		if i > 0 {
			item = fmt.Sprintf("*a%d", i-1)
		}
		text += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(item+",", 10), ","))
	}
	return text + "---\n"
}

func TestYAMLMerge(t *testing.T) {
	const text = "---\nbase: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\none: {<<: *b, x: 5}\ntwo: {x: 6, <<: [*b, *o]}\n---\n"
	n, problem := new(room).parse([]byte(text))
	if problem != nil {
		t.Fatal(problem)
	}
	var got strings.Builder
	dump(&got, &n.entries[2].value)
	dump(&got, &n.entries[3].value)
	want := `4:6 {x@4:15=4:18 n"5" y@2:17=2:20 n"2" } 5:6 {x@5:7=5:10 n"6" y@2:17=2:20 n"2" z@3:18=3:21 n"4" } `
	if got.String() != want {
		t.Errorf("got  %s\nwant %s", got.String(), want)
	}
}

// YAML 1.1 ends lines where editors do not; places follow the editors.
func TestYAMLOddLines(t *testing.T) {
	n, problem := new(room).parse([]byte("---\ntitle: \"a\u2028b\"\ntags: x\n---\n"))
	if problem != nil {
		t.Fatal(problem)
	}
	if at := n.entries[1].value.place; at != (Place{3, 7}) {
		t.Errorf("got %v, want 3:7", at)
	}
}
