package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/export"
	"dateline/internal/render"
	"dateline/internal/site"
)

// look is what decides how pages look: templates, style sheets and scripts, and
// the other files of static/.
type look struct {
	templates fs.FS
	static    fs.FS
	known     []string // the templates that Dateline brings, by path
	own       []string // the site's, which take the place of none
	problems  diag.List

	ownTemplates fs.FS     // the site's alone, with its texts
	mine         bool      // there are some
	held         bool      // pages are held to site.Policy, be it by a base.html of the site's
	addresses    []address // that these write
}

// newLook reads templates/ and static/ of the source, over those that Dateline
// brings.
func newLook(opt Options) (*look, error) {
	l := &look{}
	static, err := l.sound(opt.Source, "static", opt.Static)
	if err != nil {
		return nil, err
	}
	if l.ownTemplates, err = l.sound(opt.Source, "templates", opt.Templates); err != nil {
		return nil, err
	}
	l.static, l.templates = Over(static, opt.Static), Over(l.ownTemplates, opt.Templates)
	base, err := fs.ReadFile(l.templates, "base.html")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading templates: %w", err)
	}
	l.held = !otherPolicy(base)
	if err := checkAssets(static, l.static, opt.Source, l.held, &l.problems); err != nil {
		return nil, err
	}
	if l.known, err = l.templatesOf(opt.Templates); err != nil {
		return nil, err
	}
	all, err := l.templatesOf(l.templates)
	if err != nil {
		return nil, err
	}
	if err := l.checkWritten(all); err != nil {
		return nil, err
	}
	l.own = slices.DeleteFunc(all, func(name string) bool { return slices.Contains(l.known, name) })
	return l, nil
}

// templatesOf returns the paths of the templates in a folder, sorted. It tells of names
// that keep a file from being one.
func (l *look) templatesOf(folder fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
		case path.Ext(name) == ".html":
			names = append(names, name)
		case strings.EqualFold(path.Ext(name), ".html") || strings.EqualFold(path.Ext(name), ".htm"):
			l.problems.Warnf(diag.Pos{File: "templates/" + name}, "is not read as a template, as its name does not end in .html; rename it to %s", l.renamed(name))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading templates: %w", err)
	}
	return names, nil
}

// renamed returns the name that makes a template of a file: that of one which Dateline
// brings, whose case may differ, or its own with another end.
func (l *look) renamed(file string) string {
	name := strings.TrimSuffix(file, path.Ext(file)) + ".html"
	for _, known := range l.known {
		if strings.EqualFold(known, name) {
			name = known
		}
	}
	return path.Base(name)
}

// checkNames tells of the site's own templates that nothing comes to: no page has
// a template of that name, no template calls them, they leave their pages empty, or it
// stands outside of all that they define. And of those that leave out what others call.
func (l *look) checkNames(r *render.Renderer, base fs.FS) (diag.List, error) {
	var problems diag.List
	for _, name := range l.known {
		if len(r.Missing) == 0 {
			break
		}
		if _, err := fs.Stat(l.ownTemplates, name); err != nil {
			continue
		}
		text, err := fs.ReadFile(base, name)
		if err != nil {
			return problems, fmt.Errorf("reading templates: %w", err)
		}
		for _, missing := range r.Missing {
			if bytes.Contains(text, fmt.Appendf(nil, "{{define %q", missing)) {
				problems.Errorf(diag.At(path.Join("templates", name), 1, 0), "leaves out %q, which is shown on pages; define it here: {{define %[1]q}}…{{end}}", missing)
			}
		}
	}
	for _, name := range r.Empty {
		if !slices.Contains(l.own, name) {
			problems.Errorf(diag.At(path.Join("templates", name), 1, 0), `defines neither "main" nor "base", so that nothing of it is shown; put what the page shows between {{define "main"}} and {{end}}`)
		}
	}
	for _, name := range l.own {
		pos := diag.Pos{File: path.Join("templates", name)}
		switch {
		case path.Dir(name) == ".":
			problems.Warnf(pos, "is the template of no page%s", l.nearest(name))
		case slices.Contains(r.Unused, name):
			problems.Warnf(pos, "defines nothing that a template calls%s", l.nearest(name))
		}
	}
	told := problems.All()
	for _, pos := range r.Outside {
		if !slices.ContainsFunc(told, func(p diag.Problem) bool { return p.Pos.File == pos.File }) {
			problems.Warnf(pos, "nothing shows what stands outside of {{define …}} and {{end}}; move it between them")
		}
	}
	return problems, nil
}

// nearest names the template of the same folder that was most likely meant, or else
// all of them. The ends of names, which are the same, say nothing.
func (l *look) nearest(name string) string {
	var stems []string
	for _, known := range l.known {
		if path.Dir(known) == path.Dir(name) {
			stems = append(stems, strings.TrimSuffix(path.Base(known), ".html"))
		}
	}
	if near := diag.Nearest(strings.TrimSuffix(path.Base(name), ".html"), stems); near != "" {
		return diag.Suggest(near + ".html")
	}
	if len(stems) == 0 {
		return ""
	}
	return "; there are " + strings.Join(stems, ", ")
}

// dress gives an edition its style sheets, scripts and renderer, with the words of
// its language. Most problems are the same for each.
func (l *look) dress(e *edition, opt Options) (diag.List, error) {
	var problems, found diag.List
	var err error
	if e.assets, problems, err = newAssets(l.static, e.words, opt.minifier()); err != nil {
		return problems, err
	}
	var gets map[string]any
	if l.mine && e.lang == "" {
		gets = site.Templates()
	}
	e.renderer, found, err = render.New(l.templates, slices.Concat(l.known, l.own), e.assets.urls, e.words, gets)
	problems.Add(found)
	if err != nil {
		return problems, err
	}
	if !found.HasErrors() {
		if found, err = l.checkNames(e.renderer, opt.Templates); err != nil {
			return problems, err
		}
		problems.Add(found)
	}
	e.renderer.Portable = opt.Portable
	e.held = l.held
	return problems, nil
}

// sound returns a folder of the source without what cannot be read over the files that
// Dateline brings, of which it tells, and without what is passed over but for .well-known.
func (l *look) sound(source fs.FS, folder string, base fs.FS) (fs.FS, error) {
	own, _ := fs.Sub(source, folder) // which is a name: it cannot fail
	without := map[string]bool{}
	err := fs.WalkDir(own, ".", func(name string, d fs.DirEntry, err error) error {
		file := path.Join(folder, name)
		switch {
		case name == "." && errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case err != nil:
			return fmt.Errorf("reading %s: %w", file, err)
		case name != "." && name != export.WellKnown && content.PassedOver(d.Name()) && utf8.ValidString(name):
			without[name] = true
			return passOver(d)
		}
		problem := content.FileProblem(source, file, d)
		if known, err := fs.Stat(base, name); err == nil && problem == "" && known.IsDir() != d.IsDir() {
			problem = "is a file, where Dateline has a folder; call it something else"
			if d.IsDir() {
				problem = "is a folder, where Dateline has a file; call it something else"
			}
		}
		if problem == "" {
			return nil
		}
		l.problems.Errorf(diag.Pos{File: strings.ToValidUTF8(file, "\uFFFD")}, "%s", problem)
		without[name] = true
		return passOver(d)
	})
	if len(without) > 0 {
		own = sound{own, without}
	}
	return own, err
}

// passOver goes on in a walk without what is below a folder.
func passOver(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}
