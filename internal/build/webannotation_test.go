package build

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// object is a JSON object as it was read.
type object = map[string]any

// A rule is a sentence of the W3C Web Annotation Data Model (Recommendation of
// 23 February 2017) on what an object must be.
type rule struct {
	says  string
	holds func(object) bool
}

// annotationMotivations are those of the Web Annotation Vocabulary, section 2.2.
var annotationMotivations = strings.Fields("assessing bookmarking classifying commenting describing editing " +
	"highlighting identifying linking moderating questioning replying tagging")

var annotationRules = []rule{
	{"3.1: an annotation has exactly one IRI as its id", isIRI("id")},
	{"3.1: the type is Annotation", is("type", "Annotation")},
	{"3.1: there are one or more targets", func(o object) bool { return len(objects(o, "target")) > 0 }},
	{"3.1: each target is a resource with rules of its own", each("target", targetRules)},
	{"3.1: each body is a resource with rules of its own", func(o object) bool {
		for _, body := range objects(o, "body") {
			if !keeps(body, textualRules) && !keeps(body, sourceRules) {
				return false
			}
		}
		return true
	}},
	{"3.3.5: a motivation is one of the vocabulary", isOneOf("motivation", annotationMotivations)},
	{"all keys are defined by the context", only("@context", "id", "type", "motivation", "body", "target")},
}

var textualRules = []rule{
	{"3.2.4: the type is TextualBody", is("type", "TextualBody")},
	{"3.2.4: there is exactly one value, a string", isString("value")},
	{"3.2.4: at most one language, of BCP 47", optional("language", func(s string) bool {
		_, err := language.Parse(s)
		return err == nil
	})},
	{"3.2.4: at most one format, a media type", optional("format", func(s string) bool { return s == "text/plain" || s == "text/html" })},
	{"3.3.5: a purpose is one of the vocabulary", isOneOf("purpose", annotationMotivations)},
	{"all keys are defined by the context", only("type", "value", "language", "format", "purpose")},
}

var sourceRules = []rule{
	{"4: the type is SpecificResource", is("type", "SpecificResource")},
	{"4: there is exactly one source, an IRI", isIRI("source")},
	{"3.3.5: a purpose is one of the vocabulary", isOneOf("purpose", annotationMotivations)},
	{"all keys are defined by the context", only("type", "source", "purpose")},
}

var targetRules = []rule{
	{"4: the type is SpecificResource", is("type", "SpecificResource")},
	{"4: there is exactly one source, an IRI", isIRI("source")},
	{"4.2: a selector describes the segment", each("selector", quoteRules)},
	{"a target has one selector", func(o object) bool { return len(objects(o, "selector")) == 1 }},
	{"all keys are defined by the context", only("type", "source", "selector")},
}

var quoteRules = []rule{
	{"4.2.4: the type is TextQuoteSelector", is("type", "TextQuoteSelector")},
	{"4.2.4: there is exactly one exact", isString("exact")},
	{"4.2.4: at most one prefix", optional("prefix", func(string) bool { return true })},
	{"4.2.4: at most one suffix", optional("suffix", func(string) bool { return true })},
	{"all keys are defined by the context", only("type", "exact", "prefix", "suffix")},
}

var collectionRules = []rule{
	{"3.1: the context is that of the model", is("@context", "http://www.w3.org/ns/anno.jsonld")},
	{"5.1: a collection has exactly one IRI as its id", isIRI("id")},
	{"5.1: the type is AnnotationCollection", is("type", "AnnotationCollection")},
	{"5.1: it should have a label", isString("label")},
	{"5.1: total is a whole number", isCount("total")},
	{"5.1: it has exactly one first page, where it has any", func(o object) bool { return (o["first"] != nil) == (o["total"] != 0.0) }},
	{"all keys are defined by the context", only("@context", "id", "type", "label", "total", "first", "last")},
}

var pageRules = []rule{
	{"5.2: a page has exactly one IRI as its id", isIRI("id")},
	{"5.2: the type is AnnotationPage", is("type", "AnnotationPage")},
	{"5.2: items hold annotations", func(o object) bool { return len(objects(o, "items")) > 0 }},
	{"5.2: items keep the rules of annotations", each("items", annotationRules)},
	{"5.2: startIndex is a whole number", isCount("startIndex")},
	{"all keys are defined by the context", only("@context", "id", "type", "partOf", "next", "prev", "startIndex", "items")},
}

// check reports the rules that an object breaks.
func check(t *testing.T, name string, o object, rules []rule) {
	t.Helper()
	for _, r := range rules {
		if !r.holds(o) {
			shown, _ := json.MarshalIndent(o, "", " ")
			t.Errorf("%s breaks %q: %.1500s", name, r.says, shown)
		}
	}
}

// keeps reports whether an object breaks no rule.
func keeps(o object, rules []rule) bool {
	return !slices.ContainsFunc(rules, func(r rule) bool { return !r.holds(o) })
}

// objects returns the objects under a key: a list of them, or one alone.
func objects(o object, key string) []object {
	switch v := o[key].(type) {
	case object:
		return []object{v}
	case []any:
		var all []object
		for _, item := range v {
			one, _ := item.(object)
			all = append(all, one)
		}
		return all
	}
	return nil
}

func value(o object, key string) string {
	s, _ := o[key].(string)
	return s
}

func isString(key string) func(object) bool {
	return func(o object) bool { return value(o, key) != "" }
}

func is(key, want string) func(object) bool { return func(o object) bool { return o[key] == want } }

func isOneOf(key string, words []string) func(object) bool {
	return func(o object) bool { return slices.Contains(words, value(o, key)) }
}

func isIRI(key string) func(object) bool {
	return func(o object) bool {
		u, err := url.Parse(value(o, key))
		return err == nil && u.String() != "" && !strings.ContainsAny(value(o, key), " <>\"{}|\\^`")
	}
}

func isCount(key string) func(object) bool {
	return func(o object) bool {
		n, ok := o[key].(float64)
		return ok && n >= 0 && n == float64(int(n))
	}
}

func optional(key string, holds func(string) bool) func(object) bool {
	return func(o object) bool {
		_, there := o[key]
		return !there || isString(key)(o) && holds(value(o, key))
	}
}

func only(keys ...string) func(object) bool {
	return func(o object) bool {
		for key := range o {
			if !slices.Contains(keys, key) {
				return false
			}
		}
		return true
	}
}

func each(key string, rules []rule) func(object) bool {
	return func(o object) bool {
		return !slices.ContainsFunc(objects(o, key), func(o object) bool { return !keeps(o, rules) })
	}
}

// The rules hold what they should: each of these breaks one.
func TestAnnotationRules(t *testing.T) {
	const good = `{"id": "https://example.org/#n", "type": "Annotation", "motivation": "commenting",
		"body": [{"type": "TextualBody", "value": "v", "purpose": "commenting"}, {"type": "SpecificResource", "source": "a/", "purpose": "linking"}],
		"target": [{"type": "SpecificResource", "source": "a/", "selector": {"type": "TextQuoteSelector", "exact": "e"}}]}`
	parse := func(s string) (o object) {
		if err := json.Unmarshal([]byte(s), &o); err != nil {
			t.Fatal(err)
		}
		return o
	}
	if !keeps(parse(good), annotationRules) {
		t.Error("what is right breaks a rule")
	}
	for _, wrong := range [][2]string{
		{`"https://example.org/#n"`, `""`},
		{`"https://example.org/#n"`, `["a"]`},
		{`"Annotation"`, `"Note"`},
		{`"motivation": "commenting"`, `"motivation": "context"`},
		{`"value": "v"`, `"text": "v"`},
		{`"value": "v"`, `"value": 2`},
		{`"value": "v"`, `"value": "v", "language": "no such"`},
		{`"source": "a/", "purpose"`, `"source": "a b", "purpose"`},
		{`"purpose": "linking"`, `"purpose": "via"`},
		{`"target": [`, `"target": [], "x": [`},
		{`"TextQuoteSelector"`, `"Quote"`},
		{`"exact": "e"`, `"prefix": "e"`},
		{`"exact": "e"`, `"exact": "e", "suffix": ["s"]`},
	} {
		if !strings.Contains(good, wrong[0]) || keeps(parse(strings.Replace(good, wrong[0], wrong[1], 1)), annotationRules) {
			t.Errorf("%s in place of %s breaks no rule", wrong[1], wrong[0])
		}
	}
}
