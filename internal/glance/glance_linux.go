package glance

import "syscall"

// fill says what was seen in the words of package syscall.
func (g *info) fill() {
	to, from := &g.stat, &g.raw
	to.Dev, to.Ino, to.Mode, to.Uid, to.Gid, to.Size = from.Dev, from.Ino, from.Mode, from.Uid, from.Gid, from.Size
	to.Mtim, to.Ctim = syscall.Timespec(from.Mtim), syscall.Timespec(from.Ctim)
}
