package serve

import (
	"context"
	"fmt"
	"io/fs"
	"net"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"dateline/internal/build"
)

// left is a file system whose reader leaves after a number of files.
type left struct {
	fstest.MapFS
	after, opened atomic.Int64 // files
	leave         func()
}

func (l *left) Open(name string) (fs.File, error) {
	if l.opened.Add(1) == l.after.Load() {
		l.leave()
	}
	return l.MapFS.Open(name)
}

// Whoever stops the server while a large site is built does not wait for that, and is not
// told of a build that came to nothing.
func TestStoppedInFirstBuild(t *testing.T) {
	const articles = 2000
	source := &left{MapFS: fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitle: Desk\n---\n")}}}
	for k := range articles {
		source.MapFS[fmt.Sprintf("content/articles/a-%d.md", k)] = &fstest.MapFile{Data: []byte(article(fmt.Sprint("Article ", k), "Words."))}
	}
	ctx, stop := context.WithCancel(t.Context())
	source.leave = stop
	source.after.Store(100)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{
		Build: build.Options{Source: source, Templates: templates, Static: fstest.MapFS{}}, Folder: t.TempDir(), Now: time.Now,
		Report: func(r Report) { t.Errorf("reported %v", r.Problems.Sorted()) },
	})
	if err := s.Run(ctx, l); err != nil {
		t.Errorf("ended with %v", err)
	}
	if opened := source.opened.Load(); opened > articles/2 {
		t.Errorf("%d files were opened after all", opened)
	}
}
