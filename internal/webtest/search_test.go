package webtest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestSearch searches the demo site as readers do.
func TestSearch(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, demo(t)))
	for _, test := range []struct {
		name string
		run  func(*testing.T, browser)
	}{
		{"dialog", searchDialog},
		{"slow", searchSlow},
		{"back", searchBack},
		{"page", searchPage},
		{"queries", searchQueries},
		{"date", searchDate},
		{"phone", searchPhone},
		{"accessible", searchAccessible},
		{"scriptless", searchScriptless},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, b) })
	}
}

// searching is what a reader sees of a search.
type searching struct {
	Open   bool // the dialog
	Status string
	Titles []string
	Kinds  []string
	Marks  []string // in the results, titles and text, in small letters
	Hrefs  []string
	Focus  int // the result that has the focus, -1 where none has, -2 in the field
}

const searchState = `(() => {
	const links = [...document.querySelectorAll(".results a")];
	return {
		Open: document.querySelector("dialog.search")?.open ?? false,
		Status: document.querySelector(".search [role=status]")?.textContent ?? "",
		Titles: links.map(e => e.textContent),
		Kinds: [...document.querySelectorAll(".results .kicker b")].map(e => e.textContent),
		Marks: [...document.querySelectorAll(".results mark")].map(e => e.textContent.toLowerCase()),
		Hrefs: links.map(e => e.getAttribute("href")),
		Focus: document.activeElement?.matches(".search input") ? -2 : links.indexOf(document.activeElement),
	};
})()`

// until looks at a search until it is as it should be.
func until(t *testing.T, ctx context.Context, what string, good func(searching) bool) searching {
	t.Helper()
	var s searching
	for range 100 {
		s = eval[searching](t, ctx, searchState)
		if good(s) {
			return s
		}
		time.Sleep(100 * time.Millisecond) // the page answers when it is ready
	}
	t.Fatalf("%s: the search stays at %+v", what, s)
	return s
}

func answered(s searching) bool { return len(s.Titles) > 0 }

// searchDialog opens the search on an article, finds, walks and leaves.
func searchDialog(t *testing.T, b browser) {
	ctx := b.open(t, wide, "articles/republicworld-2021-12-27/")
	slashKey(t, ctx)
	until(t, ctx, "after /", func(s searching) bool { return s.Open && s.Focus == -2 && strings.HasPrefix(s.Status, "Type") })
	call(t, ctx, input.InsertText, input.InsertTextParams{Text: "rockets green zone"}) // at once: one answer
	s := until(t, ctx, "after typing", answered)
	if !strings.HasSuffix(s.Status, "\u00a0results") {
		t.Errorf("the status is %q", s.Status)
	}
	if below := eval[float64](t, ctx, `document.querySelector("dialog").getBoundingClientRect().bottom - innerHeight`); below > 0 {
		t.Errorf("the dialog ends %v px below the window", below)
	}
	until(t, ctx, "marks", func(s searching) bool {
		return strings.Contains(strings.Join(s.Marks, " "), "rockets") && strings.Contains(strings.Join(s.Marks, " "), "green")
	})
	for _, step := range []struct {
		key  string
		want int
	}{{kb.ArrowDown, 0}, {kb.ArrowDown, 1}, {kb.ArrowUp, 0}, {kb.ArrowUp, -2}, {kb.ArrowUp, -2}, {kb.ArrowDown, 0}} {
		do(t, ctx, chromedp.KeyEvent(step.key))
		if got := eval[searching](t, ctx, searchState).Focus; got != step.want {
			t.Fatalf("an arrow leads to %d, want %d", got, step.want)
		}
	}
	// An answer that comes while a reader walks keeps them in the list.
	do(t, ctx, chromedp.KeyEvent(kb.ArrowUp+" baghdad"+kb.ArrowDown))
	s = until(t, ctx, "after more words", func(s searching) bool { return strings.Contains(strings.Join(s.Marks, " "), "baghdad") })
	if s.Focus != 0 {
		t.Errorf("after another answer the focus is at %d", s.Focus)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Escape))
	until(t, ctx, "after Escape", func(s searching) bool { return !s.Open })
	slashKey(t, ctx)
	until(t, ctx, "after / again", func(s searching) bool { return s.Open && answered(s) })
	closesBeside(t, ctx)
	slashKey(t, ctx)
	s = until(t, ctx, "after / once more", func(s searching) bool { return s.Open && s.Focus == -2 && answered(s) })
	do(t, ctx, chromedp.KeyEvent(kb.ArrowDown))
	until(t, ctx, "at the first", func(s searching) bool { return s.Focus == 0 })
	do(t, ctx, chromedp.KeyEvent(kb.Enter))
	until(t, ctx, "after Enter", func(s searching) bool { return s.Status == "" })
	if got := eval[string](t, ctx, `location.href`); got != s.Hrefs[0] {
		t.Errorf("Enter leads to %s, want %s", got, s.Hrefs[0])
	}
}

// searchSlow types while the dialog is still to come: nothing of it is lost.
func searchSlow(t *testing.T, b browser) {
	const held = `document.querySelector("dialog.search[open] input") === document.activeElement && document.activeElement.value`
	for name, begin := range map[string]func(ctx context.Context){
		"key":   func(ctx context.Context) { slashKey(t, ctx) },
		"press": func(ctx context.Context) { press(t, ctx, ".masthead input") },
	} {
		t.Run(name, func(t *testing.T) {
			ctx := b.open(t, wide, "about/")
			eval[bool](t, ctx, `(document.querySelector("main a").focus(), true)`)
			slow(t, ctx)
			begin(ctx)
			do(t, ctx, chromedp.KeyEvent("roc"))
			await(t, ctx, held)
			do(t, ctx, chromedp.KeyEvent("ket"))
			if got := eval[string](t, ctx, held); got != "rocket" {
				t.Errorf("the dialog holds %q", got)
			}
			until(t, ctx, "after typing", answered)
			do(t, ctx, chromedp.KeyEvent(kb.Escape))
			if got := eval[string](t, ctx, `document.querySelector(".masthead input").value`); got != "" {
				t.Errorf("the masthead holds %q", got)
			}
			if name == "key" && !eval[bool](t, ctx, `document.activeElement.matches("main a")`) {
				t.Error("after the dialog the focus is elsewhere")
			}
		})
	}
}

// slow makes each answer of the host come a second late.
func slow(t *testing.T, ctx context.Context) {
	t.Helper()
	call(t, ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 1000, DownloadThroughput: -1, UploadThroughput: -1}},
	})
}

// searchBack comes back from a result: the list is as long as it was, and where it was.
func searchBack(t *testing.T, b browser) {
	ctx := b.open(t, wide, "search/?q=iraq")
	until(t, ctx, "by address", answered)
	eval[bool](t, ctx, `(document.querySelector(".results + button").click(), true)`)
	long := until(t, ctx, "more", func(s searching) bool { return len(s.Titles) == 28 })
	y := eval[int](t, ctx, `(document.querySelectorAll(".results a")[20].scrollIntoView({block: "center"}), scrollY)`)
	do(t, ctx, chromedp.Click(".results li:nth-child(21) a"))
	await(t, ctx, `location.href === "`+long.Hrefs[20]+`" && document.readyState === "complete"`)
	do(t, ctx, chromedp.NavigateBack())
	until(t, ctx, "back", func(s searching) bool { return len(s.Titles) == 28 })
	await(t, ctx, fmt.Sprintf(`Math.abs(scrollY - %d) < 200`, y))
}

// searchPage follows an address that holds a search, narrows it down, and
// finds the address changed.
func searchPage(t *testing.T, b browser) {
	ctx := b.open(t, wide, "search/?q=rockets&kind=incident")
	s := until(t, ctx, "by address", answered)
	for _, kind := range s.Kinds {
		if kind != "Incident" {
			t.Errorf("among the incidents is %q", kind)
		}
	}
	eval[bool](t, ctx, `(() => {
		const from = document.querySelector("select[name=from]");
		from.value = "2021";
		return from.dispatchEvent(new Event("change"));
	})()`)
	all := s.Status
	until(t, ctx, "from 2021", func(s searching) bool { return s.Status != all })
	if got := eval[string](t, ctx, `location.search`); got != "?q=rockets&kind=incident&from=2021" {
		t.Errorf("the address holds %q", got)
	}
	unknown := b.open(t, wide, "search/?q=rockets&kind=zzz&from=99999")
	until(t, unknown, "unknown choices", answered)
	if got := eval[string](t, unknown, `[...document.querySelectorAll(".choices select")].map(e => e.selectedIndex).join(" ") + location.search`); got != "0 0 0?q=rockets" {
		t.Errorf("unknown choices become %s", got)
	}
	do(t, ctx, chromedp.Focus(`.search input`), chromedp.KeyEvent(" qqqqq"))
	until(t, ctx, "nothing", func(s searching) bool { return strings.HasPrefix(s.Status, "Nothing found.") && !answered(s) })
	if !eval[bool](t, ctx, `document.getElementById("lists--heading").getBoundingClientRect().bottom < innerHeight`) {
		t.Error("nothing is found, and the lists to browse are out of sight")
	}
}

// searchQueries asks in several scripts, begun and mistyped.
func searchQueries(t *testing.T, b browser) {
	tab := b.lasting(t, wide)
	for _, tt := range []struct{ query, want string }{
		{"NATO", "North Atlantic Treaty Organization"},
		{"soleimanni", "Qassem Soleimani"},
		{"kadimi", "Mustafa al-Kadhimi"},
		{"الاعرجي", "Qasim al-Araji"},
		{"muqt", "Muqtada al-Sadr"},
		{"xinhua", "Xinhua"},
	} {
		t.Run(tt.query, func(t *testing.T) {
			ctx := limit(t, tab)
			do(t, ctx, chromedp.Navigate(b.home+"search/?q="+tt.query))
			if s := until(t, ctx, tt.query, answered); s.Titles[0] != tt.want {
				t.Errorf("%q finds %q first, want %q", tt.query, s.Titles, tt.want)
			}
		})
	}
}

// searchDate checks that what is found by its date shows what it is about: the date, which
// its page says once more, is marked where the list has it.
func searchDate(t *testing.T, b browser) {
	ctx := b.open(t, wide, "search/?q=14+Jan+2022")
	s := until(t, ctx, "marks", func(s searching) bool { return len(s.Marks) > 2 })
	if got := eval[string](t, ctx, `document.querySelector(".results .kicker").innerHTML`); !strings.Contains(got, "<mark>14</mark>") {
		t.Errorf("of the results %q, the first is dated %s", s.Titles, got)
	}
	const shown = `document.querySelector(".results .summary").textContent`
	for range 100 {
		if eval[string](t, ctx, shown) != "" {
			break
		}
		time.Sleep(100 * time.Millisecond) // its page comes
	}
	if got := eval[string](t, ctx, shown); !strings.HasPrefix(got, "AFP, as printed by Arab News") {
		t.Errorf("the first result shows %q", got)
	}
}

// searchPhone checks that dialog and page fit a small screen.
func searchPhone(t *testing.T, b browser) {
	const overflow = `document.documentElement.scrollWidth > innerWidth || [...document.querySelectorAll(".search, .search *")].some(e =>
		e.checkVisibility() && (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1))`
	ctx := b.open(t, small, "search/?q=rockets")
	until(t, ctx, "page", answered)
	if eval[bool](t, ctx, overflow) {
		t.Error("the page of the search is wider than the screen")
	}
	ctx = b.open(t, small, "")
	slashKey(t, ctx)
	until(t, ctx, "dialog", func(s searching) bool { return s.Open && s.Status != "" })
	do(t, ctx, chromedp.KeyEvent("rockets"))
	until(t, ctx, "dialog", answered)
	if eval[bool](t, ctx, overflow) {
		t.Error("the dialog is wider than the screen")
	}
}

// searchAccessible checks an open dialog and an answering page with axe.
func searchAccessible(t *testing.T, b browser) {
	for _, v := range []view{wide, phone} {
		t.Run(v.name, func(t *testing.T) {
			ctx := b.open(t, v, "search/?q=الأعرجي")
			until(t, ctx, "page", answered)
			axe(t, ctx)
			darkened(t, ctx)
			ctx = b.open(t, v, "about/")
			slashKey(t, ctx)
			until(t, ctx, "dialog", func(s searching) bool { return s.Open && s.Status != "" })
			do(t, ctx, chromedp.KeyEvent("rockets"))
			until(t, ctx, "dialog", answered)
			const beyond = `(end => end("dialog form button") - end("dialog .results li"))(css => document.querySelector(css).getBoundingClientRect().right)`
			if by := eval[float64](t, ctx, beyond); by < -1 || by > 1 {
				t.Errorf("the field of the dialog ends %v px after its results", by)
			}
			axe(t, ctx)
			darkened(t, ctx)
		})
	}
}

// searchScriptless checks that the page says what is missing and offers lists.
func searchScriptless(t *testing.T, b browser) {
	ctx := b.tab(t, wide)
	call(t, ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	do(t, ctx, chromedp.Navigate(b.home+"search/?q=rockets"))
	call(t, ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
	text := eval[string](t, ctx, `document.querySelector("main").innerText`)
	for _, want := range []string{"JavaScript", "Incidents", "Articles", "Actors", "Sources", "Tags", "Places"} {
		if !strings.Contains(text, want) {
			t.Errorf("without scripts, the page says %q, nothing of %s", text, want)
		}
	}
}
