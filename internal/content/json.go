package content

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// parseJSON reads front matter that begins at the given line. It is decoded
// as a whole first, because the decoder misplaces errors that it finds token
// by token.
func parseJSON(front []byte, line int) (node, *syntaxError) {
	if len(bytes.TrimSpace(front)) == 0 {
		return node{place: placeAt(line, 1)}, nil
	}
	dec := json.NewDecoder(bytes.NewReader(front))
	var whole json.RawMessage
	if err := dec.Decode(&whole); err != nil {
		return node{}, jsonError(err, front, line)
	}
	rest := bytes.TrimLeft(front[dec.InputOffset():], " \t\n")
	if len(rest) > 0 {
		at := newCursor(front, line).place(len(front) - len(rest))
		return node{}, syntaxErrorf(at, `JSON: text follows the "}" that ends the front matter; remove it`)
	}
	dec = json.NewDecoder(bytes.NewReader(front))
	dec.UseNumber()
	c := jsonConverter{dec: dec, front: front, line: line, cursor: newCursor(front, line)}
	return c.value(0)
}

// jsonConverter turns JSON into nodes.
type jsonConverter struct {
	dec    *json.Decoder
	front  []byte
	line   int
	cursor *cursor
}

// next returns the next token and where it begins.
func (c *jsonConverter) next() (json.Token, Place, *syntaxError) {
	start := int(c.dec.InputOffset())
	for start < len(c.front) && bytes.IndexByte([]byte(" \t\n,:"), c.front[start]) >= 0 {
		start++
	}
	token, err := c.dec.Token()
	if err != nil {
		return nil, Place{}, jsonError(err, c.front, c.line)
	}
	return token, c.cursor.place(start), nil
}

func (c *jsonConverter) value(depth int) (node, *syntaxError) {
	token, at, problem := c.next()
	if problem != nil {
		return node{}, problem
	}
	switch token := token.(type) {
	case json.Delim:
		if depth > maxDepth {
			return node{}, tooDeep(at)
		}
		if token == '[' {
			return c.list(at, depth)
		}
		return c.mapping(at, depth)
	case string:
		return node{kind: textNode, place: at, text: token}, nil
	case json.Number:
		return node{kind: numberNode, place: at, text: token.String()}, nil
	case bool:
		return node{kind: boolNode, place: at, text: strconv.FormatBool(token)}, nil
	}
	return node{place: at}, nil
}

func (c *jsonConverter) list(at Place, depth int) (node, *syntaxError) {
	list := node{kind: listNode, place: at}
	for c.dec.More() {
		item, problem := c.value(depth + 1)
		if problem != nil {
			return list, problem
		}
		list.items = append(list.items, item)
	}
	_, _, problem := c.next()
	return list, problem
}

func (c *jsonConverter) mapping(at Place, depth int) (node, *syntaxError) {
	var m mapping
	for c.dec.More() {
		key, keyAt, problem := c.next()
		if problem != nil {
			return node{}, problem
		}
		value, problem := c.value(depth + 1)
		if problem == nil {
			problem = m.add(key.(string), keyAt, value)
		}
		if problem != nil {
			return node{}, problem
		}
	}
	_, _, problem := c.next()
	return m.node(at), problem
}
