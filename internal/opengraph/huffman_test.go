package opengraph

import "testing"

// TestCodeLengths holds that a code is as short as its symbol is frequent, leaves nothing
// out, and is never too long for deflate.
func TestCodeLengths(t *testing.T) {
	fibonacci := []uint32{1, 1}
	for len(fibonacci) < 40 {
		fibonacci = append(fibonacci, fibonacci[len(fibonacci)-1]+fibonacci[len(fibonacci)-2])
	}
	var h huffman
	for _, counts := range [][]uint32{{1, 1}, {0, 5, 0, 1}, {9, 1, 3, 3, 0, 2}, fibonacci} {
		codes := make([]code, len(counts))
		h.build(counts, codes)
		sum := 0
		for a, c := range codes {
			if (c.count > 0) != (counts[a] > 0) || c.count > longestCode {
				t.Errorf("%v: %d has %d bits", counts, a, c.count)
			}
			if c.count > 0 {
				sum += 1 << (longestCode - c.count)
			}
			for b, d := range codes {
				if d.count > 0 && counts[a] > counts[b] && c.count > d.count {
					t.Errorf("%v: %d has more bits than %d", counts, a, b)
				}
			}
		}
		if sum != 1<<longestCode {
			t.Errorf("%v: the codes %v are not all there are", counts, codes)
		}
	}
}
