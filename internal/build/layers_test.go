package build

import (
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers are the packages under internal/, bottom up. A package may import
// only packages above it in this table; what tests import is free.
var layers = []string{
	"diag",
	"hosts",
	"escape",
	"packed",
	"glance",
	"edtf",
	"yamlfault",
	"locale",
	"opengraph",
	"picture",
	"markup",
	"content",
	"timeline",
	"opendata",
	"scaffold",
	"atlas",
	"network",
	"site",
	"lint",
	"htmlexec",
	"render",
	"export",
	"feed",
	"search",
	"build",
	"output",
	"serve",
	"publish",
	"importer",
	"cli",
	"corpus",
}

// allowed narrows what single packages may import of ours.
var allowed = map[string][]string{
	"diag":      {},
	"corpus":    {"content"}, // writes content as an author would, and as an attacker
	"edtf":      {},
	"escape":    {},
	"glance":    {},
	"hosts":     {"diag"},
	"htmlexec":  {"escape"}, // executes any template, knows nothing of pages
	"locale":    {"diag", "edtf", "yamlfault"},
	"output":    {"diag", "escape", "glance"}, // writes any fs.FS, knows nothing of sites
	"packed":    {},
	"yamlfault": {},
}

func TestLayers(t *testing.T) {
	folders, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		importer := folder.Name()
		if !folder.IsDir() || onlyTests(t, path.Join("..", importer)) {
			continue
		}
		level := slices.Index(layers, importer)
		if level < 0 {
			t.Errorf("internal/%s has no place among the layers; add it to the table", importer)
			continue
		}
		for _, imported := range importsOf(t, path.Join("..", importer)) {
			switch below := slices.Index(layers, imported); {
			case imported == importer:
				continue // a program of the package's own
			case below < 0:
				t.Errorf("internal/%s imports internal/%s, which has no place among the layers", importer, imported)
			case below >= level:
				t.Errorf("internal/%s imports internal/%s, which stands above it", importer, imported)
			}
			if only, narrowed := allowed[importer]; narrowed && !slices.Contains(only, imported) {
				t.Errorf("internal/%s imports internal/%s; it may import only %v", importer, imported, only)
			}
		}
	}
}

// The table of packages in README.md is the same, with the tests in a browser at its end.
func TestLayersInReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(readme), "\n## Where things are\n")
	table, _, _ = strings.Cut(table, "\n## ")
	var rows []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z]+)` \\|").FindAllStringSubmatch(table, -1) {
		rows = append(rows, row[1])
	}
	if want := append(slices.Clone(layers), "webtest"); !slices.Equal(rows, want) {
		t.Errorf("README.md lists %q, want %q", rows, want)
	}
}

// onlyTests reports whether a folder holds no code but tests.
func onlyTests(t *testing.T, dir string) bool {
	t.Helper()
	code, err := filepath.Glob(dir + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	return !slices.ContainsFunc(code, func(name string) bool { return !strings.HasSuffix(name, "_test.go") })
}

// importsOf returns which packages under internal/ the code of a folder
// imports, tests left out, folders below it included.
func importsOf(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var imports []string
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if e.IsDir() && e.Name() != "testdata" {
			imports = append(imports, importsOf(t, name)...)
		}
		if e.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			full, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if ours, ok := strings.CutPrefix(full, "dateline/internal/"); ok {
				imports = append(imports, ours)
			}
		}
	}
	slices.Sort(imports)
	return slices.Compact(imports)
}
