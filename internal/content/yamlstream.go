package content

import (
	"bytes"
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
}

// endDocument stands after each document of a file. Where the decoder finds anything
// else there, or finds it in another line, the file holds no single document. The
// decoder looks two tokens ahead, which are not to be those of the next file.
const endDocument = "--- end\n...\n...\n...\n"

// document returns the document that front matter is, and how many lines of the stream
// are before it. It is false for what must be read by itself: what goes wrong, since
// messages tell lines of the file, what has lines that are none of the file's, what has
// anchors, which later documents would know, and what has comments, which the decoder
// would hold.
func (s *yamlStream) document(front []byte) (doc *yaml.Node, before int, ok bool) {
	if !bytes.HasSuffix(front, []byte("\n")) || bytes.ContainsAny(front, "&#") || bytes.ContainsFunc(front, oddLine) {
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
	after := before + bytes.Count(front, []byte("\n"))
	s.lines = after + strings.Count(endDocument, "\n")

	var end yaml.Node
	doc = new(yaml.Node)
	if s.dec.Decode(doc) != nil || s.dec.Decode(&end) != nil || doc.Line != before || end.Line != after+1 {
		s.dec = nil
		return nil, 0, false
	}
	return doc, before, doc.Content[0].Value != "" || doc.Content[0].Kind != yaml.ScalarNode // nothing is no document
}
