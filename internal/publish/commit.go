package publish

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// commitName is how git calls a commit in full, by SHA-1 or SHA-256.
var commitName = regexp.MustCompile(`^(?:[0-9a-f]{40}|[0-9a-f]{64})$`)

// commitOf returns the commit that a source folder is at, "" where git has none that holds
// its content.
func commitOf(ctx context.Context, source string) string {
	if source == "" {
		return ""
	}
	out, err := git{dir: source, checkout: true}.run(ctx, "rev-parse", "HEAD", "HEAD:./content")
	if head, _, _ := strings.Cut(string(out), "\n"); err == nil && commitName.MatchString(head) {
		return head
	}
	return ""
}

// sourceFolders are those of a source folder that a site is made from.
var sourceFolders = []string{"content", "templates", "static"}

// Uncommitted returns the files of the site's source folder, sorted, that are not as the
// commit has them that it is at, but for new ones of which leftOut says that no site has them.
// Where git does not hold its content, or shares it with nobody, it returns none.
func (p *Plan) Uncommitted(ctx context.Context, leftOut func(file string) bool) []string {
	if p.commit == "" {
		return nil
	}
	g := git{dir: p.source, checkout: true}
	if remotes, err := g.run(ctx, "remote"); err != nil || len(remotes) == 0 {
		return nil
	}
	above, err := g.run(ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return nil
	}
	status, err := g.run(ctx, append([]string{"status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--"}, sourceFolders...)...)
	if err != nil {
		return nil
	}
	var files []string
	for line := range strings.SplitSeq(string(status), "\x00") {
		if len(line) <= len("XY ") {
			continue
		}
		file := strings.TrimPrefix(line[len("XY "):], strings.TrimSuffix(string(above), "\n"))
		isNew := strings.ContainsAny(line[:len("XY")], "?A")
		if !isNew || !leftOut(file) {
			files = append(files, file)
		}
	}
	slices.Sort(files)
	return files
}

// checkCommit refuses to replace what was published from a commit that the source folder
// does not go on from: the site would lose what that brought. Whatever was amended or
// rebased since is in no branch any more, and a clone that holds the newest commits only
// cannot tell.
func (r *run) checkCommit(ctx context.Context) error {
	if r.Older || r.live == "" || r.commit == "" || r.live == r.commit {
		return nil
	}
	g := git{dir: r.Source, checkout: true}
	if _, err := g.run(ctx, "merge-base", "--is-ancestor", r.live, r.commit); err == nil {
		return nil
	}
	if shallow, err := g.run(ctx, "rev-parse", "--is-shallow-repository"); err != nil || strings.TrimSpace(string(shallow)) != "false" {
		return ctx.Err()
	}
	where, advice := "this checkout does not have", "pull it"
	if refs, err := g.run(ctx, "for-each-ref", "--contains="+r.live, "--format=%(refname)", "refs/heads", "refs/remotes", "refs/tags"); err == nil {
		branch := firstBranch(string(refs))
		if branch == "" {
			return nil
		}
		where, advice = fmt.Sprintf("is in %s, and not in what is checked out here", branch), "merge it"
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &RefusedError{
		Place: r.target.String(), Problem: fmt.Sprintf("was published last from commit %.12s, which %s", r.live, where),
		Advice: advice + " and publish again, or put this older site there with --older",
	}
}

// committedSince reports whether the source folder goes on from the commit of the last
// publish with others that touch what the site is made from. Of a site that is the same, they
// hold what was published before it was committed, and the list has to name the last of them:
// a checkout without them would take that back.
func (r *run) committedSince(ctx context.Context) bool {
	if r.live == "" || r.commit == "" || r.live == r.commit {
		return false
	}
	g := git{dir: r.Source, checkout: true}
	if _, err := g.run(ctx, "merge-base", "--is-ancestor", r.live, r.commit); err != nil {
		return false
	}
	touched, err := g.run(ctx, append([]string{"diff-tree", "-r", "--name-only", r.live, r.commit, "--"}, sourceFolders...)...)
	return err == nil && len(touched) > 0
}

// firstBranch returns the first branch or tag among refs, as users call it, "" for none.
func firstBranch(refs string) string {
	for _, ref := range strings.Fields(refs) {
		if path.Base(ref) != "HEAD" { // which stands for another branch of a remote
			return strings.SplitN(ref, "/", 3)[2]
		}
	}
	return ""
}
