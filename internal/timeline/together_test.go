package timeline

import (
	"fmt"
	"testing"
)

const togetherFiles = `
-- actors/anna.md --
---
name: Anna
---
-- actors/bert.md --
---
name: Bert
---
-- actors/carl.md --
---
name: Carl
---
-- actors/dora.md --
---
name: Dora
---
-- actors/emil.md --
---
name: Emil
---
-- incidents/one.md --
---
title: One
date: 2021-01-01
actors: [{actor: anna, role: host}, {actor: anna, role: target}, bert, carl, unknown]
---
-- incidents/two.md --
---
title: Two
date: 2021-01-02
actors: [bert, carl]
---
-- incidents/alone.md --
---
title: Alone
date: 2021-01-02
actors: [emil]
---
-- articles/a.md --
---
title: A
date: 2021-01-03
---
Anna met Carl and Dora.
`

func pairWords(pairs []Pair) []string {
	return each(pairs, func(p Pair) string { return fmt.Sprintf("%s %s %d", p.A.Name(), p.B.Name(), p.Count) })
}

// A pair names the last entries in which both appear, the last first.
func TestLastTogether(t *testing.T) {
	files := togetherFiles
	for k := range 5 {
		files += fmt.Sprintf("-- incidents/more-%d.md --\n---\ntitle: More %d\ndate: 2021-02-0%d\nactors: [anna, bert]\n---\n", k, k, k+1)
	}
	for _, pair := range linkClean(t, files).Network(10).Pairs {
		got := each(pair.Last, func(e Entry) string { return e.Title() })
		switch pair.A.Name() + pair.B.Name() {
		case "AnnaBert", "BertAnna":
			wantLines(t, "Anna and Bert", got, "More 4", "More 3", "More 2")
		case "BertCarl", "CarlBert":
			wantLines(t, "Bert and Carl", got, "Two", "One")
		}
	}
}

// An actor counts once in an entry, whatever its roles; one that appears with
// nobody is no part of the network.
func TestNetwork(t *testing.T) {
	linked := linkClean(t, togetherFiles)
	n := linked.Network(10)
	wantLines(t, "actors", actorNames(n.Actors), "Carl", "Anna", "Bert", "Dora")
	wantLines(t, "pairs", pairWords(n.Pairs), "Carl Anna 2", "Carl Bert 2", "Carl Dora 1", "Anna Bert 1", "Anna Dora 1")
	if n.Of != 4 {
		t.Errorf("%d actors appear with others, want 4", n.Of)
	}
	n = linked.Network(2)
	wantLines(t, "two actors", actorNames(n.Actors), "Carl", "Anna")
	wantLines(t, "pairs of two", pairWords(n.Pairs), "Carl Anna 2")
	if n.Of != 4 {
		t.Errorf("%d actors appear with others, want 4", n.Of)
	}
}

func around(a *Actor, limit int) *Network { return a.Network(a.Companions(limit)) }

// Around an actor only its own entries count.
func TestNetworkOfActor(t *testing.T) {
	linked := linkClean(t, togetherFiles)
	n := around(actor(t, linked, "anna"), 10)
	wantLines(t, "actors", actorNames(n.Actors), "Anna", "Carl", "Bert", "Dora")
	wantLines(t, "pairs", pairWords(n.Pairs), "Anna Carl 2", "Anna Bert 1", "Anna Dora 1", "Carl Bert 1", "Carl Dora 1")
	if n.Of != 3 {
		t.Errorf("of %d, want 3", n.Of)
	}
	wantLines(t, "the nearest", actorNames(around(actor(t, linked, "anna"), 1).Actors), "Anna", "Carl")
	if alone := around(actor(t, linked, "emil"), 10); len(alone.Pairs) > 0 || alone.Of != 0 {
		t.Errorf("somebody alone has the pairs %v", alone.Pairs)
	}
}
