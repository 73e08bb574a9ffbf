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
	file, err := os.Open(place)
	if err != nil {
		return nil, err
	}
	size, err := copySummed(io.Discard, file)
	if err != nil {
		file.Close()
		return nil, err
	}
	return &summed{io.NewSectionReader(file, 0, size), file}, nil
}

// readSummed returns what withSum wrote into a file.
func readSummed(place string) (string, error) {
	file, err := os.Open(place)
	if err != nil {
		return "", err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	var all strings.Builder
	all.Grow(int(info.Size()))
	_, err = copySummed(&all, file)
	return all.String(), err
}

// copySummed copies what withSum wrote into a file, and returns how many bytes these are.
// It fails where the sum is not right.
func copySummed(to io.Writer, file *os.File) (size int64, err error) {
	sum, err := newSum()
	if err != nil {
		return 0, err
	}
	end := make([]byte, sum.Size())
	if size, err = file.Seek(-int64(len(end)), io.SeekEnd); err != nil {
		return 0, err
	}
	if _, err := io.ReadFull(file, end); err != nil {
		return 0, err
	}
	if _, err := io.Copy(io.MultiWriter(to, sum), io.NewSectionReader(file, 0, size)); err != nil {
		return 0, err
	}
	if !bytes.Equal(sum.Sum(nil), end) {
		return 0, errSum
	}
	return size, nil
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
