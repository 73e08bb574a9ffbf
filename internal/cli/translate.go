package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/scaffold"

	"golang.org/x/text/language"
)

// translate begins the translation of the document of a kind with a slug into
// the language of --lang; "" is the slug of the site.
func (n *newCommand) translate(ctx context.Context, kind, slug string) error {
	tag, err := n.tag()
	switch {
	case err != nil:
		return err
	case content.Folder(kind) == "":
		return noKind(kind, content.Kinds)
	case n.from != "" || n.date != "":
		return usage("a translation has no --from and no --date: they are the original's")
	}
	source, err := openSource(n.source)
	if err != nil {
		return err
	}
	defer source.Close()
	set, _, err := content.Read(source.FS(), content.Options{Drafts: true, Stopped: ctx.Err})
	if err != nil {
		return (&buildCommand{}).failure(fmt.Errorf("reading content: %w", err))
	}
	original, ok := set.Original(kind, slug)
	if !ok {
		return &failure{exitContent, fmt.Errorf("there is no %s %q to translate%s", kind, slug, diag.DidYouMean(slug, set.Slugs(kind)))}
	}
	doc := scaffold.Translation{Kind: kind, Original: original, Lang: tag}
	if err := translatable(set, doc); err != nil {
		return &failure{exitContent, err}
	}
	return n.create(source, doc.Path(), doc.Text())
}

// tag returns the language of --lang.
func (n *newCommand) tag() (string, error) {
	tag, err := content.CheckLanguage(n.lang)
	if err != nil {
		return "", usage("--lang: %v", err)
	}
	return tag, nil
}

// translatable returns why the site cannot have a translation, or nil.
func translatable(set *content.Set, doc scaffold.Translation) error {
	editions := set.Site.Editions()
	switch {
	case doc.Lang == doc.Original.Lang:
		return fmt.Errorf("%s is in %s already; nothing was written", doc.Original.Path, doc.Lang)
	case doc.Lang == editions[0]:
		return fmt.Errorf("%s is the site's own language: write that text into %s, and this one as its translation", doc.Lang, doc.Original.Path)
	case !slices.Contains(editions, doc.Lang):
		return fmt.Errorf("the site has no edition in %s; add it in content/_index.md: %s", doc.Lang, set.Site.LanguagesWith(doc.Lang))
	case slices.Contains(doc.Original.Into, doc.Lang):
		return fmt.Errorf("%s has a translation into %s already; nothing was written", doc.Original.Path, doc.Lang)
	}
	return nil
}

// interfaceTexts stands in place of a kind for the words of the interface.
const interfaceTexts = "texts"

// texts begins the words of the interface in the language of --lang.
func (n *newCommand) texts() error {
	tag, err := n.tag()
	if err != nil {
		return err
	}
	if n.from != "" || n.date != "" {
		return usage("the words of the interface have no --from and no --date")
	}
	source, err := openSource(n.source)
	if err != nil {
		return err
	}
	defer source.Close()
	base, _ := fs.Sub(n.Files, locale.Folder) // which is a name: it cannot fail
	text, err := locale.Begin(base, language.Raw.Make(tag))
	if err != nil {
		return machine(err)
	}
	return n.create(source, locale.File(tag), text)
}

// arguments holds that there is a kind, and a title or slug; that the site and the words
// of the interface have neither.
func (n *newCommand) arguments(args []string) error {
	alone := len(args) > 0 && (args[0] == "site" && n.lang != "" || args[0] == interfaceTexts)
	switch {
	case len(args) > 0 && args[0] == "site" && n.lang == "": // as Hugo has it
		return errors.New("init creates a site, as in: dateline init my-timeline")
	case alone && len(args) == 1 && n.lang != "", !alone && len(args) == 2, len(args) == 1 && args[0] == fileCopy:
		return nil
	case len(args) > 0 && args[0] == interfaceTexts:
		return errors.New("new texts takes a language and nothing else, as in: dateline new texts --lang de")
	case len(args) > 0 && args[0] == fileCopy:
		return errors.New(`new copy takes one file; "dateline new copy" alone lists them`)
	case n.lang != "":
		return errors.New("new --lang takes a kind and the slug of the original, as in: dateline new article SLUG --lang ar; or site, or texts, alone")
	}
	return errors.New(`new takes a kind and a title, as in: dateline new article "Its headline"`)
}
