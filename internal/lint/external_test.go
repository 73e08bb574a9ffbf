package lint

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/internal/diag"
	"dateline/internal/diag/diagtest"

	"github.com/google/go-cmp/cmp"
)

func TestExternals(t *testing.T) {
	s := newSite(t, map[string]string{
		"content/actors/nato.md":   "---\nname: NATO\nurl: https://nato.example/\n---\n",
		"content/articles/a.md":    "---\ntitle: A\ndate: 2021-12-20\nactors: [nato]\nurl: https://example.org/a#top\n---\n<https://example.org/b> and [a](https://example.org/a)\n",
		"content/articles/b.md":    "---\ntitle: B\ndate: 2021-12-21\nactors: [nato]\nurl: https://example.org/b\narchive: https://archive.example/b\n---\n[m](mailto:x@example.org)\n",
		"content/articles/b.ar.md": "---\ntitle: ب\n---\n[x](https://example.org/b#top)\n",
		"content/_index.md":        "---\ntitle: T\nlanguages: [ar]\n---\n",
		"content/sources/paper.md": "---\nname: Paper\nurl: http://paper.example\n---\n",
	})
	got, err := Externals(s)
	if err != nil {
		t.Fatal(err)
	}
	type short struct {
		URL, Places string
		Bare, Copy  bool
	}
	var all []short
	for _, e := range got {
		var places []string
		for _, p := range e.Places {
			places = append(places, p.String())
		}
		all = append(all, short{e.URL, strings.Join(places, " "), e.Bare, e.Copy})
	}
	want := []short{
		{"http://paper.example", "content/sources/paper.md:3:6", false, false},
		{"https://archive.example/b", "content/articles/b.md:6:10", false, true},
		{"https://example.org/a", "content/articles/a.md:5:6 content/articles/a.md:7:32", true, false},
		{"https://example.org/b", "content/articles/a.md:7:1 content/articles/b.ar.md:4:4 content/articles/b.md:5:6", false, false},
		{"https://nato.example/", "content/actors/nato.md:3:6", false, false},
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAsk(t *testing.T) {
	var mutex sync.Mutex
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mutex.Lock()
		asked = append(asked, r.Method+" "+r.URL.Path)
		mutex.Unlock()
		switch {
		case r.URL.Path == "/there", r.URL.Path == "/get" && r.Method == http.MethodGet:
		case r.URL.Path == "/get":
			w.WriteHeader(http.StatusMethodNotAllowed)
		case r.URL.Path == "/moved":
			http.Redirect(w, r, "/there", http.StatusMovedPermanently)
		case r.URL.Path == "/circle":
			http.Redirect(w, r, "/circle", http.StatusFound)
		case r.URL.Path == "/hangs up" && r.Method == http.MethodHead:
			panic(http.ErrAbortHandler)
		case r.URL.Path == "/hangs up":
		case r.URL.Path == "/cookie":
			if _, err := r.Cookie("seen"); err != nil {
				http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
				http.Redirect(w, r, "/cookie", http.StatusFound)
			}
		case r.URL.Path == "/refuses":
			w.WriteHeader(http.StatusForbidden)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	var addresses []string
	for _, path := range []string{"/there", "/get", "/moved", "/circle", "/hangs%20up", "/cookie", "/refuses", "/gone"} {
		addresses = append(addresses, server.URL+path)
	}
	answers := NewAsker(true).Ask(t.Context(), addresses)
	want := map[string]Answer{
		server.URL + "/there":      {Status: 200},
		server.URL + "/get":        {Status: 200},
		server.URL + "/moved":      {Status: 200},
		server.URL + "/circle":     {Error: "it redirects too often"},
		server.URL + "/hangs%20up": {Status: 200},
		server.URL + "/cookie":     {Status: 200},
		server.URL + "/refuses":    {Status: 403},
		server.URL + "/gone":       {Status: 404},
	}
	if diff := cmp.Diff(want, answers); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if asked[0] != "HEAD /there" || asked[1] != "HEAD /get" || asked[2] != "GET /get" {
		t.Errorf("asked %q; want one after another, HEAD first", asked)
	}

	asked = nil
	private := NewAsker(false).Ask(t.Context(), addresses[:1])
	if got := private[addresses[0]]; got.Error != errPrivate.Error() || len(asked) > 0 {
		t.Errorf("an address of this machine was asked (%v): %v", asked, got)
	}
}

// Hosts that send a body after HEAD are no news for the user.
func TestAskQuietly(t *testing.T) {
	var said strings.Builder
	log.SetOutput(&said)
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer connection.Close()
		io.WriteString(connection, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
		time.Sleep(50 * time.Millisecond) // until the connection waits for the next question
		io.WriteString(connection, "\x1b[2J..")
	}))
	if got := NewAsker(true).Ask(t.Context(), []string{server.URL}); got[server.URL].Status != http.StatusOK {
		t.Errorf("%v", got)
	}
	server.Close() // when all has been sent
	time.Sleep(50 * time.Millisecond)
	if said.Len() > 0 {
		t.Errorf("printed: %s", said.String())
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1::1": true,
		"127.0.0.1": false, "::1": false, "10.0.0.1": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"100.64.0.1": false, "0.0.0.0": false, "fe80::1": false, "fd00::1": false, "224.0.0.1": false, "255.255.255.255": false,
		"64:ff9b::7f00:1": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("public(%s) = %v, want %v", address, got, want)
		}
	}
	if err := refusePrivate("tcp", "[::ffff:127.0.0.1]:80", nil); err == nil {
		t.Error("a mapped address of this machine passes")
	}
}

func TestExternalProblems(t *testing.T) {
	s := newSite(t, map[string]string{"content/articles/a.md": "---\ntitle: A\ndate: 2021-12-20\n---\n"})
	when := s.Timeline.Articles[0].Meta.Date.V
	at := diag.Pos{File: "content/articles/a.md", Line: 5, Col: 6}
	problems := ExternalProblems("content/_index.md", []External{
		{URL: "https://example.org/a", Places: []diag.Pos{at}, When: when, Bare: true},
		{URL: "https://example.org/b", Places: []diag.Pos{at}},
		{URL: "https://example.org/c", Places: []diag.Pos{at}},
		{URL: "https://example.org/d", Places: []diag.Pos{at}},
		{URL: "https://archive.example/a", Places: []diag.Pos{at}, Copy: true},
	}, map[string]Answer{
		"https://example.org/a": {Status: 404},
		"https://example.org/b": {Error: "it took too long"},
		"https://example.org/c": {Status: 403},

		"https://archive.example/a": {Status: 404},
	})
	got := diagtest.Lines(problems)
	want := []string{
		"content/articles/a.md:5:6: warning: https://archive.example/a answers 404 (not found); write the address of another copy under archive:",
		"content/articles/a.md:5:6: warning: https://example.org/a answers 404 (not found); if there is a copy at https://web.archive.org/web/20211220/https://example.org/a, write it under archive:",
		"content/articles/a.md:5:6: warning: https://example.org/b does not answer: it took too long; an archived copy may be at https://web.archive.org/web/2/https://example.org/b",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Where no host answers, the machine has no network: that is told once, and of no address.
func TestNoNetwork(t *testing.T) {
	const none = "there is no host of that name"
	for _, tt := range []struct {
		answers map[string]Answer
		want    string
	}{
		{
			map[string]Answer{"https://a.example/1": {Error: none}, "https://b.example/": {Error: none}, "https://c.example/": {Error: none}},
			"content/_index.md: warning: none of 3 hosts answers, so no web address was checked; run check --external again where there is a network",
		},
		{map[string]Answer{"https://a.example/1": {Error: none}, "https://b.example/": {Error: none}, "https://b.example/2": {Error: none}}, "a.md: warning: https://a.example/1 does not answer"},
		{map[string]Answer{"https://a.example/1": {Error: none}, "https://b.example/": {Error: none}, "https://c.example/": {Status: 404}}, "a.md: warning: https://a.example/1 does not answer"},
	} {
		problems := ExternalProblems("content/_index.md", []External{{URL: "https://a.example/1", Places: []diag.Pos{{File: "a.md"}}}}, tt.answers)
		if got := problems.Sorted(); len(got) != 1 || !strings.HasPrefix(got[0].String(), tt.want) {
			t.Errorf("%v: %v, want %s", tt.answers, got, tt.want)
		}
	}
}
