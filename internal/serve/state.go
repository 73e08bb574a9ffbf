package serve

import (
	"io/fs"
	"path"
	"slices"

	"dateline/internal/build"
	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// state is what the server shows between one build and the next. It never
// changes.
type state struct {
	event
	build  int64         // its number; later ones have higher numbers
	site   fs.FS         // of the last build without errors; nil where there was none
	source fs.FS         // of this build, for the lines that problems are about
	over   chan struct{} // closed when the next state is there
}

// broken reports whether the build had errors: site is older then.
func (s *state) broken() bool { return len(s.Problems) > 0 }

// everything is the changed path that stands for all, the source folder too.
const everything = "."

// rebuild builds the site anew after files have changed; none stands for the
// first time.
func (s *Server) rebuild(changed []string) {
	start := s.opt.Now()
	s.pages.Lock()
	for _, file := range changed {
		if file == everything {
			*s.opt.Build.Cache = build.Cache{}
			s.moved = true
		}
		s.opt.Build.Cache.Forget(file)
	}
	result, err := s.build()
	s.pages.Unlock()
	if s.opt.Build.Stopped() != nil {
		return // nobody looks at it any more
	}
	if err != nil {
		// A file may have vanished while it was read, or a folder may be closed
		// to us. What mends it is a change too.
		result = &build.Result{}
		result.Problems.Errorf(diag.Pos{File: everything}, "%v", err)
	}
	s.enter(result, changed)
	s.report(Report{Changed: changed, Problems: result.Problems, Source: s.opt.Build.Source, Pages: result.Pages, Took: s.opt.Now().Sub(start)})
}

// build builds the site from the folder that stands at the source's path.
func (s *Server) build() (*build.Result, error) {
	if s.moved {
		source, err := s.opt.Reopen()
		if err != nil {
			return nil, err
		}
		s.opt.Build.Source, s.moved = source, false
	}
	return build.Run(s.opt.Build)
}

// enter makes the result of a build what is served.
func (s *Server) enter(result *build.Result, changed []string) {
	old := s.now.Load()
	next := *old
	next.build++
	next.over = make(chan struct{})
	next.source = s.opt.Build.Source
	next.Heading, next.Problems = "", nil
	if result.Problems.HasErrors() {
		next.Heading, next.Problems = heading(result.Problems, old.site != nil), shown(result.Problems, next.source)
	} else {
		next.site, next.Style = result.FS, result.Asset("style.css")
		// After a broken build nobody knows what has changed since the last good one.
		if old.broken() || !slices.ContainsFunc(changed, isStyle) || slices.ContainsFunc(changed, func(file string) bool { return !isStyle(file) }) {
			next.Pages = next.build
			next.GoTo = ""
			if s.opt.Navigate {
				next.GoTo = pageOf(result.Timeline, changed)
			}
		}
	}
	s.now.Store(&next)
	close(old.over)
}

// isStyle reports whether a path is part of the style sheet, which pages
// exchange without a reload.
func isStyle(file string) bool { return path.Dir(file) == "static/css" && path.Ext(file) == ".css" }

// pageOf returns the address of the page that the first of some files makes, ""
// where none makes one.
func pageOf(t *timeline.Timeline, files []string) string {
	pages := map[string]string{t.Site.Path: "/"}
	for d := range t.Documents() {
		pages[d.Meta.Path] = d.URL
	}
	for _, file := range files {
		original, edition := t.Site.Translated(file)
		switch url := pages[original]; {
		case url != "" && edition != "":
			return "/" + edition + url
		case url != "":
			return url
		}
	}
	return ""
}
