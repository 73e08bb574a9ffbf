package webtest

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"golang.org/x/text/unicode/norm"
)

// printed checks that a page on paper holds the words that it shows on a
// screen, but for its navigation and what programs read.
func printed(t *testing.T, page visit) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		missing(t, "pdftotext")
	}
	if searches(t, page) {
		return
	}
	words := strings.Fields(eval[string](t, page, `(() => {
		const main = document.querySelector("main").cloneNode(true);
		main.querySelectorAll("nav, .hidden, .copy, svg title, .cite h2, .cite pre, .embed-line").forEach(e => e.remove());
		const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
		let all = "";
		while (walk.nextNode()) all += walk.currentNode.data + " ";
		return all;
	})()`))
	if len(words) < 10 {
		t.Fatalf("the page has only the words %q", words)
	}
	call(t, page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	defer prefer(t, page, wide)
	if lost := eval[string](t, page, `[...document.querySelectorAll(".network svg [aria-label]")].filter(e => !e.getBoundingClientRect().width).map(e => e.ariaLabel).join("; ")`); lost != "" {
		t.Errorf("the network on paper is without %s", lost)
	}
	if room := eval[int](t, page, `document.querySelector("footer.foot").offsetHeight`); room > 0 {
		t.Errorf("the footer, of links and a choice of colours, takes %d px on paper, perhaps of a page of its own", room)
	}
	pdf, err := chromedp.Run(page, chromedp.PrintToPDF())
	if err != nil {
		t.Fatal(err)
	}
	paper := fold(read(t, pdf))
	if strings.Contains(paper, "iframe") {
		t.Error("what others paste is on paper")
	}
	for _, word := range words {
		// pdftotext swaps what stands around a slash where a line begins
		// with it in a right-to-left text.
		word, _, _ := strings.Cut(word, "/")
		if !strings.Contains(paper, fold(word)) {
			t.Errorf("the word %q is not on paper", word)
		}
	}
}

// printedPairs checks that what pairs of actors appear in fills no pages: on paper the table
// is open, and a list of each would.
func printedPairs(t *testing.T, b browser) {
	ctx := b.open(t, view{width: 718, height: 1000}, "actors/iraq/") // A4 between its margins
	const height = `document.querySelector(".pairs").offsetHeight`
	eval[bool](t, ctx, `document.querySelector(".network details").open = true`)
	screen := eval[int](t, ctx, height)
	call(t, ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	if paper := eval[int](t, ctx, height); paper > screen/2 {
		t.Errorf("the pairs take %d px on paper, and %d on a screen as wide", paper, screen)
	}
}

// read returns the text of a PDF.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	command := exec.Command("pdftotext", "-enc", "UTF-8", "-", "-")
	command.Stdin = bytes.NewReader(pdf)
	out, err := command.Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(out)
}

// fold keeps letters and digits, in lower case, so that line ends, hyphens,
// ligatures and capitals that style sheets make do not matter. Alefs go too:
// pdftotext reads the ligature of lam and alef the wrong way round.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("اأإآ", r) {
			return -1
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}
