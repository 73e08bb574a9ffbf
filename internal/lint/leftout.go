package lint

import (
	"io/fs"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"
)

// leftOut looks for folders with content that nobody reads as they are called what editors
// call backups. Of hidden folders it says nothing: whoever begins a name with a dot wants
// that, and so do programs that keep older versions there.
func (c *checker) leftOut() error {
	return fs.WalkDir(c.Source, "content", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir() || !content.PassedOver(d.Name()):
			return nil
		case strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		}
		if texts := c.textsIn(name); texts > 0 {
			c.problems.Warnf(diag.Pos{File: name}, "is left out, with the Markdown in it (%d), because editors call their backups so; rename it if it is to be read", texts)
		}
		return fs.SkipDir
	})
}

// textsIn counts the files of Markdown in a folder of the source and below, as far as that can
// be read: no build has to.
func (c *checker) textsIn(folder string) (texts int) {
	_ = fs.WalkDir(c.Source, folder, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && markup.IsMarkdown(d.Name()) {
			texts++
		}
		return nil // and go on
	})
	return texts
}
