package search

import (
	"cmp"
	"errors"
	"slices"

	"dateline/internal/content"
	"dateline/internal/markup"
)

var errOther = errors.New("the index differs in more than texts")

// A State tells the documents of an index, and one state of them from another.
type State []stated

// stated is a document: what it is, and the size of its text in bytes.
type stated struct {
	whole content.Sum
	size  int
}

// State returns that of the documents as they are now.
func (x *Index) State() State {
	var all State
	shared := x.shared()
	for _, k := range kinds(x.timeline, x.words) {
		for n := range k.count {
			d := k.document(n)
			all = append(all, stated{d.sum(k.name, shared), d.body.Size()})
		}
	}
	return all
}

// Within returns the index of a whole site of which x indexes a part: as the site is after an
// edit of texts. was is the state of that part before, kept what Keep of the whole then wrote.
// Its shown files, in which no text has a part, are those of then: it does not make them. It
// fails where the edit reaches further.
func (x *Index) Within(was State, kept string) (*Index, error) {
	k, err := readKept(kept)
	if err != nil {
		return nil, err
	}
	edited, text, err := x.edits(was, k)
	if err != nil {
		return nil, err
	}
	whole := &Index{words: x.words}
	whole.make = func() (*made, error) {
		m := &made{files: map[string]func([]byte) []byte{}, text: text, kinds: k.kinds, documents: slices.Clone(k.documents)}
		kept := *k // whose terms are read once for each time
		kept.moved = make([]uint32, len(k.documents))
		for n := range kept.moved {
			kept.moved[n] = uint32(n) + 1
		}
		words := newCollector()
		for _, e := range edited {
			kept.moved[e.number], m.documents[e.number].whole = 0, e.whole
			words.document(e.number, e.words, e.body)
		}
		return m, whole.list(m, words.all(), &kept)
	}
	whole.extend(text, len(k.documents))
	return whole, nil
}

// An edit is a document that has another text now.
type edit struct {
	words  wording
	body   *markup.Body
	whole  content.Sum
	number int // in the whole site
}

// edits returns those of a part, in the order of their numbers, and the size of all texts of
// the site.
func (x *Index) edits(was State, kept *keptWords) (edits []edit, text int, err error) {
	text = kept.text
	shared := x.shared()
	for _, k := range kinds(x.timeline, x.words) {
		if k.count > len(was) {
			return nil, 0, errOther
		}
		for n, then := range was[:k.count] {
			d := k.document(n)
			whole := d.sum(k.name, shared)
			if whole == then.whole {
				continue
			}
			number := slices.IndexFunc(kept.documents, func(d indexed) bool { return d.whole == then.whole })
			if number < 0 || kept.documents[number].shown != content.SumOf(d.shown(nil, x.words)) {
				return nil, 0, errOther
			}
			edits = append(edits, edit{k.words(n, d), d.body, whole, number})
			text += d.body.Size() - then.size
		}
		was = was[k.count:]
	}
	if len(was) > 0 {
		return nil, 0, errOther
	}
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.number, b.number) })
	return edits, text, nil
}
