package build

import (
	"maps"
	"runtime"
	"slices"
	"testing"

	"dateline/internal/content"
	"dateline/internal/export"
	"dateline/internal/feed"
	"dateline/internal/locale/localetest"
	"dateline/internal/search"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// BenchmarkExports makes the files for programs of 10,000 articles, in order, a
// package at a time: B/op is what was allocated, held-B what making them has left
// in memory, largest-B the size of the largest file.
func BenchmarkExports(b *testing.B) {
	opt := options(generated(10_000))
	set, _, err := content.Read(opt.Source, content.Options{})
	if err != nil {
		b.Fatal(err)
	}
	t, _ := timeline.Link(set)
	plan, _ := site.Plan(t, localetest.English(b))
	look, err := newLook(opt)
	if err != nil {
		b.Fatal(err)
	}
	renderer, _, err := look.newRenderer(opt, localetest.English(b), nil)
	if err != nil {
		b.Fatal(err)
	}
	for name, list := range map[string]func() map[string]func() ([]byte, error){
		"annotations": func() map[string]func() ([]byte, error) { return annotations(t) },
		"collection":  func() map[string]func() ([]byte, error) { return exports(t) },
		"opendata":    func() map[string]func() ([]byte, error) { return openData(t) },
		"feed":        func() map[string]func() ([]byte, error) { return feed.New(t).Files() },
		"sitemap": func() map[string]func() ([]byte, error) {
			return export.NewSitemap([]export.Mapped{{Timeline: t, Site: plan}}).Files()
		},
		"search": func() map[string]func() ([]byte, error) { return search.New(t).Files() },
		"hover":  func() map[string]func() ([]byte, error) { return hover(t) },
		"filter": func() map[string]func() ([]byte, error) { return filter(t, plan, renderer) },
	} {
		b.Run(name, func(b *testing.B) { benchmarkFiles(b, list) })
	}
}

func benchmarkFiles(b *testing.B, list func() map[string]func() ([]byte, error)) {
	b.Helper()
	b.ReportAllocs()
	size, largest := 0, 0
	var files map[string]func() ([]byte, error)
	before := live()
	for b.Loop() {
		files, size = list(), 0
		for _, name := range slices.Sorted(maps.Keys(files)) {
			data, err := files[name]()
			if err != nil {
				b.Fatal(err)
			}
			size += len(data)
			largest = max(largest, len(data))
		}
	}
	b.ReportMetric(float64(live()-before), "held-B")
	b.ReportMetric(float64(size), "written-B")
	b.ReportMetric(float64(largest), "largest-B")
	runtime.KeepAlive(files)
}

// live returns how many bytes are in use.
func live() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
