package content

import (
	"regexp"
	"slices"
	"strings"
)

// TargetMeta is a place to publish the site to: one of dir, sftp, git and s3,
// and what goes with it. It never holds a secret.
type TargetMeta struct {
	Dir  At[string] `key:"dir" doc:"a folder, as this machine names it or relative to the site's own; ~/ is your home folder"`
	SFTP At[string] `key:"sftp" doc:"a folder over SSH: user@host:/path, or user@host:2222:/path with a port; host may be one of ~/.ssh/config, and ~/ is the home folder there"`
	Git  At[string] `key:"git" doc:"a git repository: an address, or a folder"`
	S3   At[string] `key:"s3" doc:"a bucket of Amazon S3 or of anything that speaks it"`

	Branch   At[string] `key:"branch" doc:"git: the branch to publish to; gh-pages where missing"`
	Endpoint At[string] `key:"endpoint" is:"url" doc:"s3: the address of the service; that of Amazon where missing"`
	Region   At[string] `key:"region" doc:"s3: the region of the bucket, such as eu-central-1"`
	Prefix   At[string] `key:"prefix" is:"path" doc:"s3: the folder in the bucket, such as iraq/"`
	Host     At[string] `key:"host" enum:"cloudflare|github|netlify|s3|nginx" doc:"who serves what stands there: its limits are checked first; github where git leads to github.com"`
}

// Kind returns which kind of target it is: dir, sftp, git or s3.
func (t *TargetMeta) Kind() string {
	for _, k := range t.kinds() {
		if k.at.Set() {
			return k.name
		}
	}
	return ""
}

type namedText struct {
	name string
	at   At[string]
}

func (t *TargetMeta) kinds() []namedText {
	return []namedText{{"dir", t.Dir}, {"sftp", t.SFTP}, {"git", t.Git}, {"s3", t.S3}}
}

var (
	// sftpAddress takes scp's form, with a port if need be; the path may have spaces within. User
	// and host are nothing that ssh takes for an option, or a shell for more than a name.
	sftpAddress = regexp.MustCompile(`^([^-@:/\s'"\x60$;&<>|(){}][^@:/\s'"\x60$;&<>|(){}]*@)?([^-@:/\s\[\]'"\x60$;&<>|(){}][^@:/\s\[\]'"\x60$;&<>|(){}]*|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?:([^:\s](?:.*\S)?)$`)
	// portLike is what begins a path where a colon is missing behind a port.
	portLike = regexp.MustCompile(`^[0-9]{2,5}/`)
	// branchName is narrower than git, which also takes what nobody wants.
	branchName = regexp.MustCompile(`^[\p{L}\p{N}_][\p{L}\p{N}_./-]*$`)
	// bucketName and regionName are Amazon's rules; others allow less.
	bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	regionName = regexp.MustCompile(`^[a-z0-9-]+$`)
	// password is one in an address; a name alone before a web address is a token.
	password = regexp.MustCompile(`^([A-Za-z+]+://)?[^/@\s]*:[^/@\s]*@|^[Hh][Tt][Tt][Pp][Ss]?://[^/\s]*@`)
	// scheme is what an address of the web or of SSH begins with.
	scheme = regexp.MustCompile(`^([A-Za-z0-9+.-]+)::?(//)?`)
)

// checkTargets holds that each target is of one kind, has the keys of that kind
// only, and that its address can be one.
func (d *decoder) checkTargets(targets []Named[TargetMeta]) {
	seen := map[string]bool{}
	for i := range targets {
		name, t := targets[i].Name, &targets[i].V
		if seen[name.V] {
			d.errorf(name.Place, "publish: there is a target %q already; give this one another name", shorten(name.V))
		}
		seen[name.V] = true
		if d.oneKind(name, t) {
			d.checkTarget(t)
		}
	}
}

func (d *decoder) oneKind(name At[string], t *TargetMeta) bool {
	var first string
	for _, k := range t.kinds() {
		switch {
		case !k.at.Set():
		case first != "":
			d.errorf(k.at.Place, "%s: is a target with %s already; make two targets of it", shorten(name.V), first)
			return false
		default:
			first = k.name
		}
	}
	if first == "" {
		d.errorf(name.Place, "%s: says nowhere to publish to; write one of dir, sftp, git and s3", shorten(name.V))
	}
	return first != ""
}

func (d *decoder) checkTarget(t *TargetMeta) {
	d.checkKeys(t)
	if !d.hasPassword(t) {
		d.checkForms(t)
	}
}

// checkKeys reports keys that go with another kind of target.
func (d *decoder) checkKeys(t *TargetMeta) {
	kind := t.Kind()
	for _, k := range []struct {
		name, of string
		at       At[string]
	}{{"branch", "git", t.Branch}, {"endpoint", "s3", t.Endpoint}, {"region", "s3", t.Region}, {"prefix", "s3", t.Prefix}} {
		if k.at.Set() && kind != k.of {
			d.errorf(k.at.Place, "%s: goes with %s, not with %s; remove it", k.name, k.of, kind)
		}
	}
}

// hasPassword reports a password in an address, and whether there is one.
func (d *decoder) hasPassword(t *TargetMeta) bool {
	for _, address := range []namedText{{"sftp", t.SFTP}, {"git", t.Git}} {
		if password.MatchString(address.at.V) {
			d.passwordIn(address.name, address.at.Place, "remove it: passwords belong in the environment or in a credential file")
			return true
		}
	}
	return false
}

// passwordIn reports a password without its column, so that its line is not shown: logs may
// be public.
func (d *decoder) passwordIn(key string, at Place, instead string) {
	pos := d.pos(at)
	pos.Col = 0
	d.problems.Errorf(pos, "%s: has a password in it, or a user name; %s", key, instead)
}

// checkForms holds that addresses and names can be such.
func (d *decoder) checkForms(t *TargetMeta) {
	wants := func(at At[string], form *regexp.Regexp, key, example string) {
		if at.Set() && !form.MatchString(at.V) {
			d.errorf(at.Place, "%s: cannot be %q; write one such as %s", key, shorten(at.V), example)
		}
	}
	if strings.Contains(t.SFTP.V, "://") {
		d.errorf(t.SFTP.Place, "sftp: cannot be %q; write user@host:/path, or user@host:2222:/path with a port", shorten(t.SFTP.V))
	} else {
		wants(t.SFTP, sftpAddress, "sftp", "web@example.org:/srv/www/iraq")
	}
	if t.Branch.Set() && !isBranch(t.Branch.V) {
		d.errorf(t.Branch.Place, "branch: cannot be %q; write one such as gh-pages", shorten(t.Branch.V))
	}
	wants(t.S3, bucketName, "s3", "iraq-timeline, the name of a bucket")
	wants(t.Region, regionName, "region", "eu-central-1")
	d.checkRepository(t.Git)
	d.checkHome("dir", t.Dir, t.Dir.V)
	d.checkHome("git", t.Git, t.Git.V)
	if parts := sftpAddress.FindStringSubmatch(t.SFTP.V); parts != nil {
		d.checkHome("sftp", t.SFTP, parts[4])
		if port := portLike.FindString(parts[4]); port != "" && parts[3] == "" {
			d.warnf(t.SFTP.Place, "sftp: %s is read as a folder of the home there; write a port between colons, as in user@host:2222:/path, or such a folder as ~/%[1]s", port)
		}
	}
}

// isBranch reports whether a branch may have a name: by git's own rules (git
// check-ref-format), and by branchName.
func isBranch(name string) bool {
	return branchName.MatchString(name) && name != "HEAD" && !strings.HasPrefix(name, "refs/") &&
		!strings.Contains(name, "..") && !strings.HasSuffix(name, ".") && !slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool {
		return part == "" || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock")
	})
}

// checkHome refuses a folder in the home of somebody else, which only a shell can find.
func (d *decoder) checkHome(key string, at At[string], folder string) {
	if first, _, _ := strings.Cut(folder, "/"); len(first) > 1 && first[0] == '~' {
		d.errorf(at.Place, "%s: cannot find the home folder %s; write the folder in full, or ~/ for your own home folder", key, shorten(first))
	}
}

// checkRepository refuses what git would take for an option, or for a program
// to run.
func (d *decoder) checkRepository(at At[string]) {
	s := scheme.FindStringSubmatch(at.V)
	helper := s != nil && strings.HasPrefix(at.V, s[1]+"::")
	address := s != nil && s[2] != ""
	known := s != nil && slices.Contains([]string{"https", "http", "ssh", "file"}, s[1])
	if strings.HasPrefix(at.V, "-") || helper || address && !known {
		d.errorf(at.Place, "git: cannot be %q; write an address such as git@github.com:desk/iraq.git or https://…", shorten(at.V))
	}
}
