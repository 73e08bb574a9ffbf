package site

// Templates returns what the template of each kind of page gets, by its file, and as
// "entry" what the partial of that name gets.
func Templates() map[string]any {
	return map[string]any{
		"404.html":            &NotFoundPage{},
		"actor.html":          &ActorPage{},
		"article.html":        &ArticlePage{},
		"corrections.html":    &CorrectionsPage{},
		"data.html":           &DataPage{},
		"embed.html":          &EmbedPage{},
		"embed-incident.html": &IncidentEmbedPage{},
		"incident.html":       &IncidentPage{},
		"index.html":          &IndexPage{},
		"network.html":        &NetworkPage{},
		"page.html":           &PlainPage{},
		"redirect.html":       &RedirectPage{},
		"search.html":         &SearchPage{},
		"source.html":         &SourcePage{},
		"statements.html":     &StatementsPage{},
		"timeline.html":       &TimelinePage{},
		"entry":               &Card{},
	}
}
