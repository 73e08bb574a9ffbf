package serve

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"dateline/internal/diag"
	"dateline/internal/export"
	"dateline/internal/hosts"
	"dateline/internal/render"
)

// client holds what the server gives to pages beside the site.
//
//go:embed client
var client embed.FS

// own is the folder of the server's own files.
const own = ".dateline/"

// file answers with a file of the site, or with one of the server's own.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if file, ok := strings.CutPrefix(name, own); ok {
		data, err := client.ReadFile("client/" + file)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		answer(w, r, file, data)
		return
	}
	now := s.now.Load()
	if now.site == nil {
		failed(w, r, now, "The site cannot be built yet", now.Problems)
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if hidden(name) {
		s.notFound(w, r, now)
		return
	}
	data, folder, err := s.read(now, name)
	switch {
	case folder:
		redirect(w, r)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
		s.notFound(w, r, now)
	case err != nil:
		failed(w, r, now, "The page cannot be made", s.why(now, name, err))
	case path.Ext(name) == ".html":
		answer(w, r, name, withScript(data, now))
	default:
		answer(w, r, name, data)
	}
}

// hidden reports whether a path goes through a dotfile. But for those in .well-known/
// a site has none; this holds should one ever slip in.
func hidden(name string) bool {
	return slices.ContainsFunc(strings.Split(strings.TrimPrefix(name, export.WellKnown+"/"), "/"), func(part string) bool { return strings.HasPrefix(part, ".") })
}

// read makes a file of the site, unless the name is that of a folder. What a
// folder holds is listed nowhere: without a page of its own it is not found.
func (s *Server) read(now *state, name string) (data []byte, folder bool, err error) {
	s.pages.RLock()
	defer s.pages.RUnlock()
	if _, err := fs.ReadDir(now.site, name); err == nil {
		return nil, true, nil
	}
	data, err = fs.ReadFile(now.site, name)
	return data, false, err
}

// redirect leads from a folder's name to the folder, by a relative address that
// cannot lead to another host.
func redirect(w http.ResponseWriter, r *http.Request) {
	to := "./" + path.Base(r.URL.EscapedPath()) + "/"
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusFound)
}

// answer sends a file as a static host would.
func answer(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	w.Header().Set("Content-Type", typeOf(name))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// typeOf returns the content type of a file: the one by which a host should send it, for a
// name that such are known of.
func typeOf(name string) string {
	return cmp.Or(hosts.ContentType(name), mime.TypeByExtension(path.Ext(name)), "application/octet-stream")
}

// withScript adds the server's script to a page. The page's own security policy
// allows it, because it comes from the same host.
func withScript(page []byte, now *state) []byte {
	script := fmt.Appendf(nil, "<script src=\"/%sreload.js\" data-build=\"%d\" defer></script>\n", own, now.build)
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return slices.Concat(page[:at], script, page[at:])
}

// notFound answers with the site's own page for missing addresses: that of the edition in
// whose folder the address lies, as far as it does.
func (s *Server) notFound(w http.ResponseWriter, r *http.Request, now *state) {
	folder, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	name := path.Join(folder, "404.html")
	page, _, err := s.read(now, name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		name = "404.html"
		page, _, err = s.read(now, name)
	}
	if err != nil {
		failed(w, r, now, "The page cannot be made", s.why(now, name, err))
		return
	}
	send(w, r, http.StatusNotFound, withScript(page, now))
}

// why makes problems of an error, and reports them. Mostly it is a template that
// turns out to be wrong.
func (s *Server) why(now *state, name string, err error) []problem {
	var problems diag.List
	if pos, text, ok := render.Problem(err); ok {
		problems.Errorf(pos, "%s", text)
	} else {
		problems.Errorf(diag.Pos{File: name}, "cannot be made: %v", err)
	}
	s.report(Report{Problems: problems, Source: now.source})
	return shown(problems, now.source)
}

// failed answers with problems in place of a page.
func failed(w http.ResponseWriter, r *http.Request, now *state, heading string, problems []problem) {
	var page bytes.Buffer
	_ = failedPage.Execute(&page, map[string]any{"Heading": heading, "Problems": problems, "Own": "/" + own}) // a Buffer takes all
	send(w, r, http.StatusInternalServerError, withScript(page.Bytes(), now))
}

var failedPage = template.Must(template.New("").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Heading}}</title>
<link rel="stylesheet" href="{{.Own}}problems.css">
</head>
<body>
<main class="problems" data-alone>
<h1>{{.Heading}}</h1>
<ul>
{{range .Problems}}<li><p>{{.Text}}</p>{{with .Excerpt}}<pre tabindex="0">{{.}}</pre>{{end}}</li>
{{end}}</ul>
</main>
</body>
</html>
`))

// send sends a page with a status other than 200.
func send(w http.ResponseWriter, r *http.Request, status int, page []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(page) // the browser may be gone
	}
}
