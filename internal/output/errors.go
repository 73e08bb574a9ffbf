package output

import "strings"

// RefusedError says why a destination may not be written to: it is the user's
// choice of folder, or what lies in it, that has to change.
type RefusedError struct {
	Dir     string   // the destination as the caller named it
	Problem string   // "is not empty and was not made by dateline"
	Names   []string // what is in the way, slash-separated, relative to Dir; may be empty
	Advice  string   // what to do instead
}

func (e *RefusedError) Error() string {
	return message(e.Dir+" "+e.Problem, e.Names, e.Advice)
}

// SiteError says that the files of the site have names that no destination can
// hold: it is the author's content that has to change.
type SiteError struct {
	Problem string   // "has names that differ only in upper and lower case"
	Names   []string // the files concerned, in order
	Advice  string   // what to do instead
}

func (e *SiteError) Error() string {
	return message("the site "+e.Problem, e.Names, e.Advice)
}

// message joins the parts of an error text as "problem: names; advice".
func message(problem string, names []string, advice string) string {
	if len(names) > 0 {
		problem += ": " + strings.Join(names, ", ")
	}
	return problem + "; " + advice
}

// otherFolder is the advice where only a different destination helps.
const otherFolder = "choose another folder with --destination"
