package build

import (
	"io/fs"
	"path"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/render"
	"dateline/internal/search"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// edition is the site in one language, as the last build made it. The first
// edition is the site in its own language; a further one is a site of its own
// in a folder of that, and leaves to it what is the same in all languages: style
// sheets and scripts, static files, files beside pages, open data, and what is
// for hosts and robots.
type edition struct {
	lang   string         // of a further edition; "" for the first
	words  *locale.Locale // of the interface; nil: to be read again
	asked  string         // the language that the words were read for
	links  timeline.Cache
	linked *timeline.Timeline
	index  *search.Index // nil in a folder to read without a host
	plan   *site.Site    // nil: to be made
	// What was found while reading the words, planning, and listing the pages.
	worded, planned, listed diag.List
	pages                   *files  // of the plan, with the look; nil: to be made
	built                   layered // pages and the rest
	assets                  *assets // with the look, as is the renderer
	renderer                *render.Renderer
	held                    bool // with the look: pages are held to site.Policy
}

// editions returns those of a site, the first one first. Those whose language the
// settings no longer name are forgotten.
func (c *Cache) editions(set *content.Set) []*edition {
	known := map[string]*edition{}
	for _, e := range c.all {
		known[e.lang] = e
	}
	c.all = nil
	for k, lang := range set.Site.Editions() {
		if k == 0 {
			lang = ""
		}
		e := known[lang]
		if e == nil {
			e = &edition{lang: lang}
		}
		c.all = append(c.all, e)
	}
	return c.all
}

// folder returns the folder in which the edition stands, with a slash at its
// end; "" for the first.
func (e *edition) folder() string {
	if e.lang == "" {
		return ""
	}
	return content.EditionFolder(e.lang) + "/"
}

// link links the edition's documents, and returns what differs from the last build.
func (e *edition) link(set *content.Set, first *edition, wrong bool) (timeline.Changes, diag.List) {
	changes := timeline.Changes{All: true}
	var problems diag.List
	switch {
	case e != first:
		e.linked, problems = e.links.LinkAll(set.Edition(e.lang), first.linked)
	case len(set.Site.Languages) > 0:
		// A mistake in another edition would come too late to leave this one as it was.
		e.linked, problems = e.links.LinkAll(set, nil)
	default:
		e.linked, changes, problems = e.links.Link(set, wrong)
	}
	return changes, problems
}

// lay plans the edition's pages anew where the plan of the last build cannot be
// brought up to date.
func (e *edition) lay(changes timeline.Changes, look *look, opt Options) (diag.List, error) {
	var problems diag.List
	if err := e.speak(opt, look, e.linked.Site); err != nil {
		return problems, err
	}
	problems.Add(e.worded)
	if !opt.Portable {
		e.index = e.indexed(opt)
	}
	if e.plan == nil || !e.plan.Update(changes) {
		e.plan, e.planned = site.Plan(e.linked, e.words, opt.Portable)
		e.pages = nil
	}
	problems.Add(e.planned)
	return problems, nil
}

// speak reads the words of the interface in the edition's language. Where they
// have changed, all that holds words is to be made anew.
func (e *edition) speak(opt Options, look *look, settings *content.Site) error {
	tag := settings.Language
	if e.words != nil && e.asked == tag.V {
		return nil
	}
	base, _ := fs.Sub(opt.Templates, "i18n") // which is a name: it cannot fail
	own, _ := fs.Sub(look.ownTemplates, "i18n")
	var err error
	e.words, e.worded, err = locale.Load(base, own, tag.V, settings.Pos(tag.Place))
	e.asked, e.renderer, e.plan, e.pages = tag.V, nil, nil, nil
	return err
}

// report adds what was found to problems. What further editions show of the same
// documents is wrong in the same places: that is said once.
func (e *edition) report(problems *diag.List, found diag.List) {
	if e.lang == "" {
		problems.Add(found)
	} else {
		problems.AddNew(found)
	}
}

// isOpenData reports whether a file is of those that the first edition alone has for programs.
func isOpenData(file string) bool {
	return strings.HasPrefix(file, "data/") && path.Base(file) != "index.html"
}

func plans(all []*edition) []*site.Site {
	var plans []*site.Site
	for _, e := range all {
		plans = append(plans, e.plan)
	}
	return plans
}
