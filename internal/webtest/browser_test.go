package webtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
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
	forced        bool // the device has colours of its own for all text and all backgrounds
	phone         bool
}

var (
	wide  = view{name: "light", width: 1280, height: 800}
	dark  = view{name: "dark", width: 1280, height: 800, dark: true}
	phone = view{name: "phone", width: 390, height: 844, phone: true}
	small = view{name: "320 px", width: 320, height: 640, phone: true}
)

// TestMain ends Chromium after all tests.
func TestMain(m *testing.M) {
	code := m.Run()
	if all.ctx != nil {
		chromedp.Cancel(all.ctx)
		all.stop()
	}
	os.Exit(code)
}

// all is the Chromium of all tests.
var all struct {
	sync.Once
	ctx  context.Context
	stop func()
	err  error
}

// start gives a test a browser of its own: a window of the one Chromium that runs,
// which shares neither its storage nor its cache with those of other tests.
func start(t *testing.T, home string) browser {
	t.Helper()
	program := chromium(t)
	all.Do(func() { all.ctx, all.stop, all.err = launch(program) })
	if all.err != nil {
		t.Fatalf("starting Chromium: %v", all.err)
	}
	ctx, leave := chromedp.NewContext(all.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(leave)
	do(t, ctx)
	return browser{ctx, home}
}

// launch starts Chromium.
func launch(program string) (ctx context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.NoSandbox, // root in a container has no other way
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("site-per-process", true), // frames of other sites are apart, as readers have it
		chromedp.Flag("process-per-site", true), // tabs of one site are not: to start each anew takes a third of all work
		// A process in reserve, for a site that nobody has gone to yet, is none here.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,SpareRendererForSitePerProcess"),
		// Nobody looks at the pixels: pages are laid out, and painted as far as memory reaches.
		chromedp.Flag("force-gpu-mem-available-mb", "1"),
		// Pages live for a second: to compile their scripts well takes longer than it saves.
		chromedp.Flag("js-flags", "--no-maglev,--no-turbofan"),
		// Without a screen Chromium has no mouse; readers at a desk do.
		chromedp.Flag("blink-settings", "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ = chromedp.NewContext(allocator)
	return ctx, stop, chromedp.Do(ctx)
}

// chromium finds the browser, first the one without windows, which is the same and
// takes half the work.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"} {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	missing(t, "Chromium")
	return ""
}

// tab opens an empty tab for one test, which is closed when the test ends.
func (b browser) tab(t *testing.T, v view) context.Context {
	t.Helper()
	return limit(t, b.lasting(t, v))
}

// limit gives a test two minutes in a tab, so that a hanging page ends.
func limit(t *testing.T, tab context.Context) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab, 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// lasting opens an empty tab for several tests, each of which has to limit it: a tab
// takes more work than most pages in it.
func (b browser) lasting(t *testing.T, v view) context.Context {
	t.Helper()
	ctx, leave := chromedp.NewContext(b.ctx)
	t.Cleanup(leave)
	do(t, ctx) // so that the tab lasts as long as this context
	begin := limit(t, ctx)
	resize(t, begin, v)
	prefer(t, begin, v)
	// Tabs run side by side; each behaves as if it were the one in front.
	call(t, begin, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
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

// painted waits until a tab has been painted anew.
func painted(t *testing.T, ctx context.Context) {
	t.Helper()
	eval[bool](t, ctx, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}

// prefer has the device of a tab ask for the colours of a view.
func prefer(t *testing.T, ctx context.Context, v view) {
	t.Helper()
	scheme, forced := "light", "none"
	if v.dark {
		scheme = "dark"
	}
	if v.forced {
		forced = "active"
	}
	call(t, ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "forced-colors", Value: forced}},
	})
}

// open opens a page of the site in a tab of its own.
func (b browser) open(t *testing.T, v view, path string) context.Context {
	t.Helper()
	ctx := b.tab(t, v)
	do(t, ctx, chromedp.Navigate(b.home+path))
	return ctx
}

// visit is a page that a tab has open.
type visit struct {
	context.Context
	home string
	page sample
	seen *record // since it was opened
}

// look is one of several tests that look at a page one after the other.
type look struct {
	name string
	at   func(*testing.T, visit)
}

// sideBySide is how many tabs look at pages at a time.
const sideBySide = 4

// each has tabs for a test of each page, one after the other in a tab.
func (b browser) each(t *testing.T, v view, pages []sample, test func(*testing.T, context.Context, sample)) {
	t.Helper()
	t.Run(v.name, func(t *testing.T) {
		for first := range sideBySide {
			t.Run(fmt.Sprint("tab ", first), func(t *testing.T) {
				t.Parallel()
				tab := b.lasting(t, v)
				for k := first; k < len(pages); k += sideBySide {
					t.Run(pages[k].kind, func(t *testing.T) { test(t, limit(t, tab), pages[k]) })
				}
			})
		}
	})
}

// visitEach opens a page of every kind and looks at each.
func (b browser) visitEach(t *testing.T, v view, looks []look) {
	t.Helper()
	b.each(t, v, pages, func(t *testing.T, ctx context.Context, p sample) {
		prefer(t, ctx, v) // a look at the page before may have changed that
		page := visit{ctx, b.home, p, listen(t, ctx)}
		do(t, ctx, chromedp.Navigate(b.home+p.path))
		for _, l := range looks {
			t.Run(l.name, func(t *testing.T) { l.at(t, page) })
		}
	})
}
