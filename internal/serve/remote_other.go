//go:build !linux && !darwin

package serve

// remote reports whether changes of a folder may go untold: Windows is told by the machine
// whose drive it is.
func remote(string) bool { return false }
