package opengraph

import (
	"math/bits"
	"slices"
)

// longestCode is how many bits deflate allows.
const longestCode = 15

// code is what is written for something, its first bit lowest.
type code struct {
	bits  uint32
	count uint8
}

// join returns the code with another after it.
func (c code) join(d code) code { return code{c.bits | d.bits<<c.count, c.count + d.count} }

// huffman gives symbols codes that are the shorter the more often they occur. It is
// the memory that this takes.
type huffman struct {
	sorted []uint64 // weight times 1<<16 and symbol of all that occur
	nodes  []node
}

// node is a symbol, or two nodes together.
type node struct {
	weight uint64
	symbol int
	parent int // index; it comes after the node
	depth  uint8
}

// build makes the codes of symbols that occur so often; at least two do. Those that do
// not have codes of no bits.
func (h *huffman) build(counts []uint32, codes []code) {
	halvings := 0
	for h.grow(counts, halvings) > longestCode {
		halvings++ // makes them more alike
	}
	clear(codes)
	for _, leaf := range h.nodes[:(len(h.nodes)+1)/2] {
		codes[leaf.symbol].count = leaf.depth
	}
	number(codes)
}

// number fills in the bits of codes whose lengths are known: those of one length are
// numbers in a row (RFC 1951, section 3.2.2).
func number(codes []code) {
	var next [longestCode + 2]uint32
	for _, c := range codes {
		if c.count > 0 {
			next[c.count+1]++
		}
	}
	for length := 1; length <= longestCode; length++ {
		next[length] = (next[length] + next[length-1]) << 1
	}
	for symbol := range codes {
		if c := &codes[symbol]; c.count > 0 {
			c.bits = bits.Reverse32(next[c.count]) >> (32 - c.count)
			next[c.count]++
		}
	}
}

// grow makes the tree of the symbols, leaves first, and returns its depth. All
// counts are halved so many times, but none to nothing.
func (h *huffman) grow(counts []uint32, halvings int) uint8 {
	sorted := h.sorted[:0]
	for symbol, count := range counts {
		if count > 0 {
			sorted = append(sorted, uint64(max(1, count>>halvings))<<16|uint64(symbol))
		}
	}
	slices.Sort(sorted)
	nodes := h.nodes[:0]
	for _, leaf := range sorted {
		nodes = append(nodes, node{weight: leaf >> 16, symbol: int(leaf & 0xffff)})
	}
	leaves := len(nodes)
	// Both leaves and what is made of them come in order of weight, so that the
	// two lightest are found in front.
	leaf, inner := 0, leaves
	lightest := func() *node {
		at := &leaf
		if leaf == leaves || inner < len(nodes) && nodes[inner].weight < nodes[leaf].weight {
			at = &inner
		}
		*at++
		return &nodes[*at-1]
	}
	for parent := leaves; parent < 2*leaves-1; parent++ {
		a, b := lightest(), lightest()
		a.parent, b.parent = parent, parent
		nodes = append(nodes, node{weight: a.weight + b.weight})
	}
	depth := uint8(0)
	for n := len(nodes) - 2; n >= 0; n-- {
		nodes[n].depth = nodes[nodes[n].parent].depth + 1
		depth = max(depth, nodes[n].depth)
	}
	h.sorted, h.nodes = sorted, nodes
	return depth
}
