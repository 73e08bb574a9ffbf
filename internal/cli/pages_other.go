//go:build !linux

package cli

// largePages does nothing: only Linux can be asked for large pages of memory.
func largePages(int) error { return nil }
