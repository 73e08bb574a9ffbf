package publish

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

var (
	// address is user@host:port:/path; user and port may be missing, and the path have spaces within.
	address = regexp.MustCompile(`^(?:([^@]+)@)?(\[[^\]]+\]|[^:]+)(?::([0-9]{1,5}))?:([^:\s](?:.*\S)?)$`)
	// strange is a user or a host that ssh refuses since CVE-2023-51385. Older ones take it
	// for an option, or hand it to a shell where the configuration says so.
	strange = regexp.MustCompile(`^-|[\s'"\x60$;&<>|(){}]`)
)

// SFTP returns a folder of another machine as a target; it need not exist. To has
// the form [user@]host[:port]:path, where the host may be one of ssh's configuration and
// the path may begin with "~/". Nothing is connected to yet: an error is of a form that is
// another, or of a configuration that ssh does not take.
func SFTP(ctx context.Context, to string, who SSH) (Target, error) {
	parts := address.FindStringSubmatch(to)
	if parts == nil || strange.MatchString(parts[1]) || strange.MatchString(parts[2]) {
		return nil, fmt.Errorf("sftp cannot be %q; write one such as web@example.org:/srv/www", to)
	}
	host := strings.Trim(parts[2], "[]")
	r := &remote{dialer: dialer{who: who, written: host, user: parts[1], host: host, port: parts[3]}, base: parts[4]}
	r.left.Store(math.MaxInt64)
	d := &r.dialer
	if err := d.configure(ctx); err != nil {
		return nil, err
	}
	d.user, d.port = cmp.Or(d.user, who.User), cmp.Or(d.port, "22")
	d.login = loginCommand(d.user, host, d.port)
	if who.Program != "" {
		d.login = loginCommand(parts[1], host, parts[3]) // ssh knows the rest
	}
	// A session begins in the home folder, and the protocol knows no other name for it.
	if first, below, _ := strings.Cut(r.base, "/"); first == "~" {
		r.base = path.Join(".", below)
	}
	key := fmt.Sprintf("sftp %s@%s:%s", d.user, d.address(), r.base)
	return newFolder("sftp "+to, key, r), nil
}

// A remote is a folder of a machine that is reached over SFTP. A connection that
// broke is made anew at the next call.
type remote struct {
	dialer
	base string

	mu         sync.Mutex
	client     *sftp.Client // nil without a connection
	connection *ssh.Client  // that it goes over
}

// do calls work with a connection, which ends when ctx does.
func (r *remote) do(ctx context.Context, work func(*sftp.Client) error) error {
	client, err := r.connect(ctx)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { r.drop(client) })
	defer stop()
	err = work(client)
	switch {
	case err == nil, errors.Is(err, fs.ErrNotExist):
		return err
	case errors.Is(err, fs.ErrPermission):
		return final(fmt.Errorf("%s may not do this at %s; ask its owner to let that user write to %s, or write another folder in sftp: under publish: %w", r.user, r.host, r.base, err))
	case errors.As(err, new(*sftp.StatusError)) && ctx.Err() == nil && isAlive(client):
		return r.explain(client, err)
	}
	r.drop(client)
	return err
}

// isAlive reports whether the other end still answers.
func isAlive(client *sftp.Client) bool {
	_, err := client.Getwd()
	return err == nil
}

// readOnly is the bit of a disk that takes no changes, in OpenSSH's PROTOCOL, 3.4.
const readOnly = 1

// explain adds what the protocol has no word for to an error of the server's.
func (r *remote) explain(client *sftp.Client, err error) error {
	disk, statErr := r.disk(client)
	switch {
	case statErr != nil:
		return err
	case disk.Flag&readOnly != 0:
		return final(fmt.Errorf("the disk of the target is read-only; ask its owner, or write another folder in sftp: under publish: %w", err))
	case disk.Bavail < 16:
		return final(fmt.Errorf("the disk of the target is full; make room there and publish again: %w", err))
	}
	return fmt.Errorf("%w; the server does not say why: a quota may be used up", err)
}

// disk says what the server knows of the disk of the target, or of the nearest folder above
// where the target is not there yet.
func (r *remote) disk(client *sftp.Client) (*sftp.StatVFS, error) {
	for dir := r.base; ; dir = path.Dir(dir) {
		disk, err := client.StatVFS(dir)
		if err == nil || !errors.Is(err, fs.ErrNotExist) || dir == path.Dir(dir) {
			return disk, err
		}
	}
}

func (r *remote) connect(ctx context.Context) (*sftp.Client, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.client != nil {
		return r.client, nil
	}
	connection, err := r.dial(ctx)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { connection.Close() })
	defer stop()
	// Files are written aside, so that a gap in one that breaks off is nobody's to see.
	client, err := sftp.NewClient(connection, sftp.UseConcurrentWrites(true))
	if err != nil {
		connection.Close()
		return nil, fmt.Errorf("starting SFTP at %s: %w", r.host, err)
	}
	if _, ok := client.HasExtension("posix-rename@openssh.com"); !ok {
		connection.Close()
		return nil, final(fmt.Errorf("%s cannot replace files at once (posix-rename@openssh.com), so that readers would meet broken pages; publish there in another way", r.host))
	}
	r.client, r.connection = client, connection
	return client, nil
}

// drop closes a connection, so that the next call makes another. It takes no leave of the
// other end, which may not read any more.
func (r *remote) drop(client *sftp.Client) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.client == client {
		r.client = nil
		r.connection.Close()
	}
}

func (r *remote) path(name string) string { return path.Join(r.base, name) }

func (r *remote) Lstat(ctx context.Context, name string) (info fs.FileInfo, err error) {
	err = r.do(ctx, func(c *sftp.Client) error {
		info, err = c.Lstat(r.path(name))
		return err
	})
	return info, err
}

func (r *remote) ReadFile(ctx context.Context, name string) (data []byte, err error) {
	err = r.do(ctx, func(c *sftp.Client) error {
		file, err := c.Open(r.path(name))
		if err != nil {
			return err
		}
		defer file.Close()
		data, err = readBounded(file) // several parts at once
		return err
	})
	return data, err
}

func (r *remote) WriteFile(ctx context.Context, name string, data []byte) error {
	return r.do(ctx, func(c *sftp.Client) error {
		file, err := c.OpenFile(r.path(name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
		if err != nil {
			return err
		}
		_, err = file.Write(data)
		return cmp.Or(err, file.Close())
	})
}

func (r *remote) Rename(ctx context.Context, from, to string) error {
	return r.do(ctx, func(c *sftp.Client) error { return c.PosixRename(r.path(from), r.path(to)) })
}

func (r *remote) Remove(ctx context.Context, name string) error {
	return r.do(ctx, func(c *sftp.Client) error { return c.Remove(r.path(name)) })
}

func (r *remote) Mkdir(ctx context.Context, name string) error {
	return r.do(ctx, func(c *sftp.Client) error {
		if name == "." {
			return c.MkdirAll(r.base)
		}
		err := c.Mkdir(r.path(name))
		if err != nil {
			// The protocol has no word for what is there already.
			if info, statErr := c.Lstat(r.path(name)); statErr == nil && info.IsDir() {
				return nil
			}
		}
		return err
	})
}

// maxListed is how much a host may send to list a folder of Dateline's own, in bytes: a
// hundred thousand files.
const maxListed = 16 << 20

func (r *remote) List(ctx context.Context, name string) (names []string, err error) {
	err = r.do(ctx, func(c *sftp.Client) error {
		r.left.Store(maxListed)
		files, err := c.ReadDirContext(ctx, r.path(name))
		if r.left.Swap(math.MaxInt64) < 0 {
			return final(fmt.Errorf("the list of files in %s does not end; remove that folder there", name))
		}
		for _, f := range files {
			names = append(names, f.Name())
		}
		return err
	})
	return names, err
}

// Tag is the size and the time of the last change, in seconds since 1970: to
// read all files again would take as long as to send them.
func (r *remote) Tag(_ context.Context, _ string, info fs.FileInfo) (string, error) {
	return fmt.Sprintf("%d-%d", info.Size(), info.ModTime().Unix()), nil
}

func (r *remote) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.client != nil {
		return r.connection.Close()
	}
	return nil
}
