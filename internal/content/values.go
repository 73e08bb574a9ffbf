package content

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/diag"
	"dateline/internal/markup"

	"golang.org/x/text/unicode/norm"
)

// texts says what the texts of a field are: one of enum where that is not
// empty, and what kind its "is" tag names:
//
//	slug         a slug, or what refers to one: Unicode NFC
//	url          a web address
//	slug-or-url  either
//	lang         a BCP 47 language tag
//	tag          a word for readers: Unicode NFC
//	name         what somebody is called
//	path         an address within the site
//	host         a host name, as DNS spells it
//	license      an SPDX licence identifier, or a web address
//	verbatim     white space at the ends counts
//	""           any text; white space at the ends does not count
type texts struct {
	enum    []string
	is      string
	longest limit // characters
}

// texts says what the texts of a key are.
func (k Key) texts() texts { return texts{k.Enum, k.Is, longest[k.Name]} }

// canonical returns the form in which texts are compared and shown.
func (t texts) canonical(s string) string {
	if t.is == "verbatim" {
		return strings.TrimRight(s, "\n")
	}
	s = strings.TrimSpace(s)
	if t.is == "tag" || t.is == "slug" || t.is == "slug-or-url" {
		return norm.NFC.String(s)
	}
	return s
}

// check returns the text to keep, or what is wrong with it.
func (t texts) check(s string) (string, error) {
	for _, r := range s {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return s, fmt.Errorf("has the control character %U; remove it", r)
		}
	}
	if len(t.enum) > 0 {
		return t.oneOf(s)
	}
	switch {
	case t.is == "url", t.is == "slug-or-url" && IsAddress(s):
		return s, CheckURL(s)
	case t.is == "lang":
		return CheckLanguage(s)
	case t.is == "license":
		return checkLicense(s)
	case t.is == "path":
		return s, checkPath(s)
	case t.is == "host":
		return s, checkHost(s)
	}
	return s, nil
}

func (t texts) oneOf(s string) (string, error) {
	for _, e := range t.enum {
		if strings.EqualFold(e, s) {
			return e, nil
		}
	}
	hint := diag.DidYouMean(s, t.enum)
	for _, e := range t.enum {
		if slices.Contains(otherwise[e], strings.ReplaceAll(strings.ToLower(s), " ", "-")) {
			hint = diag.Suggest(e)
		}
	}
	return s, fmt.Errorf("%q is none of %s%s", shorten(s), strings.Join(t.enum, ", "), hint)
}

// otherwise are words that authors use for values which are called otherwise here: the value
// that is written most alike may say the opposite.
var otherwise = map[string][]string{
	"newest":          {"desc", "descending", "latest"},
	"oldest":          {"asc", "ascending", "chronological"},
	"off":             {"none", "never"},
	"reported":        {"alleged", "developing", "preliminary", "rumoured", "unconfirmed", "unverified"},
	"confirmed":       {"established", "verified"},
	"disputed":        {"challenged", "contested", "contradicted"},
	"denied":          {"refuted", "rejected"},
	"retracted":       {"withdrawn"},
	"context":         {"background", "comment", "note"},
	"claim":           {"quotation", "quote", "statement"},
	"correction":      {"erratum", "error"},
	"verification":    {"check", "fact-check", "factcheck", "verified"},
	"question":        {"open", "todo", "unclear"},
	"exact":           {"address", "building", "point"},
	"region":          {"county", "district", "province", "state"},
	"country":         {"nation"},
	"person":          {"human", "individual", "politician"},
	"state":           {"country", "nation"},
	"government-body": {"agency", "authority", "government", "ministry"},
	"organisation":    {"ngo", "organization", "party", "union"},
	"armed-group":     {"guerrilla", "militia"},
	"military-unit":   {"army", "brigade", "unit"},
	"company":         {"business", "corporation"},
	"media":           {"newspaper", "outlet", "publisher"},
}

// IsAddress reports whether a text that may be a slug, or a path to a file, is meant as a web
// address.
func IsAddress(s string) bool { return addressForm.MatchString(s) }

var addressForm = regexp.MustCompile(`(?i)://|^(?:https?[:/]|www\.|[\pL\pN-]+(?:\.[\pL\pN-]+)+/)`)

// textReader reads one text. An empty one counts as not written.
func textReader(t texts) readFunc {
	return func(d *decoder, name string, n *node, target reflect.Value) {
		if !n.scalar() {
			d.errorf(n.place, "%s: wants one value, has %s", name, n.describe())
			return
		}
		if at, ok := d.textAt(t, name, n); ok {
			*target.Addr().Interface().(*At[string]) = at
		}
	}
}

// textAt returns a scalar as text; ok is false where nothing is written. A
// wrong text is reported and returned nevertheless.
func (d *decoder) textAt(t texts, name string, n *node) (at At[string], ok bool) {
	s := t.canonical(n.text)
	if s == "" {
		return at, false
	}
	d.warnHidden(t, name, n)
	d.checkLength(t, name, s, n.place)
	if t.addresses() {
		if bare, has := markup.WithoutUser(s); has {
			d.passwordIn(name, n.place, "write "+shorten(bare))
			s = bare
		}
	}
	s, err := t.check(s)
	if err != nil {
		d.errorf(n.place, "%s: %v", name, err)
	}
	return At[string]{V: d.words.text(s), Place: d.place(n.place)}, true
}

// free reports whether such texts may have any sign in them.
func (t texts) free() bool {
	return len(t.enum) == 0 && slices.Contains([]string{"", "name", "tag", "verbatim"}, t.is)
}

// addresses reports whether such texts may be web addresses.
func (t texts) addresses() bool {
	return slices.Contains([]string{"url", "slug-or-url", "license"}, t.is)
}

// warnHidden warns of a comment that is probably a part of the text before it.
func (d *decoder) warnHidden(t texts, name string, n *node) {
	if n.hidden != "" && t.free() && (n.kind == textNode || n.kind == nullNode) {
		d.warnf(n.place, "%s: %s is a comment for YAML, and left out; put quotation marks around the whole value, or a space after the #", name, shorten(n.hidden))
	}
}

// textsReader reads a list of texts; one alone needs no list.
func textsReader(t texts, count limit) readFunc {
	return func(d *decoder, name string, n *node, target reflect.Value) {
		if n.kind == mapNode {
			d.errorf(n.place, "%s: wants a list of words, has %s", name, n.describe())
			return
		}
		if n.scalar() && d.warnJoined(t, name, n) && t.refers() {
			return
		}
		items := n.list()
		all := make([]At[string], 0, len(items))
		for i := range items {
			item := &items[i]
			if n.kind == listNode && strings.ContainsAny(item.text, otherCommas) && d.warnJoined(t, name, item) && t.refers() {
				continue
			}
			switch at, ok := d.textAt(t, name, item); {
			case item.kind == listNode || item.kind == mapNode:
				d.errorf(item.place, "%s: wants a list of words, has %s in it", name, item.describe())
			case ok:
				all = append(all, at)
			}
		}
		all = all[:d.within(count, name, len(all), func(k int) Place { return all[k].Place })]
		*target.Addr().Interface().(*[]At[string]) = all
	}
}

// bullets are marks that lists begin their items with elsewhere, but for "*", which
// stands for something else in YAML.
const bullets = "–—−•·+"

// otherCommas are those of Arabic, Chinese and Japanese, which YAML does not know.
const otherCommas = "،，、"

// warnJoined warns of a plain text that is probably a list: YAML takes "a, b", and lines
// that begin with "-" without a space or with another mark, for one. To Jekyll, spaces stand
// between tags.
//
// Nothing that is referred to is called like several, which is an error then; one may be, as
// "-a" is. It reports whether there is such a text.
func (d *decoder) warnJoined(t texts, name string, n *node) bool {
	if t.is != "tag" && t.is != "name" && !t.refers() {
		return false
	}
	var items []string
	if strings.Contains(n.text, ", ") {
		items = strings.Split(n.text, ",")
	} else if t.is != "name" && strings.ContainsAny(n.text, otherCommas) && !IsAddress(n.text) {
		items = strings.FieldsFunc(n.text, func(r rune) bool { return strings.ContainsRune(otherCommas, r) })
	} else if strings.HasPrefix(n.text, "-") {
		items = strings.Split(strings.TrimPrefix(n.text, "-"), " -")
	} else if mark, _ := utf8.DecodeRuneInString(n.text); strings.ContainsRune(bullets, mark) {
		items = strings.Split(strings.TrimPrefix(n.text, string(mark)), " "+string(mark))
	} else if words := strings.Fields(n.text); d.laidOut && t.is == "tag" && len(words) > 1 {
		items = words
	}
	written := d.from(d.pos(n.place))
	if items == nil || len(items) == 1 && t.refers() || len(written) == 0 || strings.IndexByte(`"'|>`, written[0]) >= 0 {
		return false
	}
	for i := range items {
		items[i] = strings.TrimSpace(items[i])
	}
	list := shorten(strings.Join(items, ", "))
	if t.refers() {
		d.errorf(n.place, "%s: %q is taken as one; write [%s]", name, shorten(n.text), list)
	} else {
		d.warnf(n.place, "%s: %q is taken as one; write [%s], or put quotation marks around it", name, shorten(n.text), list)
	}
	return true
}

// refers reports whether such texts name something: documents, or languages.
func (t texts) refers() bool { return t.is == "slug" || t.is == "slug-or-url" || t.is == "lang" }

func readBool(d *decoder, name string, n *node, target reflect.Value) {
	v, ok := n.bool()
	if !ok {
		d.errorf(n.place, "%s: wants true or false, has %s", name, n.describe())
		return
	}
	*target.Addr().Interface().(*At[bool]) = At[bool]{V: v, Place: d.place(n.place)}
}

func readInt(d *decoder, name string, n *node, target reflect.Value) {
	v, err := strconv.Atoi(strings.TrimSpace(n.text))
	if err != nil {
		d.errorf(n.place, "%s: wants a whole number, has %s", name, n.describe())
		return
	}
	*target.Addr().Interface().(*At[int]) = At[int]{V: v, Place: d.place(n.place)}
}

// readFloat reads a number. A wrong one is reported and counts as written, so
// that nothing says that it is missing; its value is no number.
func readFloat(d *decoder, name string, n *node, target reflect.Value) {
	v, ok := float(n.text)
	if !ok {
		example := "33.306"
		if point := strings.Replace(strings.TrimSpace(n.text), ",", ".", 1); n.scalar() {
			if _, ok := float(point); ok {
				example = point
			}
		}
		d.errorf(n.place, "%s: wants a number such as %s, has %s", name, example, n.describe())
		v = math.NaN()
	}
	*target.Addr().Interface().(*At[float64]) = At[float64]{V: v, Place: d.place(n.place)}
}

// float reads a number that has a size.
func float(text string) (v float64, ok bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// readParams reads the author's own values as plain Go values: string, int,
// float64, bool, []any and map[string]any. Dates stay as they are written.
func readParams(d *decoder, name string, n *node, target reflect.Value) {
	if n.kind != mapNode {
		d.errorf(n.place, "%s: wants a mapping, has %s", name, n.describe())
		return
	}
	target.Set(reflect.ValueOf(plain(n)))
}

func plain(n *node) any {
	switch n.kind {
	case boolNode:
		return strings.EqualFold(n.text, "true")
	case numberNode:
		if v, err := strconv.Atoi(n.text); err == nil {
			return v
		}
		if v, ok := float(n.text); ok {
			return v
		}
	case listNode:
		list := make([]any, len(n.items))
		for i := range n.items {
			list[i] = plain(&n.items[i])
		}
		return list
	case mapNode:
		all := make(map[string]any, len(n.entries))
		for i := range n.entries {
			all[n.entries[i].key] = plain(&n.entries[i].value)
		}
		return all
	case nullNode:
		return nil
	case textNode, dateNode:
	}
	return n.text
}
