package timeline

import (
	"strings"
	"testing"
)

// cast is what the reference tests refer to, nearly.
const cast = `
-- actors/nato.md --
---
name: NATO
---
-- incidents/meeting.md --
---
title: Meeting
date: 2021-12-26
---
-- sources/xinhua.md --
---
name: Xinhua
---
-- pages/about.md --
---
title: About
---
-- articles/first.md --
---
title: First
date: 2021-12-27
---
`

func TestUnresolvedReferences(t *testing.T) {
	for _, tt := range []struct{ name, file, want string }{
		{
			"publisher", "-- articles/a.md --\n---\ntitle: A\ndate: 2021\nsource: xinhau\n---\n",
			`content/articles/a.md:4:9: error: no source "xinhau"; did you mean "xinhua"?`,
		},
		{
			"credit", "-- articles/a.md --\n---\ntitle: A\ndate: 2021\ncredits: [xinhua, sputnik]\n---\n",
			`content/articles/a.md:4:19: error: no source "sputnik"; sources are files in content/sources/`,
		},
		{
			"incident", "-- articles/a.md --\n---\ntitle: A\ndate: 2021\nincidents:\n  - meetings\n---\n",
			`content/articles/a.md:5:5: error: no incident "meetings"; did you mean "meeting"?`,
		},
		{
			"incident far off", "-- articles/a.md --\n---\ntitle: A\ndate: 2021\nincidents: [vote]\n---\n",
			`content/articles/a.md:4:13: error: no incident "vote"; incidents are files in content/incidents/`,
		},
		{
			"actor of an article", "-- articles/a.md --\n---\ntitle: A\ndate: 2021\nactors: [natoo]\n---\n",
			`content/articles/a.md:4:10: error: no actor "natoo"; did you mean "nato"?`,
		},
		{
			"publisher who speaks", "-- articles/a.md --\n---\ntitle: A\ndate: 2021\nannotations: {quote: X, note: n, by: xinhua}\n---\nX\n",
			`content/articles/a.md:4:38: error: no actor "xinhua", which is a source; name an actor, or write content/actors/xinhua.md`,
		},
		{
			"actor who publishes", "-- articles/a.md --\n---\ntitle: A\ndate: 2021\nannotations: {quote: X, note: n, via: NATO}\n---\nX\n",
			`content/articles/a.md:4:39: error: no source "NATO", which is an actor; name a source, or write content/sources/nato.md`,
		},
		{
			"publisher by name", "-- sources/daily.md --\n---\nname: The Daily\n---\n-- incidents/i.md --\n---\ntitle: I\ndate: 2021\nactors: [the daily]\n---\n",
			`content/incidents/i.md:4:10: error: no actor "the daily", which is a source; name an actor, or write content/actors/daily.md`,
		},
		{
			"actor of an incident", "-- incidents/i.md --\n---\ntitle: I\ndate: 2021\nactors: [{role: target, actor: natoo}]\n---\n",
			`content/incidents/i.md:4:32: error: no actor "natoo"; did you mean "nato"?`,
		},
		{
			"related incident", "-- incidents/i.md --\n---\ntitle: I\ndate: 2021\nrelated: [metting]\n---\n",
			`content/incidents/i.md:4:11: error: no incident "metting"; did you mean "meeting"?`,
		},
		{
			"whole", "-- incidents/i.md --\n---\ntitle: I\ndate: 2021\npart_of: [metting]\n---\n",
			`content/incidents/i.md:4:11: error: no incident "metting"; did you mean "meeting"?`,
		},
		{
			"office", "-- actors/x.md --\n---\nname: X\nroles: [{title: Envoy, of: natoo}]\n---\n",
			`content/actors/x.md:3:28: error: no actor "natoo"; did you mean "nato"?`,
		},
		{
			"relation", "-- actors/x.md --\n---\nname: X\nrelations: [{kind: part-of, actor: natoo}]\n---\n",
			`content/actors/x.md:3:36: error: no actor "natoo"; did you mean "nato"?`,
		},
		{
			"relation to nobody", "-- actors/x.md --\n---\nname: X\nrelations: [{kind: part-of}]\n---\n",
			`content/actors/x.md:3:20: error: this relation leads nowhere; add actor: with a slug, or name: for somebody without a page`,
		},
		{
			"relation of no kind to nobody", "-- actors/x.md --\n---\nname: X\nrelations: [{from: 2020}]\n---\n",
			`content/actors/x.md:3:13: error: relations: has no kind; write kind: …`,
		},
		{
			"role of nobody", "-- incidents/i.md --\n---\ntitle: I\ndate: 2021\nactors: [{role: host}]\n---\n",
			`content/incidents/i.md:4:10: error: actors: has no actor; write actor: …`,
		},
		{
			"relation to itself", "-- actors/a.md --\n---\nname: A\nrelations: [{kind: member-of, actor: a}]\n---\n",
			`content/actors/a.md:3:38: error: this relation leads to the actor itself; write the slug of another`,
		},
		{
			"part of itself", "-- incidents/i.md --\n---\ntitle: I\ndate: 2021\npart_of: [meeting, i]\n---\n",
			`content/incidents/i.md:4:20: error: an incident cannot be part of itself`,
		},
		{
			"wikilink", "-- pages/p.md --\n---\ntitle: P\n---\n\nSee [[metting]].\n",
			`content/pages/p.md:5:5: error: no document "metting"; did you mean "meeting"?`,
		},
		{
			"wikilink with a kind", "-- pages/p.md --\n---\ntitle: P\n---\n\nA [[actor:meeting]].\n",
			`content/pages/p.md:5:3: error: no actor "meeting", which is an incident; name an actor, or write content/actors/meeting.md`,
		},
		{
			"wikilink with a kind, misspelt", "-- pages/p.md --\n---\ntitle: P\n---\n\nA [[source:xinhau|X]].\n",
			`content/pages/p.md:5:3: error: no source "xinhau"; did you mean "xinhua"?`,
		},
		{
			"file", "-- pages/p.md --\n---\ntitle: P\n---\n\nThe [meeting](../incidents/metting.md).\n",
			`content/pages/p.md:5:5: error: no file content/incidents/metting.md; did you mean "../incidents/meeting.md"?`,
		},
		{
			"file far off", "-- pages/p.md --\n---\ntitle: P\n---\n\nThe [note](elsewhere.md).\n",
			`content/pages/p.md:5:5: error: no file content/pages/elsewhere.md`,
		},
		{
			"name of an actor", "-- actors/nuclear-agency.md --\n---\nname: Agência Nuclear\nalso_known_as: [CNEN, Zé]\n---\n-- articles/a.md --\n---\ntitle: A\ndate: 2021\nactors: [ZE]\n---\n",
			`content/articles/a.md:4:10: error: no actor "ZE"; did you mean "nuclear-agency"?`,
		},
		{
			"name of an actor in a text", "-- actors/nuclear-agency.md --\n---\nname: Agência Nuclear\nalso_known_as: CNEN\n---\n-- pages/p.md --\n---\ntitle: P\n---\n\nA [[cnen]].\n",
			`content/pages/p.md:5:3: error: no document "cnen"; did you mean "nuclear-agency"?`,
		},
		{
			"title of an incident", "-- incidents/i-2021.md --\n---\ntitle: The dam breaks\ndate: 2021\n---\n-- articles/a.md --\n---\ntitle: A\ndate: 2021\nincidents: [the dam breaks]\n---\n",
			`content/articles/a.md:4:13: error: no incident "the dam breaks"; did you mean "i-2021"?`,
		},
		{
			"name of two actors", "-- actors/x1.md --\n---\nname: One\nalso_known_as: AAA\n---\n-- actors/x2.md --\n---\nname: Two\nalso_known_as: AAA\n---\n-- articles/a.md --\n---\ntitle: A\ndate: 2021\nactors: [aaa]\n---\n",
			`content/articles/a.md:4:10: error: no actor "aaa"; actors are files in content/actors/`,
		},
		{
			"file in a folder of its own", "-- pages/p.md --\n---\ntitle: P\n---\n\nThe [rules](how.md).\n-- pages/hour.md --\n---\ntitle: H\n---\n-- pages/how/index.md --\n---\ntitle: H\n---\n",
			`content/pages/p.md:5:5: error: no file content/pages/how.md; it is content/pages/how/index.md now (check --fix writes that)`,
		},
		{
			"file in another folder", "-- pages/p.md --\n---\ntitle: P\n---\n\nThe [plan](plan.md).\n-- pages/desk/rules/2021-12-01-plan.md --\n---\ntitle: H\n---\n",
			`content/pages/p.md:5:5: error: no file content/pages/plan.md; it is content/pages/desk/rules/2021-12-01-plan.md now (check --fix writes that)`,
		},
		{
			"file of its slug among others", "-- pages/p.md --\n---\ntitle: P\n---\n\nThe [plan](/actors/about.md).\n",
			`content/pages/p.md:5:5: error: no file content/actors/about.md; did you mean "/pages/about.md"?`,
		},
		{
			"file beside", "-- pages/p.md --\n---\ntitle: P\n---\n\n![Map](map.png)\n",
			`content/pages/p.md:5:2: error: no file content/pages/map.png beside this page; a page's own files lie in its folder, as in slug/index.md with slug/map.png`,
		},
		{
			"link in the introduction", "-- _index.md --\n---\ntitle: T\n---\n[[metting]]\n",
			`content/_index.md:4:1: error: no document "metting"; did you mean "meeting"?`,
		},
		{
			"tag without a letter", "-- articles/a.md --\n---\ntitle: A\ndate: 2021\ntags: [ok, '!?']\n---\n",
			`content/articles/a.md:4:12: error: the tag "!?" has no letter or digit`,
		},
		{
			"tag without an end", "-- articles/a.md --\n---\ntitle: A\ndate: 2021\ntags: [ok, " + strings.Repeat("ب", 128) + "]\n---\n",
			`content/articles/a.md:4:12: error: the tag "` + strings.Repeat("ب", 128) + `" is too long for the address of its page, which has at most 255 bytes of it; write a shorter one`,
		},
		{
			"place without a letter", "-- incidents/i.md --\n---\ntitle: I\ndate: 2021\nplace: '?'\n---\n",
			`content/incidents/i.md:4:8: error: the place "?" has no letter or digit`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, lines := link(t, cast+tt.file)
			wantLines(t, "problems", lines, tt.want)
		})
	}
}

func TestNamedTwice(t *testing.T) {
	linked, lines := link(t, cast+`
-- articles/a.md --
---
title: A
date: 2021
credits: [xinhua, xinhua]
incidents: [meeting, meeting]
actors: [nato, nato]
tags: [Green Zone, green-zone]
---
`)
	wantLines(t, "problems", lines,
		`content/articles/a.md:4:19: warning: source "xinhua" is named twice`,
		`content/articles/a.md:5:22: warning: incident "meeting" is named twice`,
		`content/articles/a.md:6:16: warning: actor "nato" is named twice`,
		`content/articles/a.md:7:20: warning: the tag "green-zone" is named twice`)
	a := article(t, linked, "a")
	if len(a.Credits) != 1 || len(a.Incidents) != 1 || len(a.Actors) != 1 || len(a.Tags) != 1 {
		t.Errorf("counted twice: %d credits, %d incidents, %d actors, %d tags", len(a.Credits), len(a.Incidents), len(a.Actors), len(a.Tags))
	}
}

func TestCreditToPublisher(t *testing.T) {
	linked, lines := link(t, cast+"-- articles/a.md --\n---\ntitle: A\ndate: 2021\nsource: xinhua\ncredits: [Xinhua]\n---\n")
	wantLines(t, "problems", lines,
		`content/articles/a.md:5:11: warning: "Xinhua" is the publisher of this article; credits name whose reporting it carries beside its own`)
	if s := linked.Sources[0]; len(s.Reports) != 1 || len(s.Credits) != 0 {
		t.Errorf("the source has %d articles and is credited in %d, want 1 and 0", len(s.Reports), len(s.Credits))
	}
}

// A reference that leads nowhere hides none of the others.
func TestAllReferencesReported(t *testing.T) {
	linked, lines := link(t, cast+`
-- articles/a.md --
---
title: A
date: 2021
source: xinhau
actors: [natoo, nato]
accounts: {metting: {n: {value: 2, by: natoo}}}
---
[[metting]] and [[natoo]]
`)
	wantLines(t, "problems", lines,
		`content/articles/a.md:4:9: error: no source "xinhau"; did you mean "xinhua"?`,
		`content/articles/a.md:5:10: error: no actor "natoo"; did you mean "nato"?`,
		`content/articles/a.md:6:12: error: no incident "metting"; did you mean "meeting"?`,
		`content/articles/a.md:6:40: error: no actor "natoo"; did you mean "nato"?`,
		`content/articles/a.md:8:1: error: no document "metting"; did you mean "meeting"?`,
		`content/articles/a.md:8:17: error: no document "natoo"; did you mean "nato"?`)
	wantLines(t, "actors", actorNames(article(t, linked, "a").Actors), "NATO")
}

// Slugs are one, however Unicode composes them and whatever their case.
func TestReferencesFold(t *testing.T) {
	linked := linkClean(t, "-- actors/médecins.md --\n---\nname: Médecins\n---\n"+
		"-- articles/a.md --\n---\ntitle: A\ndate: 2021\nactors: [\"me\u0301decins\"]\n---\n[[me\u0301decins|x]] [[Médecins|y]]\n")
	wantLines(t, "actors", actorNames(article(t, linked, "a").Actors), "Médecins")
}

// What leads to a draft is told that it is one: the file is there.
func TestReferencesToDrafts(t *testing.T) {
	const drafts = `
-- incidents/hid.md --
---
title: Hidden
date: 2021
draft: true
---
-- actors/shy.md --
---
name: Shy
draft: true
---
-- pages/hid.md --
---
title: Hidden
draft: true
---
-- pages/about.ar.md --
---
title: Hidden
draft: true
---
-- _index.md --
---
title: T
languages: [ar]
---
-- _index.ar.md --
---
title: T
---
`
	for _, tt := range []struct {
		keys, text string
		want       []string
	}{
		{"incidents: [Hid]\n", "", []string{`4:13: error: incident "Hid" is a draft; take "draft: true" off it, or build with --drafts`}},
		{"actors: [hid]\n", "", []string{`4:10: error: no actor "hid"; actors are files in content/actors/`}},
		{"actors: [shyy]\n", "", []string{`4:10: error: no actor "shyy"; actors are files in content/actors/`}},
		{"accounts: {hid: {n: 2}}\n", "", []string{`4:12: error: incident "hid" is a draft; take "draft: true" off it, or build with --drafts`}},
		{"", "[[Shy]]", []string{`5:1: error: actor "Shy" is a draft; take "draft: true" off it, or build with --drafts`}},
		{"", "[[page:hid|x]]", []string{`5:1: error: page "hid" is a draft; take "draft: true" off it, or build with --drafts`}},
		{"", "[m](../pages/hid.md)", []string{`5:1: error: content/pages/hid.md is a draft; take "draft: true" off it, or build with --drafts`}},
		{"", "[m](../pages/about.ar.md)", []string{`5:1: error: content/pages/about.ar.md is a draft; take "draft: true" off it, or build with --drafts`}},
		{"", "[[|x]]", []string{`5:1: error: no document ""; did you mean "a"?`}},
		{"", "[m](../pages/hidd.md)", []string{`5:1: error: no file content/pages/hidd.md`}},
	} {
		_, got := link(t, cast+drafts+"-- articles/a.md --\n---\ntitle: A\ndate: 2021\n"+tt.keys+"---\n"+tt.text+"\n")
		wantLines(t, tt.keys+tt.text, got, each(tt.want, func(line string) string { return "content/articles/a.md:" + line })...)
	}
}

// References are compared without regard to case, and shown as they were written.
func TestReferencesInOtherCase(t *testing.T) {
	linked, lines := link(t, `
-- actors/nato.md --
---
name: NATO
---
-- sources/upi.md --
---
name: UPI
---
-- incidents/fire.md --
---
title: Fire
date: 2021
actors: [{actor: Nato, role: target}, {actor: Unknown, role: perpetrator}]
related: [FIRE]
part_of: [Fire]
---
-- articles/a.md --
---
title: A
date: 2021
source: Upi
incidents: [Fire, fire]
accounts: {FIRE: {n: 2}}
annotations: [{quote: It burned, note: N, kind: claim, by: NATO, via: UPI, sources: [A, Naot]}]
---
It burned.
`)
	a := article(t, linked, "a")
	if note := a.Annotations[0]; a.Publisher == nil || len(a.Accounts) != 1 || note.By == nil || note.Via == nil || len(note.Sources) != 1 || len(a.Incidents[0].Roles) != 2 {
		t.Errorf("not all is found: %+v", *a)
	}
	wantLines(t, "problems", lines,
		`content/articles/a.md:5:19: warning: incident "fire" is named twice`,
		`content/articles/a.md:7:89: error: no article "Naot"; articles are files in content/articles/`,
		`content/incidents/fire.md:5:11: error: an incident cannot be related to itself; remove it from the list`,
		`content/incidents/fire.md:6:11: error: an incident cannot be part of itself`)
}

// What was renamed, or joined with another, is found by the address that it left to its
// aliases; where two have it, nobody can tell.
func TestRenamedReferences(t *testing.T) {
	const renamed = cast + `
-- actors/alliance.md --
---
name: The Alliance
aliases: [actors/otan/, /actors/nato-hq, other/]
---
-- pages/method.md --
---
title: Method
aliases: [how/]
---
-- incidents/one.md --
---
title: One
date: 2021
aliases: [incidents/both/]
---
-- incidents/two.md --
---
title: Two
date: 2021
aliases: [incidents/split/]
---
-- incidents/three.md --
---
title: Three
date: 2021
aliases: [incidents/split/]
---
-- articles/a.md --
---
title: A
date: 2021
actors: [otan, NATO-HQ]
incidents: [both, split, otan, one]
accounts: {both: {n: 2}, one: {n: 2}}
---
[[how]] and [[actor:otan|they]], [how](../pages/how.md).
`
	_, lines := link(t, renamed)
	wantLines(
		t, "problems", lines,
		`content/articles/a.md:4:10: error: no actor "otan"; as aliases say it is "alliance" now (check --fix writes that)`,
		`content/articles/a.md:4:16: error: no actor "NATO-HQ"; as aliases say it is "alliance" now (check --fix writes that)`,
		`content/articles/a.md:5:13: error: no incident "both"; as aliases say it is "one" now (check --fix writes that)`,
		`content/articles/a.md:5:19: error: no incident "split"; incidents are files in content/incidents/`,
		`content/articles/a.md:5:26: error: no incident "otan"; incidents are files in content/incidents/`,
		`content/articles/a.md:6:12: error: no incident "both"; as aliases say it is "one" now, of which the article has an account already; make one of the two`,
		`content/articles/a.md:8:1: error: no document "how"; as aliases say it is "method" now (check --fix writes that)`,
		`content/articles/a.md:8:13: error: no actor "otan"; as aliases say it is "alliance" now (check --fix writes that)`,
		`content/articles/a.md:8:34: error: no file content/pages/how.md; it is content/pages/method.md now (check --fix writes that)`,
	)
}
