package webtest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dateline/internal/build"
	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/locale/localetest"
)

// TestReadmeArticle follows the README's "Your first article".
func TestReadmeArticle(t *testing.T) {
	t.Parallel()
	readme := readme(t)
	example := find(t, readme, "(?s)Save this as `([^`]+)`:\n\n```markdown\n(.*?)```")
	file, article := example[1], example[2]

	result := buildWith(t, map[string]string{file: article})
	if problems := result.Problems.Sorted(); len(problems) > 0 {
		t.Fatalf("the example is not right: %v", problems)
	}
	for _, page := range []string{
		"", "2021/12/", "articles/upi-on-the-launch-site/", "actors/security-media-cell/", "actors/us-embassy-baghdad/",
		"sources/upi/", "tags/rockets/", "incidents/green-zone-rockets-december-2021/",
	} {
		html, err := fs.ReadFile(result.FS, page+"index.html")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(html), "What UPI reported on the search for the launch site") {
			t.Errorf("/%s does not show the article", page)
		}
	}

	wrong := strings.Replace(article, "source: upi", "source: upii", 1)
	want := find(t, readme, `(?m)^    (content/.*: error: .*)$`)[1]
	problems := buildWith(t, map[string]string{file: wrong}).Problems
	if got := problems.Sorted(); len(got) != 1 || got[0].String() != want {
		t.Errorf("the slip gives %v, want %s", got, want)
	}
}

// TestReadmeDocuments builds the demo with the README's shorter incident, actor and source.
func TestReadmeDocuments(t *testing.T) {
	t.Parallel()
	examples := map[string]string{}
	for _, example := range regexp.MustCompile("(?s)`(content/[a-z]+/[^`]+)` says [^`]*(?:`[a-z]+`[^`]*)*:\n\n```markdown\n(.*?)```").FindAllStringSubmatch(readme(t), -1) {
		examples[example[1]] = example[2]
	}
	if len(examples) != 3 {
		t.Fatalf("there are %d examples", len(examples))
	}
	result := buildWith(t, examples)
	if problems := result.Problems.Sorted(); len(problems) > 0 {
		t.Errorf("they are not right: %v", problems)
	}
	for name, text := range examples {
		page := strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".md") + "/index.html"
		html, err := fs.ReadFile(result.FS, page)
		if title := find(t, text, "(?m)^(?:title|name): (.*)$")[1]; err != nil || !strings.Contains(string(html), title) {
			t.Errorf("/%s does not show %q: %v", page, title, err)
		}
	}
}

// TestReadmeDates reads the README's table of dates.
func TestReadmeDates(t *testing.T) {
	t.Parallel()
	rows := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (.*) \\|$").FindAllStringSubmatch(
		find(t, readme(t), `(?s)\| you write \| readers see \|.*?\n\n`)[0], -1)
	if len(rows) < 5 {
		t.Fatalf("the table has only the dates %v", rows)
	}
	for _, row := range rows {
		date, err := edtf.Parse(row[1])
		if err != nil || date.Format(localetest.English(t)) != row[2] {
			t.Errorf("%s shows %q (%v), want %q", row[1], date.Format(localetest.English(t)), err, row[2])
		}
	}
}

// TestReadmeKeys holds that the command which the README names for it lists every key
// of the README's table, kind by kind, and those that all kinds take.
func TestReadmeKeys(t *testing.T) {
	t.Parallel()
	text := readme(t)
	common := find(t, text, "All kinds take (.*)\\. `slug")[1]
	kinds := find(t, text, "(?s)`dateline schema (article)` \\(or (.*?)\\) lists every key")
	names := regexp.MustCompile("`([a-z_]+)`")
	rows := regexp.MustCompile("(?m)^\\| `(?:_index.md|[a-z]+/)` \\|.*\\| (.*) \\|$").FindAllStringSubmatch(text, -1)
	if len(rows) < 6 {
		t.Fatalf("the table has only %d rows", len(rows))
	}
	schemas := map[string]string{}
	for _, kind := range names.FindAllStringSubmatch("`"+kinds[1]+"`"+kinds[2], -1) {
		schema, err := content.Schema(kind[1])
		if err != nil {
			t.Fatal(err)
		}
		schemas[kind[1]] = string(schema)
	}
	for k, kind := range []string{"site", "article", "incident", "actor", "source", "page"} {
		keys := rows[k][1]
		if kind != "site" {
			keys += common
		}
		for _, key := range names.FindAllStringSubmatch(keys, -1) {
			if !strings.Contains(schemas[kind], "\n    \""+key[1]+"\": {") {
				t.Errorf("dateline schema %s has no %q", kind, key[1])
			}
		}
	}
}

// TestReadmeModules holds that the README names the release of each module that go.mod requires
// by itself.
func TestReadmeModules(t *testing.T) {
	text := readme(t)
	list, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	required := regexp.MustCompile(`(?m)^\t\S*?([^/\s]+)(?:/v\d+)? v(\S+)$`).FindAllStringSubmatch(string(list), -1)
	for _, module := range required {
		if named := module[1] + " " + module[2]; !regexp.MustCompile(`\b` + regexp.QuoteMeta(named) + `[ ,]`).MatchString(text) {
			t.Errorf("the README does not name %s", named)
		}
	}
	if len(required) < 20 {
		t.Errorf("go.mod requires only %q", required)
	}
}

// readme returns the text of README.md.
func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// find returns the first match of a pattern and its groups.
func find(t *testing.T, text, pattern string) []string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("there is nothing like %s", pattern)
	}
	return found
}

// buildWith builds a copy of the demo with some files, by name, more or in place of its own.
func buildWith(t *testing.T, files map[string]string) *build.Result {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return buildSite(t, build.Options{Source: os.DirFS(folder)})
}
