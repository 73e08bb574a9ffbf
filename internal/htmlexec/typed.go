package htmlexec

import (
	"html/template"
	"reflect"
)

// typed compiles a call of a function that takes what most functions of templates
// take: called as it is, it costs less than by reflection. It reports false for
// any other function, and for another number of arguments.
//
// Where a value is of another type, html/template finds out whether it fits.
func typed(given any, args []value) (value, bool) {
	switch f := given.(type) {
	case func(string) (string, error):
		if len(args) == 1 {
			name := args[0].asText()
			return newText(stringType, func(s *state, dot reflect.Value) string { return whole(f(name(s, dot))) }), true
		}
	case func(any) (template.HTML, error):
		if len(args) == 1 {
			return newText(htmlType, func(s *state, dot reflect.Value) string { return string(whole(f(anyOf(args[0].get(s, dot))))) }), true
		}
	case func(int) string:
		if len(args) == 1 {
			return newText(stringType, func(s *state, dot reflect.Value) string { return f(intOf(args[0].get(s, dot))) }), true
		}
	case func(string, int, ...string) string:
		if len(args) >= 2 {
			key := args[0].asText()
			var more []func(s *state, dot reflect.Value) string
			for _, arg := range args[2:] {
				more = append(more, arg.asText())
			}
			return newText(stringType, func(s *state, dot reflect.Value) string {
				var texts []string
				for _, text := range more {
					texts = append(texts, text(s, dot))
				}
				return f(key(s, dot), intOf(args[1].get(s, dot)), texts...)
			}), true
		}
	}
	return value{}, false
}

// whole returns a result that came without an error; with one, html/template says what
// went wrong.
func whole[T any](result T, err error) T {
	if err != nil {
		panic(cannot{})
	}
	return result
}

// asText returns what evaluates a value as an argument that has to be a string.
func (v value) asText() func(s *state, dot reflect.Value) string {
	if v.of == stringType {
		return v.text
	}
	return func(s *state, dot reflect.Value) string {
		text := v.get(s, dot)
		if !text.IsValid() || text.Type() != stringType {
			panic(cannot{})
		}
		return text.String()
	}
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
