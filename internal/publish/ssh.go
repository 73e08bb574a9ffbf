package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"
)

// dialPatience is how long a host may take to answer.
const dialPatience = 30 * time.Second

// A dialer connects to a host over SSH. It never asks anybody anything.
type dialer struct {
	who              SSH
	user, host, port string
}

// dial returns a connection to the host, which has proved with a known key that
// it is the one.
func (d *dialer) dial(ctx context.Context) (*ssh.Client, error) {
	known, err := d.known()
	if err != nil {
		return nil, final(err)
	}
	keys, closeAgent := d.keys()
	defer closeAgent()
	if len(keys) == 0 {
		return nil, final(errors.New("there is no SSH key to log in with; start ssh-agent and ssh-add yours, or make one without passphrase with ssh-keygen"))
	}
	to := net.JoinHostPort(d.host, d.port)
	config := &ssh.ClientConfig{
		User:              d.user,
		Auth:              []ssh.AuthMethod{ssh.PublicKeys(keys...)},
		HostKeyCallback:   d.check(known),
		HostKeyAlgorithms: algorithms(known, to),
	}
	within, cancel := context.WithTimeout(ctx, dialPatience)
	defer cancel()
	raw, err := new(net.Dialer).DialContext(within, "tcp", to)
	if err != nil {
		return nil, d.explain(err)
	}
	stop := context.AfterFunc(within, func() { raw.Close() })
	connection, channels, requests, err := ssh.NewClientConn(raw, to, config)
	if !stop() {
		err = within.Err()
	}
	if err != nil {
		raw.Close()
		return nil, d.explain(err)
	}
	return ssh.NewClient(connection, channels, requests), nil
}

// explain marks what another attempt cannot mend.
func (d *dialer) explain(err error) error {
	var unknown *net.DNSError
	switch {
	case isFinal(err):
		return err
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return final(fmt.Errorf("there is no host %q; check sftp: under publish, and write its name in full: ~/.ssh/config is not read", d.host))
	case strings.Contains(err.Error(), "unable to authenticate"), strings.Contains(err.Error(), "oo many authentication failures"):
		return final(fmt.Errorf("%s does not let %s in with the keys at hand; add the public key there, or ssh-add the right one", d.host, d.user))
	}
	return fmt.Errorf("connecting to %s: %w", d.host, err)
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
	return func(host string, remote net.Addr, key ssh.PublicKey) error {
		err := known(host, remote, key)
		var unknown *knownhosts.KeyError
		switch {
		case err == nil:
			return nil
		case !errors.As(err, &unknown):
			return final(fmt.Errorf("the key of %s is refused: %w", d.host, err))
		case len(unknown.Want) == 0:
			return final(fmt.Errorf("%s is not among the known hosts; its key is %s: if its owner says the same, log in once with %q", d.host, ssh.FingerprintSHA256(key), d.login()))
		}
		return final(fmt.Errorf("the key of %s has changed to %s: somebody may be listening in; ask its owner, and do not publish before", d.host, ssh.FingerprintSHA256(key)))
	}
}

// login returns the command by which a user logs in at the host.
func (d *dialer) login() string {
	port := ""
	if d.port != "22" {
		port = "-p " + d.port + " "
	}
	return "ssh " + port + d.user + "@" + d.host
}

// algorithms returns those of the keys by which a host is known, because a host
// with several keys would else show one of the others. An unknown one shall show the key
// that ssh shows too, so that its user can tell that they are the same.
func algorithms(known ssh.HostKeyCallback, host string) []string {
	var unknown *knownhosts.KeyError
	if err := known(host, &net.TCPAddr{}, noKey{}); !errors.As(err, &unknown) || len(unknown.Want) == 0 {
		return asShown(ssh.SupportedAlgorithms().HostKeys)
	}
	var all []string
	for _, k := range unknown.Want {
		switch kind := k.Key.Type(); kind {
		case ssh.KeyAlgoRSA:
			all = append(all, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256)
		default:
			all = append(all, kind)
		}
	}
	return all
}

// asShown sorts algorithms as ssh prefers them: certificates, then Ed25519, then all others.
func asShown(all []string) []string {
	rank := func(name string) int {
		switch {
		case strings.Contains(name, "-cert-"):
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

// keys returns what the user can log in with: the agent's keys, then those in
// files without passphrase.
func (d *dialer) keys() (keys []ssh.Signer, done func()) {
	done = func() {}
	if d.who.Agent != "" {
		if socket, err := net.Dial("unix", d.who.Agent); err == nil {
			done = func() { socket.Close() }
			keys, _ = agent.NewClient(socket).Signers() // without them there are those in files
		}
	}
	for _, name := range d.who.Keys {
		data, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		if key, err := ssh.ParsePrivateKey(data); err == nil {
			keys = append(keys, key)
		}
	}
	return keys, done
}
