package publish

import (
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
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
	git     git
	name    string
	bundled bool
	source  string // folder whose git configuration says who commits

	mu      sync.Mutex
	fetched bool
	old     string // commit at the tip of the branch; "" where there is none
	stream  *fastImport
	list    []byte // to be committed
}

// A Repository is where git finds a branch to publish to.
type Repository struct {
	Address string
	Branch  string // need not exist
	Bundled bool   // came with the site, maybe from a stranger: it runs no programs of its own
}

// Git returns a branch of a repository as a target. Source is the folder whose git
// configuration says who commits. An error says what this machine lacks: git, or room for a
// temporary repository.
func Git(ctx context.Context, to Repository, source string) (Target, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("git is not installed on this machine; install it, or publish in another way")
	}
	dir, err := os.MkdirTemp("", temporary)
	if err != nil {
		return nil, fmt.Errorf("making a temporary folder: %w", err)
	}
	sweep(dir)
	b := &branch{git: git{dir: dir, address: to.Address}, name: to.Branch, bundled: to.Bundled, source: source}
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
		if b.old, err = b.git.line(ctx, "rev-parse", oldRef); err != nil {
			return err
		}
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
	tree := newTreeList(paths)
	if err := b.git.runInto(ctx, tree, "ls-tree", "-r", "-t", "-z", oldRef); err != nil {
		return nil, err
	}
	return tree.foundAt(paths), nil
}

// A treeList takes what git lists of a tree, and keeps what stands at some paths and at the
// folders above them: all that there is may be more than there is memory, as one tree may
// stand in itself under many names.
type treeList struct {
	entries map[string]treeEntry // by path, of the paths and folders
	part    []byte               // of a line that has not ended
	left    int                  // bytes of lines that there may be
}

// treeEntry is what stands at a path.
type treeEntry struct {
	kind treeKind
	blob string // git's name for it; of files
}

type treeKind int

const (
	noEntry treeKind = iota
	fileEntry
	folderEntry
	oddEntry // a link or a submodule
)

func newTreeList(paths []string) *treeList {
	t := &treeList{entries: map[string]treeEntry{}, left: maxRecord}
	for _, name := range paths {
		for ; name != "."; name = path.Dir(name) {
			if _, known := t.entries[name]; known {
				break
			}
			t.entries[name] = treeEntry{}
		}
	}
	return t
}

// Write implements [io.Writer].
func (t *treeList) Write(part []byte) (int, error) {
	if t.left -= len(part); t.left < 0 {
		return 0, errLongList
	}
	n := len(part)
	for {
		line, rest, ended := bytes.Cut(part, []byte{0})
		t.part = append(t.part, line...)
		if !ended {
			return n, nil
		}
		t.line(t.part)
		t.part, part = t.part[:0], rest
	}
}

// line takes one of what "ls-tree -z" prints: "mode kind name\tpath".
func (t *treeList) line(line []byte) {
	about, name, ok := bytes.Cut(line, []byte("\t"))
	fields := bytes.Fields(about)
	if !ok || len(fields) < 3 {
		return
	}
	_, wanted := t.entries[string(name)]
	switch {
	case !wanted:
	case string(fields[1]) == "tree":
		t.entries[string(name)] = treeEntry{kind: folderEntry}
	case bytes.HasPrefix(fields[0], []byte("100")):
		t.entries[string(name)] = treeEntry{fileEntry, string(fields[2])}
	default:
		t.entries[string(name)] = treeEntry{kind: oddEntry}
	}
}

// foundAt says what stands at the paths.
func (t *treeList) foundAt(paths []string) map[string]Found {
	found := make(map[string]Found, len(paths))
	for _, name := range paths {
		switch there := t.entries[name]; there.kind {
		case fileEntry:
			found[name] = Found{Tag: there.blob}
			continue
		case folderEntry, oddEntry:
			found[name] = Found{Blocker: name}
		case noEntry:
		}
		for above := path.Dir(name); above != "."; above = path.Dir(above) {
			if kind := t.entries[above].kind; kind == fileEntry || kind == oddEntry {
				found[name] = Found{Blocker: above}
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
	return final(b.stream.commit(who, b.old))
}

// committers returns author and committer as git's configuration has them, with
// the time.
func (b *branch) committers(ctx context.Context) (who [2]string, err error) {
	for i, name := range []string{"GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"} {
		if who[i], err = checkout(b.source).line(ctx, "var", name); err != nil {
			return who, errors.New(`git does not know who publishes; tell it with git config user.name "…" and git config user.email "…"`)
		}
	}
	return who, nil
}

// tameReceiver is what takes a push into a folder and runs none of the programs that hooks and
// configuration there name. It tidies nothing up and leaves files that are checked out alone, as
// those do.
const tameReceiver = "git -c core.hooksPath=" + os.DevNull + " -c core.alternateRefsCommand=true" +
	" -c receive.autogc=false -c receive.denyCurrentBranch=refuse receive-pack"

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
	mine, err := b.git.line(ctx, "rev-parse", newRef)
	if err != nil {
		return final(err)
	}
	push := []string{"push", "--quiet", "--force-with-lease=" + b.ref() + ":" + b.old, "target", newRef + ":" + b.ref()}
	if b.bundled {
		push = slices.Insert(push, 1, "--receive-pack="+tameReceiver)
	}
	if _, err = b.git.run(ctx, push...); err == nil {
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
