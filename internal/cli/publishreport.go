package cli

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"dateline/internal/build"
	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/export"
	"dateline/internal/hosts"
	"dateline/internal/lint"
	"dateline/internal/publish"
)

// A publishSummary is what a publish did, or would do.
type publishSummary struct {
	Target    string           `json:"target"` // its name in the settings; "" where it did not come to one
	Place     string           `json:"place"`  // where it is
	DryRun    bool             `json:"dryRun"` // nothing was done, or the user said no
	Added     int              `json:"added"`
	Changed   int              `json:"changed"`
	Removed   int              `json:"removed"`
	Unchanged int              `json:"unchanged"`
	Bytes     int64            `json:"bytes"`          // of what was added and changed, before compression
	Plan      []publish.Change `json:"plan,omitempty"` // with --dryRun
	Errors    int              `json:"errors"`
	Warnings  int              `json:"warnings"`
	Seconds   float64          `json:"seconds"`
}

// A publishReport tells the user how a publish goes.
type publishReport struct {
	*publishCommand
	content report     // problems of the content
	host    hosts.Host // whose limits the site must keep; the zero Host has none
	built   *build.Result
	publishSummary
}

// problems prints and counts problems.
func (r *publishReport) problems(list diag.List) error {
	err := r.content.problems(list)
	r.Errors, r.Warnings = r.content.Errors, r.content.Warnings
	return err
}

// refuse ends a publish because of its problems.
func (r *publishReport) refuse() error {
	return r.content.refuseWith("nothing was published", r.done)
}

// approve tells of addresses that go, and of what is in no commit, and refuses a site
// that is too large for its host. It shows the plan where the user wants to see it, and
// ends the publish with errApart where that was all, or where the answer is no.
func (r *publishReport) approve(ctx context.Context, plan *publish.Plan) error {
	var size hosts.Size
	for _, f := range plan.Files {
		size.Count(f.Path, f.Size)
	}
	var gone []string
	for _, c := range plan.Changes {
		if c.Kind == publish.Removed {
			gone = append(gone, c.Path)
		}
	}
	limits, found := r.host.Check(size), lint.Unpublished(r.built.Timeline, gone)
	found.Add(limits)
	if len(plan.Changes) > 0 {
		found.Add(uncommitted(plan.Uncommitted(ctx, r.leftOut)))
		if plan.Foreign {
			found.Warnf(diag.Pos{File: "content"}, "belongs to another user, and git tells only that one of its commits: nobody sees whether this checkout lacks what was published last; publish as that user, or tell git to trust the checkout (safe.directory)")
		}
	}
	if err := r.problems(found); err != nil {
		return err
	}
	if limits.HasErrors() {
		return r.refuse()
	}
	if !r.dryRun && !r.confirm {
		return nil
	}
	if !r.json {
		for _, c := range plan.Changes {
			if _, err := fmt.Fprintf(r.Stdout, "%-7s %v (%s)\n", c.Kind, diag.Pos{File: c.Path}, bytesText(c.Bytes)); err != nil {
				return printed("the plan", err)
			}
		}
	}
	if !r.dryRun {
		if len(plan.Changes) == 0 {
			return nil
		}
		if yes, err := r.agreed(ctx, "publish this?"); yes || err != nil {
			return err
		}
	}
	r.DryRun, r.Plan = true, plan.Changes
	return errApart
}

// leftOut reports whether nothing of a file is published: it is a dotfile, or a draft, or
// lies beside one.
func (r *publishReport) leftOut(file string) bool {
	if slices.ContainsFunc(strings.Split(file, "/"), func(part string) bool { return strings.HasPrefix(part, ".") && part != export.WellKnown }) {
		return true
	}
	return slices.ContainsFunc(r.built.Content.Drafts, func(d content.Draft) bool {
		return d.Path == file || path.Base(d.Path) == "index.md" && strings.HasPrefix(file, path.Dir(d.Path)+"/")
	})
}

// uncommitted warns of files that are in no commit.
func uncommitted(files []string) diag.List {
	var problems diag.List
	switch more := len(files) - 1; {
	case more == 0:
		problems.Warnf(diag.Pos{File: files[0]}, "is not committed: a publish from another checkout takes back what it says; commit and push it")
	case more > 0:
		problems.Warnf(diag.Pos{File: files[0]}, "is not committed, and %s: a publish from another checkout takes back what they say; commit and push them", are(more))
	}
	return problems
}

// are says that so many other files are so, too.
func are(more int) string {
	if more == 1 {
		return "another file is not"
	}
	return fmt.Sprintf("%d other files are not", more)
}

// undecided shows the plan of a publish that is refused until somebody decides, which
// takes a look at it, and returns why it is.
func (r *publishReport) undecided(ctx context.Context, plan *publish.Plan, refused error) error {
	if err := r.approve(ctx, plan); !errors.Is(err, errApart) {
		return err
	}
	if err := r.finish(plan); err != nil {
		return err
	}
	return refused
}

// finish tells what was left alone, and what was done.
func (r *publishReport) finish(plan *publish.Plan) error {
	var kept diag.List
	for _, name := range plan.Kept {
		kept.Warnf(diag.Pos{File: name}, "the site no longer has this file, but it stays at the target because somebody has changed it there")
	}
	if err := r.problems(kept); err != nil {
		return err
	}
	r.Added, r.Changed, r.Removed = plan.Count(publish.Added), plan.Count(publish.Changed), plan.Count(publish.Removed)
	r.Unchanged, r.Bytes = plan.Unchanged, plan.Bytes()
	return r.done()
}

// done prints the summary.
func (r *publishReport) done() error {
	r.Seconds = r.Now().Sub(r.start).Seconds()
	return r.printSummary(r.quiet, r.json, r.publishSummary, r.text())
}

func (r *publishReport) text() string {
	what := "published to " + r.Place
	if r.DryRun {
		what = "nothing was done; to publish to " + r.Place
	}
	text := fmt.Sprintf("%s: %d added, %d changed (%s), %d removed, %d unchanged, in %.2f s",
		what, r.Added, r.Changed, bytesText(r.Bytes), r.Removed, r.Unchanged, r.Seconds)
	if r.Warnings > 0 {
		text += "; " + r.content.counts()
	}
	return text
}

// bytesText writes a size as readers of file lists know it, in powers of ten.
func bytesText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	case n < 1000_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}
