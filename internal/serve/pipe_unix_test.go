//go:build unix

package serve

import (
	"os"
	"syscall"
	"testing"
)

// What is no file is not waited for.
func TestPipe(t *testing.T) {
	both(t, func(t *testing.T, d *desk) {
		d.must(syscall.Mkfifo(d.path("static/pipe"), 0o600))
		d.until("a build", func() bool { return d.builds() > 1 })
		d.must(os.Remove(d.path("static/pipe")))
		d.write("content/articles/a.md", article("Alpha", "Second words."))
		d.shows("/articles/a/", "Second words")
	})
}
