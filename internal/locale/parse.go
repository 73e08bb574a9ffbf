package locale

import (
	"maps"
	"slices"

	"dateline/internal/diag"
	"dateline/internal/yamlfault"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
)

// leaf is a text with its key and its place in a file.
type leaf struct {
	key   string
	at    diag.Pos
	text  text
	forms map[plural.Form]diag.Pos // places of the plural forms; nil for one text
}

// parse reads the texts of a file in their order.
func (ld *loader) parse(file string, data []byte) []leaf {
	if !ld.problems.IsText(file, data) {
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		fault := yamlfault.Explain(err, data)
		ld.problems.Errorf(diag.At(file, fault.Line+1, fault.Col), "%s", fault.Advice)
		return nil
	}
	if len(doc.Content) == 0 {
		return nil
	}
	var leaves []leaf
	ld.walk(file, "", doc.Content[0], &leaves)
	return leaves
}

// walk adds the texts of a group, whose keys begin with prefix.
func (ld *loader) walk(file, prefix string, group *yaml.Node, leaves *[]leaf) {
	if group.Kind != yaml.MappingNode {
		ld.problems.Errorf(posOf(file, group), "here stands no group of texts; write each as key: \"text\"")
		return
	}
	seen := map[string]bool{}
	for k := 0; k+1 < len(group.Content); k += 2 {
		name, value := group.Content[k], group.Content[k+1]
		key := prefix + name.Value
		if seen[key] {
			ld.problems.Errorf(posOf(file, name), "the text %q stands here a second time; remove one", key)
			continue
		}
		seen[key] = true
		switch {
		case value.Tag == "!!null": // a text, or a group, of which nothing is written yet
		case value.Kind == yaml.ScalarNode:
			cut := newPattern
			if ld.english[key].plural {
				cut = newCounting
			}
			*leaves = append(*leaves, leaf{key: key, at: posOf(file, name), text: text{forms: map[plural.Form]pattern{plural.Other: cut(value.Value)}}})
		case ld.english[key].plural || isPlural(value):
			*leaves = append(*leaves, ld.newPlural(file, key, name, value))
		default:
			ld.walk(file, key+".", value, leaves)
		}
	}
}

// isPlural reports whether a mapping holds plural forms, and nothing else.
func isPlural(n *yaml.Node) bool {
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		return false
	}
	for k := 0; k+1 < len(n.Content); k += 2 {
		if _, ok := categoryForms[n.Content[k].Value]; !ok {
			return false
		}
	}
	return true
}

func (ld *loader) newPlural(file, key string, name, value *yaml.Node) leaf {
	l := leaf{key: key, at: posOf(file, name), text: text{plural: true, forms: map[plural.Form]pattern{}}, forms: map[plural.Form]diag.Pos{}}
	for k := 0; k+1 < len(value.Content); k += 2 {
		name := value.Content[k]
		form, ok := categoryForms[name.Value]
		if !ok {
			ld.problems.Warnf(posOf(file, name), "%q is no plural category%s", name.Value, diag.DidYouMean(name.Value, slices.Sorted(maps.Keys(categoryForms))))
			continue
		}
		l.text.forms[form] = newCounting(value.Content[k+1].Value)
		l.forms[form] = posOf(file, name)
	}
	return l
}

func posOf(file string, n *yaml.Node) diag.Pos {
	return diag.At(file, n.Line, n.Column)
}
