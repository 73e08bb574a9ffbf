package lint

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"
)

// mendReferences makes the mends of a file, but for those with which two keys become one,
// which somebody has to join. Of two items of a list that become one the first stays.
func mendReferences(text []byte, problems []diag.Problem) []byte {
	mends := map[diag.Pos]diag.Mend{}
	for _, p := range problems {
		mends[placeOf(p.Pos)] = p.Mend
	}
	names, read := content.NamesOf(text)
	kept := clashing(names.Keys, mends)
	offsets := offsetsOf(text)
	var all []splice
	for _, item := range twice(names.Items, mends) {
		all = append(all, unlist(offsets, item)...)
	}
	for _, p := range problems {
		at := placeOf(p.Pos)
		if kept[at] {
			continue
		}
		for _, place := range append([]diag.Pos{at}, names.Again[at]...) {
			all = append(all, asKey(names, text, at, refer(offsets, place, p.Mend))...)
		}
	}
	mended := apply(text, all)
	if _, ok := content.NamesOf(mended); read && !ok {
		return nil
	}
	return mended
}

// asKey returns the mends of a place where a key may stand: of TOML in quotation marks, where it
// needs them and has none.
func asKey(names content.Names, text []byte, at diag.Pos, mends []splice) []splice {
	isKey := func(key content.At[string]) bool { return key.Place.In("") == at }
	for k, m := range mends {
		if names.TOML && !bareKey.MatchString(m.with) && !bytes.ContainsAny(text[m.from-1:m.from], `"'`) &&
			slices.ContainsFunc(names.Keys, func(keys []content.At[string]) bool { return slices.ContainsFunc(keys, isKey) }) {
			mends[k].with = quoted(m.with)
		}
	}
	return mends
}

// bareKey matches a key of TOML that needs no quotation marks.
var bareKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// placeOf returns a place in whatever file.
func placeOf(at diag.Pos) diag.Pos { return diag.Pos{Line: at.Line, Col: at.Col} }

// mended returns where a name stands, and as what it is to be called what.
func mended(name content.At[string], mends map[diag.Pos]diag.Mend) (at diag.Pos, to string) {
	at = name.Place.In("")
	if m := mends[at]; m.Old == name.V {
		return at, m.New
	}
	return at, name.V
}

// twice returns the items of lists that are to be called as one before them, where one of the
// two is called otherwise yet.
func twice(lists [][]content.At[string], mends map[diag.Pos]diag.Mend) (all []content.At[string]) {
	for _, items := range lists {
		renamed := map[string]bool{} // for what the items before are to be called
		for _, item := range items {
			_, to := mended(item, mends)
			slug := content.FoldSlug(to)
			before, found := renamed[slug]
			if found && (before || to != item.V) {
				all = append(all, item)
				continue
			}
			renamed[slug] = before || to != item.V
		}
	}
	return all
}

// unlist takes an item out of its list, in which others stand before it; nothing where it stands
// in no form that is known, or beside a comment that may be about it.
func unlist(o *offsets, item content.At[string]) []splice {
	start, ok := o.of(item.Place.In(""))
	if !ok {
		return nil
	}
	found := listed.FindSubmatchIndex(o.text[start:])
	if found == nil || string(bytes.Trim(o.text[start:start+found[3]], `"'`)) != item.V {
		return nil
	}
	before := bytes.TrimRight(o.text[:start], " \t\r\n")
	line := bytes.LastIndexByte(before, '\n') + 1
	above := bytes.TrimSpace(before[:line])
	above = bytes.TrimLeft(above[bytes.LastIndexByte(above, '\n')+1:], " \t")
	switch own := before[line:]; {
	case bytes.HasSuffix(own, []byte(",")) && !bytes.Contains(own, []byte("#")):
		return []splice{{len(before) - 1, start + found[3], ""}}
	case string(bytes.TrimSpace(own)) == "-" && found[4] >= 0 && !bytes.HasPrefix(above, []byte("#")):
		return []splice{{line, start + found[5], ""}}
	}
	return nil
}

// listed matches an item of a list that is a slug, and what ends its line.
var listed = regexp.MustCompile(`^("[^"\n]*"|'[^'\n]*'|[^\s,\[\]{}"']+)([ \t]*\r?\n)?`)

// clashing returns the places of the keys that have to stay as they are because another of
// their mapping is called so, or is to be. Of several that are to be called the same the
// last may, where none is called so yet.
func clashing(mappings [][]content.At[string], mends map[diag.Pos]diag.Mend) map[diag.Pos]bool {
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
	var crowded []string
	add := func(name string, at diag.Pos) {
		if called[name] = append(called[name], at); len(called[name]) > 1 {
			crowded = append(crowded, name)
		}
	}
	own := map[diag.Pos]string{}
	for _, k := range keys {
		at, to := mended(k, mends)
		if stays[at] {
			to = k.V
		}
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
