package publish

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// RefusedError says why nothing was published: what lies at the target, or how
// much the site has changed, asks for somebody's decision.
type RefusedError struct {
	Place   string
	Problem string   // "holds files that dateline did not put there"
	Names   []string // what is concerned; may be empty
	Advice  string   // what to do
}

// namesShown keeps messages readable.
const namesShown = 10

func (e *RefusedError) Error() string {
	text := e.Place + " " + e.Problem
	if len(e.Names) > 0 {
		text += ": " + strings.Join(e.Names[:min(len(e.Names), namesShown)], ", ")
	}
	if more := len(e.Names) - namesShown; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text + "; " + e.Advice
}

// BrokenError ends a publish that had begun.
type BrokenError struct {
	Err   error
	State string // what readers have now
}

func (e *BrokenError) Error() string { return e.Err.Error() + "; " + e.State }
func (e *BrokenError) Unwrap() error { return e.Err }

// tellingError says itself what readers have.
type tellingError struct{ error }

// finalError is one that another attempt would only meet again.
type finalError struct{ err error }

func (e *finalError) Error() string { return e.err.Error() }
func (e *finalError) Unwrap() error { return e.err }

// final marks an error as one that another attempt would only meet again.
func final(err error) error {
	if err == nil {
		return nil
	}
	return &finalError{err}
}

func isFinal(err error) bool {
	return errors.As(err, new(*RefusedError)) || errors.As(err, new(*finalError))
}

// login is what stands before the host in an address.
var login = regexp.MustCompile(`(://)[^/@\s]+@`)

// withoutLogins hides passwords that other programs' messages repeat.
func withoutLogins(text string) string { return login.ReplaceAllString(text, "$1") }
