package htmlexec

import (
	"reflect"
	"sync/atomic"
)

// member is a name after a dot: a field, a method, or a key of a map. Where it
// lies is looked up for a type once, and remembered for the last type.
type member struct {
	name string
	last atomic.Pointer[place]
}

// place is where a member lies in a type.
type place struct {
	of        reflect.Type
	addressed bool  // the value can be addressed, so that methods of its pointer count
	method    int   // of the value, or of its pointer; -1 where it is no method
	pointer   bool  // the method is that of its pointer
	field     []int // where it is neither method nor key
	key       bool
}

func newMember(name string) *member { return &member{name: name} }

// of returns the member of a value. A method gets the arguments.
func (m *member) of(v reflect.Value, args []reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() {
		panic(cannot{})
	}
	at := m.last.Load()
	if at == nil || at.of != v.Type() || at.addressed != v.CanAddr() {
		at = locate(v, m.name)
		m.last.Store(at)
	}
	switch {
	case at.method >= 0:
		if at.pointer {
			v = v.Addr()
		}
		if v.Kind() == reflect.Pointer && v.IsNil() {
			panic(cannot{})
		}
		return called(v.Method(at.method), args)
	case len(args) > 0:
		panic(cannot{})
	}
	if v.Kind() == reflect.Pointer {
		if v = v.Elem(); !v.IsValid() {
			panic(cannot{})
		}
	}
	if at.key {
		return v.MapIndex(reflect.ValueOf(m.name))
	}
	if len(at.field) == 1 {
		return v.Field(at.field[0])
	}
	f, err := v.FieldByIndexErr(at.field)
	if err != nil {
		panic(cannot{})
	}
	return f
}

// locate finds a member as text/template does: methods come before fields.
func locate(v reflect.Value, name string) *place {
	at := &place{of: v.Type(), addressed: v.CanAddr(), method: -1}
	receiver := v.Type()
	if v.Kind() != reflect.Pointer && v.CanAddr() {
		receiver, at.pointer = reflect.PointerTo(receiver), true
	}
	if m, ok := receiver.MethodByName(name); ok {
		at.method = m.Index
		return at
	}
	t := v.Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Struct:
		if f, ok := t.FieldByName(name); ok && f.IsExported() {
			at.field = f.Index
			return at
		}
	case reflect.Map:
		if t.Key() == reflect.TypeFor[string]() {
			at.key = true
			return at
		}
	}
	panic(cannot{})
}
