package content

import (
	"fmt"
	"strings"
	"testing"

	"dateline/internal/diag"
)

func TestEncodings(t *testing.T) {
	const good = "---\ntitle: Ä b\ndate: 2021-12-27\nurl: x\n---\nText.\n"
	const wrongURL = `4:6: error: url: "x" is no web address; write it in full, as in "https://example.org/page"`
	const conflict = "<<<<<<< HEAD\n=======\n>>>>>>> other\n"
	utf16 := func(s string, low, high int) string {
		b := make([]byte, 2*len(s))
		for i := range len(s) {
			b[2*i+low], b[2*i+high] = s[i], 0
		}
		return string(b)
	}
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"plain":            {good, []string{wrongURL}},
		"byte-order mark":  {"\uFEFF" + good, []string{wrongURL}},
		"CRLF":             {strings.ReplaceAll(good, "\n", "\r\n"), []string{wrongURL}},
		"CR":               {strings.ReplaceAll(good, "\n", "\r"), []string{wrongURL}},
		"blank lines":      {"\n \n" + good, []string{strings.Replace(wrongURL, "4", "6", 1)}},
		"UTF-16 LE, mark":  {"\xFF\xFE" + utf16(good, 0, 1), []string{"1:1: error: is UTF-16; save it as UTF-8"}},
		"UTF-16 BE, mark":  {"\xFE\xFF" + utf16(good, 1, 0), []string{"1:1: error: is UTF-16; save it as UTF-8"}},
		"UTF-16 LE":        {utf16(good, 0, 1), []string{"1:1: error: is UTF-16; save it as UTF-8"}},
		"UTF-16 BE":        {utf16(good, 1, 0), []string{"1:1: error: is UTF-16; save it as UTF-8"}},
		"NUL":              {"---\ntitle: Ä\x00\n---\n", []string{"2:9: error: has a NUL byte here; save the file as plain text in UTF-8"}},
		"NUL in the body":  {"---\ntitle: Ä\ndate: 2021\n---\n\n\x00", []string{"6:1: error: has a NUL byte here; save the file as plain text in UTF-8"}},
		"Latin-1":          {"---\ntitle: ä\xE9\n---\n", []string{"2:9: error: byte 0xe9 is not UTF-8; save the file as UTF-8"}},
		"surrogate":        {"---\ntitle: \xED\xA0\x80\n---\n", []string{"2:8: error: byte 0xed is not UTF-8; save the file as UTF-8"}},
		"unmerged":         {good + "\n<<<<<<< HEAD\r\na\r\n=======\r\nb\n>>>>>>> other\n", []string{"8:1: error: " + diag.UnmergedText}},
		"no conflict":      {good + "\n> <<<<<<< a\n\n=======\n\n>>>>>>> c\n", []string{wrongURL}},
		"example":          {good + "\n~~~~ text\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n~~~~\n", []string{wrongURL, "10:1: warning: " + exampleText}},
		"two examples":     {good + "```\n" + conflict + "```\nand\n```\n" + conflict + "```\n", []string{wrongURL, "8:1: warning: " + exampleText, "14:1: warning: " + exampleText}},
		"indented example": {good + "\n    <<<<<<< HEAD\n    =======\n    >>>>>>> other\n", []string{wrongURL}},
		"beside example":   {good + "```\n" + conflict + "```\n" + conflict, []string{"12:1: error: " + diag.UnmergedText}},
		"around example":   {good + "<<<<<<< HEAD\n```\n" + conflict + "```\n=======\n>>>>>>> other\n", []string{"7:1: error: " + diag.UnmergedText}},
		"across fences":    {good + "```\n<<<<<<< HEAD\n```\na\n```\n=======\n>>>>>>> other\n```\n", []string{"8:1: error: " + diag.UnmergedText}},
		"out of a fence":   {good + "```\na\n<<<<<<< HEAD\n```\n=======\nb\n```\n>>>>>>> other\n", []string{"9:1: error: " + diag.UnmergedText}},
		"unclosed fence":   {good + "```\n" + conflict, []string{"8:1: error: " + diag.UnmergedText}},
		"unmerged keys":    {"---\n" + conflict + "title: Ä b\ndate: 2021-12-27\n---\n```\n" + conflict + "```\n", []string{"2:1: error: " + diag.UnmergedText}},
		"never closed":     {"---\n" + conflict + "title: Ä b\n", []string{"2:1: error: " + diag.UnmergedText}},
		"empty":            {"", []string{emptyFile}},
		"blank":            {"\n \n\t", []string{emptyFile}},
		"byte-order only":  {"\uFEFF\r\n", []string{emptyFile}},
		"too large":        {good + strings.Repeat("x", maxFile), []string{"1:1: error: is larger than 16 MiB; split it"}},
		"no front matter":  {"Text.\n", []string{noFrontMatter}},
		"Markdown heading": {"# Title\n\n---\n", []string{noFrontMatter}},
	} {
		t.Run(name, func(t *testing.T) {
			a, got := readArticle(t, test.text)
			wantLines(t, got, test.want...)
			if a.Body == nil || a.Slug.V != "a" {
				t.Errorf("body %v, slug %q", a.Body, a.Slug.V)
			}
		})
	}
}

func TestSplit(t *testing.T) {
	for _, test := range []struct {
		text, front, body string
		syntax            syntax
		frontLine         int
		bodyLine          int
	}{
		{"---\na: b\n---\nBody\n", "a: b\n", "Body\n", syntaxYAML, 2, 4},
		{"---  \na: b\n--- \t\nBody\n", "a: b\n", "Body\n", syntaxYAML, 2, 4},
		{"---yaml\na: b\n---\nBody", "a: b\n", "Body", syntaxYAML, 2, 4},
		{"---yaml\na: b\n...\nBody", "a: b\n", "Body", syntaxYAML, 2, 4},
		{"---\na: b\n...\nBody", "a: b\n", "Body", syntaxYAML, 2, 4},
		{"---\n---\nBody", "", "Body", syntaxYAML, 2, 3},
		{"---\na: b\n---", "a: b\n", "", syntaxYAML, 2, 4},
		{"\n\n---\na: b\n---\n\nBody", "a: b\n", "\nBody", syntaxYAML, 4, 6},
		{"---\na: |\n  b\n  ---\n  c\n---\n---\nBody", "a: |\n  b\n  ---\n  c\n", "---\nBody", syntaxYAML, 2, 7},
		{"---\na: b\n----\n---\n", "a: b\n----\n", "", syntaxYAML, 2, 5},
		{"+++\na = 1\n+++\nBody", "a = 1\n", "Body", syntaxTOML, 2, 4},
		{"+++\na = '''\n---\n'''\n+++\nBody", "a = '''\n---\n'''\n", "Body", syntaxTOML, 2, 6},
		{"---toml\na = 1\n---\nBody", "a = 1\n", "Body", syntaxTOML, 2, 4},
		{"---json\n{}\n---\nBody", "{}\n", "Body", syntaxJSON, 2, 4},
		{";;;\n{}\n;;;\nBody", "{}\n", "Body", syntaxJSON, 2, 4},
		{"{\"a\": \"}\"}\nBody", "{\"a\": \"}\"}\n", "Body", syntaxJSON, 1, 2},
		{"{\n  \"a\": {}\n}\n\nBody", "{\n  \"a\": {}\n}\n", "\nBody", syntaxJSON, 1, 4},
		{"\n{}", "{}\n", "", syntaxJSON, 2, 3},
	} {
		got, problem := new(room).split([]byte(test.text))
		if problem != nil {
			t.Errorf("%q: %v", test.text, problem)
			continue
		}
		if string(got.front) != test.front || string(got.body) != test.body || got.syntax != test.syntax {
			t.Errorf("%q: got %s %q, body %q", test.text, got.syntax, got.front, got.body)
		}
		if got.frontLine != test.frontLine || got.bodyLine != test.bodyLine {
			t.Errorf("%q: got lines %d and %d, want %d and %d",
				test.text, got.frontLine, got.bodyLine, test.frontLine, test.bodyLine)
		}
	}
}

func TestFences(t *testing.T) {
	const never = `1:1: error: the front matter is never closed; write a line %q after its last key`
	const notOpen = `error: %q does not open front matter; write "---" at the start of a line and nothing else in it`
	fill := func(format, fence string) string { return strings.Replace(format, "%q", `"`+fence+`"`, 1) }
	for _, test := range []struct{ text, want string }{
		{"---\ntitle: x\n\n# Body", fill(never, "---")},
		{"---\ntitle: |\n  x\n  ---\n", fill(never, "---") + " (line 4 has one that is not at the start of its line)"},
		{"---", fill(never, "---")},
		{"---\ntitle: x\n—\n\nText\n--\n", fill(never, "---") + ` (line 3 has "—" in its place)`},
		{"---\ntitle: x\n\n— Oui.\n- a\n", fill(never, "---")},
		{"+++\ntitle = 'x'\n---\n", fill(never, "+++") + ` (line 3 has "---" in its place)`},
		{";;;\n{}\n---\n", fill(never, ";;;") + ` (line 3 has "---" in its place)`},
		{"----\ntitle: x\n---\n", "1:1: " + fill(notOpen, "----")},
		{"\n ---\ntitle: x\n---\n", "2:1: " + fill(notOpen, " ---")},
		{"—\ntitle: x\n---\n", "1:1: " + fill(notOpen, "—")},
		{"{\"title\": \"x\"\n", `1:1: error: the JSON front matter is never closed; write a "}" after its last value`},
		{"{\"title\": \"x\"} Body", `1:15: error: text follows the "}" that ends the front matter; begin it on a new line`},
	} {
		_, got := readArticle(t, test.text)
		if len(got) != 1 || got[0] != test.want {
			t.Errorf("%q:\ngot  %q\nwant %q", test.text, got, test.want)
		}
	}
}

// Problems of the body stand at their line in the file.
func TestBodyLine(t *testing.T) {
	for _, text := range []string{
		"---\ntitle: T\ndate: 2021\n---\n<b>",
		"\r\n---\r\ntitle: T\r\ndate: 2021\r\n---\r\n<b>\r\n",
		"{\"title\": \"T\",\n\n \"date\":\n \"2021\"}\n<b>",
		"+++\ntitle = 'T'\ndate = 2021-12-27\n+++\n\n<b>",
	} {
		_, got := readArticle(t, text)
		want := fmt.Sprintf("%d:", 1+strings.Count(text[:strings.Index(text, "<b>")], "\n"))
		if len(got) != 1 || !strings.HasPrefix(got[0], want) {
			t.Errorf("%q: got %q, want it at line %s", text, got, want)
		}
	}
}
