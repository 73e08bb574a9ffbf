package output

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"

	"dateline/internal/escape"
)

const (
	ownFolder = ".dateline"
	// ManifestFile lists, in a destination, what Write has put there.
	ManifestFile  = ownFolder + "/manifest.json"
	stagingFolder = ownFolder + "/staging" // for files that cannot be moved in from outside

	// manifestVersion changes when an older Dateline could no longer tell from
	// the manifest which files it may remove.
	manifestVersion = 1
)

// An entry is one file as Write put it into the destination.
type entry struct {
	Path   string `json:"path"` // slash-separated, relative to the destination
	Size   int64  `json:"size"` // in bytes
	SHA256 sum    `json:"sha256"`
	Key    string `json:"key"` // what decided the bytes, as Keyed says; "" where it says nothing
}

// A sum is a SHA-256. As text it is in hexadecimal.
type sum [sha256.Size]byte

func (s sum) String() string { return hex.EncodeToString(s[:]) }

// UnmarshalText is how package json reads a sum.
func (s *sum) UnmarshalText(text []byte) error {
	if len(text) != hex.EncodedLen(len(s)) {
		return fmt.Errorf("no SHA-256: %q", text)
	}
	_, err := hex.Decode(s[:], text)
	return err
}

// newEntry returns the entry of a file with these bytes.
func newEntry(path string, data []byte) entry {
	return entry{Path: path, Size: int64(len(data)), SHA256: sha256.Sum256(data)}
}

// measured has write write to w, and returns an entry of that without a path.
func measured(w io.Writer, write func(io.Writer) error) (entry, error) {
	hash := sha256.New()
	to := &counter{Writer: io.MultiWriter(w, hash)}
	err := write(to)
	return entry{Size: to.bytes, SHA256: sum(hash.Sum(nil))}, err
}

// A counter counts what is written.
type counter struct {
	io.Writer
	bytes int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.bytes += int64(n)
	return n, err
}

// is reports whether these bytes are those of the entry.
func (e entry) is(data []byte) bool {
	return e.Size == int64(len(data)) && e.SHA256 == sha256.Sum256(data)
}

// A manifest lists the files that Write has put into a destination, sorted by
// path. While files are being moved into place it has two entries for a path
// that changes: the file may be either.
type manifest []entry

// write writes the manifest as JSON. generator is the release that made the files, ""
// for none.
func (m manifest) write(w io.Writer, generator string) error {
	return WriteList(w, manifestVersion, "dateline", generator, m, entry.append)
}

// append appends the entry as JSON, ten times as fast as package json.
func (e entry) append(out []byte) []byte {
	out = escape.Member(append(out, '{'), "path", e.Path)
	out = strconv.AppendInt(escape.Key(out, "size"), e.Size, 10)
	out = hex.AppendEncode(append(escape.Key(out, "sha256"), '"'), e.SHA256[:])
	return append(escape.Filled(append(out, '"'), "key", e.Key), '}')
}

// WriteList writes a list of files, of a version of their form, as JSON with one entry
// on a line, which version control can compare and merge: add appends one. made says under
// a key of its own what they were made by, or from; "" is left out.
func WriteList[E any](w io.Writer, version int, key, made string, entries []E, add func(e E, out []byte) []byte) error {
	to := bufio.NewWriter(w)
	fmt.Fprintf(to, "{\"version\": %d, ", version)
	if made != "" {
		fmt.Fprintf(to, "%q: %q, ", key, made)
	}
	to.WriteString("\"files\": [")
	var line []byte
	for i, e := range entries {
		if i > 0 {
			to.WriteByte(',')
		}
		line = add(e, append(line[:0], '\n'))
		to.Write(line)
	}
	to.WriteString("\n]}\n")
	return to.Flush()
}

// with returns a manifest of the entries of both, which are in order.
func (m manifest) with(other manifest) manifest {
	both := make(manifest, 0, len(m)+len(other))
	for len(m) > 0 && len(other) > 0 {
		next := &m
		if compareEntries(other[0], m[0]) < 0 {
			next = &other
		}
		both, *next = append(both, (*next)[0]), (*next)[1:]
	}
	return slices.Compact(append(append(both, m...), other...))
}

// versions returns the entries of one path: what the file may be. None means
// that Write did not put it there.
func (m manifest) versions(path string) manifest {
	start, found := sort.Find(len(m), func(i int) int { return cmp.Compare(path, m[i].Path) })
	if !found {
		return nil
	}
	end := start
	for end < len(m) && m[end].Path == path {
		end++
	}
	return m[start:end]
}

// paths returns the paths, each once, in order.
func (m manifest) paths() []string {
	paths := make([]string, len(m))
	for i, e := range m {
		paths[i] = e.Path
	}
	return slices.Compact(paths)
}

// sorted orders entries by path, then by content, and drops repeated ones.
func sorted(m manifest) manifest {
	slices.SortFunc(m, compareEntries)
	return slices.Compact(m)
}

func compareEntries(a, b entry) int {
	return cmp.Or(cmp.Compare(a.Path, b.Path), bytes.Compare(a.SHA256[:], b.SHA256[:]), cmp.Compare(a.Size, b.Size), cmp.Compare(a.Key, b.Key))
}
