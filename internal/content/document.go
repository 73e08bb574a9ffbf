package content

import (
	"dateline/internal/edtf"
	"dateline/internal/markup"
	"dateline/internal/picture"
)

// Document is what all kinds of content share.
type Document struct {
	Path      string            // the file, relative to the source folder: "content/articles/a.md"
	Body      *markup.Body      // never nil
	Sum       Sum               // of the file, and of what stands beside it
	Front     Sum               // of the same without the text: of all keys, and of what stands beside it
	Begin     Sum               // of the beginning of its text, which stands for a missing summary
	Head      Sum               // of its keys, but for those of an article of which only Sum tells, see headOf
	Beside    map[string]Beside // files to copy beside the page, by path relative to the source folder; only for …/slug/index.md
	Rendition *Rendition        // of a translation, and in a further edition of the site; else nil

	Slug    At[string]     `key:"slug" is:"slug" doc:"identifier and last part of the page's address; taken from the file name where missing"`
	Aliases []At[string]   `key:"aliases" is:"path" doc:"older addresses that redirect to this page"`
	Draft   At[bool]       `key:"draft" translated:"true" doc:"true leaves the document out, except with --drafts"`
	Params  map[string]any `key:"params" translated:"true" doc:"values of your own, passed to templates untouched"`
}

// Beside is a file beside a page.
type Beside struct {
	Picture picture.Info // of one that can be shown; zero for what is no picture
	Unshown bool         // a picture that cannot be shown, which is not copied either
}

// IsPicture reports whether the file is a picture that can be shown.
func (b Beside) IsPicture() bool { return b.Picture != picture.Info{} }

// Site holds the settings in content/_index.md; its body introduces the home page.
type Site struct {
	Document
	Guessed     bool                // the language is a guess, because what the author wrote cannot be read
	Title       At[string]          `key:"title" translated:"true" doc:"name of the site"`
	Description At[string]          `key:"description" translated:"true" doc:"one sentence about the site"`
	BaseURL     At[string]          `key:"base_url|baseURL" is:"url" doc:"where the site will stand; for feeds, canonical links and the sitemap only"`
	CNAME       At[string]          `key:"cname" is:"host" doc:"host name under which GitHub Pages serves the site; writes the file CNAME"`
	Language    At[string]          `key:"language|languageCode" is:"lang" doc:"BCP 47 language tag of the site"`
	Languages   []At[string]        `key:"languages" is:"lang" doc:"BCP 47 language tags of further editions of the site"`
	Order       At[string]          `key:"order" enum:"newest|oldest" doc:"which end of the timeline comes first"`
	PageSize    At[int]             `key:"page_size" doc:"entries on a page before it is split, 10 to 1000"`
	Feed        At[string]          `key:"feed" enum:"full|summary" doc:"what the feeds of the whole site hold of an entry: its text, or only the summary, as those of actors, incidents, sources and tags do"`
	FeedSize    At[int]             `key:"feed_size" doc:"entries in a feed, those that changed last, 1 to 1000; feeds of actors, incidents, sources and tags hold 20 at most"`
	Mentions    At[string]          `key:"mentions" enum:"first|all|off" doc:"which mentions of an actor in a text are linked"`
	Fields      []Named[At[string]] `key:"fields" translated:"true" doc:"labels of account fields, in the order in which tables show them"`
	Words       []Named[At[string]] `key:"words" translated:"true" doc:"what readers see in place of a tag, place or office"`
	RawHTML     At[string]          `key:"raw_html" enum:"left-out|sanitised" doc:"what becomes of HTML in Markdown: left out, or what cannot do harm is let through"`
	Integrity   At[bool]            `key:"integrity" doc:"true adds a page that reports where the sourcing is thin"`
	Previews    At[bool]            `key:"previews" doc:"false makes no preview pictures for other sites to show"`
	Embeds      At[bool]            `key:"embeds" doc:"false makes no pages for frames on other sites, and offers nothing to paste there"`
	License     At[string]          `key:"license|licence" is:"license" doc:"licence of the data under /data/: an SPDX identifier such as CC-BY-4.0, or a web address"`
	Menu        []At[string]        `key:"menu" doc:"sections and plain pages in the masthead"`
	Publish     []Named[TargetMeta] `key:"publish" doc:"where \"dateline publish\" puts the site, by names of your own"`
}

func (s *Site) language() At[string] { return s.Language }

// Named is an entry of a mapping whose order and positions matter.
type Named[T any] struct {
	Name At[string]
	V    T
}

// Article is a report as it was published. What refers to other documents is apart: the
// linked model has it in other words, and can let go of it.
type Article struct {
	Document
	Title At[string]    `key:"title" required:"true" translated:"true" doc:"headline as it was published"`
	Date  At[edtf.Date] `key:"date|publishDate|published" doc:"when it was published: EDTF, or RFC 3339 with zone"`
	*Sourcing
	Author    []At[string]  `key:"author|authors" doc:"who is named as author"`
	URL       At[string]    `key:"url|original" is:"url" doc:"address of the original"`
	Archive   At[string]    `key:"archive" is:"url" doc:"address of an archived copy"`
	Retrieved At[edtf.Date] `key:"retrieved" doc:"when the original was read"`
	Updated   At[edtf.Date] `key:"updated|lastmod|last_modified_at" doc:"when the publisher last changed it"`
	Spoken
	*Subjects
	Summary At[string] `key:"summary|description|excerpt" translated:"true" doc:"one or two sentences for lists"`
	*Editing
}

// Spoken says in which language a document is.
type Spoken struct {
	Lang At[string] `key:"lang|language" is:"lang" doc:"BCP 47 language tag, where it is not the site's"`
}

func (s *Spoken) language() At[string] { return s.Lang }

// Sourcing says whose report an article is.
type Sourcing struct {
	Source  At[string]   `key:"source|publisher" is:"slug" to:"source" doc:"slug of the publisher"`
	Credits []At[string] `key:"credits" is:"slug" to:"source" doc:"slugs of the sources whose reporting it carries"`
}

// Subjects says what an article is about.
type Subjects struct {
	Incidents []At[string] `key:"incidents" is:"slug" to:"incident" doc:"slugs of the incidents that it reports"`
	Actors    []At[string] `key:"actors" is:"slug" to:"actor" doc:"slugs of actors, beside those that the text mentions"`
	Tags      []At[string] `key:"tags|tag|categories|category" is:"tag" doc:"topics"`
}

// Editing is what editors have taken from an article, and have added to it.
type Editing struct {
	Accounts    []Named[AccountMeta] `key:"accounts" is:"slug" to:"incident" doc:"what it states about an incident, field by field"`
	Annotations []AnnotationMeta     `key:"annotations" translated:"true" doc:"editors' notes on passages of the text"`
	Inline      []AnnotationMeta     // annotations that are written in the text: the first of Body.Notes, as many as there may be
	Corrections []CorrectionMeta     `key:"corrections" doc:"corrections that were made, by date"`
}

// AccountMeta maps the fields of an account to what the article states.
type AccountMeta []Named[ValueMeta]

// ValueMeta is one stated value: written plainly, or as {value, quote, by}.
type ValueMeta struct {
	Value At[string] `key:"value" main:"true" required:"true" doc:"what is stated"`
	Quote At[string] `key:"quote" doc:"the words of the article that state it"`
	By    At[string] `key:"by" is:"slug" to:"actor" doc:"slug of the actor to whom the article attributes it"`
}

// AnnotationMeta is an annotation as it stands in front matter; the passage
// is named by a W3C TextQuoteSelector (quote, prefix, suffix).
type AnnotationMeta struct {
	Text *markup.Body // of Note, which is empty where that is on a shelf; never nil

	Quote      At[string]    `key:"quote" required:"true" doc:"the annotated words, as they stand in the text"`
	Prefix     At[string]    `key:"prefix" is:"verbatim" doc:"words right before the quote, where it occurs twice"`
	Suffix     At[string]    `key:"suffix" is:"verbatim" doc:"words right after the quote, where it occurs twice"`
	Kind       At[string]    `key:"kind" enum:"context|claim|correction|dispute|verification|question" doc:"what the note is; context where missing"`
	Note       At[string]    `key:"note" required:"true" doc:"the note, in Markdown"`
	Incident   At[string]    `key:"incident" is:"slug" to:"incident" doc:"slug of the incident that it is about"`
	By         At[string]    `key:"by" is:"slug" to:"actor" doc:"claims: slug of the speaker"`
	Via        At[string]    `key:"via" is:"slug" to:"source" doc:"claims: slug of the source through which the words came"`
	Confidence At[string]    `key:"confidence" enum:"high|medium|low" doc:"how sure the editors are"`
	Date       At[edtf.Date] `key:"date" doc:"when the words were said, or the note was written"`
	Sources    []At[string]  `key:"sources" is:"slug-or-url" doc:"slugs of articles, or web addresses, that support the note"`
	Original   At[string]    `key:"original" doc:"translations: the quote of the original's note that this one translates; all else is as there"`
}

// CorrectionMeta is one entry of an article's correction log.
type CorrectionMeta struct {
	Text *markup.Body // of Note, which is empty where that is on a shelf; never nil

	Date At[edtf.Date] `key:"date" required:"true" doc:"when it was corrected"`
	Note At[string]    `key:"note" required:"true" doc:"what was corrected, in Markdown"`
}

// Incident is something that happened.
type Incident struct {
	Document
	Title       At[string]          `key:"title" required:"true" translated:"true" doc:"what happened, in a few words"`
	Date        At[edtf.Date]       `key:"date" doc:"when it happened, in EDTF"`
	Time        At[string]          `key:"time" translated:"true" doc:"time of day in words, beside the date"`
	Kind        At[string]          `key:"kind" doc:"what it was: attack, meeting, vote …"`
	Status      At[string]          `key:"status" enum:"reported|confirmed|disputed|denied|retracted" doc:"how sure it is that it happened"`
	Place       PlaceMeta           `key:"place" doc:"where it happened: a name, or name with coordinates"`
	Actors      []RoleMeta          `key:"actors" doc:"who took part, with the role"`
	Casualties  CasualtiesMeta      `key:"casualties" doc:"killed and injured, as numbers or words"`
	Established []Named[At[string]] `key:"established" doc:"account fields that the editors have settled"`
	Related     []At[string]        `key:"related" is:"slug" to:"incident" doc:"slugs of related incidents"`
	PartOf      []At[string]        `key:"part_of" is:"slug" to:"incident" doc:"slugs of longer incidents or periods that this is part of"`
	Tags        []At[string]        `key:"tags|tag|categories|category" is:"tag" doc:"topics"`
	Summary     At[string]          `key:"summary|description" translated:"true" doc:"one or two sentences for lists"`
	Spoken
}

// PlaceMeta is a place: written plainly as a name, or as a mapping.
type PlaceMeta struct {
	Name      At[string]  `key:"name" main:"true" required:"true" doc:"name of the place"`
	Lat       At[float64] `key:"lat" doc:"latitude in degrees, WGS 84, -90 to 90"`
	Lon       At[float64] `key:"lon" doc:"longitude in degrees, WGS 84, -180 to 180"`
	Precision At[string]  `key:"precision" enum:"exact|area|city|region|country|hidden" doc:"how exact the coordinates are; hidden ones are never published"`
}

// Precisions are how exactly a place may be known, but for hidden: from fine to coarse.
var Precisions = []string{"exact", "area", "city", "region", "country"}

// RoleMeta is an actor in an incident: written plainly as a slug, or as {actor, role}.
type RoleMeta struct {
	Actor At[string] `key:"actor" main:"true" required:"true" is:"slug" to:"actor" doc:"slug of the actor; unknown where nobody knows"`
	Role  At[string] `key:"role" doc:"what the actor did there: target, perpetrator, participant …"`
}

// UnknownActor is the slug of an actor whom nobody knows, unless a document has it.
const UnknownActor = "unknown"

// CasualtiesMeta says how many people were harmed, as the editors hold it.
type CasualtiesMeta struct {
	Killed  At[string] `key:"killed" doc:"number of people killed"`
	Injured At[string] `key:"injured" doc:"number of people injured"`
}

// Actor is somebody or something that takes part in incidents or is named in articles.
type Actor struct {
	Document
	Name      At[string]     `key:"name|title" required:"true" translated:"true" doc:"usual name"`
	Names     []At[string]   `key:"also_known_as" translated:"true" is:"name" doc:"other names and spellings, in any script"`
	Kind      At[string]     `key:"kind" enum:"person|state|government-body|international-organisation|organisation|armed-group|military-unit|company|media" doc:"what the actor is"`
	Roles     []OfficeMeta   `key:"roles" doc:"offices held, with dates"`
	Relations []RelationMeta `key:"relations" doc:"ties to other actors, with dates"`
	SameAs    []At[string]   `key:"same_as" is:"url" doc:"addresses of the same actor elsewhere, such as Wikidata"`
	URL       At[string]     `key:"url" is:"url" doc:"the actor's own web site"`
	Mention   At[string]     `key:"mention" enum:"auto|off" doc:"off where the name is too common to be linked by itself"`
	Summary   At[string]     `key:"summary|description" translated:"true" doc:"one or two sentences for lists"`
	Tags      []At[string]   `key:"tags|tag|categories|category" is:"tag" doc:"topics"`
	Spoken
}

// OfficeMeta is an office that an actor held.
type OfficeMeta struct {
	Title At[string]    `key:"title" main:"true" required:"true" doc:"name of the office"`
	Of    At[string]    `key:"of" is:"slug" to:"actor" doc:"slug of the actor that it belongs to"`
	From  At[edtf.Date] `key:"from" doc:"since when, in EDTF"`
	To    At[edtf.Date] `key:"to" doc:"until when, in EDTF"`
}

// RelationMeta is a tie to another actor, or to somebody without a page.
type RelationMeta struct {
	Kind  At[string]    `key:"kind" required:"true" doc:"member-of, part-of, head-of, successor-of, commands …"`
	Actor At[string]    `key:"actor" is:"slug" to:"actor" doc:"slug of the other actor"`
	Name  At[string]    `key:"name" doc:"name of somebody without a page, in place of actor"`
	From  At[edtf.Date] `key:"from" doc:"since when, in EDTF"`
	To    At[edtf.Date] `key:"to" doc:"until when, in EDTF"`
}

// Source is a publisher or agency.
type Source struct {
	Document
	Name    At[string] `key:"name|title" required:"true" translated:"true" doc:"name of the publisher or agency"`
	Kind    At[string] `key:"kind" doc:"what it is: newspaper, news agency, broadcaster, official …"`
	URL     At[string] `key:"url" is:"url" doc:"its web site"`
	Country At[string] `key:"country" doc:"where it is based"`
	Owner   At[string] `key:"owner" doc:"who owns it"`
	Summary At[string] `key:"summary|description" translated:"true" doc:"one or two sentences for lists"`
	Spoken
}

// Page is a plain page: about, method, corrections policy.
type Page struct {
	Document
	Title   At[string] `key:"title" required:"true" translated:"true" doc:"title of the page"`
	Summary At[string] `key:"summary|description" translated:"true" doc:"one sentence for search results and previews"`
	Spoken
}
