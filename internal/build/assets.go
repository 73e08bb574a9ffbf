package build

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/site"
)

// assets are the style sheet and the scripts of a site. Their names in the
// site hold a hash of their contents, so that browsers may keep them for good.
//
//	static/css/*.css       joined in the order of their names: "style.css"
//	static/js/*.js         joined in the order of their names: "app.js"
//	static/js/parts/*.js   scripts of their own, by their names: modules that are
//	                       loaded on demand, and what a page needs before it is shown
type assets struct {
	contents listing           // by path in the site
	urls     map[string]string // root-relative address, by name
}

// newAssets reads the style sheets and scripts of static/, with the texts of a
// language, and minifies them unless m is nil.
func newAssets(static fs.FS, language *locale.Locale, m *minifier) (*assets, diag.List, error) {
	a := &assets{listing{}, map[string]string{}}
	var problems diag.List
	add := func(from, name string, data []byte) {
		if m != nil {
			smaller, err := m.minify(name, data)
			if err != nil {
				problems.Warnf(diag.Pos{File: "static/" + from}, "this cannot be minified, and stays as it is: %v", err)
			} else {
				data = smaller
			}
		}
		a.add(name, data)
	}
	for _, bundle := range []struct{ pattern, name string }{{"css/*.css", "style.css"}, {"js/*.js", "app.js"}} {
		data, err := joinFiles(static, bundle.pattern, language, &problems)
		if err != nil {
			return nil, problems, err
		}
		add(path.Dir(bundle.pattern), bundle.name, data)
	}
	err := eachAsset(static, "js/parts/*.js", &problems, func(part string, script []byte) {
		add(part, path.Base(part), say(static, part, script, language, &problems))
	})
	return a, problems, err
}

// Asset returns the root-relative address of an asset of the site, by its name; "" where
// there is none.
func (r *Result) Asset(name string) string { return r.editions[0].assets.urls[name] }

// checkAssets tells of a site's own scripts that browsers would not run, and of its style
// sheets that leave a block or a comment open: what is joined with them would not work
// either. It tells of sheets, too, that lead to files which neither static nor the source has,
// or, where pages are held to site.Policy, that another host has.
func checkAssets(own, static, source fs.FS, held bool, problems *diag.List) error {
	return cmp.Or(
		eachAsset(own, "css/*.css", problems, func(name string, sheet []byte) { checkSheet(static, source, name, sheet, held, problems) }),
		eachAsset(own, "js/parts/*.js", problems, func(name string, script []byte) { checkScript(name, script, false, problems) }),
		checkJoined(own, static, problems),
	)
}

// checkJoined tells of those of a site's own scripts that are joined, with each other and with
// Dateline's.
func checkJoined(own, static fs.FS, problems *diag.List) error {
	const pattern = "js/*.js"
	if names, err := globFiles(own, pattern); err != nil || len(names) == 0 {
		return err
	}
	all := declared{}
	err := eachAsset(static, pattern, new(diag.List), func(name string, script []byte) {
		if !isFile(own, name) {
			all.clash(name, script, checkScript(name, script, true, new(diag.List)), new(diag.List))
		}
	})
	if err != nil {
		return err
	}
	return eachAsset(own, pattern, problems, func(name string, script []byte) {
		all.clash(name, script, checkScript(name, script, true, problems), problems)
	})
}

// eachAsset calls do with the style sheets or scripts that match, without their byte-order
// marks, which mean something else within a file. It tells of those that cannot be read.
func eachAsset(fsys fs.FS, pattern string, problems *diag.List, do func(name string, data []byte)) error {
	names, err := globFiles(fsys, pattern)
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			problems.Errorf(diag.Pos{File: "static/" + name}, "this file cannot be read: %v", err)
			continue
		}
		do(name, bytes.TrimPrefix(data, []byte(content.ByteOrderMark)))
	}
	return err
}

// isAsset reports whether a file of static/ goes into the assets.
func isAsset(name string) bool {
	switch dir := path.Dir(name); path.Ext(name) {
	case ".css":
		return dir == "css"
	case ".js":
		return dir == "js" || dir == "js/parts"
	}
	return false
}

func (a *assets) add(name string, data []byte) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	file := "assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	a.urls[name] = "/" + file
	a.contents[file] = made{make: surely(func(room []byte) []byte { return append(room, data...) }), shows: site.Keyed(string(sum[:]))}
}

// globFiles lists the files that match, in the order of their names; dotfiles
// are passed over, and a folder that is not there holds none.
func globFiles(fsys fs.FS, pattern string) ([]string, error) {
	entries, err := fs.ReadDir(fsys, path.Dir(pattern))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading static: %w", err)
	}
	var names []string
	for _, e := range entries {
		if match, _ := path.Match(path.Base(pattern), e.Name()); match && !e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, path.Join(path.Dir(pattern), e.Name()))
		}
	}
	return names, nil
}

// joinFiles reads the files that match into one.
func joinFiles(fsys fs.FS, pattern string, language *locale.Locale, problems *diag.List) ([]byte, error) {
	var all bytes.Buffer
	err := eachAsset(fsys, pattern, problems, func(name string, data []byte) {
		if path.Ext(name) == ".css" {
			data = settle(fsys, data)
		}
		all.Write(say(fsys, name, data, language, problems))
		if !bytes.HasSuffix(all.Bytes(), []byte("\n")) {
			all.WriteByte('\n') // a comment may end the file
		}
	})
	return all.Bytes(), err
}
