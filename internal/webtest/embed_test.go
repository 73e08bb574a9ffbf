package webtest

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const embedIncident = "incidents/green-zone-rockets-december-2021/embed/"

// embeds holds a page of every kind that others show in a frame.
var embeds = []sample{
	{"incident", embedIncident},
	{"incident without accounts", "incidents/taji-rockets/embed/"},
	{"field", embedIncident + "#account--damage"},
	{"timeline", "embed/"},
	{"filtered", "embed/?actor=nato&actor=iraq&actors=all&from=2021-11"},
	{"actor", "actors/qasim-al-araji/embed/"},
	{"source", "sources/xinhua/embed/"},
	{"tag", "tags/rockets/embed/"},
	{"place", "places/green-zone-baghdad-iraq/embed/"},
	{"year", "2021/embed/"},
	{"month", "2021/12/embed/"},
}

// TestEmbed shows pages of the site in frames of a page on another origin.
func TestEmbed(t *testing.T) {
	t.Parallel()
	site := demo(t)
	home := serveHeaders(t, site)
	b := start(t, home)
	for _, test := range []struct {
		name string
		run  func(*testing.T, browser)
	}{
		{"framed", embedFramed},
		{"late", embedLate},
		{"pasted", embedPasted},
		{"deep", embedDeep},
		{"filtered", embedFiltered},
		{"follow", embedFollowed},
		{"moved", embedMoved},
		{"scriptless", embedScriptless},
		{"hostile", embedHostile},
		{"headers", embedHeaders},
		{"accessible", embedAccessible},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.run(t, b) // one after the other: tabs list the frames of all
		})
	}
}

// serveHeaders serves the site with the headers that its _headers asks for. A
// header that two rules set is sent as hosts do that join them.
func serveHeaders(t *testing.T, site fs.FS) string {
	t.Helper()
	rules, err := fs.ReadFile(site, "_headers")
	if err != nil {
		t.Fatal(err)
	}
	files := http.StripPrefix(base, http.FileServerFS(site))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fits := false
		for line := range strings.Lines(string(rules)) {
			if !strings.HasPrefix(line, " ") {
				fits = ruleFits(strings.TrimSpace(line), r.URL.Path)
			} else if name, value, _ := strings.Cut(strings.TrimSpace(line), ": "); fits {
				if before := w.Header().Get(name); before != "" {
					value = before + ", " + value
				}
				w.Header().Set(name, value)
			}
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + base
}

// ruleFits reports whether a path of _headers fits an address.
func ruleFits(rule, address string) bool {
	if before, splat := strings.CutSuffix(rule, "*"); splat {
		return strings.HasPrefix(address, before)
	}
	want, has := strings.Split(rule, "/"), strings.Split(address, "/")
	for k, part := range want {
		if len(want) != len(has) || part != has[k] && !strings.HasPrefix(part, ":") {
			return false
		}
	}
	return true
}

// elsewhere opens a page of another origin with a body.
func elsewhere(t *testing.T, b browser, v view, body string) context.Context {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!doctype html><title>%s</title><body>%s", path.Base(r.URL.Path), body)
	}))
	t.Cleanup(server.Close)
	ctx := b.tab(t, v)
	do(t, ctx, chromedp.Navigate(strings.Replace(server.URL, "127.0.0.1", "localhost", 1)))
	return ctx
}

// frame is what others paste, with an address of the test's server.
func frame(b browser, address string) string {
	return fmt.Sprintf(`<iframe src="%s" title="Embedded" width="100%%" height="480" style="border:0"></iframe><script src="%sembed.js" async></script>`,
		b.home+strings.ReplaceAll(address, "&", "&amp;"), b.home)
}

// inFrame returns what shows a page of the site in the frame of another origin.
func inFrame(t *testing.T, ctx context.Context, b browser, page string) context.Context {
	t.Helper()
	for range 100 {
		targets, err := chromedp.Targets(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, target := range targets {
			if target.Type == "iframe" && target.URL == b.home+page {
				inner, leave := chromedp.NewContext(ctx, chromedp.WithTargetID(target.TargetID))
				t.Cleanup(leave)
				return inner
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("no frame shows %s", page)
	return nil
}

// heights lists how high the frames of a page are.
const heights = `[...document.querySelectorAll("iframe")].map(f => f.offsetHeight)`

// embedFramed holds that each of several frames gets the height of what it shows,
// and follows when the page gets narrower.
func embedFramed(t *testing.T, b browser) {
	var body strings.Builder
	for _, e := range embeds {
		fmt.Fprintf(&body, `<div style="inline-size: 100%%">%s</div>`, frame(b, e.path))
	}
	ctx := elsewhere(t, b, wide, body.String())
	await(t, ctx, heights+`.every(h => h !== 480)`)
	before := eval[[]int](t, ctx, heights)
	for k, e := range embeds {
		// Browsers do not lay out frames of others that are out of sight.
		eval[bool](t, ctx, fmt.Sprintf(`(document.querySelectorAll("iframe")[%d].scrollIntoView(), true)`, k))
		inner := inFrame(t, ctx, b, e.path)
		// All of it is shown, and nothing is empty below.
		await(t, inner, `document.documentElement.scrollHeight <= innerHeight && innerHeight - document.querySelector("footer").getBoundingClientRect().bottom < 3`)
		if before[k] < 100 {
			t.Errorf("%s: a frame of %d px", e.kind, before[k])
		}
	}
	resize(t, ctx, small)
	for k := range embeds {
		await(t, ctx, fmt.Sprintf(`(f => f.scrollIntoView() ?? f.offsetHeight > %d)(document.querySelectorAll("iframe")[%d])`, before[k], k))
	}
}

// embedLate holds that a script that comes long after its frame still gives it
// its height.
func embedLate(t *testing.T, b browser) {
	before, _, _ := strings.Cut(frame(b, embedIncident), "<script")
	ctx := elsewhere(t, b, wide, before)
	await(t, inFrame(t, ctx, b, embedIncident), `document.readyState === "complete"`)
	pause(t, ctx, 300)
	if got := eval[[]int](t, ctx, heights); got[0] != 480 {
		t.Errorf("without the script the frame has %d px", got[0])
	}
	eval[bool](t, ctx, fmt.Sprintf(`(document.body.append(Object.assign(document.createElement("script"), {src: %q})), true)`, b.home+"embed.js"))
	await(t, ctx, heights+`[0] !== 480`)
}

// embedPasted pastes the line that a page offers, as it is without scripts and
// as they make it of a choice in the filters.
func embedPasted(t *testing.T, b browser) {
	const address = "https://example.org" + base
	line := `document.querySelector(".embed-line textarea").value`
	for _, tt := range []struct{ page, src, title string }{
		{"", "embed/", "Iraq, dated"},
		{cardIncident, embedIncident, "Two Katyusha rockets fired at the Green Zone · Iraq, dated"},
		{cardIncident + "#account--damage", embedIncident + "#account--damage", "Two Katyusha rockets fired at the Green Zone · Iraq, dated"},
		{"tags/rockets/?actor=nato&from=2021&page=2&fbclid=x", "tags/rockets/embed/?actor=nato&amp;from=2021", "rockets · Iraq, dated"},
	} {
		ctx := b.open(t, wide, tt.page)
		want := fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="480" loading="lazy" style="border:0"></iframe><script src="%sembed.js" async></script>`, address+tt.src, tt.title, address)
		if got := eval[string](t, ctx, line); got != want {
			t.Errorf("/%s offers\n%s\nwant\n%s", tt.page, got, want)
		}
	}

	ctx := b.open(t, wide, cardIncident)
	eval[bool](t, ctx, catch)
	press(t, ctx, ".embed-line summary")
	axe(t, ctx)
	press(t, ctx, ".embed-line .copy")
	await(t, ctx, `window.copied?.startsWith("<iframe ")`)
	pasted := strings.ReplaceAll(eval[string](t, ctx, `window.copied`), address, b.home)
	ctx = elsewhere(t, b, wide, pasted)
	await(t, ctx, heights+`[0] !== 480`)
	if got := eval[string](t, ctx, `document.querySelector("iframe").title`); !strings.HasPrefix(got, "Two Katyusha") {
		t.Errorf("the frame is titled %q", got)
	}

	// A choice is made while the line is there.
	ctx = b.open(t, wide, "")
	openFilters(t, ctx, "actor")
	pressOn(t, ctx, `input[name="type"][value="incident"], input[name="actor"]`)
	eval[found](t, ctx, shown)
	press(t, ctx, ".embed-line summary")
	await(t, ctx, line+`.includes("/embed/" + location.search + '"') && location.search !== ""`)
	// Safari 16 cannot count the parameters of an address.
	eval[bool](t, ctx, `delete URLSearchParams.prototype.size && document.querySelector(".embed-line").dispatchEvent(new Event("toggle"))`)
	if got := eval[string](t, ctx, line); !strings.Contains(got, "/embed/?") {
		t.Errorf("an older browser offers\n%s", got)
	}

	other := browser{b.ctx, serve(t, built(t, fstest.MapFS{
		"content/_index.md":         {Data: []byte("---\ntitle: T\n---\n")},
		"content/incidents/fire.md": {Data: []byte("---\ntitle: Fire\ndate: 2021\n---\n")},
		"content/articles/a.md":     {Data: []byte("---\ntitle: A\ndate: 2021\nincidents: [fire]\naccounts: {fire: {Zahl der Züge: 3}}\n---\n")},
	}))}
	ctx = other.open(t, wide, "incidents/fire/#account--zahl-der-züge")
	if got := eval[string](t, ctx, line); !strings.Contains(got, `/fire/embed/#account--zahl-der-z%C3%BCge"`) {
		t.Errorf("for a field in letters beyond ASCII the line is %s", got)
	}

	ctx = b.tab(t, small)
	call(t, ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	do(t, ctx, chromedp.Navigate(b.home+cardIncident))
	press(t, ctx, ".embed-line summary")
	if got := eval[string](t, ctx, line); !strings.HasPrefix(got, `<iframe src="`+address+embedIncident+`"`) {
		t.Errorf("without scripts the line is %s", got)
	}
	fits(t, ctx)
}

// embedDeep holds that a frame shows the field or note that its address names.
func embedDeep(t *testing.T, b browser) {
	full := b.open(t, wide, cardIncident)
	note := eval[string](t, full, `document.querySelector(".far-notes li").id`)
	words := eval[string](t, full, `document.querySelector(".far-notes blockquote").innerText.trim()`)
	for place, want := range map[string]string{note: words, "account--damage": "Damage"} {
		ctx := elsewhere(t, b, phone, frame(b, embedIncident+"#"+place))
		await(t, ctx, heights+`[0] !== 480`)
		inner := inFrame(t, ctx, b, embedIncident+"#"+place)
		await(t, inner, `document.querySelector(":target")?.offsetHeight > 20`)
		if got := eval[string](t, inner, `document.querySelector(":target").innerText`); !strings.Contains(got, want) {
			t.Errorf("#%s shows %q, want %q", place, got, want)
		}
		if !eval[bool](t, inner, `getComputedStyle(document.querySelector(":target")).backgroundColor !== getComputedStyle(document.body).backgroundColor`) {
			t.Errorf("#%s does not stand out", place)
		}
	}
	plain := b.open(t, wide, embedIncident)
	if n := eval[int](t, plain, `[...document.querySelectorAll("blockquote")].filter(e => e.offsetHeight).length`); n != 0 {
		t.Errorf("%d notes are shown unasked", n)
	}
}

// embedFiltered holds the entries of a filtered embed against those of the page
// of filters.
func embedFiltered(t *testing.T, b browser) {
	const query = "?actor=nato&actor=iraq&actors=all&from=2021-11"
	page := b.open(t, wide, query)
	want := eval[found](t, page, shown)
	ctx := elsewhere(t, b, wide, frame(b, "embed/"+query))
	inner := inFrame(t, ctx, b, "embed/"+query)
	await(t, inner, `document.querySelector(".chosen")`)
	got := eval[[]string](t, inner, `[...document.querySelectorAll(".entry")].map(e => e.id)`)
	if len(got) == 0 || strings.Join(got, " ") != strings.Join(want.Entries[:min(len(got), len(want.Entries))], " ") {
		t.Errorf("the frame shows %q, the page %q", got, want.Entries)
	}
	if words := eval[string](t, inner, `document.querySelector(".chosen").textContent`); words != "Actor: North Atlantic Treaty Organization + Iraq · Dates: from 2021-11" {
		t.Errorf("the frame says %q", words)
	}
	count, _, _ := strings.Cut(want.Status, " ")
	if all := eval[string](t, inner, `document.querySelector(".more a").textContent + " " + document.querySelector(".more a").search`); all != "All "+count+"\u00a0entries "+query {
		t.Errorf("the link to the whole: %q", all)
	}

	none := b.open(t, wide, "embed/?actor=nato&to=1900")
	await(t, none, `document.querySelector(".chosen") && !document.querySelector(".entry") && document.querySelector(".none").offsetHeight > 10`)
	if words := eval[string](t, none, `document.querySelector(".none").textContent + " " + document.querySelector(".more a").textContent + " " + document.querySelector(".more a").search`); !regexp.MustCompile(`^No entry fits this choice\. All [1-9]\d*\x{a0}entries $`).MatchString(words) {
		t.Errorf("where nothing fits, the frame says %q", words)
	}
	forced := b.open(t, dark, "embed/?theme=light")
	if paper := eval[string](t, forced, `getComputedStyle(document.documentElement).backgroundColor`); paper != "rgb(253, 252, 249)" {
		t.Errorf("held to light, the paper is %s", paper)
	}
}

// embedFollowed holds that links in a frame open the site's page in its place.
func embedFollowed(t *testing.T, b browser) {
	ctx := elsewhere(t, b, wide, frame(b, embedIncident))
	await(t, ctx, heights+`[0] !== 480`)
	x, y := middle(t, inFrame(t, ctx, b, embedIncident), `tr[id] th a`)
	do(t, ctx, chromedp.MouseClickXY(x+8, y+8)) // the margin around the frame
	await(t, ctx, fmt.Sprintf(`location.href.startsWith(%q) && document.querySelector(".accounts tr:target")`, b.home+cardIncident+"#account--"))
}

// embedMoved holds that older addresses lead on with what was asked for at them.
func embedMoved(t *testing.T, b browser) {
	moved := browser{b.ctx, serve(t, built(t, fstest.MapFS{
		"content/_index.md":         {Data: []byte("---\ntitle: T\n---\n")},
		"content/incidents/fire.md": {Data: []byte("---\ntitle: Fire\ndate: 2021\naliases: [old/blaze/]\n---\n")},
		"content/articles/a.md":     {Data: []byte("---\ntitle: A\ndate: 2021\nincidents: [fire]\naccounts: {fire: {trains: 3}}\n---\n")},
	}))}
	for from, to := range map[string]string{
		"old/blaze/": "incidents/fire/",
		"old/blaze/?theme=dark&q=%26#account--trains":       "incidents/fire/?theme=dark&q=%26#account--trains",
		"old/blaze/embed/?theme=dark#account--trains":       "incidents/fire/embed/?theme=dark#account--trains",
		"old/blaze/#account--trains:~:text=%3Cscript%3E%22": "incidents/fire/#account--trains",
	} {
		ctx := moved.tab(t, dark)
		do(t, ctx, chromedp.Navigate(moved.home+from))
		await(t, ctx, fmt.Sprintf(`location.href === %q`, moved.home+to))
	}
}

// embedScriptless holds that frames work where neither page runs scripts: they
// keep their height, and show the newest entries.
func embedScriptless(t *testing.T, b browser) {
	ctx := b.tab(t, wide)
	call(t, ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	for _, e := range embeds {
		do(t, ctx, chromedp.Navigate(b.home+e.path))
		shows := `document.querySelectorAll(".entry").length > 0`
		if strings.Contains(e.path, "incidents/") {
			shows = `document.querySelector("h1 a, .sheet svg") !== null`
		}
		if !eval[bool](t, ctx, shows+` && document.querySelector(".more a").href.startsWith("http")`) {
			t.Errorf("%s: without scripts nothing is shown", e.kind)
		}
	}
}

// embedHostile holds that frames that are not the site's, and words that are not
// numbers, move nothing; and that no number makes a frame endless.
func embedHostile(t *testing.T, b browser) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><title>x</title><script>parent.postMessage({dateline: {height: 1234}}, "*"); parent.frames[0].postMessage({dateline: {height: 1234}}, "*")</script>`)
	}))
	t.Cleanup(other.Close)
	ctx := elsewhere(t, b, wide, frame(b, embedIncident)+fmt.Sprintf(`<iframe src="%s/"></iframe><iframe src="%s/?%s"></iframe>`, other.URL, other.URL, b.home))
	await(t, ctx, heights+`[0] !== 480`)
	before := fmt.Sprint(eval[[]int](t, ctx, heights))
	eval[bool](t, ctx, `(postMessage({dateline: {height: 1234}}, "*"), true)`)
	pause(t, ctx, 200)
	if after := fmt.Sprint(eval[[]int](t, ctx, heights)); after != before {
		t.Errorf("frames of %s px became %s px", before, after)
	}
	inner := inFrame(t, ctx, b, embedIncident)
	for _, tt := range []struct{ message, want string }{
		{`"1e9"`, before},
		{`{dateline: 5}`, before},
		{`{dateline: {height: "900px; position: fixed"}}`, before},
		{`{dateline: {height: NaN}}`, before},
		{`{dateline: {height: Infinity}}`, before},
		{`null`, before},
		{`{dateline: {height: 1e9}}`, "[6000 "},
		{`{dateline: {height: -5}}`, "[60 "},
	} {
		eval[bool](t, inner, `(parent.postMessage(`+tt.message+`, "*"), true)`)
		pause(t, ctx, 150)
		if got := fmt.Sprint(eval[[]int](t, ctx, heights)); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: frames of %s px, want %s", tt.message, got, tt.want)
		}
	}

	// A frame of ours that shows another site is none of ours.
	before = fmt.Sprint(eval[[]int](t, ctx, heights))
	eval[bool](t, ctx, fmt.Sprintf(`(frames[0].location = %q, true)`, other.URL+"/again"))
	inFrame(t, ctx, browser{home: other.URL}, "/again")
	pause(t, ctx, 300)
	if after := fmt.Sprint(eval[[]int](t, ctx, heights)); after != before {
		t.Errorf("another site in our frame made %s px of %s px", after, before)
	}
}

// embedHeaders holds that a host that sends the site's headers lets others frame
// embeds, and no other page.
func embedHeaders(t *testing.T, b browser) {
	ctx := elsewhere(t, b, wide, frame(b, cardIncident)+frame(b, embedIncident))
	await(t, ctx, heights+`[1] !== 480`)
	if !eval[bool](t, inFrame(t, ctx, b, embedIncident), `document.querySelector("h1") !== null`) {
		t.Error("the embed is refused")
	}
	if eval[bool](t, inFrame(t, ctx, b, cardIncident), `document.querySelector(".masthead") !== null`) {
		t.Error("another site frames a page that is not made for it")
	}
}

// embedAccessible checks embeds with axe, at the widths that they are made for,
// and that the browser has nothing to complain of.
func embedAccessible(t *testing.T, b browser) {
	tiny := view{name: "240 px", width: 240, height: 480, phone: true}
	tab := b.lasting(t, wide)
	for _, e := range embeds {
		t.Run(e.kind, func(t *testing.T) {
			ctx := limit(t, tab)
			resize(t, ctx, wide)
			seen := listen(t, ctx)
			do(t, ctx, chromedp.Navigate(b.home+e.path))
			if e.kind == "filtered" {
				await(t, ctx, `document.querySelector(".chosen")`)
			}
			leads(t, ctx, e)
			axe(t, ctx)
			for _, v := range []view{small, tiny} {
				resize(t, ctx, v)
				fits(t, ctx)
			}
			complaints(t, seen)
		})
	}
	for _, page := range []string{embedIncident + "#account--damage", "embed/"} {
		ctx := b.open(t, tiny, page)
		axe(t, ctx)
		darkened(t, ctx)
	}
}

// leads holds that links of an embed leave its frame, and that it says whose it is.
func leads(t *testing.T, ctx context.Context, e sample) {
	t.Helper()
	if got := eval[string](t, ctx, `[...document.querySelectorAll("a")].filter(a => a.getAttribute("target") || a.getAttribute("href").startsWith("#")).map(a => a.outerHTML).join(" ")`); got != "" {
		t.Errorf("%s: links stay in the frame: %s", e.kind, got)
	}
	if got := eval[string](t, ctx, `document.querySelector("base").target + " " + document.querySelector("meta[name=robots]").content + " " + document.querySelector("link[rel=canonical]").href`); got != "_top noindex https://example.org"+base+strings.Split(e.path, "embed/")[0] {
		t.Errorf("%s: %s", e.kind, got)
	}
}
