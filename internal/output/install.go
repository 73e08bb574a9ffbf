package output

import (
	"errors"
	"io/fs"
	"path"
	"slices"
)

// install moves the staged files into place and removes the stale ones. When it
// fails half-way the manifest lists all files of both kinds.
func (p *plan) install(results []result) (Stats, error) {
	var stats Stats
	wanted := make(manifest, len(results))
	for i, r := range results {
		wanted[i] = r.entry
	}
	// Both, until it is known which ones are there.
	if err := p.save(p.written.with(wanted)); err != nil {
		return stats, err
	}
	before, after := p.removals()
	if err := p.remove(before, &stats); err != nil {
		return stats, err
	}
	if err := p.move(results, &stats); err != nil {
		return stats, err
	}
	if err := p.remove(after, &stats); err != nil {
		return stats, err
	}
	return stats, p.save(wanted)
}

// removals returns the stale files in order: those that have to go before the
// new files can come, because they lie where the site has a folder, below what
// is now a file, or are the same but for case; and the rest, which stay until
// no page links to them any more.
func (p *plan) removals() (before, after []string) {
	inTheWay := make(map[string]bool)
	for _, name := range folders(p.names) {
		inTheWay[name] = true
	}
	wanted := make(map[string]bool, len(p.names))
	for _, name := range p.names {
		wanted[name] = true
	}
	recased := make(map[string]bool)
	for name := range p.recased {
		recased[fold(name)] = true
	}
	for _, name := range p.written.paths() {
		if !p.stale[name] {
			continue
		}
		below := slices.ContainsFunc(folders([]string{name}), func(folder string) bool { return wanted[folder] })
		if below || inTheWay[name] || recased[fold(name)] {
			before = append(before, name)
		} else {
			after = append(after, name)
		}
	}
	return before, after
}

// move renames the staged files to where they belong.
func (p *plan) move(results []result, stats *Stats) error {
	made := make(map[string]bool)
	for i, r := range results {
		if r.same {
			stats.Unchanged++
			continue
		}
		if dir := path.Dir(r.entry.Path); !made[dir] {
			if err := p.root.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			made[dir] = true
		}
		if err := p.root.Rename(stagedName(i), r.entry.Path); err != nil {
			return err
		}
		stats.Written++
		stats.Bytes += r.entry.Size
	}
	return nil
}

// remove removes files, and the folders that it leaves empty.
func (p *plan) remove(names []string, stats *Stats) error {
	for _, name := range names {
		if err := p.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		stats.Removed++
		// A folder that holds anything else cannot be removed, and so ends the way up.
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if p.root.Remove(dir) != nil {
				break
			}
		}
	}
	return nil
}
