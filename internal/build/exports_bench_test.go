package build

import (
	"io"
	"maps"
	"runtime"
	"slices"
	"testing"

	"dateline/internal/content"
	"dateline/internal/export"
	"dateline/internal/locale/localetest"
	"dateline/internal/search"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// BenchmarkExports makes the files for programs of 10,000 articles, in order, a
// package at a time: B/op is what was allocated, held-B what making them has left
// in memory, piece-B the largest piece of a file that was in memory at once.
func BenchmarkExports(b *testing.B) {
	opt := options(generated(10_000))
	set, _, err := content.Read(opt.Source, content.Options{})
	if err != nil {
		b.Fatal(err)
	}
	t, _ := timeline.Link(set)
	plan, _ := site.Plan(t, localetest.English(b), false)
	look, err := newLook(opt)
	if err != nil {
		b.Fatal(err)
	}
	e := &edition{words: localetest.English(b)}
	if _, err := look.dress(e, opt); err != nil {
		b.Fatal(err)
	}
	files := func(listed map[string]func([]byte) ([]byte, error)) listing {
		l := listing{}
		l.add(site.Shows{}, listed)
		return l
	}
	for name, list := range map[string]func() listing{
		"annotations": func() listing { return annotations(t) },
		"collection":  func() listing { return allAnnotations(t) },
		"feed":        func() listing { return feeds(t, e.words) },
		"sitemap": func() listing {
			l := listing{}
			for name, make := range export.NewSitemap([]export.Mapped{{Timeline: t, Site: plan}}).Files() {
				l[name] = made{make: func(room []byte) ([]byte, error) { return make(room), nil }}
			}
			return l
		},
		"search": func() listing {
			all, shown := search.New(t, e.words).Files()
			maps.Copy(all, shown)
			return files(all)
		},
		"hover":  func() listing { return hover(t, e.words) },
		"filter": func() listing { return filter(t, plan, e.renderer, e.words) },
	} {
		b.Run(name, func(b *testing.B) {
			benchmarkFiles(b, func() map[string]func(io.Writer) error {
				written := map[string]func(io.Writer) error{}
				for name, file := range list() {
					written[name] = func(w io.Writer) error {
						data, err := file.make(nil)
						w.Write(data)
						return err
					}
				}
				return written
			})
		})
	}
	b.Run("opendata", func(b *testing.B) {
		benchmarkFiles(b, func() map[string]func(io.Writer) error {
			_, written := openData(t, e.words)
			return written
		})
	})
}

func benchmarkFiles(b *testing.B, list func() map[string]func(io.Writer) error) {
	b.Helper()
	b.ReportAllocs()
	var size measured
	var files map[string]func(io.Writer) error
	before := live()
	for b.Loop() {
		files, size = list(), measured{}
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if err := files[name](&size); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(live()-before), "held-B")
	b.ReportMetric(float64(size.all), "written-B")
	b.ReportMetric(float64(size.largest), "piece-B")
	runtime.KeepAlive(files)
}

// measured counts what is written to it, and the largest piece.
type measured struct{ all, largest int }

func (m *measured) Write(p []byte) (int, error) {
	m.all += len(p)
	m.largest = max(m.largest, len(p))
	return len(p), nil
}

// live returns how many bytes are in use.
func live() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
