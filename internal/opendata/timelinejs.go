package opendata

import (
	"html"

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

// timelineJS writes the entries as slides.
func timelineJS(s *source) ([]byte, error) {
	events := []tlEvent{}
	for _, e := range s.Entries {
		if event, ok := slide(s, e); ok {
			events = append(events, event)
		}
	}
	title := tlEvent{Text: tlText{html.EscapeString(s.Site.Title.V), html.EscapeString(s.Site.Description.V)}}
	return encode(object{"title": title, "scale": "human", "events": events})
}

// farYear is the last year, before or after 1, that the dates of browsers keep
// in order on TimelineJS's human scale.
const farYear = 9999

func slide(s *source, e timeline.Entry) (tlEvent, bool) {
	d := e.Date()
	day, ok := d.Anchor()
	if !ok || day.Year > farYear || day.Year < -farYear {
		return tlEvent{}, false
	}
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
		ID: s.id(e.URL()), Start: tlDay(day, d.Precision()), Display: d.Format(), Group: group,
		Text: tlText{html.EscapeString(e.Title()), body},
	}
	if _, last, _ := d.Bounds(); d.IsInterval() && last.Kind == edtf.Known && last.Day != day && last.Day.Year <= farYear {
		event.End = tlDay(last.Day, edtf.PrecisionDay)
	}
	return event, true
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
