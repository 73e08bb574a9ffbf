package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/site"
)

// What a site's own templates write themselves, outside actions, is looked at for what
// browsers would leave out, as site.Policy tells them to, and for addresses that lead nowhere:
// neither can be seen in the file, nor in a build that succeeds.

// otherPolicy reports whether a base.html holds pages to another policy than site.Policy. One
// that says nothing of a policy leaves them to that, which hosts send.
func otherPolicy(base []byte) bool {
	says := func(e startTag) bool {
		return strings.EqualFold(e.attributes["http-equiv"].text, "Content-Security-Policy")
	}
	return !bytes.Contains(base, []byte(".Site.Policy")) && slices.ContainsFunc(elements("base.html", base), says)
}

// askNoOther is said of what lies on another host, and would be part of a page.
const askNoOther = "browsers ask no other host for what a page shows: put the file into static/"

// orAllow ends what is said of what site.Policy forbids.
const orAllow = ", or allow it in templates/base.html, in place of .Site.Policy"

// elsewhere matches the beginning of an address on another host.
var elsewhere = regexp.MustCompile(`(?i)^(?:https?:)?//`)

// address is one that a template writes, from the root of the site.
type address struct {
	url string
	at  diag.Pos
}

// checkWritten reads what those of some templates that are the site's own write themselves:
// it tells of what browsers leave out, where pages are held to site.Policy, and keeps the
// addresses for checkAddresses.
func (l *look) checkWritten(names []string) error {
	for _, name := range names {
		text, err := fs.ReadFile(l.ownTemplates, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("reading templates: %w", err)
		}
		l.mine = true
		for _, e := range elements(path.Join("templates", name), text) {
			if e.open {
				l.problems.Warnf(e.place(e.at), "this tag is not closed: a quotation mark or > is missing")
				continue
			}
			if l.held {
				e.checkPolicy(&l.problems)
			}
			l.addresses = append(l.addresses, e.addresses()...)
		}
	}
	return nil
}

// askedFor are the attributes whose addresses browsers ask for by themselves, by element.
var askedFor = map[string][]string{
	"audio": {"src"}, "embed": {"src"}, "img": {"src", "srcset"}, "input": {"src"}, "object": {"data"}, "script": {"src"},
	"source": {"src", "srcset"}, "track": {"src"}, "video": {"src", "poster"},
}

// checkPolicy tells of what site.Policy keeps browsers from showing or running.
func (e startTag) checkPolicy(problems *diag.List) {
	warn := func(at int, text string) {
		problems.Warnf(e.place(at), "%s", text+orAllow)
	}
	switch e.name {
	case "style":
		warn(e.at, "browsers take no style that stands in a page: put it into a file in static/css/")
	case "script":
		if _, ok := e.attributes["src"]; !ok && e.runs() {
			warn(e.at, "browsers run no script that stands in a page: put it into a file in static/js/")
		}
	case "form":
		if to := e.attributes["action"]; elsewhere.MatchString(to.text) {
			warn(to.at, "browsers send no form to another host: link a page there that has it")
		}
	case "iframe", "frame":
		warn(e.at, "browsers show no frame in a page: link what it shows")
	}
	for name, value := range e.attributes {
		switch {
		case name == "style":
			warn(value.at, "browsers take no style from an attribute: name a class, and write its style into a file in static/css/")
		case strings.HasPrefix(name, "on"):
			warn(value.at, "browsers run no script from an attribute: put it into a file in static/js/")
		}
	}
	asked := askedFor[e.name]
	if rel := strings.ToLower(e.attributes["rel"].text); e.name == "link" && (strings.Contains(rel, "stylesheet") || strings.Contains(rel, "icon") || strings.Contains(rel, "preload")) {
		asked = []string{"href"}
	}
	for _, name := range asked {
		if value := e.attributes[name]; elsewhere.MatchString(value.text) {
			warn(value.at, askNoOther)
		}
	}
}

// runs reports whether browsers take what stands in a script element for more than data.
func (e startTag) runs() bool {
	switch kind := strings.ToLower(e.attributes["type"].text); kind {
	case "", "module", "importmap", "speculationrules":
		return true
	default:
		return strings.Contains(kind, "javascript") || strings.Contains(kind, "ecmascript")
	}
}

// addresses returns those of an element that are written out, from the root of the site.
func (e startTag) addresses() []address {
	var all []address
	for _, name := range []string{"href", "src", "poster", "data"} {
		value := e.attributes[name]
		if u, err := url.Parse(value.text); err == nil && strings.HasPrefix(value.text, "/") && u.Host == "" && !strings.Contains(value.text, "\x00") {
			all = append(all, address{u.Path, e.place(value.at)})
		}
	}
	return all
}

// checkAddresses tells of addresses in the site's own templates at which there is nothing.
// Those that Dateline's templates write as well are passed over: they ask first whether
// there is such a page.
func (l *look) checkAddresses(files whole, base fs.FS) (problems diag.List, err error) {
	var known map[string]bool
	for _, a := range l.addresses {
		file := strings.Trim(path.Clean(a.url), "/")
		if files.has(file) || files.has(path.Join(file, "index.html")) {
			continue
		}
		if known == nil {
			if known, err = l.written(base); err != nil {
				return problems, err
			}
		}
		switch {
		case known[a.url]:
		case isAsset(file):
			problems.Warnf(a.at, "%s leads to no file of the site: what lies in static/%s/ is joined, and on every page as it is", a.url, path.Dir(file))
		case strings.HasSuffix(a.url, "/"):
			problems.Warnf(a.at, "%s leads to no page of the site", a.url)
		case isFile(l.static, file): // of which has been told why it is left out
		case slices.Contains(site.AbsoluteFiles, path.Base(file)) && files.has(path.Join(path.Dir(file), "index.html")):
			if !files.has("sitemap.xml") { // else a feed, which comes with its first entry
				problems.Warnf(a.at, "%s is there with a base_url only; write that into content/_index.md", a.url)
			}
		default:
			problems.Warnf(a.at, "%s leads to no file of the site: there is no static/%s%s", a.url, file, l.nearFile(file))
		}
	}
	return problems, nil
}

// nearFile names the file of static/ that was most likely meant.
func (l *look) nearFile(file string) string {
	var names []string
	_ = fs.WalkDir(l.static, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, "static/"+name)
		}
		return err
	})
	return diag.DidYouMean("static/"+file, names)
}

// written returns the addresses that Dateline's own templates write.
func (l *look) written(base fs.FS) (map[string]bool, error) {
	known := map[string]bool{}
	for _, name := range l.known {
		text, err := fs.ReadFile(base, name)
		if err != nil {
			return nil, fmt.Errorf("reading templates: %w", err)
		}
		for _, e := range elements(name, text) {
			for _, a := range e.addresses() {
				known[a.url] = true
			}
		}
	}
	return known, nil
}
