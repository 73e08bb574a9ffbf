package cli

import (
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"dateline/internal/diag"
)

// printGitHub writes problems as workflow commands, which GitHub shows beside
// the lines of a pull request. Files are relative to the folder that the
// command was called in, as source is.
func printGitHub(w io.Writer, source string, problems []diag.Problem) error {
	// In properties a colon and a comma have to be escaped as well.
	message := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, p := range problems {
		place := "file=" + property.Replace(path.Join(filepath.ToSlash(source), p.Pos.File))
		if p.Pos.Line > 0 {
			place += fmt.Sprintf(",line=%d", p.Pos.Line)
		}
		if p.Pos.Line > 0 && p.Pos.Col > 0 {
			place += fmt.Sprintf(",col=%d", p.Pos.Col)
		}
		if _, err := fmt.Fprintf(w, "::%s %s::%s\n", p.Severity, place, message.Replace(p.Text)); err != nil {
			return err
		}
	}
	return nil
}
