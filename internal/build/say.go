package build

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"

	"dateline/internal/diag"
	"dateline/internal/locale"
)

// Scripts name texts of the interface as say("key"). The build puts the text in
// the place of its key, so that a script holds those that it says and no others.

// sayFile defines say, in static/.
const sayFile = "js/05-say.js"

// saying begins a call of say with its key, which a quotation mark ends.
const saying = `say("`

// say puts texts into a script, which lies at name in static/. Parts, which are
// scripts of their own, get the definition of say in front where they use it.
func say(static fs.FS, name string, script []byte, language *locale.Locale, problems *diag.List) []byte {
	if before, _, _ := nextCall(script); len(before) == len(script) {
		return script
	}
	if path.Dir(name) == "js/parts" {
		if definition, err := fs.ReadFile(static, sayFile); err == nil {
			script = append(definition, script...)
		}
	}
	var said []byte
	for rest := script; ; {
		before, key, after := nextCall(rest)
		said = append(said, before...)
		if len(before) == len(rest) {
			return said
		}
		said = append(said, "say("...)
		call := rest[len(before) : len(rest)-len(after)]
		if _, ok := language.Has(key); ok {
			text, _ := json.Marshal(language.Forms(key)) // strings only: cannot fail
			said = append(said, text...)
		} else {
			at := script[:bytes.Index(script, call)+len("say(")] // the same call, where it first stands
			problems.Errorf(diag.After("static/"+name, at), "no text has the key %q%s", key, diag.DidYouMean(key, language.Keys()))
			said = append(said, call[len("say("):]...)
		}
		rest = after
	}
}

// nextCall finds the first call of say with a key. Where there is none, all is before it.
func nextCall(script []byte) (before []byte, key string, after []byte) {
	for at := 0; ; at += len(saying) {
		next := bytes.Index(script[at:], []byte(saying))
		if next < 0 {
			return script, "", nil
		}
		at += next
		rest := script[at+len(saying):]
		end := bytes.IndexAny(rest, "\"\n")
		if end >= 0 && rest[end] == '"' && (at == 0 || !isNamed(script[at-1])) {
			return script[:at], string(rest[:end]), rest[end+1:]
		}
	}
}

// isNamed reports whether a byte may stand in a name of a script's.
func isNamed(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
}
