package opendata

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/internal/edtf"
	"dateline/internal/escape"
	"dateline/internal/timeline"
)

// calendar writes the entries as RFC 5545 has it. An event spans the days that
// the entry's date can mean; where that is not one certain day, its title says
// so in words.
func calendar(s *source, w *stream) {
	line(w, "BEGIN", "VCALENDAR")
	line(w, "VERSION", "2.0")
	line(w, "PRODID", "-//Dateline//Timeline//EN")
	line(w, "CALSCALE", "GREGORIAN")
	line(w, "METHOD", "PUBLISH")
	line(w, "X-WR-CALNAME", escaped(s.name()))
	if about := aboutCalendar(s); about != "" {
		line(w, "X-WR-CALDESC", escaped(about))
	}
	for _, e := range s.Entries {
		if from, to, ok := span(e.Date()); ok {
			event(w, s, e, from, to)
		}
	}
	line(w, "END", "VCALENDAR")
}

// aboutCalendar describes the site, and says what the calendar leaves out.
func aboutCalendar(s *source) string {
	endless, far := 0, 0
	for _, e := range s.Entries {
		if _, _, known := knownSpan(e.Date()); !known {
			endless++
		} else if !inCalendar(e) {
			far++
		}
	}
	about := s.Site.Description.V
	if endless > 0 {
		about += fmt.Sprintf(" Not in this calendar, because no first or last day is known: %d of %d entries.", endless, len(s.Entries))
	}
	if far > 0 {
		about += fmt.Sprintf(" Not in this calendar, because it has only the years 1 to 9999: %d of %d entries.", far, len(s.Entries))
	}
	if s.period == "" && len(s.Entries) < s.all {
		about += fmt.Sprintf(" The newest %d of %d entries; the calendars of years, months or days have earlier ones.", len(s.Entries), s.all)
	}
	return strings.TrimSpace(about)
}

// lastYear is the last year that dates of iCalendar have; the first is 1.
const lastYear = 9999

// span returns the days that an event is to cover, the last included; ok is false
// where nobody knows one of its ends, or a calendar does not have it.
func span(d edtf.Date) (from, to edtf.Day, ok bool) {
	from, to, ok = knownSpan(d)
	return from, to, ok && from.Year >= 1 && to.Year <= lastYear
}

// knownSpan returns the first and the last day of a date; ok is false where one of
// them is open or unknown.
func knownSpan(d edtf.Date) (from, to edtf.Day, ok bool) {
	first, last, _ := d.Bounds()
	return first.Day, last.Day, first.Kind == edtf.Known && last.Kind == edtf.Known
}

// inCalendar reports whether a calendar has an event of an entry.
func inCalendar(e timeline.Entry) bool {
	_, _, ok := span(e.Date())
	return ok
}

func event(w *stream, s *source, e timeline.Entry, from, to edtf.Day) {
	d := e.Date()
	about, remarks := "", []string{}
	if status := s.openStatus(e); status != "" {
		remarks = append(remarks, status)
		about = s.Text("feed.status", "status", status) + "\n"
	}
	if from != to || d.Uncertain() || d.Approximate() {
		remarks = append(remarks, d.Format(s))
		about += s.Text("file.not_exact", "date", d.Format(s)) + "\n"
	}
	title := e.Title()
	if len(remarks) > 0 {
		title += " (" + strings.Join(remarks, s.Text("list.comma")) + ")"
	}
	words, _ := summary(s, e)
	line(w, "BEGIN", "VEVENT")
	line(w, "UID", s.uid(e))
	// The clock has no say in what is built: the stamp is the last day known
	// of the entry itself.
	line(w, "DTSTAMP", compact(stamp(e, to)), "T000000Z")
	line(w, "DTSTART;VALUE=DATE", compact(from))
	if after := to.AddDays(1); after.Year <= lastYear {
		line(w, "DTEND;VALUE=DATE", compact(after))
	} else {
		line(w, "DURATION", "P", strconv.FormatInt(after.Sub(from), 10), "D")
	}
	line(w, "SUMMARY", escaped(title))
	if about += words; about != "" {
		line(w, "DESCRIPTION", escaped(strings.TrimSpace(about)))
	}
	line(w, "CATEGORIES", escaped(kindOf(e)))
	line(w, "TRANSP", "TRANSPARENT")
	if e.Incident != nil && e.Incident.Place != nil {
		place := e.Incident.Place
		line(w, "LOCATION", escaped(place.Name))
		if place.Located {
			line(w, "GEO", degrees(place.Lat), ";", degrees(place.Lon))
		}
	}
	if s.onWeb() {
		line(w, "URL", escape.URI(s.id(e.URL())))
	}
	line(w, "END", "VEVENT")
}

// openStatus says the status of an incident that is not settled; "" of other entries.
func (s *source) openStatus(e timeline.Entry) string {
	if e.Incident == nil {
		return ""
	}
	return s.Locale.Word("status", e.Incident.OpenStatus())
}

// uid returns the id of an event, which no other one anywhere has: that of its entry
// where this is an address on the web, else a UUID of the site's title and language and
// of the way to the entry (RFC 9562, 5.8).
func (s *source) uid(e timeline.Entry) string {
	if s.onWeb() {
		return escaped(s.id(e.URL()))
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{s.Site.Title.V, s.Site.Language.V, e.URL()}, "\x00")))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // version 8, variant of RFC 9562
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// stamp returns the day of an entry's last known change.
func stamp(e timeline.Entry, to edtf.Day) edtf.Day {
	if e.Article != nil {
		if _, updated, ok := span(e.Article.Meta.Updated.V); ok {
			return updated
		}
	}
	return to
}

// compact writes a day as "20211219".
func compact(d edtf.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

var textEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// escaped writes a value of type TEXT (section 3.3.11).
func escaped(s string) string {
	if !strings.ContainsAny(s, "\\;,\r\n") {
		return s // at once: nearly all
	}
	return textEscapes.Replace(s)
}

// maxLine is how many octets a line may have, without its end (section 3.1).
const maxLine = 75

// line writes a content line, folded between characters.
func line(w *stream, name string, value ...string) {
	w.line = append(append(w.line[:0], name...), ':')
	for _, text := range value {
		w.line = append(w.line, text...)
	}
	room := maxLine
	for text := w.line; ; room = maxLine - 1 {
		if len(text) <= room {
			w.Write(text)
			break
		}
		end := room
		for end > room-utf8.UTFMax && !utf8.RuneStart(text[end]) {
			end--
		}
		w.Write(text[:end])
		w.WriteString("\r\n ")
		text = text[end:]
	}
	w.WriteString("\r\n")
}
