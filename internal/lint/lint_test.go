package lint

import (
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/edtf"

	"github.com/google/go-cmp/cmp"
)

// Documents that several tests use.
const (
	nato = "---\nname: NATO\nkind: international-organisation\n---\n"
	araj = "---\nname: Qasim al-Araji\nkind: person\n---\n"
	fire = "---\ntitle: Fire\ndate: 2021-12-19\n---\n"
	news = "---\ntitle: News\ndate: 2021-12-20\nincidents: [fire]\n---\n"
)

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"nothing to say", map[string]string{
			"content/actors/nato.md":    nato,
			"content/articles/a.md":     "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\n---\nNATO, says [the fire](../incidents/fire.md), see [below](#more).\n\n## More\n",
			"content/incidents/fire.md": fire,
		}, nil},
		{"folders that are called like backups", map[string]string{
			"content/actors/nato.md":            nato,
			"content/articles/a.md":             "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\n---\nNATO\n",
			"content/articles/2021~/b.md":       news,
			"content/articles/2021~/12/c.md":    news,
			"content/articles/pictures~/c.png":  "",
			"content/articles/.stversions/a.md": news,
			"content/articles/a.md~":            news,
			"content/incidents/#old#/fire.md":   fire,
			"content/incidents/fire.md":         fire,
		}, []string{
			`content/articles/2021~: warning: is left out, with the Markdown in it (2), because editors call their backups so; rename it if it is to be read`,
			`content/incidents/#old#: warning: is left out, with the Markdown in it (1), because editors call their backups so; rename it if it is to be read`,
		}},
		{"texts in other letters than their language", map[string]string{
			"content/_index.md":         "---\ntitle: T\nlanguage: ar\n---\n",
			"content/articles/a.md":     "---\ntitle: Who fired?\ndate: 2021-12-20\nincidents: [fire]\n---\nNobody knows.\n",
			"content/articles/b.md":     "---\ntitle: NATO\ndate: 2021-12-21\nincidents: [fire]\n---\nلا أحد يعرف من أطلق النار.\n",
			"content/articles/c.md":     "---\ntitle: Qui a tiré ?\ndate: 2021-12-22\nincidents: [fire]\nlang: fr\n---\n",
			"content/articles/d.md":     "---\ntitle: מי ירה?\ndate: 2021-12-23\nincidents: [fire]\nlang: en\n---\n",
			"content/incidents/fire.md": "---\ntitle: حريق\ndate: 2021-12-19\n---\n",
		}, []string{
			`content/articles/a.md:2:8: warning: is in Latin letters, which "ar" does not have; write its language under lang:`,
			`content/articles/d.md:5:7: warning: is in Hebrew letters, which "en" does not have; write its language under lang:`,
		}},
		{"links within the site", map[string]string{
			"content/articles/a.md": "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\n---\n## First part\n\n[x](#frist-part) [y](/incidents/fier/) [z](../a/#first-part)\n" +
				"[[fire#top]] [[fire#rockets]] [web](https://example.org/no) <b@example.org> [s](/style.css#x)\n",
			"content/incidents/fire.md": fire,
		}, []string{
			`content/articles/a.md:8:4: warning: nothing on /articles/a/ is called #frist-part; did you mean "#first-part"?`,
			`content/articles/a.md:8:21: warning: no page stands at /incidents/fier/; did you mean "/incidents/fire/"?`,
			`content/articles/a.md:9:14: warning: nothing on /incidents/fire/ is called #rockets`,
		}},
		{"files of the site's own", map[string]string{
			"content/articles/a.md":     "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\n---\n![x](/img/x.jpg) ![l](/stile.css)\n![x](/img/x.jpg) [p](/docs/p.pdf) ![s](/style.css)\n\n![c](</img/a b.png> \"Caption\")\n\n[f](/incidents/fire/feed.xml) [s](/style.CSS)\n",
			"content/incidents/fire.md": fire,
		}, []string{
			"content/articles/a.md:6:5: warning: no file stands at /img/x.jpg; put it at static/img/x.jpg",
			`content/articles/a.md:6:22: warning: no file stands at /stile.css; did you mean "/style.css"?`,
			"content/articles/a.md:7:5: warning: no file stands at /img/x.jpg; put it at static/img/x.jpg",
			"content/articles/a.md:7:21: warning: no file stands at /docs/p.pdf; put it at static/docs/p.pdf",
			"content/articles/a.md:9:6: warning: no file stands at /img/a b.png; put it at static/img/a b.png",
			"content/articles/a.md:11:4: warning: /incidents/fire/feed.xml is there with a base_url only; write that into content/_index.md",
			`content/articles/a.md:11:34: warning: no file stands at /style.CSS; did you mean "/style.css"?`,
		}},
		{"links whose addresses begin alike", map[string]string{
			"content/_index.md":           "---\ntitle: T\nmenu: [about]\n---\n",
			"content/pages/about.md":      "---\ntitle: About\n---\n`[c](../pages/about)`\n\n```\n[c](../pages/about)\n```\n\nGood [g](../pages/about.md).\n\nBad [i](../pages/about) here, [l](/lost/).\n",
			"content/articles/a/index.md": "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\ncorrections: [{date: 2021-12-21, note: '[y](../b.md#two) [z](/articles/b/#tow)'}]\n---\n[f](/articles/b) [y](../b.md#tw) [[b#t|text]]\n",
			"content/articles/b.md":       "---\ntitle: B\ndate: 2021-12-20\nincidents: [fire]\n---\n## Two\n\n[v](/a%20b/) [w](</a b/>)\n",
			"content/incidents/fire.md":   fire,
		}, []string{
			`content/articles/a/index.md:5:61: warning: nothing on /articles/b/ is called #tow; did you mean "#top"?`,
			`content/articles/a/index.md:7:18: warning: nothing on /articles/b/ is called #tw; did you mean "#two"?`,
			`content/articles/a/index.md:7:34: warning: nothing on /articles/b/ is called #t`,
			`content/articles/b.md:8:4: warning: no page stands at /a b/`,
			`content/articles/b.md:8:18: warning: no page stands at /a b/`,
			`content/pages/about.md:12:8: warning: no page stands at /pages/about/`,
			`content/pages/about.md:12:34: warning: no page stands at /lost/`,
		}},
		{"equal links", map[string]string{
			"content/articles/a.md": "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\ncorrections: [{date: 2021-12-21, note: '[n](/lost/)'}]\n---\n" +
				"[é](/lost/) [b](/lost/) `[c](/lost/)`\n\n[d](/lost/).\n\n[[fire#x]] [e](../incidents/fire.md#x) [f](/incidents/fire/#x)\n",
			"content/articles/b.md":     news + "[one][l] and [two][l]\n\n[l]: /lost/\n",
			"content/incidents/fire.md": fire,
		}, []string{
			"content/articles/a.md:5:44: warning: no page stands at /lost/",
			"content/articles/a.md:7:4: warning: no page stands at /lost/",
			"content/articles/a.md:7:16: warning: no page stands at /lost/",
			"content/articles/a.md:9:4: warning: no page stands at /lost/",
			"content/articles/a.md:11:1: warning: nothing on /incidents/fire/ is called #x",
			"content/articles/a.md:11:12: warning: nothing on /incidents/fire/ is called #x",
			"content/articles/a.md:11:43: warning: nothing on /incidents/fire/ is called #x",
			"content/articles/b.md:8:6: warning: no page stands at /lost/",
		}},
		{"links in translations", map[string]string{
			"content/_index.md":         "---\ntitle: T\nlanguages: [ar]\nmenu: [timeline, about, more]\n---\n",
			"content/_index.ar.md":      "---\ntitle: ت\n---\n[x](/no/)\n",
			"content/articles/a.md":     "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\ncorrections: [{date: 2021-12-21, note: '[x](/lost/)'}]\n---\nIt burned.\n\n## Part\n",
			"content/articles/a.ar.md":  "---\ntitle: أ\nannotations: [{quote: احترق, note: '[x](/gone/)'}]\n---\nاحترق.\n\n## جزء\n",
			"content/incidents/fire.md": fire,
			"content/pages/about.md":    "---\ntitle: About\n---\n[x](../articles/a.md#part) [s](/style.css)\n",
			"content/pages/about.ar.md": "---\ntitle: حول\n---\n[x](../articles/a.md#part) [y](#nothere) [z](/articles/b/)\n[p](../articles/a.md#جزء) [s](/style.css) [i](../incidents/fire.md) [e](../../about/) [w](/ar/about/)\n",
			"content/pages/more.md":     "---\ntitle: More\n---\n[x](/nowhere/)\n",
		}, []string{
			"content/_index.ar.md:4:4: warning: no page stands at /ar/no/",
			"content/articles/a.ar.md:3:40: warning: no page stands at /ar/gone/",
			"content/articles/a.md:5:44: warning: no page stands at /lost/",
			"content/pages/about.ar.md:4:1: warning: nothing on /ar/articles/a/ is called #part",
			"content/pages/about.ar.md:4:31: warning: nothing on /ar/about/ is called #nothere",
			`content/pages/about.ar.md:4:45: warning: no page stands at /ar/articles/b/; did you mean "/articles/a/"?`,
			`content/pages/about.ar.md:5:90: warning: no page stands at /ar/ar/about/; did you mean "/about/"?`,
			"content/pages/more.md:4:4: warning: no page stands at /nowhere/",
		}},
		{"orphans", map[string]string{
			"content/articles/a.md":     "---\ntitle: A\ndate: 2021\n---\n",
			"content/incidents/fire.md": fire,
			"content/sources/s.md":      "---\nname: S\n---\n",
			"content/pages/p.md":        "---\ntitle: P\n---\n[me](p.md)\n",
		}, []string{
			"content/articles/a.md: warning: nothing leads to this article: it names no incident and no actor, and no text links it; add incidents: or actors:",
			"content/incidents/fire.md: warning: nothing leads to this incident: no article reports it, and no text or incident names it; name it under incidents: of an article",
			"content/pages/p.md: warning: nothing leads to this page: no text links it, and the menu does not have it; add it to menu: in content/_index.md, or link it",
			"content/sources/s.md: warning: nothing leads to this source: no article is published by it or credits it; name it under source: or credits:",
		}},
		{"no orphans", map[string]string{
			"content/_index.md":         "---\ntitle: T\nmenu: [timeline, p]\n---\n[[a]]\n",
			"content/articles/a.md":     "---\ntitle: A\ndate: 2021\nsource: s\nannotations: [{quote: It burned, note: 'See [[q]]', sources: [b], incident: fire}]\n---\nIt burned.\n",
			"content/articles/b.md":     "---\ntitle: B\ndate: 2021\ncredits: [r]\n---\n",
			"content/incidents/fire.md": fire,
			"content/sources/s.md":      "---\nname: S\n---\n",
			"content/sources/r.md":      "---\nname: R\n---\n",
			"content/pages/p.md":        "---\ntitle: P\n---\n",
			"content/pages/q.md":        "---\ntitle: Q\n---\n",
		}, nil},
		{"slips in the fields of accounts", map[string]string{
			"content/_index.md":         "---\ntitle: T\nfields: {tonnes: Tonnes spilled, claimed: Claimed by}\n---\n",
			"content/articles/a.md":     "---\ntitle: A\ndate: 2021\nincidents: [fire]\naccounts:\n  fire: {tones: 4, crew: 2, max speed: 9, rescue boats: 1, phase 10: x, Fire engines: 2, claimed: x, clamed: y}\n---\n",
			"content/articles/b.md":     "---\ntitle: B\ndate: 2021\nincidents: [fire]\naccounts:\n  fire: {tonnes: 4, crow: 2, min speed: 3, rescue baots: 1, phase 11: x}\n---\n",
			"content/articles/c.md":     "---\ntitle: C\ndate: 2021\nincidents: [fire]\naccounts:\n  fire: {min speed: 3, rescue boats: 2, phase 11: x}\n---\n",
			"content/incidents/fire.md": "---\ntitle: A fire\ndate: 2021\nestablished: {tonne: 4}\n---\n",
		}, []string{
			`content/articles/a.md:6:10: warning: no other account has the field "tones"; did you mean "tonnes"? (if not, give it a label under fields: in content/_index.md)`,
			`content/articles/a.md:6:102: warning: no other account has the field "clamed"; did you mean "claimed"? (if not, give it a label under fields: in content/_index.md)`,
			`content/articles/b.md:6:44: warning: no other account has the field "rescue baots"; did you mean "rescue boats"? (if not, give it a label under fields: in content/_index.md)`,
			`content/incidents/fire.md:4:15: warning: no other account has the field "tonne"; did you mean "tonnes"? (if not, give it a label under fields: in content/_index.md)`,
		}},
		{"tags in other spellings", map[string]string{
			"content/articles/a.md":     "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\ntags: [Straße, économie, Economie, Votes]\n---\n",
			"content/articles/b.md":     "---\ntitle: B\ndate: 2021-12-20\nincidents: [fire]\ntags: [STRASSE, Vote, Fires, C++]\n---\n",
			"content/incidents/fire.md": "---\ntitle: Fire\ndate: 2021-12-19\ntags: [Économie, Fires, 'C#']\n---\n",
		}, []string{
			`content/articles/a.md:5:16: warning: the tag "économie" is "Économie" in content/incidents/fire.md; write it the same everywhere`,
			`content/articles/a.md:5:26: warning: the tag "Economie" is "Économie" in content/incidents/fire.md; write it the same everywhere`,
			`content/articles/b.md:5:8: warning: the tag "STRASSE" is "Straße" in content/articles/a.md; write it the same everywhere`,
		}},
		{"names in other spellings", map[string]string{
			"content/actors/nato.md":     nato,
			"content/actors/al-araji.md": araj,
			"content/actors/emile.md":    "---\nname: Émile Lahoud\n---\n",
			"content/incidents/fire.md":  fire,
			"content/articles/a.md":      news + "Nato said so.\nAraji, or Qasim Al-Araji, agreed.\n\nSo did Emile Lahoud.\n",
			"content/articles/b.md":      news + "Natoism. The araji tribe. emile alone.\n",
			"content/articles/c.md":      news + "Qasim al-Araji spoke; Araji spoke again. NATO and nato.\n",
			"content/articles/d.md":      news + "[The NATO page](https://example.org/) tells more.\n",
			"content/articles/e.md":      news + "[[d|The Nato page]] and [another of Nato](https://example.org/) tell more of Araji,\n[[d]]. Nato said so.\n",
			"content/articles/f.md":      news + "Run `Nato *`, or\n\n```\nAraji\n```\n\nSo Nato did.\n",
		}, []string{
			`content/articles/a.md:6:1: warning: "Nato" reads like the actor NATO, who is not linked; write [[nato|Nato]] if that is who is meant`,
			`content/articles/a.md:7:1: warning: "Araji" reads like the actor Qasim al-Araji, who is not linked; write [[al-araji|Araji]] if that is who is meant`,
			`content/articles/a.md:9:8: warning: "Emile Lahoud" reads like the actor Émile Lahoud, who is not linked; write [[emile|Emile Lahoud]] if that is who is meant`,
			`content/articles/e.md:6:78: warning: "Araji" reads like the actor Qasim al-Araji, who is not linked; write [[al-araji|Araji]] if that is who is meant`,
			`content/articles/e.md:7:8: warning: "Nato" reads like the actor NATO, who is not linked; write [[nato|Nato]] if that is who is meant`,
			`content/articles/f.md:12:4: warning: "Nato" reads like the actor NATO, who is not linked; write [[nato|Nato]] if that is who is meant`,
		}},
		{"names that are too common to be linked", map[string]string{
			"content/actors/ali.md":     "---\nname: Ali State\nkind: person\n---\n",
			"content/actors/dep.md":     "---\nname: State\nalso_known_as: [the Department, State Security]\nmention: off\n---\n",
			"content/actors/sec.md":     "---\nname: Security\n---\n",
			"content/incidents/fire.md": fire,
			"content/articles/a.md":     news + "State said so, and THE department, and state SECURITY. Security of the State.\n",
		}, nil},
		{"last names that two bear", map[string]string{
			"content/actors/a.md":       "---\nname: Ali Sadr\nkind: person\n---\n",
			"content/actors/b.md":       "---\nname: Muqtada Sadr\nkind: person\n---\n",
			"content/incidents/fire.md": fire,
			"content/articles/a.md":     news + "Sadr spoke.\n",
		}, nil},
		{"actors twice", map[string]string{
			"content/actors/a.md": "---\nname: Qasim al-Araji\n---\n",
			"content/actors/b.md": "---\nname: Kassem Al Aaraji\n---\n",
			"content/actors/c.md": "---\nname: Brigade 45\n---\n",
			"content/actors/d.md": "---\nname: Brigade 46\n---\n",
			"content/actors/e.md": "---\nname: Muqtada al-Sadr\n---\n",
			"content/actors/f.md": "---\nname: مقتدى الصدر\n---\n",
			"content/actors/g.md": "---\nname: Popular Front\nrelations: [{kind: successor-of, actor: h}]\n---\n",
			"content/actors/h.md": "---\nname: Popular Fronts\n---\n",
			"content/actors/i.md": "---\nname: Iran\n---\n",
			"content/actors/j.md": "---\nname: Iraq\n---\n",
			"content/actors/k.md": "---\nname: Iran\n---\n",
		}, []string{
			`content/actors/a.md: warning: Qasim al-Araji may be Kassem Al Aaraji (b) again: "Qasim al-Araji" and "Kassem Al Aaraji" are nearly one name; keep one of the two, or name a relation between them`,
			`content/actors/f.md: warning: مقتدى الصدر may be Muqtada al-Sadr (e) again: "مقتدى الصدر" and "Muqtada al-Sadr" are nearly one name; keep one of the two, or name a relation between them`,
			`content/actors/k.md: warning: Iran may be Iran (i) again: both are called "Iran"; keep one of the two, or name a relation between them`,
		}},
		{"incidents twice", map[string]string{
			"content/articles/a.md":  "---\ntitle: A\ndate: 2022\nincidents: [a, b, c, d, e]\n---\n",
			"content/incidents/a.md": "---\ntitle: Two rockets hit the Green Zone\ndate: 2021-12-19\n---\n",
			"content/incidents/b.md": "---\ntitle: Rockets hit Green Zone\ndate: 2021-12-19\n---\n",
			"content/incidents/c.md": "---\ntitle: Rockets hit Green Zone\ndate: 2021-12-20\n---\n",
			"content/incidents/d.md": "---\ntitle: Minister meets the ambassador\ndate: 2021-12-19\n---\n",
			"content/incidents/e.md": "---\ntitle: Minister meets ambassador\ndate: 2021-12-19\nrelated: [d]\n---\n",
		}, []string{
			`content/incidents/a.md: warning: "Two rockets hit the Green Zone" may be "Rockets hit Green Zone" (b) again: the day is the same and the titles are alike; keep one of the two, or name the other under related:`,
		}},
		{"one address twice", map[string]string{
			"content/articles/a copy.md": "---\ntitle: News\ndate: 2021-12-20\nincidents: [fire]\nurl: http://example.org/a/?utm_source=x\n---\n",
			"content/articles/a.md":      "---\ntitle: News\ndate: 2021-12-20\nincidents: [fire]\nurl: https://example.org/a\n---\n",
			"content/articles/b.md":      "---\ntitle: Later\ndate: 2021-12-21\nincidents: [fire]\nurl: https://example.org/a\narchive: https://example.net/1\n---\n",
			"content/articles/c.md":      news,
			"content/incidents/fire.md":  fire,
		}, []string{
			"content/articles/a copy.md:5:6: warning: this may be the article of content/articles/a.md again: the address is the same; keep one of the two, or name the archived copy of each under archive:",
		}},
		{"dates against each other", map[string]string{
			"content/actors/nato.md": "---\nname: NATO\nroles: [{title: R, from: 2021, to: 2020}]\n---\n",
			"content/articles/a.md": "---\ntitle: A\ndate: 2021-12-18\nupdated: 2021-12-17\nretrieved: 2021-12\nincidents: [fire]\n" +
				"corrections: [{date: 2021-11, note: N}]\n---\n",
			"content/articles/b.md":     "---\ntitle: B\ndate: 2021-12\nincidents: [fire, part]\n---\n",
			"content/incidents/fire.md": fire,
			"content/incidents/part.md": "---\ntitle: Part\ndate: 2021-12-20\npart_of: fire\n---\n",
		}, []string{
			"content/actors/nato.md:3:36: warning: to: 2020 is before from: 2021",
			"content/articles/a.md:3:7: warning: the article was published on 2021-12-18, before the incident that it reports began (fire: 2021-12-19); mend one of the dates, or take the incident off",
			"content/articles/a.md:4:10: warning: updated: 2021-12-17 is before the article was published (2021-12-18)",
			"content/articles/a.md:7:22: warning: the correction of 2021-11 is before the article was published (2021-12-18)",
			"content/incidents/part.md:3:7: warning: 2021-12-20 lies outside the incident that this is part of (fire: 2021-12-19)",
		}},
		{"times against each other", map[string]string{
			"content/articles/a.md":     "---\ntitle: A\ndate: 2021-12-19T01:00:00+03:00\nincidents: [fire, vote]\n---\n",
			"content/incidents/fire.md": "---\ntitle: Fire\ndate: 2021-12-18T23:30:00-05:00\n---\n",
			"content/articles/b.md":     "---\ntitle: B\ndate: 2021-12-18T23:30:00-05:00\nincidents: [vote]\n---\n",
			"content/incidents/vote.md": "---\ntitle: Vote\ndate: 2021-12-19T01:00:00+03:00\n---\n",
		}, []string{
			"content/articles/a.md:3:7: warning: the article was published on 2021-12-19T01:00:00+03:00, before the incident that it reports began (fire: 2021-12-18T23:30:00-05:00); mend one of the dates, or take the incident off",
		}},
		{"labels and words for what is not there", map[string]string{
			"content/_index.md":         "---\ntitle: T\nlanguages: [de]\nfields: {rockets: Rockets, drons: Drones, settled: Settled, mines: Mines}\nwords: {fires: Fires, Harbuor: Port, Mayor: Mayor of the town, floods: Floods}\n---\n",
			"content/_index.de.md":      "---\ntitle: T\nfields: {rokets: Raketen, settled: Festgestellt}\nwords: {fires: Brände, Harbour: Hafen, Major: Bürgermeister}\n---\n",
			"content/actors/nato.md":    "---\nname: NATO\nroles: [{title: Mayor}]\n---\n",
			"content/articles/a.md":     "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\nactors: [nato]\ntags: [fires]\naccounts: {fire: {rockets: 2, drones: 1}}\n---\n",
			"content/incidents/fire.md": "---\ntitle: Fire\ndate: 2021-12-19\nplace: Harbour\nestablished: {settled: 1}\n---\n",
			"content/articles/draft.md": "---\ntitle: A\ndraft: true\ndate: 2021-12-20\nincidents: [fire]\ntags: [floods]\naccounts: {fire: {mines: 2}}\n---\n",
		}, []string{
			`content/_index.de.md:3:10: warning: fields: no account has the field "rokets"; did you mean "rockets"?`,
			`content/_index.de.md:4:40: warning: words: there is no tag, place or office "Major"; did you mean "Mayor"?`,
			`content/_index.md:4:28: warning: fields: no account has the field "drons"; did you mean "drones"?`,
			`content/_index.md:5:23: warning: words: there is no tag, place or office "Harbuor"; did you mean "Harbour"?`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFindings(t, newSite(t, tt.files), tt.want...)
		})
	}
}

// What is said to have happened cannot be still to come; an incident may be planned.
func TestStillToCome(t *testing.T) {
	s := newSite(t, map[string]string{
		"content/articles/a.md":     "---\ntitle: A\ndate: 2201-12-19\nretrieved: 2021-12-31\nincidents: [vote]\n---\n",
		"content/articles/b.md":     "---\ntitle: B\ndate: 2021\nupdated: 2022-01-02\nretrieved: 2022-01-01\nincidents: [fire]\ncorrections: [{date: 2022-02, note: N}]\n---\n",
		"content/articles/c.md":     "---\ntitle: The vote is announced\ndate: 2021-12-20\nincidents: [vote]\n---\n",
		"content/incidents/fire.md": fire,
		"content/incidents/vote.md": "---\ntitle: Vote\ndate: 2030\n---\n",
	})
	var err error
	if s.Today, err = edtf.Parse("2022-01-01"); err != nil {
		t.Fatal(err)
	}
	wantFindings(t, s,
		"content/articles/a.md:3:7: warning: the article was published on 2201-12-19, which is still to come; mend the date, or keep the article a draft until then",
		"content/articles/a.md:4:12: warning: retrieved: 2021-12-31 is before the article was published (2201-12-19)",
		"content/articles/b.md:4:10: warning: updated: 2022-01-02 is still to come; mend the date",
		"content/articles/b.md:7:22: warning: the correction of 2022-02 is still to come; mend the date",
	)
}

// Places and tags that one document alone has may be a slip; what settings word is meant.
func TestSpellings(t *testing.T) {
	s := newSite(t, map[string]string{
		"content/_index.md":      "---\ntitle: T\nwords: {Fort Saltmouth: Fort}\n---\n",
		"content/articles/a.md":  "---\ntitle: A\ndate: 2022\nincidents: [a, b, c, d, e]\ntags: [wages, strikes]\n---\n",
		"content/incidents/a.md": "---\ntitle: Cranes stop\ndate: 2021-01-01\nplace: Port Saltmouth\ntags: [wages]\n---\n",
		"content/incidents/b.md": "---\ntitle: Ships wait\ndate: 2021-02-01\nplace: port saltmouth\ntags: [wage]\n---\n",
		"content/incidents/c.md": "---\ntitle: Talks begin\ndate: 2021-03-01\nplace: Port Saltmuoth\ntags: [pay, dock 1]\n---\n",
		"content/incidents/d.md": "---\ntitle: A deal is made\ndate: 2021-04-01\nplace: Fort Saltmouth\ntags: [dock 2, dock 2b]\n---\n",
		"content/incidents/e.md": "---\ntitle: Work goes on\ndate: 2021-05-01\nplace: Port Saltmouth\ntags: [strike, dock 2]\n---\n",
	})
	wantFindings(t, s,
		`content/incidents/b.md:5:8: warning: nothing else has the tag "wage"; did you mean "wages"? (if not, give it a word under words: in content/_index.md)`,
		`content/incidents/c.md:4:8: warning: nothing else has the place "Port Saltmuoth"; did you mean "Port Saltmouth"? (if not, give it a word under words: in content/_index.md)`,
	)
}

// What actors and countries are called is no slip, and neither is a place that lies elsewhere.
func TestSpellingsThatAreMeant(t *testing.T) {
	s := newSite(t, map[string]string{
		"content/_index.md":      "---\ntitle: T\nlanguage: fr\n---\n",
		"content/actors/x.md":    "---\nname: Hamat\ntags: [mali, niger]\n---\n",
		"content/articles/a.md":  "---\ntitle: A\ndate: 2022\nactors: [x]\nincidents: [a, b, c]\ntags: [iran, hamas, bali, chine, inger, brest]\n---\n",
		"content/incidents/a.md": "---\ntitle: Cranes stop\ndate: 2021-01-01\nplace: {name: Stanford, lat: 37.4, lon: -122.1}\ntags: [iran, hamas, mali, chime, niger, bresta, brest]\n---\n",
		"content/incidents/b.md": "---\ntitle: Ships wait\ndate: 2021-02-01\nplace: Stanford\ntags: [iraq, hamat, chime]\n---\n",
		"content/incidents/c.md": "---\ntitle: Talks begin\ndate: 2021-03-01\nplace: {name: Stamford, lat: 41.1, lon: -73.5}\n---\n",
	})
	var got []string
	for _, line := range findings(t, s) {
		if strings.Contains(line, "nothing else has") {
			_, line, _ = strings.Cut(line, "nothing else has the ")
			got = append(got, line[:strings.Index(line, " (")])
		}
	}
	want := []string{`tag "bali"; did you mean "mali"?`, `tag "inger"; did you mean "niger"?`, `tag "bresta"; did you mean "brest"?`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A feed is there for what lists something, and lies in no static/.
func TestFeeds(t *testing.T) {
	s := newSite(t, map[string]string{
		"content/actors/nato.md":    nato,
		"content/articles/a.md":     "---\ntitle: A\ndate: 2021-12-20\nincidents: [fire]\n---\n[[nato]] [f](/feed.xml) [o](/actors/nato/feed.xml) [j](/lost/feed.json) [i](/incidents/fier/feed.xml)\n",
		"content/incidents/fire.md": fire,
	})
	for _, name := range []string{"sitemap.xml", "feed.xml", "incidents/fire/feed.xml"} {
		s.Files.(fstest.MapFS)[name] = &fstest.MapFile{}
	}
	const when = "; the site, its corrections and each actor, incident, source and tag have one as soon as an entry with a date is in it: link the page until then"
	wantFindings(t, s,
		"content/articles/a.md:6:28: warning: no feed stands at /actors/nato/feed.xml"+when,
		"content/articles/a.md:6:55: warning: no feed stands at /lost/feed.json"+when,
		`content/articles/a.md:6:76: warning: no file stands at /incidents/fier/feed.xml; did you mean "/incidents/fire/feed.xml"?`,
	)
}

// An older address leads to the page that the document has now, also in a further
// edition. What only a translation links is linked.
func TestOlderAddresses(t *testing.T) {
	s := newSite(t, map[string]string{
		"content/_index.md":          "---\ntitle: T\nlanguages: [fr]\n---\n[[l]]\n",
		"content/articles/moved.md":  "---\ntitle: Moved\ndate: 2021-12-20\naliases: [old/path/]\n---\n## Part\n",
		"content/articles/alone.md":  "---\ntitle: Alone\ndate: 2021-12-20\naliases: [before/]\n---\n[myself](/before/)\n",
		"content/articles/second.md": "---\ntitle: Second\ndate: 2021-12-20\n---\n## Part\n",
		"content/articles/l.md":      "---\ntitle: L\ndate: 2021-12-20\n---\nSee [one](/old/path/#part), [two](/old/path/#prat).\n",
		"content/articles/l.fr.md":   "---\ntitle: L\n---\n[[second]] [un](/old/path/#part) [deux](/old/path/#tarp)\n",
	})
	s.Redirects = map[string]string{"/before/": "/articles/alone/", "/old/path/": "/articles/moved/", "/fr/old/path/": "/fr/articles/moved/"}
	pages := s.Files.(fstest.MapFS)
	for from := range s.Redirects {
		pages[from[1:]+"index.html"] = &fstest.MapFile{Data: []byte(`<a href="elsewhere">Moved</a>`)}
	}
	wantFindings(t, s,
		`content/articles/alone.md: warning: nothing leads to this article: it names no incident and no actor, and no text links it; add incidents: or actors:`,
		`content/articles/l.fr.md:4:40: warning: nothing on /fr/articles/moved/ is called #tarp`,
		`content/articles/l.md:5:34: warning: nothing on /articles/moved/ is called #prat; did you mean "#part"?`,
	)
}

func TestVanished(t *testing.T) {
	s := newSite(t, map[string]string{
		"content/articles/new.md":   "---\ntitle: The same & more\ndate: 2021-12-20\nincidents: [fire]\n---\n",
		"content/articles/stays.md": "---\ntitle: Stays\ndate: 2021-12-20\nincidents: [fire]\n---\n",
		"content/incidents/fire.md": fire,
	})
	s.Last = Last{
		Paths: []string{
			"articles/old/index.html", "articles/stays/index.html", "articles/lost/index.html", "incidents/fire/index.html",
			"2020/index.html", "2020/05/index.html", "tags/x/index.html", "feed.xml", "articles/old/index.html", "actors/nato/page/2/index.html",
			"embed/index.html", "actors/nato/embed/index.html",
		},
		Read: fstest.MapFS{
			"articles/old/index.html":  {Data: []byte("<title>x</title><h1 lang=en>The <b>same</b>\n&amp; more</h1><h1>no</h1>")},
			"articles/lost/index.html": {Data: []byte("<h1>Something else</h1>")},
		}.ReadFile,
	}
	wantFindings(t, s,
		"content/_index.md: warning: /articles/lost/ was in the last build and is gone; write aliases: [articles/lost/] into the document that took its place",
		"content/articles/new.md: warning: this stood at /articles/old/ in the last build and stands at /articles/new/ now; write aliases: [articles/old/], so that links to it go on (check --fix does, and mends what refers to it)",
	)
}

func TestSkeleton(t *testing.T) {
	for _, same := range [][]string{
		{"Qasim al-Araji", "Qassim Al Araji", "Kasim el-Araji", "Araji, Qasim"},
		{"Mustafa al-Kadhimi", "Mustafa Al-Kadimi", "Moustafa al Kadhimi"},
		{"Émile", "Emile", "EMILE"},
		{"Muammar Gaddafi", "Moammar Gadafi"},
	} {
		for _, name := range same {
			if skeleton(name) != skeleton(same[0]) {
				t.Errorf("%q is %q, %q is %q", name, skeleton(name), same[0], skeleton(same[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"Iran", "Iraq"}, {"Brigade 44", "Brigade 4"}, {"Hashd", "Hezbollah"}} {
		if skeleton(pair[0]) == skeleton(pair[1]) {
			t.Errorf("%q and %q are both %q", pair[0], pair[1], skeleton(pair[0]))
		}
	}
}
