package cli

import (
	"context"
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
