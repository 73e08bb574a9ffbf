package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// Ending returns a context that is done when this process is to end: by Ctrl-C, by a
// request, or with its terminal, unless nohup keeps it from that. The first of these ends it
// tidily, a second Ctrl-C or request at once. The terminal's end hastens nothing: the shell
// tells of it as well as the system, and at a logout it follows the request.
func Ending() context.Context {
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as nohup has it
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
	context.AfterFunc(ctx, func() {
		signal.Ignore(syscall.SIGHUP)
		stop()
	})
	return ctx
}
