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
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
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
			read, found := Read(name, f.Data, Rows{})
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
		"UTF-8": []byte(table), "byte order mark": []byte("\ufeff" + table), "CRLF": []byte(strings.ReplaceAll(table, "\n", "\r\n")), "CR": []byte(strings.ReplaceAll(table, "\n", "\r")),
		"semicolons": []byte(strings.ReplaceAll(table, ",", ";")), "UTF-16 with tabs": utf16,
	} {
		documents, problems := Read("articles.csv", data, Rows{})
		if len(documents) != 1 || documents[0].title() != "خبر" || documents[0].Keys[1].Pos != diag.At("articles.csv", 2, 5) || len(problems.All()) > 0 {
			t.Errorf("%s: %v, %v", name, documents, problems)
		}
	}
	if documents, problems := Read("articles.csv", []byte("title\n\xe9t\xe9"), Rows{}); len(documents) > 0 || !problems.HasErrors() {
		t.Errorf("Latin-1 is read as %v", documents)
	}
}

// XML says in its first line in which encoding it is; a byte order mark counts more.
func TestEncodingsOfXML(t *testing.T) {
	feed := func(label, title string) string {
		return `<?xml version="1.0" encoding="` + label + `" standalone='yes'?>` + "\n" +
			`<rss version="2.0"><channel><item><title>` + title + `</title><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate></item></channel></rss>`
	}
	for _, tt := range []struct {
		label, title string
		in           encoding.Encoding
	}{
		{"UTF-8", "خبر", encoding.Nop},
		{"utf-16", "خبر", encoding.Nop}, // it can be read: it is not
		{"utf-16", "خبر", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"ISO-8859-1", "“Café”", charmap.Windows1252},
		{"windows-1256", "خبر", charmap.Windows1256},
		{"Shift_JIS", "速報", japanese.ShiftJIS},
		{"ISO-8859-1", "خبر", unicode.UTF8BOM},
	} {
		data, err := tt.in.NewEncoder().String(feed(tt.label, tt.title))
		if err != nil {
			t.Fatal(err)
		}
		documents, problems := Read("feed.xml", []byte(data), Rows{})
		if len(documents) != 1 || documents[0].title() != tt.title || documents[0].Pos != diag.At("feed.xml", 2, 42) || len(problems.All()) > 0 {
			t.Errorf("%s: %v, %v", tt.label, documents, problems.All())
		}
	}
	if documents, problems := Read("feed.xml", []byte(feed("no-such", "\xe9")), Rows{}); len(documents) > 0 || !problems.HasErrors() {
		t.Errorf("an unknown encoding is read as %v", documents)
	}
}

// Places are told in code points. What is counted of a line is not counted again, as files
// of one line hold thousands of items.
func TestAt(t *testing.T) {
	r := reader{name: "f", text: []byte("éé\nüxü"), lines: []int{0, 5}}
	for _, tt := range []struct{ offset, line, col int }{{0, 1, 1}, {4, 1, 3}, {2, 1, 2}, {5, 2, 1}, {7, 2, 2}, {8, 2, 3}, {4, 1, 3}, {99, 2, 4}} {
		if got := r.at(tt.offset); got != diag.At("f", tt.line, tt.col) {
			t.Errorf("byte %d is at %s, not at %d:%d", tt.offset, got, tt.line, tt.col)
		}
	}
	r.counted = count{7, 1000} // as if much stood there
	if got := r.at(8); got != diag.At("f", 2, 1002) {
		t.Errorf("the line is counted from its start again, to %s", got)
	}
}

func TestDraft(t *testing.T) {
	documents, _ := Read("feed.json", []byte(`{"version": "https://jsonfeed.org/version/1", "title": "T", "items": [{"id": "1", "title": "A", "date_published": "2024-03-05T10:00:00Z"}]}`), Rows{})
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
		documents, _ := Read("f.csv", data, Rows{Kind: kind})
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
			if _, ok := plan.origin(p.Pos); !ok || strings.Contains(p.Text, "YAML") {
				t.Errorf("%v has no place in what was imported", p)
			}
		}
	})
}

// A feed is one whatever stands before its outermost element.
func TestFeedBeginsLate(t *testing.T) {
	for name, before := range map[string]string{
		"comment":  "<!-- " + strings.Repeat("x", 10_000) + " -->",
		"entities": "<!DOCTYPE rss [" + strings.Repeat(`<!ENTITY a "b">`, 1000) + "]>\n",
	} {
		documents, problems := Read("feed.xml", append([]byte(`<?xml version="1.0"?>`+before), channel(rssItem("https://f.example/a", "x"))...), Rows{})
		if len(documents) != 2 || len(problems.All()) != 0 {
			t.Errorf("%s: %d documents, %v", name, len(documents), problems.All())
		}
	}
}

// Control characters, which are left out, count in the places of problems.
func TestPlaceAfterControls(t *testing.T) {
	_, problems := Read("feed.xml", []byte("<rss><channel>\x01\n\x02é\x03<item>\x04<title>\x05A</title></item></channel></rss>"), Rows{})
	if all := problems.All(); len(all) != 1 || all[0].Pos.Line != 2 || all[0].Pos.Col != 19 {
		t.Errorf("problems %v, want one at 2:19", all)
	}
}

// A workbook is no text that could be saved in another encoding.
func TestWorkbook(t *testing.T) {
	_, problems := Read("articles.xlsx", []byte("PK\x03\x04\x14\x00\x08\x08\xff"), Rows{Kind: "article"})
	want := "articles.xlsx: error: this is a workbook (.xlsx, .ods) or another packed file; save the sheet as CSV in UTF-8, as every spreadsheet can"
	if got := problems.Sorted(); len(got) != 1 || got[0].String() != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
