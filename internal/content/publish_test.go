package content

import (
	"strings"
	"testing"
)

// readTargets reads settings with these lines under publish.
func readTargets(t *testing.T, lines ...string) ([]Named[TargetMeta], []string) {
	t.Helper()
	text := "---\ntitle: T\npublish:\n  " + strings.Join(lines, "\n  ") + "\n---\n"
	set, problems := readSite(t, siteOf(map[string]string{sitePath: text}), Options{})
	for i := range problems {
		problems[i] = strings.TrimPrefix(problems[i], sitePath+":")
	}
	return set.Site.Publish, problems
}

func TestTargets(t *testing.T) {
	targets, problems := readTargets(t,
		"live: {s3: iraq-timeline, endpoint: https://s3.eu-central-1.amazonaws.com, region: eu-central-1, prefix: iraq/}",
		`pages: {git: "git@github.com:desk/iraq.git", branch: gh-pages}`,
		"web: {git: https://example.org/desk/iraq.git}",
		"ssh: {git: ssh://git@example.org:2222/desk/iraq.git}",
		"near: {git: ../iraq.git}",
		"desk: {dir: /srv/www/iraq}",
		`mirror: {sftp: "web@example.org:/srv/www/iraq"}`,
		`port: {sftp: "web@[::1]:2222:/srv/www/our iraq"}`,
		"home: {dir: ~/www}",
		`house: {sftp: "web@example.org:~/www"}`)
	wantLines(t, problems)
	var kinds []string
	for _, target := range targets {
		kinds = append(kinds, target.Name.V+" "+target.V.Kind())
	}
	wantLines(t, kinds, "live s3", "pages git", "web git", "ssh git", "near git", "desk dir", "mirror sftp", "port sftp", "home dir", "house sftp")
	if got := targets[0].V; got.S3.V != "iraq-timeline" || got.Prefix.V != "iraq/" || got.Prefix.Place.line != 4 {
		t.Errorf("got %+v", got)
	}
}

func TestWrongTargets(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"a: {}", `4:3: error: a: says nowhere to publish to; write one of dir, sftp, git and s3`},
		{"a: {dir: x, git: y}", `4:20: error: a: is a target with dir already; make two targets of it`},
		{"a: {dir: x, branch: y}", `4:23: error: branch: goes with git, not with dir; remove it`},
		{"a: {git: x, region: y}", `4:23: error: region: goes with s3, not with git; remove it`},
		{"a: {dir: x, brunch: y}", `4:15: warning: a: unknown key "brunch"; did you mean "branch"?`},
		{"a: {s3: Bucket}", `4:11: error: s3: cannot be "Bucket"; write one such as iraq-timeline, the name of a bucket`},
		{"a: {s3: bucket, endpoint: s3.example.org}", `4:29: error: endpoint: "s3.example.org" is no web address; write it in full, as in "https://example.org/page"`},
		{"a: {s3: bucket, prefix: ../x}", `4:27: error: prefix: "../x" is no address within the site; write one such as "old/path/"`},
		{"a: {sftp: 'web@example.org: /srv'}", `4:13: error: sftp: cannot be "web@example.org: /srv"; write one such as web@example.org:/srv/www/iraq`},
		{"a: {sftp: '-oProxyCommand=date:/srv/www'}", `4:13: error: sftp: cannot be "-oProxyCommand=date:/srv/www"; write one such as web@example.org:/srv/www/iraq`},
		{"a: {sftp: '$(date):/srv/www'}", `4:13: error: sftp: cannot be "$(date):/srv/www"; write one such as web@example.org:/srv/www/iraq`},
		{"a: {sftp: example.org}", `4:13: error: sftp: cannot be "example.org"; write one such as web@example.org:/srv/www/iraq`},
		{"a: {sftp: 'sftp://web@example.org:2222/srv/www'}", `4:13: error: sftp: cannot be "sftp://web@example.org:2222/srv/www"; write user@host:/path, or user@host:2222:/path with a port`},
		{"a: {sftp: 'web@example.org:2222/srv/www'}", `4:13: warning: sftp: 2222/ is read as a folder of the home there; write a port between colons, as in user@host:2222:/path, or such a folder as ~/2222/`},
		{"a: {git: x, branch: HEAD}", `4:23: error: branch: cannot be "HEAD"; write one such as gh-pages`},
		{"a: {git: x, branch: refs/heads/q}", `4:23: error: branch: cannot be "refs/heads/q"; write one such as gh-pages`},
		{"a: {git: x, branch: x..y}", `4:23: error: branch: cannot be "x..y"; write one such as gh-pages`},
		{"a: {git: x, branch: a/.b}", `4:23: error: branch: cannot be "a/.b"; write one such as gh-pages`},
		{"a: {git: x, branch: a/}", `4:23: error: branch: cannot be "a/"; write one such as gh-pages`},
		{"a: {git: x, branch: a.lock}", `4:23: error: branch: cannot be "a.lock"; write one such as gh-pages`},
		{"a: {git: x, branch: -f}", `4:23: error: branch: cannot be "-f"; write one such as gh-pages`},
		{"a: {git: --upload-pack=x}", `4:12: error: git: cannot be "--upload-pack=x"; write an address such as git@github.com:desk/iraq.git or https://…`},
		{"a: {git: 'ext::sh -c x'}", `4:12: error: git: cannot be "ext::sh -c x"; write an address such as git@github.com:desk/iraq.git or https://…`},
		{"a: {dir: ~desk/www}", `4:12: error: dir: cannot find the home folder ~desk; write the folder in full, or ~/ for your own home folder`},
		{"a: {git: ~desk}", `4:12: error: git: cannot find the home folder ~desk; write the folder in full, or ~/ for your own home folder`},
		{"a: {sftp: 'web@example.org:2222:~desk/www'}", `4:13: error: sftp: cannot find the home folder ~desk; write the folder in full, or ~/ for your own home folder`},
		{"a: {git: ftp://example.org/x}", `4:12: error: git: cannot be "ftp://example.org/x"; write an address such as git@github.com:desk/iraq.git or https://…`},
	} {
		_, problems := readTargets(t, tt.line)
		wantLines(t, problems, tt.want)
	}
	_, problems := readTargets(t, "a: {dir: x}", "A: {dir: y}", "' a': {dir: z}")
	wantLines(t, problems, `6:3: error: publish: there is a target "a" already; give this one another name`)
}

// A message with the line of a password would end up in public logs.
func TestPasswordInTarget(t *testing.T) {
	for _, line := range []string{
		"a: {git: https://desk:hunter2@example.org/x.git}",
		"a: {git: https://hunter2@example.org/x.git}",
		"a: {git: ssh://desk:hunter2@example.org/x.git}",
		"a: {sftp: 'desk:hunter2@example.org:/srv'}",
		"a: {s3: bucket, endpoint: https://desk:hunter2@example.org}",
	} {
		_, problems := readTargets(t, line)
		if len(problems) != 1 || !strings.Contains(problems[0], "has a password in it") || strings.Contains(problems[0], "hunter2") {
			t.Errorf("%s: problems %q", line, problems)
		}
		if !strings.HasPrefix(problems[0], "4: error") {
			t.Errorf("%s: problem %q has no line, or a column, with which its line is shown", line, problems[0])
		}
	}
}
