package timeline

import (
	"cmp"
	"fmt"
	"maps"
	neturl "net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"

	"golang.org/x/text/unicode/norm"
)

// resolvePath finds what a path leads to: another document's file, or a file in the
// page's own folder. One from the root that is none of ours is a file of the site's own.
func (l *linker) resolvePath(doc *content.Document, link markup.Link) markup.Target {
	target := path.Join(path.Dir(doc.Path), link.Target)
	if strings.HasPrefix(link.Target, "/") {
		target = path.Join(content.Folder("site"), path.Clean(link.Target))
	}
	if l.paths == nil {
		l.paths = pathsOf(l.timeline)
	}
	if d, ok := l.paths[norm.NFC.String(target)]; ok {
		return markup.Target{URL: d.URL, Title: l.originals.title(doc, d)}
	}
	target = besideAs(doc, target)
	if file, ok := doc.Beside[target]; ok {
		address := func(file string) string {
			beside := neturl.URL{Path: strings.TrimPrefix(file, path.Dir(doc.Path)+"/")}
			return l.paths[norm.NFC.String(doc.Path)].URL + beside.EscapedPath()
		}
		if file.Unshown {
			return markup.Target{Image: &markup.Image{Missing: true}} // content has said why
		}
		return markup.Target{URL: address(target), Image: image(file, target, address)}
	}
	if strings.HasPrefix(link.Target, "/") && kindOf(target) == "site" && l.fromSource(link.Target) == "" {
		elsewhere := neturl.URL{Path: path.Clean(link.Target)}
		return markup.Target{URL: elsewhere.EscapedPath()}
	}
	text, moved, meant := l.missingFile(doc, target, link.Target)
	problem := diag.Problem{Pos: link.Pos, Text: text}
	if to := linkTo(doc.Path, moved, link.Target); to != "" {
		problem.Text += " (check --fix writes that)"
		problem.Mend = diag.Mend{Old: link.Target, New: to, Link: true}
	} else if meant != "" {
		problem.Text += diag.Suggest(cmp.Or(linkTo(doc.Path, meant, link.Target), meant))
	}
	l.problems.Put(problem)
	return markup.Target{}
}

// fromSource returns the file of a document to which a path leads from the source folder; ""
// where there is none.
func (l *linker) fromSource(written string) string {
	file := norm.NFC.String(strings.TrimPrefix(path.Clean(written), "/"))
	if _, ok := l.paths[file]; ok {
		return file
	}
	return ""
}

// besideAs returns a path as the file beside a page has it, which some systems name in another
// normal form than authors write; the path itself where there is no such file.
func besideAs(doc *content.Document, target string) string {
	if _, ok := doc.Beside[target]; ok {
		return target
	}
	composed, as := norm.NFC.String(target), target
	for file := range doc.Beside {
		if norm.NFC.String(file) == composed && (as == target || file < as) {
			as = file
		}
	}
	return as
}

// linkTo returns how a file links another where it has linked it by an older path, in the
// same way: from the root, or from its own folder; "" where there is none, or where a path
// has to be written in some other way to be one.
func linkTo(from, file, older string) string {
	switch {
	case file == "" || strings.ContainsAny(file, " ()<>%\\#?&|"):
		return ""
	case strings.HasPrefix(older, "/"):
		return strings.TrimPrefix(file, content.Folder("site"))
	}
	up, dir := "", path.Dir(from)
	for !strings.HasPrefix(file, dir+"/") {
		up, dir = up+"../", path.Dir(dir)
	}
	return up + strings.TrimPrefix(file, dir+"/")
}

// kindOf returns the kind of documents in whose folder a path is, "site" for none.
func kindOf(file string) string {
	for _, kind := range content.Kinds {
		if kind != "site" && strings.HasPrefix(file, content.Folder(kind)+"/") {
			return kind
		}
	}
	return "site"
}

// missingFile returns the message about a path that leads to nothing which a page may link,
// a document's, and the file that stood there, at its path now, or else the one that may have been meant;
// "" for none.
func (l *linker) missingFile(doc *content.Document, target, written string) (text, moved, meant string) {
	if slices.ContainsFunc(l.drafts, func(d content.Draft) bool { return d.Path == target }) {
		return target + " " + asDraft, "", ""
	}
	if within, ok := strings.CutPrefix(target, content.Folder("site")+"/"); ok && slices.ContainsFunc(strings.Split(within, "/"), content.PassedOver) {
		return target + " is left out, as hidden files and the backups of editors are, whose names begin with a dot, end with ~ or stand between two #; rename it, and link it by that name", "", ""
	}
	if markup.IsMarkdown(target) {
		known, hint := slices.Sorted(maps.Keys(l.paths)), ""
		meant = l.fromSource(written)
		same := namesakes(target, known)
		switch {
		case meant != "":
		case len(same) == 1 && kindOf(same[0]) == kindOf(target):
			moved = same[0]
		case len(same) == 1:
			meant = same[0]
		case len(same) == 0:
			moved = l.renamedFile(target)
			if near := diag.Nearest(target, known); moved == "" && near != "" && alike(target, near) {
				meant = near
			}
		}
		if moved != "" {
			hint = fmt.Sprintf("; it is %s now", moved)
		}
		return "no file " + target + hint, moved, meant
	}
	if mailbox.MatchString(written) {
		return fmt.Sprintf("no file %s beside this page; write mailto:%s to lead to a mailbox", target, written), "", ""
	}
	owner := ""
	for d := range l.timeline.WithSettings() {
		if _, ok := d.Meta.Beside[target]; ok {
			owner = d.Meta.Path
		}
	}
	if owner != "" {
		return fmt.Sprintf("%s lies beside %s, and only that page brings it; link to the page, or put a copy beside this one", target, owner), "", ""
	}
	if near := besideNear(doc, target); near != "" {
		return fmt.Sprintf("no file %s beside this page", target), "", near
	}
	return fmt.Sprintf("no file %s beside this page; a page's own files lie in its folder, as in slug/index.md with slug/%s", target, path.Base(target)), "", ""
}

// besideNear returns the file beside a page whose name comes nearest to that of another; ""
// where none is close.
func besideNear(doc *content.Document, file string) string {
	files := slices.Sorted(maps.Keys(doc.Beside))
	names := make([]string, len(files))
	for k, f := range files {
		names[k] = path.Base(f)
	}
	if near := diag.Nearest(path.Base(file), names); near != "" {
		return files[slices.Index(names, near)]
	}
	return ""
}

// mailbox matches an address of mail, and no picture such as icon@2x.png.
var mailbox = regexp.MustCompile(`^[^\s@/]+@[^\s@/]*\pL{2}[^\s@/]*\.\pL{2,}$`)

// renamedFile returns the file of the document that a file was, as aliases say; "" for none.
func (l *linker) renamedFile(file string) string {
	slug, _ := content.SlugOf(file)
	now, _ := l.called().renamed(kindOf(file), slug)
	return now.file
}

// namesakes returns the files that give the same slug as another: where it was moved to,
// into another folder or one of its own.
func namesakes(file string, known []string) []string {
	slug, _ := content.SlugOf(file)
	return slices.DeleteFunc(slices.Clone(known), func(other string) bool {
		its, _ := content.SlugOf(other)
		return its != slug
	})
}

// pathsOf returns where the files of all documents lead, by their paths in NFC: also those of
// originals, by which texts go on to link what translates them.
func pathsOf(t *Timeline) map[string]Document {
	paths := map[string]Document{}
	for d := range t.WithSettings() {
		paths[norm.NFC.String(d.Meta.Path)] = d
		if original := d.Meta.Original(); original != "" {
			paths[norm.NFC.String(original)] = d
		}
	}
	return paths
}

// alike reports whether two files go by slugs that come near to each other: that their
// folders are the same, or nearly, says little.
func alike(a, b string) bool {
	one, _ := content.SlugOf(a)
	other, _ := content.SlugOf(b)
	return diag.Nearest(one, []string{other}) != ""
}

// image returns what a page says of a picture beside it, nil for another file.
func image(beside content.Beside, file string, address func(string) string) *markup.Image {
	if !beside.IsPicture() {
		return nil
	}
	info := beside.Picture
	shown := &markup.Image{Width: info.Width, Height: info.Height}
	for _, width := range info.Smaller() {
		shown.Smaller = append(shown.Smaller, markup.Source{URL: address(info.Name(file, width)), Width: width})
	}
	return shown
}
