package htmlexec

import (
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
)

// compiler makes nodes into steps. It knows which variables can be seen.
type compiler struct {
	funcs   template.FuncMap
	visible []string // names of variables; the last of a name counts
	slots   []int    // where each is kept
	most    int
}

func compile(root *parse.ListNode, funcs template.FuncMap) (*Program, error) {
	c := &compiler{funcs: funcs}
	c.declare("$")
	body, err := c.list(root)
	if err != nil {
		return nil, err
	}
	return &Program{body: body, slots: c.most}, nil
}

// declare makes a variable visible and returns where it is kept.
func (c *compiler) declare(name string) int {
	c.visible, c.slots = append(c.visible, name), append(c.slots, c.most)
	c.most++
	return c.most - 1
}

// slot returns where a variable is kept.
func (c *compiler) slot(name string) (int, error) {
	for k := len(c.visible) - 1; k >= 0; k-- {
		if c.visible[k] == name {
			return c.slots[k], nil
		}
	}
	return 0, fmt.Errorf("nothing declares %s", name)
}

// within compiles what has variables of its own.
func (c *compiler) within(do func() error) error {
	seen := len(c.visible)
	err := do()
	c.visible, c.slots = c.visible[:seen], c.slots[:seen]
	return err
}

// list compiles nodes; texts that follow each other become one.
func (c *compiler) list(l *parse.ListNode) (steps []step, err error) {
	if l == nil {
		return nil, nil
	}
	var text []byte
	flush := func() {
		if len(text) > 0 {
			whole := text
			steps = append(steps, func(s *state) { s.out = append(s.out, whole...) })
			text = nil
		}
	}
	for _, n := range l.Nodes {
		if t, ok := n.(*parse.TextNode); ok {
			text = append(text, t.Text...)
			continue
		}
		do, err := c.node(n)
		if err != nil {
			return nil, err
		}
		flush()
		steps = append(steps, do)
	}
	flush()
	return steps, nil
}

func (c *compiler) node(n parse.Node) (do step, err error) {
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n)
	case *parse.IfNode:
		err = c.within(func() error { do, err = c.branch(&n.BranchNode, false); return err })
	case *parse.WithNode:
		err = c.within(func() error { do, err = c.branch(&n.BranchNode, true); return err })
	case *parse.RangeNode:
		err = c.within(func() error { do, err = c.each(&n.BranchNode); return err })
	default:
		err = unsupported(n)
	}
	return do, err
}

// action compiles an action: one that declares or sets a variable prints
// nothing, any other ends with escapers.
func (c *compiler) action(n *parse.ActionNode) (step, error) {
	if len(n.Pipe.Decl) > 0 {
		value, err := c.pipe(n.Pipe)
		if err != nil {
			return nil, err
		}
		return func(s *state) { value(s) }, nil
	}
	cmds, write, err := escapers(n.Pipe.Cmds)
	if err != nil {
		return nil, err
	}
	value, err := c.commands(cmds)
	if err != nil {
		return nil, err
	}
	return func(s *state) { s.out = write(s.out, value(s)) }, nil
}

// bodies compiles both lists of a node that has branches, each with variables of
// its own.
func (c *compiler) bodies(b *parse.BranchNode) (body, other []step, err error) {
	err = c.within(func() error { body, err = c.list(b.List); return err })
	if err == nil {
		err = c.within(func() error { other, err = c.list(b.ElseList); return err })
	}
	return body, other, err
}

// branch compiles if and with.
func (c *compiler) branch(b *parse.BranchNode, with bool) (step, error) {
	value, err := c.pipe(b.Pipe)
	if err != nil {
		return nil, err
	}
	body, other, err := c.bodies(b)
	if err != nil {
		return nil, err
	}
	return func(s *state) {
		v := value(s)
		switch {
		case !truth(v):
			s.run(other)
		case with:
			dot := s.dot
			s.dot = v
			s.run(body)
			s.dot = dot
		default:
			s.run(body)
		}
	}, nil
}

// each compiles range over slices and arrays.
func (c *compiler) each(b *parse.BranchNode) (step, error) {
	if len(b.Pipe.Decl) > 2 || b.Pipe.IsAssign {
		return nil, unsupported(b)
	}
	value, err := c.commands(b.Pipe.Cmds)
	if err != nil {
		return nil, err
	}
	index, element := -1, -1
	switch decl := b.Pipe.Decl; len(decl) {
	case 1:
		element = c.declare(decl[0].Ident[0])
	case 2:
		index, element = c.declare(decl[0].Ident[0]), c.declare(decl[1].Ident[0])
	}
	body, other, err := c.bodies(b)
	if err != nil {
		return nil, err
	}
	return func(s *state) {
		v := indirect(value(s))
		if !v.IsValid() || v.Kind() != reflect.Slice && v.Kind() != reflect.Array {
			panic(cannot{})
		}
		if v.Len() == 0 {
			s.run(other)
			return
		}
		dot := s.dot
		for k := range v.Len() {
			s.dot = opened(v.Index(k))
			if index >= 0 {
				s.vars[index] = reflect.ValueOf(k)
			}
			if element >= 0 {
				s.vars[element] = s.dot
			}
			s.run(body)
		}
		s.dot = dot
	}, nil
}
