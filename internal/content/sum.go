package content

import (
	"crypto/sha256"
	"fmt"
)

// Sum tells one state of a document from another: the beginning of a SHA-256 of
// all that was read of it.
type Sum [16]byte

// sumOf sums up a document's file and the files beside it, as far as its page
// depends on them.
func sumOf(file []byte, doc *Document) Sum {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %d\n", doc.Path, doc.Original, doc.Translation, len(file))
	h.Write(file)
	for _, name := range doc.Bundle {
		fmt.Fprintf(h, "%q %t %+v\n", name, doc.Unshown[name], doc.Pictures[name])
	}
	return Sum(h.Sum(nil)[:len(Sum{})])
}

// with sums up a document and its translation.
func (s Sum) with(translation Sum) Sum {
	both := sha256.Sum256(append(s[:], translation[:]...))
	return Sum(both[:len(Sum{})])
}
