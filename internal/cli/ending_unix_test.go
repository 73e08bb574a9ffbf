//go:build unix

package cli

import (
	"bufio"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// serving returns a server that is at work, the address that it says it is at, and the end of it.
func serving(t *testing.T, before string) (process *os.Process, address string, end <-chan error) {
	t.Helper()
	files, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	source := t.TempDir()
	if err := os.Mkdir(filepath.Join(source, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	server := exec.Command("sh", "-c", before+`exec dateline serve --port 0 --source "$0"`, source)
	server.Env = append(os.Environ(), filesVariable+"="+files)
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill() }) // which has ended, unless the test failed
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server says %q, and then %v", line, err)
	}
	address, _, _ = strings.Cut(line, " ")
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	return server.Process, address, ended
}

// What ends Dateline ends it tidily: for a server that is no failure.
func TestEnds(t *testing.T) {
	// Whoever runs the tests may ignore it, and have them start what does so, too.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	for _, end := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		server, _, ended := serving(t, "")
		if err := server.Signal(end); err != nil {
			t.Fatal(err)
		}
		if err := <-ended; err != nil {
			t.Errorf("after %v it ended with %v", end, err)
		}
	}
}

// Of a terminal's end the shell tells, and the system does: that is one end, and no less tidy.
func TestEndsOfTerminal(t *testing.T) {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	server, address, ended := serving(t, "")
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	// It waits a while for a browser that has not asked yet, which it knows of before the next.
	browser, err := net.Dial("tcp", "127.0.0.1:"+at.Port())
	if err != nil {
		t.Fatal(err)
	}
	defer browser.Close()
	answer, err := http.Get("http://127.0.0.1:" + at.Port())
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	for {
		_ = server.Signal(syscall.SIGHUP) // it may have ended
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// With nohup Dateline outlives its terminal.
func TestNohup(t *testing.T) {
	server, _, ended := serving(t, "trap '' HUP; ")
	if err := server.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		t.Fatalf("it ended with its terminal: %v", err)
	case <-time.After(200 * time.Millisecond):
	}
	if err := server.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
