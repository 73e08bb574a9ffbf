package cli

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// What is kept for the next build is read back as it was written. What was written in
// part, was changed since, or is by another program, is not taken for it.
func TestSummed(t *testing.T) {
	place := filepath.Join(t.TempDir(), "x")
	if _, err := readSummed(place); err == nil {
		t.Error("what was not kept is there")
	}
	for _, text := range []string{"", "abc"} {
		err := replaceFile(place, withSum(func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := readSummed(place); got != text || err != nil {
			t.Errorf("read %q, %v, want %q", got, err, text)
		}
	}
	whole, err := os.ReadFile(place)
	if err != nil {
		t.Fatal(err)
	}
	table := crc32.MakeTable(crc32.Castagnoli)
	nobodys := binary.BigEndian.AppendUint32([]byte("abc"), crc32.Checksum([]byte("abc"), table))
	spoilt := [][]byte{whole[1:], append(slices.Clone(whole), 0), nobodys}
	for k := range whole {
		changed := slices.Clone(whole)
		changed[k] ^= 0x10
		spoilt = append(spoilt, whole[:k], changed)
	}
	for _, data := range spoilt {
		put(t, place, data)
		if _, err := readSummed(place); err == nil {
			t.Errorf("%q counts as whole", data)
		}
	}
}
