package importer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"strconv"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/edtf"
)

// slide is an event of TimelineJS 3: https://timeline.knightlab.com/docs/json-format.html
type slide struct {
	Start   moment `json:"start_date"`
	End     moment `json:"end_date"`
	Display string `json:"display_date"`
	Text    struct {
		Headline string `json:"headline"` // HTML
		Text     string `json:"text"`     // HTML
	} `json:"text"`
	Media struct {
		URL     string `json:"url"`
		Caption string `json:"caption"` // HTML
		Credit  string `json:"credit"`  // HTML
		Alt     string `json:"alt"`
		Link    string `json:"link"`
	} `json:"media"`
	Background struct {
		URL string `json:"url"`
	} `json:"background"`
	Group string `json:"group"`
	notes []Key  // of a spreadsheet that has more columns
}

// moment is a date of TimelineJS, of which the year is the least.
type moment struct {
	Year    loose  `json:"year"`
	Month   loose  `json:"month"`
	Day     loose  `json:"day"`
	Hour    loose  `json:"hour"`
	Minute  loose  `json:"minute"`
	Display string `json:"display_date"`
	time    string // of a spreadsheet
}

// loose is a number or a text, as which TimelineJS reads either.
type loose string

// UnmarshalJSON takes a number or a text; null is "".
func (l *loose) UnmarshalJSON(data []byte) error {
	var v any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return err
	}
	switch v := v.(type) {
	case nil:
	case string:
		*l = loose(strings.TrimSpace(v))
	case json.Number:
		*l = loose(v.String())
	default:
		return fmt.Errorf("%s is neither a number nor a text", data)
	}
	return nil
}

// farYear is the first year before 1 that TimelineJS shows in round numbers.
const farYear = 10_000

// edtf returns the date in EDTF, as far as it is stated. What is no number stays, for the
// message that says so.
func (m moment) edtf() string {
	year, err := strconv.ParseInt(string(m.Year), 10, 64)
	if -farYear <= year && year < 0 {
		year++ // -44 is shown as 44 BCE, which EDTF writes -0043
	}
	date := edtf.YearString(year)
	if err != nil {
		date = string(m.Year)
	}
	if m.Month == "" && m.Day != "" {
		m.Month = "XX" // in EDTF, a month that is not known
	}
	for _, part := range []loose{m.Month, m.Day} {
		if part == "" {
			break
		}
		if n, err := strconv.Atoi(string(part)); err == nil {
			part = loose(fmt.Sprintf("%02d", n))
		}
		date += "-" + string(part)
	}
	return date
}

// clock returns the time of day, "" for none.
func (m moment) clock() string {
	if m.Hour == "" {
		return m.time
	}
	hour, err := strconv.Atoi(string(m.Hour))
	minute, minuteErr := strconv.Atoi(string("0" + m.Minute))
	if err != nil || minuteErr != nil {
		return strings.TrimSuffix(string(m.Hour+":"+m.Minute), ":")
	}
	return fmt.Sprintf("%02d:%02d", hour, minute)
}

// timelineJS reads the slides of a JSON file: events and eras are incidents.
func (r *reader) timelineJS() {
	events := false
	err := r.members(func(name string, d *json.Decoder) error {
		switch name {
		case "events", "eras":
			events = events || name == "events"
			return r.slides(d, name == "eras")
		case "title":
			return r.decode(d, r.titleSlide)
		}
		var other json.RawMessage
		return d.Decode(&other)
	})
	switch {
	case err != nil:
		r.unread(err, "this file cannot be read")
	case !events:
		r.problems.Errorf(diag.Pos{File: r.name}, `this JSON has no "items", as JSON Feed has, and no "events", by which TimelineJS 3 calls its slides; save a table as CSV, with a column for each key`)
	}
}

// members calls read for each member of the object that the text is.
func (r *reader) members(read func(name string, d *json.Decoder) error) error {
	d := json.NewDecoder(bytes.NewReader(r.text))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		if err := read(fmt.Sprint(name), d); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// slides reads a list of slides.
func (r *reader) slides(d *json.Decoder, eras bool) error {
	open, err := d.Token()
	if err != nil || open == nil {
		return err
	}
	if open != json.Delim('[') {
		return errors.New("the slides are no list")
	}
	for d.More() {
		if err := r.decode(d, func(pos diag.Pos, s slide) { r.slide(s, eras, pos) }); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// decode reads a slide. One that is JSON, but no slide, is told and left out.
func (r *reader) decode(d *json.Decoder, take func(diag.Pos, slide)) error {
	pos := r.next(d)
	var text json.RawMessage
	if err := d.Decode(&text); err != nil {
		return err
	}
	var s slide
	if err := json.Unmarshal(text, &s); err != nil {
		r.problems.Errorf(pos, "this is no slide of TimelineJS: %s", reason(err))
		return nil
	}
	take(pos, s)
	return nil
}

// next returns the place of the value that comes next.
func (r *reader) next(d *json.Decoder) diag.Pos {
	return r.at(len(r.text) - len(bytes.TrimLeft(r.text[d.InputOffset():], ":, \t\r\n")))
}

// titleSlide says what becomes of the slide that has no date.
func (r *reader) titleSlide(pos diag.Pos, s slide) {
	r.problems.Warnf(pos, "the title slide %q is no incident, and is left out; content/_index.md holds the site's title and introduction", plain(s.Text.Headline))
}

// slide makes an incident of a slide.
func (r *reader) slide(s slide, era bool, pos diag.Pos) {
	title := cmp.Or(plain(s.Text.Headline), cut(plain(s.Text.Text), maxCut))
	switch {
	case title == "":
		r.problems.Errorf(pos, "this slide has no headline; write one")
		return
	case s.Start.Year == "":
		r.problems.Errorf(pos, "the slide %q has no year; write the one of its start", title)
		return
	}
	d := Document{Kind: "incident", Pos: pos}
	d.set("title", title)
	date := s.Start.edtf()
	if s.End.Year != "" && s.End.edtf() != date {
		date += "/" + s.End.edtf()
	}
	d.plain("date", date)
	clock, end := words(s.Start.clock()), words(s.End.clock())
	if end != "" && end != clock {
		clock += "–" + end
	}
	d.set("time", clock)
	if era {
		d.set("kind", "period")
	}
	if group := plain(s.Group); group != "" {
		d.list("tags", group)
	}
	d.set("_display_date", words(cmp.Or(s.Display, s.Start.Display)))
	d.set("_background", strings.TrimSpace(s.Background.URL))
	text := s.Text.Text
	if media := strings.TrimSpace(s.Media.URL); isWeb(media) {
		text += shown(media, s)
	} else {
		d.set("_media", media)
		d.set("_media_caption", plain(cmp.Or(s.Media.Caption, s.Media.Alt)))
		d.set("_media_credit", plain(s.Media.Credit))
	}
	d.set("_media_link", strings.TrimSpace(s.Media.Link))
	d.Keys = append(d.Keys, s.notes...)
	d.Text = Text{r.markdown(text, "", pos), pos}
	r.documents = append(r.documents, d)
}

// shown returns a link to what a slide shows, with who made it, as HTML.
func shown(address string, s slide) string {
	about := cmp.Or(plain(s.Media.Caption), words(s.Media.Alt), address)
	text := `<p><a href="` + html.EscapeString(address) + `">` + html.EscapeString(about) + "</a>"
	if credit := plain(s.Media.Credit); credit != "" {
		text += " (" + html.EscapeString(credit) + ")"
	}
	return text + "</p>"
}

// isWeb reports whether s is a web address in full.
func isWeb(s string) bool { return content.CheckURL(s) == nil }
