package buildtest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Desk is a site on the disk that somebody edits at random.
type Desk struct {
	*rand.Rand
	Folder    string
	Languages string // the setting; "" for one language

	t        *testing.T
	articles map[string]*paper
	names    []string // of actors
	made     int
	broken   string // the article that is to be mended next
}

// linkedPaper is the article that texts and notes of others link: it stays.
const linkedPaper = "content/articles/paper-1.md"

const settings = "content/_index.md"

const draft = "draft: true\n"

// ownTemplates show a value of an author's own in the title of a page, and in a card.
const ownTemplates = `{{define "title"}}{{.Title}} · {{.Site.Title}}{{with .Params}} · {{.mood}}{{end}}{{end}}
{{define "foreign-card"}}{{if .Lang}} lang="{{.Lang}}" dir="{{.Dir}}"{{end}}{{with .Params}} title="{{.mood}}"{{end}}{{end}}
`

// paper is an article, as its author thinks of it.
type paper struct {
	title, date, source, more string
	incidents, tags, actors   []string
	killed                    map[string]int
	notes                     []string
	paragraphs                []string
	inline                    string // a paragraph with a note written in it; may be empty
	broken                    bool
	kind                      string // of a note on the first word; "" for no such note
}

// NewDesk makes such a site, always the same one. languages is the setting for further
// editions as it stands in the front matter; "" for none.
func NewDesk(t *testing.T, languages string) *Desk {
	d := &Desk{Rand: rand.New(rand.NewPCG(7, 7)), Folder: t.TempDir(), Languages: languages, t: t, articles: map[string]*paper{}}
	d.write(settings, "---\ntitle: Desk\n"+languages+"base_url: https://desk.example/\npage_size: 10\nfeed_size: 3\n---\nHello [[actor-1]].\n")
	for k := range 8 {
		d.names = append(d.names, fmt.Sprintf("Name%c Of%c", 'A'+k, 'F'+k))
		d.actor(k)
	}
	for k := range 4 {
		d.write(incidentFile(k), fmt.Sprintf("---\ntitle: Incident %d\ndate: 2021-0%d-03\nplace: Place %d\nactors: [{actor: actor-%d, role: host}]\ntags: [tag-%d]\n---\n%s spoke.\n", k, k+1, k%2, k, k%3, d.names[k]))
		d.write(fmt.Sprintf("content/sources/source-%d.md", k), fmt.Sprintf("---\nname: Source %d\n---\n", k))
	}
	d.write("templates/partials/own.html", ownTemplates)
	for range 14 {
		d.begin()
	}
	return d
}

func (d *Desk) write(name, text string) {
	d.t.Helper()
	file := filepath.Join(d.Folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// Articles returns the files of articles that are no drafts.
func (d *Desk) Articles() []string {
	var files []string
	for name, p := range d.articles {
		if p.more != draft {
			files = append(files, name)
		}
	}
	slices.Sort(files)
	return files
}

// Edits returns how often to edit: DATELINE_EDITS times, or else as often as usual.
func Edits(usual int) int {
	if n, err := strconv.Atoi(os.Getenv("DATELINE_EDITS")); err == nil {
		return n
	}
	return usual
}

// settings writes those of the site, with one more.
func (d *Desk) settings(more string) {
	d.write(settings, fmt.Sprintf("---\ntitle: Desk\nbase_url: https://desk.example/\n%smentions: %s\n%spage_size: 10\nfeed_size: 3\n---\n%s\n",
		d.Languages, []string{"first", "all", "off"}[d.IntN(3)], more, d.sentence()))
}

func (d *Desk) actor(k int) string {
	name := fmt.Sprintf("content/actors/actor-%d.md", k)
	d.write(name, "---\nname: "+d.names[k]+"\n"+[]string{"", "kind: person\n", "names: [the river]\n"}[d.IntN(3)]+"---\n"+d.sentence()+"\n")
	return name
}

// extra writes an actor that no document names by its slug, or removes it: texts name it by a
// word, or by the name of another.
func (d *Desk) extra() (what, file string) {
	k := d.IntN(3)
	file = fmt.Sprintf("content/actors/extra-%d.md", k)
	if d.IntN(4) == 0 {
		if err := os.Remove(filepath.Join(d.Folder, file)); err != nil {
			return "nothing", file
		}
		return "no actor", file
	}
	name := []string{"river", "Evening", d.names[d.IntN(len(d.names))], "Rockets", fmt.Sprintf("Extra %d", k)}[d.IntN(5)]
	more := []string{
		"names: [many, others]\n", "kind: person\n", "kind: state\n", "mention: off\n", fmt.Sprintf("aliases: [extra-was-%d/]\n", k), draft,
		fmt.Sprintf("relations: [{kind: successor-of, actor: actor-%d}]\n", d.IntN(8)), "slug: other-" + strconv.Itoa(k) + "\n", "",
	}[d.IntN(9)]
	d.write(file, "---\nname: "+name+"\n"+more+"---\n"+d.sentence()+"\n")
	return "an actor", file
}

func incidentFile(k int) string { return fmt.Sprintf("content/incidents/incident-%d.md", k) }

// incident writes an incident with keys and a text by chance.
func (d *Desk) incident(k int) string {
	name := incidentFile(k)
	more := []string{
		"summary: " + d.sentence() + "\n", "kind: attack\n", "status: disputed\n", "time: at dawn\n", "", "related: [incident-0]\n", "part_of: [incident-0]\n",
		"established: {killed: 1}\n", fmt.Sprintf("tags: [tag-%d, Tag-7]\n", d.IntN(3)), d.params(),
	}[d.IntN(10)]
	if k == 0 && (strings.HasPrefix(more, "related") || strings.HasPrefix(more, "part_of")) {
		more = ""
	}
	d.write(name, fmt.Sprintf("---\ntitle: Incident %d\ndate: 2021-0%d-03\nplace: {name: %s %d, lat: 3%d.5, lon: 44.2%s}\nactors: [{actor: actor-%d, role: %s}]\n%s---\n%s\n",
		d.IntN(9), 1+d.IntN(9), []string{"Place", "place"}[d.IntN(2)], d.IntN(2), d.IntN(3), []string{"", "", ", precision: exact", ", precision: city", ", precision: hidden"}[d.IntN(5)], d.IntN(8), []string{"host", "guest"}[d.IntN(2)], more, d.sentence()))
	return name
}

// other writes a document of which articles show no more than its name, and another
// text: an actor, a source, or a plain page.
func (d *Desk) other() string {
	k := d.IntN(4)
	switch d.IntN(3) {
	case 0:
		name := fmt.Sprintf("content/sources/source-%d.md", k)
		d.write(name, fmt.Sprintf("---\nname: Source %d\nsummary: %s\n%s---\n%s\n", k, d.sentence(), d.params(), d.sentence()))
		return name
	case 1:
		d.write("content/pages/about.md", "---\ntitle: About\n"+d.params()+"---\n"+d.sentence()+"\n")
		return "content/pages/about.md"
	}
	name := fmt.Sprintf("content/actors/actor-%d.md", k)
	d.write(name, fmt.Sprintf("---\nname: %s\nsummary: %s\nroles: [{title: Head, of: actor-%d}]\nrelations: [{kind: ally, actor: actor-%d}]\n%s---\n%s\n", d.names[k], d.sentence(), 4+d.IntN(2), 6+d.IntN(2), d.params(), d.sentence()))
	return name
}

// params are values of an author's own.
func (d *Desk) params() string { return fmt.Sprintf("params: {mood: mood-%d}\n", d.IntN(100)) }

func (d *Desk) sentence() string {
	words := strings.Fields("on that evening many said that rockets fell near the river while others heard nothing at all")
	for k := range words {
		if d.IntN(3) == 0 {
			words[k] = words[d.IntN(len(words))]
		}
	}
	if d.IntN(3) == 0 {
		words[d.IntN(len(words))] = d.names[d.IntN(len(d.names))]
	}
	if d.IntN(8) == 0 {
		words = append(words, []string{"[[incident-0]]", "[[incident-1]]", "[[paper-1]]", "[[actor-3]]"}[d.IntN(4)])
	}
	if d.IntN(12) == 0 {
		words = append(words, "<em>HTML</em>", "<!-- no more -->")
	}
	return strings.Join(append(words, "word"+strconv.Itoa(d.IntN(1_000_000))), " ") + "."
}

// begin makes a new article.
func (d *Desk) begin() string {
	d.made++
	p := &paper{title: fmt.Sprintf("Paper %d", d.made), date: fmt.Sprintf("2021-0%d-1%d", 1+d.IntN(9), d.IntN(9)), killed: map[string]int{}}
	p.source = "source-" + strconv.Itoa(d.IntN(4))
	p.tags = []string{"tag-" + strconv.Itoa(d.IntN(3))}
	if d.made > 14 { // it is added to the others
		p.incidents, p.actors = []string{"incident-" + strconv.Itoa(d.IntN(4))}, []string{"actor-" + strconv.Itoa(d.IntN(len(d.names)))}
		p.killed[p.incidents[0]] = d.IntN(3)
	}
	for range 6 { // which is too long to be kept whole between builds
		p.paragraphs = append(p.paragraphs, d.sentence())
	}
	name := fmt.Sprintf("content/articles/paper-%d.md", d.made)
	d.articles[name] = p
	d.save(name)
	return name
}

func (d *Desk) save(name string) {
	p := d.articles[name]
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\ndate: %s\nsource: %s\ntags: [%s]\nincidents: [%s]\nactors: [%s]\n%s", p.title, p.date, p.source,
		strings.Join(p.tags, ", "), strings.Join(p.incidents, ", "), strings.Join(p.actors, ", "), p.more)
	if len(p.killed) > 0 {
		b.WriteString("accounts:\n")
		for _, incident := range slices.Sorted(maps.Keys(p.killed)) {
			stated := strconv.Itoa(p.killed[incident])
			if stated == "2" {
				stated = fmt.Sprintf("{value: 2, by: actor-%d}", len(p.paragraphs)%len(d.names))
			}
			fmt.Fprintf(&b, "  %s: {killed: %s}\n", incident, stated)
		}
	}
	notes := p.notes
	if p.kind != "" {
		last := strings.Fields(p.paragraphs[0])
		notes = append(slices.Clone(notes), fmt.Sprintf("  - {quote: %q, kind: %s, note: Hm.}\n", strings.Trim(last[len(last)-1], "."), p.kind))
	}
	if len(notes) > 0 {
		b.WriteString("annotations:\n" + strings.Join(notes, ""))
	}
	if p.broken {
		b.WriteString("source: [\n")
	}
	b.WriteString("---\n" + strings.Join(p.paragraphs, "\n\n") + "\n\n" + p.inline + "\n")
	d.write(name, b.String())
}

// note annotates the last word of a paragraph.
func (d *Desk) note(p *paper) {
	if len(p.paragraphs) == 0 {
		return
	}
	words := strings.Fields(p.paragraphs[d.IntN(len(p.paragraphs))])
	if strings.Contains(strings.Join(p.notes, ""), strings.Trim(words[len(words)-1], ".")) {
		return // two notes of one kind on the same words are a mistake
	}
	kind := []string{"claim", "claim", "dispute", "correction", "context"}[d.IntN(5)]
	more := ""
	if d.IntN(2) == 0 {
		more += ", by: actor-" + strconv.Itoa(d.IntN(len(d.names)))
	}
	if d.IntN(2) == 0 {
		more += ", incident: incident-" + strconv.Itoa(d.IntN(4))
	}
	if d.IntN(3) == 0 {
		more += ", sources: [paper-1]"
	}
	if d.IntN(4) == 0 {
		more += ", via: source-" + strconv.Itoa(d.IntN(4))
	}
	p.notes = append(p.notes, fmt.Sprintf("  - {quote: %q, kind: %s, note: %q%s}\n", strings.Trim(words[len(words)-1], "[]."), kind, d.sentence(), more))
}

// translate writes a translation of an article, an actor, an incident or the
// settings, or removes it.
func (d *Desk) translate(article string) (what, file string) {
	original := []string{article, article, article, "content/actors/actor-1.md", "content/incidents/incident-1.md", settings}[d.IntN(6)]
	file = translated(original)
	text := fmt.Sprintf("title: عنوان %d\nsummary: %s\n", d.IntN(100), d.sentence())
	switch {
	case d.IntN(5) == 0:
		if err := os.Remove(filepath.Join(d.Folder, file)); err != nil {
			return "nothing", file
		}
		return "no translation", file
	case original == settings:
		text = fmt.Sprintf("title: موقع %d\nwords: {tag-1: وسم}\n", d.IntN(100))
	case original == article && d.IntN(2) == 0:
		text += "annotations:\n  - {quote: كلمة, kind: claim, by: actor-1, note: ملاحظة}\n"
		if notes := d.articles[article].notes; len(notes) > 0 {
			// Which the next edit of the original may well break.
			_, quote, _ := strings.Cut(notes[0], `quote: `)
			quote, _, _ = strings.Cut(quote, ",")
			text += "  - {original: " + quote + ", quote: أخرى, note: ترجمة}\n"
		}
	}
	d.write(file, "---\n"+text+"---\nكلمة أو أخرى و[[actor-2]].\n")
	return "translation", file
}

// move gives an article another address, or moves its date from its front matter to where
// one may stand before its name.
func (d *Desk) move(file string) (what string) {
	p, base := d.articles[file], strings.TrimPrefix(path.Base(file), "2021-05-05-")
	switch {
	case file == linkedPaper || p.broken:
		return "nothing"
	case base != path.Base(file):
		base, p.date = "moved-"+base, "2021-06-06"
	default:
		base, p.date = "2021-05-05-"+base, ""
	}
	to := path.Join(path.Dir(file), base)
	for from, to := range map[string]string{file: to, translated(file): translated(to)} {
		err := os.Rename(filepath.Join(d.Folder, from), filepath.Join(d.Folder, to))
		if err != nil && from == file {
			d.t.Fatal(err)
		}
	}
	delete(d.articles, file)
	d.articles[to] = p
	d.save(to)
	return "moved"
}

func translated(file string) string { return strings.TrimSuffix(file, ".md") + ".ar.md" }

// Edit does something to the site and returns what, and to which file.
func (d *Desk) Edit() (what, file string) {
	names := slices.Sorted(maps.Keys(d.articles))
	file = names[d.IntN(len(names))]
	if d.broken != "" && d.IntN(2) == 0 {
		file, d.broken = d.broken, ""
		p := d.articles[file]
		p.broken, p.source, p.kind = false, "source-1", ""
		d.save(file)
		return "mend", file
	}
	if d.Languages != "" && d.IntN(3) == 0 {
		return d.translate(file)
	}
	p := d.articles[file]
	incident := "incident-" + strconv.Itoa(d.IntN(4))
	what = []string{
		"text", "text", "text", "text", "text", "notes", "notes", "notes", "fewer notes", "account", "account", "summary",
		"fewer words", "correction", "actors", "title", "date", "tags", "new tag", "source", "incident", "break", "nothing",
		"new article", "no article", "new name", "settings", "incident's date", "first words", "note in the text",
		"linked title", "facts", "draft", "incident's words", "other words", "new incident", "new article", "title",
		"params", "language", "words", "HTML", "texts", "moved", "an actor", "an actor",
	}[d.IntN(46)]
	switch what {
	case "text":
		p.paragraphs = append(p.paragraphs, d.sentence())
	case "first words":
		p.paragraphs[0] = "However, " + p.paragraphs[0]
	case "note in the text":
		p.inline = fmt.Sprintf("They {==said so==}{>>claim by=actor-%d: %s<<} twice.", d.IntN(len(d.names)), d.sentence())
	case "linked title":
		file = linkedPaper
		p = d.articles[file]
		p.title += "?"
	case "facts":
		p.more = []string{
			fmt.Sprintf("url: https://paper.example/%d\n", d.IntN(100)), fmt.Sprintf("aliases: [old-%d/]\n", d.made),
			fmt.Sprintf("credits: [source-%d]\n", d.IntN(4)), "updated: 2022-01-01\n", "author: Somebody\n", "",
		}[d.IntN(6)]
	case "params":
		p.more = d.params()
	case "draft":
		if file != linkedPaper {
			p.more = draft
		}
	case "fewer words":
		p.paragraphs, p.notes = p.paragraphs[:(len(p.paragraphs)+1)/2], nil
	case "notes":
		d.note(p)
	case "fewer notes":
		p.notes = p.notes[:len(p.notes)/2]
	case "account":
		if !slices.Contains(p.incidents, incident) {
			p.incidents = append(p.incidents, incident)
		}
		p.killed[incident] = d.IntN(3)
	case "summary":
		p.more = "summary: " + d.sentence() + "\n"
	case "correction":
		p.more = fmt.Sprintf("corrections: [{date: 2021-12-0%d, note: %q}]\n", 1+d.IntN(9), d.sentence())
	case "actors":
		p.actors = []string{"actor-" + strconv.Itoa(d.IntN(len(d.names)))}
	case "title":
		p.title += "!"
	case "date":
		p.date = fmt.Sprintf("2021-0%d-2%d", 1+d.IntN(9), d.IntN(9))
	case "tags":
		p.tags = []string{"tag-" + strconv.Itoa(d.IntN(3))}
	case "new tag":
		p.tags = append(p.tags, "new-"+strconv.Itoa(d.IntN(1000)))
	case "source":
		p.source = "source-" + strconv.Itoa(d.IntN(4))
	case "incident":
		p.incidents, p.killed = []string{incident}, map[string]int{}
	case "break":
		if d.broken != "" {
			return what, file
		}
		d.broken = file
		switch d.IntN(3) {
		case 0:
			p.broken = true
		case 1:
			p.source = "source-9" // which is not there
		case 2:
			p.kind = "rumour" // which is none
		}
	case "new article":
		return what, d.begin()
	case "incident's words":
		return what, d.incident(d.IntN(4))
	case "new incident":
		return what, d.incident(4 + d.IntN(2))
	case "other words":
		return what, d.other()
	case "an actor":
		return d.extra()
	case "no article":
		if len(names) > 8 && file != linkedPaper {
			delete(d.articles, file)
			if d.broken == file {
				d.broken = ""
			}
			if err := os.Remove(filepath.Join(d.Folder, file)); err != nil {
				d.t.Fatal(err)
			}
		}
		return what, file
	case "new name":
		k := d.IntN(len(d.names))
		d.names[k] += "n"
		return what, d.actor(k)
	case "settings":
		d.settings([]string{"integrity: true\n", "feed: summary\n", "order: oldest\n", "embeds: false\n", ""}[d.IntN(5)])
		return what, settings
	case "language": // in which all is that says nothing else
		d.settings("language: " + []string{"en", "fr", "es"}[d.IntN(3)] + "\n")
		return what, settings
	case "words":
		d.settings(fmt.Sprintf("words: {tag-%d: Word %d, Place 1: %s}\nfields: {killed: Dead}\n", d.IntN(3), d.IntN(9), d.names[0]))
		return what, settings
	case "HTML":
		d.settings("raw_html: sanitised\n")
		return what, settings
	case "texts": // of the interface: dates, and a title of lists
		name := "templates/i18n/" + []string{"en", "fr", "ar"}[d.IntN(3)] + ".yaml"
		d.write(name, []string{
			fmt.Sprintf("date:\n  month:\n    \"3\": Month%d\n", d.IntN(9)), fmt.Sprintf("section:\n  actors: People %d\n", d.IntN(9)),
			"date:\n  short:\n    month:\n      \"3\": M3\n",
		}[d.IntN(3)])
		return what, name
	case "moved":
		return d.move(file), "content/articles"
	case "incident's date":
		name := "content/incidents/" + incident + ".md"
		d.write(name, fmt.Sprintf("---\ntitle: %s\ndate: 2021-0%d-03\n---\n%s\n", incident, 1+d.IntN(9), d.sentence()))
		return what, name
	case "nothing":
		return what, file
	}
	d.save(file)
	return what, file
}
