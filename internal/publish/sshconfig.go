package publish

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// configure takes over what ssh's configuration says of the host. What the address has
// itself goes before that, as it does on ssh's command line.
//
// "ssh -G" prints the configuration as ssh has resolved it. A library that reads the files
// (kevinburke/ssh_config 1.6.0 is the best kept) refuses those with "Match exec", or with
// "Match final", which Fedora and its kin install; it leaves the system's file, tokens and
// canonical names to its caller, and would say something else than ssh sooner or later.
// Where there is no ssh, there is hardly a configuration of it.
func (d *dialer) configure(ctx context.Context) error {
	if d.who.Program == "" {
		return nil
	}
	args := append(d.sshArgs(), "-G")
	if d.user != "" {
		args = append(args, "-l", d.user)
	}
	if d.port != "" {
		args = append(args, "-p", d.port)
	}
	cmd := exec.CommandContext(ctx, d.who.Program, append(args, "--", d.written)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &out, &said, lingering
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if slices.ContainsFunc(uselessSSH, func(words string) bool { return strings.Contains(said.String(), words) }) {
			d.who.Program = ""
			return nil
		}
		return fmt.Errorf("ssh does not take its own configuration for %s: %s; see what \"ssh %s\" says", d.written, cmp.Or(oneLine(&said), err.Error()), d.written)
	}
	d.take(out.String())
	return nil
}

// uselessSSH are what ssh says where it does nothing for a user that only a container has, and
// where it is older than 6.8 (2015) and does not tell its configuration.
var uselessSSH = []string{"No user exists for uid", "unknown option -- G"}

// sshArgs are the arguments of each call of ssh, which shall never ask anybody anything.
func (d *dialer) sshArgs() []string {
	args := []string{"-o", "BatchMode=yes"}
	if d.who.Config != "" {
		args = append(args, "-F", d.who.Config)
	}
	return args
}

// An sshConfig is what "ssh -G" prints of the way to a host and of what proves who is there, as it
// was written, without quotes.
type sshConfig struct {
	keys, certificates, known []string // files; of known hosts several in one text
	agent                     string   // its socket
	jump, command             string   // what leads there
}

// read reads what "ssh -G" prints: a key in small letters, and its value. What needs nothing
// else it takes over at once. What ssh says of checking hosts less strictly is not for a
// program that nobody watches.
func (d *dialer) read(config string) sshConfig {
	var s sshConfig
	for line := range strings.Lines(config) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch strings.ToLower(key) {
		case "user":
			d.user = value
		case "hostname":
			d.host = value
		case "port":
			d.port = value
		case "hostkeyalias":
			d.alias = value
		case "identityfile":
			s.keys = append(s.keys, value)
		case "certificatefile":
			s.certificates = append(s.certificates, value)
		case "identitiesonly":
			d.only = value == "yes"
		case "identityagent":
			s.agent = value
		case "userknownhostsfile", "globalknownhostsfile":
			s.known = append(s.known, value)
		case "proxyjump":
			s.jump = value
		case "proxycommand":
			s.command = value
		}
	}
	return s
}

// take takes over what "ssh -G" prints.
func (d *dialer) take(config string) {
	s := d.read(config)
	me, err := user.Current()
	if err != nil {
		me = &user.User{}
	}
	tokens := d.tokens(me)
	expand := func(value string) string {
		if first, below, _ := strings.Cut(value, "/"); first == "~" {
			value = filepath.Join(me.HomeDir, below)
		}
		value = inEnvironment.ReplaceAllStringFunc(value, func(v string) string { return os.Getenv(v[2 : len(v)-1]) })
		return tokens.Replace(value)
	}
	before := d.who
	d.who.Keys, d.who.KnownHosts = nil, nil
	for _, name := range s.keys {
		d.who.Keys = append(d.who.Keys, expand(name))
	}
	for _, name := range s.certificates {
		d.certificates = append(d.certificates, expand(name))
	}
	for _, names := range s.known {
		d.who.KnownHosts = append(d.who.KnownHosts, filesIn(names, expand)...)
	}
	// Ssh goes by the user's entry in the system. Where HOME leads elsewhere, as in containers
	// of GitHub's actions, what has been put there counts too.
	if home, err := os.UserHomeDir(); err == nil && home != me.HomeDir {
		d.who.KnownHosts = append(d.who.KnownHosts, before.KnownHosts...)
		if !d.only {
			d.who.Keys = append(d.who.Keys, before.Keys...)
		}
	}
	switch {
	case s.agent == "none":
		d.who.Agent = ""
	case strings.HasPrefix(s.agent, "$") && !strings.HasPrefix(s.agent, "${"):
		d.who.Agent = os.Getenv(s.agent[1:])
	case s.agent != "" && s.agent != "SSH_AUTH_SOCK":
		d.who.Agent = expand(s.agent)
	}
	switch {
	case s.jump != "" && s.jump != "none":
		d.jump(tokens.Replace(s.jump))
	case s.command != "" && s.command != "none":
		d.way, d.proxy = "ProxyCommand", []string{"sh", "-c", "exec " + tokens.Replace(s.command)} // the rest is the shell's
	}
}

// jump leads the way over other hosts, which ssh itself logs in at, as it does for its own
// ProxyJump: their keys, users and known hosts are its affair.
func (d *dialer) jump(hosts string) {
	d.way, d.proxy = hosts, append([]string{d.who.Program}, d.sshArgs()...)
	last := hosts
	if n := strings.LastIndexByte(hosts, ','); n >= 0 {
		d.proxy = append(d.proxy, "-J", hosts[:n])
		last = hosts[n+1:]
	}
	d.proxy = append(d.proxy, "-W", net.JoinHostPort(d.host, d.port), "--", "ssh://"+last)
}

// inEnvironment is how files of the configuration name a variable.
var inEnvironment = regexp.MustCompile(`\$\{(\w+)\}`)

// tokens returns what replaces those in values, by "TOKENS" in ssh_config(5).
func (d *dialer) tokens(me *user.User) *strings.Replacer {
	return strings.NewReplacer("%%", "%", "%d", me.HomeDir, "%h", d.host, "%i", me.Uid, "%k", cmp.Or(d.alias, d.written), "%n", d.written, "%p", d.port, "%r", d.user, "%u", me.Username)
}

// filesIn returns those files of a list that are there. Their names stand unquoted, with
// spaces in between and perhaps within.
func filesIn(names string, expand func(string) string) []string {
	var files []string
	words := strings.Fields(names)
	for len(words) > 0 {
		next := 1
		for n := len(words); n > 0; n-- {
			name := expand(strings.Join(words[:n], " "))
			if info, err := os.Stat(name); err == nil && !info.IsDir() {
				files = append(files, name)
				next = n
				break
			}
		}
		words = words[next:]
	}
	return files
}

// oneLine returns what a program said, to stand within a message.
func oneLine(said *bytes.Buffer) string {
	return strings.TrimRight(strings.Join(strings.Fields(said.String()), " "), ".")
}
