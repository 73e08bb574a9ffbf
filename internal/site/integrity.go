package site

import (
	"strings"

	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// planIntegrity plans the report on how the timeline is sourced, where the
// settings ask for it.
func (p *planner) planIntegrity() {
	if !p.timeline.Site.Integrity.V {
		return
	}
	p.findings = p.timeline.Integrity()
	p.planIndex(&IndexPage{Heading: p.Text("section.integrity"), Lead: p.Text("lead.integrity")},
		diag.Pos{}, "/integrity/", "the report on sources", p.findingLines(p.findings), nil)
}

func (w wording) findingLines(findings []timeline.Finding) []line {
	var order []string
	headings := map[string]string{}
	for _, s := range timeline.FindingSorts {
		headings[s.Sort] = w.Text("integrity." + s.Sort)
		order = append(order, headings[s.Sort])
	}
	return grouped(findings, order,
		func(f timeline.Finding) string { return headings[f.Sort] },
		func(f timeline.Finding) IndexItem {
			return IndexItem{Link: Link{Title: f.Title, URL: f.URL}, Facts: w.finding(f)}
		})
}

// finding says what is weak.
func (w wording) finding(f timeline.Finding) string {
	return w.Text("integrity.says_"+f.Says, "names", strings.ReplaceAll(f.Names, "\n", w.Text("integrity.which_credits")))
}
