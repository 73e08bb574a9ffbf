package htmlexec

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// function compiles a call of a function: of one that templates are given, or
// of one that text/template has.
func (c *compiler) function(name string, args []value) (value, error) {
	if given, ok := c.funcs[name]; ok {
		if call, ok := typed(given, args); ok {
			return call, nil
		}
		f := reflect.ValueOf(given)
		return newValue(shape{}, func(s *state, dot reflect.Value) reflect.Value { return called(f, evaluated(args, s, dot)) }), nil
	}
	switch name {
	case "and", "or":
		return logic(args, name == "or")
	case "not":
		return onOne(args, boolType, func(v reflect.Value) reflect.Value { return reflect.ValueOf(!truth(v)) })
	case "len":
		return onOne(args, intType, func(v reflect.Value) reflect.Value { return reflect.ValueOf(length(v)) })
	case "index":
		return onTwo(args, nil, item)
	case "eq":
		return equal(args)
	case "ne":
		return compared(args, func(c int) bool { return c != 0 }, true)
	case "lt":
		return compared(args, func(c int) bool { return c < 0 }, false)
	case "le":
		return compared(args, func(c int) bool { return c <= 0 }, false)
	case "gt":
		return compared(args, func(c int) bool { return c > 0 }, false)
	case "ge":
		return compared(args, func(c int) bool { return c >= 0 }, false)
	}
	return value{}, fmt.Errorf("the function %s is not compiled", name)
}

// logic returns the first argument that decides, or else the last.
func logic(args []value, or bool) (value, error) {
	if len(args) == 0 {
		return value{}, fmt.Errorf("and, or: nothing to decide")
	}
	return newValue(shape{}, func(s *state, dot reflect.Value) (v reflect.Value) {
		for _, arg := range args {
			if v = arg.get(s, dot); truth(v) == or {
				return v
			}
		}
		return v
	}), nil
}

// onOne calls f with one argument; its result is of type t, nil where that differs.
func onOne(args []value, t reflect.Type, f func(v reflect.Value) reflect.Value) (value, error) {
	if len(args) != 1 {
		return value{}, fmt.Errorf("%d arguments where one is compiled", len(args))
	}
	return newValue(shape{of: t}, func(s *state, dot reflect.Value) reflect.Value { return f(args[0].get(s, dot)) }), nil
}

// onTwo calls f with two arguments.
func onTwo(args []value, t reflect.Type, f func(a, b reflect.Value) reflect.Value) (value, error) {
	if len(args) != 2 {
		return value{}, fmt.Errorf("%d arguments where two are compiled", len(args))
	}
	return newValue(shape{of: t}, func(s *state, dot reflect.Value) reflect.Value {
		return f(args[0].get(s, dot), args[1].get(s, dot))
	}), nil
}

func length(v reflect.Value) int {
	switch v = indirect(v); v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len()
	}
	panic(cannot{})
}

// item returns an element of a slice, or the value of a key.
func item(of, at reflect.Value) reflect.Value {
	of = indirect(of)
	switch {
	case of.Kind() == reflect.Slice && at.CanInt() && at.Int() >= 0 && at.Int() < int64(of.Len()):
		return opened(of.Index(int(at.Int())))
	case of.Kind() == reflect.Map && at.IsValid() && at.Type() == of.Type().Key():
		if v := of.MapIndex(at); v.IsValid() {
			return opened(v)
		}
	}
	panic(cannot{})
}

// equal compiles eq, which compares the first value with each of the others.
func equal(args []value) (value, error) {
	if len(args) < 2 {
		return value{}, fmt.Errorf("eq: nothing to compare with")
	}
	return newValue(shape{of: boolType}, func(s *state, dot reflect.Value) reflect.Value {
		first := args[0].get(s, dot)
		return reflect.ValueOf(slices.ContainsFunc(args[1:], func(other value) bool {
			return compareValues(first, other.get(s, dot), true) == 0
		}))
	}), nil
}

// compared compiles a comparison of two values of one kind. Where only
// equality is asked for, they may be truth values.
func compared(args []value, holds func(int) bool, equality bool) (value, error) {
	return onTwo(args, boolType, func(a, b reflect.Value) reflect.Value {
		return reflect.ValueOf(holds(compareValues(a, b, equality)))
	})
}

func compareValues(a, b reflect.Value, equality bool) int {
	switch {
	case a.Kind() == reflect.String && b.Kind() == reflect.String:
		return strings.Compare(a.String(), b.String())
	case a.CanInt() && b.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case equality && a.Kind() == reflect.Bool && b.Kind() == reflect.Bool:
		if a.Bool() == b.Bool() {
			return 0
		}
		return 1
	}
	panic(cannot{})
}
