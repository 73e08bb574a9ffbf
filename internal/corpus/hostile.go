package corpus

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dateline/internal/content"
)

// Payloads are what an attacker would write where a text is expected. Each calls
// zq where it runs, or names it where a spreadsheet, a calendar, a host's rules
// or a template would take it for an order.
var Payloads = []string{
	`"><script>zq(1)</script>`,
	`'><img src=x onerror=zq(2)>`,
	`</script><script>zq(3)</script><!--`,
	`</title></textarea></style><svg onload=zq(4)><a href="javascript:zq(4)">x</a>`,
	`]]><script xmlns="http://www.w3.org/1999/xhtml">zq(5)</script>`,
	`javascript:zq(6)`,
	` onmouseover=zq(7) x="`,
	`=HYPERLINK("https://zq.example","x")`,
	`+zq|'/c calc'!A1`,
	`-zq(1)`,
	`@zq(1)`,
	"zq;=zq(1)\n+zq",
	"zq\nEND:VEVENT\nBEGIN:VALARM\nATTACH:https://zq.example",
	"zq\n/* https://zq.example/ 301",
	`{{zq}}${zq}<#zq>`,
	`&lt;script&gt;zq(8)&lt;/script&gt;&#x22;&#39;`,
	"zq\u2028zq(9)\u2029\u202ezq",
	`x", "</a><a href="data:text/html,zq" autofocus onfocus=zq(10)>`,
	"`zq` [a](javascript:zq(11)) ![a](data:image/svg+xml,zq) <javascript:zq(11)> [[actor:x0|<b onclick=zq()>]]",
	`[a](&#106;avascript:zq(12)) [b](javascript&colon;zq(12)) [c](java\script:zq(12)) ![d](/&#47;zq.example/d.png) ![e](/\/zq.example/e.png) ![f](&sol;&bsol;zq.example/f.png)`,
}

// Hostile returns the files of a site in which every key of every kind holds a
// payload as far as its type allows it, taken from the keys themselves so that
// none is forgotten: a document of each kind for each payload. All of it can be
// built; what HTML and links there are in texts is warned of.
func Hostile() map[string][]byte {
	files := map[string][]byte{}
	for _, kind := range content.Kinds {
		if kind == "site" {
			files["content/_index.md"] = hostile(kind, 0, content.Keys(kind))
			files["content/_index.ar.md"] = hostile(kind, 0, translated(kind))
			continue
		}
		for k := range Payloads {
			files[fmt.Sprintf("%s/x%d.md", content.Folder(kind), k)] = hostile(kind, k, content.Keys(kind))
			files[fmt.Sprintf("%s/x%d.ar.md", content.Folder(kind), k)] = hostile(kind, k, translated(kind))
		}
	}
	return files
}

// translated returns the keys of a kind that translations have as well.
func translated(kind string) []content.Key {
	var keys []content.Key
	for _, key := range content.Keys(kind) {
		if slices.Contains([]string{"title", "name", "description", "summary", "time", "also_known_as", "fields", "words", "params", "annotations"}, key.Name) {
			keys = append(keys, key)
		}
	}
	return keys
}

// hostile returns a document of a kind with payload k in all of some keys.
func hostile(kind string, k int, keys []content.Key) []byte {
	h := hostileKeys{k: k, kind: kind, translation: len(keys) < len(content.Keys(kind))}
	front, err := json.MarshalIndent(h.mapping(keys), "", " ")
	if err != nil {
		panic(err) // texts and numbers only
	}
	p := Payloads[k]
	line := strings.ReplaceAll(p, "\n", " ")
	return fmt.Appendf(nil, `%s

Quoted %s so

# %s

[%s](https://example.org/ "%s") ![%s](/favicon.svg "%s") [x](<%s>) [[actor:x%d|%s]]

%s

<div onclick="zq()">%s</div>

~~~%s
%s
~~~

%s | b
--|--
%s | [x](//example.org/%s)

term %s[^n]
: meaning

[^n]: %s

%s
`, front, escapeMarkdown(line), line, line, strings.ReplaceAll(line, `"`, `\"`), line, strings.ReplaceAll(line, `"`, `\"`), strings.ReplaceAll(line, ">", ""), k, strings.ReplaceAll(strings.ReplaceAll(line, "[", ""), "]", ""),
		escapeMarkdown(p), line, strings.ReplaceAll(line, "~", ""), p, line, line, strings.ReplaceAll(line, " ", ""), line, line, inText(kind, line))
}

// inText returns an annotation that stands in the text, where there can be one.
func inText(kind, line string) string {
	if kind != "article" {
		return line
	}
	return "{==Inline words==}{>>claim by=x0 via=x0: " + line + "<<}"
}

// escapeMarkdown makes Markdown show a text as it is.
func escapeMarkdown(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < 0x80 && strings.ContainsRune("\\`*_{}[]<>()#+-.!|\"'&$%,/:;=?@^~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hostileKeys makes values of keys.
type hostileKeys struct {
	k           int
	kind        string
	translation bool
}

func (h hostileKeys) mapping(keys []content.Key) map[string]any {
	all := map[string]any{}
	for _, key := range keys {
		if v := h.value(key); v != nil {
			all[key.Name] = v
		}
	}
	return all
}

func (h hostileKeys) value(key content.Key) any {
	switch key.Name { // what would keep the site from being built, or from holding the rest
	case "slug", "draft", "mention", "menu", "publish", "prefix", "suffix", "mentions", "cname":
		return nil
	case "base_url":
		return "https://example.org/a'b&c/"
	case "established", "fields":
		return map[string]any{"field": Payloads[h.k], Payloads[h.k]: Payloads[h.k]}
	case "accounts":
		return map[string]any{h.slug(): map[string]any{
			"field":       Payloads[h.k],
			Payloads[h.k]: map[string]any{"value": Payloads[h.k], "quote": h.quote(), "by": h.slug()},
		}}
	case "original":
		if !h.translation {
			return nil
		}
		return h.quote()
	case "quote":
		return h.quote()
	case "languages":
		return []any{"ar"}
	case "precision":
		return "exact"
	case "page_size":
		return 10
	case "feed_size":
		return 100
	case "lat", "lon":
		return 33.5
	}
	switch key.Type {
	case content.TextKey:
		return h.text(key)
	case content.TextsKey:
		if text := h.text(key); text != nil {
			return []any{text}
		}
	case content.BoolKey:
		return true
	case content.DateKey:
		return fmt.Sprintf("2021-%02d-19", 1+h.k%12)
	case content.AnyKey:
		return map[string]any{"x": Payloads[h.k], Payloads[h.k]: []any{Payloads[h.k]}}
	case content.MappingKey:
		return h.mapping(key.Keys)
	case content.MappingsKey:
		return []any{h.mapping(key.Keys)}
	case content.NamedKey:
		return map[string]any{Payloads[h.k]: h.value(*key.Each)}
	case content.IntKey, content.FloatKey:
	}
	return nil
}

// quote returns the words of the text that a note speaks of.
func (h hostileKeys) quote() string {
	return "Quoted " + strings.ReplaceAll(Payloads[h.k], "\n", " ") + " so"
}

func (h hostileKeys) slug() string { return fmt.Sprintf("x%d", h.k) }

func (h hostileKeys) text(key content.Key) any {
	switch {
	case len(key.Enum) > 0:
		return key.Enum[h.k%len(key.Enum)]
	case (key.Name == "part_of" || key.Name == "related") && h.k == 0:
		return nil // an incident is no part of itself
	case key.Name == "part_of" || key.Name == "related":
		return "x0"
	case key.Name == "actor" && h.kind == "actor":
		return fmt.Sprintf("x%d", (h.k+1)%len(Payloads)) // no actor is related to itself
	case key.Is == "slug":
		return h.slug()
	case key.Is == "url", key.Is == "slug-or-url", key.Is == "license":
		return "https://example.org/" + strings.Join(strings.Fields(Payloads[h.k]), "")
	case key.Is == "lang":
		return "en"
	case key.Is == "path":
		return fmt.Sprintf("old/%s%d/a'b&c;d=(e)%%0a {zq}/", h.kind, h.k)
	}
	return Payloads[h.k]
}
