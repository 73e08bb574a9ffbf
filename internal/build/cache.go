package build

import (
	"dateline/internal/content"
	"dateline/internal/timeline"
)

// Cache keeps between builds what does not change from one to the next. Its
// zero value is empty. It serves one build at a time, always of the same
// Options.
type Cache struct {
	content content.Cache
	links   timeline.Cache
}

// Forget says that the file or folder at path, relative to the source folder,
// was written, made, removed or renamed. What nobody tells of is taken to be as
// it was.
func (c *Cache) Forget(path string) { c.content.Forget(path) }
