package cli

import "testing"

// Nobody learns a command without seeing it used.
func TestEveryCommandHasAnExample(t *testing.T) {
	env, _, _ := newEnv(0)
	for _, cmd := range newRoot(env).Commands() {
		if cmd.Example == "" || cmd.Short == "" {
			t.Errorf("%s has no example, or does not say what it does", cmd.Name())
		}
	}
}
