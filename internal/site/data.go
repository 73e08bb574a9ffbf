package site

import (
	"path"
	"slices"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/opendata"
)

// DataPage is for data.html: the files of the open data, explained.
type DataPage struct {
	Frame
	Heading string
	Lead    string
	License *Link  // of the data; nil where the site names none
	Parts   string // how a long timeline is divided; "" where it is whole
	Files   []DataFile
}

// DataFile is one file of the open data.
type DataFile struct {
	Link    Link   // its name
	ID      string // of its place on the page
	Title   string
	Media   string // media type
	Rows    string // "12 rows"; empty for what is no table
	Doc     string
	Columns []DataColumn // of a table
	Parts   []Link       // of a long timeline: the newest years, months or days, newest first
}

// DataColumn is a line of the dictionary of a table.
type DataColumn struct {
	Name string
	Type string // in words: "EDTF date", "ids, with | between them"
	Doc  string
}

const dataURL = "/data/"

// planData plans the page of the open data. What its files are is package
// opendata's to say.
func (p *planner) planData() {
	p.add(diag.Pos{}, "the page of the open data", dataURL, "data.html", Facts(), func() any {
		page := &DataPage{
			Frame:   p.frame(p.Text("section.data"), p.Text("lead.data_short"), dataURL),
			Heading: p.Text("section.data"),
			Lead:    p.Text("lead.data"),
		}
		if url := p.timeline.Site.LicenseURL(); url != "" {
			page.License = &Link{Title: p.timeline.Site.License.V, URL: url}
		}
		page.Files = made(opendata.Files(p.timeline, p.Locale), p.dataFile)
		if opendata.Long(p.timeline) {
			page.Parts = p.Text("data.parts_text", "n", p.Number(opendata.WholeEntries))
		}
		page.Frame = p.withData(page.Frame)
		page.Structured = p.describe(dataURL).dataset(page.Description)
		return page
	})
}

// withData adds the open data to what a page is in other formats: the home page
// and that of the data, so that the others stay small.
func (p *planner) withData(f Frame) Frame {
	all := slices.Clone(f.Alternates)
	for _, file := range opendata.Files(p.timeline, p.Locale) {
		all = append(all, Alternate{file.Media, file.Title, "/" + file.Path})
	}
	f.Alternates = all
	return f
}

// someParts is how many parts of a file the page names; timeline.json names all.
const someParts = 120

func (p *planner) dataFile(f opendata.File) DataFile {
	name := path.Base(f.Path)
	file := DataFile{
		Link: Link{Title: name, URL: "/" + f.Path}, ID: "file--" + strings.ReplaceAll(name, ".", "-"),
		Title: f.Title, Media: f.Media, Doc: f.Doc,
	}
	for _, part := range f.Parts[max(0, len(f.Parts)-someParts):] {
		file.Parts = append(file.Parts, Link{Title: part.Title, URL: "/" + part.Path})
	}
	slices.Reverse(file.Parts)
	if f.Columns != nil {
		file.Rows = p.plural("rows", f.Rows)
	}
	for _, c := range f.Columns {
		column := DataColumn{c.Name, p.Text("column_type." + string(c.Type)), p.Text(c.Doc)}
		if c.List {
			column.Type = p.Text("column_type.several", "type", column.Type)
		}
		file.Columns = append(file.Columns, column)
	}
	return file
}
