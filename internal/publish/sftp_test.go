package publish

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// openSFTP returns a folder as a target that is reached through a server.
func openSFTP(t testing.TB, address, dir string, who SSH) Target {
	t.Helper()
	target, err := SFTP(t.Context(), address+":"+dir, who)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { target.Close() })
	return target
}

func TestSFTP(t *testing.T) {
	s := newSSHServer(t)
	before, after := twoSites()
	dir := filepath.Join(t.TempDir(), "srv", "our www")
	open := func() Target { return openSFTP(t, s.address, dir, s.who(t, s.address)) }
	mustRun(t, open(), before)
	write(t, filepath.Join(dir, "CNAME"), "example.org")
	if got, want := mustRun(t, open(), after), "12 added, 12 changed, 11 removed, 10 unchanged"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := mustRun(t, open(), after), "0 added, 0 changed, 0 removed, 34 unchanged"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	after["CNAME"] = "example.org"
	wantSite(t, readDir(t, dir), after)
	if _, err := os.Stat(filepath.Join(dir, scratch)); err == nil {
		t.Error("the folder for files that are coming is still there")
	}
	write(t, filepath.Join(dir, "search.html"), "mine")
	after["search.html"] = "ours"
	_, err := Run(t.Context(), open(), siteOf(after), options())
	if err == nil || !strings.Contains(err.Error(), "holds what dateline did not put there, where the site has a file: CNAME, search.html;") {
		t.Errorf("error %v", err)
	}
}

// A host that cannot prove who it is, and one that knows nobody, get nothing.
func TestSFTPTrust(t *testing.T) {
	s := newSSHServer(t)
	other := newKey(t, filepath.Join(t.TempDir(), "other"))
	_, port, _ := net.SplitHostPort(s.address)
	stranger := filepath.Join(t.TempDir(), "stranger")
	newKey(t, stranger)
	for _, tt := range []struct {
		name   string
		change func(*SSH)
		want   string
	}{
		{"unknown host", func(w *SSH) { w.KnownHosts = nil }, "127.0.0.1 is not among the known hosts; its key is " + ssh.FingerprintSHA256(s.host) + `: if its owner says the same, log in once with "ssh -p ` + port + " " + s.user + `@127.0.0.1"`},
		{"no file of known hosts", func(w *SSH) { w.KnownHosts = []string{"missing"} }, "127.0.0.1 is not among the known hosts"},
		{"another key", func(w *SSH) { w.KnownHosts = []string{knownHosts(t, s.address, other)} }, "the key of 127.0.0.1 has changed to " + ssh.FingerprintSHA256(s.host)},
		{"unknown user", func(w *SSH) { w.Keys = []string{stranger} }, "127.0.0.1 does not let " + s.user + " in with the keys at hand"},
		{"no keys", func(w *SSH) { w.Keys = []string{"missing"} }, "there is no SSH key to log in with"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			who := s.who(t, s.address)
			tt.change(&who)
			_, err := Run(t.Context(), openSFTP(t, s.address, dir, who), siteOf(map[string]string{"index.html": "home"}), options())
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %s", err, tt.want)
			}
			if files := readDir(t, dir); len(files) > 0 {
				t.Errorf("published nevertheless: %v", files)
			}
		})
	}
}

func TestSFTPLinks(t *testing.T) {
	s := newSSHServer(t)
	testLinks(t, func(t testing.TB, dir string) Target { return openSFTP(t, s.address, dir, s.who(t, s.address)) })
}

func TestSFTPCut(t *testing.T) {
	s := newSSHServer(t)
	parent := t.TempDir()
	dir := filepath.Join(parent, "www")
	line := newLine(t, s.address)
	testCuts(t, place{
		empty: func() {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		},
		near: func(t testing.TB) Target { return openSFTP(t, s.address, dir, s.who(t, s.address)) },
		far:  func(t testing.TB) Target { return openSFTP(t, line.address, dir, s.who(t, line.address)) },
		live: func(t testing.TB) map[string]string { return readDir(t, dir) },
		line: line,
	})
}

func TestSFTPTwice(t *testing.T) {
	s := newSSHServer(t)
	dir := filepath.Join(t.TempDir(), "www")
	testTwice(t, place{
		empty: func() {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		},
		near: func(t testing.TB) Target { return openSFTP(t, s.address, dir, s.who(t, s.address)) },
		live: func(t testing.TB) map[string]string { return readDir(t, dir) },
	})
}

func TestSFTPFull(t *testing.T) {
	s := newSSHServer(t)
	dir := t.TempDir()
	makeRoom := smallDisk(t, dir)
	before, after := twoSites()
	open := func() Target { return openSFTP(t, s.address, dir, s.who(t, s.address)) }
	mustRun(t, open(), before)
	big := map[string]string{}
	for name, text := range after {
		big[name] = strings.Repeat(text, 30)
	}
	_, err := Run(t.Context(), open(), siteOf(big), options())
	if err == nil || !strings.Contains(err.Error(), "the disk of the target is full") {
		t.Fatalf("error %v", err)
	}
	wantOldOrNew(t, readDir(t, dir), before, big)
	makeRoom()
	mustRun(t, open(), big)
	wantSite(t, readDir(t, dir), big)
}

// Nobody listens: a few attempts, then a message that names the host.
func TestSFTPNobody(t *testing.T) {
	address := freeAddress(t)
	key := filepath.Join(t.TempDir(), "key")
	who := SSH{User: "web", Keys: []string{key}, KnownHosts: []string{knownHosts(t, address, newKey(t, key))}}
	_, err := Run(t.Context(), openSFTP(t, address, "www", who), siteOf(map[string]string{"index.html": "home"}), options())
	if err == nil || !strings.Contains(err.Error(), "connecting to 127.0.0.1: ") {
		t.Errorf("error %v", err)
	}
}

// What the server answers with "Failure" gets the reason that can be found out.
func TestSFTPFailure(t *testing.T) {
	s := newSSHServer(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "page", "index.html"), "mine")
	_, err := openSFTP(t, s.address, dir, s.who(t, s.address)).Put(t.Context(), "page", []byte("ours"))
	if err == nil || isFinal(err) || !strings.Contains(err.Error(), "the server does not say why: a quota may be used up") {
		t.Errorf("error %v", err)
	}
	smallDisk(t, dir)
	if out, err := exec.Command("mount", "-o", "remount,ro", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	_, err = Run(t.Context(), openSFTP(t, s.address, dir+"/new/www", s.who(t, s.address)), siteOf(map[string]string{"index.html": "home"}), options())
	if err == nil || !isFinal(err) || !strings.Contains(err.Error(), "the disk of the target is read-only; ask its owner") {
		t.Errorf("error %v", err)
	}
}

// A name that leads nowhere will not do so at the next attempt.
func TestSFTPUnknownHost(t *testing.T) {
	d := &dialer{host: "newsweb"}
	err := d.explain(&net.OpError{Op: "dial", Err: &net.DNSError{Name: "newsweb", IsNotFound: true}}, nil)
	if want := `there is no host "newsweb"; check sftp: under publish, and write its name in full: `; !isFinal(err) || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v", err)
	}
}

// Where the user may not write, another attempt would not help, and the message names both.
func TestSFTPNoRight(t *testing.T) {
	s := newSSHServerOf(t, "internal-sftp -P mkdir")
	dir := t.TempDir()
	_, err := Run(t.Context(), openSFTP(t, s.address, dir, s.who(t, s.address)), siteOf(map[string]string{"index.html": "home"}), options())
	want := s.user + " may not do this at 127.0.0.1; ask its owner to let that user write to " + dir + ", or write another folder in sftp: under publish: "
	if err == nil || !isFinal(err) || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %s", err, want)
	}
}

// A host that takes a call and says nothing is told of in words, and tried again.
func TestSFTPSilence(t *testing.T) {
	d := &dialer{host: "newsweb", port: "2222"}
	err := d.explain(fmt.Errorf("dial: %w", context.DeadlineExceeded), nil)
	if want := "newsweb does not answer at port 2222"; isFinal(err) || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// A host that is not known yet shows the key that ssh shows, but for one with a certificate.
func TestSFTPAlgorithms(t *testing.T) {
	known, err := knownhosts.New()
	if err != nil {
		t.Fatal(err)
	}
	all := algorithms(known, "example.org:22")
	first := slices.IndexFunc(all, func(name string) bool { return !strings.Contains(name, "-cert-") })
	if first < 1 || all[first] != ssh.KeyAlgoED25519 {
		t.Errorf("the algorithms are %q", all)
	}
}

// A host with a certificate is known by who has signed that, or by its key; one whose
// certificate nobody here trusts shows the same key as without.
func TestSFTPHostCertificate(t *testing.T) {
	dir := t.TempDir()
	signer := func(name string) ssh.Signer {
		newKey(t, filepath.Join(dir, name))
		s, err := ssh.ParsePrivateKey(mustRead(t, filepath.Join(dir, name)))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	authority, own, other := signer("authority"), signer("own"), signer("other")
	certificate := &ssh.Certificate{Key: own.PublicKey(), CertType: ssh.HostCert, ValidPrincipals: []string{"desk"}, ValidBefore: ssh.CertTimeInfinity}
	if err := certificate.SignCert(rand.Reader, authority); err != nil {
		t.Fatal(err)
	}
	certified, err := ssh.NewCertSigner(certificate, own)
	if err != nil {
		t.Fatal(err)
	}
	by := func(s ssh.Signer) string { return string(ssh.MarshalAuthorizedKey(s.PublicKey())) }
	fingerprint := ssh.FingerprintSHA256(own.PublicKey())
	for _, tt := range []struct{ name, known, want string }{
		{"its signer", "@cert-authority desk " + by(authority), ""},
		{"its key", "desk " + by(own), ""},
		{"both", "@cert-authority * " + by(authority) + "desk " + by(own), ""},
		{"another signer", "@cert-authority desk " + by(other), "the key of desk is refused: "},
		{"another key", "desk " + by(other), "the key of desk has changed to " + fingerprint},
		{"nothing", "", "desk is not among the known hosts; its key is " + fingerprint},
	} {
		name := filepath.Join(t.TempDir(), "known_hosts")
		write(t, name, tt.known)
		d := &dialer{who: SSH{KnownHosts: []string{name}}, host: "desk", port: "22"}
		known, err := d.known()
		if err != nil {
			t.Fatal(err)
		}
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		serving := &ssh.ServerConfig{NoClientAuth: true}
		serving.AddHostKey(certified)
		serving.AddHostKey(own)
		go func() {
			if c, err := listener.Accept(); err == nil {
				defer c.Close()
				_, _, _, _ = ssh.NewServerConn(c, serving)
			}
		}()
		_, err = ssh.Dial("tcp", listener.Addr().String(), &ssh.ClientConfig{HostKeyCallback: d.check(known), HostKeyAlgorithms: algorithms(known, d.knownAs())})
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("known by %s: error %v, want %s", tt.name, err, tt.want)
		}
		listener.Close()
	}
}

func TestSFTPAddress(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{"web@example.org:/srv/www", "web example.org:22 /srv/www"},
		{"example.org:www", "me example.org:22 www"},
		{"web@example.org:2222:/srv/www", "web example.org:2222 /srv/www"},
		{"web@[::1]:2222:/srv/www", "web [::1]:2222 /srv/www"},
		{"[::1]:/srv/www", "me [::1]:22 /srv/www"},
		{"web@example.org:~/www", "web example.org:22 www"},
		{"web@example.org:2222:~//srv/www", "web example.org:2222 srv/www"},
		{"web@example.org:~", "web example.org:22 ."},
		{"web@example.org:2222:/srv/our www", "web example.org:2222 /srv/our www"},
		{"web@example.org:/srv/www ", ""},
		{"web@example.org: /srv/www", ""},
		{"example.org", ""},
		{"example.org:", ""},
	} {
		target, err := SFTP(t.Context(), tt.address, SSH{User: "me"})
		if err != nil {
			if tt.want != "" {
				t.Errorf("%s: %v", tt.address, err)
			}
			continue
		}
		r := target.(*folder).fileSystem.(*remote)
		if got := r.user + " " + net.JoinHostPort(r.host, r.port) + " " + r.base; got != tt.want {
			t.Errorf("%s leads to %q, want %q", tt.address, got, tt.want)
		}
	}
}
