package content

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"strings"

	"dateline/internal/yamlfault"

	"go.yaml.in/yaml/v3"
)

// maxAliased bounds how many nodes the aliases of one file may stand for, so
// that a few lines cannot unfold into gigabytes.
const maxAliased = 10_000

// parseYAML reads front matter that begins at the given line. The node is good until
// the room is used again.
func (r *room) parseYAML(front []byte, line int) (node, *syntaxError) {
	if doc, before, ok := r.yaml.document(front); ok {
		return r.convertYAML(doc, yamlConverter{line: line - before, cursor: newCursor(front, line)})
	}
	return r.parseAlone(front, line)
}

// parseAlone reads front matter by itself.
func (r *room) parseAlone(front []byte, line int) (node, *syntaxError) {
	doc, problem := decodeYAML(front, line)
	if doc == nil {
		return node{place: placeAt(line, 1)}, problem
	}
	return r.convertYAML(doc, yamlConverter{line: line, starts: oddLines(front, line), cursor: newCursor(front, line)})
}

func (r *room) convertYAML(doc *yaml.Node, c yamlConverter) (node, *syntaxError) {
	r.nodes.clear()
	r.entries.clear()
	c.room, c.bang = r, hasBang(c.cursor.text)
	return c.node(doc.Content[0], 0)
}

// decodeYAML decodes front matter that begins at the given line, by itself. The document
// is nil where there is none.
func decodeYAML(front []byte, line int) (*yaml.Node, *syntaxError) {
	dec := yaml.NewDecoder(bytes.NewReader(front))
	var doc, second yaml.Node
	err := dec.Decode(&doc)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, yamlFault(err, front, line)
	}
	if err := dec.Decode(&second); err == nil {
		return nil, syntaxErrorf(placeAt(line-1+second.Line, 1), "a second YAML document begins here; front matter is one only")
	} else if !errors.Is(err, io.EOF) {
		return nil, yamlFault(err, front, line)
	}
	return &doc, nil
}

// yamlFault says in plain words where YAML goes wrong.
func yamlFault(err error, front []byte, line int) *syntaxError {
	fault := yamlfault.Explain(err, front)
	return &syntaxError{placeAt(line+fault.Line, fault.Col), fault.Advice}
}

// yamlConverter turns YAML nodes into ours.
type yamlConverter struct {
	room    *room
	line    int     // at which front matter would begin were it the first thing that YAML reads
	starts  []Place // where YAML's lines begin; nil where they are the file's
	cursor  *cursor // through front matter
	bang    bool    // see hasBang
	inAlias int     // aliases that are being unfolded
	aliased int     // nodes unfolded from aliases so far
}

func (c *yamlConverter) place(n *yaml.Node) Place {
	if c.starts == nil {
		return placeAt(c.line-1+n.Line, n.Column)
	}
	start := c.starts[min(n.Line, len(c.starts))-1]
	return Place{start.line, start.col + int32(n.Column) - 1}
}

func (c *yamlConverter) node(n *yaml.Node, depth int) (node, *syntaxError) {
	at := c.place(n)
	if depth > maxDepth {
		return node{}, tooDeep(at)
	}
	if c.inAlias > 0 {
		if c.aliased++; c.aliased > maxAliased {
			return node{}, syntaxErrorf(at, "aliases stand for more than %d values; write them out, or leave some out", maxAliased)
		}
	}
	if problem := c.tagged(n); problem != nil {
		return node{}, problem
	}
	switch n.Kind {
	case yaml.AliasNode:
		c.inAlias++
		defer func() { c.inAlias-- }()
		return c.node(n.Alias, depth+1)
	case yaml.SequenceNode:
		return c.list(n, at, depth)
	case yaml.MappingNode:
		return c.mapping(n, at, depth)
	}
	return node{kind: yamlKinds(n), place: at, text: n.Value, hidden: hiddenIn(n.LineComment, n)}, nil
}

// hiddenIn returns a comment behind a plain scalar in which a word follows the "#" at once, as
// in "Flight #MH17": authors of comments put a space there.
func hiddenIn(comment string, n *yaml.Node) string {
	comment, _, _ = strings.Cut(comment, "\n")
	if len(comment) < 2 || n.Style != 0 || strings.ContainsRune(" \t#!-=", rune(comment[1])) {
		return ""
	}
	return comment
}

func yamlKinds(n *yaml.Node) nodeKind {
	switch n.Tag {
	case "!!null":
		return nullNode
	case "!!bool":
		return boolNode
	case "!!int", "!!float":
		return numberNode
	case "!!timestamp":
		return dateNode
	}
	return textNode
}

func (c *yamlConverter) list(n *yaml.Node, at Place, depth int) (node, *syntaxError) {
	items := c.room.nodes.take(len(n.Content))
	for _, child := range n.Content {
		item, problem := c.node(child, depth+1)
		if problem != nil {
			return node{}, problem
		}
		items = append(items, item)
	}
	return node{kind: listNode, place: at, items: items}, nil
}

func (c *yamlConverter) mapping(n *yaml.Node, at Place, depth int) (node, *syntaxError) {
	m := mapping{entries: c.room.entries.take(len(n.Content) / 2)}
	var merges []*yaml.Node
	flow, dates := n.Style&yaml.FlowStyle != 0 && c.inAlias == 0, 0
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, child := n.Content[i], n.Content[i+1]
		if flow {
			if problem := c.colon(n.Content, i, &dates); problem != nil {
				return node{}, problem
			}
		}
		if key.Tag == "!!merge" {
			merges = append(merges, child)
			continue
		}
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		if problem := c.tagged(key); problem != nil {
			return node{}, problem
		}
		if key.Kind != yaml.ScalarNode {
			return node{}, syntaxErrorf(c.place(key), "a key must be a word; quote it where it begins with a bracket")
		}
		value, problem := c.node(child, depth+1)
		if value.kind == nullNode {
			value.hidden = cmp.Or(value.hidden, hiddenIn(key.LineComment, child))
		}
		if problem == nil {
			problem = m.add(key.Value, c.place(n.Content[i]), value)
			if problem != nil && depth > 0 && n.Style&yaml.FlowStyle == 0 {
				problem.text += "; where it is of the next of several, begin each of them with - and a space"
			}
		}
		if problem != nil {
			return node{}, problem
		}
	}
	for _, from := range merges {
		if problem := c.merge(&m, from, depth); problem != nil {
			return node{}, problem
		}
	}
	return m.node(at), nil
}

// merge adds what "<<" names: keys that the mapping does not have itself.
func (c *yamlConverter) merge(m *mapping, from *yaml.Node, depth int) *syntaxError {
	merged, problem := c.node(from, depth+1)
	if problem != nil {
		return problem
	}
	if merged.kind != listNode && merged.kind != mapNode {
		return syntaxErrorf(c.place(from), `"<<" wants a mapping or a list of mappings, has %s`, merged.describe())
	}
	for _, source := range merged.list() {
		if source.kind != mapNode {
			return syntaxErrorf(source.place, `"<<" wants mappings, has %s`, source.describe())
		}
		for _, e := range source.entries {
			if _, found := m.find(e.key); found {
				continue
			}
			if problem := m.add(e.key, e.place, e.value); problem != nil {
				return problem
			}
		}
	}
	return nil
}

// oddLine matches what ends a line in YAML 1.1, but not in a file.
func oddLine(r rune) bool { return r == '\u0085' || r == '\u2028' || r == '\u2029' }

// oddLines returns where YAML's lines begin if they are not the file's.
func oddLines(front []byte, line int) []Place {
	if !bytes.ContainsFunc(front, oddLine) {
		return nil
	}
	at := placeAt(line, 1)
	starts := []Place{at}
	for _, r := range string(front) {
		at.col++
		switch {
		case r == '\n':
			at = Place{at.line + 1, 1}
			starts = append(starts, at)
		case oddLine(r):
			starts = append(starts, at)
		}
	}
	return starts
}
