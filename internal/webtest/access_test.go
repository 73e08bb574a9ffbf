package webtest

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// violation is a rule of axe that a page breaks.
type violation struct {
	ID    string
	Help  string
	Nodes []struct {
		HTML           string
		FailureSummary string
	}
}

// axe checks a page as it is now, with all of axe's rules.
func axe(t *testing.T, ctx context.Context) {
	t.Helper()
	axeWith(t, ctx, "")
}

// darkened turns a page dark, as its reader's device may, and checks its colours with
// axe: nothing else of it is another.
func darkened(t *testing.T, ctx context.Context) {
	t.Helper()
	prefer(t, ctx, dark)
	axeWith(t, ctx, `runOnly: ["color-contrast", "link-in-text-block"]`)
}

// axeWith checks a page with an option. No rule that is on looks into style sheets
// or films, and so axe need not load them again.
func axeWith(t *testing.T, ctx context.Context, option string) {
	t.Helper()
	if !eval[bool](t, ctx, `"axe" in window`) {
		script, err := os.ReadFile("../../.ci/npm/node_modules/axe-core/axe.min.js")
		if err != nil {
			missing(t, "axe-core")
		}
		do(t, ctx, chromedp.Evaluate[chromedp.Void](string(script)+"; null"))
	}
	for _, broken := range eval[[]violation](t, ctx,
		`axe.run(document, {preload: false, resultTypes: ["violations"], `+option+`}).then(result => result.violations)`) {
		var where strings.Builder
		for _, node := range broken.Nodes[:min(3, len(broken.Nodes))] {
			where.WriteString("\n" + node.HTML + "\n" + node.FailureSummary)
		}
		t.Errorf("%s: %s, in %d places: %s", broken.ID, broken.Help, len(broken.Nodes), where.String())
	}
}
