package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"dateline/internal/build"
	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/hosts"
	"dateline/internal/lint"
	"dateline/internal/output"
)

// earliestZone is that in which days begin first.
const earliestZone = 14 * time.Hour

// beyond looks at what build does not: each of the site's files, which it is given the
// names of, what no single file shows, and the web.
func (c *checkCommand) beyond(ctx context.Context, source fs.FS, result *build.Result, files []string) (diag.List, error) {
	size, problems, err := c.tryFiles(ctx, result.FS, files)
	if host, ok := hosts.Find(c.host); ok && err == nil && !problems.HasErrors() {
		problems.Add(host.Check(size))
	}
	if err != nil || problems.HasErrors() {
		return problems, err
	}
	last, found := c.last()
	problems.Add(found)
	site := lint.Site{Timeline: result.Timeline, Further: result.Further(), Source: source, Content: result.Content, Files: result.FS, Redirects: result.Redirects(), Last: last}
	if site.Today, err = edtf.Parse(c.Now().UTC().Add(earliestZone).Format(time.DateOnly)); err != nil {
		return problems, fmt.Errorf("asking for the day: %w", err)
	}
	found, err = lint.Check(site)
	if err != nil {
		return problems, err
	}
	problems.Add(found)
	if c.web {
		found, err = c.external(ctx, site)
		problems.Add(found)
	}
	return problems, err
}

// A built is the folder of a build, which others may have put there: no link in it is
// followed to a file, nor is what never ends read.
type built string

func (b built) read(name string) ([]byte, error) {
	root, err := os.OpenRoot(string(b))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Lstat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("it is no file")}
	case info.Size() > maxCopied:
		return nil, &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("it is larger than %d MiB", maxCopied>>20)}
	}
	return root.ReadFile(name)
}

// last returns what the last build left in the destination, as its manifest says.
func (c *checkCommand) last() (lint.Last, diag.List) {
	var problems diag.List
	folder := built(c.destination)
	text, err := folder.read(output.ManifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return lint.Last{}, problems
	}
	var manifest struct {
		Files []struct {
			Path string `json:"path"`
		} `json:"files"`
	}
	if err == nil {
		err = json.Unmarshal(text, &manifest)
	}
	if err != nil {
		name := filepath.Join(c.destination, filepath.FromSlash(output.ManifestFile))
		problems.Warnf(diag.Pos{File: filepath.ToSlash(name)}, "cannot tell which addresses the last build had: %v", err)
		return lint.Last{}, problems
	}
	last := lint.Last{Read: folder.read}
	for _, f := range manifest.Files {
		last.Paths = append(last.Paths, f.Path)
	}
	return last, problems
}

// moved tells of a site with errors which documents stood elsewhere in the last build:
// what refers to them by the slugs that they had is among the errors.
func (c *checkCommand) moved(source fs.FS, result *build.Result) (diag.List, error) {
	if !result.Problems.HasErrors() {
		return diag.List{}, nil
	}
	last, _ := c.last()
	return lint.Moved(lint.Site{Timeline: result.Timeline, Source: source, Content: result.Content, Files: result.FS, Last: last})
}
