package publish

import (
	"bytes"
	"io"
	"net"
	"os"
	"os/exec"
	"time"
)

// A tunnel is a connection through another program.
type tunnel struct {
	net.Conn
	program *os.Process
	said    bytes.Buffer  // what the program complained of
	ended   chan struct{} // closed when the program has ended, and said is whole
}

// lingering is how long what a program has started may keep its output open.
const lingering = time.Second

// openTunnel starts a program that carries a connection. Each of the two ends the other.
func openTunnel(program []string) (*tunnel, error) {
	near, far := net.Pipe()
	t := &tunnel{Conn: near, ended: make(chan struct{})}
	cmd := exec.Command(program[0], program[1:]...)
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = far, &t.said, lingering
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	t.program = cmd.Process
	go func() {
		_, _ = io.Copy(in, far)
		in.Close()
	}()
	go func() {
		_ = cmd.Wait() // what it said tells more
		far.Close()
		close(t.ended)
	}()
	return t, nil
}

// Close ends the program too, which may not read any more.
func (t *tunnel) Close() error {
	_ = t.program.Kill() // it may have ended
	return t.Conn.Close()
}

// complaint closes the tunnel and returns what its program said.
func (t *tunnel) complaint() string {
	t.Close()
	<-t.ended
	return oneLine(&t.said)
}
