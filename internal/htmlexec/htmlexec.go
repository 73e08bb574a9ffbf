// Package htmlexec executes templates of html/template several times as fast as
// that package does, with the same result to the byte.
//
// html/template looks a field up by its name, and calls an escaper through
// reflection, each time that an action is executed. Here a template is compiled
// once, for data of one type: what it calls is put in its place ([Compile],
// inline.go), html/template adds its escapers to the result, as it always does, and
// each node becomes a function that knows of which type its value is, as far as the
// type of the data says so, and where in a struct its field lies.
//
// What only html/template can do, or say, is left to it: a template that cannot
// be compiled is an error of Compile, and [Program.Execute] reports false where
// a value turns out to be of a kind that is not provided for, or an execution
// fails. The caller then executes the template by html/template.
package htmlexec

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"sync"
	"text/template/parse"
)

// Program is a template, compiled for data of one type. It is safe for concurrent use.
type Program struct {
	data  reflect.Type
	body  []step
	slots int       // how many variables it has
	rooms sync.Pool // of *state for so many variables, used again
}

// step is a part of a template: a text, and what follows it.
type step struct {
	text string
	do   action // nil where nothing does
}

// action is what a node does: it appends to the output.
type action func(s *state, dot reflect.Value, out []byte) []byte

// state is one execution.
type state struct {
	vars []reflect.Value
	room []byte // for a text that is to be escaped
}

// cannot is thrown where only html/template can go on.
type cannot struct{}

// Compile compiles the template of a set that has this name for data of a type, with
// the functions that the set was parsed with. The set must not have been executed
// before. The error says what html/template has to do.
func Compile(set *template.Template, name string, funcs template.FuncMap, data reflect.Type) (*Program, error) {
	tree, err := inlined(set, name)
	if err != nil {
		return nil, err
	}
	whole, err := template.New(name).Funcs(funcs).AddParseTree(name, tree)
	if err != nil {
		return nil, fmt.Errorf("joining templates: %w", err)
	}
	// The first execution escapes the tree. It ends where it first writes.
	if wrong, ok := errors.AsType[*template.Error](whole.Execute(closed{}, nil)); ok {
		return nil, wrong
	}
	root := whole.Lookup(name).Tree.Root
	root.Nodes = root.Nodes[1:]
	return compile(root, funcs, data)
}

// closed is a writer that takes nothing.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// Execute appends what the template makes of data to out. It reports false, with
// out as it was, where html/template has to execute the template instead: that is so
// of data of another type, too.
func (p *Program) Execute(out []byte, data any) (result []byte, ok bool) {
	if reflect.TypeOf(data) != p.data {
		return out, false
	}
	s, ok := p.rooms.Get().(*state)
	if !ok {
		s = &state{vars: make([]reflect.Value, p.slots)}
	}
	defer func() {
		clear(s.vars) // of what they hold, nothing is kept
		p.rooms.Put(s)
		if thrown := recover(); thrown != nil {
			if _, is := thrown.(cannot); !is {
				panic(thrown)
			}
			result, ok = out, false
		}
	}()
	dot := reflect.ValueOf(data)
	s.vars[0] = dot
	return s.run(p.body, dot, out), true
}

func (s *state) run(steps []step, dot reflect.Value, out []byte) []byte {
	for k := range steps {
		one := &steps[k]
		out = append(out, one.text...)
		if one.do != nil {
			out = one.do(s, dot, out)
		}
	}
	return out
}

// unsupported is what a compiler says of a node that it does not know.
func unsupported(n parse.Node) error { return fmt.Errorf("%T is not compiled: %s", n, n) }
