package content

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/internal/diag"
	"dateline/internal/markup"
	"dateline/internal/picture"
)

// beside collects the files of a page bundle: all in its folder and below, without texts
// and copies of them, what is passed over, and folders that are bundles themselves.
func (w *walker) beside(dir, top string, files *[]string) {
	entries, err := fs.ReadDir(w.source, dir)
	if err != nil {
		return // folder comes here too, and reports it
	}
	if dir != top && hasBundle(entries) {
		return
	}
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		switch {
		case PassedOver(e.Name()), markup.IsMarkdown(e.Name()), !utf8.ValidString(e.Name()): // reported by list
		case e.IsDir():
			w.beside(file, top, files)
		case e.Type()&fs.ModeSymlink != 0 && w.leadsToFolder(file): // reported by folder
		case isActive(e.Name()):
			w.errorf(file, "is a file that browsers or servers may run, which no page brings; pack it into an archive, or put it into static/ if it is a part of the site itself")
		case isCopy(e.Name()):
			w.warnf(file, "is not published, as a copy of a text holds what is private in it; remove it, or give it another name")
		case w.regular(file, e):
			if problem := NameProblem(e.Name()); problem != "" {
				w.warnf(file, "cannot be copied to every system: %s; rename it", problem)
			}
			*files = append(*files, file)
		}
	}
}

// isCopy reports whether a file beside a page is a copy of a text, such as git, patch and
// editors leave.
func isCopy(name string) bool {
	ext := path.Ext(name)
	return slices.Contains([]string{".bak", ".old", ".orig", ".rej", ".save", ".tmp"}, strings.ToLower(ext)) &&
		markup.IsMarkdown(strings.TrimSuffix(name, ext))
}

// active are the ends of names by which browsers take a file for a page or a
// program, and servers for a program or for rules of their own.
var active = []string{
	".html", ".htm", ".shtml", ".xhtml", ".xht", ".mht", ".mhtml", ".xml", ".xsl", ".xslt", ".rdf", ".rss", ".atom",
	".svgz", ".js", ".mjs", ".cjs", ".css", ".wasm", ".swf", ".hta", ".htc", ".url", ".webloc", ".desktop", ".lnk",
	".php", ".phtml", ".phar", ".asp", ".aspx", ".jsp", ".cgi", ".pl", ".py", ".rb", ".sh", ".bat", ".cmd", ".ps1", ".exe", ".htaccess",
}

// isActive reports whether a file beside a page could run. Servers that know
// several ends of a name heed each of them: "x.php.pdf".
func isActive(name string) bool {
	for part := range strings.SplitSeq(strings.ToLower(name), ".") {
		if slices.Contains(active, "."+part) && part != strings.ToLower(name) {
			return true
		}
	}
	return false
}

// beside looks at the files beside a page.
func (r *reader) beside(doc *Document, files []string, problems *diag.List) error {
	if len(files) > 0 {
		doc.Beside = make(map[string]Beside, len(files))
	}
	for _, file := range files {
		doc.Beside[file] = Beside{}
		if !picture.Is(file) {
			hidden, err := r.hidden(file)
			if err != nil {
				return fmt.Errorf("reading %s: %w", file, err)
			}
			if hidden {
				problems.Errorf(diag.Pos{File: file}, "is a picture that may say where it was taken, of a form from which that cannot be removed; save it as JPEG, PNG or WebP, with that end to its name")
			}
			continue
		}
		data, err := fs.ReadFile(r.source, file)
		if err != nil {
			return fmt.Errorf("reading %s: %w", file, err)
		}
		info, err := picture.Read(file, data)
		var problem *picture.Problem
		switch {
		case err == nil:
			doc.Beside[file] = Beside{Picture: info}
			continue
		case !errors.As(err, &problem):
			return err
		}
		doc.Beside[file] = Beside{Unshown: true}
		pos := diag.At(file, problem.Line, problem.Col)
		if problem.Unsafe {
			problems.Errorf(pos, "%s", problem.Text)
		} else {
			problems.Warnf(pos, "%s; its description is shown in its place", problem.Text)
		}
	}
	return nil
}

// hidden reports whether a file that is not called a picture is one.
func (r *reader) hidden(file string) (bool, error) {
	f, err := r.source.Open(file)
	if err != nil {
		return false, err
	}
	defer f.Close()
	head := make([]byte, picture.HeadLen)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return picture.IsHidden(file, head[:n]), err
}
