package publish

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/escape"
	"dateline/internal/output"
)

const (
	ownFolder  = ".dateline"
	recordName = ownFolder + "/publish.json"

	// recordVersion changes when an older Dateline could no longer tell from the
	// list which files it may remove.
	recordVersion = 1

	// maxRecord is how long what a place says of its files may be, in bytes: a list of some
	// five million. A host may send anything, and without end.
	maxRecord = 1 << 30
)

// tooLong is what is wrong with a list that is longer.
var tooLong = fmt.Sprintf("has a list of dateline's files, %s, of more than %d MB, which dateline never writes", recordName, maxRecord>>20)

// restore says what to do about a list that is not dateline's.
const restore = "restore the list, or remove it and publish with --takeOver"

// A bounded holds what a place says of its files, up to so many bytes.
type bounded struct {
	text []byte
	most int
}

var (
	errOver     = final(fmt.Errorf("more than %d MB came of what is listed there", maxRecord>>20))
	errLongList = final(fmt.Errorf("the names of all files there are longer than %d MB; write another place under publish", maxRecord>>20))
)

// Write implements [io.Writer].
func (b *bounded) Write(part []byte) (int, error) {
	if len(b.text)+len(part) > b.most {
		return 0, errOver
	}
	b.text = append(b.text, part...)
	return len(part), nil
}

// readBounded reads what a place says of its files. Of an empty file it returns an empty
// slice, because nil is for none.
func readBounded(from io.Reader) ([]byte, error) {
	all := bounded{text: []byte{}, most: maxRecord}
	_, err := io.Copy(&all, from)
	return all.text, err
}

// An entry is one file as it was published.
type entry struct {
	Path string `json:"path"`
	Size int64  `json:"size"` // in bytes
	// SHA256 is in hexadecimal; "" for a file that was about to be sent for the
	// first time, and may have arrived or not, and for one that two publishes have
	// sent at the same time.
	SHA256 string `json:"sha256"`
	Tag    string `json:"tag"` // of the target, see Found
}

// A record lists the files that were published, by path.
type record map[string]entry

// parseRecord reads what format wrote; nil is an empty one. A path that can be
// none of the site's is an error: the list lies where others may write.
func parseRecord(data []byte) (r record, commit string, err error) {
	r = record{}
	if data == nil {
		return r, "", nil
	}
	var file struct {
		Version int     `json:"version"`
		Commit  string  `json:"commit"`
		Files   []entry `json:"files"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, "", err
	}
	if file.Version != recordVersion {
		return nil, "", fmt.Errorf("version %d where this dateline writes %d", file.Version, recordVersion)
	}
	if file.Commit != "" && !commitName.MatchString(file.Commit) {
		return nil, "", fmt.Errorf("no commit: %q", file.Commit)
	}
	for _, e := range file.Files {
		sum, err := hex.DecodeString(e.SHA256)
		if !isPublishable(e.Path) || e.Size < 0 || err != nil || len(sum) != 32 && len(sum) != 0 {
			return nil, "", fmt.Errorf("no file that dateline publishes: path %q, size %d, sha256 %q", e.Path, e.Size, e.SHA256)
		}
		r[e.Path] = e
	}
	return r, file.Commit, nil
}

// format returns the list as JSON, as a build writes that of its own files, with the commit
// that the site was made from; "" for none.
func (r record) format(commit string) ([]byte, error) {
	var list bytes.Buffer
	err := output.WriteList(&list, recordVersion, "commit", commit, r.sorted(), entry.append)
	return list.Bytes(), err
}

// append appends the entry as JSON.
func (e entry) append(out []byte) []byte {
	out = escape.Member(append(out, '{'), "path", e.Path)
	out = strconv.AppendInt(escape.Key(out, "size"), e.Size, 10)
	return append(escape.Member(escape.Member(out, "sha256", e.SHA256), "tag", e.Tag), '}')
}

// join adds what another publish has listed. A file of which the two say different
// things may be that of either.
func (r record) join(others record) {
	for name, theirs := range others {
		if ours, both := r[name]; both && ours != theirs {
			theirs = entry{Path: name}
		}
		r[name] = theirs
	}
}

func (r record) sorted() []entry {
	return slices.SortedFunc(maps.Values(r), func(a, b entry) int { return cmp.Compare(a.Path, b.Path) })
}

// isPublishable reports whether a path can be that of a file of the site: it
// stays within the target, out of Dateline's own folder and git's.
func isPublishable(path string) bool {
	return fs.ValidPath(path) && path != "." && !strings.ContainsAny(path, "\x00\\") && !output.IsReserved(path)
}
