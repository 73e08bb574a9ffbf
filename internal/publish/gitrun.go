package publish

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// git runs the git of this machine. It never asks anybody anything.
type git struct {
	dir      string // where it runs: a bare repository, unless checkout says otherwise
	checkout bool
	address  string // of the remote repository; for messages
}

// checkout is the git of a folder in which somebody works.
func checkout(dir string) git { return git{dir: dir, checkout: true} }

// command returns a call of git that ends with ctx.
func (g git) command(ctx context.Context, args ...string) *exec.Cmd {
	if g.checkout {
		// Who lists files would run a program that the folder's own configuration names.
		args = append([]string{"-c", "core.fsmonitor=false"}, args...)
	} else {
		args = append([]string{"--git-dir=" + g.dir}, args...)
	}
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.WaitDelay = lingering
	cmd.Cancel = func() error {
		// Asked to end it removes its locks, which another attempt would meet.
		if cmd.Process.Signal(syscall.SIGTERM) == nil {
			return nil
		}
		return cmd.Process.Kill() // Windows knows nothing else
	}
	cmd.Dir = g.dir
	cmd.Env = environment(os.Environ())
	if g.checkout {
		// What is not there is not to be had, and nobody's own git is kept waiting.
		cmd.Env = append(cmd.Env, "GIT_ALLOW_PROTOCOL=", "GIT_OPTIONAL_LOCKS=0")
	}
	return cmd
}

// strays are variables that would lead git to another repository, such as that
// of a hook from which Dateline was called.
var strays = []string{
	"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE",
}

// environment returns the one that git runs in.
func environment(ours []string) []string {
	ssh := false
	env := slices.DeleteFunc(slices.Clone(ours), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		ssh = ssh || name == "GIT_SSH_COMMAND" || name == "GIT_SSH"
		return slices.Contains(strays, name)
	})
	env = append(env, "GIT_TERMINAL_PROMPT=0", "GCM_INTERACTIVE=never", "LC_ALL=C", "GIT_ALLOW_PROTOCOL=file:git:http:https:ssh")
	if !ssh {
		env = append(env, "GIT_SSH_COMMAND=ssh -o BatchMode=yes")
	}
	return env
}

// run returns what a git command prints.
func (g git) run(ctx context.Context, args ...string) ([]byte, error) {
	out := bounded{most: maxRecord}
	err := g.runInto(ctx, &out, args...)
	return out.text, err
}

// line returns the one line that a git command prints; "" where it fails.
func (g git) line(ctx context.Context, args ...string) (string, error) {
	out, err := g.run(ctx, args...)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(string(out)), nil
}

// runInto hands over what a git command prints, until out has more than it wants.
func (g git) runInto(ctx context.Context, out io.Writer, args ...string) error {
	cmd := g.command(ctx, args...)
	taken, said := taking{Writer: out}, complaint{}
	cmd.Stdout, cmd.Stderr = &taken, &said
	err := cmd.Run()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case taken.err != nil:
		return taken.err
	case errors.Is(err, exec.ErrWaitDelay): // it is done, and something that it has started is not
		return nil
	case interrupted(cmd):
		return cmp.Or(wait(ctx, lag), context.Canceled)
	}
	return explainGit(args[0], said.String(), err)
}

// lag is how much later than git Dateline may learn that the user has stopped both: who asks
// git something and takes no answer for one goes on only while ctx is not done.
const lag = time.Second

// interrupted reports whether a program that has ended was stopped by the user: Ctrl-C at a
// terminal, the end of that, and of a service, reach it as well as Dateline, and may reach it
// first.
func interrupted(cmd *exec.Cmd) bool {
	if cmd.ProcessState == nil {
		return false // it was never begun
	}
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && slices.Contains([]syscall.Signal{syscall.SIGINT, syscall.SIGHUP, syscall.SIGTERM}, status.Signal())
}

// A taking remembers why no more was taken: the program that wrote only knows that it was so.
type taking struct {
	io.Writer
	err error
}

// Write implements [io.Writer].
func (t *taking) Write(part []byte) (n int, err error) {
	n, t.err = t.Writer.Write(part)
	return n, t.err
}

// maxSaid is how much is kept of what a program says of its errors, in bytes. A host may have
// git repeat anything, and without end.
const maxSaid = 16 << 10

// A complaint is what a program says of its errors, as far as anybody reads it: the end, as
// git tells there why it stopped, after what a host had it repeat.
type complaint struct {
	text []byte
	cut  bool // there was more before
}

// Write implements [io.Writer].
func (c *complaint) Write(part []byte) (int, error) {
	c.text = append(c.text, part...)
	if more := len(c.text) - maxSaid; more > 0 {
		c.text, c.cut = slices.Delete(c.text, 0, more), true
	}
	return len(part), nil
}

// String returns the lines that are kept as a whole, without space around them.
func (c *complaint) String() string {
	text := strings.ReplaceAll(string(c.text), "\r\n", "\n") // ssh ends its lines so
	if _, lines, found := strings.Cut(text, "\n"); found && c.cut {
		text = lines
	}
	return strings.TrimSpace(text)
}

// hopeless are messages of git and ssh that another attempt would only bring
// again, with what to do about them.
var hopeless = []struct{ said, advice string }{
	{"Host key verification failed", "the host is not among the known ones, or its key has changed; if its owner says the same key, log in once with ssh"},
	{"Permission denied", "the repository does not let you in; add your key to the ssh-agent, or ask its owner for access"},
	{"Authentication failed", "the repository does not let you in; give git's credential helper a token that may write"},
	{"could not read Username", "the repository does not let you in; give git's credential helper a token that may write"},
	{"could not read Password", "the repository does not let you in; give git's credential helper a token that may write"},
	{"not found", "there is no such repository, or you may not see it; check git: under publish"},
	{"does not appear to be a git repository", "there is no such repository; check git: under publish"},
	{"does not exist", "there is no such repository; check git: under publish"},
	{"No space left", "the disk of the repository is full; make room there and publish again"},
	{"[remote rejected]", "the repository refuses it"},
	{"unknown option", "this git is too old; version 2.30 or later is needed"},
}

// explainGit makes an error of what git said when a command failed.
func explainGit(command, said string, err error) error {
	said = withoutLogins(said)
	if said == "" {
		said = err.Error()
	}
	// But for a push, git writes only to the temporary repository.
	if command != "push" && (strings.Contains(said, "No space left") || strings.Contains(said, "Out of diskspace")) {
		return final(fmt.Errorf("the disk of this machine's temporary folder is full; make room in %s, or name another one by TMPDIR (git %s: %s)", os.TempDir(), command, said))
	}
	for _, h := range hopeless {
		if strings.Contains(said, h.said) {
			return final(fmt.Errorf("%s (git %s: %s)", h.advice, command, said))
		}
	}
	return fmt.Errorf("git %s: %s", command, said)
}

// A fastImport is a running "git fast-import", which takes a whole commit at
// once: to start a process for each file would take minutes.
type fastImport struct {
	cmd   *exec.Cmd
	pipe  io.WriteCloser
	in    *bufio.Writer
	said  complaint
	ended error // how git has ended, where it has
	done  bool
}

func (g git) startImport() (*fastImport, error) {
	// Not bound to the attempt that happens to be the first.
	cmd := g.command(context.Background(), "fast-import", "--quiet", "--done")
	i := &fastImport{cmd: cmd}
	cmd.Stderr = &i.said
	var err error
	if i.pipe, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	i.in = bufio.NewWriter(i.pipe)
	return i, nil
}

// commit begins a commit at newRef, of author and committer, on top of another or none.
func (i *fastImport) commit(who [2]string, parent string) error {
	const message = "Publish the site"
	fmt.Fprintf(i.in, "commit %s\nauthor %s\ncommitter %s\ndata %d\n%s\n", newRef, who[0], who[1], len(message), message)
	if parent != "" {
		fmt.Fprintf(i.in, "from %s\n", parent)
	}
	return i.why(i.in.Flush())
}

func (i *fastImport) put(name string, data []byte) error {
	fmt.Fprintf(i.in, "M 100644 inline %s\ndata %d\n", quoted(name), len(data))
	i.in.Write(data)
	return i.why(i.in.WriteByte('\n'))
}

func (i *fastImport) remove(name string) error {
	_, err := fmt.Fprintf(i.in, "D %s\n", quoted(name))
	return i.why(err)
}

// quoted writes a path as fast-import reads it back.
func quoted(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(name) + `"`
}

// close ends the commit and waits until git has stored it.
func (i *fastImport) close() error {
	fmt.Fprint(i.in, "\ndone\n")
	err := i.in.Flush()
	if end := i.end(); end != nil {
		return end
	}
	i.done = true
	return err
}

// why returns what git said where it takes no more, of which the pipe to it only knows that it
// is broken.
func (i *fastImport) why(err error) error {
	if err == nil {
		return nil
	}
	return cmp.Or(i.end(), err)
}

// end tells git that there is no more, waits for it, and returns why it failed, if it has.
func (i *fastImport) end() error {
	if i.cmd.ProcessState != nil {
		return i.ended
	}
	i.pipe.Close() // which git may have done before
	err := i.cmd.Wait()
	switch {
	case err == nil:
	case interrupted(i.cmd):
		i.ended = context.Canceled
	default:
		i.ended = explainGit("fast-import", i.said.String(), err)
	}
	return i.ended
}

// stop ends git where close has not.
func (i *fastImport) stop() {
	if i.cmd.ProcessState == nil {
		i.pipe.Close()
		_ = i.cmd.Process.Kill()
		_ = i.cmd.Wait() // it was killed
	}
}
