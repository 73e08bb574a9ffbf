package htmlexec

import (
	"reflect"
	"text/template/parse"
)

// condition compiles a pipeline of which only the truth is asked for.
func (c *compiler) condition(p *parse.PipeNode) (func(s *state, dot reflect.Value) bool, error) {
	if len(p.Decl) == 0 && len(p.Cmds) == 1 {
		if id, ok := p.Cmds[0].Args[0].(*parse.IdentifierNode); ok && c.funcs[id.Ident] == nil {
			return c.connected(id.Ident, p)
		}
	}
	return c.holds(p)
}

// connected compiles a call of and, or and not without the value that it results in.
func (c *compiler) connected(name string, p *parse.PipeNode) (func(s *state, dot reflect.Value) bool, error) {
	args := p.Cmds[0].Args[1:]
	if len(args) == 0 || name != "and" && name != "or" && (name != "not" || len(args) > 1) {
		return c.holds(p)
	}
	parts := make([]func(s *state, dot reflect.Value) bool, len(args))
	for k, arg := range args {
		inner, ok := arg.(*parse.PipeNode)
		if !ok {
			inner = &parse.PipeNode{Cmds: []*parse.CommandNode{{Args: []parse.Node{arg}}}}
		}
		var err error
		if parts[k], err = c.condition(inner); err != nil {
			return nil, err
		}
	}
	if name == "not" {
		return func(s *state, dot reflect.Value) bool { return !parts[0](s, dot) }, nil
	}
	decides := name == "or"
	return func(s *state, dot reflect.Value) bool {
		for _, part := range parts {
			if part(s, dot) == decides {
				return decides
			}
		}
		return !decides
	}, nil
}

// holds compiles a pipeline, and whether its value is true.
func (c *compiler) holds(p *parse.PipeNode) (func(s *state, dot reflect.Value) bool, error) {
	v, err := c.pipe(p)
	if err != nil {
		return nil, err
	}
	if text := v.text; text != nil {
		return func(s *state, dot reflect.Value) bool { return text(s, dot) != "" }, nil
	}
	truth := v.truth()
	return func(s *state, dot reflect.Value) bool { return truth(v.get(s, dot)) }, nil
}

// truth returns what tells whether a value of the shape is true.
func (sh shape) truth() func(reflect.Value) bool {
	if sh.of != nil {
		switch sh.of.Kind() {
		case reflect.Bool:
			return reflect.Value.Bool
		case reflect.Pointer:
			return func(v reflect.Value) bool { return !v.IsNil() }
		case reflect.Slice:
			return func(v reflect.Value) bool { return v.Len() > 0 }
		}
	}
	return truth
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
