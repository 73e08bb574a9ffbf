package opendata

import (
	"bytes"

	"dateline/internal/timeline"
)

// geoJSON writes the places as RFC 7946 has it, a place a line.
func geoJSON(s *source, w *stream) {
	w.object(object{"type": "FeatureCollection"})
	items(w, "features", s.Places, func(b []byte, p *timeline.Place) []byte {
		return append(b, bytes.TrimSuffix(encoded(s.feature(p), ""), []byte("\n"))...)
	})
	w.WriteString("}\n")
}

func (s *source) feature(p *timeline.Place) object {
	f := object{"type": "Feature", "id": s.id(p.URL()), "geometry": nil}
	var incidents []string
	for _, i := range p.Incidents {
		incidents = append(incidents, s.id(i.URL()))
	}
	properties := object{"name": p.Name, "incidents": incidents}
	if p.Located {
		f["geometry"] = object{"type": "Point", "coordinates": []float64{p.Lon, p.Lat}}
		if p.Precision != "" {
			properties["precision"] = p.Precision
		}
	}
	f["properties"] = properties
	return f
}
