//go:build linux || darwin

package cli

// stamped says that a file's last change can be told even where somebody sets
// its time of modification back.
const stamped = true
