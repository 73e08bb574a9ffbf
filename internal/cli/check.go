package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/spf13/cobra"

	"dateline/internal/diag"
	"dateline/internal/hosts"
	"dateline/internal/output"
	"dateline/internal/timeline"
)

// A checkCommand is one call of "dateline check": a build that writes nothing,
// looks at the sources as well, and at what no single file shows.
type checkCommand struct {
	buildCommand
	format       string
	host         string // whose limits to check; "" for none
	web          bool   // ask web addresses
	allowPrivate bool   // those of private networks as well, for tests
	fix          bool
	yes          bool
	checked      checkSummary
}

// A checkSummary is what a check found.
type checkSummary struct {
	Read      int            `json:"read"`  // content files
	Pages     int            `json:"pages"` // of the site
	Errors    int            `json:"errors"`
	Warnings  int            `json:"warnings"`  // findings on sources among them
	Integrity map[string]int `json:"integrity"` // findings on sources, by sort
	Seconds   float64        `json:"seconds"`   // from start to end
}

func newCheck(env Env) *cobra.Command {
	c := &checkCommand{buildCommand: buildCommand{Env: env}}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Report what authors should fix, and where sources are thin",
		Long: "Check reports everything that build would report. Without --fix it writes nothing.\n" +
			"It also warns about:\n\n" +
			"  sources   claims without a source; incidents that only one publisher reports;\n" +
			"            articles without an original or archived address; actors that appear\n" +
			"            nowhere; credits that go in a circle\n" +
			"  links     links and pictures that lead nowhere; documents that nothing links to;\n" +
			"            addresses that the last build had and the site no longer has\n" +
			"  names     names that look like an actor's; actors and incidents that may be\n" +
			"            duplicates; tags in two spellings\n" +
			"  slips     in the fields of accounts, in places and in tags; dates that contradict\n" +
			"            each other; folders that are left out because of their names\n\n" +
			"If the content has errors, the exit code is 1.",
		Example: "  dateline check\n" +
			"  dateline check --fix                # shows what it would change, and asks\n" +
			"  dateline check --external           # are the originals still there?\n" +
			"  dateline check --host cloudflare    # does it fit there?\n" +
			"  dateline check --source iraq --drafts --json\n" +
			"  dateline check --format github      # marks in a pull request",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c.start = env.Now()
			if !cmd.Flags().Changed("destination") {
				c.destination = filepath.Join(c.source, "public")
			}
			if err := c.checkFormat(); err != nil {
				return err
			}
			return c.run(cmd.Context())
		},
	}
	c.contentFlags(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&c.drafts, "drafts", false, "check drafts too")
	flags.StringVar(&c.destination, "destination", "", "the `folder` of the last build, to see which addresses vanished (default: public in the source folder)")
	flags.StringVar(&c.format, "format", "text", "how to print problems: text, json or github (workflow commands)")
	flags.StringVar(&c.host, "host", "", "warn before the limits of a `host` are reached: "+strings.Join(hosts.Names(), ", "))
	flags.BoolVar(&c.web, "external", false, "ask the web addresses whether they still answer, each once a day")
	flags.BoolVar(&c.allowPrivate, "allow-private", false, "with --external, ask addresses of private networks too")
	flags.BoolVar(&c.fix, "fix", false, "fix dates in other forms, addresses that moved, and references to renamed documents; shows the changes and asks")
	flags.BoolVar(&c.yes, "yes", false, "with --fix, do not ask")
	cobra.CheckErr(flags.MarkHidden("allow-private"))
	cobra.CheckErr(cmd.MarkFlagDirname("destination"))
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("host", cobra.FixedCompletions(hosts.Names(), cobra.ShellCompDirectiveNoFileComp)))
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

var formats = []string{"text", "json", "github"}

// checkFormat makes --json and --format one, and refuses what cannot be.
func (c *checkCommand) checkFormat() error {
	switch {
	case !slices.Contains(formats, c.format):
		return usage("--format cannot be %q; write text, json or github%s", c.format, diag.DidYouMean(c.format, formats))
	case c.host != "" && !slices.Contains(hosts.Names(), c.host):
		return usage("--host cannot be %q; write one of %s%s", c.host, strings.Join(hosts.Names(), ", "), diag.DidYouMean(c.host, hosts.Names()))
	case c.json && c.format == "github":
		return usage("--json and --format github cannot go together; leave one out")
	case c.fix && (c.json || c.format != "text"):
		return usage("--fix shows a diff for people; leave --json and --format out")
	case c.yes && !c.fix:
		return usage("--yes says yes to --fix, which is not there")
	}
	c.json = c.json || c.format == "json"
	return nil
}

func (c *checkCommand) run(ctx context.Context) error {
	source, err := openSource(c.source)
	if err != nil {
		return err
	}
	defer source.Close()
	if c.fix {
		if err := c.mend(ctx, source); err != nil {
			return err
		}
	}
	result, err := c.site(ctx, source.FS())
	if err != nil {
		return c.failed(err)
	}
	problems := result.Problems
	files, err := output.List(result.FS)
	if names, ok := errors.AsType[*output.SiteError](err); ok {
		misnamed(&problems, names, result)
	} else if err != nil {
		return c.failed(err)
	}
	found, err := c.moved(source.FS(), result)
	if err != nil {
		return c.failed(err)
	}
	problems.Add(found)
	if !problems.HasErrors() {
		found, err := c.beyond(ctx, source.FS(), result, files)
		if err != nil {
			return c.failed(err)
		}
		problems.Add(found)
	}
	c.checked = checkSummary{Read: result.Read, Pages: result.Pages}
	problems.Add(c.integrity(result.Timeline))
	report := report{buildCommand: &c.buildCommand, source: source.FS()}
	if err := c.print(&report, problems); err != nil {
		return err
	}
	c.checked.Errors, c.checked.Warnings = report.Errors, report.Warnings
	if err := c.summary(report.counts()); err != nil {
		return err
	}
	if report.refused() {
		return c.refuse(report)
	}
	return nil
}

// print prints and counts problems.
func (c *checkCommand) print(r *report, problems diag.List) error {
	if c.format != "github" {
		return r.problems(problems)
	}
	r.Errors, r.Warnings = problems.Count()
	return printed("problems", printGitHub(c.Stdout, c.source, problems.Sorted()))
}

// tryFiles makes every file, as build does, because templates may turn out to
// be wrong only then: each place of theirs is told once. It counts the files.
func (c *checkCommand) tryFiles(ctx context.Context, site fs.FS, names []string) (size hosts.Size, problems diag.List, err error) {
	line := newProgress(c.Stderr, c.Now, c.start)
	defer line.clear()
	wrong := make([]error, len(names))
	var mu sync.Mutex // of what is counted, and the line
	done := 0
	try := func(i int64) {
		data, err := fs.ReadFile(site, names[i])
		if wrong[i] = err; err != nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		size.Add(names[i], data)
		if lender, ok := site.(output.Lending); ok {
			lender.Release(names[i], data)
		}
		if done++; c.Terminal {
			line.show(done, len(names))
		}
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(names)) && ctx.Err() == nil; i = next.Add(1) - 1 {
				try(i)
			}
		})
	}
	workers.Wait()
	for _, err := range wrong { // in the order of the names
		if err != nil && !badTemplate(&problems, err) {
			return size, problems, err
		}
	}
	return size, problems, ctx.Err()
}

// integrity makes warnings of what is weak about the sources, and counts them.
func (c *checkCommand) integrity(t *timeline.Timeline) diag.List {
	var problems diag.List
	c.checked.Integrity = map[string]int{}
	for _, s := range timeline.FindingSorts {
		c.checked.Integrity[s.Sort] = 0
	}
	for _, f := range t.Integrity() {
		problems.Warnf(f.Pos, "%s", f.Text)
		c.checked.Integrity[f.Sort]++
	}
	return problems
}

// summary prints what was found: in all, and about sources by sort.
func (c *checkCommand) summary(counts string) error {
	c.checked.Seconds = c.Now().Sub(c.start).Seconds()
	return c.printSummary(c.quiet, c.json, c.checked, c.text(counts))
}

func (c *checkCommand) text(counts string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s and %s checked in %.2f s; %s",
		plural(c.checked.Read, "content file"), plural(c.checked.Pages, "page"), c.checked.Seconds, counts)
	for _, s := range timeline.FindingSorts {
		if n := c.checked.Integrity[s.Sort]; n > 0 {
			fmt.Fprintf(&b, "\n%5d  %s", n, s.Heading)
		}
	}
	return b.String()
}

// refuse ends a check because of its problems.
func (c *checkCommand) refuse(r report) error {
	if c.json {
		return &failure{code: exitContent}
	}
	text := r.counts()
	if r.Errors == 0 {
		text += ", which --strict takes for errors"
	}
	return &failure{exitContent, errors.New(text)}
}

// failed tells why a site could not be checked.
func (c *checkCommand) failed(err error) error {
	if errors.Is(err, context.Canceled) {
		return machine(errors.New("stopped"))
	}
	return machine(fmt.Errorf("checking %s: %w", c.source, err))
}
