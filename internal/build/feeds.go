package build

import (
	"dateline/internal/feed"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// feeds lists the feeds.
func feeds(t *timeline.Timeline, _ *site.Site) map[string]func() ([]byte, error) {
	return feed.New(t).Files()
}
