package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"dateline/internal/diag"
	"dateline/internal/picture"
	"dateline/internal/site"
)

// mostPictures is how many bytes of pictures are kept between builds.
const mostPictures = 64 << 20

// pictures keeps the pictures that were made of authors' files, so that a
// browser which asks the author's server again need not wait again. Its zero
// value is empty; it is safe for concurrent use.
type pictures struct {
	mu   sync.Mutex
	made map[string][]byte // by key and width
	size int               // of all that is made, in bytes
}

// copied lists a copied file.
func (p *pictures) copied(source fs.FS, c site.Copy) made {
	file := made{make: fresh(func() ([]byte, error) { return p.open(source, c) })}
	if c.Picture == nil {
		file.shows = site.Copied(source, c.From)
	} else {
		file.shows, file.key = site.Keyed(c.Picture.Key), c.Picture.Key
	}
	return file
}

// open returns the contents of a copied file.
func (p *pictures) open(source fs.FS, c site.Copy) ([]byte, error) {
	if c.Picture == nil {
		return fs.ReadFile(source, c.From)
	}
	name := fmt.Sprint(c.Picture.Key, " ", c.Width)
	p.mu.Lock()
	made := p.made[name]
	p.mu.Unlock()
	if made != nil {
		return bytes.Clone(made), nil
	}
	data, err := fs.ReadFile(source, c.From)
	if err != nil {
		return nil, err
	}
	if c.Width == 0 {
		data, err = picture.Publish(*c.Picture, data)
	} else {
		data, err = picture.Scale(*c.Picture, data, c.Width)
	}
	if err != nil {
		return nil, fmt.Errorf("making a picture of %s: %w", c.From, err)
	}
	p.keep(name, bytes.Clone(data))
	return data, nil
}

// openStatic returns the contents of a file of static/: of a picture without
// what it says beside its pixels.
func openStatic(static fs.FS, name string) ([]byte, error) {
	data, err := fs.ReadFile(static, name)
	if err != nil || !picture.Is(name) {
		return data, err
	}
	info, err := picture.Read(name, data)
	if err != nil {
		return nil, fmt.Errorf("static/%s: %w", name, err)
	}
	return picture.Publish(info, data)
}

// checkPicture reports what a picture of static/ has that could do harm: an SVG
// where it is opened by itself (browsers show one that is cut off up to where it
// ends, and so does what it holds until there), a photograph that may say where
// it was taken. ok says whether the file may be published; of what is no picture
// it may.
func checkPicture(static fs.FS, name string, problems *diag.List) (ok bool, err error) {
	if !picture.Is(name) {
		if picture.IsHidden(name, nil) {
			problems.Errorf(diag.Pos{File: "static/" + name}, "this picture may say where it was taken, and is of a form from which that cannot be removed; save it as JPEG, PNG or WebP")
			return false, nil
		}
		return true, nil
	}
	data, err := fs.ReadFile(static, name)
	if err != nil {
		return false, err
	}
	var problem *picture.Problem
	if _, err := picture.Read(name, data); errors.As(err, &problem) {
		problems.Errorf(diag.At("static/"+name, problem.Line, problem.Col), "%s", problem.Text)
		return false, nil
	}
	return true, nil
}

// keep remembers a picture. Where there are too many, all are forgotten: an
// author who works on a page asks for those of that page again.
func (p *pictures) keep(name string, data []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.made == nil || p.size+len(data) > mostPictures {
		p.made, p.size = map[string][]byte{}, 0
	}
	p.made[name] = data
	p.size += len(data)
}
