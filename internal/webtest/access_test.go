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

// accessible checks pages with axe, all of its rules.
func accessible(t *testing.T, b browser) {
	for _, v := range []view{wide, dark, phone} {
		t.Run(v.name, func(t *testing.T) {
			b.eachPage(t, v, axe)
		})
	}
}

// axe checks a page as it is now.
func axe(t *testing.T, ctx context.Context) {
	t.Helper()
	script, err := os.ReadFile("../../.ci/npm/node_modules/axe-core/axe.min.js")
	if err != nil {
		missing(t, "axe-core")
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](string(script)))
	for _, broken := range eval[[]violation](t, ctx,
		`axe.run(document, {resultTypes: ["violations"]}).then(result => result.violations)`) {
		var where strings.Builder
		for _, node := range broken.Nodes[:min(3, len(broken.Nodes))] {
			where.WriteString("\n" + node.HTML + "\n" + node.FailureSummary)
		}
		t.Errorf("%s: %s, in %d places: %s", broken.ID, broken.Help, len(broken.Nodes), where.String())
	}
}
