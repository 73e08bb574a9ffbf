package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/internal/output"
)

// testTwice has a second publish go on while a first one is under way, as from two
// machines that know nothing of each other, at moments of the first. Nothing may be
// forgotten: the next publish leaves its own site alone.
func testTwice(t *testing.T, p place) {
	before, first := twoSites()
	second := map[string]string{"index.html": "home of the second", "assets/style.0123456789.css": before["assets/style.0123456789.css"]}
	for i := range 40 {
		second[fmt.Sprintf("extra/%d.html", i)] = "extra"
	}
	for _, tt := range []struct {
		name   string
		moment func(opt *Options, other func())
		want   string // in the error of the first
		live   map[string]string
	}{
		{"before anything is sent", func(opt *Options, other func()) {
			opt.Approve = func(*Plan) error {
				other()
				return nil
			}
		}, "another publish to this target went on meanwhile; nothing was published, publish again", second},
		{"while files are sent", func(opt *Options, other func()) {
			opt.Progress = func(step Step, done, _ int) {
				if step == Sending && done == 5 {
					other()
				}
			}
		}, "another publish to this target went on at the same time, and what is there now may be of both; publish again", nil},
	} {
		for _, start := range []map[string]string{nil, before} {
			name := tt.name + ", for the first time"
			if start != nil {
				name = tt.name
			}
			t.Run(name, func(t *testing.T) {
				p.empty()
				if start != nil {
					mustRun(t, p.near(t), start)
				}
				opt := replacing()
				tt.moment(&opt, func() {
					if _, err := Run(t.Context(), p.near(t), siteOf(second), replacing()); err != nil {
						t.Errorf("the second: %v", err)
					}
				})
				_, err := Run(t.Context(), p.near(t), siteOf(first), opt)
				if err == nil || !strings.HasSuffix(err.Error(), tt.want) {
					t.Errorf("error %v, want %s", err, tt.want)
				}
				if tt.live != nil {
					wantSite(t, p.live(t), tt.live)
				}
				mustReplace(t, p.near(t), first)
				wantSite(t, p.live(t), first)
				mustReplace(t, p.near(t), second)
				wantSite(t, p.live(t), second)
			})
		}
	}
}

func TestTwice(t *testing.T) {
	m := newMemory()
	testTwice(t, place{
		empty: func() { m.files, m.list = map[string]string{}, nil },
		near:  func(testing.TB) Target { return m },
		live:  func(testing.TB) map[string]string { return m.files },
	})
}

// What the site's files meet at the target may be what another publish has just
// brought there: nobody else's, and nothing to be taken over.
func TestTwiceForTheFirstTime(t *testing.T) {
	before, _ := twoSites()
	m := newMemory()
	_, err := Run(t.Context(), &between{Target: m, look: func() { mustRun(t, m, before) }}, siteOf(before), options())
	var refused *RefusedError
	if want := "another publish to this target went on meanwhile"; err == nil || errors.As(err, &refused) || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %s", err, want)
	}
	wantSite(t, m.files, before)
}

// On one machine the second is refused at once, by whatever name it calls the folder.
func TestTwiceOnOneMachine(t *testing.T) {
	before, after := twoSites()
	top := t.TempDir()
	dir, link := filepath.Join(top, "www"), filepath.Join(top, "link")
	mustRun(t, openDir(t, dir), before)
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	opt := options()
	opt.Locks = filepath.Join(top, "locks")
	second := opt
	opt.Approve = func(*Plan) error {
		_, err := Run(t.Context(), openDir(t, link), siteOf(before), second)
		var busy *output.BusyError
		if !errors.As(err, &busy) || err.Error() != link+" is being written to by another dateline; wait until it is done" {
			t.Errorf("error %v", err)
		}
		if _, err := Run(t.Context(), openDir(t, filepath.Join(top, "elsewhere")), siteOf(before), second); err != nil {
			t.Errorf("elsewhere: %v", err)
		}
		return nil
	}
	if _, err := Run(t.Context(), openDir(t, dir), siteOf(after), opt); err != nil {
		t.Error(err)
	}
	if _, err := Run(t.Context(), openDir(t, link), siteOf(before), second); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// Where there is no place for a lock, all goes without.
func TestNoPlaceForALock(t *testing.T) {
	before, _ := twoSites()
	opt := options()
	opt.Locks = filepath.Join(t.TempDir(), "file")
	write(t, opt.Locks, "")
	m := newMemory()
	if _, err := Run(t.Context(), m, siteOf(before), opt); err != nil {
		t.Error(err)
	}
	wantSite(t, m.files, before)
}
