package cli

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestCheckExternal(t *testing.T) {
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			asked.Add(1)
		}
		if r.URL.Path != "/there" {
			w.WriteHeader(http.StatusGone)
		}
	}))
	defer server.Close()
	dir, cache := newSite(t), t.TempDir()
	page := filepath.Join(dir, "content", "pages", "p.md")
	if err := os.Mkdir(filepath.Dir(page), 0o755); err != nil {
		t.Fatal(err)
	}
	text := "---\ntitle: P\n---\n[a](" + server.URL + "/there) [b](" + server.URL + "/gone)\n"
	if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	gone := server.URL + "/gone answers 410 (gone); an archived copy may be at https://web.archive.org/web/2/" + server.URL + "/gone"

	check := func(step time.Duration, args ...string) string {
		env, _, stderr := newEnv(step)
		env.Terminal, env.Cache = false, cache
		if code := Run(t.Context(), append([]string{"check", "--quiet", "--source", dir}, args...), env); code != exitDone {
			t.Errorf("%q: exit code %d, printed %s", args, code, stderr)
		}
		return stderr.String()
	}
	if got := check(0); strings.Contains(got, server.URL+"/gone answers") || asked.Load() > 0 {
		t.Errorf("the web was asked without --external: %s", got)
	}
	if got := check(0, "--external"); !strings.Contains(got, "private network") || asked.Load() > 0 {
		t.Errorf("this machine was asked without --allow-private: %s", got)
	}
	for range 2 {
		if got := check(time.Second, "--external", "--allow-private"); !strings.Contains(got, gone) || strings.Contains(got, "/there answers") {
			t.Errorf("printed %q, want a warning %q", got, gone)
		}
		if n := asked.Load(); n != 2 {
			t.Errorf("%d addresses were asked in all, want 2: each once a day", n)
		}
	}
	check(25*time.Hour, "--external", "--allow-private")
	if n := asked.Load(); n != 4 {
		t.Errorf("%d addresses were asked in all, want 4 a day later", n)
	}
}

func TestColour(t *testing.T) {
	for line, want := range map[string]string{
		"a.md:1: error: no\n":            "a.md:1: \x1b[1;31merror\x1b[0m: no\n",
		"a.md: warning: \": error: \"\n": "a.md: \x1b[1;33mwarning\x1b[0m: \": error: \"\n",
		"  a: error: b\n":                "  a: error: b\n",
		"nothing\n":                      "nothing\n",
	} {
		if got := string(colour([]byte(line))); got != want {
			t.Errorf("%q becomes %q, want %q", line, got, want)
		}
	}
}

func TestColourOfProblems(t *testing.T) {
	for _, on := range []bool{true, false} {
		env, _, stderr := newEnv(0)
		env.Colour = on
		dir := newSite(t)
		if err := os.WriteFile(filepath.Join(dir, "content", "_index.md"), []byte("---\ntitle: T\nsumary: x\n---\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if code := Run(t.Context(), []string{"build", "--quiet", "--source", dir}, env); code != exitDone {
			t.Errorf("exit code %d: %s", code, stderr)
		}
		if has := strings.Contains(stderr.String(), yellow+"warning"+"\x1b[0m"); has != on {
			t.Errorf("colour is there: %v, want %v in %q", has, on, stderr)
		}
	}
}

func TestSystemColour(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	if System(nil).Colour {
		t.Error("there is colour in spite of NO_COLOR")
	}
}
