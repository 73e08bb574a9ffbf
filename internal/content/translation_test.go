package content

import (
	"strings"
	"testing"
)

func TestTranslations(t *testing.T) {
	set, problems := readSite(t, siteOf(map[string]string{
		sitePath:                              "---\ntitle: T\nlanguages: [ar, pt-BR]\nfields: {b: B, a: A}\nbase_url: https://example.org/x\n---\nHello.\n",
		"content/_index.ar.md":                "---\ntitle: ت\nfields: {a: أ}\nwords: {fire: حريق}\n---\nأهلا.\n",
		"content/_index.pt-br.md":             "---\ndescription: D\n---\n",
		"content/articles/2021-12-27-a.md":    "---\ntitle: A\nsummary: S\ntags: [fire]\nparams: {x: 1}\naccounts: {i: {a: {value: 1, quote: Text}}}\nannotations: {quote: Text, note: N}\n---\nText.\n",
		"content/articles/2021-12-27-a.ar.md": "---\ntitle: ا\nparams: {y: 2}\nannotations: {original: Text, quote: نص, note: م}\n---\nنص.\n",
		"content/articles/b/index.md":         "---\ntitle: B\ndate: 2021\nlang: fr\n---\nTexte.\n",
		"content/articles/b/index.ar.md":      "---\ntitle: ب\nsummary: م\n---\n",
		"content/articles/b/plan.pdf":         "",
		"content/articles/c.md":               "---\ntitle: C\ndate: 2021\nlang: ar\n---\nنص.\n",
		"content/articles/report.final.md":    page,
		"content/articles/report.md":          page,
		"content/articles/v2.1.md":            page,
		"content/actors/n.md":                 "---\nname: N\nalso_known_as: [M]\n---\n",
		"content/actors/n.ar.md":              "---\nname: ن\nalso_known_as: [م, M]\n---\n",
		"content/actors/n.pt-BR.md":           "---\nname: NN\ndraft: true\n---\n",
	}), Options{})
	wantLines(t, problems)
	if got := strings.Join(paths(set), " "); got != "2021-12-27-a.md b/index.md c.md report.final.md report.md v2.1.md" {
		t.Errorf("articles %s", got)
	}
	ar := set.Edition("ar")
	a, b, c, n := ar.Articles[0], ar.Articles[1], ar.Articles[2], ar.Actors[0]
	for _, tt := range []struct{ what, got, want string }{
		{"title", ar.Site.Title.V + ar.Site.Description.V + ar.Site.Language.V, "تar"},
		{"address", ar.Site.BaseURL.V, "https://example.org/x/ar/"},
		{"fields", ar.Site.Fields[0].V.V + ar.Site.Fields[1].V.V, "Bأ"},
		{"words", ar.Site.Words[0].V.V, "حريق"},
		{"a", a.Title.V + a.Summary.V + "|" + a.Slug.V + "|" + a.Tags[0].V + "|" + a.Lang.V + a.TextLang(), "ا|a|fire|"},
		{"text of a", a.Body.Text() + a.Translation() + a.Path, "نص.\narcontent/articles/2021-12-27-a.ar.md"},
		{"notes of a", a.Annotations[0].Quote.V + a.Accounts[0].V[0].V.Quote.V + a.Accounts[0].V[0].V.Value.V, "نص1"},
		{"b", b.Title.V + b.Summary.V + b.Body.Text() + b.TextLang() + "|" + b.Lang.V + b.Path, "بمTexte.\nfr|content/articles/b/index.md"},
		{"c", c.Title.V + c.Lang.V + c.Own(), "Cen"},
		{"n", n.Name.V + n.Names[0].V + n.Names[1].V + n.Names[2].V, "نمMN"},
		{"page without a translation", ar.Articles[3].Lang.V, "en"},
		{"the set itself", set.Articles[0].Title.V + set.Articles[3].Lang.V + set.Site.Title.V + set.Actors[0].Name.V, "ATN"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, tt.got, tt.want)
		}
	}
	if len(a.Params) != 2 || len(set.Articles[0].Params) != 1 || len(b.Beside) != 1 {
		t.Errorf("params %v of %v, files %v", a.Params, set.Articles[0].Params, b.Beside)
	}
	for file, want := range map[string]string{
		"content/pages/a.ar.md": "content/pages/a.md ar", "content/pages/a.PT-br.md": "content/pages/a.md pt-br",
		"content/pages/a.fr.md": "content/pages/a.fr.md ", "content/pages/a.md": "content/pages/a.md ", "content/pages/a.en.md": "content/pages/a.en.md ",
	} {
		if original, folder := set.Site.Translated(file); original+" "+folder != want {
			t.Errorf("%s translates %q %q, want %q", file, original, folder, want)
		}
	}
	pt := set.Edition("pt-BR")
	if pt.Site.Title.V != "T" || pt.Site.BaseURL.V != "https://example.org/x/pt-br/" || pt.Actors[0].Name.V != "N" || pt.Articles[2].Lang.V != "ar" {
		t.Errorf("the edition in Portuguese is %+v", pt.Site)
	}
}

func TestTranslationProblems(t *testing.T) {
	_, problems := readSite(t, siteOf(map[string]string{
		sitePath:                          "---\ntitle: T\nlanguages: [ar, en, ar, ckb, con]\n---\n",
		"content/_index.con.md":           "---\ntitle: T\n---\n",
		"content/_index.ar.md":            "---\ntitle: T\npage_size: 20\n---\n",
		"content/_index.fr.md":            "---\ndescription: D\ntitle:\n---\n",
		"content/_index.xq.md":            "---\ntitle: T\n---\n",
		"content/articles/a.md":           page,
		"content/articles/a.ar.md":        "---\ntitle: T\ndate: 2021\nsumary: S\nannotations: {quote: T, note: N}\n---\n",
		"content/articles/a.AR.md":        "---\ntitle: T\n---\n",
		"content/articles/a.en.md":        "---\ntitle: T\n---\n",
		"content/articles/a.fr.md":        "---\n---\n",
		"content/articles/a.xx-foo.md":    page,
		"content/articles/a.old.md":       page, // a language, but hardly meant so
		"content/articles/c.md":           "---\ntitle: T\ndate: 2021\nlang: ar\n---\n",
		"content/articles/c.ar.md":        "---\ntitle: T\n---\n",
		"content/articles/c.en.md":        "---\ntitle: T\n---\n",
		"content/articles/d.ar.md":        page, // with keys that no original has in its place
		"content/articles/d.fr.md":        page,
		"content/articles/e.md":           "---\ntitle: T\ndate: 2021\ndraft: true\n---\n",
		"content/articles/e.ar.md":        "---\ntitle: T\n---\n",
		"content/articles/f/index.ckb.md": "---\ntitle: T\n---\n",
	}), Options{})
	only := "a translation has only title, summary, annotations, draft, params"
	wantLines(t, problems,
		`content/_index.ar.md:3:12: error: page_size: is the same in all languages and stands in content/_index.md; a translation has only title, description, fields, words, draft, params`,
		`content/_index.fr.md: warning: is shown nowhere, as the site has no edition in fr; add it in content/_index.md: languages: [ar, ckb, con, fr]`,
		`content/_index.fr.md:3:1: warning: has no title; write title: … in the front matter`,
		`content/_index.md:3:17: error: languages: "en" is the language of the site itself; name the further ones only`,
		`content/_index.md:3:21: warning: languages: "ar" is named twice`,
		`content/_index.md:3:25: warning: languages: the edition in ckb has no title of its own; write content/_index.ckb.md with title:, description: and words:`,
		`content/_index.md:3:30: warning: languages: the folder of the edition in con cannot be copied to every system: Windows keeps the name for a device`,
		`content/_index.xq.md: error: "xq" is no BCP 47 language tag, so that this is no translation of content/_index.md; write one such as "ar", or give the file a name without the dot`,
		`content/articles/a.ar.md: error: is a second translation of content/articles/a.md into ar, beside content/articles/a.AR.md; remove one`,
		`content/articles/a.ar.md:3:7: error: date: is the same in all languages and stands in content/articles/a.md; `+only,
		`content/articles/a.ar.md:4:1: warning: unknown key "sumary"; did you mean "summary"?`,
		`content/articles/a.ar.md:5:22: error: annotations: this translation has no text that they could quote; translate the text, or leave the notes out`,
		`content/articles/a.en.md: error: is a translation into en, the language of content/articles/a.md itself; translate into another one, or write lang: there`,
		`content/articles/a.fr.md: warning: is shown nowhere, as the site has no edition in fr; add it in content/_index.md: languages: [ar, ckb, con, fr]`,
		`content/articles/a.fr.md:1:1: error: has no title; write title: …`,
		`content/articles/a.xx-foo.md: error: "xx-foo" is no BCP 47 language tag, so that this is no translation of content/articles/a.md; write one such as "ar", or give the file a name without the dot`,
		`content/articles/a.xx-foo.md:3:7: error: date: is the same in all languages and stands in content/articles/a.md; `+only,
		`content/articles/c.ar.md: error: is a translation into ar, the language of content/articles/c.md itself; translate into another one, or write lang: there`,
		`content/articles/c.en.md: error: is a translation into en, the site's own language, in which its readers see content/articles/c.md; write this text there, and that one as a translation`,
		`content/articles/d.ar.md: error: is a translation into ar of nothing: there is no content/articles/d.md; write the original, rename this file as that one was, or leave .ar out of its name`,
		`content/articles/f/index.ckb.md: error: is a translation into ckb of nothing: there is no content/articles/f/index.md; write the original, rename this file as that one was, or leave .ckb out of its name`,
	)
}

// A mistake in a setting is told once, and makes no edition.
func TestNoEdition(t *testing.T) {
	set, problems := readSite(t, siteOf(map[string]string{
		sitePath:               "---\ntitle: T\nlanguage: Anglais\nlanguages: [data, ar, x-default]\n---\n",
		"content/_index.ar.md": "---\ntitle: T\n---\n",
	}), Options{})
	const noTag = ` is no BCP 47 language tag; write one such as "en", "ar" or "pt-BR"`
	wantLines(t, problems,
		`content/_index.md:3:11: error: language: "Anglais" is no BCP 47 language tag; write "en"`,
		`content/_index.md:4:13: error: languages: "data"`+noTag,
		`content/_index.md:4:23: error: languages: "x-default"`+noTag,
	)
	if got := strings.Join(set.Site.Editions(), " "); got != "en ar" {
		t.Errorf("editions %s", got)
	}
}

// Settings that cannot be read are told of once: no translation is measured by the
// languages that the site has without them.
func TestTranslationsWithoutSettings(t *testing.T) {
	for settings, want := range map[string]string{
		"language: pt-BR\nlanguages: [en\n": `content/_index.md:4:12: error: the list that opens here is broken; write it as [one, two], closed with "]"`,
		"language: Anglais\n":               `content/_index.md:3:11: error: language: "Anglais" is no BCP 47 language tag; write "en"`,
	} {
		_, problems := readSite(t, siteOf(map[string]string{
			sitePath:                   "---\ntitle: T\n" + settings + "---\n",
			"content/_index.en.md":     "---\ntitle: T\n---\n",
			"content/articles/a.md":    page,
			"content/articles/a.en.md": "---\ntitle: T\n---\n",
			"content/articles/a.fr.md": "---\ntitle: T\n---\n",
		}), Options{})
		wantLines(t, problems, want)
	}
}

// The original is found also where its name is composed of other code points, as
// macOS and others write the same letters.
func TestTranslationOfOtherForm(t *testing.T) {
	set, problems := readSite(t, siteOf(map[string]string{
		sitePath:                            "---\ntitle: T\nlanguages: [ar]\n---\n",
		"content/_index.ar.md":              "---\ntitle: T\n---\n",
		"content/articles/caf\u00e9.md":     page,
		"content/articles/cafe\u0301.ar.md": "---\ntitle: ق\n---\n",
	}), Options{})
	wantLines(t, problems)
	if got := set.Edition("ar").Articles[0].Title.V; got != "ق" {
		t.Errorf("the title is %q", got)
	}
}

// What a file is depends on the settings and on what lies beside it: a cache
// notices.
func TestTranslationsWithCache(t *testing.T) {
	site := siteOf(map[string]string{
		"content/articles/a.old.md": page,
		"content/articles/a.md":     page,
	})
	cache := &Cache{}
	read := func(changed string) string {
		cache.Forget(changed)
		set, _, err := Read(site, Options{Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(paths(set), " ")
	}
	if got := read(sitePath); got != "a.md a.old.md" {
		t.Errorf("without the language: %s", got)
	}
	site[sitePath].Data = []byte("---\ntitle: T\nlanguages: [old]\n---\n")
	if got := read(sitePath); got != "a.md" {
		t.Errorf("with the language: %s", got)
	}
	site[sitePath].Data = []byte("---\ntitle: T\n---\n")
	if got := read(sitePath); got != "a.md a.old.md" {
		t.Errorf("without it again: %s", got)
	}
}
