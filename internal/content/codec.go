package content

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/markup"
	"dateline/internal/packed"
)

// A codec writes values of one type, and reads them again. Numbers are varints. Of a
// struct, a set of bits says which fields follow: the others are zero. Texts that
// are short enough to stand in several files, and dates, are numbered as they come, and
// written once, after all else: so what stands between may be passed over. The place of a
// problem says whether it is in the document's own file. Texts of pages and notes are
// left out.
type codec struct {
	write func(*keeper, reflect.Value)
	read  func(*recaller, reflect.Value)
}

// codecs are those of the types that are known, which may hold themselves.
type codecs map[reflect.Type]*codec

var (
	posType   = reflect.TypeFor[diag.Pos]()
	placeType = reflect.TypeFor[Place]()
	dateType  = reflect.TypeFor[edtf.Date]()
	bodyType  = reflect.TypeFor[*markup.Body]()
)

// of returns the codec of a type. It panics where documents have got a type of which
// it does not know how to keep it: a test finds that out.
func (all codecs) of(t reflect.Type) *codec {
	if c := all[t]; c != nil {
		return c
	}
	c := &codec{}
	all[t] = c
	switch {
	case t == posType:
		*c = codec{(*keeper).pos, (*recaller).pos}
	case t == placeType:
		*c = codec{(*keeper).place, (*recaller).place}
	case t == dateType:
		*c = codec{(*keeper).date, (*recaller).date}
	case t == bodyType:
		*c = codec{func(*keeper, reflect.Value) {}, func(*recaller, reflect.Value) {}}
	default:
		*c = all.ofKind(t)
	}
	return c
}

func (all codecs) ofKind(t reflect.Type) codec {
	switch t.Kind() {
	case reflect.String:
		return codec{
			func(k *keeper, v reflect.Value) { k.text(v.String()) },
			func(r *recaller, v reflect.Value) { v.SetString(r.text()) },
		}
	case reflect.Bool:
		return codec{
			func(k *keeper, v reflect.Value) { k.bool(v.Bool()) },
			func(r *recaller, v reflect.Value) { v.SetBool(r.Number() == 1) },
		}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return codec{
			func(k *keeper, v reflect.Value) { k.signed(v.Int()) },
			func(r *recaller, v reflect.Value) { v.SetInt(r.Signed()) },
		}
	case reflect.Float64:
		return codec{
			func(k *keeper, v reflect.Value) { k.number(math.Float64bits(v.Float())) },
			func(r *recaller, v reflect.Value) { v.SetFloat(math.Float64frombits(r.Number())) },
		}
	case reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			return codec{
				func(k *keeper, v reflect.Value) { k.bytes(v.Bytes()) },
				func(r *recaller, v reflect.Value) { r.bytes(v.Bytes()) },
			}
		}
	case reflect.Slice:
		return all.ofSlice(t)
	case reflect.Map:
		return all.ofMap(t)
	case reflect.Interface:
		return codec{(*keeper).any, (*recaller).any}
	case reflect.Pointer:
		return all.ofPointer(t)
	case reflect.Struct:
		return all.ofStruct(t)
	}
	panic(fmt.Sprintf("content: %s cannot be kept between builds", t))
}

// ofPointer is of fields: one that is nil is zero, and not written.
func (all codecs) ofPointer(t reflect.Type) codec {
	item := all.of(t.Elem())
	return codec{
		func(k *keeper, v reflect.Value) { item.write(k, v.Elem()) },
		func(r *recaller, v reflect.Value) {
			if v.IsNil() {
				v.Set(reflect.New(t.Elem()))
			}
			item.read(r, v.Elem())
		},
	}
}

func (all codecs) ofSlice(t reflect.Type) codec {
	item := all.of(t.Elem())
	return codec{
		func(k *keeper, v reflect.Value) {
			k.number(uint64(v.Len()))
			for i := range v.Len() {
				item.write(k, v.Index(i))
			}
		},
		func(r *recaller, v reflect.Value) {
			n := r.count()
			if n == 0 {
				v.Set(reflect.MakeSlice(t, 0, 0)) // one of none, which is not nil
			}
			for i := 0; i < n && r.Err == nil; i++ {
				if i == v.Cap() {
					v.Grow(min(n-i, plenty))
				}
				v.SetLen(i + 1)
				item.read(r, v.Index(i))
			}
		},
	}
}

func (all codecs) ofMap(t reflect.Type) codec {
	if t.Key().Kind() != reflect.String {
		panic(fmt.Sprintf("content: %s cannot be kept between builds", t))
	}
	item := all.of(t.Elem())
	return codec{
		func(k *keeper, v reflect.Value) {
			keys := v.MapKeys()
			slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
			k.number(uint64(len(keys)))
			for _, key := range keys {
				k.text(key.String())
				item.write(k, v.MapIndex(key))
			}
		},
		func(r *recaller, v reflect.Value) {
			v.Set(reflect.MakeMap(t))
			for range r.count() {
				if r.Err != nil {
					return
				}
				key, value := reflect.ValueOf(r.text()).Convert(t.Key()), reflect.New(t.Elem()).Elem()
				item.read(r, value)
				v.SetMapIndex(key, value)
			}
		},
	}
}

func (all codecs) ofStruct(t reflect.Type) codec {
	fields := make([]*codec, t.NumField())
	for i := range fields {
		if f := t.Field(i); !f.IsExported() || i > 63 {
			panic(fmt.Sprintf("content: %s.%s cannot be kept between builds", t, f.Name))
		}
		fields[i] = all.of(t.Field(i).Type)
	}
	return codec{
		func(k *keeper, v reflect.Value) {
			var set uint64
			for i := range fields {
				if !v.Field(i).IsZero() {
					set |= 1 << i
				}
			}
			k.number(set)
			for i, c := range fields {
				if set&(1<<i) != 0 {
					c.write(k, v.Field(i))
				}
			}
		},
		func(r *recaller, v reflect.Value) {
			set := r.Number()
			for i, c := range fields {
				if set&(1<<i) != 0 {
					c.read(r, v.Field(i))
				}
			}
		},
	}
}

// A keeper writes what is kept of documents.
type keeper struct {
	out     []byte // what was written
	words   []string
	numbers map[string]uint64 // of words
	file    string            // of the document
	codecs  codecs
}

func newKeeper() *keeper {
	return &keeper{numbers: map[string]uint64{"": wordText}, codecs: codecs{}}
}

// What begins a text: its number, or how it is written.
const (
	longText = iota // one that gets no number
	wordText        // the first number; that of the empty text
)

func (k *keeper) number(n uint64)  { k.out = binary.AppendUvarint(k.out, n) }
func (k *keeper) signed(n int64)   { k.out = binary.AppendVarint(k.out, n) }
func (k *keeper) bytes(all []byte) { k.out = append(k.out, all...) }

func (k *keeper) bool(b bool) {
	if b {
		k.number(1)
	} else {
		k.number(0)
	}
}

func (k *keeper) text(s string) {
	if len(s) > longestWord {
		k.number(longText)
		k.out = packed.AppendText(k.out, s)
		return
	}
	n, known := k.numbers[s]
	if !known {
		k.words = append(k.words, s)
		n = wordText + uint64(len(k.words))
		k.numbers[s] = n
	}
	k.number(n)
}

// dictionary puts out all texts that have got a number, where each of them begins, and at
// the end how many bytes the texts take, and how many they are: so that one is found without
// the others.
func (k *keeper) dictionary(put func()) {
	for _, word := range k.words {
		k.out = packed.AppendText(k.out, word)
		put()
	}
	size := uint64(0)
	for _, word := range k.words {
		k.out = binary.LittleEndian.AppendUint64(k.out, size)
		put()
		k.out = packed.AppendText(k.out, word)
		size += uint64(len(k.out))
		k.out = k.out[:0]
	}
	k.out = binary.LittleEndian.AppendUint64(k.out, size)
	k.out = binary.LittleEndian.AppendUint64(k.out, uint64(len(k.words)))
	put()
}

// value writes what v points to.
func (k *keeper) value(v any) { k.of(reflect.ValueOf(v).Elem()) }

func (k *keeper) of(v reflect.Value) { k.codecs.of(v.Type()).write(k, v) }

func (k *keeper) date(v reflect.Value) { k.text(v.Interface().(edtf.Date).String()) }

func (k *keeper) pos(v reflect.Value) {
	file := v.Field(0).String()
	k.bool(file == k.file)
	if file != k.file {
		k.text(file)
	}
	k.number(uint64(v.Field(1).Int()))
	k.number(uint64(v.Field(2).Int()))
}

func (k *keeper) place(v reflect.Value) {
	k.signed(v.Field(0).Int())
	k.number(uint64(v.Field(1).Int()))
}

// anyTypes are those of an author's own values, see readParams.
var anyTypes = []reflect.Type{
	reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[float64](), reflect.TypeFor[bool](),
	reflect.TypeFor[[]any](), reflect.TypeFor[map[string]any](),
}

// any writes the number of the type of such a value, from 1, and the value; 0 for nil.
func (k *keeper) any(v reflect.Value) {
	if v.IsNil() {
		k.number(0)
		return
	}
	n := slices.Index(anyTypes, v.Elem().Type())
	if n < 0 {
		panic(fmt.Sprintf("content: %s cannot be kept between builds", v.Elem().Type()))
	}
	k.number(uint64(n + 1))
	k.of(v.Elem())
}

// plenty is how many things of a kind are expected of a file before it has shown
// that it holds so many.
const plenty = 1 << 10

// A recaller reads what a keeper has written. Texts are parts of that.
type recaller struct {
	packed.Reader
	words  string // those that have a number
	begins string // where each of them does
	dates  map[string]edtf.Date
	file   string
	codecs codecs
	kept   markup.Kept // room for one

	shelf *markup.Shelf  // for the texts of documents
	again func() *reader // reads them from their files
}

func newRecaller(kept string, shelf *markup.Shelf, again func() *reader) *recaller {
	r := &recaller{dates: map[string]edtf.Date{}, codecs: codecs{}, shelf: shelf, again: again}
	words, size := fixed(&kept), fixed(&kept)
	if words > uint64(len(kept))/fixedSize || size > uint64(len(kept))-words*fixedSize {
		r.Fail()
		return r
	}
	begins := len(kept) - int(words)*fixedSize
	r.Left, r.words, r.begins = kept[:begins-int(size)], kept[begins-int(size):begins], kept[begins:]
	return r
}

const fixedSize = 8

// fixed takes a number off the end of a text that was written in so many bytes; 0 where
// there are not so many.
func fixed(s *string) uint64 {
	var room [fixedSize]byte
	end := max(0, len(*s)-fixedSize)
	copy(room[:], (*s)[end:])
	*s = (*s)[:end]
	return binary.LittleEndian.Uint64(room[:])
}

// count reads a number of things, of which each may take no byte.
func (r *recaller) count() int {
	n := r.Number()
	if n > math.MaxInt32 || r.Err != nil {
		r.Fail()
		return 0
	}
	return int(n)
}

func (r *recaller) bytes(to []byte) { copy(to, r.Next(len(to))) }

func (r *recaller) text() string {
	switch n := r.Number(); n {
	case longText:
		return r.Text()
	case wordText:
		return ""
	default:
		return r.word(n - wordText - 1)
	}
}

// word returns the text that has a number, from 0.
func (r *recaller) word(n uint64) string {
	if n >= uint64(len(r.begins))/fixedSize {
		r.Fail()
		return ""
	}
	begins := r.begins[:(n+1)*fixedSize]
	from := packed.Reader{}
	if begin := fixed(&begins); begin < uint64(len(r.words)) {
		from.Left = r.words[begin:]
	}
	word := from.Text()
	if from.Err != nil {
		r.Fail()
	}
	return word
}

// value reads what v points to.
func (r *recaller) value(v any) {
	to := reflect.ValueOf(v).Elem()
	r.codecs.of(to.Type()).read(r, to)
}

func (r *recaller) date(v reflect.Value) {
	s := r.text()
	date, known := r.dates[s]
	if !known && r.Err == nil {
		var err error
		if date, err = edtf.Parse(s); err != nil {
			r.Fail()
		}
		r.dates[s] = date
	}
	v.Set(reflect.ValueOf(date))
}

func (r *recaller) pos(v reflect.Value) {
	file := r.file
	if r.Number() == 0 {
		file = r.text()
	}
	v.Field(0).SetString(file)
	v.Field(1).SetInt(int64(r.count()))
	v.Field(2).SetInt(int64(r.count()))
}

func (r *recaller) place(v reflect.Value) {
	*v.Addr().Interface().(*Place) = Place{int32(r.Signed()), int32(r.count())}
}

func (r *recaller) any(v reflect.Value) {
	n := r.count()
	if n > len(anyTypes) {
		r.Fail()
	}
	if n == 0 || r.Err != nil {
		return
	}
	value := reflect.New(anyTypes[n-1])
	r.codecs.of(anyTypes[n-1]).read(r, value.Elem())
	v.Set(value.Elem())
}
