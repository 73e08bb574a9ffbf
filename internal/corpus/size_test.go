//go:build unix

package corpus

import (
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// BenchmarkSize builds sites of growing size with "dateline build" and, where
// hugo is installed, with hugo: first into an empty folder, one after the other,
// so that a busy machine slows both; then with "dateline build" once more with
// nothing changed, twice with the text of one article edited, of which the first time
// prepares later ones, and once with its title, which other pages name.
//
//	go test ./internal/corpus -run '^$' -bench 'Size/(1000|10000)$' -benchtime 1x -timeout 1h
//
// It reports wall time and processor time (s), peak memory (MB), the files that
// were made and their size, and of these:
//
//   - hugo/own: how many times as much processor time and memory Hugo takes;
//   - again/first, edited/first, later/first, retitled/first: processor time as a share
//     of the first build's, of which later is that of the second edit;
//   - growth: the power of the number of articles with which processor time and
//     memory have grown since the size before, where one run has measured both.
//
// A million articles are built only where the name says so, and without Hugo.
// Neither site has preview pictures: see [BenchmarkPreviews].
func BenchmarkSize(b *testing.B) {
	dateline := program(b)
	hugo, _ := exec.LookPath("hugo") // Dateline is measured without it too
	var before first
	for _, articles := range []int{1000, 10_000, 100_000, million} {
		if articles == million {
			if hugo = ""; !strings.Contains(flag.Lookup("test.bench").Value.String(), strconv.Itoa(million)) {
				continue
			}
		}
		b.Run(strconv.Itoa(articles), func(b *testing.B) { before = measure(b, dateline, hugo, articles, before) })
	}
}

// BenchmarkPreviews measures as BenchmarkSize does, of sites with a preview
// picture for each article, incident and actor, which Hugo does not make.
func BenchmarkPreviews(b *testing.B) {
	dateline := program(b)
	for _, articles := range []int{1000, 10_000} {
		b.Run(strconv.Itoa(articles), func(b *testing.B) {
			keepApart(b)
			own := &works{B: b, folder: siteOf(b, Files(articles))}
			own.replace("content/_index.md", "previews: false", "previews: true")
			own.build(dateline, "")
		})
	}
}

const (
	million  = 1_000_000
	settling = 3 * time.Second
)

// first is what a first build took.
type first struct {
	articles int
	used
}

func measure(b *testing.B, dateline, hugo string, articles int, before first) first {
	keepApart(b)
	own := &works{B: b, folder: siteOf(b, Files(articles))}
	var other *works
	if hugo != "" {
		other = &works{B: b, folder: siteOf(b, Hugo(articles))}
	}
	// What was written a moment before a build, the next one looks at again.
	time.Sleep(settling)
	const article = "content/articles/2/article-37.md"
	var one, theirs, again, edited, later, retitled used
	for k := range b.N {
		one.add(own.build(dateline, ""))
		if other != nil {
			theirs.add(other.build(hugo, "hugo-"))
		}
		again.add(own.run(dateline))
		for _, taken := range []*used{&edited, &later} {
			own.replace(article, "\n---\n", fmt.Sprintf("\n---\nEdited for the %d. time. ", k))
			taken.add(own.run(dateline))
		}
		own.replace(article, "\ndate: ", " again\ndate: ") // the title stands before, and so keeps its place in the order of the day
		retitled.add(own.run(dateline))
	}
	b.ReportMetric(again.cpu/one.cpu, "again/first")
	b.ReportMetric(edited.cpu/one.cpu, "edited/first")
	b.ReportMetric(later.cpu/one.cpu, "later/first")
	b.ReportMetric(retitled.cpu/one.cpu, "retitled/first")
	b.ReportMetric(again.wall/float64(b.N), "again-s")
	b.ReportMetric(edited.wall/float64(b.N), "edited-s")
	b.ReportMetric(later.wall/float64(b.N), "later-s")
	if other != nil {
		b.ReportMetric(theirs.cpu/one.cpu, "hugo/own-cpu")
		b.ReportMetric(theirs.memory/one.memory, "hugo/own-memory")
	}
	one.cpu /= float64(b.N)
	if before.articles > 0 {
		times := math.Log(float64(articles) / float64(before.articles))
		b.ReportMetric(math.Log(one.cpu/before.cpu)/times, "cpu-growth")
		b.ReportMetric(math.Log(one.memory/before.memory)/times, "memory-growth")
	}
	return first{articles, one}
}

// works is a site that is built.
type works struct {
	*testing.B
	folder string
}

// used is what a process took.
type used struct{ wall, cpu, memory float64 } // seconds, seconds, MB at most

func (u *used) add(more used) {
	u.wall += more.wall
	u.cpu += more.cpu
	u.memory = max(u.memory, more.memory)
}

// build builds a site into an empty folder and reports what that took.
func (w *works) build(program, name string) used {
	w.Helper()
	if err := os.RemoveAll(filepath.Join(w.folder, "public")); err != nil {
		w.Fatal(err)
	}
	u := w.run(program)
	w.ReportMetric(0, "ns/op") // of all builds together: it says nothing
	w.ReportMetric(u.wall, name+"s")
	w.ReportMetric(u.cpu, name+"cpu-s")
	w.ReportMetric(u.memory, name+"MB")
	var files, size float64
	err := filepath.WalkDir(filepath.Join(w.folder, "public"), func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files++
			size += float64(info.Size())
		}
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
	w.ReportMetric(files, name+"files")
	w.ReportMetric(size/1e6, name+"MB-written")
	return u
}

// run builds a site as it is: both programs put it into the folder public.
func (w *works) run(program string) used {
	w.Helper()
	args := []string{"build", "--quiet", "--source", w.folder}
	if filepath.Base(program) == "hugo" {
		args = args[1:]
	}
	cmd := exec.CommandContext(w.Context(), program, args...)
	unix.Sync() // what was written before is on the disk: it is no work of this build
	start := time.Now()
	said, err := cmd.CombinedOutput()
	wall := time.Since(start)
	if err != nil {
		w.Fatalf("%s: %v\n%s", program, err, said)
	}
	state := cmd.ProcessState
	unit := 1024.0 // bytes, of getrusage(2)
	if runtime.GOOS == "darwin" {
		unit = 1
	}
	return used{
		wall: wall.Seconds(), cpu: (state.UserTime() + state.SystemTime()).Seconds(),
		memory: float64(state.SysUsage().(*syscall.Rusage).Maxrss) * unit / 1e6,
	}
}

// replace edits a file of the site.
func (w *works) replace(name, old, text string) {
	w.Helper()
	file := filepath.Join(w.folder, filepath.FromSlash(name))
	data, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(data), old) {
		w.Fatalf("no %q in %s: %v", old, name, err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(data), old, text, 1)), 0o600); err != nil {
		w.Fatal(err)
	}
}
