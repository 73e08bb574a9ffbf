package importer

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	utf16le "unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"dateline/internal/build"
	"dateline/internal/content"
	"dateline/internal/diag"
)

// imported imports the files in/ of an archive into the site in site/.
func imported(t *testing.T, archive *txtar.Archive) (Plan, diag.List) {
	t.Helper()
	site := &txtar.Archive{}
	var documents []Document
	var problems diag.List
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "site/"); ok {
			site.Files = append(site.Files, txtar.File{Name: name, Data: f.Data})
		}
		if name, ok := strings.CutPrefix(f.Name, "in/"); ok {
			read, found := Read(name, f.Data, "")
			documents = append(documents, read...)
			problems.Add(found)
		}
	}
	source, err := txtar.FS(site)
	if err != nil {
		t.Fatal(err)
	}
	set, _, err := content.Read(source, content.Options{Drafts: true})
	if err != nil {
		t.Fatal(err)
	}
	plan, found, err := Place(documents, set)
	if err != nil {
		t.Fatal(err)
	}
	problems.Add(found)
	added, err := txtar.FS(plan.Archive())
	if err != nil {
		t.Fatal(err)
	}
	result, err := build.Run(build.Options{
		Source: build.Over(added, source), Drafts: true,
		Templates: os.DirFS("../../templates"), Static: os.DirFS("../../static"),
	})
	if err != nil {
		t.Fatal(err)
	}
	problems.Add(plan.Caused(result.Problems, diag.List{}))
	return plan, problems
}

func TestImport(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			plan, problems := imported(t, archive)
			got, want := map[string]string{}, map[string]string{}
			for _, f := range archive.Files {
				if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
					want[name] = string(f.Data)
				} else if f.Name == "problems" || f.Name == "known" {
					want[f.Name] = string(f.Data)
				}
			}
			for _, p := range problems.Sorted() {
				got["problems"] += p.String() + "\n"
			}
			for _, d := range plan.Known {
				got["known"] += d.Pos.String() + "\n"
			}
			if !problems.HasErrors() {
				for _, f := range plan.Files {
					got[f.Path] = string(f.Text)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Spreadsheets are written in several encodings, with several signs between cells.
func TestEncodings(t *testing.T) {
	const table = "title,date\nخبر,2024\n"
	utf16 := []byte{0xFF, 0xFE}
	for _, c := range utf16le.Encode([]rune(strings.ReplaceAll(table, ",", "\t"))) {
		utf16 = append(utf16, byte(c), byte(c>>8))
	}
	for name, data := range map[string][]byte{
		"UTF-8": []byte(table), "byte order mark": []byte("\ufeff" + table), "CRLF": []byte(strings.ReplaceAll(table, "\n", "\r\n")),
		"semicolons": []byte(strings.ReplaceAll(table, ",", ";")), "UTF-16 with tabs": utf16,
	} {
		documents, problems := Read("articles.csv", data, "")
		if len(documents) != 1 || documents[0].title() != "خبر" || documents[0].Keys[1].Pos != diag.At("articles.csv", 2, 5) || len(problems.All()) > 0 {
			t.Errorf("%s: %v, %v", name, documents, problems)
		}
	}
	if documents, problems := Read("articles.csv", []byte("title\n\xe9t\xe9"), ""); len(documents) > 0 || !problems.HasErrors() {
		t.Errorf("Latin-1 is read as %v", documents)
	}
}

func TestDraft(t *testing.T) {
	documents, _ := Read("feed.json", []byte(`{"version": "https://jsonfeed.org/version/1", "title": "T", "items": [{"id": "1", "title": "A", "date_published": "2024-03-05T10:00:00Z"}]}`), "")
	Draft(documents)
	if len(documents) != 2 || documents[0].value("draft") != "" || documents[1].value("draft") != "true" {
		t.Errorf("%v", documents)
	}
}

// What is imported is read back as it was meant, whatever stands in the foreign file.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, in := range archive.Files {
			if strings.HasPrefix(in.Name, "in/") {
				f.Add(in.Data, "article")
				f.Add(in.Data, "incident")
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, kind string) {
		if !slices.Contains(Kinds, kind) {
			return
		}
		documents, _ := Read("f.csv", data, kind)
		plan, _, err := Place(documents, &content.Set{})
		if err != nil {
			t.Fatal(err)
		}
		archive := plan.Archive()
		archive.Files = append(archive.Files, txtar.File{Name: "content/_index.md", Data: []byte("---\ntitle: T\n---\n")})
		source, err := txtar.FS(archive)
		if err != nil {
			t.Fatal(err)
		}
		set, problems, err := content.Read(source, content.Options{Drafts: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range plan.Files {
			slug := strings.TrimSuffix(path.Base(file.Path), ".md")
			if set.Find(file.From.Kind, slug) != file.Path {
				t.Errorf("%s is not read back: %v\n%s", file.Path, problems.All(), file.Text)
			}
		}
		for _, p := range problems.All() {
			if _, ok := plan.Origin(p.Pos); !ok || strings.Contains(p.Text, "YAML") {
				t.Errorf("%v has no place in what was imported", p)
			}
		}
	})
}
