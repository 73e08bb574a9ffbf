package cli

import (
	"bufio"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"dateline/internal/build"
	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/glance"
	"dateline/internal/output"
	"dateline/internal/packed"
)

// A record says of what a destination was made, and how every file then was. A
// build that would be made of the same finds all done already, and looks at each
// file's size and times only. One of something else leaves alone each file that
// would be made of the same. The record lies in the user's folder for caches, and
// may be deleted at any time.
type record struct {
	Asked string // options that decide the site

	Fresh     map[string]content.Sum // files of the source whose stamps cannot be trusted, see settled, and what they held
	Listed    map[string]content.Sum // folders of the source
	Documents []string               // the files with what was read, none where it is not kept
	Summary   summary

	problems []diag.Problem
	layout   build.Layout
	read     table[stamp]   // of the source
	site     table[written] // files in the destination
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
	kept, err := readSummed(b.recordFile())
	if err != nil {
		return nil
	}
	r, err := readRecord(kept)
	if err != nil || r.Asked != b.asked() {
		return nil
	}
	return r
}

// changes names what differs in the source: files, and folders with a slash at the
// end in which others lie than did. What was written shortly before it was read is read
// again.
func (r *record) changes(source *source) []string {
	if r == nil {
		return nil
	}
	return slices.AppendSeq(source.rewritten(r.Fresh), source.differences(r.read.all(), r.Listed))
}

// lists reports whether the list of files in the destination is the one that the build
// wrote.
func (r *record) lists(manifest string) bool {
	was, known := r.was(output.ManifestFile)
	info, err := os.Lstat(manifest)
	return known && err == nil && was.Stamp == stampOf(info)
}

// holds reports whether all is as it was: the source, and the destination.
func (r *record) holds(destination string, changes []string) bool {
	if r == nil || len(changes) > 0 {
		return false
	}
	root, err := os.OpenRoot(destination)
	if err != nil {
		return false
	}
	defer root.Close()
	looks := glance.In(root)
	defer looks.Close()
	for name, was := range r.site.all() {
		info, err := looks.Lstat(name)
		if err != nil || was.Stamp != stampOf(info) {
			return false
		}
	}
	return true
}

// last returns what a build can know of the one of the record.
func (r *record) last() build.Before {
	last := build.Before{
		Names: make([]string, 0, r.site.len()), Sums: make([]content.Sum, 0, r.site.len()),
		Pages: r.Summary.Pages, Problems: r.problems, Layout: r.layout,
	}
	for name, file := range r.site.all() {
		if name != output.ManifestFile {
			last.Names, last.Sums = append(last.Names, name), append(last.Sums, file.Of)
		}
	}
	return last
}

// same returns what tells files of the destination that were made of the same as
// those of a site with these digests would be, and are as they were then. Without digests
// there are none: making a file tells what keeps it from being summed up.
func (r *record) same(digests func() (build.Digests, error)) func(name string, info fs.FileInfo) bool {
	return func(name string, info fs.FileInfo) bool {
		digests, err := digests()
		if err != nil {
			return false
		}
		was, _ := r.site.of(name)
		now, known := digests.Of(name)
		return known && was.Of == now && was.Stamp == stampOf(info)
	}
}

// was returns how a file of the destination was.
func (r *record) was(name string) (was written, known bool) {
	if r != nil {
		was, known = r.site.of(name)
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
		} else if then, known := r.was(name); known {
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
		Asked: b.asked(), Listed: source.listed, Documents: documents, Summary: summary,
		problems: result.Problems.Sorted(), layout: result.Layout(), read: source.all(), site: b.placed,
		Fresh: map[string]content.Sum{},
	}
	for name, was := range r.read.all() {
		if was.after(source.since) { // a later change might look the same
			r.Fresh[name] = source.sums[name]
		}
	}
	r.read.drop(slices.Sorted(maps.Keys(r.Fresh)))
	if !r.lists(b.manifest()) {
		return false, nil // another build has written there since: that is for it to remember
	}
	if err := b.begin(); err != nil {
		return false, err
	}
	return true, replaceFile(place, withSum(r.write))
}

// settle writes the record anew with the stamps of files that have turned out to be as they
// were, and can be trusted by now: none of them needs to be read again.
func (b *buildCommand) settle(r *record, source *source) {
	trusted := map[string]stamp{}
	for name := range r.Fresh {
		if now, read := source.read[name]; read && !now.after(source.since) {
			trusted[name] = now
			delete(r.Fresh, name)
		}
	}
	if len(trusted) == 0 || !r.lists(b.manifest()) {
		return
	}
	r.read = r.read.with(tableOf(trusted))
	_ = replaceFile(b.recordFile(), withSum(r.write)) // else they are read again
}

// write writes the record: what is large after all else, so that none of it is in memory
// twice, be it when it is written or when it is read.
func (r *record) write(w io.Writer) error {
	to := bufio.NewWriter(w)
	if err := gob.NewEncoder(to).Encode(r); err != nil {
		return err
	}
	writeProblems(to, r.problems)
	for _, text := range [...]string{r.layout.Entries, r.layout.Spelt, r.layout.Feeds} {
		to.Write(packed.AppendText(nil, text))
	}
	r.read.write(to)
	r.site.write(to)
	return to.Flush()
}

// readRecord reads what write wrote.
func readRecord(kept string) (*record, error) {
	var r record
	gobbed := strings.NewReader(kept) // of which gob reads no more than it needs
	if err := gob.NewDecoder(gobbed).Decode(&r); err != nil {
		return nil, err
	}
	rest := packed.Reader{Left: kept[len(kept)-gobbed.Len():]}
	r.problems = readProblems(&rest)
	r.layout = build.Layout{Entries: rest.Text(), Spelt: rest.Text(), Feeds: rest.Text()}
	r.read, r.site = readTable[stamp](&rest), readTable[written](&rest)
	return &r, rest.Err
}

// writeProblems writes problems as a record holds them. That it failed is told by the next
// Flush.
func writeProblems(to *bufio.Writer, problems []diag.Problem) {
	room := binary.AppendUvarint(nil, uint64(len(problems)))
	for _, p := range problems {
		link := 0
		if p.Mend.Link {
			link = 1
		}
		for _, n := range [...]int{int(p.Pos.Line), int(p.Pos.Col), int(p.Severity), link} {
			room = binary.AppendUvarint(room, uint64(n))
		}
		for _, text := range [...]string{p.Pos.File, p.Text, p.Mend.Old, p.Mend.New} {
			room = packed.AppendText(room, text)
		}
		to.Write(room)
		room = room[:0]
	}
	to.Write(room)
}

// readProblems reads what writeProblems wrote.
func readProblems(from *packed.Reader) []diag.Problem {
	problems := make([]diag.Problem, from.Count())
	for k := range problems {
		p := &problems[k]
		p.Pos.Line, p.Pos.Col = int32(from.Number()), int32(from.Number())
		p.Severity, p.Mend.Link = diag.Severity(from.Number()), from.Number() == 1
		p.Pos.File, p.Text, p.Mend.Old, p.Mend.New = from.Text(), from.Text(), from.Text(), from.Text()
	}
	return problems
}

// again tells of a build that had nothing to do.
func (b *buildCommand) again(r *record, source *source) error {
	report := report{buildCommand: b, source: source.FS()}
	report.summary = r.Summary
	report.Errors, report.Warnings = 0, 0
	report.Written, report.Unchanged, report.Removed = 0, r.Summary.Files, 0
	var problems diag.List
	problems.Put(r.problems...)
	if err := report.problems(problems); err != nil {
		return err
	}
	if b.strict && report.Warnings > 0 {
		return report.refuse()
	}
	return report.done()
}
