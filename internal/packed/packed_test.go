package packed

import (
	"encoding/binary"
	"errors"
	"math"
	"testing"
)

func TestReader(t *testing.T) {
	var all []byte
	numbers := []uint64{0, 1, 127, 128, 1 << 40, math.MaxUint64}
	signed := []int64{0, -1, 63, -64, math.MinInt64, math.MaxInt64}
	for _, n := range numbers {
		all = binary.AppendUvarint(all, n)
	}
	for _, n := range signed {
		all = binary.AppendVarint(all, n)
	}
	all = append(append(all, 5), "words and more"...)
	r := Reader{Left: string(all)}
	for _, want := range numbers {
		if got := r.Number(); got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
	for _, want := range signed {
		if got := r.Signed(); got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
	if text, rest := r.Text(), r.Next(4); text != "words" || rest != " and" || r.Left != " more" || r.Err != nil {
		t.Errorf("got %q and %q, left is %q, error %v", text, rest, r.Left, r.Err)
	}
}

func TestReaderDamaged(t *testing.T) {
	for _, damaged := range []string{"", "\x80", "\x05four", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"} {
		r := Reader{Left: damaged}
		if text := r.Text(); text != "" || !errors.Is(r.Err, ErrDamaged) {
			t.Errorf("%q: got %q, error %v", damaged, text, r.Err)
		}
	}
}
