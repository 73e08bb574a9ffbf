package cli

import (
	"bytes"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"

	"dateline/internal/build"
)

// wordsFolder returns the folder that holds the words of the last build's search
// indexes; "" for nowhere.
func (b *buildCommand) wordsFolder() string { return b.kept("words") }

// keepWords keeps the words of a site for the next build, and removes what else
// earlier ones have kept of them. That it cannot is nobody's concern: the next build
// reads all texts for them.
func (b *buildCommand) keepWords(result *build.Result) {
	folder := b.wordsFolder()
	if folder == "" || b.begin() != nil {
		return
	}
	words := result.Words()
	for name, write := range words {
		if err := writeSummed(filepath.Join(folder, name), write); err != nil {
			os.Remove(filepath.Join(folder, name))
		}
	}
	old, _ := os.ReadDir(folder)
	for _, e := range old {
		if words[e.Name()] == nil {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// writeSummed writes a file that ends with a sum of it and of the program.
func writeSummed(place string, write func(io.Writer) error) error {
	same, err := program()
	if err != nil {
		return err
	}
	return replaceFile(place, func(file io.Writer) error {
		sum := sha256.New()
		io.WriteString(sum, same)
		if err := write(io.MultiWriter(file, sum)); err != nil {
			return err
		}
		_, err := file.Write(sum.Sum(nil))
		return err
	})
}

// words opens what an earlier build into the destination has kept of words under a
// name; nil where there is nothing, or what another program wrote, or not all of it.
func (b *buildCommand) words(name string) io.ReadCloser {
	same, err := program()
	if err != nil || b.wordsFolder() == "" {
		return nil
	}
	file, err := os.Open(filepath.Join(b.wordsFolder(), name))
	if err != nil {
		return nil
	}
	size, err := file.Seek(-sha256.Size, io.SeekEnd)
	end := make([]byte, sha256.Size)
	if err == nil {
		_, err = io.ReadFull(file, end)
	}
	sum := sha256.New()
	io.WriteString(sum, same)
	if err == nil {
		_, err = io.Copy(sum, io.NewSectionReader(file, 0, size))
	}
	if err != nil || !bytes.Equal(sum.Sum(nil), end) {
		file.Close()
		return nil
	}
	return struct {
		io.Reader
		io.Closer
	}{io.NewSectionReader(file, 0, size), file}
}

// replaceFile puts what write writes in the place of a file, in one step.
func replaceFile(place string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(place), 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(place), "new-")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // unless it is renamed
	err = write(file)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), place)
}
