package build

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// oneArticle is a site of a single text.
func oneArticle(front, body string) fstest.MapFS {
	return fstest.MapFS{
		"content/_index.md":     {Data: []byte("---\ntitle: T\n---\n")},
		"content/articles/a.md": {Data: []byte("---\ntitle: A\ndate: 2021-12-20\n" + front + "---\n" + body)},
	}
}

// many makes a text of n parts.
func many(n int, part func(k int) string) string {
	var b strings.Builder
	for k := range n {
		b.WriteString(part(k))
	}
	return b.String()
}

// grows are sites that can be of any size; the size is that of the first of two
// builds, and the second is of four times as much.
var grows = []struct {
	name string
	size int
	make func(n int) fstest.MapFS
}{
	{"paragraphs", 1_000, func(n int) fstest.MapFS {
		return oneArticle("", many(n, func(k int) string { return fmt.Sprintf("Paragraph %d *says* **that** [a](/b) is `c`.\n\n", k) }))
	}},
	{"one line", 10_000, func(n int) fstest.MapFS {
		return oneArticle("", many(n, func(k int) string { return fmt.Sprintf("word%d ", k) }))
	}},
	{"list items", 1_500, func(n int) fstest.MapFS {
		return oneArticle("", many(n, func(k int) string { return fmt.Sprintf("- **item** %d\n", k) }))
	}},
	{"table", 1_000, func(n int) fstest.MapFS {
		return oneArticle("", "a | b\n--|--\n"+many(n, func(k int) string { return fmt.Sprintf("%d | *x*\n", k) }))
	}},
	{"footnotes", 250, func(n int) fstest.MapFS {
		return oneArticle("", many(n, func(k int) string { return fmt.Sprintf("Word[^%d].\n\n", k) })+many(n, func(k int) string { return fmt.Sprintf("[^%d]: Note.\n\n", k) }))
	}},
	{"notes in front matter", 50, func(n int) fstest.MapFS {
		return oneArticle("annotations:\n"+many(n, func(k int) string { return fmt.Sprintf("- {quote: passage %d ends, note: N.}\n", k) }),
			many(n, func(k int) string { return fmt.Sprintf("Here passage %d ends.\n\n", k) }))
	}},
	{"notes in the text", 250, func(n int) fstest.MapFS {
		return oneArticle("", many(n, func(k int) string { return fmt.Sprintf("Here {==passage %d ends==}{>>claim: note<<}.\n\n", k) }))
	}},
	{"notes on the same words", 150, func(n int) fstest.MapFS {
		return oneArticle("", strings.Repeat("{==a==}{>>b<<} ", n))
	}},
	{"passages within each other", 500, func(n int) fstest.MapFS {
		return oneArticle("", strings.Repeat("{==", n)+strings.Repeat("word ", 20*n)+strings.Repeat("==}{>>b<<}", n))
	}},
	{"actors", 250, func(n int) fstest.MapFS {
		site := oneArticle("", many(n, func(k int) string { return fmt.Sprintf("Says Actor Number%d. ", k) }))
		for k := range n {
			site[fmt.Sprintf("content/actors/a%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nname: Actor Number%d\n---\n", k)}
		}
		return site
	}},
	{"aliases, tags and authors", 250, func(n int) fstest.MapFS {
		list := func(n int, form string) string { return many(n, func(k int) string { return fmt.Sprintf(form, k) }) }
		site := oneArticle("aliases: ["+list(n, "old/%d, ")+"]\nauthor: ["+list(n/10, "By %d, ")+"]\n", "Text.")
		for k := range n / 50 {
			site[fmt.Sprintf("content/articles/b%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: A\ndate: 2021\ntags: [%s]\n---\n", list(50, fmt.Sprintf("tag %d %%d, ", k)))}
		}
		return site
	}},
	{"who took part", 75, func(n int) fstest.MapFS {
		site := oneArticle("", "Text.")
		site["content/_index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: T\nbase_url: https://example.org/\n---\n")}
		for k := range n {
			site[fmt.Sprintf("content/actors/a%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nname: Number%d\n---\n", k)}
		}
		site["content/incidents/i.md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: I\ndate: 2021\nactors: [%s]\n---\n", many(n, func(k int) string { return fmt.Sprintf("a%d, ", k) }))}
		return site
	}},
	{"a quote that stands everywhere", 250, func(n int) fstest.MapFS {
		return oneArticle("annotations:\n"+strings.Repeat("- {quote: a, note: N.}\n", n), strings.Repeat("a b\n\n", n))
	}},
	{"unknown keys", 1000, func(n int) fstest.MapFS {
		return oneArticle(many(n, func(k int) string { return fmt.Sprintf("k%d: v\n", k) }), "")
	}},
	{"unclosed brackets", 500, func(n int) fstest.MapFS { return oneArticle("", strings.Repeat("[", n)) }},
	{"half passages", 500, func(n int) fstest.MapFS { return oneArticle("", strings.Repeat("{== {>> ", n)) }},
	{"backticks", 1_000, func(n int) fstest.MapFS {
		return oneArticle("", many(n, func(k int) string { return strings.Repeat("`", k%60+1) + " " }))
	}},
	{"entities and escapes", 10_000, func(n int) fstest.MapFS { return oneArticle("", strings.Repeat(`&amp;\*`, n)) }},
	{"open tags", 1_500, func(n int) fstest.MapFS { return oneArticle("", strings.Repeat("<a <!-- ", n)) }},
}

// What grows takes time and memory in proportion: four times as much of it may
// take ten times as much where quadratic growth would take sixteen.
func TestPromiseBounded(t *testing.T) {
	for _, g := range grows {
		t.Run(g.name, func(t *testing.T) {
			small, large := g.make(g.size), g.make(4*g.size)
			cost(t, g.make(10)) // what is made once
			bytes, took := cost(t, small)
			bytes4, took4 := cost(t, large)
			if bytes4 > 10*bytes {
				t.Errorf("%d bytes, and %d for four times as much", bytes, bytes4)
			}
			// A machine that does other things as well needs three chances.
			for try := 0; took4 > 10*max(took, 20*time.Millisecond); try++ {
				if try == 3 {
					t.Errorf("%v, and %v for four times as much", took, took4)
					break
				}
				_, took = cost(t, small)
				_, took4 = cost(t, large)
			}
		})
	}
}

// cost builds a site, every file of it, and says what that takes.
func cost(t *testing.T, source fs.FS) (bytes uint64, took time.Duration) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	result := run(t, source)
	for _, name := range paths(t, result.FS) {
		if _, err := fs.ReadFile(result.FS, name); err != nil {
			t.Fatal(err)
		}
	}
	took = time.Since(start)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, took
}

// What would take more than its share is refused with a message at its place,
// before anything is made of it.
func TestPromiseRefused(t *testing.T) {
	deep := func(open, inner, end string) string {
		return strings.Repeat(open, 20_000) + inner + strings.Repeat(end, 20_000)
	}
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + many(12, func(k int) string {
		return fmt.Sprintf("a%d: &a%d [%s]\n", k+1, k+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", k), 10), ", "))
	})
	wide, err := json.Marshal(strings.Repeat("x", 17<<20))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, file, want string }{
		{"nested lists of JSON", "{\"title\": \"A\", \"params\": {\"x\": " + deep("[", "1", "]") + "}}\n", "max depth"},
		{"nested mappings of JSON", "{\"title\": \"A\", \"params\": {\"x\": " + deep(`{"a":`, "1", "}") + "}}\n", "max depth"},
		{"nested lists of TOML", "+++\nparams = {x = " + deep("[", "1", "]") + "}\n+++\n", "nest"},
		{"nested tables of TOML", "+++\n" + strings.Repeat("a.", 20_000) + "b = 1\n+++\n", "nest"},
		{"nested lists of YAML", "---\nparams: {x: " + deep("[", "1", "]") + "}\n---\n", "YAML"},
		{"nested mappings of YAML", "---\nparams:\n" + many(2_000, func(k int) string { return strings.Repeat(" ", k+1) + "a:\n" }) + "---\n", ""},
		{"YAML bomb", "---\nparams:\n  " + strings.ReplaceAll(bomb, "\n", "\n  ") + "\n---\n", "aliases stand for more than"},
		{"YAML in a circle", "---\nparams: &a {x: *a}\n---\n", ""},
		{"larger than any text", "{\"title\": " + string(wide) + "}\n", "is larger than 16 MiB"},
		{"nested quotes", "---\ntitle: A\ndate: 2021\n---\n" + strings.Repeat(">", 10_000) + "a", "nests more than 200"},
		{"lists in lists", "---\ntitle: A\ndate: 2021\n---\n" + many(2000, func(k int) string { return strings.Repeat("  ", k) + "- a\n" }), "indented by more than 800 columns"},
		{"nested lists", "---\ntitle: A\ndate: 2021\n---\n" + strings.Repeat("- ", 10_000) + "a", "nests more than 200"},
		{"nested emphasis", "---\ntitle: A\ndate: 2021\n---\n" + deep("*", "a", "*"), "asterisks"},
		{"nested links", "---\ntitle: A\ndate: 2021\n---\n" + strings.Repeat("[a](", 10_000), "without closing them"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			source := fstest.MapFS{
				"content/_index.md":     {Data: []byte("---\ntitle: T\n---\n")},
				"content/articles/a.md": {Data: []byte(tt.file)},
			}
			result := run(t, source)
			said := strings.Join(problems(result), "\n")
			if !result.Problems.HasErrors() || !strings.Contains(said, tt.want) || !strings.Contains(said, "content/articles/a.md:") {
				t.Errorf("problems: %.500s\nwant %q", said, tt.want)
			}
			if len(said) > 10_000 {
				t.Errorf("the message has %d bytes", len(said))
			}
		})
	}
}
