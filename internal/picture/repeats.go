package picture

import (
	"encoding/xml"
	"regexp"
	"slices"
	"strings"
)

// Bounds of what is drawn of an SVG picture: so many elements, or so many for each that is
// written. A few elements that use each other ask a browser for billions.
const (
	mostDrawn = 1_000_000
	mostEach  = 20

	deepestUse = 10_000 // of elements that use others, one through the other
)

// repeats is which elements of a drawing hold and use which.
type repeats struct {
	elements []element
	open     []int            // indices of those that have not ended, outermost first
	named    map[string]int   // by id, the first that has it
	uses     map[int][]string // ids of those that are drawn for one
}

// element is one of a drawing.
type element struct {
	begun int64 // where its tag begins
	next  int32 // index of the first that is not in it
	drawn int32 // how many are drawn with it, itself included; 0 until that is counted
	busy  bool  // it is being counted: one that uses itself is not drawn again
}

// fragment matches what leads to an element of the same drawing.
var fragment = regexp.MustCompile(`(?i)url\(\s*["']?\s*#([^"')\s]+)`)

// start notes an element, whose tag begins at an offset.
func (r *repeats) start(tag xml.StartElement, begun int64) {
	if r.named == nil {
		r.named, r.uses = map[string]int{}, map[int][]string{}
	}
	n := len(r.elements)
	for _, a := range tag.Attr {
		if id, ok := strings.CutPrefix(strings.TrimSpace(a.Value), "#"); ok && a.Name.Local == "href" && tag.Name.Local != "a" {
			r.uses[n] = append(r.uses[n], id)
		}
		for _, url := range fragment.FindAllStringSubmatch(a.Value, -1) {
			r.uses[n] = append(r.uses[n], url[1])
		}
		if _, known := r.named[a.Value]; a.Name.Local == "id" && !known {
			r.named[a.Value] = n
		}
	}
	r.elements, r.open = append(r.elements, element{begun: begun}), append(r.open, n)
}

// end notes the end of the last element that is open.
func (r *repeats) end() {
	last := len(r.open) - 1
	r.elements[r.open[last]].next = int32(len(r.elements))
	r.open = r.open[:last]
}

// tooMany returns where the last element begins with which more is drawn than may be; ok is
// false where there is none. What style sheets say is not looked at.
func (r *repeats) tooMany() (begun int64, ok bool) {
	most := int32(max(mostDrawn, mostEach*len(r.elements)))
	for n, e := range slices.Backward(r.elements) { // what one holds is counted before it
		if r.count(n, 0, most) > most {
			return e.begun, true
		}
	}
	return 0, false
}

// count returns how many elements are drawn with one that is so deep within others, or one
// more than the most there may be.
func (r *repeats) count(n, depth int, most int32) int32 {
	e := &r.elements[n]
	switch {
	case e.drawn > 0 || e.busy:
		return e.drawn
	case depth > deepestUse:
		return most + 1
	}
	e.busy = true
	drawn := int32(1)
	for k := n + 1; k < int(e.next); k = int(r.elements[k].next) {
		drawn = min(drawn+r.count(k, depth+1, most), most+1)
	}
	for _, id := range r.uses[n] {
		if k, known := r.named[id]; known {
			drawn = min(drawn+r.count(k, depth+1, most), most+1)
		}
	}
	e.drawn, e.busy = drawn, false
	return drawn
}
