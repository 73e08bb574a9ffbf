package content

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"
)

// colon reports a key of a mapping in braces, at index i of its keys and values, that no
// colon follows: YAML gives it nothing as value, where mostly a comma was meant to belong
// to the text or the number before it. Only dates may stand so, which are a set then in
// EDTF: dates says how far the content may be such a set.
func (c *yamlConverter) colon(content []*yaml.Node, i int, dates *int) *syntaxError {
	without := c.isValueless(content[i], content[i+1])
	switch {
	case without && *dates == i && strings.ContainsAny(content[i].Value, "0123456789X"):
		*dates = i + 2
		return nil
	case *dates > 0:
		return c.valuelessError(content, 0)
	case without:
		return c.valuelessError(content, i)
	}
	return nil
}

// isValueless reports whether a key of a mapping in braces has no colon behind it.
func (c *yamlConverter) isValueless(key, value *yaml.Node) bool {
	return value.Tag == "!!null" && value.Value == "" && !bytes.HasSuffix(c.source(key, value), []byte(":"))
}

// source returns what stands in the file from one node to the next, without the white
// space at its end.
func (c *yamlConverter) source(from, to *yaml.Node) []byte {
	start, end := c.cursor.offsetOf(c.place(from)), c.cursor.offsetOf(c.place(to))
	return bytes.TrimSpace(c.cursor.text[start:max(start, end)])
}

// valuelessError says what to write for the key at index i, of those and their values
// that a mapping has.
func (c *yamlConverter) valuelessError(content []*yaml.Node, i int) *syntaxError {
	at := c.place(content[i])
	if i == 0 || content[i-1].Kind != yaml.ScalarNode || content[i-1].Style != 0 || content[i-1].Value == "" {
		key := shorten(content[i].Value)
		return syntaxErrorf(at, "%q has no value; write {%s: …}", key, key)
	}
	number := isNumber(content[i-1]) && isNumber(content[i])
	last := i
	for k := i + 2; k+1 < len(content) && c.isValueless(content[k], content[k+1]) && (!number || isNumber(content[k])); k += 2 {
		last = k
	}
	or := ""
	if number {
		or = ", or the number without a comma"
	}
	whole := strings.Join(strings.Fields(string(c.source(content[i-1], content[last+1]))), " ")
	return syntaxErrorf(at, "a comma ends the value before this; write %q in quotation marks%s", shorten(whole), or)
}

func isNumber(n *yaml.Node) bool { return n.Tag == "!!int" || n.Tag == "!!float" }
