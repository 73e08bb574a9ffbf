package opendata

import "dateline/internal/timeline"

// The functions below say how many rows a table has, without making them.

func countRoles(t *timeline.Timeline) int {
	return sum(t.Incidents, func(i *timeline.Incident) int { return len(i.Roles) })
}

func countAccounts(t *timeline.Timeline) int {
	return sum(t.Articles, func(a *timeline.Article) int {
		return sum(a.Accounts, func(account *timeline.Account) int { return len(account.Stated) })
	})
}

func countStatements(t *timeline.Timeline) int {
	return sum(t.Actors, func(a *timeline.Actor) int { return len(a.Statements) })
}

func countAnnotations(t *timeline.Timeline) int {
	return sum(t.Articles, func(a *timeline.Article) int { return len(a.Annotations) })
}

func sum[T any](all []T, of func(T) int) int {
	total := 0
	for _, x := range all {
		total += of(x)
	}
	return total
}
