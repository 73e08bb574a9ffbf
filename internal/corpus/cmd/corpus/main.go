// Corpus writes a generated site of a given size into a new folder:
//
//	go run ./internal/corpus/cmd/corpus -articles 10000 /tmp/corpus
//	go run ./internal/corpus/cmd/corpus -articles 10000 -hugo /tmp/corpus-hugo
package main

import (
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"dateline/internal/corpus"
)

func main() {
	articles := flag.Int("articles", 1000, "how many articles the site has, up to 1,000,000")
	hugo := flag.Bool("hugo", false, "write the site for Hugo, to compare with")
	flag.Parse()
	if flag.NArg() != 1 || *articles < 1 || *articles > 1_000_000 {
		fmt.Fprintln(os.Stderr, "usage: corpus [-articles N] [-hugo] FOLDER")
		os.Exit(2)
	}
	files := corpus.Files
	if *hugo {
		files = corpus.Hugo
	}
	if err := write(files(*articles), flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

func write(files iter.Seq2[string, []byte], folder string) error {
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	for name, data := range files {
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
