package markup

import (
	"html"
	"path"
	"strings"
)

// Roots are what stands in place of the slash with which addresses within the site
// begin, where its HTML is read elsewhere. Each ends with a slash.
type Roots struct {
	Pages string
	Files string // before files beside pages, which the first edition of the site has for all
}

// Apply returns HTML of ours, in parts that belong together, with the roots before the
// addresses in href, src and srcset. Authors' words cannot hold such an attribute,
// because quotation marks in them are escaped.
func (r Roots) Apply(text string) (parts []string) {
	for {
		before, after, more := strings.Cut(text, `="/`)
		parts = append(parts, before)
		if !more {
			return parts
		}
		set := strings.HasSuffix(before, " srcset")
		if strings.HasPrefix(after, "/") || !set && !strings.HasSuffix(before, " href") && !strings.HasSuffix(before, " src") {
			parts = append(parts, `="/`)
			text = after
			continue
		}
		parts = append(parts, `="`, r.before(after))
		if set {
			end := max(0, strings.IndexByte(after, '"'))
			parts = r.applySet(parts, after[:end])
			after = after[end:]
		}
		text = after
	}
}

// applySet does the same for the further addresses of a srcset, whose first has its root.
func (r Roots) applySet(parts []string, set string) []string {
	for {
		one, further, more := strings.Cut(set, ", /")
		parts = append(parts, one)
		if !more {
			return parts
		}
		parts = append(parts, ", ", r.before(further))
		set = further
	}
}

// before returns the root before an address, with which a text begins but for its slash.
func (r Roots) before(address string) string {
	if r.Files != r.Pages && isFile(address[:max(0, strings.IndexAny(address, "\"?#, "))]) {
		return html.EscapeString(r.Files)
	}
	return html.EscapeString(r.Pages)
}

// isFile reports whether a path leads to a file beside a page.
func isFile(address string) bool {
	return address != "" && !strings.HasSuffix(address, "/") && path.Ext(address) != ".html"
}
