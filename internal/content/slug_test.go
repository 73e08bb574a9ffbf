package content

import (
	"strings"
	"testing"
)

func TestSlugOf(t *testing.T) {
	for _, test := range []struct{ path, slug, date string }{
		{"content/articles/a.md", "a", ""},
		{"content/articles/2021/Green Zone.markdown", "green-zone", ""},
		{"content/articles/2021-12-27-rockets.md", "rockets", "2021-12-27"},
		{"content/articles/2021-12-27-rockets/index.md", "rockets", "2021-12-27"},
		{"content/articles/2021-12-27.md", "2021-12-27", ""},
		{"content/articles/2021-12-27-.md", "2021-12-27-", ""},
		{"content/articles/2021-13-27-x.md", "2021-13-27-x", ""},
		{"content/articles/index/index.md", "index", ""},
		{"content/actors/قاسم.md", "قاسم", ""},
		{"content/actors/Cafe\u0301.md", "caf\u00e9", ""},
		{"content/actors/a.b.md", "a.b", ""},
	} {
		if slug, date := SlugOf(test.path); slug != test.slug || date != test.date {
			t.Errorf("%s: got %q, %q", test.path, slug, date)
		}
	}
}

func TestCheckSlug(t *testing.T) {
	const cannot = " cannot be a slug: letters, digits, - _ and . (not first or last) are allowed; write "
	for _, test := range []struct{ slug, want string }{
		{"a-b_c.d9", ""},
		{"قاسم", ""},
		{"की", ""}, // a vowel sign is a mark
		{"..", `".."` + cannot + `"untitled"`},
		{".", `"."` + cannot + `"untitled"`},
		{"", `""` + cannot + `"untitled"`},
		{".env", `".env"` + cannot + `"env"`},
		{"a.", `"a."` + cannot + `"a"`},
		{"../../etc/passwd", `"../../etc/passwd"` + cannot + `"etc-passwd"`},
		{"a/b", `"a/b"` + cannot + `"a-b"`},
		{`a\b`, `"a\\b"` + cannot + `"a-b"`},
		{"what's new?", `"what's new?"` + cannot + `"what-s-new"`},
		{"a\x00b", `"a\x00b"` + cannot + `"a-b"`},
		{"a\u202eb", `"a\u202eb"` + cannot + `"a-b"`},
		{"Ab", `"Ab"` + cannot + `"ab"`},
		{"con", `"con" cannot be a slug, as Windows keeps the name for itself; write another, such as "the-con"`},
		{"com1.x", `"com1.x" cannot be a slug, as Windows keeps the name for itself; write another, such as "the-com1.x"`},
		{"com0", ""},
		{"console", ""},
		{strings.Repeat("x", 201), `"` + strings.Repeat("x", 60) + `…" is too long for a slug, which has at most 200 bytes`},
	} {
		got := ""
		if err := CheckSlug(test.slug); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.slug, got, test.want)
		}
	}
}

func TestCutSlug(t *testing.T) {
	a := func(n int) string { return strings.Repeat("a", n) }
	for _, tt := range []struct{ slug, want string }{
		{"a-b", "a-b"},
		{a(200), a(200)},
		{a(201), a(200)},
		{a(150) + "-" + a(49), a(150) + "-" + a(49)},
		{a(150) + "-" + a(50), a(150)},
		{a(150) + "-" + a(49) + "-b", a(150) + "-" + a(49)},
		{a(20) + "-" + a(300), a(20) + "-" + a(179)},
		{"a" + strings.Repeat("ع", 118), "a" + strings.Repeat("ع", 99)},
		{a(199) + "g̃" + a(9), a(199)}, // a letter of two code points
		{a(20) + "-" + strings.Repeat("漢", 99), a(20) + "-" + strings.Repeat("漢", 59)},
	} {
		got := CutSlug(tt.slug)
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.slug, got, tt.want)
		}
		if err := CheckSlug(got); err != nil {
			t.Error(err)
		}
	}
}

func TestSlugs(t *testing.T) {
	article := func(slug string) string { return "---\ntitle: T\ndate: 2021\n" + slug + "\n---\n" }
	_, got := readSite(t, siteOf(map[string]string{
		"content/articles/a.md":               article(""),
		"content/articles/b.md":               article("slug: A"),
		"content/articles/c.md":               article("slug: caf\u00e9"),
		"content/articles/2020/Cafe\u0301.md": article(""),
		"content/articles/d.md":               article("slug: stra\u00dfe"),
		"content/articles/e.md":               article("slug: STRASSE"),
		"content/articles/f.md":               article("slug: ../x"),
		"content/articles/what's new.md":      article(""),
		"content/articles/what's fine.md":     article("slug: fine"),
		"content/articles/draft.md":           article("slug: a\ndraft: true"),
		"content/pages/a.md":                  "---\ntitle: T\n---\n",
		"content/articles/2021-12-27-g.md":    "---\ntitle: T\n---\n",
	}), Options{})
	const rest = "; rename the file, or write another slug: in the front matter"
	const cannot = " cannot be a slug: letters, digits, - _ and . (not first or last) are allowed; write "
	wantLines(t, got,
		`content/articles/b.md:4:7: error: slug "a" is taken by content/articles/a.md`+rest,
		`content/articles/c.md:4:7: error: slug "café" is taken by content/articles/2020/`+"Cafe\u0301.md"+rest,
		`content/articles/e.md:4:7: error: slug "strasse" is taken by content/articles/d.md:4:7`+rest,
		`content/articles/f.md:4:7: error: slug: "../x"`+cannot+`"x"`,
		`content/articles/what's new.md: error: slug: "what's-new"`+cannot+`"what-s-new", or write slug: in the front matter`)
}
