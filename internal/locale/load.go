package locale

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/diag"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Folder is where the files of the texts lie, in the site's folder.
const Folder = "templates/i18n"

// File returns the path of the file that holds the texts of a language, in the site's
// folder.
func File(tag string) string { return Folder + "/" + tag + ".yaml" }

const fallback = "en"

// loader reads the files of a language and gathers what is wrong with them.
type loader struct {
	base, own fs.FS
	english   map[string]text // the reference of keys and placeholders
	problems  diag.List
}

// Load reads the texts of a language. base holds the files that Dateline brings,
// own those of the site, which stand over them text by text; own may be empty or
// nil. A text that neither has is English; so are all for a language without a
// file. tag is the language asked for, BCP 47, and at where. The error is for failing
// I/O only.
func Load(base, own fs.FS, tag string, at diag.Pos) (*Locale, diag.List, error) {
	ld := &loader{base: base, own: own}
	texts, err := ld.read(fallback)
	if err != nil {
		return nil, ld.problems, err
	}
	if len(texts) == 0 {
		return nil, ld.problems, fmt.Errorf("reading %s: there are no texts in %s.yaml %v", Folder, fallback, ld.problems.Sorted())
	}
	if err := ld.checkNames(); err != nil {
		return nil, ld.problems, err
	}
	english := newLocale(fallback, maps.Clone(texts))
	if _, err := language.Parse(tag); err != nil {
		//lint:ignore nilerr the tag is reported where it was read
		return english, ld.problems, nil
	}
	if chain(tag)[0] != fallback {
		for key, t := range texts {
			t.english = true
			texts[key] = t
		}
	}
	lang, found := tag, false
	for _, name := range chain(tag) { // the most general first
		if name == fallback {
			found = true
			continue
		}
		more, err := ld.read(name)
		if err != nil {
			return nil, ld.problems, err
		}
		if more == nil {
			continue
		}
		if !found {
			ld.reportMissing(name, more)
		}
		found = true
		maps.Copy(texts, more)
	}
	if !found {
		ld.problems.Warnf(at, "there are no texts of the interface in %q, so they stay English; write them into %s, which \"dateline new texts --lang %s\" begins", tag, File(chain(tag)[0]), chain(tag)[0])
		lang = fallback
	}
	l := newLocale(lang, texts)
	l.english = english
	return l, ld.problems, nil
}

// checkNames tells of files of the site that no language reads.
func (ld *loader) checkNames() error {
	if ld.own == nil {
		return nil
	}
	files, err := fs.ReadDir(ld.own, ".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading %s: %w", Folder, err)
	}
	for _, f := range files {
		name, hidden := f.Name(), strings.HasPrefix(f.Name(), ".")
		stem := strings.TrimSuffix(name, path.Ext(name))
		want := "by the tag of its language, such as ar.yaml"
		tag, err := language.Raw.Parse(stem)
		if err == nil {
			want = tag.String() + ".yaml"
		}
		if !hidden && name != want {
			ld.problems.Warnf(diag.Pos{File: Folder + "/" + name}, "is read for no language; call it %s", want)
		}
	}
	return nil
}

func newLocale(lang string, texts map[string]text) *Locale {
	l := &Locale{lang: lang, tag: language.Make(lang), texts: texts, others: make(map[string]pattern, len(texts))}
	for key, t := range texts {
		l.others[key] = t.other()
	}
	numbers, err := l.tag.SetTypeForKey("nu", l.Text("number.digits"))
	if err != nil {
		numbers = l.tag
	}
	l.printer = message.NewPrinter(numbers)
	l.latin = l.printer.Sprint(0) == "0"
	l.ungrouped, _ = strconv.ParseInt(l.Text("number.grouped_from"), 10, 64)
	for month := range l.months {
		l.months[month] = l.Text("date.month." + strconv.Itoa(month+1))
		l.briefMonths[month] = l.Text("date.month_short." + strconv.Itoa(month+1))
	}
	for day := range l.briefWeekdays {
		l.briefWeekdays[day] = l.Text("date.weekday_short." + strconv.Itoa(day))
	}
	return l
}

// chain returns the tags whose files hold the texts of a language, the most
// general first: "zh", "zh-Hant", "zh-Hant-HK".
func chain(tag string) []string {
	var names []string
	for i, c := range tag {
		if c == '-' {
			names = append(names, tag[:i])
		}
	}
	return append(names, tag)
}

// read reads the file of a language, and the site's own over it; nil where
// there is neither.
func (ld *loader) read(name string) (map[string]text, error) {
	var all map[string]text
	for _, fsys := range []fs.FS{ld.base, ld.own} {
		if fsys == nil {
			continue
		}
		data, err := fs.ReadFile(fsys, name+".yaml")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", Folder, err)
		}
		if all == nil {
			all = map[string]text{}
		}
		leaves := ld.parse(File(name), data)
		if ld.english == nil { // the reference itself
			ld.english = map[string]text{}
			for _, leaf := range leaves {
				ld.english[leaf.key] = leaf.text
			}
		}
		allowed := categories(language.Make(name))
		for _, leaf := range leaves {
			if ld.fits(leaf, allowed) {
				leaf.text.plural = leaf.text.plural || ld.english[leaf.key].plural // one form for all numbers
				all[leaf.key] = leaf.text
				if name == fallback && IsOwn(leaf.key) {
					ld.english[leaf.key] = leaf.text
				}
			}
		}
	}
	return all, nil
}

// fits checks a text against the English one and reports whether it can be used.
func (ld *loader) fits(l leaf, allowed []string) bool {
	english, known := ld.english[l.key]
	if !known && isWord(l.key) && !l.text.plural {
		return true
	}
	if !known && IsOwn(l.key) {
		english, known = l.text, true
	}
	if !known {
		ld.problems.Warnf(l.at, "no text has the key %q%s", l.key, diag.DidYouMean(l.key, slices.Sorted(maps.Keys(ld.english))))
		return false
	}
	if l.text.plural && !english.plural {
		ld.problems.Warnf(l.at, "the text %q has no plural forms; write one text", l.key)
		return false
	}
	for form, at := range l.forms {
		if name := categoryNames[form]; !slices.Contains(allowed, name) {
			ld.problems.Warnf(at, "%q is no plural category of this language; write %s", name, oneOf(allowed))
			delete(l.text.forms, form)
		}
	}
	if len(l.text.forms) == 0 {
		return false
	}
	if _, ok := l.text.forms[plural.Other]; !ok {
		ld.problems.Warnf(l.at, "the text %q has no form %q, which stands for all that have none of their own", l.key, "other")
		return false
	}
	return ld.fillable(l, english.names())
}

// fillable checks the placeholders of a text against those that it may have, and reports whether
// it has no other.
func (ld *loader) fillable(l leaf, names []string) bool {
	have, ok := l.text.names(), true
	for _, name := range have {
		if !slices.Contains(names, name) {
			ld.problems.Errorf(l.at, "the text %q has no placeholder {%s}%s", l.key, name, hint(name, names))
			ok = false
		}
	}
	for _, name := range names {
		if name != "n" && !slices.Contains(have, name) {
			ld.problems.Warnf(l.at, "the text %q leaves out {%s}", l.key, name)
		}
	}
	return ok
}

// hint says which placeholders a text may have.
func hint(name string, names []string) string {
	if len(names) == 0 {
		return "; it has none"
	}
	return cmp.Or(diag.DidYouMean(name, names), "; write {"+strings.Join(names, "}, {")+"}")
}

// oneOf lists words: "one, two or other".
func oneOf(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// namedKeys is how many keys a message names.
const namedKeys = 8

// reportMissing names the texts that a language has none of.
func (ld *loader) reportMissing(name string, texts map[string]text) {
	allowed := categories(language.Make(name))
	var missing []string
	for _, key := range slices.Sorted(maps.Keys(ld.english)) {
		t, ok := texts[key]
		if !ok {
			missing = append(missing, key)
			continue
		}
		for _, category := range allowed {
			if _, has := t.forms[categoryForms[category]]; t.plural && !has {
				missing = append(missing, key+"."+category)
			}
		}
	}
	if len(missing) == 0 {
		return
	}
	more := ""
	if rest := len(missing) - namedKeys; rest > 0 {
		more = fmt.Sprintf(" and %d more", rest)
	}
	ld.problems.Warnf(diag.Pos{File: File(name)}, "these texts are missing, and stay English: %s%s",
		strings.Join(missing[:min(len(missing), namedKeys)], ", "), more)
}
