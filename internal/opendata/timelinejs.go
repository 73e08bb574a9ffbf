package opendata

import (
	"html"
	"slices"
	"strconv"

	"dateline/internal/edtf"
	"dateline/internal/escape"
	"dateline/internal/timeline"
)

// What is written below is the JSON that TimelineJS 3 reads. Headlines and texts in it
// are HTML.

// timelineJS writes the entries as slides, a slide a line.
func timelineJS(s *source, w *stream) {
	title := object{"headline": html.EscapeString(s.name())}
	if about := s.Site.Description.V; about != "" {
		title["text"] = html.EscapeString(about)
	}
	w.object(object{"title": object{"text": title}, "scale": "human"})
	shown := slices.DeleteFunc(slices.Clone(s.Entries), func(e timeline.Entry) bool { return !inSlides(e) })
	items(w, "events", shown, s.slide)
	w.WriteString("}\n")
}

// farYear is the last year, before or after 1, that the dates of browsers keep
// in order on TimelineJS's human scale.
const farYear = 9999

// anchor returns the day on which a slide stands; ok is false where there is none.
func anchor(e timeline.Entry) (day edtf.Day, ok bool) {
	day, ok = e.Date().Anchor()
	return day, ok && day.Year <= farYear && day.Year > -farYear
}

// inSlides reports whether an entry has a slide.
func inSlides(e timeline.Entry) bool {
	_, ok := anchor(e)
	return ok
}

func (s *source) slide(b []byte, e timeline.Entry) []byte {
	d := e.Date()
	day, _ := anchor(e)
	b = tlDay(escape.Member(append(b, '{'), "unique_id", s.root, within(e.URL())), "start_date", day, d.Precision())
	if _, last, _ := d.Bounds(); d.IsInterval() && last.Kind == edtf.Known && last.Day != day && last.Day.Year <= farYear {
		b = tlDay(b, "end_date", last.Day, edtf.PrecisionDay)
	}
	words := d.Format(s)
	if status := s.openStatus(e); status != "" {
		words += s.Text("list.comma") + status
	}
	b = escape.Filled(b, "display_date", words) // in place of the two
	group := "Incidents"
	if e.Article != nil {
		group = "Articles"
	}
	b = escape.Member(b, "group", group)
	b = escape.Member(append(escape.Key(b, "text"), '{'), "headline", html.EscapeString(e.Title()))
	words, _ = summary(s, e)
	words = html.EscapeString(words)
	if s.onWeb() {
		b = escape.Member(b, "text", words, `<p><a href="`, html.EscapeString(s.root), html.EscapeString(within(e.URL())), `">`,
			html.EscapeString(s.Site.Title.V), "</a></p>")
	} else {
		b = escape.Filled(b, "text", words)
	}
	return append(b, "}}"...)
}

// tlDay appends a member that states no more of a day than is known. TimelineJS shows -44
// as 44 BCE, the year -43 of EDTF.
func tlDay(b []byte, name string, d edtf.Day, p edtf.Precision) []byte {
	year := d.Year
	if year <= 0 {
		year--
	}
	b = strconv.AppendInt(append(escape.Key(b, name), `{"year":`...), year, 10)
	if p >= edtf.PrecisionSeason {
		b = strconv.AppendInt(escape.Key(b, "month"), int64(d.Month), 10)
	}
	if p >= edtf.PrecisionDay {
		b = strconv.AppendInt(escape.Key(b, "day"), int64(d.Day), 10)
	}
	return append(b, '}')
}
