package cli

import (
	"context"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"dateline/internal/diag"
	"dateline/internal/serve"
)

// until is where a server tells of its builds, to one who stops it as soon as it does.
type until struct {
	io.Writer
	stop func()
}

func (u until) Write(p []byte) (int, error) {
	u.stop()
	return u.Writer.Write(p)
}

// serveOnce serves a site, builds it and stops.
func serveOnce(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	env, out, problems := newEnv(time.Millisecond)
	env.Stderr = until{problems, cancel}
	code = Run(ctx, append([]string{"serve"}, args...), env)
	return code, out.String(), problems.String()
}

func TestServe(t *testing.T) {
	code, stdout, stderr := serveOnce(t, "--source", newSite(t), "--port", "0")
	if code != exitDone {
		t.Errorf("exit code %d", code)
	}
	if !regexp.MustCompile(`^http://localhost:\d+/ shows the site; Ctrl-C stops\n$`).MatchString(stdout) {
		t.Errorf("printed %q", stdout)
	}
	if !regexp.MustCompile(`^\d\d:\d\d:\d\d \d+ pages built in 1 ms\n$`).MatchString(stderr) {
		t.Errorf("printed %q on stderr", stderr)
	}
}

// Errors in the content are told, and served all the same.
func TestServeErrors(t *testing.T) {
	site := newSite(t)
	name := filepath.Join(site, "content", "_index.md")
	if err := os.WriteFile(name, []byte("---\ntitle: T\n---\nSee [[nobody]].\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := serveOnce(t, "--source", site, "--port", "0")
	want := "; 1 error\ncontent/_index.md:4:5: error: no document \"nobody\"; a document is called as its file in content/ is, without .md\n  See [[nobody]].\n      ^\n"
	if code != exitDone || !strings.HasSuffix(stderr, want) {
		t.Errorf("exit code %d, printed %q, want %q at the end", code, stderr, want)
	}
}

func TestPortTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	port := l.Addr().(*net.TCPAddr).Port
	code, stdout, stderr := serveOnce(t, "--source", newSite(t), "--port", strconv.Itoa(port))
	if code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	m := regexp.MustCompile(`^port (\d+) is taken; this is port (\d+)\n`).FindStringSubmatch(stderr)
	if m == nil || m[1] != strconv.Itoa(port) || m[2] == m[1] || !strings.HasPrefix(stdout, "http://localhost:"+m[2]+"/ ") {
		t.Errorf("printed %q and %q", stdout, stderr)
	}
}

func TestAddress(t *testing.T) {
	for bind, want := range map[string]string{
		"127.0.0.1:1": "http://localhost:1/",
		"0.0.0.0:1":   "http://localhost:1/",
		"[::]:1":      "http://localhost:1/",
		"[::1]:1":     "http://[::1]:1/",
		"127.0.0.2:1": "http://127.0.0.2:1/",
		"10.0.0.1:80": "http://10.0.0.1:80/",
	} {
		addr, err := net.ResolveTCPAddr("tcp", bind)
		if err != nil {
			t.Fatal(err)
		}
		if got := addressOf(addr); got != want {
			t.Errorf("bound to %s: %s, want %s", bind, got, want)
		}
	}
}

// A folder that is open already is not opened again each time that events are lost.
func TestReopen(t *testing.T) {
	folder := newSite(t)
	source, err := openSource(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	again := reopen(t.Context(), source, folder)
	opened := func() fs.FS {
		t.Helper()
		fsys, err := again()
		if err != nil {
			t.Fatal(err)
		}
		return fsys
	}
	if opened() != source.FS() {
		t.Error("the same folder was opened again")
	}
	if err := os.Rename(folder, folder+"-away"); err != nil {
		t.Fatal(err)
	}
	if _, err := again(); err == nil {
		t.Error("no error where there is none")
	}
	if err := os.CopyFS(folder, os.DirFS(folder+"-away")); err != nil {
		t.Fatal(err)
	}
	other := opened()
	if other == source.FS() || opened() != other {
		t.Error("another folder was not opened, or not once")
	}
}

// Who shows the site to the network is told where others find it.
func TestAddresses(t *testing.T) {
	here := []net.Addr{
		&net.IPNet{IP: net.IPv4(127, 0, 0, 1)}, &net.IPNet{IP: net.IPv4(192, 168, 1, 5)}, &net.IPNet{IP: net.IPv4(169, 254, 1, 1)},
		&net.IPNet{IP: net.ParseIP("fe80::1")}, &net.IPNet{IP: net.IPv4(10, 0, 0, 7)},
	}
	for bound, want := range map[string]string{
		"0.0.0.0:1313":   "http://192.168.1.5:1313/ http://10.0.0.7:1313/",
		"[::]:80":        "http://192.168.1.5:80/ http://10.0.0.7:80/",
		"127.0.0.1:1313": "",
		"10.0.0.7:1313":  "",
	} {
		addr, err := net.ResolveTCPAddr("tcp", bound)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(addressesOf(addr, here), " "); got != want {
			t.Errorf("bound to %s: %q, want %q", bound, got, want)
		}
	}
}

func TestOpener(t *testing.T) {
	for system, want := range map[string]string{"linux": "xdg-open", "freebsd": "xdg-open", "darwin": "open", "windows": "rundll32"} {
		if got := opener(system)[0]; got != want {
			t.Errorf("%s: %s, want %s", system, got, want)
		}
	}
}

// Of warnings each build tells those that are new, of errors all.
func TestServeTellsNews(t *testing.T) {
	env, _, stderr := newEnv(time.Millisecond)
	s := &serveCommand{buildCommand: buildCommand{Env: env}}
	for _, step := range []struct {
		problems string // "e" and "w" with the lines where they are
		want     string
	}{
		{"w1 w2", "; 2 warnings\na.md:1: warning: x\na.md:2: warning: x\n"},
		{"w1 w2", "; 2 warnings (2 as before)\n"},
		{"w1 w3", "; 2 warnings (1 as before)\na.md:3: warning: x\n"},
		{"e1 w1", "; 1 error and 1 warning (1 as before)\na.md:1: error: x\n"},
		{"e1 w4", "; 1 error and 1 warning\na.md:1: error: x\na.md:4: warning: x\n"},
		{"w1 w3 w4", "; 3 warnings (3 as before)\n"},
		{"", "\n"},
		{"w1", "; 1 warning\na.md:1: warning: x\n"},
	} {
		var problems diag.List
		for _, p := range strings.Fields(step.problems) {
			line, _ := strconv.Atoi(p[1:])
			if at := diag.At("a.md", line, 0); p[0] == 'e' {
				problems.Errorf(at, "x")
			} else {
				problems.Warnf(at, "x")
			}
		}
		stderr.Reset()
		s.tell(serve.Report{Changed: []string{"a.md"}, Problems: problems, Source: fstest.MapFS{}, Took: time.Millisecond})
		if _, got, _ := strings.Cut(stderr.String(), "built in 1 ms"); got != step.want {
			t.Errorf("with %q: said %q, want %q", step.problems, got, step.want)
		}
	}
}

// What a changed file is called does nothing to the terminal on which the build is told.
func TestTellNames(t *testing.T) {
	env, _, stderr := newEnv(time.Millisecond)
	s := &serveCommand{buildCommand: buildCommand{Env: env}}
	s.tell(serve.Report{Changed: []string{"content/a\x1b[2J\nb.md"}, Took: time.Millisecond})
	if want := ` content/a\x1b[2J\nb.md changed; built in 1 ms` + "\n"; !strings.HasSuffix(stderr.String(), want) {
		t.Errorf("said %q, want %q at the end", stderr, want)
	}
}
