package build

import (
	"bytes"
	"errors"
	"regexp"

	"dateline/internal/diag"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
)

// notJoined begins what is said of a script that keeps those joined with it from being run.
const notJoined = "browsers may not run this script, nor what is joined with it: "

// forModules is said of a script that is joined with others and takes itself for a module.
const forModules = notJoined + `import, export and await outside functions are for modules; put it into static/js/parts/, and <script type="module" src="{{asset "name.js"}}"></script> into a template`

// checkScript tells of a mistake in a script that keeps browsers from running it. joined says
// that it becomes part of one with others, which is no module. It returns the names that it
// declares for all of them; nil where it cannot be read.
func checkScript(name string, script []byte, joined bool, problems *diag.List) []*js.Var {
	read := func(before, after string) (*js.AST, *parse.Error) {
		ast, err := js.Parse(parse.NewInputBytes(bytes.Join([][]byte{[]byte(before), script, []byte(after)}, nil)), js.Options{})
		mistake, _ := errors.AsType[*parse.Error](err)
		return ast, mistake
	}
	ast, mistake := read("", "")
	if mistake != nil {
		problems.Warnf(diag.At("static/"+name, mistake.Line, mistake.Column), notJoined+"%s", mistake.Message)
		return nil
	}
	if !joined {
		return nil
	}
	const before = "function f(){" // in which nothing of a module may stand
	if _, mistake := read(before, "\n}"); mistake != nil {
		if mistake.Line == 1 {
			mistake.Column -= len(before)
		}
		problems.Warnf(diag.At("static/"+name, mistake.Line, mistake.Column), "%s", forModules)
		return nil
	}
	return ast.Declared
}

// declared are the names that scripts which are joined declare.
type declared map[string]declaration

// declaration says in which file a name is declared, and how.
type declaration struct {
	file string
	by   js.DeclType
}

// clash tells of names that a script of the site's own declares and another of those with
// which it is joined does, too, where one of the two allows of no other.
func (d declared) clash(name string, script []byte, names []*js.Var, problems *diag.List) {
	for _, v := range names {
		called := string(v.Data)
		other, known := d[called]
		switch {
		case !known:
			d[called] = declaration{name, v.Decl}
		case v.Decl == js.LexicalDecl || other.by == js.LexicalDecl:
			at := diag.Pos{File: "static/" + name}
			if found := regexp.MustCompile(`\b` + regexp.QuoteMeta(called) + `\b`).FindIndex(script); found != nil {
				at = diag.After(at.File, script[:found[0]])
			}
			problems.Warnf(at, notJoined+"%s is declared in static/%s as well; put braces around what is in this file: { … }", called, other.file)
		}
	}
}
