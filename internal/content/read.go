// Package content reads a source folder into typed documents: their front
// matter (YAML, TOML or JSON), every value of it with its place, and their
// Markdown bodies.
//
// A file goes through clean (encoding), split (fences), one of parseYAML,
// parseTOML and parseJSON (a neutral tree of nodes that keeps source texts),
// decoder (the tree into a struct, by the plan that the struct's tags make)
// and check (what a single value cannot show). References between documents
// are not followed here.
//
// A file slug.ar.md beside slug.md is a translation of it, which has the keys of
// language only. Set.Edition puts the translations into one language in the
// place of their originals.
package content

import (
	"fmt"
	"io/fs"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"dateline/internal/diag"
	"dateline/internal/markup"
)

// Options says what to read.
type Options struct {
	Drafts bool          // read documents with "draft: true" too
	Cache  *Cache        // what was read before; nil reads everything
	Shelf  *markup.Shelf // where texts are kept; nil keeps them in memory

	// Stopped returns why no more is to be read, nil as long as all is. It is asked before
	// each file, and may be nil.
	Stopped func() error
}

// Read reads everything under content/ of source. What is wrong with the
// files goes to the list; the error is for failing I/O only. A document with
// problems is part of the set nevertheless, as far as it could be read, so
// that references to it do not become problems too; a date that is none is
// then Set, and zero.
func Read(source fs.FS, opt Options) (*Set, diag.List, error) {
	cache := opt.Cache
	if cache == nil {
		cache = &Cache{}
	}
	if !cache.only {
		cache.recall()
	}
	if err := cache.list(source); err != nil {
		return nil, diag.List{}, err
	}
	files, r := cache.walked.files, newReader(source, opt)
	site, err := r.settings(files, cache.results)
	if err != nil {
		return nil, diag.List{}, err
	}
	misnamed := classify(files, site)
	if err := r.all(files, cache.results); err != nil {
		return nil, diag.List{}, err
	}

	set := &Set{Site: *site, Files: len(files), translations: map[string]map[string]document{}}
	var problems diag.List
	problems.Add(cache.walked.problems)
	problems.Add(misnamed)
	site.checkLanguages(&problems)
	slugs := slugs{}
	for i, result := range cache.results {
		if kept := result.unread; kept.from != nil {
			if kept.is && files[i].folder() == "incidents" && files[i].translates == nil {
				set.Unread++
			}
			continue
		}
		if result.document == nil {
			set.Drafts = append(set.Drafts, Draft{files[i].path, strings.TrimSuffix(files[i].folder(), "s"), result.draft})
			continue
		}
		problems.Add(result.problems)
		if files[i].translates != nil {
			set.translate(files[i], result.document)
			continue
		}
		if folder := files[i].folder(); folder != "" {
			slugs.add(folder, result.document.document(), &problems)
		}
		set.add(result.document)
	}
	set.checkTranslations(files, cache.results, &problems)
	return set, problems, nil
}

// settings returns those of the site, which say in which languages it stands:
// by that other files are read.
func (r *reader) settings(files []found, results []*result) (*Site, error) {
	for k, f := range files {
		if f.path != sitePath {
			continue
		}
		if results[k] != nil && !results[k].doubted { // of an earlier run
			r.raw = results[k].raw
		} else if err := r.all(files[k:k+1], results[k:k+1]); err != nil {
			return nil, err
		}
		site := results[k].document.(*Site)
		if raw := markup.Raw(site.RawHTML.V == "sanitised"); r.raw != raw {
			r.raw = raw
			if err := r.all(files[k:k+1], results[k:k+1]); err != nil {
				return nil, err
			}
			site = results[k].document.(*Site)
		}
		return site, nil
	}
	site := &Site{}
	site.complete()
	return site, nil
}

// document is implemented by all kinds of content.
type document interface {
	document() *Document
	language() At[string] // that it states; "" is the site's
}

func (d *Document) document() *Document { return d }

// newDocument returns an empty document of the kind that a folder holds.
func newDocument(folder string) document {
	switch folder {
	case "articles":
		return &Article{Sourcing: &Sourcing{}, Subjects: &Subjects{}, Editing: &Editing{}}
	case "incidents":
		return &Incident{}
	case "actors":
		return &Actor{}
	case "sources":
		return &Source{}
	case "pages":
		return &Page{}
	}
	return &Site{}
}

// reader reads content files; it is safe for concurrent use.
type reader struct {
	source     fs.FS
	opt        Options
	raw        markup.Raw // what becomes of HTML
	parsers    map[markup.Raw]*markup.Parser
	notes      map[markup.Raw]*markup.Parser
	plans      map[string]*plan // by folder
	translated map[string]*plan // of translations, by folder
	annotation *plan            // of annotations
	words      *words
}

func newReader(source fs.FS, opt Options) *reader {
	r := &reader{
		source:     source,
		opt:        opt,
		parsers:    map[markup.Raw]*markup.Parser{},
		notes:      map[markup.Raw]*markup.Parser{},
		plans:      make(map[string]*plan),
		translated: make(map[string]*plan),
		annotation: newPlan(keysOf(reflect.TypeFor[AnnotationMeta]())),
		words:      newWords(),
	}
	for _, raw := range []markup.Raw{markup.LeftOut, markup.Sanitised} {
		r.parsers[raw], r.notes[raw] = markup.NewParser(raw, opt.Shelf), markup.NewNoteParser(raw, opt.Shelf)
	}
	for _, folder := range append([]string{""}, folders...) {
		p := newPlan(keysInOrder(reflect.TypeOf(newDocument(folder)).Elem()))
		r.plans[folder], r.translated[folder] = p, p.ofTranslation()
	}
	return r
}

// result is what became of one file. A draft that is left out has neither
// document nor problems.
type result struct {
	document   document
	problems   diag.List
	draft      string      // slug of a draft that is left out; "" of a translation
	translates *translates // as what translation it was read, nil for none
	unread     unread      // what was kept of it, if that has not been recalled
	recalled   int         // its number among those that were recalled, from 1; 0 of one that was read since
	raw        markup.Raw
	doubted    bool // the file may hold something else now
}

// of reports whether the file would be read as it was read then.
func (r *result) of(f found, raw markup.Raw) bool {
	return r != nil && r.translates.same(f.translates) && r.raw == raw
}

// inDoubt returns the same result for a file that may hold something else now; nil
// where only reading it can tell.
func (r *result) inDoubt() *result {
	if r == nil || r.document == nil || len(r.document.document().Beside) > 0 {
		return nil
	}
	doubted := *r
	doubted.doubted = true
	return &doubted
}

// confirmed returns the same result for a file that holds what it held then, or nil.
func (r *result) confirmed(file []byte, t text) *result {
	doc := r.document.document()
	if sum, _ := sumsOf(file, t, doc); sum != doc.Sum {
		return nil
	}
	confirmed := *r
	confirmed.doubted = false
	return &confirmed
}

// all reads the files that have no result yet, or one as something else, on all cores. The
// error is that of the first file that could not be read; it keeps none.
func (r *reader) all(files []found, results []*result) error {
	errs := make([]error, len(files))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		workers.Go(func() {
			var room room
			for i := next.Add(1) - 1; i < int64(len(files)); i = next.Add(1) - 1 {
				was := results[i]
				if was != nil && was.unread.from != nil {
					continue
				}
				if !was.of(files[i], r.raw) {
					was = nil
				}
				if was == nil || was.doubted {
					results[i], errs[i] = r.read(files[i], was, &room)
				}
			}
		})
	}
	workers.Wait()
	for i, err := range errs {
		if err != nil {
			return fmt.Errorf("reading %s: %w", files[i].path, err)
		}
	}
	return nil
}

// read reads one file; it returns no result where that fails. Where the file holds what
// it held when it was read before, that is the result.
func (r *reader) read(f found, before *result, room *room) (*result, error) {
	if r.opt.Stopped != nil {
		if err := r.opt.Stopped(); err != nil {
			return nil, err
		}
	}
	raw, err := room.read(r.source, f.path)
	if err != nil {
		return nil, err
	}
	t, problem := room.open(raw)
	if before != nil && problem == nil {
		if same := before.confirmed(raw, t); same != nil {
			return same, nil
		}
	}
	var front node
	if problem == nil {
		front, problem = room.front(t)
	}
	out, err := r.result(f, t, &front, problem)
	if err != nil {
		return nil, err
	}
	if out.document != nil {
		doc := out.document.document()
		doc.Sum, doc.Front = sumsOf(raw, t, doc)
		doc.Head, doc.Begin = headOf(t), beginOf(doc.Body)
	}
	return out, nil
}

// result returns what becomes of a file, of which front is the front matter, unless there
// is a problem with that.
func (r *reader) result(f found, t text, front *node, problem *syntaxError) (*result, error) {
	out := &result{document: newDocument(f.folder()), translates: f.translates, raw: r.raw}
	d := decoder{file: f.path, translates: f.translates, text: t, words: r.words, problems: &out.problems}
	if problem != nil {
		d.errorf(problem.place, "%s", problem.text)
	}
	for _, line := range t.examples {
		out.problems.Warnf(diag.At(f.path, line, 1), exampleText)
	}
	doc, plan, fields := out.document.document(), r.plan(f), reflect.ValueOf(out.document).Elem()
	if problem == nil {
		d.document(plan, front, fields)
	}
	doc.Path = f.path
	if doc.Draft.V && !r.opt.Drafts && (f.folder() != "" || f.translates != nil) {
		draft := &result{translates: f.translates, raw: r.raw}
		if f.translates == nil {
			d.slug(doc)
			draft.draft = doc.Slug.V
		}
		return draft, nil
	}
	d.checkPlain(plan, fields)
	d.checkTurns()
	if t := f.translates; t != nil {
		doc.Rendition = &Rendition{Original: t.original, Translation: t.lang}
		if site, ok := out.document.(*Site); ok && problem == nil {
			d.checkTranslated(site)
		}
	} else {
		date := d.slug(doc)
		if problem == nil {
			d.check(out.document, date)
		}
	}
	doc.Body = r.parsers[r.raw].Parse(t.body, markup.Origin{File: f.path, Line: t.bodyLine}, &out.problems)
	r.annotate(&d, out.document)
	if site, ok := out.document.(*Site); ok && f.translates == nil {
		site.Guessed = problem != nil
		site.complete()
	}
	return out, r.beside(doc, f.bundle, &out.problems)
}

func (r *reader) plan(f found) *plan {
	if f.translates != nil {
		return r.translated[f.folder()]
	}
	return r.plans[f.folder()]
}
