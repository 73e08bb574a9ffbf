package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/hosts"
)

// newHosting is a topic of the help rather than a command: it prints a text.
func newHosting(env Env) *cobra.Command {
	return &cobra.Command{
		Use:     "hosting",
		Short:   "Say what to set up at Netlify, Cloudflare Pages, GitHub Pages, S3 and nginx",
		Long:    strings.TrimSpace(hosts.Help),
		Example: "  dateline help hosting",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprint(env.Stdout, hosts.Help)
			return printed("the help", err)
		},
	}
}
