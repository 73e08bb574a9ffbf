package output

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

// many is a site of n pages of 4 kB, each in a folder of its own.
func many(n int) files {
	site := files{}
	for i := range n {
		site[fmt.Sprintf("articles/%05d/index.html", i)] = fmt.Sprint(i, strings.Repeat(" timeline", 450))
	}
	return site
}

// The destination is the same on one processor and on many.
func TestWriteIsDeterministic(t *testing.T) {
	old, site := many(300), many(250)
	site["articles/00007/index.html"] = "changed"
	var want files
	var wantStats Stats
	for _, processors := range []int{1, 2, 16} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		dir := t.TempDir()
		write(t, dir, old)
		stats := write(t, dir, site)
		got := everything(t, dir)
		if want == nil {
			want, wantStats = got, stats
		}
		equal(t, "stats", stats, wantStats)
		equal(t, "destination", got, want)
	}
	equal(t, "stats", wantStats, Stats{Written: 1, Unchanged: 249, Removed: 50, Bytes: 7})
}

// indexed lists folders without going through all files for each, as MapFS does.
type indexed struct {
	fstest.MapFS
	folders map[string][]fs.DirEntry
}

func (s indexed) ReadDir(name string) ([]fs.DirEntry, error) { return s.folders[name], nil }

func BenchmarkWrite(b *testing.B) {
	const pages = 10_000
	site := indexed{many(pages).site(), map[string][]fs.DirEntry{}}
	err := fs.WalkDir(site.MapFS, ".", func(name string, entry fs.DirEntry, err error) error {
		if name != "." {
			site.folders[path.Dir(name)] = append(site.folders[path.Dir(name)], entry)
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	report := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/pages, "µs/file")
	}
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			dir := filepath.Join(b.TempDir(), "public")
			if _, err := Write(b.Context(), dir, site, Options{}); err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			if err := os.RemoveAll(dir); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		report(b)
	})
	b.Run("unchanged", func(b *testing.B) {
		b.ReportAllocs()
		dir := b.TempDir()
		if _, err := Write(b.Context(), dir, site, Options{}); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := Write(b.Context(), dir, site, Options{}); err != nil {
				b.Fatal(err)
			}
		}
		report(b)
	})
}
