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

// pager leads from one part to the others, in the order of reading; nil where
// the list is whole.
func pager(parts []part, current int, base string, newest bool) *Pager {
	if len(parts) == 1 {
		return nil
	}
	order := slices.Clone(parts)
	if newest {
		slices.Reverse(order)
	}
	pager := &Pager{}
	for k, p := range order {
		pager.Pages = append(pager.Pages, Link{Title: strconv.Itoa(k + 1), URL: p.url(base)})
		if p.number == parts[current].number {
			pager.Current = k
		}
	}
	if k := pager.Current; k > 0 {
		pager.Prev = &pager.Pages[k-1]
	}
	if k := pager.Current; k+1 < len(pager.Pages) {
		pager.Next = &pager.Pages[k+1]
	}
	return pager
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
	_, err := strconv.Atoi(number)
	return err == nil && strings.HasSuffix(list, "/page/")
}

// pageURL returns the address of part number of a list at url.
func pageURL(url string, number int) string {
	return url + "page/" + strconv.Itoa(number) + "/"
}
