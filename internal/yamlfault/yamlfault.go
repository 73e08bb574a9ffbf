// Package yamlfault says in plain words where a text is no YAML, and what to write instead:
// the library names the line at which it gave up, or that at which the enclosing value began.
package yamlfault

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

const neverClosed = "the quotation mark that opens here is never closed; close it"

// advices says what to write for what the library complains of, and
// whether the fault lies in the value of its line or in the line as a whole.
var advices = []struct {
	complaint string
	value     bool
	advice    string
}{
	{"cannot start any token", true, "a value that begins with one of @ ` % & * must be quoted"},
	{"alphabetic or numeric character", true, "a value that begins with one of @ ` % & * must be quoted"},
	{"unknown anchor", true, "a value that begins with one of @ ` % & * must be quoted"},
	{"unexpected end of stream", true, neverClosed},
	{"',' or ']'", true, `the list that opens here is broken; write it as [one, two], closed with "]"`},
	{"',' or '}'", true, `the mapping that opens here is broken; write it as {key: value}, closed with "}"`},
	{"node content", true, "a value is missing in the list or mapping that opens here; write one, or take a comma off"},
	{"unknown escape character", true, `a backslash in double quotation marks must be written twice; write single quotation marks instead`},
	{"block sequence entries", true, `a list with "- " begins on a line of its own; quote the value where it is a text`},
	{"expected ':'", false, `this is a key without value; write "key: value", with a space after the colon`},
	{"mapping values", false, "a key stands where a value is expected; check the indentation, and quote values that hold a colon"},
	{"expected key", false, "this line fits nothing before it; check its indentation"},
	{"'-' indicator", false, "this line fits nothing before it; check its indentation"},
}

// Fault is what is wrong with a text.
type Fault struct {
	Line   int // 0-based
	Col    int // 1-based, in code points
	Advice string
}

// Explain returns the fault of a text of which the library has complained.
func Explain(complaint error, text []byte) Fault {
	message := strings.TrimPrefix(complaint.Error(), "yaml: ")
	if tail, found := strings.CutPrefix(message, "line "); found {
		_, message, _ = strings.Cut(tail, ": ")
	}
	n, source := brokenLine(text)
	if strings.Contains(message, "',' or") {
		if down, col, found := bareQuestion(linesFrom(text, n)); found {
			return Fault{n + down, col, `"?" ends a text within [ ] and { }; quote the text that holds it: "…?"`}
		}
	}
	if down, col, advice := unspaced(message, text, n); advice != "" {
		return Fault{down, col, advice}
	}
	if down, col, advice := bulleted(text, n); advice != "" {
		return Fault{down, col, advice}
	}
	if col, advice := unspacedItem(text, n); advice != "" {
		return Fault{n, col, advice}
	}
	if col := openQuotation(linesFrom(text, n)); col > 0 {
		return Fault{n, col, neverClosed}
	}
	l := newPair(source)
	if col, advice := l.fault(message); advice != "" {
		return Fault{n, col, advice}
	}
	for _, a := range advices {
		if strings.Contains(message, a.complaint) {
			col := l.keyCol
			if a.value {
				col = l.valueCol
			}
			return Fault{n, col, a.advice}
		}
	}
	return Fault{n, l.keyCol, "YAML: " + message}
}

// pair is a line "key: value" or "- value" that cannot be read.
type pair struct {
	text       string
	key, value string // key is "" in a list; value where the line has neither
	keyCol     int    // 1-based, in code points
	valueCol   int    // keyCol where there is no value
}

func newPair(text string) pair {
	l := pair{text: text}
	rest := strings.TrimLeft(text, " \t")
	l.keyCol = len(text) - len(rest) + 1
	l.valueCol = l.keyCol
	key, value, found := strings.Cut(rest, ": ")
	if !found && strings.HasPrefix(rest, "- ") {
		key, value = "", strings.TrimLeft(rest, "- \t")
	}
	if value = strings.TrimLeft(value, " \t"); value != "" {
		l.key, l.value = key, value
		l.valueCol = utf8.RuneCountInString(strings.TrimSuffix(text, value)) + 1
	}
	return l
}

// fault knows the most frequent faults by the line itself, and returns what
// to write for them.
func (l *pair) fault(message string) (col int, advice string) {
	indent := l.text[:len(l.text)-len(strings.TrimLeft(l.text, " \t-"))]
	if i := strings.IndexByte(indent, '\t'); i >= 0 {
		return i + 1, "YAML indents with spaces only; write spaces in place of this tab"
	}
	if i := strings.IndexFunc(l.text, func(r rune) bool { return r != '\t' && unicode.Is(unicode.Cc, r) }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(l.text[i:])
		return utf8.RuneCountInString(l.text[:i]) + 1, fmt.Sprintf("has the control character %U here; remove it", r)
	}
	if name, found := strings.CutPrefix(message, "unknown anchor '"); found {
		name, _, _ = strings.Cut(name, "'")
		if col, found := l.alias(name); found {
			return col, fmt.Sprintf("no anchor &%s stands before this; write it there, or quote *%s where it is a text", name, name)
		}
	}
	if key, value, wide := strings.Cut(strings.TrimLeft(l.text, " \t-"), "："); wide && strings.Contains(message, "expected ':'") && !strings.Contains(key, ":") {
		return utf8.RuneCountInString(l.text[:strings.Index(l.text, "：")]) + 1, fmt.Sprintf("the colon of YAML is the narrow one, with a space behind it; write %s: %.60s", key, strings.TrimSpace(value))
	}
	goesOn := strings.Contains(message, "expected key") || strings.Contains(message, "'-' indicator")
	switch {
	case strings.Contains(message, "mapping values") && strings.Contains(l.value, ": "):
		return l.valueCol, fmt.Sprintf(`a value that holds ": " must be quoted; write %s: "…"`, l.key)
	case strings.Contains(message, "comment or line break") && strings.IndexAny(l.value, "|>") == 0:
		mark := l.value[:1]
		return l.valueCol, fmt.Sprintf("the text of a value with %q begins on the next line, indented; move it there, or leave out the %[1]q", mark)
	case goesOn && strings.IndexAny(l.value, "[{") == 0:
		return l.behindBracket()
	case goesOn && strings.IndexAny(l.value, `"'`) == 0:
		if want := requoted(l.value); want != "" {
			return l.valueCol, "text follows the closing quotation mark; write " + want
		}
		return l.valueCol, `text follows the closing quotation mark; write \" for a quotation mark within double ones, '' within single ones`
	}
	return 0, ""
}

// requoted returns a value in quotation marks of the other kind: one that begins with them as
// a text does, or one with more of them within its own. One that a comma follows, as in JSON,
// keeps those that it has. It is "" where it has both kinds, where it is long, and where it
// began in another line or goes on in the next.
func requoted(value string) string {
	value = strings.TrimRight(value, " \t")
	mark, other := value[:1], `"`
	if mark == other {
		other = "'"
	}
	if alone, closed := strings.CutSuffix(strings.TrimRight(value[1:], " ,;"), mark); closed && !strings.ContainsAny(alone, mark+"\\") {
		return mark + alone + mark
	}
	if !strings.Contains(value[1:], mark) || strings.ContainsAny(value, other+"\\#") || utf8.RuneCountInString(value) > 60 {
		return ""
	}
	if inner, closed := strings.CutSuffix(value[1:], mark); closed {
		before, after, found := strings.Cut(inner, mark)
		next, _ := utf8.DecodeRuneInString(after)
		if found && (strings.HasSuffix(before, " ") || unicode.IsLetter(next)) { // it opens, or is an apostrophe
			value = inner
		}
	}
	return other + value + other
}

// behindBracket says what to write where a value goes on behind the bracket that closes
// it; "" where it does not.
func (l *pair) behindBracket() (col int, advice string) {
	end := flowEnd(l.value)
	rest := strings.TrimLeft(l.value[end:], " \t")
	switch {
	case end == 0 || rest == "":
		return 0, ""
	case strings.Trim(rest, "]} \t") == "":
		return utf8.RuneCountInString(strings.TrimSuffix(l.text, rest)) + 1, "this bracket closes nothing; remove it"
	}
	return l.valueCol, "text follows the closing bracket; put quotation marks around the whole value"
}

// flowEnd returns where a list or mapping in brackets ends that a text begins with; 0
// where it does not.
func flowEnd(text string) int {
	depth := 0
	quote, last := rune(0), ' ' // the quotation mark that is open; the character before
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote && (quote == '\'' || last != '\\') {
				quote = 0
			}
		case (r == '"' || r == '\'') && strings.ContainsRune(" \t[{,", last):
			quote = r
		case r == '[' || r == '{':
			depth++
		case r == ']' || r == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		last = r
	}
	return 0
}

// unspacedForm is a key with its value right behind the colon, as in "title:A"; not an
// address.
var unspacedForm = regexp.MustCompile(`^([ \t]*(?:- +)*)([\pL_][\pL\pN_-]*):([^ \t/].*)$`)

// unspaced finds a colon without a space in the line with a number, 0-based, which is no
// key then, or in the one before it, which goes on in this one then. down counts lines
// from 0, col code points from 1.
func unspaced(message string, text []byte, n int) (down, col int, advice string) {
	first := n
	switch {
	case strings.Contains(message, "mapping values") && n > 0:
		first--
	case !strings.Contains(message, "expected ':'"):
		return 0, 0, ""
	}
	line, _, _ := strings.Cut(linesFrom(text, first), "\n")
	m := unspacedForm.FindStringSubmatch(line)
	if m == nil {
		return 0, 0, ""
	}
	col = utf8.RuneCountInString(m[1]+m[2]) + 2
	what := "a space is missing after the colon"
	if r, _ := utf8.DecodeRuneInString(m[3]); unicode.IsSpace(r) {
		what = "the space after the colon is not a plain one"
	}
	return first, col, fmt.Sprintf("%s; write %s: %.60s", what, m[2], strings.TrimSpace(m[3]))
}

// bulletForm is a line that begins as lists do in office programs and in Markdown.
var bulletForm = regexp.MustCompile(`^( *)([–—−•·*]) `)

// bulleted finds a list with marks that are none in YAML, in the line with a number,
// 0-based, or in the one before it where this one goes on with its item, further in. down
// counts lines from 0, col code points from 1.
func bulleted(all []byte, n int) (down, col int, advice string) {
	text := linesFrom(all, n)
	inward := len(text) - len(strings.TrimLeft(text, " "))
	m := bulletForm.FindStringSubmatch(text)
	if down = n; m == nil && n > 0 {
		down = n - 1
		m = bulletForm.FindStringSubmatch(linesFrom(all, down))
		if m != nil && len(m[1]) >= inward {
			return 0, 0, "" // a list within a text that has ended
		}
	}
	if m == nil {
		return 0, 0, ""
	}
	return down, len(m[1]) + 1, fmt.Sprintf(`%q begins no list here; write "- " in its place`, m[2])
}

// itemForm is a line with a "-", and with what follows it.
var itemForm = regexp.MustCompile(`^( *)-(.*)`)

// unspacedItem finds a "-" without a space in the line with a number, 0-based, where the
// nearest line above that stands no further in is an item of a list beside it. col counts
// code points from 1.
func unspacedItem(text []byte, n int) (col int, advice string) {
	lines := bytes.SplitN(text, []byte("\n"), n+2)
	m := itemForm.FindSubmatch(lines[n])
	if m == nil || len(m[2]) == 0 || bytes.IndexByte([]byte(" \t-"), m[2][0]) >= 0 {
		return 0, ""
	}
	for _, above := range slices.Backward(lines[:n]) {
		in := len(above) - len(bytes.TrimLeft(above, " "))
		if in == len(above) || in > len(m[1]) {
			continue
		}
		if in < len(m[1]) || !bytes.HasPrefix(above[in:], []byte("- ")) {
			break
		}
		return len(m[1]) + 2, fmt.Sprintf(`a space is missing after the "-"; write - %.60s`, bytes.TrimSpace(m[2]))
	}
	return 0, ""
}

// openForm is a line whose value begins with a quotation mark that it does not close.
var openForm = regexp.MustCompile(`^((?:[ \t]*- +)*[ \t]*)([^ \t"'\[{#-][^"'\[{]*:[ \t]+)?(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$`)

// openQuotation returns where a quotation mark opens in the first line of a text, in code
// points from 1, that is never closed: the next line begins no further in than this one,
// so that it is no part of the value. It returns 0 where there is none. The library takes
// all up to the next quotation mark for the value, and complains of what stands behind.
func openQuotation(text string) int {
	line, rest, _ := strings.Cut(text, "\n")
	m := openForm.FindStringSubmatch(line)
	next := strings.TrimLeft(rest, " ")
	if m == nil || next == "" || next[0] == '\n' || len(rest)-len(next) > len(m[1]) {
		return 0
	}
	return utf8.RuneCountInString(m[1]+m[2]) + 1
}

// alias finds the alias of a name, with nothing behind it that belongs to its value.
func (l *pair) alias(name string) (col int, found bool) {
	before, after, found := strings.Cut(l.text, "*"+name)
	after = strings.TrimLeft(after, " \t")
	return utf8.RuneCountInString(before) + 1, found && (after == "" || strings.IndexAny(after, ",]}#") == 0)
}

// brokenLine returns the number (0-based) and text of the line after which no beginning
// of a text can be read: that is where the author has to look. It reads again and again
// what it has, so it begins anew with each key that stands for itself, and reads a bounded
// number of bytes.
func brokenLine(text []byte) (int, string) {
	const budget = 1 << 19
	lines := bytes.SplitAfter(text, []byte("\n"))
	apart := !anchorForm.Match(text)
	broken, from, size, spent := 0, 0, 0, 0
	groups := []int{0} // how far those are indented that are open
	for i, line := range lines {
		size += len(line)
		if spent += size - from; spent > budget {
			break
		}
		part := text[from:size]
		if len(groups) > 1 {
			part = append([]byte("in:\n"), part...) // which may not end before its end
		}
		var doc yaml.Node
		if yaml.Unmarshal(part, &doc) != nil {
			continue
		}
		broken = i + 1
		key := keyForm.FindSubmatch(text[size:])
		if !apart || !isMapping(&doc) || key == nil {
			continue
		}
		in := len(key[1])
		if from+len(line) == size && bytes.HasSuffix(bytes.TrimSpace(line), []byte(":")) && in > groups[len(groups)-1] {
			groups = append(groups, in)
		}
		if k := slices.Index(groups, in); k >= 0 {
			groups, from = groups[:k+1], size
		}
	}
	if broken >= len(lines) {
		broken = len(lines) - 1
	}
	return broken, strings.TrimRight(string(lines[broken]), "\n")
}

// anchorForm matches what may be an anchor, and keyForm a key.
var (
	anchorForm = regexp.MustCompile(`&[\pL\pN]`)
	keyForm    = regexp.MustCompile(`^( *)[\pL\pN_][\pL\pN_.-]*:[ \n]`)
)

// isMapping reports whether a document is one.
func isMapping(doc *yaml.Node) bool {
	return len(doc.Content) == 1 && doc.Content[0].Kind == yaml.MappingNode
}

// linesFrom returns a text from its n-th line on, 0-based.
func linesFrom(text []byte, n int) string {
	for range n {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	return string(text)
}

// bareQuestion finds a question mark in an unquoted text of the list or mapping
// in brackets that opens first, which the library cannot read. down counts lines
// from 0, col code points from 1.
func bareQuestion(text string) (down, col int, found bool) {
	depth := 0
	quote, last := rune(0), ' ' // the quotation mark that is open; the character before
	for _, r := range text {
		col++
		starts := strings.ContainsRune(" \t\n[{,", last) // a text, or something else, may begin here
		switch {
		case r == '\n':
			down, col = down+1, 0
		case last == '\n' && !strings.ContainsRune(" \t]}", r):
			return 0, 0, false // the next key: the brackets are never closed
		case quote != 0:
			if r == quote && (quote == '\'' || last != '\\') {
				quote = 0
			}
		case starts && r == '"', starts && r == '\'', r == '\'' && last == '\'': // the last is one within
			quote = r
		case r == '[' || r == '{':
			depth++
		case r == ']' || r == '}':
			if depth--; depth <= 0 {
				return 0, 0, false
			}
		case r == '?' && depth > 0 && !starts:
			return down, col, true
		}
		last = r
	}
	return 0, 0, false
}
