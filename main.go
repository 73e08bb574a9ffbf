// Dateline makes a web site from annotated news timelines.
//
// People who follow a story for months write down in Markdown what was
// published, what happened and who was involved. One command turns that into a
// site in which every date, every claim and every disagreement between reports
// can be followed back to its source:
//
//	dateline build
//
// reads the folder content/ and writes the site into public/. Any static host
// can serve it, and readers need no JavaScript. "dateline help" lists the
// commands, and says for each what it does.
//
// How a site is built is told by package build, stage by stage; what authors may
// write by package content; what templates get by package site.
package main

import (
	"embed"
	"os"

	"dateline/internal/cli"
)

//go:embed templates static all:content
var files embed.FS

func main() { os.Exit(cli.Run(cli.Ending(), os.Args[1:], cli.System(files))) }
