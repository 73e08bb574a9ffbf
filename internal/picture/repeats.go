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
	open     []int          // indices of those that have not ended, outermost first
	named    map[string]int // by id, the first that has it
	uses     map[int][]use  // of those that have any
	sheets   sheets
	guesses  int // that led to the element at hand
}

// element is one of a drawing.
type element struct {
	begun  int64    // where its tag begins
	within int32    // index of the one that it is in; -1 for the outermost
	next   int32    // index of the first that is not in it
	names  []string // of its type, classes and id, as selectors have them
	busy   bool     // it is being counted: one that uses itself is not drawn again
	known  bool     // its cost is counted
	heard  bool     // what it is handed down is counted
	sure   int      // how many guesses led to it, while it is busy
	cost   cost
	handed int64 // elements drawn for each one in its place, as it and those around it say
}

// cost is how many elements are drawn with one, itself included: all, and those alone that
// stand in its place and are painted as it says.
type cost struct{ drawn, painted int64 }

// use is what an element is drawn with.
type use struct {
	id     string
	kind   useKind
	styled bool // a style sheet says so, as far as can be told
}

// useKind is how often an element is drawn with what it uses.
type useKind int

const (
	inPlace useKind = iota // it stands in the place of the element
	once                   // for the element as a whole, as a mask is
	forEach                // for each element in its place, as what fills it is
)

// fragment matches what leads to an element of the same drawing.
var fragment = regexp.MustCompile(`(?i)url\(\s*["']?\s*#([^"')\s]+)`)

// start notes an element, whose tag begins at an offset.
func (r *repeats) start(tag xml.StartElement, begun int64) {
	if r.named == nil {
		r.named, r.uses = map[string]int{}, map[int][]use{}
	}
	n, within := len(r.elements), -1
	if len(r.open) > 0 {
		within = r.open[len(r.open)-1]
	}
	names := []string{strings.ToLower(tag.Name.Local)}
	for _, a := range tag.Attr {
		if id, ok := strings.CutPrefix(strings.TrimSpace(a.Value), "#"); ok && a.Name.Local == "href" && tag.Name.Local != "a" {
			r.uses[n] = append(r.uses[n], use{id: id, kind: inPlace})
		}
		switch a.Name.Local {
		case "style":
			r.uses[n] = append(r.uses[n], declared(a.Value)...)
		case "class":
			for class := range strings.FieldsSeq(a.Value) {
				names = append(names, "."+class)
			}
		case "id":
			names = append(names, "#"+a.Value)
			if _, known := r.named[a.Value]; !known {
				r.named[a.Value] = n
			}
		}
		if a.Name.Local != "style" {
			for _, url := range fragment.FindAllStringSubmatch(a.Value, -1) {
				r.uses[n] = append(r.uses[n], use{id: url[1], kind: kindOf(a.Name.Local)})
			}
		}
	}
	r.elements, r.open = append(r.elements, element{begun: begun, within: int32(within), names: names}), append(r.open, n)
}

// kindOf returns how often an element is drawn with what a property of it leads to.
func kindOf(property string) useKind {
	switch strings.ToLower(property) {
	case "mask", "clip-path", "filter", "cursor", "mask-image", "-webkit-mask", "-webkit-mask-image", "-webkit-clip-path", "-webkit-filter", "backdrop-filter":
		return once
	}
	return forEach // fill, stroke, markers, and variables, which may become each of them
}

// end notes the end of the last element that is open.
func (r *repeats) end() {
	last := len(r.open) - 1
	r.elements[r.open[last]].next = int32(len(r.elements))
	r.open = r.open[:last]
}

// tooMany returns where the last element begins with which more is drawn than may be; ok is
// false where there is none.
func (r *repeats) tooMany() (begun int64, ok bool) {
	most := int64(max(mostDrawn, mostEach*len(r.elements)))
	if n, ok := r.style(most); !ok {
		return r.elements[n].begun, true
	}
	for n, e := range slices.Backward(r.elements) { // what one holds is counted before it
		if r.count(n, 0, most).drawn > most {
			return e.begun, true
		}
	}
	return 0, false
}

// style adds the uses that style sheets state, as long as no more elements are looked at for
// that than there may be; else ok is false, and n the element that is too many.
func (r *repeats) style(most int64) (n int, ok bool) {
	rules := r.sheets.byName()
	if len(rules) == 0 {
		return 0, true
	}
	for n, e := range r.elements {
		for _, rule := range rulesFor(rules, e) {
			matches, looked := r.matches(n, rule.selector)
			if most -= int64(looked + len(rule.uses)); most < 0 {
				return n, false
			}
			if matches {
				r.uses[n] = append(r.uses[n], rule.uses...)
			}
		}
	}
	return 0, true
}

// rulesFor returns the rules that may be for an element.
func rulesFor(rules map[string][]rule, e element) []rule {
	all := slices.Clone(rules["*"])
	for _, name := range e.names {
		all = append(all, rules[name]...)
	}
	return all
}

// matches reports whether a selector may be for an element, and at how many elements it was
// looked for that.
func (r *repeats) matches(n int, s selector) (matches bool, looked int) {
	for last := len(s) - 1; n >= 0; n = int(r.elements[n].within) {
		looked++
		fits := !slices.ContainsFunc(s[last], func(name string) bool { return !slices.Contains(r.elements[n].names, name) })
		switch {
		case fits && last == 0:
			return true, looked
		case fits:
			last--
		case last == len(s)-1: // what it is for stands last
			return false, looked
		}
	}
	return false, looked
}

// count returns what is drawn with an element that is so deep within others; all of it is one
// more than the most there may be where it is more.
func (r *repeats) count(n, depth int, most int64) cost {
	e := &r.elements[n]
	switch {
	case e.known:
		return e.cost
	case e.busy && r.guesses == e.sure:
		return cost{}
	case e.busy, depth > deepestUse: // that it uses itself may be no more than a guess
		return cost{most + 1, 1}
	}
	e.busy, e.sure = true, r.guesses
	sum := cost{drawn: 1}
	if !slices.Contains(unpainted, e.names[0]) {
		sum.painted = 1
	}
	for k := n + 1; k < int(e.next); k = int(r.elements[k].next) {
		sum = sum.plus(r.count(k, depth+1, most), most)
	}
	for _, u := range r.uses[n] {
		if k, known := r.named[u.id]; known && u.kind == inPlace {
			sum = sum.plus(r.count(k, depth+1, most), most)
		}
	}
	own := cost{drawn: sum.painted * r.used(n, forEach, sum.painted > 1, depth, most)}
	sum = sum.plus(own, most).plus(cost{drawn: r.used(n, once, false, depth, most)}, most)
	e.cost, e.known, e.busy = sum, true, false
	return sum
}

// used returns how many elements are drawn for each time that an element uses others so. A
// guess is whether it does: what is within it may say otherwise, and style sheets are not
// understood to the last.
func (r *repeats) used(n int, kind useKind, guess bool, depth int, most int64) int64 {
	var sum int64
	for _, u := range r.uses[n] {
		k, known := r.named[u.id]
		if !known || u.kind != kind {
			continue
		}
		if guess || u.styled {
			r.guesses++
		}
		target := r.count(k, depth+1, most)
		sum = min(sum+target.drawn, most+1)
		if target.painted > 0 && r.elements[k].within >= 0 {
			r.guesses++
			sum = min(sum+target.painted*r.handed(int(r.elements[k].within), depth+1, most), most+1)
			r.guesses--
		}
		if guess || u.styled {
			r.guesses--
		}
	}
	return sum
}

// handed returns how many elements are drawn for each one within another, as that and those
// around it say how all in them is painted.
func (r *repeats) handed(n, depth int, most int64) int64 {
	e := &r.elements[n]
	if e.heard {
		return e.handed
	}
	if depth > deepestUse {
		return most + 1
	}
	sum := r.used(n, forEach, true, depth, most)
	if e.within >= 0 {
		sum = min(sum+r.handed(int(e.within), depth+1, most), most+1)
	}
	e.handed, e.heard = sum, true
	return sum
}

// unpainted are types of elements that hold what is painted, or nothing of the kind.
var unpainted = []string{
	"svg", "g", "a", "switch", "defs", "symbol", "use", "pattern", "mask", "marker", "clippath",
	"lineargradient", "radialgradient", "stop", "filter", "title", "desc", "style",
}

// plus adds two costs, up to one more than the most there may be.
func (c cost) plus(other cost, most int64) cost {
	return cost{min(c.drawn+other.drawn, most+1), min(c.painted+other.painted, most+1)}
}
