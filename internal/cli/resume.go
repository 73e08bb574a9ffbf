package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"dateline/internal/build"
)

// documentsPrefix begins the names of files with the documents of a build, in the
// folder of what is kept.
const documentsPrefix = "documents-"

// A resumption is a build that goes on from an earlier one: it reads anew those
// documents only that have changed since, and keeps all for the next.
type resumption struct {
	*buildCommand
	name       string // of the file with the documents of this build; "" where there is none
	remembered bool   // a record names it
}

// resume prepares a build to begin where the earlier one ended, from which the
// source differs in what changes names; without an earlier one, with nothing.
func (b *buildCommand) resume(opt *build.Options, earlier *record, source *source, changes []string) *resumption {
	r := &resumption{buildCommand: b}
	if b.keeping() == "" {
		return r
	}
	opt.Keep = r.keep
	if earlier == nil || earlier.Documents == "" {
		return r
	}
	from, err := openSummed(b.kept(earlier.Documents))
	if err != nil {
		return r // somebody has tidied up, or changed it: all documents are read anew
	}
	defer from.Close()
	cache, err := build.Recall(from, *opt)
	if err != nil {
		return r
	}
	for _, name := range changes {
		if strings.HasSuffix(name, "/") {
			cache.Relist()
		} else {
			cache.Forget(name)
		}
	}
	source.resume(earlier.Read, earlier.Listed, changes)
	opt.Cache = cache
	return r
}

// keep writes the documents. That it cannot is nobody's concern: the next build
// reads all of them.
func (r *resumption) keep(write func(io.Writer) error) {
	if err := r.begin(); err != nil {
		return
	}
	file, err := os.CreateTemp(r.keeping(), documentsPrefix)
	if err != nil {
		return
	}
	err = withSum(write)(file)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		os.Remove(file.Name())
		return
	}
	r.name = filepath.Base(file.Name())
}

// close removes files with documents that no record names, and what is kept of
// destinations that are no more.
func (r *resumption) close() {
	if !r.remembered {
		if r.name != "" {
			os.Remove(r.kept(r.name))
		}
		return
	}
	r.tidy()
	entries, err := os.ReadDir(r.keeping())
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), documentsPrefix) && e.Name() != r.name {
			os.Remove(r.kept(e.Name()))
		}
	}
}
