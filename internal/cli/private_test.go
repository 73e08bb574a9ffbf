package cli

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// marked is a site whose authors keep to themselves whatever holds a marker.
const marked = `
-- content/_index.md --
---
title: T
base_url: https://example.org/
_desk: zqsecret
---
-- content/incidents/fire.md --
---
title: Fire
date: 2021-12-19
place: {name: A house, lat: 71.2345678, lon: -156.7891234, precision: hidden, _note: zqsecret}
---
<!-- zqsecret -->
-- content/articles/a/index.md --
---
title: A
date: 2021-12-20
incidents: [fire]
accounts: {fire: {killed: 1, _why: zqsecret}}
params: {_x: zqsecret, y: {_z: zqsecret}}
---
![A](a.jpg) ![B](b.png) ![C](c.gif) ![D](d.webp)
-- content/articles/zqsecret/index.md --
---
title: zqsecret
date: 2021-12-21
draft: true
tags: [zqsecret]
aliases: [zqsecret/]
---
zqsecret
-- content/articles/zqsecret/zqsecret.txt --
zqsecret
-- content/actors/zqsecret.md --
---
name: zqsecret
draft: true
---
`

// markedPictures are pictures that say, beside their pixels, where they were taken.
func markedPictures(t *testing.T) map[string][]byte {
	t.Helper()
	const secret = "zqsecret 71.2345678"
	plain := image.NewPaletted(image.Rect(0, 0, 600, 400), color.Palette{color.Black, color.White})
	var j, p, g bytes.Buffer
	if jpeg.Encode(&j, plain, nil) != nil || png.Encode(&p, plain) != nil || gif.Encode(&g, plain, nil) != nil {
		t.Fatal("a picture cannot be made")
	}
	sized := func(marker string, body string) string {
		return marker + string(binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))) + body
	}
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(secret)))
	chunk = append(chunk, "tEXt"+secret...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	exif := "EXIF" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(secret)+1))) + secret + "\x00\x00"
	webp := "WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00" + exif
	return map[string][]byte{
		"a.jpg": []byte(j.String()[:2] + sized("\xff\xe1", "Exif\x00\x00"+secret) + sized("\xff\xe1", "http://ns.adobe.com/xap/1.0/\x00"+secret) +
			sized("\xff\xed", "Photoshop 3.0\x00"+secret) + sized("\xff\xfe", secret) + j.String()[2:] + secret),
		"b.png":  []byte(p.String()[:33] + string(chunk) + p.String()[33:] + secret),
		"c.gif":  []byte(g.String()[:13+6] + "\x21\xfe\x13" + secret + "\x00" + g.String()[13+6:] + secret),
		"d.webp": []byte("RIFF" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(webp)))) + webp),
	}
}

// Every byte of every file that a build writes, packed ones unpacked and the
// list of files too, is searched for what authors keep to themselves.
func TestPromisePrivateOnDisk(t *testing.T) {
	source := siteOn(t, marked)
	for name, data := range markedPictures(t) {
		put(t, filepath.Join(source, "content/articles/a", name), data)
		put(t, filepath.Join(source, "static", name), data)
	}
	for _, flag := range []string{"--compress", "--portable", "--drafts"} {
		dest := filepath.Join(t.TempDir(), "public")
		var said strings.Builder
		env := Env{Stdout: io.Discard, Stderr: &said, Now: System(nil).Now, Files: os.DirFS("../..")}
		if code := Run(t.Context(), []string{"build", "--source", source, "--destination", dest, flag}, env); code != exitDone {
			t.Fatalf("exit code %d: %s", code, said.String())
		}
		files, found := 0, 0
		err := filepath.WalkDir(dest, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files++
			data := unpacked(t, name)
			for _, secret := range []string{"zqsecret", "71.23", "71,23", "156.78", "71°", "7123456", "156°"} {
				if strings.Contains(name, secret) || bytes.Contains(data, []byte(secret)) {
					found++
					if flag != "--drafts" {
						t.Errorf("%s: %s holds %s", flag, name, secret)
					}
				}
			}
			return nil
		})
		if err != nil || files < 30 {
			t.Errorf("%d files: %v", files, err)
		}
		if flag == "--drafts" && found == 0 {
			t.Error("the drafts that were asked for are not there: the test finds nothing")
		}
	}
}

func put(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// unpacked returns what a file holds once a browser has unpacked it.
func unpacked(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var r io.Reader = bytes.NewReader(data)
	switch filepath.Ext(name) {
	case ".gz":
		r, err = gzip.NewReader(r)
	case ".br":
		r = brotli.NewReader(r)
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return all
}
