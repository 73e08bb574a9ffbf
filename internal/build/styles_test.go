package build

import (
	"io/fs"
	"os"
	"regexp"
	"testing"
)

// Safari before 26.2 takes nothing but the line in text-decoration, which has its style,
// colour and thickness in properties of their own: links would have no line at all.
func TestLinesOfOlderBrowsers(t *testing.T) {
	several := regexp.MustCompile(`text-decoration:[^;]*[^;\s]\s+[^;\s][^;]*;`)
	for name, sheet := range ownSheets(t) {
		for _, found := range several.FindAllString(sheet, -1) {
			t.Errorf("%s: %q: want text-decoration-line and the like", name, found)
		}
	}
}

// Safari before 17.4 drops a content that says what is read in its place: the signs show
// where another, without that, stands before it.
func TestSignsOfOlderBrowsers(t *testing.T) {
	content := regexp.MustCompile(`(?m)^\s*content: (.*?)( / "")?;$`)
	signs := 0
	for name, sheet := range ownSheets(t) {
		before := ""
		for _, found := range content.FindAllStringSubmatch(sheet, -1) {
			if found[2] != "" {
				signs++
				if before != found[1] {
					t.Errorf("%s: content: %s%s has no other before it", name, found[1], found[2])
				}
			}
			before = found[1]
		}
	}
	if signs == 0 {
		t.Error("no sign is left unread")
	}
}

// Safari before 17.2 takes no nested rule that begins with the name of an element: values of
// printed accounts stood without their outlets.
func TestNestedRulesOfOlderBrowsers(t *testing.T) {
	named := regexp.MustCompile(`(?m)^ {4,}[a-z][^;(\n]*[{,]$`)
	for name, sheet := range ownSheets(t) {
		for _, found := range named.FindAllString(sheet, -1) {
			t.Errorf("%s: %q: want & before it", name, found)
		}
	}
}

// ownSheets returns Dateline's style sheets by name.
func ownSheets(t *testing.T) map[string]string {
	t.Helper()
	static := os.DirFS(repository + "/static")
	names, err := fs.Glob(static, "css/*.css")
	if err != nil || len(names) == 0 {
		t.Fatalf("found %d style sheets: %v", len(names), err)
	}
	sheets := map[string]string{}
	for _, name := range names {
		data, err := fs.ReadFile(static, name)
		if err != nil {
			t.Fatal(err)
		}
		sheets[name] = string(data)
	}
	return sheets
}
