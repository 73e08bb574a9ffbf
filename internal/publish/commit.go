package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// commitName is how git calls a commit in full, by SHA-1 or SHA-256.
var commitName = regexp.MustCompile(`^(?:[0-9a-f]{40}|[0-9a-f]{64})$`)

// commitOf returns the commit that a source folder is at, "" where git has none that holds
// its content; foreign says that git does not tell, as the folder is somebody else's.
func commitOf(ctx context.Context, source string) (commit string, foreign bool) {
	if source == "" {
		return "", false
	}
	out, err := checkout(source).run(ctx, "rev-parse", "HEAD", "HEAD:./content")
	if head, _, _ := strings.Cut(string(out), "\n"); err == nil && commitName.MatchString(head) {
		return head, false
	}
	return "", err != nil && strings.Contains(err.Error(), "safe.directory") // the one thing that all versions say
}

// sourceFolders are those of a source folder that a site is made from.
var sourceFolders = []string{"content", "templates", "static"}

// ownFilters finds the programs that a folder's own configuration names for comparing files, among
// the names that git lists with their scopes.
var ownFilters = regexp.MustCompile(`(?m)^(?:local|worktree)\tfilter\..*\.(?:clean|process)$`)

// Uncommitted returns the files of the site's source folder, sorted, that are not as the
// commit has them that it is at, but for new ones of which leftOut says that no site has them.
// Where git does not hold its content, or shares it with nobody, it returns none; nor where the
// folder's own configuration names programs by which git would compare files: they may have
// come with it.
func (p *Plan) Uncommitted(ctx context.Context, leftOut func(file string) bool) []string {
	if p.commit == "" {
		return nil
	}
	g := checkout(p.source)
	if remotes, err := g.run(ctx, "remote"); err != nil || len(remotes) == 0 {
		return nil
	}
	if names, err := g.run(ctx, "config", "--list", "--show-scope", "--includes", "--name-only"); err != nil || ownFilters.Match(names) {
		return nil
	}
	above, err := g.run(ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return nil
	}
	status, err := g.run(ctx, append([]string{"status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=dirty", "--"}, sourceFolders...)...)
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
	if r.Older || !r.commitsDiffer() || r.goesOn(ctx) {
		return nil
	}
	g := checkout(r.Source)
	if shallow, err := g.line(ctx, "rev-parse", "--is-shallow-repository"); err != nil || shallow != "false" {
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

// checkWhole refuses to remove anything for a source folder from which git leaves out files
// that the commit has, as sparse checkouts do: they were not removed from the site.
func (r *run) checkWhole(ctx context.Context) error {
	if r.commit == "" {
		return nil
	}
	list, err := checkout(r.Source).run(ctx, append([]string{"ls-files", "-t", "-z", "--"}, sourceFolders...)...)
	if err != nil {
		return ctx.Err() // a guard, which must not keep anybody from publishing
	}
	var missing []string
	for line := range strings.SplitSeq(string(list), "\x00") {
		file, skipped := strings.CutPrefix(line, "S ")
		if !skipped {
			continue
		}
		if _, err := os.Lstat(filepath.Join(r.Source, filepath.FromSlash(file))); errors.Is(err, fs.ErrNotExist) {
			missing = append(missing, file)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	return &RefusedError{
		Place: "this checkout", Problem: "leaves out files that the site is made from, and what was published of them would go", Names: missing,
		Advice: "have them checked out (git sparse-checkout disable), or look at the plan with --dryRun, and remove what it names with --force",
	}
}

// committedSince reports whether the source folder goes on from the commit of the last
// publish with others that touch what the site is made from. Of a site that is the same, they
// hold what was published before it was committed, and the list has to name the last of them:
// a checkout without them would take that back.
func (r *run) committedSince(ctx context.Context) bool {
	if !r.commitsDiffer() || !r.goesOn(ctx) {
		return false
	}
	touched, err := checkout(r.Source).run(ctx, append([]string{"diff-tree", "-r", "--name-only", r.live, r.commit, "--"}, sourceFolders...)...)
	return err == nil && len(touched) > 0
}

// commitsDiffer reports whether the last publish is known to be of another commit than the one that
// the source folder is at.
func (r *run) commitsDiffer() bool { return r.live != "" && r.commit != "" && r.live != r.commit }

// goesOn reports whether the commit of the source folder goes on from that of the last
// publish.
func (r *run) goesOn(ctx context.Context) bool {
	_, err := checkout(r.Source).run(ctx, "merge-base", "--is-ancestor", r.live, r.commit)
	return err == nil
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
