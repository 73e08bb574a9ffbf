// Package content reads a source folder into typed documents: their front
// matter (YAML, TOML or JSON), every value of it with its place, and their
// Markdown bodies.
//
// A file goes through clean (encoding), split (fences), one of parseYAML,
// parseTOML and parseJSON (a neutral tree of nodes that keeps source texts),
// decoder (the tree into a struct, by the plan that the struct's tags make)
// and check (what a single value cannot show). References between documents
// are not followed here.
package content

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"

	"dateline/internal/diag"
	"dateline/internal/markup"
)

// Options says what to read.
type Options struct {
	Drafts bool   // read documents with "draft: true" too
	Cache  *Cache // what was read before; nil reads everything
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
	if err := cache.list(source); err != nil {
		return nil, diag.List{}, err
	}
	files := cache.walked.files
	if err := newReader(source, opt).all(files, cache.results); err != nil {
		return nil, diag.List{}, err
	}

	set := &Set{Files: len(files)}
	var problems diag.List
	problems.Add(cache.walked.problems)
	slugs := newSlugs()
	for i, result := range cache.results {
		if result.document == nil {
			continue
		}
		problems.Add(result.problems)
		if files[i].folder != "" {
			slugs.add(files[i].folder, result.document.document(), &problems)
		}
		set.add(result.document)
	}
	set.Site.complete()
	return set, problems, nil
}

// document is implemented by all kinds of content.
type document interface {
	document() *Document
}

func (d *Document) document() *Document { return d }

func (s *Set) add(doc document) {
	switch doc := doc.(type) {
	case *Site:
		s.Site = *doc
	case *Article:
		s.Articles = append(s.Articles, doc)
	case *Incident:
		s.Incidents = append(s.Incidents, doc)
	case *Actor:
		s.Actors = append(s.Actors, doc)
	case *Source:
		s.Sources = append(s.Sources, doc)
	case *Page:
		s.Pages = append(s.Pages, doc)
	}
}

// newDocument returns an empty document of the kind that a folder holds.
func newDocument(folder string) document {
	switch folder {
	case "articles":
		return &Article{}
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
	parser     *markup.Parser
	notes      *markup.Parser
	plans      map[string]*plan // by folder
	annotation *plan            // of annotations
}

func newReader(source fs.FS, opt Options) *reader {
	r := &reader{
		source:     source,
		opt:        opt,
		parser:     markup.NewParser(),
		notes:      markup.NewNoteParser(),
		plans:      make(map[string]*plan),
		annotation: newPlan(reflect.TypeFor[AnnotationMeta]()),
	}
	for _, folder := range append([]string{""}, folders...) {
		r.plans[folder] = newPlan(reflect.TypeOf(newDocument(folder)).Elem())
	}
	return r
}

// result is what became of one file. A draft that is left out has neither
// document nor problems.
type result struct {
	document document
	problems diag.List
}

// all reads the files that have no result yet, on all cores. The error is that
// of the first file that could not be read; it keeps none.
func (r *reader) all(files []found, results []*result) error {
	errs := make([]error, len(files))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(files)); i = next.Add(1) - 1 {
				if results[i] == nil {
					results[i], errs[i] = r.read(files[i])
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

// read reads one file; it returns no result where that fails.
func (r *reader) read(f found) (*result, error) {
	raw, err := r.bytes(f.path)
	if err != nil {
		return nil, err
	}
	var out result
	t, n, problem := parse(raw)
	if problem != nil {
		out.problems.Errorf(problem.place.in(f.path), "%s", problem.text)
	}
	out.document = newDocument(f.folder)
	doc := out.document.document()
	d := decoder{file: f.path, text: t, problems: &out.problems}
	if problem == nil {
		d.document(r.plans[f.folder], &n, reflect.ValueOf(out.document).Elem())
	}
	if doc.Draft.V && !r.opt.Drafts && f.folder != "" {
		return &result{}, nil
	}
	doc.Path, doc.Bundle = f.path, f.bundle
	date := d.slug(doc)
	if problem == nil {
		d.check(out.document, date)
	}
	doc.Body = r.parser.Parse(t.body, markup.Origin{File: f.path, Line: t.bodyLine}, &out.problems)
	r.annotate(&d, out.document)
	if err := r.pictures(doc, &out.problems); err != nil {
		return nil, err
	}
	return &out, nil
}

// bytes returns a file's bytes, at most one more than a file may have.
func (r *reader) bytes(name string) ([]byte, error) {
	f, err := r.source.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	var raw bytes.Buffer
	raw.Grow(int(min(info.Size(), maxFile)) + bytes.MinRead)
	_, err = raw.ReadFrom(io.LimitReader(f, maxFile+1))
	return raw.Bytes(), err
}

// parse reads a content file up to its body.
func parse(raw []byte) (text, node, *syntaxError) {
	all, problem := clean(raw)
	if problem != nil {
		return text{}, node{}, problem
	}
	t, problem := split(all)
	if problem != nil {
		return t, node{}, problem
	}
	var n node
	switch t.syntax {
	case syntaxTOML:
		n, problem = parseTOML(t.front, t.frontLine)
	case syntaxJSON:
		n, problem = parseJSON(t.front, t.frontLine)
	default:
		n, problem = parseYAML(t.front, t.frontLine)
	}
	return t, n, problem
}
