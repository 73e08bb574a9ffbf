package timeline

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/markup"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Account is what one article states about one incident.
type Account struct {
	Article  *Article
	Incident *Incident
	Stated   []*Stated // in the author's order
}

// Stated is one value of an account.
type Stated struct {
	Account *Account
	Field   string
	Value   string
	*StatedDetails
}

// StatedDetails are what many values have nothing of. Those that have none at all share
// theirs: it is never nil.
type StatedDetails struct {
	Quote      string      // the words of the article that state it; "" where none are quoted
	By         *Actor      // to whom the article attributes it
	Annotation *Annotation // of Quote; nil where there is none

	place content.Place // of Quote
}

// Comparison lays the accounts of an incident side by side.
type Comparison struct {
	Accounts []*Account // columns, in order of publication
	Rows     []Row
}

// Row compares one field.
type Row struct {
	Field       string
	Established string // what the editors have settled; "" where they have not
	Usual       string // what most accounts state; "" where none has a majority
	Cells       []Cell // parallel to Comparison.Accounts
	Differs     bool   // the accounts differ from each other, or from what is established
}

// Cell is what one account states in one field.
type Cell struct {
	Stated  *Stated // nil where it states nothing
	Differs bool    // from what is established, else from what is usual, else from the others
	Before  *Stated // what an earlier article of the same publisher stated, where it was something else
}

// Differ reports whether the accounts differ in any field.
func (c *Comparison) Differ() bool {
	return c != nil && slices.ContainsFunc(c.Rows, func(r Row) bool { return r.Differs })
}

// accounts resolves what an article states about incidents.
func (l *linker) accounts(a *Article) {
	for _, meta := range a.Meta.Accounts {
		incident, ok := l.incidents.find(l, &a.Meta.Document, meta.Name)
		if !ok {
			continue
		}
		if !slices.Contains(a.Incidents, incident) {
			l.problems.Errorf(a.Meta.Pos(meta.Name.Place), "the article has an account of %q, but does not name it among its incidents; add it to incidents", meta.Name.V)
			continue
		}
		account := &Account{Article: a, Incident: incident, Stated: make([]*Stated, len(meta.V))}
		stated := make([]Stated, len(meta.V))
		for k, value := range meta.V {
			s := &stated[k]
			*s = Stated{account, value.Name.V, value.V.Value.V, &l.none.stated}
			more := StatedDetails{Quote: value.V.Quote.V, place: value.V.Quote.Place}
			if value.V.By.Set() {
				more.By, _ = l.actors.find(l, &a.Meta.Document, value.V.By)
			}
			if more != (StatedDetails{}) {
				s.StatedDetails = new(more)
			}
			account.Stated[k] = s
		}
		a.Accounts = append(a.Accounts, account)
	}
}

// compareAccounts lays the accounts of each incident side by side.
func (l *linker) compareAccounts() {
	for _, i := range l.timeline.Incidents {
		i.Comparison = l.compare(i)
	}
}

// quoted returns the account values of an article that quote its words.
func (n noteLinker) quoted(a *Article) []*Stated {
	var quoted []*Stated
	for _, account := range a.Accounts {
		for _, s := range account.Stated {
			if s.Quote != "" {
				quoted = append(quoted, s)
			}
		}
	}
	return quoted
}

// compare lays out the accounts of an incident; nil where there is none.
func (l *linker) compare(i *Incident) *Comparison {
	if len(i.accounts) == 0 {
		return nil
	}
	// Articles are linked in order of publication, and so are the accounts.
	c := &Comparison{Accounts: i.accounts}
	established := map[string]string{}
	for _, e := range i.Meta.Established {
		established[e.Name.V] = e.V.V
	}
	for _, field := range l.fields(i.accounts) {
		c.Rows = append(c.Rows, newRow(field, established[field], i.accounts))
	}
	return c
}

// fields returns the fields that accounts state: in the order of the site's
// settings, then in that of first appearance.
func (l *linker) fields(accounts []*Account) []string {
	stated := map[string]bool{}
	var inOrder []string
	for _, a := range accounts {
		for _, s := range a.Stated {
			if !stated[s.Field] {
				stated[s.Field] = true
				inOrder = append(inOrder, s.Field)
			}
		}
	}
	var fields []string
	for _, f := range l.timeline.Site.Fields {
		if stated[f.Name.V] {
			fields = append(fields, f.Name.V)
			delete(stated, f.Name.V)
		}
	}
	for _, f := range inOrder {
		if stated[f] {
			fields = append(fields, f)
		}
	}
	return fields
}

func newRow(field, established string, accounts []*Account) Row {
	row := Row{Field: field, Established: established, Cells: make([]Cell, len(accounts))}
	counts := map[string]int{}
	written := map[string]string{} // as it was first written
	for k, account := range accounts {
		at := slices.IndexFunc(account.Stated, func(s *Stated) bool { return s.Field == field })
		if at < 0 {
			continue
		}
		s := account.Stated[at]
		row.Cells[k].Stated = s
		row.Cells[k].Before = earlier(row.Cells[:k], s)
		folded := foldValue(s.Value)
		counts[folded]++
		if _, known := written[folded]; !known {
			written[folded] = s.Value
		}
	}
	standard, settled := foldValue(established), true
	if established == "" {
		if standard, settled = majority(counts); settled {
			row.Usual = written[standard]
		}
	}
	for k := range row.Cells {
		cell := &row.Cells[k]
		if cell.Stated == nil || established == "" && len(counts) < 2 {
			continue
		}
		// Without a standard the accounts differ from each other: all are marked.
		cell.Differs = !settled || foldValue(cell.Stated.Value) != standard
		row.Differs = row.Differs || cell.Differs
	}
	return row
}

// earlier returns what the same publisher stated last before, where that was
// something else.
func earlier(cells []Cell, s *Stated) *Stated {
	for k := len(cells) - 1; k >= 0; k-- {
		before := cells[k].Stated
		if before == nil || before.Account.Article.Publisher == nil || before.Account.Article.Publisher != s.Account.Article.Publisher {
			continue
		}
		if foldValue(before.Value) != foldValue(s.Value) {
			return before
		}
		return nil
	}
	return nil
}

// majority returns the value that occurs most often; where two do, there is
// none, and every account differs from the others.
func majority(counts map[string]int) (string, bool) {
	most, best, tied := 0, "", false
	for value, n := range counts {
		switch {
		case n > most:
			most, best, tied = n, value, false
		case n == most:
			tied = true
		}
	}
	if tied {
		return "", false
	}
	return best, most > 0
}

// numberWords are the English words for numbers that reports write out.
var numberWords = map[string]int{
	"no": 0, "none": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
	"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
	"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
	"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12,
}

// foldValue brings values that mean the same into one form: letter case, white
// space, quotation marks, dashes, and numbers, so that "2", "two" and "2.0" are one
// value, and "2,500" and "2500" too.
func foldValue(value string) string {
	words := strings.Fields(foldLetters(value))
	for k, word := range words {
		core := strings.Trim(word, ".,;:")
		tens, ones, _ := strings.Cut(core, "-") // twenty-five
		if n, ok := numberWords[core]; ok {
			words[k] = strconv.Itoa(n)
		} else if ten, one := numberWords[tens], numberWords[ones]; ten >= 20 && one > 0 && one < 10 {
			words[k] = strconv.Itoa(ten + one)
		} else if n, ok := number(core); ok {
			words[k] = n
		}
	}
	return strings.Join(words, " ")
}

// foldLetters brings letters and signs that mean the same into one form.
func foldLetters(value string) string {
	if strings.IndexFunc(value, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 && !strings.Contains(value, "--") {
		return strings.ToLower(value)
	}
	return cases.Fold().String(norm.NFKC.String(markup.FoldQuote(value)))
}

// thousands is a number with commas between thousands: in "2,5" the comma is
// none of them.
var thousands = regexp.MustCompile(`^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$`)

// number reads digits of any script, with commas between thousands.
func number(word string) (string, bool) {
	digits := strings.Map(func(r rune) rune {
		if r == '٬' {
			return ','
		}
		if r == '٫' {
			return '.'
		}
		if r >= '٠' && r <= '٩' { // Arabic
			return r - '٠' + '0'
		}
		if r >= '۰' && r <= '۹' { // Persian
			return r - '۰' + '0'
		}
		return r
	}, word)
	if strings.Trim(digits, "0123456789,.-+") != "" {
		return "", false // ParseFloat also takes infinities and hexadecimals
	}
	if thousands.MatchString(digits) {
		digits = strings.ReplaceAll(digits, ",", "")
	}
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return "", false
	}
	return strconv.FormatFloat(n, 'f', -1, 64), true
}
