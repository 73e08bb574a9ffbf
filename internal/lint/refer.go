package lint

import (
	"bytes"
	"fmt"
	"regexp"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"
)

// mendReferences makes the mends of a file, but for those with which two keys become one,
// which somebody has to join.
func mendReferences(text []byte, problems []diag.Problem) []byte {
	mappings, read := content.Mappings(text)
	kept := clashing(mappings, problems)
	offsets := offsetsOf(text)
	var all []splice
	for _, p := range problems {
		if !kept[placeOf(p.Pos)] {
			all = append(all, refer(offsets, p.Pos, p.Mend)...)
		}
	}
	mended := apply(text, all)
	if _, ok := content.Mappings(mended); read && !ok {
		return nil
	}
	return mended
}

// placeOf returns a place in whatever file.
func placeOf(at diag.Pos) diag.Pos { return diag.Pos{Line: at.Line, Col: at.Col} }

// clashing returns the places of the keys that have to stay as they are because another of
// their mapping is called so, or is to be. Of several that are to be called the same the
// last may, where none is called so yet.
func clashing(mappings [][]content.At[string], problems []diag.Problem) map[diag.Pos]bool {
	mends := map[diag.Pos]diag.Mend{}
	for _, p := range problems {
		mends[placeOf(p.Pos)] = p.Mend
	}
	stays := map[diag.Pos]bool{}
	for again := true; again; { // aliases of YAML put one mapping into several
		again = false
		for _, keys := range mappings {
			again = clash(keys, mends, stays) || again
		}
	}
	return stays
}

// clash adds the places of the keys of one mapping that have to stay, and reports whether there
// were any. Those that stay may be in the way of others.
func clash(keys []content.At[string], mends map[diag.Pos]diag.Mend, stays map[diag.Pos]bool) (found bool) {
	called := map[string][]diag.Pos{} // which keys will be called so
	mend := func(k content.At[string]) (at diag.Pos, to string) {
		at = k.Place.In("")
		if m := mends[at]; m.Old == k.V && !stays[at] {
			return at, m.New
		}
		return at, k.V
	}
	var crowded []string
	add := func(name string, at diag.Pos) {
		if called[name] = append(called[name], at); len(called[name]) > 1 {
			crowded = append(crowded, name)
		}
	}
	own := map[diag.Pos]string{}
	for _, k := range keys {
		at, to := mend(k)
		own[at] = k.V
		add(to, at)
	}
	for len(crowded) > 0 {
		name := crowded[len(crowded)-1]
		crowded = crowded[:len(crowded)-1]
		keeper := called[name][len(called[name])-1]
		for _, at := range called[name] {
			if own[at] == name {
				keeper = at
			}
		}
		for _, at := range called[name] {
			if at != keeper {
				stays[at], found = true, true
				add(own[at], at)
			}
		}
		called[name] = []diag.Pos{keeper}
	}
	return found
}

// refer makes the mend of a reference; nothing where it stands in no form that is known.
func refer(o *offsets, at diag.Pos, mend diag.Mend) []splice {
	text := o.text
	start, ok := o.of(at)
	if !ok {
		return nil
	}
	if mend.Link {
		from, to := destination(text[:o.paragraphEnd(start)], start)
		if from == to || markup.PathOf(string(text[from:to])) != mend.Old {
			return nil
		}
		return []splice{{from, to, mend.New}}
	}
	if mended := referField(text, start, mend); mended != nil {
		return mended
	}
	return replaceIn(text, start, len(text), `^(?:\[\[[\s\pZ]*(?:\w+:[\s\pZ]*)?|["']?)(%s)(?:[^\pL\pM\pN_-]|$)`, mend)
}

// referField makes a mend of some of the values of the field that begins at an offset, which
// may be called as they are. Values that are web addresses have such words, too.
func referField(text []byte, start int, mend diag.Mend) (all []splice) {
	end := start + len(inlineField.Find(text[start:]))
	for {
		next := replaceIn(text, start, end, `(?:^\w+="?|,)\s*(%s)\s*(?:[,":]|$)`, mend)
		if next == nil {
			return all
		}
		all, start = append(all, next...), next[0].to
	}
}

// inlineField matches a field of a note in the text, which has one value, or several
// with commas between them.
var inlineField = regexp.MustCompile(`^\w+=(?:"[^"\n]*"|[^\s"]+)`)

// replaceIn makes a mend within a part of a text where a form, with %s for what stands
// there, first matches; nothing where it does not.
func replaceIn(text []byte, start, end int, form string, mend diag.Mend) []splice {
	found := regexp.MustCompile(fmt.Sprintf(form, regexp.QuoteMeta(mend.Old))).FindSubmatchIndex(text[start:end])
	if found == nil {
		return nil
	}
	return []splice{{start + found[2], start + found[3], mend.New}}
}

// backticks matches what begins and ends code within a paragraph.
var backticks = regexp.MustCompile("`+")

// destination returns where the path stands, without its fragment, of a link or picture that
// begins at an offset of a text, which ends with its paragraph, as in "[words](path)", or of
// the definition of one by reference, "[words]: path"; nothing where it stands elsewhere.
func destination(text []byte, start int) (from, to int) {
	rest := text[start:]
	n := len(rest) - len(bytes.TrimPrefix(rest, []byte("!")))
	n += bracketed(rest[n:])
	if n == len(rest) || rest[n] != '(' && rest[n] != ':' {
		return 0, 0
	}
	start += n + 1
	for _, form := range []*regexp.Regexp{bracketedPath, barePath} {
		if path := form.FindSubmatchIndex(rest[n+1:]); path != nil {
			return start + path[2], start + path[3]
		}
	}
	return 0, 0
}

// Both match the address of a link, and what of it is a path: in angle brackets, or else with
// brackets in pairs.
var (
	bracketedPath = regexp.MustCompile(`^[\s>]*<((?:&#\w+;|[^<>#\n])*)[#>]`)
	barePath      = regexp.MustCompile(`^[\s>]*((?:\\\S|&#\w+;|[^\s#()<>\\]|\([^\s#()<>]*\))+)(?:[#)\s]|$)`)
)

// bracketed returns how long the words in square brackets are with which a text begins; 0 where
// they do not end.
func bracketed(text []byte) int {
	for n, depth := 0, 0; n < len(text); n++ {
		switch text[n] {
		case '\\':
			n++
		case '`': // brackets in code are none
			begin := backticks.Find(text[n:])
			n += len(begin) - 1
			for _, run := range backticks.FindAllIndex(text[n+1:], -1) {
				if run[1]-run[0] == len(begin) {
					n += run[1]
					break
				}
			}
		case '[':
			depth++
		case ']':
			depth--
		}
		if depth == 0 {
			return n + 1
		}
	}
	return 0
}
