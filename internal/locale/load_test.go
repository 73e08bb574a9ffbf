package locale_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/diag"
	"dateline/internal/diag/diagtest"
	"dateline/internal/locale"

	"github.com/google/go-cmp/cmp"
)

// load reads a language with a site's own files, by name.
func load(t *testing.T, tag string, own map[string]string) (*locale.Locale, []string) {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range own {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	l, problems, err := locale.Load(os.DirFS(folder), files, tag, diag.Pos{File: "content/_index.md", Line: 3, Col: 11})
	if err != nil {
		t.Fatal(err)
	}
	return l, diagtest.Lines(problems)
}

// A site changes single texts, adds a region or a language of its own, and words
// of its own vocabulary.
func TestOwnTexts(t *testing.T) {
	l, found := load(t, "ar-IQ", map[string]string{
		"ar.yaml":    "section: {timeline: السجل}\nrole: {sniper: قناص}",
		"ar-IQ.yaml": "date: {month: {\"12\": كانون الأول}}",
	})
	if len(found) > 0 || l.Lang() != "ar-IQ" {
		t.Errorf("%s: %v", l.Lang(), found)
	}
	got := []string{l.Text("section.timeline"), l.Month(12), l.Month(11), l.Word("role", "sniper"), l.Word("role", "bomb-maker"), l.Text("section.actors")}
	if want := "السجل|كانون الأول|نوفمبر|قناص|bomb maker|الجهات الفاعلة"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %s", got, want)
	}
	if l, found = load(t, "en-GB", nil); len(found) > 0 || l.Text("section.search") != "Search" {
		t.Errorf("en-GB: %v", found)
	}
}

// Texts that a language lacks are English, and count as that does.
func TestCountInEnglish(t *testing.T) {
	l, _ := load(t, "ja", map[string]string{"ja.yaml": "count: {incidents: \"{n}件\"}"})
	none, _ := load(t, "ko", nil)
	english, _ := load(t, "en-GB", nil)
	got := []string{l.Count("count.incidents", 1), l.Count("count.articles", 1), l.Count("count.articles", 2), none.Count("count.articles", 1)}
	if want := "1件|1\u00a0article|2\u00a0articles|1\u00a0article"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %s", got, want)
	}
	forms := []any{l.Forms("count.articles"), none.Forms("count.articles")}
	for _, in := range forms {
		if in.(map[string]string)["lang"] != "en" {
			t.Errorf("the forms of %v do not say that they are English", in)
		}
	}
	if in := english.Forms("count.articles"); in.(map[string]string)["lang"] != "" {
		t.Errorf("English forms on a page in English are %v", in)
	}
}

// Texts for a site's own templates have names of its choice. In English or not, they are held
// to what English says of them, if it does.
func TestTextsOfOwnTemplates(t *testing.T) {
	own := map[string]string{
		"en.yaml": "own: {about: \"About {name}\", pages: {one: a page, other: \"{n} pages\"}, deep: {er: In}}",
		"fr.yaml": "own: {about: \"De {nom}\", seul: \"Seul {ici}\", pages: {one: une page, few: x, other: \"{n} pages\"}}",
	}
	l, found := load(t, "fr", own)
	want := []string{
		`templates/i18n/fr.yaml: warning: these texts are missing, and stay English: own.about, own.deep.er`,
		`templates/i18n/fr.yaml:1:7: error: the text "own.about" has no placeholder {nom}; write {name}`,
		`templates/i18n/fr.yaml:1:7: warning: the text "own.about" leaves out {name}`,
		`templates/i18n/fr.yaml:1:69: warning: "few" is no plural category of this language; write one or other`,
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	var got []string
	for _, key := range []string{"own.about", "own.deep.er", "own.seul", "own.pages"} {
		got = append(got, l.Text(key, "name", "x", "ici", "y"), l.Count(key, 1, "name", "x", "ici", "y"))
	}
	if want := "About x|About x|In|In|Seul y|Seul y|\u00a0pages|une page"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %s", got, want)
	}
}

// What is wrong with a file of texts is said with its place and what to write.
func TestBadTexts(t *testing.T) {
	const fr = "templates/i18n/fr.yaml"
	for _, tt := range []struct{ name, tag, file, text, want string }{
		{"another end", "fr", "fr.yml", "", "templates/i18n/fr.yml: warning: is read for no language; call it fr.yaml"},
		{"another case", "fr", "zh_hant.yaml", "", "templates/i18n/zh_hant.yaml: warning: is read for no language; call it zh-Hant.yaml"},
		{"no tag", "fr", "french.yaml", "", "templates/i18n/french.yaml: warning: is read for no language; call it by the tag of its language, such as ar.yaml"},
		{"unknown key", "fr", "fr.yaml", "section:\n  timelin: Fil", fr + `:2:3: warning: no text has the key "section.timelin"; did you mean "section.timeline"?`},
		{"wrong category", "fr", "fr.yaml", "count:\n  actors: {one: un, few: deux, other: \"{n}\"}", fr + `:2:21: warning: "few" is no plural category of this language; write one or other`},
		{"no category", "fr", "fr.yaml", "count:\n  actors: {one: un, othr: deux, other: \"{n}\"}", fr + `:2:21: warning: "othr" is no plural category; did you mean "other"?`},
		{"no form for the rest", "fr", "fr.yaml", "count:\n  actors: {one: un}", fr + `:2:3: warning: the text "count.actors" has no form "other", which stands for all that have none of their own`},
		{"plural of none", "fr", "fr.yaml", "section:\n  search: {one: a, other: b}", fr + `:2:3: warning: the text "section.search" has no plural forms; write one text`},
		{"wrong placeholder", "fr", "fr.yaml", "page:\n  described: \"{titel} de {site}\"", fr + `:2:3: error: the text "page.described" has no placeholder {titel}; did you mean "title"?`},
		{"left out", "fr", "fr.yaml", "page:\n  described: \"{title}\"", fr + `:2:3: warning: the text "page.described" leaves out {site}`},
		{"twice", "fr", "fr.yaml", "page:\n  skip: a\n  skip: b", fr + `:3:3: error: the text "page.skip" stands here a second time; remove one`},
		{"no group", "fr", "fr.yaml", "- a", fr + `:1:1: error: here stands no group of texts; write each as key: "text"`},
		{"broken further down", "fr", "fr.yaml", "page:\n  skip: a\n  done: {x} b\n", fr + ":3:9: error: text follows the closing bracket; put quotation marks around the whole value"},
		{"broken", "fr", "fr.yaml", "page:\n  skip: \"a\n", fr + ":2:9: error: the quotation mark that opens here is never closed; close it"},
		{"another encoding", "fr", "fr.yaml", "page:\n  skip: a\n  été: \xe9", fr + ":3:8: error: byte 0xe9 is not UTF-8; save the file as UTF-8"},
		{"missing keys", "nl-BE", "nl.yaml", "section: {timeline: Tijdlijn}", "templates/i18n/nl.yaml: warning: these texts are missing, and stay English: accounts.changed, "},
		{"no file", "sw", "x.txt", "", `content/_index.md:3:11: warning: there are no texts of the interface in "sw", so they stay English; write them into templates/i18n/sw.yaml, which "dateline new texts --lang sw" begins`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l, found := load(t, tt.tag, map[string]string{tt.file: tt.text})
			if all := strings.Join(found, "\n"); !strings.Contains(all, tt.want) {
				t.Errorf("found\n%s\nnot\n%s", all, tt.want)
			}
			if l.Text("section.search") == "" || l.Count("count.actors", 3) == "" {
				t.Error("texts are missing")
			}
		})
	}
}

// One form is enough for a text that has several in English.
func TestOneForm(t *testing.T) {
	l, found := load(t, "en", map[string]string{"en.yaml": "count:\n  actors: Actors {n}\n"})
	if len(found) > 0 {
		t.Errorf("found %q", found)
	}
	if plural, ok := l.Has("count.actors"); !plural || !ok {
		t.Error("the text has no plural forms")
	}
	for n, want := range map[int]string{1: "Actors 1", 3: "Actors 3"} {
		if got := l.Count("count.actors", n); got != want {
			t.Errorf("counts %q, want %q", got, want)
		}
	}
}

// A number stays on one line with what it counts, also where a language has one form for
// all numbers; a number that is followed by something else does not.
func TestNumberStaysWithItsWord(t *testing.T) {
	l, found := load(t, "ko", map[string]string{"ko.yaml": "count: {articles: \"기사 {n} 건\"}\nfilter: {found: \"{n} / {entries}\"}\n"})
	got := l.Count("count.articles", 3) + "|" + l.Text("filter.found", "n", "3", "entries", "9") + "|" + l.Count("count.notes", 3)
	if want := "기사 3\u00a0건|3 / 9|3\u00a0notes"; got != want {
		t.Errorf("%q, want %q; found %q", got, want, found)
	}
}
