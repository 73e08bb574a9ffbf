package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/internal/content"
	"dateline/internal/glance"
	"dateline/internal/output"
)

// A source is the folder of a site. All that is read of it goes through FS: no
// link leads outside, special files and endless ones are errors, and what was
// read is remembered, so that changed can tell whether all of it was there at
// one moment.
type source struct {
	*os.Root           // for what new and check --fix write
	lasting  bool      // what was read is to stay as it is until the command is done
	since    time.Time // what was changed later may change again and look the same: it is summed up as it is read; zero for nothing

	mu      sync.Mutex
	earlier table[stamp]           // files that an earlier build has read, as they were then
	read    map[string]stamp       // other files, as they were when they were first looked at
	listed  map[string]content.Sum // folders, see listing
	sums    map[string]content.Sum // of files that were changed after since; zero where two reads differ
	folder  folder                 // of the file that was opened last
}

// A stamp tells one state of a file from another. Two states look alike where a
// file keeps its size and is written twice within a tick of the file system's
// clock: some milliseconds, or two seconds on FAT.
type stamp struct {
	Size     int64 // -1 where there is none
	Modified int64 // in nanoseconds since 1970
	Changed  int64 // the same: modified, renamed, or given to another owner
}

func stampOf(info fs.FileInfo) stamp {
	changed := output.Changed(info)
	if changed.IsZero() {
		changed = info.ModTime()
	}
	return stamp{info.Size(), info.ModTime().UnixNano(), changed.UnixNano()}
}

// missing is the stamp of a file that was looked for and is not there, unknown that of
// one that cannot be looked at: no file has it.
var missing, unknown = stamp{Size: -1}, stamp{Size: -2}

// after reports whether any of its times is after one.
func (s stamp) after(when time.Time) bool { return max(s.Modified, s.Changed) > when.UnixNano() }

// openSource opens the folder of a site.
func openSource(dir string) (*source, error) {
	const advice = "go to the folder that holds content/, or name it with --source"
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("there is no folder %q; %s", dir, advice)
	case err != nil:
		return nil, machine(fmt.Errorf("opening the source folder: %w", err))
	case !info.IsDir():
		return nil, usage("%q is not a folder; %s", dir, advice)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, machine(fmt.Errorf("opening the source folder: %w", err))
	}
	info, err = root.Stat("content")
	if err == nil && info.IsDir() {
		return &source{Root: root, read: map[string]stamp{}, listed: map[string]content.Sum{}, sums: map[string]content.Sum{}}, nil
	}
	root.Close()
	switch {
	case err == nil:
		return nil, usage("%q is not a folder; %s", filepath.Join(dir, "content"), advice)
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("there is no folder content in %q; %s", dir, advice)
	case isLink(filepath.Join(dir, "content")):
		return nil, usage("%q is a link out of the source folder; put the folder itself there", filepath.Join(dir, "content"))
	}
	return nil, machine(fmt.Errorf("opening content in %q: %w", dir, err))
}

// isLink reports whether name is a symbolic link.
func isLink(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// FS returns the folder as the stages of a build read it.
func (s *source) FS() fs.FS { return fenced{s} }

// A changedError says that content was written to while a site was made of it.
type changedError struct{ names []string }

func (e *changedError) Error() string {
	return strings.Join(e.names, ", ") + " changed while the site was made"
}

// manyChanged is how many files a message names.
const manyChanged = 5

// changed returns a [*changedError] unless all that was read is as it was: then
// there was a moment, from the last read to now, at which all of it was so.
func (s *source) changed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := slices.Collect(s.differences(s.earlier.all(), nil))
	names = slices.AppendSeq(names, s.differences(maps.All(s.read), s.listed))
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	if more := len(names) - manyChanged; more > 0 {
		names = append(names[:manyChanged], fmt.Sprintf("and %d more", more))
	}
	return &changedError{names}
}

// resume takes over what an earlier build has read, but for what has changed since.
func (s *source) resume(read table[stamp], listed map[string]content.Sum, changes []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.earlier = read
	s.earlier.drop(slices.Sorted(slices.Values(changes)))
	maps.Copy(s.listed, listed)
	for _, name := range changes {
		delete(s.listed, strings.TrimSuffix(name, "/"))
	}
}

// noteSum remembers what a file held.
func (s *source) noteSum(name string, sum content.Sum) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if was, known := s.sums[name]; known && was != sum {
		sum = content.Sum{}
	}
	s.sums[name] = sum
}

// rewritten names those of some files, in order, that hold something else than an earlier
// build has read, or of which that is not known.
func (s *source) rewritten(sums map[string]content.Sum) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		if sums[name] != (content.Sum{}) {
			if data, err := fs.ReadFile(s.FS(), name); err == nil && content.SumOf(data) == sums[name] {
				continue
			}
		}
		names = append(names, name)
	}
	return names
}

// all returns how all files were that this build has read, or an earlier one.
func (s *source) all() table[stamp] { return s.earlier.with(tableOf(s.read)) }

// differences names what is not as these files and folders were.
func (s *source) differences(read iter.Seq2[string, stamp], listed map[string]content.Sum) iter.Seq[string] {
	return func(yield func(string) bool) {
		looks := glance.In(s.Root)
		defer looks.Close()
		for name, was := range read {
			if was != stampIn(looks, name) && !yield(name) {
				return
			}
		}
		for name, was := range listed {
			now, err := s.list(name)
			if (err != nil || was != now) && !yield(name+"/") {
				return
			}
		}
	}
}

// list returns what tells what is in a folder now: nothing where there is none.
func (s *source) list(folder string) (content.Sum, error) {
	f, err := s.OpenFile(filepath.FromSlash(folder), reading, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return listing(nil), nil
	}
	if err != nil {
		return content.Sum{}, err
	}
	defer f.Close()
	names, err := f.Readdirnames(-1)
	return listing(names), err
}

// listing tells which names there are in a folder, but for those that no stage reads:
// editors leave such files and take them away again.
func listing(names []string) content.Sum {
	slices.Sort(names)
	var all []byte
	for _, name := range names {
		if !content.PassedOver(name) {
			all = append(append(all, name...), '/') // which no name holds
		}
	}
	return content.SumOf(all)
}

// stampIn returns how a file in a folder is.
func stampIn(folder *glance.Folder, name string) stamp {
	info, err := folder.Stat(name)
	switch {
	case err == nil:
		return stampOf(info)
	case errors.Is(err, fs.ErrNotExist):
		return missing
	}
	return unknown
}

// note remembers how a file is when it is first looked at. It is an error where
// the file has changed since.
func (s *source) note(name string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return nil
	}
	return s.noteStamp(name, stampOf(info))
}

func (s *source) noteStamp(name string, now stamp) error {
	if !s.lasting {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	was, known := s.earlier.of(name)
	if !known {
		was, known = s.read[name]
	}
	switch {
	case !known:
		s.read[name] = now
	case was != now:
		return &changedError{[]string{name}}
	}
	return nil
}

// Close closes the source.
func (s *source) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leave()
	return s.Root.Close()
}
