package report

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A Series is articles that are parts of one, in their order.
type Series struct {
	Name     string    `json:"name,omitempty"` // what their titles begin with
	Articles []Article `json:"articles"`
	Missing  []int     `json:"missing,omitempty"` // numbers of parts that are not there
}

func (c *Collection) series() []Series {
	all := []Series{}
	for _, ids := range c.Index.Series() {
		var s Series
		var titles []string
		for _, id := range ids {
			if i, ok := c.number[id]; ok {
				s.Articles = append(s.Articles, c.article(i))
				titles = append(titles, c.docs[i].Title)
				s.Name = c.docs[i].Series
			}
		}
		if len(s.Articles) == 0 {
			continue
		}
		if s.Name = strings.TrimSpace(s.Name); s.Name == "" {
			s.Name = commonBeginning(titles)
		}
		s.Missing = missingParts(titles)
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b Series) int {
		return newestFirst(a.Articles[len(a.Articles)-1], b.Articles[len(b.Articles)-1])
	})
	return all
}

// commonBeginning returns the words that all titles begin with, without what
// leads over to what differs.
func commonBeginning(titles []string) string {
	common := strings.Fields(titles[0])
	for _, title := range titles[1:] {
		words := strings.Fields(title)
		n := 0
		for n < len(common) && n < len(words) && strings.EqualFold(common[n], words[n]) {
			n++
		}
		common = common[:n]
	}
	return strings.TrimRight(strings.Join(common, " "), " :–—-|,(#：（")
}

// missingParts returns the numbers that the titles leave out, if they are
// numbered in a way that leaves no doubt: with the same words before the number
// in all of them, and each number greater than the one before it.
func missingParts(titles []string) []int {
	if len(titles) < 2 {
		return nil
	}
	numbers := make([][]titleNumber, len(titles))
	all := make(map[int]bool) // "Report 6 and 7" is two
	for i, title := range titles {
		numbers[i] = numbersIn(title)
		for _, n := range numbers[i] {
			all[n.value] = true
		}
	}
	for at, first := range numbers[0] {
		last := 0
		counts := !slices.ContainsFunc(numbers, func(in []titleNumber) bool {
			if at >= len(in) || in[at].before != first.before || in[at].value <= last {
				return true
			}
			last = in[at].value
			return false
		})
		if !counts {
			continue
		}
		// More gaps than parts are not gaps: years, or prices.
		most := min(maxMissing, len(titles))
		var missing []int
		for n := 1; n < last && len(missing) <= most; n++ {
			if !all[n] {
				missing = append(missing, n)
			}
		}
		if len(missing) <= most {
			return missing
		}
	}
	return nil
}

// maxMissing is how many parts of a series can be missing: more are not missed.
const maxMissing = 12

// A titleNumber is a number in a title and the word or sign in front of it.
type titleNumber struct {
	before string
	value  int
}

func numbersIn(title string) []titleNumber {
	var all []titleNumber
	start := -1
	for i, r := range title + " " {
		switch digit := unicode.IsDigit(r); {
		case digit && start < 0:
			start = i
		case !digit && start >= 0:
			if n, err := strconv.Atoi(title[start:i]); err == nil {
				words := strings.Fields(title[:start])
				before := ""
				if len(words) > 0 {
					before = strings.ToLower(words[len(words)-1])
				}
				all = append(all, titleNumber{before, n})
			}
			start = -1
		}
	}
	return all
}
