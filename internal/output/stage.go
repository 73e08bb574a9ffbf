package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
)

// A fate is what became of a file of the site.
type fate byte

const (
	isStaged fate = iota
	isSame        // the destination has these bytes already
	isKnown       // and the caller knew that
)

// results say what became of the files of the site, in the order of their names.
type results struct {
	files manifest
	fates []fate
}

// staged yields index and name of each file that is staged.
func (r results) staged() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i, was := range r.fates {
			if was == isStaged && !yield(i, r.files[i].Path) {
				return
			}
		}
	}
}

// A blockedError says what is in the way of a file.
type blockedError string

func (e blockedError) Error() string { return string(e) + " is in the way" }

// stage renders all files in parallel and puts those that differ from what the
// destination has into the staging folder. The results are in the order of the
// names. It fails if any file does, or if something is in the way of one.
func (p *plan) stage(ctx context.Context, site fs.FS, opt Options) (results, error) {
	if err := p.openStage(); err != nil {
		return results{}, fmt.Errorf("make room in %s: %w", p.name, err)
	}
	defer p.stageDisk.close() // an open folder may not be moved everywhere
	made := results{make(manifest, len(p.names)), make([]fate, len(p.names))}
	var wrong failures
	workers := make([]*worker, runtime.GOMAXPROCS(0))
	for i := range workers {
		w, err := p.worker()
		if err != nil {
			return results{}, fmt.Errorf("look through %s: %w", p.name, err)
		}
		defer w.close()
		workers[i] = w
	}
	done := 0
	stage := func(order []int32) error {
		p.each(ctx, workers, order, func(w *worker, i int) bool {
			var err error
			if made.files[i], made.fates[i], err = p.stageFile(site, w, i, opt.Same); err == nil {
				return true
			}
			return wrong.add(i, err)
		}, func() {
			if done++; opt.Progress != nil {
				opt.Progress(done, len(p.names))
			}
		})
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("write to %s: %w", p.name, err)
		}
		return wrong.first
	}
	early, others := p.order(opt.Early)
	if err := stage(early); err != nil {
		return results{}, err
	}
	if opt.EarlyMade != nil {
		opt.EarlyMade()
	}
	if err := stage(others); err != nil {
		return results{}, err
	}
	blocked := append(wrong.blocked, p.blocked...)
	if len(blocked) > 0 {
		slices.Sort(blocked)
		return results{}, &RefusedError{p.name, "holds what dateline did not put there, where the site has a file or folder", blocked, "move it away"}
	}
	return made, nil
}

// failures are the files that could not be staged.
type failures struct {
	mu      sync.Mutex
	first   error // but for files that are blocked: of those that failed, the one of the least index
	at      int
	blocked []string // what is in the way
}

// add adds what went wrong with the file with index i, and reports whether others are
// to be staged all the same.
func (f *failures) add(i int, err error) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if blocked, ok := errors.AsType[blockedError](err); ok {
		f.blocked = append(f.blocked, string(blocked))
		return true
	}
	if f.first == nil || i < f.at {
		f.first, f.at = err, i
	}
	return false
}

// A worker makes files, on a goroutine of its own.
type worker struct {
	at    *trail // looks at files of the destination; nil where there is none
	stage *trail // makes the staged ones
}

func (p *plan) worker() (*worker, error) {
	at, err := p.trail()
	if err != nil {
		return nil, err
	}
	stage, err := p.stageDisk.trail(".")
	if err != nil {
		at.close()
		return nil, err
	}
	return &worker{at, stage}, nil
}

func (w *worker) close() {
	w.at.close()
	w.stage.close()
}

// openStage opens the folder in which files are staged. Where there is no
// destination yet, that is the new one, in which they stay: its folders are made.
func (p *plan) openStage() (err error) {
	if !p.absent {
		p.stageDisk, err = p.disk.within(p.staged)
		return err
	}
	next := p.working(nextName)
	if err := p.disk.mkdirAll(next); err != nil {
		return err
	}
	if p.stageDisk, err = p.disk.within(next); err != nil {
		return err
	}
	if err := p.makeFolders(); err != nil {
		p.stageDisk.close()
		return err
	}
	return nil
}

// makeFolders makes the folders of all files.
func (p *plan) makeFolders() error {
	at, err := p.stageDisk.trail(".")
	if err != nil {
		return err
	}
	defer at.close()
	for folder := range folders(p.names) {
		if err := at.mkdir(folder); err != nil {
			return err
		}
	}
	return nil
}

// run is how many names a goroutine takes at a time: many lie in one folder.
const run = 8

// order returns the indices of the names, of those that are to be made early and of the
// others.
func (p *plan) order(isEarly func(name string) bool) (early, others []int32) {
	others = make([]int32, 0, len(p.names))
	for i, name := range p.names {
		if isEarly != nil && isEarly(name) {
			early = append(early, int32(i))
		} else {
			others = append(others, int32(i))
		}
	}
	return early, others
}

// each calls work for all indices of names in order, on a goroutine for each of the
// workers, and reports progress on its own. It stops early when the context is cancelled
// or work returns false. Indices are given out in order, run by run, and each run is
// gone through until one fails, so that of several failing ones the first is always
// reached.
func (p *plan) each(ctx context.Context, workers []*worker, order []int32, work func(w *worker, i int) bool, progress func()) {
	var next atomic.Int64
	var failed atomic.Bool
	finished := make(chan int, 64) // files at a time, so that nobody waits for the progress
	var running sync.WaitGroup
	for _, w := range workers {
		running.Go(func() {
			for start := 0; start < len(order) && !failed.Load() && ctx.Err() == nil; {
				start = int(next.Add(run)) - run
				some, good := order[min(start, len(order)):min(start+run, len(order))], true
				done := 0
				for ; done < len(some) && good && ctx.Err() == nil; done++ {
					good = work(w, int(some[done]))
				}
				if !good {
					failed.Store(true)
				}
				finished <- done
			}
		})
	}
	go func() {
		running.Wait()
		close(finished)
	}()
	for some := range finished {
		for range some {
			progress()
		}
	}
}

// stageFile renders the file with index i and stages it if it has changed.
func (p *plan) stageFile(site fs.FS, w *worker, i int, unchanged func(string, fs.FileInfo) bool) (entry, fate, error) {
	name := p.names[i]
	if listed, err := p.known(w.at, name, unchanged); err != nil {
		return entry{}, 0, fmt.Errorf("look at %s in %s: %w", name, p.name, err)
	} else if listed != nil {
		return *listed, isKnown, nil
	}
	key := "" // what decides the bytes of the file, where the site can tell
	if keyed, ok := site.(Keyed); ok {
		key = keyed.Key(name)
	}
	if made, err := p.made(w.at, name, key); err != nil {
		return entry{}, 0, fmt.Errorf("compare with %s in %s: %w", name, p.name, err)
	} else if made != nil {
		return *made, isSame, nil
	}
	if streamed, ok := site.(Streamed); ok && streamed.Streams(name) {
		return p.stageStream(site, w, i)
	}
	data, err := fs.ReadFile(site, name)
	if err != nil {
		return entry{}, 0, fmt.Errorf("render %s: %w", name, err)
	}
	if lender, ok := site.(Lending); ok {
		defer lender.Release(name, data)
	}
	file := newEntry(name, data)
	file.Key = key
	is, err := p.compare(w.at, file, func() (bool, error) {
		old, err := p.disk.readFile(p.in(name))
		return bytes.Equal(old, data), err
	})
	if err != nil {
		return entry{}, 0, fmt.Errorf("compare with %s in %s: %w", name, p.name, err)
	}
	if is {
		return file, isSame, nil
	}
	if err := w.stage.fill(p.stageName(i), writing(data)); err != nil {
		return entry{}, 0, fmt.Errorf("stage %s in %s: %w", name, p.name, err)
	}
	return file, isStaged, nil
}

// stageStream does so with a file that is not to be in memory whole: it is staged
// while it is made, before anybody knows whether it has changed.
func (p *plan) stageStream(site fs.FS, w *worker, i int) (entry, fate, error) {
	name := p.names[i]
	f, err := site.Open(name)
	if err != nil {
		return entry{}, 0, fmt.Errorf("render %s: %w", name, err)
	}
	defer f.Close()
	place := p.stageName(i)
	var file entry
	err = w.stage.fill(place, func(to io.Writer) (err error) {
		file, err = measured(to, from(f))
		return err
	})
	if err != nil {
		return entry{}, 0, fmt.Errorf("render %s and stage it in %s: %w", name, p.name, err)
	}
	file.Path = name
	is, err := p.compare(w.at, file, func() (bool, error) {
		old, err := p.disk.measure(p.in(name), io.Discard)
		return old.SHA256 == file.SHA256, err
	})
	if err == nil && is {
		err = p.stageDisk.remove(place)
	}
	if err != nil {
		return entry{}, 0, fmt.Errorf("compare with %s in %s: %w", name, p.name, err)
	}
	if is {
		return file, isSame, nil
	}
	return file, isStaged, nil
}

// known returns the listed entry of a file that the caller knows to be the same;
// nil otherwise.
func (p *plan) known(at *trail, name string, same func(string, fs.FileInfo) bool) (*entry, error) {
	versions := p.written.versions(name)
	if same == nil || p.recased[name] || len(versions) != 1 {
		return nil, nil // of two versions, a Write that was killed left either
	}
	found, info, err := p.look(at.glance, name)
	if err != nil || found != kindFile || info.Size() != versions[0].Size || !same(name, info) {
		return nil, err
	}
	return &versions[0], nil
}

// made returns the listed entry of a file that an earlier Write made with this
// key, if the destination still has it as it was made; nil otherwise.
func (p *plan) made(at *trail, name, key string) (*entry, error) {
	if key == "" || p.recased[name] {
		return nil, nil
	}
	for _, e := range p.written.versions(name) {
		if e.Key != key {
			continue
		}
		found, info, err := p.look(at.lstat, name)
		if err != nil || found != kindFile || info.Size() != e.Size {
			return nil, err
		}
		data, err := p.disk.readFile(p.in(name))
		if err != nil || !e.is(data) {
			return nil, err
		}
		return &e, nil
	}
	return nil, nil
}

// stageName returns the name of the file with index i in the folder in which it
// is staged.
func (p *plan) stageName(i int) string {
	if p.absent {
		return p.names[i]
	}
	return strconv.Itoa(i)
}

// stagedFile returns the path at which the file with index i is staged.
func (p *plan) stagedFile(i int) string {
	if p.absent {
		return p.working(nextName, p.names[i])
	}
	return path.Join(p.staged, strconv.Itoa(i))
}

// compare reports whether the destination has a file with the bytes of an entry.
// equal is asked of a file of that size. Something that is in the way of it is a
// [blockedError].
func (p *plan) compare(at *trail, made entry, equal func() (bool, error)) (same bool, err error) {
	name := made.Path
	found, info, err := p.look(at.lstat, name)
	if err != nil || found == kindAbsent || p.recased[name] {
		return false, err
	}
	if found == kindFile && info.Size() == made.Size {
		if same, err = equal(); err != nil {
			return false, err
		}
	}
	replaceable := found == kindFile && (same || p.written.versions(name) != nil)
	if found == kindFolder {
		if replaceable, err = p.clears(name); err != nil {
			return false, err
		}
	}
	if !replaceable {
		return false, blockedError(describe(name, found))
	}
	return same, nil
}
