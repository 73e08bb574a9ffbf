package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCheckStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	env, stdout, stderr := newEnv(time.Millisecond)
	if code := Run(ctx, []string{"check", "--source", newSite(t)}, env); code != exitMachine {
		t.Errorf("exit code %d, want %d", code, exitMachine)
	}
	if stderr.String() != "dateline: stopped\n" || stdout.Len() > 0 {
		t.Errorf("printed %q and %q", stdout, stderr)
	}
}

// A day is still to come where it has begun nowhere yet, wherever check runs.
func TestCheckStillToCome(t *testing.T) {
	dir := newSite(t)
	article := filepath.Join(dir, "content", "articles", "a.md")
	if err := os.MkdirAll(filepath.Dir(article), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(article, []byte("---\ntitle: A\ndate: 2022-03-02\n---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		now  time.Time
		want bool
	}{
		{time.Date(2022, 3, 1, 9, 59, 0, 0, time.UTC), true},
		{time.Date(2022, 3, 1, 10, 0, 0, 0, time.UTC), false},
		{time.Date(2022, 2, 28, 23, 30, 0, 0, time.FixedZone("", -11*60*60)), false},
		{time.Date(2022, 3, 1, 23, 0, 0, 0, time.FixedZone("", 14*60*60)), true},
	} {
		env, _, stderr := newEnv(time.Millisecond)
		env.Terminal, env.Now = false, func() time.Time { return tt.now }
		Run(t.Context(), []string{"check", "--quiet", "--source", dir}, env)
		if got := strings.Contains(stderr.String(), "a.md:3:7: warning: the article was published on 2022-03-02, which is still to come"); got != tt.want {
			t.Errorf("at %v: still to come: %v, want %v; printed %q", tt.now, got, tt.want, stderr)
		}
	}
}

func TestCheckBrokenOutput(t *testing.T) {
	for _, args := range [][]string{{"check"}, {"check", "--json"}} {
		env, _, stderr := newEnv(time.Millisecond)
		env.Stdout = broken{}
		code := Run(t.Context(), append(args, "--source", newSite(t)), env)
		if code != exitMachine || !strings.Contains(stderr.String(), "disk full") {
			t.Errorf("%q: exit code %d, printed %q; want %d and the reason", args, code, stderr, exitMachine)
		}
	}
}
