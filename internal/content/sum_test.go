package content

import "testing"

// What only an article's own text and notes say is not part of its head; all else is,
// and so is what cannot be told apart.
func TestHead(t *testing.T) {
	head := func(file string) Sum {
		t.Helper()
		text, problem := new(room).open([]byte(file))
		if problem != nil {
			t.Fatal(problem.text)
		}
		return headOf(text)
	}
	const plain = "---\ntitle: A\ntags: [a]\n---\nText.\n"
	for _, same := range []string{
		"---\ntitle: A\ntags: [a]\n---\nMore.\n",
		"---\ntitle: B\ntags: [a]\n---\nText.\n",
		"---\ntitle: A\nsummary: S\ntags: [a]\n---\nText.\n",
		"---\ntitle: A\nannotations:\n- quote: title\n  note: >\n    title: B\n# title: C\n\ntags: [a]\n---\nText.\n",
		"---\ntitle: A\naccounts: {i: {killed: 1}}\ncorrections:\n  - {date: 2021, note: N}\ntags: [a]\n---\nText.\n",
	} {
		if head(same) != head(plain) {
			t.Errorf("%q has another head", same)
		}
	}
	for _, other := range []string{
		"---\ntitle: A\ntags: [b]\n---\nText.\n",
		"---\ntitle: A\nsummary: S\nlang: ar\ntags: [a]\n---\nText.\n",
		"---\ntitle: A\ntags: [a]\nسمة: x\n---\nText.\n",
		"---\ntitle: A\ntags: [a]\n\"summary\": S\n---\nText.\n",
		"---\ntitle: A\nsummary: S\n\"lang\": ar\ntags: [a]\n---\nText.\n",
		"---\ntitle: A\nsummary: S\n? lang\n: ar\ntags: [a]\n---\nText.\n",
		"---\ntitle: A\nsummary: &s S\ntags: [a]\n---\nText.\n",
		"---\n{title: A, tags: [a], summary: S}\n---\nText.\n",
		"+++\ntitle = \"A\"\ntags = [\"a\"]\nsummary = \"S\"\n+++\nText.\n",
	} {
		if head(other) == head(plain) {
			t.Errorf("%q has the same head", other)
		}
	}
}
