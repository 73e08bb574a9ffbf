package build

import (
	"dateline/internal/export"
	"dateline/internal/feed"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// feeds lists the feeds. They state absolute addresses: without a base_url
// there are none.
func feeds(t *timeline.Timeline, language *locale.Locale) map[string]func() ([]byte, error) {
	if t.Site.BaseURL.V == "" {
		return map[string]func() ([]byte, error){}
	}
	return feed.New(t, language).Files()
}

// robots lists what tells robots which pages there are, in all editions; nothing
// without a base_url.
func robots(all []*edition) map[string]func() ([]byte, error) {
	if all[0].linked.Site.BaseURL.V == "" {
		return nil
	}
	var mapped []export.Mapped
	for _, e := range all {
		mapped = append(mapped, export.Mapped{Timeline: e.linked, Site: e.plan})
	}
	return export.NewSitemap(mapped).Files()
}
