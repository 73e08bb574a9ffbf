package build

import (
	"errors"
	"fmt"
	"math"
	"sync/atomic"
	"testing"
	"testing/fstest"
)

// A build that is stopped ends with the reason, however far it has come: while content is
// read, and after that.
func TestStopped(t *testing.T) {
	source := fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitle: Desk\nlanguages: [fr]\n---\n")}}
	for k := range 5 {
		source[fmt.Sprintf("content/articles/a-%d.md", k)] = &fstest.MapFile{Data: []byte("---\ntitle: A\ndate: 2021\n---\nWords.\n")}
	}
	stopped := errors.New("stopped")
	build := func(after int64) (asked int64, err error) {
		var n atomic.Int64
		opt := options(source)
		opt.Stopped = func() error {
			if n.Add(1) > after {
				return stopped
			}
			return nil
		}
		_, err = Run(opt)
		return n.Load(), err
	}
	asked, err := build(math.MaxInt64)
	if stages := asked - int64(len(source)); err != nil || stages < 4 { // two for each edition
		t.Fatalf("asked %d times after all was read; error %v", stages, err)
	}
	for after := range asked {
		if _, err := build(after); !errors.Is(err, stopped) {
			t.Errorf("stopped after it was asked %d times: error %v", after, err)
		}
	}
}
