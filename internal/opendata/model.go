package opendata

// The types below are timeline.json. Their doc tags become its JSON Schema;
// what has no omitempty is always there.

type jsonDate struct {
	EDTF     string `json:"edtf" doc:"the date as the author wrote it (EDTF, ISO 8601-2)"`
	Earliest string `json:"earliest,omitempty" doc:"first day that it can mean; missing where that is open or unknown"`
	Latest   string `json:"latest,omitempty" doc:"last day that it can mean; missing where that is open or unknown"`
	Words    string `json:"words" doc:"the date in words"`
}

type jsonEntry struct {
	ID    string    `json:"id" doc:"id of the article or incident"`
	Type  string    `json:"type" doc:"article or incident"`
	Title string    `json:"title" doc:"its title"`
	Date  *jsonDate `json:"date" doc:"when it was published, or when it happened"`
}

type jsonArticle struct {
	ID          string           `json:"id" doc:"address of the article's page"`
	Title       string           `json:"title" doc:"headline as it was published"`
	Date        *jsonDate        `json:"date" doc:"when it was published"`
	Source      string           `json:"source,omitempty" doc:"id of the publisher"`
	Credits     []string         `json:"credits,omitempty" doc:"ids of the sources whose reporting it carries"`
	Authors     []string         `json:"authors,omitempty" doc:"who is named as author"`
	URL         string           `json:"url,omitempty" doc:"address of the original"`
	Archive     string           `json:"archive,omitempty" doc:"address of an archived copy"`
	Retrieved   *jsonDate        `json:"retrieved,omitempty" doc:"when the original was read"`
	Updated     *jsonDate        `json:"updated,omitempty" doc:"when the publisher last changed it"`
	Lang        string           `json:"lang" doc:"language of title and summary, BCP 47"`
	Incidents   []string         `json:"incidents,omitempty" doc:"ids of the incidents that it reports"`
	Actors      []string         `json:"actors,omitempty" doc:"ids of the actors that it names"`
	Tags        []string         `json:"tags,omitempty" doc:"ids of its tags"`
	Summary     string           `json:"summary,omitempty" doc:"one or two sentences"`
	Accounts    []jsonAccount    `json:"accounts,omitempty" doc:"what it states about incidents"`
	Annotations []jsonAnnotation `json:"annotations,omitempty" doc:"editors' notes on passages of its text"`
	Corrections []jsonCorrection `json:"corrections,omitempty" doc:"corrections that were made"`
}

type jsonAccount struct {
	Incident string       `json:"incident" doc:"id of the incident"`
	Stated   []jsonStated `json:"stated" doc:"the values, in the author's order"`
}

type jsonStated struct {
	Field      string `json:"field" doc:"what is stated"`
	Value      string `json:"value" doc:"as the article states it"`
	Quote      string `json:"quote,omitempty" doc:"the words that state it"`
	By         string `json:"by,omitempty" doc:"id of the actor to whom the article attributes it"`
	Annotation string `json:"annotation,omitempty" doc:"id of the annotation on these words"`
}

type jsonAnnotation struct {
	ID         string    `json:"id" doc:"address of the annotation"`
	Kind       string    `json:"kind" doc:"context, claim, correction, dispute, verification, question, or account for words that state a value"`
	Quote      string    `json:"quote" doc:"the passage"`
	Prefix     string    `json:"prefix,omitempty" doc:"words right before it"`
	Suffix     string    `json:"suffix,omitempty" doc:"words right after it"`
	Note       string    `json:"note,omitempty" doc:"the note, without markup"`
	Incident   string    `json:"incident,omitempty" doc:"id of the incident that it is about"`
	By         string    `json:"by,omitempty" doc:"id of the speaker of a claim"`
	Via        string    `json:"via,omitempty" doc:"id of the source through which the words came"`
	Confidence string    `json:"confidence,omitempty" doc:"how sure the editors are: high, medium or low"`
	Date       *jsonDate `json:"date,omitempty" doc:"when it was said or noted"`
	Sources    []string  `json:"sources,omitempty" doc:"ids of articles, and addresses, that support it"`
}

type jsonCorrection struct {
	Date *jsonDate `json:"date" doc:"when it was corrected"`
	Note string    `json:"note" doc:"what was corrected, without markup"`
}

type jsonIncident struct {
	ID          string      `json:"id" doc:"address of the incident's page"`
	Title       string      `json:"title" doc:"what happened"`
	Date        *jsonDate   `json:"date" doc:"when it happened"`
	Time        string      `json:"time,omitempty" doc:"time of day in words"`
	Kind        string      `json:"kind,omitempty" doc:"attack, meeting, vote …"`
	Status      string      `json:"status,omitempty" doc:"reported, confirmed, disputed, denied or retracted"`
	Place       string      `json:"place,omitempty" doc:"id of the place"`
	Actors      []jsonRole  `json:"actors,omitempty" doc:"who took part"`
	Killed      string      `json:"killed,omitempty" doc:"people killed, as number or in words"`
	Injured     string      `json:"injured,omitempty" doc:"people injured, as number or in words"`
	Established []jsonField `json:"established,omitempty" doc:"what the editors have settled"`
	Reports     []string    `json:"reports,omitempty" doc:"ids of the articles about it, by publication"`
	Related     []string    `json:"related,omitempty" doc:"ids of related incidents"`
	PartOf      []string    `json:"part_of,omitempty" doc:"ids of longer incidents that it is part of"`
	Tags        []string    `json:"tags,omitempty" doc:"ids of its tags"`
	Summary     string      `json:"summary,omitempty" doc:"one or two sentences"`
	Lang        string      `json:"lang" doc:"language of title and summary, BCP 47"`
}

type jsonRole struct {
	Actor string `json:"actor,omitempty" doc:"id of the actor; missing where nobody knows"`
	Role  string `json:"role,omitempty" doc:"target, perpetrator, participant …"`
}

type jsonField struct {
	Field string `json:"field" doc:"what is settled"`
	Value string `json:"value" doc:"the value"`
}

type jsonActor struct {
	ID        string         `json:"id" doc:"address of the actor's page"`
	Name      string         `json:"name" doc:"usual name"`
	Names     []string       `json:"also_known_as,omitempty" doc:"other names and spellings"`
	Kind      string         `json:"kind,omitempty" doc:"person, state, government-body, international-organisation, organisation, armed-group, military-unit, company or media"`
	Offices   []jsonOffice   `json:"roles,omitempty" doc:"offices held"`
	Relations []jsonRelation `json:"relations,omitempty" doc:"ties to other actors"`
	SameAs    []string       `json:"same_as,omitempty" doc:"addresses of the same actor elsewhere"`
	URL       string         `json:"url,omitempty" doc:"own web site"`
	Summary   string         `json:"summary,omitempty" doc:"one or two sentences"`
}

type jsonOffice struct {
	Title string    `json:"title" doc:"name of the office"`
	Of    string    `json:"of,omitempty" doc:"id of the actor that it belongs to"`
	From  *jsonDate `json:"from,omitempty" doc:"since when"`
	To    *jsonDate `json:"to,omitempty" doc:"until when"`
}

type jsonRelation struct {
	Kind  string    `json:"kind" doc:"member-of, part-of, head-of, successor-of, commands …"`
	Actor string    `json:"actor,omitempty" doc:"id of the other; missing where it has no page"`
	Name  string    `json:"name" doc:"name of the other"`
	From  *jsonDate `json:"from,omitempty" doc:"since when"`
	To    *jsonDate `json:"to,omitempty" doc:"until when"`
}

type jsonSource struct {
	ID      string `json:"id" doc:"address of the source's page"`
	Name    string `json:"name" doc:"its name"`
	Kind    string `json:"kind,omitempty" doc:"newspaper, news agency …"`
	URL     string `json:"url,omitempty" doc:"its web site"`
	Country string `json:"country,omitempty" doc:"where it is based"`
	Owner   string `json:"owner,omitempty" doc:"who owns it"`
	Summary string `json:"summary,omitempty" doc:"one or two sentences"`
}

type jsonTag struct {
	ID   string `json:"id" doc:"address of the tag's page"`
	Name string `json:"name" doc:"the topic"`
}

type jsonPlace struct {
	ID        string   `json:"id" doc:"address of the place's page"`
	Name      string   `json:"name" doc:"its name"`
	Lat       *float64 `json:"lat,omitempty" doc:"latitude in degrees, WGS 84; missing where it is unknown or hidden"`
	Lon       *float64 `json:"lon,omitempty" doc:"longitude in degrees, WGS 84; missing where it is unknown or hidden"`
	Precision string   `json:"precision,omitempty" doc:"how exact the coordinates are: exact, area, city, region or country"`
}

// jsonHead is what stands before the lists of timeline.json.
type jsonHead struct {
	Schema      string `json:"$schema" doc:"the JSON Schema of this file"`
	ID          string `json:"id" doc:"address of the site"`
	Title       string `json:"title" doc:"name of the site"`
	Description string `json:"description,omitempty" doc:"one sentence about the site"`
	Lang        string `json:"language" doc:"language of the site, BCP 47"`
	License     string `json:"license,omitempty" doc:"address of the licence of the data"`
	PartOf      string `json:"part_of,omitempty" doc:"of a part: address of the file that names all parts"`
	Period      string `json:"period,omitempty" doc:"of a part: the year, month or day in which its entries begin (EDTF); missing where they have no date"`
}

type jsonPart struct {
	ID      string `json:"id" doc:"address of the file"`
	Period  string `json:"period,omitempty" doc:"year, month or day in which its entries begin (EDTF); missing where they have no date"`
	Entries int    `json:"entries" doc:"how many there are"`
}

// jsonTimeline is the whole file; only its schema is made of this type. The parts of
// a long timeline hold what has a date, and the whole holds the rest.
type jsonTimeline struct {
	jsonHead
	Parts     []jsonPart     `json:"parts,omitempty" doc:"of a long timeline: the files of the same schema that hold its entries, oldest first"`
	Entries   []jsonEntry    `json:"entries,omitempty" doc:"all articles and incidents, oldest first"`
	Articles  []jsonArticle  `json:"articles,omitempty" doc:"reports as they were published, oldest first"`
	Incidents []jsonIncident `json:"incidents,omitempty" doc:"what happened, oldest first"`
	Actors    []jsonActor    `json:"actors,omitempty" doc:"persons, states, organisations and groups, by name"`
	Sources   []jsonSource   `json:"sources,omitempty" doc:"publishers and agencies, by name"`
	Tags      []jsonTag      `json:"tags,omitempty" doc:"topics, by name"`
	Places    []jsonPlace    `json:"places,omitempty" doc:"where incidents happened, by name"`
}
