package build

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// ftmProperties are the properties that schemas of FollowTheMoney 3 have, as
// far as Dateline uses them, those of the schemas that they extend included.
var ftmProperties = func() map[string]string {
	const thing = " name summary alias sourceUrl publisher publisherUrl keywords notes modifiedAt retrievedAt "
	const interval = " startDate endDate date "
	const legal, link = thing + "website ", interval + "role "
	return map[string]string{
		"Person": legal, "Organization": legal, "PublicBody": legal, "Company": legal, "LegalEntity": legal,
		"Event":         thing + interval + "location involved ",
		"Article":       thing + "title fileName author publishedAt ",
		"Documentation": link + "document entity ", "UnknownLink": link + "subject object ",
	}
}()

// entities reads those of FollowTheMoney.
func entities(t *testing.T, result *Result) []object {
	t.Helper()
	var all []object
	for line := range strings.Lines(read(t, result, "data/ftm.ndjson")) {
		var e object
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%v: %q", err, line)
		}
		all = append(all, e)
	}
	return all
}

// Entities keep the rules of FollowTheMoney: ids of letters, digits, points
// and hyphens, known properties, dates in ISO 8601, references to entities
// that are there.
func TestFollowTheMoney(t *testing.T) {
	result := dataSite(t)
	all := entities(t, result)
	id, date := regexp.MustCompile(`^[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?$`), regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?`)
	schemas := map[string]string{} // by id
	for _, e := range all {
		if schemas[value(e, "id")] != "" || !id.MatchString(value(e, "id")) {
			t.Errorf("the id %q is wrong, or there twice", value(e, "id"))
		}
		schemas[value(e, "id")] = value(e, "schema")
	}
	counts, pages := map[string]int{}, []string{}
	for _, e := range all {
		schema := value(e, "schema")
		counts[schema]++
		for name, values := range e["properties"].(object) {
			if !strings.Contains(ftmProperties[schema], " "+name+" ") {
				t.Errorf("%s has no property %s", schema, name)
			}
			for _, v := range values.([]any) {
				v := v.(string)
				switch {
				case slices.Contains([]string{"involved", "document", "entity", "subject", "object"}, name) && schemas[v] == "":
					t.Errorf("%s %s leads nowhere", schema, name)
				case name == "document" && schemas[v] != "Article", name == "involved" && schemas[v] == "Event":
					t.Errorf("%s cannot be a %s", name, schemas[v])
				case strings.HasSuffix(strings.ToLower(name), "date") && !date.MatchString(v):
					t.Errorf("%s is the date %q", name, v)
				case name == "sourceUrl" && (schema == "Event" || schema == "Article") && strings.HasPrefix(v, "https://example.org/some/"):
					pages = append(pages, v)
				}
			}
		}
	}
	sameIDs(t, "ftm.ndjson", pages, entryIDs(result))
	if counts["UnknownLink"] != 3 || counts["Documentation"] != 2 || counts["Company"] != 1 || counts["Organization"] != 2 {
		t.Errorf("the schemas are %v", counts)
	}
}

// Links join each article with the incidents that it reports, and with whom it names. A
// link joins each of its documents with each of its entities.
func TestFollowTheMoneyTells(t *testing.T) {
	result := demo(t)
	var links []object
	addresses := map[any]string{} // of pages, by id
	for _, e := range entities(t, result) {
		p := e["properties"].(object)
		if value(e, "schema") == "Documentation" {
			links = append(links, p)
		} else if urls, has := p["sourceUrl"].([]any); has {
			addresses[e["id"]] = urls[0].(string)
		}
	}
	var got, want []string
	for _, p := range links {
		for _, document := range p["document"].([]any) {
			for _, entity := range p["entity"].([]any) {
				got = append(got, fmt.Sprintln(addresses[document], p["role"], addresses[entity]))
			}
		}
	}
	base := strings.TrimSuffix(result.Timeline.Site.BaseURL.V, "/")
	for _, a := range result.Timeline.Articles {
		for _, i := range a.Incidents {
			want = append(want, fmt.Sprintln(base+a.URL(), "[report]", base+i.URL()))
		}
		for _, actor := range a.Actors {
			want = append(want, fmt.Sprintln(base+a.URL(), "[mention]", base+actor.URL()))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("links join\n%v, want\n%v", got, want)
	}
}

// graph is GraphML as encoding/xml reads it.
type graph struct {
	Keys []struct {
		ID string `xml:"id,attr"`
	} `xml:"key"`
	Nodes []struct {
		ID   string  `xml:"id,attr"`
		Data []keyed `xml:"data"`
	} `xml:"graph>node"`
	Edges []struct {
		Source string  `xml:"source,attr"`
		Target string  `xml:"target,attr"`
		Data   []keyed `xml:"data"`
	} `xml:"graph>edge"`
}

type keyed struct {
	Key   string `xml:"key,attr"`
	Value string `xml:",chardata"`
}

// The network has every actor, and edges between actors that are there.
func TestGraphML(t *testing.T) {
	result := dataSite(t)
	var g graph
	if err := xml.Unmarshal([]byte(read(t, result, "data/actors.graphml")), &g); err != nil {
		t.Fatal(err)
	}
	token := regexp.MustCompile(`^[-.:_A-Za-z0-9]+$`) // XML's name tokens, in ASCII
	keys, nodes, labels := map[string]bool{}, map[string]bool{}, []string{}
	for _, k := range g.Keys {
		keys[k.ID] = true
	}
	for _, n := range g.Nodes {
		if nodes[n.ID] || !token.MatchString(n.ID) {
			t.Errorf("the node %q is wrong, or there twice", n.ID)
		}
		nodes[n.ID] = true
		for _, d := range n.Data {
			if !keys[d.Key] {
				t.Errorf("no key %s", d.Key)
			}
			if d.Key == "n-label" {
				labels = append(labels, d.Value)
			}
		}
	}
	if !slices.Equal(labels, []string{"@NATO", "Café & Co <Ltd>"}) {
		t.Errorf("the nodes are %q", labels)
	}
	var kinds []string
	for _, e := range g.Edges {
		if !nodes[e.Source] || !nodes[e.Target] {
			t.Errorf("the edge %v leads nowhere", e)
		}
		kinds = append(kinds, e.Data[0].Value)
	}
	if slices.Sort(kinds); !slices.Equal(kinds, []string{"appears-with", "part-of"}) {
		t.Errorf("the edges are %q", kinds)
	}
}

// Slides hold text where TimelineJS puts HTML, and state no day that is not
// known. That it loads them, package webtest sees.
func TestTimelineJS(t *testing.T) {
	result := dataSite(t)
	want := entryIDs(result)
	delete(want, "https://example.org/some/where/incidents/never/")
	var got []string
	for _, e := range objects(parsed(t, result, "data/timelinejs.json"), "events") {
		got = append(got, value(e, "unique_id"))
		start, text := e["start_date"].(object), e["text"].(object)
		if strings.HasSuffix(value(e, "unique_id"), "/fire/") {
			if headline := value(text, "headline"); strings.ContainsAny(headline, `<>"'`) || html.UnescapeString(headline) != hostileTitle {
				t.Errorf("the headline is %q", headline)
			}
			if start["month"] != 12.0 || start["day"] != nil {
				t.Errorf("the fire starts on %v", start)
			}
		}
	}
	sameIDs(t, "timelinejs.json", got, want)
}
