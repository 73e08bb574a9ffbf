package htmlexec

import (
	"fmt"
	"reflect"
	"slices"
	"text/template/parse"
)

// expression is what a pipeline, or a part of it, evaluates to.
type expression func(s *state) reflect.Value

// pipe compiles a pipeline, with the variable that it declares or sets.
func (c *compiler) pipe(p *parse.PipeNode) (expression, error) {
	value, err := c.commands(p.Cmds)
	if err != nil || len(p.Decl) == 0 {
		return value, err
	}
	if len(p.Decl) > 1 {
		return nil, unsupported(p)
	}
	var at int
	if name := p.Decl[0].Ident[0]; p.IsAssign {
		at, err = c.slot(name)
	} else {
		at = c.declare(name)
	}
	return func(s *state) reflect.Value {
		v := value(s)
		s.vars[at] = v
		return v
	}, err
}

// commands compiles commands of which each gets the value of the one before it
// as its last argument.
func (c *compiler) commands(cmds []*parse.CommandNode) (value expression, err error) {
	for _, cmd := range cmds {
		if value, err = c.command(cmd, value); err != nil {
			return nil, err
		}
	}
	if value == nil {
		return nil, fmt.Errorf("an empty pipeline")
	}
	return value, nil
}

func (c *compiler) command(cmd *parse.CommandNode, final expression) (expression, error) {
	first := cmd.Args[0]
	if len(cmd.Args) == 1 && final == nil {
		return c.operand(first)
	}
	args := make([]expression, 0, len(cmd.Args))
	for _, n := range cmd.Args[1:] {
		arg, err := c.operand(n)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	if final != nil {
		args = append(args, final)
	}
	switch n := first.(type) {
	case *parse.IdentifierNode:
		return c.function(n.Ident, args)
	case *parse.FieldNode:
		return method(func(s *state) reflect.Value { return s.dot }, n.Ident, args), nil
	case *parse.VariableNode:
		if at, err := c.slot(n.Ident[0]); err == nil && len(n.Ident) > 1 {
			return method(func(s *state) reflect.Value { return s.vars[at] }, n.Ident[1:], args), nil
		}
	case *parse.ChainNode:
		of, err := c.operand(n.Node)
		return method(of, n.Field, args), err
	}
	return nil, unsupported(cmd)
}

// operand compiles what stands for a value by itself.
func (c *compiler) operand(n parse.Node) (expression, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return func(s *state) reflect.Value { return s.dot }, nil
	case *parse.FieldNode:
		return chain(func(s *state) reflect.Value { return s.dot }, n.Ident), nil
	case *parse.VariableNode:
		at, err := c.slot(n.Ident[0])
		return chain(func(s *state) reflect.Value { return s.vars[at] }, n.Ident[1:]), err
	case *parse.ChainNode:
		of, err := c.operand(n.Node)
		return chain(of, n.Field), err
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
	return nil, unsupported(n)
}

func constant(value any) expression {
	v := reflect.ValueOf(value)
	return func(*state) reflect.Value { return v }
}

// chain looks up one field, or method without arguments, after the other.
func chain(of expression, names []string) expression {
	for _, name := range names {
		m, receiver := newMember(name), of
		of = func(s *state) reflect.Value { return opened(m.of(receiver(s), nil)) }
	}
	return of
}

// method calls the last of the names with arguments.
func method(of expression, names []string, args []expression) expression {
	receiver, m := chain(of, names[:len(names)-1]), newMember(names[len(names)-1])
	return func(s *state) reflect.Value {
		values := make([]reflect.Value, len(args))
		for k, arg := range args {
			values[k] = arg(s)
		}
		return opened(m.of(receiver(s), values))
	}
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

// truth is whether text/template takes a value for true.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0
	case reflect.Bool:
		return v.Bool()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int() != 0
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return v.Uint() != 0
	case reflect.Float32, reflect.Float64:
		return v.Float() != 0
	case reflect.Complex64, reflect.Complex128:
		return v.Complex() != 0
	case reflect.Pointer, reflect.Interface, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return !v.IsNil()
	case reflect.Struct:
		return true
	}
	panic(cannot{})
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
