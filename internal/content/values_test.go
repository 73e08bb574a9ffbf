package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestProblems has one front matter a line: what is written beside a good
// title and date, and what is said of it.
func TestProblems(t *testing.T) {
	const noURL = ` is no web address; write it in full, as in "https://example.org/page"`
	const ofIncident = `write it into the incident that the article reports, and what the article itself states under "accounts"`
	const noTag = ` is no BCP 47 language tag; write one such as "en", "ar" or "pt-BR"`
	for _, test := range []struct{ yaml, want string }{
		{"tags: {a: b}", "4:7: error: tags: wants a list of words, has a mapping"},
		{"tags: [a, {b: c}, [d]]", "4:11: error: tags: wants a list of words, has a mapping in it\n" +
			"4:19: error: tags: wants a list of words, has a list in it"},
		{"tags: [a, b]", ""},
		{"tags: a", ""},
		{"tags: a, b", `4:7: warning: tags: "a, b" is taken as one; write [a, b], or put quotation marks around it`},
		{"tags: 'a, b'", ""},
		{"tags: 地震、津波", `4:7: warning: tags: "地震、津波" is taken as one; write [地震, 津波], or put quotation marks around it`},
		{"tags: [地震、津波]", `4:8: warning: tags: "地震、津波" is taken as one; write [地震, 津波], or put quotation marks around it`},
		{"tags: ['地震、津波']", ""},
		{"annotations: [{quote: q, note: n, kind: context, sources: [https://ja.wikipedia.org/wiki/地震、津波]}]", ""},
		{"tags: أمن، عراق", `4:7: warning: tags: "أمن، عراق" is taken as one; write [أمن, عراق], or put quotation marks around it`},
		{"tags: #oil", "4:6: warning: tags: #oil is a comment for YAML, and left out; put quotation marks around the whole value, or a space after the #"},
		{"tags: [a #b\n, c] #d", "4:8: warning: tags: #b is a comment for YAML, and left out; put quotation marks around the whole value, or a space after the #"},
		{"summary: Flight #MH17 is lost", "4:10: warning: summary: #MH17 is lost is a comment for YAML, and left out; put quotation marks around the whole value, or a space after the #"},
		{"source: ap #wire\nurl: https://example.org/ #here\narchive: #none\nlang: en #of course\nincidents: [a #b\n]\naccounts: #none", ""},
		{"accounts:\n  a: {rockets: 2 #said\n  , b: two #said\n  }", "6:8: warning: b: #said is a comment for YAML, and left out; put quotation marks around the whole value, or a space after the #"},
		{"summary: C#, 'x' # of\ntags: #\nauthor: 'A' #B\nurl: https://example.org/#x", ""},
		{"tags: [1, 000]", ""},
		{"tags: [" + strings.Repeat("a, ", 99) + "b]", ""},
		{"tags: [" + strings.Repeat("a, ", 100) + "b, c]", "4:308: error: tags: wants at most 100, has 102; keep those that readers look for"},
		{"tags:\n  - a, b", ""},
		{"tags:\n  -a\n  -b", `5:3: warning: tags: "-a -b" is taken as one; write [a, b], or put quotation marks around it`},
		{"tags:\n  – a\n  – b", `5:3: warning: tags: "– a – b" is taken as one; write [a, b], or put quotation marks around it`},
		{"tags: -a", `4:7: warning: tags: "-a" is taken as one; write [a], or put quotation marks around it`},
		{"incidents: a-1, b , c", `4:12: error: incidents: "a-1, b , c" is taken as one; write [a-1, b, c]`},
		{"author: Doe, Jane", ""},
		{"tags: a b", ""},
		{"categories: a b\nlayout: post", `4:13: warning: tags: "a b" is taken as one; write [a, b], or put quotation marks around it` + "\n" +
			`5:1: warning: key "layout" means nothing here; remove it, or move it under params: for a template of your own`},
		{"tags: 'a b'\nLayout: post", `5:1: warning: key "Layout" means nothing here; remove it, or move it under params: for a template of your own`},
		{"name: A", `4:1: warning: unknown key "name"; did you mean "title"?`},
		{"tags:", ""},
		{"summary: " + strings.Repeat("ä", 10_000), ""},
		{"summary: " + strings.Repeat("ä", 10_001), "4:10: error: summary: wants at most 10000 characters, has 10001; write the rest into the text"},
		{"author: [A, " + strings.Repeat("b ", 501) + "]", "4:13: error: author: wants at most 1000 characters, has 1001; shorten it"},
		{"accounts: {a: {time: " + strings.Repeat("a", 1001) + "}}", "4:22: error: time: wants at most 1000 characters, has 1001; shorten it"},
		{"accounts: {a: {" + strings.Repeat("a", 1001) + ": 2}}", "4:16: error: a: wants at most 1000 characters, has 1001; shorten it"},
		{"accounts: {a: {time: {value: 2, quote: " + strings.Repeat("a", 10_001) + "}}}", "4:40: error: quote: wants at most 10000 characters, has 10001; quote less"},
		{"annotations: [{quote: a, note: " + strings.Repeat("ä", 10_001) + "}]", "4:32: error: note: wants at most 10000 characters, has 10001; write the rest on a page of its own, and link that"},
		{"summary: [a]", "4:10: error: summary: wants one value, has a list"},
		{"summary: ~", ""},
		{`summary: "a\0b"`, "4:10: error: summary: has the control character U+0000; remove it"},
		{"annotations: [{quote: a, note: b, kind: Statement}]", `4:41: error: kind: "Statement" is none of context, claim, correction, dispute, verification, question; did you mean "claim"?`},
		{"draft: maybe", `4:8: error: draft: wants true or false, has "maybe"`},
		{"draft: [true]", `4:8: error: draft: wants true or false, has a list`},
		{"url: www.example.org", `4:6: error: url: "www.example.org"` + noURL},
		{"url: https://example.org/" + strings.Repeat("a", 1980), ""},
		{"url: https://example.org/" + strings.Repeat("a", 1981), "4:6: error: url: wants at most 2000 characters, has 2001; leave out the parts that it works without, or link it in the text"},
		{"url: ftp://example.org", `4:6: error: url: "ftp://example.org"` + noURL},
		{"url: javascript:alert(1)", `4:6: error: url: "javascript:alert(1)"` + noURL},
		{"url: https://a b.org/", `4:6: error: url: "https://a b.org/"` + noURL},
		{"url: https://u:p@x.org/a?b=@", "4: error: url: has a password in it, or a user name; write https://x.org/a?b=@"},
		{"url: https://x.org/@u:p", ""},
		{"annotations: {quote: q, note: n, sources: ['https://u@x.org/']}", "4: error: sources: has a password in it, or a user name; write https://x.org/"},
		{"url: http:///x", `4:6: error: url: "http:///x"` + noURL},
		{`url: ""`, ""},
		{"annotations: [{quote: a, note: b, sources: [www.example.org, example.org/a, a-slug, articles/a, ../a.md, https://example.org/]}]", `4:45: error: sources: "www.example.org"` + noURL + "\n" + `4:62: error: sources: "example.org/a"` + noURL},
		{"archive: HTTPS://Example.org/é", ""},
		{"url: https://example.org/1\narchive: https://example.org/2", ""},
		{"url: https://example.org/1\narchive: https://example.org/1/", "5:10: warning: archive: is the address of the original, as url: is; write that of an archived copy, or leave it out"},
		{"updated: ۱۴۰۰/۱۰/۰۶", `4:10: error: updated: "۱۴۰۰/۱۰/۰۶" is no date of the Gregorian calendar; write it by that, such as 2021-12-27`},
		{"lang: english please", `4:7: error: lang: "english please"` + noTag},
		{"lang: xx", `4:7: error: lang: "xx"` + noTag},
		{"lang: Arabic", `4:7: error: lang: "Arabic" is no BCP 47 language tag; write "ar"`},
		{"lang: Español", `4:7: error: lang: "Español" is no BCP 47 language tag; write "es"`},
		{"lang: עברית", `4:7: error: lang: "עברית" is no BCP 47 language tag; write "he"`},
		{"lang: inglés", `4:7: error: lang: "inglés" is no BCP 47 language tag; write "en"`},
		{"lang: ar-IQ", ""},
		{"lang: x-default", `4:7: error: lang: "x-default"` + noTag},
		{"lang: no", ""},
		{"aliases: [/a/b/, old.html]", ""},
		{"aliases: ../x", `4:10: error: aliases: "../x" is no address within the site; write one such as "old/path/"`},
		{"aliases: https://x.org/", `4:10: error: aliases: "https://x.org/" is no address within the site; write one such as "old/path/"`},
		{"aliases: ['%C3%BC2/', 100%/, a+b/]", `4:11: error: aliases: "%C3%BC2/" is an address as browsers escape it; write "ü2/"`},
		{"aliases: a%2F..%2Fb/", `4:10: error: aliases: "a%2F..%2Fb/" is no address within the site; write one such as "old/path/"`},
		{"aliases: con/", `4:10: error: aliases: "con/" is no address within the site; write one such as "old/path/"`},
		{"annotations: x", "4:14: error: annotations: wants a mapping with quote, prefix, suffix, kind, note, incident, by, via, confidence, date, sources, original, has \"x\"; write annotations: {quote: …, note: …}"},
		{"annotations: [{quote: q}]", "4:15: error: annotations: has no note; write note: …"},
		{"annotations: {quote: q, note: ''}", "4:31: error: annotations: has no note; write note: …"},
		{"annotations: {quote: q, note: n, kind: disput}", `4:40: error: kind: "disput" is none of context, claim, correction, dispute, verification, question; did you mean "dispute"?`},
		{"annotations: {quote: q, note: n, sources: [a, 'ftp://x.org']}", `4:47: error: sources: "ftp://x.org"` + noURL},
		{"annotations: {quote: q, note: n, knd: claim}", `4:34: warning: annotations: unknown key "knd"; did you mean "kind"?`},
		{"annotations: {quote: q, note: n, zzzzz: 1}", `4:34: warning: annotations: unknown key "zzzzz"; known are quote, prefix, suffix, kind, note, incident, by, via, confidence, date, sources, original`},
		{"accounts: [a]", "4:11: error: accounts: wants a mapping, has a list"},
		{"accounts:\n  - a: {b: 1}", `5:3: error: accounts: wants a mapping, has a list; leave out the "-" before its keys`},
		{"accounts: [a: {b: 1}]", "4:11: error: accounts: wants a mapping, has a list"},
		{"accounts: {x: y}", `4:15: error: x: wants fields with their values, such as {rockets: 2}, has "y"; accounts stand under the slugs of incidents`},
		{"incidents: -a", ""},
		{"incidents: –a", ""},
		{"incidents:\n  -a\n  -b", `5:3: error: incidents: "-a -b" is taken as one; write [a, b]`},
		{"annotations: {quote: q, note: n, kind: Fact check}", `4:40: error: kind: "Fact check" is none of context, claim, correction, dispute, verification, question; did you mean "verification"?`},
		{"annotations: {quote: q, text: n}", `4:25: error: annotations: unknown key "text"; did you mean "note"?`},
		{"accounts: {x: {y: [z]}}", "4:19: error: y: wants a value or a mapping with value, quote, by, has a list"},
		{"accounts: {x: {y: {quote: z}}}", "4:19: error: y: has no value; write value: …"},
		{`accounts: {x: {"y\0": 1}}`, "4:16: error: x: key has the control character U+0000; remove it"},
		{"accounts: {x: {y: ''}}", ""},
		{"corrections: [{note: x}]", `4:15: error: corrections: has no date; write date: …`},
		{"corrections: none", `4:14: error: corrections: wants a mapping with date, note, has "none"; write corrections: {date: …, note: …}`},
		{"corrections: [x]", `4:15: error: corrections: wants a mapping with date, note, has "x"; write corrections: {date: …, note: …}`},
		{"corrections: {date: 2021, note: x}", ""},
		{"corrections: []", ""},
		{"corrections:", ""},
		{"published: false", "4:1: error: published: false hides nothing here; write draft: true"},
		{"published: off", "4:1: error: published: false hides nothing here; write draft: true"},
		{"published: true", "4:1: warning: published: true says nothing here; remove it"},
		{"hidden: true", "4:1: error: hidden: true hides nothing here; write draft: true"},
		{"hidden: false", `4:1: warning: key "hidden" means nothing here; remove it, or move it under params: for a template of your own`},
		{"Unlisted: yes", "4:1: error: Unlisted: true hides nothing here; write draft: true"},
		{"status: draft", "4:1: error: status: draft hides nothing here; write draft: true"},
		{"publish: false", "4:1: error: publish: false hides nothing here; write draft: true"},
		{"publish: true", `4:1: warning: unknown key "publish"; move it under params: for a template of your own, or write "_publish" for a private note`},
		{"permalink: false", "4:1: error: permalink: false hides nothing here; write draft: true"},
		{"visibility: Private", "4:1: error: visibility: Private hides nothing here; write draft: true"},
		{"embargo: 2021-12-24", `4:1: error: key "embargo" hides nothing here, as no build knows what day it is; write draft: true until then, and the day under "_embargo"`},
		{"embargo_until: '2021-12-24 06:00'", `4:1: error: key "embargo_until" hides nothing here, as no build knows what day it is; write draft: true until then, and the day under "_embargo_until"`},
		{"post_status: draft", "4:1: error: post_status: draft hides nothing here; write draft: true"},
		{"headless: true", "4:1: error: headless: true hides nothing here; write draft: true"},
		{"render: false", "4:1: error: render: false hides nothing here; write draft: true"},
		{"password: x", `4:1: error: key "password" hides nothing here; write draft: true`},
		{"build: {render: never}", `4:1: error: key "build" hides nothing here; write draft: true`},
		{"build: {list: false}", `4:1: error: key "build" hides nothing here; write draft: true`},
		{"build: {render: always, list: local}", `4:1: warning: key "build" means nothing here; remove it, or move it under params: for a template of your own`},
		{"_build:\n  render: link", `4:1: error: key "_build" hides nothing here; write draft: true`},
		{"_build: {render: never}\ndraft: true", ""},
		{"_build: {render: always}\nparams: {_build: {render: never}}", ""},
		{"expiryDate: 2021-12-24", `4:1: error: key "expiryDate" hides nothing here, as no build knows what day it is; write draft: true from then on, and the day under "_expiryDate"`},
		{"expiryDate:", `4:1: warning: key "expiryDate" means nothing here; remove it, or move it under params: for a template of your own`},
		{"embargo:", `4:1: warning: unknown key "embargo"; move it under params: for a template of your own, or write "_embargo" for a private note`},
		{"embargo: no", `4:1: warning: unknown key "embargo"; move it under params: for a template of your own, or write "_embargo" for a private note`},
		{"embargo: 2021-12-24\ndraft: true", `4:1: warning: unknown key "embargo"; move it under params: for a template of your own, or write "_embargo" for a private note`},
		{"published: false\ndraft: true", "4:1: warning: published: false says nothing here; remove it"},
		{"status: retracted", `4:1: warning: key "status" belongs to incidents; what a publisher corrected or retracted stands under "corrections"`},
		{"place: Baghdad", `4:1: warning: key "place" belongs to incidents; ` + ofIncident},
		{"killed: 3", `4:1: warning: key "killed" belongs to incidents; ` + ofIncident},
		{"Location: Bagdad", `4:1: warning: key "Location" belongs to incidents; ` + ofIncident},
		{"retracted: 2021-12-24", `4:1: warning: unknown key "retracted"; did you mean "corrections"?`},
		{"image: a.jpg", `4:1: warning: key "image" shows nothing here; write a picture into the text, ![what it shows](picture.jpg "caption"), and remove the key`},
		{"params: x", `4:9: error: params: wants a mapping, has "x"`},
		{"sumary: x", `4:1: warning: unknown key "sumary"; did you mean "summary"?`},
		{"Título: x", `4:1: warning: unknown key "Título"; did you mean "title"?`},
		{"المصدر: x", `4:1: warning: unknown key "المصدر"; did you mean "source"?`},
		{"sprache: x", `4:1: warning: unknown key "sprache"; did you mean "lang"?`},
		{"borrador: true", "4:1: error: borrador: true hides nothing here; write draft: true"},
		{"borrador: false", `4:1: warning: unknown key "borrador"; did you mean "draft"?`},
		{"outlet: x", `4:1: warning: unknown key "outlet"; did you mean "source"?`},
		{"Headline: x", `4:1: warning: unknown key "Headline"; did you mean "title"?`},
		{"events: [x]", `4:1: warning: unknown key "events"; did you mean "incidents"?`},
		{"annotations: {quote: q, note: n, wikidata: x}", `4:34: warning: annotations: unknown key "wikidata"; known are quote, prefix, suffix, kind, note, incident, by, via, confidence, date, sources, original`},
		{"annotations: {exact: q, note: n, quote: q}", `4:15: warning: annotations: unknown key "exact"; did you mean "quote"?`},
		{"qwertz: x", `4:1: warning: unknown key "qwertz"; move it under params: for a template of your own, or write "_qwertz" for a private note`},
		{"_qwertz: x", ""},
		{"summary: a\ndescription: b", `5:1: warning: "description" says the same as "summary" in line 4, which is used; remove one`},
		{"description: b\nsummary: a", `4:1: warning: "description" says the same as "summary" in line 5, which is used; remove one`},
		{"SUMMARY: a\nSummary: b", `5:1: warning: "Summary" says the same as "SUMMARY" in line 4, which is used; remove one`},
		{"retrieved: {a: b}", `4:12: error: retrieved: "{a:b}" is no date: `},
		{"retrieved:\n  - 2021", `5:3: error: retrieved: wants a date such as 2021-12-27, has a list`},
	} {
		_, got := readArticle(t, "---\ntitle: T\ndate: 2021-12-27\n"+test.yaml+"\n---\n")
		all := strings.Join(got, "\n")
		if all != test.want && !(strings.HasSuffix(test.want, ": ") && strings.HasPrefix(all, test.want)) {
			t.Errorf("%s:\ngot  %s\nwant %s", test.yaml, all, test.want)
		}
	}
}

func TestSynonyms(t *testing.T) {
	for _, yaml := range []string{"summary: ours\nexcerpt: theirs", "excerpt: theirs\nsummary: ours", "summary:\nexcerpt: ours"} {
		if a, _ := readArticle(t, "---\ntitle: T\ndate: 2021\n"+yaml+"\n---\n"); a.Summary.V != "ours" {
			t.Errorf("%q: got %q", yaml, a.Summary.V)
		}
	}
}

func TestMissing(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"---\n---\n", "1:1: error: has no date; write date: 2021-12-27 in the front matter (2021-12 or 2021 where the day is not known)\n" +
			"1:1: error: has no title; write title: …"},
		{"---\ntitle: ' '\ndate:\n---\n", "2:8: error: has no title; write title: …\n" +
			"3:1: error: has no date; write date: 2021-12-27 in the front matter (2021-12 or 2021 where the day is not known)"},
		{"---\nsource: upi\n# to come\ntitle:\ndate: 2021\n---\n", "4:1: error: has no title; write title: …"},
		{"---\nTitel: A\ndatum: 2021\n---\n", `2:1: error: unknown key "Titel"; did you mean "title"?` + "\n" + `3:1: error: unknown key "datum"; did you mean "date"?`},
		{"---\ntitle: A\ndate: 2021\ndatum: 2021\nheadline: B\n---\n", `4:1: warning: unknown key "datum"; did you mean "date"?` + "\n" + `5:1: warning: unknown key "headline"; did you mean "title"?`},
		{"---\ntitle: A\ndate:\nDAY: 2021\ndatum: 2021\n---\n", `4:1: error: unknown key "DAY"; did you mean "date"?` + "\n" + `5:1: warning: unknown key "datum"; did you mean "date"?`},
		{`{"title": "T", "date": ""}`, `1:24: error: has no date; write "date": "2021-12-27" in the front matter (2021-12 or 2021 where the day is not known)`},
		{"+++\ndate = 2021-12-27\n+++\n", `1:1: error: has no title; write title = "…"`},
		{`{"date": "2021"}`, `1:1: error: has no title; write "title": "…"`},
		{"---\n- a\n---\n", "1:1: error: has no date; write date: 2021-12-27 in the front matter (2021-12 or 2021 where the day is not known)\n" +
			"2:1: error: front matter wants keys with values, such as title: …; has a list"},
		{"---\ntitle： A\n---\n", "1:1: error: has no date; write date: 2021-12-27 in the front matter (2021-12 or 2021 where the day is not known)\n" +
			`2:1: error: front matter wants keys with values, such as title: …, whose colon is the narrow one, with a space behind it; has "title： A"`},
	} {
		_, got := readArticle(t, test.text)
		if all := strings.Join(got, "\n"); all != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.text, all, test.want)
		}
	}
}

// What is written beside a mapping, or the wrong way round in one, is told where it belongs.
func TestMisplacedKeys(t *testing.T) {
	for _, test := range []struct{ yaml, want string }{
		{"killed: 2", `4:1: warning: unknown key "killed"; it belongs to casualties: write casualties: {killed: …}`},
		{"Lat: 51.2", `4:1: warning: unknown key "Lat"; it belongs to place: write place: {lat: …}`},
		{"dead: 2", `4:1: warning: unknown key "dead"; did you mean "casualties"?`},
		{"casualties: two dead", `4:13: error: casualties: wants a mapping with killed, injured, has "two dead"; write casualties: {killed: …, injured: …}`},
		{"actors:\n  - nato: host\n  - {actor: iraq, role: guest}", `5:5: error: actors: unknown key "nato"; write {actor: …, role: …}`},
		{"actors: [{akteur: nato}]", `4:11: error: actors: unknown key "akteur"; write {actor: …, role: …}`},
		{"actors: [{akteur: nato, role: host}]", `4:10: error: actors: has no actor; write actor: …` + "\n" + `4:11: warning: actors: unknown key "akteur"; known are actor, role`},
		{"place: {Baghdad: 33.3}", `4:9: error: place: unknown key "Baghdad"; write {name: …, lat: …}`},
		{"place: 51.2, -0.3", `4:8: warning: place: "51.2, -0.3" is taken for a name; write {name: …, lat: 51.2, lon: -0.3}`},
		{"place: {name: 51.2° 0.3°}", `4:15: warning: place: "51.2° 0.3°" is taken for a name; write {name: …, lat: 51.2, lon: 0.3}`},
		{"place: −1.5; −0.3", `4:8: warning: place: "−1.5; −0.3" is taken for a name; write {name: …, lat: -1.5, lon: -0.3}`},
		{"place: Highway 1.5, 3", ""},
		{"place: {name: '51.2, 0.3', lat: 51.2, lon: 0.3}", ""},
	} {
		set, got := readSite(t, siteOf(map[string]string{"content/incidents/i.md": "---\ntitle: T\ndate: 2021\n" + test.yaml + "\n---\n"}), Options{})
		if all := strings.ReplaceAll(strings.Join(got, "\n"), "content/incidents/i.md:", ""); all != test.want || len(set.Incidents) != 1 {
			t.Errorf("%s:\ngot  %s\nwant %s", test.yaml, all, test.want)
		}
	}
}

func TestSiteProblems(t *testing.T) {
	for _, test := range []struct{ yaml, want string }{
		{"title: T\npage_size: 5", "3:12: error: page_size: wants a number from 10 to 1000, has 5"},
		{"title: T\nfeed_size: 0", "3:12: error: feed_size: wants a number from 1 to 1000, has 0"},
		{"title: T\nfeed: some", `3:7: error: feed: "some" is none of full, summary`},
		{"title: T\npage_size: many", `3:12: error: page_size: wants a whole number, has "many"`},
		{"title: T\nbase_url: /", `3:11: error: base_url: "/" is no web address; write it in full, as in "https://example.org/page"`},
		{"title: T\nbase_url: x.org/..", `3:11: error: base_url: "x.org/.." is no web address; write it in full, as in "https://example.org/page"`},
		{"title: T\nbase_url: https://x.org/a b/", `3:11: error: base_url: "https://x.org/a b/" has white space, which no address has; write https://x.org/a%20b/`},
		{"title: T\nbase_url: https://x.org/<a>/", `3:11: error: base_url: has signs that addresses have only escaped; write https://x.org/%3Ca%3E/`},
		{"title: T\nbase_url: https://x.org//a/", `3:11: error: base_url: has an empty part, "." or ".." in its path; write https://x.org/a/`},
		{"title: T\nbase_url: https://x.org/a/../b/", `3:11: error: base_url: has an empty part, "." or ".." in its path; write https://x.org/b/`},
		{"title: T\nbase_url: https://exämple.org:8080/ü/", `3:11: error: base_url: has a host with letters that programs know in Punycode only; write https://xn--exmple-cua.org:8080/%C3%BC/`},
		{"title: T\ndraft: true", "3:8: warning: draft: means nothing in settings, which have no page of their own; remove it"},
		{"title: T\nslug: x", "3:7: warning: slug: means nothing in settings, which have no page of their own; remove it"},
		{"title: T\naliases: [x/, y/]", "3:11: warning: aliases: means nothing in settings, which have no page of their own; remove it"},
		{"title: T\nmenu: [timeline, actors, articles, sources, timeline]", `3:45: warning: menu: has "timeline" twice; remove one`},
		{"title: T\nbase_url: https://x.org:65536/", `3:11: error: base_url: has the port 65536; write one from 1 to 65535, or none`},
		{"title: T\nbase_url: https://u:p@x.org/a", `3: error: base_url: has a password in it, or a user name; write https://x.org/a`},
		{"title: T\nbase_url: https://x.org/?a", `3:11: error: base_url: wants an address without ? and #, has "https://x.org/?a"`},
		{"title: T\norder: newst", `3:8: error: order: "newst" is none of newest, oldest; did you mean "newest"?`},
		{"title: T\nlanguage: '?'", `3:11: error: language: "?" is no BCP 47 language tag; write one such as "en", "ar" or "pt-BR"`},
		{"title: T\nfields: [a]", `3:9: error: fields: wants a mapping, has a list`},
		{"language: en", `1:1: warning: has no title; write title: … in the front matter`},
		{"language: en\ntitle:", `3:1: warning: has no title; write title: … in the front matter`},
		{"title: T\ndescription: " + strings.Repeat("ä", 10_001), `3:14: error: description: wants at most 10000 characters, has 10001; write the rest into the text`},
		{"title: T\nwords: {fire: F, flood: " + strings.Repeat("ä", 1001) + "}", `3:25: error: flood: wants at most 1000 characters, has 1001; shorten it`},
		{"title: T\nfields: {dead: " + strings.Repeat("ä", 1001) + "}", `3:16: error: dead: wants at most 1000 characters, has 1001; shorten it`},
		{"title: T\nlicense: CC-BY-4", `3:10: error: license: "CC-BY-4" is no SPDX licence identifier; write one such as CC-BY-4.0 (spdx.org/licenses), or the licence's web address; did you mean "CC-BY-4.0"?`},
		{"title: T\nlicense: cc0-1.0", ""},
		{"title: T\nlicense: https://example.org/terms", ""},
	} {
		set, got := readSite(t, siteOf(map[string]string{sitePath: "---\n" + test.yaml + "\n---\n"}), Options{})
		if all := strings.ReplaceAll(strings.Join(got, "\n"), sitePath+":", ""); all != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.yaml, all, test.want)
		}
		if set.Site.Path != sitePath || set.Site.Order.V == "" || len(set.Site.Menu) != 5 {
			t.Errorf("%s: got site %+v", test.yaml, set.Site)
		}
	}
}

// Each edition is a site, and its pages name those of all others.
func TestManyLanguages(t *testing.T) {
	const last = "3:913: error: languages: wants at most 100, has 101; divide the site"
	var tags []string
	for k := range MaxCount("languages") + 1 {
		tags = append(tags, fmt.Sprintf("fr-x-%02d", k%100)) // the last is one again
	}
	set, got := readSite(t, siteOf(map[string]string{sitePath: "---\ntitle: T\nlanguages: [" + strings.Join(tags, ", ") + "]\n---\n"}), Options{})
	if n := len(set.Site.Editions()); n != 101 || !slices.Contains(got, sitePath+":"+last) {
		t.Errorf("%d editions, and no %q in\n%s", n, last, strings.Join(got, "\n"))
	}
}

// Every page of a site shows its menu.
func TestLongMenu(t *testing.T) {
	const last = "3:238: error: menu: wants at most 30, has 31; link the rest from a plain page, as every page shows all"
	var items []string
	for k := range MaxCount("menu") + 1 {
		items = append(items, fmt.Sprintf("page%d", k))
	}
	set, got := readSite(t, siteOf(map[string]string{sitePath: "---\ntitle: T\nmenu: [" + strings.Join(items, ", ") + "]\n---\n"}), Options{})
	if n := len(set.Site.Menu); n != 30 || len(got) != 1 || got[0] != sitePath+":"+last {
		t.Errorf("%d items, and\n%s", n, strings.Join(got, "\n"))
	}
}

// Lists keep to what a page can show; what is beyond counts as not written.
func TestLongLists(t *testing.T) {
	for _, test := range []struct {
		file, before, item, after string
		most                      int
		want                      string
	}{
		{"articles", "author: [", "A #", "]", 100, "author: wants at most 100, has 101; name the rest in the text"},
		{"articles", "credits: [", "s#", "]", 100, "credits: wants at most 100, has 101; name the rest in the text"},
		{"articles", "incidents: [", "i#", "]", 300, "incidents: wants at most 300, has 301; name the longer incident that those are part of"},
		{"articles", "actors: [", "a#", "]", 300, "actors: wants at most 300, has 301; name those that others belong to, and the rest in the text"},
		{"articles", "accounts: {", "i#: {killed: 1}", "}", 100, "accounts: wants at most 100, has 101; keep those to compare with what others state"},
		{"articles", "accounts: {i: {", "f#: 1", "}}", 30, "i: wants at most 30, has 31; keep those to compare with what others state"},
		{"articles", "annotations: [", "{quote: w#, note: N}", "]", 200, "annotations: wants at most 200, has 201; keep those that readers need, or make two articles of this one"},
		{"articles", "annotations: [{quote: w, note: N, sources: [", "s#", "]}]", 100, "sources: wants at most 100, has 101; keep those that say most"},
		{"articles", "corrections: [", "{date: 2021, note: N #}", "]", 300, "corrections: wants at most 300, has 301; say several in one note"},
		{"incidents", "actors: [", "{actor: a#, role: target}", "]", 300, "actors: wants at most 300, has 301; name those that others belong to, and the rest in the text"},
		{"incidents", "established: {", "f#: 1", "}", 30, "established: wants at most 30, has 31; keep those that accounts differ about"},
		{"incidents", "related: [", "i#", "]", 300, "related: wants at most 300, has 301; name the longer incident that those are part of"},
		{"incidents", "part_of: [", "i#", "]", 100, "part_of: wants at most 100, has 101; name the smallest, and let those be part of the others"},
		{"actors", "also_known_as: [", "N #", "]", 300, "also_known_as: wants at most 300, has 301; keep those that texts have"},
		{"actors", "roles: [", "{title: T #}", "]", 100, "roles: wants at most 100, has 101; name the rest in the text"},
		{"actors", "relations: [", "{kind: member-of, actor: a#}", "]", 300, "relations: wants at most 300, has 301; name the rest on the pages of the other actors"},
		{"actors", "same_as: [", "https://example.org/#", "]", 100, "same_as: wants at most 100, has 101; keep those that say most"},
	} {
		path := "content/" + test.file + "/x.md"
		problems := func(n int) string {
			front := "---\ntitle: T\n"
			if test.file != "actors" {
				front += "date: 2021\n"
			}
			_, got := readSite(t, siteOf(map[string]string{path: front + test.before + strings.TrimPrefix(numbered(", "+test.item, n), ", ") + test.after + "\n---\n"}), Options{})
			return strings.Join(got, "\n")
		}
		if got := problems(test.most); got != "" {
			t.Errorf("%s of %d: %s", test.before, test.most, got)
		}
		line := 4
		if test.file == "actors" {
			line = 3
		}
		at := len([]rune(test.before + numbered(test.item+", ", test.most)))
		if want := fmt.Sprintf("%s:%d:%d: error: %s", path, line, at+1, test.want); problems(test.most+1) != want {
			t.Errorf("got  %s\nwant %s", problems(test.most+1), want)
		}
	}
}

// Notes in the text are as long as those of front matter, and so are their passages.
func TestLongNotes(t *testing.T) {
	const front = "---\ntitle: T\ndate: 2021\n---\n"
	long := strings.Repeat("ä", 10_001)
	for text, want := range map[string]string{
		"A {==" + long[2:] + "==}{>>" + long[2:] + "<<}": "",
		"A {==passage==}{>>" + long + "<<}":              "5:3: error: note: wants at most 10000 characters, has 10001; write the rest on a page of its own, and link that",
		"A {==" + long + "==}{>>N<<}":                    "5:3: error: quote: wants at most 10000 characters, has 10001; quote less",
	} {
		if want != "" {
			want = "content/articles/x.md:" + want
		}
		if _, got := readSite(t, siteOf(map[string]string{"content/articles/x.md": front + text}), Options{}); strings.Join(got, "\n") != want {
			t.Errorf("got  %s\nwant %s", strings.Join(got, "\n"), want)
		}
	}
}

// All that is noted on the text of an article counts, wherever it is written.
func TestManyNotes(t *testing.T) {
	front := "---\ntitle: T\ndate: 2021\naccounts: {i: {killed: {value: 1, quote: one}, injured: 2}}\nannotations: [{quote: two, note: N}]\n---\n"
	for n, want := range map[int]string{
		198: "",
		199: "content/articles/x.md:205:1: error: notes, and quotes of accounts: wants at most 200, has 201; keep those that readers need, or make two articles of this one",
	} {
		text := front + strings.Repeat("{==words==}{>>N<<}\n", n)
		if _, got := readSite(t, siteOf(map[string]string{"content/articles/x.md": text}), Options{}); strings.Join(got, "\n") != want {
			t.Errorf("%d notes in the text: %s", n, strings.Join(got, "\n"))
		}
	}
}

func TestPlaces(t *testing.T) {
	for _, test := range []struct{ place, want string }{
		{"{name: x, lat: 91, lon: 0}", "4:23: error: lat: wants degrees from -90 to 90, has 91; the two may be swapped: lat: 0, lon: 91"},
		{"{name: x, lat: 144.4, lon: 33.3}", "4:23: error: lat: wants degrees from -90 to 90, has 144.4; the two may be swapped: lat: 33.3, lon: 144.4"},
		{"{name: x, lat: 144.4, lon: 133.3}", "4:23: error: lat: wants degrees from -90 to 90, has 144.4"},
		{"{name: x, lat: 181, lon: 0}", "4:23: error: lat: wants degrees from -90 to 90, has 181"},
		{"{name: x, lat: -90, lon: -180.5}", "4:33: error: lon: wants degrees from -180 to 180, has -180.5"},
		{"{name: x, lat: 1}", "4:23: error: lat: has no lon beside it; write both, or neither"},
		{"{name: x, lon: 1}", "4:23: error: lon: has no lat beside it; write both, or neither"},
		{"{name: x, lat: '40,4168', lon: 1}", `4:23: error: lat: wants a number such as 40.4168, has "40,4168"`},
		{"{name: x, lat: nan, lon: 1}", `4:23: error: lat: wants a number such as 33.306, has "nan"`},
		{"{name: x, lat: 33N, lon: 181}", `4:23: error: lat: wants a number such as 33.306, has "33N"` + "\n" +
			"4:33: error: lon: wants degrees from -180 to 180, has 181"},
		{"{name: x, lat: 0, lon: 0}", ""},
		{"{lat: 0, lon: 0}", "4:8: error: place: has no name; write name: …"},
		{"[x]", "4:8: error: place: wants a value or a mapping with name, lat, lon, precision, has a list"},
		{"Baghdad", ""},
		{strings.Repeat("x", 1001), "4:8: error: place: wants at most 1000 characters, has 1001; shorten it"},
	} {
		const path = "content/incidents/i.md"
		text := "---\ntitle: T\ndate: 2021\nplace: " + test.place + "\n---\n"
		_, got := readSite(t, siteOf(map[string]string{path: text}), Options{})
		if all := strings.ReplaceAll(strings.Join(got, "\n"), path+":", ""); all != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.place, all, test.want)
		}
	}
}

func TestCanonical(t *testing.T) {
	for _, test := range []struct{ is, text, want string }{
		{"", " a\n", "a"},
		{"verbatim", "days after \n", "days after "},
		{"tag", " Cafe\u0301 ", "Caf\u00e9"},
		{"slug", " NATO", "NATO"},
		{"slug", "Cafe\u0301", "Caf\u00e9"},
		{"slug-or-url", " NATO", "NATO"},
		{"slug-or-url", "https://example.org/NATO", "https://example.org/NATO"},
	} {
		if got := (texts{is: test.is}).canonical(test.text); got != test.want {
			t.Errorf("%s %q: got %q", test.is, test.text, got)
		}
	}
}

// "published: false" is what Jekyll has for drafts, in documents of every kind.
func TestPublished(t *testing.T) {
	const hides = ":2:1: error: published: false hides nothing here; write draft: true"
	set, problems := readSite(t, siteOf(map[string]string{
		"content/articles/a.md":  "---\npublished: false\ntitle: T\ndate: 2021\ndraft: true\n---\n",
		"content/articles/b.md":  "+++\npublished = false\nstatus = \"draft\"\ntitle = \"T\"\ndate = \"2021\"\n+++\n",
		"content/articles/c.md":  "---\npublished: 2021\ntitle: T\n---\n",
		"content/incidents/d.md": "---\npublished: false\ntitle: T\ndate: 2021\n---\n",
		"content/pages/e.md":     "---\npublished: false\ntitle: T\n---\n",
		"content/pages/e.ar.md":  "---\npublished: false\ntitle: T\n---\n",
		sitePath:                 "---\nlanguages: [ar]\ntitle: T\n---\n",
		"content/_index.ar.md":   "---\ntitle: T\n---\n",
	}), Options{})
	wantLines(t, problems, "content/articles/b.md:2:1: error: published = false hides nothing here; write draft = true",
		`content/articles/b.md:3:1: error: status = "draft" hides nothing here; write draft = true`,
		"content/incidents/d.md"+hides, "content/pages/e.ar.md"+hides, "content/pages/e.md"+hides)
	if got := set.Articles[1].Date.V.String(); got != "2021" {
		t.Errorf("got date %q", got)
	}
}
