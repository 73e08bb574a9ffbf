package render

import "bytes"

// portable makes links to folders name the file in them, index.html, as a
// browser does not look for it where no host does. The addresses of the page
// are relative already; those of the web stay as they are.
func portable(page []byte) []byte {
	out := make([]byte, 0, len(page)+len(page)/16)
	for len(page) > 0 {
		k := bytes.Index(page, []byte(`="`))
		if k < 0 {
			return append(out, page...)
		}
		start := k + len(`="`)
		end := bytes.IndexByte(page[start:], '"')
		if end < 0 {
			return append(out, page...)
		}
		out = append(out, page[:start]...)
		value := page[start : start+end]
		switch {
		case bytes.HasSuffix(page[:k], []byte(" href")), bytes.HasSuffix(page[:k], []byte(" action")):
			out = appendFile(out, value)
		case bytes.HasPrefix(value, []byte("0; url=")): // of a page that redirects
			out = appendFile(append(out, "0; url="...), value[len("0; url="):])
		default:
			out = append(out, value...)
		}
		page = page[start+end:]
	}
	return out
}

// appendFile appends an address; one that leads to a folder gets the file's name.
func appendFile(out, address []byte) []byte {
	path := address
	if k := bytes.IndexAny(path, "?#"); k >= 0 {
		path = path[:k]
	}
	out = append(out, path...)
	if bytes.HasSuffix(path, []byte("/")) && !bytes.Contains(path, []byte(":")) && !bytes.HasPrefix(path, []byte("//")) {
		out = append(out, "index.html"...)
	}
	return append(out, address[len(path):]...)
}
