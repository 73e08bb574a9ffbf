package hosts

import (
	"fmt"
	"strings"
	"testing"

	"dateline/internal/diag/diagtest"
	"dateline/internal/export"
)

func lines(t *testing.T, host string, s Size) string {
	t.Helper()
	h, ok := Find(host)
	if !ok {
		t.Fatalf("there is no host %s", host)
	}
	return strings.Join(diagtest.Lines(h.Check(s)), "\n")
}

// sized is a site of some files in one folder.
func sized(files int) Size {
	var s Size
	for k := range files {
		s.Add(fmt.Sprintf("f/%d.html", k), nil)
	}
	return s
}

func TestLimits(t *testing.T) {
	redirects := func(n int) Size {
		var s Size
		s.Add("_redirects", []byte(strings.Repeat("/a /b 301\n", n)))
		return s
	}
	file := func(size int64) Size { return Size{files: 1, bytes: size, largest: size, largestIs: "a/b.pdf"} }
	for _, test := range []struct {
		host string
		size Size
		want string // beginning of the only problem, "" for none
	}{
		{"cloudflare", sized(15_999), ""},
		{"cloudflare", sized(16_000), "content/_index.md: warning: the site has 16,000 files, and Cloudflare Pages (free plan) takes no more than 20,000; "},
		{"cloudflare", sized(20_000), "content/_index.md: warning: the site has 20,000 files"},
		{"cloudflare", sized(20_001), "content/_index.md: error: the site has 20,001 files, and Cloudflare Pages (free plan) takes 20,000; "},
		{"cloudflare", file(20 << 20), "a/b.pdf: warning: this file has 20,971,520 bytes"},
		{"cloudflare", file(25<<20 + 1), "a/b.pdf: error: this file has 26,214,401 bytes, and "},
		{"cloudflare", redirects(1_599), ""},
		{"cloudflare", redirects(1_600), "_redirects: warning: the site has 1,600 redirects"},
		{"cloudflare", redirects(2_001), "_redirects: error: the site has 2,001 redirects"},
		{"github", sized(30_000), ""},
		{"github", Size{bytes: 800_000_000}, "content/_index.md: warning: the site has 800,000,000 bytes"},
		{"github", Size{bytes: 1_000_000_001}, "content/_index.md: error: the site has 1,000,000,001 bytes"},
		{"github", file(100<<20 + 1), "a/b.pdf: error: this file has 104,857,601 bytes"},
		{"netlify", sized(54_001), "f: error: this folder has 54,001 files, and Netlify takes 54,000; "},
		{"s3", sized(60_000), ""},
		{"nginx", file(1 << 40), ""},
	} {
		got := lines(t, test.host, test.size)
		if !strings.HasPrefix(got, test.want) || test.want == "" && got != "" || strings.Contains(got, "\n") {
			t.Errorf("%s: got %q, want %q", test.host, got, test.want)
		}
	}
}

// The help has a section for each host, and the headers that the build writes.
func TestHelp(t *testing.T) {
	for _, h := range known() {
		title, _, _ := strings.Cut(h.Title, " (")
		if !strings.Contains(Help, "\n## "+strings.TrimPrefix(title, "Amazon ")) {
			t.Errorf("the help has no section on %s", h.Title)
		}
	}
	for _, h := range append(export.PageHeaders(), export.AssetHeader()) {
		if h.Name == "X-Frame-Options" {
			h.Value = "$frames" // which TestNginx looks at
		}
		if !strings.Contains(strings.ReplaceAll(Help, `"`, ""), fmt.Sprintf("add_header %s %s", h.Name, h.Value)) {
			t.Errorf("the configuration of nginx does not send %s: %s", h.Name, h.Value)
		}
	}
}
