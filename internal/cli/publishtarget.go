package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/hosts"
	"dateline/internal/publish"
)

// chooseTarget returns the target of a name, or the only one there is.
func chooseTarget(targets []content.Named[content.TargetMeta], name string) (*content.Named[content.TargetMeta], error) {
	names := make([]string, len(targets))
	for i := range targets {
		names[i] = targets[i].Name.V
		if names[i] == name || name == "" && len(targets) == 1 {
			return &targets[i], nil
		}
	}
	switch {
	case len(targets) == 0:
		return nil, usage("content/_index.md names no target; write one such as publish: {desk: {dir: /srv/www/iraq}}")
	case name == "":
		return nil, usage("there are several targets; name one of %s", strings.Join(names, ", "))
	}
	return nil, usage("there is no target %q%s", name, diag.DidYouMeanOf(name, names))
}

// hostOf returns who serves what stands at a target, as far as settings say; else the zero
// Host.
func hostOf(t *content.TargetMeta) hosts.Host {
	name := t.Host.V
	switch {
	case name != "":
	case t.Kind() == "git" && strings.Contains(t.Git.V, "github.com"):
		name = "github"
	case t.Kind() == "s3":
		name = "s3"
	}
	host, _ := hosts.Find(name)
	return host
}

// sendsPacked reports whether what serves the target of a name may send the .gz and .br that
// lie beside a file.
func sendsPacked(targets []content.Named[content.TargetMeta], name string) bool {
	t, err := chooseTarget(targets, name)
	if err != nil {
		return false // nor is anything published
	}
	return !hostOf(&t.V).Packs
}

// open returns the target that settings describe. Folders are relative to the
// source folder.
func (p *publishCommand) open(ctx context.Context, t *content.TargetMeta) (publish.Target, error) {
	switch t.Kind() {
	case "dir":
		dir, err := p.fromSource(t.Dir.V)
		if err != nil {
			return nil, err
		}
		return publish.Dir(dir, p.source)
	case "sftp":
		return publish.SFTP(ctx, t.SFTP.V, systemSSH())
	case "git":
		to := publish.Repository{Address: t.Git.V, Branch: cmp.Or(t.Branch.V, "gh-pages")}
		// What scp's form and web addresses have, and folders hardly ever do.
		if !strings.Contains(to.Address, ":") {
			folder, err := p.fromSource(to.Address)
			if err != nil {
				return nil, err
			}
			to.Bundled = folder == filepath.Join(p.source, filepath.FromSlash(to.Address))
			if to.Address, err = filepath.Abs(folder); err != nil {
				return nil, fmt.Errorf("finding %s: %w", folder, err)
			}
		}
		return publish.Git(ctx, to, p.source)
	}
	return publish.S3(publish.Bucket{Name: t.S3.V, Endpoint: cmp.Or(t.Endpoint.V, publish.Amazon), Region: t.Region.V, Prefix: t.Prefix.V})
}

// fromSource returns a folder as this process names it; "~" is the user's home folder.
func (p *publishCommand) fromSource(dir string) (string, error) {
	if first, below, _ := strings.Cut(dir, "/"); first == "~" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("finding %s: %w", dir, err)
		}
		return filepath.Join(home, filepath.FromSlash(below)), nil
	}
	if filepath.IsAbs(dir) {
		return dir, nil
	}
	return filepath.Join(p.source, filepath.FromSlash(dir)), nil
}

// systemSSH returns this user's ssh, and what it would take if nothing was configured.
func systemSSH() publish.SSH {
	who := publish.SSH{Agent: os.Getenv("SSH_AUTH_SOCK"), KnownHosts: []string{"/etc/ssh/ssh_known_hosts"}}
	if ssh, err := exec.LookPath("ssh"); err == nil {
		who.Program = ssh
	}
	if me, err := user.Current(); err == nil {
		who.User = me.Username
	}
	// Without a home folder there is nothing in it.
	if home, err := os.UserHomeDir(); err == nil {
		for _, key := range []string{"id_ed25519", "id_ecdsa", "id_rsa"} {
			who.Keys = append(who.Keys, filepath.Join(home, ".ssh", key))
		}
		who.KnownHosts = append(who.KnownHosts, filepath.Join(home, ".ssh", "known_hosts"))
	}
	return who
}
