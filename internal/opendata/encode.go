package opendata

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// object is a JSON object; encoding/json sorts its keys.
type object = map[string]any

// encode writes JSON with a key a line, for eyes and for diffs.
func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return buf.Bytes(), nil
}
