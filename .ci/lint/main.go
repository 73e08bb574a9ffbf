// Lint looks for mistakes in packages of Dateline which neither vet nor staticcheck finds:
// all of its checks at once, as it takes longer to load the packages than to look at them.
// It takes patterns of packages, and fails where it finds something.
package main

import (
	"go/ast"
	"log"
	"regexp"
	"strings"

	forbidigo "github.com/ashanbrown/forbidigo/v2/pkg/analyzer"
	"github.com/gostaticanalysis/nilerr"
	"github.com/nishanths/exhaustive/passes/exhaustive"
	"github.com/polyfloyd/go-errorlint/errorlint"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/multichecker"
)

// The clock, standard output and files belong to few packages (internal/cli says why), so
// that the same input gives the same site everywhere.
var (
	clock   = border("clock", `^dateline/internal/cli$`, `^time\.(Now|Since|Until)$`)
	machine = border("machine", `^dateline/internal/(glance|output|publish|serve|cli|corpus/cmd/.*|locale/localetest|build/buildtest)$`, `^os\.`, `^fmt\.Print`)
)

func main() {
	// Enumerations of libraries are long, and only a few of their values concern us.
	set(exhaustive.Analyzer, "typeonly", "^dateline/")
	set(exhaustive.Analyzer, "d", "true")
	multichecker.Main(nilerr.Analyzer, errorlint.NewAnalyzer(), exhaustive.Analyzer, clock, machine)
}

func set(a *analysis.Analyzer, flag, value string) {
	if err := a.Flags.Set(flag, value); err != nil {
		log.Fatal(err)
	}
}

// border keeps what matches patterns within the packages that may use it: out of all
// others below internal/, but for their tests.
func border(name, may string, patterns ...string) *analysis.Analyzer {
	a := forbidigo.NewAnalyzer()
	a.Name = name
	set(a, "analyze_types", "true")
	for _, pattern := range patterns {
		set(a, "p", pattern)
	}
	within, look := regexp.MustCompile(may), a.Run
	a.Run = func(pass *analysis.Pass) (any, error) {
		at := pass.Pkg.Path()
		if !strings.HasPrefix(at, "dateline/internal/") || strings.HasSuffix(at, ".test") || within.MatchString(at) {
			return nil, nil
		}
		some := *pass
		some.Files = nil
		for _, file := range pass.Files {
			if !isTest(pass, file) {
				some.Files = append(some.Files, file)
			}
		}
		return look(&some)
	}
	return a
}

func isTest(pass *analysis.Pass, file *ast.File) bool {
	return strings.HasSuffix(pass.Fset.File(file.FileStart).Name(), "_test.go")
}
