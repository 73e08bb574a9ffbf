package render

import (
	"fmt"
	"html/template"
	"path"
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

// resolver puts texts into the templates of a file, and notes which templates are
// called.
type resolver struct {
	language *locale.Locale
	folder   string
	problems *diag.List
	called   map[string]bool
	tree     *parse.Tree
}

// resolve puts texts into all templates that a file defines.
func (r resolver) resolve(set *template.Template, name string) {
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.ParseName == name {
			r.tree = t.Tree
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
		case *parse.ActionNode:
			if made, ok := r.action(n); ok {
				nodes = append(nodes, made...)
				continue
			}
			r.pipe(n.Pipe)
		case *parse.TemplateNode:
			r.called[n.Name] = true
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
		for k, arg := range cmd.Args {
			inner, ok := arg.(*parse.PipeNode)
			if !ok {
				continue
			}
			if key, ok := asks(only(inner), "t"); ok && r.known(inner, key, false) {
				text := r.language.Text(key)
				cmd.Args[k] = &parse.StringNode{NodeType: parse.NodeString, Pos: inner.Pos, Quoted: strconv.Quote(text), Text: text}
				continue
			}
			r.pipe(inner)
		}
	}
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
				r.called[partial] = true
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
	at, _ := r.tree.ErrorContext(n)
	pos := diag.Pos{File: path.Join(r.folder, r.tree.ParseName)}
	if parts := strings.Split(at, ":"); len(parts) == 3 {
		line, _ := strconv.Atoi(parts[1])
		col, _ := strconv.Atoi(parts[2])
		pos = diag.At(pos.File, line, col+1)
	}
	r.problems.Errorf(pos, "%s", fmt.Sprintf(format, args...))
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
