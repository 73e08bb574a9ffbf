package site

import "dateline/internal/atlas"

// Map is for the partial map: where incidents happened. Everything is in whole
// units from the upper left of the map, which is 2000 wide.
type Map struct {
	Label      string // what it shows: "Baghdad, Iraq", "7 places"
	Height     int64
	Land       string         // SVG path of all countries
	Tinted     string         // SVG path of countries in which places lie that are known no closer; may be empty
	Names      []atlas.Name   // of countries
	Around     []atlas.Circle // within which places lie that are not known exactly
	Marks      []MapMark      // what counts most comes first
	Bar        *MapBar        // nil where the map has no one scale
	Shapes     []MapShape     // what the shapes of the marks mean; may be empty
	Precisions []string       // how exactly the places are known, coarse first, as content has it
	Rows       []MapRow       // the same as a table, what counts most first
	More       int            // places on the map that the table leaves out
	Unplaced   int            // places of which no coordinates are known or may be shown
	Whole      bool           // the map of all places
	Closer     *Map           // of the places of the first mark, where they are too near each other to be told apart; may be nil
	Near       bool           // it is such a map
}

// Foot returns the y of the scale, above the lower edge.
func (m *Map) Foot() int64 { return m.Height - 40 }

// MapBar is the scale of a map.
type MapBar struct {
	atlas.Bar
	Text string // its length in words: "20 km"
}

// MapMark is a mark on a map, which is a link.
type MapMark struct {
	atlas.Mark
	URL    string
	Label  string // "Baghdad, Iraq: 4 incidents"
	Shape  string // SVG path around 0 0
	Doubt  bool   // none of its places is known exactly
	Letter int64  // y of its name, from its middle
}

// MapShape says what the shape of marks means.
type MapShape struct {
	Shape string // SVG path around 0 0, 40 units high
	Kind  *Link  // of incidents, without an address; nil for others, and where several meet
}

// MapRow is a place in the table of a map.
type MapRow struct {
	Link      Link // Count: incidents
	Precision string
}

// NetworkPage is for network.html: who appears with whom, on the whole timeline.
type NetworkPage struct {
	Frame
	Up      []Link
	Heading string
	Lead    string
	Network *Network // nil where fewer than two actors appear together
}

// Network is for the partial network: actors as discs, those that appear
// together joined by lines. It is 2000 units wide.
type Network struct {
	Label  string
	Height int64
	Nodes  []NetworkNode
	Edges  []NetworkEdge // those that appear together most often come first
	More   int           // pairs of the shown actors that Edges leaves out
	Of     int           // how many actors appear with others, or with the page's actor, at all
	Around bool          // it is an actor's own neighbourhood
}

// Shown returns how many actors the network shows, the page's own left out.
func (n *Network) Shown() int {
	if n.Around {
		return len(n.Nodes) - 1
	}
	return len(n.Nodes)
}

// NetworkNode is an actor; without an address it is the page's own.
type NetworkNode struct {
	Label   string // its name; where that is shown shortened, the short name first
	URL     string
	X, Y, R int64
	Lines   []NetworkLine // its name as it is shown
}

// NetworkLine is a line of a name; Y counts from the middle of its disc.
type NetworkLine struct {
	Text string
	Y    int64
}

// NetworkEdge joins two actors.
type NetworkEdge struct {
	PairLink
	FromX, FromY, ToX, ToY int64
	Width                  int64
}

// PairLink is two actors, with what they appear in together. A line of a network
// leads to the row of its table that says so.
type PairLink struct {
	ID    string // of the row; a colon in it
	A, B  *Link
	Count int    // entries
	Last  []Link // the last of them, the last first; Note: date
	All   string // address of the timeline, filtered, which needs scripts; empty where Last has them all
}
