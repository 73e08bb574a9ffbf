package webtest

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// timelinePage shows data.json with TimelineJS, as its documentation says.
const timelinePage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title>
<link rel="stylesheet" href="/timelinejs/css/timeline.css"><script src="/timelinejs/js/timeline.js"></script>
</head><body><div id="timeline" style="width:100%;height:600px"></div>
<script>
var failed = [];
addEventListener("error", e => failed.push(String(e.message)));
var timeline = new TL.Timeline("timeline", "/data.json", {font: null, hash_bookmark: false, ga_measurement_id: null});
</script></body></html>`

// TimelineJS 3.9 itself loads the demo's file and makes a slide of each entry,
// and one of the title.
func TestTimelineJS(t *testing.T) {
	t.Parallel()
	const dist = "../../.ci/npm/node_modules/@knight-lab/timelinejs/dist"
	if _, err := os.Stat(dist); err != nil {
		missing(t, "TimelineJS")
	}
	data, err := fs.ReadFile(demo(t), "data/timelinejs.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Events []struct {
			Text struct{ Headline string }
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Events) < 50 {
		t.Fatalf("the demo has only %d events", len(file.Events))
	}
	mux := http.NewServeMux()
	mux.Handle("/timelinejs/", http.StripPrefix("/timelinejs/", http.FileServer(http.Dir(dist))))
	answer := func(media string, body []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", media)
			w.Write(body)
		}
	}
	mux.HandleFunc("/data.json", answer("application/json", data))
	mux.HandleFunc("/{$}", answer("text/html; charset=utf-8", []byte(timelinePage)))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)

	ctx := start(t, server.URL+"/").open(t, wide, "")
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`new Promise(done => {
		const look = () => document.querySelectorAll(".tl-slide").length > 1 || document.querySelector(".tl-message-full")?.textContent.includes("error") ? done() : setTimeout(look, 100);
		look();
		setTimeout(done, 60000);
	})`, chromedp.EvalAwaitPromise))
	if failed := eval[[]string](t, ctx, `failed`); len(failed) > 0 {
		t.Errorf("TimelineJS fails: %v", failed)
	}
	if slides := eval[int](t, ctx, `document.querySelectorAll(".tl-slide").length`); slides != len(file.Events)+1 {
		t.Errorf("TimelineJS shows %d slides, want %d", slides, len(file.Events)+1)
	}
	if markers := eval[int](t, ctx, `document.querySelectorAll(".tl-timemarker").length`); markers != len(file.Events) {
		t.Errorf("TimelineJS marks %d events, want %d", markers, len(file.Events))
	}
}
