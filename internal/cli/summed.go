package cli

import (
	"bytes"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// What is kept for a later build ends with a sum of it, and of the program that wrote it:
// so it is known to be whole, and that whoever reads it knows its form.

// newSum begins a sum (CRC-32C): it tells of damage, not of an attack on what is the
// user's own, and costs a tenth of one that would.
func newSum() (hash.Hash, error) {
	same, err := program()
	if err != nil {
		return nil, err
	}
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	_, err = io.WriteString(sum, same)
	return sum, err
}

// withSum returns what writes the same as write does, and the sum at its end.
func withSum(write func(io.Writer) error) func(io.Writer) error {
	return func(w io.Writer) error {
		sum, err := newSum()
		if err != nil {
			return err
		}
		if err := write(io.MultiWriter(w, sum)); err != nil {
			return err
		}
		_, err = w.Write(sum.Sum(nil))
		return err
	}
}

var errSum = errors.New("it was changed, or another program wrote it")

// summed is an open file with what withSum wrote, to be read without the sum.
type summed struct {
	*io.SectionReader
	io.Closer
}

// openSummed opens such a file. It fails where the sum is not right.
func openSummed(place string) (*summed, error) {
	sum, err := newSum()
	if err != nil {
		return nil, err
	}
	file, err := os.Open(place)
	if err != nil {
		return nil, err
	}
	end := make([]byte, sum.Size())
	size, err := file.Seek(-int64(len(end)), io.SeekEnd)
	if err == nil {
		_, err = io.ReadFull(file, end)
	}
	if err == nil {
		_, err = io.Copy(sum, io.NewSectionReader(file, 0, size))
	}
	if err == nil && !bytes.Equal(sum.Sum(nil), end) {
		err = errSum
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return &summed{io.NewSectionReader(file, 0, size), file}, nil
}

// readSummed returns what withSum wrote into a file.
func readSummed(place string) (string, error) {
	file, err := openSummed(place)
	if err != nil {
		return "", err
	}
	defer file.Close()
	var all strings.Builder
	all.Grow(int(file.Size()))
	_, err = io.Copy(&all, file)
	return all.String(), err
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
