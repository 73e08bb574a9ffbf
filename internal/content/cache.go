package content

import (
	"io/fs"
	"slices"
	"strings"
)

// Cache keeps what Read has read, so that reading again parses only what has
// changed. Whoever knows of a change tells it by Forget: a Cache does not look
// at times or sizes of files, which may stay the same. It belongs to one source
// folder and one choice of drafts; the zero value is empty. A Cache is not safe
// for concurrent use.
type Cache struct {
	walked  walker
	results []*result // parallel to the walked files, nil before they are; nil where one is to be read, or doubted
	stale   bool      // files have come or gone
	doubt   []string  // content files that may be gone
	only    bool      // what was not recalled is to stay so

	edits  map[string]*result // of a Part, by file, until they are read
	missed bool               // see Missed
}

// Forget says that the file or folder at path, relative to the source folder,
// was written, made, removed or renamed.
func (c *Cache) Forget(path string) {
	if k, known := c.at(path); known {
		if c.recallOne(k); c.results != nil {
			c.results[k] = c.results[k].inDoubt()
			c.doubt = append(c.doubt, path)
		}
		return
	}
	if path != root && !strings.HasPrefix(path, root+"/") {
		return
	}
	c.recall()
	c.stale = true
	isThere := func(file string) bool { return file == path || strings.HasPrefix(file, path+"/") }
	for k, f := range c.walked.files {
		switch {
		case slices.ContainsFunc(f.bundle, isThere): // what the page says of a picture may be no longer so
			c.results[k] = nil
		case isThere(f.path):
			c.results[k] = c.results[k].inDoubt()
		}
	}
}

// at returns which of the files is the one at path; false where none is.
func (c *Cache) at(path string) (int, bool) {
	return slices.BinarySearchFunc(c.walked.files, path, func(f found, path string) int { return strings.Compare(f.path, path) })
}

// Relist says that files may have come or gone somewhere, and that those that are
// another file now, or have another one beside them, are told by Forget.
func (c *Cache) Relist() { c.stale = true }

// list brings the list of content files up to date. The folder is walked only
// where files have come or gone: on a large site that takes longer than to read
// the one that has changed.
func (c *Cache) list(source fs.FS) error {
	gone := slices.ContainsFunc(c.doubt, func(file string) bool {
		info, err := fs.Lstat(source, file)
		return err != nil || !info.Mode().IsRegular()
	})
	c.doubt, c.stale = nil, c.stale || gone || c.results == nil
	if !c.stale {
		return nil
	}
	w := walker{source: source}
	if err := w.walk(); err != nil {
		return err
	}
	results := make([]*result, len(w.files))
	for k, f := range w.files {
		// The files beside a page are part of what was read.
		if old, known := c.at(f.path); known && slices.Equal(c.walked.files[old].bundle, f.bundle) {
			results[k] = c.results[old]
		}
	}
	c.walked, c.results, c.stale = w, results, false
	return nil
}
