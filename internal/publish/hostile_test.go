package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// A hostileSFTP is a server that says what it likes of the folder in which files wait.
type hostileSFTP struct {
	sftp.Handlers
	names func(k int) string // the name k, from 0; "end" after the last

	mu      sync.Mutex
	removed []string
}

// Filelist implements [sftp.FileLister].
func (h *hostileSFTP) Filelist(r *sftp.Request) (sftp.ListerAt, error) {
	if r.Method == "List" && strings.HasSuffix(r.Filepath, scratch) {
		return h, nil
	}
	return h.FileList.Filelist(r)
}

// Filecmd implements [sftp.FileCmder].
func (h *hostileSFTP) Filecmd(r *sftp.Request) error {
	if r.Method == "Remove" {
		h.mu.Lock()
		h.removed = append(h.removed, r.Filepath)
		h.mu.Unlock()
	}
	return h.FileCmd.Filecmd(r)
}

// PosixRename implements [sftp.PosixRenameFileCmder].
func (h *hostileSFTP) PosixRename(r *sftp.Request) error {
	return h.FileCmd.(sftp.PosixRenameFileCmder).PosixRename(r)
}

// Lstat implements [sftp.LstatFileLister].
func (h *hostileSFTP) Lstat(r *sftp.Request) (sftp.ListerAt, error) {
	return h.FileList.(sftp.LstatFileLister).Lstat(r)
}

// ListAt implements [sftp.ListerAt].
func (h *hostileSFTP) ListAt(files []os.FileInfo, at int64) (int, error) {
	for k := range files {
		name := h.names(int(at) + k)
		if name == "end" {
			return k, io.EOF
		}
		files[k] = named(name)
	}
	return len(files), nil
}

// named is a file of a name.
type named string

func (n named) Name() string     { return string(n) }
func (named) Size() int64        { return 1 }
func (named) Mode() fs.FileMode  { return 0o644 }
func (named) ModTime() time.Time { return time.Unix(0, 0) }
func (named) IsDir() bool        { return false }
func (named) Sys() any           { return nil }

// start returns a target that is a folder of the server.
func (h *hostileSFTP) start(t *testing.T) Target {
	t.Helper()
	h.Handlers = sftp.InMemHandler()
	dir := t.TempDir()
	host := newKey(t, filepath.Join(dir, "host"))
	newKey(t, filepath.Join(dir, "key"))
	private, err := os.ReadFile(filepath.Join(dir, "host"))
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.ParsePrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	config := &ssh.ServerConfig{PublicKeyCallback: func(ssh.ConnMetadata, ssh.PublicKey) (*ssh.Permissions, error) { return nil, nil }}
	config.AddHostKey(signer)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			raw, err := listener.Accept()
			if err != nil {
				return
			}
			go h.serve(raw, config)
		}
	}()
	address := listener.Addr().String()
	return openSFTP(t, address, "/www", SSH{User: "web", Keys: []string{filepath.Join(dir, "key")}, KnownHosts: []string{knownHosts(t, address, host)}})
}

func (h *hostileSFTP) serve(raw net.Conn, config *ssh.ServerConfig) {
	_, channels, requests, err := ssh.NewServerConn(raw, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for asked := range channels {
		channel, requests, err := asked.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				_ = r.Reply(r.Type == "subsystem", nil)
			}
		}()
		_ = sftp.NewRequestServer(channel, sftp.Handlers{FileGet: h.FileGet, FilePut: h.FilePut, FileCmd: h, FileList: h}).Serve()
	}
}

// A server that lists its files without end is left, and what it lists leads nowhere else.
func TestSFTPWithoutEnd(t *testing.T) {
	site := siteOf(map[string]string{"index.html": "home"})
	for _, name := range []string{"x", strings.Repeat("x", 1000)} {
		h := &hostileSFTP{names: func(k int) string { return fmt.Sprint(name, k) }}
		_, err := Run(t.Context(), h.start(t), site, options())
		if want := "the list of files in .dateline/incoming does not end; remove that folder there; readers have the new site"; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	names := []string{"..", ".", "", "../index.html", "../../index.html", "/", "a/..", "a\x00b", "a\x1b[2J\n", "a\\..\\b", "left", "end"}
	h := &hostileSFTP{names: func(k int) string { return names[min(k, len(names)-1)] }}
	target := h.start(t)
	if got := mustRun(t, target, map[string]string{"index.html": "home"}); got != "1 added, 0 changed, 0 removed, 0 unchanged" {
		t.Error(got)
	}
	if got := mustRun(t, target, map[string]string{"index.html": "home"}); got != "0 added, 0 changed, 0 removed, 1 unchanged" {
		t.Error(got)
	}
	for _, name := range h.removed {
		if dir := path.Dir(name); dir != "/www/"+scratch && name != "/www/"+scratch {
			t.Errorf("%q was removed", name)
		}
	}
	if !slices.Contains(h.removed, "/www/"+scratch+"/left") {
		t.Errorf("only %q were removed", h.removed)
	}
}

// Of what git lists as much is kept as the site has, however long that list is.
func TestGitWithoutEnd(t *testing.T) {
	const blob = "100644 blob 0123\t"
	list := newTreeList([]string{"a/b/index.html", "c"})
	odd := strings.Repeat(blob+"../a/b/index.html\x00"+blob+"a/b/index.html\x1b\x00"+blob+strings.Repeat("x", 10_000)+"\x00no line\x00", 10) +
		"040000 tree 0123\ta\x00040000 tree 0123\ta/b\x00" + blob + "a/b/index.html\x00160000 commit 0123\tc\x00"
	for k := range len(odd) { // however it is cut
		if k%100 == 0 || k > len(odd)-100 {
			cut := newTreeList([]string{"a/b/index.html", "c"})
			fmt.Fprint(cut, odd[:k])
			fmt.Fprint(cut, odd[k:])
			if found := cut.foundAt([]string{"a/b/index.html", "c"}); len(cut.entries) != 4 || found["a/b/index.html"].Tag != "0123" || found["c"].Blocker != "c" {
				t.Fatalf("found %v among %d", found, len(cut.entries))
			}
		}
	}
	list.left = 1000
	if _, err := io.WriteString(list, odd); !errors.Is(err, errLongList) {
		t.Errorf("error %v", err)
	}
	// A tree that stands in itself under many names.
	r := newRepository(t)
	r.commit("gh-pages", map[string]string{"index.html": "theirs"})
	tree := strings.TrimSpace(r.git("rev-parse", "gh-pages^{tree}"))
	for range 12 {
		var all strings.Builder
		for k := range 50 {
			fmt.Fprintf(&all, "040000 tree %s\t%s%d\n", tree, strings.Repeat("x", 2000), k)
		}
		tree = r.made(all.String(), "mktree")
	}
	r.git("update-ref", "refs/heads/gh-pages", r.made("", "commit-tree", "-m", "M", tree))
	_, err := Run(t.Context(), openGit(t, r.dir), siteOf(map[string]string{"index.html": "home"}), options())
	if !errors.Is(err, errLongList) {
		t.Errorf("error %v", err)
	}
}

// What a program says of its errors is kept as far as anybody reads it: why it stopped.
func TestComplaint(t *testing.T) {
	var said complaint
	for k := range 10 {
		line := strings.Repeat(fmt.Sprint(k), maxSaid/3) + "\n"
		if n, err := io.WriteString(&said, line); n != len(line) || err != nil {
			t.Fatal(n, err)
		}
	}
	if got := said.String(); len(said.text) != maxSaid || !strings.HasPrefix(got, "88") || !strings.HasSuffix(got, "99") {
		t.Errorf("%d bytes are kept, and %d told, %.5s…", len(said.text), len(got), got)
	}
}

// Lines end as they do everywhere, also those of ssh.
func TestComplaintLines(t *testing.T) {
	var said complaint
	io.WriteString(&said, "ssh: no such host\r\nfatal: no answer\n")
	if got, want := said.String(), "ssh: no such host\nfatal: no answer"; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
}

// A host that refuses a publish may say much before.
func TestGitRefusedAtLength(t *testing.T) {
	r := newRepository(t)
	hook := "#!/bin/sh\nseq 1 10000 >&2\necho it is closed >&2\nexit 1\n"
	if err := os.WriteFile(filepath.Join(r.dir, "hooks", "pre-receive"), []byte(hook), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := Run(t.Context(), openGit(t, r.dir), siteOf(map[string]string{"index.html": "home"}), options())
	if err == nil || !isFinal(err) || !strings.Contains(err.Error(), "the repository refuses it") || !strings.Contains(err.Error(), "it is closed") {
		t.Errorf("error %v", err)
	}
}
