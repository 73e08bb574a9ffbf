package build

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The same input gives the same bytes, whatever the number of cores, the time
// zone and the language of the machine: each build runs in a process of its own.
func TestSameBytes(t *testing.T) {
	if os.Getenv("DATELINE_TEST_DIGEST") != "" {
		fmt.Printf("digest %x\n", digest(t))
		return
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var first string
	for _, env := range [][]string{
		{"GOMAXPROCS=1", "TZ=Pacific/Kiritimati", "LANG=ar_IQ.UTF-8", "LC_ALL=ar_IQ.UTF-8"},
		{"GOMAXPROCS=8", "TZ=America/Los_Angeles", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"},
	} {
		command := exec.Command(self, "-test.run=^TestSameBytes$", "-test.v")
		command.Env = append(os.Environ(), append(env, "DATELINE_TEST_DIGEST=1")...)
		out, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", env, err, out)
		}
		lines := strings.Split(string(out), "\n")
		k := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "digest ") })
		if k < 0 {
			t.Fatalf("%v: no digest in\n%s", env, out)
		}
		if first == "" {
			first = lines[k]
		}
		if lines[k] != first {
			t.Errorf("%v gives other bytes than the first build", env)
		}
	}
}

// digest builds two sites and hashes their files with their names, and their
// problems.
func digest(t *testing.T) []byte {
	t.Helper()
	sum := sha256.New()
	odd := generated(30)
	maps.Copy(odd, oddSite)
	odd["content/articles/bad.md"] = badInput(t)["testdata/bad/reference.txtar"].source["content/articles/reference.md"]
	for _, source := range []fs.FS{odd, os.DirFS(repository)} {
		result := run(t, source)
		for _, name := range paths(t, result.FS) {
			data := read(t, result, name)
			fmt.Fprintln(sum, name, len(data))
			sum.Write([]byte(data))
		}
		fmt.Fprintln(sum, problems(result))
	}
	return sum.Sum(nil)
}

// public/ in the repository is what a build of the repository makes.
func TestPublic(t *testing.T) {
	result := demo(t)
	public := os.DirFS(repository + "/public")
	committed := map[string]bool{}
	for _, name := range paths(t, public) {
		if !strings.HasPrefix(name, ".dateline/") {
			committed[name] = true
		}
	}
	stale := 0
	for _, name := range paths(t, result.FS) {
		data, err := fs.ReadFile(public, name)
		if err != nil || !bytes.Equal(data, []byte(read(t, result, name))) {
			stale++
			if stale <= 10 {
				t.Errorf("public/%s is not what a build makes", name)
			}
		}
		delete(committed, name)
	}
	for name := range committed {
		t.Errorf("public/%s is made by no build", name)
	}
	if t.Failed() {
		t.Logf("%d files differ; run \"go run . build\" and commit public/", stale)
	}
}
