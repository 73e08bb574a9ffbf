package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"dateline/internal/content"
)

// asked is a standard input whose answer is yes, before which something happens.
type asked func()

func (a asked) Read(p []byte) (int, error) {
	a()
	return copy(p, "y\n"), nil
}

// Packed files are left out only for hosts that never send them.
func TestSendsPacked(t *testing.T) {
	settings := `---
title: T
publish:
  live: {s3: iraq-timeline, region: eu-central-1}
  pages: {git: "git@github.com:desk/iraq.git"}
  own: {git: "git@git.example.org:desk/iraq.git"}
  desk: {dir: /srv/www/iraq}
  fast: {dir: /srv/www/iraq, host: cloudflare}
  mirror: {sftp: "web@example.org:/srv/www/iraq", host: nginx}
---
`
	set, problems, err := content.Read(fstest.MapFS{"content/_index.md": {Data: []byte(settings)}}, content.Options{})
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	for name, want := range map[string]bool{"live": false, "pages": false, "own": true, "desk": true, "fast": false, "mirror": true} {
		if got := sendsPacked(set.Site.Publish, name); got != want {
			t.Errorf("%s sends packed files: %v, want %v", name, got, want)
		}
	}
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
