package cli

import (
	"bufio"
	"cmp"
	"encoding/gob"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"dateline/internal/build"
	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/output"
)

// A record says of what a destination was made, and how every file then was. A
// build that would be made of the same finds all done already, and looks at each
// file's size and times only. One of something else leaves alone each file that
// would be made of the same. The record lies in the user's folder for caches, and
// may be deleted at any time.
type record struct {
	Program string // that made it
	Asked   string // options that decide the site

	Read      table[stamp]           // of the source
	Fresh     []string               // files of the source whose stamps cannot be trusted, see settled
	Listed    map[string]content.Sum // folders of the source
	Documents []string               // the files with what was read, none where it is not kept

	Site table[written] // files in the destination

	Problems []diag.Problem
	Summary  summary
}

// written is how a file in the destination is.
type written struct {
	Stamp stamp
	Of    content.Sum // what it was made of, see [build.Digests]; zero where that is not known
}

// settled is how old the last change of a file has to be, so that no later one
// can bear the same time: clocks of file systems tick up to two seconds apart.
const settled = 2 * time.Second

// recordFile returns where the record of the destination lies; "" for nowhere.
func (b *buildCommand) recordFile() string { return b.kept("record") }

// manifest returns where the destination's list of files lies.
func (b *buildCommand) manifest() string {
	return filepath.Join(b.destination, filepath.FromSlash(output.ManifestFile))
}

// program tells one Dateline from another: by the file that runs.
func program() (string, error) {
	file, err := os.Executable()
	if err != nil {
		return "", err
	}
	info, err := os.Stat(file)
	if err != nil {
		return "", err
	}
	built, _ := debug.ReadBuildInfo()
	return fmt.Sprint(file, stampOf(info), built), nil
}

func (b *buildCommand) asked() string {
	place, _ := filepath.Abs(b.source)
	return fmt.Sprintf("%q", []any{place, b.baseURL, b.drafts, b.minify, b.compress, b.portable})
}

// recall returns the record of the destination, nil where there is none of the same
// program and the same options.
func (b *buildCommand) recall() *record {
	place := b.recordFile()
	if place == "" {
		return nil
	}
	file, err := os.Open(place)
	if err != nil {
		return nil
	}
	defer file.Close()
	r, err := readRecord(file)
	if err != nil {
		return nil
	}
	if same, err := program(); err != nil || r.Program != same || r.Asked != b.asked() {
		return nil
	}
	return r
}

// changes names what differs in the source: files, and folders with a slash at the
// end in which others lie than did. What was written shortly before it was read may
// differ, too.
func (r *record) changes(source *source) []string {
	if r == nil {
		return nil
	}
	return slices.AppendSeq(r.Fresh, source.differences(r.Read.all(), r.Listed))
}

// lists reports whether the list of files in the destination is the one that the build
// wrote.
func (r *record) lists(manifest string) bool {
	was, known := r.site(output.ManifestFile)
	info, err := os.Lstat(manifest)
	return known && err == nil && was.Stamp == stampOf(info)
}

// holds reports whether all is as it was: the source, and the destination.
func (r *record) holds(destination string, changes []string) bool {
	if r == nil || len(changes) > 0 {
		return false
	}
	for name, was := range r.Site.all() {
		info, err := os.Lstat(filepath.Join(destination, filepath.FromSlash(name)))
		if err != nil || was.Stamp != stampOf(info) {
			return false
		}
	}
	return true
}

// same returns what tells files of the destination that were made of the same as
// those of a site with these digests would be, and are as they were then.
func (r *record) same(digests build.Digests) func(name string, info fs.FileInfo) bool {
	return func(name string, info fs.FileInfo) bool {
		was, _ := r.Site.of(name)
		now, known := digests.Of(name)
		return known && was.Of == now && was.Stamp == stampOf(info)
	}
}

// site returns how a file of the destination was.
func (r *record) site(name string) (was written, known bool) {
	if r != nil {
		was, known = r.Site.of(name)
	}
	return was, known
}

// placed returns how files of the destination are that output describes: where it does
// not, as they were. The digests say of what they are made.
func (r *record) placed(files iter.Seq2[string, fs.FileInfo], digests build.Digests) table[written] {
	room := digests.Len() + 1 // and the list of files
	all := table[written]{make([]string, 0, room), make([]written, 0, room)}
	for name, info := range files {
		was := written{Stamp: unknown}
		was.Of, _ = digests.Of(name)
		if info != nil {
			was.Stamp = stampOf(info)
		} else if then, known := r.site(name); known {
			was.Stamp = then.Stamp
		}
		all.set(name, was)
	}
	return all
}

// remember writes the record of a build that has just been made, with the names of the
// files that hold its documents, and reports whether there is one now. That it cannot
// is nobody's concern: the next build does all of its work.
func (b *buildCommand) remember(source *source, result *build.Result, documents []string, summary summary) bool {
	place := b.recordFile()
	if place == "" {
		return false
	}
	written, err := b.writeRecord(place, source, result, documents, summary)
	if err != nil {
		os.Remove(place)
	}
	return written && err == nil
}

func (b *buildCommand) writeRecord(place string, source *source, result *build.Result, documents []string, summary summary) (bool, error) {
	r := record{
		Asked: b.asked(), Read: tableOf(source.read), Listed: source.listed, Documents: documents, Site: b.placed,
		Problems: result.Problems.Sorted(), Summary: summary,
	}
	var err error
	if r.Program, err = program(); err != nil {
		return false, err
	}
	for name, was := range r.Read.all() {
		if was.after(b.start.Add(-settled)) { // a later change might look the same
			r.Fresh = append(r.Fresh, name)
		}
	}
	r.Read.drop(r.Fresh)
	if !r.lists(b.manifest()) {
		return false, nil // another build has written there since: that is for it to remember
	}
	if err := b.begin(); err != nil {
		return false, err
	}
	return true, replaceFile(place, r.write)
}

// write writes the record. What there is of each file is in parts, so that it is never in
// memory a second time.
func (r record) write(w io.Writer) error {
	to := bufio.NewWriter(w)
	enc := gob.NewEncoder(to)
	read, site := r.Read, r.Site
	r.Read, r.Site = table[stamp]{}, table[written]{}
	return cmp.Or(enc.Encode(r), encodeParts(enc, read), encodeParts(enc, site), to.Flush())
}

func readRecord(from io.Reader) (*record, error) {
	var r record
	dec := gob.NewDecoder(bufio.NewReader(from))
	return &r, cmp.Or(dec.Decode(&r), decodeParts(dec, &r.Read), decodeParts(dec, &r.Site))
}

// fullPart is how many files each part of a table has that is not its last.
const fullPart = 1000

func encodeParts[V said[V]](enc *gob.Encoder, all table[V]) error {
	for from := 0; ; from += fullPart {
		to := min(from+fullPart, all.len())
		if err := enc.Encode(table[V]{all.names[from:to], all.values[from:to]}); err != nil || to-from < fullPart {
			return err
		}
	}
}

func decodeParts[V said[V]](dec *gob.Decoder, all *table[V]) error {
	for {
		before := all.len()
		if err := dec.Decode(all); err != nil { // adds to it
			return err
		}
		if all.len()-before < fullPart {
			return nil
		}
	}
}

// again tells of a build that had nothing to do.
func (b *buildCommand) again(r *record, source *source) error {
	report := report{buildCommand: b, source: source.FS()}
	report.summary = r.Summary
	report.Errors, report.Warnings = 0, 0
	report.Written, report.Unchanged, report.Removed = 0, r.Summary.Files, 0
	var problems diag.List
	problems.Put(r.Problems...)
	if err := report.problems(problems); err != nil {
		return err
	}
	if b.strict && report.Warnings > 0 {
		return report.refuse()
	}
	return report.done()
}
