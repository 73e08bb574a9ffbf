package importer

import (
	"slices"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/markup"
	"dateline/internal/timeline"
)

// What a foreign file says may be more than a document can hold. What is left of it is kept as
// private notes.

// address gives a document its address on the web. Notes keep one that is too long.
func (r *reader) address(d, notes *Document, address string) {
	if !isWeb(address) {
		return
	}
	if bare, has := markup.WithoutUser(address); has {
		r.problems.Warnf(d.Pos, "url: has a user name or a password, which readers would see; it is left out")
		address = bare
	}
	if has, most := utf8.RuneCountInString(address), content.MaxLength("url"); has > most {
		r.problems.Warnf(d.Pos, "url: has %d characters, and a document at most %d; it is kept as the private note _url", has, most)
		notes.set("_url", address)
		return
	}
	d.set("url", address)
}

// authors gives an article its authors: as many as it may have, and of each as much.
func (r *reader) authors(d, notes *Document, names []string) {
	names = r.few(notes, "author", "_authors", names)
	d.list("author", r.within(notes, "author", content.MaxLength("author")-len(" …"), names...)...)
}

// within returns texts as a key may have them: of one that is too long the beginning, of so
// many bytes. Notes keep all of it.
func (r *reader) within(notes *Document, key string, length int, texts ...string) []string {
	most := content.MaxLength(key)
	var whole []string
	for k, text := range texts {
		if has := utf8.RuneCountInString(text); has > most {
			r.problems.Warnf(notes.Pos, "%s: has %d characters, and an article at most %d; the beginning is taken, and all of it kept as the private note _%s", key, has, most, key)
			texts[k], whole = cut(text, length), append(whole, text)
		}
	}
	notes.list("_"+key, whole...)
	return texts
}

// few returns as many texts as a key may have. A note of a name keeps the others.
func (r *reader) few(notes *Document, key, note string, texts []string) []string {
	has, most := len(texts), content.MaxCount(key)
	if has <= most {
		return texts
	}
	r.problems.Warnf(notes.Pos, "%s: has %d, and an article at most %d; those from %q on are kept as the private note %s", key, has, most, texts[most], note)
	notes.list(note, texts[most:]...)
	return texts[:most]
}

// tags returns categories but for those that no address can be made of, as many
// as an article may have. Notes keep the others.
func (r *reader) tags(notes *Document, categories []string) []string {
	pos := notes.Pos
	tags := slices.DeleteFunc(namesOf(categories, func(tag string) string { return tag }), func(tag string) bool {
		_, problem := timeline.FolderOf(tag)
		if problem != "" {
			r.problems.Warnf(pos, "left out: the tag %q %s", tag, problem)
		}
		return problem != ""
	})
	return r.few(notes, "tags", "_tags", tags)
}
