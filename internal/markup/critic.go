package markup

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"

	"dateline/internal/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Annotations are written in a text as CriticMarkup has them, a highlight and
// a comment: {==passage==}{>>note<<}. The comment may begin with a kind and
// fields: {>>claim by=qasim-al-araji via=xinhua: note<<}.

// noteKinds are the kinds of annotations that an author may write.
var noteKinds = []string{"context", "claim", "correction", "dispute", "verification", "question"}

// Note is an annotation that is written in a text.
type Note struct {
	Pos        diag.Pos // of its passage
	Start, End int      // the passage: byte offsets into Body.Text
	Kind       string   // "" where none is written
	KindPos    diag.Pos // where it is
	Fields     []Field
	Text       string // the note, in Markdown
	Origin     Origin // of Text
}

// Field is a key=value pair at the beginning of a note.
type Field struct {
	Key, Value string
	Pos        diag.Pos // of the key
}

var (
	kindCriticOpen  = ast.NewNodeKind("CriticOpen")
	kindCriticClose = ast.NewNodeKind("CriticClose")
	kindLeftOut     = ast.NewNodeKind("LeftOut")
)

// criticOpen stands where a passage begins: "{==".
type criticOpen struct {
	ast.BaseInline
	offset int
}

func (*criticOpen) Kind() ast.NodeKind              { return kindCriticOpen }
func (n *criticOpen) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// criticClose stands where a passage ends: "==}{>>note<<}".
type criticClose struct {
	ast.BaseInline
	note   []byte
	offset int // of note
}

func (*criticClose) Kind() ast.NodeKind              { return kindCriticClose }
func (n *criticClose) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// passage is one that waits in its block for its "==}".
type passage struct {
	offset int // of its "{=="
	note   int // offset of a note that stands behind it already; 0 for none
}

// noPassage says what a note lacks.
const noPassage = "this note has no passage; write {==passage==} right before it"

type criticParser struct{}

func (criticParser) Trigger() []byte { return []byte{'{', '='} }

func (criticParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	state := parseStateOf(pc)
	switch {
	case bytes.HasPrefix(line, []byte("{==")):
		state.open = append(state.open, passage{offset: segment.Start})
		block.Advance(3)
		return &criticOpen{offset: segment.Start}
	case bytes.HasPrefix(line, []byte("==}")):
		if len(state.open) == 0 {
			return nil
		}
		block.Advance(3)
		return closePassage(block, state)
	case bytes.HasPrefix(line, []byte("{>>")):
		if _, _, ok := state.readNote(block); ok {
			if last := len(state.open) - 1; last >= 0 && state.open[last].note == 0 {
				state.open[last].note = segment.Start
			} else {
				state.error(segment.Start, noPassage)
			}
			return &leftOut{}
		}
	case isTracked(line):
		state.error(segment.Start, `this tracked change would be published as it stands; accept or reject it and leave its signs out, or write \{ where they are meant`)
	}
	return nil
}

// isTracked reports whether a line begins with a change that an editing tool has tracked:
// what is inserted, deleted, or put in place of something.
func isTracked(line []byte) bool {
	return slices.ContainsFunc([]string{"++", "--", "~~"}, func(signs string) bool {
		rest, ok := bytes.CutPrefix(line, []byte("{"+signs))
		return ok && bytes.Contains(rest, []byte(signs+"}"))
	})
}

// leftOut takes the place of what is not shown.
type leftOut struct{ ast.BaseInline }

func (*leftOut) Kind() ast.NodeKind              { return kindLeftOut }
func (n *leftOut) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// closePassage reads the note that belongs to a passage which has just ended.
func closePassage(block text.Reader, state *parseState) ast.Node {
	last := len(state.open) - 1
	from := state.open[last].offset
	if note := state.open[last].note; note > 0 {
		state.error(note, noPassage)
	}
	state.open = state.open[:last]
	line, _ := block.PeekLine()
	beside := bytes.HasPrefix(line, []byte("{>>"))
	if !beside && !toNote(block) {
		state.error(from, "this passage has no note; write {>>note<<} right after ==}")
		return &criticClose{offset: -1}
	}
	note, offset, ok := state.readNote(block)
	switch {
	case !ok:
		state.error(from, "the note of this passage never ends; write <<} after it, in the same paragraph")
	case !beside:
		state.error(from, "a space stands between this passage and its note; write {>> right after ==}")
	default:
		return &criticClose{note: note, offset: offset}
	}
	return &criticClose{offset: -1}
}

// toNote goes on to a note that stands behind white space, and reports whether one does.
func toNote(block text.Reader) bool {
	startLine, start := block.Position()
	block.SkipSpaces()
	if line, _ := block.PeekLine(); bytes.HasPrefix(line, []byte("{>>")) {
		return true
	}
	block.SetPosition(startLine, start)
	return false
}

// readNote reads "{>>…<<}", which may run over several lines of a block. Where
// it does not end, the reader stays where it was.
func (s *parseState) readNote(block text.Reader) (note []byte, offset int, ok bool) {
	if s.endless {
		return nil, 0, false
	}
	startLine, start := block.Position()
	block.Advance(3)
	line, segment := block.PeekLine()
	for offset = segment.Start; line != nil; line, _ = block.PeekLine() {
		if before, _, found := bytes.Cut(line, []byte("<<}")); found {
			block.Advance(len(before) + 3)
			return append(note, before...), offset, true
		}
		note = append(note, line...)
		block.AdvanceLine()
	}
	block.SetPosition(startLine, start)
	s.endless = true
	return nil, 0, false
}

// CloseBlock reports the passages that a block leaves open.
func (criticParser) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	state := parseStateOf(pc)
	for _, p := range state.open {
		if p.note > 0 {
			state.error(p.offset, "this passage never ends; write ==} right before its note")
		} else {
			state.error(p.offset, "this passage never ends; write ==} after it, in the same paragraph")
		}
	}
	state.open, state.endless = nil, false
}

// headerForms are the forms of what stands before the words of a note. They are made for
// the first note that there is: letters of all scripts take milliseconds, which would be
// much of a command that reads no text.
var headerForms = sync.OnceValue(func() (forms struct{ kind, field, fieldFirst, end *regexp.Regexp }) {
	forms.kind = regexp.MustCompile(`^\s*([\pL-]+)`)
	forms.field = regexp.MustCompile(`^\s+([\pL_]+)=("[^"]*"|(?:[^\s:]|:\S)*)`)
	forms.fieldFirst = regexp.MustCompile(`^\s*[\pL_]+=`)
	forms.end = regexp.MustCompile(`^\s*:\s*`)
	return forms
})

// newNote takes a comment apart: kind, fields, and the note itself.
func (b *builder) newNote(raw string, offset int) Note {
	n := Note{Text: raw}
	rest, forms := raw, headerForms()
	at := func(tail string) int { return offset + len(raw) - len(tail) }
	if m := forms.kind.FindStringSubmatch(rest); m != nil && !forms.fieldFirst.MatchString(rest) {
		rest = rest[len(m[0]):]
		n.Kind, n.KindPos = m[1], b.src.pos(at(rest)-len(m[1]))
	} else {
		rest = " " + strings.TrimLeft(rest, " ") // fields begin with a space
		raw = " " + strings.TrimLeft(raw, " ")
	}
	for {
		m := forms.field.FindStringSubmatch(rest)
		if m == nil {
			break
		}
		key := strings.Index(m[0], m[1])
		n.Fields = append(n.Fields, Field{Key: m[1], Value: strings.Trim(m[2], `"`), Pos: b.src.pos(at(rest[key:]))})
		rest = rest[len(m[0]):]
	}
	end := forms.end.FindString(rest)
	known := slices.Contains(noteKinds, n.Kind)
	if end != "" && (known || n.Fields != nil) {
		n.Text = rest[len(end):]
		return b.placed(n, at(n.Text))
	}
	switch {
	case known && n.Fields != nil:
		b.src.errorf(at(rest), "write a colon and a space between the fields of this note and its words, as in {>>%s %s=…: words<<}", n.Kind, n.Fields[0].Key)
	case end != "" && diag.Nearest(n.Kind, noteKinds) != "":
		b.src.problems.Warnf(n.KindPos, "%q is no kind of note, and taken as text%s", n.Kind, diag.DidYouMean(n.Kind, noteKinds))
	}
	return b.placed(Note{Text: n.Text}, offset)
}

// placed trims the text of a note and says where it stands.
func (b *builder) placed(n Note, offset int) Note {
	trimmed := strings.TrimLeft(n.Text, " \t\r\n")
	pos := b.src.pos(offset + len(n.Text) - len(trimmed))
	n.Text, n.Origin = strings.TrimRight(trimmed, " \t\r\n"), Origin{File: pos.File, Line: int(pos.Line), Col: int(pos.Col)}
	return n
}

// openPassage and closePassage are called as the tree is rendered: a passage
// is the text that was written between them.
func (b *builder) openPassage(n *criticOpen) {
	b.open = append(b.open, openNote{n.offset, len(b.out.text)})
}

type openNote struct{ source, text int }

func (b *builder) closePassage(n *criticClose) {
	if len(b.open) == 0 {
		return // the opening was swallowed, as by a link that did not become one
	}
	from := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	if n.offset < 0 {
		return // reported while parsing
	}
	pos := b.src.pos(from.source) // before the places in the note, because places are asked for in order
	note := b.newNote(string(n.note), n.offset)
	words := b.out.text[from.text:]
	note.Pos = pos
	note.End = from.text + len(bytes.TrimRight(words, " \t\n"))
	note.Start = len(b.out.text) - len(bytes.TrimLeft(words, " \t\n"))
	if note.Text == "" {
		b.src.problems.Errorf(pos, "the note of this passage is empty")
		return
	}
	if note.Start >= note.End {
		b.src.problems.Errorf(pos, "this passage has no words")
		return
	}
	refs := b.references()
	refs.notes = append(refs.notes, note)
}

// refuseNotes reports the notes in the description of an image, which is no
// text that readers see.
func (b *builder) refuseNotes(image ast.Node) {
	_ = ast.Walk(image, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		if note, ok := n.(*criticClose); ok && enter && note.offset >= 0 {
			b.src.errorf(note.offset, "the description of an image cannot be annotated; annotate words of the text")
		}
		return ast.WalkContinue, nil
	})
}
