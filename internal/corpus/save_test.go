package corpus

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkSave measures from a save to the new text in a served page, with
// "dateline serve" and, where hugo is installed, with "hugo server" on a site of
// the same articles. It reports the median time, the processor time of the
// server, and how many times as much Hugo takes:
//
//	go test ./internal/corpus -run '^$' -bench Save -benchtime 1x -timeout 1h
//
// The processor time has that of the pages in it that are asked for meanwhile.
// Both save the same articles in turn, so that a busy machine slows both.
func BenchmarkSave(b *testing.B) {
	dateline := program(b)
	hugo, _ := exec.LookPath("hugo") // Dateline is measured without it too
	for _, articles := range []int{1000, 10_000, 100_000} {
		b.Run(strconv.Itoa(articles), func(b *testing.B) {
			keepApart(b)
			own := &desk{B: b, folder: siteOf(b, Files(articles)), page: "articles/article-%d/"}
			own.serve(dateline, "serve", "--source", own.folder, "--port", "0")
			var other *desk
			if hugo != "" {
				other = &desk{B: b, folder: siteOf(b, Hugo(articles)), page: "articles/%d/article-%d/"}
				port := freePort(b)
				other.home = fmt.Sprintf("http://localhost:%d/", port)
				other.serve(hugo, "server", "--source", other.folder, "--renderToMemory", "--port", strconv.Itoa(port), "--baseURL", other.home, "--appendPort=false")
			}
			for k := range saves * b.N {
				own.save(k)
				if other != nil {
					other.save(k)
				}
			}
			b.ReportMetric(0, "ns/op") // of both together: it says nothing
			time, cpu := own.median()
			b.ReportMetric(time, "ms/save")
			b.ReportMetric(cpu, "cpu-ms/save")
			if other != nil {
				hugoTime, hugoCPU := other.median()
				b.ReportMetric(hugoTime, "hugo-ms/save")
				b.ReportMetric(hugoTime/time, "hugo/own")
				b.ReportMetric(hugoCPU, "hugo-cpu-ms/save")
			}
		})
	}
}

// saves is how many saves are measured on each site.
const saves = 7

// desk is a site with a server on it.
type desk struct {
	*testing.B
	folder string
	page   string // address of an article's page, for fmt
	home   string // address of the server
	pid    int
	took   []float64 // milliseconds of each save
	cpu    []float64
}

// program builds dateline.
func program(b *testing.B) string {
	b.Helper()
	dateline := filepath.Join(b.TempDir(), "dateline")
	if said, err := exec.CommandContext(b.Context(), "go", "build", "-o", dateline, "dateline").CombinedOutput(); err != nil {
		b.Fatalf("building dateline: %v\n%s", err, said)
	}
	return dateline
}

// keepApart has what builds keep lie on the file system of the sites, as is usual: the
// folders of tests may be in memory, and caches be on a disk. Each size has a folder of its
// own, or its first build would remove what is kept of the size before. On Linux, what the
// user keeps stays as it is.
func keepApart(b *testing.B) {
	b.Helper()
	b.Setenv("XDG_CACHE_HOME", b.TempDir())
}

// siteOf writes a site into a new folder.
func siteOf(b *testing.B, files iter.Seq2[string, []byte]) string {
	b.Helper()
	folder := b.TempDir()
	for name, data := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return folder
}

func freePort(b *testing.B) int {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// serve starts a server until the benchmark ends, and waits for its first page.
// Where home is not known yet, it is the first word that the server prints.
func (d *desk) serve(program string, args ...string) {
	d.Helper()
	ctx, stop := context.WithCancel(d.Context())
	cmd := exec.CommandContext(ctx, program, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		d.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() {
		stop()
		_ = cmd.Wait() // it was killed
	})
	d.pid = cmd.Process.Pid
	lines := bufio.NewReader(out)
	if d.home == "" {
		line, err := lines.ReadString('\n')
		if err != nil {
			d.Fatalf("%s prints no address: %v", program, err)
		}
		d.home, _, _ = strings.Cut(line, " ")
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }() // what else it prints
	d.until(0, "</html>", 10*time.Minute)
}

// save changes an article and waits until its page shows it.
func (d *desk) save(k int) {
	d.Helper()
	article := k * 37 % 1000
	file := filepath.Join(d.folder, "content", "articles", strconv.Itoa(article%7), fmt.Sprintf("article-%d.md", article))
	text, err := os.ReadFile(file)
	if err != nil {
		d.Fatal(err)
	}
	d.until(article, "</html>", time.Minute) // the author looks at the page
	words := fmt.Sprintf("Saved for the %d. time", k)
	text = append(text, "\n"+words+".\n"...)
	used := d.processor()
	start := time.Now()
	if err := os.WriteFile(file, text, 0o600); err != nil {
		d.Fatal(err)
	}
	d.until(article, words, 5*time.Minute)
	took := time.Since(start)
	time.Sleep(300 * time.Millisecond) // what it does afterwards counts as well
	d.took = append(d.took, float64(took.Microseconds())/1000)
	d.cpu = append(d.cpu, d.processor()-used)
}

// until asks for an article's page until it holds a text.
func (d *desk) until(article int, want string, patience time.Duration) {
	d.Helper()
	address := d.home + strings.ReplaceAll(d.page, "articles/%d/article-", fmt.Sprintf("articles/%d/article-", article%7))
	address = fmt.Sprintf(address, article)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		r, err := http.NewRequestWithContext(d.Context(), http.MethodGet, address, http.NoBody)
		if err != nil {
			d.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			continue // not there yet
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err == nil && answer.StatusCode == http.StatusOK && bytes.Contains(body, []byte(want)) {
			return
		}
	}
	d.Fatalf("%s never shows %q", address, want)
}

// processor returns the processor time of the server so far in milliseconds, 0
// where the system does not tell as Linux does.
func (d *desk) processor() float64 {
	const tick = 10 // milliseconds, of proc_pid_stat(5)
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", d.pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return float64(user+system) * tick
}

// median returns the median time of a save, and the mean processor time, which
// is counted too roughly for a median.
func (d *desk) median() (took, cpu float64) {
	slices.Sort(d.took)
	for _, one := range d.cpu {
		cpu += one / float64(len(d.cpu))
	}
	return d.took[len(d.took)/2], cpu
}
