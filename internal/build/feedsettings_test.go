package build

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

func TestFeedSettings(t *testing.T) {
	source := siteOf(t, hostile)
	source["content/_index.md"].Data = []byte("---\ntitle: T\nbase_url: https://example.org/s\nfeed: summary\nfeed_size: 2\n---\n")
	for folder, items := range checkFeeds(t, run(t, source)) {
		if len(items) > 2 {
			t.Errorf("%s: %d items", folder, len(items))
		}
		for _, item := range items {
			if item.HTML != "" || item.Text == "" {
				t.Errorf("%s: %+v", folder, item)
			}
		}
	}
	source["content/_index.md"].Data = []byte("---\ntitle: T\n---\n")
	result := run(t, source)
	for _, name := range paths(t, result.FS) {
		if base := path.Base(name); strings.HasPrefix(base, "feed") || strings.HasPrefix(base, "sitemap") || base == "robots.txt" {
			t.Errorf("without a base_url there is %s", name)
		}
	}
	if got := alternates(t, result, "index.html"); len(got) > 0 {
		t.Errorf("without a base_url there are alternates %q", got)
	}
}

// A new entry changes the feeds that it is in, and no other.
func TestFeedsStayTheSame(t *testing.T) {
	source := siteOf(t, hostile)
	before := run(t, source)
	after := maps.Clone(source)
	after["content/articles/new.md"] = file("---\ntitle: New\ndate: 2021-12-30\nsource: paper\ntags: [b]\n---\nNothing of note.\n")
	now := run(t, after)
	var changed []string
	for _, name := range paths(t, before.FS) {
		if base := path.Base(name); base == "feed.xml" || base == "feed.json" || base == "feeds.opml" {
			if read(t, before, name) != read(t, now, name) {
				changed = append(changed, name)
			}
		}
	}
	if want := []string{"feed.json", "feed.xml", "sources/paper/feed.json", "sources/paper/feed.xml", "tags/b/feed.json", "tags/b/feed.xml"}; !slices.Equal(changed, want) {
		t.Errorf("changed %q, want %q", changed, want)
	}
}

// Files for hosts and robots that the author brings win.
func TestFilesByHand(t *testing.T) {
	source := siteOf(t, hostile)
	source["static/robots.txt"] = file("User-agent: x\n")
	source["static/sitemap.xml"] = file("mine")
	source["static/caf\xe9.pdf"] = file("x")
	source["static/f\xe9/x.pdf"] = file("x")
	source["content/pages/feeds.opml.md"] = file("---\ntitle: P\nslug: feeds.opml\n---\n")
	source["content/pages/p.md"] = file("---\ntitle: P\naliases: [old, feed.xml]\n---\n")
	source["content/pages/favicon.svg.md"] = file("---\ntitle: P\n---\n")
	result := run(t, source)
	if got := read(t, result, "robots.txt"); got != "User-agent: x\n" {
		t.Errorf("robots.txt is %q", got)
	}
	lines := strings.Join(problems(result), "\n")
	for _, want := range []string{
		"static/sitemap.xml: error: this file would take the place of a page of the site",
		"static/caf\uFFFD.pdf: error: the name is not UTF-8; rename it",
		"static/f\uFFFD: error: the name is not UTF-8; rename it",
		"content/pages/feeds.opml.md: error: this stands where the site keeps its own file feeds.opml; give it another name",
		"content/pages/p.md:3:16: error: this stands where the site keeps its own file feed.xml; give it another name",
		"content/pages/favicon.svg.md: error: this stands where the site keeps its own file favicon.svg; give it another name",
	} {
		if !strings.Contains(lines, want) {
			t.Errorf("no problem %q in\n%s", want, lines)
		}
	}
	if err := fs.WalkDir(result.FS, ".", func(_ string, _ fs.DirEntry, err error) error { return err }); err != nil {
		t.Error(err)
	}
}

// The feeds of the whole site hold feed_size entries with their texts, those of
// its parts summaries of a few.
func TestFeedsOfParts(t *testing.T) {
	source := siteOf(t, hostile)
	for k := range 30 {
		source[fmt.Sprintf("content/articles/a-%d.md", k)] = file(fmt.Sprintf("---\ntitle: A %d\ndate: 2021-11-%02d\nsource: agency\n---\nThe text.\n", k, k+1))
	}
	all := checkFeeds(t, run(t, source))
	if n := len(all["."]); n < 30 || all["."][0].HTML == "" {
		t.Errorf("the site's feed has %d items, the first is %+v", n, all["."][0])
	}
	of := all["sources/agency"]
	if len(of) != 20 || !strings.HasSuffix(of[0].ID, "/evil/") || !strings.HasSuffix(of[19].ID, "/a-12/") {
		t.Fatalf("the source's feed has %d items, from %s to %s", len(of), of[0].ID, of[len(of)-1].ID)
	}
	if text := of[19].Text; text != "Published: 13 November 2021. Agency. The text." {
		t.Errorf("text %q", text)
	}
}
