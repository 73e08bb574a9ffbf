package cli

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/locale"
)

// fileCopy stands in place of a kind for a file that Dateline brings.
const fileCopy = "copy"

// copyFile writes a file that Dateline brings, such as templates/article.html, into the site,
// where it takes the place of Dateline's and can be changed.
func (n *newCommand) copyFile(name string) error {
	if n.from != "" || n.date != "" || n.lang != "" {
		return usage("a copy has no --from, no --date and no --lang")
	}
	name = path.Clean(filepath.ToSlash(name))
	if path.Dir(name) == locale.Folder {
		return usage("a site has those words only that it says otherwise; begin with: dateline new texts --lang %s", strings.TrimSuffix(path.Base(name), path.Ext(name)))
	}
	brought := n.brought()
	if !slices.Contains(brought, name) {
		return usage("Dateline has no file %q%s", name, meantFile(name, brought))
	}
	text, err := fs.ReadFile(n.Files, name)
	if err != nil {
		return machine(err)
	}
	source, err := openSource(n.source)
	if err != nil {
		return err
	}
	defer source.Close()
	return n.create(source, name, string(text))
}

// brought lists the files that a site may have instead of Dateline's.
func (n *newCommand) brought() (names []string) {
	for _, folder := range []string{"templates", "static"} {
		_ = fs.WalkDir(n.Files, folder, func(name string, entry fs.DirEntry, err error) error { // a part of the program
			switch {
			case err != nil:
				return err
			case name == locale.Folder:
				return fs.SkipDir
			case !entry.IsDir():
				names = append(names, name)
			}
			return nil
		})
	}
	return names
}

// meantFile says which file a name was probably meant for, whatever folder it names.
func meantFile(name string, brought []string) string {
	bases := make([]string, len(brought))
	for k, other := range brought {
		bases[k] = path.Base(other)
	}
	if k := slices.Index(bases, diag.Nearest(path.Base(name), bases)); k >= 0 {
		return diag.Suggest(brought[k])
	}
	return `; "dateline new copy" alone lists them`
}
