package content

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"dateline/internal/diag"
)

// decoder reads the nodes of one file into a document.
type decoder struct {
	file       string
	translates *translates // nil for an original
	text       text
	words      *words
	problems   *diag.List
	last       line // of the front matter that was asked for
	laidOut    bool // a layout is named, as Jekyll has it
	plan       *plan
	front      *node // what is read by the plan
	misdated   bool  // an unknown key was told of for the date that is missing
}

// pos returns a place in the file.
func (d *decoder) pos(at Place) diag.Pos { return at.In(d.file) }

// place returns the place of a value of the document.
func (d *decoder) place(at Place) Place {
	if d.translates != nil {
		return at.translated()
	}
	return at
}

func (d *decoder) errorf(at Place, format string, args ...any) {
	d.problems.Errorf(d.pos(at), format, args...)
}

func (d *decoder) warnf(at Place, format string, args ...any) {
	d.problems.Warnf(d.pos(at), format, args...)
}

// document reads front matter into a document. A missing key is reported at
// the file's start, as there is no better place.
func (d *decoder) document(p *plan, n *node, target reflect.Value) {
	d.plan, d.front = p, n
	switch n.kind {
	case mapNode, nullNode:
		d.withheld(p, n)
		d.laidOut = slices.ContainsFunc(n.entries, func(e entry) bool { return strings.EqualFold(e.key, "layout") })
		d.mapping(p, "", n, target)
	default:
		narrow := ""
		if strings.Contains(n.text, "：") {
			narrow = ", whose colon is the narrow one, with a space behind it"
		}
		d.errorf(n.place, "front matter wants keys with values, such as %s%s; has %s",
			d.text.syntax.example("title", "…"), narrow, n.describe())
	}
}

// mapping reads the entries of n into the struct target.
func (d *decoder) mapping(p *plan, name string, n *node, target reflect.Value) {
	var room [64]*entry // of nearly every mapping
	written := append(room[:0], make([]*entry, len(p.fields))...)
	var above *entry    // the last with a known key
	var strays []*entry // with unknown ones
	for i := range n.entries {
		e := &n.entries[i]
		key, known := p.keys[strings.ToLower(e.key)]
		if !known && above != nil && (d.outdented(p, above, e) || d.unindented(p, above, e)) {
			continue
		}
		if !known {
			strays = append(strays, e)
			continue
		}
		above = e
		if e.value.kind == nullNode {
			if f := &p.fields[key.field]; f.Type == TextKey || f.Type == TextsKey {
				d.warnHidden(f.texts(), e.key, &e.value)
			}
			continue
		}
		other := written[key.field]
		if other == nil {
			written[key.field] = e
			continue
		}
		if p.keys[strings.ToLower(other.key)].rank > key.rank {
			written[key.field], e, other = e, other, e
		}
		d.warnf(e.place, "%q says the same as %q in line %d, which is used; remove one", e.key, other.key, other.place.line)
	}
	var told []string // required keys that unknown ones are written for
	for _, e := range strays {
		told = append(told, d.unknown(p, name, e, written))
	}
	for i, e := range written {
		f := &p.fields[i]
		if e != nil {
			f.read(d, f.Name, &e.value, target.FieldByIndex(f.index))
		}
		if f.Required && (e == nil || isEmpty(&e.value)) && !slices.Contains(told, f.Name) {
			d.missing(p, name, f.Name, n)
		}
	}
}

// outdented warns of a key that a mapping of the list above it has, and reports whether it is
// one: a space too few before it ends the list.
func (d *decoder) outdented(p *plan, above, e *entry) bool {
	list, f := &above.value, &p.fields[p.keys[strings.ToLower(above.key)].field]
	if list.kind != listNode || len(list.items) == 0 || f.Type != MappingsKey {
		return false
	}
	last := &list.items[len(list.items)-1]
	if _, has := newPlan(f.Keys).keys[strings.ToLower(e.key)]; !has || last.kind != mapNode || list.place.line == above.place.line {
		return false
	}
	d.warnf(e.place, "unknown key %q; where it belongs to the last of %s, above, write %d spaces before it", shorten(e.key), above.key, last.place.col-1)
	return true
}

// unindented warns of a key that belongs below the one above it, which has nothing, and
// reports whether it is one: without space before it, it is a key beside that one.
func (d *decoder) unindented(p *plan, above, e *entry) bool {
	f := &p.fields[p.keys[strings.ToLower(above.key)].field]
	if above.value.kind != nullNode || d.text.syntax != syntaxYAML || e.place.col != above.place.col {
		return false
	}
	word := strings.ToLower(e.key)
	switch f.Type {
	case MappingKey, MappingsKey:
		if _, has := newPlan(f.Keys).keys[word]; !has {
			return false
		}
	case NamedKey:
		if p.calledBy(word) != "" || diag.DidYouMean(e.key, p.names) != "" {
			return false
		}
	default:
		return false
	}
	d.warnf(e.place, "unknown key %q; where it belongs to %s, above, write %d spaces before it", shorten(e.key), above.key, above.place.col+1)
	return true
}

// isEmpty reports whether a value is a text of nothing but white space.
func isEmpty(n *node) bool {
	return n.kind == textNode && strings.TrimSpace(n.text) == ""
}

// missing reports a required key that a mapping, or with an empty name the
// whole file, lacks or leaves empty.
func (d *decoder) missing(p *plan, name, key string, n *node) {
	at, in := Place{1, 1}, "has"
	if name != "" {
		at, in = n.place, name+": has"
	}
	if empty, written := p.empty(n, key); written {
		at = empty
	}
	d.errorf(at, "%s no %s; write %s", in, key, d.text.syntax.example(key, "…"))
}

// empty returns where a mapping has a key that it leaves empty; written is false where it
// does not have it.
func (p *plan) empty(n *node, key string) (at Place, written bool) {
	for i := range n.entries {
		e := &n.entries[i]
		of, known := p.keys[strings.ToLower(e.key)]
		switch {
		case !known || p.fields[of.field].Name != key:
		case e.value.kind == nullNode:
			return e.place, true
		default:
			return e.value.place, true
		}
	}
	return Place{1, 1}, false
}

// structReader reads a mapping, or a plain value that means the main key.
func structReader(p *plan) readFunc {
	return func(d *decoder, name string, n *node, target reflect.Value) {
		switch {
		case n.kind == mapNode && d.keyless(p, name, n):
		case n.kind == mapNode:
			d.mapping(p, name, n, target)
		case n.scalar() && p.main >= 0:
			if isEmpty(n) {
				return
			}
			f := &p.fields[p.main]
			f.read(d, name, n, target.FieldByIndex(f.index))
		case p.main >= 0:
			d.errorf(n.place, "%s: wants a value or a mapping with %s, has %s", name, strings.Join(p.names, ", "), n.describe())
		default:
			d.errorf(n.place, "%s: wants a mapping with %s, has %s; write %s", name, strings.Join(p.names, ", "), n.describe(), d.text.syntax.entry(name, d.text.syntax.within(p.needed()...)))
		}
	}
}

// fieldless tells of a value where the fields of an incident are wanted, and reports whether it
// is one.
func (d *decoder) fieldless(name string, e *entry) bool {
	if !e.value.scalar() {
		return false
	}
	d.errorf(e.value.place, "%s: wants fields with their values, such as {%s}, has %s; %s stand under the slugs of incidents", e.key, d.text.syntax.entry("rockets", "2"), e.value.describe(), name)
	return true
}

// keyless tells of a mapping of a single value under none of its keys, as in "nato: host", and
// reports whether it is one.
func (d *decoder) keyless(p *plan, name string, n *node) bool {
	if len(n.entries) != 1 || !slices.ContainsFunc(p.fields, func(f field) bool { return f.Required }) {
		return false
	}
	e := &n.entries[0]
	word := strings.ToLower(e.key)
	if _, known := p.keys[word]; known || !e.value.scalar() || p.calledBy(word) != "" || diag.Nearest(e.key, p.names) != "" {
		return false
	}
	d.errorf(e.place, "%s: unknown key %q; write %s", name, shorten(e.key), d.text.syntax.within(p.needed()...))
	return true
}

// needed returns the keys that a mapping must have, two at least.
func (p *plan) needed() []string {
	var must, may []string
	for i := range p.fields {
		if f := &p.fields[i]; f.Required {
			must = append(must, f.Name)
		} else {
			may = append(may, f.Name)
		}
	}
	return append(must, may[:min(len(may), max(0, 2-len(must)))]...)
}

// structsReader reads a list of structs; one alone needs no list.
func structsReader(t reflect.Type, count limit, read readFunc) readFunc {
	return func(d *decoder, name string, n *node, target reflect.Value) {
		items := slices.DeleteFunc(n.list(), func(item node) bool { return item.kind == nullNode || isEmpty(&item) })
		items = items[:d.within(count, name, len(items), func(k int) Place { return items[k].place })]
		all := reflect.MakeSlice(t, len(items), len(items))
		for i := range items {
			read(d, name, &items[i], all.Index(i))
		}
		target.Set(all)
	}
}

// namedReader reads a mapping whose keys are the author's own. One without a value
// counts as not written.
//
// Where mappings are nested, as accounts are, it tells of values that stand right in the outer one.
func namedReader(t reflect.Type, names texts, count limit, nested bool, read readFunc) readFunc {
	return func(d *decoder, name string, n *node, target reflect.Value) {
		if isEmpty(n) {
			return
		}
		if n.kind != mapNode {
			hint := ""
			if n.kind == listNode && len(n.items) > 0 && n.items[0].kind == mapNode && bytes.HasPrefix(d.from(d.pos(n.place)), []byte("-")) {
				hint = `; leave out the "-" before its keys`
			}
			d.errorf(n.place, "%s: wants a mapping, has %s%s", name, n.describe(), hint)
			return
		}
		entries := slices.DeleteFunc(n.entries, func(e entry) bool {
			return e.value.kind == nullNode || isEmpty(&e.value) || nested && d.fieldless(name, &e)
		})
		entries = entries[:d.within(count, name, len(entries), func(k int) Place { return entries[k].place })]
		all := reflect.MakeSlice(t, len(entries), len(entries))
		for i := range entries {
			e, one := &entries[i], all.Index(i)
			key, err := names.check(names.canonical(e.key))
			if err != nil {
				d.errorf(e.place, "%s: key %v", name, err)
			}
			d.checkLength(names, name, key, e.place)
			*one.Field(0).Addr().Interface().(*At[string]) = At[string]{V: d.words.text(key), Place: d.place(e.place)}
			read(d, e.key, &e.value, one.Field(1))
		}
		target.Set(all)
	}
}
