package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"dateline/internal/diag"
	"dateline/internal/lint"
)

// rememberFor is how long a web address is not asked again. Whoever mends one
// link after another should not ask all others each time.
const rememberFor = 24 * time.Hour

// remembered is what a web address answered, and when.
type remembered struct {
	Asked time.Time `json:"asked"`
	lint.Answer
}

// external asks the web addresses of a site whether they still answer.
func (c *checkCommand) external(ctx context.Context, site lint.Site) (diag.List, error) {
	all, err := lint.Externals(site)
	if err != nil {
		return diag.List{}, err
	}
	file := c.cached("external.json")
	known := readAnswers(file, c.start)
	answers := map[string]lint.Answer{}
	var ask []string
	for _, e := range all {
		if r, ok := known[e.URL]; ok {
			answers[e.URL] = r.Answer
		} else {
			ask = append(ask, e.URL)
		}
	}
	if len(ask) > 0 && c.Terminal && !c.quiet {
		fmt.Fprintf(c.Stderr, "asking %s on the web; %d known from the last day\n", plural(len(ask), "address"), len(answers))
	}
	for address, answer := range lint.NewAsker(c.allowPrivate).Ask(ctx, ask) {
		answers[address] = answer
		if answer.Status != 0 { // a network that is down is up again soon
			known[address] = remembered{c.start, answer}
		}
	}
	if err := ctx.Err(); err != nil {
		return diag.List{}, err
	}
	if len(ask) > 0 && file != "" {
		// For the next time; that they cannot be kept is no failure.
		_ = replaceFile(file, func(w io.Writer) error { return json.NewEncoder(w).Encode(known) })
	}
	return lint.ExternalProblems(site.Timeline.Site.Path, all, answers), nil
}

// readAnswers returns the answers that are not too old. A file that cannot be
// read counts as none: all that is lost is time.
func readAnswers(file string, now time.Time) map[string]remembered {
	known := map[string]remembered{}
	text, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(text, &known) != nil {
		return map[string]remembered{}
	}
	for address, r := range known {
		if age := now.Sub(r.Asked); age < 0 || age > rememberFor {
			delete(known, address)
		}
	}
	return known
}
