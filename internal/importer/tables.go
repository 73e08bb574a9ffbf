package importer

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxColumns is how many columns a table may have: as many as a cell may span in HTML.
const maxColumns = 1000

// Bounds of what is made a table in Markdown, which has a cell in each column of each row:
// how many there may be for each that is written. Tables of up to maxSmall cells are small
// whatever was written.
const (
	maxSpread = 16
	maxSmall  = 400
)

// boundTables cuts off what spans beyond its table, and makes paragraphs of the cells of one
// that still is much larger than what is written of it: a few signs may ask for millions.
func boundTables(_ converter.Context, n *html.Node) {
	for child := range n.Descendants() {
		if child.DataAtom != atom.Table {
			continue
		}
		rows := rowsOf(child)
		cutSpans(rows, maxColumns)
		if isTooLarge(rows) {
			widest := slices.MaxFunc(rows, func(a, b []*html.Node) int { return cmp.Compare(len(a), len(b)) })
			cutSpans(rows, len(widest))
		}
		if isTooLarge(rows) {
			asBlocks(child)
			continue
		}
		for _, cell := range slices.Concat(rows...) {
			oneLine(cell)
		}
	}
}

// asBlocks makes blocks of a table and of its cells.
func asBlocks(table *html.Node) {
	for _, block := range append(slices.Concat(rowsOf(table)...), table) {
		block.Data, block.DataAtom = atom.Div.String(), atom.Div
	}
}

// oneLine makes spaces of the breaks between the lines of a cell that has no blocks: cells of
// Markdown have one line.
func oneLine(cell *html.Node) {
	var breaks []*html.Node
	for n := range cell.Descendants() {
		switch n.DataAtom {
		case atom.Br:
			breaks = append(breaks, n)
		case atom.P, atom.Div, atom.Ul, atom.Ol, atom.Dl, atom.Pre, atom.Blockquote, atom.Table:
			return
		}
	}
	for _, n := range breaks {
		n.Type, n.Data, n.DataAtom = html.TextNode, " ", 0
	}
}

// tableInBlocks writes the cells of a table that cannot be written as one, because some are
// too long, as paragraphs: theirs would join them.
func tableInBlocks(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	asBlocks(n)
	ctx.RenderNodes(ctx, w, n)
	return converter.RenderSuccess
}

func isTooLarge(rows [][]*html.Node) bool {
	written, columns := 0, columnsOf(rows)
	for _, row := range rows {
		written += len(row)
	}
	return columns > maxColumns || len(rows)*columns > max(maxSmall, maxSpread*written)
}

// rowsOf returns the cells of the rows of a table, without those of tables within it.
func rowsOf(table *html.Node) [][]*html.Node {
	var rows [][]*html.Node
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			switch child.DataAtom {
			case atom.Table:
				continue
			case atom.Tr:
				rows = append(rows, nil)
			case atom.Td, atom.Th:
				if len(rows) > 0 {
					rows[len(rows)-1] = append(rows[len(rows)-1], child)
				}
			}
			walk(child)
		}
	}
	walk(table)
	return rows
}

// cutSpans lets no cell span more rows than follow, or more than some columns.
func cutSpans(rows [][]*html.Node, columns int) {
	for y, row := range rows {
		for _, cell := range row {
			setSpan(cell, "rowspan", min(span(cell, "rowspan"), len(rows)-y))
			setSpan(cell, "colspan", min(span(cell, "colspan"), columns))
		}
	}
}

// columnsOf returns how many columns a table has.
func columnsOf(rows [][]*html.Node) int {
	ends := make([]int, len(rows)+1) // how many columns that come from rows above end before a row
	columns, above := 0, 0
	for y, row := range rows {
		above -= ends[y]
		wide := 0
		for _, cell := range row {
			wide += span(cell, "colspan")
			ends[y+span(cell, "rowspan")] += span(cell, "colspan")
		}
		above += wide
		columns = max(columns, above)
	}
	return columns
}

// span returns how many rows or columns a cell spans.
func span(cell *html.Node, name string) int {
	n, err := strconv.Atoi(attribute(cell, name))
	if err != nil {
		return 1
	}
	return max(n, 1)
}

func setSpan(cell *html.Node, name string, n int) {
	if k := slices.IndexFunc(cell.Attr, func(a html.Attribute) bool { return a.Key == name }); k >= 0 {
		cell.Attr[k].Val = strconv.Itoa(n)
	}
}
