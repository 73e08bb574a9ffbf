package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dateline/internal/corpus"
)

// attack returns files with errors whose names, front matter and text hold a
// payload.
func attack(payload string) map[string]string {
	line := strings.ReplaceAll(payload, "\n", " ")
	quoted, _ := json.Marshal(payload) // a text of YAML, too
	name := strings.ReplaceAll(line, "/", "")
	return map[string]string{
		"content/_index.md":                      "---\ntitle: Desk\n---\n",
		"content/articles/" + name + ".md":       "---\ntitle: T\ndate: 2021\n---\n",
		"content/articles/a.md":                  fmt.Sprintf("---\ntitle: %s\ndate: %[1]s\n---\n", quoted),
		"content/articles/b.md":                  fmt.Sprintf("---\ntitle: T\ndate: 2021\n%s: %s\n---\n", line, quoted),
		"content/articles/c.md":                  article("T", "[[no-such]] "+line),
		"content/articles/" + name + "/index.md": article("T", "[[no-such|"+line),
		"content/incidents/" + name + "/d.md":    "---\ntitle: T\ndate: never\n---\n",
	}
}

// What is wrong with content is told to pages as text, whatever the names of
// files, their front matter and their texts hold.
func TestPromiseProblemsAreText(t *testing.T) {
	for k, payload := range corpus.Payloads {
		t.Run(fmt.Sprint(k), func(t *testing.T) {
			t.Parallel()
			d := start(t, attack(payload))
			var told event
			d.must(json.Unmarshal([]byte(d.listen()()), &told))
			answer, page := d.get("/")
			if answer.StatusCode != http.StatusInternalServerError {
				t.Errorf("the page of problems: %s", answer.Status)
			}
			want := []string{"The site cannot be built yet", "The site cannot be built yet"} // title and heading
			for _, p := range told.Problems {
				want = append(want, p.Text)
				if p.Excerpt != "" {
					want = append(want, p.Excerpt)
				}
			}
			if got := words(t, page); !slices.Equal(got, want) {
				t.Errorf("the page says\n%q\nwant\n%q", got, want)
			}
			all := strings.Join(want, "\n")
			line := strings.ReplaceAll(payload, "\n", " ")
			for _, place := range []string{"content/articles/" + strings.ReplaceAll(line, "/", ""), "content/articles/a.md", "content/articles/c.md:5"} {
				if !strings.Contains(all, place) {
					t.Errorf("nothing is said of %s:\n%s", place, all)
				}
			}
		})
	}
}

// words returns the texts of a page of problems, and holds that it has no
// elements and attributes but those of the page itself.
func words(t *testing.T, page string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
			texts = append(texts, n.Data)
		case n.Type == html.CommentNode:
			t.Errorf("a comment: %s", n.Data)
		case n.Type == html.ElementNode:
			tag := n.Data
			for _, a := range n.Attr {
				tag += " " + a.Key
			}
			own := []string{"html lang", "head", "meta charset", "meta http-equiv content", "meta name content", "title", "link rel href", "body", "main class data-alone", "h1", "ul", "li", "p", "pre tabindex", "script src data-build defer"}
			if !slices.Contains(own, tag) {
				t.Errorf("an element <%s>", tag)
			}
		}
	}
	if got := strings.Count(page, "<script"); got != 1 || !strings.Contains(page, `<script src="/.dateline/reload.js" `) {
		t.Errorf("%d scripts, want the server's own", got)
	}
	return texts
}
