package cli

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/internal/build"
	"dateline/internal/markup"
)

// documentsPrefix begins the names of files with the documents of a build, in the
// folder of what is kept.
const documentsPrefix = "documents-"

// A build that goes on from an earlier one adds a file with the documents that have
// changed. All are written anew once there are so many files, or as soon as those that
// were added hold more than one part in so many of the first.
const (
	mostAdded  = 16
	addedShare = 4
)

// A resumption is a build that goes on from an earlier one: it reads anew those
// documents only that have changed since, and keeps all for the next.
type resumption struct {
	*buildCommand
	from       []string // the files with the documents of the earlier build, to which one may be added
	names      []string // of the files with those of this build; none where they are not kept
	remembered bool     // a record names them
}

// resume prepares a build to begin where the earlier one ended, from which the
// source differs in what changes names; without an earlier one, with nothing.
func (b *buildCommand) resume(opt *build.Options, earlier *record, source *source, changes []string) *resumption {
	r := &resumption{buildCommand: b}
	if b.keeping() == "" {
		return r
	}
	opt.Keep = r.keep
	if earlier == nil || len(earlier.Documents) == 0 {
		return r
	}
	var kept []string
	added := 0 // bytes
	for k, name := range earlier.Documents {
		documents, err := readSummed(b.kept(name))
		if err != nil {
			return r // somebody has tidied up, or changed it: all documents are read anew
		}
		if kept = append(kept, documents); k > 0 {
			added += len(documents)
		}
	}
	cache, err := build.Recall(kept, *opt)
	if err != nil {
		return r
	}
	if len(kept) <= mostAdded && added <= len(kept[0])/addedShare {
		r.from = earlier.Documents
	}
	if len(r.from) > 0 && len(changes) <= mostRetouched && !slices.ContainsFunc(changes, isNoArticle) {
		cache.Retouch(changes, earlier.last())
	} else {
		forget(cache, changes)
	}
	source.resume(earlier.read, earlier.Listed, changes)
	opt.Cache = cache
	return r
}

// mostRetouched is of how many articles the edits may be made by themselves.
const mostRetouched = 16

// isNoArticle reports whether what has changed is no article, or lies beside one.
func isNoArticle(changed string) bool {
	return !strings.HasPrefix(changed, "content/articles/") || !markup.IsMarkdown(changed)
}

// forget tells a cache what has changed.
func forget(cache *build.Cache, changes []string) {
	for _, name := range changes {
		if strings.HasSuffix(name, "/") {
			cache.Relist()
		} else {
			cache.Forget(name)
		}
	}
}

// keep writes the documents. That it cannot is nobody's concern: the next build
// reads all of them.
func (r *resumption) keep(all, changes func(io.Writer) error) {
	write := all
	if len(r.from) > 0 {
		write = changes
	}
	if err := r.begin(); err != nil {
		return
	}
	file, err := os.CreateTemp(r.keeping(), documentsPrefix)
	if err != nil {
		return
	}
	err = withSum(write)(file)
	if err = cmp.Or(err, file.Close()); err != nil {
		os.Remove(file.Name())
		return
	}
	r.names = append(slices.Clone(r.from), filepath.Base(file.Name()))
}

// close removes files with documents that no record names, and what is kept of
// destinations that are no more.
func (r *resumption) close() {
	if !r.remembered {
		for _, name := range r.names[min(len(r.from), len(r.names)):] {
			os.Remove(r.kept(name))
		}
		return
	}
	r.tidy()
	entries, err := os.ReadDir(r.keeping())
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), documentsPrefix) && !slices.Contains(r.names, e.Name()) {
			os.Remove(r.kept(e.Name()))
		}
	}
}
