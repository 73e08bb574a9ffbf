package output

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A manifestFile is what WriteList writes of a manifest.
type manifestFile struct {
	Version int      `json:"version"`
	Files   manifest `json:"files"`
}

// parseManifest reads what write wrote. The entries need not be in order, as a
// merge in version control may have moved them. A path that is none of the
// site's is an error: a manifest that somebody sent must not remove .git/HEAD.
func parseManifest(data string) (manifest, error) {
	file, ok := parseLines(data)
	if !ok {
		file = manifestFile{}
		if err := json.Unmarshal([]byte(data), &file); err != nil {
			return nil, err
		}
	}
	if file.Version != manifestVersion {
		return nil, fmt.Errorf("version %d where this dateline writes %d", file.Version, manifestVersion)
	}
	for _, e := range file.Files {
		if !fs.ValidPath(e.Path) || e.Path == "." || IsReserved(e.Path) || e.Size < 0 || e.SHA256 == (sum{}) {
			return nil, fmt.Errorf("no file that dateline writes: path %q, size %d, sha256 %s", e.Path, e.Size, e.SHA256)
		}
	}
	return sorted(file.Files), nil
}

// parseLines reads a list that has one entry on a line, as WriteList writes it, ten
// times as fast as package json does. It gives up on what is written in another way.
func parseLines(data string) (file manifestFile, ok bool) {
	head, lines, ok := strings.Cut(data, "\n")
	if !ok || !strings.HasSuffix(head, `"files": [`) || json.Unmarshal([]byte(head+"]}"), &file) != nil {
		return file, false
	}
	lines, ok = strings.CutSuffix(lines, "]}\n")
	if !ok || lines == "" {
		return file, ok
	}
	file.Files = make(manifest, 0, strings.Count(lines, "\n"))
	for more := true; more; {
		var line string
		if line, lines, ok = strings.Cut(lines, "\n"); !ok {
			return file, false
		}
		line, more = strings.CutSuffix(line, ",")
		e, plain := parseEntry(line)
		file.Files = append(file.Files, e)
		if !plain && json.Unmarshal([]byte(line), &file.Files[len(file.Files)-1]) != nil {
			return file, false
		}
	}
	return file, lines == ""
}

// parseEntry reads an entry in which nothing is escaped.
func parseEntry(line string) (entry, bool) {
	for _, c := range []byte(line) {
		if c < ' ' || c == '\\' {
			return entry{}, false
		}
	}
	rest, first := strings.CutPrefix(line, `{"path":"`)
	path, rest, _ := strings.Cut(rest, `"`)
	rest, second := strings.CutPrefix(rest, `,"size":`)
	digits, rest, _ := strings.Cut(rest, `,`)
	rest, third := strings.CutPrefix(rest, `"sha256":"`)
	hash, rest, _ := strings.Cut(rest, `"`)
	key := ""
	if after, keyed := strings.CutPrefix(rest, `,"key":"`); keyed {
		key, rest, _ = strings.Cut(after, `"`)
	}
	size, err := strconv.ParseUint(digits, 10, 63)
	if !first || !second || !third || rest != "}" || !utf8.ValidString(line) || err != nil || digits[0] == '0' && len(digits) > 1 {
		return entry{}, false
	}
	e := entry{Path: path, Size: int64(size), Key: key}
	var text [2 * sha256.Size]byte // so that no other room is taken for it
	return e, len(hash) == copy(text[:], hash) && e.SHA256.UnmarshalText(text[:]) == nil
}
