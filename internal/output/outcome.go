package output

import (
	"io/fs"
	"iter"
)

// outcome describes the files of the site, and the list of them, as they are once all
// is written.
func (p *plan) outcome(made results) iter.Seq2[string, fs.FileInfo] {
	return func(yield func(string, fs.FileInfo) bool) {
		// The last names of what was staged, which its times tell of. Where that fails,
		// so does tidying up.
		p.disk.removeAll(p.staged)
		at, err := p.disk.trail(p.at)
		defer at.close()
		look := func(name string) bool {
			var info fs.FileInfo
			if err == nil {
				info, _ = at.glance(name) // nothing is done with it but to compare: folders need no look
			}
			return yield(name, info)
		}
		for i, name := range p.names {
			if made.fates[i] == isKnown && !p.allRelinked && !p.relinked[name] {
				if !yield(name, nil) {
					return
				}
			} else if !look(name) {
				return
			}
		}
		look(ManifestFile)
	}
}
