package build

import (
	"dateline/internal/export"
	"dateline/internal/feed"
	"dateline/internal/locale"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// feeds lists the feeds. They state absolute addresses: without a base_url
// there are none.
func feeds(t *timeline.Timeline, language *locale.Locale) listing {
	contents := listing{}
	if t.Site.BaseURL.V != "" {
		for _, file := range feed.New(t, language).Files() {
			contents[file.Path] = made{make: surely(file.Make), shows: file.Shows}
		}
	}
	return contents
}

// robots lists what tells robots which pages there are, in all editions; nothing
// without a base_url.
func robots(all []*edition) listing {
	contents := listing{}
	if all[0].linked.Site.BaseURL.V == "" {
		return contents
	}
	var mapped []export.Mapped
	for _, e := range all {
		mapped = append(mapped, export.Mapped{Timeline: e.linked, Site: e.plan})
	}
	for name, make := range export.NewSitemap(mapped).Files() {
		contents[name] = made{make: surely(make), shows: site.Facts}
	}
	return contents
}
