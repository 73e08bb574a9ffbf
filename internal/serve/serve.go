// Package serve is the author's server: it watches a source folder, builds the
// site in memory after each change, and keeps open browsers up to date.
//
// A page is rendered when a browser asks for it. Where a change breaks the
// content, the last good site stays up and its pages show the problems; once
// mended, they reload. Nothing is ever written.
//
// # Paths of its own
//
// The server adds one script to each page, and keeps for itself what lies under
// /.dateline/. No page can be there: of dotfiles, sites have .well-known/ only.
//
//	/.dateline/reload.js      the script
//	/.dateline/problems.css   how problems look
//	/.dateline/events         server-sent events: what the pages should show now
//
// # Safety
//
// Drafts are nobody else's business. Requests for another host are refused,
// because a foreign name may be pointed at this machine (DNS rebinding), and so
// is the event stream for pages of other origins. Requests are bounded in time
// and size, event streams in number.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"dateline/internal/build"
	"dateline/internal/diag"
)

// Options say what to serve.
type Options struct {
	Build    build.Options         // what to build; Cache and Stopped are the server's own
	Folder   string                // the source folder that Build.Source reads, to be watched: an absolute path, as the folder may be moved
	Reopen   func() (fs.FS, error) // opens the folder that stands there by now, where it is another
	Poll     time.Duration         // how often to look for changes, where positive; else the system tells of them, if it can
	Navigate bool                  // browsers go to the page whose file was edited
	Now      func() time.Time
	Report   func(Report) // is told of every build and of every page that fails; one call at a time

	limit func(system) system // in tests: a system that watches less; nil for what it is
}

// Report is what became of a build.
type Report struct {
	Changed  []string      // files and folders that had changed, sorted; none for the first build
	Problems diag.List     // with an error among them the site of before stays up
	Source   fs.FS         // for the lines that they are about
	Pages    int           // in the site; 0 where it was not built
	Took     time.Duration // the build; 0 for a page that failed
}

// Server serves one source folder.
type Server struct {
	opt     Options
	moved   bool // the source folder is not the one that is read
	now     atomic.Pointer[state]
	streams chan struct{} // holds an item for each open event stream
	reports sync.Mutex    // is held while something is reported
	pages   sync.RWMutex  // is held for writing while a build may change what pages are made of
}

// maxStreams bounds the open event streams: one for each visible page.
const maxStreams = 64

// New returns a server, with nothing built yet.
func New(opt Options) *Server {
	opt.Build.Cache = &build.Cache{}
	s := &Server{opt: opt, streams: make(chan struct{}, maxStreams)}
	// Pages of an earlier server are still open somewhere: numbers go on from theirs.
	s.now.Store(&state{build: opt.Now().UnixMilli(), source: opt.Build.Source, over: make(chan struct{})})
	return s
}

// Run builds the site and serves it on l until ctx is done, which is no error.
// It closes l.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	defer l.Close()
	w := s.watch(ctx)
	s.opt.Build.Stopped = ctx.Err
	s.rebuild(nil)

	server := &http.Server{
		Handler:           s.handler(l.Addr()),
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	go func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			stop(fmt.Errorf("serving: %w", err))
		}
	}()
	for {
		changed := w.wait(ctx)
		if ctx.Err() != nil {
			break
		}
		s.rebuild(changed)
	}
	return errors.Join(failure(ctx), shutDown(server))
}

// failure returns why the server stopped by itself, nil where it was told to.
func failure(ctx context.Context) error {
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// shutDown lets answers that are under way end. Event streams have ended: their
// context is done.
func shutDown(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	return err
}

// report tells of a build or a page.
func (s *Server) report(r Report) {
	s.reports.Lock()
	defer s.reports.Unlock()
	s.opt.Report(r)
}
