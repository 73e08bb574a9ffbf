package cli

import (
	"os"
	"regexp"
	"runtime"
	"testing"
)

// What the program takes next lies in large pages, where the kernel has them, and has not
// been taken yet.
func TestLargePages(t *testing.T) {
	const size = 64 << 20
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	refused := largePages(size)
	runtime.ReadMemStats(&after)
	if more := int64(after.HeapInuse) - int64(before.HeapInuse); more > size/2 {
		t.Errorf("%d bytes more are in use", more)
	}
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	if large := regexp.MustCompile(`(?m)^VmFlags:.* hg( |$)`).Match(maps); large != (refused == nil) {
		t.Errorf("that memory lies in large pages is %t; asking for them: %v", large, refused)
	}
}
