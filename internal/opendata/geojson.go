package opendata

// geoJSON writes the places as RFC 7946 has it.
func geoJSON(s *source) ([]byte, error) {
	features := []object{}
	for _, p := range s.Places {
		f := object{"type": "Feature", "id": s.id(p.URL()), "geometry": nil}
		properties := object{"name": p.Name, "incidents": ids(s, p.Incidents)}
		if p.Located {
			f["geometry"] = object{"type": "Point", "coordinates": []float64{p.Lon, p.Lat}}
			if p.Precision != "" {
				properties["precision"] = p.Precision
			}
		}
		f["properties"] = properties
		features = append(features, f)
	}
	return encode(object{"type": "FeatureCollection", "features": features})
}
