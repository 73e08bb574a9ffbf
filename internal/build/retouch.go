package build

import (
	"io/fs"
	"maps"
	"slices"
	"sync"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/search"
	"dateline/internal/site"
)

// An edit of the text of an article mostly changes its page, the words of the search, the feed
// of the site, and others where it has no summary: these show texts. They are made of a part of
// the site, which has what such files show: the article, its neighbours on the timeline, what
// it refers to and did before, what the feeds hold that hold it, and everybody who may be
// named. So references lead in it where they do in the whole site, and digests prove that all
// else is enough. With the articles as they were, each file that the edit changes in the part
// has to be made of the same as in the whole site: then it is so now, too. And as long as all
// that documents say but for their texts is what it was, no other file changes: those that show
// the text of an article are in each part that has it. What cannot be proved so is made as ever.

// Before is what is known of the last build, by the same program with the same Options.
type Before struct {
	Names    []string      // of all files of the site, sorted
	Sums     []content.Sum // parallel to them: see Digests; zero where there is none
	Pages    int           // among them
	Problems []diag.Problem
	Layout   Layout
}

// Retouch has the next Run make only what an edit of some articles changes, where it can be
// sure of that. These are all files that may have changed since the last build, and the Cache
// is told of them by that. The Result then has no Timeline.
func (c *Cache) Retouch(articles []string, last Before) {
	c.edited, c.before = articles, &last
}

// retouch returns the site, with what an edit has changed; false where that is not known.
func (c *Cache) retouch(opt Options) (*Result, bool) {
	last := c.before
	if last.Layout.Entries == "" {
		return nil, false
	}
	near := last.Layout.near(c.edited)
	if !c.content.Part(opt.Source, content.Options{Drafts: opt.Drafts}, c.edited, near.fed, near.beside) {
		return nil, false
	}
	small := opt
	small.Shelf, small.Keep, small.Linked, small.Words = nil, nil, nil, nil
	was, ok := c.part(small)
	if !ok || c.content.Missed() {
		return nil, false
	}
	c.content.Edit()
	now, ok := c.part(small)
	if !ok {
		return nil, false
	}
	r := &Result{Read: now.result.Read, Pages: last.Pages, editions: now.result.editions, look: c.look, before: last}
	files := &retouched{names: last.Names, part: now.result.whole, anew: func() (*Result, error) { return c.anew(opt) }}
	if files.touched, ok = c.touched(was, now, near); !ok {
		return nil, false
	}
	if r.Problems, ok = c.found(was, now); !ok {
		return nil, false
	}
	if files.words, ok = r.reindex(was.words, opt); !ok || !last.onlyTheseUnsummed(files.words) {
		return nil, false
	}
	r.digests = Digests{names: last.Names, sums: slices.Clone(last.Sums)}
	for name, sum := range files.touched {
		k, _ := slices.BinarySearch(last.Names, name)
		r.digests.sums[k] = sum
	}
	if opt.Keep != nil {
		opt.Keep(c.content.Keep, c.content.KeepChanges)
	}
	opt.Keep, opt.Linked = nil, nil // of which the site has been told
	r.FS, r.whole = files, files
	return r, true
}

// A part is a small site, with what is known of it.
type part struct {
	result  *Result
	digests Digests
	words   search.State      // of its index
	pages   map[string]string // of the edited articles, by file
	found   []diag.Problem    // in these
}

// part makes the part of the site as its documents are now.
func (c *Cache) part(opt Options) (*part, bool) {
	c.all = nil // what is brought up to date has no digests
	r, err := c.run(opt)
	if err != nil {
		return nil, false
	}
	p := &part{result: r, pages: map[string]string{}}
	if p.digests, err = r.Digests(); err != nil {
		return nil, false
	}
	if index := r.editions[0].index; index != nil {
		p.words = index.State()
	}
	for _, a := range r.Timeline.Articles {
		if slices.Contains(c.edited, a.Meta.Path) {
			p.pages[a.Meta.Path] = site.Page{URL: a.URL()}.File()
		}
	}
	p.found = c.inEdited(r.Problems, true)
	return p, true
}

// inEdited returns the problems in the edited articles, or else all others, in order.
func (c *Cache) inEdited(problems diag.List, in bool) []diag.Problem {
	some := problems.Without(func(file string) bool { return slices.Contains(c.edited, file) != in })
	return some.Sorted()
}

// touched returns the files that the edit changes, but for those of the search's words, with
// their digests of now; false where it may change others.
func (c *Cache) touched(was, now *part, near nearby) (map[string]content.Sum, bool) {
	if !slices.Equal(was.digests.names, now.digests.names) || !maps.Equal(was.pages, now.pages) || was.digests.facts != now.digests.facts {
		return nil, false
	}
	before := Digests{names: c.before.Names, sums: c.before.Sums}
	pages := slices.Collect(maps.Values(now.pages))
	touched := map[string]content.Sum{}
	for k, name := range now.digests.names {
		then, sum := was.digests.sums[k], now.digests.sums[k]
		switch {
		case then != sum && near.holds(name):
			touched[name] = sum
		case !slices.Contains(pages, name):
			continue
		}
		if proof, known := before.Of(name); !known || proof != then {
			return nil, false
		}
	}
	return touched, true
}

// found returns what is to be said of the site; false where more is in doubt than the
// edited articles.
func (c *Cache) found(was, now *part) (diag.List, bool) {
	var problems, all diag.List
	all.Put(c.before.Problems...)
	if !slices.Equal(c.inEdited(all, true), was.found) {
		return problems, false
	}
	problems.Put(c.inEdited(all, false)...)
	problems.Put(now.found...)
	return problems, !problems.HasErrors()
}

// reindex has the result go on with the search index of the whole site, whose files of words
// it returns; false where it cannot.
func (r *Result) reindex(was search.State, opt Options) (*files, bool) {
	e := r.editions[0]
	if e.index == nil {
		return newFiles(nil, nil), true
	}
	if opt.Words == nil {
		return nil, false
	}
	index, err := e.index.Within(was, opt.Words(e.wordsFile()))
	if err != nil {
		return nil, false
	}
	e.index = index
	words, _ := index.Files()
	contents := listing{}
	contents.add(site.Shows{}, words)
	if opt.compresses(r.editions) {
		compressed(contents, nil)
	}
	return newFiles(contents, nil), true
}

// onlyTheseUnsummed reports whether these are all files that have no digest.
func (b *Before) onlyTheseUnsummed(files *files) bool {
	var unsummed []string
	for k, name := range b.Names {
		if b.Sums[k] == (content.Sum{}) {
			unsummed = append(unsummed, name)
		}
	}
	return slices.Equal(unsummed, files.names)
}

// anew makes the whole site.
func (c *Cache) anew(opt Options) (*Result, error) {
	c.content.All()
	for _, file := range c.edited {
		c.content.Forget(file)
	}
	c.before, c.edited, c.all = nil, nil, nil
	return c.run(opt)
}

// retouched is the file system of a site of which a few files are made of a part of it. Should
// somebody ask for another one, as who did not find that as it was, the whole site is made.
type retouched struct {
	names   []string
	part    whole
	touched map[string]content.Sum
	words   *files // of the search index
	anew    func() (*Result, error)

	mu  sync.Mutex // for one file at a time: who makes the whole site changes the part
	all whole      // nil until it is made
}

// Names returns the names of all files, sorted.
func (f *retouched) Names() []string { return f.names }

// has reports whether there is a file of that name.
func (f *retouched) has(name string) bool {
	_, is := slices.BinarySearch(f.names, name)
	return is
}

// from returns the file system that makes a file which is none of the words.
func (f *retouched) from(name string) (whole, error) {
	if _, touched := f.touched[name]; touched && f.all == nil {
		return f.part, nil
	}
	if f.all == nil {
		r, err := f.anew()
		if err != nil {
			return nil, err
		}
		f.all = r.whole
	}
	return f.all, nil
}

// Key returns what decides the bytes of a file, where that is known.
func (f *retouched) Key(name string) string {
	if f.words.has(name) {
		return ""
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	from, err := f.from(name)
	if err != nil {
		return "" // which is told by who reads it
	}
	return from.Key(name)
}

// Open opens a file or folder.
func (f *retouched) Open(name string) (fs.File, error) {
	if f.words.has(name) {
		data, err := f.words.read(name, nil)
		return newOpenFile(name, data), err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	from, err := f.from(name)
	if err != nil {
		return nil, err
	}
	return from.Open(name)
}

// ReadFile makes a file and returns its bytes, which belong to the caller.
func (f *retouched) ReadFile(name string) ([]byte, error) {
	if f.words.has(name) {
		return f.words.read(name, nil)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	from, err := f.from(name)
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(from, name)
}
