package cli

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/hosts"
)

//go:embed recipes.md
var recipes string

// newTopics makes the topics of the help, which are commands that print a text.
func newTopics(env Env) []*cobra.Command {
	return []*cobra.Command{
		newTopic(env, "hosting", "Explain what to set up at Netlify, Cloudflare Pages, GitHub Pages, S3 and nginx", hosts.Help),
		newTopic(env, "recipes", "Explain how to rename, merge, split, correct, take down, translate and restyle", recipes),
	}
}

func newTopic(env Env, name, short, text string) *cobra.Command {
	return &cobra.Command{
		Use:     name,
		Short:   short,
		Long:    strings.TrimSpace(text),
		Example: "  dateline help " + name,
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprint(env.Stdout, text)
			return printed("the help", err)
		},
	}
}
