package importer

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"dateline/internal/content"
	"dateline/internal/diag"
)

// Document is a document as a foreign file has it.
type Document struct {
	Kind string   // "article", "incident", "actor" or "source"
	Pos  diag.Pos // where it stands in the foreign file
	Keys []Key
	Text Text
}

// Text is the text of a document.
type Text struct {
	Markdown string
	Pos      diag.Pos // where it stands in the foreign file
}

// Key is a key of front matter with its value.
type Key struct {
	Path   []string // "place", "lat": of mappings within others
	Values []string // one, unless List
	List   bool
	Plain  bool // not a text: a date, a number, true or false
	Main   bool // where the mapping has no other key, the value stands in its place
	Pos    diag.Pos
}

// set gives a key a text; what says nothing is left out.
func (d *Document) set(name, text string) {
	if text != "" {
		d.Keys = append(d.Keys, Key{Path: []string{name}, Values: []string{text}, Pos: d.Pos})
	}
}

// plain gives a key a value that is no text.
func (d *Document) plain(name, value string) {
	if value != "" {
		d.Keys = append(d.Keys, Key{Path: []string{name}, Values: []string{value}, Plain: true, Pos: d.Pos})
	}
}

// list gives a key a list.
func (d *Document) list(name string, values ...string) {
	if len(values) > 0 {
		d.Keys = append(d.Keys, Key{Path: []string{name}, Values: values, List: true, Pos: d.Pos})
	}
}

// value returns the first value of a key of the document itself, "" for none.
func (d *Document) value(name string) string {
	for _, k := range d.Keys {
		if len(k.Path) == 1 && k.Path[0] == name {
			return k.Values[0]
		}
	}
	return ""
}

// title returns what the document is called.
func (d *Document) title() string { return cmp.Or(d.value("title"), d.value("name")) }

// differs reports whether the document says anything that another does not say.
func (d *Document) differs(other Document) bool {
	if d.Text.Markdown != "" && d.Text.Markdown != other.Text.Markdown {
		return true
	}
	return slices.ContainsFunc(d.Keys, func(key Key) bool {
		return !slices.ContainsFunc(other.Keys, func(k Key) bool {
			return slices.Equal(k.Path, key.Path) && slices.Equal(k.Values, key.Values)
		})
	})
}

// slug returns the slug that the document states, "" for none.
func (d *Document) slug() string { return content.FoldSlug(d.value("slug")) }

// file writes the document as a content file, and returns for each of its lines the place
// of what stands there.
func (d *Document) file() (text []byte, lines []diag.Pos, err error) {
	var b bytes.Buffer
	lines = append(lines, d.Pos)
	b.WriteString("---\n")
	for from := 0; from < len(d.Keys); {
		to := from + 1
		for to < len(d.Keys) && d.Keys[to].Path[0] == d.Keys[from].Path[0] {
			to++
		}
		front, err := yaml.Marshal(mapping(d.Keys[from:to], 0))
		if err != nil {
			return nil, nil, fmt.Errorf("writing %s: %w", d.Keys[from].Path[0], err)
		}
		b.Write(front)
		for line := range bytes.Count(front, []byte("\n")) {
			lines = append(lines, d.Keys[min(from+max(line-1, 0), to-1)].Pos)
		}
		from = to
	}
	b.WriteString("---\n")
	lines = append(lines, d.Pos)
	if body := strings.TrimSpace(d.Text.Markdown); body != "" {
		b.WriteString("\n" + body + "\n")
		lines = append(lines, d.Text.Pos)
	}
	return b.Bytes(), lines, nil
}

// mapping returns keys as a mapping, from one of the names of their paths on.
func mapping(keys []Key, depth int) *yaml.Node {
	m := &yaml.Node{Kind: yaml.MappingNode}
	for from := 0; from < len(keys); {
		name, to := keys[from].Path[depth], from+1
		for to < len(keys) && keys[to].Path[depth] == name {
			to++
		}
		value := keys[from].node()
		alone := keys[from].Main && to == from+1 && len(keys[from].Path) == depth+2
		if len(keys[from].Path) > depth+1 && !alone {
			value = mapping(keys[from:to], depth+1)
		}
		m.Content = append(m.Content, scalar(name, false), value)
		from = to
	}
	return m
}

// node returns the value of a key.
func (k Key) node() *yaml.Node {
	if !k.List {
		return scalar(k.Values[0], k.Plain)
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, v := range k.Values {
		list.Content = append(list.Content, scalar(v, k.Plain))
	}
	return list
}

// number is a number as it is read as a text, too.
var number = regexp.MustCompile(`^[1-9][0-9]{0,14}$`)

func scalar(value string, plain bool) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Value: value}
	if !plain && !number.MatchString(value) {
		n.SetString(value)
	}
	return n
}

// Draft makes drafts of articles and incidents. Actors and sources stay what they are, for
// one that is published by and by to refer to.
func Draft(documents []Document) {
	for k := range documents {
		d := &documents[k]
		if (d.Kind == "article" || d.Kind == "incident") && d.value("draft") == "" {
			d.plain("draft", "true")
		}
	}
}
