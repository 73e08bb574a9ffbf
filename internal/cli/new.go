package cli

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/tools/txtar"

	"dateline/internal/content"
	"dateline/internal/scaffold"
)

// A newCommand is one call of "dateline new".
type newCommand struct {
	Env
	source string
	from   string
	date   string
	lang   string
}

func newNew(env Env) *cobra.Command {
	n := &newCommand{Env: env}
	cmd := &cobra.Command{
		Use:   "new KIND TITLE",
		Short: "Create a document, with every key explained",
		Long: "New creates a document. KIND is one of: " + strings.Join(scaffold.Kinds, ", ") + ". The file\n" +
			"is named after the title and dated today. Every other key stands in it as a comment that\n" +
			"says what it takes. New prints the path of the file. It never overwrites a file.\n\n" +
			"With --lang, new creates a translation. Give the slug of the original in place of the\n" +
			"title. The file shows the original's words beside each key. \"site\" alone translates the\n" +
			"settings. \"texts\" alone translates the words of the interface, also into a language that\n" +
			"Dateline does not speak.\n\n" +
			"With \"copy\", new copies one of Dateline's own templates or static files into the site,\n" +
			"for you to change. The copy replaces Dateline's file. Without a name, it lists the files.",
		Example: "  dateline new article \"Two rockets fired at the Green Zone\" --from https://example.org/report\n" +
			"  dateline new incident \"The bridge is closed\" --date 2024-03\n" +
			"  dateline new actor \"Qasim al-Araji\"\n" +
			"  dateline new article two-rockets-fired-at-the-green-zone --lang ar\n" +
			"  dateline new texts --lang de\n" +
			"  dateline new copy templates/partials/footer.html",
		Args:              func(_ *cobra.Command, args []string) error { return n.arguments(args) },
		ValidArgsFunction: n.complete,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case args[0] == interfaceTexts:
				return n.texts()
			case args[0] == fileCopy && len(args) == 1:
				_, err := fmt.Fprintln(n.Stdout, strings.Join(n.brought(), "\n"))
				return printed("the files", err)
			case args[0] == fileCopy:
				return n.copyFile(args[1])
			case n.lang != "":
				return n.translate(cmd.Context(), args[0], strings.Join(args[1:], ""))
			}
			return n.run(cmd.Context(), args[0], args[1])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&n.source, "source", ".", "the `folder` that holds content/")
	flags.StringVar(&n.from, "from", "", "the `address` of the original, which is only recorded, not requested")
	flags.StringVar(&n.date, "date", "", "the `date` of publication or of the incident, in EDTF (default: today)")
	flags.StringVar(&n.lang, "lang", "", "create a translation into this `language`, one of those that the site has editions in")
	cobra.CheckErr(cmd.MarkFlagDirname("source"))
	return cmd
}

// complete completes the kind, and the file to copy.
func (n *newCommand) complete(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 1 && args[0] == fileCopy {
		return n.brought(), cobra.ShellCompDirectiveNoFileComp
	}
	return firstOf(slices.Concat(scaffold.Kinds, []string{interfaceTexts, fileCopy}))(cmd, args, begun)
}

// firstOf completes the first argument to one of some words, and no other.
func firstOf(words []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	}
}

func (n *newCommand) run(ctx context.Context, kind, title string) error {
	doc, err := n.document(kind, title)
	if err != nil {
		return err
	}
	file, err := doc.Path()
	if err != nil {
		return usage("%w", err)
	}
	text, err := doc.Text()
	if err != nil {
		return usage("%w", err)
	}
	source, err := openSource(n.source)
	if err != nil {
		return err
	}
	defer source.Close()
	if err := n.free(ctx, source, doc, file); err != nil {
		return err
	}
	return n.create(source, file, text)
}

// create writes a file, which must not exist, and prints its path.
func (n *newCommand) create(source *source, file, text string) error {
	if err := createAll(source.Root, []txtar.File{{Name: file, Data: []byte(text)}}); err != nil {
		return err
	}
	_, err := fmt.Fprintln(n.Stdout, filepath.Join(n.source, filepath.FromSlash(file)))
	return printed("the path", err)
}

// document says what to write, or what is wrong with the arguments.
func (n *newCommand) document(kind, title string) (scaffold.Document, error) {
	doc := scaffold.Document{Kind: kind, Title: strings.Join(strings.Fields(title), " "), URL: n.from}
	folder := content.Folder(kind)
	if folder == "" {
		return doc, noKind(kind, scaffold.Kinds)
	}
	if doc.Title == "" {
		return doc, usage("a title of nothing names no file; write one")
	}
	if n.from != "" {
		if err := content.CheckURL(n.from); err != nil {
			return doc, usage("--from %v", err)
		}
		if err := withoutUser("--from", n.from); err != nil {
			return doc, err
		}
	}
	var err error
	if doc.Date, err = content.ParseDate(cmp.Or(n.date, n.Now().Format(time.DateOnly))); err != nil {
		return doc, usage("--date: %v", err)
	}
	return doc, nil
}

// free holds that no document of the kind has the slug, in whatever folder, and that the
// site, as it would be built, has no page where that of the document would stand.
func (n *newCommand) free(ctx context.Context, source *source, doc scaffold.Document, file string) error {
	slug, err := doc.Slug()
	if err != nil {
		return usage("%w", err)
	}
	site := buildCommand{Env: n.Env, drafts: true}
	built, err := site.site(ctx, source.FS())
	if err != nil {
		return site.failure(err)
	}
	if other := built.Content.Find(doc.Kind, slug); other != "" {
		return taken(file, other, doc.Kind)
	}
	if _, err := source.Lstat(filepath.FromSlash(file)); err == nil {
		return taken(file, file, doc.Kind)
	}
	page := slug
	if doc.Kind != "page" {
		page = doc.Kind + "s/" + slug
	}
	if _, err := fs.Stat(built.FS, page+"/index.html"); err == nil {
		return usage("the %s %s would stand at /%s/, where another page of the site stands; give it another title here, and this one in the file", doc.Kind, file, page)
	}
	return nil
}

func taken(file, other, kind string) error {
	name := strings.TrimSuffix(path.Base(file), ".md")
	if other == file {
		return &failure{exitContent, fmt.Errorf("%s exists already; nothing was written", file)}
	}
	return &failure{exitContent, fmt.Errorf("%s is the %s %q already; nothing was written", other, kind, name)}
}
