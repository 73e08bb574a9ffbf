package site

import (
	"encoding/json"
	"strings"
	"testing"

	"dateline/internal/locale/localetest"
	"dateline/internal/timeline/timelinetest"
)

const hoverSite = `
-- actors/araji.md --
---
name: Qasim al-Araji
kind: person
_phone: "0000"
roles:
  - {title: Adviser, of: iraq, from: 2020-07}
  - {title: Minister, of: iraq, from: 2017-01-30, to: 2018-10-25}
  - {title: Member}
---
-- actors/iraq.md --
---
name: Iraq
kind: state
---
-- actors/zdf.md --
---
name: Zweites Deutsches Fernsehen
lang: de
---
-- incidents/attack.md --
---
title: An attack
date: 2021-12-18/2021-12-19
kind: attack
status: disputed
place: {name: Green Zone, lat: 33.3, lon: 44.4, precision: hidden}
actors: [{actor: araji, role: target}]
---
-- articles/a.md --
---
title: Erster Bericht
lang: de
date: 2021-12-20
incidents: [attack]
actors: [araji]
---
-- articles/b.md --
---
title: Second report
date: 2021-12-21
incidents: [attack]
actors: [araji]
---
-- articles/c.md --
---
title: Third report
date: 2021-12-22
actors: [araji]
---
-- articles/d.md --
---
title: A draft
date: 2021-12-23
actors: [araji]
draft: true
---
`

// A card says what the page says: no draft, no private note, no hidden place.
func TestHoverCards(t *testing.T) {
	h := NewHover(timelinetest.LinkValid(t, hoverSite), localetest.English(t))
	if h.Pieces() != 1 {
		t.Fatalf("%d pieces for four cards", h.Pieces())
	}
	for key, want := range map[string]string{
		"actors/araji/": `{"title":"Qasim al-Araji","facts":["person","1_incident, 3_articles"],"offices":[` +
			`{"text":"Adviser, Iraq, since July 2020","first":18444},` +
			`{"text":"Minister, Iraq, 30_January 2017 to 25_October 2018","first":17196,"last":17829},` +
			`{"text":"Member"}],"latest":"Latest here","entries":[` +
			`{"when":"22_December 2021","title":"Third report"},` +
			`{"when":"21_December 2021","title":"Second report"},` +
			`{"when":"20_December 2021","title":"Erster Bericht","lang":"de"}]}`,
		"actors/iraq/": `{"title":"Iraq","facts":["state","no entries"],"latest":"Latest here"}`,
		"actors/zdf/":  `{"title":"Zweites Deutsches Fernsehen","lang":"de","facts":["no entries"],"latest":"Latest here"}`,
		"incidents/attack/": `{"title":"An attack","facts":["attack","between 18 and 19_December 2021","Green Zone","disputed","2_articles"],` +
			`"latest":"Latest articles about it","entries":[` +
			`{"when":"21_December 2021","title":"Second report"},` +
			`{"when":"20_December 2021","title":"Erster Bericht","lang":"de"}]}`,
	} {
		got, err := json.Marshal(h.Piece(0)[key])
		if want = strings.ReplaceAll(want, "_", "\u00a0"); err != nil || string(got) != want {
			t.Errorf("%s:\n got %s\nwant %s", key, got, want)
		}
	}
}

// Every card is in the piece that a script looks in, and pieces stay small.
func TestHoverPieces(t *testing.T) {
	for _, n := range []int{0, 1, 100, 101, 1000} {
		var dates []string
		for range n {
			dates = append(dates, "2021")
		}
		h := NewHover(timelinetest.LinkValid(t, incidents(dates...)), localetest.English(t))
		if h.Pieces()&(h.Pieces()-1) != 0 || h.Pieces()*hoverPieceSize < n {
			t.Errorf("%d pieces for %d cards", h.Pieces(), n)
		}
		found := 0
		for k := range h.Pieces() {
			piece := h.Piece(k)
			found += len(piece)
			if len(piece) > 2*hoverPieceSize {
				t.Errorf("piece %d of %d cards has %d of them", k, n, len(piece))
			}
			for key := range piece {
				if hoverPiece(key, h.Pieces()) != k {
					t.Errorf("%s is in piece %d", key, k)
				}
			}
		}
		if found != n {
			t.Errorf("%d cards of %d", found, n)
		}
	}
}

func TestDays(t *testing.T) {
	for in, want := range map[string]string{
		"":                      "",
		"1970-01-01":            "0 0",
		"2021-12":               "18962 18992",
		"2021-12-18/2021-12-19": "18979 18980",
		"2020-07/..":            "18444 Infinity",
		"../1969-12-31":         "-Infinity -1",
		"XXXX-12-25":            "",
	} {
		if got := days(date(t, in)); got != want {
			t.Errorf("days(%q) = %q, want %q", in, got, want)
		}
	}
}

// The pages name the number of pieces, and the day that they are about.
func TestHoverFrame(t *testing.T) {
	s := planClean(t, hoverSite)
	page := data[*IncidentPage](t, s, "/incidents/attack/")
	if page.Site.HoverPieces != 1 || page.Days != "18979 18980" {
		t.Errorf("%d pieces, days %q", page.Site.HoverPieces, page.Days)
	}
}
