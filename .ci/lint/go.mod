// Checks of the code beyond those of vet and staticcheck, kept apart so that none of
// their dependencies become Dateline's.
module dateline/ci/lint

go 1.26.0

tool dateline/ci/lint

require (
	github.com/ashanbrown/forbidigo/v2 v2.3.1
	github.com/gostaticanalysis/nilerr v0.1.2
	github.com/nishanths/exhaustive v0.17.1
	github.com/polyfloyd/go-errorlint v1.8.0
	golang.org/x/tools v0.52.0
)

require (
	github.com/google/go-cmp v0.6.0 // indirect
	github.com/gostaticanalysis/comment v1.5.0 // indirect
	go.yaml.in/yaml/v3 v3.0.4 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
)
