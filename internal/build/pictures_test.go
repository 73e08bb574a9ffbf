package build

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"dateline/internal/output"
	"dateline/internal/picture"
	"dateline/internal/site"
)

// withPictures is a site with an article that shows the pictures given.
func withPictures(body string, files map[string][]byte) fstest.MapFS {
	source := fstest.MapFS{
		"content/_index.md":           {Data: []byte("---\ntitle: T\n---\n")},
		"content/articles/a/index.md": {Data: []byte("---\ntitle: A\ndate: 2021\n---\n" + body + "\n")},
	}
	for name, data := range files {
		source["content/articles/a/"+name] = &fstest.MapFile{Data: data}
	}
	return source
}

// photo is a JPEG file of a size, with a comment that nobody is to see.
func photo(t *testing.T, w, h int, shade uint8) []byte {
	t.Helper()
	p := image.NewGray(image.Rect(0, 0, w, h))
	for k := range p.Pix {
		p.Pix[k] = shade
	}
	p.SetGray(0, 0, color.Gray{Y: 255})
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, nil); err != nil {
		t.Fatal(err)
	}
	return []byte(string(b.Bytes()[:2]) + "\xff\xfe\x00\x08secret" + string(b.Bytes()[2:]))
}

func pageA(t *testing.T, files fs.FS) string {
	t.Helper()
	page, err := fs.ReadFile(files, "articles/a/index.html")
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestPictures(t *testing.T) {
	body := "![First](one.jpg)\n\n![Second](img/two.jpg \"Title\")\n\n![Third](small.jpg)"
	result := runClean(t, withPictures(body, map[string][]byte{
		"one.jpg": photo(t, 1600, 800, 10), "img/two.jpg": photo(t, 3000, 2000, 20), "small.jpg": photo(t, 200, 100, 30),
	}))
	page := pageA(t, result.FS)
	for _, want := range []string{
		`<img decoding="async" alt="First" src="../../articles/a/one.jpg" width="1600" height="800" srcset="../../articles/a/one.`,
		`.480.jpg 480w, ../../articles/a/one.`,
		`, ../../articles/a/one.jpg 1600w" sizes="(min-width: 40rem) 38rem, 100vw">`,
		`<img loading="lazy" decoding="async" alt="Second" src="../../articles/a/img/two.jpg" width="3000" height="2000"`,
		`.1440.jpg 1440w" sizes="(min-width: 40rem) 38rem, 100vw">` + "\n<figcaption>Title</figcaption>\n</figure>",
		`alt="Third" src="../../articles/a/small.jpg" width="200" height="100">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	set := regexp.MustCompile(`\.\./\.\./(\S+\.jpg) (\d+)w`).FindAllStringSubmatch(page, -1)
	if len(set) != 7 {
		t.Errorf("%d addresses in srcset, want 7", len(set))
	}
	for _, m := range set {
		data, err := fs.ReadFile(result.FS, m[1])
		if err != nil {
			t.Error(err)
			continue
		}
		config, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil || fmt.Sprint(config.Width) != m[2] || bytes.Contains(data, []byte("secret")) {
			t.Errorf("%s, %d pixels wide: %v", m[1], config.Width, err)
		}
	}
}

// countedFS counts how often a file is opened.
type countedFS struct {
	fs.FS
	name  string
	count atomic.Int32
}

func (f *countedFS) Open(name string) (fs.File, error) {
	if name == f.name {
		f.count.Add(1)
	}
	return f.FS.Open(name)
}

// A picture is read once for all smaller ones, whoever asks for them at the same time, and no
// more pixels are decoded at once than may be.
func TestPicturesAtOnce(t *testing.T) {
	source := &countedFS{FS: fstest.MapFS{"a.jpg": {Data: photo(t, 1600, 800, 10)}}, name: "a.jpg"}
	info, err := picture.Read("a.jpg", photo(t, 1600, 800, 10))
	if err != nil {
		t.Fatal(err)
	}
	var all pictures
	all.take(mostPixels)
	var asked sync.WaitGroup
	for _, width := range append(info.Smaller(), info.Smaller()...) {
		asked.Go(func() {
			made, err := all.open(source, site.Copy{From: "a.jpg", Picture: &info, Width: width})
			config, decodeErr := jpeg.DecodeConfig(bytes.NewReader(made))
			if err != nil || decodeErr != nil || config.Width != width {
				t.Errorf("of %d pixels: %d, %v, %v", width, config.Width, err, decodeErr)
			}
		})
	}
	time.Sleep(50 * time.Millisecond)
	if n := source.count.Load(); n != 0 {
		t.Errorf("read %d times while there was no room for it", n)
	}
	all.take(-mostPixels)
	asked.Wait()
	if n := source.count.Load(); n != 1 {
		t.Errorf("read %d times, want once", n)
	}
	if all.pixels != 0 || len(all.making) != 0 {
		t.Errorf("%d pixels and %d pictures are left", all.pixels, len(all.making))
	}
}

// brokenFS panics where a file is opened, as a decoder may, once somebody else waits for it.
type brokenFS struct{ begun, broken chan struct{} }

func (f brokenFS) Open(string) (fs.File, error) {
	close(f.begun)
	<-f.broken
	panic("broken")
}

// Where a decoder panics, which the author's server survives, nobody waits for ever.
func TestPictureBreaks(t *testing.T) {
	var all pictures
	c := site.Copy{From: "a.jpg", Picture: &picture.Info{Format: "jpeg", Width: 1600, Height: 800, Key: "k"}, Width: 480}
	source := brokenFS{make(chan struct{}), make(chan struct{})}
	var asked sync.WaitGroup
	asked.Go(func() {
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
		}()
		_, _ = all.open(source, c)
	})
	<-source.begun
	asked.Go(func() {
		if made, err := all.open(fstest.MapFS{}, c); err == nil {
			t.Errorf("%d bytes and no error", len(made))
		}
	})
	time.Sleep(20 * time.Millisecond)
	close(source.broken)
	asked.Wait()
	if all.pixels != 0 || len(all.making) != 0 {
		t.Errorf("%d pixels and %d pictures are left", all.pixels, len(all.making))
	}
}

// A caption is text: notes quote it, it names actors, feeds have it, and only what stands
// for the text in lists and data begins after it.
func TestCaptions(t *testing.T) {
	source := siteOf(t, `
-- content/_index.md --
---
title: T
base_url: https://e.org/
---
-- content/actors/nato.md --
---
name: NATO
kind: international-organisation
---
-- content/articles/a/index.md --
---
title: A
date: 2021
annotations: [{quote: soldiers at the bridgehead, note: They are Danish.}]
---
![Soldiers](one.jpg "NATO soldiers at the bridgehead")

The article begins.
`)
	source["content/articles/a/one.jpg"] = &fstest.MapFile{Data: photo(t, 300, 100, 1)}
	for name, choose := range map[string]func(opt *Options){
		"plain": func(*Options) {}, "minified": func(opt *Options) { opt.Minify = true }, "portable": func(opt *Options) { opt.Portable = true },
	} {
		opt := options(source)
		choose(&opt)
		result, err := Run(opt)
		if err != nil || len(problems(result)) > 0 {
			t.Fatal(err, problems(result))
		}
		page := pageA(t, result.FS)
		_, caption, _ := strings.Cut(page, "<figcaption>")
		caption, _, _ = strings.Cut(caption, "</figure>")
		for _, want := range []string{"actors/nato/", ">NATO</a>", "passage--", "soldiers at the bridgehead"} {
			if !strings.Contains(caption, want) {
				t.Errorf("%s: the caption is %s, without %s", name, caption, want)
			}
		}
		if !regexp.MustCompile(`name="?description"? content="The article begins\."`).MatchString(page) {
			t.Errorf("%s: the page is described otherwise: %s", name, page)
		}
		for _, file := range []string{"feed.xml", "articles/a/annotations.jsonld"} {
			if !opt.Portable && !strings.Contains(read(t, result, file), "soldiers at the bridgehead") {
				t.Errorf("%s: %s has no caption", name, file)
			}
		}
	}
}

func TestPicturesThatCannotBeShown(t *testing.T) {
	body := "![What it shows](broken.jpg) ![Drawn](evil.svg)"
	result := run(t, withPictures(body, map[string][]byte{
		"broken.jpg": []byte("no picture"), "evil.svg": []byte("<svg>\n<script>alert(1)</script></svg>"),
	}))
	got := strings.Join(problems(result), "\n")
	for _, want := range []string{
		"content/articles/a/broken.jpg: warning: this picture cannot be read",
		"content/articles/a/evil.svg:2:1: error: an SVG picture with <script> is not published",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("problems:\n%s\nwant %s", got, want)
		}
	}
	if page := pageA(t, result.FS); !strings.Contains(page, `<em class="missing">What it shows</em>`) || strings.Contains(page, "<img") {
		t.Error("the description does not stand in the picture's place")
	}
	for _, name := range []string{"articles/a/broken.jpg", "articles/a/evil.svg"} {
		if _, err := fs.Stat(result.FS, name); err == nil {
			t.Errorf("%s is published", name)
		}
	}
}

// A picture in static/ tells no more than one beside a page.
func TestStaticPicture(t *testing.T) {
	source := withPictures("", nil)
	source["static/logo.jpg"] = &fstest.MapFile{Data: photo(t, 20, 10, 1)}
	data, err := fs.ReadFile(runClean(t, source).FS, "logo.jpg")
	if err != nil || bytes.Contains(data, []byte("secret")) {
		t.Errorf("the comment is published: %v", err)
	}
}

// A drawing in static/ is opened by itself as well as one beside a page, and so
// may no more than that.
func TestStaticDrawing(t *testing.T) {
	for text, want := range map[string]string{
		"<svg>\n<script>alert(1)</script></svg>": "static/img/a.svg:2:1: error: an SVG picture with <script> is not published",
		"<svg><g onload='x()'/></svg>":           "static/img/a.svg:1:6: error: an SVG picture with onload",
		"<svg><path":                             "static/img/a.svg:1:11: error: this picture cannot be read",
		"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9'/></svg>": "",
	} {
		source := withPictures("", nil)
		source["static/img/a.svg"] = &fstest.MapFile{Data: []byte(text)}
		if got := strings.Join(problems(run(t, source)), "\n"); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: problems %q, want %q", text, got, want)
		}
	}
}

// A picture that is too large to be shown is told with its place, and not decoded.
func TestPictureOfAHundredMegapixels(t *testing.T) {
	var large bytes.Buffer
	if err := png.Encode(&large, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	data := large.Bytes()
	binary.BigEndian.PutUint32(data[16:], 10_000)
	binary.BigEndian.PutUint32(data[20:], 10_000)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	result := run(t, withPictures("![A large one](large.png)", map[string][]byte{"large.png": data}))
	want := "content/articles/a/large.png: warning: this picture has 10000 × 10000 pixels, more than 50 million; make it smaller; its description is shown in its place"
	if got := strings.Join(problems(result), "\n"); got != want {
		t.Errorf("problems:\n%s\nwant\n%s", got, want)
	}
	if page := pageA(t, result.FS); !strings.Contains(page, `<em class="missing">A large one</em>`) {
		t.Error("the description does not stand in the picture's place")
	}
}

// A picture is made once, and again when its source changes.
func TestPicturesOnce(t *testing.T) {
	dir, source := t.TempDir(), withPictures("![One](one.jpg)", map[string][]byte{"one.jpg": photo(t, 1000, 500, 1)})
	for _, step := range []struct {
		shade uint8
		want  int64
	}{{1, 3}, {1, 0}, {200, 3}} {
		source["content/articles/a/one.jpg"].Data = photo(t, 1000, 500, step.shade)
		site := &counted{Keyed: runClean(t, source).FS.(output.Keyed)}
		if _, err := output.Write(t.Context(), dir, site, output.Options{}); err != nil {
			t.Fatal(err)
		}
		if got := site.pictures.Load(); got != step.want {
			t.Errorf("shade %d: %d pictures are made, want %d", step.shade, got, step.want)
		}
	}
}

// The author's server shows a picture that was changed in its new size.
func TestPictureForgotten(t *testing.T) {
	source := withPictures("![One](one.jpg)", map[string][]byte{"one.jpg": photo(t, 300, 100, 1)})
	opt := options(source)
	opt.Cache = &Cache{}
	for _, want := range []string{`width="300" height="100"`, `width="200" height="150"`} {
		result, err := Run(opt)
		if err != nil {
			t.Fatal(err)
		}
		if page := pageA(t, result.FS); !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
		source["content/articles/a/one.jpg"].Data = photo(t, 200, 150, 1)
		opt.Cache.Forget("content/articles/a/one.jpg")
	}
}
