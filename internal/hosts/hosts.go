// Package hosts knows what hosts of static sites take: their limits, what to set
// up there, and by which content types they should send files.
package hosts

import (
	_ "embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"dateline/internal/diag"
)

// Help says host by host what to set up.
//
//go:embed hosting.md
var Help string

// A Host is a service or program that serves a site. A limit that is 0 is none.
type Host struct {
	Name      string // as on the command line
	Title     string
	Files     int   // in the site
	Folder    int   // files in one folder
	File      int64 // bytes of one file
	Site      int64 // bytes of all files
	Redirects int   // lines of _redirects
	Packs     bool  // sends what it, or the publish, has packed, and never the .gz and .br beside a file
	Hint      string
}

const (
	mebibyte = 1 << 20
	megabyte = 1_000_000
)

// known lists the hosts whose limits are known.
func known() []Host {
	return []Host{
		// https://developers.cloudflare.com/pages/platform/limits/ and
		// …/pages/configuration/redirects/: the free plan. Paid ones take 100,000 files.
		{
			Name: "cloudflare", Title: "Cloudflare Pages (free plan)", Files: 20_000, File: 25 * mebibyte, Redirects: 2_000, Packs: true,
			Hint: "a larger page_size makes fewer pages, and paid plans take 100,000 files",
		},
		// https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits
		// and …/repositories/working-with-files/managing-large-files/about-large-files-on-github
		{
			Name: "github", Title: "GitHub Pages", File: 100 * mebibyte, Site: 1_000 * megabyte, Packs: true,
			Hint: "keep large images and PDFs elsewhere and link them",
		},
		// https://docs.netlify.com/site-deploys/overview/#files-per-directory-limit
		{
			Name: "netlify", Title: "Netlify", Folder: 54_000, Packs: true,
			Hint: "a timeline of that size wants another host",
		},
		// An object may have 50 TB, and none of ours comes near it.
		{Name: "s3", Title: "Amazon S3", Packs: true},
		{Name: "nginx", Title: "nginx"},
	}
}

// Names lists the names of all hosts.
func Names() []string {
	var names []string
	for _, h := range known() {
		names = append(names, h.Name)
	}
	return names
}

// Find returns the host of that name.
func Find(name string) (Host, bool) {
	all := known()
	k := slices.IndexFunc(all, func(h Host) bool { return h.Name == name })
	if k < 0 {
		return Host{}, false
	}
	return all[k], true
}

// A Size is what a site takes up. The zero Size is that of no file.
type Size struct {
	files     int
	bytes     int64
	largest   int64
	largestIs string
	folders   map[string]int
	redirects int
}

// Add counts a file of the site: its path and its contents.
func (s *Size) Add(name string, data []byte) {
	s.Count(name, int64(len(data)))
	if name == "_redirects" {
		s.redirects = strings.Count(string(data), "\n")
	}
}

// Count counts a file of which only the size is known, in bytes.
func (s *Size) Count(name string, size int64) {
	if s.folders == nil {
		s.folders = map[string]int{}
	}
	s.files++
	s.bytes += size
	s.folders[path.Dir(name)]++
	// Of files of one size the first by name counts, in whichever order they come.
	if size > s.largest || size == s.largest && (s.largestIs == "" || name < s.largestIs) {
		s.largest, s.largestIs = size, name
	}
}

// settings is the file in which problems of the whole site are told.
const settings = "content/_index.md"

// near is the share of a limit, in percent, from which on Check warns.
const near = 80

// Check tells which limits of the host a site exceeds, as errors, and which it
// comes near, as warnings.
func (h Host) Check(s Size) diag.List {
	var problems diag.List
	check := func(file string, has, limit int64, what string) {
		switch {
		case limit == 0 || has*100 < limit*near:
		case has > limit:
			problems.Errorf(diag.Pos{File: file}, "%s, and %s takes %s; %s", fmt.Sprintf(what, amount(has)), h.Title, amount(limit), h.Hint)
		default:
			problems.Warnf(diag.Pos{File: file}, "%s, and %s takes no more than %s; %s", fmt.Sprintf(what, amount(has)), h.Title, amount(limit), h.Hint)
		}
	}
	check(settings, int64(s.files), int64(h.Files), "the site has %s files")
	check(settings, s.bytes, h.Site, "the site has %s bytes")
	check(s.largestIs, s.largest, h.File, "this file has %s bytes")
	check("_redirects", int64(s.redirects), int64(h.Redirects), "the site has %s redirects")
	folder, files := s.fullest()
	check(folder, int64(files), int64(h.Folder), "this folder has %s files")
	return problems
}

// fullest returns the folder with most files, the first by name of several.
func (s *Size) fullest() (folder string, files int) {
	for name, n := range s.folders {
		if n > files || n == files && name < folder {
			folder, files = name, n
		}
	}
	return folder, files
}

// amount writes a number with commas: 20,000.
func amount(n int64) string {
	digits := fmt.Sprint(n)
	for k := len(digits) - 3; k > 0; k -= 3 {
		digits = digits[:k] + "," + digits[k:]
	}
	return digits
}
