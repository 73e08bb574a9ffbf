package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/build"
	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"
	"dateline/internal/output"
)

// A buildCommand is one call of "dateline build".
type buildCommand struct {
	Env
	source      string
	destination string
	baseURL     string
	drafts      bool
	minify      bool
	compress    bool
	portable    bool
	strict      bool
	json        bool
	quiet       bool

	start  time.Time
	placed table[written] // the files in the destination, when this build had written all
}

func newBuild(env Env) *cobra.Command {
	b := &buildCommand{Env: env}
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long: "Build reads content/ in the source folder and writes the site into the destination.\n\n" +
			"It writes only files that changed. It skips pages that show nothing of the documents\n" +
			"edited since the last build. If nothing has changed, it makes nothing.\n\n" +
			"If the content has errors, build reports all of them, writes nothing and exits with code 1.",
		Example: "  dateline build\n" +
			"  dateline build --source iraq --destination /srv/www/iraq --strict",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			b.start = env.Now()
			if cmd.Flags().Changed("baseURL") {
				if err := b.checkBaseURL(); err != nil {
					return err
				}
			}
			if !cmd.Flags().Changed("destination") {
				b.destination = filepath.Join(b.source, "public")
			}
			return b.run(cmd.Context())
		},
	}
	b.contentFlags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&b.destination, "destination", "", "the `folder` to write the site into (default: public in the source folder)")
	flags.BoolVar(&b.drafts, "drafts", false, "publish drafts too")
	flags.BoolVar(&b.portable, "portable", false, "make a folder to read without a host, from a disk or a mailed archive; without search, filters and hover cards")
	b.servedFlags(cmd)
	cobra.CheckErr(cmd.MarkFlagDirname("destination"))
	return cmd
}

// servedFlags are those of the commands that bring a site to where it is served from.
func (b *buildCommand) servedFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&b.baseURL, "baseURL", "", "the `address` of the site; overrides base_url in content/_index.md")
	flags.BoolVar(&b.minify, "minify", false, "remove from pages, style sheets and scripts what browsers do not need")
	flags.BoolVar(&b.compress, "compress", false, "write .gz and .br beside each file that gets smaller, for servers that send them")
}

// contentFlags are those of all commands that read content and report on it.
func (b *buildCommand) contentFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&b.source, "source", ".", "the `folder` that holds content/, and the site's own templates/ and static/")
	flags.BoolVar(&b.strict, "strict", false, "treat warnings about the content as errors")
	flags.BoolVar(&b.json, "json", false, "print problems and the summary as JSON")
	flags.BoolVar(&b.quiet, "quiet", false, "print no summary")
	cobra.CheckErr(cmd.MarkFlagDirname("source"))
}

// withoutUser refuses an address, given by a flag, that has a user name or a password.
func withoutUser(flag, address string) error {
	if bare, has := markup.WithoutUser(address); has {
		return usage("%s has a user name or a password, which the pages would show to everybody; leave it out: %s", flag, bare)
	}
	return nil
}

// checkBaseURL refuses what cannot be the address of a site, and ends it with a
// slash, as package site expects.
func (b *buildCommand) checkBaseURL() error {
	if err := withoutUser("--baseURL", b.baseURL); err != nil {
		return err
	}
	if !content.IsWeb(b.baseURL) || strings.ContainsAny(b.baseURL, "?#") {
		return usage("--baseURL cannot be %q; write an address such as https://example.org/timeline/", b.baseURL)
	}
	if problem := content.SiteURLProblem(b.baseURL); problem != "" {
		return usage("--baseURL %s", problem)
	}
	if !strings.HasSuffix(b.baseURL, "/") {
		b.baseURL += "/"
	}
	return nil
}

func (b *buildCommand) run(ctx context.Context) error {
	source, err := openSource(b.source)
	if err != nil {
		return err
	}
	defer source.Close()
	source.lasting, source.since = true, b.start.Add(-settled)
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	earlier := b.recall()
	check := output.Check
	if earlier.lists(b.manifest()) {
		check = output.CheckPlace // what the destination holds was found good
	}
	if err := check(b.destination, b.source); err != nil {
		return b.failure(err)
	}
	changes := earlier.changes(source)
	if earlier.holds(b.destination, changes) {
		b.settle(earlier, source)
		return b.again(earlier, source)
	}
	return b.renew(ctx, source, earlier, changes)
}

// renew makes the site anew: from where the build of the record ended, but for what the
// changes since name. earlier may be nil.
func (b *buildCommand) renew(ctx context.Context, source *source, earlier *record, changes []string) error {
	shelf, done, err := openShelf()
	if err != nil {
		return b.failure(err)
	}
	defer done()
	opt := b.options(source.FS(), shelf)
	opt.Words = b.words
	resumed := b.resume(&opt, earlier, source, changes)
	defer resumed.close()
	defer manageGarbage(&opt)()
	if earlier != nil {
		earlier.read, earlier.Listed = table[stamp]{}, nil // they have been compared
	}
	result, err := b.make(ctx, opt)
	if err != nil {
		return b.failure(err)
	}
	report := report{buildCommand: b, source: source.FS()}
	report.Destination, report.Read = b.destination, result.Read
	if err := report.problems(result.Problems); err != nil {
		return err
	}
	if report.refused() {
		return report.refuse()
	}
	if opt.Cache != nil {
		debug.SetGCPercent(garbageResumed)
	}
	return b.write(ctx, result, &report, source, earlier, resumed)
}

// site builds the site of a source folder, with its texts in memory.
func (b *buildCommand) site(ctx context.Context, source fs.FS) (*build.Result, error) {
	return b.make(ctx, b.options(source, nil))
}

// make builds a site, unless ctx is done before it is built.
func (b *buildCommand) make(ctx context.Context, opt build.Options) (*build.Result, error) {
	opt.Stopped = ctx.Err
	result, err := build.Run(opt)
	return result, cmp.Or(err, ctx.Err())
}

// options returns those of a build of a source folder. A nil shelf keeps its texts
// in memory.
func (b *buildCommand) options(source fs.FS, shelf *markup.Shelf) build.Options {
	templates, _ := fs.Sub(b.Files, "templates") // these are names: it cannot fail
	static, _ := fs.Sub(b.Files, "static")
	return build.Options{
		Source: source, Templates: templates, Static: static, Drafts: b.drafts, BaseURL: b.baseURL,
		Minify: b.minify, Compress: func(*content.Site) bool { return b.compress }, Portable: b.portable, Shelf: shelf,
	}
}

// write puts the site into the destination. Pages are rendered only now, so that
// templates may turn out to be wrong. The content has to be still what the site was
// made of. earlier is the record of the build before, from which resumed goes on; it
// may be nil.
func (b *buildCommand) write(ctx context.Context, result *build.Result, report *report, source *source, earlier *record, resumed *resumption) error {
	digests := sync.OnceValues(result.Digests)
	keep := b.recordFile() != ""
	switch {
	case earlier != nil: // while the destination is looked through
		go digests()
	case keep:
		if _, err := digests(); err != nil {
			return b.failure(err)
		}
	}
	var kept diag.List
	opt := output.Options{Generator: release, Ready: source.changed, Kept: func(name string) {
		pos := diag.Pos{File: filepath.ToSlash(filepath.Join(b.destination, name))}
		kept.Warnf(pos, "the site no longer has this file, but it stays because somebody has edited it; remove it if you do not want it")
	}}
	opt.Spare = b.kept("spare")
	opt.Early = result.Indexed
	opt.EarlyMade = func() {
		b.keepWords(result)
		result.ReleaseWords()
	}
	if keep {
		opt.Done = func(files iter.Seq2[string, fs.FileInfo]) {
			if digests, err := digests(); err == nil {
				b.placed = earlier.placed(files, digests)
			}
		}
	}
	if earlier != nil {
		opt.Same = earlier.same(digests)
	}
	line := newProgress(b.Stderr, b.Now, b.start)
	if b.Terminal {
		opt.Progress = line.show
	}
	stats, err := output.Write(ctx, b.destination, result.FS, opt)
	line.clear()
	var problems diag.List
	if names, ok := errors.AsType[*output.SiteError](err); ok {
		misnamed(&problems, names, result)
	} else {
		badTemplates(&problems, err, result)
	}
	if problems.HasErrors() {
		if err := report.problems(problems); err != nil {
			return err
		}
		return report.refuse()
	}
	if err != nil {
		return b.failure(err)
	}
	if err := report.problems(kept); err != nil {
		return err
	}
	report.Pages, report.Files = result.Pages, stats.Written+stats.Unchanged
	report.Written, report.Unchanged, report.Removed = stats.Written, stats.Unchanged, stats.Removed
	if _, warnings := kept.Count(); warnings == 0 { // which are to be told again
		resumed.remembered = b.remember(source, result, resumed.names, report.summary)
	}
	return report.done()
}

// misnamed tells that no folder can hold files of these names, where authors have the last.
func misnamed(problems *diag.List, names *output.SiteError, result *build.Result) {
	problems.Errorf(result.Origin(names.Names[len(names.Names)-1]), "%v", names)
}

// failure tells whose fault it is that a site could not be made.
func (b *buildCommand) failure(err error) error {
	var changed *changedError
	switch {
	case errors.Is(err, context.Canceled):
		return machine(errors.New("stopped; nothing was changed"))
	case errors.As(err, new(*output.RefusedError)):
		return &failure{exitContent, fmt.Errorf("%w; nothing was changed", err)}
	case errors.As(err, &changed):
		return machine(fmt.Errorf("%w; nothing was changed, build it again", changed))
	case errors.As(err, new(*output.BusyError)):
		return machine(err)
	}
	if b.destination == "" { // nothing is made, but read
		return machine(err)
	}
	return machine(fmt.Errorf("making %s: %w", b.destination, err))
}
