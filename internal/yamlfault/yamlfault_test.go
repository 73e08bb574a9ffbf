package yamlfault

import (
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// explained returns the fault of a text that cannot be read.
func explained(t *testing.T, text string) Fault {
	t.Helper()
	var doc yaml.Node
	err := yaml.Unmarshal([]byte(text), &doc)
	if err == nil {
		t.Fatalf("%q can be read", text)
	}
	return Explain(err, []byte(text))
}

func TestExplain(t *testing.T) {
	const closed = "text follows the closing bracket; put quotation marks around the whole value"
	for text, want := range map[string]Fault{
		"a: {b} c\n":                                     {0, 4, closed},
		"a: b\nc:\n  d: {e} f\ng: h\n":                   {2, 6, closed},
		"a: &x b\nc: *x\nd: {e} f\n":                     {2, 4, closed},
		"a: b\nc\nd: e\n":                                {1, 1, `this is a key without value; write "key: value", with a space after the colon`},
		"a:\n- b\n-c\nd: e\n":                            {2, 2, `a space is missing after the "-"; write - c`},
		"a:\n  - b: c\n    d: e\n\n  -b: é\n    d: f\n":  {4, 4, `a space is missing after the "-"; write - b: é`},
		"a:\n  - b\n  -c\n":                              {2, 4, `a space is missing after the "-"; write - c`},
		"a: b\n-c\nd: e\n":                               {1, 1, `this is a key without value; write "key: value", with a space after the colon`},
		"a: b\nc:\n- d\ne: \"f\ng: h\n":                  {3, 4, neverClosed},
		"a:\n  b: c\n d: e\n":                            {2, 2, "this line fits nothing before it; check its indentation"},
		"a: b\n  c: d\n":                                 {1, 3, "a key stands where a value is expected; check the indentation, and quote values that hold a colon"},
		"a:\n  b: |\n    c:\n      d: {e} f\ng: {h} i\n": {4, 4, closed},
		"a: |\n  b\nc: d: e\n":                           {2, 4, `a value that holds ": " must be quoted; write c: "…"`},
		"a:\n  b: " + strings.Repeat("é", 70) + ": c":    {1, 6, `a value that holds ": " must be quoted; write b: "…"`},
	} {
		if got := explained(t, text); got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}

// The fault is found at any line of a long file.
func TestExplainLongFile(t *testing.T) {
	data, err := os.ReadFile("../../templates/i18n/ar.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(data), "\n")
	for n := 0; n < len(lines); n += 1 + len(lines)/7 {
		for !strings.HasSuffix(lines[n], "\"\n") {
			n++
		}
		key, _, _ := strings.Cut(lines[n], ": ")
		whole := lines[n]
		lines[n] = key + ": {n} words\n"
		if got := explained(t, strings.Join(lines, "")); got.Line != n || got.Col != len(key)+3 {
			t.Errorf("line %d: got %+v", n, got)
		}
		lines[n] = whole
	}
}
