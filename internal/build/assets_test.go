package build

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/diag"
)

// A mistake in a script or style sheet of the site's own is told where it lies, before it
// takes others with it.
func TestOwnAssets(t *testing.T) {
	result := run(t, siteOf(t, strings.ReplaceAll(`
-- static/css/01-good.css --
@import url("x.css"); @namespace svg url(http://www.w3.org/2000/svg);
@font-face { src: url(own.woff2), url( '../fonts/its.woff2?#iefix' ) format("woff2"), url(/fonts/a%20b.woff2) }
i { background: url(data:,x), url(#x), url(//example.org/x.png), url(https://example.org/y.png), url(../../out.png), url(../articles/beside.png), url(/favicon.svg) }
u { background: url(../fonts/none.woff2) }
a { color: red; &:hover { color: blue } }
b::before { content: "{" } /* } { */
c { background: url(x{y) }
@import "y.css" screen;
d::before { content: "//example.org/" }
-- static/css/own.woff2 --
-- static/fonts/its.woff2 --
-- static/fonts/a b.woff2 --
-- content/articles/beside.png --
-- static/css/02-open.css --
a {}
@media print {
  b { color: red }
-- static/css/03-comment.css --
a {}
/* and
so on
-- static/css/04-mark.css --
\ufeffmarked {}
-- static/css/05-unmerged.css --
a {}
<<<<<<< HEAD
b {
=======
>>>>>>> other
-- static/js/01-good.js --
const own = () => 5 // without an end
-- static/js/02-bad.js --
const a = 1;
if (a { }
-- static/js/03-module.js --
// é
export const a = 1;
-- static/js/04-awaits.js --
const b = await import("./x.js");
-- static/js/05-clash.js --
var say, c; function d() { await; }
-- static/js/06-clash.js --
var c;
let d = 1;
{ const own = 2 }
-- static/js/parts/module.js --
export const a = await import("./x.js");
-- static/js/parts/own.js --
export const a = ;
-- static/js/other/bad.js --
(
-- static/bad.js --
(
`, `\ufeff`, "\ufeff")))
	want := []string{
		`static/css/01-good.css:1:9: warning: url("x.css") leads to no file of the site: the style sheets of static/css/ are joined into one`,
		"static/css/01-good.css:3:40: warning: " + askNoOther + orAllow,
		"static/css/01-good.css:3:66: warning: " + askNoOther + orAllow,
		"static/css/01-good.css:4:17: warning: url(../fonts/none.woff2) leads to no file: there is no static/fonts/none.woff2",
		"static/css/01-good.css:7:17: warning: url(x{y) leads to no file: there is no static/css/x{y",
		`static/css/01-good.css:8:9: warning: "y.css" leads to no file of the site: the style sheets of static/css/ are joined into one`,
		"static/css/02-open.css:2:14: warning: this block is not closed: end it with }, or the style sheets that follow lie in it",
		"static/css/03-comment.css:2:1: warning: this comment is not closed: end it with */, or the style sheets that follow lie in it",
		"static/css/05-unmerged.css:2:1: error: " + diag.UnmergedText,
		"static/js/02-bad.js:2:7: warning: browsers may not run this script, nor what is joined with it: expected ) instead of { in if statement",
		"static/js/03-module.js:2:1: warning: " + forModules,
		"static/js/04-awaits.js:1:17: warning: " + forModules,
		"static/js/05-clash.js:1:5: warning: browsers may not run this script, nor what is joined with it: say is declared in static/js/05-say.js as well; put braces around what is in this file: { … }",
		"static/js/06-clash.js:2:5: warning: browsers may not run this script, nor what is joined with it: d is declared in static/js/05-clash.js as well; put braces around what is in this file: { … }",
		"static/js/parts/own.js:1:18: warning: browsers may not run this script, nor what is joined with it: unexpected ; in expression",
	}
	if diff := cmp.Diff(want, problems(result)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	style := read(t, result, assetNamed(t, result, "style"))
	if !strings.Contains(style, "marked") || strings.Contains(style, "\ufeff") {
		t.Error("a byte order mark stands within the style sheet")
	}
	for _, address := range []string{
		`url("../css/own.woff2"), url("../fonts/its.woff2?#iefix") format("woff2"), url("../fonts/a%20b.woff2") }`,
		"url(data:,x), url(#x), url(//example.org/x.png), url(https://example.org/y.png), url(../../out.png), url(../articles/beside.png), url(\"../favicon.svg\") }",
	} {
		if !strings.Contains(style, address) {
			t.Errorf("the style sheet does not hold %s", address)
		}
	}
	script := read(t, result, assetNamed(t, result, "app"))
	if !strings.Contains(script, "// without an end\n") {
		t.Error("a comment goes on in the next script")
	}
}
