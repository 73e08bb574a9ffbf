package picture

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// use is what an element is drawn with.
type use struct {
	id     string
	kind   useKind
	styled bool // a style sheet says so, as far as can be told
}

// useKind is how often an element is drawn with what it uses.
type useKind int

const (
	inPlace  useKind = iota // it stands in the place of the element
	once                    // for the element as a whole, as a mask is
	forEach                 // for each element in its place, as what fills it is
	forEnds                 // for both ends of the lines of those, as some markers are
	forPoint                // for each point of the lines of those, as other markers are
	variable                // as whatever stands for the variable is
)

// fragment matches what leads to an element of the same drawing.
var fragment = regexp.MustCompile(`(?i)url\(\s*(?:"\s*#([^"]*)|'\s*#([^']*)|#([^)\s"']*))`)

// fragments returns the ids to which CSS leads.
func fragments(css string) []string {
	if !strings.Contains(css, "(") { // as in most attributes, which may be long
		return nil
	}
	var ids []string
	for _, found := range fragment.FindAllStringSubmatch(css, -1) {
		ids = append(ids, idOf(strings.TrimRight(found[1]+found[2]+found[3], spaces)))
	}
	return ids
}

// percent matches a byte as addresses may spell it.
var percent = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

// idOf returns the id to which a fragment leads.
func idOf(fragment string) string {
	return percent.ReplaceAllStringFunc(fragment, func(spelled string) string {
		c, _ := strconv.ParseUint(spelled[1:], 16, 8) // which it matches
		return string([]byte{byte(c)})
	})
}

// isPlain reports whether all who read an id of a drawing read the same.
func isPlain(id string) bool {
	return utf8.ValidString(id) && !strings.ContainsFunc(id, unicode.IsControl)
}

// leastPoints are those of elements that do not list them: both ends of a line.
const leastPoints = 2

// pointsOf returns how many points a line may have: none without a number of its own, but for
// those at which it returns to where it began.
func pointsOf(line string) int64 {
	var n int64
	number, fraction := false, false
	for k := range len(line) {
		switch c := line[k]; {
		case c >= '0' && c <= '9':
			if !number {
				n++
			}
			number = true
		case c == '.':
			if !number || fraction {
				n++
			}
			number, fraction = true, true
		default:
			if c == 'z' || c == 'Z' {
				n++
			}
			number, fraction = false, false
		}
	}
	return n
}

// hints are what declarations may mean for any element.
type hints struct {
	inherits bool  // what is for one as a whole, as a mask is, may be for those in it instead
	varies   bool  // variables may become markers
	context  bool  // what is in a marker may be filled as the line is on which that stands
	points   int64 // of its line, at the most
}

// hintsOf returns what a property, which has a value, may mean for any element.
func hintsOf(property, value string) (h hints) {
	property, value = strings.ToLower(property), strings.ToLower(value)
	spelled := strings.Contains(property, `\`) // in a way that may be any
	if spelled || property == "all" || kindOf(property) == once {
		h.inherits = strings.Contains(value, "inherit") || strings.Contains(value, `\`)
	}
	h.context = strings.Contains(value, "context-") || strings.Contains(value, `\`)
	if strings.HasPrefix(property, "marker") {
		h.varies = strings.Contains(value, "var(")
	}
	if spelled || property == "d" {
		h.points = pointsOf(value)
	}
	return h
}

// plus joins what several declarations mean.
func (h hints) plus(other hints) hints {
	return hints{h.inherits || other.inherits, h.varies || other.varies, h.context || other.context, max(h.points, other.points)}
}

// kindOf returns how often an element is drawn with what a property of it leads to.
func kindOf(property string) useKind {
	switch strings.ToLower(property) {
	case "mask", "clip-path", "filter", "cursor", "mask-image", "-webkit-mask", "-webkit-mask-image", "-webkit-clip-path", "-webkit-filter", "backdrop-filter":
		return once
	case "marker-start", "marker-end":
		return forEnds
	case "marker", "marker-mid":
		return forPoint
	}
	if strings.HasPrefix(property, "--") {
		return variable
	}
	return forEach // fill and stroke
}
