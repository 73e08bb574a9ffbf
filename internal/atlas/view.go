package atlas

import (
	"math"
	"slices"
)

const (
	// Width of every map, in units; a map has a height of its own.
	Width  = 2000
	height = 1240

	leastKm    = 1100 // a map shows as much from side to side
	padding    = 0.14 // of the places' extent, on each side
	rim        = 64   // units from the edge of a map to the middle of a mark, at least
	earth      = 6371 // km, radius
	degree     = math.Pi / 180
	mercatorTo = 72.0 // degrees of latitude; places beyond are drawn in Patterson's projection
)

// view is what of the world a map shows. Both projections are cylindrical: x is
// the longitude. Mercator's keeps circles round, Patterson's keeps the sizes of
// countries within reason on maps of half the world and more.
type view struct {
	lon0     float64 // degrees; the meridian in the middle
	mercator bool
	left     float64 // x of the left edge, in radians from lon0
	top      float64 // projected y of the upper edge
	scale    float64 // units to a radian
	height   int64   // in units
}

// fit chooses a view in which all places lie, at least one, and so many
// kilometres from side to side.
func fit(places []Place, least float64) view {
	west, span := extent(places)
	if span > 170 {
		return world(places)
	}
	v := view{lon0: normal(west + span/2), height: height}
	v.mercator = !slices.ContainsFunc(places, func(p Place) bool { return math.Abs(p.Lat) > mercatorTo })
	left, right, bottom, top := v.bounds(places)
	// One scale for both directions: whichever needs more room decides.
	middle := math.Cos(v.lat((bottom+top)/2) * degree)
	pad := padding * max(right-left, top-bottom)
	wide := max(right-left+2*pad, least/(earth*max(middle, 0.1)), (top-bottom+2*pad)*Width/height)
	if wide > 4.5 || v.mercator && wide > 2.8 && !v.mercatorHolds(bottom, top, wide) {
		return world(places)
	}
	tall := wide * height / Width
	v.left, v.scale = (left+right-wide)/2, Width/wide
	limit := v.y(90)
	v.top = max(min((top+bottom+tall)/2, limit), tall-limit)
	v.top = min(max(v.top, top+rim/v.scale), bottom-rim/v.scale+tall) // at a pole there is more than the world
	return v
}

// mercatorHolds reports whether a window of that width stays where Mercator's
// projection does not stretch the land beyond recognition.
func (v view) mercatorHolds(bottom, top, wide float64) bool {
	half := wide * height / Width / 2
	middle := (bottom + top) / 2
	return math.Abs(middle)+half < v.y(75)
}

// world shows everything but the ice around the poles, where no place needs it.
func world(places []Place) view {
	south := -58.0
	if slices.ContainsFunc(places, func(p Place) bool { return p.Lat < south+3 }) {
		south = -90
	}
	v := view{lon0: meridian(places), left: -math.Pi, scale: Width / (2 * math.Pi)}
	v.top = v.y(90)
	if south > -90 {
		v.top = v.y(84)
	}
	bottom := v.y(south)
	for _, p := range places {
		v.top, bottom = max(v.top, v.y(p.Lat)+rim/v.scale), min(bottom, v.y(p.Lat)-rim/v.scale)
	}
	v.height = int64(math.Round((v.top - bottom) * v.scale))
	return v
}

// meridian returns the longitude in the middle of a map of the world: 0, or the nearest to it
// with which no mark lies at the edge. Where there is none, the widest gap between places does.
func meridian(places []Place) float64 {
	const room = 360.0 * rim / Width
	for away := range 180 {
		for _, lon := range [...]float64{float64(away), -float64(away)} {
			if !slices.ContainsFunc(places, func(p Place) bool { return math.Abs(normal(p.Lon-lon)) > 180-room }) {
				return lon
			}
		}
	}
	west, span := extent(places)
	return normal(west + span/2)
}

// extent returns the stretch of longitudes that holds all places: its western
// end, and its width in degrees. It may cross the 180th meridian.
func extent(places []Place) (west, span float64) {
	lons := make([]float64, len(places))
	for k, p := range places {
		lons[k] = normal(p.Lon)
	}
	slices.Sort(lons)
	west, gap := lons[0], lons[0]+360-lons[len(lons)-1]
	for k := 1; k < len(lons); k++ {
		if d := lons[k] - lons[k-1]; d > gap {
			west, gap = lons[k], d
		}
	}
	return west, 360 - gap
}

// bounds returns what the places take up on the plane, the circles around them
// included.
func (v view) bounds(places []Place) (left, right, bottom, top float64) {
	left, bottom, right, top = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range places {
		r := reach(p.Precision) / earth / degree // in degrees of latitude
		x, dx := normal(p.Lon-v.lon0)*degree, r*degree/max(math.Cos(p.Lat*degree), 0.1)
		left, right = min(left, x-dx), max(right, x+dx)
		bottom, top = min(bottom, v.y(max(p.Lat-r, -90))), max(top, v.y(min(p.Lat+r, 90)))
	}
	return left, right, bottom, top
}

// normal returns a longitude from -180 up to 180 degrees.
func normal(lon float64) float64 {
	for lon < -180 {
		lon += 360
	}
	for lon >= 180 {
		lon -= 360
	}
	return lon
}

// y projects a latitude in degrees. Products are rounded before they are added,
// so that every processor finds the same.
func (v view) y(lat float64) float64 {
	if v.mercator {
		lat = max(min(lat, 84), -84) * degree
		return math.Log(math.Tan(math.Pi/4 + lat/2))
	}
	a := lat * degree
	b := a * a
	return a * (1.0148 + float64(b*b*(0.23185+float64(b*(-0.14499+float64(b*0.02406))))))
}

// lat returns the latitude whose projection is y.
func (v view) lat(y float64) float64 {
	low, high := -90.0, 90.0
	for range 50 {
		middle := (low + high) / 2
		if v.y(middle) < y {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// project returns where a place lies on the map, in units from the upper left.
// lon may lie beyond 180 degrees.
func (v view) project(lon, lat float64) point {
	x, y := (lon-v.lon0)*degree, v.y(lat)
	return point{int64(math.Round((x - v.left) * v.scale)), int64(math.Round((v.top - y) * v.scale))}
}

// place returns where on the map a place of the content lies.
func (v view) place(p Place) point {
	return v.project(v.lon0+normal(p.Lon-v.lon0), p.Lat)
}

// edges are the latitudes of the lower and the upper edge of a view, in degrees.
type edges struct{ south, north float64 }

func (v view) edges() edges {
	return edges{v.lat(v.top - float64(v.height)/v.scale), v.lat(v.top)}
}

// window returns what the view with these edges shows, in units of coordinates; its
// longitudes may lie beyond 180 degrees.
func (e edges) window(v view) box {
	west := v.lon0 + v.left/degree
	east := west + Width/v.scale/degree
	return box{
		int64(math.Floor(west * perDegree)), int64(math.Floor(e.south * perDegree)),
		int64(math.Ceil(east * perDegree)), int64(math.Ceil(e.north * perDegree)),
	}
}

// units returns how long so many kilometres are at a latitude: the mean of
// both directions.
func (v view) units(km, lat float64) float64 {
	d := 0.01
	across := 1 / max(math.Cos(lat*degree), 0.1)
	along := (v.y(min(lat+d, 90)) - v.y(max(lat-d, -90))) / (2 * d * degree)
	return km / earth * v.scale * math.Sqrt(across*along)
}
