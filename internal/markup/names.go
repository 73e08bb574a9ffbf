package markup

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Names finds all names of all actors in a text at once. It is built once for
// a site and safe for concurrent use.
//
// A name is found where it stands as whole words, letter case included, the
// longest first; white space, dashes, apostrophes and invisible characters are
// folded. A name that begins with a small letter is also found with a capital,
// as at the start of a sentence, and one that begins with the article The also with
// a small one, as in the middle of one. Scripts that write without spaces have no
// word edges; particles that a language writes together with its names are told from
// other words.
type Names struct {
	// A trie over the bytes of the folded names; node 0 is the root. The
	// children of a node stand side by side, sorted by label.
	labels   []byte
	children []int32 // index of the first child
	counts   []int32 // number of children
	values   []int32 // index into owners, plus one; 0 where no name ends
	owners   [][]int
	begins   [utf8.RuneSelf]bool // by character of ASCII: whether a name begins so
	inWord   [utf8.RuneSelf]bool // the same: see isWord
	sum      Sum                 // of all names and owners
}

// Sum tells one set of names from another.
type Sum [16]byte

func sumOf(names []Name) Sum {
	h := sha256.New()
	for _, name := range names {
		fmt.Fprintf(h, "%q %d\n", name.Text, name.Owner)
	}
	return Sum(h.Sum(nil))
}

// Name is one name with the number of the actor that bears it.
type Name struct {
	Text  string
	Owner int
}

// NewNames builds the finder. Names that fold to nothing are left out.
func NewNames(names []Name) *Names {
	type key struct {
		folded []byte
		owner  int
	}
	var keys []key
	for _, name := range names {
		folded := foldName(name.Text)
		if len(folded) == 0 {
			continue
		}
		keys = append(keys, key{folded, name.Owner})
		if other := inSentence(folded); other != nil {
			keys = append(keys, key{other, name.Owner})
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(bytes.Compare(a.folded, b.folded), cmp.Compare(a.owner, b.owner))
	})
	n := &Names{sum: sumOf(names)}
	for c := range n.inWord {
		n.inWord[c] = isWord(rune(c))
	}
	n.add(0) // the root
	// Breadth first, so that the children of a node are side by side. A task
	// is the run of sorted keys that share the node's depth bytes.
	type task struct{ node, from, to, depth int }
	for queue := []task{{0, 0, len(keys), 0}}; len(queue) > 0; queue = queue[1:] {
		t := queue[0]
		from := t.from
		for from < t.to && len(keys[from].folded) == t.depth {
			n.own(t.node, keys[from].owner)
			from++
		}
		n.children[t.node] = int32(len(n.labels))
		for from < t.to {
			label := keys[from].folded[t.depth]
			to := from
			for to < t.to && keys[to].folded[t.depth] == label {
				to++
			}
			queue = append(queue, task{n.add(label), from, to, t.depth + 1})
			if t.depth == 0 && label < utf8.RuneSelf {
				n.begins[label] = true
			}
			n.counts[t.node]++
			from = to
		}
	}
	return n
}

// inSentence returns a name with the case of its first letter that it has elsewhere in a
// sentence; nil where it has one only.
func inSentence(folded []byte) []byte {
	first, size := utf8.DecodeRune(folded)
	switch {
	case unicode.IsLower(first):
		return append(utf8.AppendRune(nil, unicode.ToUpper(first)), folded[size:]...)
	case bytes.HasPrefix(folded, []byte("The ")):
		return append([]byte{'t'}, folded[1:]...)
	}
	return nil
}

func (n *Names) add(label byte) int {
	n.labels = append(n.labels, label)
	n.children = append(n.children, 0)
	n.counts = append(n.counts, 0)
	n.values = append(n.values, 0)
	return len(n.labels) - 1
}

func (n *Names) own(node, owner int) {
	if n.values[node] == 0 {
		n.owners = append(n.owners, nil)
		n.values[node] = int32(len(n.owners))
	}
	owners := &n.owners[n.values[node]-1]
	if !slices.Contains(*owners, owner) {
		*owners = append(*owners, owner)
	}
}

// step returns the child of node with the label, or -1.
func (n *Names) step(node int, label byte) int {
	first := int(n.children[node])
	run := n.labels[first : first+int(n.counts[node])]
	if i := bytes.IndexByte(run, label); i >= 0 {
		return first + i
	}
	return -1
}

// Find returns the mentions in the text that a View has turned to, in order; they do
// not overlap. Names in links, headings and code are passed over. The slice is good
// until the View turns to another.
func (n *Names) Find(v *View) []Mention { return n.in(v).mentions }

// in returns what the names found in the text of a View.
func (n *Names) in(v *View) *foundNames {
	if found := v.known.of(n.sum, v.titles); found != nil {
		return found
	}
	v.load()
	v.more = true
	from := len(v.known.mentions)
	for _, p := range v.pieces {
		if p.kind == pieceText && p.plain {
			v.known.mentions = n.findIn(v.known.mentions, v.text, p.start, p.end)
		}
	}
	return v.known.addNames(n.sum, v.titles, from)
}

// Said returns how a mention that Find found stands in the text.
func (n *Names) Said(v *View, m Mention) Said {
	found := n.in(v)
	if k := slices.IndexFunc(found.said, func(s Said) bool { return s.Start == m.Start }); k >= 0 {
		return found.said[k]
	}
	v.load()
	v.more = true
	said := Said{Start: m.Start}
	said.Line, said.Col = v.place(int(m.Start))
	if int(m.End) <= len(v.text) { // or else it could not be read, which the shelf says
		said.Words = string(v.text[m.Start:m.End])
	}
	found.said = append(found.said, said)
	return said
}

// Owners returns who a mention may mean; more than one is ambiguous. The slice belongs
// to the Names.
func (n *Names) Owners(m Mention) []int { return n.owners[m.Name] }

func (n *Names) findIn(found []Mention, text []byte, start, end int) []Mention {
	before := ' '
	if start > 0 {
		before, _ = utf8.DecodeLastRune(text[:start])
	}
	for at := start; at < end; {
		if next := n.pass(text[:end], at); next > at {
			before, at = rune(text[next-1]), next
			continue
		}
		r, size := utf8.DecodeRune(text[at:end])
		if nameBegins(r) && wordBegins(before, r) && !amidInitials(text, at) {
			if m, ok := n.matchWord(text, at, end); ok {
				found = append(found, m)
				before, _ = utf8.DecodeLastRune(text[:m.End])
				at = int(m.End)
				continue
			}
		}
		before = r
		at += size
	}
	return found
}

// pass returns an offset up to which no name begins, after a character of ASCII: most of
// a text is words of that, which begin as no name does, or go on.
func (n *Names) pass(text []byte, at int) int {
	for at < len(text) && text[at] < utf8.RuneSelf && !n.begins[text[at]] {
		word := n.inWord[text[at]]
		for at++; word && at < len(text) && text[at] < utf8.RuneSelf && n.inWord[text[at]]; {
			at++
		}
	}
	return at
}

// matchWord returns the longest name that begins at offset at, or after the particles
// that are written together with it.
func (n *Names) matchWord(text []byte, at, end int) (Mention, bool) {
	if m, letters := n.match(text, at, end); letters > 0 {
		return m, true
	}
	for range 2 {
		r, size := utf8.DecodeRune(text[at:end])
		if !proclitic(r) {
			break
		}
		at += size
		// Short names are also the ends of other words: no guess there.
		if m, letters := n.match(text, at, end); letters >= 4 {
			return m, true
		}
	}
	return Mention{}, false
}

// match returns the longest name that begins at offset at and how many letters
// it has; 0 where there is none.
func (n *Names) match(text []byte, at, end int) (best Mention, letters int) {
	node, count, space := 0, 0, false
	var buf [utf8.UTFMax]byte
	for i := at; i < end; {
		r, size := utf8.DecodeRune(text[i:end])
		i += size
		r, keep := fold(r)
		if !keep || r == ' ' && space {
			continue
		}
		space = r == ' '
		for _, c := range buf[:utf8.EncodeRune(buf[:], r)] {
			if node = n.step(node, c); node < 0 {
				return best, letters
			}
		}
		count++
		if v := n.values[node]; v > 0 && (wordEnds(r, text[i:]) || count > 1 && enclitic(text[i:])) {
			best, letters = Mention{Start: int32(at), End: int32(i), Name: v - 1}, count
		}
	}
	return best, letters
}

// nameBegins reports whether a name may begin with r: with a word, or with a sign, as
// #MeToo and 'Ndrangheta do.
func nameBegins(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' '
	}
	folded, keep := fold(r)
	return keep && folded != ' ' || isWord(r)
}

// amidInitials reports whether the letter at an offset is one of several that stand for
// words, and not the first: "S.A." is no part of U.S.A.
func amidInitials(text []byte, at int) bool {
	initials, found := bytes.CutSuffix(text[:at], []byte{'.'})
	if !found {
		return false
	}
	_, size := utf8.DecodeRune(text[at:])
	before, _ := utf8.DecodeLastRune(initials)
	return isWord(before) && bytes.HasPrefix(text[at+size:], []byte{'.'})
}

// wordBegins reports whether a word may begin with r after another character.
func wordBegins(before, r rune) bool {
	return !isWord(before) || unbroken(before) || unbroken(r)
}

// wordEnds reports whether a word, or a name that ends in a sign, may end before the rest
// of a text: "U.S." is no part of U.S.S.R.
func wordEnds(last rune, rest []byte) bool {
	if len(rest) == 0 {
		return true
	}
	next, _ := utf8.DecodeRune(rest)
	return !isWord(next) || unbroken(next) || unbroken(last)
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M) || r == '\u200c' || r == '\u200d'
}

// unbroken reports whether r belongs to a script that is written without
// spaces between words.
func unbroken(r rune) bool {
	return r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// foldName folds a name as text is folded, with single spaces and none at the
// ends.
func foldName(name string) []byte {
	var out []byte
	for _, r := range norm.NFC.String(name) {
		r, keep := fold(r)
		if keep && (r != ' ' || len(out) > 0 && out[len(out)-1] != ' ') {
			out = utf8.AppendRune(out, r)
		}
	}
	return bytes.TrimRight(out, " ")
}

// fold maps characters that readers take for the same onto one, and says of
// invisible ones that they do not count.
func fold(r rune) (rune, bool) {
	if r < utf8.RuneSelf {
		switch r {
		case '\t', '\n', '\r', '\v', '\f':
			return ' ', true
		}
		return r, true
	}
	switch r {
	case '‘', '’', '‛', 'ʼ', '′', '׳':
		return '\'', true
	case '“', '”', '„', '‟', '«', '»', '″', '״':
		return '"', true
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-', true
	case '\u00ad', '\u0640', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
		return 0, false // soft hyphen, tatweel, zero-width and direction marks
	}
	if unicode.IsSpace(r) {
		return ' ', true
	}
	return r, true
}
