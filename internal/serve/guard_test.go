package serve

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestOwnHost(t *testing.T) {
	for _, tt := range []struct {
		host, bound string
		want        bool
	}{
		{"localhost:1313", "127.0.0.1:1313", true},
		{"LOCALHOST", "127.0.0.1:1313", true},
		{"127.0.0.1:1313", "127.0.0.1:1313", true},
		{"[::1]:1313", "127.0.0.1:1313", true},
		{"[::1]", "[::1]:80", true},
		{"localhost:8080", "127.0.0.1:1313", true}, // a forwarded port
		{"", "127.0.0.1:1313", false},
		{"evil.example:1313", "127.0.0.1:1313", false},
		{"localhost.evil.example:1313", "127.0.0.1:1313", false},
		{"127.0.0.1.evil.example", "127.0.0.1:1313", false},
		{"192.168.1.5:1313", "127.0.0.1:1313", false},
		{"192.168.1.5:1313", "192.168.1.5:1313", true},
		{"192.168.1.6:1313", "192.168.1.5:1313", false},
		{"192.168.1.5:1313", "0.0.0.0:1313", true},
		{"evil.example:1313", "0.0.0.0:1313", false},
		{"192.168.1.5:1313", "[::]:1313", true},
	} {
		if got := ownHost(tt.host, tt.bound); got != tt.want {
			t.Errorf("%q at %q: %v, want %v", tt.host, tt.bound, got, tt.want)
		}
	}
}

func TestForeignHost(t *testing.T) {
	d := start(t, first)
	for _, path := range []string{"/", "/articles/a/", "/.dateline/reload.js", "/.dateline/events"} {
		answer, body := d.get(path, "Host: evil.example")
		if answer.StatusCode != http.StatusForbidden || strings.Contains(body, "Alpha") {
			t.Errorf("%s: %s with %q", path, answer.Status, body)
		}
	}
}

// Whoever comes by a name is told of an address that is answered.
func TestOpenAs(t *testing.T) {
	for bound, want := range map[string]string{
		"127.0.0.1:1313": "this server answers to its own address only; open it as http://127.0.0.1:1313/",
		"[fd00::5]:1313": "this server answers to its own address only; open it as http://[fd00::5]:1313/",
		"[::]:1313":      "this server answers to addresses in numbers only, as a name can be made to lead anywhere; open one of those that the terminal shows",
		"0.0.0.0:1313":   "this server answers to addresses in numbers only, as a name can be made to lead anywhere; open one of those that the terminal shows",
	} {
		if got := openAs(bound); got != want {
			t.Errorf("at %q: %s, want %s", bound, got, want)
		}
	}
}

func TestForeignOrigin(t *testing.T) {
	d := start(t, first)
	for _, field := range []string{
		"Origin: http://evil.example", "Origin: null", "Origin: http://localhost:1", "Origin: https://" + strings.TrimPrefix(d.home, "http://"),
		"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: none",
	} {
		if answer, body := d.get("/.dateline/events", field); answer.StatusCode != http.StatusForbidden || strings.Contains(body, "data:") {
			t.Errorf("%s: %s with %q", field, answer.Status, body)
		}
	}
	for _, fields := range [][]string{nil, {"Origin: " + d.home}, {"Sec-Fetch-Site: same-origin"}} {
		if got := d.listen(fields...)(); !strings.Contains(got, `"pages":`) {
			t.Errorf("%v: %q", fields, got)
		}
	}
}

// No more event streams are open than the server bears, and one that ends makes
// room for another.
func TestTooManyStreams(t *testing.T) {
	d := start(t, first)
	for range maxStreams {
		d.listen()()
	}
	if answer, _ := d.get("/.dateline/events"); answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("stream %d: %s", maxStreams+1, answer.Status)
	}
	if answer, _ := d.get("/"); answer.StatusCode != http.StatusOK {
		t.Errorf("a page beside them: %s", answer.Status)
	}
	start := time.Now()
	if err := d.stop(); err != nil || time.Since(start) > 10*time.Second {
		t.Errorf("stopped with %v after %v", err, time.Since(start))
	}
}

func TestTooLarge(t *testing.T) {
	d := start(t, first)
	answer, _ := d.get("/", "X-Large: "+strings.Repeat("x", 1<<20))
	if answer.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a header of 1 MiB: %s", answer.Status)
	}
}
