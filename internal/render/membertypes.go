package render

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"dateline/internal/site"
)

// frames reports whether a type is what a page gets.
func frames(of reflect.Type) bool {
	if of.Kind() != reflect.Pointer || of.Elem().Kind() != reflect.Struct {
		return false
	}
	f, ok := of.Elem().FieldByName("Frame")
	return ok && f.Type == reflect.TypeFor[site.Frame]()
}

// fewFields are so many as a message lists.
const fewFields = 12

// instead says what there is where no name is near.
func instead(of reflect.Type) string {
	fields := fieldsOf(of)
	switch {
	case of.Kind() == reflect.Slice:
		return "; go through it: {{range …}}"
	case len(fields) == 0:
		return ""
	case len(fields) <= fewFields:
		return "; there are " + strings.Join(fields, ", ")
	}
	return fmt.Sprintf("; in Dateline's source %q tells what there is", "go doc ./internal/"+strings.Replace(strings.TrimPrefix(of.String(), "*"), ".", " ", 1))
}

// fieldsOf returns the fields of a struct, or of one that is pointed to, with their dots.
func fieldsOf(of reflect.Type) (fields []string) {
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct {
		return nil
	}
	for _, f := range reflect.VisibleFields(of) {
		if f.IsExported() && !f.Anonymous {
			fields = append(fields, "."+f.Name)
		}
	}
	return fields
}

// methodsOf returns the methods of a type, with their dots.
func methodsOf(of reflect.Type) (methods []string) {
	for m := range of.Methods() {
		methods = append(methods, "."+m.Name)
	}
	return methods
}

// element returns the type of what a range goes through.
func element(of reflect.Type) reflect.Type {
	if of == nil {
		return nil
	}
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	switch of.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map:
		return known(of.Elem())
	}
	return nil
}

// known returns a type, or nil for one of which a value tells more.
func known(of reflect.Type) reflect.Type {
	if of.Kind() == reflect.Interface {
		return nil
	}
	return of
}

// memberOf returns the type of a member as text/template finds it, and whether there may be
// one.
func memberOf(of reflect.Type, name string) (reflect.Type, bool) {
	if of == nil {
		return nil, true
	}
	methods := of
	if of.Kind() != reflect.Pointer {
		methods = reflect.PointerTo(of)
	}
	if m, ok := methods.MethodByName(name); ok && m.Type.NumOut() > 0 {
		return known(m.Type.Out(0)), true
	}
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	switch of.Kind() {
	case reflect.Interface:
		return nil, true
	case reflect.Map:
		return known(of.Elem()), true
	case reflect.Struct:
		if f, ok := of.FieldByName(name); ok && f.IsExported() {
			return known(f.Type), true
		}
	}
	return nil, false
}

// showsDot reports whether a template names a member of what it is called with, and does
// not ask first whether that is anything.
func showsDot(l *parse.ListNode) bool {
	return l != nil && slices.ContainsFunc(l.Nodes, func(n parse.Node) bool {
		switch n := n.(type) {
		case *parse.ActionNode:
			return namesMember(n.Pipe)
		case *parse.TemplateNode:
			return namesMember(n.Pipe)
		case *parse.IfNode:
			return !asksForDot(n.Pipe) && (namesMember(n.Pipe) || showsDot(n.List) || showsDot(n.ElseList))
		case *parse.WithNode:
			return namesMember(n.Pipe)
		case *parse.RangeNode:
			return namesMember(n.Pipe)
		}
		return false
	})
}

func namesMember(p *parse.PipeNode) bool {
	return hasOperand(p, func(n parse.Node) bool {
		switch n := n.(type) {
		case *parse.FieldNode:
			return true
		case *parse.VariableNode:
			return n.Ident[0] == "$" && len(n.Ident) > 1
		}
		return false
	})
}

func asksForDot(p *parse.PipeNode) bool {
	return hasOperand(p, func(n parse.Node) bool {
		variable, ok := n.(*parse.VariableNode)
		return n.Type() == parse.NodeDot || ok && len(variable.Ident) == 1 && variable.Ident[0] == "$"
	})
}

// hasOperand reports whether one of the operands of a pipeline is such.
func hasOperand(p *parse.PipeNode, is func(parse.Node) bool) bool {
	return p != nil && slices.ContainsFunc(p.Cmds, func(cmd *parse.CommandNode) bool {
		return slices.ContainsFunc(cmd.Args, func(arg parse.Node) bool {
			if inner, ok := arg.(*parse.PipeNode); ok {
				return hasOperand(inner, is)
			}
			return is(arg)
		})
	})
}
