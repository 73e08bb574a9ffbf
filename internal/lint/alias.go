package lint

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"dateline/internal/content"
)

// addAlias adds an address to the aliases of a document, as the first of them;
// nil where its front matter is written in a way that leaves no safe place for
// it. What comes out has been read again: it has that alias more and differs in
// nothing else that aliases say.
func addAlias(text []byte, alias string) []byte {
	has, there, ok := content.Aliases(text)
	if !ok {
		return nil
	}
	var mended []byte
	switch {
	case len(has) > 0:
		mended = besideAlias(text, has[0], alias)
	case there:
		mended = fillAliases(text, alias)
	default:
		mended = newAliases(text, alias)
	}
	if mended == nil {
		return nil
	}
	now, _, ok := content.Aliases(mended)
	same := func(a, b content.At[string]) bool { return a.V == b.V }
	if !ok || len(now) == 0 || now[0].V != alias || !slices.EqualFunc(now[1:], has, same) {
		return nil
	}
	return mended
}

// besideAlias writes an alias before another.
func besideAlias(text []byte, other content.At[string], alias string) []byte {
	start, ok := offsetsOf(text).of(other.Place.In(""))
	if !ok {
		return nil
	}
	lineStart := bytes.LastIndexByte(text[:start], '\n') + 1
	before := string(text[lineStart:start])
	opened := bytes.HasSuffix(bytes.TrimRight(text[:start], " \t\r\n"), []byte("["))
	switch blank := strings.TrimSpace(before) == ""; {
	case strings.TrimSpace(before) == "-": // a list of lines
		return slices.Concat(text[:lineStart], []byte(before+quoted(alias)+lineEnd(text)), text[lineStart:])
	case opened && blank: // brackets around lines
		return slices.Concat(text[:start], []byte(quoted(alias)+","+lineEnd(text)+before), text[start:])
	case opened:
		return slices.Concat(text[:start], []byte(quoted(alias)+", "), text[start:])
	}
	// One that stands without a list gets one.
	for _, old := range []string{quoted(other.V), "'" + other.V + "'", other.V} {
		if rest, found := bytes.CutPrefix(text[start:], []byte(old)); found {
			return slices.Concat(text[:start], []byte("["+quoted(alias)+", "+old+"]"), rest)
		}
	}
	return nil
}

// emptyAliases finds the key with nothing, or an empty list, after it.
var emptyAliases = regexp.MustCompile(`(?mi)^([^\n]*["']?\baliases["']?[ \t]*[:=])[ \t]*(\[[ \t]*\]|null|~|""|)`)

// fillAliases writes the alias behind a key that is there and empty. A comment needs
// a space before it, so that those which are there stay.
func fillAliases(text []byte, alias string) []byte {
	at := emptyAliases.FindSubmatchIndex(text)
	if at == nil {
		return nil
	}
	rest := text[at[1]:]
	if empty := at[4] == at[5]; empty && bytes.HasPrefix(rest, []byte("#")) {
		rest = text[at[3]:]
	}
	return slices.Concat(text[:at[3]], []byte(" ["+quoted(alias)+"]"), rest)
}

// newAliases adds the key as the first one: below the opening fence, or behind
// the brace that opens JSON or a mapping of YAML.
func newAliases(text []byte, alias string) []byte {
	start := 0
	toml := false
	for {
		line, rest, found := bytes.Cut(text[start:], []byte("\n"))
		first := strings.TrimSpace(strings.TrimPrefix(string(line), content.ByteOrderMark))
		if strings.HasPrefix(first, "{") {
			return inBraces(text, start+bytes.IndexByte(line, '{')+1, alias)
		}
		if !found {
			return nil
		}
		next := len(text) - len(rest)
		switch first {
		case "", "---", "---yaml", "---json", ";;;":
		case "+++", "---toml":
			toml = true
		default: // the first key
			key := "aliases: ["
			if toml {
				key = "aliases = ["
			}
			return slices.Concat(text[:start], []byte(key+quoted(alias)+"]"+lineEnd(text)), text[start:])
		}
		start = next
	}
}

// inBraces adds the key where a mapping has just been opened.
func inBraces(text []byte, at int, alias string) []byte {
	rest := bytes.TrimLeft(text[at:], " \t\r\n")
	space := string(text[at : len(text)-len(rest)]) // before the first key; with a line's end where keys stand on lines
	key := `"aliases": [` + quoted(alias) + "],"
	between := " "
	if strings.Contains(space, "\n") {
		between = space
	}
	return slices.Concat(text[:at], []byte(space+key+between), rest)
}

func quoted(s string) string { return `"` + s + `"` }

// lineEnd returns how the lines of a file end.
func lineEnd(text []byte) string {
	if bytes.Contains(text, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}
