package picture

import (
	"encoding/xml"
	"slices"
	"strings"
	"unicode"
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
	open     []int // indices of those that have not ended, outermost first
	named    map[string]naming
	uses     map[int][]use // of those that have any
	sheets   sheets
	handed   map[handing]int64 // elements drawn for each one in its place, where that is counted
	guesses  int               // that led to the element at hand
	hints    hints
}

// element is one of a drawing.
type element struct {
	begun  int64    // where its tag begins
	within int32    // index of the one that it is in; -1 for the outermost
	next   int32    // index of the first that is not in it
	names  []string // of its type, classes and id, as selectors have them
	busy   bool     // it is being counted: one that uses itself is not drawn again
	known  bool     // its cost is counted
	sure   int      // how many guesses led to it, while it is busy
	points int64    // of its line, at the most
	cost   cost
}

// naming is which element has an id.
type naming struct {
	element  int  // the first
	again    bool // another has it, too
	doubtful bool // one of them may have another id, as XML has spaces for line breaks in one
}

// handing is what an element is painted with, as it and those around it say.
type handing struct {
	element int
	kind    useKind
}

// cost is how many elements are drawn with one, itself included: all, and those alone that
// stand in its place and are painted as it says, with how many points these have.
type cost struct {
	drawn, painted, points int64
	filled                 int64 // those that may be filled as it says: painted ones, and where the context counts, those in their markers
	fill                   int64 // drawn at the most to fill one of those, as what is in its place says
}

// start notes an element, whose tag begins at an offset.
func (r *repeats) start(tag xml.StartElement, begun int64) {
	if r.named == nil {
		r.named, r.uses, r.handed = map[string]naming{}, map[int][]use{}, map[handing]int64{}
	}
	n, within := len(r.elements), -1
	if len(r.open) > 0 {
		within = r.open[len(r.open)-1]
	}
	e := element{begun: begun, within: int32(within), names: []string{strings.ToLower(tag.Name.Local)}, points: leastPoints}
	for _, a := range tag.Attr {
		if id, ok := strings.CutPrefix(strings.Trim(a.Value, spaces), "#"); ok && a.Name.Local == "href" && tag.Name.Local != "a" {
			r.uses[n] = append(r.uses[n], use{id: idOf(id), kind: inPlace})
		}
		switch a.Name.Local {
		case "style":
			uses, hints := declared(a.Value)
			r.uses[n] = append(r.uses[n], uses...)
			r.hints = r.hints.plus(hints)
			continue
		case "d", "points":
			e.points = max(e.points, pointsOf(a.Value))
			continue
		case "class":
			for class := range strings.FieldsFuncSeq(a.Value, func(c rune) bool { return strings.ContainsRune(spaces, c) }) {
				e.names = append(e.names, "."+class)
			}
		case "id":
			if a.Name.Space == "" {
				e.names = append(e.names, "#"+a.Value)
				r.name(n, a.Value)
			}
		}
		for _, id := range fragments(a.Value) {
			r.uses[n] = append(r.uses[n], use{id: id, kind: kindOf(a.Name.Local)})
		}
		r.hints = r.hints.plus(hintsOf(a.Name.Local, a.Value))
	}
	r.elements, r.open = append(r.elements, e), append(r.open, n)
}

// name notes an id of an element.
func (r *repeats) name(n int, id string) {
	plain := isPlain(id)
	if !plain {
		id = strings.Map(func(c rune) rune {
			if unicode.IsControl(c) {
				return ' '
			}
			return c
		}, id)
	}
	if first, known := r.named[id]; known {
		r.named[id] = naming{first.element, true, first.doubtful || !plain}
	} else {
		r.named[id] = naming{element: n, doubtful: !plain}
	}
}

// is reports whether an element is drawn so often with a use, in this drawing.
func (r *repeats) is(u use, kind useKind) bool {
	switch {
	case u.kind == variable && r.hints.varies:
		return kind == forPoint || kind == forEach && r.hints.context
	case u.kind == variable, u.kind == once && r.hints.inherits:
		return kind == forEach
	}
	return u.kind == kind
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
	r.hints = r.hints.plus(r.sheets.hints)
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
		return tooMuch(most)
	}
	e.busy, e.sure = true, r.guesses
	sum := cost{drawn: 1}
	if !slices.Contains(unpainted, e.names[0]) {
		sum.painted, sum.points, sum.filled = 1, max(e.points, r.hints.points), 1
	}
	for k := n + 1; k < int(e.next); k = int(r.elements[k].next) {
		sum = sum.plus(r.count(k, depth+1, most), most)
	}
	for _, u := range r.uses[n] {
		if u.kind != inPlace {
			continue
		}
		target, _ := r.target(u.id, depth+1, most)
		sum = sum.plus(target, most)
	}
	guess := sum.painted > 1
	markers := min(sum.painted*r.used(n, forEnds, guess, depth, most)+sum.points*r.used(n, forPoint, guess, depth, most), most+1)
	if r.hints.context {
		sum = sum.plus(cost{drawn: markers * sum.fill, filled: markers}, most)
	}
	fill := r.used(n, forEach, guess, depth, most)
	sum = sum.plus(cost{drawn: sum.filled*fill + markers + r.used(n, once, false, depth, most), fill: fill}, most)
	e.cost, e.known, e.busy = sum, true, false
	return sum
}

// target returns what is drawn with the element that has an id, and which element it is in;
// nothing where none has it, and too much where it may be either of two.
func (r *repeats) target(id string, depth int, most int64) (c cost, within int) {
	named, known := r.named[id]
	switch {
	case !known:
		return cost{}, -1
	case named.again && named.doubtful:
		return tooMuch(most), -1
	}
	return r.count(named.element, depth, most), int(r.elements[named.element].within)
}

// used returns how many elements are drawn for each time that an element uses others so. A
// guess is whether it does: what is within it may say otherwise, and style sheets are not
// understood to the last.
func (r *repeats) used(n int, kind useKind, guess bool, depth int, most int64) int64 {
	var sum int64
	for _, u := range r.uses[n] {
		if !r.is(u, kind) {
			continue
		}
		if guess || u.styled {
			r.guesses++
		}
		target, within := r.target(u.id, depth+1, most)
		sum = min(sum+target.drawn, most+1)
		if target.painted > 0 && within >= 0 {
			r.guesses++
			sum = min(sum+target.filled*r.handedDown(within, forEach, depth+1, most), most+1)
			sum = min(sum+target.painted*r.handedDown(within, forEnds, depth+1, most), most+1)
			sum = min(sum+target.points*r.handedDown(within, forPoint, depth+1, most), most+1)
			r.guesses--
		}
		if guess || u.styled {
			r.guesses--
		}
	}
	return sum
}

// handedDown returns how many elements are drawn for each one within another, or each point of
// it, as that and those around it say how all in them is painted.
func (r *repeats) handedDown(n int, kind useKind, depth int, most int64) int64 {
	if handed, known := r.handed[handing{n, kind}]; known {
		return handed
	}
	if depth > deepestUse {
		return most + 1
	}
	sum := r.used(n, kind, true, depth, most)
	if within := int(r.elements[n].within); within >= 0 {
		sum = min(sum+r.handedDown(within, kind, depth+1, most), most+1)
	}
	r.handed[handing{n, kind}] = sum
	return sum
}

// unpainted are types of elements that hold what is painted, or nothing of the kind.
var unpainted = []string{
	"svg", "g", "a", "switch", "defs", "symbol", "use", "pattern", "mask", "marker", "clippath",
	"lineargradient", "radialgradient", "stop", "filter", "title", "desc", "style",
}

// plus adds two costs, up to one more than the most there may be.
func (c cost) plus(other cost, most int64) cost {
	return cost{
		min(c.drawn+other.drawn, most+1), min(c.painted+other.painted, most+1), min(c.points+other.points, most+1),
		min(c.filled+other.filled, most+1), max(c.fill, other.fill),
	}
}

// tooMuch is what is drawn with one of which that cannot be told.
func tooMuch(most int64) cost { return cost{most + 1, 1, leastPoints, 1, most + 1} }
