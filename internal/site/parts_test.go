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
			got := english(t).pager(&pageRoom{}, partsOf(34, 10, tt.newest), tt.current, "/x/", tt.newest)
			var pages []string
			for _, l := range got.Pages {
				pages = append(pages, say(&l))
			}
			if strings.Join(pages, ", ") != tt.pages || say(got.Prev) != tt.prev || say(got.Next) != tt.next || got.Current != tt.index {
				t.Errorf("got %v, before %s, after %s, current %d", pages, say(got.Prev), say(got.Next), got.Current)
			}
		})
	}
	if english(t).pager(&pageRoom{}, partsOf(14, 10, true), 0, "/x/", true) != nil {
		t.Error("a whole list has a pager")
	}
}

// An entry of today moves no entry of last year: each page of it shows what it
// showed before.
func TestPagesAreStable(t *testing.T) {
	var days []string
	for k := range 140 {
		days = append(days, fmt.Sprintf("20%02d-%02d-%02d", 10+k/70, 1+k/14%5, 1+k%28))
	}
	shown := func(days []string) map[string][]string {
		s := planClean(t, "-- _index.md --\n---\ntitle: T\npage_size: 10\n---\n"+incidents(days...))
		pages := map[string][]string{}
		for _, page := range s.Pages {
			list, ok := page.Data().(*TimelinePage)
			if !ok || !strings.HasPrefix(page.URL, "/2010/") && !isPart(page.URL) {
				continue
			}
			for _, m := range list.Months {
				for _, e := range m.Entries {
					pages[page.URL] = append(pages[page.URL], e.Card().Title)
				}
			}
		}
		return pages
	}
	before, after := shown(days), shown(append(days, "2011-12-31"))
	if len(before) < 20 {
		t.Fatalf("only %d pages", len(before))
	}
	for url, entries := range before {
		same(t, url, after[url], entries...)
	}
}

// A pager names few of many parts, and a few steps lead from any part to any other.
func TestPagerOfManyParts(t *testing.T) {
	const n = 10_000
	parts := partsOf(n*10, 10, true)
	for _, tt := range []struct {
		current int // oldest first
		want    string
	}{
		{n - 1, "[1] 2 3 11 101 1001 10000"},
		{n - 56, "1 46 54 55 [56] 57 58 66 156 1056 10000"},
		{0, "1 9000 9900 9990 9998 9999 [10000]"},
	} {
		pager := english(t).pager(&pageRoom{}, parts, tt.current, "/x/", true)
		var got []string
		for k, l := range pager.Pages {
			if k == pager.Current {
				l.Title = "[" + l.Title + "]"
			}
			got = append(got, l.Title)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("part %d: %s, want %s", tt.current, strings.Join(got, " "), tt.want)
		}
		if url := pager.Pages[pager.Current].URL; url != parts[tt.current].url("/x/") {
			t.Errorf("part %d: the page links itself as %s", tt.current, url)
		}
	}
}

func TestPartWith(t *testing.T) {
	for _, n := range []int{1, 14, 15, 34, 35} {
		parts := partsOf(n, 10, false)
		for k := range n {
			if p := partWith(parts, k); k < p.from || p.to <= k {
				t.Errorf("of %d items, number %d is said to be in %d-%d", n, k, p.from, p.to)
			}
		}
	}
}

// The home page of a timeline of centuries names the years with which readers
// begin, and some of the others.
func TestManyYears(t *testing.T) {
	var days []string
	for year := 1000; year < 2000; year++ {
		days = append(days, fmt.Sprint(year))
	}
	s := planClean(t, incidents(days...))
	var got []string
	for _, link := range data[*TimelinePage](t, s, "/").Pager.Pages {
		got = append(got, link.Title)
	}
	if len(got) != 50+9 || got[0] != "1999" || got[49] != "1950" || got[50] != "1899" || got[58] != "1099" {
		t.Errorf("the home page names %v", got)
	}
}

// A long list by name is split; its headings go on from part to part.
func TestSplitIndex(t *testing.T) {
	var site strings.Builder
	for k := range 700 {
		fmt.Fprintf(&site, "-- actors/a%03d.md --\n---\nname: A%03d\nkind: %s\n---\n", k, k, []string{"state", "person"}[k%2])
	}
	s := planClean(t, site.String())
	var titles []string
	first := data[*IndexPage](t, s, "/actors/")
	count := 0
	for _, link := range first.Pager.Pages {
		for _, g := range data[*IndexPage](t, s, link.URL).Groups {
			titles = append(titles, fmt.Sprintf("%s %d", g.Title, len(g.Items)))
			count += len(g.Items)
		}
	}
	same(t, "headings", titles, "People 300", "People 50", "States 350")
	if count != 700 {
		t.Errorf("the parts list %d actors, want 700", count)
	}
}

// The page of an incident that many articles report is split: each part has some
// of the reports with their accounts, and what differs is the same everywhere.
func TestSplitIncident(t *testing.T) {
	var site strings.Builder
	site.WriteString("-- incidents/fire.md --\n---\ntitle: Fire\ndate: 2021\n---\nText.\n")
	for k := range 70 {
		fmt.Fprintf(&site, "-- articles/a%02d.md --\n---\ntitle: A%02d\ndate: 2021-%02d-%02d\nincidents: [fire]\n", k, k, 1+k/28, 1+k%28)
		if k != 3 {
			fmt.Fprintf(&site, "accounts: {fire: {dead: %d}}\n", 1+k/69)
		}
		site.WriteString("annotations: [{quote: Some words, kind: context, note: N., incident: fire}]\n---\nSome words.\n")
	}
	s := planClean(t, site.String())
	first := data[*IncidentPage](t, s, "/incidents/fire/")
	var columns, reports []string
	for k, link := range first.Pager.Pages {
		page := data[*IncidentPage](t, s, link.URL)
		for _, c := range page.Accounts.Columns {
			columns = append(columns, c.Article.Title)
		}
		for _, r := range page.Articles {
			reports = append(reports, r.Link.Title)
		}
		if page.Accounts.Differ != 1 || page.Reported != 70 || len(page.Accounts.Rows[0].Cells) != len(page.Accounts.Columns) {
			t.Errorf("part %d: %d rows differ, %d reports, %d cells", k, page.Accounts.Differ, page.Reported, len(page.Accounts.Rows[0].Cells))
		}
		if (page.Text != "") != (k == 0) {
			t.Errorf("part %d has the text %q", k, page.Text)
		}
	}
	var want []string
	for k := range 70 {
		want = append(want, fmt.Sprintf("A%02d", k))
	}
	same(t, "reports", reports, want...)
	same(t, "columns", columns, slices.Delete(want, 3, 4)...)
	last := data[*IncidentPage](t, s, "/incidents/fire/page/2/")
	if cell := last.Accounts.Rows[0].Cells[len(last.Accounts.Columns)-1]; !cell.Differs || cell.ID != "account--dead--69" {
		t.Errorf("the last cell is %+v", cell)
	}
	if url := last.Ruler.Bars[len(last.Ruler.Bars)-1].URL; !strings.HasPrefix(url, "/incidents/fire/page/2/#report--a") {
		t.Errorf("the ruler leads to %s", url)
	}
	all := data[*StatementsPage](t, s, "/incidents/fire/notes/")
	if len(first.Notes) != 20 || first.Noted != 70 || first.NotedURL != "/incidents/fire/notes/" || len(all.Statements) != 70 {
		t.Errorf("%d of %d notes, all %d at %s", len(first.Notes), first.Noted, len(all.Statements), first.NotedURL)
	}
}

// The page of a longer incident names the last of its parts, and a list all, by year.
func TestPartsOfIncident(t *testing.T) {
	files := func(n int) string {
		all := "-- incidents/war.md --\n---\ntitle: War\ndate: 2020/2030\n---\n"
		for k := range n {
			all += fmt.Sprintf("-- incidents/i%03d.md --\n---\ntitle: I%d\ndate: %d-05\nsummary: S\npart_of: [war]\n---\n", k, k, 2020+k/100)
		}
		return all
	}
	whole := planClean(t, files(30))
	if page := data[*IncidentPage](t, whole, "/incidents/war/"); len(page.Parts) != 30 || page.AllParts != nil || slices.Contains(urls(whole), "/incidents/war/parts/") {
		t.Errorf("of 30 parts the page names %d, and leads to %v", len(page.Parts), page.AllParts)
	}
	s := planClean(t, files(500))
	page := data[*IncidentPage](t, s, "/incidents/war/")
	if len(page.Parts) != 20 || page.Parts[19].Title != "I499" || page.AllParts == nil || page.AllParts.URL != "/incidents/war/parts/" {
		t.Fatalf("of 500 parts the page names %v, and leads to %v", page.Parts, page.AllParts)
	}
	first, last := data[*IndexPage](t, s, page.AllParts.URL), data[*IndexPage](t, s, page.AllParts.URL+"page/2/")
	if len(first.Groups) != 3 || first.Groups[1].Title != "2021" || len(first.Up) != 2 || first.Up[1].URL != "/incidents/war/" || len(last.Groups) != 2 || last.Groups[1].Items[99].Link.Title != "I499" {
		t.Errorf("the list of all: %+v, then %d groups", first.Groups, len(last.Groups))
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
					got = append(got, e.Card().Title)
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

// Of two lists that are split as one, readers come to the same one first in either order.
func TestSplitTwoLists(t *testing.T) {
	for _, order := range []string{"newest", "oldest"} {
		files := "-- _index.md --\n---\ntitle: T\norder: " + order + "\npage_size: 10\n---\n-- sources/a.md --\n---\nname: A\n---\n-- sources/b.md --\n---\nname: B\n---\n"
		for k := range 15 {
			files += fmt.Sprintf("-- articles/a%d.md --\n---\ntitle: T\ndate: 2021-03-%02d\nsource: a\ncorrections: [{date: 2021-05-01, note: n}]\n---\n", k, 1+k)
			files += fmt.Sprintf("-- articles/b%d.md --\n---\ntitle: T\ndate: 2021-03-%02d\nsource: b\ncredits: [a]\nannotations: [{quote: One, kind: correction, note: n}]\n---\nOne.\n", k, 1+k)
		}
		s := planClean(t, files)
		var source, corrections []string
		for _, link := range data[*SourcePage](t, s, "/sources/a/").Pager.Pages {
			page := data[*SourcePage](t, s, link.URL)
			source = append(source, fmt.Sprint(countListed(page.Reports), " ", countListed(page.Credited)))
		}
		for _, link := range data[*CorrectionsPage](t, s, "/corrections/").Pager.Pages {
			page := data[*CorrectionsPage](t, s, link.URL)
			corrections = append(corrections, fmt.Sprint(len(page.Corrections), " ", len(page.Notes)))
		}
		same(t, order+": own and credited", source, "10 0", "5 5", "0 10")
		same(t, order+": corrections and notes", corrections, "10 0", "5 5", "0 10")
	}
}

func countListed(months []Month) int {
	n := 0
	for _, m := range months {
		n += len(m.Entries)
	}
	return n
}

// All parts of a page show the same.
func TestSharedByParts(t *testing.T) {
	files := "-- _index.md --\n---\ntitle: T\npage_size: 10\n---\n-- actors/ann.md --\n---\nname: Ann\n---\n"
	for k := range 25 {
		files += fmt.Sprintf("-- incidents/i%d.md --\n---\ntitle: I%d\ndate: 2021-12-%02d\nactors: [{actor: ann, role: host}]\n---\n", k, k, k+1)
	}
	s := planClean(t, files)
	ofActor, ofList := data[*ActorPage](t, s, "/actors/ann/"), data[*TimelinePage](t, s, "/2021/")
	for _, part := range []string{"page/2/", "page/1/"} {
		if page := data[*ActorPage](t, s, "/actors/ann/"+part); page.Ruler != ofActor.Ruler || page.Incidents != 25 {
			t.Errorf("%s of the actor has %d incidents, and the ruler of others: %t", part, page.Incidents, page.Ruler == ofActor.Ruler)
		}
		if page := data[*TimelinePage](t, s, "/2021/"+part); page.Ruler != ofList.Ruler || page.Ruler == nil {
			t.Errorf("%s of the year has another ruler", part)
		}
	}
}
