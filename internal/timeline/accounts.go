package timeline

import (
	"cmp"
	"slices"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/locale"
)

// Account is what one article states about one incident.
type Account struct {
	Article  *Article
	Incident *Incident
	Stated   []*Stated // in the author's order
}

// Stated is one value of an account.
type Stated struct {
	Account *Account
	Field   string
	Value   string
	*StatedDetails
}

// StatedDetails are what many values have nothing of. Those that have none at all share
// theirs: it is never nil.
type StatedDetails struct {
	Quote      string      // the words of the article that state it; "" where none are quoted
	By         *Actor      // to whom the article attributes it
	Annotation *Annotation // of Quote; nil where there is none

	place content.Place // of Quote
}

// Comparison lays the accounts of an incident side by side.
type Comparison struct {
	Accounts []*Account // columns, in order of publication
	Rows     []Row
}

// Row compares one field.
type Row struct {
	Field       string
	Established string // what the editors have settled; "" where they have not
	Usual       string // what most accounts state; "" where none has a majority
	Cells       []Cell // parallel to Comparison.Accounts
	Differs     bool   // the accounts differ from each other, or from what is established
}

// Cell is what one account states in one field.
type Cell struct {
	Stated  *Stated // nil where it states nothing
	Differs bool    // from what is established, else from what is usual, else from the others
	Before  *Stated // what an earlier article of the same publisher stated, where it was something else
}

// Differ reports whether the accounts differ in any field.
func (c *Comparison) Differ() bool {
	return c != nil && slices.ContainsFunc(c.Rows, func(r Row) bool { return r.Differs })
}

// has reports whether the accounts state a field.
func (c *Comparison) has(field string) bool {
	return c != nil && slices.ContainsFunc(c.Rows, func(r Row) bool { return r.Field == field })
}

// accounts resolves what an article states about incidents.
func (l *linker) accounts(a *Article) {
	for _, meta := range a.Meta.Accounts {
		account := &Account{Article: a, Stated: make([]*Stated, len(meta.V))}
		stated := make([]Stated, len(meta.V))
		for k, value := range meta.V {
			s := &stated[k]
			*s = Stated{account, value.Name.V, value.V.Value.V, &l.none.stated}
			more := StatedDetails{Quote: value.V.Quote.V, place: value.V.Quote.Place}
			more.By, _ = l.actors.find(l, &a.Meta.Document, value.V.By)
			if more != (StatedDetails{}) {
				s.StatedDetails = new(more)
			}
			account.Stated[k] = s
		}
		incident, ok := l.accounted(a, meta.Name)
		switch {
		case !ok:
		case !slices.Contains(a.Incidents, incident):
			l.problems.Errorf(a.Meta.Pos(meta.Name.Place), "the article has an account of %q, but does not name it among its incidents; add it to incidents", meta.Name.V)
		case slices.ContainsFunc(a.Accounts, func(other *Account) bool { return other.Incident == incident }):
			l.problems.Errorf(a.Meta.Pos(meta.Name.Place), "the article has an account of %q already; make one of the two", meta.Name.V)
		default:
			account.Incident = incident
			a.Accounts = append(a.Accounts, account)
		}
	}
}

// accounted returns the incident of which an article has an account, or reports that there is
// none. Of two that were joined check --fix cannot make one account.
func (l *linker) accounted(a *Article, name content.At[string]) (incident *Incident, ok bool) {
	slug := content.FoldSlug(name.V)
	if l.incidents.bySlug[slug] == nil {
		now, known := l.called().renamed("incident", slug)
		if known && slices.ContainsFunc(a.Meta.Accounts, func(other content.Named[content.AccountMeta]) bool { return refersTo(now.slug)(other.Name) }) {
			l.problems.Errorf(a.Meta.Pos(name.Place), "no incident %q; as aliases say it is %q now, of which the article has an account already; make one of the two", name.V, now.slug)
			return nil, false
		}
	}
	return l.incidents.find(l, &a.Meta.Document, name)
}

// compareAccounts lays the accounts of each incident side by side. Each value is folded
// once: most incidents have values that others have too.
func (l *linker) compareAccounts() {
	type written struct {
		value  string
		points bool
	}
	folded := map[written]string{}
	fold := func(value string, points bool) string {
		form, known := folded[written{value, points}]
		if !known {
			form = foldValue(value, points)
			folded[written{value, points}] = form
		}
		return form
	}
	for _, i := range l.timeline.Incidents {
		i.Comparison = l.compare(i, fold)
	}
}

// points reports whether values of a document, by its address and the language that it
// states, may have points between thousands: as that language has them, or that of the
// site, in which its editors write. A translation has the values of its original.
func (l *linker) points(url, lang string) bool {
	site := l.language()
	if l.originals != nil {
		lang, site = l.originals.langs[url], l.originals.site
	}
	return l.hasPoints(cmp.Or(lang, site)) || l.hasPoints(site)
}

// hasPoints reports whether a language has points between thousands, if any.
func (l *linker) hasPoints(lang string) bool {
	points, known := l.pointed[lang]
	if !known {
		points = locale.HasDecimalComma(lang)
		l.pointed[lang] = points
	}
	return points
}

// quoted returns the account values of the article that quote its words.
func (a *Article) quoted() []*Stated {
	var quoted []*Stated
	for _, account := range a.Accounts {
		for _, s := range account.Stated {
			if s.Quote != "" {
				quoted = append(quoted, s)
			}
		}
	}
	return quoted
}

// compare lays out the accounts of an incident; nil where there is none. fold does what
// foldValue does.
func (l *linker) compare(i *Incident, fold func(value string, points bool) string) *Comparison {
	if len(i.accounts) == 0 {
		return nil
	}
	// Articles are linked in order of publication, and so are the accounts.
	c := &Comparison{Accounts: i.accounts}
	established := map[string]string{}
	for _, e := range i.Meta.Established {
		established[e.Name.V] = e.V.V
	}
	points := make([]bool, len(i.accounts))
	for k, account := range i.accounts {
		points[k] = l.points(account.Article.URL(), account.Article.Meta.Lang.V)
	}
	own := l.points(i.URL(), i.Meta.Lang.V)
	for _, field := range l.fields(i) {
		row := newRow(field, i.accounts, func(k int, value string) string { return fold(value, points[k]) })
		row.settle(established[field], fold(established[field], own))
		c.Rows = append(c.Rows, row.Row)
	}
	return c
}

// fields returns the fields that accounts of an incident state: in the order of the
// site's settings, then in that of first appearance.
func (l *linker) fields(i *Incident) []string {
	stated := map[string]bool{}
	first := map[string]*Stated{} // by slug, which is the address of a row
	var inOrder []string
	for _, a := range i.accounts {
		for _, s := range a.Stated {
			if stated[s.Field] {
				continue
			}
			stated[s.Field] = true
			if inOrder = append(inOrder, s.Field); len(inOrder) == content.MaxFields+1 {
				l.problems.Errorf(s.pos(), "the field %q is one of more than %d that accounts have of the incident %s; call the same by the same name, and keep those to compare", s.Field, content.MaxFields, i.Meta.Slug.V)
			}
			slug := Slugify(s.Field)
			if other := first[slug]; other != nil {
				l.otherwise(s.pos(), s.Field, other)
			} else {
				first[slug] = s
			}
		}
	}
	for _, e := range i.Meta.Established {
		if stated[e.Name.V] {
			continue
		}
		if other := first[Slugify(e.Name.V)]; other != nil {
			l.otherwise(i.Meta.Pos(e.Name.Place), e.Name.V, other)
		}
	}
	var fields []string
	for _, f := range l.timeline.Site.Fields {
		if stated[f.Name.V] {
			fields = append(fields, f.Name.V)
			delete(stated, f.Name.V)
		}
	}
	for _, f := range inOrder {
		if stated[f] {
			fields = append(fields, f)
		}
	}
	return fields
}

// otherwise tells of a field that another account writes in another way, as in capitals.
func (l *linker) otherwise(pos diag.Pos, field string, other *Stated) {
	l.problems.Errorf(pos, "the field %q is %q in %s; write it the same everywhere", field, other.Field, other.pos().File)
}

// pos returns where the field is written.
func (s *Stated) pos() diag.Pos {
	meta := s.Account.Article.Meta
	for _, account := range meta.Accounts {
		for _, value := range account.V {
			if account.Name.V == s.Account.Incident.Meta.Slug.V && value.Name.V == s.Field {
				return meta.Pos(value.Name.Place)
			}
		}
	}
	return diag.Pos{File: meta.Path}
}

// A rowInWork is a row while its cells are compared.
type rowInWork struct {
	Row
	forms   []string          // of the cells, folded
	counts  map[string]int    // how often each form is stated
	written map[string]string // how most write each form
}

// newRow enters what accounts state in a field; fold folds a value of the account at k.
func newRow(field string, accounts []*Account, fold func(k int, value string) string) *rowInWork {
	row := &rowInWork{Row{Field: field, Cells: make([]Cell, len(accounts))}, make([]string, len(accounts)), map[string]int{}, map[string]string{}}
	spelled := map[string]int{}
	before := map[*Source]int{} // the column in which each publisher stated something last
	for k, account := range accounts {
		at := slices.IndexFunc(account.Stated, func(s *Stated) bool { return s.Field == field })
		if at < 0 {
			continue
		}
		s := account.Stated[at]
		row.Cells[k].Stated = s
		form := fold(k, s.Value)
		row.forms[k] = form
		if publisher := account.Article.Publisher; publisher != nil {
			if other, ok := before[publisher]; ok && row.forms[other] != form {
				row.Cells[k].Before = row.Cells[other].Stated
			}
			before[publisher] = k
		}
		row.counts[form]++
		spelled[s.Value]++
		if spelled[s.Value] > spelled[row.written[form]] {
			row.written[form] = s.Value
		}
	}
	return row
}

// settle marks the cells that differ from what is established, and its form; or, where that
// is "", from what most accounts state.
func (row *rowInWork) settle(established, standard string) {
	row.Established = established
	settled := true
	if established == "" {
		if standard, settled = majority(row.counts); settled {
			row.Usual = row.written[standard]
		}
	}
	for k := range row.Cells {
		cell := &row.Cells[k]
		if cell.Stated == nil || established == "" && len(row.counts) < 2 {
			continue
		}
		// Without a standard the accounts differ from each other: all are marked.
		cell.Differs = !settled || row.forms[k] != standard
		row.Differs = row.Differs || cell.Differs
	}
}

// majority returns the value that occurs most often; where two do, there is
// none, and every account differs from the others.
func majority(counts map[string]int) (string, bool) {
	most, best, tied := 0, "", false
	for value, n := range counts {
		switch {
		case n > most:
			most, best, tied = n, value, false
		case n == most:
			tied = true
		}
	}
	if tied {
		return "", false
	}
	return best, most > 0
}
