package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/internal/diag"
	"dateline/internal/markup"
)

// root is the folder that holds all content, sitePath its settings.
const (
	root     = "content"
	sitePath = "content/_index.md"
)

// folders are the folders of the five kinds, in the order of Set.
var folders = []string{"articles", "incidents", "actors", "sources", "pages"}

// found is a content file that the walk found.
type found struct {
	path       string
	bundle     []string    // files beside an index.md
	translates *translates // nil for an original
}

// translates says what a translation translates, and into which language.
type translates struct {
	original, lang string
	alone          bool // there is no such original
}

// same reports whether two files translate the same, or nothing.
func (t *translates) same(other *translates) bool {
	return t == other || t != nil && other != nil && *t == *other
}

// folder returns that of a kind, "articles" …, in which the file lies; "" for the site.
func (f found) folder() string {
	folder, _, below := strings.Cut(strings.TrimPrefix(f.path, root+"/"), "/")
	if !below {
		return ""
	}
	return folder
}

// walker lists the content files of a source folder in the order of their paths.
type walker struct {
	source   fs.FS
	problems diag.List
	files    []found
}

func (w *walker) errorf(file, format string, args ...any) {
	w.problems.Errorf(diag.Pos{File: file}, format, args...)
}

func (w *walker) warnf(file, format string, args ...any) {
	w.problems.Warnf(diag.Pos{File: file}, format, args...)
}

// walk finds everything under content/. An error means failing I/O.
func (w *walker) walk() error {
	entries, err := w.list(root)
	if errors.Is(err, fs.ErrNotExist) {
		w.errorf(root, "there is no folder content/ here; make one, or name the right folder with --source")
		return nil
	}
	if err != nil {
		return fmt.Errorf("listing %s: %w", root, err)
	}
	for _, e := range entries {
		file := path.Join(root, e.Name())
		switch {
		case PassedOver(e.Name()):
		case file == sitePath, strings.HasPrefix(e.Name(), "_index.") && markup.IsMarkdown(e.Name()) && strings.Count(e.Name(), ".") > 1:
			w.add(file, "", e)
		case slices.Contains(folders, e.Name()):
			err = w.folder(file, e.Name(), false, e)
		default:
			err = w.stray(file, e)
		}
		if err != nil {
			return err
		}
	}
	if !slices.ContainsFunc(w.files, func(f found) bool { return f.path == sitePath }) {
		w.warnf(sitePath, `is missing; write it with "title: …" as front matter to give the site its name`)
	}
	slices.SortFunc(w.files, func(a, b found) int { return strings.Compare(a.path, b.path) })
	w.files = slices.Clip(w.files)
	return nil
}

// list lists a folder, but for what cannot be asked for by its name.
func (w *walker) list(dir string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.source, dir)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		named := utf8.ValidString(e.Name())
		if !named {
			w.errorf(path.Join(dir, strings.ToValidUTF8(e.Name(), "\uFFFD")), notUTF8)
		}
		return !named
	}), err
}

// PassedOver reports whether no stage reads a file or folder of that name: it is hidden, an
// editor keeps it beside a file, as a backup (a.md~) or for what is not saved (#a.md#), Office
// says in it who has a file open (~$a.docx), or Windows keeps small pictures of others in it.
func PassedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "~$") || strings.EqualFold(name, "Thumbs.db") ||
		len(name) > 1 && strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}

// folder walks a folder of a kind and those below it; bundled says that its files belong
// to the page of one above it. It keeps a list of its own rather than fs.WalkDir, to look
// through symbolic links one by one.
func (w *walker) folder(dir, kind string, bundled bool, e fs.DirEntry) error {
	if !w.enter(dir, e) {
		return nil
	}
	entries, err := w.list(dir)
	if err != nil {
		return fmt.Errorf("listing %s: %w", dir, err)
	}
	bundled = bundled || dir != path.Join(root, kind) && hasBundle(entries)
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		switch {
		case PassedOver(e.Name()):
		case markup.IsMarkdown(e.Name()):
			w.add(file, kind, e)
		case e.IsDir() || e.Type()&fs.ModeSymlink != 0 && w.leadsToFolder(file):
			if err := w.folder(file, kind, bundled, e); err != nil {
				return err
			}
		case !bundled:
			w.misnamed(file, e)
		}
	}
	return nil
}

// hasBundle reports whether one of the files of a folder is the page to which the others
// belong.
func hasBundle(entries []fs.DirEntry) bool {
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return markup.IsMarkdown(e.Name()) && isBundle(e.Name())
	})
}

// officeTexts are the ends of the names that office programs give to texts.
var officeTexts = []string{".doc", ".docx", ".odt", ".pages", ".rtf"}

// misnamed warns of a file that was probably meant to be read.
func (w *walker) misnamed(file string, e fs.DirEntry) {
	ext := path.Ext(file)
	if slices.Contains(officeTexts, strings.ToLower(ext)) {
		plain := strings.TrimSuffix(file, ext) + ".md"
		if _, err := fs.Stat(w.source, plain); err != nil { // else it has been saved so, and is kept
			w.warnf(file, "is not read, as it is no plain text; save it as plain text, as %s", path.Base(plain))
		}
		return
	}
	name, ok := markdownName(path.Base(file))
	if !ok {
		return
	}
	if _, err := lookThrough(w.source, file, e); err != nil { // a link to a folder elsewhere, say
		w.errorf(file, "%v", err)
	} else {
		w.warnf(file, "is not read; call it %s", name)
	}
}

// markdownName returns what a file of text is to be called to be read; ok is false for
// what is probably none.
func markdownName(name string) (markdown string, ok bool) {
	ext := path.Ext(name)
	if !slices.Contains([]string{"", ".txt", ".text", ".mdx", ".mkd", ".mkdn", ".mdown", ".mdwn"}, strings.ToLower(ext)) {
		return "", false
	}
	if name = strings.TrimSuffix(name, ext); !markup.IsMarkdown(name) {
		name += ".md"
	}
	return name, true
}

// enter reports whether a folder of content is to be read.
func (w *walker) enter(dir string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink != 0 {
		w.errorf(dir, notFollowed)
		return false
	}
	if !e.IsDir() {
		w.errorf(dir, "is a file; make it a folder of content files")
		return false
	}
	return true
}

func (w *walker) leadsToFolder(file string) bool {
	info, err := fs.Stat(w.source, file)
	return err == nil && info.IsDir()
}

// add notes a content file, unless it is none that can be read.
func (w *walker) add(file, kind string, e fs.DirEntry) {
	if !w.regular(file, e) {
		return
	}
	name := e.Name()
	dir := path.Dir(file)
	switch {
	case strings.EqualFold(name, "_index.md") && kind != "":
		w.warnf(file, "is not read: only %s has settings; write about the section on a page of its own in content/pages/", sitePath)
		return
	case isConflictCopy(name):
		w.errorf(file, "is a copy that a program made which keeps folders alike, as two people changed the file at once; bring what both wrote into that file, and remove this one")
		return
	case isBundle(file) && kind != "" && dir == path.Join(root, kind):
		w.errorf(file, `would take its slug from the folder %q; move it into a folder of its own, or call it something else`, kind)
		return
	}
	f := found{path: file}
	if isBundle(file) {
		w.beside(dir, dir, &f.bundle)
	}
	w.files = append(w.files, f)
}

// conflictCopy matches names that Syncthing, Dropbox, and Nextcloud or ownCloud give to one
// of two versions of a file.
var conflictCopy = regexp.MustCompile(`\.sync-conflict-\d{8}-\d{6}|\([^()]*conflicted copy[^()]*\)|_conflict-\d{8}-\d{6}`)

func isConflictCopy(name string) bool {
	return strings.Contains(name, "conflict") && conflictCopy.MatchString(name) // few have the word
}

// regular reports whether a file can be read as text.
func (w *walker) regular(file string, e fs.DirEntry) bool {
	mode, err := lookThrough(w.source, file, e)
	switch {
	case err != nil:
		w.errorf(file, "%v", err)
	case mode.IsDir():
		w.errorf(file, "is a folder, but only files are called so; rename it to %q", strings.TrimSuffix(e.Name(), path.Ext(file)))
	}
	return err == nil && !mode.IsDir()
}

// What is said of names by which nothing can be asked for, and of links to folders, which
// may go in a circle.
const (
	notUTF8     = "the name is not UTF-8; rename it"
	notFollowed = "is a symbolic link to a folder, which is not followed; put the folder itself here"
)

// FileProblem says why an entry of a source folder, at a path in it, can be read neither
// as a file nor as a folder, and what to do instead; "" where it can.
func FileProblem(source fs.FS, file string, e fs.DirEntry) string {
	if !utf8.ValidString(file) {
		return notUTF8
	}
	mode, err := lookThrough(source, file, e)
	switch {
	case err != nil:
		return err.Error()
	case mode.IsDir() && !e.IsDir():
		return notFollowed
	}
	return ""
}

// lookThrough returns the type of the file or folder that an entry is or leads to.
func lookThrough(source fs.FS, file string, e fs.DirEntry) (fs.FileMode, error) {
	mode := e.Type()
	if mode&fs.ModeSymlink != 0 {
		info, err := follow(source, file)
		if err != nil {
			return 0, err
		}
		mode = info.Mode().Type()
	}
	if !mode.IsDir() && !mode.IsRegular() {
		return 0, fmt.Errorf("is a %s, not a file; remove it", special(mode))
	}
	return mode, nil
}

func special(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "named pipe"
	case mode&fs.ModeSocket != 0:
		return "socket"
	case mode&fs.ModeDevice != 0:
		return "device"
	}
	return "special file"
}

// follow returns what a symbolic link leads to within the source.
func follow(source fs.FS, file string) (fs.FileInfo, error) {
	if target, err := fs.ReadLink(source, file); err == nil {
		if path.IsAbs(target) || !fs.ValidPath(path.Join(path.Dir(file), target)) {
			return nil, fmt.Errorf("is a symbolic link that leaves the source folder, to %q; put the file itself here", target)
		}
	}
	info, err := fs.Stat(source, file)
	if err != nil {
		return nil, errors.New("is a symbolic link that leads to no file in the source folder; put the file itself here")
	}
	return info, nil
}

// stray warns of texts that lie where none is read.
func (w *walker) stray(file string, e fs.DirEntry) error {
	if markup.IsMarkdown(e.Name()) && !e.IsDir() {
		w.warnf(file, "is not read; move it to one of content/%s/, or call it _index.md if it holds the site's settings",
			strings.Join(folders, "/, content/"))
		return nil
	}
	if !e.IsDir() {
		if strings.HasPrefix(e.Name(), "_index.") {
			w.misnamed(file, e)
		}
		return nil
	}
	some := false
	err := fs.WalkDir(w.source, file, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !fs.ValidPath(name) && e.IsDir():
			return fs.SkipDir
		}
		if some = markup.IsMarkdown(e.Name()); some {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("listing %s: %w", file, err)
	}
	if some {
		w.warnf(file, "is none of the folders %s: nothing in it is read%s",
			strings.Join(folders, ", "), diag.DidYouMean(e.Name(), folders))
	}
	return nil
}
