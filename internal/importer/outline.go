package importer

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"math"
	"slices"
	"strings"

	"dateline/internal/diag"
)

// Bounds of feeds, for the sake of their parser: how deep elements may lie within each other,
// as it calls itself for each, and how many parts an element of an item may have, as it copies
// the text that it has for each. It does not for texts of Atom, which may have any number.
const (
	maxNesting  = 1000
	maxElements = 20_000
)

// A part is where an item stands in the text of a feed.
type part struct {
	from, to int
	lang     string // that an entry of Atom states, "" for none
}

// parts returns where the items of a feed stand, which begins at an offset of the text. Of a
// feed that breaks off they are those before. Ok is false for one that is beyond bounds,
// which is told.
func (r *reader) parts(start int) (parts []part, ok bool) {
	if bytes.HasPrefix(bytes.TrimSpace(r.text), []byte("{")) {
		return r.partsOfJSON(), true // whose parser bounds how deep it nests
	}
	return r.partsOfXML(start)
}

// partsOfXML is parts for XML.
func (r *reader) partsOfXML(start int) (parts []part, ok bool) {
	d := tokensOf(r.text[start:])
	var o outline
	for {
		at := start + int(d.InputOffset())
		token, err := d.RawToken()
		if err != nil {
			return parts, true
		}
		if last := len(o.open) - 1; last >= 0 {
			if o.open[last].parts++; o.open[last].parts > maxElements {
				r.problems.Errorf(r.at(at), "an element of this feed has more than %d parts; ask its publisher for another", maxElements)
				return nil, false
			}
		}
		switch token := token.(type) {
		case xml.StartElement:
			if len(o.open) == maxNesting {
				r.problems.Errorf(r.at(at), "this feed nests more than %d elements within each other; ask its publisher for another", maxNesting)
				return nil, false
			}
			if o.start(token) {
				parts = append(parts, part{from: at, to: len(r.text), lang: langOf(token)})
			}
		case xml.EndElement:
			ofItem, ok := o.end(token.Name.Local)
			if !ok {
				r.problems.Warnf(r.at(at), "</%s> ends nothing that has begun; what follows it in this feed is left out; ask its publisher for another", token.Name.Local)
				return parts, true // for their parser it ends the feed
			}
			if ofItem {
				parts[len(parts)-1].to = start + int(d.InputOffset())
			}
		}
	}
}

// tokensOf returns what reads XML token by token. The text is UTF-8, whatever a declaration
// says, be it a late one.
func tokensOf(text []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(_ string, text io.Reader) (io.Reader, error) { return text, nil }
	return d
}

// An outline is where in a feed its reader is.
type outline struct {
	open   []element // outermost first
	item   int       // how many elements are open where an item begins, with itself; 0 outside of one
	isAtom bool
}

// An element is one whose end is not read yet.
type element struct {
	name   string
	parts  int  // so far, from far below zero where there may be any number
	isText bool // it is a text of Atom, or in one
}

// atomSpace is the namespace of Atom (RFC 4287).
const atomSpace = "http://www.w3.org/2005/Atom"

// start notes the start of an element, and reports whether it is an item.
func (o *outline) start(token xml.StartElement) (isItem bool) {
	name, depth, count := strings.ToLower(token.Name.Local), len(o.open), 0
	isItem = o.item == 0 && (depth == 1 || depth == 2) && (name == "item" || name == "entry")
	isText := o.isAtom && depth > 0 && (o.open[depth-1].isText || depth == o.item && o.open[depth-1].parts < 0 && (name == "content" || name == "summary") && !declares(token))
	if depth == 0 || isText || depth <= 2 && (isItem || name == "channel") && !declares(token) {
		count = math.MinInt // of those, their parser knows each
	}
	o.isAtom = o.isAtom || depth == 0 && slices.Contains(token.Attr, xml.Attr{Name: xml.Name{Local: "xmlns"}, Value: atomSpace})
	o.open = append(o.open, element{token.Name.Local, count, isText})
	if isItem {
		o.item = len(o.open)
	}
	return isItem
}

// end notes an end, and whether it is that of the item; ok is false where it ends nothing
// that is open. As for their parser, it ends those within too that have none: HTML that a
// feed does not escape has <br> and <img>.
func (o *outline) end(name string) (ofItem, ok bool) {
	k := len(o.open) - 1
	for k >= 0 && o.open[k].name != name {
		k--
	}
	if k < 0 {
		return false, len(o.open) == 0
	}
	o.open = o.open[:k]
	if ofItem = o.item > k; ofItem {
		o.item = 0
	}
	return ofItem, true
}

// declares reports whether an element is, or may be, of another namespace than those around it.
func declares(element xml.StartElement) bool {
	return element.Name.Space != "" || slices.ContainsFunc(element.Attr, func(a xml.Attr) bool { return a.Name.Space == "" && a.Name.Local == "xmlns" })
}

// langOf returns the language that an element states, "" for none.
func langOf(element xml.StartElement) string {
	for _, a := range element.Attr {
		if a.Name.Space == "xml" && a.Name.Local == "lang" {
			return a.Value
		}
	}
	return ""
}

// partsOfJSON is parts for JSON Feed, of whose items null is none.
func (r *reader) partsOfJSON() []part {
	var parts []part
	_ = r.members(func(name string, d *json.Decoder) error { // whoever reads the feed tells of it
		if name != "items" {
			var other json.RawMessage
			return d.Decode(&other)
		}
		if open, err := d.Token(); err != nil || open != json.Delim('[') {
			return err
		}
		for d.More() {
			var item json.RawMessage
			if err := d.Decode(&item); err != nil {
				return err
			}
			if to := int(d.InputOffset()); string(item) != "null" {
				parts = append(parts, part{from: to - len(item), to: to})
			}
		}
		_, err := d.Token()
		return err
	})
	return parts
}

// find returns the place of the first of some texts that a part of the file has, as it is
// written there; only the file, where it has none.
func (r *reader) find(within part, texts ...string) diag.Pos {
	text := r.text[within.from:within.to]
	for _, t := range texts {
		for _, written := range []string{t, strings.ReplaceAll(t, "&", "&amp;"), strings.ReplaceAll(t, "/", `\/`)} {
			if at := bytes.Index(text, []byte(written)); t != "" && at >= 0 {
				return r.at(within.from + at)
			}
		}
	}
	return diag.Pos{File: r.name}
}
