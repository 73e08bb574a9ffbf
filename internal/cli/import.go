package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/tools/txtar"

	"dateline/internal/build"
	"dateline/internal/diag"
	"dateline/internal/importer"
)

// An importCommand is one call of "dateline import".
type importCommand struct {
	Env
	source string
	kind   string
	dates  string
	draft  bool
	dryRun bool
	json   bool
	quiet  bool
}

// imported is what an import did, as --json prints it.
type imported struct {
	Files    []importedFile `json:"files"` // that were written, or would be
	Known    int            `json:"known"` // documents that the site had already
	Errors   int            `json:"errors"`
	Warnings int            `json:"warnings"`
}

type importedFile struct {
	Path string `json:"path"`
	Kind string `json:"kind"`
	From string `json:"from"` // place in the file that was imported
}

func newImport(env Env) *cobra.Command {
	c := &importCommand{Env: env}
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Import feeds, TimelineJS and spreadsheets into content/",
		Long: "Import creates content files from other formats. It recognises a format by what the\n" +
			"file holds:\n\n" +
			"  a feed (RSS, Atom, JSON Feed, an export of WordPress)   articles, and their source\n" +
			"  TimelineJS: its JSON, or its spreadsheet as CSV         incidents\n" +
			"  references of Zotero, exported as CSV                   articles, and their sources\n" +
			"  a spreadsheet as CSV or TSV                             documents of --kind, a row each\n\n" +
			"Name the columns of a spreadsheet after the keys of front matter (see \"dateline schema\").\n" +
			"Write place.lat for a key within another. The column \"text\" holds the text, in Markdown\n" +
			"or HTML. Separate the items of a list by semicolons.\n\n" +
			"Refer to sources, actors and incidents by slug or by name. Import creates the sources and\n" +
			"actors that do not exist yet. It keeps what has no key as a private note.\n\n" +
			"Import skips what the site already has, so you can import a feed again and again. It\n" +
			"never overwrites a file. If the new files would cause errors that the site does not have\n" +
			"without them, it writes nothing. It sends no requests to any host.",
		Example: "  dateline import sources.csv articles.csv\n" +
			"  dateline import articles.csv --dates mdy        # 03/04/2021 is 4 March\n" +
			"  dateline import --kind article 'our list.csv' --dryRun\n" +
			"  dateline import feed.xml --draft",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("import takes the files to import, as in: dateline import articles.csv")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&c.source, "source", ".", "the `folder` that holds content/")
	flags.StringVar(&c.kind, "kind", "", "what the rows of a spreadsheet are: "+strings.Join(importer.Kinds, ", ")+" (default: as the file is called)")
	flags.StringVar(&c.dates, "dates", "", "the `order` of dates such as 03/04/2021 in a spreadsheet: "+strings.Join(importer.Orders, " or "))
	flags.BoolVar(&c.draft, "draft", false, "create drafts, for somebody to read before they are published")
	flags.BoolVar(&c.dryRun, "dryRun", false, "list the files that would be written, and write none")
	flags.BoolVar(&c.json, "json", false, "print problems and the summary as JSON")
	flags.BoolVar(&c.quiet, "quiet", false, "print no summary")
	cobra.CheckErr(cmd.MarkFlagDirname("source"))
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(importer.Kinds, cobra.ShellCompDirectiveNoFileComp)))
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("dates", cobra.FixedCompletions(importer.Orders, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func (c *importCommand) run(ctx context.Context, names []string) error {
	if c.kind != "" && !slices.Contains(importer.Kinds, c.kind) {
		return usage("--kind cannot be %q; write one of %s%s", c.kind, strings.Join(importer.Kinds, ", "), diag.DidYouMean(c.kind, importer.Kinds))
	}
	if c.dates != "" && !slices.Contains(importer.Orders, c.dates) {
		return usage("--dates cannot be %q; write one of %s%s", c.dates, strings.Join(importer.Orders, ", "), diag.DidYouMean(c.dates, importer.Orders))
	}
	foreign, err := readForeign(names)
	if err != nil {
		return err
	}
	source, err := openSource(c.source)
	if err != nil {
		return err
	}
	defer source.Close()

	var documents []importer.Document
	var problems diag.List
	for _, f := range foreign.Files {
		read, found := importer.Read(f.Name, f.Data, importer.Rows{Kind: c.kind, Dates: c.dates})
		documents = append(documents, read...)
		problems.Add(found)
	}
	site := buildCommand{Env: c.Env, drafts: true}
	before, err := site.site(ctx, source.FS())
	if err != nil {
		return site.failure(err)
	}
	problems.Put(ofSettings(before)...)
	if c.draft {
		importer.Draft(documents)
	}
	plan, found, err := importer.Place(documents, before.Content)
	if err != nil {
		return machine(err)
	}
	problems.Add(found)
	added, err := txtar.FS(plan.Archive())
	if err != nil {
		return machine(fmt.Errorf("the new files: %w", err))
	}
	after, err := site.site(ctx, build.Over(added, source.FS()))
	if err != nil {
		return site.failure(err)
	}
	problems.Add(plan.Caused(after.Problems, before.Problems))
	if err := c.tell(problems, foreign, source.FS()); err != nil {
		return err
	}
	done := summaryOf(plan, problems)
	if problems.HasErrors() {
		return c.refuse(done)
	}
	if !c.dryRun {
		if err := createAll(source.Root, plan.Archive().Files); err != nil {
			return err
		}
	}
	return c.done(done)
}

// maxForeign bounds the size of a file that is imported, in bytes.
const maxForeign = 256 << 20

// readForeign reads the files to import.
func readForeign(names []string) (*txtar.Archive, error) {
	foreign := &txtar.Archive{}
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, usage("there is no file %q", name)
		case err != nil:
			return nil, machine(fmt.Errorf("reading what to import: %w", err))
		case !info.Mode().IsRegular():
			return nil, usage("%q is no file; name the files to import one by one", name)
		case info.Size() > maxForeign:
			return nil, usage("%q has more than %d MiB; divide it", name, maxForeign>>20)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, machine(fmt.Errorf("reading what to import: %w", err))
		}
		foreign.Files = append(foreign.Files, txtar.File{Name: filepath.ToSlash(filepath.Clean(name)), Data: data})
	}
	return foreign, nil
}

// ofSettings returns the errors of a site's settings, without which nobody knows in which
// language its documents are.
func ofSettings(site *build.Result) []diag.Problem {
	return slices.DeleteFunc(slices.Clone(site.Problems.All()), func(p diag.Problem) bool {
		return p.Severity != diag.Error || p.Pos.File != site.Content.Site.Path
	})
}

// tell prints problems, with the lines of what was imported and of the site.
func (c *importCommand) tell(problems diag.List, foreign *txtar.Archive, source fs.FS) error {
	shown := &txtar.Archive{}
	for _, f := range foreign.Files {
		if fs.ValidPath(f.Name) { // others are told without their lines
			shown.Files = append(shown.Files, f)
		}
	}
	lines, err := txtar.FS(shown)
	if err != nil { // two of them are one within the other
		lines = source
	}
	r := report{buildCommand: &buildCommand{Env: c.Env, json: c.json}, source: build.Over(lines, source)}
	return r.problems(problems)
}

func summaryOf(plan importer.Plan, problems diag.List) imported {
	done := imported{Files: []importedFile{}, Known: len(plan.Known)}
	done.Errors, done.Warnings = problems.Count()
	for _, f := range plan.Files {
		done.Files = append(done.Files, importedFile{f.Path, f.From.Kind, f.From.Pos.String()})
	}
	return done
}

// refuse ends an import because of its problems.
func (c *importCommand) refuse(done imported) error {
	if !c.json {
		return &failure{exitContent, fmt.Errorf("%s; nothing was written", plural(done.Errors, "error"))}
	}
	done.Files = []importedFile{}
	if err := c.done(done); err != nil {
		return err
	}
	return &failure{code: exitContent}
}

// done prints what was written.
func (c *importCommand) done(done imported) error {
	return c.printSummary(c.quiet, c.json, done, c.text(done))
}

func (c *importCommand) text(done imported) string {
	var b strings.Builder
	for _, f := range done.Files {
		fmt.Fprintln(&b, filepath.ToSlash(filepath.Join(c.source, filepath.FromSlash(f.Path))))
	}
	b.WriteString(plural(len(done.Files), "file"))
	if c.dryRun {
		b.WriteString(" would be written")
	} else {
		b.WriteString(" written")
	}
	if done.Known > 0 {
		fmt.Fprintf(&b, "; %s left out that the site has already", plural(done.Known, "document"))
	}
	return b.String()
}
