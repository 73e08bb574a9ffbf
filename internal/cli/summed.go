package cli

import (
	"bytes"
	"cmp"
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

// readSummed returns what withSum wrote into a file, without the sum. It fails where the
// sum is not right.
func readSummed(place string) (string, error) {
	file, err := os.Open(place)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum, err := newSum()
	if err != nil {
		return "", err
	}
	end := make([]byte, sum.Size())
	size, err := file.Seek(-int64(len(end)), io.SeekEnd)
	if err != nil {
		return "", err
	}
	if _, err := io.ReadFull(file, end); err != nil {
		return "", err
	}
	var all strings.Builder
	all.Grow(int(size))
	if _, err := io.Copy(io.MultiWriter(&all, sum), io.NewSectionReader(file, 0, size)); err != nil {
		return "", err
	}
	if !bytes.Equal(sum.Sum(nil), end) {
		return "", errSum
	}
	return all.String(), nil
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
	if err = cmp.Or(err, file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), place)
}
