package build

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"dateline/internal/content"
)

// Each file that gets smaller has two others beside it that hold the same.
func TestCompress(t *testing.T) {
	source := siteOf(t, hostingSite+"-- static/photo.bin --\nBIN\n-- static/own.txt --\nx\n-- static/own.txt.gz --\nmine\n")
	opt := options(source)
	opt.Compress = func(*content.Site) bool { return true }
	result, err := Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	plain := runClean(t, source)
	all := paths(t, result.FS)
	for _, name := range paths(t, plain.FS) {
		want := read(t, plain, name)
		if got := read(t, result, name); got != want {
			t.Errorf("%s is another file beside packed ones", name)
		}
		if !slices.Contains(compressible, path.Ext(name)) {
			if slices.Contains(all, name+".br") {
				t.Errorf("%s is packed", name)
			}
			continue
		}
		if name != "own.txt" {
			r, err := gzip.NewReader(strings.NewReader(read(t, result, name+".gz")))
			if err != nil {
				t.Fatalf("%s.gz: %v", name, err)
			}
			if r.Name != "" || !r.ModTime.IsZero() {
				t.Errorf("%s.gz tells its name %q and time %v", name, r.Name, r.ModTime)
			}
			same(t, name+".gz", r, want)
		}
		same(t, name+".br", brotli.NewReader(strings.NewReader(read(t, result, name+".br"))), want)
	}
	if got := read(t, result, "own.txt.gz"); got != "mine\n" {
		t.Errorf("the site's own own.txt.gz holds %q", got)
	}
	for _, name := range []string{"index.html.gz", "index.html.br"} {
		if again := read(t, result, name); again != read(t, result, name) {
			t.Errorf("%s differs from one time to the next", name)
		}
		if 2*len(read(t, result, name)) > len(read(t, result, "index.html")) {
			t.Errorf("%s is hardly smaller", name)
		}
	}
}

func same(t *testing.T, name string, r io.Reader, want string) {
	t.Helper()
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, []byte(want)) {
		t.Errorf("%s holds something else: %v", name, err)
	}
}
