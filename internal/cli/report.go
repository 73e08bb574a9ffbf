package cli

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"dateline/internal/diag"
)

// A summary is what a build did. After a build that was refused only the content
// files and the problems are counted.
type summary struct {
	Destination string  `json:"destination"` // as the user named it
	Read        int     `json:"read"`        // content files
	Pages       int     `json:"pages"`       // of the site
	Files       int     `json:"files"`       // of the site, its pages among them
	Written     int     `json:"written"`     // files that were new or changed
	Unchanged   int     `json:"unchanged"`   // files that were right already
	Removed     int     `json:"removed"`     // files that the site no longer has
	Errors      int     `json:"errors"`
	Warnings    int     `json:"warnings"`
	Seconds     float64 `json:"seconds"` // from start to end
}

// A report tells the user how a build goes.
type report struct {
	*buildCommand
	source fs.FS // for the lines that problems are about
	summary
}

// problems prints and counts problems.
func (r *report) problems(list diag.List) error {
	errs, warnings := list.Count()
	r.Errors += errs
	r.Warnings += warnings
	var err error
	out := bufio.NewWriter(r.Stderr) // there may be very many
	switch {
	case r.json:
		err = list.PrintJSON(out)
	case r.Colour:
		err = list.Print(coloured{out}, r.source)
	default:
		err = list.Print(out, r.source)
	}
	return printed("problems", cmp.Or(err, out.Flush()))
}

// refused reports whether there are problems that a command does not go on with.
func (r *report) refused() bool { return r.Errors > 0 || r.strict && r.Warnings > 0 }

// refuse ends a build because of its problems.
func (r *report) refuse() error { return r.refuseWith("nothing was written", r.done) }

// refuseWith ends a command because of its problems: in words, which say what was not
// done, or with its summary as JSON, which done prints.
func (r *report) refuseWith(undone string, done func() error) error {
	if r.json {
		if err := done(); err != nil {
			return err
		}
		return &failure{code: exitContent}
	}
	text := r.counts() + "; " + undone
	if r.Errors == 0 {
		text += ", because of --strict"
	}
	return &failure{exitContent, errors.New(text)}
}

// done prints the summary.
func (r *report) done() error {
	r.Seconds = r.Now().Sub(r.start).Seconds()
	return r.printSummary(r.quiet, r.json, r.summary, r.text())
}

// printSummary prints what a command did, as JSON or in words, unless nobody wants to know.
func (e Env) printSummary(quiet, asJSON bool, done any, text string) error {
	var err error
	switch {
	case quiet:
	case asJSON:
		err = json.NewEncoder(e.Stdout).Encode(done)
	default:
		_, err = fmt.Fprintln(e.Stdout, text)
	}
	return printed("the summary", err)
}

func (r *report) text() string {
	text := fmt.Sprintf("%s read; %s and %s in %s: %d written, %d unchanged, %d removed, in %.2f s",
		plural(r.Read, "content file"), plural(r.Pages, "page"), plural(r.Files-r.Pages, "other file"), r.Destination,
		r.Written, r.Unchanged, r.Removed, r.Seconds)
	if r.Warnings > 0 {
		text += "; " + r.counts()
	}
	return text
}

// counts returns how many problems there are, "2 errors and 1 warning".
func (s summary) counts() string {
	switch {
	case s.Warnings == 0:
		return plural(s.Errors, "error")
	case s.Errors == 0:
		return plural(s.Warnings, "warning")
	}
	return plural(s.Errors, "error") + " and " + plural(s.Warnings, "warning")
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
