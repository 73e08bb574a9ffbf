package htmlexec

import (
	"fmt"
	"html/template"
	"strconv"
	"text/template/parse"
)

// mostDepth bounds templates that call each other: deeper ones may never end.
const mostDepth = 40

// inliner puts templates in the place of their calls. A called template's dot
// becomes a variable, and its variables get names of their own, so that it
// cannot touch those of its caller.
type inliner struct {
	set   *template.Template
	calls int // so far, for names
	depth int
}

// scope is where a node stands.
type scope struct {
	dot    string // variable that holds the dot; "" where it is the dot itself
	root   string // variable that holds what the template was called with; "$" of the outermost
	suffix string // of the names of variables
}

// inlined returns the tree of a template with all that it calls in place, after
// one text, at which an execution can be made to end.
func inlined(set *template.Template, name string) (*parse.Tree, error) {
	t := set.Lookup(name)
	if t == nil || t.Tree == nil {
		return nil, fmt.Errorf("there is no template %q", name)
	}
	in := &inliner{set: set}
	root, err := in.list(t.Tree.Root, scope{root: "$"})
	if err != nil {
		return nil, err
	}
	end := &parse.TextNode{NodeType: parse.NodeText, Pos: root.Pos, Text: []byte("\n")}
	root.Nodes = append([]parse.Node{end}, root.Nodes...)
	return &parse.Tree{Name: name, ParseName: t.Tree.ParseName, Root: root}, nil
}

func (in *inliner) list(l *parse.ListNode, sc scope) (*parse.ListNode, error) {
	if l == nil {
		return nil, nil
	}
	out := &parse.ListNode{NodeType: parse.NodeList, Pos: l.Pos}
	for _, n := range l.Nodes {
		nodes, err := in.node(n, sc)
		if err != nil {
			return nil, err
		}
		out.Nodes = append(out.Nodes, nodes...)
	}
	return out, nil
}

func (in *inliner) node(n parse.Node, sc scope) ([]parse.Node, error) {
	switch n := n.(type) {
	case *parse.TextNode:
		return []parse.Node{n.Copy()}, nil
	case *parse.CommentNode:
		return nil, nil
	case *parse.ActionNode:
		out := n.Copy().(*parse.ActionNode)
		return []parse.Node{out}, in.pipe(out.Pipe, sc)
	case *parse.IfNode:
		out := &parse.IfNode{BranchNode: n.BranchNode}
		return []parse.Node{out}, in.branch(&out.BranchNode, sc, sc)
	case *parse.WithNode:
		out := &parse.WithNode{BranchNode: n.BranchNode}
		return []parse.Node{out}, in.branch(&out.BranchNode, inner(sc), sc)
	case *parse.RangeNode:
		out := &parse.RangeNode{BranchNode: n.BranchNode}
		return []parse.Node{out}, in.branch(&out.BranchNode, inner(sc), sc)
	case *parse.TemplateNode:
		return in.call(n, sc)
	}
	return nil, unsupported(n)
}

// inner is the scope of what with and range do with a dot of their own.
func inner(sc scope) scope {
	sc.dot = ""
	return sc
}

// branch rewrites a copy of a node that has branches.
func (in *inliner) branch(b *parse.BranchNode, body, other scope) (err error) {
	b.Pipe = b.Pipe.CopyPipe()
	if err = in.pipe(b.Pipe, other); err != nil {
		return err
	}
	if b.List, err = in.list(b.List, body); err != nil {
		return err
	}
	b.ElseList, err = in.list(b.ElseList, other)
	return err
}

// call returns what a called template consists of, after an action that keeps
// what it is called with.
func (in *inliner) call(n *parse.TemplateNode, sc scope) ([]parse.Node, error) {
	t := in.set.Lookup(n.Name)
	if t == nil || t.Tree == nil {
		return nil, fmt.Errorf("there is no template %q", n.Name)
	}
	if in.depth++; in.depth > mostDepth {
		return nil, fmt.Errorf("template %q calls itself", n.Name)
	}
	defer func() { in.depth-- }()
	in.calls++
	suffix := "_" + strconv.Itoa(in.calls)
	given := "$dot" + suffix
	var out []parse.Node
	if n.Pipe != nil {
		pipe := n.Pipe.CopyPipe()
		if err := in.pipe(pipe, sc); err != nil {
			return nil, err
		}
		pipe.Decl = []*parse.VariableNode{{NodeType: parse.NodeVariable, Pos: n.Pos, Ident: []string{given}}}
		out = append(out, &parse.ActionNode{NodeType: parse.NodeAction, Pos: n.Pos, Line: n.Line, Pipe: pipe})
	}
	// Without a pipeline the template has no dot, and one that uses it fails to
	// compile: nobody declares the variable.
	body, err := in.list(t.Tree.Root, scope{dot: given, root: given, suffix: suffix})
	if err != nil {
		return nil, err
	}
	return append(out, body.Nodes...), nil
}

// pipe rewrites a pipeline in place.
func (in *inliner) pipe(p *parse.PipeNode, sc scope) error {
	if p == nil {
		return nil
	}
	for _, v := range p.Decl {
		v.Ident = []string{v.Ident[0] + sc.suffix}
	}
	for _, cmd := range p.Cmds {
		for k, arg := range cmd.Args {
			var err error
			if cmd.Args[k], err = in.operand(arg, sc); err != nil {
				return err
			}
		}
	}
	return nil
}

func (in *inliner) operand(n parse.Node, sc scope) (parse.Node, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		if sc.dot != "" {
			return variable(n.Pos, sc.dot), nil
		}
	case *parse.FieldNode:
		if sc.dot != "" {
			return variable(n.Pos, sc.dot, n.Ident...), nil
		}
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return variable(n.Pos, sc.root, n.Ident[1:]...), nil
		}
		return variable(n.Pos, n.Ident[0]+sc.suffix, n.Ident[1:]...), nil
	case *parse.ChainNode:
		var err error
		n.Node, err = in.operand(n.Node.Copy(), sc) // which n shares with what it was copied from
		return n, err
	case *parse.PipeNode:
		return n, in.pipe(n, sc)
	}
	return n, nil
}

func variable(pos parse.Pos, name string, fields ...string) *parse.VariableNode {
	return &parse.VariableNode{NodeType: parse.NodeVariable, Pos: pos, Ident: append([]string{name}, fields...)}
}
