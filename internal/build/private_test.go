package build

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/corpus"
)

// What authors keep to themselves decides not one byte of the site, in whatever
// form: a site with it and one without it, or with something else in its place,
// are the same.
func TestPromisePrivateStaysPrivate(t *testing.T) {
	for _, tt := range []struct {
		name      string
		one, with fstest.MapFS
	}{
		{"private keys of every mapping", hostileSite(), privateKeys(t)},
		{"private keys of YAML and TOML", secretive(t, ""), secretive(t, "keys")},
		{"drafts", hostileSite(), withDrafts(t)},
		{"hidden coordinates", hiddenAt(t, 71.2345678, -156.7891234), hiddenAt(t, -12.3456789, 45.6789012)},
		{"comments", secretive(t, ""), secretive(t, "comments")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			hosted := func(*Options) {}
			equalSites(t, built(t, tt.one, hosted).FS, built(t, tt.with, hosted).FS)
		})
	}
}

// equalSites holds that two sites have the same files.
func equalSites(t *testing.T, one, other fs.FS) {
	t.Helper()
	want, got := paths(t, one), paths(t, other)
	if fmt.Sprint(want) != fmt.Sprint(got) {
		t.Errorf("other files: %v\n%v", want, got)
		return
	}
	for _, name := range want {
		a, err := fs.ReadFile(one, name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := fs.ReadFile(other, name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s is not the same", name)
		}
	}
}

// privateKeys is the hostile site with a private key in each mapping of its
// front matter.
func privateKeys(t *testing.T) fstest.MapFS {
	t.Helper()
	return changed(t, func(front map[string]any) { addPrivate(front) })
}

func addPrivate(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, value := range v {
			addPrivate(value)
		}
		v["_zq"] = map[string]any{"zqsecret": []any{"zqsecret", 71.2345678}}
	case []any:
		for _, item := range v {
			addPrivate(item)
		}
	}
}

// changed is the hostile site with its front matter changed.
func changed(t *testing.T, change func(front map[string]any)) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{}
	for name, data := range corpus.Hostile() {
		decoder := json.NewDecoder(bytes.NewReader(data))
		var front map[string]any
		if err := decoder.Decode(&front); err != nil {
			t.Fatal(err)
		}
		change(front)
		head, err := json.Marshal(front)
		if err != nil {
			t.Fatal(err)
		}
		site[name] = &fstest.MapFile{Data: append(head, data[decoder.InputOffset():]...)}
	}
	return site
}

// withDrafts is the hostile site with a draft beside each of its documents, and
// files beside the drafts.
func withDrafts(t *testing.T) fstest.MapFS {
	t.Helper()
	site := hostileSite()
	drafts := changed(t, func(front map[string]any) {
		front["draft"], front["aliases"], front["tags"] = true, []any{"zqsecret/"}, []any{"zqsecret"}
	})
	for name, file := range drafts {
		if strings.HasPrefix(name, "content/_index.") {
			continue
		}
		folder := strings.TrimSuffix(name, ".md") + "-zqsecret/"
		site[folder+"index.md"] = file
		site[folder+"zqsecret.txt"] = &fstest.MapFile{Data: []byte("zqsecret")}
		site[folder+"zqsecret.jpg"] = &fstest.MapFile{Data: photo(t, 600, 400, 1)}
	}
	return site
}

// hiddenAt is a site with places that are not to be found, also where only one of two
// incidents says so.
func hiddenAt(t *testing.T, lat, lon float64) fstest.MapFS {
	t.Helper()
	site := siteOf(t, markedFiles)
	for k := range 3 {
		site[fmt.Sprintf("content/incidents/hidden-%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"---\ntitle: Hidden %d\ndate: 2021-12-0%d\nplace: {name: A safe house, lat: %g, lon: %g, precision: hidden}\n---\nText.\n", k, k+1, lat+float64(k), lon)}
		site[fmt.Sprintf("content/incidents/hidden-by-another-%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"---\ntitle: Hidden by another %d\ndate: 2021-12-1%d\nplace: {name: A safe house, lat: %g, lon: %g%s}\nactors: [nato]\n---\nText.\n",
			k, k+1, lat+float64(k), lon, []string{"", ", precision: exact", ", precision: area"}[k])}
	}
	return site
}

// secretive is a site with private keys, or with comments, or without.
func secretive(t *testing.T, with string) fstest.MapFS {
	t.Helper()
	words := []string{"yamlkey", "tomlkey", "comment"}
	replace := map[string]string{}
	for _, word := range words {
		replace[word] = ""
	}
	switch with {
	case "keys":
		replace["yamlkey"], replace["tomlkey"] = "_zq: &a {zqsecret: zqsecret}", "_zq = {zqsecret = \"zqsecret\"}"
	case "comments":
		replace["comment"] = "<!-- zqsecret -->"
	}
	text := secretFiles
	for word, by := range replace {
		text = strings.ReplaceAll(text, "%"+word+"%", by)
	}
	site := siteOf(t, text)
	maps.DeleteFunc(site, func(name string, _ *fstest.MapFile) bool { return name == "" })
	return site
}

const secretFiles = `
-- content/articles/a.md --
---
title: A
date: 2021-12-20
%yamlkey%
params:
  a: b
  %yamlkey%
annotations:
- quote: One house
  note: |
    Once%comment%.
  %yamlkey%
---
# Heading%comment%

One house%comment% burned. ![A map%comment%](/favicon.svg "Title") {==By the river==}{>>Where%comment%?<<}.

![A map%comment%](/favicon.svg "Caption") %comment%

%comment%

- x%comment%

a | b
--|--
c%comment% | d[^1]

[^1]: Note%comment%.
-- content/articles/b.md --
+++
title = "B"
date = 2021-12-21
%tomlkey%
[params]
a = "b"
%tomlkey%
[[annotations]]
quote = "Text"
note = "N"
%tomlkey%
+++
Text.
`
