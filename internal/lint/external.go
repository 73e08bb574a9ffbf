package lint

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/edtf"
)

// An External is a web address that documents name.
type External struct {
	URL    string // without its fragment
	Places []diag.Pos
	When   edtf.Date // of the first document that names it: which archived copy to look for
	Bare   bool      // the address of an article's original, of which no archived copy is named
	Copy   bool      // it is an archived copy itself
}

// Externals returns the web addresses that a site's documents name, sorted. An error means
// failing I/O.
func Externals(s Site) ([]External, error) {
	c, err := newChecker(s)
	if err != nil {
		return nil, err
	}
	all := externals{}
	for _, a := range s.Timeline.Articles {
		all.article(a.Meta)
	}
	for _, a := range s.Timeline.Actors {
		all.add(a.Meta.URL.V, a.Meta.Pos(a.Meta.URL.Place), edtf.Date{}, false)
		for _, same := range a.Meta.SameAs {
			all.add(same.V, a.Meta.Pos(same.Place), edtf.Date{}, false)
		}
	}
	for _, source := range s.Timeline.Sources {
		all.add(source.Meta.URL.V, source.Meta.Pos(source.Meta.URL.Place), edtf.Date{}, false)
	}
	for _, d := range slices.Concat(c.documents, c.translations) {
		for _, href := range d.addresses() {
			if !strings.Contains(href, "://") {
				continue
			}
			for _, at := range c.placesOf(d, href) {
				all.add(href, at, edtf.Date{}, false)
			}
		}
	}
	return all.sorted(), nil
}

// externals are those that were found, by address.
type externals map[string]*External

// article adds what the keys of an article name.
func (all externals) article(m *content.Article) {
	all.add(m.URL.V, m.Pos(m.URL.Place), m.Date.V, !m.Archive.Set())
	all.add(m.Archive.V, m.Pos(m.Archive.Place), m.Date.V, false)
	if e := all[whole(m.Archive.V)]; e != nil {
		e.Copy = true
	}
	for _, note := range m.Annotations {
		for _, support := range note.Sources {
			all.add(support.V, m.Pos(support.Place), m.Date.V, false)
		}
	}
}

// add adds an address, if it is one on the web: where it is named, and what its External
// says beside.
func (all externals) add(address string, at diag.Pos, when edtf.Date, bare bool) {
	if address = whole(address); address == "" {
		return
	}
	e := all[address]
	if e == nil {
		e = &External{URL: address, When: when}
		all[e.URL] = e
	}
	e.Bare = e.Bare || bare
	if !slices.Contains(e.Places, at) {
		e.Places = append(e.Places, at)
	}
}

// whole returns an address on the web without its fragment, "" for any other.
func whole(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

func (all externals) sorted() []External {
	list := make([]External, 0, len(all))
	for _, e := range all {
		slices.SortFunc(e.Places, diag.Pos.Compare)
		list = append(list, *e)
	}
	slices.SortFunc(list, func(a, b External) int { return strings.Compare(a.URL, b.URL) })
	return list
}

// gone reports whether an answer means that readers find nothing there. Hosts
// that keep programs out (401, 403, 429 …) or are busy may well have the page.
func (a Answer) gone() bool {
	return a.Status == http.StatusNotFound || a.Status == http.StatusGone || a.Status == 0
}

// severalHosts is how many hosts have to be silent, and no other to answer, for it to be
// the network that is silent.
const severalHosts = 3

// silent returns the number of hosts that were asked, where none of them answers.
func silent(answers map[string]Answer) (hosts int, ok bool) {
	all := map[string]bool{}
	for address, answer := range answers {
		if answer.Status != 0 || answer.Error == errPrivate.Error() {
			return 0, false
		}
		if u, err := url.Parse(address); err == nil {
			all[u.Host] = true
		}
	}
	return len(all), len(all) >= severalHosts
}

// ExternalProblems makes warnings of the addresses that no longer answer, and
// offers an archived copy; where none answers at all, one warning, of the settings' file.
func ExternalProblems(settings string, all []External, answers map[string]Answer) diag.List {
	var problems diag.List
	if hosts, ok := silent(answers); ok {
		problems.Warnf(diag.Pos{File: settings}, "none of %d hosts answers, so no web address was checked; run check --external again where there is a network", hosts)
		return problems
	}
	for _, e := range all {
		answer, asked := answers[e.URL]
		if !asked || !answer.gone() {
			continue
		}
		what := fmt.Sprintf("answers %d (%s)", answer.Status, strings.ToLower(http.StatusText(answer.Status)))
		if answer.Status == 0 {
			what = "does not answer: " + answer.Error
		}
		hint := "an archived copy may be at " + archived(e)
		switch {
		case e.Copy:
			hint = "write the address of another copy under archive:"
		case e.Bare:
			hint = "if there is a copy at " + archived(e) + ", write it under archive:"
		}
		for _, at := range e.Places {
			problems.Warnf(at, "%s %s; %s", e.URL, what, hint)
		}
	}
	return problems
}

// archived returns where the Internet Archive shows its copy of an address that
// is nearest to the date.
func archived(e External) string {
	stamp := "2"
	if day, ok := e.When.Anchor(); ok {
		stamp = strings.ReplaceAll(day.String(), "-", "")
	}
	return "https://web.archive.org/web/" + stamp + "/" + e.URL
}
