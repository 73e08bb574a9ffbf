package content

import (
	"bytes"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// yamlStream reads front matter of one file after the other as the documents of one
// YAML stream: a decoder takes more room than most front matter, and is made once for
// all. Its zero value is ready for use.
type yamlStream struct {
	dec   *yaml.Decoder
	ahead bytes.Buffer // what it has not read yet
	lines int          // of the stream so far
	doc   yaml.Node    // used again
}

// endDocument stands after each document. The decoder looks two tokens ahead, which are
// not to be those of the next file.
const endDocument = "...\n...\n...\n"

// alone is what front matter has in it that must be read by itself: a line that ends the
// document or tells something of the next one, an anchor, which later documents would
// know, a comment, which the decoder would hold, and what ends a line in YAML 1.1, but
// not in a file.
var alone = [][]byte{
	[]byte("\n---"), []byte("\n..."), []byte("\n%"), []byte("&"), []byte("#"),
	[]byte("\u0085"), []byte("\u2028"), []byte("\u2029"),
}

// document returns the document that front matter is, good until the next one, and how
// many lines of the stream are before it. It is false for what must be read by itself:
// what goes wrong too, since messages tell lines of the file.
func (s *yamlStream) document(front []byte) (doc *yaml.Node, before int, ok bool) {
	if !bytes.HasSuffix(front, []byte("\n")) || slices.ContainsFunc(alone, func(part []byte) bool { return bytes.Contains(front, part) }) {
		return nil, 0, false
	}
	if s.dec == nil {
		s.ahead.Reset()
		s.dec, s.lines = yaml.NewDecoder(&s.ahead), 0
	}
	s.ahead.WriteString("---\n")
	s.ahead.Write(front)
	s.ahead.WriteString(endDocument)
	before = s.lines + 1
	s.lines = before + bytes.Count(front, []byte("\n")) + strings.Count(endDocument, "\n")
	if s.dec.Decode(&s.doc) != nil || s.doc.Line != before || !unending(s.doc.Content[0]) {
		s.dec = nil
		return nil, 0, false
	}
	return &s.doc, before, true
}

// unending reports whether only a line of the document's end can end a value: it is keys
// at the margin, with their values. After anything else there may be more to come, which
// the decoder would not have seen.
func unending(n *yaml.Node) bool {
	return n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle == 0 && len(n.Content) > 0 && n.Content[0].Column == 1
}
