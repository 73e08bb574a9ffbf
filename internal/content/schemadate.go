package content

// The parts of the pattern for dates: wider than EDTF, which no regular
// expression of bearable length holds, but narrow enough to refuse dates in
// other forms (27/12/2021, December 2021).
const (
	qualifier   = `[?~%]?`
	yearForm    = qualifier + `(-?[0-9X]{4}|-?[0-9X]{2,3}|Y-?[0-9]+(E[0-9]+)?)(S[0-9]+)?` + qualifier
	monthDay    = `(-` + qualifier + `[0-9X]{2}` + qualifier + `){0,2}`
	clockForm   = `([Tt ]\s*[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?\s*([Zz]|UTC|GMT|[+-][0-9:]{1,5})?)?`
	oneDate     = `(` + yearForm + monthDay + clockForm + `)`
	endForm     = `(` + oneDate + `|\.\.)?`
	memberForm  = ` *(\.\.)?` + oneDate + `(\.\.` + oneDate + `?)? *`
	setForm     = `[\[{]` + memberForm + `(,` + memberForm + `)*[\]}]`
	datePattern = `^\s*(` + oneDate + `|` + endForm + `/` + endForm + `|` + setForm + `)\s*$`
)

// dateSchema is the schema of a date in EDTF. YAML takes 2021 for a number, and
// a set in brackets for a list or a mapping; both are read as they are written.
func dateSchema() object {
	return object{
		{"description", "EDTF (ISO 8601-2): 2021-12-27, 2021-12, 2021, 2021-12-18/2021-12-19, 2021-12-19?, 2021~, 2020-07/.."},
		{"anyOf", []any{
			object{{"type", "string"}, {"pattern", datePattern}},
			object{{"type", "string"}, {"maxLength", 0}},
			object{{"type", "integer"}},
			object{{"type", "array"}, {"items", object{{"type", []string{"string", "integer"}}}}},
			object{{"type", "object"}, {"additionalProperties", object{{"type", "null"}}}},
			object{{"type", "null"}},
		}},
	}
}
