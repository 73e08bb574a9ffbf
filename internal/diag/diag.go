// Package diag holds what is wrong with the author's files: problems with
// the place they stand at, collected over a whole run, sorted, and printed
// with the source line and a caret.
//
// Problems are values, not errors: a stage that finds one goes on and reports
// all of them. Failing disks and bugs are ordinary errors.
package diag

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"slices"
	"unicode/utf8"
)

// Pos is a place in a source file.
type Pos struct {
	File string // slash-separated, relative to the site's source folder
	Line int32  // 1-based; 0 where only the file is known
	Col  int32  // 1-based, in Unicode code points; 0 where only the line is known
}

// At returns a place in a file.
func At(file string, line, col int) Pos { return Pos{file, int32(line), int32(col)} }

// After returns the place in a file that comes after what it begins with.
func After(file string, before []byte) Pos {
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return At(file, bytes.Count(before, []byte("\n"))+1, utf8.RuneCount(line)+1)
}

// String returns "file:line:col", leaving out what is not known.
func (p Pos) String() string {
	file := SpellOut(p.File, "")
	switch {
	case p.Line == 0:
		return file
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", file, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Col)
}

// Compare orders places by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Severity says whether a problem stops a build.
type Severity int

const (
	Error   Severity = iota // nothing is written
	Warning                 // the site is built; --strict makes it an error
)

// String returns "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Problem is one thing that the author should mend.
type Problem struct {
	Pos      Pos
	Severity Severity
	Text     string // what is wrong and what to write instead; starts small, no full stop
	Mend     Mend   // the zero Mend where no safe one is known
}

// Mend says how a problem is mended at its place.
type Mend struct {
	Old, New string // what stands there, perhaps in quotation marks or as a wikilink, and what is to
	Link     bool   // Old is the path of the Markdown link that begins at the place, or that is defined there
}

// String returns the problem in one line, as compilers print it.
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s: %s", p.Pos, p.Severity, SpellOut(p.Text, "\t"))
}

// List collects problems. The zero value is empty and ready to use; it is
// not safe for concurrent use, so each worker fills a List of its own.
type List struct {
	problems []Problem
}

// Errorf adds an error at pos.
func (l *List) Errorf(pos Pos, format string, args ...any) {
	l.problems = append(l.problems, Problem{Pos: pos, Severity: Error, Text: fmt.Sprintf(format, args...)})
}

// Warnf adds a warning at pos.
func (l *List) Warnf(pos Pos, format string, args ...any) {
	l.problems = append(l.problems, Problem{Pos: pos, Severity: Warning, Text: fmt.Sprintf(format, args...)})
}

// IsText reports whether a file is text in UTF-8, merged if git had to merge it, and tells
// of the first byte that is not, or line.
func (l *List) IsText(file string, text []byte) bool {
	good := ValidUTF8(text)
	if len(good) == len(text) {
		for line := range Unmerged(text) {
			l.Errorf(At(file, line, 1), UnmergedText)
			return false
		}
		return true
	}
	l.Errorf(After(file, good), "byte %#x is not UTF-8; save the file as UTF-8", text[len(good)])
	return false
}

// UnmergedText says what to do about what [Unmerged] finds.
const UnmergedText = "here git kept what two people wrote, and could not merge it: leave what is to stand, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"

// Unmerged returns the lines, 1-based, from which and to which a text has two versions of a
// passage as git leaves them where it cannot merge, of one such passage after the other. The
// text has "\n" or "\r\n" at the ends of lines.
func Unmerged(text []byte) iter.Seq2[int, int] {
	return func(yield func(first, last int) bool) {
		if !bytes.Contains(text, []byte("<<<<<<< ")) { // of most files that is all
			return
		}
		first, n, found := 0, 0, 0 // found: marks of the passage
		for line := range bytes.Lines(text) {
			n++
			line = bytes.TrimRight(line, "\r\n")
			if mark := marks[found]; !bytes.HasPrefix(line, []byte(mark)) || mark == "=======" && len(line) > len(mark) {
				continue
			}
			if found == 0 {
				first = n
			}
			if found++; found == len(marks) {
				if !yield(first, n) {
					return
				}
				found = 0
			}
		}
	}
}

// marks are those of git, in their order.
var marks = [...]string{"<<<<<<< ", "=======", ">>>>>>> "}

// ValidUTF8 returns the beginning of a text up to the first byte that is not UTF-8.
func ValidUTF8(text []byte) []byte {
	for n := 0; n < len(text); {
		r, size := utf8.DecodeRune(text[n:])
		if r == utf8.RuneError && size == 1 {
			return text[:n]
		}
		n += size
	}
	return text
}

// All returns the problems in the order in which they were added.
func (l *List) All() []Problem { return l.problems }

// Put appends problems.
func (l *List) Put(problems ...Problem) { l.problems = append(l.problems, problems...) }

// Add appends all problems of other.
func (l *List) Add(other List) {
	l.problems = append(l.problems, other.problems...)
}

// AddNew appends the problems of other that are of a place, or of a severity at
// a place, of which nothing is said yet.
func (l *List) AddNew(other List) {
	type said struct {
		pos      Pos
		severity Severity
	}
	known := map[said]bool{}
	for _, p := range l.problems {
		known[said{p.Pos, p.Severity}] = true
	}
	for _, p := range other.problems {
		if !known[said{p.Pos, p.Severity}] {
			l.problems = append(l.problems, p)
		}
	}
}

// Without returns the problems but for those in files that leave reports true of.
func (l *List) Without(leave func(file string) bool) List {
	return List{slices.DeleteFunc(slices.Clone(l.problems), func(p Problem) bool { return leave(p.Pos.File) })}
}

// Sorted returns the problems in file order, each once.
func (l *List) Sorted() []Problem {
	sorted := slices.Clone(l.problems)
	slices.SortFunc(sorted, func(a, b Problem) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Text, b.Text))
	})
	return slices.Compact(sorted)
}

// Count returns how many errors and warnings there are.
func (l *List) Count() (errors, warnings int) {
	for _, p := range l.Sorted() {
		if p.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// HasErrors reports whether any problem is an error.
func (l *List) HasErrors() bool {
	return slices.ContainsFunc(l.problems, func(p Problem) bool { return p.Severity == Error })
}
