package render

import (
	"html/template"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"dateline/internal/diag"
	"dateline/internal/locale"
)

// Texts of the interface are put into templates when these are parsed, before
// html/template escapes what stands in their places: so they cost nothing when a
// page is made. {{t "map.label" "what" .Label}} becomes Map: {{.Label}}.

// textFuncs are the functions by which templates ask for texts; t and partial are
// gone when a template is executed.
func textFuncs(l *locale.Locale) template.FuncMap {
	return template.FuncMap{
		"t":       func(string, ...any) string { return "" },
		"partial": func(string, ...any) string { return "" },
		"n":       l.Count,
		"number":  func(n int) string { return l.Number(int64(n)) },
	}
}

// resolver puts texts into the templates of a file, and notes what these call.
type resolver struct {
	language *locale.Locale
	problems *diag.List
	funcs    template.FuncMap
	calls    calls
	outside  map[string]diag.Pos // where files have text outside of the templates that they define, by name
	tree     *parse.Tree
}

// calls are the templates that templates call.
type calls struct {
	of    map[string]map[string]bool // by the name of the template that calls
	cards map[string]diag.Pos        // where templates call card
}

func newCalls() calls { return calls{map[string]map[string]bool{}, map[string]diag.Pos{}} }

// from visits a template and those that it calls, directly or not, each once.
func (c calls) from(name string, visit func(name string)) {
	seen := map[string]bool{}
	var walk func(name string)
	walk = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		visit(name)
		for _, called := range slices.Sorted(maps.Keys(c.of[name])) {
			walk(called)
		}
	}
	walk(name)
}

// over returns the calls of templates of which some stand in place of others.
func (c calls) over(others calls) calls {
	all := calls{maps.Clone(others.of), others.cards}
	maps.Copy(all.of, c.of)
	return all
}

// resolve puts texts into all templates that a file defines.
func (r resolver) resolve(set *template.Template, name string) {
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.ParseName == name {
			r.tree = t.Tree
			r.calls.of[t.Name()] = map[string]bool{}
			delete(r.calls.cards, t.Name())
			r.list(t.Tree.Root)
		}
	}
}

func (r resolver) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	var nodes []parse.Node
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			r.attributes(n)
		case *parse.ActionNode:
			if made, ok := r.action(n); ok {
				nodes = append(nodes, made...)
				continue
			}
			r.pipe(n.Pipe)
		case *parse.TemplateNode:
			r.called(n.Name)
			r.pipe(n.Pipe)
		case *parse.IfNode:
			r.branch(&n.BranchNode)
		case *parse.WithNode:
			r.branch(&n.BranchNode)
		case *parse.RangeNode:
			r.branch(&n.BranchNode)
		}
		nodes = append(nodes, n)
	}
	l.Nodes = nodes
}

// called notes that the template at hand calls another.
func (r resolver) called(name string) { r.calls.of[r.tree.Name][name] = true }

func (r resolver) branch(b *parse.BranchNode) {
	r.pipe(b.Pipe)
	r.list(b.List)
	r.list(b.ElseList)
}

// pipe puts texts into the arguments of functions, and checks their keys.
func (r resolver) pipe(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for _, cmd := range p.Cmds {
		if key, ok := asks(cmd, "n"); ok {
			r.known(cmd, key, true)
		}
		if name, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
			r.function(name)
		}
		for k, arg := range cmd.Args {
			inner, ok := arg.(*parse.PipeNode)
			if !ok {
				continue
			}
			if key, ok := asks(only(inner), "t"); ok {
				cmd.Args[k] = r.argument(inner, key)
				continue
			}
			r.pipe(inner)
		}
	}
}

// function notes where a function is called whose place would have been taken already,
// and those that call templates.
func (r resolver) function(name *parse.IdentifierNode) {
	switch name.Ident {
	case "t":
		r.fault(name, `t is called with the key of a text, and by itself: {{t "key"}}, or (t "key") as an argument`)
	case "partial":
		r.fault(name, `partial fills a text: {{t "key" "name" (partial "link" .)}}; elsewhere write {{template "link" .}}`)
	case "card":
		r.calls.cards[r.tree.Name] = r.place(name)
	}
}

// argument returns the text that stands in the place of (t KEY).
func (r resolver) argument(n parse.Node, key string) parse.Node {
	if r.known(n, key, false) {
		for _, piece := range r.language.Pieces(key) {
			if piece.Name != "" {
				r.fault(n, "the text %q has a place for {%s}, which is filled in page text and attributes only: {{t %q %q .Value}}", key, piece.Name, key, piece.Name)
				break
			}
		}
	}
	text := r.language.Text(key)
	return &parse.StringNode{NodeType: parse.NodeString, Pos: n.Position(), Quoted: strconv.Quote(text), Text: text}
}

// action returns what stands in the place of {{t KEY NAME VALUE …}}.
func (r resolver) action(a *parse.ActionNode) ([]parse.Node, bool) {
	cmd := only(a.Pipe)
	key, ok := asks(cmd, "t")
	if !ok {
		return nil, false
	}
	if !r.known(a, key, false) {
		return nil, true
	}
	values := r.values(cmd)
	var nodes []parse.Node
	for _, piece := range r.language.Pieces(key) {
		if piece.Name == "" {
			nodes = append(nodes, &parse.TextNode{NodeType: parse.NodeText, Pos: a.Pos, Text: []byte(template.HTMLEscapeString(piece.Text))})
			continue
		}
		value, given := values[piece.Name]
		if !given {
			r.fault(a, "the text %q needs a value for {%s}", key, piece.Name)
			continue
		}
		nodes = append(nodes, r.placed(a, value))
	}
	return nodes, true
}

// values returns the values of placeholders by name.
func (r resolver) values(cmd *parse.CommandNode) map[string]parse.Node {
	values := map[string]parse.Node{}
	for k := 2; k < len(cmd.Args); k += 2 {
		name, ok := cmd.Args[k].(*parse.StringNode)
		if !ok || k+1 == len(cmd.Args) {
			r.fault(cmd, `t takes a key, then names and values: {{t "key" "name" .Value}}`)
			break
		}
		values[name.Text] = cmd.Args[k+1]
		if pipe, ok := cmd.Args[k+1].(*parse.PipeNode); ok {
			if partial, ok := asks(only(pipe), "partial"); ok {
				r.called(partial)
			}
		}
	}
	return values
}

// placed returns what shows a value: a template for (partial NAME DATA).
func (r resolver) placed(a *parse.ActionNode, value parse.Node) parse.Node {
	pipe, ok := value.(*parse.PipeNode)
	if !ok {
		pipe = a.Pipe.CopyPipe()
		pipe.Cmds = pipe.Cmds[:1]
		pipe.Cmds[0].Args = []parse.Node{value}
	}
	if name, ok := asks(only(pipe), "partial"); ok {
		call := &parse.TemplateNode{NodeType: parse.NodeTemplate, Pos: a.Pos, Line: a.Line, Name: name}
		if args := pipe.Cmds[0].Args; len(args) > 2 {
			call.Pipe = r.placed(a, args[2]).(*parse.ActionNode).Pipe
		}
		return call
	}
	r.pipe(pipe)
	shown := a.Copy().(*parse.ActionNode)
	shown.Pipe = pipe
	return shown
}

// known reports whether there is a text of a key, in plural forms or not.
func (r resolver) known(n parse.Node, key string, plural bool) bool {
	is, ok := r.language.Has(key)
	switch {
	case !ok && locale.IsOwn(key):
		r.fault(n, "no text has the key %q in %s; write it there", key, locale.File(r.language.Lang()))
	case !ok:
		r.fault(n, "no text has the key %q%s", key, diag.DidYouMean(key, r.language.Keys()))
	case is && !plural:
		r.fault(n, "the text %q depends on a number; write {{n %q .Count}}", key, key)
	case plural && !is:
		r.fault(n, "the text %q has no plural forms; write {{t %q}}", key, key)
	}
	return ok && is == plural
}

// fault reports a template author's mistake.
func (r resolver) fault(n parse.Node, format string, args ...any) {
	r.problems.Errorf(r.place(n), format, args...)
}

// place returns where a node of the template at hand stands.
func (r resolver) place(n parse.Node) diag.Pos { return placeOf(n, r.tree) }

// placeOf returns where a node of a template stands.
func placeOf(n parse.Node, tree *parse.Tree) diag.Pos {
	at, _ := tree.ErrorContext(n)
	pos := diag.Pos{File: path.Join(folder, tree.ParseName)}
	if parts := strings.Split(at, ":"); len(parts) == 3 {
		line, _ := strconv.Atoi(parts[1])
		col, _ := strconv.Atoi(parts[2])
		pos = diag.At(pos.File, line, col+1)
	}
	return pos
}

// only returns the one command of a pipeline; nil where it has several.
func only(p *parse.PipeNode) *parse.CommandNode {
	if p == nil || len(p.Cmds) != 1 || len(p.Decl) > 0 {
		return nil
	}
	return p.Cmds[0]
}

// asks returns the constant that a call of a function begins with.
func asks(cmd *parse.CommandNode, function string) (string, bool) {
	if cmd == nil || len(cmd.Args) < 2 {
		return "", false
	}
	name, ok := cmd.Args[0].(*parse.IdentifierNode)
	key, constant := cmd.Args[1].(*parse.StringNode)
	if !ok || !constant || name.Ident != function {
		return "", false
	}
	return key.Text, true
}
