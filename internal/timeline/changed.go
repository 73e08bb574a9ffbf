package timeline

import (
	"time"

	"dateline/internal/edtf"
)

// Changed returns the date of the last change that an article states: the
// latest, by [edtf.Date.Start], of its date, its update and its corrections.
// It is zero where none of them has a start.
func (a *Article) Changed() edtf.Date {
	dates := []edtf.Date{a.Meta.Date.V, a.Meta.Updated.V}
	for _, c := range a.Corrections {
		dates = append(dates, c.When)
	}
	return latest(dates)
}

// Changed returns the date of the last change that an entry states of itself:
// of an incident, the date on which it happened.
func (e Entry) Changed() edtf.Date {
	if e.Article != nil {
		return e.Article.Changed()
	}
	return e.Incident.Meta.Date.V
}

// Changed returns the date of the last change that the reports of an incident
// state; zero where there are none. An incident's own date says nothing of it.
func (i *Incident) Changed() edtf.Date {
	dates := make([]edtf.Date, len(i.Reports))
	for k, a := range i.Reports {
		dates[k] = a.Changed()
	}
	return latest(dates)
}

// latest returns the date that starts last, the first of those that start at
// one time.
func latest(dates []edtf.Date) edtf.Date {
	var last edtf.Date
	var at time.Time
	for _, d := range dates {
		if t, ok := d.Start(); ok && (last.IsZero() || t.After(at)) {
			last, at = d, t
		}
	}
	return last
}
