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
		i := bytes.Index(page, []byte(`="/`))
		if i < 0 {
			return append(out, page...)
		}
		out = append(out, page[:i+2]...)
		page = page[i+3:]
		if isAddress(out[:len(out)-2]) && !bytes.HasPrefix(page, []byte("/")) {
			set := bytes.HasSuffix(out[:len(out)-2], []byte(" srcset"))
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

// isAddress reports whether a tag that was written so far ends with the name
// of an attribute that holds an address.
func isAddress(tag []byte) bool {
	for _, name := range []string{" href", " src", " srcset", " action", " data-root", " data-module", " cite", "\nhref", "\nsrc", "\naction"} {
		if bytes.HasSuffix(tag, []byte(name)) {
			return true
		}
	}
	return false
}
