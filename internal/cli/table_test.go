package cli

import (
	"maps"
	"testing"

	"dateline/internal/content"
)

// A table is read as it was written; one that is cut short is an error.
func TestTable(t *testing.T) {
	stamps := table[stamp]{"": missing, "a": {1, -2, 3}, "content/ä.md": {1 << 40, 1 << 62, 0}}
	packed, err := stamps.GobEncode()
	if err != nil {
		t.Fatal(err)
	}
	var read table[stamp]
	if err := read.GobDecode(packed); err != nil || !maps.Equal(read, stamps) {
		t.Errorf("read %v, %v", read, err)
	}
	for k := range packed {
		if read.GobDecode(packed[:k]) == nil {
			t.Errorf("%d of %d bytes count as a table", k, len(packed))
		}
	}
	sums := table[content.Sum]{"a": {1, 2}, "b": {15: 3}}
	packed, err = sums.GobEncode()
	var again table[content.Sum]
	if err != nil || again.GobDecode(packed) != nil || !maps.Equal(again, sums) {
		t.Errorf("read %v, %v", again, err)
	}
}
