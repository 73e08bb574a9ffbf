// Package publish brings a site to where its readers find it: a folder, a folder
// over SSH, a branch of a git repository, a bucket of S3. Only what differs is
// sent, and at every moment each address has its old or its new page.
//
// # How a publish goes
//
//  1. Every file of the site is made once and its SHA-256 taken.
//  2. The target hands over its list of files, which the last publish left
//     there, and says what stands now at the addresses concerned.
//  3. [newPlan] compares the three. With too much to remove, or with somebody
//     else's files in the way, all ends here.
//  4. What pages need goes first, then new pages, then changed ones, so that no
//     page links to what is not there yet; what the site no longer has is removed
//     last. Each file is replaced whole. A branch takes all of it as one commit.
//
// An attempt that fails is repeated after a while, a few times. If it goes on
// failing the publish ends; the next one takes up where it stopped, because the
// list is brought up to date on the way.
//
// # What belongs to whom
//
// The list, .dateline/publish.json at the target, says which files Dateline has
// put there: path, size and SHA-256, and the tag that the target gave the file,
// by which it is seen whether somebody has changed it since.
//
//   - A file that the site has and the list names is brought up to date.
//   - A file that the site has and the list does not name is somebody else's: the
//     publish is refused, unless it may take files over.
//   - A file that only the list names is removed, unless it was changed by
//     somebody else: then it stays and is no longer listed.
//   - Any other file (CNAME, README) is not touched.
//
// The list also names the commit that the site was made from, where git holds the content.
// A checkout which does not go on from that one is refused: what has been published in
// between would vanish.
//
// # Two at once
//
// A lock keeps a second publish of the same user on the same machine out. Any other
// shows in the list, which is read again each time before it is kept: a publish that
// finds there the list of another ends. Had it not begun to send, it leaves that
// list alone; else it keeps one that names what both know, so that the next publish
// removes what its site does not have. S3 refuses by itself what comes in between,
// and so does a branch.
package publish

import (
	"context"
	"time"
)

// A Target is a place to publish to. Put and Remove may be called from several
// goroutines at once, also while one of the others is. An error is worth another attempt
// unless it is a [*RefusedError] or marked by final. Paths are those of the site.
type Target interface {
	// String names the place for messages; there is never a secret in it.
	String() string
	// Key tells the place from all others on this machine.
	Key() string
	// Load returns what was last given to Save, nil for nothing.
	Load(ctx context.Context) ([]byte, error)
	// Look says what stands at each of the paths; absent ones are left out.
	Look(ctx context.Context, paths []string) (map[string]Found, error)
	// Put makes data stand at path, whole or not at all, and returns the tag
	// that Look will say.
	Put(ctx context.Context, path string, data []byte) (tag string, err error)
	// Remove takes away what stands at path, if anything does.
	Remove(ctx context.Context, path string) error
	// Save keeps the list of files.
	Save(ctx context.Context, list []byte) error
	// Commit ends a publish that changed something.
	Commit(ctx context.Context) error
	// AtOnce reports whether readers see nothing of a publish before Commit.
	AtOnce() bool
	// Close frees what the target holds on this machine.
	Close() error
}

// Found is what stands at a path.
type Found struct {
	Tag     string // differs when the file does; of a file that is nobody's link
	Blocker string // in place of a file: the path of the folder or link in its way
}

// Options say how to publish.
type Options struct {
	MaxDeletes int  // the most files to lose without Force
	Force      bool // remove however many there are, and be it most of the pages
	TakeOver   bool // replace files that Dateline did not put there
	// Source is the folder that the site is made from. Where git holds its content, the
	// list at the target names the commit. "" stands for none.
	Source string
	Older  bool // replace a site of a commit that the one of Source does not go on from
	// Locks is the folder of the locks that keep two publishes to one target
	// apart; it need not exist. "" stands for no lock.
	Locks string
	// Approve is asked before anything is changed; its error ends the publish.
	// Nil approves.
	Approve func(*Plan) error
	// Progress is told how many files of how many are compared, then sent. It is
	// never called twice at once. It may be nil.
	Progress func(step Step, done, total int)
	// Again is told why an attempt has failed after which another is made. It may be
	// called from several goroutines at once, and be nil.
	Again func(err error)
	// Wait replaces waiting between attempts, for tests.
	Wait func(ctx context.Context, d time.Duration) error
}

// A Step of a publish takes long enough to tell how far it has come.
type Step string

// The steps, as a user reads them.
const (
	Comparing Step = "compared"
	Sending   Step = "published"
)

// SSH says what the SSH of this machine's user knows, for sftp targets.
type SSH struct {
	// Program is the ssh whose configuration counts before what follows; "" for none.
	Program    string
	Config     string   // file of that configuration; "" for those that ssh reads by itself
	User       string   // where the address has none
	Agent      string   // socket of the agent; "" for none
	Keys       []string // private key files; those that are not there are passed over
	KnownHosts []string // likewise
}
