package htmlexec

import (
	"reflect"
	"slices"
	"sync/atomic"
)

// place is where a member lies in values of a shape: a name after a dot, which is a
// field, a method, or a key of a map.
type place struct {
	shape
	method  int          // of the value, or of its pointer; -1 where it is no method
	pointer bool         // the method is that of its pointer
	field   []int        // where it is neither method nor key
	holds   reflect.Type // of the field, or what the method returns; nil for a key
}

// member compiles the member of a value. A method gets the arguments.
func member(of value, name string, args []value) value {
	if of.of == nil {
		m := &unknown{name: name}
		return newValue(shape{}, func(s *state, dot reflect.Value) reflect.Value {
			return m.of(of.get(s, dot), evaluated(args, s, dot))
		})
	}
	at := locate(of.shape, name)
	switch {
	case at == nil:
		return newValue(shape{}, never)
	case at.field != nil && len(args) == 0 && at.holds.Kind() != reflect.Interface && !at.behind():
		return at.direct(of)
	}
	holds := shape{}
	if at.method >= 0 {
		holds = shapeOf(at.holds, false)
	}
	v := newValue(holds, func(s *state, dot reflect.Value) reflect.Value {
		return at.in(of.get(s, dot), name, evaluated(args, s, dot))
	})
	if at.method >= 0 && (at.holds == htmlType || at.holds == stringType) && len(args) == 0 && at.receiver().Implements(appenderType) {
		v.append = func(s *state, dot reflect.Value, out []byte) []byte {
			return at.received(of.get(s, dot)).Interface().(Appender).AppendText(out, name)
		}
	}
	return v
}

// receiver returns the type of whose methods the member is one.
func (at *place) receiver() reflect.Type {
	if at.pointer {
		return reflect.PointerTo(at.of)
	}
	return at.of
}

// received returns a value of this shape as the receiver of the method.
func (at *place) received(v reflect.Value) reflect.Value {
	if at.pointer {
		v = v.Addr()
	}
	if v.Kind() == reflect.Pointer && v.IsNil() {
		panic(cannot{})
	}
	return v
}

// behind reports whether a pointer that is embedded leads to a field.
func (at *place) behind() bool {
	t := at.of
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return slices.ContainsFunc(at.field, func(k int) bool {
		if t.Kind() == reflect.Pointer {
			return true
		}
		t = t.Field(k).Type
		return false
	})
}

// direct compiles a field that lies in the value, or in what it points to.
func (at *place) direct(of value) value {
	holds, get, first := shape{at.holds, of.addressed}, of.get, at.field[0]
	if at.of.Kind() == reflect.Pointer {
		holds.addressed = true
		get = func(s *state, dot reflect.Value) reflect.Value {
			v := of.get(s, dot).Elem()
			if !v.IsValid() {
				panic(cannot{})
			}
			return v
		}
	}
	if len(at.field) == 1 {
		return newValue(holds, func(s *state, dot reflect.Value) reflect.Value { return get(s, dot).Field(first) })
	}
	return newValue(holds, func(s *state, dot reflect.Value) reflect.Value {
		v := get(s, dot)
		for _, k := range at.field {
			v = v.Field(k)
		}
		return v
	})
}

// in returns the member of a value of this shape.
func (at *place) in(v reflect.Value, name string, args []reflect.Value) reflect.Value {
	switch {
	case at.method >= 0:
		return called(at.received(v).Method(at.method), args)
	case len(args) > 0:
		panic(cannot{})
	}
	if v.Kind() == reflect.Pointer {
		if v = v.Elem(); !v.IsValid() {
			panic(cannot{})
		}
	}
	if at.field == nil {
		return opened(v.MapIndex(reflect.ValueOf(name)))
	}
	f, err := v.FieldByIndexErr(at.field)
	if err != nil {
		panic(cannot{})
	}
	return opened(f)
}

// unknown is a member of values of which only they know the type. Where it lies is
// looked up for a type once, and remembered for the last type.
type unknown struct {
	name string
	last atomic.Pointer[place]
}

// of returns the member of a value.
func (m *unknown) of(v reflect.Value, args []reflect.Value) reflect.Value {
	v = opened(v)
	if !v.IsValid() {
		panic(cannot{})
	}
	at := m.last.Load()
	if now := (shape{v.Type(), v.CanAddr()}); at == nil || at.shape != now {
		if at = locate(now, m.name); at == nil {
			panic(cannot{})
		}
		m.last.Store(at)
	}
	return at.in(v, m.name, args)
}

// locate finds a member as text/template does: methods come before fields. It returns
// nil for what only html/template can speak of.
func locate(of shape, name string) *place {
	at := &place{shape: of, method: -1}
	at.pointer = of.of.Kind() != reflect.Pointer && of.addressed
	if m, ok := at.receiver().MethodByName(name); ok {
		if results := m.Type.NumOut(); results != 1 && results != 2 {
			return nil
		}
		at.method, at.holds = m.Index, m.Type.Out(0)
		return at
	}
	t := of.of
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Struct:
		if f, ok := t.FieldByName(name); ok && f.IsExported() {
			at.field, at.holds = f.Index, f.Type
			return at
		}
	case reflect.Map:
		if t.Key() == stringType {
			return at
		}
	}
	return nil
}
