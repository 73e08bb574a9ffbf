package htmlexec

import (
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"
)

// compiler makes nodes into steps. It knows which variables can be seen, and of what
// types values are.
type compiler struct {
	funcs   template.FuncMap
	dot     shape
	visible []held   // the last of a name counts
	most    int      // variables there were
	set     []string // names of variables that are set after they are declared
}

// held is a variable that can be seen.
type held struct {
	name string
	slot int // where it is kept
	shape
}

// compile compiles a template for data of a type.
func compile(root *parse.ListNode, funcs template.FuncMap, data reflect.Type) (*Program, error) {
	c := &compiler{funcs: funcs, set: assigned(root, nil)}
	if data != nil {
		c.dot = shape{of: data}
	}
	c.declare("$", c.dot)
	body, err := c.list(root)
	if err != nil {
		return nil, err
	}
	return &Program{data: data, body: body, slots: c.most}, nil
}

// assigned adds the names of variables that nodes set.
func assigned(n parse.Node, names []string) []string {
	branch := func(b *parse.BranchNode) {
		names = assigned(b.Pipe, names)
		names = assigned(b.List, names)
		names = assigned(b.ElseList, names)
	}
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, node := range n.Nodes {
				names = assigned(node, names)
			}
		}
	case *parse.PipeNode:
		if n.IsAssign {
			names = append(names, n.Decl[0].Ident[0])
		}
	case *parse.ActionNode:
		names = assigned(n.Pipe, names)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	}
	return names
}

// declare makes a variable visible and returns where it is kept.
func (c *compiler) declare(name string, holds shape) int {
	if slices.Contains(c.set, name) {
		holds = shape{} // as it may be of another type later
	}
	c.visible = append(c.visible, held{name, c.most, holds})
	c.most++
	return c.most - 1
}

// variable returns what a variable holds.
func (c *compiler) variable(name string) (held, error) {
	for _, v := range slices.Backward(c.visible) {
		if v.name == name {
			return v, nil
		}
	}
	return held{}, fmt.Errorf("nothing declares %s", name)
}

// within compiles what has variables, and perhaps a dot, of its own.
func (c *compiler) within(do func() error) error {
	seen, dot := len(c.visible), c.dot
	err := do()
	c.visible, c.dot = c.visible[:seen], dot
	return err
}

// list compiles nodes; texts that follow each other become one.
func (c *compiler) list(l *parse.ListNode) (steps []step, err error) {
	if l == nil {
		return nil, nil
	}
	text := ""
	for _, n := range l.Nodes {
		if t, ok := n.(*parse.TextNode); ok {
			text += string(t.Text)
			continue
		}
		do, err := c.node(n)
		if err != nil {
			return nil, err
		}
		steps, text = append(steps, step{text, do}), ""
	}
	if text != "" {
		steps = append(steps, step{text, nil})
	}
	return steps, nil
}

func (c *compiler) node(n parse.Node) (do action, err error) {
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n)
	case *parse.IfNode:
		err = c.within(func() error { do, err = c.choice(&n.BranchNode); return err })
	case *parse.WithNode:
		err = c.within(func() error { do, err = c.with(&n.BranchNode); return err })
	case *parse.RangeNode:
		err = c.within(func() error { do, err = c.each(&n.BranchNode); return err })
	default:
		err = unsupported(n)
	}
	return do, err
}

// action compiles an action: one that declares or sets a variable prints
// nothing, any other ends with escapers.
func (c *compiler) action(n *parse.ActionNode) (action, error) {
	if len(n.Pipe.Decl) > 0 {
		v, err := c.pipe(n.Pipe)
		if err != nil {
			return nil, err
		}
		return func(s *state, dot reflect.Value, out []byte) []byte {
			v.get(s, dot)
			return out
		}, nil
	}
	cmds, escape, err := escapers(n.Pipe.Cmds)
	if err != nil {
		return nil, err
	}
	v, err := c.commands(cmds)
	if err != nil {
		return nil, err
	}
	return escape.write(v), nil
}

// bodies compiles both lists of a node that has branches, each with variables of
// its own; the dot of the first is the one given.
func (c *compiler) bodies(b *parse.BranchNode, dot shape) (body, other []step, err error) {
	err = c.within(func() error { c.dot = dot; body, err = c.list(b.List); return err })
	if err == nil {
		err = c.within(func() error { other, err = c.list(b.ElseList); return err })
	}
	return body, other, err
}

// choice compiles if.
func (c *compiler) choice(b *parse.BranchNode) (action, error) {
	holds, err := c.condition(b.Pipe)
	if err != nil {
		return nil, err
	}
	body, other, err := c.bodies(b, c.dot)
	if err != nil {
		return nil, err
	}
	return func(s *state, dot reflect.Value, out []byte) []byte {
		if holds(s, dot) {
			return s.run(body, dot, out)
		}
		return s.run(other, dot, out)
	}, nil
}

// with compiles with.
func (c *compiler) with(b *parse.BranchNode) (action, error) {
	value, err := c.pipe(b.Pipe)
	if err != nil {
		return nil, err
	}
	body, other, err := c.bodies(b, value.shape)
	if err != nil {
		return nil, err
	}
	truth := value.truth()
	return func(s *state, dot reflect.Value, out []byte) []byte {
		if v := value.get(s, dot); truth(v) {
			return s.run(body, v, out)
		}
		return s.run(other, dot, out)
	}, nil
}

// each compiles range over slices and arrays.
func (c *compiler) each(b *parse.BranchNode) (action, error) {
	if len(b.Pipe.Decl) > 2 || b.Pipe.IsAssign {
		return nil, unsupported(b)
	}
	value, err := c.commands(b.Pipe.Cmds)
	if err != nil {
		return nil, err
	}
	holds := value.elements()
	index, element := -1, -1
	switch decl := b.Pipe.Decl; len(decl) {
	case 1:
		element = c.declare(decl[0].Ident[0], holds)
	case 2:
		index, element = c.declare(decl[0].Ident[0], shape{of: intType}), c.declare(decl[1].Ident[0], holds)
	}
	body, other, err := c.bodies(b, holds)
	if err != nil {
		return nil, err
	}
	return func(s *state, dot reflect.Value, out []byte) []byte {
		v := indirect(value.get(s, dot))
		if !v.IsValid() || v.Kind() != reflect.Slice && v.Kind() != reflect.Array {
			panic(cannot{})
		}
		count := v.Len()
		if count == 0 {
			return s.run(other, dot, out)
		}
		for k := range count {
			one := opened(v.Index(k))
			if index >= 0 {
				s.vars[index] = reflect.ValueOf(k)
			}
			if element >= 0 {
				s.vars[element] = one
			}
			out = s.run(body, one, out)
		}
		return out
	}, nil
}
