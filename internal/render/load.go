package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"sync"
	"text/template/parse"

	"dateline/internal/diag"
	"dateline/internal/locale"
)

// New parses the templates of some files of fsys; of two partials that define the same, the
// later counts. assets are the addresses of style sheets and scripts by name, and language
// has the words of the interface. Templates that do not parse are problems, and so is what
// they name and what they get, of which gets has an example by the file of a page, and as
// "entry" by the name of that partial, does not have: nil asks for none of that. The error is
// for failing I/O only.
func New(fsys fs.FS, files []string, assets map[string]string, language *locale.Locale, gets map[string]any) (*Renderer, diag.List, error) {
	r := &Renderer{
		pages:   map[string]*executable{},
		buffers: sync.Pool{New: func() any { return new([]byte) }},
		room:    sync.Pool{New: func() any { return new([]byte) }},
	}
	var problems diag.List
	funcs := textFuncs(language)
	funcs["card"], funcs["asset"] = r.Card, assetFunc(assets)
	l := &loader{
		Renderer: r, fsys: fsys, funcs: funcs,
		shared:  template.New("shared").Funcs(funcs),
		texts:   resolver{language: language, problems: &problems, funcs: funcs, calls: newCalls(), outside: map[string]diag.Pos{}},
		used:    map[string]bool{},
		missing: map[string]bool{},
		gets:    gets,
		members: &members{funcs: funcs, asked: map[nameAt]*asked{}, bare: map[diag.Pos]string{}, seen: map[visited]bool{}},
	}
	var pages, partials []string
	for _, name := range files {
		if path.Dir(name) == "." && name != "base.html" {
			pages = append(pages, name)
		} else {
			partials = append(partials, name)
		}
	}
	for _, name := range partials {
		text, err := read(fsys, name)
		if err != nil {
			return nil, problems, err
		}
		l.texts.parse(l.shared, name, text)
	}
	for _, name := range pages {
		if err := l.page(name); err != nil {
			return nil, problems, err
		}
	}
	l.card()
	if !problems.HasErrors() {
		l.members.mistakes(&problems)
	}
	r.Missing = slices.Sorted(maps.Keys(l.missing))
	r.Unused = slices.DeleteFunc(partials, l.isUsed)
	for _, name := range files {
		if pos, ok := l.texts.outside[name]; ok && !l.used[name] {
			r.Outside = append(r.Outside, pos)
		}
	}
	return r, problems, nil
}

// loader makes a Renderer of files.
type loader struct {
	*Renderer
	fsys   fs.FS
	funcs  template.FuncMap
	shared *template.Template // all partials, with base.html
	texts  resolver           // of shared

	// Of templates that pages and cards are made of, by name:
	used    map[string]bool // those that are called
	missing map[string]bool // those of them that no file defines

	gets    map[string]any
	members *members
}

// read returns the text of a file.
func read(fsys fs.FS, name string) ([]byte, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("reading templates: %w", err)
	}
	return text, nil
}

// page makes the template of a kind of page. What is wrong with it is told now, whoever
// asks for such a page later: its text is kept, as the file may be another by then.
func (l *loader) page(name string) error {
	text, err := read(l.fsys, name)
	if err != nil {
		return err
	}
	alone := template.New("alone").Funcs(l.funcs)
	texts := l.texts
	texts.calls = newCalls()
	texts.parse(alone, name, text)
	if main := l.shared.Lookup("main"); main != nil && isEmpty(main) && alone.Lookup("main") == nil && alone.Lookup("base") == nil {
		l.Empty = append(l.Empty, name)
	}
	texts.calls.over(l.texts.calls).from("base", l.visit(alone, l.shared))
	l.check(name, "base", alone, l.shared)
	shared, language := l.shared, texts.language
	l.pages[name] = newExecutable(func() (*template.Template, error) {
		page, err := shared.Clone()
		if err != nil {
			return nil, fmt.Errorf("cloning templates: %w", err)
		}
		resolver{language: language, problems: new(diag.List), calls: newCalls(), outside: map[string]diag.Pos{}}.parse(page, name, text)
		return page, nil
	}, "base", l.funcs)
	return nil
}

// card makes the template of cards.
func (l *loader) card() {
	l.texts.calls.from("entry", l.visit(l.shared))
	l.texts.calls.from("entry", func(name string) {
		if pos, ok := l.texts.calls.cards[name]; ok {
			l.texts.problems.Errorf(pos, "card is called in what a card is made of, which would never end; leave it out")
		}
	})
	l.entry = newExecutable(l.shared.Clone, "entry", l.funcs)
	l.check("entry", "entry", l.shared)
}

// visit returns what notes a template that is called, which one of some sets should define.
func (l *loader) visit(sets ...*template.Template) func(name string) {
	return func(name string) {
		l.used[name] = true
		if defined(name, sets) == nil {
			l.missing[name] = true
		}
	}
}

// defined returns the template of a name in the first set that has it: one that shows nothing
// takes the place of none.
func defined(name string, sets []*template.Template) (found *template.Template) {
	for _, set := range sets {
		if t := set.Lookup(name); t != nil && t.Tree != nil && (found == nil || isEmpty(found)) {
			found = t
		}
	}
	return found
}

// check notes what a template of some sets names of what it gets.
func (l *loader) check(gets, name string, sets ...*template.Template) {
	if data := l.gets[gets]; data != nil {
		clear(l.members.seen) // other templates may be called by the same in these sets
		l.members.of(func(name string) *template.Template { return defined(name, sets) }, name, reflect.TypeOf(data))
	}
}

// isUsed reports whether a partial defines a template that is called.
func (l *loader) isUsed(file string) bool {
	return slices.ContainsFunc(l.shared.Templates(), func(t *template.Template) bool {
		return t.Tree != nil && t.Tree.ParseName == file && l.used[t.Name()]
	})
}

// isEmpty reports whether a template shows nothing, whatever it gets.
func isEmpty(t *template.Template) bool { return t.Tree == nil || parse.IsEmptyTree(t.Tree.Root) }

// parse adds the templates of a file to a set.
func (r resolver) parse(set *template.Template, name string, text []byte) {
	if !r.problems.IsText(path.Join(folder, name), text) {
		return
	}
	if _, err := set.New(name).Parse(string(text)); err != nil {
		r.problems.Add(parseMistakes(err, name, text, r.funcs))
		return
	}
	for _, node := range set.Lookup(name).Tree.Root.Nodes {
		if at, ok := stray(node, text); ok {
			r.outside[name] = diag.After(path.Join(folder, name), text[:at])
			break
		}
	}
	r.resolve(set, name)
}

// stray returns where something begins in a node, outside of all that the text of a file
// defines, that is to be shown; ok is false for none. What {{block}} defines may be shown.
func stray(node parse.Node, text []byte) (at int, ok bool) {
	at = int(node.Position())
	switch n := node.(type) {
	case *parse.TextNode:
		mute := len(unshown.Find(n.Text))
		return at + mute, mute < len(n.Text)
	case *parse.TemplateNode: // at its name
		return at, !bytes.HasSuffix(bytes.TrimSpace(text[:at]), []byte("block"))
	}
	return at, true
}

// unshown matches space, comments of HTML, and the mark that editors put before a text.
var unshown = regexp.MustCompile(`^(?:[\s\pZ\x{FEFF}]|<!--(?s:.*?)-->)*`)
