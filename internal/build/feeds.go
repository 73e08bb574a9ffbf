package build

import (
	"maps"

	"dateline/internal/export"
	"dateline/internal/feed"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// feeds lists the feeds, and what tells robots which pages there are. All of
// it states absolute addresses: without a base_url there is none.
func feeds(t *timeline.Timeline, plan *site.Site) map[string]func() ([]byte, error) {
	if t.Site.BaseURL.V == "" {
		return nil
	}
	contents := feed.New(t).Files()
	maps.Copy(contents, export.NewSitemap(t, plan.Pages).Files())
	return contents
}
