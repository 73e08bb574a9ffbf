package site

import (
	"io/fs"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"dateline/internal/diag"
)

// claimed is a path of the site that somebody has.
type claimed struct {
	what   string // of a folder, what stands in it, first come
	folder bool
}

// longPath is how long a path within a site may be, in UTF-16 units, before it is
// warned of: what remains of Windows' 260 for the folder of the site, and for a
// file that comes beside the page.
const longPath = 200

// claim takes a path in the site, or reports who has it, with the advice what to write.
func (p *planner) claim(pos diag.Pos, what, file, advice string) bool {
	if !p.vacant(pos, what, file, advice) {
		return false
	}
	key := p.folded(file)
	p.taken[key] = claimed{what: what}
	if n := utf16Len(file); n > longPath {
		p.problems.Warnf(pos, "%s gets a path of %d characters within the site; Windows takes 260, with the folder that the site lies in; give it a shorter slug", what, n)
	}
	for dir := path.Dir(key); dir != "." && !p.taken[dir].folder; dir = path.Dir(dir) {
		p.taken[dir] = claimed{what, true}
	}
	return true
}

// vacant reports whether something can take a path in the site; where it cannot, who has
// that is a problem.
func (p *planner) vacant(pos diag.Pos, what, file, advice string) bool {
	if !fs.ValidPath(file) {
		return false // content has reported the slug that leads out of the site
	}
	other, taken := p.holder(p.folded(file))
	if taken {
		if pos.File == "" {
			pos.File = p.timeline.Site.Path
		}
		p.problems.Errorf(pos, "%s would stand at /%s, where %s stands; %s", what, strings.TrimSuffix(file, "index.html"), other, advice)
	}
	return !taken
}

// utf16Len returns the length of a text as Windows counts it.
func utf16Len(s string) int {
	if len(s) <= longPath {
		return len(s) // at most; nobody asks for more
	}
	return len(utf16.Encode([]rune(s)))
}

// folded returns a path without regard to letter case.
func (p *planner) folded(path string) string {
	for k := range len(path) {
		if c := path[k]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return p.fold.String(path)
		}
	}
	return path // as most are
}

// holder returns what stands at a path: a file or a folder of that name, or a
// file where one of its folders would have to be.
func (p *planner) holder(key string) (what string, taken bool) {
	here, taken := p.taken[key]
	for dir := path.Dir(key); !taken && dir != "."; dir = path.Dir(dir) {
		if here, taken = p.taken[dir]; here.folder {
			return "", false // nor is a file in the place of a folder above it
		}
	}
	return here.what, taken
}
