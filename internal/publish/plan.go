package publish

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// A File is one file of the site.
type File struct {
	Path   string
	Size   int64  // in bytes
	SHA256 string // in hexadecimal
}

// A Kind says what a change does to a file at the target.
type Kind string

// The kinds of changes.
const (
	Added   Kind = "added"
	Changed Kind = "changed"
	Removed Kind = "removed"
)

// A Change is what happens to one file.
type Change struct {
	Kind  Kind   `json:"change"`
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"` // to be sent, or to be removed
}

// A Plan is what a publish has to do.
type Plan struct {
	Changes   []Change // sorted by path
	Unchanged int      // files that are right already
	// Kept are files that the site no longer has and that stay because somebody
	// else has changed them, sorted.
	Kept []string
	// Files are all files of the site, sorted by path.
	Files []File
	// Foreign says that git does not tell which commit the source folder is at, as that is
	// somebody else's: nobody sees whether it lacks what was published last.
	Foreign bool

	source  string   // folder that the site is made from
	commit  string   // that it is at, where git holds its content; else ""
	pages   int      // that were published and still stand there
	others  []string // files of others where the site has one, sorted
	blocked []string // folders, links and files that nothing can replace, sorted
}

// Count returns how many changes are of a kind.
func (p *Plan) Count(kind Kind) int {
	n := 0
	for _, c := range p.Changes {
		if c.Kind == kind {
			n++
		}
	}
	return n
}

// Bytes returns how many bytes are to be sent, before any compression.
func (p *Plan) Bytes() int64 {
	var sum int64
	for _, c := range p.Changes {
		if c.Kind != Removed {
			sum += c.Bytes
		}
	}
	return sum
}

// newPlan compares the files of the site, sorted by path, with what was
// published and with what stands at the target now.
func newPlan(files []File, published record, there map[string]Found, takeOver bool) *Plan {
	p := &Plan{Files: files}
	wanted := p.wanted()
	for name := range published {
		if now, exists := there[name]; exists && now.Blocker == "" && isPage(name) {
			p.pages++
		}
	}
	going := p.removals(wanted, published, there)
	for _, f := range files {
		was, listed := published[f.Path]
		now, exists := there[f.Path]
		switch {
		case !exists, now.Blocker != "" && going[now.Blocker]:
			p.Changes = append(p.Changes, Change{Added, f.Path, f.Size})
		case now.Blocker != "":
			p.blocked = append(p.blocked, now.Blocker)
		case !listed && !takeOver:
			p.others = append(p.others, f.Path)
		case listed && was.SHA256 == f.SHA256 && was.Tag == now.Tag:
			p.Unchanged++
		default:
			p.Changes = append(p.Changes, Change{Changed, f.Path, f.Size})
		}
	}
	slices.SortFunc(p.Changes, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(p.blocked) // what blocks several files once; the files are sorted
	p.blocked = slices.Compact(p.blocked)
	return p
}

// wanted returns the paths of all files of the site.
func (p *Plan) wanted() map[string]bool {
	paths := make(map[string]bool, len(p.Files))
	for _, f := range p.Files {
		paths[f.Path] = true
	}
	return paths
}

// removals plans to remove what the site no longer has. It returns those files,
// and the folders that go with them if nothing else is in them.
func (p *Plan) removals(wanted map[string]bool, published record, there map[string]Found) map[string]bool {
	going := map[string]bool{}
	for _, was := range published.sorted() {
		now, exists := there[was.Path]
		switch {
		case wanted[was.Path] || !exists || now.Blocker != "":
		case was.SHA256 != "" && was.Tag != now.Tag:
			p.Kept = append(p.Kept, was.Path)
		default:
			p.Changes = append(p.Changes, Change{Removed, was.Path, was.Size})
			for name := was.Path; name != "."; name = path.Dir(name) {
				going[name] = true
			}
		}
	}
	return going
}

// check refuses a plan to replace or remove what nobody may have meant.
func (p *Plan) check(place string, opt Options) error {
	lost, pages := p.lost(), p.lostPages()
	refused := &RefusedError{Place: place}
	switch {
	case len(p.blocked) > 0:
		refused.Problem, refused.Names = "holds what stands in the way of the site's files or folders", p.blocked
		refused.Advice = "move it away"
	case len(p.others) > 0:
		refused.Problem, refused.Names = "holds what dateline did not put there, where the site has a file", p.others
		refused.Advice = "move it away, or replace it with --takeOver"
	case lost > opt.MaxDeletes && !opt.Force:
		refused.Problem = fmt.Sprintf("would lose %d files, more than the %d of --maxDeletes", lost, opt.MaxDeletes)
		refused.Advice = "look at the plan with --dryRun, and remove them with --force"
	case pages >= fewLost && 2*pages > p.pages && !opt.Force:
		refused.Problem = fmt.Sprintf("would lose %d of its %d pages, as if another site stood there", pages, p.pages)
		refused.Advice = "look at the plan with --dryRun, and write another place under publish, or remove them with --force"
	default:
		return nil
	}
	return refused
}

// fewLost is the fewest pages whose loss is looked at by their share: a young site can be
// written anew.
const fewLost = 10

func isPage(name string) bool { return path.Ext(name) == ".html" }

// lostPages returns how many pages go. Whoever begins a site with a copy of another and
// leaves its targets as they are is about to put the one into the place of the other, and
// both may be too small for MaxDeletes.
func (p *Plan) lostPages() int {
	n := 0
	for _, c := range p.Changes {
		if c.Kind == Removed && isPage(c.Path) {
			n++
		}
	}
	return n
}

// lost returns how many files go and do not come again under another name, as those do
// whose names change with their bytes. A packed copy counts with its file.
func (p *Plan) lost() int {
	plain := p.wanted()
	for _, c := range p.Changes {
		plain[c.Path] = true
	}
	going, coming, copies := 0, 0, 0
	for _, c := range p.Changes {
		packed := path.Ext(c.Path)
		switch {
		case c.Kind == Removed && (packed == ".gz" || packed == ".br") && plain[strings.TrimSuffix(c.Path, packed)]:
			copies++
		case !hashed.MatchString(c.Path):
		case c.Kind == Removed:
			going++
		case c.Kind == Added:
			coming++
		}
	}
	return p.Count(Removed) - copies - min(going, coming)
}

// phases returns the changes in the order in which they are made; those within
// a phase may be made in any order, and parallel.
func (p *Plan) phases() [][]Change {
	phases := make([][]Change, 6)
	way := p.inTheWay()
	for _, c := range p.Changes {
		page := isPage(c.Path)
		n := 0
		switch {
		case c.Kind == Removed && way[c.Path]: // before all, or nothing can come
		case c.Kind != Removed && !page:
			n = 1 // what pages need
		case c.Kind == Added:
			n = 2 // what changed pages link to
		case c.Kind == Changed:
			n = 3
		case page:
			n = 4 // before what it needs
		default:
			n = 5
		}
		phases[n] = append(phases[n], c)
	}
	return phases
}

// inTheWay returns the files to be removed that stand where the site has a
// folder, or below what is now a file.
func (p *Plan) inTheWay() map[string]bool {
	wanted, folders := p.wanted(), map[string]bool{}
	for _, f := range p.Files {
		for dir := path.Dir(f.Path); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	way := map[string]bool{}
	for _, c := range p.Changes {
		if c.Kind != Removed {
			continue
		}
		way[c.Path] = folders[c.Path]
		for dir := path.Dir(c.Path); dir != "."; dir = path.Dir(dir) {
			way[c.Path] = way[c.Path] || wanted[dir]
		}
	}
	return way
}
