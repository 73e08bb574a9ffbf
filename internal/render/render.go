// Package render turns a page's data into bytes with the site's templates.
//
// Templates are html/template files. Each file at the top of the folder, such
// as article.html, is the template of one kind of page: it defines "main", and
// is executed as "base" of base.html, or as a "base" that it defines itself, with
// all of partials/ at hand. What a template gets is documented in package site, as
// the struct that is named here; base.html, and in partials the masthead and the footer,
// get that of any page, and name what [site.Frame] has:
//
//	timeline.html       TimelinePage       the home page (where .Home is true), years, months, a tag,
//	                                       a place, incidents, those in dispute, articles: entries by date
//	article.html        ArticlePage        an article
//	incident.html       IncidentPage       an incident
//	actor.html          ActorPage          an actor
//	source.html         SourcePage         a source
//	page.html           PlainPage          a plain page
//	index.html          IndexPage          lists by name: actors, sources, tags, places, and what a page has too
//	                                       much of, such as the relations of an actor
//	statements.html     StatementsPage     what an actor said, or notes on an incident, where they are many
//	corrections.html    CorrectionsPage    what was corrected
//	network.html        NetworkPage        who appears with whom
//	data.html           DataPage           the open data
//	search.html         SearchPage         the search
//	embed.html          EmbedPage          a list in a frame of another site
//	embed-incident.html IncidentEmbedPage  an incident there
//	redirect.html       RedirectPage       an older address
//	404.html            NotFoundPage       where no page is
//
// A site's own file takes the place of the whole file of that name, with all that it
// defines: "dateline new copy templates/article.html" begins it with Dateline's.
//
// Besides html/template's own functions there are:
//
//	card E              the "entry" partial for an entry of a list (site.Listed), rendered once
//	asset NAME          the address of a style sheet or script: "style.css"
//	t KEY NAME VALUE …  a text of the interface (package locale), its placeholders
//	                    filled; (partial NAME DATA) fills one with a template.
//	                    Those of a site's own have keys that begin with "own."
//	n KEY N NAME VALUE… a text in its plural form for a number: "3 incidents"
//	number N            a number as the language writes it
//
// Templates are executed by package htmlexec; what it does not know is left to
// html/template, with the same result.
//
// Templates write root-relative addresses (href="/actors/nato/"); in the
// page they come out relative, so that a site works under any path.
package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dateline/internal/diag"
	"dateline/internal/htmlexec"
	"dateline/internal/site"
)

// Renderer holds a site's templates, parsed. It is safe for concurrent use.
type Renderer struct {
	Portable bool // links name the file that a folder's page is; to be set before the first page

	// Unused are the files of partials that no template calls, by path.
	Unused []string
	// Empty are the files of pages of which nothing is shown between head and foot: they
	// define neither "main", which base.html leaves to them, nor a "base" of their own.
	Empty []string
	// Outside are the places where files have text that no template shows, outside of all that
	// they define.
	Outside []diag.Pos
	// Missing are the templates that are called and that no file defines, by name.
	Missing []string

	pages   map[string]*executable // by file name
	entry   *executable
	buffers sync.Pool // of pages and cards before their addresses are relative
	room    sync.Pool // of pages that nobody needs any more
}

// executable is a template, executed by htmlexec as far as that can. What html/template
// has parsed takes several times the room of what it is compiled to, and is let go then.
type executable struct {
	name    string
	funcs   template.FuncMap
	parse   func() (*template.Template, error)
	program sync.Once
	made    *htmlexec.Program                  // compiled for the data that came first; nil where it cannot be
	set     func() (*template.Template, error) // parsed when it is first asked for
}

func newExecutable(parse func() (*template.Template, error), name string, funcs template.FuncMap) *executable {
	return &executable{name: name, funcs: funcs, parse: parse, set: sync.OnceValues(parse)}
}

// compiled returns the program for data of a type; nil where there is none.
func (e *executable) compiled(data reflect.Type) *htmlexec.Program {
	e.program.Do(func() {
		if set, err := e.parse(); err == nil {
			//lint:ignore nilerr html/template executes what is not compiled
			e.made, _ = htmlexec.Compile(set, e.name, e.funcs, data)
		}
	})
	return e.made
}

// execute appends what the template makes of data.
func (e *executable) execute(out []byte, data any) ([]byte, error) {
	if program := e.compiled(reflect.TypeOf(data)); program != nil {
		if result, ok := program.Execute(out, data); ok {
			return result, nil
		}
	}
	set, err := e.set()
	if err != nil {
		return out, err
	}
	buf := bytes.NewBuffer(out)
	err = set.ExecuteTemplate(buf, e.name, data)
	return buf.Bytes(), err
}

// templatePlace matches how text/template and html/template begin their
// errors: "template: article.html:12:5: …", "html/template:article.html:12: …".
var templatePlace = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+):(?:(\d+):)? ?`)

// folder is where templates lie in the source of a site.
const folder = "templates"

// place finds where in a template an error lies. Columns of templates count
// bytes from 0.
func place(err error) (diag.Pos, string) {
	text := err.Error()
	m := templatePlace.FindStringSubmatch(text)
	if m == nil {
		return diag.Pos{File: folder}, text
	}
	line, _ := strconv.Atoi(m[2])
	col, noCol := strconv.Atoi(m[3])
	if noCol == nil {
		col++
	}
	return diag.At(path.Join(folder, m[1]), line, col), strings.TrimPrefix(text, m[0])
}

// allPagesHave says where to look for what a template may name whatever the page.
const allPagesHave = `in Dateline's source "go doc ./internal/site Frame" tells what all pages have`

// What html/template says of a template, or a branch, that leaves something open, of an action
// that fails, and of one that asks a page, or nothing, for what it does not have.
var (
	executing    = regexp.MustCompile(`^executing "[^"]*" at <(.*?)>: (?:error calling \w+: )?`)
	ofNoPage     = regexp.MustCompile(`can't evaluate field \w+ in type \*?(site\.\w+Page)`)
	ofNothing    = regexp.MustCompile(`nil pointer evaluating \S+`)
	endsWithin   = regexp.MustCompile(`(?:\S+ )?ends in a non-text context: [^(]*`)
	branchesEnds = regexp.MustCompile(`branches end in different contexts: [^(]*`)
)

// Problem reports whether an error of Page is a template author's mistake, and
// where it lies, be it only in which file.
func Problem(err error) (diag.Pos, string, bool) {
	exec, ok := errors.AsType[*ExecError](err)
	if !ok {
		return diag.Pos{}, "", false
	}
	pos, text := place(exec.Err)
	if pos.File == folder && exec.Template != "" {
		pos.File, text = path.Join(folder, exec.Template), strings.TrimPrefix(text, "html/template:base: ")
	}
	text = executing.ReplaceAllString(text, "$1: ")
	text = ofNoPage.ReplaceAllString(text, "a $1 has none, and shows this, too; "+allPagesHave)
	text = ofNothing.ReplaceAllString(text, "this page has none; ask first: {{with …}}…{{end}}")
	text = endsWithin.ReplaceAllString(text, "a tag, a quotation mark or a script is left open: close each that is opened")
	text = branchesEnds.ReplaceAllString(text, "branches leave different things open: close in each the tags and quotation marks that it opens")
	return pos, fmt.Sprintf("%s (while making %s)", text, exec.URL), true
}

// ExecError is a template that failed on a page.
type ExecError struct {
	URL      string // of the page
	Template string // its file; "" where that is none of a page
	Err      error
}

func (e *ExecError) Error() string { return fmt.Sprintf("%s: %v", e.URL, e.Err) }
func (e *ExecError) Unwrap() error { return e.Err }

// Page renders one page. Files that are shared are those that a further edition of a site
// leaves to the first, one folder up; nil stands for none. A template that fails gives an
// *ExecError.
func (r *Renderer) Page(p site.Page, shared func(file string) bool) ([]byte, error) {
	t := r.pages[p.Template]
	if t == nil {
		return nil, &ExecError{URL: p.URL, Err: fmt.Errorf("there is no template %s", p.Template)}
	}
	buf := r.buffers.Get().(*[]byte)
	defer r.buffers.Put(buf)
	var err error
	data := p.Data()
	if *buf, err = t.execute((*buf)[:0], data); err != nil {
		return nil, &ExecError{p.URL, p.Template, err}
	}
	if used, ok := data.(interface{ Release() }); ok {
		used.Release() // its room makes the data of another page
	}
	room := r.room.Get().(*[]byte)
	page := relative((*room)[:0], *buf, p.Root, shared)
	if r.Portable {
		page = portable(page)
	}
	return page, nil
}

// Release takes back the bytes of a page that nobody needs any more, to make
// others in the same room. Other bytes will do as well.
func (r *Renderer) Release(page []byte) { r.room.Put(&page) }

// Card renders the card of an entry in a list, once for all lists, or a card by
// itself. Its addresses are root-relative.
func (r *Renderer) Card(of any) (template.HTML, error) {
	switch of := of.(type) {
	case site.Listed:
		return of.Rendered(r, r.card)
	case *site.Card:
		return r.card(of)
	}
	return "", fmt.Errorf("card takes an entry of a list, not %T", of)
}

func (r *Renderer) card(c *site.Card) (template.HTML, error) {
	buf := r.buffers.Get().(*[]byte)
	defer r.buffers.Put(buf)
	var err error
	*buf, err = r.entry.execute((*buf)[:0], c)
	return template.HTML(*buf), err //nolint:gosec // html/template made it
}

// assetFunc returns the template function that finds assets.
func assetFunc(assets map[string]string) func(string) (string, error) {
	return func(name string) (string, error) {
		url, ok := assets[name]
		if !ok {
			return "", fmt.Errorf("there is no asset %q%s", name, diag.DidYouMean(name, slices.Sorted(maps.Keys(assets))))
		}
		return url, nil
	}
}
