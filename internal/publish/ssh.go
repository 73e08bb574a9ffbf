package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// dialPatience is how long a host may take to answer.
const dialPatience = 30 * time.Second

// A dialer connects to a host over SSH. It never asks anybody anything.
type dialer struct {
	who              SSH
	written          string // the host as the settings name it
	login            string // the command by which its user logs in there
	user, host, port string
	alias            string   // the name by which its keys are known; "" for that of the host
	certificates     []string // files of what makes keys good, beside those that lie by them
	only             bool     // no key of the agent that is not among those in files
	proxy            []string // the program that leads there; nil for none
	way              string   // what proxy is, for messages

	left atomic.Int64 // bytes that the host may still send
}

// heard is a connection that ends where the host sends more than it may.
type heard struct {
	net.Conn
	left *atomic.Int64
}

// Read implements [io.Reader].
func (h *heard) Read(part []byte) (int, error) {
	n, err := h.Conn.Read(part)
	if h.left.Add(int64(-n)) < 0 {
		return 0, errOver
	}
	return n, err
}

// dial returns a connection to the host, which has proved with a known key that
// it is the one.
func (d *dialer) dial(ctx context.Context) (*ssh.Client, error) {
	known, err := d.known()
	if err != nil {
		return nil, final(err)
	}
	within, cancel := context.WithTimeout(ctx, dialPatience)
	defer cancel()
	keys := d.keys(within)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case within.Err() != nil:
		return nil, final(fmt.Errorf("ssh-agent does not answer at %s; see what \"ssh-add -l\" says", d.who.Agent))
	}
	if len(keys.signers) == 0 {
		return nil, final(keys.missing())
	}
	config := &ssh.ClientConfig{
		User:              d.user,
		Auth:              []ssh.AuthMethod{ssh.PublicKeys(keys.signers...)},
		HostKeyCallback:   d.check(known),
		HostKeyAlgorithms: algorithms(known, d.knownAs()),
	}
	raw, err := d.reach(within)
	if err != nil {
		return nil, d.explain(err, keys)
	}
	stop := context.AfterFunc(within, func() { raw.Close() })
	connection, channels, requests, err := ssh.NewClientConn(&heard{raw, &d.left}, d.address(), config)
	if !stop() {
		err = within.Err()
	}
	if err != nil {
		raw.Close()
		return nil, d.explain(d.blame(raw, err), keys)
	}
	return ssh.NewClient(connection, channels, requests), nil
}

func (d *dialer) address() string { return net.JoinHostPort(d.host, d.port) }

// knownAs returns the address under which the host's keys are known.
func (d *dialer) knownAs() string {
	if d.alias != "" {
		return net.JoinHostPort(d.alias, "22") // whatever the port, as ssh has it
	}
	return d.address()
}

// reach opens a connection to the host.
func (d *dialer) reach(ctx context.Context) (net.Conn, error) {
	if d.proxy == nil {
		return new(net.Dialer).DialContext(ctx, "tcp", d.address())
	}
	return openTunnel(d.proxy)
}

// hopelessWays are what ssh and shells say on the way to a host that another attempt would
// only bring again.
var hopelessWays = []string{
	"Host key verification failed", "Permission denied", "Could not resolve hostname", "administratively prohibited", "not found",
}

// blame returns what the program that led to the host said, where a connection failed because
// that ended.
func (d *dialer) blame(raw net.Conn, err error) error {
	through, led := raw.(*tunnel)
	if !led || !errors.Is(err, io.EOF) && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	said := through.complaint()
	if said == "" {
		return err
	}
	err = fmt.Errorf("the way to %s over %s ends: %s; see what %q says", d.written, d.way, said, d.login)
	if slices.ContainsFunc(hopelessWays, func(words string) bool { return strings.Contains(said, words) }) {
		return final(err)
	}
	return err
}

// explain marks what another attempt cannot mend.
func (d *dialer) explain(err error, keys *keyring) error {
	var unknown *net.DNSError
	var told *finalError
	switch {
	case errors.As(err, &told):
		return told // without the name of the step that it ended
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return final(d.noHost())
	case strings.Contains(err.Error(), "oo many authentication failures"):
		return final(fmt.Errorf("%s lets nobody try so many keys%s; name the right one by IdentityFile in ~/.ssh/config, so that it goes first", d.host, keys.list()))
	case strings.Contains(err.Error(), "unable to authenticate"):
		return final(fmt.Errorf("%s does not let %s in with the keys at hand%s; add the public key there, or ssh-add the right one", d.host, d.user, keys.list()))
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s does not answer at port %s", d.host, d.port)
	}
	return fmt.Errorf("connecting to %s: %w", d.host, err)
}

// noHost says what to do where a name leads nowhere.
func (d *dialer) noHost() error {
	switch {
	case d.who.Program == "":
		return fmt.Errorf("there is no host %q; check sftp: under publish, and write its name in full: ~/.ssh/config is not read, because no ssh works here", d.host)
	case d.host != d.written:
		return fmt.Errorf("there is no host %q, which ssh's configuration has for %q; correct its HostName in ~/.ssh/config", d.host, d.written)
	}
	return fmt.Errorf("there is no host %q; check sftp: under publish, and write its name in full, or give it a HostName in ~/.ssh/config", d.host)
}

// known returns what the files of known hosts say.
func (d *dialer) known() (ssh.HostKeyCallback, error) {
	files := slices.DeleteFunc(slices.Clone(d.who.KnownHosts), func(name string) bool {
		_, err := os.Stat(name)
		return errors.Is(err, fs.ErrNotExist)
	})
	known, err := knownhosts.New(files...)
	if err != nil {
		return nil, fmt.Errorf("reading the known hosts: %w", err)
	}
	return known, nil
}

// check refuses a host with an unknown key, and says so as what it may be.
func (d *dialer) check(known ssh.HostKeyCallback) ssh.HostKeyCallback {
	return func(_ string, _ net.Addr, key ssh.PublicKey) error {
		keys, signed := wanted(known, d.knownAs())
		if certificate, ok := key.(*ssh.Certificate); ok && !signed {
			key = certificate.Key // as ssh does, which may know that one
		}
		err := known(d.knownAs(), &net.TCPAddr{}, key)
		var unknown *knownhosts.KeyError
		switch {
		case err == nil:
			return nil
		case len(keys) == 0 && d.alias == "" && known(net.JoinHostPort(d.host, "22"), &net.TCPAddr{}, key) == nil:
			return nil // ssh, too, takes the one that it knows without a port for all ports
		case !errors.As(err, &unknown):
			return final(fmt.Errorf("the key of %s is refused: %w", d.host, err))
		case len(keys) == 0:
			return final(fmt.Errorf("%s is not among the known hosts; its key is %s: if its owner says the same, log in once with %q", d.host, ssh.FingerprintSHA256(key), d.login))
		}
		return final(fmt.Errorf("the key of %s has changed to %s: somebody may be listening in; ask its owner, and do not publish before", d.host, ssh.FingerprintSHA256(key)))
	}
}

// loginCommand returns what a user writes to log in at a host.
func loginCommand(user, host, port string) string {
	command := "ssh "
	if port != "" && port != "22" {
		command += "-p " + port + " "
	}
	if user != "" {
		command += user + "@"
	}
	return command + host
}

// algorithms returns those of the keys by which a host is known, because a host
// with several keys would else show one of the others. An unknown one shall show the key
// that ssh shows too, so that its user can tell that they are the same.
func algorithms(known ssh.HostKeyCallback, host string) []string {
	keys, signed := wanted(known, host)
	all := asShown(ssh.SupportedAlgorithms().HostKeys)
	if len(keys) == 0 {
		return all
	}
	all = slices.DeleteFunc(all, func(name string) bool { return !signed || !isCertificate(name) })
	for _, k := range keys {
		switch kind := k.Type(); kind {
		case ssh.KeyAlgoRSA:
			all = append(all, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256)
		default:
			all = append(all, kind)
		}
	}
	return all
}

// isCertificate reports whether an algorithm is of keys with certificates.
func isCertificate(name string) bool { return strings.Contains(name, "-cert-") }

// wanted returns the keys by which a host is known, and whether there are also keys which
// sign those of hosts such as it: the errors do not tell the two apart.
func wanted(known ssh.HostKeyCallback, host string) (keys []ssh.PublicKey, signed bool) {
	var unknown *knownhosts.KeyError
	if err := known(host, &net.TCPAddr{}, noKey{}); !errors.As(err, &unknown) {
		return nil, false
	}
	for _, k := range unknown.Want {
		data, err := os.ReadFile(k.Filename)
		lines := strings.Split(string(data), "\n")
		if err == nil && k.Line <= len(lines) && strings.HasPrefix(strings.TrimSpace(lines[k.Line-1]), "@cert-authority") {
			signed = true
		} else {
			keys = append(keys, k.Key)
		}
	}
	return keys, signed
}

// asShown sorts algorithms as ssh prefers them: certificates, then Ed25519, then all others.
func asShown(all []string) []string {
	rank := func(name string) int {
		switch {
		case isCertificate(name):
			return 0
		case name == ssh.KeyAlgoED25519:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(all, func(a, b string) int { return rank(a) - rank(b) })
	return all
}

// noKey is a key that no host has.
type noKey struct{}

func (noKey) Type() string                        { return "none" }
func (noKey) Marshal() []byte                     { return []byte("none") }
func (noKey) Verify([]byte, *ssh.Signature) error { return errors.New("no key") }
