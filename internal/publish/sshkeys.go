package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// A keyring is what the user can log in with.
type keyring struct {
	signers []ssh.Signer
	files   []string // of those, and of those whose keys the agent has
	others  int      // of the agent's, beyond them
	wanting []string // files whose keys cannot be had, with the reason
}

// usual are the files that ssh looks into where its configuration names none.
var usual = regexp.MustCompile(`^id_(rsa|dsa|ecdsa|ed25519|xmss)(_sk)?$`)

// keys collects the keys in the order in which ssh tries them, because hosts end a login
// after a few: those in files that the agent has, its others, and those in files without
// passphrase. The agent is there until ctx ends, whatever it waits for.
func (d *dialer) keys(ctx context.Context) *keyring {
	k := &keyring{}
	var agents []ssh.Signer
	if d.who.Agent != "" {
		if socket, err := new(net.Dialer).DialContext(ctx, "unix", d.who.Agent); err == nil {
			context.AfterFunc(ctx, func() { socket.Close() })
			agents, _ = agent.NewClient(socket).Signers() // without them there are those in files
		}
	}
	var named, alone []ssh.Signer
	for _, name := range d.who.Keys {
		own, public, lack := readKey(name)
		of := func(s ssh.Signer) bool { return public != nil && bytes.Equal(bare(s.PublicKey()), bare(public)) }
		switch {
		case slices.ContainsFunc(agents, of):
			for _, s := range agents {
				if of(s) {
					named = append(named, d.certified(name, s)...)
				}
			}
			agents = slices.DeleteFunc(agents, of)
			k.files = append(k.files, name)
		case own != nil:
			alone = append(alone, d.certified(name, own)...)
			k.files = append(k.files, name)
		case lack != "":
			k.wanting = append(k.wanting, name+" "+lack)
		}
	}
	k.signers = named
	if !d.only {
		k.signers = append(k.signers, agents...)
		k.others = len(agents)
	}
	k.signers = append(k.signers, alone...)
	return k
}

// readKey returns the key in a file, and its public half. Without the one it says why, but of
// a file that nobody has named; the other may be there nevertheless, for a key that the agent
// has.
func readKey(name string) (own ssh.Signer, public ssh.PublicKey, lack string) {
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && usual.MatchString(filepath.Base(name)):
		return nil, readPublic(name + ".pub"), ""
	case errors.Is(err, fs.ErrNotExist):
		return nil, readPublic(name + ".pub"), "is not there"
	case err != nil:
		return nil, readPublic(name + ".pub"), "cannot be read"
	}
	own, err = ssh.ParsePrivateKey(data)
	if err == nil {
		return own, own.PublicKey(), ""
	}
	if public = readPublic(name); public != nil {
		return nil, public, "is the public half of a key that ssh-agent does not have"
	}
	lack = "is no private key that dateline can read: ssh-add it"
	if locked, ok := errors.AsType[*ssh.PassphraseMissingError](err); ok {
		public, lack = locked.PublicKey, "needs a passphrase: ssh-add it"
	}
	if public == nil {
		public = readPublic(name + ".pub")
	}
	return nil, public, lack
}

// readPublic returns the public key in a file, nil where there is none.
func readPublic(name string) ssh.PublicKey {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	key, _, _, _, err := ssh.ParseAuthorizedKey(data)
	if err != nil {
		return nil
	}
	return key
}

// certified returns a key after the same with each of its certificates, from the file that
// ssh-keygen writes beside it and from those that the configuration names.
func (d *dialer) certified(name string, own ssh.Signer) []ssh.Signer {
	var all []ssh.Signer
	for _, file := range append([]string{name + "-cert.pub"}, d.certificates...) {
		if certificate, ok := readPublic(file).(*ssh.Certificate); ok {
			if s, err := ssh.NewCertSigner(certificate, own); err == nil { // else it is that of another key
				all = append(all, s)
			}
		}
	}
	return append(all, own)
}

// bare returns a key without its certificate, if it has one.
func bare(key ssh.PublicKey) []byte {
	blob := key.Marshal()
	if parsed, err := ssh.ParsePublicKey(blob); err == nil {
		if certificate, ok := parsed.(*ssh.Certificate); ok {
			return certificate.Key.Marshal()
		}
	}
	return blob
}

// missing says what to do without any key.
func (k *keyring) missing() error {
	return fmt.Errorf("there is no SSH key to log in with%s; start ssh-agent and ssh-add yours, or make one without passphrase with ssh-keygen", k.complaint())
}

// list names the keys.
func (k *keyring) list() string {
	tried := k.files
	if k.others > 0 {
		tried = append(tried, fmt.Sprintf("%d of ssh-agent", k.others))
	}
	return " (" + strings.Join(tried, ", ") + ")" + k.complaint()
}

// complaint says of which files the keys cannot be had.
func (k *keyring) complaint() string {
	if len(k.wanting) == 0 {
		return ""
	}
	return "; " + strings.Join(k.wanting, ", ")
}
