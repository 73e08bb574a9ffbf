package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/internal/build/buildtest"
)

// Whatever is edited: a build that goes on from the one before writes the same files,
// byte for byte, as one into an empty folder, and refuses what that refuses.
func TestBuildEdits(t *testing.T) {
	for name, languages := range map[string]string{"one language": "", "two": "languages: [ar]\n"} {
		t.Run(name, func(t *testing.T) {
			site := buildtest.NewDesk(t, languages)
			cache, public := t.TempDir(), filepath.Join(t.TempDir(), "public")
			build := func(cache, destination string, now func() time.Time) (code int, said string) {
				var out strings.Builder
				env := Env{Stdout: io.Discard, Stderr: &out, Now: now, Cache: cache, Files: os.DirFS("../..")}
				return Run(t.Context(), []string{"build", "--source", site.Folder, "--destination", destination}, env), out.String()
			}
			for k := range buildtest.Edits(5) {
				what, file := site.Edit()
				now := late()
				if k%3 == 0 {
					now = time.Now // by which the edit may not be the last at that time
				}
				code, said := build(cache, public, now)
				clean := filepath.Join(t.TempDir(), "public")
				wanted, told := build("", clean, time.Now)
				if code != wanted || said != told {
					t.Fatalf("edit %d, %s of %s: exit %d, want %d; said\n%s\nwant\n%s", k, what, file, code, wanted, said, told)
				}
				if code == 0 {
					sameFiles(t, public, clean)
				}
				if t.Failed() {
					t.Fatalf("after edit %d, %s of %s", k, what, file)
				}
				if err := os.RemoveAll(filepath.Dir(clean)); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
