package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"dateline/internal/content"
	"dateline/internal/publish"
)

// asked is what happens once standard input is asked for an answer.
type asked func()

func (a asked) Read([]byte) (int, error) {
	a()
	return 0, io.EOF
}

// Whoever stops a publish, or has it stopped, learns what readers have.
func TestPublishStopped(t *testing.T) {
	p := &publishCommand{}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&publish.RefusedError{Place: "www", Problem: "is odd", Advice: "mend it"}, "www is odd; mend it; nothing was published"},
		{&publish.BrokenError{Err: &publish.RefusedError{Place: "www", Problem: "is odd", Advice: "mend it"}, State: "9 of 35 changes were made"}, "www is odd; mend it; 9 of 35 changes were made"},
		{context.Canceled, "stopped; nothing was published"},
		{&publish.BrokenError{Err: fmt.Errorf("sending index.html: %w", context.Canceled), State: "9 of 35 changes were made"}, "stopped; 9 of 35 changes were made"},
		{&publish.BrokenError{Err: errors.New("sending index.html: the disk is full"), State: "9 of 35 changes were made"}, "sending index.html: the disk is full; 9 of 35 changes were made"},
	} {
		if got := p.failed(tt.err); got.Error() != tt.want {
			t.Errorf("told %q, want %q", got, tt.want)
		}
	}
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

// What a list at a target names does nothing to the terminal on which a plan is shown.
func TestPublishPlanNames(t *testing.T) {
	dir := newSite(t)
	files := map[string]string{
		"content/_index.md":          "---\ntitle: T\npublish: {desk: {dir: www}}\n---\n",
		"www/\x1b[2J.html":           "x",
		"www/.dateline/publish.json": `{"version":1,"files":[{"path":"\u001b[2J.html","size":1,"sha256":"","tag":""}]}`,
	}
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	env, stdout, stderr := newEnv(time.Millisecond)
	code := Run(t.Context(), []string{"publish", "--source", dir, "--dryRun"}, env)
	if code != exitDone || !strings.Contains(stdout.String(), `removed \x1b[2J.html (1 B)`) || strings.Contains(stdout.String()+stderr.String(), "\x1b") {
		t.Errorf("ended with %d: %q %q", code, stdout, stderr)
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
	publishing := func(stdin asked, args ...string) (int, *bytes.Buffer) {
		env, _, stderr := newEnv(time.Millisecond)
		env.Cache, env.Terminal = cache, false
		if stdin != nil {
			env.Stdin = io.MultiReader(stdin, strings.NewReader("y\n"))
		}
		return Run(t.Context(), append([]string{"publish", "--source", dir}, args...), env), stderr
	}
	code, stderr := publishing(func() {
		code, stderr := publishing(nil)
		want := "dateline: " + filepath.Join(dir, "www") + " is being written to by another dateline; wait until it is done\n"
		if code != exitMachine || stderr.String() != want {
			t.Errorf("the second ended with %d: %s", code, stderr)
		}
		if code, stderr := publishing(nil, "--dryRun"); code != exitDone {
			t.Errorf("a look at the plan ended with %d: %s", code, stderr)
		}
	}, "--confirm")
	if code != exitDone || !strings.Contains(stderr.String(), "publish this?") {
		t.Errorf("the first ended with %d: %s", code, stderr)
	}
	if code, stderr := publishing(nil); code != exitDone {
		t.Errorf("the third ended with %d: %s", code, stderr)
	}
}
