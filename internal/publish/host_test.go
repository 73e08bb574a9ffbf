package publish

import (
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// smallDisk puts a disk of 512 KiB at dir, which takes root. The function that it
// returns makes room there.
func smallDisk(t testing.TB, dir string) (makeRoom func()) {
	t.Helper()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", dir).CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" && runtime.GOOS == "linux" {
			t.Fatalf("mounting a small disk: %v: %s", err, out)
		}
		t.Skipf("mounting takes root: %v", err)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	return func() {
		if out, err := exec.Command("mount", "-o", "remount,size=8m", dir).CombinedOutput(); err != nil {
			t.Fatalf("making room: %v: %s", err, out)
		}
	}
}

// freeAddress returns an address of this machine where nobody listens.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// start runs a server until the test ends, and returns when it answers.
func start(t testing.TB, address string, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	t.Cleanup(func() {
		cmd.Process.Kill()
		<-done
	})
	for range 300 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return
		}
		select {
		case err := <-done:
			done <- err
			t.Fatalf("%s ended: %v", cmd.Path, err)
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("%s does not answer", cmd.Path)
}

// An sshServer is a real sshd with keys of its own. Whoever logs in has an empty home,
// so that no shell does what this machine's user wants done at each login.
type sshServer struct {
	address string
	user    string
	keyFile string // what its user logs in with
	host    ssh.PublicKey
}

func newSSHServer(t testing.TB) *sshServer {
	t.Helper()
	return newSSHServerOf(t, "internal-sftp")
}

// newSSHServerOf starts one with the command that serves files.
func newSSHServerOf(t testing.TB, files string) *sshServer {
	t.Helper()
	t.Setenv("PATH", os.Getenv("PATH")+":/usr/sbin")
	sshd := need(t, "sshd")
	dir := t.TempDir()
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	s := &sshServer{address: freeAddress(t), user: me.Username, keyFile: filepath.Join(dir, "id_ed25519")}
	s.host = newKey(t, filepath.Join(dir, "host"))
	login := newKey(t, s.keyFile)
	write(t, filepath.Join(dir, "authorized_keys"), string(ssh.MarshalAuthorizedKey(login)))
	if os.Geteuid() == 0 { // where sshd keeps its less privileged half
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
			t.Fatal(err)
		}
	}
	host, port, _ := net.SplitHostPort(s.address)
	write(t, filepath.Join(dir, "config"), fmt.Sprintf(`ListenAddress %s
Port %s
HostKey %s
AuthorizedKeysFile %s
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 1000
SetEnv HOME=%s
Subsystem sftp %s
`, host, port, filepath.Join(dir, "host"), filepath.Join(dir, "authorized_keys"), t.TempDir(), files))
	start(t, s.address, exec.Command(sshd, "-D", "-q", "-f", filepath.Join(dir, "config")))
	return s
}

// newKey makes a pair of keys and writes the private one to a file.
func newKey(t testing.TB, name string) ssh.PublicKey {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer.PublicKey()
}

// knownHosts writes a file in which the server is known at an address by a key.
func knownHosts(t testing.TB, address string, key ssh.PublicKey) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "known_hosts")
	write(t, name, knownhosts.Line([]string{knownhosts.Normalize(address)}, key)+"\n")
	return name
}

// who returns what a user of the server knows who reaches it at an address.
func (s *sshServer) who(t testing.TB, address string) SSH {
	return SSH{User: s.user, Keys: []string{s.keyFile}, KnownHosts: []string{knownHosts(t, address, s.host)}}
}

// gitCommand returns what git has to call to get to the server at an address.
func (s *sshServer) gitCommand(t testing.TB, address string) string {
	return fmt.Sprintf("ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -i %s -o UserKnownHostsFile=%s", s.keyFile, knownHosts(t, address, s.host))
}

// A line leads to a server and can be cut.
type line struct {
	address string
	to      string

	mu    sync.Mutex
	left  int  // bytes, both ways, until it is cut; below 0 it is not
	dead  bool // it was cut, and stays so
	once  bool // it is whole again after a cut
	moved int  // bytes
	open  map[net.Conn]bool
}

func newLine(t testing.TB, to string) *line {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{address: listener.Addr().String(), to: to, left: -1, open: map[net.Conn]bool{}}
	t.Cleanup(func() {
		listener.Close()
		l.cut()
	})
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			go l.carry(near)
		}
	}()
	return l
}

func (l *line) carry(near net.Conn) {
	far, err := net.Dial("tcp", l.to)
	if err != nil || !l.enter(near, far) {
		near.Close()
		if err == nil {
			far.Close()
		}
		return
	}
	go l.copy(near, far)
	l.copy(far, near)
}

func (l *line) enter(connections ...net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range connections {
		l.open[c] = true
	}
	return !l.dead
}

// errCut ends a copy in the middle.
var errCut = errors.New("cut")

func (l *line) copy(to, from net.Conn) {
	_, _ = io.Copy(counted{l, to}, from)
	to.Close()
	from.Close()
}

// counted is a connection that is cut when the line is.
type counted struct {
	*line
	to net.Conn
}

func (c counted) Write(p []byte) (int, error) {
	c.mu.Lock()
	c.moved += len(p)
	n := len(p)
	cut := c.left >= 0 && c.left < n
	if cut {
		n = c.left
		c.left = -1
		c.dead = !c.once
	} else if c.left >= 0 {
		c.left -= n
	}
	c.mu.Unlock()
	if _, err := c.to.Write(p[:n]); err != nil || !cut {
		return n, err
	}
	c.cut()
	return n, errCut
}

// cut closes all connections.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.open {
		c.Close()
	}
	clear(l.open)
}

// cutAfter has the line cut after so many bytes, once or for good.
func (l *line) cutAfter(n int, once bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.left, l.once, l.dead, l.moved = n, once, false, 0
}

// bytes returns how many were carried since cutAfter.
func (l *line) bytes() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.moved
}

// A place is a target that tests can look at from behind.
type place struct {
	empty func()                    // makes it as it was before anything was published
	near  func(t testing.TB) Target // reached directly
	far   func(t testing.TB) Target // reached through the line
	live  func(t testing.TB) map[string]string
	line  *line
}

// testCuts cuts the line at ten moments of a publish: for good, where the next
// publish does the rest, and at some of them only once, which nobody notices.
func testCuts(t *testing.T, p place) {
	before, after := twoSites()
	p.empty()
	mustRun(t, p.near(t), before)
	p.line.cutAfter(-1, false)
	mustRun(t, p.far(t), after)
	total := p.line.bytes()
	for i := range 10 {
		// Spread over the whole publish, but not evenly; the last bytes are those
		// of saying goodbye.
		at := total*i/11 + (i*7919)%(total/11)
		for _, once := range []bool{false, true} {
			if once && i%3 != 1 {
				continue
			}
			t.Run(fmt.Sprintf("%d of %d, once %v", at, total, once), func(t *testing.T) {
				p.empty()
				mustRun(t, p.near(t), before)
				p.line.cutAfter(at, once)
				_, err := Run(t.Context(), p.far(t), siteOf(after), options())
				if (err == nil) != once {
					t.Errorf("error %v", err)
				}
				wantOldOrNew(t, p.live(t), before, after)
				p.line.cutAfter(-1, false)
				mustRun(t, p.far(t), after)
				wantSite(t, p.live(t), after)
			})
		}
	}
}
