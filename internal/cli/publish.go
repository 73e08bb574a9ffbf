package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/build"
	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/publish"
)

// A publishCommand is one call of "dateline publish".
type publishCommand struct {
	buildCommand
	dryRun     bool
	confirm    bool
	force      bool
	takeOver   bool
	older      bool
	maxDeletes int
}

// errApart ends a publish after its plan, as the user wanted.
var errApart = errors.New("the plan is not carried out")

func newPublish(env Env) *cobra.Command {
	p := &publishCommand{buildCommand: buildCommand{Env: env}}
	cmd := &cobra.Command{
		Use:   "publish [TARGET]",
		Short: "Publish the site to its host",
		Long: "Publish builds the site in memory and sends it to a target. List the targets under\n" +
			"publish in content/_index.md. If there is only one, the command need not name it:\n\n" +
			"  publish:\n" +
			"    live:   {s3: iraq-timeline, endpoint: https://s3.eu-central-1.amazonaws.com, region: eu-central-1, prefix: iraq/}\n" +
			"    pages:  {git: \"git@github.com:desk/iraq.git\", branch: gh-pages}\n" +
			"    desk:   {dir: /srv/www/iraq}\n" +
			"    mirror: {sftp: \"web@example.org:/srv/www/iraq\"}\n\n" +
			"Publish sends only what differs. It sends pages after the files that they need, and then\n" +
			"removes what the site no longer has. At each moment readers see the old or the new page.\n" +
			"After an interruption, publish again: it continues where it stopped. It leaves files alone\n" +
			"that Dateline did not put there.\n\n" +
			"To protect what is published, it refuses:\n\n" +
			"  - where git holds the content, a checkout that lacks what was published last\n" +
			"  - a sparse checkout that would remove what it leaves out itself\n" +
			"  - a site that would replace another one, and so remove most pages, or many files\n\n" +
			"Secrets come from where other programs look for them:\n\n" +
			"  S3     AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws/credentials with AWS_PROFILE\n" +
			"  SFTP   ssh-agent, the keys in ~/.ssh, and ~/.ssh/known_hosts\n" +
			"  git    whatever git itself uses\n\n" +
			"For SFTP, write a port between colons: {sftp: \"web@example.org:2222:/srv/www/iraq\"}. The\n" +
			"host may be one of ~/.ssh/config: {sftp: \"desk:/srv/www/iraq\"}. Where ssh is installed, the\n" +
			"users, ports, keys, known hosts and jump hosts (ProxyJump) that are set there apply.\n\n" +
			"A git repository at a path relative to the site runs no hooks: it may have come with the\n" +
			"site. Where hooks are to run, write its whole path, or one that begins with ~/.",
		Example: "  dateline publish --dryRun\n" +
			"  dateline publish live --maxDeletes 1000",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("publish takes one target, not %q", args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			p.start = env.Now()
			if err := p.check(cmd); err != nil {
				return err
			}
			return p.run(cmd.Context(), strings.Join(args, ""))
		},
	}
	p.contentFlags(cmd)
	p.servedFlags(cmd)
	flags := cmd.Flags()
	flags.Lookup("compress").Usage += "; of no use to S3, GitHub Pages, Netlify and Cloudflare Pages, where they are left out"
	flags.BoolVar(&p.dryRun, "dryRun", false, "show what would be done, and do nothing")
	flags.BoolVar(&p.confirm, "confirm", false, "show what is to be done, and ask before doing it")
	flags.BoolVar(&p.force, "force", false, "remove any number of files that the site no longer has, even most of its pages")
	flags.BoolVar(&p.takeOver, "takeOver", false, "replace files at the target that Dateline did not put there, where the site has files of these names")
	flags.BoolVar(&p.older, "older", false, "replace a site that was published from commits which this checkout does not have")
	flags.IntVar(&p.maxDeletes, "maxDeletes", 256, "the largest `number` of files to remove without --force; those that only get new names with new contents do not count")
	return cmd
}

// check refuses values that cannot be.
func (p *publishCommand) check(cmd *cobra.Command) error {
	if p.maxDeletes < 0 {
		return usage("--maxDeletes cannot be %d; write 0 or more", p.maxDeletes)
	}
	if p.confirm && p.Stdin == nil {
		return usage("--confirm asks a question, and there is nobody to answer it")
	}
	if cmd.Flags().Changed("baseURL") {
		return p.checkBaseURL()
	}
	return nil
}

func (p *publishCommand) run(ctx context.Context, name string) error {
	source, err := openSource(p.source)
	if err != nil {
		return err
	}
	defer source.Close()
	source.lasting = true
	opt := p.options(source.FS(), nil)
	opt.Compress = func(site *content.Site) bool { return p.compress && sendsPacked(site.Publish, name) }
	result, err := p.make(ctx, opt)
	if err != nil {
		return p.failed(err)
	}
	report := &publishReport{publishCommand: p, content: report{buildCommand: &p.buildCommand, source: opt.Source}, built: result}
	if err := report.problems(result.Problems); err != nil {
		return err
	}
	if report.content.refused() {
		return report.refuse()
	}
	settings, err := chooseTarget(result.Timeline.Site.Publish, name)
	if err != nil {
		return err
	}
	report.Target = settings.Name.V
	report.host = hostOf(&settings.V)
	target, err := p.open(ctx, &settings.V)
	if err != nil {
		return p.failed(err)
	}
	defer target.Close() // what it leaves on this machine is temporary
	report.Place = target.String()
	return p.publish(ctx, target, result, report, source.changed)
}

// publish brings the site to the target. Pages are rendered only now, so that
// templates may turn out to be wrong. changed says whether the content is still
// what the site was made of.
func (p *publishCommand) publish(ctx context.Context, target publish.Target, result *build.Result, report *publishReport, changed func() error) error {
	line := newProgress(p.Stderr, p.Now, p.start)
	opt := publish.Options{MaxDeletes: p.maxDeletes, Force: p.force, TakeOver: p.takeOver, Source: p.source, Older: p.older, Approve: func(plan *publish.Plan) error {
		line.clear()
		if err := changed(); err != nil {
			return err
		}
		return report.approve(ctx, plan)
	}}
	if !p.dryRun {
		opt.Locks = p.cached("publishing")
	}
	if p.Terminal {
		opt.Progress = func(step publish.Step, done, total int) { line.showBar(string(step), done, total) }
		opt.Again = func(err error) { line.tell(tryingAgain(err)) }
		line.begin(fmt.Sprintf("looking at %v", target)) // which may take long to answer
	}
	plan, err := publish.Run(ctx, target, result.FS, opt)
	line.clear()
	var problems diag.List
	if badTemplates(&problems, err, result) {
		if err := report.problems(problems); err != nil {
			return err
		}
		return report.refuse()
	}
	if _, refused := errors.AsType[*publish.RefusedError](err); refused && p.dryRun && plan != nil {
		return report.undecided(ctx, plan, p.failed(err))
	}
	if err != nil && !errors.Is(err, errApart) {
		return p.failed(err)
	}
	return report.finish(plan)
}

// tryingAgain says on one line why something is tried again; the reason stands last in an error.
func tryingAgain(err error) string {
	const before = "trying again: "
	text := []rune(diag.SpellOut(err.Error(), ""))
	if most := lineWidth - len(before); len(text) > most {
		text = append([]rune("…"), text[len(text)-most+1:]...)
	}
	return before + string(text)
}

// failed tells whose fault it is that a site was not published.
func (p *publishCommand) failed(err error) error {
	var refused *publish.RefusedError
	var told *failure
	var changed *changedError
	var broken *publish.BrokenError // says itself what was published
	state := "nothing was published"
	if errors.As(err, &broken) {
		state = broken.State
	}
	switch {
	case errors.As(err, &told):
		return told
	case errors.As(err, &changed):
		return machine(fmt.Errorf("%w; publish it again", changed))
	case errors.As(err, &refused) && broken == nil:
		return &failure{exitContent, fmt.Errorf("%w; nothing was published", refused)}
	case errors.Is(err, context.Canceled):
		return machine(errors.New("stopped; " + state))
	}
	return machine(err)
}
