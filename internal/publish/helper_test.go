package publish

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// need returns where a program is. Without it a test is passed over, except
// where everything has to be tested.
func need(t testing.TB, program string) string {
	t.Helper()
	place, err := exec.LookPath(program)
	if err == nil {
		return place
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing: this part is not tested", program)
	}
	t.Skipf("%s is missing", program)
	return ""
}

// siteOf returns a site of these files.
func siteOf(files map[string]string) fstest.MapFS {
	site := fstest.MapFS{}
	for name, text := range files {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

// twoSites returns a site and what became of it: pages, a style sheet and a list
// were changed, some pages and an image came, others went.
func twoSites() (before, after map[string]string) {
	r := rand.New(rand.NewPCG(1, 2))
	noise := func(length int) string {
		var b strings.Builder
		for b.Len() < length {
			fmt.Fprintf(&b, "%x", r.Uint64())
		}
		return b.String()
	}
	before = map[string]string{"index.html": "home " + noise(4000), "assets/style.0123456789.css": noise(3000), "data/timeline.json": noise(6000)}
	for i := range 30 {
		before[fmt.Sprintf("articles/a%02d/index.html", i)] = noise(1500)
	}
	after = maps.Clone(before)
	delete(after, "assets/style.0123456789.css")
	after["assets/style.9876543210.css"] = noise(3000)
	after["index.html"] = "home again " + noise(4000)
	after["data/timeline.json"] = noise(6000)
	after["articles/a00/map.png"] = noise(2000)
	for i := range 10 {
		after[fmt.Sprintf("articles/a%02d/index.html", i)] = noise(1500)
		after[fmt.Sprintf("articles/b%02d/index.html", i)] = noise(1500)
		delete(after, fmt.Sprintf("articles/a%02d/index.html", 20+i))
	}
	return before, after
}

// options are those of most tests: nothing is waited for.
func options() Options {
	return Options{MaxDeletes: 256, Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
}

// mustRun publishes and returns how many files were added, changed, removed and
// left alone.
func mustRun(t testing.TB, target Target, files map[string]string) string {
	t.Helper()
	plan, err := Run(t.Context(), target, siteOf(files), options())
	if err != nil {
		t.Fatalf("publishing to %v: %v", target, err)
	}
	return counts(plan)
}

// mustReplace publishes a site in the place of another.
func mustReplace(t testing.TB, target Target, files map[string]string) {
	t.Helper()
	if _, err := Run(t.Context(), target, siteOf(files), replacing()); err != nil {
		t.Fatalf("publishing to %v: %v", target, err)
	}
}

// replacing are the options of that.
func replacing() Options {
	opt := options()
	opt.Force = true
	return opt
}

func counts(p *Plan) string {
	return fmt.Sprintf("%d added, %d changed, %d removed, %d unchanged", p.Count(Added), p.Count(Changed), p.Count(Removed), p.Unchanged)
}

// wantSite reports where live differs from want; Dateline's own folder is passed
// over.
func wantSite(t testing.TB, live, want map[string]string) {
	t.Helper()
	for _, name := range union(live, want) {
		if got, ok := live[name]; got != want[name] || !ok {
			t.Errorf("%s: there is %s, want %s", name, shown(live, name), shown(want, name))
		}
	}
}

// wantOldOrNew reports where live is neither what it was nor what it is to be.
func wantOldOrNew(t testing.TB, live, before, after map[string]string) {
	t.Helper()
	for _, name := range union(live, before, after) {
		same := func(site map[string]string) bool {
			now, isNow := live[name]
			then, wasThen := site[name]
			return now == then && isNow == wasThen
		}
		if !same(before) && !same(after) {
			t.Errorf("%s: there is %s, which is neither old (%s) nor new (%s)", name, shown(live, name), shown(before, name), shown(after, name))
		}
	}
	// What a page needs is there as long as the page is.
	for name, text := range live {
		needs := "assets/style.0123456789.css"
		if text == after[name] {
			needs = "assets/style.9876543210.css"
		}
		if _, ok := live[needs]; !ok && strings.HasSuffix(name, ".html") && before[name] != after[name] {
			t.Errorf("%s is there without %s", name, needs)
		}
	}
}

func union(sites ...map[string]string) []string {
	all := map[string]bool{}
	for _, site := range sites {
		for name := range site {
			if !strings.HasPrefix(name, ownFolder+"/") {
				all[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func shown(site map[string]string, name string) string {
	text, ok := site[name]
	if !ok {
		return "nothing"
	}
	return fmt.Sprintf("%d bytes %.12q…", len(text), text)
}

// memory is a target in memory. Before each change it asks fail, which may say
// that the change does not come to pass.
type memory struct {
	mu    sync.Mutex
	files map[string]string
	list  []byte
	log   []string // what was done, in order
	fail  func(what string) error

	atOnce bool
}

func newMemory() *memory {
	return &memory{files: map[string]string{}, fail: func(string) error { return nil }}
}

func (m *memory) do(what string, change func()) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail(what); err != nil {
		return err
	}
	m.log = append(m.log, what)
	change()
	return nil
}

func (m *memory) String() string               { return "memory" }
func (m *memory) Key() string                  { return "memory" }
func (m *memory) Commit(context.Context) error { return m.do("commit", func() {}) }
func (m *memory) AtOnce() bool                 { return m.atOnce }
func (m *memory) Close() error                 { return nil }

func (m *memory) Load(context.Context) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.list, nil
}

func (m *memory) Look(_ context.Context, paths []string) (map[string]Found, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	found := map[string]Found{}
	for _, name := range paths {
		if text, ok := m.files[name]; ok {
			found[name] = Found{Tag: sumOf([]byte(text))[:8]}
		}
	}
	return found, nil
}

func (m *memory) Put(_ context.Context, name string, data []byte) (string, error) {
	return sumOf(data)[:8], m.do("put "+name, func() { m.files[name] = string(data) })
}

func (m *memory) Remove(_ context.Context, name string) error {
	return m.do("remove "+name, func() { delete(m.files, name) })
}

func (m *memory) Save(_ context.Context, list []byte) error {
	return m.do("save", func() { m.list = list })
}

// puts returns how many files were sent.
func (m *memory) puts() int {
	n := 0
	for _, what := range m.log {
		if strings.HasPrefix(what, "put ") {
			n++
		}
	}
	return n
}

// between is a target in which something happens before the first look at files
// and before the first list is kept.
type between struct {
	Target
	look, save func() // nil for nothing
}

func (b *between) Look(ctx context.Context, paths []string) (map[string]Found, error) {
	once(&b.look)
	return b.Target.Look(ctx, paths)
}

func (b *between) Save(ctx context.Context, list []byte) error {
	once(&b.save)
	return b.Target.Save(ctx, list)
}

// once calls what is there to be called, and forgets it.
func once(call *func()) {
	if now := *call; now != nil {
		*call = nil
		now()
	}
}
