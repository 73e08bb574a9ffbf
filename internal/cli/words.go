package cli

import (
	"os"
	"path/filepath"

	"dateline/internal/build"
)

// wordsFolder is the folder that holds the words of the last build's search indexes, in
// that of what is kept.
const wordsFolder = "words"

// keepWords keeps the words of a site for the next build, and removes what else
// earlier ones have kept of them. That it cannot is nobody's concern: the next build
// reads all texts for them.
func (b *buildCommand) keepWords(result *build.Result) {
	folder := b.kept(wordsFolder)
	if folder == "" || b.begin() != nil {
		return
	}
	words := result.Words()
	for name, write := range words {
		if err := replaceFile(filepath.Join(folder, name), withSum(write)); err != nil {
			os.Remove(filepath.Join(folder, name))
		}
	}
	old, _ := os.ReadDir(folder)
	for _, e := range old {
		if words[e.Name()] == nil {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// words returns what an earlier build into the destination has kept of words under a
// name; "" where there is nothing, or what another program wrote, or not all of it.
func (b *buildCommand) words(name string) string {
	kept, _ := readSummed(b.kept(filepath.Join(wordsFolder, name)))
	return kept
}
