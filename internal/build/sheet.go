package build

import (
	"bytes"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"dateline/internal/diag"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// settle returns a style sheet of static/css/ as it has to read in assets/, where sheets
// stand joined: with addresses that lead to the same files of static/ from there.
func settle(static fs.FS, sheet []byte) []byte {
	var settled []byte
	for tokens := css.NewLexer(parse.NewInputBytes(sheet)); ; {
		kind, text := tokens.Next()
		switch kind {
		case css.ErrorToken:
			return settled
		case css.URLToken:
			if file, rest := fileIn(text); file != "" && isFile(static, file) {
				text = []byte(`url("../` + (&url.URL{Path: file}).EscapedPath() + rest + `")`)
			}
		}
		settled = append(settled, text...)
	}
}

// addressIn returns the address in a url(), or in a string.
func addressIn(token []byte) string {
	if len(token) >= len("url(") && bytes.EqualFold(token[:len("url(")], []byte("url(")) {
		token = bytes.TrimSuffix(token[len("url("):], []byte(")"))
	}
	return strings.Trim(string(token), " \t\n\r\f\"'")
}

// fileIn returns the path in static/ of the file that an address in a sheet of static/css/
// leads to, and the query and fragment that follow; "" where it leads to no file of the
// site.
func fileIn(token []byte) (file, rest string) {
	address := addressIn(token)
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || strings.Contains(address, `\`) {
		return "", ""
	}
	at := strings.IndexAny(address+"?", "?#")
	if rooted, ok := strings.CutPrefix(u.Path, "/"); ok {
		file = path.Clean(rooted)
	} else {
		file = path.Join("css", u.Path)
	}
	if !fs.ValidPath(file) || file == "." {
		return "", ""
	}
	return file, address[at:]
}

func isFile(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.Mode().IsRegular()
}

// checkSheet tells of passages that git could not merge, of blocks and comments that a style
// sheet leaves open, and of files that it leads to and that are neither in static/ nor beside
// a page; where pages are held to site.Policy, also of those of other hosts.
func checkSheet(static, source fs.FS, name string, sheet []byte, held bool, problems *diag.List) {
	for line := range diag.Unmerged(sheet) {
		problems.Errorf(diag.At("static/"+name, line, 1), diag.UnmergedText)
		return
	}
	var open []int // offsets of braces
	rule := ""     // that has begun, by its keyword
	at := 0        // offset of the token
	here := func() diag.Pos { return diag.After("static/"+name, sheet[:at]) }
	for tokens := css.NewLexer(parse.NewInputBytes(sheet)); ; {
		kind, text := tokens.Next()
		switch kind {
		case css.ErrorToken:
			if len(open) > 0 {
				at = open[len(open)-1]
				problems.Warnf(here(), "this block is not closed: end it with }, or the style sheets that follow lie in it")
			}
			return
		case css.LeftBraceToken:
			open = append(open, at)
		case css.RightBraceToken:
			open = open[:max(0, len(open)-1)]
		case css.CommentToken:
			if !bytes.HasSuffix(text, []byte("*/")) {
				problems.Warnf(here(), "this comment is not closed: end it with */, or the style sheets that follow lie in it")
			}
		case css.AtKeywordToken:
			rule = strings.ToLower(string(text))
		case css.SemicolonToken:
			rule = ""
		case css.StringToken, css.URLToken:
			if rule == "@namespace" || kind == css.StringToken && rule != "@import" {
				break // which are no addresses of files
			}
			file, _ := fileIn(text)
			switch {
			case elsewhere.MatchString(addressIn(text)):
				if held {
					problems.Warnf(here(), askNoOther+orAllow)
				}
			case file == "":
			case isAsset(file):
				problems.Warnf(here(), "%s leads to no file of the site: the style sheets of static/css/ are joined into one", text)
			case !isFile(static, file) && !isFile(source, "content/"+file):
				problems.Warnf(here(), "%s leads to no file: there is no static/%s", text, file)
			}
		}
		at += len(text)
	}
}
