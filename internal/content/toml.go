package content

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"dateline/internal/diag"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// maxTables bounds the keys and tables of TOML: the decoder compares each with all others.
const maxTables = 20_000

// parseTOML reads front matter that begins at the given line.
func parseTOML(front []byte, line int) (node, *syntaxError) {
	return new(tomlConverter).parse(front, line)
}

// parse does so. The ordinary decoder says whether it is valid; the syntax tree, which does
// not, has the places and the source texts.
func (c *tomlConverter) parse(front []byte, line int) (node, *syntaxError) {
	if at := tooManyTables(front); at > 0 {
		return node{}, syntaxErrorf(newCursor(front, line).place(at), "TOML: has more than %d keys and tables; write fewer", maxTables)
	}
	var valid map[string]any
	if err := toml.Unmarshal(front, &valid); err != nil {
		return node{}, tomlError(err, front, line)
	}
	start := placeAt(line, 1)
	c.front, c.cursor = front, newCursor(front, line)
	top := newTomlTable(start)
	table := top
	c.parser.Reset(front)
	for c.parser.NextExpression() {
		expr := c.parser.Expression()
		switch expr.Kind {
		case unstable.Table:
			table = c.open(top, expr.Key(), false)
		case unstable.ArrayTable:
			table = c.open(top, expr.Key(), true)
		case unstable.KeyValue:
			if problem := c.keyValue(table, expr, 0); problem != nil {
				return node{}, problem
			}
		}
	}
	if err := c.parser.Error(); err != nil {
		return node{}, syntaxErrorf(start, "TOML: %v", err)
	}
	return top.node(0)
}

// tooManyTables returns the offset of the sign of the first key or table that is too much; 0
// where there is none. It counts such signs in texts, too.
func tooManyTables(front []byte) int {
	n, begins := 0, true // a line
	for at, c := range front {
		table := c == '[' && begins
		begins = c == '\n' || begins && (c == ' ' || c == '\t')
		if c == '=' || table {
			if n++; n > maxTables {
				return at
			}
		}
	}
	return 0
}

// tomlTable is a table while it can still grow.
type tomlTable struct {
	place  Place
	byKey  map[string]*tomlEntry
	sorted []*tomlEntry // in the author's order
}

// tomlEntry is a key of a table: with a value, or with one or more tables.
type tomlEntry struct {
	key    string
	place  Place
	value  node
	tables []*tomlTable
	array  bool // the tables are the items of a list
}

func newTomlTable(at Place) *tomlTable {
	return &tomlTable{place: at, byKey: make(map[string]*tomlEntry)}
}

// entry returns the entry of a table that is called as a part of a dotted key.
func (c *tomlConverter) entry(t *tomlTable, part *unstable.Node) *tomlEntry {
	key, at := string(part.Data), c.at(part)
	if e, found := t.byKey[key]; found {
		if c.again != nil {
			c.again[e.place.In("")] = append(c.again[e.place.In("")], at.In(""))
		}
		return e
	}
	e := &tomlEntry{key: key, place: at}
	t.byKey[key] = e
	t.sorted = append(t.sorted, e)
	return e
}

// node returns the finished table.
func (t *tomlTable) node(depth int) (node, *syntaxError) {
	if depth > maxDepth {
		return node{}, tooDeep(t.place)
	}
	m := mapping{entries: make([]entry, 0, len(t.sorted))}
	for _, e := range t.sorted {
		value := e.value
		if len(e.tables) > 0 {
			value = node{kind: listNode, place: e.tables[0].place}
		}
		for _, table := range e.tables {
			item, problem := table.node(depth + 1)
			if problem != nil {
				return node{}, problem
			}
			value.items = append(value.items, item)
		}
		if len(e.tables) > 0 && !e.array {
			value = value.items[0]
		}
		m.entries = append(m.entries, entry{e.key, e.place, value})
	}
	return m.node(t.place), nil
}

// tomlConverter turns TOML's syntax tree into tables.
type tomlConverter struct {
	parser unstable.Parser
	front  []byte
	cursor *cursor
	offset int                     // just after what was read last
	again  map[diag.Pos][]diag.Pos // see Names; nil where nobody asks
}

func (c *tomlConverter) at(n *unstable.Node) Place { return c.cursor.place(int(n.Raw.Offset)) }

// open returns the table that the dotted key of a header leads to. Tables on
// the way are made; array appends one to a list of tables.
func (c *tomlConverter) open(t *tomlTable, key unstable.Iterator, array bool) *tomlTable {
	for key.Next() {
		part := key.Node()
		e := c.entry(t, part)
		if array && key.IsLast() {
			e.array = true
			e.tables = append(e.tables, newTomlTable(c.at(part)))
		} else if len(e.tables) == 0 {
			e.tables = append(e.tables, newTomlTable(c.at(part)))
		}
		t = e.tables[len(e.tables)-1]
	}
	return t
}

// keyValue reads "key = value" into a table.
func (c *tomlConverter) keyValue(t *tomlTable, expr *unstable.Node, depth int) *syntaxError {
	key := expr.Key()
	for key.Next() {
		part := key.Node()
		c.offset = int(part.Raw.Offset + part.Raw.Length)
		e := c.entry(t, part)
		if key.IsLast() {
			var problem *syntaxError
			e.value, problem = c.value(expr.Value(), depth)
			return problem
		}
		if len(e.tables) == 0 {
			e.tables = append(e.tables, newTomlTable(c.at(part)))
		}
		t = e.tables[len(e.tables)-1]
	}
	return nil
}

// value reads a value, which is the next thing after c.offset. The tree has
// no places for lists, so that they are looked up in the text.
func (c *tomlConverter) value(n *unstable.Node, depth int) (node, *syntaxError) {
	c.skip()
	at := c.cursor.place(c.offset)
	if depth > maxDepth {
		return node{}, tooDeep(at)
	}
	switch n.Kind {
	case unstable.Array:
		return c.list(n, at, depth)
	case unstable.InlineTable:
		return c.inline(n, at, depth)
	}
	c.offset = int(n.Raw.Offset + n.Raw.Length)
	value := node{kind: textNode, place: at, text: string(n.Data)}
	switch n.Kind {
	case unstable.Bool:
		value.kind = boolNode
	case unstable.Integer, unstable.Float:
		value.kind = numberNode
		value.text = strings.ReplaceAll(value.text, "_", "")
	case unstable.LocalDate, unstable.LocalDateTime, unstable.DateTime, unstable.LocalTime:
		value.kind = dateNode
	}
	return value, nil
}

func (c *tomlConverter) list(n *unstable.Node, at Place, depth int) (node, *syntaxError) {
	list := node{kind: listNode, place: at}
	c.offset++ // the bracket
	for children := n.Children(); children.Next(); {
		item, problem := c.value(children.Node(), depth+1)
		if problem != nil {
			return list, problem
		}
		list.items = append(list.items, item)
	}
	c.skip()
	c.offset++
	return list, nil
}

func (c *tomlConverter) inline(n *unstable.Node, at Place, depth int) (node, *syntaxError) {
	table := newTomlTable(at)
	for children := n.Children(); children.Next(); {
		if problem := c.keyValue(table, children.Node(), depth+1); problem != nil {
			return node{}, problem
		}
	}
	if c.front[c.offset] == '{' {
		c.offset++
	}
	c.skip()
	c.offset++
	return table.node(depth)
}

// skip moves on to the next value or closing bracket.
func (c *tomlConverter) skip() {
	for c.offset < len(c.front) {
		switch c.front[c.offset] {
		case ' ', '\t', '\r', '\n', ',', '=':
			c.offset++
		case '#':
			line, _, _ := cutLine(c.front[c.offset:])
			c.offset += len(line)
		default:
			return
		}
	}
}

// tomlError says in plain words where TOML goes wrong.
func tomlError(err error, front []byte, line int) *syntaxError {
	wrong, ok := errors.AsType[*toml.DecodeError](err)
	if !ok {
		return syntaxErrorf(placeAt(line, 1), "TOML: %s", strings.TrimPrefix(err.Error(), "toml: "))
	}
	row, col := wrong.Position()
	lines := bytes.Split(front, []byte("\n"))
	at := placeAt(line-1+row, 1)
	if row >= 1 && row <= len(lines) {
		source := lines[row-1]
		at.col = int32(utf8.RuneCount(source[:min(max(col-1, 0), len(source))])) + 1
	}
	message := strings.TrimPrefix(wrong.Error(), "toml: ")
	switch {
	case strings.HasSuffix(message, "at start of value"):
		return syntaxErrorf(at, "TOML: no value can begin like this; write texts in quotation marks")
	case strings.HasPrefix(message, "invalid character at start of key"):
		return syntaxErrorf(at, "TOML: no key can begin like this; write keys in quotation marks unless they are plain a-z, 0-9, - and _")
	}
	return syntaxErrorf(at, "TOML: %s", message)
}
