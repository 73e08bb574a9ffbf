// Corpus writes a generated site of a given size into a new folder:
//
//	go run ./internal/corpus/cmd/corpus -articles 10000 /tmp/corpus
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"dateline/internal/corpus"
)

func main() {
	articles := flag.Int("articles", 1000, "how many articles the site has, up to 1,000,000")
	flag.Parse()
	if flag.NArg() != 1 || *articles < 1 || *articles > 1_000_000 {
		fmt.Fprintln(os.Stderr, "usage: corpus [-articles N] FOLDER")
		os.Exit(2)
	}
	if err := write(*articles, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

func write(articles int, folder string) error {
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	for name, data := range corpus.Files(articles) {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
