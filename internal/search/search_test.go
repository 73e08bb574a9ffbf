package search

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"dateline/internal/locale/localetest"
	"dateline/internal/timeline/timelinetest"
)

const sample = `
-- _index.md --
---
title: T
---
-- actors/nato.md --
---
name: NATO
also_known_as: [حلف الناتو]
---
The alliance.
-- actors/nato-mission-iraq.md --
---
name: NATO Mission Iraq
summary: Trains and advises.
_private: hushword
---
-- sources/xinhua.md --
---
name: Xinhua
country: China
---
-- incidents/rockets.md --
---
title: Two rockets fired at the Green Zone
date: 2021-12-19
kind: attack
place: {name: Karkh, lat: 33.3, lon: 44.4, precision: hidden}
tags: [Air defence]
---
Nobody was hurt.
-- incidents/talks.md --
---
title: Talks
date: 2020-06-11
---
-- incidents/unknown.md --
---
title: Rockets of no year
date: XXXX-12-25
---
-- articles/newer.md --
---
title: Rockets near the embassy
date: 2021-12-20
source: xinhua
annotations:
  - {quote: landed, note: Whisperword of the editors.}
---
Two rockets landed. {==One==}{>>context: asideword<<} was intercepted, NATO said.[^1]

[^1]: A footnote.
-- articles/older.md --
---
title: Rockets in June
date: 2020-06-13
---
Rockets fell, the U.S. said.
-- articles/arabic.md --
---
title: هجوم صاروخي على المنطقة الخضراء
date: 2021-12-21
lang: ar
---
قال قاسم الأعرجي في بغداد إنّ مستشار الأمن القومي للعراق تسلّم التقرير.
-- articles/chinese.md --
---
title: 北京新闻
date: 2021-12-22
lang: zh
---
火箭弹击中巴格达。
-- articles/draft.md --
---
title: Draftword
date: 2021-12-22
draft: true
---
-- pages/about.md --
---
title: About
---
How this was made: see [[nato]].
`

func TestFind(t *testing.T) {
	linked := timelinetest.LinkValid(t, sample)
	tests := []struct {
		question
		want string
	}{
		{question{Q: "NATO"}, "actors/nato/ actors/nato-mission-iraq/ articles/newer/ about/"},
		{question{Q: "rockets"}, "incidents/rockets/ articles/newer/ articles/older/ incidents/unknown/"},
		{question{Q: "rockets", Kind: "article"}, "articles/newer/ articles/older/"},
		{question{Q: "rockets", From: "2021"}, "incidents/rockets/ articles/newer/"},
		{question{Q: "rockets", To: "2020"}, "articles/older/"},
		{question{Q: "rockets", From: "2020", To: "2020", Kind: "incident"}, ""},
		{question{Q: "rockets embassy"}, "articles/newer/"},
		{question{Q: "rock emb"}, "articles/newer/"},
		{question{Q: "ROCKETS, (Embassy)!"}, "articles/newer/"},
		{question{Q: "ro"}, ""},
		{question{Q: "embasy"}, "articles/newer/"},
		{question{Q: "embbassy"}, "articles/newer/"},
		{question{Q: "embsasy"}, "articles/newer/"},
		{question{Q: "imbassy"}, "articles/newer/"},
		{question{Q: "mbassy"}, "articles/newer/"},
		{question{Q: "mebassy"}, "articles/newer/"},
		{question{Q: "qembassy"}, "articles/newer/"},
		{question{Q: "imbazsy"}, ""},
		{question{Q: "xinhua"}, "sources/xinhua/ articles/newer/"},
		{question{Q: "china"}, "sources/xinhua/"},
		{question{Q: "karkh"}, "incidents/rockets/"},
		{question{Q: "air defense"}, "incidents/rockets/"},
		{question{Q: "الناتو"}, "actors/nato/"},
		{question{Q: "ناتو"}, "actors/nato/"},
		{question{Q: "العراق"}, "articles/arabic/"},
		{question{Q: "الامن القومى"}, "articles/arabic/"},
		{question{Q: "الاعرجى"}, "articles/arabic/"},
		{question{Q: "صاروحي"}, "articles/arabic/"},
		{question{Q: "北京"}, "articles/chinese/"},
		{question{Q: "闻"}, "articles/chinese/"},
		{question{Q: "火箭 巴格达"}, "articles/chinese/"},
		{question{Q: "巴京"}, ""},
		{question{Q: "footnote"}, "articles/newer/"},
		{question{Q: "whisperword"}, ""},
		{question{Q: "asideword"}, ""},
		{question{Q: "hushword"}, ""},
		{question{Q: "draftword"}, ""},
		{question{Q: "2021-12-20"}, "articles/newer/"},
		{question{Q: "2021-12-2"}, "articles/chinese/ articles/arabic/ articles/newer/"},
		{question{Q: "2021-12 rockets"}, "incidents/rockets/ articles/newer/"},
		{question{Q: "2021"}, "incidents/rockets/ articles/chinese/ articles/arabic/ articles/newer/"},
		{question{Q: "12-20"}, ""},
		{question{Q: "U.S."}, "articles/older/"},
		{question{Q: "U.S"}, "articles/older/"},
		{question{Q: " "}, ""},
		{question{Q: "constructor __proto__ \uffff \" ' \\ %"}, ""},
	}
	var questions []question
	for _, tt := range tests {
		questions = append(questions, tt.question)
	}
	for k, got := range ask(t, linked, questions...) {
		if paths := strings.Join(got.Paths, " "); paths != tests[k].want {
			t.Errorf("%+v finds %q, want %q", tests[k].question, paths, tests[k].want)
		}
	}
}

// A date is found as the pages of a site show it, in full and in short, and however much
// of it is typed. Texts that hold the same words elsewhere come after those.
func TestFindDate(t *testing.T) {
	dated := func(slug, date string) string {
		return "-- articles/" + slug + ".md --\n---\ntitle: Title\ndate: " + date + "\n---\nText.\n"
	}
	linked := timelinetest.LinkValid(t, dated("day", "2021-05-03")+dated("first", "2021-05-01")+dated("month", "2021-05")+dated("year", "2021")+
		dated("doubted", "2021-12-19?")+dated("range", "2021-12-18/2021-12-20")+dated("turn", "2021-12-31/2022-02")+
		dated("clock", "2021-07-05T18:03:00+03:00")+dated("bce", "-0426-03")+
		dated("spring", "2010-03/2010-05")+dated("long", "2009-11-20/2011-02")+dated("years", "1901/1931")+dated("ages", "1000/1900")+dated("open", "1990-05/..")+
		dated("week", "2011-05-28/2011-06-02")+dated("quarter", "2013-01-03/2013-03-20")+
		"-- articles/text.md --\n---\ntitle: Title\ndate: 2021-08-09\n---\nIt may be that 3 will come.\n")
	for language, tests := range map[string][]struct{ question, want string }{
		"en": {
			{"3 May 2021", "day text"},
			{"May 3, 2021", "day text"},
			{"3 may", "day text"},
			{"May 2021", "day first month text"},
			{"1 May 2021", "first"},
			{"possibly 19 December 2021", "doubted"},
			{"20 Dec 2021", "range"},
			{"between 18 and 20 December 2021", "range"},
			{"December 2021", "turn doubted range"},
			{"Feb 2022", "turn"},
			{"5 July 2021", "clock"},
			{"2021-07-05", "clock"},
			{"18 July 2021", ""},
			{"March 427 BCE", "bce"},
			{"April 2010", "spring long"},
			{"2010-04", "spring long"},
			{"Apr 2010", "spring long"},
			{"January 2022", "turn"},
			{"Dec 2009", "long"},
			{"January 2011", "long"},
			{"March 2012", ""},
			{"19 December 2021", "doubted range"},
			{"30 May 2011", "week"},
			{"May 29", "week"},
			{"1 June 2011", "week"},
			{"2011-06-01", "week"},
			{"2011-06-03", ""},
			{"12 February 2013", ""},
			{"1917", "years"},
			{"1500", ""},
			{"1991", ""},
		},
		"fr": {{"3 mai 2021", "day"}, {"1er mai 2021", "first"}, {"1 mai 2021", "first"}, {"1er juin 2011", "week"}, {"1 juin 2011", "week"}, {"mai 2021", "day first month"}, {"19 déc. 2021", "doubted range"}, {"5 juil. 2021", "clock"}},
		"ar": {{"مايو 2021", "day first month"}, {"3 مايو 2021", "day"}, {"٣ مايو ٢٠٢١", "day"}},
		"es": {{"5 de julio de 2021", "clock"}, {"19 dic 2021", "doubted range"}},
		"pt": {{"1º de maio de 2021", "first"}, {"1 de maio de 2021", "first"}, {"19 de dez. de 2021", "doubted range"}},
	} {
		var questions []question
		for _, tt := range tests {
			questions = append(questions, question{Q: tt.question})
		}
		answers, _ := script(t, open(t, New(linked, localetest.Load(t, language))), questions, nil)
		for k, got := range answers {
			var slugs []string
			for _, path := range got.Paths {
				slugs = append(slugs, strings.TrimSuffix(strings.TrimPrefix(path, "articles/"), "/"))
			}
			if found := strings.Join(slugs, " "); found != tests[k].want {
				t.Errorf("%s: %q finds %q, want %q", language, tests[k].question, found, tests[k].want)
			}
		}
	}
}

// In languages that write months as numbers, a day and a month are not one another.
func TestFindUnbrokenDate(t *testing.T) {
	dated := func(slug, words string) string {
		return "-- pages/" + slug + ".md --\n---\ntitle: " + words + "\n---\n"
	}
	linked := timelinetest.LinkValid(t, dated("may", "2021年5月3日")+dated("march", "2021年3月5日")+dated("many", "2021年12月31日"))
	tests := []struct{ question, want string }{
		{"5月3日", "may/"}, {"3月5日", "march/"}, {"３月５日", "march/"}, {"2021年5月", "may/"}, {"1月", ""}, {"2021年", "many/ march/ may/"}, {"2021", "many/ march/ may/"}, {"12月", "many/"}, {"5 月", "march/ may/"},
	}
	var questions []question
	for _, tt := range tests {
		questions = append(questions, question{Q: tt.question})
	}
	for k, got := range ask(t, linked, questions...) {
		slices.Sort(got.Paths)
		if found := strings.Join(got.Paths, " "); found != tests[k].want {
			t.Errorf("%q finds %q, want %q", tests[k].question, found, tests[k].want)
		}
	}
}

// What is marked in a title is what was asked for.
func TestMarks(t *testing.T) {
	tests := []struct{ question, want string }{
		{"rock emb", "Rockets embassy"},
		{"embasy", "embassy"},
		{"منطقة", "المنطقة"},
		{"北京 新闻", "北京 新闻"},
	}
	var questions []question
	for _, tt := range tests {
		questions = append(questions, question{Q: tt.question, Kind: "article"})
	}
	for k, got := range ask(t, timelinetest.LinkValid(t, sample), questions...) {
		if len(got.Titles) == 0 || strings.Join(got.Titles[0], " ") != tests[k].want {
			t.Errorf("%q marks %q, want %q", tests[k].question, got.Titles, tests[k].want)
		}
	}
}

// In scripts without spaces, what is marked is found however it is written.
func TestMarksUnbroken(t *testing.T) {
	tests := []struct{ title, question, want string }{
		{"ถ้อยคำใหม่", "คำ", "ค ำ"},
		{"น้ำท่วม", "น้ำ", "น้ ้ ำ"},
		{"ข่าวไทย", "ไทย", "ไท ทย"},
		{"新しいｶﾀｶﾅのｶﾞｽ", "カタカナ", "ｶﾀ ﾀｶ ｶﾅ"},
		{"新しいｶﾀｶﾅのｶﾞｽ", "ガス", "ｶﾞｽ"},
		{"新しいガス", "ｶﾞｽ", "ガス"},
		{"か\u3099す", "がす", "か\u3099す"},
	}
	for _, tt := range tests {
		got := ask(t, timelinetest.LinkValid(t, "-- pages/p.md --\n---\ntitle: "+tt.title+"\n---\n"), question{Q: tt.question})
		if titles := got[0].Titles; len(titles) != 1 || strings.Join(titles[0], " ") != tt.want {
			t.Errorf("%q marks %q of %q, want %q", tt.question, titles, tt.title, tt.want)
		}
	}
}

// No file holds words of annotations, private keys, drafts or hidden
// coordinates.
func TestNothingPrivate(t *testing.T) {
	for name, text := range open(t, New(timelinetest.LinkValid(t, sample), localetest.English(t))) {
		for _, word := range []string{"whisper", "aside", "hush", "draft", "44.4"} {
			if strings.Contains(strings.ToLower(text), word) && !strings.Contains(name, "terms") {
				t.Errorf("%s holds %q", name, word)
			}
		}
	}
	words := newCollector()
	for _, k := range kinds(timelinetest.LinkValid(t, sample), localetest.English(t)) {
		for n := range k.count {
			d := k.document(n)
			words.document(n, k.words(n, d), d.body)
		}
	}
	for _, term := range []string{"whisperword", "asideword", "hushword", "draftword", "33"} {
		if _, indexed := words.numbers[term]; indexed {
			t.Errorf("%q is indexed", term)
		}
	}
}

// The same timeline always gives the same files, and Files names them all
// without making any.
func TestSameBytes(t *testing.T) {
	first, second := New(timelinetest.LinkValid(t, sample), localetest.English(t)), New(timelinetest.LinkValid(t, sample), localetest.English(t))
	files := open(t, first)
	if !maps.Equal(files, open(t, second)) {
		t.Error("two indexes of one site differ")
	}
	if made, err := first.made(); err != nil || len(made.files) != len(files) {
		t.Errorf("%d files are made and %d named (%v)", len(made.files), len(files), err)
	}
}

// Titles without texts are divided among files, too, as tables have many when they are imported.
func TestTitlesAlone(t *testing.T) {
	var site strings.Builder
	for k := range 2000 {
		fmt.Fprintf(&site, "-- incidents/i%d.md --\n---\ntitle: Case %d of %x\ndate: 2021\n---\n", k, k, 7919*k)
	}
	for name, text := range open(t, New(timelinetest.LinkValid(t, site.String()), localetest.English(t))) {
		if len(text) > 25_000 {
			t.Errorf("%s has %d bytes", name, len(text))
		}
	}
}

// An index that is made beforehand is the same, and so is one that is made again.
func TestRelease(t *testing.T) {
	x := New(timelinetest.LinkValid(t, sample), localetest.English(t))
	want := open(t, x)
	x.Release()
	x.Begin()
	if !maps.Equal(open(t, x), want) {
		t.Error("after a release, the files differ")
	}
	one, _ := x.made()
	if other, _ := x.made(); one != other {
		t.Error("the index is made more than once")
	}
	x.Release()
	if other, _ := x.made(); one == other {
		t.Error("the index is there after its release")
	}
}

// A site without documents has an index that finds nothing.
func TestEmpty(t *testing.T) {
	for _, got := range ask(t, timelinetest.LinkValid(t, ""), question{Q: "anything"}, question{Q: "any"}) {
		if len(got.Paths) > 0 {
			t.Errorf("found %v", got.Paths)
		}
	}
}
