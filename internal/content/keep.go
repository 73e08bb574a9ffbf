package content

import (
	"fmt"
	"io"
	"io/fs"
	"sync"

	"dateline/internal/diag"
	"dateline/internal/markup"
)

// Keep writes what has been read, and what was found in it since, for a later run
// of the same program: see [Recall].
func (c *Cache) Keep(w io.Writer) error {
	k := newKeeper(w)
	problems, files := c.walked.problems.All(), len(c.results)
	k.value(&problems)
	k.value(&files)
	for i, result := range c.results {
		k.found(c.walked.files[i])
		k.result(result)
	}
	return k.out.Flush()
}

func (k *keeper) found(f found) {
	k.file = f.path
	for _, value := range []any{&f.path, &f.folder, &f.bundle, &f.original, &f.lang} {
		k.value(value)
	}
}

func (k *keeper) result(r *result) {
	problems, is := r.problems.All(), r.document != nil
	for _, value := range []any{&r.original, &r.lang, &r.raw, &problems, &is} {
		k.value(value)
	}
	if !is {
		return
	}
	k.value(r.document)
	for _, body := range bodies(r.document) {
		kept := (*body).Keep()
		k.value(&kept)
	}
}

// bodies returns where a document has its texts, in an order that its keys decide.
func bodies(doc document) []**markup.Body {
	all := []**markup.Body{&doc.document().Body}
	a, ok := doc.(*Article)
	if !ok {
		return all
	}
	for i := range a.Annotations {
		all = append(all, &a.Annotations[i].Text)
	}
	for i := range a.Corrections {
		all = append(all, &a.Corrections[i].Text)
	}
	for i := range a.Inline {
		all = append(all, &a.Inline[i].Text)
	}
	return all
}

// Recall returns the Cache of which Keep has written, for the same source folder and
// the same Options. That all of it is there, and nothing was changed, is for the caller
// to make sure of. What has changed in the source since, the Cache is to be told by
// Forget. Long texts are read from their files again when somebody looks at them, and lie
// on the Shelf then; where that fails, it has the error.
func Recall(kept io.Reader, source fs.FS, opt Options) (*Cache, error) {
	r := newRecaller(kept)
	w := &walker{source: source}
	c := &Cache{walked: w, index: map[string]int{}}
	var problems []diag.Problem
	r.value(&problems)
	w.problems.Put(problems...)
	again := sync.OnceValue(func() *reader { return newReader(source, opt) })
	var files int
	for r.value(&files); files > 0 && r.err == nil; files-- {
		f := r.found()
		c.index[f.path] = len(w.files)
		w.files, c.results = append(w.files, f), append(c.results, r.result(f, opt.Shelf, again))
	}
	if r.err != nil {
		return nil, r.err
	}
	return c, nil
}

func (r *recaller) found() found {
	var f found
	for _, to := range []any{&f.path, &f.folder, &f.bundle, &f.original, &f.lang} {
		r.value(to)
	}
	r.file = f.path
	return f
}

func (r *recaller) result(f found, shelf *markup.Shelf, again func() *reader) *result {
	var out result
	var problems []diag.Problem
	var is bool
	for _, to := range []any{&out.original, &out.lang, &out.raw, &problems, &is} {
		r.value(to)
	}
	out.problems.Put(problems...)
	if !is || r.err != nil {
		return &out
	}
	out.document = newDocument(f.folder)
	r.value(out.document)
	read := sync.OnceValues(func() ([]**markup.Body, error) { return again().texts(f, out.raw) })
	for i, body := range bodies(out.document) {
		var kept markup.Kept
		r.value(&kept)
		*body = markup.Recall(kept, shelf, func() (*markup.Body, error) {
			all, err := read()
			if err == nil && i >= len(all) {
				err = fmt.Errorf("reading %s: it was changed by somebody else", f.path)
			}
			if err != nil {
				return nil, err
			}
			return *all[i], nil
		})
	}
	return &out
}

// texts reads the texts of a file again.
func (r *reader) texts(f found, raw markup.Raw) ([]**markup.Body, error) {
	same := *r
	same.raw = raw
	result, err := same.read(f, new(room))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.path, err)
	}
	if result.document == nil {
		return nil, nil
	}
	return bodies(result.document), nil
}
