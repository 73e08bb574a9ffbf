package publish

import (
	"bytes"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"dateline/internal/build"
	"dateline/internal/build/buildtest"
	"dateline/internal/corpus"
)

// generated returns the source of a site with so many articles.
func generated(articles int) fstest.MapFS {
	source := fstest.MapFS{}
	for name, data := range corpus.Files(articles) {
		source[name] = &fstest.MapFile{Data: data}
	}
	return source
}

// edited is an article that editTitle edits.
const edited = "content/articles/3/article-17.md"

func editTitle(t testing.TB, source fstest.MapFS) {
	t.Helper()
	was := source[edited].Data
	now := bytes.Replace(was, []byte("title: "), []byte("title: Corrected "), 1)
	if bytes.Equal(was, now) {
		t.Fatalf("%s has no title", edited)
	}
	source[edited] = &fstest.MapFile{Data: now}
}

func built(t testing.TB, source fs.FS) fs.FS {
	t.Helper()
	result, err := build.Run(build.Options{Source: source, Templates: os.DirFS("../../templates"), Static: os.DirFS("../../static")})
	if err != nil {
		t.Fatal(err)
	}
	if result.Problems.HasErrors() {
		t.Fatal(result.Problems)
	}
	return result.FS
}

// A site is published, and again after one article was edited: what is sent are
// the files whose bytes changed, and those only.
func TestS3OneArticle(t *testing.T) {
	s := newS3Server(t)
	source := generated(200)
	before := buildtest.Keep(built(t, source))
	if _, err := Run(t.Context(), openS3(t, s.address), before, options()); err != nil {
		t.Fatal(err)
	}
	editTitle(t, source)
	after := buildtest.Keep(built(t, source))
	plan, err := Run(t.Context(), openS3(t, s.address), after, options())
	if err != nil {
		t.Fatal(err)
	}
	sent := map[string]Kind{}
	for _, c := range plan.Changes {
		sent[c.Path] = c.Kind
	}
	differ := 0
	for _, f := range plan.Files {
		was, wasErr := fs.ReadFile(before, f.Path)
		now, err := fs.ReadFile(after, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		if changed := wasErr != nil || !bytes.Equal(was, now); changed != (sent[f.Path] != "") {
			t.Errorf("%s changed: %v, was %q", f.Path, changed, sent[f.Path])
		} else if changed {
			differ++
		}
	}
	if differ == 0 || differ > len(plan.Files)/2 || sent["articles/article-17/index.html"] != Changed {
		t.Errorf("%d of %d files differ, the edited article is %q", differ, len(plan.Files), sent["articles/article-17/index.html"])
	}
	if plan, err = Run(t.Context(), openS3(t, s.address), after, options()); err != nil || len(plan.Changes) > 0 {
		t.Errorf("a third publish has %d changes, error %v", len(plan.Changes), err)
	}
}

// What it takes to publish one edited article of 10,000, the build left out.
func BenchmarkS3OneArticle(b *testing.B) {
	s := newS3Server(b)
	source := generated(10_000)
	before := built(b, source)
	editTitle(b, source)
	after := built(b, source)
	opt := options()
	opt.Force = true
	for b.Loop() {
		b.StopTimer()
		if _, err := Run(b.Context(), openS3(b, s.address), before, opt); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		plan, err := Run(b.Context(), openS3(b, s.address), after, opt)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(plan.Changes)), "files")
		b.ReportMetric(float64(plan.Bytes()), "bytes")
		b.ReportMetric(float64(len(plan.Files)), "files-in-all")
	}
}
