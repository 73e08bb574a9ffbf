package webtest

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// do runs steps in a tab.
func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// call sends a command of the DevTools protocol to a tab.
func call[P, R any](t *testing.T, ctx context.Context, command cdp.Command[P, R], params P) R {
	t.Helper()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// eval returns the value of a JavaScript expression, or of its promise.
func eval[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// searches reports whether the page is the one for searching, whose text comes
// from a script as the reader types; TestSearch looks at it.
func searches(t *testing.T, ctx context.Context) bool {
	t.Helper()
	return eval[bool](t, ctx, `document.querySelector("main > .search") !== null`)
}

// text returns what a reader sees in main.
func text(t *testing.T, ctx context.Context) string {
	t.Helper()
	words := eval[string](t, ctx, `document.querySelector("main").innerText`)
	if len(words) < 40 {
		t.Errorf("main shows only %q", words)
	}
	return words
}
