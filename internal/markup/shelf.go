package markup

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"sync"

	"dateline/internal/packed"
)

// Shelf keeps texts in a file, so that a site of any size needs memory only for
// those that are looked at. It is safe for concurrent use.
type Shelf struct {
	pile      pile
	remembers bool
	mu        sync.Mutex
	err       error // the first that happened

	buffers  sync.Pool // of *[]byte: room to make what is put
	contents sync.Pool // of *content: room for what is looked at once
	splicers sync.Pool // of *splicer: room for what is made of it
}

// ShelfFile is what a Shelf writes to and reads from: an empty file of its own.
type ShelfFile interface {
	io.ReaderAt
	io.WriterAt
}

// NewShelf returns an empty Shelf.
func NewShelf(file ShelfFile) *Shelf { return &Shelf{pile: pile{file: file}} }

// Remember makes texts that come onto the shelf from now on remember what is found
// in them. It takes memory, until they are made to forget it. A nil Shelf leaves texts
// in memory, which do so anyway.
func (s *Shelf) Remember() {
	if s != nil {
		s.remembers = true
	}
}

// Err returns the error that kept a text from being written or read, if any.
// What was made of texts after that is not to be trusted. A nil Shelf has none.
func (s *Shelf) Err() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

func (s *Shelf) fail(doing string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = fmt.Errorf("%s the file that keeps texts: %w", doing, err)
	}
}

// slot is where a text lies on a shelf, or selectors do.
type slot struct {
	at   int64
	size int32 // in the file
	text int32 // bytes of text as readers see it; how many selectors there are
}

// put keeps what a text consists of.
func (s *Shelf) put(c *content) slot {
	to := s.write(c.encode)
	to.text = int32(len(c.text))
	return to
}

// putSelectors keeps those of passages of a text.
func (s *Shelf) putSelectors(all []Selector) slot {
	to := s.write(func(buf []byte) []byte {
		p := packer{buf}
		for _, one := range all {
			p.selector(one)
		}
		return p.data
	})
	to.text = int32(len(all))
	return to
}

// selectors returns those that were put somewhere; as many without words where that
// fails.
func (s *Shelf) selectors(from slot) []Selector {
	all := make([]Selector, from.text)
	s.look(from.at, int(from.size), func(data []byte) bool {
		u, whole := unpacker{data: data}, string(data)
		for k := range all {
			all[k] = u.selector(whole)
		}
		return !u.bad && len(u.data) == 0
	})
	return all
}

// write writes what encode appends.
func (s *Shelf) write(encode func(buf []byte) []byte) slot {
	buf, ok := s.buffers.Get().(*[]byte)
	if !ok {
		buf = new([]byte)
	}
	defer s.buffers.Put(buf)
	*buf = encode((*buf)[:0])
	at, err := s.pile.put(*buf)
	if err != nil {
		s.fail("writing", err)
	}
	return slot{at: at, size: int32(len(*buf))}
}

// with hands over what a text consists of, in room that is used again.
func (s *Shelf) with(from slot, use func(c *content)) {
	c, ok := s.contents.Get().(*content)
	if !ok {
		c = &content{}
	}
	defer s.contents.Put(c)
	s.read(from, c)
	use(c)
}

// splicer returns one with room that is used again; a nil Shelf has none.
func (s *Shelf) splicer() *splicer {
	if s != nil {
		if old, ok := s.splicers.Get().(*splicer); ok {
			return old
		}
	}
	return &splicer{}
}

// putBack takes a splicer back.
func (s *Shelf) putBack(old *splicer) {
	if s != nil {
		s.splicers.Put(old)
	}
}

// read reads what a text consists of; nothing where that fails.
func (s *Shelf) read(from slot, c *content) {
	whole := false
	s.look(from.at, int(from.size), func(data []byte) bool {
		whole = c.decode(data)
		return whole
	})
	if !whole {
		*c = content{}
	}
}

// text hands over a text as readers see it, and the part of it that an excerpt is made
// of, see content.first; it looks at nothing else of it. Both are good until use returns.
func (s *Shelf) text(from slot, use func(first, text []byte)) {
	s.look(from.at, min(int(from.size), int(from.text)+3*binary.MaxVarintLen32), func(data []byte) bool {
		u := unpacker{data: data}
		start, end, text := u.number(), u.number(), u.bytes()
		ok := !u.bad && len(text) == int(from.text) && start <= end && end <= len(text)
		if ok {
			use(text[start:end], text)
		}
		return ok
	})
}

// look hands over bytes of the file, which are good until take returns; false says
// that they are not what was written.
func (s *Shelf) look(at int64, size int, take func(data []byte) bool) {
	if err := s.pile.look(at, size, take); err != nil {
		s.fail("reading", err)
	}
}

// Flags of a piece.
const (
	flagPlain  = 1 << 6
	flagLinked = 1 << 7
)

// encode appends the content.
func (c *content) encode(out []byte) []byte {
	p := packer{out}
	from, to := c.first()
	p.number(from)
	p.number(to)
	p.bytes(c.text)
	p.bytes(c.tags)
	p.number(len(c.pieces))
	for _, one := range c.pieces {
		flags := byte(one.kind)
		if one.plain {
			flags |= flagPlain
		}
		if one.linked {
			flags |= flagLinked
		}
		p.data = append(p.data, flags)
		p.number(int(one.link))
		p.number(one.start)
		p.number(one.end)
	}
	p.number(len(c.stands))
	for _, s := range c.stands {
		p.number(s.text)
		p.number(int(s.line))
		p.number(int(s.col))
	}
	p.number(len(c.blocks))
	for _, b := range c.blocks {
		p.number(b.pieces)
		p.number(b.textEnd)
		p.truth(b.figure)
	}
	p.number(len(c.images))
	for _, i := range c.images {
		p.text(i.alt)
		p.text(i.title)
		p.truth(i.first)
	}
	return p.data
}

// decode reads what encode has written, and keeps nothing of data; false where it
// is something else.
func (c *content) decode(data []byte) bool {
	u := unpacker{data: data}
	_, _ = u.number(), u.number() // what is found anew, see content.first
	c.text, c.tags = append(c.text[:0], u.bytes()...), append(c.tags[:0], u.bytes()...)
	c.pieces, c.stands = u.pieces(c.pieces[:0]), u.stands(c.stands[:0])
	blocks := u.count()
	c.blocks = slices.Grow(c.blocks[:0], blocks)
	for range blocks {
		c.blocks = append(c.blocks, block{u.number(), u.number(), u.number() == 1})
	}
	images := u.count()
	c.images = slices.Grow(c.images[:0], images)
	for range images {
		c.images = append(c.images, imageTag{string(u.bytes()), string(u.bytes()), u.number() == 1})
	}
	return !u.bad && len(u.data) == 0
}

// A packer appends to data: numbers are varints, texts have their length before them.
type packer struct{ data []byte }

func (p *packer) number(n int) { p.data = binary.AppendUvarint(p.data, uint64(n)) }

func (p *packer) truth(is bool) {
	n := 0
	if is {
		n = 1
	}
	p.number(n)
}

func (p *packer) bytes(b []byte) {
	p.number(len(b))
	p.data = append(p.data, b...)
}

func (p *packer) text(s string) { p.data = packed.AppendText(p.data, s) }

func (p *packer) selector(s Selector) {
	p.text(s.Quote)
	p.text(s.Prefix)
	p.text(s.Suffix)
}

// An unpacker reads what a packer has written, as far as that is what there is.
type unpacker struct {
	data []byte // still to be read
	bad  bool   // it is something else
}

func (u *unpacker) fail() { u.bad, u.data = true, nil }

func (u *unpacker) number() int {
	n, size := binary.Uvarint(u.data)
	if size <= 0 || n >= 1<<31 {
		u.fail()
		return 0
	}
	u.data = u.data[size:]
	return int(n)
}

// words returns a text as a part of the whole data, which is one allocation for many.
func (u *unpacker) words(whole string) string {
	n := len(u.bytes())
	end := len(whole) - len(u.data)
	return whole[end-n : end]
}

func (u *unpacker) selector(whole string) Selector {
	return Selector{u.words(whole), u.words(whole), u.words(whole)}
}

// bytes returns a part of data.
func (u *unpacker) bytes() []byte {
	n := u.count()
	part := u.data[:n:n]
	u.data = u.data[n:]
	return part
}

// count returns a number of things that take a byte at least.
func (u *unpacker) count() int {
	n := u.number()
	if n > len(u.data) {
		u.fail()
		return 0
	}
	return n
}

// pieces appends the pieces of a text.
func (u *unpacker) pieces(to []piece) []piece {
	n := u.count()
	to = slices.Grow(to, n)
	for range n {
		if len(u.data) == 0 {
			u.fail()
			return nil
		}
		flags := u.data[0]
		u.data = u.data[1:]
		to = append(to, piece{
			kind: pieceKind(flags &^ (flagPlain | flagLinked)), plain: flags&flagPlain != 0, linked: flags&flagLinked != 0,
			link: int32(u.number()), start: u.number(), end: u.number(),
		})
	}
	return to
}

// stands appends those of a text.
func (u *unpacker) stands(to []stand) []stand {
	n := u.count()
	to = slices.Grow(to, n)
	for range n {
		to = append(to, stand{u.number(), int32(u.number()), int32(u.number())})
	}
	return to
}
