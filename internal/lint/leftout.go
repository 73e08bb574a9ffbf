package lint

import (
	"fmt"
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
		texts, err := c.textsIn(name)
		if texts > 0 {
			c.problems.Warnf(diag.Pos{File: name}, "is left out, with the Markdown in it (%d), because editors call their backups so; rename it if it is to be read", texts)
		}
		if err != nil {
			return err
		}
		return fs.SkipDir
	})
}

// textsIn counts the files of Markdown in a folder of the source and below.
func (c *checker) textsIn(folder string) (texts int, err error) {
	err = fs.WalkDir(c.Source, folder, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && markup.IsMarkdown(d.Name()) {
			texts++
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("looking through %s: %w", folder, err)
	}
	return texts, nil
}
