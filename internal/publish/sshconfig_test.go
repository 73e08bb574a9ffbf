package publish

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// configured returns a user of whom only ssh's configuration says who he is and where, as
// lines of it say: those that begin with a name of the server's get its values.
func (s *sshServer) configured(t testing.TB, lines string) SSH {
	t.Helper()
	host, port, _ := net.SplitHostPort(s.address)
	values := strings.NewReplacer("HOST", host, "PORT", port, "USER", s.user, "KEY", s.keyFile, "KNOWN", knownHosts(t, s.address, s.host))
	name := filepath.Join(t.TempDir(), "config")
	write(t, name, values.Replace(lines))
	return SSH{Program: need(t, "ssh"), Config: name, User: "nobody", Keys: []string{"id_rsa"}, KnownHosts: []string{"missing"}}
}

// server is how a configuration names all that is needed.
const server = "HostName HOST\nPort PORT\nUser USER\nIdentityFile KEY\nUserKnownHostsFile KNOWN\n"

func TestSFTPConfigured(t *testing.T) {
	s := newSSHServer(t)
	_, port, _ := net.SplitHostPort(s.address)
	included := filepath.Join(t.TempDir(), "desk.conf")
	write(t, included, "Host desk\nIdentityFile "+s.keyFile+"\n")
	spaced := filepath.Join(t.TempDir(), "the known hosts")
	if err := os.Rename(knownHosts(t, s.address, s.host), spaced); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(s.keyFile, filepath.Join(filepath.Dir(s.keyFile), "id_desk")); err != nil {
		t.Fatal(err)
	}
	alias := knownHosts(t, "desk.example.org:22", s.host)
	t.Setenv("FOLDER", filepath.Dir(s.keyFile))
	stranger := filepath.Join(t.TempDir(), "stranger")
	newKey(t, stranger)
	for _, tt := range []struct{ name, config, to, want string }{
		{"an alias", "Host desk\n" + server, "desk", ""},
		{"a pattern", "Host d?sk !disk\n" + server, "desk", ""},
		{"matches", "Match exec true originalhost desk\n" + server + "Match final all\nPort 1\n", "desk", ""},
		{"another file", "Include " + included + "\nHost desk\n" + strings.ReplaceAll(server, "IdentityFile KEY\n", ""), "desk", ""},
		{"tokens and variables", "Host desk\n" + strings.ReplaceAll(server, "KEY", "${FOLDER}/id_%n"), "desk", ""},
		{"a name with spaces", "Host desk\n" + strings.ReplaceAll(server, "KNOWN", `"`+spaced+`"`), "desk", ""},
		{"a name for the keys", "Host desk\nHostKeyAlias desk.example.org\n" + strings.ReplaceAll(server, "KNOWN", alias), "desk", ""},
		{"a key of all ports", "Host desk\n" + strings.ReplaceAll(server, "KNOWN", knownHosts(t, "127.0.0.1:22", s.host)), "desk", ""},
		{"the settings' user", "Host desk\n" + strings.ReplaceAll(server, "USER", "nobody"), s.user + "@desk", ""},
		{"the settings' port", "Host desk\n" + strings.ReplaceAll(server, "PORT", "1"), "desk:" + port, ""},
		{"no checks", "Host desk\nStrictHostKeyChecking no\n" + strings.ReplaceAll(server, "KNOWN", "/dev/null"), "desk", `127.0.0.1 is not among the known hosts; its key is ` + ssh.FingerprintSHA256(s.host) + `: if its owner says the same, log in once with "ssh desk"`},
		{"the wrong key", "Host desk\n" + strings.ReplaceAll(server, "KEY", stranger), "desk", "127.0.0.1 does not let " + s.user + " in with the keys at hand (" + stranger + "); add the public key there"},
		{"no such name", "Host desk\n" + strings.ReplaceAll(server, "HOST", "desk.invalid"), "desk", `there is no host "desk.invalid", which ssh's configuration has for "desk"; correct its HostName in ~/.ssh/config`},
		{"no such alias", "IdentityFile KEY\nHost desk\n" + server, "newsdesk.invalid", `there is no host "newsdesk.invalid"; check sftp: under publish, and write its name in full, or give it a HostName in ~/.ssh/config`},
		{"over another host", "Host bastion\n" + server + "Host desk\nProxyJump bastion\n" + server, "desk", ""},
		{"over two", "Host one two\n" + server + "Host desk\nProxyJump one,two\n" + server, "desk", ""},
		{"over a host that is not known", "Host bastion\n" + strings.ReplaceAll(server, "KNOWN", "/dev/null") + "Host desk\nProxyJump bastion\n" + server, "desk", "the way to desk over bastion ends: "},
		{"over a program", "Host desk\nProxyCommand ssh -F CONFIG -W %h:%p bastion\n" + server + "Host bastion\n" + server, "desk", ""},
		{"over a shell's variables", "Host desk\nProxyCommand sh -c 'to=%h:%p; ssh -F CONFIG -W ${to} bastion'\n" + server + "Host bastion\n" + server, "desk", ""},
		{"over a user", "Host bastion\n" + server + "Host desk\nProxyJump %r@bastion\n" + server, "desk", ""},
		{"a token for the name of the keys", "Host desk\n" + strings.ReplaceAll(server, "KEY", "${FOLDER}/id_%k"), "desk", ""},
		{"over no program", "Host desk\nProxyCommand no-such-program %h\n" + server, "desk", "the way to desk over ProxyCommand ends: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			who := s.configured(t, tt.config)
			if text, err := os.ReadFile(who.Config); err == nil {
				write(t, who.Config, strings.ReplaceAll(string(text), "CONFIG", who.Config))
			}
			site := map[string]string{"index.html": "home"}
			_, err := Run(t.Context(), openSFTP(t, tt.to, dir, who), siteOf(site), options())
			if tt.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				wantSite(t, readDir(t, dir), site)
			} else if err == nil || !isFinal(err) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want a last one with %s", err, tt.want)
			}
		})
	}
}

// A connection over another host that breaks is made anew, and leaves no program behind.
func TestSFTPTunnelCut(t *testing.T) {
	s := newSSHServer(t)
	line := newLine(t, s.address)
	_, port, _ := net.SplitHostPort(line.address)
	who := s.configured(t, "Host bastion\nPort "+port+"\nHostKeyAlias HOST\nUserKnownHostsFile "+knownHosts(t, "127.0.0.1:22", s.host)+"\n"+server+"Host desk\nProxyJump bastion\n"+server)
	before, after := twoSites()
	dir := filepath.Join(t.TempDir(), "www")
	target := openSFTP(t, "desk", dir, who)
	mustRun(t, target, before)
	line.cutAfter(20_000, true)
	mustRun(t, target, after)
	wantSite(t, readDir(t, dir), after)
}

// A program on the way that hangs holds up nobody who stops a publish, and is ended.
func TestSFTPTunnelHangs(t *testing.T) {
	s := newSSHServer(t)
	pids := filepath.Join(t.TempDir(), "pids")
	config := "Host desk\nProxyCommand sh -c 'echo $$ >>" + pids + "; exec ssh -F CONFIG -W %h:%p bastion'\n" + server + "Host bastion\n" + server
	who := s.configured(t, config)
	write(t, who.Config, strings.ReplaceAll(string(mustRead(t, who.Config)), "CONFIG", who.Config))
	site := map[string]string{}
	for n := range 40 {
		site[fmt.Sprintf("%d.html", n)] = strings.Repeat(fmt.Sprintf("word %d ", n), 100_000)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	first := ""
	opt := options()
	opt.Progress = func(step Step, _, _ int) {
		if step != Sending || first != "" {
			return
		}
		first = strings.Fields(string(mustRead(t, pids)))[0]
		if err := exec.Command("kill", "-STOP", first).Run(); err != nil {
			t.Error(err)
		}
		time.AfterFunc(500*time.Millisecond, cancel)
	}
	target := openSFTP(t, "desk", t.TempDir(), who)
	soon(t, func() {
		if _, err := Run(ctx, target, siteOf(site), opt); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		target.Close()
	})
	for n := 0; exec.Command("kill", "-0", first).Run() == nil; n++ {
		if n == 100 {
			t.Fatal("the program goes on")
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// Nor does an agent that hangs, or a condition of the configuration.
func TestSFTPHangs(t *testing.T) {
	s := newSSHServer(t)
	socket := filepath.Join(t.TempDir(), "agent")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	for _, config := range []string{"IdentityAgent " + socket, `Match exec "sleep 9"`} {
		who := s.configured(t, "Host desk\n"+server+config+"\n")
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(300*time.Millisecond, cancel)
		soon(t, func() {
			target, err := SFTP(ctx, "desk:www", who)
			if err == nil {
				_, err = Run(ctx, target, siteOf(map[string]string{"index.html": "home"}), options())
			}
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: error %v", config, err)
			}
		})
	}
}

// soon fails where work does not end soon.
func soon(t *testing.T, work func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		work()
	}()
	select {
	case <-done:
	case <-time.After(8 * time.Second):
		t.Fatal("it goes on and on")
	}
}

// Whoever has named a key that cannot be had is told why.
func TestSFTPWantingKeys(t *testing.T) {
	dir := t.TempDir()
	newKey(t, filepath.Join(dir, "plain"))
	raw, err := ssh.ParseRawPrivateKey(mustRead(t, filepath.Join(dir, "plain")))
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKeyWithPassphrase(raw.(crypto.PrivateKey), "", []byte("secret"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "locked"), string(pem.EncodeToMemory(block)))
	public, err := ssh.NewSignerFromKey(raw)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "half.pub"), string(ssh.MarshalAuthorizedKey(public.PublicKey())))
	write(t, filepath.Join(dir, "notes"), "of no key")
	for _, tt := range []struct{ name, want string }{
		{"id_rsa", ""},
		{"plain", ""},
		{"locked", "; LOCKED needs a passphrase: ssh-add it"},
		{"half.pub", "; HALF.PUB is the public half of a key that ssh-agent does not have"},
		{"half", "; HALF is not there"},
		{"notes", "; NOTES is no private key that dateline can read: ssh-add it"},
	} {
		name := filepath.Join(dir, tt.name)
		d := &dialer{who: SSH{Keys: []string{name}}}
		if got, want := d.keys(t.Context()).complaint(), strings.ReplaceAll(tt.want, strings.ToUpper(tt.name), name); got != want {
			t.Errorf("%s: got %q, want %q", tt.name, got, want)
		}
	}
}

// What lies in HOME counts where ssh looks for it elsewhere, but for keys where the
// configuration has the only ones.
func TestSFTPOtherHome(t *testing.T) {
	s := newSSHServer(t)
	t.Setenv("HOME", t.TempDir())
	for _, tt := range []struct{ only, want string }{
		{"no", ""},
		{"yes", "there is no SSH key to log in with"},
	} {
		who := s.configured(t, "Host desk\nHostName HOST\nPort PORT\nUser USER\nIdentityFile id_dsa\nIdentityAgent none\nIdentitiesOnly "+tt.only)
		who.Keys, who.KnownHosts = []string{s.keyFile}, []string{knownHosts(t, s.address, s.host)}
		_, err := Run(t.Context(), openSFTP(t, "desk", t.TempDir(), who), siteOf(map[string]string{"index.html": "home"}), options())
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("IdentitiesOnly %s: error %v, want %s", tt.only, err, tt.want)
		}
	}
}

// A configuration with a mistake is told of, rather than half obeyed.
func TestSFTPConfigFault(t *testing.T) {
	s := newSSHServer(t)
	_, err := SFTP(t.Context(), "desk:www", s.configured(t, "Host desk\nHostnome example.org\n"))
	if err == nil || !strings.Contains(err.Error(), "ssh does not take its own configuration for desk: ") || !strings.Contains(err.Error(), "line 2: Bad configuration option: hostnome") {
		t.Errorf("error %v", err)
	}
}

// Containers run programs as users of whom ssh knows nothing and does nothing for, and the
// oldest ssh does not tell its configuration.
func TestSFTPNobodysSSH(t *testing.T) {
	s := newSSHServer(t)
	who := s.who(t, s.address)
	for _, says := range []string{"No user exists for uid 12345", "unknown option -- G"} {
		who.Program = filepath.Join(t.TempDir(), "ssh")
		if err := os.WriteFile(who.Program, []byte("#!/bin/sh\necho '"+says+"' >&2\nexit 255\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		mustRun(t, openSFTP(t, s.address, t.TempDir(), who), map[string]string{"index.html": "home"})
	}
}

// What ssh or a shell could take for something else is no address.
func TestSFTPStrangeAddress(t *testing.T) {
	for _, to := range []string{"-oProxyCommand=date:www", "-l@desk:www", "$(date):www", "we;b@desk:www", "desk`date`:www", "[$(date)]:www", "de sk:www"} {
		if _, err := SFTP(t.Context(), to, SSH{}); err == nil {
			t.Errorf("%s is an address", to)
		}
	}
}

// Keys that are named go before others of the agent, which hosts would end a login over, and
// are the only ones where the configuration says so.
func TestSFTPAgent(t *testing.T) {
	s := newSSHServer(t)
	ring := agent.NewKeyring()
	for range 8 { // more than a host lets anybody try
		name := filepath.Join(t.TempDir(), "other")
		newKey(t, name)
		addKey(t, ring, name)
	}
	addKey(t, ring, s.keyFile)
	socket := serveAgent(t, ring)
	// Of the key there is the public half only, as where a device keeps the private one.
	login, err := ssh.ParsePrivateKey(mustRead(t, s.keyFile))
	if err != nil {
		t.Fatal(err)
	}
	public := filepath.Join(t.TempDir(), "desk.pub")
	write(t, public, string(ssh.MarshalAuthorizedKey(login.PublicKey())))
	for _, tt := range []struct {
		name, config string
		signers      int
	}{
		{"named", "IdentityFile " + public + "\nIdentityAgent " + socket, 9},
		{"by its other half", "IdentityFile " + strings.TrimSuffix(public, ".pub") + "\nIdentityAgent " + socket, 9},
		{"alone", "IdentitiesOnly yes\nIdentityFile " + public + "\nIdentityAgent " + socket, 1},
		{"in the environment", "IdentitiesOnly yes\nIdentityFile " + public + "\nIdentityAgent $DESK_AGENT", 1},
		{"none", "IdentityFile KEY\nIdentityAgent none", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("DESK_AGENT", socket)
			who := s.configured(t, "Host desk\n"+strings.ReplaceAll(server, "IdentityFile KEY", tt.config))
			target := openSFTP(t, "desk", t.TempDir(), who)
			keys := target.(*folder).fileSystem.(*remote).keys(t.Context())
			if len(keys.signers) != tt.signers || !bytes.Equal(keys.signers[0].PublicKey().Marshal(), login.PublicKey().Marshal()) {
				t.Errorf("%d keys, want %d, of which the named one is the first", len(keys.signers), tt.signers)
			}
			mustRun(t, target, map[string]string{"index.html": "home"})
		})
	}
	who := s.configured(t, "Host desk\n"+strings.ReplaceAll(server, "IdentityFile KEY", "IdentityFile missing\nIdentityAgent "+socket))
	_, err = Run(t.Context(), openSFTP(t, "desk", t.TempDir(), who), siteOf(map[string]string{"index.html": "home"}), options())
	if want := "127.0.0.1 lets nobody try so many keys (9 of ssh-agent); missing is not there; name the right one by IdentityFile"; err == nil || !isFinal(err) || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %s", err, want)
	}
}

// A host that trusts whoever signs keys lets in who has such a certificate, wherever that is.
func TestSFTPCertificate(t *testing.T) {
	s := newSSHServer(t)
	dir := t.TempDir()
	authority, staff := newKey(t, filepath.Join(dir, "authority")), newKey(t, filepath.Join(dir, "staff"))
	write(t, filepath.Join(filepath.Dir(s.keyFile), "authorized_keys"), "cert-authority "+string(ssh.MarshalAuthorizedKey(authority)))
	certificate := &ssh.Certificate{
		Key: staff, CertType: ssh.UserCert, ValidPrincipals: []string{s.user}, ValidBefore: ssh.CertTimeInfinity,
		Permissions: ssh.Permissions{Extensions: map[string]string{"permit-pty": ""}},
	}
	signer, err := ssh.ParsePrivateKey(mustRead(t, filepath.Join(dir, "authority")))
	if err != nil {
		t.Fatal(err)
	}
	if err := certificate.SignCert(rand.Reader, signer); err != nil {
		t.Fatal(err)
	}
	lines := "Host desk\n" + strings.ReplaceAll(server, "KEY", filepath.Join(dir, "staff"))
	publish := func(lines string) error {
		_, err := Run(t.Context(), openSFTP(t, "desk", t.TempDir(), s.configured(t, lines)), siteOf(map[string]string{"index.html": "home"}), options())
		return err
	}
	if err := publish(lines); err == nil || !strings.Contains(err.Error(), "does not let") {
		t.Errorf("without a certificate: error %v", err)
	}
	elsewhere := filepath.Join(dir, "signed.pub")
	write(t, elsewhere, string(ssh.MarshalAuthorizedKey(certificate)))
	if err := publish(lines + "CertificateFile " + elsewhere + "\n"); err != nil {
		t.Errorf("named: %v", err)
	}
	if err := os.Rename(elsewhere, filepath.Join(dir, "staff-cert.pub")); err != nil {
		t.Fatal(err)
	}
	if err := publish(lines); err != nil {
		t.Errorf("beside its key: %v", err)
	}
	// In the agent it goes with the key that is named, and with no other.
	ring := agent.NewKeyring()
	addKey(t, ring, filepath.Join(dir, "authority"))
	raw, err := ssh.ParseRawPrivateKey(mustRead(t, filepath.Join(dir, "staff")))
	if err != nil {
		t.Fatal(err)
	}
	if err := ring.Add(agent.AddedKey{PrivateKey: raw, Certificate: certificate}); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "public.pub"), string(ssh.MarshalAuthorizedKey(staff)))
	lines = strings.ReplaceAll(lines, filepath.Join(dir, "staff"), filepath.Join(dir, "public.pub"))
	if err := publish(lines + "IdentitiesOnly yes\nIdentityAgent " + serveAgent(t, ring) + "\n"); err != nil {
		t.Errorf("in the agent: %v", err)
	}
	// One that came after its key had been added goes with it too.
	if err := ring.RemoveAll(); err != nil {
		t.Fatal(err)
	}
	addKey(t, ring, filepath.Join(dir, "staff"))
	lines += "IdentityAgent " + serveAgent(t, ring) + "\n"
	if err := publish(lines + "CertificateFile " + filepath.Join(dir, "staff-cert.pub") + "\n"); err != nil {
		t.Errorf("of a key in the agent: %v", err)
	}
}

// serveAgent returns the socket of an agent.
func serveAgent(t testing.TB, ring agent.Agent) string {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "agent")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go func() { _ = agent.ServeAgent(ring, c) }()
		}
	}()
	return socket
}

func addKey(t testing.TB, ring agent.Agent, name string) {
	t.Helper()
	key, err := ssh.ParseRawPrivateKey(mustRead(t, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := ring.Add(agent.AddedKey{PrivateKey: key}); err != nil {
		t.Fatal(err)
	}
}

func mustRead(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
