package webtest

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// ofEach is how many pages of each kind are validated.
const ofEach = 4

// valid checks the HTML of the site with html-validate: of each kind of page some,
// spread over all of them.
func valid(t *testing.T, site fs.FS) {
	const npm = "../../.ci/npm/"
	if _, err := os.Stat(npm + "node_modules/html-validate"); err != nil {
		missing(t, "html-validate")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "node")
	}
	folder := t.TempDir()
	for _, files := range byKind(t, site) {
		for k := range min(ofEach, len(files)) {
			file := files[k*len(files)/min(ofEach, len(files))]
			page, err := fs.ReadFile(site, file)
			if err != nil {
				t.Fatal(err)
			}
			copied := filepath.Join(folder, file)
			if err := os.MkdirAll(filepath.Dir(copied), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(copied, page, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	out, err := exec.Command(node, npm+"node_modules/html-validate/bin/html-validate.mjs",
		"--config", npm+"htmlvalidate.json", "--formatter", "text", "--ext", "html", folder).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// byKind lists the pages of a site by their kinds: those that stand at one depth
// in one folder, what others embed by itself.
func byKind(t *testing.T, site fs.FS) map[string][]string {
	t.Helper()
	kinds := map[string][]string{}
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		edition, section := "", name
		if rest, ok := strings.CutPrefix(name, "ar/"); ok {
			edition, section = "ar", rest
		}
		section, _, _ = strings.Cut(section, "/")
		if strings.Trim(section, "0123456789") == "" {
			section = "year"
		}
		kind := fmt.Sprint(edition, section, strings.Count(name, "/"), strings.HasSuffix(name, "/embed/index.html"))
		kinds[kind] = append(kinds[kind], name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return kinds
}
