package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dateline/internal/build"
	"dateline/internal/diag"
	"dateline/internal/render"
)

// The exit codes; the package documentation says what they mean.
const (
	exitDone = iota
	exitContent
	exitUsage
	exitMachine
)

// A failure is why a command did not do what it was asked to.
type failure struct {
	code int
	err  error // nil where all has been said
}

func (f *failure) Error() string { return fmt.Sprint(f.err) }
func (f *failure) Unwrap() error { return f.err }

// usage returns a failure for what the user should call differently.
func usage(format string, args ...any) error {
	return &failure{exitUsage, fmt.Errorf(format, args...)}
}

// machine returns a failure that neither the author nor the user has caused.
func machine(err error) error { return &failure{exitMachine, err} }

// printed returns a failure to print something, nil where there is none.
func printed(what string, err error) error {
	if err == nil {
		return nil
	}
	return machine(fmt.Errorf("printing %s: %w", what, err))
}

// print tells the user what went wrong when cmd was called.
func (f *failure) print(w io.Writer, cmd *cobra.Command) {
	if f.err == nil {
		return
	}
	// Where standard error cannot be written to, the exit code has to say it all.
	if asJSON, err := cmd.Flags().GetBool("json"); err == nil && asJSON && f.code != exitUsage {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(struct {
			Severity string `json:"severity"`
			Message  string `json:"message"`
		}{diag.Error.String(), f.err.Error()})
		return
	}
	fmt.Fprintf(w, "dateline: %s\n", diag.SpellOut(f.err.Error(), "\n\t")) // a host may have said part of it
	if f.code == exitUsage {
		name := strings.TrimPrefix(cmd.CommandPath(), "dateline")
		if cmd.Name() == "help" {
			name = ""
		}
		fmt.Fprintf(w, "run %q to see how it is used\n", "dateline help"+name)
	}
}

// noCommand fails where there are args, which name a command that parent does
// not have.
func noCommand(parent *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range parent.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return fmt.Errorf("there is no command %q%s", args[0], diag.DidYouMean(args[0], names))
}

// noKind fails where there is no kind of documents of a name; kinds are those that there are.
func noKind(name string, kinds []string) error {
	return usage("there is no kind %q; kinds are %s%s", name, strings.Join(kinds, ", "), diag.DidYouMean(name, kinds))
}

// noArgs fails where a command that takes none is given arguments.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fmt.Errorf("%s takes flags only, not %q", cmd.Name(), args[0])
}

// flagError says what is wrong with a flag in Dateline's words.
func flagError(cmd *cobra.Command, err error) error {
	// With an unknown command all its flags are unknown; the command is what is wrong.
	if args := cmd.Flags().Args(); !cmd.HasParent() && len(args) > 0 {
		return noCommand(cmd, args)
	}
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return unknownFlag(cmd, unknown)
	}
	if noValue, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return fmt.Errorf("--%s needs a value", noValue.GetSpecifiedName())
	}
	if badValue, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		flag := badValue.GetFlag()
		return fmt.Errorf("--%s cannot be %q; write %s", flag.Name, badValue.GetValue(), sample(flag))
	}
	return err
}

// sample says what to write for a flag that takes no text.
func sample(flag *pflag.Flag) string {
	switch kind := flag.Value.Type(); kind {
	case "bool":
		return "true or false"
	case "int":
		return "a whole number such as " + flag.DefValue
	case "duration":
		return "a number with its unit, such as 500ms or 2s"
	default:
		return "a " + kind
	}
}

func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	dashes, name := "--", err.GetSpecifiedName()
	if cluster := err.GetSpecifiedShortnames(); cluster != "" {
		dashes, name = "-", cluster
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	hint := ""
	if near := cmp.Or(diag.Nearest(name, known), onlyLonger(name, known)); near != "" {
		hint = diag.Suggest("--" + near)
	}
	return fmt.Errorf("there is no flag %s%s%s", dashes, name, hint)
}

// onlyLonger returns the only one of some names that begins with another; "" for none or several.
func onlyLonger(name string, known []string) string {
	longer := slices.DeleteFunc(known, func(k string) bool { return !strings.HasPrefix(k, name) })
	if len(longer) != 1 {
		return ""
	}
	return longer[0]
}

// badTemplate adds what an error says of a template to problems, unless one of that place is
// among them; it reports false for any other error.
func badTemplate(problems *diag.List, err error) bool {
	pos, text, ok := render.Problem(err)
	if ok {
		var found diag.List
		found.Errorf(pos, "%s", text)
		problems.AddNew(found)
	}
	return ok
}

// badTemplates is badTemplate for an error that kept a site from being written: it adds what
// there is to say of the site's other templates.
func badTemplates(problems *diag.List, err error, result *build.Result) bool {
	if !badTemplate(problems, err) {
		return false
	}
	for err := range result.TryPages() {
		badTemplate(problems, err)
	}
	return true
}
