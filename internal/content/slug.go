package content

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"dateline/internal/diag"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxSlug bounds a slug in bytes: file systems hold names of up to 255.
const maxSlug = 200

// FoldSlug returns the form in which slugs are kept and compared: Unicode NFC
// in lower case. References are kept as authors write them.
func FoldSlug(s string) string {
	return norm.NFC.String(strings.ToLower(norm.NFC.String(s)))
}

// SlugOf returns the slug that a path gives, and the date in front of it
// ("2021-12-27") or "".
func SlugOf(file string) (slug, date string) {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if isBundle(file) {
		name = path.Base(path.Dir(file))
	}
	name, date = CutDate(name)
	return strings.ReplaceAll(FoldSlug(name), " ", "-"), date
}

// CutDate cuts the date ("2021-12-27") off the front of the name of a file, where there is
// one and a name is left.
func CutDate(name string) (rest, date string) {
	if len(name) > len("2021-12-27-") && isDay(name[:10]) && name[10] == '-' {
		return name[11:], name[:10]
	}
	return name, ""
}

// isBundle reports whether a file is a page with files of its own beside it.
func isBundle(file string) bool {
	return path.Base(file) == "index"+path.Ext(file)
}

// isDay reports whether s has the form of 2021-12-27 and may be a day.
func isDay(s string) bool {
	for i, c := range []byte(s) {
		if i == 4 || i == 7 {
			if c != '-' {
				return false
			}
		} else if c < '0' || c > '9' {
			return false
		}
	}
	month, day := s[5:7], s[8:10]
	return month >= "01" && month <= "12" && day >= "01" && day <= "31"
}

// CheckSlug says why s cannot be a slug, and which one to take in its place; nil where
// it can.
func CheckSlug(s string) error {
	switch {
	case len(s) > maxSlug:
		return fmt.Errorf("%q is too long for a slug, which has at most %d bytes", shorten(s), maxSlug)
	case reservedName(s):
		return fmt.Errorf("%q cannot be a slug, as Windows keeps the name for itself; write another, such as %q", s, "the-"+s)
	case s == suggestSlug(s):
		return nil
	}
	return fmt.Errorf("%q cannot be a slug: letters, digits, - _ and . (not first or last) are allowed; write %q",
		shorten(s), shorten(suggestSlug(s)))
}

// CutSlug cuts what is too long for a slug: after a word, or after a letter where the
// last word is a very long one.
func CutSlug(s string) string {
	if len(s) <= maxSlug {
		return s
	}
	word, letter := 0, 0
	for at, r := range s {
		if at > maxSlug {
			break
		}
		if r == '-' {
			word = at
		}
		if !unicode.Is(unicode.M, r) {
			letter = at
		}
	}
	if word > maxSlug/2 {
		return s[:word]
	}
	return strings.TrimRight(s[:letter], "-")
}

// suggestSlug returns s if it is a slug, else the nearest slug to it.
func suggestSlug(s string) string {
	parts := strings.FieldsFunc(FoldSlug(s), func(r rune) bool { return !slugRune(r) })
	for i := range parts {
		parts[i] = strings.Trim(parts[i], ".")
	}
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	if len(parts) == 0 {
		return "untitled"
	}
	return strings.Join(parts, "-")
}

func slugRune(r rune) bool {
	return r == '-' || r == '_' || r == '.' || r != unicode.ReplacementChar && unicode.In(r, unicode.L, unicode.Nd, unicode.M)
}

// reservedName reports whether Windows refuses a file of that name.
func reservedName(s string) bool {
	name, _, _ := strings.Cut(strings.ToLower(s), ".")
	if len(name) == 4 && name[3] >= '1' && name[3] <= '9' {
		return name[:3] == "com" || name[:3] == "lpt"
	}
	return slices.Contains([]string{"con", "prn", "aux", "nul"}, name)
}

// NameProblem says why Windows cannot hold a file of a name, "" where it can: a
// site is also built, copied and checked out there.
func NameProblem(name string) string {
	switch {
	case reservedName(name):
		return "Windows keeps the name for a device"
	case strings.ContainsAny(name, `<>:"\|?*`) || strings.ContainsFunc(name, unicode.IsControl):
		return `Windows has no < > : " \ | ? * in names`
	case strings.TrimRight(name, ". ") != name:
		return "Windows takes away a dot or space at the end of a name"
	}
	return ""
}

// slugKey returns the form in which slugs of a kind must differ: file
// systems exist that take names for one that differ in case only.
func slugKey(slug string) string {
	if !beyondASCII(slug) {
		return slug
	}
	return norm.NFC.String(cases.Fold().String(slug))
}

func beyondASCII(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// slug sets the slug of a document and returns the date in front of its file
// name, or "".
func (d *decoder) slug(doc *Document) (date string) {
	slug, date := SlugOf(doc.Path)
	hint := ""
	doc.Slug.V = FoldSlug(doc.Slug.V)
	if !doc.Slug.Set() {
		doc.Slug, hint = At[string]{V: slug, Place: inName}, ", or write slug: in the front matter"
	}
	if doc.Path == sitePath {
		doc.Slug.V = ""
	} else if err := CheckSlug(doc.Slug.V); err != nil {
		d.errorf(doc.Slug.Place, "slug: %v%s", err, hint)
	}
	return date
}

// slugs holds that a slug stands for one document of its kind.
type slugs map[slugOfKind]*Document

// slugOfKind is what no two documents share: a folder, and the slugKey in it.
type slugOfKind struct{ folder, key string }

func (s slugs) add(folder string, doc *Document, problems *diag.List) {
	key := slugOfKind{folder, slugKey(doc.Slug.V)}
	if first, taken := s[key]; taken {
		problems.Errorf(doc.Pos(doc.Slug.Place), "slug %q is taken by %s; rename the file, or write another slug: in the front matter",
			doc.Slug.V, first.Pos(first.Slug.Place))
		return
	}
	s[key] = doc
}
