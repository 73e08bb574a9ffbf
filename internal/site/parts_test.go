package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestPartsOf(t *testing.T) {
	for _, tt := range []struct {
		n      int
		newest bool
		want   string // from-to of each, oldest first; * is the landing
	}{
		{0, true, "0-0*"},
		{1, true, "0-1*"},
		{10, true, "0-10*"},
		{14, true, "0-14*"},
		{15, true, "0-10 10-15*"},
		{24, true, "0-10 10-24*"},
		{25, true, "0-10 10-20 20-25*"},
		{14, false, "0-14*"},
		{15, false, "0-10* 10-15"},
		{34, false, "0-10* 10-20 20-34"},
	} {
		var got []string
		for _, p := range partsOf(tt.n, 10, tt.newest) {
			text := fmt.Sprintf("%d-%d", p.from, p.to)
			if p.landing {
				text += "*"
			}
			got = append(got, text)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("partsOf(%d, 10, %t) = %v, want %s", tt.n, tt.newest, got, tt.want)
		}
	}
}

// A new entry at the end moves none of the parts that have an address of their
// own: links to them stay true, and their files stay as they are.
func TestPartsAreStable(t *testing.T) {
	const size = 10
	for _, newest := range []bool{true, false} {
		for n := range 10 * size {
			before, after := partsOf(n, size, newest), partsOf(n+1, size, newest)
			for k, p := range before {
				if p.landing || k == len(before)-1 {
					continue // what is at the list's own address may change, and so may the last
				}
				if after[k] != p {
					t.Fatalf("newest %t: with entry %d part %d becomes %+v, was %+v", newest, n+1, p.number, after[k], p)
				}
			}
			covered := 0
			for _, p := range after {
				if p.from != covered {
					t.Fatalf("newest %t, %d entries: part %d begins at %d, want %d", newest, n+1, p.number, p.from, covered)
				}
				covered = p.to
			}
			if covered != n+1 {
				t.Fatalf("newest %t: the parts hold %d of %d entries", newest, covered, n+1)
			}
		}
	}
}

func TestPager(t *testing.T) {
	say := func(l *Link) string {
		if l == nil {
			return "-"
		}
		return l.Title + " " + l.URL
	}
	for _, tt := range []struct {
		name    string
		newest  bool
		current int // oldest first
		pages   string
		prev    string
		next    string
		index   int
	}{
		{"newest first, first page", true, 2, "1 /x/, 2 /x/page/2/, 3 /x/page/1/", "-", "2 /x/page/2/", 0},
		{"newest first, last page", true, 0, "1 /x/, 2 /x/page/2/, 3 /x/page/1/", "2 /x/page/2/", "-", 2},
		{"oldest first, first page", false, 0, "1 /x/, 2 /x/page/2/, 3 /x/page/3/", "-", "2 /x/page/2/", 0},
		{"oldest first, middle", false, 1, "1 /x/, 2 /x/page/2/, 3 /x/page/3/", "1 /x/", "3 /x/page/3/", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := pager(partsOf(34, 10, tt.newest), tt.current, "/x/", tt.newest)
			var pages []string
			for _, l := range got.Pages {
				pages = append(pages, say(&l))
			}
			if strings.Join(pages, ", ") != tt.pages || say(got.Prev) != tt.prev || say(got.Next) != tt.next || got.Current != tt.index {
				t.Errorf("got %v, before %s, after %s, current %d", pages, say(got.Prev), say(got.Next), got.Current)
			}
		})
	}
	if pager(partsOf(14, 10, true), 0, "/x/", true) != nil {
		t.Error("a whole list has a pager")
	}
}

// The pages of a split list show all entries, each once, in the order of reading.
func TestSplitLists(t *testing.T) {
	var days []string
	for k := range 35 {
		days = append(days, fmt.Sprintf("2021-%02d-%02d", 1+k/28, 1+k%28))
	}
	for _, order := range []string{"newest", "oldest"} {
		s := planClean(t, "-- _index.md --\n---\ntitle: T\norder: "+order+"\npage_size: 10\n---\n"+incidents(days...))
		first := data[*TimelinePage](t, s, "/incidents/")
		var got []string
		for _, link := range first.Pager.Pages {
			for _, m := range data[*TimelinePage](t, s, link.URL).Months {
				for _, e := range m.Entries {
					got = append(got, e.Card.Title)
				}
			}
		}
		var want []string
		for k := range days {
			want = append(want, fmt.Sprintf("I%d", k))
		}
		if order == "newest" {
			slices.Reverse(want)
		}
		same(t, order, got, want...)
		// The home page leads on to the years.
		if pager := data[*TimelinePage](t, s, "/").Pager; pager == nil || len(pager.Pages) != 1 || pager.Pages[0].URL != "/2021/" || pager.Pages[0].Count != 35 {
			t.Errorf("%s: the home page leads on to %+v", order, pager)
		}
	}
}
