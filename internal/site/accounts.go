package site

import (
	"slices"
	"strconv"

	"dateline/internal/timeline"
)

// fieldID is the id of a row in an incident's table of accounts.
func fieldID(field string) string { return "account--" + timeline.Slugify(field) }

// stated shows one value of an account.
func (p *planner) stated(s *timeline.Stated) Stated {
	out := Stated{Field: p.fieldLabel(s.Field), Value: p.value(s), By: p.named[s.By]}
	out.Field.URL = s.Account.Incident.URL() + "#" + fieldID(s.Field)
	if s.Annotation != nil && s.Annotation.States[0] == s {
		out.NoteID = s.Annotation.ID
	}
	return out
}

// value is what is stated, with a link to the words that state it.
func (p *planner) value(s *timeline.Stated) Link {
	l := p.said(s.Value)
	if s.Annotation != nil {
		l.URL = p.passageURL(s.Annotation)
	}
	return l
}

// accountLists shows what an article states about each incident.
func (p *planner) accountLists(room *pageRoom, a *timeline.Article) []AccountList {
	return madeIn(&room.accounts, a.Accounts, func(account *timeline.Account) AccountList {
		return AccountList{
			Incident: p.incidentLink(account.Incident), ID: "account--" + account.Incident.Meta.Slug.V,
			Stated: madeIn(&room.stated, account.Stated, p.stated),
		}
	})
}

// accountTable lays the accounts that some of its reports give of an incident
// side by side. What differs, all accounts decide.
func (p *planner) accountTable(i *timeline.Incident, reports []*timeline.Article) *AccountTable {
	c := i.Comparison
	if c == nil {
		return nil
	}
	var shown []int // of c.Accounts
	for k, account := range c.Accounts {
		if slices.Contains(reports, account.Article) {
			shown = append(shown, k)
		}
	}
	if len(shown) == 0 {
		return nil
	}
	table := &AccountTable{
		Columns: made(shown, func(k int) AccountColumn { return p.accountColumn(i, c.Accounts[k].Article) }),
		Rows:    made(c.Rows, func(r timeline.Row) AccountRow { return p.accountRow(r, shown) }),
	}
	for _, row := range table.Rows {
		if row.Differs {
			table.Differ++
		}
	}
	return table
}

// accountColumn heads what an article states about an incident.
func (p *planner) accountColumn(i *timeline.Incident, a *timeline.Article) AccountColumn {
	return AccountColumn{
		ID:        "column--" + a.Meta.Slug.V,
		Article:   p.outletLink(a),
		Credits:   p.credits(a),
		Published: p.when(a.Meta.Date.V),
		Delay:     p.delay("delay", i.Meta.Date.V, a.Meta.Date.V),
	}
}

// accountRow shows what the accounts of these numbers state in a field.
func (p *planner) accountRow(r timeline.Row, shown []int) AccountRow {
	row := AccountRow{
		ID:          fieldID(r.Field),
		Field:       p.fieldLabel(r.Field),
		Established: some(p.said(r.Established)),
		Usual:       some(p.said(r.Usual)),
		Differs:     r.Differs,
	}
	row.Cells = made(shown, func(k int) AccountCell {
		cell := p.accountCell(r.Cells[k], r)
		cell.ID = row.ID + "--" + strconv.Itoa(k+1)
		return cell
	})
	return row
}

func (p *planner) accountCell(cell timeline.Cell, row timeline.Row) AccountCell {
	if cell.Stated == nil {
		return AccountCell{}
	}
	out := AccountCell{Value: new(p.value(cell.Stated)), Differs: cell.Differs, By: p.named[cell.Stated.By]}
	if cell.Differs {
		switch {
		case row.Established != "":
			out.Why = p.Text("accounts.not_established", "value", row.Established)
		case row.Usual != "":
			out.Why = p.Text("accounts.not_usual", "value", row.Usual)
		default:
			out.Why = p.Text("accounts.no_agreement")
		}
	}
	if cell.Before != nil {
		out.Before = some(p.said(cell.Before.Value))
	}
	return out
}
