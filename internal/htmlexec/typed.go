package htmlexec

import (
	"html/template"
	"reflect"
)

// typed compiles a call of a function that takes what most functions of templates
// take: called as it is, it costs less than by reflection. nil is for
// any other function, and for another number of arguments.
//
// Where a value is of another type, html/template finds out whether it fits.
func typed(given any, args []expression) expression {
	switch f := given.(type) {
	case func(string) (string, error):
		if len(args) == 1 {
			return func(s *state) reflect.Value { return whole(f(textOf(args[0](s)))) }
		}
	case func(any) (template.HTML, error):
		if len(args) == 1 {
			return func(s *state) reflect.Value { return whole(f(anyOf(args[0](s)))) }
		}
	case func(int) string:
		if len(args) == 1 {
			return func(s *state) reflect.Value { return reflect.ValueOf(f(intOf(args[0](s)))) }
		}
	case func(string, int, ...string) string:
		if len(args) >= 2 {
			return func(s *state) reflect.Value {
				key, n := textOf(args[0](s)), intOf(args[1](s))
				var more []string
				for _, arg := range args[2:] {
					more = append(more, textOf(arg(s)))
				}
				return reflect.ValueOf(f(key, n, more...))
			}
		}
	}
	return nil
}

// whole returns a result that came without an error; with one, html/template says what
// went wrong.
func whole[T any](result T, err error) reflect.Value {
	if err != nil {
		panic(cannot{})
	}
	return reflect.ValueOf(result)
}

func textOf(v reflect.Value) string {
	if !v.IsValid() || v.Type() != stringType {
		panic(cannot{})
	}
	return v.String()
}

func intOf(v reflect.Value) int {
	if !v.IsValid() || v.Type() != intType {
		panic(cannot{})
	}
	return int(v.Int())
}

func anyOf(v reflect.Value) any {
	if !v.IsValid() {
		panic(cannot{})
	}
	return v.Interface()
}
