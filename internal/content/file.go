package content

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"dateline/internal/diag"
	"dateline/internal/markup"
)

// maxFile bounds the size of a content file in bytes. A text of that length
// is ten times the Bible; what is larger is a mistake.
const maxFile = 16 << 20

// syntax is a language in which front matter is written.
type syntax string

const (
	syntaxYAML syntax = "YAML"
	syntaxTOML syntax = "TOML"
	syntaxJSON syntax = "JSON"
)

// example shows how a key with a text is written.
func (s syntax) example(key, value string) string {
	if s == syntaxTOML || s == syntaxJSON {
		value = `"` + value + `"`
	}
	return s.entry(key, value)
}

// entry shows how a key with a value is written.
func (s syntax) entry(key, value string) string {
	switch s {
	case syntaxTOML:
		return key + " = " + value
	case syntaxJSON:
		return `"` + key + `": ` + value
	default:
		return key + ": " + value
	}
}

// within shows how a mapping with some keys is written in one line.
func (s syntax) within(keys ...string) string {
	var all []string
	for _, key := range keys {
		all = append(all, s.example(key, "…"))
	}
	return "{" + strings.Join(all, ", ") + "}"
}

// text is a content file, split.
type text struct {
	syntax    syntax
	all       []byte // the whole file, with "\n" at every line's end
	front     []byte // front matter without its fences; it begins in column 1
	frontLine int    // line of its first byte, 1-based
	body      []byte
	bodyLine  int
	examples  []int // lines, see unmerged
}

// ByteOrderMark may begin a file, and is no part of its text.
const ByteOrderMark = "\uFEFF"

// clean returns the file's text with "\n" for every kind of line ending and
// without byte-order mark, or says why it is none that can be read.
func clean(raw []byte) ([]byte, *syntaxError) {
	start := Place{1, 1}
	if len(raw) > maxFile {
		return nil, syntaxErrorf(start, "is larger than %d MiB; split it", maxFile>>20)
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte(ByteOrderMark)))) == 0 {
		return nil, syntaxErrorf(start, `is empty; begin it with a line "---", then "title: …", then a line "---"`)
	}
	if isUTF16(raw) {
		return nil, syntaxErrorf(start, "is UTF-16; save it as UTF-8")
	}
	raw = bytes.TrimPrefix(raw, []byte(ByteOrderMark))
	if bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		return nil, syntaxErrorf(newCursor(raw, 1).place(i), "has a NUL byte here; save the file as plain text in UTF-8")
	}
	if !utf8.Valid(raw) {
		i := len(diag.ValidUTF8(raw))
		return nil, syntaxErrorf(newCursor(raw, 1).place(i), "byte %#x is not UTF-8; save the file as UTF-8", raw[i])
	}
	return raw, nil
}

// unmerged returns the first line of what git could not merge in a file, 0 for none, and of
// what looks so, but may as well be an example: all of it stands in one block of code between
// fences.
func (t *text) unmerged() (line int, examples []int) {
	var code [][2]int // that ends beyond what is looked at, by lines of the body
	above := t.bodyLine - 1
	for first, last := range diag.Unmerged(t.all) {
		if examples == nil {
			code = markup.Fenced(t.body)
		}
		for len(code) > 0 && above+code[0][1] < last {
			code = code[1:]
		}
		if len(code) == 0 || first < above+code[0][0] {
			return first, nil
		}
		examples = append(examples, first)
	}
	return 0, examples
}

// exampleText says what to do about examples of what git could not merge.
const exampleText = "these lines are shown as code: if git left them here because it could not merge, leave what is to stand; an example is not asked about where it is indented by four spaces, without fences"

// isUTF16 knows UTF-16 by its mark, or by every other byte being NUL.
func isUTF16(raw []byte) bool {
	if bytes.HasPrefix(raw, []byte{0xFF, 0xFE}) || bytes.HasPrefix(raw, []byte{0xFE, 0xFF}) {
		return true
	}
	head := raw[:min(len(raw), 64)&^1]
	nul := [2]int{}
	for i, b := range head {
		if b == 0 {
			nul[i%2]++
		}
	}
	return len(head) >= 4 && min(nul[0], nul[1]) == 0 && max(nul[0], nul[1]) > len(head)/4
}

// fence is a line that may open front matter.
type fence struct {
	open   string
	close  []string
	format *frontmatter.Format
}

// fences are those that the library has.
var fences = []fence{
	newFence("---", syntaxYAML, "---", "..."),
	newFence("---yaml", syntaxYAML, "---", "..."),
	newFence("+++", syntaxTOML, "+++"),
	newFence("---toml", syntaxTOML, "---"),
	newFence("---json", syntaxJSON, "---"),
	newFence(";;;", syntaxJSON, ";;;"),
}

// endFence is how the end of front matter is told to the library: a line that no
// clean text holds.
const endFence = "\x00"

func newFence(open string, is syntax, closing ...string) fence {
	take := func(data []byte, to any) error {
		t := to.(*text)
		t.syntax, t.front = is, data
		return nil
	}
	return fence{open, closing, frontmatter.NewFormat(open, endFence, take)}
}

// split parts a clean text into front matter and body.
//
// The closing fence is found here: by itself the library takes an indented one for
// the end, and reads a file whose fence is never closed as body only.
func (r *room) split(all []byte) (text, *syntaxError) {
	t := text{all: all}
	open, block, body, problem := enclose(&t)
	if problem != nil {
		return t, problem
	}
	if r.lines == nil {
		r.lines = bufio.NewReader(nil) // the library takes it as it is, rather than make its own
	}
	r.lines.Reset(io.MultiReader(strings.NewReader(open.open+"\n"), bytes.NewReader(block), strings.NewReader(endFence+"\n")))
	if _, err := frontmatter.MustParse(r.lines, &t, open.format); err != nil {
		return t, syntaxErrorf(Place{1, 1}, "cannot read the front matter: %v", err)
	}
	t.body = body // the library would copy it several times
	return t, nil
}

// enclose returns the opening fence of t.all, the lines of front matter and
// the body, and notes the lines at which the two begin.
func enclose(t *text) (open fence, block, body []byte, problem *syntaxError) {
	rest, line := t.all, 1
	var first []byte
	for {
		var found bool
		first, rest, found = cutLine(rest)
		if len(bytes.TrimSpace(first)) > 0 || !found {
			break
		}
		line++
	}
	if first[0] == '{' {
		return encloseJSON(t, len(t.all)-len(rest)-len(first), line)
	}
	word := strings.TrimRight(string(first), " \t\n")
	if open, ok := fenceOf(word); ok {
		t.frontLine = line + 1
		block, body, lines, problem := closing(rest, open.close, placeAt(line, 1))
		t.bodyLine = t.frontLine + lines + 1
		return open, block, body, problem
	}
	if fenceLike(word) {
		return fence{}, nil, nil, syntaxErrorf(placeAt(line, 1),
			`%q does not open front matter; write "---" at the start of a line and nothing else in it`, shorten(word))
	}
	return fence{}, nil, nil, syntaxErrorf(Place{1, 1},
		`has no front matter; begin the file with a line "---", then "title: …", then a line "---"`)
}

// fenceOf returns the fence that is written so.
func fenceOf(open string) (fence, bool) {
	for _, f := range fences {
		if f.open == open {
			return f, true
		}
	}
	return fence{}, false
}

// fenceLike reports whether a line was probably meant as a fence.
func fenceLike(line string) bool {
	return slices.ContainsFunc([]string{"--", "++", "—", "–"}, func(start string) bool {
		return strings.HasPrefix(strings.TrimSpace(line), start)
	})
}

// cutLine returns the first line with its "\n", and what follows it.
func cutLine(text []byte) (line, rest []byte, found bool) {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		return text[:i+1], text[i+1:], true
	}
	return text, nil, false
}

// closing looks for a closing fence: alone in its line, in column 1.
func closing(rest []byte, fence []string, open Place) (block, body []byte, lines int, problem *syntaxError) {
	for after := rest; len(after) > 0; lines++ {
		var line []byte
		before := len(rest) - len(after)
		line, after, _ = cutLine(after)
		word := bytes.TrimRight(line, " \t\n")
		if slices.ContainsFunc(fence, func(f string) bool { return f == string(word) }) {
			return rest[:before], after, lines, nil
		}
	}
	return nil, nil, 0, syntaxErrorf(open, "the front matter is never closed; write a line %q after its last key%s", fence[0], meantFence(rest, fence[0], int(open.line)+1))
}

// meantFence tells of the first line, of those from one with a number on, that was probably
// meant as a fence; "" for none.
func meantFence(rest []byte, fence string, number int) string {
	for line := range strings.SplitSeq(string(rest), "\n") {
		line = strings.TrimRight(line, " \t")
		switch {
		case strings.TrimLeft(line, " \t") == fence:
			return fmt.Sprintf(" (line %d has one that is not at the start of its line)", number)
		case fenceLike(line) && strings.Trim(line, "-+–— \t") == "":
			return fmt.Sprintf(" (line %d has %q in its place)", number, shorten(line))
		}
		number++
	}
	return ""
}

// encloseJSON finds the end of a JSON object that begins at the offset.
func encloseJSON(t *text, offset, line int) (open fence, block, body []byte, problem *syntaxError) {
	t.frontLine = line
	var object json.RawMessage
	dec := json.NewDecoder(bytes.NewReader(t.all[offset:]))
	if err := dec.Decode(&object); err != nil {
		return fence{}, nil, nil, jsonError(err, t.all[offset:], line)
	}
	end := offset + int(dec.InputOffset())
	line += bytes.Count(t.all[offset:end], []byte("\n"))
	tail, body, _ := cutLine(t.all[end:])
	if len(bytes.TrimSpace(tail)) > 0 {
		at := newCursor(t.all, 1).place(end)
		return fence{}, nil, nil, syntaxErrorf(at, `text follows the "}" that ends the front matter; begin it on a new line`)
	}
	t.bodyLine = line + 1
	open, _ = fenceOf(";;;")
	return open, append(slices.Clone(t.all[offset:end]), '\n'), body, nil
}

// jsonError says in plain words where JSON goes wrong.
func jsonError(err error, front []byte, line int) *syntaxError {
	cur := newCursor(front, line)
	var wrong *json.SyntaxError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return syntaxErrorf(placeAt(line, 1), `the JSON front matter is never closed; write a "}" after its last value`)
	case errors.As(err, &wrong):
		if at, advice := jsonAdvice(front, wrong); advice != "" {
			return syntaxErrorf(cur.place(at), "%s", advice)
		}
		return syntaxErrorf(cur.place(int(wrong.Offset)-1), "JSON: %v", err)
	}
	return syntaxErrorf(placeAt(line, 1), "JSON: %v", err)
}

// jsonAdvice says what to write where JSON cannot go on, and at which offset; "" where only
// its own words tell. These say what may stand there.
func jsonAdvice(front []byte, wrong *json.SyntaxError) (from int, advice string) {
	at := int(wrong.Offset) - 1
	if at < 0 || at >= len(front) {
		return at, ""
	}
	before := bytes.TrimRight(front[:at], " \t\r\n")
	last := byte(0)
	if len(before) > 0 {
		last = before[len(before)-1]
	}
	next, _ := utf8.DecodeRune(front[at:])
	wants := func(what string) bool { return strings.HasSuffix(wrong.Error(), what) }
	inList, inMapping := wants("after array element"), wants("after object key:value pair")
	switch {
	case wants("in string literal") && (next == '\n' || next == '\r'):
		return at, `JSON: a text ends in the line in which it begins; write \n where it breaks`
	case wants("in string literal"):
		return at, fmt.Sprintf(`JSON: the control character %U cannot stand in a text; write \u%04x for it`, next, next)
	case wants("in string escape code"):
		return at - 1, `JSON: a backslash in a text is written \\; write that, or take this one off`
	case bytes.HasPrefix(front[at:], []byte("//")), bytes.HasPrefix(front[at:], []byte("/*")), next == '#' && !wants("looking for beginning of value"):
		return at, "JSON has no comments; take this one off"
	case last == ',' && (next == '}' || next == ']'):
		return len(before) - 1, fmt.Sprintf("JSON: no comma stands before a %q; take this one off", string(next))
	case last == ',' && next == ',':
		return at, "JSON: one comma is enough; take this one off"
	case wants("looking for beginning of object key string"), strings.ContainsRune("'“”„«‘’", next) || wants("looking for beginning of value") && unicode.IsLetter(next):
		return at, "JSON: keys and texts stand in double quotation marks; put them around this"
	case next == '}' && inList:
		return at, `JSON: a list is open here; write a "]" before this`
	case next == ']' && inMapping:
		return at, `JSON: a mapping is open here; write a "}" before this`
	case last == '"' && len(before) == at && (unicode.IsLetter(next) || unicode.IsDigit(next)):
		return at - 1, `JSON: a text ends at this quotation mark; write \" where one belongs to the text`
	case (inList || inMapping) && next != ':' && !(unicode.IsDigit(next) && len(before) == at):
		return len(before) - 1, "JSON: a comma is missing after this"
	}
	return at, ""
}
