package site

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// A long list is split into parts of page_size entries, counted from the
// oldest, so that a new entry moves none of the parts before. The part with
// which the reader begins stands at the list's own address. The newest part holds
// between half as many entries and half as many again: so no page has more than
// 3,000 nodes, and none only a few entries.

// part is one page of a split list: items[from:to], oldest first.
type part struct {
	number   int // 1 is the oldest
	from, to int
	landing  bool // it stands at the list's own address
}

// partsOf splits n items; newest says with which end the reader begins.
func partsOf(n, size int, newest bool) []part {
	count := max(1, (n+size/2)/size)
	parts := make([]part, count)
	for i := range parts {
		parts[i] = part{number: i + 1, from: i * size, to: (i + 1) * size}
	}
	parts[count-1].to = n
	if newest {
		parts[count-1].landing = true
	} else {
		parts[0].landing = true
	}
	return parts
}

// url returns the address of the part of a list at base.
func (p part) url(base string) string {
	if p.landing {
		return base
	}
	return pageURL(base, p.number)
}

// pager leads from one part to others, in the order of reading: to the parts
// beside it, to both ends, and to what is ten, a hundred and a thousand parts
// away; nil where the list is whole.
func (w wording) pager(room *pageRoom, parts []part, current int, base string, newest bool) *Pager {
	last := len(parts) - 1
	if last == 0 {
		return nil
	}
	place := func(k int) int { // in the order of reading of a part, and the other way round
		if newest {
			return last - k
		}
		return k
	}
	link := func(k int) Link {
		return Link{Title: strconv.Itoa(k + 1), URL: parts[place(k)].url(base)}
	}
	here := place(current)
	pager := &Pager{}
	named := stops(last, here)
	pager.Pages, pager.Current = madeIn(&room.links, named, link), slices.Index(named, here)
	if here > 0 {
		pager.Prev = room.links.put(link(here - 1))
	}
	if here < last {
		pager.Next = room.links.put(link(here + 1))
	}
	return pager
}

// allStops is up to how many parts a pager names all.
const allStops = 12

// stops are the parts that the pager of one of them names, of those from 0 to
// last: so that each is a few steps away, and a pager stays short.
func stops(last, here int) []int {
	var stops []int
	if last < allStops {
		for k := range last + 1 {
			stops = append(stops, k)
		}
		return stops
	}
	stops = []int{0, here, last}
	for _, step := range []int{1, 2, 10, 100, 1000} {
		stops = append(stops, max(0, here-step), min(last, here+step))
	}
	slices.Sort(stops)
	return slices.Compact(stops)
}

// partWith returns which of the parts holds an item.
func partWith(parts []part, item int) part {
	size := parts[0].to
	return parts[min(item/max(1, size), len(parts)-1)]
}

// cut returns the items of a part in the order of reading.
func cut[T any](items []T, p part, newest bool) []T {
	return ordered(items[p.from:p.to], newest)
}

// ordered returns items, oldest first, in the order of reading.
func ordered[T any](items []T, newest bool) []T {
	out := slices.Clone(items)
	if newest {
		slices.Reverse(out)
	}
	return out
}

// isPart reports whether an address is one that pageURL returns. No slug has a
// slash, so no other page but a redirect stands at such an address.
func isPart(url string) bool {
	list, number := path.Split(strings.TrimSuffix(url, "/"))
	if !strings.HasSuffix(list, "/page/") {
		return false
	}
	_, err := strconv.Atoi(number)
	return err == nil
}

// pageURL returns the address of part number of a list at url.
func pageURL(url string, number int) string {
	return url + "page/" + strconv.Itoa(number) + "/"
}
