package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// asked is a standard input whose answer is yes, before which something happens.
type asked func()

func (a asked) Read(p []byte) (int, error) {
	a()
	return copy(p, "y\n"), nil
}

// A publish to a target to which another one is under way is refused; a look at the
// plan is not.
func TestPublishTwice(t *testing.T) {
	dir := newSite(t)
	write := "---\ntitle: T\npublish: {desk: {dir: www}}\n---\n"
	if err := os.WriteFile(filepath.Join(dir, "content", "_index.md"), []byte(write), 0o644); err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	publish := func(stdin asked, args ...string) (int, *bytes.Buffer) {
		env, _, stderr := newEnv(time.Millisecond)
		env.Cache, env.Terminal = cache, false
		if stdin != nil {
			env.Stdin = stdin
		}
		return Run(t.Context(), append([]string{"publish", "--source", dir}, args...), env), stderr
	}
	code, stderr := publish(func() {
		code, stderr := publish(nil)
		want := "dateline: " + filepath.Join(dir, "www") + " is being written to by another dateline; wait until it is done\n"
		if code != exitMachine || stderr.String() != want {
			t.Errorf("the second ended with %d: %s", code, stderr)
		}
		if code, stderr := publish(nil, "--dryRun"); code != exitDone {
			t.Errorf("a look at the plan ended with %d: %s", code, stderr)
		}
	}, "--confirm")
	if code != exitDone || !strings.Contains(stderr.String(), "publish this?") {
		t.Errorf("the first ended with %d: %s", code, stderr)
	}
	if code, stderr := publish(nil); code != exitDone {
		t.Errorf("the third ended with %d: %s", code, stderr)
	}
}
