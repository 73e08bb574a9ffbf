package webtest

import (
	"io/fs"
	"os"
	"os/exec"
	"testing"
)

// valid checks the HTML of all pages with html-validate.
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
	if err := os.CopyFS(folder, site); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, npm+"node_modules/html-validate/bin/html-validate.mjs",
		"--config", npm+"htmlvalidate.json", "--formatter", "text", "--ext", "html", folder).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
