package locale

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

const beginning = `# The words of the interface in the language %q. Take the mark # from each text that
# you have put into words of that: what has the mark stays as it is without this file.
# {n} is a number, in the plural forms that CLDR has for the language; the other words
# in braces stand for what is shown there.
`

// textLine is a line that holds a text: how far it stands from the left, its key, and what
// follows.
var textLine = regexp.MustCompile(`^( +)("?[\w.-]+"?): ([^#].*)$`)

// Begin returns what a file of the texts of a language begins with: each text that there
// is in base, the folder that Dateline brings, as a comment. It is in the language where
// that has texts, else in English with room for the plural forms of the language.
func Begin(base fs.FS, tag language.Tag) (string, error) {
	from := fallback
	for _, name := range chain(tag.String()) {
		if _, err := fs.Stat(base, name+".yaml"); err == nil {
			from = name
		}
	}
	data, err := fs.ReadFile(base, from+".yaml")
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", File(from), err)
	}
	_, data, _ = bytes.Cut(data, []byte("\n\n")) // what the file says of itself
	out := fmt.Appendf(nil, beginning, tag)
	for line := range strings.Lines("\n" + string(data)) {
		if m := textLine.FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
			text, err := withForms(m[3], categories(tag))
			if err != nil {
				return "", fmt.Errorf("reading the text %s of %s: %w", m[2], File(from), err)
			}
			line = m[1] + "# " + m[2] + ": " + text + "\n"
		}
		out = append(out, line...)
	}
	return string(out), nil
}

// withForms returns a text as it stands in a line, one with plural forms with those of the
// language.
func withForms(text string, categories []string) (string, error) {
	if !strings.HasPrefix(text, "{") {
		return text, nil
	}
	forms := map[string]string{}
	if err := yaml.Unmarshal([]byte(text), &forms); err != nil {
		return "", err
	}
	var all []string
	for _, category := range categories {
		form, has := forms[category]
		if !has {
			form = forms["other"]
		}
		all = append(all, fmt.Sprintf("%s: %q", category, form))
	}
	return "{" + strings.Join(all, ", ") + "}", nil
}
