package publish

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A repository is a bare one that tests publish to.
type repository struct {
	testing.TB
	dir string
}

func newRepository(t testing.TB) repository {
	t.Helper()
	need(t, "git")
	t.Setenv("HOME", t.TempDir())
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+who+"_NAME", "The desk")
		t.Setenv("GIT_"+who+"_EMAIL", "desk@example.org")
	}
	r := repository{t, filepath.Join(t.TempDir(), "site.git")}
	r.init()
	return r
}

// init makes the repository anew.
func (r repository) init() {
	r.Helper()
	if err := os.RemoveAll(r.dir); err != nil {
		r.Fatal(err)
	}
	out, err := exec.Command("git", "init", "--quiet", "--bare", "--initial-branch=main", r.dir).CombinedOutput()
	if err != nil {
		r.Fatalf("%v: %s", err, out)
	}
}

// git runs git in the repository.
func (r repository) git(args ...string) string {
	r.Helper()
	return r.made("", args...)
}

// made runs git in the repository with an input.
func (r repository) made(input string, args ...string) string {
	r.Helper()
	cmd := exec.Command("git", append([]string{"--git-dir=" + r.dir}, args...)...)
	cmd.Stdin = strings.NewReader(input)
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.Fatalf("git %q: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// commit puts files on a branch as somebody else would, and leaves all others.
func (r repository) commit(branch string, files map[string]string) {
	r.Helper()
	work := filepath.Join(r.TempDir(), "work")
	script := []string{"clone --quiet " + r.dir + " " + work, "-C " + work + " switch --quiet " + branch}
	if r.git("branch", "--list", branch) == "" {
		script[1] = "-C " + work + " switch --quiet --orphan " + branch
	}
	run := func(lines ...string) {
		for _, line := range lines {
			if out, err := exec.Command("git", strings.Fields(line)...).CombinedOutput(); err != nil {
				r.Fatalf("git %s: %v: %s", line, err, out)
			}
		}
	}
	run(script...)
	for name, text := range files {
		write(r, filepath.Join(work, name), text)
	}
	run("-C "+work+" add --all", "-C "+work+" commit --quiet --message=By-hand", "-C "+work+" push --quiet origin "+branch)
}

// live returns what is on the branch.
func (r repository) live(t testing.TB) map[string]string {
	t.Helper()
	files := map[string]string{}
	if r.git("branch", "--list", "gh-pages") == "" {
		return files
	}
	packed, err := exec.Command("git", "--git-dir="+r.dir, "archive", "gh-pages").Output()
	if err != nil {
		t.Fatal(err)
	}
	archive := tar.NewReader(bytes.NewReader(packed))
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		text, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		files[header.Name] = string(text)
	}
	return files
}

func openGit(t testing.TB, address string) Target {
	t.Helper()
	target, err := Git(t.Context(), Repository{Address: address, Branch: "gh-pages"}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { target.Close() })
	return target
}

func TestGit(t *testing.T) {
	for _, filter := range []string{"true", "false"} { // whether the host sends less on request
		t.Run("filter "+filter, func(t *testing.T) {
			before, after := twoSites()
			r := newRepository(t)
			r.git("config", "uploadpack.allowFilter", filter)
			r.git("config", "uploadpack.allowAnySHA1InWant", filter)
			r.commit("main", map[string]string{"content.md": "text"})
			mustRun(t, openGit(t, "file://"+r.dir), before)
			if got := r.git("log", "--format=%an <%ae> %s", "gh-pages"); got != "The desk <desk@example.org> Publish the site" {
				t.Errorf("the branch begins with %q", got)
			}
			r.commit("gh-pages", map[string]string{"CNAME": "example.org", "docs/README.md": "mine"})
			if got, want := mustRun(t, openGit(t, "file://"+r.dir), after), "12 added, 12 changed, 11 removed, 10 unchanged"; got != want {
				t.Errorf("%s, want %s", got, want)
			}
			tip := r.git("rev-parse", "gh-pages")
			if got, want := mustRun(t, openGit(t, r.dir), after), "0 added, 0 changed, 0 removed, 34 unchanged"; got != want {
				t.Errorf("%s, want %s", got, want)
			}
			if r.git("rev-parse", "gh-pages") != tip {
				t.Error("a commit was made of nothing")
			}
			after["CNAME"], after["docs/README.md"] = "example.org", "mine"
			wantSite(t, r.live(t), after)
			if got := r.git("log", "--format=%s", "gh-pages"); got != "Publish the site\nBy-hand\nPublish the site" {
				t.Errorf("the history is %q", got)
			}
			r.git("fsck", "--strict")
			if got := r.git("show", "main:content.md"); got != "text" {
				t.Errorf("another branch has %q", got)
			}
		})
	}
}

// Names of all kinds come through fast-import.
func TestGitNames(t *testing.T) {
	r := newRepository(t)
	site := map[string]string{"a \"b\".html": "quotes", "عنوان/index.html": "script", "c d/e\tf.html": "tab", "x": "file", "g/h/i.txt": ""}
	mustRun(t, openGit(t, r.dir), site)
	wantSite(t, r.live(t), site)
	delete(site, "x")
	delete(site, "g/h/i.txt")
	site["x/y"], site["g"] = "folder now", "file now"
	mustRun(t, openGit(t, r.dir), site)
	wantSite(t, r.live(t), site)
}

// A branch that somebody else has changed meanwhile keeps what they did.
func TestGitMoved(t *testing.T) {
	before, after := twoSites()
	for _, exists := range []bool{false, true} {
		r := newRepository(t)
		r.commit("main", map[string]string{"content.md": "text"})
		if exists {
			mustRun(t, openGit(t, r.dir), before)
		}
		opt := options()
		opt.Approve = func(*Plan) error {
			r.commit("gh-pages", map[string]string{"CNAME": "example.org"})
			return nil
		}
		_, err := Run(t.Context(), openGit(t, r.dir), siteOf(after), opt)
		if err == nil || !strings.Contains(err.Error(), "branch gh-pages of "+r.dir+" has moved while this was going on, so that nothing was published; publish again") {
			t.Fatalf("error %v", err)
		}
		want := map[string]string{"CNAME": "example.org"}
		if exists {
			for name, text := range before {
				want[name] = text
			}
		}
		wantSite(t, r.live(t), want)
		mustRun(t, openGit(t, r.dir), after)
		after["CNAME"] = "example.org"
		wantSite(t, r.live(t), after)
		delete(after, "CNAME")
	}
}

func TestGitForeign(t *testing.T) {
	r := newRepository(t)
	r.commit("gh-pages", map[string]string{"index.html": "mine", "articles": "a file"})
	site := map[string]string{"index.html": "home", "articles/a/index.html": "a", "b.html": "b"}
	_, err := Run(t.Context(), openGit(t, r.dir), siteOf(site), options())
	if err == nil || !strings.Contains(err.Error(), "holds what stands in the way of the site's files or folders: articles; move it away") {
		t.Errorf("error %v", err)
	}
	wantSite(t, r.live(t), map[string]string{"index.html": "mine", "articles": "a file"})
}

func TestGitErrors(t *testing.T) {
	r := newRepository(t)
	hook := filepath.Join(r.dir, "hooks", "pre-receive")
	for _, tt := range []struct {
		name, address string
		prepare       func(t *testing.T)
		want          string
	}{
		{"no repository", r.dir + "x", nil, "there is no such repository; check git: under publish"},
		{"hook", r.dir, func(t *testing.T) {
			write(t, hook, "#!/bin/sh\necho 'only on Mondays' >&2\nexit 1\n")
			if err := os.Chmod(hook, 0o755); err != nil {
				t.Fatal(err)
			}
		}, "only on Mondays"},
		{"nobody commits", r.dir, func(t *testing.T) {
			for _, name := range []string{"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"} {
				t.Setenv(name, "")
			}
			write(t, filepath.Join(os.Getenv("HOME"), ".gitconfig"), "[user]\nuseConfigOnly = true\n")
		}, `git does not know who publishes; tell it with git config user.name "…"`},
		{"password", "https://desk:hunter2@127.0.0.1:1/x.git", nil, "127.0.0.1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.prepare != nil {
				tt.prepare(t)
			}
			_, err := Run(t.Context(), openGit(t, tt.address), siteOf(map[string]string{"index.html": "home"}), options())
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("error %v, want %s", err, tt.want)
			}
			if live := r.live(t); len(live) > 0 {
				t.Errorf("published nevertheless: %v", live)
			}
		})
	}
}

// instead has a shell script stand for a command of the git that stands at a place.
func instead(t *testing.T, program, command, script string) {
	t.Helper()
	bin := t.TempDir()
	write(t, filepath.Join(bin, "git"), "#!/bin/sh\ncase \" $* \" in *\" "+command+" \"*) "+script+" ;; esac\nexec "+program+" \"$@\"\n")
	if err := os.Chmod(filepath.Join(bin, "git"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
}

// A disk that is full is that of the repository only for what is sent there.
func TestGitFullDisk(t *testing.T) {
	for command, want := range map[string]string{
		"push":  "the disk of the repository is full; make room there and publish again (git push: fatal: write error: No space left on device)",
		"fetch": "the disk of this machine's temporary folder is full; make room in " + os.TempDir() + ", or name another one by TMPDIR (git fetch: fatal: write error: No space left on device)",
	} {
		t.Run(command, func(t *testing.T) {
			r := newRepository(t)
			before := map[string]string{"index.html": "home"}
			if _, err := Run(t.Context(), openGit(t, r.dir), siteOf(before), options()); err != nil {
				t.Fatal(err)
			}
			instead(t, need(t, "git"), command, "echo 'fatal: write error: No space left on device' >&2; exit 128")
			_, err := Run(t.Context(), openGit(t, r.dir), siteOf(map[string]string{"index.html": "later"}), options())
			if err == nil || !isFinal(err) || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %s", err, want)
			}
			wantSite(t, r.live(t), before)
		})
	}
}

// Where git ends before it has all files, it says why: the pipe to it does not know.
func TestGitEnds(t *testing.T) {
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, syscall.SIGHUP) // where nohup has it ignored, git would ignore it too
	defer signal.Stop(heard)
	r := newRepository(t)
	program := need(t, "git")
	for _, tt := range []struct{ ends, want string }{
		{"echo 'fatal: write error: No space left on device' >&2; exit 128", "the disk of this machine's temporary folder is full; make room in " + os.TempDir() + ", or name another one by TMPDIR (git fast-import: fatal: write error: No space left on device)"},
		{"echo 'fatal: sha1 file pack write error. Out of diskspace' >&2; exit 128", "or name another one by TMPDIR (git fast-import: fatal: sha1 file pack write error. Out of diskspace)"},
		{"echo 'fatal: it is Monday' >&2; exit 128", "git fast-import: fatal: it is Monday"},
		{"kill -KILL $$", "git fast-import: signal: killed"},
		{"kill -INT $$", "context canceled"}, // Ctrl-C, which at a terminal reaches git too
		{"kill -HUP $$", "context canceled"},
		{"kill -TERM $$", "context canceled"},
	} {
		instead(t, program, "fast-import", tt.ends)
		for size := range 2 { // it has ended when it is written to, or when it is asked whether it has all
			_, err := Run(t.Context(), openGit(t, r.dir), siteOf(map[string]string{"index.html": strings.Repeat("home", 1+size<<20)}), options())
			if err == nil || !strings.HasSuffix(err.Error(), tt.want+"; nothing was published") {
				t.Errorf("%s: error %v, want %s", tt.ends, err, tt.want)
			}
		}
	}
	if live := r.live(t); len(live) > 0 {
		t.Errorf("published nevertheless: %v", slices.Sorted(maps.Keys(live)))
	}
}

// Ctrl-C may reach git first: nobody is told then that git did not know something.
func TestGitStoppedFirst(t *testing.T) {
	r := newRepository(t)
	target := openGit(t, r.dir)
	instead(t, need(t, "git"), "var", "kill -INT $$")
	ctx, stop := context.WithCancel(t.Context())
	opt := options()
	opt.Approve = func(*Plan) error {
		time.AfterFunc(50*time.Millisecond, stop)
		return nil
	}
	_, err := Run(ctx, target, siteOf(map[string]string{"index.html": "home"}), opt)
	if !errors.Is(err, context.Canceled) || !strings.HasSuffix(err.Error(), "context canceled; nothing was published") {
		t.Errorf("error %v", err)
	}
}

// The checkout from which somebody publishes, and a hook that does, keep their
// index and their branch.
func TestGitEnvironment(t *testing.T) {
	r := newRepository(t)
	work := t.TempDir()
	if out, err := exec.Command("git", "init", "--quiet", work).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	hooks := filepath.Join(work, "hooks")
	write(t, filepath.Join(hooks, "pre-push"), "#!/bin/sh\nexit 1\n")
	if err := os.Chmod(filepath.Join(hooks, "pre-push"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(os.Getenv("HOME"), ".gitconfig"), "[core]\nhooksPath = "+hooks+"\n")
	t.Setenv("GIT_DIR", filepath.Join(work, ".git"))
	t.Setenv("GIT_WORK_TREE", work)
	t.Setenv("GIT_INDEX_FILE", filepath.Join(work, "index"))
	before := readDir(t, work)
	target, err := Git(t.Context(), Repository{Address: r.dir, Branch: "gh-pages"}, work)
	if err != nil {
		t.Fatal(err)
	}
	defer target.Close()
	mustRun(t, target, map[string]string{"index.html": "home"})
	wantSite(t, readDir(t, work), before)
	for _, name := range []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"} {
		os.Unsetenv(name)
	}
	wantSite(t, r.live(t), map[string]string{"index.html": "home"})
	if env := environment([]string{"GIT_SSH_COMMAND=mine"}); slices.Contains(env, "GIT_SSH_COMMAND=ssh -o BatchMode=yes") {
		t.Error("the user's own ssh was replaced")
	}
}

// What a publish that was killed has left is removed by a later one, a day later.
func TestGitSweeps(t *testing.T) {
	top := t.TempDir()
	t.Setenv("TMPDIR", top)
	old, young, other := filepath.Join(top, temporary+"1"), filepath.Join(top, temporary+"2"), filepath.Join(top, "other")
	for _, dir := range []string{old, young, other} {
		write(t, filepath.Join(dir, "HEAD"), "x")
	}
	before := time.Now().Add(-25 * time.Hour)
	for _, dir := range []string{old, other} {
		if err := os.Chtimes(dir, before, before); err != nil {
			t.Fatal(err)
		}
	}
	target, err := Git(t.Context(), Repository{Address: "file://" + top, Branch: "gh-pages"}, top)
	if err != nil {
		t.Fatal(err)
	}
	target.Close()
	if left := readDir(t, top); len(left) != 2 || left[temporary+"2/HEAD"] == "" || left["other/HEAD"] == "" {
		t.Errorf("there are left %v", left)
	}
}

// Nothing is left on this machine.
// A git that is ended on its way leaves no locks, which another attempt would meet, and
// what it has started is not waited for.
func TestGitEndedOnItsWay(t *testing.T) {
	r := newRepository(t)
	r.commit("gh-pages", map[string]string{"index.html": "home"})
	asked := filepath.Join(t.TempDir(), "asked")
	hook := filepath.Join(t.TempDir(), "hook")
	write(t, hook, "if mkdir '"+filepath.ToSlash(asked)+"' 2>/dev/null; then sleep 30; fi\nexec \"$@\"\n")
	write(t, filepath.Join(os.Getenv("HOME"), ".gitconfig"), "[uploadpack]\n\tpackObjectsHook = sh '"+filepath.ToSlash(hook)+"'\n")
	target := openGit(t, r.dir)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer cancel()
		for range 1000 {
			if _, err := os.Stat(asked); err == nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	began := time.Now()
	if _, err := target.Load(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	if waited := time.Since(began); waited > 20*time.Second {
		t.Errorf("waited for %v", waited)
	}
	if _, err := target.Load(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestGitCloses(t *testing.T) {
	r := newRepository(t)
	t.Setenv("TMPDIR", t.TempDir())
	target, err := Git(t.Context(), Repository{Address: r.dir, Branch: "gh-pages"}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	opt := options()
	opt.Progress = func(step Step, _, _ int) {
		if step == Sending {
			cancel()
		}
	}
	if _, err := Run(ctx, target, siteOf(map[string]string{"index.html": "home", "a.html": "a"}), opt); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := target.Close(); err != nil {
		t.Error(err)
	}
	if left := readDir(t, os.Getenv("TMPDIR")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A repository that came with the site is published to, and none of the programs that it names
// is run. One that a desk has set up runs its hooks.
func TestGitBundled(t *testing.T) {
	for _, bundled := range []bool{true, false} {
		r := newRepository(t)
		ran := filepath.Join(t.TempDir(), "ran")
		program := "#!/bin/sh\necho \"$0\" >>'" + ran + "'\n"
		for _, hook := range []string{"pre-receive", "update", "post-receive", "post-update", "reference-transaction"} {
			r.program(filepath.Join("hooks", hook), program)
		}
		r.program("alternate", program)
		r.git("config", "core.alternateRefsCommand", filepath.Join(r.dir, "alternate"))
		other := newRepository(t)
		write(t, filepath.Join(r.dir, "objects/info/alternates"), filepath.Join(other.dir, "objects")+"\n")
		r.program("collect", program)
		r.git("config", "gc.recentObjectsHook", filepath.Join(r.dir, "collect"))
		r.git("config", "gc.auto", "1")

		target, err := Git(t.Context(), Repository{Address: r.dir, Branch: "gh-pages", Bundled: bundled}, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Run(t.Context(), target, siteOf(map[string]string{"index.html": "home"}), options()); err != nil {
			t.Fatal(err)
		}
		if err := target.Close(); err != nil {
			t.Error(err)
		}
		if got := r.git("show", "gh-pages:index.html"); got != "home" {
			t.Errorf("published %q", got)
		}
		if text, err := os.ReadFile(ran); bundled != errors.Is(err, fs.ErrNotExist) {
			t.Errorf("bundled %v: ran %s, error %v", bundled, text, err)
		}
	}
}

// program puts a program into the repository.
func (r repository) program(name, text string) {
	r.Helper()
	write(r, filepath.Join(r.dir, name), text)
	if err := os.Chmod(filepath.Join(r.dir, name), 0o755); err != nil {
		r.Fatal(err)
	}
}

func TestGitOverSSH(t *testing.T) {
	r := newRepository(t)
	need(t, "ssh")
	s := newSSHServer(t)
	line := newLine(t, s.address)
	_, port, _ := net.SplitHostPort(s.address)
	t.Run("unknown host", func(t *testing.T) {
		t.Setenv("GIT_SSH_COMMAND", s.gitCommand(t, "example.org:22"))
		_, err := Run(t.Context(), openGit(t, "ssh://"+s.user+"@127.0.0.1:"+port+r.dir), siteOf(nil), options())
		if err == nil || !strings.Contains(err.Error(), "the host is not among the known ones") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("unknown user", func(t *testing.T) {
		stranger := *s
		stranger.keyFile = filepath.Join(t.TempDir(), "stranger")
		newKey(t, stranger.keyFile)
		t.Setenv("GIT_SSH_COMMAND", stranger.gitCommand(t, s.address))
		_, err := Run(t.Context(), openGit(t, "ssh://"+s.user+"@127.0.0.1:"+port+r.dir), siteOf(nil), options())
		if err == nil || !strings.Contains(err.Error(), "the repository does not let you in") {
			t.Errorf("error %v", err)
		}
	})
	testCuts(t, place{
		empty: r.init,
		near:  func(t testing.TB) Target { return openGit(t, r.dir) },
		far: func(t testing.TB) Target {
			_, port, _ := net.SplitHostPort(line.address)
			t.Setenv("GIT_SSH_COMMAND", s.gitCommand(t, line.address))
			return openGit(t, "ssh://"+s.user+"@127.0.0.1:"+port+r.dir)
		},
		live: r.live,
		line: line,
	})
}
