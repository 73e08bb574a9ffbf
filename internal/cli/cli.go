// Package cli is the command line: subcommands, flags, messages and exit codes.
// It alone knows the clock, standard output and the environment.
//
// # Exit codes
//
//	0  done
//	1  authors have something to mend: content with errors (with --strict, also
//	   warnings), or a destination that holds what is not Dateline's
//	2  wrong usage: an unknown command or flag, a value that cannot be, a source
//	   folder without content
//	3  the machine failed (disk, memory), or the user stopped it
//
// # Output
//
// Results go to standard output, problems and progress to standard error. With
// --json both are JSON: one object on standard output, one a line on standard
// error, {"severity":"error","message":…} with the file, line and column where
// there are any. Wrong usage is told in plain text.
package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// Env is what the command line takes from the world around it.
type Env struct {
	Stdin    io.Reader // answers to questions; nil for none
	Stdout   io.Writer
	Stderr   io.Writer
	Terminal bool             // a person watches Stderr, and it can rewrite a line
	Colour   bool             // problems are told in colour
	Now      func() time.Time // for durations and the date of new documents; no site depends on it
	Cache    string           // folder for what the next command may do without; "" for none
	Files    fs.FS            // templates/ and static/, for what a site has none of its own; content/, the demo
}

// System returns the Env of this process, with Dateline's own templates/ and
// static/ and the demo's content/ in files. Whoever sets NO_COLOR gets none.
func System(files fs.FS) Env {
	cache, _ := os.UserCacheDir() // "" where there is none
	terminal := isTerminal(os.Stderr) && os.Getenv("TERM") != "dumb"
	return Env{
		Stdin:    os.Stdin,
		Stdout:   os.Stdout,
		Stderr:   os.Stderr,
		Terminal: terminal,
		Colour:   terminal && os.Getenv("NO_COLOR") == "",
		Now:      time.Now,
		Cache:    cache,
		Files:    files,
	}
}

// cached returns the path of a file or folder for what the next command may do without; ""
// where there is no place for such.
func (e Env) cached(name string) string {
	if e.Cache == "" {
		return ""
	}
	return filepath.Join(e.Cache, "dateline", name)
}

// agreed asks whether to go on; no answer is a no. The error is that of ctx, where it is done
// before there is one.
func (e Env) agreed(ctx context.Context, question string) (bool, error) {
	fmt.Fprintf(e.Stderr, "%s [y/N] ", question)
	if e.Stdin == nil {
		return false, nil
	}
	answers := make(chan string, 1)
	go func() { answers <- lineOf(e.Stdin) }() // a terminal is waited for as long as the process lasts
	answer := ""
	select {
	case answer = <-answers:
	case <-ctx.Done():
	}
	if !strings.HasSuffix(answer, "\n") {
		fmt.Fprintln(e.Stderr)
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		return true, ctx.Err()
	}
	return false, ctx.Err()
}

// longestAnswer is how much of a line is kept, in bytes: what is longer says neither yes nor no.
const longestAnswer = 1 << 10

// lineOf reads a line to its end and nothing of the next one: each may answer a question.
func lineOf(r io.Reader) string {
	var line []byte
	for next := make([]byte, 1); !bytes.HasSuffix(line, []byte("\n")); {
		n, err := r.Read(next)
		line = append(line[:min(len(line), longestAnswer)], next[:n]...)
		if err != nil {
			break
		}
	}
	return string(line)
}

// isTerminal may take other devices, such as the null device, for a terminal,
// where nobody sees that it was mistaken.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// Run executes the command that args name (without the program's own name) and
// returns the exit code. Without any it prints the help, as an answer to "what
// can I do?", and returns 0. A cancelled ctx stops the command.
func Run(ctx context.Context, args []string, env Env) int {
	out := &results{to: env.Stdout}
	env.Stdout = out
	root := newRoot(env)
	// Not nil: cobra would take the arguments of the process instead.
	root.SetArgs(append([]string{}, args...))
	cmd, err := root.ExecuteContextC(ctx)
	var failed *failure
	switch {
	case errors.As(err, &failed):
	case out.err != nil: // which cobra takes for nothing, or for wrong usage
		failed = &failure{exitMachine, fmt.Errorf("writing the answer: %w", out.err)}
	case err != nil:
		failed = &failure{exitUsage, err} // what cobra itself finds is wrong usage
	default:
		return exitDone
	}
	failed.print(env.Stderr, cmd)
	return failed.code
}

// results go to standard output; err is the first mistake in writing them.
type results struct {
	to  io.Writer
	err error
}

func (r *results) Write(p []byte) (int, error) {
	n, err := r.to.Write(p)
	if r.err == nil {
		r.err = err
	}
	return n, err
}

func newRoot(env Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "Build a website from an annotated news timeline",
		Long: "Dateline builds a website from an annotated news timeline: from Markdown files that\n" +
			"say what was published, what happened and who was involved.",
		Example:       "  dateline build        # content/ becomes public/",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(newHelp())
	root.AddCommand(newInit(env), newNew(env), newImport(env), newBuild(env), newServe(env), newCheck(env), newPublish(env), newSchema(env), newVersion(env))
	root.AddCommand(newTopics(env)...)
	strictCompletion(root)
	return root
}

// strictCompletion makes cobra's command "completion", which has a command for
// each shell, refuse the name of a shell that it does not know.
func strictCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" {
			cmd.Example = "  dateline completion bash > ~/.local/share/bash-completion/completions/dateline"
			cmd.Args = noCommand
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
	}
}

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Example: "  dateline help build",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err == nil {
				err = noCommand(about, rest)
			}
			if err != nil {
				return usage("%w", err)
			}
			about.InitDefaultHelpFlag() // which --help shows as well
			return about.Help()
		},
	}
}
