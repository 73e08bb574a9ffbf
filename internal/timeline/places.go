package timeline

import (
	"slices"

	"dateline/internal/content"
)

// hidden is the precision of places whose coordinates nobody may see.
const hidden = "hidden"

// Located reports whether the incident has coordinates that may be shown. They may not
// where it hides them, nor where another incident hides its place, unless they tell no more
// than the city.
func (i *Incident) Located() bool {
	meta := i.Meta.Place
	return i.Place != nil && meta.Lat.Set() && meta.Lon.Set() && meta.Precision.V != hidden && (i.Place.hiddenIn == nil || coarseness(meta.Precision.V) >= coarseness("city"))
}

// Mapped reports whether a map of places counts the incident: where it is located, or names
// no coordinates and hides none while others of its place have some that may be shown.
func (i *Incident) Mapped() bool {
	meta := i.Meta.Place
	return i.Located() || i.Place != nil && i.Place.Located && meta.Precision.V != hidden && !meta.Lat.Set() && !meta.Lon.Set()
}

// coarseness orders precisions; -1 for none, and for what is hidden.
func coarseness(precision string) int { return slices.Index(content.Precisions, precision) }

// place adds an incident to its place and returns the place.
func (l *linker) place(i *Incident) *Place {
	meta := i.Meta.Place
	if !meta.Name.Set() {
		return nil
	}
	slug, problem := FolderOf(meta.Name.V)
	if problem != "" {
		l.problems.Errorf(i.Meta.Pos(meta.Name.Place), "the place %q %s", meta.Name.V, problem)
		return nil
	}
	place := l.places[slug]
	if place == nil {
		shown, lang := l.timeline.Worded(meta.Name.V)
		place = &Place{Name: shown, Lang: lang, Slug: slug}
		l.places[slug] = place
	}
	place.Incidents = append(place.Incidents, i)
	if meta.Precision.V == hidden && place.hiddenIn == nil {
		place.hiddenIn = i
	}
	return place
}

// locate gives places the coordinates of their incidents, once all of these are there.
func (l *linker) locate() {
	for _, i := range l.timeline.Incidents {
		meta, place := i.Meta.Place, i.Place
		switch {
		case i.Located(): // hidden coordinates go no further than this line
			l.locatePlace(place, i)
		case place != nil && place.hiddenIn != nil && meta.Lat.Set() && meta.Precision.V != hidden:
			l.problems.Warnf(i.Meta.Pos(meta.Lat.Place), "%q is hidden in %s, so that these coordinates are left out; write precision: hidden here too, coordinates of a city, region or country with that precision, or another name",
				meta.Name.V, place.hiddenIn.Meta.Path)
		}
	}
}

// locatePlace gives a place the coordinates of an incident, unless an earlier one has
// given it some: these stay, with the coarsest precision that is stated of them.
func (l *linker) locatePlace(place *Place, i *Incident) {
	meta := i.Meta.Place
	stated := meta.Precision.V
	if coarseness(stated) < 0 { // it is wrong, and reported as that
		stated = ""
	}
	switch {
	case !place.Located:
		place.Located, place.Lat, place.Lon = true, meta.Lat.V, meta.Lon.V
		place.Precision, place.statedIn = stated, i
	case place.Lat != meta.Lat.V || place.Lon != meta.Lon.V:
		l.problems.Warnf(i.Meta.Pos(meta.Lat.Place), "%q lies elsewhere in another incident (%v, %v); give the two places different names", meta.Name.V, place.Lat, place.Lon)
	case place.Precision == "":
		place.Precision, place.statedIn = stated, i
	case stated != "" && stated != place.Precision:
		l.problems.Warnf(i.Meta.Pos(meta.Precision.Place), "%q has the precision %s in %s, and %s here; the coarser one counts: write the same in both, or give the two places different names",
			meta.Name.V, place.Precision, place.statedIn.Meta.Path, stated)
		if coarseness(stated) > coarseness(place.Precision) {
			place.Precision, place.statedIn = stated, i
		}
	}
}
