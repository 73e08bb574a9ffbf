package picture

import (
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// A selector says which elements a rule is for: the names that one has, after those of
// elements that it is within. It stands for all that a selector of CSS means, and for more:
// states, attributes and neighbours are not looked at.
type selector [][]string

// rule is what a style sheet says elements are drawn with.
type rule struct {
	selector selector
	uses     []use
}

// sheets are the style sheets of a drawing, as far as they say what elements are drawn with.
type sheets struct {
	rules []rule
	hints hints
}

// block is a part of a style sheet in braces.
type block struct {
	selectors []selector
	frames    bool // it holds frames of an animation, for whatever names that
	uses      []use
}

// anything is for all elements.
var anything = []selector{{nil}}

// add reads a style sheet.
func (s *sheets) add(text string) {
	lexer := css.NewLexer(parse.NewInputString(text))
	open := []block{{}} // the sheet itself, and the blocks that have not ended
	var at []token      // since the last brace or semicolon
	for {
		kind, data := lexer.Next()
		last := &open[len(open)-1]
		switch kind {
		case css.LeftBraceToken:
			open, at = append(open, last.begin(at)), nil
		case css.RightBraceToken, css.SemicolonToken, css.ErrorToken:
			uses, hints := readDeclaration(at, true)
			last.uses, at = append(last.uses, uses...), nil
			s.hints = s.hints.plus(hints)
		case css.CommentToken, css.CDOToken, css.CDCToken:
		default:
			if kind != css.WhitespaceToken || len(at) > 0 {
				at = append(at, token{kind, string(data)})
			}
		}
		if kind == css.RightBraceToken && len(open) > 1 {
			s.end(*last)
			open = open[:len(open)-1]
		}
		if kind == css.ErrorToken { // browsers end what is open
			for _, b := range open {
				s.end(b)
			}
			return
		}
	}
}

// end notes what a block says.
func (s *sheets) end(b block) {
	if len(b.uses) == 0 {
		return
	}
	for _, selector := range b.selectors {
		s.rules = append(s.rules, rule{selector, b.uses})
	}
}

// begin returns the block that begins within one after a prelude.
func (b block) begin(prelude []token) block {
	switch {
	case len(prelude) > 0 && prelude[0].kind == css.AtKeywordToken:
		return block{selectors: anything, frames: strings.HasSuffix(strings.ToLower(prelude[0].text), "keyframes")}
	case b.frames:
		return block{selectors: anything}
	}
	return block{selectors: selectors(prelude)}
}

// byName returns the rules by a name that each element has for which they are; "*" where that
// may be any.
func (s *sheets) byName() map[string][]rule {
	rules := map[string][]rule{}
	for _, r := range s.rules {
		name := "*"
		if last := r.selector[len(r.selector)-1]; len(last) > 0 {
			name = last[len(last)-1]
		}
		rules[name] = append(rules[name], r)
	}
	return rules
}

// token is one of CSS.
type token struct {
	kind css.TokenType
	text string
}

// declared returns what declarations of an attribute say an element is drawn with.
func declared(declarations string) (uses []use, all hints) {
	lexer := css.NewLexer(parse.NewInputString(declarations))
	var at []token
	for {
		kind, data := lexer.Next()
		switch kind {
		case css.ErrorToken, css.SemicolonToken:
			more, hints := readDeclaration(at, false)
			uses, all, at = append(uses, more...), all.plus(hints), nil
			if kind == css.ErrorToken {
				return uses, all
			}
		case css.WhitespaceToken, css.CommentToken:
		default:
			at = append(at, token{kind, string(data)})
		}
	}
}

// readDeclaration returns what one declaration says an element is drawn with.
func readDeclaration(declaration []token, styled bool) (uses []use, h hints) {
	if len(declaration) == 0 {
		return nil, h
	}
	var value strings.Builder
	for _, t := range declaration[1:] {
		value.WriteString(t.text)
	}
	property := declaration[0].text
	for _, id := range fragments(property + value.String()) {
		uses = append(uses, use{id, kindOf(property), styled})
	}
	return uses, hintsOf(property, value.String())
}

// selectors returns what a block is for that begins after a prelude.
func selectors(prelude []token) []selector {
	var all []selector
	s := selector{nil}
	begun, gap := false, false // of the names that are last
	depth := 0                 // of brackets, whose contents are not looked at
	for k, t := range prelude {
		last := len(s) - 1
		switch {
		case t.kind == css.RightParenthesisToken || t.kind == css.RightBracketToken:
			depth--
			continue
		case depth == 0 && t.kind == css.CommaToken:
			all, s, begun, gap = append(all, s), selector{nil}, false, false
			continue
		case depth == 0 && (t.kind == css.WhitespaceToken || t.text == ">"):
			gap = begun
			continue
		case depth == 0 && (t.text == "+" || t.text == "~" || t.text == "|"): // after a neighbour, or a namespace
			s[last], begun, gap = nil, false, false
			continue
		case depth == 0 && gap:
			s, last, gap = append(s, nil), last+1, false
		}
		begun = true
		switch {
		case t.kind == css.FunctionToken || t.kind == css.LeftParenthesisToken || t.kind == css.LeftBracketToken:
			depth++
		case depth > 0:
		case t.kind == css.HashToken:
			s[last] = append(s[last], t.text)
		case t.kind == css.IdentToken && k > 0 && prelude[k-1].text == ".":
			s[last] = append(s[last], "."+t.text)
		case t.kind == css.IdentToken && (k == 0 || prelude[k-1].kind != css.ColonToken):
			s[last] = append(s[last], strings.ToLower(t.text))
		}
	}
	return append(all, s)
}
