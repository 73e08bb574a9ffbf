package content

import (
	"strings"
	"testing"
)

// TestNotePlaces has texts of notes in every way of writing them: the HTML in each is
// told of where it stands.
func TestNotePlaces(t *testing.T) {
	const yaml, toml = "---\ntitle: T\ndate: 2021\nannotations:\n  quote: x\n  note: ", "+++\ntitle = 'T'\ndate = 2021-01-02\n[annotations]\nquote = 'x'\nnote = "
	for _, test := range []struct{ text, want string }{
		{yaml + "é <b>", "6:11"},
		{yaml + "é\n\n    é é <b>", "8:9"},
		{yaml + ">\n    é\n    é <b>\n    <i>", "8:7 9:5"},
		{yaml + ">-2\n\n    é\n\n\n     é\n    é <b>", "12:7"},
		{yaml + "|\n    é\n\n      é <b>", "9:9"},
		{yaml + "|\n\n    é\n    é <b>", "9:7"},
		{yaml + `"é \"é\" \u00e9 <b>"`, "6:25"},
		{yaml + "\"é\n     é \\\n   é <b>\"", "8:6"},
		{yaml + "'it''s\n     é <b>'", "7:8"},
		{yaml + "é\n    \"é\" 'é' \\é <b>", "7:16"},
		{toml + `"é <b>"`, "6:11"},
		{toml + `"""é <b>"""`, "6:13"},
		{toml + "\"\"\"\né\né <b>\"\"\"", "8:3"},
		{toml + "\"\"\"é \\\n  é \\\"\né <b>\"\"\"", "8:3"},
		{toml + "'''\né \\'\né <b>'''", "8:3"},
		{"{\"title\": \"T\", \"date\": \"2021\", \"annotations\":\n {\"quote\": \"x\", \"note\": \"\\ud83d\\ude00\\né <b>\"}}\nx\n", "2:42"},
	} {
		text := test.text
		if !strings.HasPrefix(text, "{") {
			text += "\n" + text[:3] + "\nx\n"
		}
		_, problems := readArticle(t, text)
		var got []string
		for _, problem := range problems {
			got = append(got, strings.Join(strings.SplitN(problem, ":", 3)[:2], ":"))
		}
		if all := strings.Join(got, " "); all != test.want {
			t.Errorf("%s\ngot %s, want %s", text, strings.Join(problems, "\n"), test.want)
		}
	}
}
