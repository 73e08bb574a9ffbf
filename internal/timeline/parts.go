package timeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// checkParts holds that no incident is part of itself, be it by way of others. Each
// circle is told of once, at the first of its incidents by path.
func (l *linker) checkParts() {
	parts := filtered(l.timeline.Incidents, func(i *Incident) bool { return len(i.PartOf) > 0 })
	slices.SortFunc(parts, byFile)
	var way []*Incident           // of which each is part of the next
	onWay := map[*Incident]bool{} // false for one that was left again
	var visit func(i *Incident)
	visit = func(i *Incident) {
		if on, seen := onWay[i]; on {
			l.circle(way[slices.Index(way, i):])
			return
		} else if seen {
			return
		}
		onWay[i], way = true, append(way, i)
		for _, whole := range i.PartOf {
			visit(whole)
		}
		onWay[i], way = false, way[:len(way)-1]
	}
	for _, i := range parts {
		visit(i)
	}
}

// byFile compares incidents that are part of others by the file that says so.
func byFile(a, b *Incident) int {
	file := func(i *Incident) string { return i.Meta.Pos(i.Meta.PartOf[0].Place).File }
	return cmp.Compare(file(a), file(b))
}

// circle reports incidents of which each is part of the next, and the last of the first.
func (l *linker) circle(incidents []*Incident) {
	at := slices.Index(incidents, slices.MinFunc(incidents, byFile))
	way := slices.Concat(incidents[at:], incidents[:at+1])
	first, next := way[0], way[1]
	said := ""
	if next != first {
		var wholes []string
		for _, i := range way[1:] {
			wholes = append(wholes, fmt.Sprintf("part of %q", i.Meta.Slug.V))
		}
		said = fmt.Sprintf(": %q is %s", first.Meta.Slug.V, strings.Join(wholes, ", which is "))
	}
	ref := slices.IndexFunc(first.Meta.PartOf, refersTo(next.Meta.Slug.V))
	l.problems.Errorf(first.Meta.Pos(first.Meta.PartOf[ref].Place), "an incident cannot be part of itself%s", said)
}
