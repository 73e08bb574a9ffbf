package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A checkout that lacks what was published last does not replace it, be it that it has not
// fetched it or that it stands on another branch. One that goes on from there does, and so
// does one that has written its own commits anew.
func TestOlderCheckout(t *testing.T) {
	newest := map[string]string{"index.html": "the newest"}
	for _, tt := range []struct {
		name   string
		then   string // what the older checkout does before it publishes; lines of git
		older  bool   // with --older
		refuse string // in the error; "" for none
	}{
		{"behind", "", false, "memory was published last from commit %, which this checkout does not have; pull it and publish again, or put this older site there with --older"},
		{"behind and changed", "commit --quiet --allow-empty --message=own", false, "which this checkout does not have; pull it"},
		{"fetched", "fetch --quiet", false, "memory was published last from commit %, which is in origin/main, and not in what is checked out here; merge it and publish again, or "},
		{"behind, as it is meant", "", true, ""},
		{"pulled", "pull --quiet --ff-only", false, ""},
		{"merged", "commit --quiet --allow-empty --message=own\nfetch --quiet\nmerge --quiet --no-edit origin/main", false, ""},
		{"pulled, and on an older branch", "branch before\npull --quiet --ff-only\nswitch --quiet before", false, "which is in main, and not in"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			desk := newDesk(t)
			older := filepath.Join(t.TempDir(), "older")
			desk.git("clone", "--quiet", desk.dir, older)
			desk.git("commit", "--quiet", "--allow-empty", "--message=newer")
			m := newMemory()
			if _, err := Run(t.Context(), m, siteOf(newest), desk.options()); err != nil {
				t.Fatal(err)
			}
			other := repository{t, older}
			for line := range strings.Lines(tt.then) {
				checkoutGit(other, strings.Fields(line)...)
			}
			opt := options()
			opt.Source, opt.Older = older, tt.older
			site := map[string]string{"index.html": "of the older checkout"}
			_, err := Run(t.Context(), m, siteOf(site), opt)
			if tt.refuse == "" {
				if err != nil {
					t.Fatal(err)
				}
				wantSite(t, m.files, site)
				return
			}
			refused := (*RefusedError)(nil)
			want := strings.ReplaceAll(tt.refuse, "%", desk.git("rev-parse", "HEAD")[:12])
			if !errors.As(err, &refused) || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %s", err, want)
			}
			wantSite(t, m.files, newest)
			// What would change nothing is no loss.
			if _, err := Run(t.Context(), m, siteOf(newest), opt); err != nil {
				t.Error(err)
			}
		})
	}
}

// What is committed only after its publish is known from the next, though that changes
// nothing of the site; commits of other things change nothing at the target.
func TestCommittedSince(t *testing.T) {
	d := newDesk(t)
	older := filepath.Join(t.TempDir(), "older")
	d.git("clone", "--quiet", d.dir, older)
	m := newMemory()
	site := siteOf(map[string]string{"index.html": "the newest"})
	publish := func() int {
		t.Helper()
		m.log = nil
		if _, err := Run(t.Context(), m, site, d.options()); err != nil {
			t.Fatal(err)
		}
		return len(m.log)
	}
	write(t, filepath.Join(d.dir, "content/articles/a.md"), "new")
	publish()
	d.git("add", "--all")
	d.git("commit", "--quiet", "--message=second")
	publish()
	opt := options()
	opt.Source = older
	_, err := Run(t.Context(), m, siteOf(map[string]string{"index.html": "of the older checkout"}), opt)
	if refused := (*RefusedError)(nil); !errors.As(err, &refused) {
		t.Errorf("error %v, want a refusal", err)
	}
	same := publish()
	write(t, filepath.Join(d.dir, "README.md"), "new")
	d.git("add", "--all")
	d.git("commit", "--quiet", "--message=third")
	if got := publish(); got != same {
		t.Errorf("after a commit of something else the target was asked %d times, want %d: %q", got, same, m.log)
	}
}

// What a sparse checkout leaves out is not taken for what the site no longer has. A file that
// is there all the same, as somebody has told git to pass over what they do to it, is not left out.
func TestSparseCheckout(t *testing.T) {
	before := map[string]string{"index.html": "home", "articles/a/index.html": "a"}
	after := map[string]string{"index.html": "home"}
	d := newDesk(t)
	write(t, filepath.Join(d.dir, "content/articles/a.md"), "a")
	write(t, filepath.Join(d.dir, "docs/b.md"), "b")
	d.git("add", "--all")
	d.git("commit", "--quiet", "--message=second")
	m := newMemory()
	publish := func(site map[string]string, opt Options) error {
		_, err := Run(t.Context(), m, siteOf(site), opt)
		return err
	}
	if err := publish(before, d.options()); err != nil {
		t.Fatal(err)
	}
	d.git("sparse-checkout", "set", "--no-cone", "/content/*", "!/content/articles/")
	err := publish(after, d.options())
	refused := (*RefusedError)(nil)
	if want := "this checkout leaves out files that the site is made from, and what was published of them would go: content/articles/a.md; have them"; !errors.As(err, &refused) || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %s", err, want)
	}
	wantSite(t, m.files, before)
	if err := publish(before, d.options()); err != nil {
		t.Error(err)
	}
	write(t, filepath.Join(d.dir, "content/articles/a.md"), "a")
	if err := publish(after, d.options()); err != nil {
		t.Error(err)
	}
	wantSite(t, m.files, after)

	if err := publish(before, d.options()); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(d.dir, "content/articles/a.md")); err != nil {
		t.Fatal(err)
	}
	forced := d.options()
	forced.Force = true
	if err := publish(after, forced); err != nil {
		t.Error(err)
	}
	wantSite(t, m.files, after)
}

// Where nobody can tell, nothing is refused.
func TestCommitUnknown(t *testing.T) {
	for _, tt := range []struct {
		name string
		then func(d desk) string // makes the folder from which the second publish comes
	}{
		{"amended", func(d desk) string {
			d.git("commit", "--quiet", "--amend", "--allow-empty", "--message=better")
			return d.dir
		}},
		{"a shallow clone", func(d desk) string {
			d.git("commit", "--quiet", "--allow-empty", "--message=newer")
			d.git("commit", "--quiet", "--allow-empty", "--message=newest")
			shallow := filepath.Join(d.TempDir(), "shallow")
			d.git("clone", "--quiet", "--depth=1", "file://"+d.dir, shallow)
			return shallow
		}},
		{"a folder without git", func(d desk) string { return d.TempDir() }},
		{"a repository that does not hold the content", func(d desk) string {
			dir := d.TempDir()
			d.git("init", "--quiet", dir)
			write(d, filepath.Join(dir, "content/_index.md"), "x")
			return dir
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			m := newMemory()
			if _, err := Run(t.Context(), m, siteOf(map[string]string{"index.html": "one"}), d.options()); err != nil {
				t.Fatal(err)
			}
			opt := options()
			opt.Source = tt.then(d)
			if _, err := Run(t.Context(), m, siteOf(map[string]string{"index.html": "two"}), opt); err != nil {
				t.Error(err)
			}
			_, commit, err := parseRecord(m.list)
			if at, _ := commitOf(t.Context(), opt.Source); err != nil || commit != at {
				t.Errorf("the list names commit %q, error %v", commit, err)
			}
		})
	}
}

func TestUncommitted(t *testing.T) {
	d := newDesk(t)
	write(t, filepath.Join(d.dir, "content/articles/b é.md"), "new")
	write(t, filepath.Join(d.dir, "notes.txt"), "of no site")
	write(t, filepath.Join(d.dir, "content/articles/draft.md"), "left out")
	leftOut := func(file string) bool { return file == "content/articles/draft.md" || file == "content/_index.md" }
	uncommitted := func(source string) []string {
		commit, _ := commitOf(t.Context(), source)
		return (&Plan{source: source, commit: commit}).Uncommitted(t.Context(), leftOut)
	}
	if got := uncommitted(d.dir); got != nil {
		t.Errorf("%q where nobody else has the content", got)
	}
	d.git("remote", "add", "origin", "https://example.org/desk.git")
	write(t, filepath.Join(d.dir, "content/_index.md"), "changed")
	want := []string{"content/_index.md", "content/articles/b é.md"}
	index := filepath.Join(d.dir, ".git/index")
	before, err := os.Stat(index)
	if err != nil {
		t.Fatal(err)
	}
	if got := uncommitted(d.dir); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if after, err := os.Stat(index); err != nil || !os.SameFile(before, after) {
		t.Errorf("git's index was written anew, error %v", err)
	}
	d.git("add", "--all")
	d.git("commit", "--quiet", "--message=second")
	if got := uncommitted(d.dir); got != nil {
		t.Errorf("%q after the commit", got)
	}

	// A site below the top of its repository.
	inner := filepath.Join(d.dir, "sites/one")
	write(t, filepath.Join(inner, "content/_index.md"), "one")
	d.git("add", "--all")
	d.git("commit", "--quiet", "--message=third")
	write(t, filepath.Join(inner, "content/_index.md"), "two")
	if got, want := uncommitted(inner), []string{"content/_index.md"}; !slices.Equal(got, want) {
		t.Errorf("below the top: got %q, want %q", got, want)
	}
}

// Git tells nothing of a folder that is somebody else's, which its versions word differently.
func TestForeignCheckout(t *testing.T) {
	d := newDesk(t)
	wantForeign := func(want bool) {
		t.Helper()
		plan, err := Run(t.Context(), newMemory(), siteOf(map[string]string{"index.html": "home"}), d.options())
		if err != nil || plan.Foreign != want {
			t.Errorf("foreign %v, want %v; error %v", plan.Foreign, want, err)
		}
	}
	for _, foreign := range []bool{false, true} {
		t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", fmt.Sprint(foreign))
		wantForeign(foreign)
	}
	instead(t, need(t, "git"), "rev-parse", "echo \"fatal: unsafe repository ('/desk' is owned by someone else)\" >&2;"+
		"echo 'To add an exception for this directory, call: git config --global --add safe.directory /desk' >&2; exit 128")
	wantForeign(true)
}

// Git is asked once at which commit the source folder is, however many want to know.
func TestCommitAskedOnce(t *testing.T) {
	d := newDesk(t)
	d.git("remote", "add", "origin", "https://example.org/desk.git")
	write(t, filepath.Join(d.dir, "content/_index.md"), "changed")
	opt := d.options()
	var uncommitted []string
	opt.Approve = func(p *Plan) error {
		uncommitted = p.Uncommitted(t.Context(), func(string) bool { return false })
		return nil
	}
	trace := filepath.Join(t.TempDir(), "trace")
	t.Setenv("GIT_TRACE", trace)
	if _, err := Run(t.Context(), newMemory(), siteOf(map[string]string{"index.html": "home"}), opt); err != nil {
		t.Fatal(err)
	}
	asked := string(mustRead(t, trace))
	if n := strings.Count(asked, "rev-parse HEAD"); n != 1 || len(uncommitted) != 1 {
		t.Errorf("asked %d times; not committed are %q:\n%s", n, uncommitted, asked)
	}
}

// Programs that a checkout's own configuration names, which may have come with it, are not run.
func TestCheckoutRunsNothing(t *testing.T) {
	for _, c := range []struct {
		name      string
		configure func(d desk, program string)
		want      int // files told of
	}{
		{"file monitor", func(d desk, program string) { d.git("config", "core.fsmonitor", program) }, 1},
		{"filter", func(d desk, program string) {
			write(d, filepath.Join(d.dir, "content/.gitattributes"), "* filter=own")
			d.git("config", "filter.own.clean", program)
		}, 0},
		{"filter that is included", func(d desk, program string) {
			write(d, filepath.Join(d.dir, "content/.gitattributes"), "* filter=own")
			write(d, filepath.Join(d.dir, "more"), "[filter \"own\"]\n\tprocess = "+program+"\n")
			d.git("config", "include.path", "../more")
		}, 0},
		{"of a submodule", func(d desk, program string) {
			d.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", newDesk(t).dir, "static/sub")
			d.git("commit", "--quiet", "--message=second")
			d.git("-C", "static/sub", "config", "filter.own.clean", program)
			write(d, filepath.Join(d.dir, "static/sub/.gitattributes"), "* filter=own")
			old := time.Unix(1, 0)
			if err := os.Chtimes(filepath.Join(d.dir, "static/sub/content/_index.md"), old, old); err != nil {
				d.Fatal(err)
			}
		}, 1},
		{"that fetches what is missing", func(d desk, program string) {
			d.git("config", "core.repositoryFormatVersion", "1")
			d.git("config", "extensions.partialClone", "origin")
			d.git("config", "remote.origin.url", d.dir)
			d.git("config", "remote.origin.promisor", "true")
			d.git("config", "remote.origin.uploadPack", program)
			tree := d.git("rev-parse", "HEAD^{tree}")
			if err := os.Remove(filepath.Join(d.dir, ".git/objects", tree[:2], tree[2:])); err != nil {
				d.Fatal(err)
			}
		}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.git("remote", "add", "origin", "https://example.org/desk.git")
			ran := filepath.Join(t.TempDir(), "ran")
			program := filepath.Join(t.TempDir(), "program")
			write(t, program, "#!/bin/sh\n: > '"+ran+"'\n")
			if err := os.Chmod(program, 0o755); err != nil {
				t.Fatal(err)
			}
			c.configure(d, program)
			// As long as it was, and of another time: git has to compare.
			index := filepath.Join(d.dir, "content/_index.md")
			text := mustRead(t, index)
			text[len(text)-1] = ' '
			write(t, index, string(text))
			if err := os.Chtimes(index, time.Unix(1, 0), time.Unix(1, 0)); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(ran); err != nil { // of the configuring
				t.Fatal(err)
			}
			opt := d.options()
			opt.Approve = func(p *Plan) error {
				if got := p.Uncommitted(t.Context(), func(file string) bool { return file == "content/.gitattributes" }); len(got) != c.want {
					t.Errorf("not committed are %q", got)
				}
				return nil
			}
			if _, err := Run(t.Context(), newMemory(), siteOf(map[string]string{"index.html": "home"}), opt); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(ran); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("git has run a program: %v", err)
			}
		})
	}
}

// A desk is a checkout with content.
type desk struct{ repository }

func newDesk(t *testing.T) desk {
	d := desk{newRepository(t)}
	d.dir = filepath.Join(t.TempDir(), "desk")
	write(t, filepath.Join(d.dir, "content/_index.md"), "---\ntitle: T\n---\n")
	d.git("init", "--quiet", "--initial-branch=main")
	d.git("add", "--all")
	d.git("commit", "--quiet", "--message=first")
	return d
}

func (d desk) git(args ...string) string { return checkoutGit(d.repository, args...) }

// checkoutGit runs git in a checkout.
func checkoutGit(r repository, args ...string) string {
	r.Helper()
	out, err := exec.Command("git", append([]string{"-C", r.dir}, args...)...).CombinedOutput()
	if err != nil {
		r.Fatalf("git %q: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (d desk) options() Options {
	opt := options()
	opt.Source = d.dir
	return opt
}
