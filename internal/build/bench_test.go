package build

import (
	"fmt"
	"io/fs"
	"runtime"
	"testing"
	"testing/fstest"
)

// BenchmarkBuild reads, links and renders a generated site, every file of it,
// but writes none. ns/page and B/page (allocated) should stay the same as the
// site grows: the work for a page may not depend on the size of the site.
func BenchmarkBuild(b *testing.B) {
	for _, articles := range []int{1_000, 10_000} {
		b.Run(fmt.Sprintf("articles=%d", articles), func(b *testing.B) {
			benchmark(b, generated(articles))
		})
	}
}

func benchmark(b *testing.B, source fstest.MapFS) {
	b.Helper()
	var pages, size int
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		result := run(b, source)
		pages, size = result.Pages, 0
		if result.Problems.HasErrors() {
			b.Fatal(problems(result))
		}
		err := fs.WalkDir(result.FS, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(result.FS, name)
			size += len(data)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	built := float64(b.N) * float64(pages)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/built, "ns/page")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/built, "B/page")
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(size)/float64(pages), "html-B/page")
}
