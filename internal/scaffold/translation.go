package scaffold

import (
	"fmt"
	"strings"

	"dateline/internal/content"
	"dateline/internal/escape"
)

// Translation says what a new translation is to be of.
type Translation struct {
	Kind     string // one of Kinds, or "site"
	Original content.Original
	Lang     string // into which it translates, BCP 47
}

// Path returns where the translation belongs: beside its original.
func (t Translation) Path() string { return content.TranslationPath(t.Original.Path, t.Lang) }

// Text returns the file: every key that a translation has, empty, with what the
// original says there as a comment. It builds once the title or name is written.
func (t Translation) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\n# %s in %s. After # stands what the original says; dates, references and figures are taken from there.\n", t.Original.Path, t.Lang)
	for _, k := range content.Keys(t.Kind) {
		said := t.Original.Texts[k.Name]
		switch {
		case !k.Translated:
		case k.Type == content.NamedKey:
			t.names(&b, k)
		case k.Type == content.MappingsKey:
			t.notes(&b, k)
		case said != "":
			fmt.Fprintf(&b, "%s:  # %s\n", k.Name, oneLine(said))
		default:
			explain(&b, "# ", k)
		}
	}
	b.WriteString("---\n\n")
	return b.String()
}

// names writes a key whose value is a mapping from names of the author's, as a
// comment.
func (t Translation) names(b *strings.Builder, k content.Key) {
	fmt.Fprintf(b, "# %s:  # %s\n", k.Name, k.Doc)
	for _, label := range t.Original.Names[k.Name] {
		line := fmt.Sprintf("#   %s:  # %s", quoted(label.Name.V), oneLine(label.V.V))
		fmt.Fprintln(b, strings.TrimSuffix(line, "  # "))
	}
}

// notes writes the original's notes as a comment: each is found by the words that
// it is on there, and taken over once the text has words for it too.
func (t Translation) notes(b *strings.Builder, k content.Key) {
	if len(t.Original.Notes) == 0 {
		return
	}
	fmt.Fprintf(b, "# %s:  # take the signs off those whose words you have translated\n", k.Name)
	for _, note := range t.Original.Notes {
		fmt.Fprintf(b, "#   - original: %s\n#     quote:  # these words, as they stand in this text\n#     note:  # %s\n", quoted(oneLine(note.Quote)), oneLine(note.Note))
	}
}

// quoted writes a text as a double-quoted scalar of YAML, which takes all that
// JSON does.
func quoted(text string) string { return string(escape.JSON(nil, text)) }

// oneLine returns a text that fits behind the sign of a comment.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
