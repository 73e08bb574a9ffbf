package hosts

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"dateline/internal/build"
	"dateline/internal/content"
	"dateline/internal/output"
)

// A real nginx serves a built site with the very text of the help.
func TestNginx(t *testing.T) {
	program := findNginx(t)
	for _, under := range []string{"/", "/news/iraq/"} {
		t.Run(under, func(t *testing.T) {
			root := t.TempDir()
			os.Chmod(root, 0o755) // nginx's workers are another user
			os.Chmod(filepath.Dir(root), 0o755)
			site := publish(t, filepath.Join(root, filepath.FromSlash(under)), under)
			visit(t, site, serve(t, program, root, under), under)
		})
	}
}

func findNginx(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"nginx", "/usr/sbin/nginx"} {
		if program, err := exec.LookPath(name); err == nil {
			return program
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("nginx is missing; .ci/run installs it")
	}
	t.Skip("nginx is missing; .ci/run installs it")
	return ""
}

// publish builds a small site into a folder.
func publish(t *testing.T, dir, under string) fs.FS {
	t.Helper()
	source := fstest.MapFS{
		"content/_index.md":      {Data: []byte("---\ntitle: T\nbase_url: https://example.org" + under + "\n---\n")},
		"content/actors/nato.md": {Data: []byte("---\nname: NATO\naliases: [old/nato/]\n---\nNATO.\n")},
		"content/articles/a.md":  {Data: []byte("---\ntitle: A\ndate: 2021-12-20\nannotations: [{quote: Words, note: Note}]\n---\nWords of NATO.\n")},
	}
	result, err := build.Run(build.Options{
		Source: source, Templates: os.DirFS("../../templates"), Static: os.DirFS("../../static"), Compress: func(*content.Site) bool { return true },
	})
	if err != nil || result.Problems.HasErrors() {
		t.Fatalf("building: %v %v", err, result)
	}
	if _, err := output.Write(context.Background(), dir, result.FS, output.Options{}); err != nil {
		t.Fatal(err)
	}
	return result.FS
}

// serve starts nginx on a port of its own and returns its address.
func serve(t *testing.T, program, root, under string) string {
	t.Helper()
	_, text, _ := strings.Cut(Help, "```nginx\n")
	text, _, found := strings.Cut(text, "```")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	replaced := strings.NewReplacer(
		"listen 80;", "listen "+address+";",
		"root /srv/www;", "root "+root+";",
		"error_page 404 /404.html;", "error_page 404 "+under+"404.html;",
	).Replace(text)
	if !found || strings.Count(replaced, address)+strings.Count(replaced, root+";") < 2 {
		t.Fatal("the help holds no configuration for nginx")
	}
	work := t.TempDir()
	var temporary strings.Builder
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&temporary, "%s_temp_path %s/%s;\n", kind, work, kind)
	}
	conf := filepath.Join(work, "nginx.conf")
	whole := fmt.Sprintf("daemon off;\npid %s/pid;\nevents {}\nhttp {\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\naccess_log off;\n%s%s}\n",
		work, temporary.String(), replaced)
	if err := os.WriteFile(conf, []byte(whole), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-e", filepath.Join(work, "error.log"), "-p", work, "-c", conf)
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
		if log, _ := os.ReadFile(filepath.Join(work, "error.log")); t.Failed() {
			t.Logf("nginx: %s%s", said.String(), log)
		}
	})
	for range 100 {
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			return "http://" + address
		}
		time.Sleep(20 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(work, "error.log"))
	t.Fatalf("nginx does not answer: %s%s", said.String(), log)
	return ""
}

// visit asks for what readers ask for.
func visit(t *testing.T, site fs.FS, host, under string) {
	t.Helper()
	styles, err := fs.Glob(site, "assets/style.*.css")
	if err != nil || len(styles) != 1 {
		t.Fatal(styles, err)
	}
	for _, test := range []struct {
		path   string
		status int
		kind   string // Content-Type
		cache  string // Cache-Control
	}{
		{"", 200, "text/html; charset=utf-8", "no-cache"},
		{"articles/a/", 200, "text/html; charset=utf-8", "no-cache"},
		{"articles/a", 301, "", "no-cache"},
		{"embed/", 200, "text/html; charset=utf-8", "no-cache"},
		{"actors/nato/embed/", 200, "text/html; charset=utf-8", "no-cache"},
		{"embed.js", 200, "application/javascript; charset=utf-8", "no-cache"},
		{"old/nato/", 200, "text/html; charset=utf-8", "no-cache"},
		{"no/such/", 404, "text/html; charset=utf-8", ""},
		{styles[0], 200, "text/css; charset=utf-8", "public, max-age=31536000, immutable"},
		{"favicon.svg", 200, "image/svg+xml", "no-cache"},
		{"feed.xml", 200, "application/atom+xml; charset=utf-8", "no-cache"},
		{"feeds.opml", 200, "text/xml; charset=utf-8", "no-cache"},
		{"data/annotations.jsonld", 200, "application/ld+json", "no-cache"},
		{"_headers", 404, "", ""},
		{".dateline/manifest.json", 404, "", ""},
	} {
		answer := get(t, host+under+test.path, "identity")
		if answer.StatusCode != test.status {
			t.Errorf("%s answers %d, want %d", test.path, answer.StatusCode, test.status)
		}
		if got := answer.Header.Get("Content-Type"); test.kind != "" && got != test.kind {
			t.Errorf("%s is %q, want %q", test.path, got, test.kind)
		}
		if got := answer.Header.Get("Cache-Control"); got != test.cache {
			t.Errorf("%s may be kept %q, want %q", test.path, got, test.cache)
		}
		if answer.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s lacks nosniff", test.path)
		}
		if data := strings.HasPrefix(test.path, "data/"); answer.Header.Get("Access-Control-Allow-Origin") == "*" != data {
			t.Errorf("scripts of other sites may read %s: %t", test.path, !data)
		}
		policy, frames := answer.Header.Get("Content-Security-Policy"), answer.Header.Get("X-Frame-Options")
		embed := strings.HasSuffix(test.path, "embed/")
		if strings.HasPrefix(test.kind, "text/html") && (!strings.Contains(policy, "default-src 'none'") || frames == "" != embed) {
			t.Errorf("%s has the policy %q, and for frames %q", test.path, policy, frames)
		}
	}
	if to := get(t, host+under+"articles/a", "identity").Header.Get("Location"); to != under+"articles/a/" {
		t.Errorf("a folder without its slash leads to %q", to)
	}
	page := body(t, get(t, host+under+"no/such/", "identity"))
	if want, _ := fs.ReadFile(site, "404.html"); page != string(want) {
		t.Errorf("an address that is not there gives %q", page)
	}
	packed := get(t, host+under+"articles/a/", "gzip")
	want, _ := fs.ReadFile(site, "articles/a/index.html.gz")
	if packed.Header.Get("Content-Encoding") != "gzip" || body(t, packed) != string(want) || !regexp.MustCompile("(?i)accept-encoding").MatchString(packed.Header.Get("Vary")) {
		t.Errorf("a page does not come packed by the build: %v", packed.Header)
	}
}

// get follows no redirect and unpacks nothing.
func get(t *testing.T, url, encoding string) *http.Response {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", encoding)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	return answer
}

func body(t *testing.T, answer *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
