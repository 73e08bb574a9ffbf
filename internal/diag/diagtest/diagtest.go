// Package diagtest gives tests what problems say.
package diagtest

import "dateline/internal/diag"

// Lines returns problems in file order, a line each without its excerpt.
func Lines(problems diag.List) []string {
	var lines []string
	for _, p := range problems.Sorted() {
		lines = append(lines, p.String())
	}
	return lines
}
