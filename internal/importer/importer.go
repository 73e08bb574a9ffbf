// Package importer takes what others keep in foreign formats into content files: feeds
// (RSS, Atom, JSON Feed), the slides of TimelineJS (JSON, or the spreadsheet in which they
// are written), references of Zotero (CSV), and spreadsheets of documents (CSV, TSV).
//
// [Read] makes documents of a file, each with the places that its values have there, and
// [Place] says which content files they become in a site. Columns that no key is called
// like, what slides show beside their texts, and what items of feeds have more of than an
// article may, are kept as private notes: keys that begin with "_".
package importer

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"dateline/internal/diag"
	"dateline/internal/markup"
)

// references are the beginnings of lists of references: BibTeX, with the name of an entry or
// a comment before it, and RIS.
var references = regexp.MustCompile(`^\s*(?:%.*\s+)*(?:@(?i:[a-z]+)\s*[{(]|TY  - )`)

// unreadable says what to do with a file of a kind that others read; "" of another file.
func unreadable(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "this is a workbook (.xlsx, .ods) or another packed file; save the sheet as CSV in UTF-8, as every spreadsheet can"
	case references.Match(data[:min(len(data), 1<<12)]):
		return "this is a list of references in BibTeX or RIS, which import does not read; save it as CSV, as Zotero can; in the CSV of another program, such as JabRef, call the columns title, date, source, author and url, and the file articles.csv"
	}
	return ""
}

// Kinds are the kinds of documents that rows of a spreadsheet may be.
var Kinds = []string{"article", "incident", "actor", "source"}

// Orders are those of the day (d), the month (m) and the year (y) in dates.
var Orders = []string{"dmy", "mdy"}

// Rows says what nobody can tell from a spreadsheet itself.
type Rows struct {
	Kind  string // one of Kinds; "" where the file is called after it, or its columns are those of a known form
	Dates string // which of Orders dates such as 03/04/2021 are in; "" where nobody says it
}

// Read takes the documents out of a foreign file, by what it holds. Problems have their places
// in the foreign file.
func Read(name string, data []byte, rows Rows) ([]Document, diag.List) {
	r := reader{name: name, order: rows.Dates, twoDays: map[int]bool{}}
	if what := unreadable(data); what != "" {
		r.problems.Errorf(diag.Pos{File: name}, "%s", what)
		return nil, r.problems
	}
	text, err := decode(data)
	if err != nil || !utf8.Valid(text) {
		r.problems.Errorf(diag.Pos{File: name}, "the text is not UTF-8; save it as UTF-8, which spreadsheets offer as a kind of CSV; XML may also name its encoding in its first line")
		return nil, r.problems
	}
	if !bytes.Contains(text, []byte("\n")) {
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n")) // of Excel's "CSV (Macintosh)"
	}
	start := bytes.TrimLeft(text, " \t\r\n")
	if bytes.HasPrefix(start, []byte("<")) {
		text, r.dropped = withoutControls(text)
	}
	r.text, r.lines = text, []int{0}
	for at, c := range text {
		if c == '\n' {
			r.lines = append(r.lines, at+1)
		}
	}
	switch {
	case markup.IsMarkdown(name):
		r.problems.Errorf(diag.Pos{File: name}, "is Markdown, which needs no import; copy it into content/articles/, or another folder of content/, and ask \"dateline check\" what its front matter lacks")
	case len(start) == 0:
		r.problems.Errorf(diag.Pos{File: name}, "this file is empty")
	case start[0] == '{' && isJSONFeed.Match(text), start[0] == '<':
		r.feed()
	case start[0] == '{', start[0] == '[':
		r.timelineJS()
	default:
		r.spreadsheet(rows.Kind)
	}
	return r.documents, r.problems
}

// withoutControls drops what XML may not hold, and some feeds do, and returns the offsets of
// the text that is left before which it was.
func withoutControls(text []byte) (left []byte, dropped []int) {
	for _, c := range text {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			dropped = append(dropped, len(left))
			continue
		}
		left = append(left, c)
	}
	return left, dropped
}

// isJSONFeed knows JSON Feed by its version, whose slashes some programs escape.
var isJSONFeed = regexp.MustCompile(`jsonfeed\.org\\?/version`)

// declaration is how XML begins; it may say in which encoding.
var declaration = regexp.MustCompile(`^\s*<\?xml\s(?:[^>]*?\sencoding\s*=\s*["']([^"'>]+)["'])?[^>]*>`)

// decode returns a text as UTF-8, without a byte order mark. Spreadsheets write UTF-16
// with one.
func decode(data []byte) ([]byte, error) {
	from := encoding.Nop
	if said := declaration.FindSubmatch(data); said != nil {
		// A declaration that can be read is not in UTF-16, whatever it says.
		if named, name := charset.Lookup(string(said[1])); named != nil && !strings.HasPrefix(name, "utf-16") {
			from = named
		}
	}
	text, _, err := transform.Bytes(unicode.BOMOverride(from.NewDecoder()), data)
	return text, err
}

// A reader takes documents out of one file.
type reader struct {
	name      string
	order     string       // one of Orders, or ""
	twoDays   map[int]bool // columns of which is told that they have dates which may be in either order
	text      []byte
	lines     []int // where they start
	dropped   []int // before which bytes there was a control character, for each
	counted   count // at the place that was told last
	documents []Document
	problems  diag.List
}

// count says how many code points of its line end at an offset. Some files are one line
// that holds thousands of items, of which none is counted twice.
type count struct{ offset, points int }

// at returns the place of a byte of the text.
func (r *reader) at(offset int) diag.Pos {
	offset = min(max(offset, 0), len(r.text))
	line, started := slices.BinarySearch(r.lines, offset)
	if !started {
		line--
	}
	from := count{r.lines[line], 0}
	if from.offset <= r.counted.offset && r.counted.offset <= offset {
		from = r.counted
	}
	r.counted = count{offset, from.points + utf8.RuneCount(r.text[from.offset:offset])}
	before, _ := slices.BinarySearch(r.dropped, r.lines[line])
	upTo, _ := slices.BinarySearch(r.dropped, offset+1)
	return diag.At(r.name, line+1, 1+r.counted.points+upTo-before)
}

// words returns a text with single spaces.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }

// maxCut is how much of a text is taken for want of a title, in bytes.
const maxCut = 80

// cut returns the beginning of a text, up to a word's end: at most so many bytes, and a sign
// that there is more.
func cut(text string, most int) string {
	text = words(text)
	if len(text) <= most {
		return text
	}
	end := strings.LastIndexByte(text[:most], ' ')
	if end < 0 {
		end = most
		for !utf8.RuneStart(text[end]) {
			end--
		}
	}
	return text[:end] + " …"
}
