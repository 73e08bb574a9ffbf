package content

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"dateline/internal/diag"
	"dateline/internal/picture"
)

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
