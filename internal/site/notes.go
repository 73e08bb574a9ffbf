package site

import (
	"strconv"
	"strings"

	"dateline/internal/markup"
	"dateline/internal/timeline"
)

// AnnotationsURL returns the address of an article's annotations as data.
func AnnotationsURL(a *timeline.Article) string { return a.URL() + "annotations.jsonld" }

// accountSign stands at the end of a passage that an account quotes; its note
// is the line in the article's list of accounts.
const accountSign = "≡"

// passages returns an article's passages as its text shows them, and the
// number of each note; accounts have none, and say which fields they state. The language
// of our words is lang where it is not the text's.
func (p *planner) passages(a *timeline.Article, lang string) (passages []markup.Passage, numbers []int) {
	passages, numbers = a.Passages(), make([]int, len(a.Annotations))
	last := 0
	for k, note := range a.Annotations {
		of := &passages[k]
		of.Class, of.Lang = note.Kind, lang
		kind := p.Text("note." + note.Kind)
		if note.Kind == timeline.KindAccount {
			fields := made(note.States, func(s *timeline.Stated) string { return p.fieldLabel(s.Field).Title })
			of.Sign, of.Label = accountSign, p.Text("note.states", "kind", kind, "fields", strings.Join(fields, p.Text("list.comma")))
			continue
		}
		last++
		numbers[k] = last
		of.Sign, of.Label = p.Number(int64(last)), p.Text("note.passage", "n", p.Number(int64(last)), "kind", kind)
	}
	return passages, numbers
}

// stretches divides an article's text, which runs in a direction, at the blocks that have notes.
func (p *planner) stretches(a *timeline.Article, textDir string, room *pageRoom) []Stretch {
	lang, dir := p.ourLanguageIn(a)
	if lang == "" && textDir != p.info.Dir {
		dir = p.info.Dir
	}
	passages, numbers := p.passages(a, lang)
	places := make([]int, len(passages)) // of notes among those beside one block
	blocks := a.Text.Body.Blocks(&room.text, a.Text.Marks, passages, func(here []int) {
		last := 0
		for _, k := range here {
			if numbers[k] > 0 {
				last++
				places[k] = last
				passages[k].Class += " at--" + strconv.Itoa(last)
			}
		}
	})
	room.stretches = room.stretches[:0]
	all, from := room.notes.cut(len(passages))[:0], 0 // where the stretch begins among the blocks
	for n, block := range blocks {
		blocks[n].HTML = p.markupWords.Block(block.HTML)
		first := len(all)
		for _, k := range block.Passages {
			if numbers[k] == 0 {
				continue
			}
			note := p.note(a.Annotations[k])
			note.Number, note.Place = numbers[k], places[k]
			if len(a.Incidents) == 1 && a.Annotations[k].Incident == a.Incidents[0] {
				note.Incident = nil // what else would it speak of
			}
			all = append(all, note)
		}
		if notes := all[first:]; n == 0 || len(notes) > 0 {
			room.stretches, from = append(room.stretches, Stretch{Notes: notes, Lang: lang, Dir: dir}), n
		}
		room.stretches[len(room.stretches)-1].blocks = blocks[from : n+1]
	}
	return room.stretches
}

// ourLanguageIn returns language and direction of our words within an article's text, where
// that is in another language.
func (p *planner) ourLanguageIn(a *timeline.Article) (lang, dir string) {
	if text, _ := foreign(p.timeline, a.TextLang()); text == "" {
		return "", ""
	}
	return p.info.Lang, p.info.Dir
}

// note shows an annotation beside its passage.
func (p *planner) note(a *timeline.Annotation) Note {
	n := Note{
		ID:         a.ID,
		Kind:       a.Kind,
		Label:      p.Text("note." + a.Kind),
		URL:        a.URL(),
		PassageURL: p.passageURL(a),
		Quote:      a.Quote,
		By:         p.named[a.By],
		Via:        p.publishers[a.Via],
		When:       p.when(a.Date),
		Confidence: p.confidence(a),
		Original:   textFragment(a),
		Incident:   p.someIncident(a.Incident),
	}
	n.Lang, n.Dir = foreign(p.timeline, a.Lang)
	if a.Note.Body != nil {
		n.Text = p.text(a.Note)
	}
	for _, s := range a.Sources {
		if s.Article != nil {
			n.Sources = append(n.Sources, p.outletLink(s.Article))
			continue
		}
		n.Sources = append(n.Sources, Link{Title: host(s.URL), URL: s.URL})
	}
	return n
}

// confidence says how sure the editors are; "" where they do not say.
func (w wording) confidence(a *timeline.Annotation) string {
	if a.Confidence == "" {
		return ""
	}
	return w.Text("note.confidence_" + a.Confidence)
}

// farNote shows an annotation away from its article: with the words, and the
// article that they stand in.
func (p *planner) farNote(a *timeline.Annotation) Note {
	n := p.elsewhere(a)
	n.Article, n.When = new(p.articleLink(a.Article)), p.when(a.When())
	n.Publisher = p.publishers[a.Article.Publisher]
	return n
}

// elsewhere shows an annotation with its words, which do not stand there: so is one of the
// original beside a translation that does not have them, and they lead to the original.
func (p *planner) elsewhere(a *timeline.Annotation) Note {
	n := p.note(a)
	n.Self = "#note--" + a.ID
	n.QuoteLang, n.QuoteDir = foreign(p.timeline, a.QuoteLang())
	return n
}

// passageURL returns the address of the words that a note speaks of.
func (p *planner) passageURL(a *timeline.Annotation) string {
	address := a.Article.URL() + "#passage--" + a.ID
	if a.Away {
		return p.up() + address[1:]
	}
	return address
}

// textFragment returns the address of the annotated words in the original, as
// the URL Fragment Text Directives of the WICG have it; "" without an original, and
// for words that only a translation has.
func textFragment(a *timeline.Annotation) string {
	original, quote := a.Article.Meta.URL.V, a.Quote
	switch {
	case a.Original != nil:
		quote = a.Original.Quote
	case a.Article.Meta.Translation() != "":
		return ""
	}
	if original == "" || strings.Contains(original, "#") {
		return original
	}
	const fragment = "#:~:text="
	var b strings.Builder
	b.Grow(len(original) + len(fragment) + len(quote) + len(quote)/2)
	b.WriteString(original)
	b.WriteString(fragment)
	writeDirective(&b, quote)
	return b.String()
}

// longQuote is from how many words on a text fragment names only the first and
// the last words of a quote.
const longQuote = 12

// writeDirective writes a quote as the value of a text directive.
func writeDirective(b *strings.Builder, quote string) {
	words := strings.Fields(quote)
	if len(words) < longQuote {
		writeWords(b, words)
		return
	}
	writeWords(b, words[:5])
	b.WriteByte(',')
	writeWords(b, words[len(words)-5:])
}

// writeWords writes words, with spaces between them, percent-encoded as texts of a
// directive are, in which dash, comma and ampersand have a meaning of their own.
func writeWords(b *strings.Builder, words []string) {
	for k, word := range words {
		if k > 0 {
			b.WriteString("%20")
		}
		for _, c := range []byte(word) {
			if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '~' {
				b.WriteByte(c)
			} else {
				b.Write([]byte{'%', hex[c>>4], hex[c&15]})
			}
		}
	}
}

const hex = "0123456789ABCDEF"

func host(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	name, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(name, "www.")
}
