package scaffold

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"
)

//go:embed all:starter
var starter embed.FS

// Starter returns the files of a small site of made-up content that shows each
// part of a timeline once. Their names are relative to the site's folder.
func Starter() ([]txtar.File, error) {
	root, err := fs.Sub(starter, "starter")
	if err != nil {
		return nil, fmt.Errorf("reading the starter site: %w", err)
	}
	return files(root, ".")
}

// Demo returns the files of a site with the content in program, and what the
// starter has beside content.
func Demo(program fs.FS) ([]txtar.File, error) {
	found, err := files(program, "content")
	if err != nil {
		return nil, fmt.Errorf("reading the demo: %w", err)
	}
	// Dotfiles are an editor's or a system's, which come along when it is built.
	all := slices.DeleteFunc(found, func(f txtar.File) bool { return strings.Contains("/"+f.Name, "/.") })
	around, err := Starter()
	if err != nil {
		return nil, err
	}
	for _, f := range around {
		if !strings.HasPrefix(f.Name, "content/") {
			all = append(all, f)
		}
	}
	return all, nil
}

// files reads a folder and those below it. What is called gitignore becomes a
// dotfile, which Git would heed in Dateline's own repository.
func files(root fs.FS, dir string) ([]txtar.File, error) {
	var all []txtar.File
	err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		if path.Base(name) == "gitignore" {
			name = path.Join(path.Dir(name), ".gitignore")
		}
		all = append(all, txtar.File{Name: name, Data: data})
		return err
	})
	return all, err
}
