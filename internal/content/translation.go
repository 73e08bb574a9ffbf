package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"dateline/internal/diag"

	"golang.org/x/text/unicode/norm"
)

// A translation lies beside its original and has the tag of its language before
// the extension: slug.ar.md beside slug.md, slug/index.ar.md beside
// slug/index.md, _index.ar.md beside _index.md. It has the keys of language only,
// those with the tag "translated"; all facts are the original's.
//
// Names may have dots for other reasons (report.final.md, v2.1.md). So what
// stands there is taken for a language where the site has an edition in it
// (languages), and where the original stands beside it and the word before the
// first hyphen has two letters, as most languages have: the author is told then
// what is missing. All else is a document of its own.

// translator knows which files of a site are translations.
type translator struct {
	site     *Site
	files    map[string]string // paths, by their composed form: disks disagree on é
	taken    map[string]string // path of a translation, by original and language
	problems diag.List
}

// classify notes in files which of them are translations, and of what. It
// returns what is wrong with their names.
func classify(files []found, site *Site) diag.List {
	t := translator{site: site, files: map[string]string{}, taken: map[string]string{}}
	var candidates []int
	for k, f := range files {
		files[k].translates = nil
		if _, word := tagged(f.path); word != "" {
			candidates = append(candidates, k)
		}
	}
	if len(candidates) == 0 {
		return diag.List{}
	}
	for _, f := range files {
		t.files[norm.NFC.String(f.path)] = f.path
	}
	for _, k := range candidates {
		t.classify(&files[k])
	}
	return t.problems
}

// tagged parts a path before the last dot of its name: into the path of the
// original and the word that may be a language; the word is "" where there is none.
func tagged(file string) (original, word string) {
	ext := path.Ext(file)
	stem := strings.TrimSuffix(file, ext)
	dotted := path.Ext(stem)
	if dotted == "" {
		return file, ""
	}
	return strings.TrimSuffix(stem, dotted) + ext, dotted[1:]
}

func (t *translator) classify(f *found) {
	original, word := tagged(f.path)
	lang, ok := languageTag(word)
	there, beside := t.files[norm.NFC.String(original)]
	if beside {
		original = there
	}
	pos := diag.Pos{File: f.path}
	switch {
	case ok && t.hasEdition(lang) && !beside:
		t.problems.Errorf(pos, "is a translation into %s of nothing: there is no %s; write the original, rename this file as that one was, or leave .%s out of its name", lang, original, word)
	case ok && t.hasEdition(lang):
	case f.folder() != "" && (!beside || !shapedAsTag(word)):
		return
	case !ok:
		t.problems.Errorf(pos, "%q is no BCP 47 language tag, so that this is no translation of %s; write one such as \"ar\", or give the file a name without the dot", word, original)
	case t.site.Guessed: // and its editions with it
	default:
		t.problems.Warnf(pos, "is shown nowhere, as the site has no edition in %s; add it in %s: %s", lang, sitePath, t.site.LanguagesWith(lang))
	}
	f.translates = &translates{original, lang, !beside}
	key := original + "\x00" + lang
	if other := t.taken[key]; other != "" {
		t.problems.Errorf(pos, "is a second translation of %s into %s, beside %s; remove one", original, lang, other)
		return
	}
	t.taken[key] = f.path
}

// hasEdition reports whether the site has more than one language and this is one
// of them.
func (t *translator) hasEdition(lang string) bool {
	return slices.Contains(t.site.Editions(), lang)
}

// Translated returns, of the path of a file that may be a translation into one of
// the further languages of the site, the path of the original and the folder of
// the edition; else the path itself, and "".
func (s *Site) Translated(file string) (original, folder string) {
	original, word := tagged(file)
	lang, ok := languageTag(word)
	if !ok || !slices.Contains(s.Editions()[1:], lang) {
		return file, ""
	}
	return original, EditionFolder(lang)
}

// shapedAsTag reports whether a word may be meant as the tag of a language: two
// letters, and what hyphens set apart after them.
func shapedAsTag(word string) bool {
	primary, _, _ := strings.Cut(word, "-")
	return len(primary) == 2 && strings.Trim(strings.ToLower(primary), "abcdefghijklmnopqrstuvwxyz") == ""
}

// Editions returns the languages in which the whole site stands: its own, then
// the further ones that the settings name. It is one where they name none.
func (s *Site) Editions() []string {
	langs := []string{s.Language.V}
	for _, lang := range s.Languages {
		if !slices.Contains(langs, lang.V) {
			langs = append(langs, lang.V)
		}
	}
	return langs
}

// LanguagesWith returns the setting that gives the site one more edition, as it is
// written in YAML: "languages: [ar, fr]".
func (s *Site) LanguagesWith(lang string) string {
	return fmt.Sprintf("languages: [%s]", strings.Join(append(s.Editions()[1:], lang), ", "))
}

// checkLanguages holds that each further language is another one.
func (s *Site) checkLanguages(problems *diag.List) {
	for k, lang := range s.Languages {
		switch {
		case lang.V == s.Language.V:
			problems.Errorf(s.Pos(lang.Place), "languages: %q is the language of the site itself; name the further ones only", lang.V)
		case slices.ContainsFunc(s.Languages[:k], func(other At[string]) bool { return other.V == lang.V }):
			problems.Warnf(s.Pos(lang.Place), "languages: %q is named twice", lang.V)
		case NameProblem(EditionFolder(lang.V)) != "":
			problems.Warnf(s.Pos(lang.Place), "languages: the folder of the edition in %s cannot be copied to every system: %s", lang.V, NameProblem(EditionFolder(lang.V)))
		}
	}
}

// checkTranslations holds what translations show only beside their originals.
func (s *Set) checkTranslations(files []found, results []*result, problems *diag.List) {
	for _, lang := range s.Site.Languages {
		if lang.V != s.Site.Language.V && s.translations[lang.V][sitePath] == nil {
			problems.Warnf(s.Site.Pos(lang.Place), "languages: the edition in %s has no title of its own; write %s with title:, description: and words:", lang.V, TranslationPath(sitePath, lang.V))
		}
	}
	if len(s.translations) == 0 {
		return
	}
	originals := map[string]document{}
	for k, f := range files {
		if doc := results[k].document; doc != nil && f.translates == nil {
			originals[f.path] = doc
		}
	}
	for k, f := range files {
		doc := results[k].document
		if doc == nil || f.translates == nil {
			continue
		}
		lang := f.translates.lang
		pos, original := diag.Pos{File: f.path}, originals[f.translates.original]
		switch {
		case original == nil: // left out, or reported
		case s.Site.Guessed:
		case cmp.Or(original.language().V, s.Site.Language.V) == lang:
			problems.Errorf(pos, "is a translation into %s, the language of %s itself; translate into another one, or write lang: there", lang, f.translates.original)
		case lang == s.Site.Language.V:
			problems.Errorf(pos, "is a translation into %s, the site's own language, in which its readers see %s; write this text there, and that one as a translation", lang, f.translates.original)
		}
		if a, ok := doc.(*Article); ok && a.Body.Empty() && len(a.Annotations) > 0 {
			problems.Errorf(a.Pos(a.Annotations[0].Quote.Place), "annotations: this translation has no text that they could quote; translate the text, or leave the notes out")
		}
	}
}
