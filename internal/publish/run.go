package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

	"dateline/internal/output"
)

const (
	// senders is how many files are sent at once: enough to hide the way there
	// and back, and few enough for any host.
	senders = 16
	// checkpoints is how often a publish brings the list at the target up to
	// date on the way, so that a break costs that part of the work at most.
	checkpoints = 10
	// sourceFile shows that a place is the source folder of a site, or a branch that holds
	// one: nobody means to have the site among it.
	sourceFile = "content/_index.md"
	// farewell is how long a publish that failed may take to keep its list.
	farewell = 10 * time.Second
)

// A run is one publish.
type run struct {
	Options
	target Target
	site   fs.FS
	commit string // of the source folder; "" for none
	live   string // the commit that the last publish was made from; "" for none
	plan   *Plan

	mu        sync.Mutex // of what follows, and of Progress
	published record
	known     map[string]bool // SHA-256 of the list that it began with and of its own ones
	kept      bool            // the first of its own ones stands at the target
	overtaken bool            // the list of another publish stood there after that
	sent      int             // files, in this run
	begun     bool            // changes may have been made
	done      bool            // all of them were
	unsaved   int             // of them, since the list was saved
}

// Run publishes the files of site and returns what it had to do. When it fails,
// the plan says how far it came; it is nil before there is one.
//
// A [*RefusedError] asks for a decision, and an [*output.BusyError] says that another
// publish to the target is under way: nothing was changed. Any other error
// is the machine's, the network's or the host's; what was live stays live, and
// the next Run goes on. A [*BrokenError] says more of what readers have.
func Run(ctx context.Context, target Target, site fs.FS, opt Options) (*Plan, error) {
	r := &run{Options: opt, target: target, site: site}
	if r.Wait == nil {
		r.Wait = wait
	}
	release, err := hold(opt.Locks, target)
	if err != nil {
		return nil, err
	}
	defer release()
	if err := r.compare(ctx); err != nil {
		return nil, err
	}
	if err := r.check(ctx); err != nil {
		return r.plan, r.orOvertaken(ctx, err)
	}
	if opt.Approve != nil {
		if err := opt.Approve(r.plan); err != nil {
			return r.plan, err
		}
	}
	if len(r.plan.Changes) == 0 && len(r.plan.Kept) == 0 && !r.committedSince(ctx) {
		return r.plan, nil
	}
	return r.plan, r.publish(ctx)
}

// check refuses a plan that asks for somebody's decision.
func (r *run) check(ctx context.Context) error {
	if len(r.plan.Changes) > 0 {
		if err := r.checkCommit(ctx); err != nil {
			return err
		}
	}
	if r.plan.lost() > 0 && !r.Force {
		if err := r.checkWhole(ctx); err != nil {
			return err
		}
	}
	return r.plan.check(r.target.String(), r.Options)
}

// compare makes the plan.
func (r *run) compare(ctx context.Context) error {
	var foreign bool
	r.commit, foreign = commitOf(ctx, r.Source)
	first, err := r.load(ctx)
	if err != nil {
		return err
	}
	files, err := r.files(ctx)
	if err != nil {
		return err
	}
	there, err := r.look(ctx, files, first)
	if err != nil {
		return err
	}
	r.plan = newPlan(files, r.published, there, r.TakeOver)
	r.plan.source, r.plan.commit, r.plan.Foreign = r.Source, r.commit, foreign
	return nil
}

// load reads the list at the target, and reports whether there is none: this is the first
// publish then.
func (r *run) load(ctx context.Context) (first bool, err error) {
	var list []byte
	if err := r.retry(ctx, 0, func(ctx context.Context) (err error) {
		list, err = r.target.Load(ctx)
		return err
	}); errors.Is(err, errOver) {
		return false, &RefusedError{Place: r.target.String(), Problem: tooLong, Advice: restore}
	} else if err != nil {
		return false, fmt.Errorf("looking at %v: %w", r.target, err)
	}
	r.known = map[string]bool{sumOf(list): true}
	if r.published, r.live, err = parseRecord(list); err != nil {
		return false, &RefusedError{
			Place: r.target.String(), Problem: fmt.Sprintf("has a damaged list of dateline's files, %s (%v)", recordName, err), Advice: restore,
		}
	}
	return list == nil, nil
}

// look returns what stands at the paths of the site's files and of those that were published.
// A first publish does not go where a site is made from.
func (r *run) look(ctx context.Context, files []File, first bool) (map[string]Found, error) {
	paths := slices.Collect(maps.Keys(r.published))
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	if first {
		paths = append(paths, sourceFile)
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	var there map[string]Found
	if err := r.retry(ctx, 0, func(ctx context.Context) (err error) {
		there, err = r.target.Look(ctx, paths)
		return err
	}); err != nil {
		return nil, fmt.Errorf("looking at %v: %w", r.target, err)
	}
	if there[sourceFile].Tag != "" && first {
		return nil, &RefusedError{
			Place: r.target.String(), Problem: "holds what a site is made from", Names: []string{sourceFile},
			Advice: "write another branch or folder under publish",
		}
	}
	return there, nil
}

// files makes every file of the site and returns them sorted by path.
func (r *run) files(ctx context.Context) ([]File, error) {
	names, err := output.Names(r.site)
	if err != nil {
		return nil, err
	}
	files := make([]File, len(names))
	for i, name := range names {
		if !isPublishable(name) {
			return nil, &RefusedError{Place: "the site", Problem: "has a file that is not the site's to have", Names: []string{name}, Advice: "give it another name"}
		}
		files[i].Path = name
	}
	done := 0
	err = each(ctx, runtime.GOMAXPROCS(0), len(files), func(_ context.Context, i int) error {
		data, err := fs.ReadFile(r.site, files[i].Path)
		if err != nil {
			return fmt.Errorf("making %s: %w", files[i].Path, err)
		}
		files[i].Size, files[i].SHA256 = int64(len(data)), sumOf(data)
		r.mu.Lock()
		defer r.mu.Unlock()
		done++
		r.progress(Comparing, done, len(files))
		return nil
	})
	return files, err
}

func (r *run) progress(step Step, done, total int) {
	if r.Progress != nil {
		r.Progress(step, done, total)
	}
}

// publish carries the plan out.
func (r *run) publish(ctx context.Context) error {
	err := r.carryOut(ctx)
	if err == nil {
		return nil
	}
	// What was done so far need not be done again. If the list cannot be kept
	// either, it is the first error that counts, unless another publish is why.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept {
		if saveErr := r.save(ctx); errors.Is(saveErr, errOvertaken) {
			err = saveErr
		}
	}
	err = fmt.Errorf("publishing to %v: %w", r.target, err)
	if state := r.state(err); state != "" {
		return &BrokenError{err, state}
	}
	return err
}

// state says what an error that ends a publish leaves readers with; "" where that says it.
func (r *run) state(err error) string {
	switch {
	case errors.As(err, new(tellingError)):
		return ""
	case r.target.AtOnce() && r.done && !isFinal(err): // the answer may have got lost
		return "whether the site was published is not known, publish again"
	case r.target.AtOnce(), !r.begun:
		return "nothing was published"
	case r.done:
		return "readers have the new site, and the next publish tidies up"
	}
	return fmt.Sprintf("%d of %d changes were made: readers have the old or the new version of each page, and the next publish goes on from here", r.sent, len(r.plan.Changes))
}

func (r *run) carryOut(ctx context.Context) error {
	// The list names what is about to come, so that it is known for ours
	// whatever happens.
	for _, c := range r.plan.Changes {
		if _, listed := r.published[c.Path]; !listed {
			r.published[c.Path] = entry{Path: c.Path}
		}
	}
	if err := r.saveAgain(ctx); err != nil {
		return err
	}
	r.begun = true
	for _, phase := range r.plan.phases() {
		if err := each(ctx, senders, len(phase), func(ctx context.Context, i int) error {
			return r.change(ctx, phase[i])
		}); err != nil {
			return err
		}
	}
	r.done = true
	r.forget()
	if err := r.saveAgain(ctx); err != nil {
		return err
	}
	var size int64
	if r.target.AtOnce() { // all is sent only now
		size = r.plan.Bytes()
	}
	return r.retry(ctx, size, r.target.Commit)
}

// forget takes off the list what is no longer there or no longer ours.
func (r *run) forget() {
	wanted := r.plan.wanted()
	maps.DeleteFunc(r.published, func(name string, _ entry) bool { return !wanted[name] })
}

// change makes one change.
func (r *run) change(ctx context.Context, c Change) error {
	var now entry
	if c.Kind == Removed {
		if err := r.retry(ctx, 0, func(ctx context.Context) error { return r.target.Remove(ctx, c.Path) }); err != nil {
			return fmt.Errorf("removing %s: %w", c.Path, err)
		}
	} else {
		data, err := fs.ReadFile(r.site, c.Path)
		if err != nil {
			return fmt.Errorf("making %s: %w", c.Path, final(err))
		}
		now = entry{Path: c.Path, Size: int64(len(data)), SHA256: sumOf(data)}
		if err := r.retry(ctx, now.Size, func(ctx context.Context) (err error) {
			now.Tag, err = r.target.Put(ctx, c.Path, data)
			return err
		}); err != nil {
			return fmt.Errorf("sending %s: %w", c.Path, err)
		}
	}
	return r.note(ctx, c, now)
}

// note writes down what has become of a file, and keeps the list now and then.
func (r *run) note(ctx context.Context, c Change, now entry) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c.Kind == Removed {
		delete(r.published, c.Path)
	} else {
		r.published[c.Path] = now
	}
	r.sent++
	r.unsaved++
	r.progress(Sending, r.sent, len(r.plan.Changes))
	if r.unsaved <= max(len(r.plan.Changes)/checkpoints, senders) {
		return nil
	}
	return r.saveAgain(ctx)
}

// sumOf returns the SHA-256 of data in hexadecimal.
func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
