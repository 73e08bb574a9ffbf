package cli

import (
	"strings"
	"testing"

	"dateline/internal/diag"
)

func TestPrintGitHub(t *testing.T) {
	var problems diag.List
	problems.Errorf(diag.Pos{File: "content/a,b:c.md", Line: 3, Col: 7}, "100%% of\r\nlines, all: of them")
	problems.Warnf(diag.Pos{File: "content/d.md"}, "x")
	var out strings.Builder
	if err := printGitHub(&out, ".", problems.Sorted()); err != nil {
		t.Fatal(err)
	}
	const want = "::error file=content/a%2Cb%3Ac.md,line=3,col=7::100%25 of%0D%0Alines, all: of them\n::warning file=content/d.md::x\n"
	if out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
	if err := printGitHub(broken{}, ".", problems.Sorted()); err == nil {
		t.Error("a broken output is no error")
	}
}
