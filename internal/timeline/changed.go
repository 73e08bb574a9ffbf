package timeline

import (
	"math"
	"time"

	"dateline/internal/edtf"
)

// Changed returns the date of the last change that an article states: the
// latest, by [edtf.Date.Start], of its date, its update and its corrections.
// It is zero where none of them has a start.
func (a *Article) Changed() edtf.Date {
	var last latest
	last.add(a.Meta.Date.V)
	for d := range a.changes {
		last.add(d)
	}
	return last.date
}

// Modified returns the latest date on which an article says that it was changed after
// it was published, of those that are exact; zero where there is none.
func (a *Article) Modified() edtf.Date {
	var last latest
	for d := range a.changes {
		if _, exact := d.Exact(); exact {
			last.add(d)
		}
	}
	return last.date
}

// changes yields the dates of the changes that an article states: of its update, zero
// for none, and of its corrections.
func (a *Article) changes(yield func(edtf.Date) bool) {
	if !yield(a.Meta.Updated.V) {
		return
	}
	for _, c := range a.Corrections {
		if !yield(c.When) {
			return
		}
	}
}

// Changed returns the date of the last change that an entry states of itself:
// of an incident, the date on which it happened.
func (e Entry) Changed() edtf.Date {
	if e.Article != nil {
		return e.Article.Changed()
	}
	return e.Incident.Meta.Date.V
}

// ChangedAt returns when what Changed returns starts; false where it has no start.
func (e Entry) ChangedAt() (time.Time, bool) {
	if e.changed == noStart {
		return time.Time{}, false
	}
	return time.Unix(e.changed, 0).UTC(), true
}

// startOf returns when a date starts, in seconds since 1970; noStart where it does not.
func startOf(d edtf.Date) int64 {
	if at, ok := d.Start(); ok {
		return at.Unix()
	}
	return noStart
}

const noStart = math.MinInt64

// Changed returns the date of the last change that the reports of an incident
// state; zero where there are none. An incident's own date says nothing of it.
func (i *Incident) Changed() edtf.Date {
	var last latest
	for _, a := range i.Reports {
		last.add(a.Changed())
	}
	return last.date
}

// latest is the date that starts last, the first of those that start at one time; zero
// where there is none.
type latest struct {
	date edtf.Date
	at   time.Time
}

func (l *latest) add(d edtf.Date) {
	if d.IsZero() {
		return
	}
	if at, ok := d.Start(); ok && (l.date.IsZero() || at.After(l.at)) {
		l.date, l.at = d, at
	}
}
