package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// newSite makes a folder with a small site and returns it.
func newSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content", "_index.md"), []byte("---\ntitle: T\n---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// newEnv returns an Env on a terminal whose clock makes a step at each look.
func newEnv(step time.Duration) (env Env, stdout, stderr *bytes.Buffer) {
	stdout, stderr = new(bytes.Buffer), new(bytes.Buffer)
	now := time.Unix(0, 0)
	clock := func() time.Time {
		now = now.Add(step)
		return now
	}
	return Env{Stdout: stdout, Stderr: stderr, Terminal: true, Now: clock, Files: os.DirFS("../..")}, stdout, stderr
}

func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := newSite(t)
	// Problems do not matter any more.
	if err := os.WriteFile(filepath.Join(dir, "content", "_index.md"), []byte("---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	env, stdout, stderr := newEnv(time.Millisecond)
	if code := Run(ctx, []string{"build", "--source", dir}, env); code != exitMachine {
		t.Errorf("exit code %d, want %d", code, exitMachine)
	}
	if got, want := stderr.String(), "dateline: stopped; nothing was changed\n"; got != want || stdout.Len() > 0 {
		t.Errorf("printed %q and %q, want %q on stderr", stdout, got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the destination is there: %v", err)
	}
}

func TestNoArguments(t *testing.T) {
	// Those of the process are not ours.
	defer func(args []string) { os.Args = args }(os.Args)
	os.Args = []string{"dateline", "version"}
	env, stdout, stderr := newEnv(0)
	if code := Run(t.Context(), nil, env); code != exitDone || !strings.Contains(stdout.String(), "dateline build") {
		t.Errorf("exit code %d, printed %q and %q; want the help", code, stdout, stderr)
	}
}

func TestBaseURL(t *testing.T) {
	for _, tt := range []struct {
		url, want string // "" for one that is refused
	}{
		{"https://example.org", "https://example.org/"},
		{"http://localhost:8080/a/", "http://localhost:8080/a/"},
		{"HTTPS://example.org/a", "HTTPS://example.org/a/"},
		{"//example.org/", ""},
		{"https:///a", ""},
		{"https://u:p@example.org/a/", ""},
		{"https://u@example.org/", ""},
		{"https://example.org/#a", ""},
		{"https://exa mple.org/", ""},
	} {
		b := buildCommand{baseURL: tt.url}
		if err := b.checkBaseURL(); (err != nil) != (tt.want == "") || err == nil && b.baseURL != tt.want {
			t.Errorf("%q became %q, error %v; want %q", tt.url, b.baseURL, err, tt.want)
		}
	}
}

// broken is a standard output that takes nothing.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestBrokenOutput(t *testing.T) {
	for _, args := range [][]string{
		{"build", "--source", newSite(t)},
		{"build", "--source", newSite(t), "--json"},
		{"version"},
		{"version", "--json"},
		{"--help"},
		{"help", "build"},
		{"completion", "bash"},
	} {
		env, _, stderr := newEnv(time.Millisecond)
		env.Stdout = broken{}
		if code := Run(t.Context(), args, env); code != exitMachine {
			t.Errorf("%q: exit code %d, want %d", args, code, exitMachine)
		}
		if !strings.Contains(stderr.String(), "disk full") {
			t.Errorf("%q printed %q, want the reason", args, stderr)
		}
	}
}

// A build, or a check, that takes long says how far it is, and leaves the line empty.
func TestProgress(t *testing.T) {
	for _, tt := range []struct {
		name     string
		step     time.Duration
		terminal bool
		want     bool
	}{
		{"quick", time.Millisecond, true, false},
		{"slow", time.Second, true, true},
		{"slow, nobody watches", time.Second, false, false},
	} {
		for _, command := range []string{"build", "check"} {
			env, stdout, stderr := newEnv(tt.step)
			env.Terminal = tt.terminal
			env.Stdout = io.MultiWriter(stdout, stderr) // as a terminal shows both
			if code := Run(t.Context(), []string{command, "--source", newSite(t)}, env); code != exitDone {
				t.Fatalf("%s %s: exit code %d: %s", tt.name, command, code, stderr)
			}
			got := stderr.String()
			if strings.Contains(got, "\r1 of ") != tt.want {
				t.Errorf("%s %s: printed %q", tt.name, command, got)
			}
			before, _, _ := strings.Cut(got, stdout.String())
			if shown := before[strings.LastIndex(before, "\r")+1:]; tt.want && strings.Contains(shown, "made") {
				t.Errorf("%s %s: the line stays: %q", tt.name, command, got)
			}
		}
	}
}

func TestProgressIsNotShownAtEachFile(t *testing.T) {
	env, _, stderr := newEnv(progressEvery / 4)
	line := newProgress(env.Stderr, env.Now, time.Unix(0, 0).Add(-progressAfter))
	for done := range 9 {
		line.show(done+1, 9)
	}
	if got, want := stderr.String(), "\r1 of 9 files made\r5 of 9 files made\r9 of 9 files made"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}

func TestVersion(t *testing.T) {
	local := &debug.BuildInfo{GoVersion: "go1.26.0"}
	released := &debug.BuildInfo{GoVersion: "go1.26.0", Main: debug.Module{Version: "v1.2.0"}, Settings: []debug.BuildSetting{
		{Key: "vcs", Value: "git"}, {Key: "vcs.revision", Value: "6cc0478"}, {Key: "vcs.modified", Value: "false"},
	}}
	changed := &debug.BuildInfo{Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "6cc0478"}, {Key: "vcs.modified", Value: "true"},
	}}
	for _, tt := range []struct {
		info *debug.BuildInfo
		want string
	}{
		{local, "dateline (devel), go1.26.0"},
		{released, "dateline v1.2.0, revision 6cc0478, go1.26.0"},
		{changed, "dateline (devel), revision 6cc0478 with changes"},
	} {
		if got := versionOf(tt.info).String(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestText(t *testing.T) {
	for _, tt := range []struct {
		summary summary
		want    string
	}{
		{
			summary{Destination: "public", Read: 125, Pages: 240, Files: 243, Written: 3, Unchanged: 240, Removed: 1, Seconds: 0.416},
			"125 content files read; 240 pages and 3 other files in public: 3 written, 240 unchanged, 1 removed, in 0.42 s",
		},
		{
			summary{Destination: "a", Read: 1, Pages: 1, Files: 2, Written: 2, Warnings: 1},
			"1 content file read; 1 page and 1 other file in a: 2 written, 0 unchanged, 0 removed, in 0.00 s; 1 warning",
		},
	} {
		r := report{summary: tt.summary}
		if got := r.text(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// What an error quotes does nothing to the terminal on which it is told.
func TestErrorQuotes(t *testing.T) {
	env, _, stderr := newEnv(time.Millisecond)
	code := Run(t.Context(), []string{"build", "--\x9b2J\x1b[2J"}, env)
	if want := `dateline: there is no flag --\x9b2J\x1b[2J` + "\n"; code != exitUsage || !strings.HasPrefix(stderr.String(), want) {
		t.Errorf("ended with %d: %q, want %q", code, stderr, want)
	}
}

func TestTryingAgain(t *testing.T) {
	for text, want := range map[string]string{
		"refused":                    "trying again: refused",
		"remote: \x1b[2J\r\u009bK é": `trying again: remote: \x1b[2J\r\u009bK é`,
		"remote: \x9b2J\n\tfull":     `trying again: remote: \x9b2J\n\tfull`,
		strings.Repeat("a", 80) + ": connection refused": "trying again: …" + strings.Repeat("a", 44) + ": connection refused",
	} {
		if got := tryingAgain(errors.New(text)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestProgressBar(t *testing.T) {
	var shown bytes.Buffer
	now := time.Unix(0, 0)
	p := newProgress(&shown, func() time.Time { return now }, now)
	p.showBar("compared", 1, 4) // nobody waits yet
	now = now.Add(2 * time.Second)
	p.showBar("published", 1, 4)
	p.showBar("published", 2, 4) // faster than anybody reads
	now = now.Add(time.Second)
	p.showBar("published", 4, 4)
	p.clear()
	p.begin("looking at " + strings.Repeat("a", 80))
	p.clear()
	want := "\r[#######.......................] 1 of 4 files published" +
		"\r[##############################] 4 of 4 files published" +
		"\r" + strings.Repeat(" ", 55) + "\r" +
		"\rlooking at " + strings.Repeat("a", lineWidth-12) + "…\r" + strings.Repeat(" ", lineWidth) + "\r"
	if got := shown.String(); got != want {
		t.Errorf("showed %q, want %q", got, want)
	}
}
