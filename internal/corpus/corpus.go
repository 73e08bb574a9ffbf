// Package corpus makes sites of any size to measure with: the same number of
// articles gives the same files, on any machine. They are skewed as real ones
// are: few actors are named often and most hardly ever, some incidents have
// hundreds of reports, articles become more with the years.
//
// For n articles there are n/10 incidents, n/50+50 actors, n/100+20 sources and
// n/50+10 places. Half of the articles have annotations, up to eight of every
// kind; each report of an incident states an account of it, and one in eight
// differs from the others. One article in twenty is in Arabic.
package corpus

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
)

// Files returns the files of a site with so many articles, by their paths in its
// source folder. A file is made when it is asked for, so that a million of them
// need no memory.
func Files(articles int) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for f := range generate(articles) {
			if !yield(f.name, f.data) {
				return
			}
		}
	}
}

// file is a file of a site.
type file struct {
	name   string
	data   []byte
	actors []int // of an article or incident: whom it names or says to take part, in order
}

func generate(articles int) iter.Seq[file] {
	return func(yield func(file) bool) {
		g := newGenerator(articles)
		for _, part := range []struct {
			count  int
			file   func(k int) (string, []byte)
			listed bool // actors list it
		}{
			{1, g.site, false},
			{g.sources, g.source, false},
			{len(g.names), g.actor, false},
			{g.incidents, g.incident, true},
			{articles, g.article, true},
		} {
			for k := range part.count {
				g.named = nil
				name, data := part.file(k)
				f := file{name: "content/" + name, data: data}
				if part.listed {
					f.actors = g.named
				}
				if !yield(f) {
					return
				}
			}
		}
	}
}

// generator makes one file after the other from one stream of random numbers.
type generator struct {
	*rand.Rand
	incidents, sources, places int

	names    []string // of actors
	happened []int    // year of each incident
	killed   []int    // what most accounts of each incident say
	words    []string // frequent ones first
	frequent *rand.Zipf
	actors   *rand.Zipf // an actor
	reported *rand.Zipf // an incident
	outlets  *rand.Zipf // a source
	tags     *rand.Zipf

	named []int // actors of the file that is being made, each once
}

const (
	vocabulary = 20_000
	tagCount   = 60
	firstYear  = 2001
	years      = 20
)

func newGenerator(articles int) *generator {
	r := rand.New(rand.NewPCG(1, uint64(articles)))
	g := &generator{
		Rand:      r,
		incidents: articles / 10, sources: articles/100 + 20, places: articles/50 + 10,
		names: make([]string, articles/50+50),
		words: make([]string, vocabulary),
	}
	for k := range g.words {
		g.words[k] = strings.ToLower(g.word(1 + min(3, k/50)))
	}
	for k := range g.names {
		// The numeral sets names apart that chance made equal.
		g.names[k] = fmt.Sprintf("%s %s %c%s", g.word(2), g.word(3), 'A'+k%26, strings.Repeat("i", k/26%8)+strings.Repeat("v", k/208))
	}
	for range g.incidents {
		g.happened = append(g.happened, g.year())
		g.killed = append(g.killed, g.IntN(12))
	}
	g.frequent = rand.NewZipf(r, 1.1, 8, vocabulary-1)
	g.actors = rand.NewZipf(r, 1.1, 3, uint64(len(g.names)-1))
	g.reported = rand.NewZipf(r, 1.05, 40, uint64(max(1, g.incidents)-1))
	g.outlets = rand.NewZipf(r, 1.2, 2, uint64(g.sources-1))
	g.tags = rand.NewZipf(r, 1.2, 3, tagCount-1)
	return g
}

// word makes a word of so many syllables, with a capital.
func (g *generator) word(syllables int) string {
	var b strings.Builder
	for range syllables {
		b.WriteByte("bdfgklmnprstvz"[g.IntN(14)])
		b.WriteByte("aeiou"[g.IntN(5)])
	}
	return strings.ToUpper(b.String()[:1]) + b.String()[1:]
}

// title makes a title of some words.
func (g *generator) title() string {
	all := make([]string, 4+g.IntN(5))
	for k := range all {
		all[k] = g.words[g.IntN(vocabulary)]
	}
	all[0] = strings.ToUpper(all[0][:1]) + all[0][1:]
	return strings.Join(all, " ")
}

// year is later more often than earlier.
func (g *generator) year() int { return firstYear + max(g.IntN(years), g.IntN(years)) }

func (g *generator) dayOf(year int) string {
	return fmt.Sprintf("%d-%02d-%02d", year, 1+g.IntN(12), 1+g.IntN(28))
}

// sentence makes a sentence of so many words, with an actor's name about every
// twenty words.
func (g *generator) sentence(count int) []string {
	all := make([]string, count)
	for k := range all {
		all[k] = g.words[g.frequent.Uint64()]
		if g.IntN(20) == 0 {
			all[k] = g.names[g.name(int(g.actors.Uint64()))]
		}
	}
	return all
}

// name notes that the file names an actor, and returns it.
func (g *generator) name(actor int) int {
	if !slices.Contains(g.named, actor) {
		g.named = append(g.named, actor)
	}
	return actor
}

func (g *generator) site(int) (string, []byte) {
	return "_index.md", []byte(`---
title: Generated
description: A site of a known size, to measure with.
base_url: https://example.org/generated/
previews: false
fields: {killed: Killed, injured: Injured, place: Place}
---
An introduction.
`)
}

func (g *generator) source(k int) (string, []byte) {
	return fmt.Sprintf("sources/source-%d.md", k), fmt.Appendf(nil, "---\nname: The %s %d\nkind: newspaper\nurl: https://source-%d.example/\n---\n", g.word(3), k, k)
}

func (g *generator) actor(k int) (string, []byte) {
	kinds := []string{"person", "state", "government-body", "organisation", "armed-group", "company"}
	var more strings.Builder
	if k%10 == 0 {
		fmt.Fprintf(&more, "also_known_as: [%s]\n", arabicName(k))
	}
	if k > 0 && k%3 == 0 {
		fmt.Fprintf(&more, "roles: [{title: Speaker, of: actor-%d, from: %d}]\n", g.IntN(k), g.year())
	}
	return fmt.Sprintf("actors/actor-%d.md", k), fmt.Appendf(nil, "---\nname: %s\nkind: %s\n%s---\n%s.\n", g.names[k], kinds[k%len(kinds)], more.String(), strings.Join(g.sentence(30), " "))
}

func (g *generator) incident(k int) (string, []byte) {
	kinds := []string{"attack", "meeting", "vote", "statement", "agreement"}
	date := g.dayOf(g.happened[k])
	switch k % 12 {
	case 3:
		date = date[:7]
	case 7:
		date += "?"
	}
	place := g.IntN(g.places)
	var actors []string
	for n, role := range []string{"host", "target", "witness"}[:1+g.IntN(3)] {
		actors = append(actors, fmt.Sprintf("{actor: actor-%d, role: %s}", g.name((int(g.actors.Uint64())+n*7)%len(g.names)), role))
	}
	return fmt.Sprintf("incidents/incident-%d.md", k), fmt.Appendf(nil, `---
title: %s
date: %s
kind: %s
status: %s
place: {name: Town %d, lat: %.3f, lon: %.3f, precision: city}
tags: [tag-%d]
actors: [%s]
---
%s.
`, g.title(), date, kinds[g.IntN(len(kinds))], []string{"reported", "confirmed", "disputed"}[g.IntN(3)],
		place, 30+float64(place%700)/100, 40+float64(place*7%800)/100, g.tags.Uint64(), strings.Join(actors, ", "), strings.Join(g.sentence(60), " "))
}
