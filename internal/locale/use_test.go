package locale_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dateline/internal/locale/localetest"
)

// made are the beginnings of keys that the code puts together: from a value of
// the model, a number or a form of a sentence.
var made = []string{
	"date.month.", "date.month_short.", "date.weekday_short.", "date.unknown_", "count.", "delay.", "delay_incident.", "ruler.",
	"section.", "status.", "actor_kind.", "actor_kinds.", "kind.", "role.", "relation.", "inverse.", "source_kind.", "precision.",
	"note.", "file.", "column.", "column_type.", "integrity.", "date.or_", "date.and_", "list.",
}

// key matches what may be the key of a text.
var key = regexp.MustCompile(`"([a-z_]+\.[a-zA-Z0-9_.-]+)"`)

// Every text is asked for, by templates, scripts or the code.
func TestTextsAreUsed(t *testing.T) {
	used := map[string]bool{}
	for _, folder := range []string{"../../templates", "../../static/js", ".."} {
		err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, ".yaml") {
				return err
			}
			text, err := os.ReadFile(name)
			for _, m := range key.FindAllSubmatch(text, -1) {
				used[string(m[1])] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range localetest.English(t).Keys() {
		if used[key] || used[strings.TrimSuffix(key, "_day")] {
			continue
		}
		isMade := false
		for _, beginning := range made {
			isMade = isMade || strings.HasPrefix(key, beginning)
		}
		if !isMade {
			t.Errorf("nothing asks for the text %s", key)
		}
	}
}

// Every constant key of the code has a text. Those of templates and scripts are
// looked up when they are read.
func TestKeysHaveTexts(t *testing.T) {
	english := localetest.English(t)
	asked := regexp.MustCompile(`\.(?:Text|Count|Pieces|sentence|escaped|around|said)\("([a-z_]+\.[a-z_]+[a-z0-9])"[,)]`)
	files, _ := filepath.Glob("../*/*.go")
	found := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asked.FindAllSubmatch(text, -1) {
			found++
			if _, ok := english.Has(string(m[1])); !ok {
				t.Errorf("%s: there is no text %s", name, m[1])
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d keys were found", found)
	}
}
