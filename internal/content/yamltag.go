package content

import (
	"bytes"
	"slices"

	"go.yaml.in/yaml/v3"
)

// yamlTags are those of YAML's own types, which change nothing here.
var yamlTags = []string{"!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp", "!!binary", "!!map", "!!seq"}

// tagged reports an exclamation mark with which a text begins: YAML takes it, and the word
// behind it, for the name of a type, and leaves both out.
func (c *yamlConverter) tagged(n *yaml.Node) *syntaxError {
	tag := ""
	switch {
	case c.inAlias > 0:
		return nil
	case n.Style&yaml.TaggedStyle != 0 && !slices.Contains(yamlTags, n.Tag):
		tag = n.Tag
	case n.Kind == yaml.ScalarNode && n.Style == 0 && c.bang && bytes.HasPrefix(c.cursor.text[c.cursor.offsetOf(c.place(n)):], []byte("!")):
		tag = "!"
	default:
		return nil
	}
	tag = shorten(tag)
	return syntaxErrorf(c.place(n), `%s is a tag to YAML, and no part of the text; write the value in quotation marks: "%s …"`, tag, tag)
}

// hasBang reports whether an exclamation mark stands in front matter by itself, as at the
// beginning of "! a text": it names no type, so that the nodes say nothing of it.
func hasBang(front []byte) bool { return bytes.Contains(front, []byte(" ! ")) }
