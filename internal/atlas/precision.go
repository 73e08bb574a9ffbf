package atlas

// radius is how far from its coordinates a place of a precision may lie,
// in km: what the circle around its mark says. It is 0 for what is exact, for
// a country, whose land is tinted, and where the author states nothing.
var radius = map[string]float64{"area": 5, "city": 15, "region": 75}

// reach is how much around a place a map shows at least, in km.
func reach(precision string) float64 {
	if precision == "country" {
		return 450
	}
	return radius[precision]
}
