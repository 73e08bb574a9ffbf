package render

import (
	"html/template"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"dateline/internal/diag"
)

// A template that names what its data does not have fails on the first page on which that
// is asked for, which may be one that the site does not have yet. Here templates are gone
// through with the types of their data, without pages. A partial gets what several templates
// get, and may ask first which of them: what none of them has is a mistake.

// members are the fields and methods that templates name.
type members struct {
	funcs template.FuncMap
	asked map[nameAt]*asked
	bare  map[diag.Pos]string // calls of templates without the data that they show: which template
	seen  map[visited]bool
}

// nameAt is a name in a node, such as the second of .Site.Title.
type nameAt struct {
	node parse.Node
	k    int
}

// asked is what is known of a name.
type asked struct {
	name string
	pos  diag.Pos
	in   []reflect.Type // those that do not have it
	had  bool           // by another, or by what only an execution knows
}

// visited is a template that has been gone through with a type.
type visited struct {
	tree *parse.Tree
	dot  reflect.Type
}

// visit is a template that is gone through with data of a type. A type is nil where only
// an execution knows it.
type visit struct {
	*members
	lookup func(name string) *template.Template
	tree   *parse.Tree
	text   string // of tree
	vars   []holder
}

// holder is a variable that can be seen.
type holder struct {
	name string
	of   reflect.Type
}

// of goes through a template and all that it calls, which lookup finds.
func (m *members) of(lookup func(name string) *template.Template, name string, dot reflect.Type) {
	t := lookup(name)
	if t == nil || m.seen[visited{t.Tree, dot}] {
		return
	}
	m.seen[visited{t.Tree, dot}] = true
	v := &visit{members: m, lookup: lookup, tree: t.Tree, text: t.Tree.Root.String()}
	v.declare("$", dot)
	v.list(t.Tree.Root, dot)
}

// mistakes tells of what nothing has, and of what shows nothing.
func (m *members) mistakes(problems *diag.List) {
	for pos, name := range m.bare {
		problems.Warnf(pos, "%q shows what it is called with, and gets nothing here; write {{template %[1]q .}}", name)
	}
	for _, a := range m.asked {
		if a.had || len(a.in) == 0 {
			continue
		}
		in, near := a.in[0], ""
		for _, of := range a.in {
			if near = diag.DidYouMean("."+a.name, slices.Concat(fieldsOf(of), methodsOf(of))); near != "" {
				in = of
				break
			}
		}
		if near == "" && len(a.in) > 1 && frames(in) {
			problems.Errorf(a.pos, "there is no .%s in any page that shows this; %s", a.name, allPagesHave)
			continue
		}
		if near == "" {
			near = instead(in)
		}
		problems.Errorf(a.pos, "there is no .%s in a %s%s", a.name, strings.TrimPrefix(in.String(), "*"), near)
	}
}

func (v *visit) list(l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	seen := len(v.vars)
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			v.pipe(n.Pipe, dot)
		case *parse.TemplateNode:
			var of reflect.Type
			if n.Pipe != nil {
				of = v.pipe(n.Pipe, dot)
			} else if t := v.lookup(n.Name); t != nil && showsDot(t.Tree.Root) {
				v.bare[placeOf(n, v.tree)] = n.Name
			}
			v.of(v.lookup, n.Name, of)
		case *parse.IfNode:
			v.branch(&n.BranchNode, dot, func(reflect.Type) reflect.Type { return dot })
		case *parse.WithNode:
			v.branch(&n.BranchNode, dot, func(of reflect.Type) reflect.Type { return of })
		case *parse.RangeNode:
			v.branch(&n.BranchNode, dot, element)
		}
	}
	v.vars = v.vars[:seen]
}

// branch goes through both lists of a node; inner returns the type of the dot in the first.
func (v *visit) branch(b *parse.BranchNode, dot reflect.Type, inner func(reflect.Type) reflect.Type) {
	seen := len(v.vars)
	of := inner(v.pipe(b.Pipe, dot))
	if b.NodeType == parse.NodeRange && len(b.Pipe.Decl) > 0 {
		v.vars = v.vars[:seen]
		for k, decl := range b.Pipe.Decl {
			if k == len(b.Pipe.Decl)-1 {
				v.declare(decl.Ident[0], of)
			} else {
				v.declare(decl.Ident[0], nil)
			}
		}
	}
	v.list(b.List, of)
	v.list(b.ElseList, dot)
	v.vars = v.vars[:seen]
}

// declare makes a variable visible. One that is set later, be it as the first of two in a
// range, may be of another type then.
func (v *visit) declare(name string, of reflect.Type) {
	if strings.Contains(v.text, name+" = ") || strings.Contains(v.text, name+", $") {
		of = nil
	}
	v.vars = append(v.vars, holder{name, of})
}

func (v *visit) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	var of reflect.Type
	for k, cmd := range p.Cmds {
		var args []reflect.Type
		for _, arg := range cmd.Args {
			args = append(args, v.operand(arg, dot))
		}
		if k > 0 {
			args = append(args, of)
		}
		of = args[0]
		if name, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
			of = v.result(name.Ident, args[1:])
		}
	}
	if !p.IsAssign {
		for _, decl := range p.Decl {
			v.declare(decl.Ident[0], of)
		}
	}
	return of
}

// operand returns the type of an operand.
func (v *visit) operand(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.FieldNode:
		return v.path(n, dot, n.Ident)
	case *parse.ChainNode:
		return v.path(n, v.operand(n.Node, dot), n.Field)
	case *parse.PipeNode:
		return v.pipe(n, dot)
	case *parse.IdentifierNode:
		return v.result(n.Ident, nil)
	case *parse.VariableNode:
		for _, held := range slices.Backward(v.vars) {
			if held.name == n.Ident[0] {
				return v.path(n, held.of, n.Ident[1:])
			}
		}
	}
	return nil
}

// path returns the type of a member of a member …, and notes which there are.
func (v *visit) path(n parse.Node, of reflect.Type, names []string) reflect.Type {
	for k, name := range names {
		at := nameAt{n, k}
		if v.asked[at] == nil {
			v.asked[at] = &asked{name: name, pos: v.place(n, names, k)}
		}
		member, ok := memberOf(of, name)
		if !ok {
			v.asked[at].in = append(v.asked[at].in, of)
			return nil
		}
		v.asked[at].had, of = true, member
	}
	return of
}

// place returns where a name of a node stands. The node says where the first is, or the
// second of several after a dot.
func (v *visit) place(n parse.Node, names []string, k int) diag.Pos {
	pos := placeOf(n, v.tree)
	for _, before := range names[:k] {
		pos.Col += int32(len(".") + utf8.RuneCountInString(before))
	}
	if n.Type() == parse.NodeField && len(names) > 1 {
		pos.Col -= int32(len(".") + utf8.RuneCountInString(names[0]))
	}
	return pos
}

// result returns the type of what a function returns, as far as its name tells.
func (v *visit) result(name string, args []reflect.Type) reflect.Type {
	if f, ok := v.funcs[name]; ok {
		return known(reflect.TypeOf(f).Out(0))
	}
	switch name {
	case "eq", "ne", "lt", "le", "gt", "ge", "not":
		return reflect.TypeFor[bool]()
	case "len":
		return reflect.TypeFor[int]()
	case "print", "printf", "println", "html", "js", "urlquery":
		return reflect.TypeFor[string]()
	case "index":
		if len(args) == 2 {
			return element(args[0])
		}
	case "and", "or":
		if same := slices.Compact(args); len(same) == 1 {
			return same[0]
		}
	}
	return nil
}
