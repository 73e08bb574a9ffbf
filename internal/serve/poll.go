package serve

import (
	"context"
	"crypto/sha256"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// stamp is how a file looked at a poll.
type stamp struct {
	mode    fs.FileMode
	size    int64
	saved   time.Time
	changed time.Time         // the look that last found it changed
	fresh   bool              // it may yet change without another time
	sum     [sha256.Size]byte // of its bytes, where fresh
}

// coarse is how long files may bear one time, whenever they are saved: on some drives time
// counts by two seconds.
const coarse = 2 * time.Second

// poller finds changes by looking at all files, for file systems that tell of
// none, as on a network.
type poller struct {
	root  string
	every time.Duration // how often it looks, at most
	now   func() time.Time
	began time.Time        // the last look
	took  time.Duration    // it
	at    fs.FileInfo      // of the folder that stood at root; nil for none
	files map[string]stamp // by path
}

// idle is how many times as long as a look took the next one waits at least:
// where nothing changes, one twentieth of the time is spent looking.
const idle = 19

// poller returns what looks for changes from now on, so often.
func (s *Server) poller(every time.Duration) *poller {
	p := &poller{root: s.opt.Folder, every: every, now: s.opt.Now}
	p.look() // what is there already
	return p
}

// run looks until ctx is done; less often where a look at all files takes long.
func (p *poller) run(ctx context.Context, c *changes) {
	for {
		select {
		case <-time.After(pause(p.every, p.took)):
		case <-ctx.Done():
			return
		}
		for _, file := range p.look() {
			c.add(file)
		}
	}
}

// longest is how long the next look waits at most: where one took minutes, a network was
// away, and is back.
const longest = 10 * time.Second

// pause is how long to wait after a look that took so long.
func pause(every, took time.Duration) time.Duration {
	return max(every, min(idle*took, longest))
}

// look returns the paths of files and folders that have changed since it last
// looked, in no order.
func (p *poller) look() []string {
	p.began = p.now()
	defer func() { p.took = p.now().Sub(p.began) }()
	old, was := p.files, p.at
	p.files = make(map[string]stamp, len(old))
	var changed []string
	p.at = at(p.root)
	if old != nil && !same(p.at, was) {
		changed = append(changed, everything)
	}
	for _, folder := range watched {
		_ = walk(filepath.Join(p.root, folder), func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				//lint:ignore nilerr what cannot be read is not there; the build says why
				return nil
			}
			file, err := filepath.Rel(p.root, name)
			if err != nil {
				return err
			}
			file = filepath.ToSlash(file)
			if passing(file) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if p.see(name, file, d, old) {
				changed = append(changed, file)
			}
			return nil
		})
	}
	for file := range old {
		if _, there := p.files[file]; !there {
			changed = append(changed, file)
		}
	}
	return changed
}

// see notes how a file looks and reports whether it has changed. Two saves may
// bear the same time, so that a file which has just changed is compared by its
// bytes as long as that may be.
func (p *poller) see(name, file string, d fs.DirEntry, old map[string]stamp) bool {
	info, err := d.Info()
	if err != nil {
		return false // it has just gone
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		if to := at(name); to != nil {
			info = to
		}
	}
	was, known := old[file]
	now := stamp{mode: info.Mode(), size: info.Size(), saved: info.ModTime(), changed: was.changed}
	differs := old != nil && (!known || was.mode != now.mode || !info.IsDir() && (was.size != now.size || !was.saved.Equal(now.saved)))
	if info.Mode().IsRegular() && (differs || was.fresh) {
		now.sum = sumOf(name)
		if differs = differs || now.sum != was.sum; differs {
			now.changed = p.began
		}
		now.fresh = p.began.Sub(now.changed) < coarse
	}
	p.files[file] = now
	return differs
}

// sumOf returns the hash of a file, or zero where it cannot be read.
func sumOf(name string) (sum [sha256.Size]byte) {
	file, err := os.Open(name)
	if err != nil {
		return sum
	}
	defer file.Close()
	bytes := sha256.New()
	if _, err := io.Copy(bytes, file); err == nil {
		bytes.Sum(sum[:0])
	}
	return sum
}
