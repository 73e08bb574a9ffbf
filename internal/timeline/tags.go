package timeline

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"dateline/internal/content"
	"dateline/internal/markup"

	"golang.org/x/text/unicode/norm"
)

// tag returns the tags that an author named in a document. Which entries have them is noted
// by sort.
func (l *linker) tag(in *content.Document, names []content.At[string]) []*Tag {
	var tags []*Tag
	for _, name := range names {
		slug, problem := FolderOf(name.V)
		if problem != "" {
			l.problems.Errorf(in.Pos(name.Place), "the tag %q %s", name.V, problem)
			continue
		}
		tag := l.tags[slug]
		if tag == nil {
			shown, lang := l.timeline.Worded(name.V)
			tag = &Tag{Name: shown, Lang: lang, Slug: slug, written: name.V, file: in.Path}
			l.tags[slug] = tag
		}
		if name.V != tag.written {
			tag.mixed = true
		}
		twice := slices.Contains(tags, tag)
		if !twice {
			tags = append(tags, tag)
		}
		switch {
		case !tag.hasSigns(name.V) && !slices.Contains(tag.others, name.V):
			tag.others = append(tag.others, name.V)
			l.problems.Warnf(in.Pos(name.Place), "the tag %q is one with %q in %s, as both stand at %s; write the signs of one of them in letters", name.V, tag.written, tag.file, tag.URL())
		case twice:
			l.problems.Warnf(in.Pos(name.Place), "the tag %q is named twice", name.V)
		}
	}
	return tags
}

// Spelt returns the file that decides how the tag is written, as others write it otherwise; ""
// where all write it the same.
func (t *Tag) Spelt() string {
	if !t.mixed {
		return ""
	}
	return t.file
}

// hasSigns reports whether a name of the tag has the signs of the first one.
func (t *Tag) hasSigns(name string) bool {
	return name == t.written || Signs(name) == Signs(t.written) // mostly it is that name
}

// Signs returns what readers tell names apart by and no slug has: the signs of C++ and C#.
// Hyphens, quotation marks and the like, which are a matter of spelling, are none.
func Signs(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Sm, unicode.Sc, unicode.So) || strings.ContainsRune("#%&*@", r) {
			return r
		}
		return -1
	}, name)
}

// maxFolder is the longest name of a folder, in bytes, that file systems hold.
const maxFolder = 255

// FolderOf returns the last part of the address of a tag or place: its name as
// Slugify has it, but with a hyphen at the end, which nothing else has, where
// Windows keeps the name for a device. Or it says what keeps the name from having one.
func FolderOf(name string) (slug, problem string) {
	slug = Slugify(name)
	if content.NameProblem(slug) != "" {
		slug += "-"
	}
	switch {
	case slug == "":
		return "", "has no letter or digit"
	case len(slug) > maxFolder:
		return "", fmt.Sprintf("is too long for the address of its page, which has at most %d bytes of it; write a shorter one", maxFolder)
	}
	return slug, ""
}

// Slugify makes a name into the last part of an address: "" where it has neither letters nor
// digits.
func Slugify(name string) string { return markup.Hyphened(norm.NFC.String(name)) }
