package cli

import (
	"io/fs"
	"syscall"
	"time"
)

// stamped says that a file's last change can be told even where somebody sets
// its time of modification back.
const stamped = true

// changeOf returns when the file, or what is known of it, was last changed.
func changeOf(info fs.FileInfo) time.Time {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(int64(s.Ctim.Sec), int64(s.Ctim.Nsec)) //nolint:unconvert // 32 bits on some processors
	}
	return info.ModTime()
}
