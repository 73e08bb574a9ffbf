package scaffold

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// A workflow is what of GitHub's workflow syntax these tests look at.
type workflow struct {
	Permissions map[string]string `yaml:"permissions"`
	Concurrency any               `yaml:"concurrency"`
	Jobs        map[string]struct {
		Permissions map[string]string `yaml:"permissions"`
		Steps       []struct {
			Uses string         `yaml:"uses"`
			Run  string         `yaml:"run"`
			With map[string]any `yaml:"with"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
}

// allowedTo is what the jobs may do; a name that is not here may do nothing.
var allowedTo = map[string]map[string]string{
	"build":  {"contents": "read"},
	"deploy": {"pages": "write", "id-token": "write"},
}

// Workflows use actions at commits that nobody can move, with no more rights
// than they need: this repository's own, and that of new sites.
func TestWorkflows(t *testing.T) {
	for _, name := range []string{"../../.github/workflows/pages.yml", "starter/.github/workflows/pages.yml"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var w workflow
			if err := yaml.Unmarshal(text, &w); err != nil {
				t.Fatal(err)
			}
			if w.Permissions == nil || len(w.Permissions) > 0 {
				t.Errorf("all jobs may %v; write permissions: {}", w.Permissions)
			}
			if w.Concurrency == nil {
				t.Error("two runs may deploy at once")
			}
			checkJobs(t, w)
			checkVersions(t, string(text))
		})
	}
}

func checkJobs(t *testing.T, w workflow) {
	pinned := regexp.MustCompile(`^actions/[a-z-]+@[0-9a-f]{40}$`)
	used := 0
	for name, job := range w.Jobs {
		if job.Permissions == nil {
			t.Errorf("job %s does not say what it may do", name)
		}
		for scope, right := range job.Permissions {
			if allowedTo[name][scope] != right {
				t.Errorf("job %s may %s %s", name, right, scope)
			}
		}
		for _, step := range job.Steps {
			if step.Uses != "" {
				used++
				if !pinned.MatchString(step.Uses) {
					t.Errorf("job %s uses %s, not a commit of GitHub's own", name, step.Uses)
				}
			}
			if strings.Contains(step.Uses, "/checkout@") && step.With["persist-credentials"] != false {
				t.Errorf("job %s leaves the token to later steps", name)
			}
			if strings.Contains(step.Run, "${{") {
				t.Errorf("job %s puts an expression into a script, where it may run as code", name)
			}
		}
	}
	if used < 4 {
		t.Errorf("%d steps use an action; were they read?", used)
	}
}

// checkVersions holds that each pinned commit says which release it is.
func checkVersions(t *testing.T, text string) {
	said := regexp.MustCompile(`@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	for line := range strings.Lines(text) {
		if strings.Contains(line, "uses:") && !said.MatchString(strings.TrimSpace(line)) {
			t.Errorf("no release stands beside %q", strings.TrimSpace(line))
		}
	}
}
