package publish

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/minio/minio-go/v7"
)

// gateway builds the S3 server, versitygw, whose version .ci/s3/go.mod pins.
var gateway = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "tool", "-C", "../../.ci/s3", "-n", "versitygw").Output()
	if err != nil {
		return "", fmt.Errorf("building the S3 server: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
})

// An s3Server is a real S3 server with one bucket, "site".
type s3Server struct {
	address string
	dir     string // where it keeps buckets
}

func newS3Server(t testing.TB) *s3Server {
	t.Helper()
	program, err := gateway()
	if err != nil {
		// Its modules have to come from somewhere.
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "desk", "AWS_SECRET_ACCESS_KEY": "hunter2hunter2", "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "",
	} {
		t.Setenv(name, value)
	}
	dir := t.TempDir()
	s := &s3Server{freeAddress(t), filepath.Join(dir, "buckets")}
	for _, name := range []string{s.dir, filepath.Join(dir, "about")} {
		if err := os.Mkdir(name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	s.empty(t)
	start(t, s.address, exec.Command(program, "--quiet", "--access", "desk", "--secret", "hunter2hunter2", "--port", s.address, "posix", s.dir))
	return s
}

// empty makes the bucket anew.
func (s *s3Server) empty(t testing.TB) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(s.dir, "site")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(s.dir, "site"), 0o755); err != nil {
		t.Fatal(err)
	}
}

func openS3(t testing.TB, address string) *bucket {
	t.Helper()
	target, err := S3(Bucket{Name: "site", Endpoint: "http://" + address, Region: "us-east-1", Prefix: "iraq/"})
	if err != nil {
		t.Fatal(err)
	}
	return target.(*bucket)
}

// live returns what readers get, unpacked.
func (s *s3Server) live(t testing.TB) map[string]string {
	t.Helper()
	files := map[string]string{}
	b := openS3(t, s.address)
	for object := range b.client.ListObjects(t.Context(), b.Name, minio.ListObjectsOptions{Prefix: b.Prefix, Recursive: true}) {
		if object.Err != nil {
			t.Fatal(object.Err)
		}
		text, _ := s.get(t, object.Key)
		files[strings.TrimPrefix(object.Key, b.Prefix)] = text
	}
	return files
}

// get returns a file unpacked, and what the server says of it.
func (s *s3Server) get(t testing.TB, key string) (string, minio.ObjectInfo) {
	t.Helper()
	object, err := openS3(t, s.address).client.GetObject(t.Context(), "site", key, minio.GetObjectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer object.Close()
	data, err := io.ReadAll(object)
	if err != nil {
		t.Fatalf("%s: %v", key, err)
	}
	info, err := object.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if info.ContentEncoding == "gzip" {
		unpacked, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		if data, err = io.ReadAll(unpacked); err != nil {
			t.Fatalf("%s: %v", key, err)
		}
	}
	return string(data), info
}

func TestS3(t *testing.T) {
	s := newS3Server(t)
	before, after := twoSites()
	mustRun(t, openS3(t, s.address), before)
	write(t, filepath.Join(s.dir, "site", "iraq", "CNAME"), "example.org")
	write(t, filepath.Join(s.dir, "site", "other", "index.html"), "other")
	if got, want := mustRun(t, openS3(t, s.address), after), "12 added, 12 changed, 11 removed, 10 unchanged"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := mustRun(t, openS3(t, s.address), after), "0 added, 0 changed, 0 removed, 34 unchanged"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	after["CNAME"] = "example.org"
	wantSite(t, s.live(t), after)
	if text, _ := s.get(t, "other/index.html"); text != "other" {
		t.Errorf("beside the prefix there is %q", text)
	}
	// One page, and what is not ours.
	delete(after, "CNAME")
	after["index.html"] = "home again"
	if got, want := mustRun(t, openS3(t, s.address), after), "0 added, 1 changed, 0 removed, 33 unchanged"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	after["CNAME"] = "ours"
	_, err := Run(t.Context(), openS3(t, s.address), siteOf(after), options())
	if err == nil || !strings.Contains(err.Error(), "s3://site/iraq/ holds what dateline did not put there, where the site has a file: CNAME;") {
		t.Errorf("error %v", err)
	}
}

func TestS3Headers(t *testing.T) {
	s := newS3Server(t)
	text := strings.Repeat("the same words again and again ", 100)
	site := map[string]string{
		"index.html":                  text,
		"short.html":                  "short",
		"assets/app.0123456789.js":    text,
		"assets/style.0123456789.css": text,
		"feed.xml":                    text,
		"data/timeline.json":          text,
		"data/entries.csv":            text,
		"ar/assets/app.0123456789.js": text,
		"og/01234567890123456789.png": "\x89PNG" + text,
		"articles/a/map.png":          "\x89PNG" + text,
		"articles/a/figures.xlsx":     "PK\x03\x04" + text,
		"articles/a/film.vtt":         "WEBVTT " + text,
		"articles/a/no-extension":     "%PDF-1.7",
		".nojekyll":                   "",
	}
	mustRun(t, openS3(t, s.address), site)
	wantSite(t, s.live(t), site)
	for _, tt := range []struct{ name, contentType, encoding, cache string }{
		{"index.html", "text/html; charset=utf-8", "gzip", askEachTime},
		{"short.html", "text/html; charset=utf-8", "", askEachTime},
		{"assets/app.0123456789.js", "text/javascript; charset=utf-8", "gzip", keepForever},
		{"assets/style.0123456789.css", "text/css; charset=utf-8", "gzip", keepForever},
		{"ar/assets/app.0123456789.js", "text/javascript; charset=utf-8", "gzip", keepForever},
		{"og/01234567890123456789.png", "image/png", "", keepForever},
		{"articles/a/figures.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "", keepAWhile},
		{"articles/a/film.vtt", "text/vtt; charset=utf-8", "gzip", askEachTime},
		{"feed.xml", "application/xml", "gzip", askEachTime},
		{"data/timeline.json", "application/json", "", askEachTime},
		{"data/entries.csv", "text/csv; charset=utf-8", "", askEachTime},
		{"articles/a/map.png", "image/png", "", keepAWhile},
		{"articles/a/no-extension", "application/pdf", "", keepAWhile},
	} {
		_, info := s.get(t, "iraq/"+tt.name)
		if info.ContentType != tt.contentType || info.ContentEncoding != tt.encoding || info.Metadata.Get("Cache-Control") != tt.cache {
			t.Errorf("%s: %s, %q, %s; want %s, %q, %s", tt.name, info.ContentType, info.ContentEncoding,
				info.Metadata.Get("Cache-Control"), tt.contentType, tt.encoding, tt.cache)
		}
		if got := info.UserMetadata["Sha256"]; got != sumOf([]byte(site[tt.name])) {
			t.Errorf("%s: the checksum is %q", tt.name, got)
		}
	}
}

func TestS3Errors(t *testing.T) {
	s := newS3Server(t)
	for _, tt := range []struct {
		name    string
		prepare func(t *testing.T, b *Bucket)
		want    string
	}{
		{"wrong secret", func(t *testing.T, _ *Bucket) { t.Setenv("AWS_SECRET_ACCESS_KEY", "guessed-guessed") }, "the credentials are not those of http://" + s.address},
		{"wrong key", func(t *testing.T, _ *Bucket) { t.Setenv("AWS_ACCESS_KEY_ID", "nobody") }, "the credentials are not those of http://" + s.address},
		{"no credentials", func(t *testing.T, _ *Bucket) {
			for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} {
				t.Setenv(name, "")
			}
			t.Setenv("HOME", t.TempDir())
		}, "there are no credentials for S3; set AWS_ACCESS_KEY_ID"},
		{"no bucket", func(_ *testing.T, b *Bucket) { b.Name = "sight" }, `there is no bucket "sight" at http://` + s.address},
		{"endpoint with path", func(_ *testing.T, b *Bucket) { b.Endpoint += "/site" }, "endpoint cannot be"},
		{"nobody there", func(t *testing.T, b *Bucket) { b.Endpoint = "http://" + freeAddress(t) }, "connection refused"},
		{"no TLS there", func(_ *testing.T, b *Bucket) { b.Endpoint = "https://" + s.address }, "looking at s3://site/: https://" + s.address + " does not answer as S3 does: "},
		{"wrong clock", func(t *testing.T, b *Bucket) {
			late := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(http.StatusForbidden)
				io.WriteString(w, "<Error><Code>RequestTimeTooSkewed</Code><Message>The difference is too large.</Message></Error>")
			}))
			t.Cleanup(late.Close)
			b.Endpoint = late.URL
		}, "the clock of this machine is wrong; set it and publish again"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := Bucket{Name: "site", Endpoint: "http://" + s.address, Region: "us-east-1"}
			tt.prepare(t, &b)
			target, err := S3(b)
			if err == nil {
				_, err = Run(t.Context(), target, siteOf(map[string]string{"index.html": "home"}), options())
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %s", err, tt.want)
			}
			for _, secret := range []string{"hunter2", "guessed"} {
				if err != nil && strings.Contains(err.Error(), secret) {
					t.Errorf("error %v tells a secret", err)
				}
			}
		})
	}
}

// Credentials are found where Amazon's own tools keep them.
func TestS3CredentialFile(t *testing.T) {
	s := newS3Server(t)
	home := t.TempDir()
	write(t, filepath.Join(home, ".aws", "credentials"), "[desk]\naws_access_key_id = desk\naws_secret_access_key = hunter2hunter2\n")
	for name, value := range map[string]string{"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_PROFILE": "desk", "HOME": home} {
		t.Setenv(name, value)
	}
	mustRun(t, openS3(t, s.address), map[string]string{"index.html": "home"})
	wantSite(t, s.live(t), map[string]string{"index.html": "home"})
}

func TestS3Cut(t *testing.T) {
	s := newS3Server(t)
	line := newLine(t, s.address)
	testCuts(t, place{
		empty: func() { s.empty(t) },
		near:  func(t testing.TB) Target { return openS3(t, s.address) },
		far:   func(t testing.TB) Target { return openS3(t, line.address) },
		live:  s.live,
		line:  line,
	})
}

func TestS3Twice(t *testing.T) {
	s := newS3Server(t)
	testTwice(t, place{
		empty: func() { s.empty(t) },
		near:  func(t testing.TB) Target { return openS3(t, s.address) },
		live:  s.live,
	})
}

// The server itself refuses a list in place of another than the one that was read.
func TestS3TwiceAtTheSameMoment(t *testing.T) {
	s := newS3Server(t)
	before, after := twoSites()
	for _, start := range []map[string]string{nil, before} {
		s.empty(t)
		if start != nil {
			mustRun(t, openS3(t, s.address), start)
		}
		second := map[string]string{"index.html": "home of the second", "extra.html": "extra"}
		target := &between{Target: openS3(t, s.address), save: func() { mustReplace(t, openS3(t, s.address), second) }}
		_, err := Run(t.Context(), target, siteOf(after), options())
		if want := "nothing was published, publish again"; err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
		wantSite(t, s.live(t), second)
	}
}

// A server that knows no conditions, as Backblaze's, is published to nevertheless.
func TestS3WithoutConditions(t *testing.T) {
	s := newS3Server(t)
	behind := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: s.address})
		r.Out.Host = r.In.Host // which is signed
	}}
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-Match") != "" || r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotImplemented)
			fmt.Fprint(w, "<Error><Code>NotImplemented</Code></Error>")
			return
		}
		behind.ServeHTTP(w, r)
	}))
	defer front.Close()
	before, after := twoSites()
	for _, site := range []map[string]string{before, after} {
		mustRun(t, openS3(t, front.Listener.Addr().String()), site)
		wantSite(t, s.live(t), site)
	}
}

// A server that lists without end, in parts or in one of them, is left; names that lead
// elsewhere are nobody's.
func TestS3WithoutEnd(t *testing.T) {
	for name, value := range map[string]string{"AWS_ACCESS_KEY_ID": "desk", "AWS_SECRET_ACCESS_KEY": "hunter2hunter2", "AWS_SESSION_TOKEN": "", "AWS_PROFILE": ""} {
		t.Setenv(name, value)
	}
	const begin = `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>site</Name><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken>`
	contents := func(key string) string {
		return "<Contents><Key>" + key + "</Key><ETag>a</ETag><Size>1</Size></Contents>"
	}
	for _, tt := range []struct {
		name string
		page func(w io.Writer)
		want error
	}{
		{"parts", func(w io.Writer) {
			io.WriteString(w, begin+strings.Repeat(contents("iraq/"+strings.Repeat("a", 1000)), 1000)+"</ListBucketResult>")
		}, errLongList},
		{"one part", func(w io.Writer) {
			for _, err := io.WriteString(w, begin); err == nil; _, err = io.WriteString(w, strings.Repeat(contents("iraq/b"), 1000)) {
			}
		}, errLongPage},
		{"one name", func(w io.Writer) {
			for _, err := io.WriteString(w, begin+"<Contents><Key>"); err == nil; _, err = io.WriteString(w, strings.Repeat("iraq/b", 10_000)) {
			}
		}, errLongPage},
	} {
		t.Run(tt.name, func(t *testing.T) {
			asked := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				asked++
				tt.page(w)
			}))
			defer server.Close()
			b := openS3(t, strings.TrimPrefix(server.URL, "http://"))
			b.most = 3 << 20
			if _, err := b.Look(t.Context(), []string{"index.html"}); !errors.Is(err, tt.want) || !isFinal(err) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			if asked > 5 {
				t.Errorf("it was asked %d times", asked)
			}
		})
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, strings.Replace(begin, "true", "false", 1)+contents("iraq/../index.html")+contents("iraq//index.html")+contents("../iraq/index.html")+contents("iraq/index.html&#9;")+contents("iraq/a/index.html")+"</ListBucketResult>")
	}))
	defer server.Close()
	found, err := openS3(t, strings.TrimPrefix(server.URL, "http://")).Look(t.Context(), []string{"a/index.html", "index.html"})
	if err != nil || len(found) != 1 || found["a/index.html"].Tag != "a" {
		t.Errorf("found %v, %v", found, err)
	}
}
