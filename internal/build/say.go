package build

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"regexp"

	"dateline/internal/diag"
	"dateline/internal/locale"
)

// Scripts name texts of the interface as say("key"). The build puts the text in
// the place of its key, so that a script holds those that it says and no others.

// sayFile defines say, in static/.
const sayFile = "js/05-say.js"

// saying matches a call of say with its key.
var saying = regexp.MustCompile(`\bsay\("([^"\n]*)"`)

// say puts texts into a script, which lies at name in static/. Parts, which are
// scripts of their own, get the definition of say in front where they use it.
func say(static fs.FS, name string, script []byte, language *locale.Locale, problems *diag.List) []byte {
	if !saying.Match(script) {
		return script
	}
	if path.Dir(name) == "js/parts" {
		if definition, err := fs.ReadFile(static, sayFile); err == nil {
			script = append(definition, script...)
		}
	}
	return saying.ReplaceAllFunc(script, func(call []byte) []byte {
		key := string(saying.FindSubmatch(call)[1])
		if _, ok := language.Has(key); !ok {
			problems.Errorf(placeIn(name, script, call), "no text has the key %q%s", key, diag.DidYouMean(key, language.Keys()))
			return call
		}
		text, err := json.Marshal(language.Forms(key))
		if err != nil {
			return call // strings only: cannot fail
		}
		return append([]byte("say("), text...)
	})
}

// placeIn finds where in a script a call of say first stands: what it is called with.
func placeIn(name string, script, call []byte) diag.Pos {
	return diag.After("static/"+name, script[:bytes.Index(script, call)+len("say(")])
}
