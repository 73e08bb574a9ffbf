package site

import (
	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// wording puts what pages show into the words of a language.
type wording struct{ *locale.Locale }

// plural counts n in words: "3 incidents" for "incidents".
func (w wording) plural(what string, n int) string { return w.Count("count."+what, n) }

// counts says how many entries of each kind there are.
func (w wording) counts(incidents, articles int) string {
	switch {
	case incidents == 0 && articles == 0:
		return w.Text("count.none")
	case articles == 0:
		return w.plural("incidents", incidents)
	case incidents == 0:
		return w.plural("articles", articles)
	}
	return w.plural("incidents", incidents) + w.Text("list.comma") + w.plural("articles", articles)
}

// status says the status of an incident; "" where none is stated.
func (w wording) status(i *timeline.Incident) string {
	return w.Word("status", i.Meta.Status.V)
}

// openStatus says the status of an incident where it is not settled.
func (w wording) openStatus(i *timeline.Incident) string {
	return w.Word("status", i.OpenStatus())
}

// incidentTitle returns the title of an incident for where it stands alone, as in tabs and
// results of searches: with its status, where that is not settled.
func (w wording) incidentTitle(i *timeline.Incident) string {
	title := i.Meta.Title.V
	if status := w.openStatus(i); status != "" {
		title += " (" + status + ")"
	}
	return title
}

// statusLine says that an incident is not settled; "" where it is.
func (w wording) statusLine(i *timeline.Incident) string {
	if status := w.openStatus(i); status != "" {
		return w.Text("feed.status", "status", status)
	}
	return ""
}

// withStatus puts that before what describes the incident; "" where nothing does.
func (w wording) withStatus(i *timeline.Incident, description string) string {
	if line := w.statusLine(i); line != "" && description != "" {
		return line + " · " + description
	}
	return description
}

// delay says how long after an incident something was published, in the texts of
// a group; "" where the two dates do not say for certain.
func (w wording) delay(group string, happened, published edtf.Date) string {
	if doubtful(happened) || doubtful(published) {
		return ""
	}
	from, to, ok := happened.Bounds()
	first, last, ok2 := published.Bounds()
	if day, known := dayThere(published, happened); known {
		first.Day, last.Day = day, day
	}
	if !ok || !ok2 || from.Kind != edtf.Known || to.Kind != edtf.Known || first.Kind != edtf.Known || last.Kind != edtf.Known {
		return ""
	}
	least, most := int(first.Day.Sub(to.Day)), int(last.Day.Sub(from.Day))
	switch {
	case most-least > 31:
		return ""
	case least == most && least == 0:
		return w.Text(group + ".same")
	case least == most && least > 0:
		return w.Count(group+".later", least)
	case least == most:
		return w.Count(group+".earlier", -least)
	case least > 0:
		return w.Count(group+".later_range", most, "from", w.Number(int64(least)))
	case most > 0:
		return w.Count(group+".within", most)
	case most < 0:
		return w.Count(group+".earlier_range", -least, "from", w.Number(int64(-most)))
	}
	return ""
}

// dayThere returns the day that the clocks at the place of an incident showed when
// something was published; ok is false where not both dates say the zone.
func dayThere(published, happened edtf.Date) (day edtf.Day, ok bool) {
	t, zoned, _ := published.Time()
	there, zonedThere, _ := happened.Time()
	if !zoned || !zonedThere {
		return edtf.Day{}, false
	}
	t = t.In(there.Location())
	return edtf.Day{Year: int64(t.Year()), Month: int(t.Month()), Day: t.Day()}, true
}
