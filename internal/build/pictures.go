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

const (
	// mostPictures is how many bytes of pictures are kept between builds.
	mostPictures = 64 << 20
	// mostPixels is how many are decoded at once, of pictures that each have fewer: one of
	// the largest that there may be, or some photographs. A pixel takes up to 12 bytes.
	mostPixels = 60_000_000
)

// pictures keeps the pictures that were made of authors' files, so that a
// browser which asks the author's server again need not wait again. Its zero
// value is empty; it is safe for concurrent use.
type pictures struct {
	mu     sync.Mutex
	made   map[string][]byte // by key and width
	size   int               // of all that is made, in bytes
	making map[string]*making
	pixels int        // of the pictures that are decoded now
	fewer  *sync.Cond // there are fewer pixels
}

// making makes pictures of a file, for all who ask for one of them.
type making struct {
	done  chan struct{}
	files map[int][]byte // by width; 0 for the size that the picture has
	err   error
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
	key := c.Picture.Key
	if c.Width == 0 {
		key += " whole"
	}
	p.mu.Lock()
	made := p.made[nameOf(c.Picture, c.Width)]
	m, begun := p.making[key]
	if made == nil && !begun {
		m = &making{done: make(chan struct{})}
		if p.making == nil {
			p.making = map[string]*making{}
		}
		p.making[key] = m
	}
	p.mu.Unlock()
	switch {
	case made != nil:
		return bytes.Clone(made), nil
	case begun:
		<-m.done
	default:
		defer func() { // a decoder that panics takes down one answer of the author's server, and none that wait
			p.mu.Lock()
			delete(p.making, key)
			p.mu.Unlock()
			close(m.done)
		}()
		p.make(m, source, c)
	}
	return bytes.Clone(m.files[c.Width]), m.err
}

// nameOf names a picture of a width.
func nameOf(info *picture.Info, width int) string { return fmt.Sprint(info.Key, " ", width) }

// make makes a picture in its own size, or else all smaller ones, and keeps them.
func (p *pictures) make(m *making, source fs.FS, c site.Copy) {
	pixels := c.Picture.Width * c.Picture.Height
	p.take(pixels)
	defer p.take(-pixels)
	m.err = fmt.Errorf("making a picture of %s did not end", c.From)
	data, err := fs.ReadFile(source, c.From)
	if err != nil {
		m.err = err
		return
	}
	widths, files := []int{0}, [][]byte{nil}
	if c.Width == 0 {
		files[0], err = picture.Publish(*c.Picture, data)
	} else {
		widths = c.Picture.Smaller()
		files, err = picture.Scale(*c.Picture, data)
	}
	if err != nil {
		m.err = fmt.Errorf("making a picture of %s: %w", c.From, err)
		return
	}
	m.files, m.err = map[int][]byte{}, nil
	for k, width := range widths {
		m.files[width] = files[k]
		p.keep(nameOf(c.Picture, width), files[k])
	}
}

// take waits until so many more pixels may be decoded; a negative number is of those that
// are done with.
func (p *pictures) take(pixels int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fewer == nil {
		p.fewer = sync.NewCond(&p.mu)
	}
	for pixels > 0 && p.pixels > 0 && p.pixels+pixels > mostPixels {
		p.fewer.Wait()
	}
	p.pixels += pixels
	p.fewer.Broadcast()
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
