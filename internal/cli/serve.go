package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/diag"
	"dateline/internal/serve"
)

// A serveCommand is one call of "dateline serve".
type serveCommand struct {
	buildCommand
	port     int
	bind     string
	open     bool
	navigate bool
	poll     time.Duration
	known    map[diag.Problem]bool // warnings that are told already
}

func newServe(env Env) *cobra.Command {
	s := &serveCommand{buildCommand: buildCommand{Env: env}}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while you write",
		Long: "Serve builds the site in memory and serves it to your browser. After each change in\n" +
			"content/, templates/ or static/, it builds the site again, and open pages follow by\n" +
			"themselves.\n\n" +
			"If the content has errors, the pages show them, and the last good site stays up. Serve\n" +
			"reports each warning once, and writes nothing. Press Ctrl-C to stop it.",
		Example: "  dateline serve --open\n" +
			"  dateline serve --source iraq --port 8080 --navigate",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s.start = env.Now()
			if err := s.check(cmd); err != nil {
				return err
			}
			return s.run(cmd.Context())
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&s.source, "source", ".", "the `folder` that holds content/, and the site's own templates/ and static/")
	flags.IntVar(&s.port, "port", 1313, "the `number` of the port to serve at, or the next one that is free; 0 for any")
	flags.StringVar(&s.bind, "bind", "127.0.0.1", "the `address` to serve at; 0.0.0.0 shows the site, drafts too, to the whole network")
	flags.BoolVar(&s.open, "open", false, "open the site in a browser")
	flags.BoolVar(&s.navigate, "navigate", false, "send browsers to the page whose file was edited")
	flags.BoolVar(&s.drafts, "drafts", true, "show drafts, marked as such")
	flags.DurationVar(&s.poll, "poll", 0, "look for changes at this interval (`500ms`, 2s), where the system reports none; by default, only where that is known")
	cobra.CheckErr(cmd.MarkFlagDirname("source"))
	return cmd
}

// shortestPoll keeps looking for changes from taking all of a machine.
const shortestPoll = 100 * time.Millisecond

// check refuses values that cannot be.
func (s *serveCommand) check(cmd *cobra.Command) error {
	if s.port < 0 || s.port > 65535 {
		return usage("--port cannot be %d; write a number from 0 to 65535", s.port)
	}
	if net.ParseIP(s.bind) == nil && s.bind != "localhost" {
		return usage("--bind cannot be %q; write an address of this machine, such as 127.0.0.1 or ::1", s.bind)
	}
	if cmd.Flags().Changed("poll") && s.poll < shortestPoll {
		return usage("--poll cannot be %s; write %s or more, such as 500ms", s.poll, shortestPoll)
	}
	return nil
}

func (s *serveCommand) run(ctx context.Context) error {
	source, err := openSource(s.source)
	if err != nil {
		return err
	}
	defer source.Close()
	opt := s.options(source.FS(), nil)
	l, err := s.listen()
	if err != nil {
		return err
	}
	address := addressOf(l.Addr())
	opt.BaseURL = address
	folder, err := filepath.Abs(s.source)
	if err != nil {
		return machine(fmt.Errorf("finding the source folder: %w", err))
	}
	server := serve.New(serve.Options{
		Build: opt, Folder: folder, Reopen: reopen(ctx, source, folder), Poll: s.poll, Navigate: s.navigate, Now: s.Now, Report: s.tell,
	})
	shows := fmt.Sprintf("%s shows the site; Ctrl-C stops\n", address)
	here, _ := net.InterfaceAddrs() // without them, others are told by hand
	for _, other := range addressesOf(l.Addr(), here) {
		shows += fmt.Sprintf("%s shows it to the network\n", other)
	}
	if _, err := io.WriteString(s.Stdout, shows); err != nil {
		l.Close()
		return printed("the address", err)
	}
	if s.open {
		s.openBrowser(address)
	}
	if err := server.Run(ctx, l); err != nil {
		return machine(fmt.Errorf("serving %s: %w", s.source, err))
	}
	return nil
}

// reopen returns what opens the folder that stands at a path by now, unless that is the one
// that is open. What pages are made of stays open until ctx is done: the last good site is
// served until another is.
func reopen(ctx context.Context, open *source, folder string) func() (fs.FS, error) {
	return func() (fs.FS, error) {
		now, err := os.Stat(folder)
		if was, errWas := open.Stat("."); err == nil && errWas == nil && os.SameFile(now, was) {
			return open.FS(), nil
		}
		again, err := openSource(folder)
		if err != nil {
			return nil, err
		}
		context.AfterFunc(ctx, func() { again.Close() })
		open = again
		return again.FS(), nil
	}
}

// portsTried is how many ports are tried from the wanted one onward.
const portsTried = 50

// listen takes the wanted port, or else the next one that is free.
func (s *serveCommand) listen() (net.Listener, error) {
	for port := s.port; port < s.port+portsTried && port <= 65535; port++ {
		l, err := net.Listen("tcp", net.JoinHostPort(s.bind, strconv.Itoa(port)))
		switch {
		case err == nil && port != s.port:
			fmt.Fprintf(s.Stderr, "port %d is taken; this is port %d\n", s.port, port)
			return l, nil
		case err == nil:
			return l, nil
		case !portTaken(err):
			return nil, machine(fmt.Errorf("serving at %s: %w", net.JoinHostPort(s.bind, strconv.Itoa(port)), err))
		}
	}
	return nil, machine(fmt.Errorf("port %d and the %d after it are taken; write another --port", s.port, portsTried-1))
}

// portTaken reports whether somebody else has a port.
func portTaken(err error) bool {
	const windows = syscall.Errno(10048) // WSAEADDRINUSE
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windows)
}

// addressOf returns what a browser on this machine has to open.
func addressOf(bound net.Addr) string {
	host, port, err := net.SplitHostPort(bound.String())
	if err != nil {
		return "http://" + bound.String() + "/"
	}
	// On 127.0.0.1, which others of that network are not, or all addresses; a browser may
	// take localhost for ::1 only where nothing answers there.
	if ip := net.ParseIP(host); ip.IsUnspecified() || ip.Equal(net.IPv4(127, 0, 0, 1)) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// addressesOf returns what browsers on other machines have to open, where the server is
// bound to all addresses, of which this machine has those that are here.
func addressesOf(bound net.Addr, here []net.Addr) []string {
	tcp, ok := bound.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return nil
	}
	var all []string
	for _, addr := range here {
		// Those of version 6 are long, and few networks have no others.
		if at, ok := addr.(*net.IPNet); ok && at.IP.To4() != nil && at.IP.IsGlobalUnicast() {
			all = append(all, "http://"+net.JoinHostPort(at.IP.String(), strconv.Itoa(tcp.Port))+"/")
		}
	}
	return all
}

// tell says what became of a build: a line, and the problems. Of warnings those alone that
// the build before had not: an edit must not be lost among what is known already.
func (s *serveCommand) tell(r serve.Report) {
	errs, warnings := r.Problems.Count()
	isBuild := r.Took > 0 || r.Pages > 0
	problems, same := r.Problems, 0
	if isBuild {
		problems, same = s.news(r.Problems)
	}
	var line strings.Builder
	line.WriteString(s.Now().Format(time.TimeOnly))
	switch {
	case !isBuild:
		line.WriteString(" a problem")
	case len(r.Changed) == 0:
		fmt.Fprintf(&line, " %s built in %s", plural(r.Pages, "page"), milliseconds(r.Took))
	default:
		fmt.Fprintf(&line, " %s changed; built in %s", names(r.Changed), milliseconds(r.Took))
	}
	if errs+warnings > 0 {
		line.WriteString("; " + summary{Errors: errs, Warnings: warnings}.counts())
	}
	if same > 0 {
		fmt.Fprintf(&line, " (%d as before)", same)
	}
	fmt.Fprintln(s.Stderr, line.String())
	// Where standard error cannot be written to, the pages still say it.
	_ = problems.Print(s.Stderr, r.Source)
}

// news returns the problems of a build but for the warnings that are known, and how many
// these are. A build with errors may find fewer: what it does not tell stays known.
func (s *serveCommand) news(found diag.List) (news diag.List, same int) {
	before := s.known
	s.known = map[diag.Problem]bool{}
	if found.HasErrors() {
		maps.Copy(s.known, before)
	}
	for _, p := range found.Sorted() {
		if before[p] {
			same++
			continue
		}
		news.Put(p)
	}
	for _, p := range found.All() {
		if p.Severity == diag.Warning {
			s.known[p] = true
		}
	}
	return news, same
}

// names lists a few files, and counts many.
func names(files []string) string {
	if len(files) > 2 {
		return plural(len(files), "file")
	}
	return diag.SpellOut(strings.Join(files, ", "), "")
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }

// openBrowser opens an address in the user's browser. Without one the user
// opens it by hand.
func (s *serveCommand) openBrowser(address string) {
	command := append(opener(runtime.GOOS), address)
	cmd := exec.Command(command[0], command[1:]...)
	if err := cmd.Start(); err != nil {
		fmt.Fprintf(s.Stderr, "no browser could be opened: %v; open %s yourself\n", err, address)
		return
	}
	go func() { _ = cmd.Wait() }() // how it ends is the browser's business
}

// opener returns the command that opens an address on a system.
func opener(system string) []string {
	switch system {
	case "darwin":
		return []string{"open"}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	return []string{"xdg-open"}
}
