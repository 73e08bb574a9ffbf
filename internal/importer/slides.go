package importer

import (
	"slices"
	"strings"
)

// sheet is a spreadsheet of a form that is known: where its columns stand, by their names in
// lower case.
type sheet map[string]int

func newSheet(head row) sheet {
	s := sheet{}
	for k, name := range head.cells {
		s[fold(name)] = k
	}
	return s
}

// isOfSlides reports whether columns are those in which slides of TimelineJS 3 are written.
func (s sheet) isOfSlides() bool {
	_, headline := s["headline"]
	_, year := s["year"]
	return headline && year
}

// cell returns what a row has in a column.
func (s sheet) cell(r row, name string) string {
	k, ok := s[name]
	if !ok {
		return ""
	}
	return r.cell(k)
}

// moment returns the date of a row, in the columns whose names begin with prefix.
func (s sheet) moment(one row, prefix string) moment {
	at := func(name string) loose { return loose(s.cell(one, prefix+name)) }
	return moment{Year: at("year"), Month: at("month"), Day: at("day"), time: string(at("time"))}
}

// slideColumns are the columns of the spreadsheet, in lower case.
var slideColumns = []string{
	"year", "month", "day", "time", "end year", "end month", "end day", "end time", "display date", "headline", "text",
	"media", "media credit", "media caption", "media thumbnail", "alt text", "type", "group", "background", "link",
}

// slideNotes returns the keys of private notes in which columns of the author's own are
// kept, by their cells.
func (r *reader) slideNotes(head row) map[int]string {
	notes, seen := map[int]string{}, map[string]bool{}
	for k, name := range head.cells {
		name = fold(name)
		switch {
		case name == "":
			continue
		case seen[name]:
			r.problems.Errorf(head.at[k], "there are two columns for %s", name)
		case !slices.Contains(slideColumns, name):
			notes[k] = noteKey(name)
			r.problems.Warnf(head.at[k], "slides have no %q; it is kept as the private note %s", words(head.cells[k]), notes[k])
		}
		seen[name] = true
	}
	return notes
}

// slideRows makes an incident of each row.
func (r *reader) slideRows(s sheet, head row, rows []row) {
	notes := r.slideNotes(head)
	for _, one := range rows {
		var made slide
		for k, cell := range one.cells {
			if cell = strings.TrimSpace(cell); cell != "" && notes[k] != "" {
				made.notes = append(made.notes, Key{Path: []string{notes[k]}, Values: []string{cell}, Pos: one.at[k]})
			}
		}
		made.Start, made.End = s.moment(one, ""), s.moment(one, "end ")
		made.Display, made.Group = s.cell(one, "display date"), s.cell(one, "group")
		made.Text.Headline, made.Text.Text = s.cell(one, "headline"), paragraphs(s.cell(one, "text"))
		made.Media.URL, made.Media.Alt = s.cell(one, "media"), s.cell(one, "alt text")
		made.Media.Caption, made.Media.Credit = s.cell(one, "media caption"), s.cell(one, "media credit")
		made.Background.URL, made.Media.Link = s.cell(one, "background"), s.cell(one, "link")
		switch kind := strings.ToLower(s.cell(one, "type")); kind {
		case "title":
			r.titleSlide(one.at[0], made)
		default:
			r.slide(made, kind == "era", one.at[0])
		}
	}
}
