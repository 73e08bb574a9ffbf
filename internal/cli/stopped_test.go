package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// stopping is a standard input at which nobody answers: the user stops the command instead.
type stopping func()

func (s stopping) Read([]byte) (int, error) {
	s()
	select {}
}

// Whoever is asked can stop the command as well as answer.
func TestStoppedAtQuestion(t *testing.T) {
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"publish", "--confirm"}, "publish this? [y/N] \ndateline: stopped; nothing was published\n"},
		{[]string{"check", "--fix"}, "change 1 file so? [y/N] \ndateline: stopped\n"},
	} {
		t.Run(tt.args[0], func(t *testing.T) {
			dir := newSite(t)
			settings := filepath.Join(dir, "content", "_index.md")
			if err := os.WriteFile(settings, []byte("---\ntitle: T\npublish: {desk: {dir: www}}\n---\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			article := filepath.Join(dir, "content", "articles", "dated.md")
			text := "---\ntitle: Dated\ndate: 2021-12-27\n---\nWords.\n"
			if tt.args[0] == "check" {
				text = strings.Replace(text, "2021-12-27", "27/12/2021", 1)
			}
			if err := os.MkdirAll(filepath.Dir(article), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(article, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(t.Context())
			env, _, stderr := newEnv(time.Millisecond)
			env.Terminal, env.Stdin = false, stopping(stop)
			code := Run(ctx, append(tt.args, "--source", dir), env)
			if code != exitMachine || !strings.HasSuffix(stderr.String(), tt.want) {
				t.Errorf("ended with %d: %s", code, stderr)
			}
			if _, err := os.Stat(filepath.Join(dir, "www")); err == nil {
				t.Error("something was published")
			}
			if now, err := os.ReadFile(article); err != nil || string(now) != text {
				t.Errorf("the article is %s (%v)", now, err)
			}
		})
	}
}

// An answer is to one question.
func TestAnswers(t *testing.T) {
	env, _, _ := newEnv(time.Millisecond)
	env.Stdin = strings.NewReader("y\nno\n" + strings.Repeat("n", longestAnswer) + "y\nYES")
	for k, want := range []bool{true, false, false, true, false} {
		if got, err := env.agreed(t.Context(), "so?"); got != want || err != nil {
			t.Errorf("question %d: %v (%v), want %v", k+1, got, err, want)
		}
	}
}

// A document is not begun once the user has stopped that.
func TestNewStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, args := range [][]string{
		{"new", "article", "Never begun"},
		{"new", "article", "never-begun", "--lang", "ar"},
	} {
		dir := newSite(t)
		env, _, stderr := newEnv(time.Millisecond)
		code := Run(ctx, append(args, "--source", dir), env)
		if code != exitMachine || stderr.String() != "dateline: stopped; nothing was changed\n" {
			t.Errorf("%q ended with %d: %s", args, code, stderr)
		}
		if found, err := filepath.Glob(filepath.Join(dir, "content", "articles", "*never-begun*")); len(found) > 0 || err != nil {
			t.Errorf("%q left %v (%v)", args, found, err)
		}
	}
}
