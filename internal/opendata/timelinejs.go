package opendata

import (
	"html"
	"slices"

	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// The types below are the JSON that TimelineJS 3 reads.

type tlDate struct {
	Year  int64 `json:"year"`
	Month int   `json:"month,omitempty"`
	Day   int   `json:"day,omitempty"`
}

type tlText struct {
	Headline string `json:"headline"` // HTML, as is Text
	Text     string `json:"text,omitempty"`
}

type tlEvent struct {
	ID      string  `json:"unique_id,omitempty"`
	Start   *tlDate `json:"start_date,omitempty"`
	End     *tlDate `json:"end_date,omitempty"`
	Display string  `json:"display_date,omitempty"` // in place of the two
	Group   string  `json:"group,omitempty"`
	Text    tlText  `json:"text"`
}

// timelineJS writes the entries as slides, a slide a line.
func timelineJS(s *source, w *stream) {
	w.object(object{"title": tlEvent{Text: tlText{html.EscapeString(s.name()), html.EscapeString(s.Site.Description.V)}}, "scale": "human"})
	shown := slices.DeleteFunc(slices.Clone(s.Entries), func(e timeline.Entry) bool { _, ok := anchor(e); return !ok })
	items(w, "events", shown, s.slide)
	w.WriteString("}\n")
}

// farYear is the last year, before or after 1, that the dates of browsers keep
// in order on TimelineJS's human scale.
const farYear = 9999

// anchor returns the day on which a slide stands; ok is false where there is none.
func anchor(e timeline.Entry) (day edtf.Day, ok bool) {
	day, ok = e.Date().Anchor()
	return day, ok && day.Year <= farYear && day.Year >= -farYear
}

func (s *source) slide(e timeline.Entry) tlEvent {
	d := e.Date()
	day, _ := anchor(e)
	words, _ := summary(s, e)
	body := html.EscapeString(words)
	if s.onWeb() {
		body += `<p><a href="` + html.EscapeString(s.id(e.URL())) + `">` + html.EscapeString(s.Site.Title.V) + `</a></p>`
	}
	group := "Incidents"
	if e.Article != nil {
		group = "Articles"
	}
	event := tlEvent{
		ID: s.id(e.URL()), Start: tlDay(day, d.Precision()), Display: d.Format(s), Group: group,
		Text: tlText{html.EscapeString(e.Title()), body},
	}
	if _, last, _ := d.Bounds(); d.IsInterval() && last.Kind == edtf.Known && last.Day != day && last.Day.Year <= farYear {
		event.End = tlDay(last.Day, edtf.PrecisionDay)
	}
	return event
}

// tlDay states no more of a day than is known.
func tlDay(d edtf.Day, p edtf.Precision) *tlDate {
	t := &tlDate{Year: d.Year}
	if p >= edtf.PrecisionSeason {
		t.Month = d.Month
	}
	if p >= edtf.PrecisionDay {
		t.Day = d.Day
	}
	return t
}
