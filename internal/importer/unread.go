package importer

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"dateline/internal/diag"
)

// unread tells why a file cannot be read, at the place that the error knows.
func (r *reader) unread(err error, what string) {
	var inJSON *json.SyntaxError
	var inXML *xml.SyntaxError
	switch {
	case errors.As(err, &inJSON):
		r.problems.Errorf(r.at(int(inJSON.Offset)-1), "this is not JSON: %v", err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		r.problems.Errorf(r.at(len(r.text)), "this file ends before it is complete")
	case errors.As(err, &inXML):
		r.problems.Errorf(diag.At(r.name, inXML.Line, 0), "this is not XML: %s", inXML.Msg)
	default:
		r.problems.Errorf(diag.Pos{File: r.name}, "%s: %s", what, reason(err))
	}
}

// reason says what is wrong with JSON of another shape in the words of JSON, not of Go.
func reason(err error) string {
	shape, ok := errors.AsType[*json.UnmarshalTypeError](err)
	if !ok {
		return err.Error()
	}
	value, _, _ := strings.Cut(shape.Value, " ") // "number 1e9"
	if shape.Field == "" {
		return "it is of the type " + value
	}
	return fmt.Sprintf("%q cannot be of the type %s", shape.Field[1+strings.LastIndexByte(shape.Field, '.'):], value)
}
