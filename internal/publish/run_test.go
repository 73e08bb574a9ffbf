package publish

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestOnlyWhatDiffers(t *testing.T) {
	before, after := twoSites()
	m := newMemory()
	m.files = map[string]string{"CNAME": "example.org"}
	if got, want := mustRun(t, m, before), "33 added, 0 changed, 0 removed, 0 unchanged"; got != want {
		t.Errorf("first: %s, want %s", got, want)
	}
	if got, want := mustRun(t, m, before), "0 added, 0 changed, 0 removed, 33 unchanged"; got != want {
		t.Errorf("second: %s, want %s", got, want)
	}
	m.log = nil
	if got, want := mustRun(t, m, after), "12 added, 12 changed, 11 removed, 10 unchanged"; got != want {
		t.Errorf("third: %s, want %s", got, want)
	}
	after["CNAME"] = "example.org" // nobody asked to remove it
	wantSite(t, m.files, after)
	if got := slices.DeleteFunc(m.log, func(what string) bool { return what == "save" || what == "commit" }); len(got) != 35 {
		t.Errorf("%d changes were made, want 35: %q", len(got), got)
	}
	// What somebody has changed at the target is mended.
	delete(after, "CNAME")
	m.files["index.html"] = "defaced"
	if got, want := mustRun(t, m, after), "0 added, 1 changed, 0 removed, 33 unchanged"; got != want {
		t.Errorf("fourth: %s, want %s", got, want)
	}
}

// A place that holds the source of a site is taken for a mistake, unless it has been
// published to.
func TestSourceAtTarget(t *testing.T) {
	before, after := twoSites()
	m := newMemory()
	m.files = map[string]string{"content/_index.md": "settings"}
	opt := options()
	opt.TakeOver = true
	_, err := Run(t.Context(), m, siteOf(before), opt)
	if want := "memory holds what a site is made from: content/_index.md; write another branch or folder under publish"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if len(m.log) > 0 {
		t.Errorf("done nevertheless: %q", m.log)
	}
	m.files = map[string]string{}
	mustRun(t, m, before)
	m.files["content/_index.md"] = "settings"
	mustRun(t, m, after)
}

// Assets come before pages, new pages before those that link to them, and what
// goes goes last.
func TestOrder(t *testing.T) {
	before, after := twoSites()
	m := newMemory()
	mustRun(t, m, before)
	m.log = nil
	mustRun(t, m, after)
	rank := func(what string) int {
		verb, name, _ := strings.Cut(what, " ")
		_, was := before[name]
		page := strings.HasSuffix(name, ".html")
		switch {
		case verb == "put" && !page:
			return 1
		case verb == "put" && !was:
			return 2
		case verb == "put":
			return 3
		case verb == "remove" && page:
			return 4
		case verb == "remove":
			return 5
		}
		return 6
	}
	log := slices.DeleteFunc(m.log, func(what string) bool { return what == "save" })
	if !slices.IsSortedFunc(log, func(a, b string) int { return rank(a) - rank(b) }) || log[len(log)-1] != "commit" {
		t.Errorf("done in the order %q", log)
	}
}

// A change that never succeeds ends the publish; whichever it is, each address
// has its old or new page, and the next publish does the rest.
func TestBreaksAtEachChange(t *testing.T) {
	before, after := twoSites()
	for n := 0; ; n++ {
		m := newMemory()
		mustRun(t, m, before)
		left := n
		m.fail = func(string) error {
			if left--; left < 0 {
				return errors.New("the line is dead")
			}
			return nil
		}
		plan, err := Run(t.Context(), m, siteOf(after), options())
		if err == nil {
			if n < 35 {
				t.Fatalf("only %d changes were made", n)
			}
			wantSite(t, m.files, after)
			return
		}
		if plan == nil || !strings.Contains(err.Error(), "the line is dead") {
			t.Fatalf("after %d changes: plan %v, error %v", n, plan, err)
		}
		wantOldOrNew(t, m.files, before, after)
		m.fail = func(string) error { return nil }
		mustRun(t, m, after)
		wantSite(t, m.files, after)
		if t.Failed() {
			t.Fatalf("broke after %d changes", n)
		}
	}
}

// An error says what it leaves readers with.
func TestState(t *testing.T) {
	before, after := twoSites()
	for _, tt := range []struct {
		left   int
		atOnce bool
		want   string
	}{
		{0, false, "keeping .dateline/publish.json: the disk is full; nothing was published"},
		{1, false, ": the disk is full; 0 of 35 changes were made: readers have the old or the new version of each page, and the next publish goes on from here"},
		{9, false, "; 8 of 35 changes were made: readers have the old or the new version of each page, and the next publish goes on from here"},
		{9, true, ": the disk is full; nothing was published"},
		{38, false, "; readers have the new site, and the next publish tidies up"},
	} {
		m := newMemory()
		mustRun(t, m, before)
		m.atOnce = tt.atOnce
		m.fail = func(what string) error {
			if tt.left--; tt.left < 0 {
				return final(errors.New("the disk is full"))
			}
			return nil
		}
		_, err := Run(t.Context(), m, siteOf(after), options())
		if err == nil || !strings.HasSuffix(err.Error(), tt.want) {
			t.Errorf("error %v, want %s", err, tt.want)
		}
	}
}

// A publish that was broken off sends hardly anything twice.
func TestGoesOn(t *testing.T) {
	before := map[string]string{}
	for i := range 1000 {
		before[fmt.Sprintf("a%03d.html", i)] = "text"
	}
	m := newMemory()
	left := 700
	m.fail = func(what string) error { // and the list cannot be kept either
		if left--; left < 0 {
			return errors.New("the line is dead")
		}
		return nil
	}
	if _, err := Run(t.Context(), m, siteOf(before), options()); err == nil {
		t.Fatal("nothing failed")
	}
	m.fail = func(string) error { return nil }
	m.log = nil
	mustRun(t, m, before)
	// 300 were missing, and a tenth may be sent again.
	if puts := m.puts(); puts < 300 || puts > 300+100+2*senders {
		t.Errorf("%d files were sent, want about 300 to 400", puts)
	}
}

// A line that fails now and then is nothing to stop for.
func TestAttempts(t *testing.T) {
	before, _ := twoSites()
	m := newMemory()
	r := rand.New(rand.NewPCG(3, 4))
	m.fail = func(string) error {
		if r.IntN(4) == 0 {
			return errors.New("try again")
		}
		return nil
	}
	var pauses []time.Duration
	opt := options()
	opt.Wait = func(ctx context.Context, d time.Duration) error {
		m.mu.Lock()
		defer m.mu.Unlock()
		pauses = append(pauses, d)
		return ctx.Err()
	}
	if _, err := Run(t.Context(), m, siteOf(before), opt); err != nil {
		t.Fatal(err)
	}
	wantSite(t, m.files, before)
	if len(pauses) == 0 {
		t.Error("there were no pauses")
	}
}

func TestPausesGrow(t *testing.T) {
	var pauses []time.Duration
	told := 0
	r := &run{Options: Options{Again: func(error) { told++ }, Wait: func(_ context.Context, d time.Duration) error {
		pauses = append(pauses, d)
		return nil
	}}}
	count := 0
	err := r.retry(t.Context(), 0, func(context.Context) error {
		count++
		return errors.New("no")
	})
	if err == nil || count != attempts || len(pauses) != attempts-1 || told != attempts-1 {
		t.Fatalf("%d attempts, %d pauses, %d told, error %v", count, len(pauses), told, err)
	}
	for i, d := range pauses {
		if low := firstWait << i / 2; d < low || d > 3*low {
			t.Errorf("pause %d is %v, want %v to %v", i, d, low, 3*low)
		}
	}
	count = 0
	if err := r.retry(t.Context(), 0, func(context.Context) error {
		count++
		return final(errors.New("never"))
	}); err == nil || count != 1 {
		t.Errorf("%d attempts at what cannot succeed", count)
	}
}

// What an attempt says that ran out of time, as one does that was stopped meanwhile, is
// nothing that another would meet again.
func TestLateAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &run{Options: options()}
		count := 0
		if err := r.retry(t.Context(), 0, func(ctx context.Context) error {
			if count++; count > 1 {
				return nil
			}
			<-ctx.Done()
			return final(ctx.Err())
		}); err != nil || count != 2 {
			t.Errorf("%d attempts, error %v", count, err)
		}
	})
}

// Where all is sent at the end, that may take as long as its size asks for.
func TestSlowCommit(t *testing.T) {
	site := siteOf(map[string]string{"index.html": "home", "film.mp4": strings.Repeat("a", 2<<20)})
	synctest.Test(t, func(t *testing.T) {
		m := &slow{newMemory(), patience + 2*time.Minute}
		m.atOnce = true
		if _, err := Run(t.Context(), m, site, options()); err != nil {
			t.Error(err)
		}
	})
}

// slow is a target that takes its time to commit.
type slow struct {
	*memory
	takes time.Duration
}

func (s *slow) Commit(ctx context.Context) error {
	if err := wait(ctx, s.takes); err != nil {
		return err
	}
	return s.memory.Commit(ctx)
}

// Whoever stops a publish keeps all that was done until then.
func TestStopped(t *testing.T) {
	site := map[string]string{}
	for i := range 1000 {
		site[fmt.Sprintf("a%03d.html", i)] = "text"
	}
	m := newMemory()
	ctx, cancel := context.WithCancel(t.Context())
	left := 790
	m.fail = func(string) error {
		if left--; left == 0 {
			cancel()
		}
		return nil
	}
	if _, err := Run(ctx, m, siteOf(site), options()); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	sent := m.puts()
	m.log = nil
	mustRun(t, m, site)
	// What was on its way when it was stopped may be sent again.
	if again := m.puts() - (1000 - sent); sent < 770 || again < 0 || again > senders {
		t.Errorf("%d files were sent until the stop, %d after it", sent, m.puts())
	}
}

func TestRefused(t *testing.T) {
	before, after := twoSites()
	many := func(m *memory) { mustRun(t, m, before) }
	for _, tt := range []struct {
		name    string
		prepare func(*memory)
		opt     func(*Options)
		want    string // "" for none
	}{
		{"foreign", func(m *memory) { m.files["index.html"] = "mine" }, nil, "memory holds what dateline did not put there, where the site has a file: index.html; move it away, or replace it with --takeOver"},
		{"foreign taken over", func(m *memory) { m.files["index.html"] = "mine" }, func(o *Options) { o.TakeOver = true }, ""},
		{"removals", many, func(o *Options) { o.MaxDeletes = 9 }, "memory would lose 10 files, more than the 9 of --maxDeletes; look at the plan with --dryRun, and remove them with --force"},
		{"as many removals", many, func(o *Options) { o.MaxDeletes = 10 }, ""},
		{"forced removals", many, func(o *Options) { o.MaxDeletes, o.Force = 0, true }, ""},
		{"no list", func(m *memory) { m.list = []byte("<html>") }, nil, "memory has a damaged list of dateline's files, .dateline/publish.json (invalid character '<' looking for beginning of value); restore the list, or remove it and publish with --takeOver"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := newMemory()
			tt.prepare(m)
			m.log = nil
			opt := options()
			if tt.opt != nil {
				tt.opt(&opt)
			}
			_, err := Run(t.Context(), m, siteOf(after), opt)
			var refused *RefusedError
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want == "":
				wantSite(t, m.files, after)
			case !errors.As(err, &refused) || err.Error() != tt.want || len(m.log) > 0:
				t.Errorf("error %v, done %q; want %s", err, m.log, tt.want)
			}
		})
	}
}

// Approve sees the plan, and can keep it from being carried out.
func TestApprove(t *testing.T) {
	before, _ := twoSites()
	m := newMemory()
	opt := options()
	no := errors.New("no")
	opt.Approve = func(p *Plan) error {
		if p.Count(Added) != 33 || p.Bytes() < 50_000 {
			t.Errorf("the plan is to send %d files of %d bytes", p.Count(Added), p.Bytes())
		}
		return no
	}
	if _, err := Run(t.Context(), m, siteOf(before), opt); !errors.Is(err, no) || len(m.log) > 0 {
		t.Errorf("error %v, done %q", err, m.log)
	}
}

// Progress is told each file once, in order.
func TestProgress(t *testing.T) {
	before, _ := twoSites()
	opt := options()
	var got []string
	opt.Progress = func(step Step, done, total int) { got = append(got, fmt.Sprintf("%s %d %d", step, done, total)) }
	if _, err := Run(t.Context(), newMemory(), siteOf(before), opt); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, step := range []Step{Comparing, Sending} {
		for i := range 33 {
			want = append(want, fmt.Sprintf("%s %d 33", step, i+1))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("told %q", got)
	}
}

// Of what goes wrong, the first counts: that all was stopped is no reason where something
// had failed before.
func TestEach(t *testing.T) {
	full, stopped := errors.New("the disk is full"), errors.New("stopped")
	for name, tt := range map[string]struct {
		fails, stops bool // one of them; all, by the next
		want         error
	}{
		"nothing":           {false, false, nil},
		"a failure":         {true, false, full},
		"a stop":            {false, true, stopped},
		"a stop afterwards": {true, true, full},
	} {
		ctx, stop := context.WithCancelCause(t.Context())
		begun := make(chan struct{})
		var done atomic.Int64
		err := each(ctx, 2, 5, func(ctx context.Context, i int) error {
			done.Add(1)
			switch {
			case i == 0 && tt.fails:
				<-begun
				return full
			case i == 1:
				close(begun)
				if tt.fails {
					<-ctx.Done()
				}
				if tt.stops {
					stop(stopped)
				}
			}
			return ctx.Err()
		})
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
		if tt.want == nil && done.Load() != 5 {
			t.Errorf("%s: %d of 5 were done", name, done.Load())
		}
		stop(nil)
	}
}
