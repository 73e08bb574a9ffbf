package lint

import "dateline/internal/content"

// fields looks for fields that one account or incident alone has, and that are one slip away
// from a field of others: the accounts are not compared by them. The label of a field says
// that it is one of its own.
func (c *checker) fields() {
	meant, fields := map[string]bool{}, namings{}
	for _, f := range c.Timeline.Site.Fields {
		meant[foldedKey(f.Name.V)] = true
	}
	for _, a := range c.Timeline.Articles {
		for _, account := range a.Meta.Accounts {
			for _, field := range account.V {
				fields.add(&a.Meta.Document, content.PlaceMeta{}, field.Name)
			}
		}
	}
	for _, i := range c.Timeline.Incidents {
		for _, field := range i.Meta.Established {
			fields.add(&i.Meta.Document, content.PlaceMeta{}, field.Name)
		}
	}
	c.spelling(fields, meant, "no other account has the field %q%s (if not, give it a label under fields: in content/_index.md)")
}
