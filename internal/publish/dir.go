package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"dateline/internal/output"
)

// Dir returns a folder of this machine as a target. It need not exist. Source is
// the folder that the site is made from, which, like a home or a root, is refused. So is
// what [output.CheckNamed] refuses.
func Dir(dir, source string) (Target, error) {
	err := output.CheckNamed(dir, source)
	if refused, ok := errors.AsType[*output.RefusedError](err); ok {
		return nil, &RefusedError{Place: dir, Problem: refused.Problem, Advice: "write another folder under publish"}
	}
	if err != nil {
		return nil, err
	}
	d := &directory{name: dir}
	root, err := d.open()
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("opening the target: %w", err)
	case has(root, output.ManifestFile) && !has(root, recordName):
		return nil, &RefusedError{
			Place: dir, Problem: "is the folder of a build, as " + output.ManifestFile + " in it says",
			Advice: "write another folder under publish, or remove that file if this is a copy",
		}
	}
	key, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding the target: %w", err)
	}
	// Before it is there, its name has to do.
	if real, err := filepath.EvalSymlinks(key); err == nil {
		key = real
	}
	return newFolder(dir, key, d), nil
}

// has reports whether something stands at a name.
func has(root *os.Root, name string) bool {
	_, err := root.Lstat(name)
	return err == nil
}

// A directory is a folder of this machine. All access goes through root, so
// that no link leads outside. Another attempt would meet the same errors.
type directory struct {
	name string

	mu   sync.Mutex
	root *os.Root // nil until the folder is there
}

// open returns the folder as soon as it is there, whoever has made it.
func (d *directory) open() (*os.Root, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.root == nil {
		root, err := os.OpenRoot(d.name)
		if err != nil {
			return nil, err
		}
		d.root = root
	}
	return d.root, nil
}

func (d *directory) Lstat(_ context.Context, name string) (fs.FileInfo, error) {
	root, err := d.open()
	if err != nil {
		return nil, reason(err)
	}
	info, err := root.Lstat(name)
	return info, reason(err)
}

func (d *directory) ReadFile(_ context.Context, name string) ([]byte, error) {
	root, err := d.open()
	if err != nil {
		return nil, reason(err)
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, reason(err)
	}
	defer file.Close()
	data, err := readBounded(file)
	return data, reason(err)
}

func (d *directory) WriteFile(_ context.Context, name string, data []byte) error {
	return reason(d.root.WriteFile(name, data, 0o644))
}

func (d *directory) Rename(_ context.Context, from, to string) error {
	return reason(d.root.Rename(from, to))
}

func (d *directory) Remove(_ context.Context, name string) error {
	return reason(d.root.Remove(name))
}

func (d *directory) Mkdir(_ context.Context, name string) error {
	if name == "." {
		if err := os.MkdirAll(d.name, 0o755); err != nil {
			return reason(err)
		}
		_, err := d.open()
		return reason(err)
	}
	err := d.root.Mkdir(name, 0o755)
	if errors.Is(err, fs.ErrExist) {
		if info, statErr := d.root.Lstat(name); statErr == nil && info.IsDir() {
			return nil
		}
	}
	return reason(err)
}

func (d *directory) List(_ context.Context, name string) ([]string, error) {
	entries, err := fs.ReadDir(d.root.FS(), name)
	if err != nil {
		return nil, reason(err)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}

// Tag is the SHA-256: whatever a copy or a backup does to the times of files,
// their bytes decide.
func (d *directory) Tag(_ context.Context, name string, _ fs.FileInfo) (string, error) {
	file, err := d.root.Open(name)
	if err != nil {
		return "", reason(err)
	}
	defer file.Close()
	sum := sha256.New() // of others' files, too, which may be of any size
	_, err = io.Copy(sum, file)
	return hex.EncodeToString(sum.Sum(nil)), reason(err)
}

func (d *directory) Close() error {
	if d.root == nil {
		return nil
	}
	return d.root.Close()
}

// reason says what to do about the usual errors.
func reason(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return final(fmt.Errorf("the disk of the target is full; make room there and publish again: %w", err))
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return final(fmt.Errorf("you may not do this there; ask the owner of the folder, or write another one in dir: under publish: %w", err))
	}
	return final(err)
}
