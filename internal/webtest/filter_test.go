package webtest

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/build"
	"dateline/internal/edtf"
	"dateline/internal/timeline"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestFilter uses the filters as readers do, and holds what they show against
// what Go counts in the linked model.
func TestFilter(t *testing.T) {
	t.Parallel()
	site, linked := filterSite(t)
	b := start(t, serve(t, site))
	for _, test := range []struct {
		name string
		run  func(*testing.T, browser, *timeline.Timeline)
	}{
		{"choose", filterChoose},
		{"addresses", filterAddresses},
		{"windows", filterWindows},
		{"back", filterBack},
		{"empty", filterEmpty},
		{"dates", filterDates},
		{"drag", filterDrag},
		{"touch", filterTouch},
		{"broken off", filterBrokenOff},
		{"offline", filterOffline},
		{"keys", filterKeys},
		{"search", filterSearch},
		{"accessible", filterAccessible},
		{"scriptless", filterScriptless},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, b, linked)
		})
	}
}

// filterSite builds the demo and returns it with its model.
func filterSite(t *testing.T) (fs.FS, *timeline.Timeline) {
	t.Helper()
	result := buildSite(t, build.Options{Source: os.DirFS("../..")})
	return result.FS, result.Timeline
}

// found is what a reader sees of a filtered list.
type found struct {
	Status  string
	Entries []string // ids, in order
	Address string   // the query
	Chosen  string
}

// shown waits until the page shows what the last act asked for.
const shown = `(async () => {
	const pause = (ms) => new Promise(done => setTimeout(done, ms));
	await pause(80);
	for (let k = 0; k < 100; k++) {
		if (document.querySelector("p.found") && !document.querySelector("[aria-busy='true']")) break;
		await pause(30);
	}
	await pause(30);
	return {
		Status: document.querySelector("p.found")?.textContent ?? "no filters",
		Entries: [...document.querySelectorAll("main .entry")].map(e => e.id),
		Address: decodeURIComponent(location.search),
		Chosen: document.querySelector(".chosen")?.innerText.replaceAll("\n", " ") ?? "",
	};
})()`

// pressOn clicks an element as scripts do; what names it where it is not there.
func pressOn(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	if !eval[bool](t, ctx, fmt.Sprintf(`(e => { e?.scrollIntoView({block: "center"}); e?.click(); return !!e })(document.querySelector(%q))`, selector)) {
		t.Fatalf("there is no %s", selector)
	}
}

// openFilters opens the filters and one facet of them.
func openFilters(t *testing.T, ctx context.Context, facet string) {
	t.Helper()
	pressOn(t, ctx, ".filter > summary")
	eval[found](t, ctx, shown)
	eval[bool](t, ctx, fmt.Sprintf(`document.querySelector("[name=%s]") !== null || [...document.querySelectorAll(".facet summary")]
		.filter(e => e.textContent.trim().toLowerCase() === %q).map(e => e.click()).length > 0`, facet, facet))
	eval[found](t, ctx, shown)
}

// wanted is what Go counts: the ids of the entries that fit, newest first.
func wanted(linked *timeline.Timeline, fits func(timeline.Entry) bool) []string {
	var ids []string
	for _, e := range slices.Backward(linked.Entries) {
		if !fits(e) {
			continue
		}
		kind, slug, _ := strings.Cut(strings.Trim(e.URL(), "/"), "/")
		ids = append(ids, "entry--"+strings.TrimSuffix(kind, "s")+"-"+slug)
	}
	return ids
}

// names reports whether an entry names an actor, in a role where one is given.
func names(e timeline.Entry, slug, role string) bool {
	if e.Article != nil {
		return role == "" && slices.ContainsFunc(e.Article.Actors, func(a *timeline.Actor) bool { return a.Meta.Slug.V == slug })
	}
	return slices.ContainsFunc(e.Incident.Roles, func(r timeline.Role) bool {
		return (slug == "" || r.Actor != nil && r.Actor.Meta.Slug.V == slug) && (role == "" || r.Role == role)
	})
}

func tagged(e timeline.Entry, slug string) bool {
	is := func(tag *timeline.Tag) bool { return tag.Slug == slug }
	if e.Article != nil {
		return slices.ContainsFunc(e.Article.Tags, is)
	}
	return slices.ContainsFunc(e.Incident.Tags, is)
}

// during reports whether an entry's date touches the time between two days.
func during(t *testing.T, e timeline.Entry, from, to string) bool {
	t.Helper()
	span, err := edtf.Parse(from + "/" + to)
	if err != nil {
		t.Fatal(err)
	}
	begin, end, _ := span.Bounds()
	first, last, ok := e.Date().Bounds()
	if !ok {
		return false
	}
	return (first.Kind == edtf.Open || first.Kind == edtf.Known && first.Day.Compare(end.Day) <= 0) &&
		(last.Kind == edtf.Open || last.Kind == edtf.Known && last.Day.Compare(begin.Day) >= 0)
}

// check holds a filtered list against what Go counts.
func check(t *testing.T, got found, of int, want []string) {
	t.Helper()
	if status := fmt.Sprintf("%d of %d\u00a0entries", len(want), of); got.Status != status {
		t.Errorf("%s: the page says %q, want %q", got.Address, got.Status, status)
	}
	if window := want[:min(50, len(want))]; !slices.Equal(got.Entries, window) {
		t.Errorf("%s: the page lists\n%v, want\n%v", got.Address, got.Entries, window)
	}
}

// filterChoose ticks boxes; each says before what it gives.
func filterChoose(t *testing.T, b browser, linked *timeline.Timeline) {
	ctx := b.tab(t, wide)
	seen := listen(t, ctx)
	do(t, ctx, chromedp.Navigate(b.home))
	openFilters(t, ctx, "actor")
	type option struct {
		Key   string
		Count int
	}
	const options = `[...document.querySelectorAll(".facet [name=actor]")].map(e => ({Key: e.value, Count: Number(e.closest("label").querySelector("small").textContent)}))`
	holds := func(fits func(timeline.Entry) bool) {
		t.Helper()
		all := eval[[]option](t, ctx, options)
		if len(all) < 5 {
			t.Errorf("only %d actors to choose", len(all))
		}
		for _, o := range all {
			want := wanted(linked, func(e timeline.Entry) bool { return fits(e) && names(e, o.Key, "") })
			if o.Count != len(want) {
				t.Errorf("%s would give %d, says the page; want %d", o.Key, o.Count, len(want))
			}
		}
	}
	holds(func(timeline.Entry) bool { return true })

	pressOn(t, ctx, "[name=actor][value=nato]")
	got := eval[found](t, ctx, shown)
	check(t, got, len(linked.Entries), wanted(linked, func(e timeline.Entry) bool { return names(e, "nato", "") }))
	if got.Address != "?actor=nato" || !strings.Contains(got.Chosen, "Actor: North Atlantic Treaty Organization") {
		t.Errorf("the address holds %q; chosen is %q", got.Address, got.Chosen)
	}
	// One more actor widens the list, until all of them must appear.
	pressOn(t, ctx, "[name=actor][value=iraq]")
	check(t, eval[found](t, ctx, shown), len(linked.Entries), wanted(linked, func(e timeline.Entry) bool { return names(e, "nato", "") || names(e, "iraq", "") }))
	pressOn(t, ctx, "[name=actors]")
	both := func(e timeline.Entry) bool { return names(e, "nato", "") && names(e, "iraq", "") }
	got = eval[found](t, ctx, shown)
	check(t, got, len(linked.Entries), wanted(linked, both))
	if got.Address != "?actor=nato&actor=iraq&actors=all" {
		t.Errorf("the address holds %q", got.Address)
	}
	eval[bool](t, ctx, `document.activeElement.blur() || true`)
	holds(both)

	// Taking all back brings the page back as it was, and says how much there is again.
	everything := fmt.Sprintf("%d\u00a0entries", len(linked.Entries))
	pressOn(t, ctx, ".chosen li:last-child button")
	if got := eval[found](t, ctx, shown); got.Address != "" || got.Status != everything || len(got.Entries) != len(linked.Entries) {
		t.Errorf("after clearing: %q, %q, %d entries", got.Address, got.Status, len(got.Entries))
	}
	seen.Lock()
	defer seen.Unlock()
	for _, complaint := range seen.complaints {
		t.Errorf("the browser says: %s", complaint)
	}
}

// filterAddresses opens addresses as readers share them, on several lists.
func filterAddresses(t *testing.T, b browser, linked *timeline.Timeline) {
	everything := func(timeline.Entry) bool { return true }
	tab := b.lasting(t, wide)
	for _, tt := range []struct {
		address string
		within  func(timeline.Entry) bool
		fits    func(timeline.Entry) bool
	}{
		{"?actor=nato&tag=rockets", everything, func(e timeline.Entry) bool { return names(e, "nato", "") && tagged(e, "rockets") }},
		{"?tag=rockets&tag=drones", everything, func(e timeline.Entry) bool { return tagged(e, "rockets") || tagged(e, "drones") }},
		{"?role=target", everything, func(e timeline.Entry) bool { return names(e, "", "target") }},
		{"?role=target&actor=us-embassy-baghdad", everything, func(e timeline.Entry) bool { return names(e, "us-embassy-baghdad", "target") }},
		{"?type=incident&kind=attack", everything, func(e timeline.Entry) bool { return e.Incident != nil && e.Incident.Meta.Kind.V == "attack" }},
		{"?differ=yes", everything, func(e timeline.Entry) bool { return e.Incident != nil && e.Incident.Comparison.Differ() }},
		{"?source=xinhua", everything, func(e timeline.Entry) bool {
			is := func(s *timeline.Source) bool { return s != nil && s.Meta.Slug.V == "xinhua" }
			return e.Article != nil && (is(e.Article.Publisher) || slices.ContainsFunc(e.Article.Credits, is))
		}},
		{"?status=disputed&status=reported", everything, func(e timeline.Entry) bool {
			return e.Incident != nil && slices.Contains([]string{"disputed", "reported"}, e.Incident.Meta.Status.V)
		}},
		{"?from=2021-11&to=2021-12-18", everything, func(e timeline.Entry) bool { return during(t, e, "2021-11-01", "2021-12-18") }},
		{"?actor=nobody-of-that-name&type=article&x=y", everything, func(e timeline.Entry) bool { return e.Article != nil }},
		{"tags/rockets/?type=incident", func(e timeline.Entry) bool { return tagged(e, "rockets") }, func(e timeline.Entry) bool { return e.Incident != nil }},
		{"2021/12/?tag=rockets", func(e timeline.Entry) bool {
			day, _ := e.Date().Anchor()
			return day.Year == 2021 && day.Month == 12
		}, func(e timeline.Entry) bool { return tagged(e, "rockets") }},
		{"disputed/?tag=rockets", func(e timeline.Entry) bool { return e.Incident != nil && e.Incident.Comparison.Differ() }, func(e timeline.Entry) bool { return tagged(e, "rockets") }},
	} {
		t.Run(tt.address, func(t *testing.T) {
			ctx := limit(t, tab)
			do(t, ctx, chromedp.Navigate(b.home+tt.address))
			want := wanted(linked, func(e timeline.Entry) bool { return tt.within(e) && tt.fits(e) })
			if len(want) == 0 {
				t.Error("the demo has nothing that fits: the test says nothing")
			}
			check(t, eval[found](t, ctx, shown), len(wanted(linked, tt.within)), want)
			// Links of the cards lead from this page to others of the site.
			if broken := eval[string](t, ctx, `[...document.querySelectorAll("main .entry h3 a")].map(a => a.href)
				.filter(href => !/\/(articles|incidents)\/[^\/]+\/$/.test(href) || !href.startsWith(new URL(document.documentElement.dataset.root, document.baseURI).href)).join(" ")`); broken != "" {
				t.Errorf("cards lead to %s", broken)
			}
		})
	}
}

// filterWindows turns over the windows of a long list.
func filterWindows(t *testing.T, b browser, linked *timeline.Timeline) {
	ctx := b.open(t, wide, "?from=0001")
	all := wanted(linked, func(e timeline.Entry) bool { return during(t, e, "0001-01-01", "9999-12-31") })
	if len(all) < 60 {
		t.Fatalf("the demo has only %d entries", len(all))
	}
	check(t, eval[found](t, ctx, shown), len(linked.Entries), all)
	pressOn(t, ctx, ".pager button")
	got := eval[found](t, ctx, shown)
	if !slices.Equal(got.Entries, all[50:]) || !strings.Contains(got.Address, "page=2") {
		t.Errorf("the second window, at %s, lists %v", got.Address, got.Entries)
	}
	if focus := eval[string](t, ctx, `document.activeElement.getAttribute("aria-label")`); focus != "Filtered entries" {
		t.Errorf("the focus is on %q", focus)
	}
}

// filterBack goes back and forward through choices.
func filterBack(t *testing.T, b browser, linked *timeline.Timeline) {
	ctx := b.open(t, wide, "")
	openFilters(t, ctx, "tag")
	pressOn(t, ctx, "[name=tag][value=rockets]")
	first := eval[found](t, ctx, shown)
	pressOn(t, ctx, "[name=tag][value=drones]")
	second := eval[found](t, ctx, shown)
	if first.Status == second.Status || second.Address != "?tag=rockets&tag=drones" {
		t.Fatalf("two choices give %q and %q at %s", first.Status, second.Status, second.Address)
	}
	move := func(where string, want found) {
		t.Helper()
		eval[bool](t, ctx, "history."+where+"() || true")
		if got := eval[found](t, ctx, shown); got.Address != want.Address || got.Status != want.Status || !slices.Equal(got.Entries, want.Entries) {
			t.Errorf("%s shows %q at %q, want %q at %q", where, got.Status, got.Address, want.Status, want.Address)
		}
		ticked := eval[int](t, ctx, `document.querySelectorAll("[name=tag]:checked").length`)
		if ticked != strings.Count(want.Address, "tag=") {
			t.Errorf("%s ticks %d tags at %q", where, ticked, want.Address)
		}
	}
	move("back", first)
	move("back", found{Status: fmt.Sprintf("%d\u00a0entries", len(linked.Entries)), Entries: wanted(linked, func(timeline.Entry) bool { return true })})
	move("forward", first)
	move("forward", second)
}

// filterEmpty asks for what there is not: the page says what to loosen, and
// each way gives what it says.
func filterEmpty(t *testing.T, b browser, _ *timeline.Timeline) {
	const address = "?tag=rockets&kind=meeting&from=2021"
	ctx := b.open(t, wide, address)
	if got := eval[found](t, ctx, shown); !strings.HasPrefix(got.Status, "0 of ") || len(got.Entries) > 0 {
		t.Fatalf("%s shows %q", address, got.Status)
	}
	ways := eval[[]string](t, ctx, `[...document.querySelectorAll(".loosen li")].map(e => e.textContent)`)
	if len(ways) < 2 {
		t.Fatalf("the page names only %q", ways)
	}
	for k, way := range ways {
		do(t, ctx, chromedp.Navigate(b.home+address))
		eval[found](t, ctx, shown)
		pressOn(t, ctx, fmt.Sprintf(".loosen li:nth-child(%d) button", k+1))
		got := eval[found](t, ctx, shown)
		count, _, _ := strings.Cut(got.Status, " ")
		if !strings.Contains(way, " gives "+count+"\u00a0entr") || count == "0" {
			t.Errorf("%q gives %q", way, got.Status)
		}
		if focus := eval[string](t, ctx, `document.activeElement.tagName`); focus != "SUMMARY" {
			t.Errorf("the focus is on %s", focus)
		}
	}
}

// filterDates writes a span, rightly and wrongly.
func filterDates(t *testing.T, b browser, linked *timeline.Timeline) {
	ctx := b.open(t, wide, "")
	openFilters(t, ctx, "from")
	write := func(from, to string) found {
		t.Helper()
		eval[bool](t, ctx, fmt.Sprintf(`[["from", %q], ["to", %q]].forEach(([name, value]) => {
			const e = document.querySelector("[name=" + name + "]");
			e.value = value;
			e.dispatchEvent(new Event("change", {bubbles: true}));
		}) ?? true`, from, to))
		return eval[found](t, ctx, shown)
	}
	for _, tt := range []struct{ from, to, fault string }{
		{"2021-13", "", "no date"},
		{"2021-02-29", "", "no date"},
		{"last year", "", "no date"},
		{"2021-12", "2021-11", "ends before it begins"},
	} {
		write(tt.from, tt.to)
		if fault := eval[string](t, ctx, `document.querySelector(".fault").textContent`); !strings.Contains(fault, tt.fault) {
			t.Errorf("%s to %s: the page says %q", tt.from, tt.to, fault)
		}
	}
	want := wanted(linked, func(e timeline.Entry) bool { return during(t, e, "2020-02-29", "2021-05-31") })
	check(t, write("2020-02-29", "2021-05"), len(linked.Entries), want)
	for _, tt := range []struct{ from, to string }{{"٢٠٢٠-٠٢-٢٩", "٢٠٢١-٠٥"}, {"۲۰۲۰-۰۲-۲۹", "۲۰۲۱-۰۵"}} { // as keyboards in Arabic and Persian have them
		write("", "")
		got := write(tt.from, tt.to)
		check(t, got, len(linked.Entries), want)
		if got.Address != "?from=2020-02-29&to=2021-05" {
			t.Errorf("%s to %s: the address is %s", tt.from, tt.to, got.Address)
		}
	}
	// The keys for numbers of an iPhone have no hyphen.
	if keys := eval[string](t, ctx, `document.querySelector("[name=from]").inputMode`); keys == "numeric" || keys == "decimal" {
		t.Errorf("dates are written with the keys %q", keys)
	}
	if fault := eval[string](t, ctx, `document.querySelector(".fault").textContent`); fault != "" {
		t.Errorf("the page still says %q", fault)
	}
}

// TestFilterBeforeChrist holds that a chosen span has the years that the ruler names, where
// addresses count from a year 0.
func TestFilterBeforeChrist(t *testing.T) {
	t.Parallel()
	b := start(t, serve(t, built(t, fstest.MapFS{
		"content/_index.md":            {Data: []byte("---\ntitle: T\n---\n")},
		"content/incidents/old.md":     {Data: []byte("---\ntitle: Old\ndate: \"-0300\"\n---\n")},
		"content/incidents/younger.md": {Data: []byte("---\ntitle: Younger\ndate: 1066\n---\n")},
	})))
	for address, want := range map[string]string{
		"?from=-0300&to=-0201":       "Dates: 301 BCE to 202 BCE ×",
		"?from=0000&to=0099":         "Dates: 1 BCE to 99 CE ×",
		"?from=-11999&to=-9998":      "Dates: 12,000 BCE to 9999 BCE ×",
		"?from=-0043-03&to=-0043-03": "Dates: March 44 BCE ×",
		"?from=0000-12-01&to=0001-2": "Dates: from 1 December 1 BCE ×",
		"?from=1066-10-14&to=201912": "Dates: 1066-10-14 to 201912 ×",
	} {
		ctx := b.open(t, wide, address)
		if got := eval[found](t, ctx, shown).Chosen; !strings.HasSuffix(got, want) {
			t.Errorf("%s: chosen is %q, want %q", address, got, want)
		}
	}
}

// at returns where the middle of a bar is.
func at(t *testing.T, ctx context.Context, from string) (x, y float64) {
	t.Helper()
	box := eval[[]float64](t, ctx, fmt.Sprintf(`(() => {
		const e = document.querySelector(".bars [data-from='%s']");
		e.scrollIntoView({block: "center"});
		const box = e.getBoundingClientRect();
		return [box.x + box.width / 2, box.y + box.height / 2];
	})()`, from))
	return box[0], box[1]
}

// filterDrag brushes a span with the mouse, backwards too, and does not follow
// the link on which the drag ends.
func filterDrag(t *testing.T, b browser, linked *timeline.Timeline) {
	for _, tt := range []struct{ from, to string }{{"2021-06", "2021-12"}, {"2021-12", "2021-06"}} {
		ctx := b.open(t, wide, "")
		x, y := at(t, ctx, tt.from)
		end, _ := at(t, ctx, tt.to)
		drag(t, ctx, x, y, end, y)
		got := eval[found](t, ctx, shown)
		check(t, got, len(linked.Entries), wanted(linked, func(e timeline.Entry) bool { return during(t, e, "2021-06-01", "2021-12-31") }))
		if got.Address != "?from=2021-06&to=2021-12" {
			t.Errorf("the address holds %q", got.Address)
		}
		if n := eval[int](t, ctx, `document.querySelectorAll(".bars .brushed").length`); n != 7 {
			t.Errorf("%d bars are brushed, want 7", n)
		}
	}
}

// filterTouch presses, waits and drags on a touch screen; dragging at once is
// scrolling.
func filterTouch(t *testing.T, b browser, _ *timeline.Timeline) {
	for _, tt := range []struct{ name, address string }{{"held", "?from=2021-10&to=2021-12"}, {"at once", ""}} {
		t.Run(tt.name, func(t *testing.T) {
			ctx := b.open(t, phone, "")
			end, _ := at(t, ctx, "2021-12")
			x, y := at(t, ctx, "2021-10")
			if tt.name == "held" {
				touch(t, ctx, input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: x, Y: y})
				pause(t, ctx, 600)
				for k := range 4 {
					touch(t, ctx, input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: x + (end-x)*float64(k+1)/4, Y: y})
				}
				touch(t, ctx, input.DispatchTouchEventTypeTouchEnd)
				await(t, ctx, fmt.Sprintf("location.search === %q", tt.address)) // a busy machine takes its time
			} else { // the browser drags by itself: commands may take longer than a press that is held
				call(t, ctx, input.SynthesizeScrollGesture, input.SynthesizeScrollGestureParams{X: x, Y: y, XDistance: end - x, GestureSourceType: input.GestureSourceTypeTouch})
			}
			pause(t, ctx, 400)
			if got := eval[string](t, ctx, "location.pathname.slice(-6) + location.search"); got != "/iraq/"+tt.address {
				t.Errorf("after a drag the address is %q, want %q", got, tt.address)
			}
		})
	}
}

// filterBrokenOff drags, and the device or the browser takes the pointer away: the ruler
// shows what is chosen, as before.
func filterBrokenOff(t *testing.T, b browser, _ *timeline.Timeline) {
	ctx := b.open(t, wide, "?from=2021-06&to=2021-08")
	eval[found](t, ctx, shown)
	holds := func(when string) {
		t.Helper()
		if got := eval[string](t, ctx, `[...document.querySelectorAll(".bars .brushed")].map(bar => bar.dataset.from).join(" ") + location.search`); got != "2021-06 2021-07 2021-08?from=2021-06&to=2021-08" {
			t.Errorf("%s: brushed is %s", when, got)
		}
	}
	x, y := at(t, ctx, "2021-10")
	end, _ := at(t, ctx, "2021-12")
	mouse(t, ctx, input.DispatchMouseEventTypeMousePressed, x, y)
	mouse(t, ctx, input.DispatchMouseEventTypeMouseMoved, end, y)
	do(t, ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y)) // let go where the page does not hear of it
	holds("a button that is no longer pressed")
	mouse(t, ctx, input.DispatchMouseEventTypeMousePressed, x, y)
	mouse(t, ctx, input.DispatchMouseEventTypeMouseMoved, end, y)
	eval[bool](t, ctx, `dispatchEvent(new PointerEvent("pointercancel", {isPrimary: true}))`)
	holds("a pointer that is taken away")
}

// filterOffline brushes, and comes by an address that holds a choice, where the filters
// cannot be loaded: the page says so, and the whole list is not taken for what was chosen.
func filterOffline(t *testing.T, b browser, _ *timeline.Timeline) {
	for _, address := range []string{"", "?actor=nato"} {
		ctx := b.tab(t, wide)
		call(t, ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{
			URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*filter*.js", Block: true}},
		})
		do(t, ctx, chromedp.Navigate(b.home+address))
		if address == "" {
			eval[bool](t, ctx, `document.querySelector(".bars a").focus() ?? true`)
			do(t, ctx, chromedp.KeyEvent(kb.ArrowRight, chromedp.KeyModifiers(kb.ModifierShift)))
		}
		await(t, ctx, `document.querySelector(".filter p").checkVisibility() && document.querySelector(".filter p").textContent.includes("could not")`)
		call(t, ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{})
		pressOn(t, ctx, ".filter > summary")
		pressOn(t, ctx, ".filter > summary")
		await(t, ctx, `document.querySelector(".filter form") !== null`)
	}
}

// filterKeys steps over the bars, and brushes with Shift held.
func filterKeys(t *testing.T, b browser, linked *timeline.Timeline) {
	ctx := b.open(t, wide, "")
	eval[bool](t, ctx, `document.querySelector(".bars a").focus() ?? true`)
	const here = `document.activeElement.dataset.from`
	do(t, ctx, chromedp.KeyEvent(kb.End))
	last := eval[string](t, ctx, here)
	do(t, ctx, chromedp.KeyEvent(kb.ArrowLeft))
	before := eval[string](t, ctx, here)
	if last <= before || before == "" {
		t.Errorf("End reaches %q, the left arrow then %q", last, before)
	}
	if got := eval[string](t, ctx, "location.search"); got != "" {
		t.Errorf("stepping changes the address to %s", got)
	}
	for range 2 {
		do(t, ctx, chromedp.KeyEvent(kb.ArrowLeft, chromedp.KeyModifiers(kb.ModifierShift)))
	}
	begin := eval[string](t, ctx, here)
	got := eval[found](t, ctx, shown)
	if want := fmt.Sprintf("?from=%s&to=%s", begin, before); got.Address != want {
		t.Errorf("the address holds %q, want %q", got.Address, want)
	}
	check(t, got, len(linked.Entries), wanted(linked, func(e timeline.Entry) bool { return during(t, e, begin, before) }))
	// One step back leads out of the brush, however many keys made it.
	eval[bool](t, ctx, "history.back() || true")
	if got := eval[found](t, ctx, shown); got.Address != "" {
		t.Errorf("back leads to %q", got.Address)
	}
	// So it is again, and one that was left does not grow on elsewhere.
	shift := func(key string) found {
		t.Helper()
		do(t, ctx, chromedp.KeyEvent(key, chromedp.KeyModifiers(kb.ModifierShift)))
		return eval[found](t, ctx, shown)
	}
	shift(kb.ArrowLeft)
	eval[bool](t, ctx, "history.back() || true")
	if got := eval[found](t, ctx, shown); got.Address != "" {
		t.Errorf("after one more brush back leads to %q", got.Address)
	}
	shift(kb.ArrowLeft)
	eval[bool](t, ctx, `document.querySelector(".filter > summary").focus() ?? true`)
	eval[bool](t, ctx, `document.querySelector(".bars a").focus() ?? true`)
	first := eval[string](t, ctx, here)
	got = shift(kb.ArrowRight)
	if want := fmt.Sprintf("?from=%s&to=%s", first, eval[string](t, ctx, here)); got.Address != want {
		t.Errorf("a brush that begins at another bar: %q, want %q", got.Address, want)
	}
}

// filterSearch looks for a value in a facet of many.
func filterSearch(t *testing.T, b browser, _ *timeline.Timeline) {
	ctx := b.open(t, wide, "")
	openFilters(t, ctx, "actor")
	eval[bool](t, ctx, `[...document.querySelectorAll(".facet")].find(e => e.querySelector("[name=actor]")).querySelector("[type=search]").focus() ?? true`)
	do(t, ctx, chromedp.KeyEvent("sTOLTen"))
	if got := eval[string](t, ctx, `[...document.querySelectorAll("[name=actor]")].map(e => e.value).join(" ")`); got != "jens-stoltenberg" {
		t.Errorf("the search finds %q", got)
	}
	if got := eval[found](t, ctx, shown); got.Address != "" {
		t.Errorf("searching changes the address to %s", got.Address)
	}
}

// filterAccessible checks the open filters with axe, at 320 px and turned around.
func filterAccessible(t *testing.T, b browser, _ *timeline.Timeline) {
	for _, v := range []view{wide, small} {
		for _, address := range []string{"?" + url.Values{"actor": {"nato", "iraq"}, "from": {"2021"}}.Encode(), "2021/12/?tag=rockets&kind=meeting"} {
			t.Run(v.name+" "+address, func(t *testing.T) {
				ctx := b.open(t, v, address)
				eval[found](t, ctx, shown)
				pressOn(t, ctx, ".filter > summary")
				eval[bool](t, ctx, `document.querySelectorAll(".facet > summary").forEach(e => e.click()) ?? true`)
				eval[found](t, ctx, shown)
				axe(t, ctx)
				darkened(t, ctx)
				fits(t, ctx)
				if !eval[bool](t, ctx, `(([from, to]) => to.left - from.right > 4 || to.top - from.bottom > 4)([...document.querySelectorAll(".filter .span input")].map(e => e.getBoundingClientRect()))`) {
					t.Error("the fields of the dates touch")
				}
				eval[string](t, ctx, `document.documentElement.dir = "rtl"`)
				fits(t, ctx)
			})
		}
	}
}

// filterScriptless checks that a shared address shows the whole list without
// scripts, and leads to the lists that there are.
func filterScriptless(t *testing.T, b browser, linked *timeline.Timeline) {
	ctx := b.tab(t, wide)
	call(t, ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	do(t, ctx, chromedp.Navigate(b.home+"?actor=nato"))
	if n := eval[int](t, ctx, `document.querySelectorAll("main .entry").length`); n != len(linked.Entries) {
		t.Errorf("the page lists %d of %d entries", n, len(linked.Entries))
	}
	if n := eval[int](t, ctx, `document.querySelectorAll(".filter a[href]").length`); n < 4 {
		t.Errorf("the filters lead to %d lists", n)
	}
}
