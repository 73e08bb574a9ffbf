package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"dateline/internal/diag"
	"dateline/internal/lint"
	"dateline/internal/output"
)

// mend makes the safe mends: dates first, because a site with wrong ones cannot
// be built, then aliases, and then what refers to documents by what those say that they
// were called. Each is shown, and made where the user agrees.
func (c *checkCommand) mend(ctx context.Context, source *source) error {
	edits, err := lint.MendDates(source.FS())
	if err != nil {
		return c.failed(err)
	}
	if err := c.apply(ctx, source, edits); err != nil {
		return err
	}
	result, err := c.site(ctx, source.FS())
	if err != nil {
		return c.failed(err)
	}
	last, _ := c.last()
	edits, err = lint.MendAliases(lint.Site{Timeline: result.Timeline, Source: source.FS(), Content: result.Content, Files: result.FS, Last: last})
	if err != nil {
		return c.failed(err)
	}
	if err := c.apply(ctx, source, edits); err != nil {
		return err
	}
	if len(edits) > 0 {
		if result, err = c.site(ctx, source.FS()); err != nil {
			return c.failed(err)
		}
	}
	if edits, err = lint.MendReferences(source.FS(), result.Problems.All()); err != nil {
		return c.failed(err)
	}
	return c.apply(ctx, source, edits)
}

// apply shows edits as a diff and makes them if the user agrees. Those of links are
// left out and named.
func (c *checkCommand) apply(ctx context.Context, source *source, edits []lint.Edit) error {
	edits = slices.DeleteFunc(edits, func(e lint.Edit) bool {
		info, err := source.Root.Lstat(filepath.FromSlash(e.File))
		if err != nil || info.Mode().IsRegular() {
			return false
		}
		fmt.Fprintf(c.Stderr, "not changing %v: %v\n", diag.Pos{File: e.File}, errLink)
		return true
	})
	if len(edits) == 0 {
		return nil
	}
	for _, e := range edits {
		if _, err := fmt.Fprint(c.Stdout, e.Diff()); err != nil {
			return printed("the diff", err)
		}
	}
	if !c.yes {
		yes, err := c.agreed(ctx, "change "+plural(len(edits), "file")+" so?")
		if err != nil {
			return c.failed(err)
		}
		if !yes {
			fmt.Fprintln(c.Stderr, "nothing was changed")
			return nil
		}
	}
	for _, e := range edits {
		if err := replace(source.Root, e); err != nil {
			return machine(fmt.Errorf("changing %s: %w", e.File, err))
		}
	}
	return nil
}

// errLink says why a link is not written through.
var errLink = errors.New("it is a link; change the file that it leads to")

// replace makes an edit: whole or not at all, and only where the file is still
// what the edit was made from.
func replace(root *os.Root, e lint.Edit) error {
	temporary, err := writeBeside(root, e)
	if err != nil {
		return err
	}
	if err = putInPlace(root, temporary, e); err != nil {
		// What counts is the first error.
		_ = root.Remove(temporary)
	}
	return err
}

// writeBeside writes what an edit makes of a file beside it, and waits until the disk has it,
// which takes its time. It returns the name.
func writeBeside(root *os.Root, e lint.Edit) (string, error) {
	info, err := unchanged(root, e)
	if err != nil {
		return "", err
	}
	// A dotfile, which content does not read.
	temporary := filepath.FromSlash(path.Join(path.Dir(e.File), "."+path.Base(e.File)+".dateline"))
	f, err := root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("%s is there, which another check --fix is writing, or has left when it was killed; remove it and run the command again", filepath.ToSlash(temporary))
	}
	if err != nil {
		return "", err
	}
	if uid, gid, known := output.Owner(info); known && f.Chown(uid, gid) != nil {
		_ = f.Chown(-1, gid) // only root gives files to others
	}
	err = f.Chmod(info.Mode().Perm()) // which the umask may have cut
	if err == nil {
		_, err = f.Write(e.New)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = cmp.Or(err, f.Close()); err != nil {
		_ = root.Remove(temporary)
	}
	return temporary, err
}

// putInPlace gives what was written beside a file its name, unless somebody has saved the
// file meanwhile.
func putInPlace(root *os.Root, temporary string, e lint.Edit) error {
	if _, err := unchanged(root, e); err != nil {
		return err
	}
	return root.Rename(temporary, filepath.FromSlash(e.File))
}

// unchanged describes a file that still is what an edit was made from; it fails for others.
func unchanged(root *os.Root, e lint.Edit) (fs.FileInfo, error) {
	info, err := root.Lstat(filepath.FromSlash(e.File))
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errLink
	}
	now, err := fs.ReadFile(root.FS(), e.File)
	if err == nil && !bytes.Equal(now, e.Old) {
		err = errors.New("somebody has changed it meanwhile; run the command again")
	}
	return info, err
}
