package webtest

import (
	"context"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// browser is a running Chromium and the site that it looks at.
type browser struct {
	ctx  context.Context
	home string // address of the home page
}

// view is how a reader looks at a page.
type view struct {
	name          string
	width, height int64 // in CSS pixels
	dark          bool
	phone         bool
}

var (
	wide  = view{name: "light", width: 1280, height: 800}
	dark  = view{name: "dark", width: 1280, height: 800, dark: true}
	phone = view{name: "phone", width: 390, height: 844, phone: true}
	small = view{name: "320 px", width: 320, height: 640, phone: true}
)

// start starts Chromium. It ends with the test.
func start(t *testing.T, home string) browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)),
		chromedp.NoSandbox, // root in a container has no other way
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
		// Without a screen Chromium has no mouse; readers at a desk do.
		chromedp.Flag("blink-settings", "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(allocator)
	t.Cleanup(leave)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting Chromium: %v", err)
	}
	t.Cleanup(func() { chromedp.Cancel(ctx) })
	return browser{ctx, home}
}

// chromium finds the browser.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	missing(t, "Chromium")
	return ""
}

// tab opens an empty tab, which is closed when the test ends.
func (b browser) tab(t *testing.T, v view) context.Context {
	t.Helper()
	ctx, leave := chromedp.NewContext(b.ctx)
	t.Cleanup(leave)
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute) // so that a hanging page ends
	t.Cleanup(cancel)
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	resize(t, ctx, v)
	call(t, ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	// Tabs run side by side; each behaves as if it were the one in front.
	call(t, ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return ctx
}

func resize(t *testing.T, ctx context.Context, v view) {
	t.Helper()
	var options []chromedp.EmulateViewportOption
	if v.phone {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	do(t, ctx, chromedp.EmulateViewport(v.width, v.height, options...))
}

// open opens a page of the site in a tab of its own.
func (b browser) open(t *testing.T, v view, path string) context.Context {
	t.Helper()
	ctx := b.tab(t, v)
	do(t, ctx, chromedp.Navigate(b.home+path))
	return ctx
}

// eachPage runs a test on a page of every kind, several at a time.
func (b browser) eachPage(t *testing.T, v view, test func(*testing.T, context.Context)) {
	t.Helper()
	for _, p := range pages {
		t.Run(p.kind, func(t *testing.T) {
			t.Parallel()
			test(t, b.open(t, v, p.path))
		})
	}
}
