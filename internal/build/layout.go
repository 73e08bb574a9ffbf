package build

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/content"
	"dateline/internal/site"
)

// Layout says what may have to be known of a site beside an article, to make what shows its
// text: nothing, where the site has further editions.
type Layout struct {
	Entries string // the content files of all entries of the timeline in order, each between two newlines
	Spelt   string // those that decide how tags are written which others write otherwise, each before a newline

	// Feeds are in lines: an address of the page of each, that of now or an older one, and the
	// numbers of the entries that it holds, from 0, with a space before and after each.
	Feeds string
}

// Layout returns that of the site.
func (r *Result) Layout() Layout {
	if r.before != nil {
		return r.before.Layout
	}
	if len(r.editions) > 1 {
		return Layout{}
	}
	e := r.editions[0]
	t := e.linked
	layout := Layout{}
	const end = '\n'
	lines := []byte{end}
	for _, e := range t.Entries {
		lines = append(append(lines, e.Meta().Path...), end)
	}
	layout.Entries = string(lines)
	lines = lines[:0]
	for _, tag := range t.Tags {
		if file := tag.Spelt(); file != "" {
			lines = append(append(lines, file...), end)
		}
	}
	layout.Spelt = string(lines)
	lines = append(lines[:0], end)
	older := map[string][]string{}
	for _, r := range e.plan.Redirects {
		older[r.To] = append(older[r.To], r.From)
	}
	var held []byte
	for _, feed := range site.Feeds(t, e.words) {
		if feed.Corrections {
			continue // which hold no texts
		}
		held = append(held[:0], ' ')
		for _, h := range feed.Newest(t.Site.FeedSize.V) {
			held = append(strconv.AppendInt(held, int64(h.What.At()), 10), ' ')
		}
		held = append(held, end)
		lines = append(append(lines, inLine(feed.URL)...), held...)
		for _, url := range older[feed.URL] {
			lines = append(append(lines, inLine(url)...), held...)
		}
	}
	layout.Feeds = string(lines)
	return layout
}

// inLine returns an address as Layout.Feeds has it: older ones may have spaces.
func inLine(url string) string { return strings.ReplaceAll(url, " ", "%20") }

// nearby is what is near some articles.
type nearby struct {
	beside []string        // files of which titles are shown with them
	fed    []string        // files of what feeds hold that may hold them, and of what those say of it
	feeds  map[string]bool // such feeds, by the address of their pages
}

// near returns what is near some articles. The feed of the whole site is.
func (l Layout) near(articles []string) nearby {
	n := nearby{feeds: map[string]bool{}}
	for line := range strings.Lines(l.Spelt) {
		n.beside = append(n.beside, strings.TrimSuffix(line, "\n"))
	}
	entries := strings.Split(strings.Trim(l.Entries, "\n"), "\n")
	add := func(url string) (files []string) {
		_, line, _ := strings.Cut(l.Feeds, "\n"+url+" ")
		line, _, _ = strings.Cut(line, "\n")
		for number := range strings.FieldsSeq(line) {
			if k, err := strconv.Atoi(number); err == nil && k < len(entries) {
				files = append(files, entries[k])
			}
		}
		n.fed = append(n.fed, files...)
		return files
	}
	n.feeds["/"] = true
	for _, file := range articles {
		k := slices.Index(entries, file)
		if k < 0 {
			continue
		}
		n.beside = slices.Concat(n.beside, entries[max(k-1, 0):k], entries[k+1:min(k+2, len(entries))])
		sign := " " + strconv.Itoa(k) + " "
		for line := range strings.SplitSeq(l.Feeds, "\n") {
			if strings.Contains(line, sign) {
				url, _, _ := strings.Cut(line, " ")
				n.feeds[url] = true
			}
		}
	}
	for url := range n.feeds {
		for _, file := range add(url) {
			if strings.HasPrefix(file, "content/incidents/") {
				// How many report it is said of it: its own feed has all, unless there are more than it holds.
				slug, _ := content.SlugOf(file)
				add("/incidents/" + slug + "/")
			}
		}
	}
	slices.Sort(n.fed)
	n.fed = slices.Compact(n.fed)
	return n
}

// holds reports whether a file may hold the text of one of the articles: not if it belongs to
// a feed that holds none.
func (n nearby) holds(name string) bool {
	folder, file := path.Split(name)
	isFeed := strings.HasPrefix(file, "feed.xml") || strings.HasPrefix(file, "feed.json") // or packed
	return !isFeed || n.feeds[inLine("/"+folder)]
}
