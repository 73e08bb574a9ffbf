// Package output writes an fs.FS into the destination folder: each file whole
// or not at all, unchanged files left alone, and of the files that are no
// longer wanted only those removed that an earlier Write put there.
//
// # How a Write goes
//
// Every file of the site is opened (which renders it) and compared with the
// file of that name in the destination. Those that differ are staged in a
// working folder beside the destination: ".public.dateline" for "public". Until
// all are there, a failure, or a cancelled context, leaves the destination as
// it was. One file per processor is held in memory at once.
//
// Then the new destination is put together in the working folder, unchanged
// files and those of others carried over by hard link, and takes the place of
// the old one in one step (renameat2(2) on Linux, renameatx_np(2) on macOS).
// Whenever a Write fails or is killed, the destination is wholly the old or
// wholly the new site; what was written is on the disk before folders change
// places, so that this holds for a power failure as well, as far as the disk
// tells the truth. A folder that does not exist yet comes into being with one
// rename; its files are staged where they belong in it.
//
// Where only one file changes, it is moved into place by itself. The same is
// done file by file on systems that cannot exchange folders (Windows), and
// where the destination cannot be one of them: a mount, a folder whose parent
// is closed to us, one that lies on a file system without hard links or exchanges
// (as most network ones), or the working directory. Then each file is the old or
// the new one at any moment, and pages come after what they load. Removing the
// parts that no page needs any more comes last.
//
// The next Write tidies up whatever a killed one has left. Two Writes in one
// destination keep each other out by a lock in the working folder; the second
// is refused with a [*BusyError].
//
// The exchange makes a new folder of the destination. A process that holds on
// to the old one sees no new site, or with a spare every other one: a shell or a
// server that was started in it, or a container that mounts it. Let them name the
// folder above.
//
// # The spare
//
// To make a link for each file and to remove it again is much for a small change.
// Where the caller names a folder for it ([Options].Spare), the old destination is
// not removed but put away by one rename, once it is sure that the new one has all
// that others have put there. The next Write moves it into the working folder and
// brings it up to date: what is the same file in both stays, what is missing is
// linked, what is too much is removed. Folders that hold the same files bear the
// same time, so that those that nobody has touched are not even looked through. What
// came into the spare while it was put away, by a process that held on to it, is
// taken over into the new destination.
//
// A spare that is not there, or lies elsewhere, or is odd in any way, is done
// without, and a killed Write may lose it: then the next one makes all links and
// with them another spare. Its files are those of the destination: to remove it is
// harmless, to write into its files is to write into the site.
//
// A site may know what decides the bytes of a file before it is made ([Keyed]).
// Such a file is not opened where the manifest lists it with that key and the
// destination has the bytes that the manifest lists. Nor is one of which the caller
// knows that it is the same ([Options].Same).
//
// # What belongs to whom
//
// The manifest, .dateline/manifest.json, lists what Write has put into the
// destination: path, size and SHA-256 of each file, and its key if it has one, and the release
// of Dateline that made them. It holds no times, because
// the destination may be kept in version control, where a fresh clone has new
// ones: whether a file is unchanged is decided by its bytes alone.
//
//   - A file that the site has and the manifest lists is brought up to date,
//     even if somebody has edited it in the destination.
//   - A file that the site has and the manifest does not list belongs to
//     somebody else: Write refuses, and names all such files. If its bytes are
//     those that Write would put there, it is taken over instead.
//   - A file that only the manifest lists is stale and removed, with folders
//     that this leaves empty. If somebody has edited it, it stays, is no longer
//     listed, and is told through [Options].Kept.
//   - Any other file (CNAME, what is in .git) is not touched.
//
// Before files are moved one by one, the manifest is made to list both what was
// there and what is coming, so that a crash in between forgets no file. What
// others put into the old destination while the new one takes its place is
// brought over; where the site has a file of that name, it gets ".orig" added.
//
// Symbolic links in the destination are never followed: one where the site has
// a file or a folder is refused. The destination itself may be one.
package output

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
)

// Stats counts what a Write did. Files that were taken over count as unchanged.
type Stats struct {
	Written   int   // files that are new or changed
	Unchanged int   // files that already had the right bytes
	Removed   int   // stale files
	Bytes     int64 // size of the written files
}

// Options say how a Write goes. The callbacks may be nil; they are called from
// the goroutine that called Write.
type Options struct {
	// Generator is the version of the release that made the site, for the
	// manifest; "" for what is no release, whose manifest names none.
	Generator string
	// Progress is called after each rendered file, with done counting from 1 to
	// total.
	Progress func(done, total int)
	// Early reports whether a file is to be made before the others, and EarlyMade is
	// called when all of those are: for files of which the site holds much until then.
	Early     func(name string) bool
	EarlyMade func()
	// Ready is asked once all files are made, before the destination is touched:
	// an error leaves it as it was, and is returned.
	Ready func() error
	// Same reports whether a file of the destination, as info describes it, is known to
	// be what the site has under that name. Such a file is neither made nor read. It is
	// asked by several goroutines at once, and of files only that the manifest lists with
	// that size; nil knows of none. info is good for as long as it is asked, and os.SameFile
	// knows nothing of it.
	Same func(name string, info fs.FileInfo) bool
	// Kept is called, once all is written, for each stale file that stays because
	// somebody has edited it. The names are slash-separated, relative to the
	// destination and in order.
	Kept func(name string)
	// Spare is a folder that Write may put away between two calls, so that the next one
	// need not make all of the destination anew; "" for none. It has to lie on the file
	// system of the destination to be of use, may be removed at any time and is to be
	// written to by nobody: its files are those of the destination.
	Spare string
	// Done is called when all is written, while no other Write can begin, with all files
	// of the site and the list of them, ManifestFile, as they are now; with nil for what
	// is as Same was asked about it, or cannot be looked at. What describes a file is good
	// until the next one, and os.SameFile knows nothing of it.
	Done func(files iter.Seq2[string, fs.FileInfo])

	fault faultFunc // in tests: makes operations of the file system fail
}

// Keyed is a site that knows of some files, before they are made, what decides
// their bytes.
type Keyed interface {
	fs.FS
	// Key returns a short text for a file: as long as it stays the same, so do
	// the file's bytes. It returns "" for a file of which it cannot tell.
	Key(name string) string
}

// Listed is a site that knows the names of all its files.
type Listed interface {
	fs.FS
	// Names returns them, sorted. They are the site's: nobody changes them.
	Names() []string
}

// Streamed is a site that knows of some files that they grow with it. Such a file
// is read from what Open returns, piece by piece, and is never in memory whole.
type Streamed interface {
	fs.FS
	Streams(name string) bool
}

// Lending is a site that uses the room of files again.
type Lending interface {
	fs.FS
	// Release takes back what fs.ReadFile returned for a file, which nobody needs
	// any more.
	Release(name string, data []byte)
}

// Write makes dir hold the files of site, and nothing else that an earlier
// Write put there. It makes dir, and the folders above it, if need be; files
// get mode 0644 and folders 0755, less the umask.
//
// A destination that may not be written to is a [*RefusedError], one in which
// another Write is under way a [*BusyError], a site whose names no folder can
// hold a [*SiteError]; a cancelled context's error and
// those of the pages are wrapped. Of several pages that fail, the first in the
// order of the names is told, an early one before the others.
func Write(ctx context.Context, dir string, site fs.FS, opt Options) (stats Stats, err error) {
	names, err := List(site)
	if err != nil {
		return Stats{}, err
	}
	dest, err := openDestination(dir, opt)
	if err != nil {
		return Stats{}, err
	}
	defer func() {
		if closeErr := dest.close(); err == nil && closeErr != nil {
			err = fmt.Errorf("tidy up %s: %w", dir, closeErr)
		}
	}()
	plan, err := dest.plan(names)
	if err != nil {
		return Stats{}, fmt.Errorf("look through %s: %w", dir, err)
	}
	made, err := plan.stage(ctx, site, opt)
	if err != nil {
		return Stats{}, err
	}
	if opt.Ready != nil {
		if err := opt.Ready(); err != nil {
			return Stats{}, err
		}
	}
	if stats, err = plan.install(made); err != nil {
		return stats, fmt.Errorf("write to %s: %w", dir, err)
	}
	if opt.Kept != nil {
		for _, name := range plan.kept {
			opt.Kept(name)
		}
	}
	if opt.Done != nil {
		opt.Done(plan.outcome(made))
	}
	return stats, nil
}
