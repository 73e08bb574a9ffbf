package content

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"

	"dateline/internal/markup"
)

// Sum tells one state of a document, or of what is made of it, from another: the
// beginning of a SHA-256.
type Sum [16]byte

// SumOf sums up bytes that say what a document is, or what is made of it.
func SumOf(data []byte) Sum {
	whole := sha256.Sum256(data)
	return Sum(whole[:])
}

// sumsOf sums up a document's file and the files beside it, as far as its page
// depends on them; front leaves out the text.
func sumsOf(file []byte, t text, doc *Document) (sum, front Sum) {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q %d\n", doc.Path, doc.Original(), doc.Translation(), t.syntax, len(t.front))
	for _, name := range slices.Sorted(maps.Keys(doc.Beside)) {
		fmt.Fprintf(h, "%q %+v\n", name, doc.Beside[name])
	}
	h.Write(t.front)
	front = Sum(h.Sum(nil))
	h.Write(file)
	return Sum(h.Sum(nil)), front
}

// beginOf sums up the beginning of a text.
func beginOf(body *markup.Body) Sum {
	var room [1024]byte // of nearly every one
	return SumOf(body.AppendBeginning(room[:0]))
}

// ownKeys are those of an article that decide nothing about other documents, and
// of how they name it nothing but the title: who shows them is known.
var ownKeys = []string{"title", "summary", "description", "excerpt", "accounts", "annotations", "corrections"}

// headOf sums up front matter without ownKeys: in YAML the lines from such a key at
// the margin to the next. What is not seen to be one of them counts, and where there
// may be an anchor, to which other keys may refer, everything does.
func headOf(t text) Sum {
	h := sha256.New()
	whole := t.syntax != syntaxYAML || bytes.IndexByte(t.front, '&') >= 0
	own := false
	for line := range bytes.Lines(t.front) {
		if !bytes.ContainsAny(line[:1], " \t\n#-") { // it does not go on with a value
			key, _, _ := bytes.Cut(line, []byte(":"))
			own = slices.Contains(ownKeys, string(key))
		}
		if whole || !own {
			h.Write(line)
		}
	}
	return Sum(h.Sum(nil))
}

// with sums up a document and its translation.
func (s Sum) with(translation Sum) Sum {
	return SumOf(append(s[:], translation[:]...))
}
