package content

import (
	"bytes"
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"

	"dateline/internal/diag"
)

// FuzzFrontMatter reads any file as an article: nothing may panic, and every
// place must lie in the file. The fence of that index is put around the text,
// so that most inputs are front matter; beyond them, it is a file as it is.
func FuzzFrontMatter(f *testing.F) {
	const yaml, toml, json, file = 0, 2, 4, 9
	for _, key := range sortedKeys(articles) {
		f.Add(file, []byte(articles[key]))
	}
	f.Add(yaml, []byte(typical))
	f.Add(yaml, []byte("a: &a []"))
	f.Add(yaml, []byte("a: &a [1, *a]\nb: {<<: *a}"))
	f.Add(yaml, []byte("date: [2020,2021"))
	f.Add(yaml, []byte("date: &d {2020,2021}\nretrieved: *d"))
	f.Add(yaml, []byte("? |\n  x\n: \u2028y\n\u0085z: \"\\u2029\""))
	f.Add(yaml, []byte("a:\n\t- b\n - c: d: 'e"))
	f.Add(yaml, []byte("{a: 1}\nb: 2"))
	f.Add(yaml, []byte("!!map\n  a: 1\nb: 2"))
	f.Add(yaml, []byte("a: 1\n%YAML 1.1"))
	f.Add(yaml, []byte("a: 1\n... b"))
	f.Add(toml, []byte("a.b = {c.d = [ # x\n], e = {}}\n[[f]]\n[f.g]"))
	f.Add(toml, []byte("a = [{b = '''\n'''}, 1e3, inf]\n[a]"))
	f.Add(json, []byte("{\"a\": [1,\n2.0e3, null], \"a\": \"\\ud800\"}"))
	f.Add(file, []byte("{\"a\": 1}\n"))
	f.Add(file, []byte("\xFF\xFE-\x00"))
	p := newPlan(keysOf(reflect.TypeFor[Article]()))
	f.Fuzz(func(t *testing.T, fence int, raw []byte) {
		if fence >= 0 && fence < len(fences) {
			raw = slices.Concat([]byte(fences[fence].open+"\n"), raw, []byte("\n"+fences[fence].close[0]+"\n"))
		}
		var one room
		n, problem := one.parse(raw)
		sameAfter(t, raw, n, problem)
		if problem != nil {
			within(t, raw, problem.place)
			return
		}
		nodesWithin(t, raw, &n)
		text, _ := one.open(raw)
		if text.syntax == syntaxYAML {
			if alone, _ := new(room).parseAlone(text.front, text.frontLine); !reflect.DeepEqual(n, alone) {
				t.Errorf("in a stream:  %v\nby itself: %v", n, alone)
			}
		}
		var problems diag.List
		a := newDocument("articles")
		d := decoder{file: "a.md", text: text, words: newWords(), problems: &problems}
		d.document(p, &n, reflect.ValueOf(a).Elem())
		d.check(a, "")
		for _, problem := range problems.Sorted() {
			within(t, raw, placeOf(problem.Pos))
		}
	})
}

// sameAfter holds that a file is read after another one as it is by itself, and so is
// what comes after it.
func sameAfter(t *testing.T, raw []byte, want node, wantProblem *syntaxError) {
	t.Helper()
	const other = "---\na: [b]\n---\n"
	wantOther, _ := new(room).parse([]byte(other))
	var used room
	for _, file := range []string{other, string(raw), other} {
		wanted, problem := wantOther, (*syntaxError)(nil)
		if file != other {
			wanted, problem = want, wantProblem
		}
		if got, found := used.parse([]byte(file)); !reflect.DeepEqual(got, wanted) || !reflect.DeepEqual(found, problem) {
			t.Errorf("after another file:\ngot  %v, %v\nwant %v, %v", got, found, wanted, problem)
		}
	}
}

func nodesWithin(t *testing.T, raw []byte, n *node) {
	within(t, raw, n.place)
	for i := range n.items {
		nodesWithin(t, raw, &n.items[i])
	}
	for i := range n.entries {
		within(t, raw, n.entries[i].place)
		nodesWithin(t, raw, &n.entries[i].value)
	}
}

// within holds that a place is one in the file, or just after a line's end.
func within(t *testing.T, raw []byte, at Place) {
	t.Helper()
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	raw = bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	lines := bytes.Split(raw, []byte("\n"))
	if at.line < 1 || int(at.line) > len(lines) || at.col < 1 || int(at.col) > utf8.RuneCount(lines[at.line-1])+1 {
		t.Fatalf("%d:%d is no place in %q", at.line, at.col, raw)
	}
}
