package timeline

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"hash"
	"slices"
	"strconv"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/markup"
)

// Kinds of annotations that are more than a label.
const (
	kindClaim      = "claim"
	kindCorrection = "correction"

	// KindAccount is the kind of the annotations that quoted account values make;
	// all other kinds are those that authors write.
	KindAccount = "account"
)

// Annotation is an editors' note on one passage of one article, or the place
// of a value that an account quotes.
type Annotation struct {
	ID         string // unique in the site; made from the words of the quote, so that it stays
	Article    *Article
	Kind       string
	Start, End int32  // the passage: byte offsets into the article's text
	Quote      string // the passage, on one line
	Note       Text   // empty for accounts
	Incident   *Incident
	By         *Actor // who said it; nil where nobody is named
	*AnnotationDetails

	place content.Place
}

// AnnotationDetails are what many annotations have nothing of. Those that have none at
// all share theirs: it is never nil.
type AnnotationDetails struct {
	Via        *Source // through whom it came
	Confidence string
	Date       edtf.Date // when it was said, or noted; may be zero
	Sources    []Support
	States     []*Stated // accounts: the values that the passage states
	Lang       string    // of the note, where it is not the site's

	// In a translation: the note of the original that this one is, nil for none.
	// Where the text does not have its words, Away is true, and Quote is that of
	// the original.
	Original *Annotation
	Away     bool

	Unfound bool // it names a source or an article that is not there
}

// none reports whether there is nothing to tell.
func (d AnnotationDetails) none() bool {
	return d.Via == nil && d.Confidence == "" && d.Date.IsZero() && d.Sources == nil && d.States == nil &&
		d.Lang == "" && d.Original == nil && !d.Away && !d.Unfound
}

// Support is what an annotation relies on: an article of the site, or an
// address elsewhere.
type Support struct {
	Article *Article // nil for an address
	URL     string
}

// URL returns the permanent address of the annotation.
func (a *Annotation) URL() string { return a.Article.URL() + "#note--" + a.ID }

func (a *Annotation) pos() diag.Pos { return a.Article.Meta.Pos(a.place) }

// When returns the date of the annotation, or else that of its article.
func (a *Annotation) When() edtf.Date {
	if !a.Date.IsZero() {
		return a.Date
	}
	return a.Article.Meta.Date.V
}

// noteLinker links the notes of one article after the other, once its text is linked.
type noteLinker struct {
	*linker
	names  *markup.Names
	quotes *markup.Quotes
	keys   map[*Annotation]string // what tells those of an article from others of the same words and kind
	values map[statedBy]*Annotation
}

// statedBy is what values have in common that share an annotation: the incident that they
// are of, and the passage that states them.
type statedBy struct {
	incident *Incident
	passage  markup.Span
}

func newNoteLinker(l *linker, names *markup.Names) noteLinker {
	return noteLinker{l, names, &markup.Quotes{}, map[*Annotation]string{}, map[statedBy]*Annotation{}}
}

// enterNotes notes where else the annotations of the article are shown.
func (a *Article) enterNotes() {
	for _, note := range a.notes() {
		if i := note.about(); i != nil {
			i.Annotations = append(i.Annotations, note)
		}
		if actor := note.speaker(); actor != nil {
			actor.Statements = append(actor.Statements, note)
		}
	}
}

// about returns the incident whose page shows the annotation; nil for none. What
// accounts quote is in its table of accounts.
func (a *Annotation) about() *Incident {
	if a.Kind == KindAccount {
		return nil
	}
	return a.Incident
}

// speaker returns the actor whose statement the annotation is; nil for none.
func (a *Annotation) speaker() *Actor {
	if a.Kind != kindClaim {
		return nil
	}
	return a.By
}

// sortStatements orders statements by date, then by where they stand.
func (a *Actor) sortStatements() {
	slices.SortStableFunc(a.Statements, func(x, y *Annotation) int {
		return cmp.Or(edtf.Compare(x.When(), y.When()),
			cmp.Compare(x.Article.entry.at, y.Article.entry.at), cmp.Compare(x.Start, y.Start))
	})
}

func (n noteLinker) corrections(a *Article) {
	if len(a.Meta.Corrections) == 0 {
		return
	}
	same := map[string]int{}
	for _, meta := range a.Meta.Corrections {
		id := "correction--" + Slugify(meta.Date.V.String())
		if same[id]++; same[id] > 1 {
			id += "-" + strconv.Itoa(same[id])
		}
		log := &n.details(a).Corrections
		*log = append(*log, Correction{ID: id, When: meta.Date.V, Note: n.text(a, meta.Text)})
	}
}

// text resolves the links and mentions of a note.
func (n noteLinker) text(a *Article, body *markup.Body) Text {
	text := Text{Body: n.resolve(&a.Meta.Document, body)}
	n.mentions(n.names, &n.note, a.Meta.Path, &text, nil, a.Actors)
	return text
}

// article anchors every annotation of an article and every quoted account value.
func (n noteLinker) article(a *Article) {
	clear(n.keys)
	n.corrections(a)
	a.entry.changed = startOf(a.Changed())
	quoted, original := a.quoted(), n.originalNotes(a)
	quotes := n.quotes
	if count := len(a.Meta.Annotations) + len(quoted) + len(a.Meta.Inline); count > 0 {
		n.view.Turn(a.Text.Body)
		quotes.Reset(&n.view, count)
	}
	for _, meta := range a.Meta.Annotations {
		sel := markup.Selector{Quote: meta.Quote.V, Prefix: meta.Prefix.V, Suffix: meta.Suffix.V}
		note := n.annotation(a, meta)
		original.translate(note, meta)
		if span, ok := n.anchor(quotes, sel, a.Meta.Pos(meta.Quote.Place)); ok {
			n.add(note, span)
		}
	}
	written := a.Text.Body.Notes()
	for k, meta := range a.Meta.Inline {
		inline := n.annotation(a, meta)
		original.translate(inline, meta)
		n.add(inline, markup.Span{Start: written[k].Start, End: written[k].End})
	}
	clear(n.values)
	for _, s := range quoted {
		if span, ok := n.anchor(quotes, markup.Selector{Quote: s.Quote}, a.Meta.Pos(s.place)); ok {
			n.addAccount(a, s, span)
		}
	}
	slices.SortStableFunc(a.Annotations, func(x, y *Annotation) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	n.selectors = n.selectors[:0]
	for _, note := range a.Annotations {
		selector := quotes.Selector(markup.Span{Start: int(note.Start), End: int(note.End)})
		n.selectors, note.Quote = append(n.selectors, selector), selector.Quote
	}
	a.selectors = a.Text.Body.Keeping(n.selectors)
	n.identify(a)
	if rest := original.rest(a); len(rest) > 0 {
		n.details(a).Elsewhere = rest
	}
	addSpeakers(a)
}

// addSpeakers adds who only speaks in an article to those who appear there.
func addSpeakers(a *Article) {
	for _, note := range a.notes() {
		if actor := note.speaker(); actor != nil && !slices.Contains(a.Actors, actor) {
			a.Actors = append(a.Actors, actor)
		}
	}
}

// anchor finds the one passage that a selector names, or reports why there is
// none.
func (n noteLinker) anchor(quotes *markup.Quotes, sel markup.Selector, pos diag.Pos) (markup.Span, bool) {
	if sel.Quote == "" {
		return markup.Span{}, false // reported where it was read
	}
	found, ok := quotes.Find(sel)
	if !ok {
		n.problems.Errorf(pos, "%s", quotes.Explain(sel))
	}
	return found, ok
}

// annotation resolves what an author has written, also where its quote leads
// nowhere, so that all problems are reported in one run.
func (n noteLinker) annotation(a *Article, meta content.AnnotationMeta) *Annotation {
	note := &Annotation{
		Article:           a,
		Kind:              cmp.Or(meta.Kind.V, "context"),
		Note:              n.text(a, meta.Text),
		AnnotationDetails: &n.none.annotation,
		place:             meta.Quote.Place,
	}
	n.keys[note] = meta.Prefix.V + "\x00" + meta.Suffix.V
	note.Incident, _ = n.incidents.find(n.linker, &a.Meta.Document, meta.Incident)
	note.By, _ = n.actors.find(n.linker, &a.Meta.Document, meta.By)
	if more := n.annotationDetails(a, meta); !more.none() {
		note.AnnotationDetails = new(more)
	}
	return note
}

func (n noteLinker) annotationDetails(a *Article, meta content.AnnotationMeta) AnnotationDetails {
	more := AnnotationDetails{Confidence: meta.Confidence.V, Date: meta.Date.V}
	if a.Meta.Translation() == "" {
		more.Lang = a.Meta.Own()
	}
	more.Via, _ = n.sources.find(n.linker, &a.Meta.Document, meta.Via)
	more.Unfound = meta.Via.Set() && more.Via == nil
	for _, ref := range meta.Sources {
		if content.IsAddress(ref.V) {
			more.Sources = append(more.Sources, Support{URL: ref.V})
		} else if article, ok := n.articles.find(n.linker, &a.Meta.Document, ref); ok {
			more.Sources = append(more.Sources, Support{Article: article})
		} else {
			more.Unfound = true
		}
	}
	return more
}

// add enters an annotation of a passage into its article.
func (n noteLinker) add(note *Annotation, span markup.Span) {
	note.Start, note.End = int32(span.Start), int32(span.End)
	note.Article.Annotations = append(note.Article.Annotations, note)
}

// addAccount makes the annotation of a quoted value; values that one passage
// states share it.
func (n noteLinker) addAccount(a *Article, s *Stated, span markup.Span) {
	of := statedBy{s.Account.Incident, span}
	if note := n.values[of]; note != nil {
		note.States = append(note.States, s)
		s.Annotation = note
		return
	}
	s.Annotation = &Annotation{
		Article:           a,
		Kind:              KindAccount,
		Incident:          s.Account.Incident,
		By:                s.By,
		AnnotationDetails: &AnnotationDetails{States: []*Stated{s}},
		place:             s.place,
	}
	n.keys[s.Annotation] = s.Account.Incident.Meta.Slug.V
	n.values[of] = s.Annotation
	n.add(s.Annotation, span)
}

// identify gives annotations their ids. They are made from the article's slug,
// the folded quote and the kind, and from what the author wrote to tell it from
// others, so that neither a new annotation nor an edit elsewhere in the text, nor
// other quotation marks, dashes and soft hyphens in the passage, moves an
// address. The slug sets apart notes of several articles that one page shows; it is the
// oldest one that the article has had, so that a rename does not move them either.
func (n noteLinker) identify(a *Article) {
	type passage struct {
		key   string
		start int32
	}
	taken := map[passage]*Annotation{}
	alike := map[string]hash.Hash{} // of the last note so far, by key
	slug := oldestSlug(a.Meta)
	for _, note := range a.Annotations {
		key := slug + "\x00" + note.Kind + "\x00" + markup.FoldQuote(note.Quote) + "\x00" + n.keys[note]
		here := passage{key, note.Start}
		if again := taken[here]; again != nil {
			n.problems.Errorf(note.pos(), "these words are annotated as %s twice, also at %s; join the two notes", note.Kind, again.pos())
		}
		taken[here] = note
		sum := alike[key]
		if sum == nil {
			sum = sha256.New()
			sum.Write([]byte(key))
			alike[key] = sum
		} else {
			sum.Write([]byte("+")) // the same words, annotated in the text once more
		}
		note.ID = shortHash(sum)
	}
}

// oldestSlug returns the slug under which an article stood first: that of the last of its
// aliases that is an address of an article, as newer ones are put before older ones.
func oldestSlug(meta *content.Article) string {
	for _, alias := range slices.Backward(meta.Aliases) {
		if slug := slugAt("article", alias.V); slug != "" {
			return slug
		}
	}
	return meta.Slug.V
}

// shortHash returns ten letters and digits: with a thousand annotations in one
// article, the odds of two alike are below one in a billion.
func shortHash(of hash.Hash) string {
	var sum [sha256.Size]byte
	var letters [16]byte
	base32.StdEncoding.Encode(letters[:], of.Sum(sum[:0])[:10])
	for k := range letters {
		letters[k] |= 'a' - 'A' // digits have that bit
	}
	return string(letters[:10])
}

// Selectors returns what names the passages of the article's annotations, in the order
// of Annotations, and no others in its text.
func (a *Article) Selectors() []markup.Selector {
	if a.selectors == nil {
		return nil
	}
	return a.selectors()
}

// Passages returns the passages of the article's annotations, in the order of
// Annotations, for splicing into its text.
func (a *Article) Passages() []markup.Passage {
	passages := make([]markup.Passage, len(a.Annotations))
	for k, note := range a.Annotations {
		passages[k] = markup.Passage{Start: int(note.Start), End: int(note.End), ID: note.ID}
	}
	return passages
}
