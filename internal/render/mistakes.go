package render

import (
	"bytes"
	"html/template"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"dateline/internal/diag"
)

// What text/template says of a file that it cannot parse is the first thing that it stumbles
// over, at a line. Here each action of such a file is looked at by itself, and what is closed
// by {{end}} is counted.

// builtin are the functions that html/template brings.
var builtin = []string{"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf", "println", "slice", "urlquery"}

// mistakes are those of a file that does not parse.
type mistakes struct {
	file     string
	text     []byte
	funcs    template.FuncMap
	known    map[string]any // all functions, and those of which has been told that there are none
	problems diag.List
	open     []opening
	torn     bool // an action is not closed: nobody can say what {{end}} closes
}

// opening is what {{end}} is to close.
type opening struct {
	word  string
	at    int  // in bytes, of {{
	other bool // what is to be shown else has begun
}

// parseMistakes tells of all that keeps the text of a file from being parsed, of which err
// is what text/template says.
func parseMistakes(err error, name string, text []byte, funcs template.FuncMap) diag.List {
	m := &mistakes{file: path.Join(folder, name), text: text, funcs: funcs, known: maps.Clone(funcs)}
	for _, name := range builtin {
		m.known[name] = true
	}
	for at := 0; ; {
		start := bytes.Index(text[at:], []byte("{{"))
		if start < 0 {
			break
		}
		start += at
		length, closed := actionLength(text[start:])
		at = start + length
		if !closed {
			m.errorf(start, "this action is not closed: end it with }}")
			m.torn = true
			continue
		}
		m.action(start, string(text[start:at]))
	}
	m.unclosed()
	pos, said := place(err)
	if name := undeclared.FindStringSubmatch(said); name != nil {
		m.undeclared(pos, name[1])
	} else if len(m.problems.All()) == 0 {
		m.problems.Errorf(pos, "%s", said)
	}
	return m.problems
}

// What text/template says of a variable that nothing declares, and of a function that nobody
// defines.
var (
	undeclared = regexp.MustCompile(`^undefined variable "(.*)"$`)
	undefined  = regexp.MustCompile(`^function "(.*)" not defined$`)
)

// undeclared tells of a variable that nothing declares, in a line.
func (m *mistakes) undeclared(pos diag.Pos, name string) {
	line := bytes.Split(m.text, []byte("\n"))[pos.Line-1]
	if at := regexp.MustCompile(regexp.QuoteMeta(name) + `\b`).FindIndex(line); at != nil {
		pos.Col = int32(utf8.RuneCount(line[:at[0]]) + 1)
	}
	m.problems.Errorf(pos, "nothing declares the variable %s here; write {{%s := …}} before it, in the same block", name, name)
}

// comment matches a comment at the beginning of a text, and how it is closed.
var comment = regexp.MustCompile(`(?s)^\{\{(?:-\s)?\s*/\*(?:.*?\*/((?:\s-)?\}\})?|.*)`)

// actionLength returns the length of an action at the beginning of a text, from {{ to }},
// and whether it is closed before another begins.
func actionLength(text []byte) (length int, closed bool) {
	if m := comment.FindSubmatchIndex(text); m != nil {
		return m[1], m[2] >= 0
	}
	for k := len("{{"); k < len(text); k++ {
		switch c := text[k]; {
		case c == '"' || c == '\'' || c == '`':
			end := quoted(text[k:])
			if end == 0 {
				return k, false
			}
			k += end - 1
		case bytes.HasPrefix(text[k:], []byte("}}")):
			return k + len("}}"), true
		case c == '}' || bytes.HasPrefix(text[k:], []byte("{{")):
			return k, false
		}
	}
	return len(text), false
}

// quoted returns the length of a constant in quotation marks, at the beginning of a text; 0
// where its end is missing.
func quoted(text []byte) int {
	for k := 1; k < len(text); k++ {
		switch {
		case text[k] == text[0]:
			return k + 1
		case text[0] == '`':
		case text[k] == '\\':
			k++
		case text[k] == '\n':
			return 0
		}
	}
	return 0
}

// keyword matches the beginning of an action that has one, and the with of {{else with}}.
var keyword = regexp.MustCompile(`^\{\{(?:-\s)?\s*(if|with|range|block|define|else|end|break|continue)\b\s*(with\b)?`)

// action looks at one action.
func (m *mistakes) action(at int, text string) {
	word, next := "", ""
	if found := keyword.FindStringSubmatch(text); found != nil {
		word, next = found[1], found[2]
	}
	within := len(m.open) > 0
	before, after := "", ""
	switch word {
	case "break", "continue":
		return // which stand in a {{range}}
	case "define":
		m.unclosed()
		fallthrough
	case "if", "with", "range", "block":
		m.open, after = append(m.open, opening{word: word, at: at}), "{{end}}"
	case "else":
		m.other(at, text)
		before, after = "{{if 1}}", "{{end}}"
		if next == "with" {
			before = "{{with 1}}"
		}
	case "end":
		if !within && !m.torn {
			m.errorf(at, "{{end}} closes nothing; leave it out")
		} else if within {
			m.open = m.open[:len(m.open)-1]
		}
		before = "{{if 1}}"
	}
	m.alone(at, before, text, after)
}

// other looks at where an {{else}} stands.
func (m *mistakes) other(at int, text string) {
	switch last := len(m.open) - 1; {
	case m.torn:
	case last < 0 || !slices.Contains([]string{"if", "with", "range"}, m.open[last].word):
		m.errorf(at, "{{else}} stands in no {{if}}, {{with}} or {{range}}; leave it out")
	case m.open[last].other:
		m.errorf(at, "{{else}} comes after another of the same {{%s}}; leave one out", m.open[last].word)
	default:
		m.open[last].other = strings.Trim(text, "{}- \t\r\n") == "else"
	}
}

// alone parses an action without those around it, between what makes it whole.
func (m *mistakes) alone(at int, before, text, after string) {
	for {
		_, err := parse.Parse(m.file, before+text+after, "", "", m.known)
		if err == nil {
			return
		}
		_, said := place(err)
		name := undefined.FindStringSubmatch(said)
		if name == nil {
			if !undeclared.MatchString(said) { // which another action may declare
				m.errorf(at, "%s", said)
			}
			return
		}
		in := strings.Index(text, name[1])
		if alone := regexp.MustCompile(`[^\w.$]` + name[1] + `\b`).FindStringIndex(text); alone != nil {
			in = alone[1] - len(name[1])
		}
		m.errorf(at+max(0, in), "there is no function %q%s", name[1], m.nearest(name[1]))
		m.known[name[1]] = true
	}
}

// nearest says which function was likely meant, or else which there are.
func (m *mistakes) nearest(name string) string {
	own := slices.Sorted(maps.Keys(m.funcs))
	if near := diag.DidYouMean(name, slices.Concat(own, builtin)); near != "" {
		return near
	}
	return "; there are " + strings.Join(own, ", ") + ", and those of html/template"
}

// unclosed tells of all that is open, and closes it.
func (m *mistakes) unclosed() {
	for _, o := range m.open {
		if m.torn {
			break
		}
		m.errorf(o.at, "an {{end}} is missing, for this {{%s}} or for what stands in it", o.word)
	}
	m.open = nil
}

// errorf reports a mistake at a byte of the file.
func (m *mistakes) errorf(at int, format string, args ...any) {
	m.problems.Errorf(diag.After(m.file, m.text[:at]), format, args...)
}
