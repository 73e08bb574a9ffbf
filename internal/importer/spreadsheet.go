package importer

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/opendata"
)

// maxParts bounds the parts of a column's name, as content does the depth of what an author
// keeps for templates.
const maxParts = 100

// A row is one of a spreadsheet.
type row struct {
	cells []string // without the last ones, where nothing stands in them
	at    []diag.Pos
}

// cell returns what stands in a column, without space around it.
func (r row) cell(column int) string {
	if column >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[column])
}

// empty reports whether nothing stands in it.
func (r row) empty() bool { return len(r.cells) == 0 }

// spreadsheet reads a spreadsheet: that of TimelineJS, that of Zotero, or one of documents of
// a kind, by default the one that the file is called after ("incidents.csv").
func (r *reader) spreadsheet(kind string) {
	head, rows := r.rows()
	switch {
	case r.problems.HasErrors():
		return
	case head.empty():
		r.problems.Errorf(diag.At(r.name, 1, 1), "the first line names no columns")
		return
	case len(head.cells) > maxColumns:
		r.problems.Errorf(head.at[maxColumns], "the first line names more than %d columns; leave out those that no document needs", maxColumns)
		return
	case opendata.IsTable(head.cells):
		r.problems.Errorf(diag.At(r.name, 1, 1), "this is a table of the data that a Dateline site publishes, which lacks the texts and notes of its documents; copy the files in content/ of that site instead, or, to take no more than the rows, call the columns as keys are, and write slugs in place of addresses")
		return
	}
	switch s := newSheet(head); {
	case s.isOfSlides() && kind == "":
		r.slideRows(s, head, rows)
		return
	case s.isOfZotero() && (kind == "" || kind == "article"):
		r.zoteroRows(s, head, rows)
		return
	}
	if kind == "" {
		name := strings.ToLower(strings.TrimSuffix(path.Base(r.name), path.Ext(r.name)))
		k := slices.IndexFunc(Kinds, func(kind string) bool { return name == kind || name == kind+"s" })
		if k < 0 {
			r.problems.Errorf(diag.Pos{File: r.name}, "nothing says what the rows are; write --kind with one of %s, or call the file after them, as in articles.csv", strings.Join(Kinds, ", "))
			return
		}
		kind = Kinds[k]
	}
	r.documentRows(kind, head, rows)
}

// rows reads the rows: the first one, and the others that are not empty.
func (r *reader) rows() (head row, others []row) {
	d := csv.NewReader(bytes.NewReader(r.text))
	d.FieldsPerRecord = -1
	if said := saidSeparator.FindSubmatch(r.text); said != nil {
		d.Comma, _ = utf8.DecodeRune(said[1])
		_, _ = d.Read() // that line
	} else {
		d.Comma = separator(r.text)
	}
	for width := -1; ; { // how many columns the first line has, with those that it does not name
		cells, err := d.Read()
		var parse *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return head, others
		case errors.As(err, &parse):
			instead := `write a cell with quotation marks as "say ""so"""`
			if d.Comma == '\t' {
				instead += ", or save the sheet as CSV, not as TSV"
			}
			r.problems.Errorf(diag.At(r.name, parse.Line, parse.Column), "this is no CSV: %v; %s", parse.Err, instead)
			return head, others
		case err != nil:
			r.problems.Errorf(diag.Pos{File: r.name}, "this is no CSV: %v", err)
			return head, others
		}
		written := len(cells)
		for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		one := row{cells: cells}
		for k := range cells {
			line, col := d.FieldPos(k)
			one.at = append(one.at, r.at(r.lines[line-1]+col-1))
		}
		switch {
		case width < 0:
			head, width = one, written
		case one.empty(), head.empty():
		case len(cells) > width:
			r.problems.Errorf(one.at[width], "this row has more cells than there are columns; name the column in the first line")
		default:
			others = append(others, one)
		}
	}
}

// saidSeparator is a first line that tells Excel what divides cells.
var saidSeparator = regexp.MustCompile(`^sep=([^"\r\n])\r?\n`)

// separator returns what divides cells: of comma, semicolon and tab the one that the first
// line has most of.
func separator(text []byte) rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	count := func(c rune) int { return bytes.Count(line, []byte(string(c))) }
	return slices.MaxFunc([]rune(",;\t"), func(a, b rune) int { return cmp.Compare(count(a), count(b)) })
}

// A column is one of a spreadsheet of documents.
type column struct {
	cell  int    // in each row
	name  string // as it is written, of one that no key is called like
	path  []string
	list  bool
	plain bool
	date  bool
	main  bool
	tags  bool
	text  bool // of the document
}

// documentRows makes a document of each row. Columns are called as the keys of the kind
// are, "place.lat" in mappings; "text" is the text, in Markdown or HTML.
func (r *reader) documentRows(kind string, head row, rows []row) {
	columns, ok := r.columns(kind, head)
	if !ok {
		return
	}
	told := map[int]bool{} // columns of which is told that they make drafts
	for _, one := range rows {
		d := r.document(kind, columns, one)
		if d.title() == "" {
			r.untitled(d.Pos, kind)
			continue
		}
		if d.value("date") == "" && slices.Contains(needed(kind), "date") {
			r.problems.Errorf(d.Pos, "this row has no date, which every %s needs; write 2021-12-27 into the column of the date (2021-12 or 2021 where the day is not known)", kind)
			d.plain("date", "XXXX") // so that no more is said of it: nothing is written
		}
		hiding := slices.IndexFunc(columns, func(c column) bool { return c.name != "" && content.Conceals(keyed(c.name), one.cell(c.cell)) })
		if hiding >= 0 && d.value("draft") == "" {
			d.plain("draft", "true")
			if k := columns[hiding].cell; !told[k] {
				told[k] = true
				r.problems.Warnf(one.at[k], "%s: %q keeps this row from readers elsewhere; it becomes a draft, as others do of which the column says so", words(head.cells[k]), one.cell(k))
			}
		}
		r.documents = append(r.documents, d)
	}
}

// columns says what the columns hold; ok is false where one is missing that documents of the
// kind need.
func (r *reader) columns(kind string, head row) (columns []column, ok bool) {
	seen := map[string]bool{}
	for k, name := range head.cells {
		c := r.column(kind, name, head.at[k])
		c.cell = k
		key := strings.Join(c.path, ".")
		if key != "" && seen[key] {
			r.problems.Errorf(head.at[k], "there are two columns for %s", key)
		}
		seen[key] = true
		columns = append(columns, c)
	}
	missing := slices.DeleteFunc(needed(kind), func(key string) bool { return seen[key] })
	for _, key := range missing {
		r.problems.Errorf(head.at[0], "no column is called %q, which every %s needs; call the one that holds it so", key, kind)
	}
	return together(columns), len(missing) == 0
}

var (
	// blocks matches a text that begins with a block of HTML, as other programs keep texts, after
	// what the editor of WordPress notes: Markdown would leave out all of it.
	blocks = regexp.MustCompile(`^(?s:<!--.*?-->\s*)*<(?i:article|blockquote|div|figure|h[1-6]|ol|p|section|table|ul)(?:\s[^<>]*)?>`)

	// beside matches a paragraph of Markdown beside HTML: a blank line ends that.
	beside = regexp.MustCompile(`\n\s*\n\s*[^<&\s\x{a0}]`)
)

// document makes a document of a row.
func (r *reader) document(kind string, columns []column, one row) Document {
	d := Document{Kind: kind, Pos: one.at[0]}
	for _, c := range columns {
		cell := one.cell(c.cell)
		switch {
		case cell == "" || c.path == nil && !c.text:
			continue
		case c.text:
			if blocks.MatchString(cell) && !beside.MatchString(cell) {
				cell = r.markdown(cell, "", one.at[c.cell])
			}
			d.Text = Text{cell, one.at[c.cell]}
			continue
		}
		values := []string{cell}
		if c.list {
			values = split(cell)
		}
		if c.date {
			values[0] = r.day(c, cell, one.at[c.cell])
		}
		if c.tags && len(values) == 1 && strings.Contains(cell, ", ") {
			r.problems.Warnf(one.at[c.cell], "%s: %q is taken as one; semicolons divide: write %q", c.path[0], cell, strings.ReplaceAll(cell, ",", ";"))
		}
		d.Keys = append(d.Keys, Key{Path: c.path, Values: values, List: c.list, Plain: c.plain, Main: c.main, Pos: one.at[c.cell]})
	}
	return d
}

// needed returns the keys that documents of a kind must have, what they are called first.
func needed(kind string) []string {
	if kind == "actor" || kind == "source" {
		return []string{"name"}
	}
	return []string{"title", "date"}
}

// dated returns a date as front matter has it, where a cell can mean one only: spreadsheets
// write days as their country does. Another stays, for the message that says what to write.
func dated(cell string) string {
	if date, err := content.ParseDate(cell); err == nil {
		return date.String()
	}
	return cmp.Or(content.OneDate(cell), cell)
}

// day returns the date in a cell: by the order that is said, where that decides. One that may
// be in either order is told once for its column; with points the day stands first.
func (r *reader) day(c column, cell string, pos diag.Pos) string {
	first, second := content.DayBy(cell, true), content.DayBy(cell, false)
	if first == second || r.order == "" && strings.Contains(cell, ".") {
		return dated(cell)
	}
	name := strings.Join(c.path, ".")
	switch only := cmp.Or(first, second); {
	case r.order == "dmy" && first != "":
		return first
	case r.order == "mdy" && second != "":
		return second
	case r.order != "":
		r.problems.Errorf(pos, "%s: %q is no date in the order that --dates %s says; write %s if that is meant", name, cell, r.order, only)
	case first == "" || second == "":
		return only
	case !r.twoDays[c.cell]:
		r.twoDays[c.cell] = true
		r.problems.Errorf(pos, "%s: %q may be %s or %s; say which order all such dates have: --dates dmy or --dates mdy", name, cell, first, second)
	}
	return "XXXX" // so that no more is said of it: nothing is written
}

// untitled reports a row that does not say what its document is called.
func (r *reader) untitled(pos diag.Pos, kind string) {
	r.problems.Errorf(pos, "this row has no %s, which every %s needs", needed(kind)[0], kind)
}

// together returns the columns in an order in which keys of one mapping stand together,
// whatever stands between their columns.
func together(columns []column) []column {
	return slices.SortedStableFunc(slices.Values(columns), func(a, b column) int {
		return slices.Compare(order(columns, a.path), order(columns, b.path))
	})
}

// order returns where the first columns of the mappings stand that a path leads through.
func order(columns []column, path []string) []int {
	var all []int
	for depth := range path {
		all = append(all, slices.IndexFunc(columns, func(c column) bool {
			return len(c.path) > depth && slices.Equal(c.path[:depth+1], path[:depth+1])
		}))
	}
	return all
}

// split divides a cell that lists something, by semicolons or lines.
func split(cell string) []string {
	var values []string
	for _, v := range strings.FieldsFunc(cell, func(c rune) bool { return c == ';' || c == '\n' }) {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

// column says what a column holds.
func (r *reader) column(kind, name string, pos diag.Pos) column {
	name = words(name)
	switch {
	case name == "":
		return column{}
	case name[0] == '_':
		return column{path: []string{keyed(name)}}
	case strings.EqualFold(name, "text"), strings.EqualFold(name, "body"):
		return column{text: true}
	}
	parts := strings.Split(name, ".")
	if len(parts) > maxParts {
		r.problems.Errorf(pos, "the name of this column has more than %d parts", maxParts)
		return column{}
	}
	if c, ok := columnOf(content.Keys(kind), parts); ok {
		return c
	}
	private, hint := noteKey(name), ""
	if !strings.Contains(name, ".") {
		var known []string
		for _, k := range content.Keys(kind) {
			if strings.EqualFold(k.Name, keyed(name)) {
				r.problems.Warnf(pos, "%q of %ss has parts that a cell cannot hold; it is kept as the private note %s", k.Name, kind, private)
				return column{path: []string{private}}
			}
			known = append(known, k.Name)
		}
		if other := meant(content.Keys(kind), strings.ToLower(keyed(name))); other != "" {
			hint = diag.Suggest(other)
		} else {
			hint = diag.DidYouMean(name, known)
		}
	}
	r.problems.Warnf(pos, "%ss have no %q; it is kept as the private note %s%s", kind, name, private, hint)
	return column{path: []string{private}, name: name}
}

// meant returns the name of the column that a word in small letters stands for: what
// authors call a key, or a key within another; "" for none.
func meant(keys []content.Key, word string) string {
	for _, k := range keys {
		if k.Type != content.MappingKey {
			continue
		}
		if below := meant(k.Keys, word); below != "" {
			return k.Name + "." + below
		}
		if slices.ContainsFunc(k.Keys, func(below content.Key) bool { return below.Name == word && !below.Main }) {
			return k.Name + "." + word
		}
	}
	for _, k := range keys {
		if slices.Contains(k.Words, word) {
			return k.Name
		}
	}
	return ""
}

// keyed returns the name of a column as keys are written.
func keyed(name string) string { return strings.ReplaceAll(strings.TrimSpace(name), " ", "_") }

// noteKey returns the key of the private note in which a column of that name is kept.
func noteKey(name string) string { return "_" + strings.ReplaceAll(keyed(name), ".", "_") }

// columnOf returns the column that parts of a name lead to; ok is false for none.
func columnOf(keys []content.Key, parts []string) (c column, ok bool) {
	k := slices.IndexFunc(keys, func(k content.Key) bool { return k.Called(keyed(parts[0])) })
	if k < 0 {
		return column{}, false
	}
	key, rest := keys[k], parts[1:]
	c.path = []string{key.Name}
	for key.Type == content.NamedKey && len(rest) > 0 {
		c.path, rest, key = append(c.path, strings.TrimSpace(rest[0])), rest[1:], *key.Each
	}
	switch key.Type {
	case content.MappingKey:
		if len(rest) == 0 {
			rest = mainOf(key.Keys)
		}
		if len(rest) == 0 {
			return column{}, false
		}
		below, ok := columnOf(key.Keys, rest)
		below.path = append(c.path, below.path...)
		below.main = len(rest) == 1 && slices.Equal(rest, mainOf(key.Keys))
		return below, ok
	case content.MappingsKey:
		c.list = true
		return c, len(rest) == 0 && mainOf(key.Keys) != nil
	case content.TextsKey:
		c.list, c.tags = true, key.Is == "tag"
	case content.AnyKey:
		c.path, rest = append(c.path, rest...), nil
	case content.NamedKey:
		return column{}, false
	case content.TextKey:
	case content.DateKey:
		c.plain, c.date = true, true
	case content.BoolKey, content.IntKey, content.FloatKey:
		c.plain = true
	}
	return c, len(rest) == 0
}

// mainOf returns the name of the key that a plain value in place of a mapping means; nil
// for none.
func mainOf(keys []content.Key) []string {
	for _, k := range keys {
		if k.Main {
			return []string{k.Name}
		}
	}
	return nil
}
