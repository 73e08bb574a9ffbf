package content

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"sync"

	"dateline/internal/diag"
	"dateline/internal/markup"
)

// Keep writes what has been read, and what was found in it since, for a later run
// of the same program: see [Recall]. An error is that of w.
func (c *Cache) Keep(w io.Writer) error {
	c.recall()
	return c.keep(w, func(*result) (int, bool) { return 0, false })
}

// KeepChanges writes how that differs from what the Cache was recalled of. What was found in a
// part of the site is of no use to the whole: the titles that links have there may be others.
// An error is that of w.
func (c *Cache) KeepChanges(w io.Writer) error {
	return c.keep(w, func(r *result) (int, bool) {
		if c.only && r.recalled > 0 {
			return r.recalled - 1, true
		}
		return r.kept()
	})
}

// keep writes, in the order of the files, in turn how many are as they were kept, from
// which of those on, and how many follow that are not, and these: of each what it is, and
// what was read with the number of bytes before it.
func (c *Cache) keep(w io.Writer, kept func(*result) (int, bool)) error {
	k, out := newKeeper(), bufio.NewWriterSize(w, 1<<16) // which remembers its first error
	put := func() {
		out.Write(k.out)
		k.out = k.out[:0]
	}
	problems, files := c.walked.problems.All(), len(c.results)
	k.value(&problems)
	k.value(&files)
	for i := 0; i < files; {
		from, same := kept(c.results[i])
		start := i
		for at := from; same && at == from+i-start; {
			if i++; i == files {
				break
			}
			at, same = kept(c.results[i])
		}
		k.number(uint64(i - start))
		k.number(uint64(from))
		start = i
		for ; i < files; i++ {
			if _, same := kept(c.results[i]); same {
				break
			}
		}
		k.number(uint64(i - start))
		for n := start; n < i; n++ {
			k.found(c.walked.files[n])
			k.bool(c.results[n].document != nil)
			k.text(c.results[n].ownSlug(c.walked.files[n]))
			put()
			k.result(c.results[n])
			out.Write(binary.AppendUvarint(nil, uint64(len(k.out))))
			put()
		}
	}
	k.dictionary(put)
	return out.Flush()
}

// kept returns which of the results it was that the Cache was recalled of; false for one
// that is new, or of which more is known now.
func (r *result) kept() (int, bool) {
	if r.recalled == 0 {
		return 0, false
	}
	if r.document != nil {
		for body := range bodies(r.document) {
			if (*body).FoundMore() {
				return 0, false
			}
		}
	}
	return r.recalled - 1, true
}

// ownSlug returns the slug of a document that is not the one that its file gives; "" for none.
func (r *result) ownSlug(f found) string {
	if r.document == nil {
		return ""
	}
	slug := r.document.document().Slug.V
	if of, _ := SlugOf(f.path); slug == of {
		return ""
	}
	return slug
}

func (k *keeper) found(f found) {
	k.file = f.path
	k.value(&f.path)
	k.value(&f.bundle)
	k.translates(f.translates)
}

func (k *keeper) translates(t *translates) {
	var of translates
	if t != nil {
		of = *t
	}
	k.text(of.original)
	k.text(of.lang)
}

func (k *keeper) result(r *result) {
	problems := r.problems.All()
	k.translates(r.translates)
	k.value(&r.raw)
	k.value(&problems)
	if r.document == nil {
		k.text(r.draft)
		return
	}
	k.value(r.document)
	for body := range bodies(r.document) {
		kept := (*body).Keep()
		k.value(&kept)
	}
}

// bodies yields where a document has its texts, in an order that its keys decide.
func bodies(doc document) iter.Seq[**markup.Body] {
	return func(yield func(**markup.Body) bool) {
		if !yield(&doc.document().Body) {
			return
		}
		a, ok := doc.(*Article)
		if !ok {
			return
		}
		for _, notes := range [...][]AnnotationMeta{a.Annotations, a.Inline} {
			for i := range notes {
				if !yield(&notes[i].Text) {
					return
				}
			}
		}
		for i := range a.Corrections {
			if !yield(&a.Corrections[i].Text) {
				return
			}
		}
	}
}

// Recall returns the Cache of which Keep has written, for the same source folder and
// the same Options. What KeepChanges has written of such a Cache may come after it, and
// so on. That all of it is there, and nothing was changed, is for the caller
// to make sure of. What has changed in the source since, the Cache is to be told by
// Forget. Documents are recalled when they are read, all of them unless [Cache.Part] was
// told of some. Long texts are read from their files again when somebody looks at them, and
// lie on the Shelf then; where that fails, it has the error.
func Recall(kept []string, source fs.FS, opt Options) (*Cache, error) {
	again := sync.OnceValue(func() *reader { return newReader(source, opt) })
	c := &Cache{walked: walker{source: source}}
	for _, part := range kept {
		r := newRecaller(part, opt.Shelf, again)
		r.cache(c)
		if r.Err != nil {
			return nil, r.Err
		}
	}
	for k, result := range c.results {
		result.recalled = k + 1
	}
	return c, nil
}

// cache makes the Cache what it was when that was written which is read.
func (r *recaller) cache(c *Cache) {
	var problems []diag.Problem
	var count int
	r.value(&problems)
	if r.value(&count); count < 0 {
		r.Fail()
		return
	}
	c.walked.problems = diag.List{}
	c.walked.problems.Put(problems...)
	room := min(count, len(r.Left)+len(c.results)) // each takes a byte, or was there
	files, results := make([]found, 0, room), make([]*result, 0, room)
	for len(files) < count && r.Err == nil {
		same, from := r.count(), r.count()
		if from+same > len(c.results) || len(files)+same > count {
			r.Fail()
			return
		}
		files, results = append(files, c.walked.files[from:from+same]...), append(results, c.results[from:from+same]...)
		fresh := r.count()
		if same+fresh == 0 || fresh > len(r.Left) {
			r.Fail()
			return
		}
		some := make([]result, fresh)
		for k := range some {
			files = append(files, r.found())
			some[k].unread = unread{from: r, is: r.Number() == 1, slug: r.text()}
			some[k].unread.in = r.Text()
			if results = append(results, &some[k]); r.Err != nil {
				return
			}
		}
	}
	c.walked.files, c.results = files, results
}

// unread is what was kept of a result, as long as nobody has asked for it.
type unread struct {
	from *recaller // nil where there is nothing to be read
	in   string
	is   bool   // the result has a document
	slug string // its own, see ownSlug
}

// recall recalls all results; where that fails, it forgets all that was kept.
func (c *Cache) recall() {
	for k := range c.results {
		if c.recallOne(k); c.results == nil {
			return
		}
	}
}

// recallOne recalls a result, unless it is; where that fails, it forgets all that was kept.
func (c *Cache) recallOne(k int) {
	r := c.results[k]
	if r == nil || r.unread.from == nil {
		return
	}
	kept := r.unread
	r.unread = unread{}
	kept.from.Left, kept.from.file = kept.in, c.walked.files[k].path
	if kept.from.result(r, c.walked.files[k], kept.is); kept.from.Err != nil {
		*c = Cache{}
	}
}

func (r *recaller) found() found {
	var f found
	r.value(&f.path)
	r.value(&f.bundle)
	f.translates = r.translates()
	r.file = f.path
	return f
}

func (r *recaller) translates() *translates {
	original, lang := r.text(), r.text()
	if original == "" {
		return nil
	}
	return &translates{original: original, lang: lang}
}

// result reads what was kept of one.
func (r *recaller) result(out *result, f found, is bool) {
	out.translates = r.translates()
	var problems []diag.Problem
	r.value(&out.raw)
	r.value(&problems)
	out.problems.Put(problems...)
	if !is {
		out.draft = r.text()
		return
	}
	out.document = newDocument(f.folder())
	r.value(out.document)
	texts := &rereading{file: f, raw: out.raw, again: r.again}
	i := 0
	for body := range bodies(out.document) {
		r.kept = markup.Kept{}
		r.value(&r.kept)
		k := i
		*body = markup.Recall(r.kept, r.shelf, func() (*markup.Body, error) { return texts.text(k) })
		i++
	}
}

// A rereading reads the texts of a file again, once somebody looks at one.
type rereading struct {
	file  found
	raw   markup.Raw
	again func() *reader

	once  sync.Once
	texts []*markup.Body
	err   error
}

func (r *rereading) text(number int) (*markup.Body, error) {
	r.once.Do(func() { r.texts, r.err = r.again().texts(r.file, r.raw) })
	switch {
	case r.err != nil:
		return nil, r.err
	case number >= len(r.texts):
		return nil, fmt.Errorf("reading %s: it was changed by somebody else", r.file.path)
	}
	return r.texts[number], nil
}

// texts reads the texts of a file again.
func (r *reader) texts(f found, raw markup.Raw) ([]*markup.Body, error) {
	same := *r
	same.raw = raw
	result, err := same.read(f, nil, new(room))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.path, err)
	}
	if result.document == nil {
		return nil, nil
	}
	var all []*markup.Body
	for body := range bodies(result.document) {
		all = append(all, *body)
	}
	return all, nil
}
