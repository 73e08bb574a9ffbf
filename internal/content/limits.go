package content

import "unicode/utf8"

// A limit is how many there may be of something, and what to do where there are more; zero
// for any number.
type limit struct {
	most   int
	advice string
}

// What authors are told of a text that is too long: there is room for the rest, or none.
const (
	intoText = "write the rest into the text"
	shorter  = "shorten it"
	address  = "leave out the parts that it works without, or link it in the text"
)

// MaxLength returns how many characters a text may have under a key of a name; 0 for any
// number.
func MaxLength(key string) int { return longest[key].most }

// longest is how many characters texts may have that lists, tables or data repeat wherever
// their document stands, by the key's name; for a mapping from the author's own names, those
// names and what they map to.
var longest = map[string]limit{
	"title": {1000, intoText}, "time": {1000, intoText}, "role": {1000, intoText}, "kind": {1000, intoText},
	"country": {1000, intoText}, "owner": {1000, intoText}, "summary": {10_000, intoText}, "description": {10_000, intoText},
	"name": {1000, shorter}, "also_known_as": {1000, shorter}, "author": {1000, shorter}, "fields": {1000, shorter}, "words": {1000, shorter},
	"account": {1000, shorter}, "value": {1000, shorter}, "quote": {10_000, "quote less"}, "prefix": {1000, shorter}, "suffix": {1000, shorter},
	"established": {1000, intoText}, "killed": {1000, intoText}, "injured": {1000, intoText},
	"url": {2000, address}, "archive": {2000, address}, "base_url": {2000, address}, "license": {2000, address}, "same_as": {2000, address}, "sources": {2000, address},
	"note": {10_000, "write the rest on a page of its own, and link that"},
}

// MaxFields is how many fields the accounts of an incident may have: each is a row of the table
// that lays them side by side.
const MaxFields = 30

// maxNotes is how many notes an article may have, with those that are written in its text, and
// the quotes of its accounts: its page shows them all, each beside its passage.
const (
	maxNotes   = 200
	fewerNotes = "keep those that readers need, or make two articles of this one"
)

// MaxCount returns how many items a list may have under a key of a name; 0 for any number.
func MaxCount(key string) int { return counts[key].most }

// counts are how many items lists may have, and mappings from the author's own names, by the
// key's name. A page shows all of them, and most are links.
var counts = map[string]limit{
	"tags":      {100, "keep those that readers look for"}, // each has a page and feeds, which name all tags of what they hold
	"languages": {100, "divide the site"},                  // each edition has all pages, which name those of the others
	"menu":      {30, "link the rest from a plain page, as every page shows all"},

	"author":      {100, "name the rest in the text"},
	"credits":     {100, "name the rest in the text"},
	"incidents":   {300, "name the longer incident that those are part of"},
	"actors":      {300, "name those that others belong to, and the rest in the text"},
	"accounts":    {100, "keep those to compare with what others state"},
	"account":     {MaxFields, "keep those to compare with what others state"},
	"annotations": {maxNotes, fewerNotes},
	"sources":     {100, "keep those that say most"},
	"corrections": {300, "say several in one note"},

	"established": {MaxFields, "keep those that accounts differ about"},
	"related":     {300, "name the longer incident that those are part of"},
	"part_of":     {100, "name the smallest, and let those be part of the others"},

	"also_known_as": {300, "keep those that texts have"},
	"roles":         {100, "name the rest in the text"},
	"relations":     {300, "name the rest on the pages of the other actors"},
	"same_as":       {100, "keep those that say most"},
}

// checkLength holds a text to what is readable in a list.
func (d *decoder) checkLength(t texts, name, s string, at Place) {
	if most := t.longest.most; most > 0 && len(s) > most {
		if has := utf8.RuneCountInString(s); has > most {
			d.errorf(at, "%s: wants at most %d characters, has %d; %s", name, most, has, t.longest.advice)
		}
	}
}

// within holds a list that has so many items to its limit, and returns how many it keeps: what
// is beyond counts as not written. at returns where an item is.
func (d *decoder) within(count limit, name string, has int, at func(k int) Place) int {
	if count.most == 0 || has <= count.most {
		return has
	}
	d.errorf(at(count.most), "%s: wants at most %d, has %d; %s", name, count.most, has, count.advice)
	return count.most
}
