package render

import (
	"bytes"
	"net/url"
	"slices"
)

// relative makes the root-relative addresses of a page relative to root: in
// href="/x" the slash becomes root. Authors' text cannot hold such an
// attribute, because quotation marks in it are escaped. Files that are shared
// lie one folder above the root; shared may be nil. The result is appended to out.
func relative(out, page []byte, root string, shared func(file string) bool) []byte {
	out = slices.Grow(out, len(page)+len(page)/16)
	for {
		i := address(page)
		if i < 0 {
			return append(out, page...)
		}
		out = append(out, page[:i+2]...)
		page = page[i+3:]
		name := attribute(out[:len(out)-2])
		if isAddress(name) && !bytes.HasPrefix(page, []byte("/")) {
			set := string(name) == "srcset"
			root := root
			if shared != nil && shared(fileOf(page)) {
				root += "../"
			}
			out = append(out, root...)
			if set {
				out, page = relativeSet(out, page, root)
			}
		} else {
			out = append(out, '/')
		}
	}
}

// address returns where a page first has ="/, -1 where it has not.
func address(page []byte) int {
	for at := 0; ; at++ {
		k := bytes.IndexByte(page[at:], '=')
		if k < 0 {
			return -1
		}
		if at += k; bytes.HasPrefix(page[at+1:], []byte(`"/`)) {
			return at
		}
	}
}

// relativeSet does the same for the further addresses of a srcset, from within
// the attribute up to its end.
func relativeSet(out, page []byte, root string) (written, rest []byte) {
	end := max(0, bytes.IndexByte(page, '"'))
	out = append(out, bytes.ReplaceAll(page[:end], []byte(", /"), []byte(", "+root))...)
	return out, page[end:]
}

// fileOf returns the file that an address names, of which page begins with all
// but the slash; "" for a folder.
func fileOf(page []byte) string {
	end := bytes.IndexAny(page, "\"?#, ")
	if end <= 0 || page[end-1] == '/' {
		return ""
	}
	file, err := url.PathUnescape(string(page[:end]))
	if err != nil {
		return ""
	}
	return file
}

// attribute returns the name of an attribute with which a tag that was written so
// far ends; nil where that is none which may hold an address.
func attribute(tag []byte) []byte {
	const longest = len("data-module")
	for k := len(tag) - 1; k >= 0 && k >= len(tag)-1-longest; k-- {
		if tag[k] == ' ' || tag[k] == '\n' || tag[k] == '\t' {
			return tag[k+1:]
		}
	}
	return nil
}

// isAddress reports whether an attribute of this name holds an address.
func isAddress(name []byte) bool {
	switch string(name) {
	case "href", "src", "srcset", "action", "data-root", "data-module", "cite", "poster":
		return true
	}
	return false
}
