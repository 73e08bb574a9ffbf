package publish

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// A keyring is what the user can log in with.
type keyring struct {
	signers []ssh.Signer
	files   []string // of those, and of those whose keys the agent has
	others  int      // of the agent's, beyond them
	locked  []string // files with a passphrase whose keys the agent does not have
	socket  net.Conn // to the agent; nil for none
}

// keys collects the keys in the order in which ssh tries them, because hosts end a login
// after a few: those in files that the agent has, its others, and those in files without
// passphrase.
func (d *dialer) keys() *keyring {
	k := &keyring{}
	var agents []ssh.Signer
	if d.who.Agent != "" {
		if socket, err := net.Dial("unix", d.who.Agent); err == nil {
			k.socket = socket
			agents, _ = agent.NewClient(socket).Signers() // without them there are those in files
		}
	}
	var named, alone []ssh.Signer
	for _, name := range d.who.Keys {
		own, public := readKey(name)
		if n := indexOf(agents, public); n >= 0 {
			named = append(named, agents[n])
			agents = append(agents[:n:n], agents[n+1:]...)
			k.files = append(k.files, name)
			continue
		}
		if own != nil {
			alone = append(alone, own)
			k.files = append(k.files, name)
		} else if public != nil {
			k.locked = append(k.locked, name)
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

// readKey returns the key in a file; of one with a passphrase, and of a public one for which
// the agent has the private, only the public half. Without any it returns nil.
func readKey(name string) (ssh.Signer, ssh.PublicKey) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, readPublic(name + ".pub")
	}
	own, err := ssh.ParsePrivateKey(data)
	if err == nil {
		return own, own.PublicKey()
	}
	var locked *ssh.PassphraseMissingError
	switch {
	case errors.As(err, &locked) && locked.PublicKey != nil:
		return nil, locked.PublicKey
	case errors.As(err, &locked):
		return nil, readPublic(name + ".pub")
	}
	return nil, readPublic(name)
}

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

// indexOf returns where a key is among those of the agent, below 0 for nowhere.
func indexOf(agents []ssh.Signer, key ssh.PublicKey) int {
	for n, a := range agents {
		if key != nil && bytes.Equal(a.PublicKey().Marshal(), key.Marshal()) {
			return n
		}
	}
	return -1
}

// missing says what to do without any key.
func (k *keyring) missing() error {
	if len(k.locked) > 0 {
		return fmt.Errorf("there is no SSH key to log in with: %s needs a passphrase; start ssh-agent and ssh-add it", strings.Join(k.locked, ", "))
	}
	return errors.New("there is no SSH key to log in with; start ssh-agent and ssh-add yours, or make one without passphrase with ssh-keygen")
}

// list names the keys.
func (k *keyring) list() string {
	tried := k.files
	if k.others > 0 {
		tried = append(tried, fmt.Sprintf("%d of ssh-agent", k.others))
	}
	text := " (" + strings.Join(tried, ", ") + ")"
	if len(k.locked) > 0 {
		text += ", and " + strings.Join(k.locked, ", ") + " needs a passphrase"
	}
	return text
}

func (k *keyring) close() {
	if k.socket != nil {
		k.socket.Close()
	}
}
