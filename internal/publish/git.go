package publish

import (
	"context"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Names within the temporary repository.
const (
	oldRef = "refs/dateline/old" // the branch as it was found
	newRef = "refs/dateline/new" // what is pushed
)

// A branch is a branch of a git repository as a target, through the git of this
// machine. All changes become one commit on top of the branch; a temporary bare
// repository holds it until it is pushed, so that no checkout is disturbed.
type branch struct {
	git    git
	name   string
	source string // folder whose git configuration says who commits

	mu      sync.Mutex
	fetched bool
	old     string // commit at the tip of the branch; "" where there is none
	stream  *fastImport
	list    []byte // to be committed
}

// Git returns a branch of the repository at an address as a target. The branch
// need not exist. Source is the folder whose git configuration says who commits.
func Git(ctx context.Context, address, name, source string) (Target, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("git is not installed on this machine; install it, or publish in another way")
	}
	dir, err := os.MkdirTemp("", temporary)
	if err != nil {
		return nil, fmt.Errorf("making a temporary folder: %w", err)
	}
	sweep(dir)
	b := &branch{git: git{dir: dir, address: address}, name: name, source: source}
	if err := b.init(ctx); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// temporary begins the names of the folders of repositories that a publish works with.
const temporary = "dateline-publish-"

// sweep removes folders beside a new one that publishes which were killed have left: those
// that are a day older. What cannot be removed stays.
func sweep(fresh string) {
	made, err := os.Stat(fresh)
	if err != nil {
		return
	}
	top := filepath.Dir(fresh)
	entries, _ := os.ReadDir(top)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && e.IsDir() && strings.HasPrefix(e.Name(), temporary) && made.ModTime().Sub(info.ModTime()) > 24*time.Hour {
			_ = os.RemoveAll(filepath.Join(top, e.Name()))
		}
	}
}

// init makes the temporary repository. From a host that can, only the tip of
// the branch is fetched, and of its files only what is looked into.
func (b *branch) init(ctx context.Context) error {
	for _, args := range [][]string{
		{"init", "--quiet", "--bare", "--template=", "."},
		{"config", "remote.target.url", b.git.address},
		{"config", "remote.target.promisor", "true"},
		{"config", "remote.target.partialclonefilter", "blob:none"},
		{"config", "core.hooksPath", os.DevNull},
		{"config", "gc.auto", "0"},
	} {
		if _, err := b.git.run(ctx, args...); err != nil {
			return fmt.Errorf("making a temporary repository: %w", err)
		}
	}
	return nil
}

func (b *branch) String() string {
	return "branch " + b.name + " of " + withoutLogins(b.git.address)
}

func (b *branch) Key() string { return b.git.address + " " + b.name }

func (b *branch) ref() string { return "refs/heads/" + b.name }

func (b *branch) Load(ctx context.Context) ([]byte, error) {
	if err := b.fetch(ctx); err != nil {
		return nil, err
	}
	if b.list != nil || b.old == "" {
		return b.list, nil
	}
	found, err := b.Look(ctx, []string{recordName})
	if err != nil || found[recordName].Tag == "" {
		return nil, err
	}
	return b.git.run(ctx, "cat-file", "blob", found[recordName].Tag)
}

// fetch gets the tip of the branch.
func (b *branch) fetch(ctx context.Context) error {
	if b.fetched {
		return nil
	}
	tip, err := b.tip(ctx)
	if err != nil {
		return err
	}
	if tip != "" {
		if _, err := b.git.run(ctx, "fetch", "--quiet", "--depth=1", "--no-tags", "--filter=blob:none",
			"target", "+"+b.ref()+":"+oldRef); err != nil {
			return err
		}
		id, err := b.git.run(ctx, "rev-parse", oldRef)
		if err != nil {
			return err
		}
		b.old = strings.TrimSpace(string(id))
	}
	b.fetched = true
	return nil
}

// tip asks the repository for the commit at the tip of the branch, "" for none.
func (b *branch) tip(ctx context.Context) (string, error) {
	out, err := b.git.run(ctx, "ls-remote", "target", b.ref())
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(out)) {
		if id, ref, _ := strings.Cut(strings.TrimSpace(line), "\t"); ref == b.ref() {
			return id, nil
		}
	}
	return "", nil
}

// Look lists the branch. The tag of a file is the name of its blob.
func (b *branch) Look(ctx context.Context, paths []string) (map[string]Found, error) {
	if b.old == "" {
		return nil, nil
	}
	out, err := b.git.run(ctx, "ls-tree", "-r", "-t", "-z", oldRef)
	if err != nil {
		return nil, err
	}
	all, folders := map[string]string{}, map[string]bool{}
	odd := map[string]bool{} // links and submodules
	for line := range strings.SplitSeq(string(out), "\x00") {
		about, name, ok := strings.Cut(line, "\t")
		fields := strings.Fields(about)
		switch {
		case !ok || len(fields) < 3:
		case fields[1] == "tree":
			folders[name] = true
		case strings.HasPrefix(fields[0], "100"):
			all[name] = fields[2]
		default:
			odd[name] = true
		}
	}
	return foundIn(paths, all, folders, odd), nil
}

// foundIn says what stands at the paths in a tree.
func foundIn(paths []string, files map[string]string, folders, odd map[string]bool) map[string]Found {
	found := make(map[string]Found, len(paths))
	for _, name := range paths {
		if tag, ok := files[name]; ok {
			found[name] = Found{Tag: tag}
			continue
		}
		if folders[name] || odd[name] {
			found[name] = Found{Blocker: name}
		}
		for i := range len(name) {
			if name[i] != '/' {
				continue
			}
			if _, file := files[name[:i]]; file || odd[name[:i]] {
				found[name] = Found{Blocker: name[:i]}
			}
		}
	}
	return found
}

func (b *branch) Put(ctx context.Context, name string, data []byte) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.begin(ctx); err != nil {
		return "", err
	}
	return blobOf(data), final(b.stream.put(name, data))
}

// blobOf returns git's name for a file with these bytes.
func blobOf(data []byte) string {
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(data))
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

func (b *branch) Remove(ctx context.Context, name string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.begin(ctx); err != nil {
		return err
	}
	return final(b.stream.remove(name))
}

// Save keeps the list for the commit, to which all else belongs too.
func (b *branch) Save(_ context.Context, list []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.list = list
	return nil
}

// begin starts the commit.
func (b *branch) begin(ctx context.Context) error {
	if b.stream != nil {
		return nil
	}
	who, err := b.committers(ctx)
	if err != nil {
		return final(err)
	}
	if b.stream, err = b.git.startImport(); err != nil {
		return final(err)
	}
	return final(b.stream.commit(newRef, who, "Publish the site", b.old))
}

// committers returns author and committer as git's configuration has them, with
// the time.
func (b *branch) committers(ctx context.Context) (who [2]string, err error) {
	for i, name := range []string{"GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"} {
		out, err := git{dir: b.source, checkout: true}.run(ctx, "var", name)
		if err != nil {
			return who, errors.New(`git does not know who publishes; tell it with git config user.name "…" and git config user.email "…"`)
		}
		who[i] = strings.TrimSpace(string(out))
	}
	return who, nil
}

// Commit pushes the commit, if nobody else has changed the branch meanwhile.
func (b *branch) Commit(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.begin(ctx); err != nil {
		return err
	}
	if !b.stream.done {
		if err := b.stream.put(recordName, b.list); err != nil {
			return final(err)
		}
		if err := b.stream.close(); err != nil {
			return final(err)
		}
	}
	out, err := b.git.run(ctx, "rev-parse", newRef)
	if err != nil {
		return final(err)
	}
	mine := strings.TrimSpace(string(out))
	_, err = b.git.run(ctx, "push", "--quiet", "--force-with-lease="+b.ref()+":"+b.old, "target", newRef+":"+b.ref())
	if err == nil {
		return nil
	}
	// The answer may have got lost on the way, or somebody else was faster.
	now, tipErr := b.tip(ctx)
	switch {
	case tipErr != nil:
		return err
	case now == mine:
		return nil
	case now != b.old:
		return final(tellingError{fmt.Errorf("%v has moved while this was going on, so that nothing was published; publish again", b)})
	}
	return err
}

func (b *branch) AtOnce() bool { return true }

func (b *branch) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stream != nil {
		b.stream.stop()
	}
	return os.RemoveAll(b.git.dir)
}
