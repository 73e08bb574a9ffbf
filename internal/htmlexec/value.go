package htmlexec

import (
	"fmt"
	"reflect"
	"slices"
	"text/template/parse"
)

// value is what a pipeline, or a part of it, evaluates to.
type value struct {
	shape
	get    func(s *state, dot reflect.Value) reflect.Value
	text   func(s *state, dot reflect.Value) string // the same of what is text; nil for all else
	append action                                   // appends the same, see Appender; nil where nothing does
}

// shape is what is known of a value before it is there.
type shape struct {
	of        reflect.Type // no interface; nil where the value has to be asked
	addressed bool         // it can be addressed, so that methods of its pointer count
}

// shapeOf is the shape of values of a type. What an interface holds is not known.
func shapeOf(t reflect.Type, addressed bool) shape {
	if t.Kind() == reflect.Interface {
		return shape{}
	}
	return shape{t, addressed}
}

// elements is the shape of what a slice or array holds.
func (sh shape) elements() shape {
	t, addressed := sh.of, sh.addressed
	for t != nil && t.Kind() == reflect.Pointer {
		t, addressed = t.Elem(), true
	}
	switch {
	case t != nil && t.Kind() == reflect.Slice:
		return shapeOf(t.Elem(), true)
	case t != nil && t.Kind() == reflect.Array:
		return shapeOf(t.Elem(), addressed)
	}
	return shape{}
}

// newValue is a value of a shape.
func newValue(sh shape, get func(s *state, dot reflect.Value) reflect.Value) value {
	v := value{shape: sh, get: get}
	if sh.of != nil && sh.of.Kind() == reflect.String {
		v.text = func(s *state, dot reflect.Value) string { return get(s, dot).String() }
	}
	return v
}

// newText is a text that comes as such; t is its type.
func newText(t reflect.Type, text func(s *state, dot reflect.Value) string) value {
	get := func(s *state, dot reflect.Value) reflect.Value { return reflect.ValueOf(text(s, dot)) }
	if t != stringType {
		get = func(s *state, dot reflect.Value) reflect.Value { return reflect.ValueOf(text(s, dot)).Convert(t) }
	}
	return value{shape{of: t}, get, text, nil}
}

// never is in the place of what only html/template can evaluate.
func never(*state, reflect.Value) reflect.Value { panic(cannot{}) }

// pipe compiles a pipeline, with the variable that it declares or sets.
func (c *compiler) pipe(p *parse.PipeNode) (value, error) {
	v, err := c.commands(p.Cmds)
	if err != nil || len(p.Decl) == 0 {
		return v, err
	}
	if len(p.Decl) > 1 {
		return value{}, unsupported(p)
	}
	name := p.Decl[0].Ident[0]
	var at int
	if p.IsAssign {
		to, err := c.variable(name)
		if err != nil {
			return value{}, err
		}
		at = to.slot
	} else {
		at = c.declare(name, v.shape)
	}
	return newValue(v.shape, func(s *state, dot reflect.Value) reflect.Value {
		now := v.get(s, dot)
		s.vars[at] = now
		return now
	}), nil
}

// commands compiles commands of which each gets the value of the one before it
// as its last argument.
func (c *compiler) commands(cmds []*parse.CommandNode) (v value, err error) {
	for k, cmd := range cmds {
		var final []value
		if k > 0 {
			final = []value{v}
		}
		if v, err = c.command(cmd, final); err != nil {
			return value{}, err
		}
	}
	if v.get == nil {
		return value{}, fmt.Errorf("an empty pipeline")
	}
	return v, nil
}

// command compiles a command; final is its last argument, if it gets one.
func (c *compiler) command(cmd *parse.CommandNode, final []value) (value, error) {
	first := cmd.Args[0]
	if len(cmd.Args) == 1 && final == nil {
		return c.operand(first)
	}
	args, err := c.operands(cmd.Args[1:])
	if err != nil {
		return value{}, err
	}
	args = append(args, final...)
	switch n := first.(type) {
	case *parse.IdentifierNode:
		return c.function(n.Ident, args)
	case *parse.FieldNode:
		return method(c.whole(), n.Ident, args), nil
	case *parse.VariableNode:
		if v, err := c.variable(n.Ident[0]); err == nil && len(n.Ident) > 1 {
			return method(v.value(), n.Ident[1:], args), nil
		}
	case *parse.ChainNode:
		of, err := c.operand(n.Node)
		if err != nil {
			return value{}, err
		}
		return method(of, n.Field, args), nil
	}
	return value{}, unsupported(cmd)
}

func (c *compiler) operands(nodes []parse.Node) ([]value, error) {
	all := make([]value, len(nodes))
	for k, n := range nodes {
		var err error
		if all[k], err = c.operand(n); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// operand compiles what stands for a value by itself.
func (c *compiler) operand(n parse.Node) (value, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return c.whole(), nil
	case *parse.FieldNode:
		return chain(c.whole(), n.Ident), nil
	case *parse.VariableNode:
		v, err := c.variable(n.Ident[0])
		return chain(v.value(), n.Ident[1:]), err
	case *parse.ChainNode:
		of, err := c.operand(n.Node)
		if err != nil {
			return value{}, err
		}
		return chain(of, n.Field), nil
	case *parse.PipeNode:
		return c.pipe(n)
	case *parse.IdentifierNode:
		return c.function(n.Ident, nil)
	case *parse.StringNode:
		return constant(n.Text), nil
	case *parse.BoolNode:
		return constant(n.True), nil
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64)), nil
		}
	}
	return value{}, unsupported(n)
}

// whole is the dot.
func (c *compiler) whole() value {
	return newValue(c.dot, func(_ *state, dot reflect.Value) reflect.Value { return dot })
}

// value is what a variable holds when it is asked for.
func (v held) value() value {
	return newValue(v.shape, func(s *state, _ reflect.Value) reflect.Value { return s.vars[v.slot] })
}

func constant(of any) value {
	v := reflect.ValueOf(of)
	return newValue(shape{of: v.Type()}, func(*state, reflect.Value) reflect.Value { return v })
}

// chain looks up one field, or method without arguments, after the other.
func chain(of value, names []string) value {
	for _, name := range names {
		of = member(of, name, nil)
	}
	return of
}

// method calls the last of the names with arguments.
func method(of value, names []string, args []value) value {
	last := len(names) - 1
	return member(chain(of, names[:last]), names[last], args)
}

// evaluated returns what arguments are.
func evaluated(args []value, s *state, dot reflect.Value) []reflect.Value {
	if len(args) == 0 {
		return nil
	}
	values := make([]reflect.Value, len(args))
	for k, arg := range args {
		values[k] = arg.get(s, dot)
	}
	return values
}

// opened returns what an interface holds.
func opened(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

// indirect follows pointers and interfaces; nil becomes the zero Value.
func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return v
}

// fits reports whether values can be given to a function of these parameters.
func fits(f reflect.Type, args []reflect.Value) bool {
	counted := f.NumIn() == len(args) || f.IsVariadic() && f.NumIn()-1 <= len(args)
	return counted && !slices.ContainsFunc(args, func(v reflect.Value) bool { return !v.IsValid() })
}

// parameter returns the type of a function's k-th argument.
func parameter(f reflect.Type, k int) reflect.Type {
	if last := f.NumIn() - 1; f.IsVariadic() && k >= last {
		return f.In(last).Elem()
	}
	return f.In(k)
}

// called calls a function as text/template does: of two results the second is an
// error.
func called(f reflect.Value, args []reflect.Value) reflect.Value {
	t := f.Type()
	if !fits(t, args) {
		panic(cannot{})
	}
	for k, arg := range args {
		switch in := parameter(t, k); {
		case arg.Type() == in || arg.Type().AssignableTo(in):
		case arg.Kind() == reflect.Pointer && !arg.IsNil() && arg.Type().Elem().AssignableTo(in):
			args[k] = arg.Elem()
		case arg.CanAddr() && arg.Addr().Type().AssignableTo(in):
			args[k] = arg.Addr()
		default:
			panic(cannot{})
		}
	}
	results := f.Call(args)
	if len(results) == 2 && !results[1].IsNil() {
		panic(cannot{}) // html/template says what went wrong
	}
	return opened(results[0])
}
