package related

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"

	"github.com/kindred-go/kindred/related/internal/archive"
)

// format names what WriteTo writes. Its end is the version: whoever changes what is
// written, or how documents are analysed, counts it up.
const format = "kindred\x00 008"

// WriteTo writes the index, to be opened by [Read] in a fraction of the time that it
// takes to make one. Of the documents' texts only what excerpts need is written, and
// neither headings nor outgoing links.
func (x *Index) WriteTo(w io.Writer) (int64, error) {
	n, err := archive.Write(w, format, x.archive)
	if err != nil {
		err = errors.New("related: writing an index: " + err.Error())
	}
	return n, err
}

// Read opens an index that [Index.WriteTo] wrote, and reads no further than to its end.
// It gives the same lists. It has no texts, however, so [Index.Update] of it can't build
// anew: for that hand all documents to [Index.Renew].
//
// The error wraps [ErrDamaged] if the bytes are not those that were written, and
// [ErrVersion] if they are no index, or one of another version of this package: both
// mean that it is to be made anew.
func Read(r io.Reader) (*Index, error) {
	x := emptyIndex()
	_, err := archive.Read(r, format, x.archive)
	switch {
	case errors.Is(err, archive.ErrDamaged):
		return nil, ErrDamaged
	case errors.Is(err, archive.ErrVersion):
		return nil, ErrVersion
	case err != nil:
		return nil, errors.New("related: reading an index: " + err.Error())
	case x.options.TagsOnly:
		return buildOfTags(context.Background(), x.docs, &x.options)
	}
	x.textless = len(x.docs)
	x.weigher.lnN = ln(float64(x.census.size + 1))
	x.weights = x.options.Weights.values()
	scale := x.calendar.scale
	x.calendar.setScale(scale)
	if x.options.Fill {
		x.fallback = newFallback(x)
	}
	return x, nil
}

func emptyIndex() *Index {
	return &Index{
		ids: &identities{languages: make(numbering)}, lexicon: &lexicon{numbers: &numbers{}, pairs: &pairSet{}},
		weigher: &weigher{}, bags: &bags{packed: &packedBags{}}, postings: &postings{}, titles: &titles{}, tags: &tags{number: newLayered[string, uint32]()},
		series: &series{}, calendar: &calendar{}, names: &names{}, firsts: &firsts{}, rankers: &sync.Pool{},
	}
}

// archive writes the index, or reads it into an empty one.
func (x *Index) archive(a *archive.Archive) {
	x.options.archive(a)
	if !x.options.TagsOnly {
		x.archiveRanking(a)
	}
	archiveDocuments(a, x)
	if a.Reading() && !x.options.TagsOnly && x.check() {
		a.Fail()
	}
}

// archiveRanking writes or reads all but the options and the documents. What has many
// pointers comes last, as documents do, for the garbage collector runs while the rest is
// read.
func (x *Index) archiveRanking(a *archive.Archive) {
	c := &x.census
	a.Int(&c.size)
	a.Int(&c.next)
	a.Bools(&c.counted, 0)
	archive.Numbers(a, &x.order, 0)
	a.Int(&x.lag)
	a.String(&x.main)
	x.ids.archive(a)
	x.lexicon.archive(a)
	archive.Numbers(a, &x.names.stem, maxLag)
	archive.Numbers(a, &x.names.stemOf, 0)
	x.weigher.archive(a)
	x.bags.archive(a)
	x.postings.archive(a)
	x.titles.archive(a)
	x.tags.archive(a)
	x.archiveLinks(a)
	x.series.archive(a)
	archive.Numbers(a, &x.calendar.day, maxLag)
	archive.Value(a, &x.calendar.scale)
	x.copies.archive(a, &x.copies)
	a.Bools(&x.ordinary, maxLag)
	archive.Numbers(a, &x.bars, maxLag)
	x.firsts.archive(a)
	archive.Rows(a, (*[][]neighbour)(&x.neighbours), neighbourRecord)
	x.lexicon.archiveWords(a)
}

func (o *Options) archive(a *archive.Archive) {
	for _, b := range [...]*bool{&o.CrossLanguage, &o.KeepNearCopies, &o.SameSection, &o.TagsOnly, &o.DropContent, &o.LeaveOrphans, &o.Fill} {
		a.Bool(b)
	}
	a.Strings(&o.NeverTags, 0)
	recency := string(o.Recency)
	if a.String(&recency); a.Reading() {
		o.Recency = Recency(recency)
	}
	w := &o.Weights
	for _, f := range [...]*float64{&w.Text, &w.Neighbours, &w.Title, &w.Tags, &w.Links, &w.Hub, &o.Diversity, &o.Margin} {
		a.Float(f)
	}
}

func (ids *identities) archive(a *archive.Archive) {
	n := len(ids.of)
	urls, titleDays, sections := make([]uint64, n), make([]uint64, n), make([]uint64, n)
	languages, flags := make([]int32, n), make([]uint8, n)
	for i, id := range ids.of {
		urls[i], titleDays[i], sections[i], languages[i] = id.url, id.titleDay, id.section, id.language
		for bit, flag := range [...]bool{id.hidden, id.barred, id.gone} {
			if flag {
				flags[i] |= 1 << bit
			}
		}
	}
	a.Int(&ids.ranked)
	archive.Numbers(a, &ids.ranks, 0)
	archive.Numbers(a, &urls, 0)
	archive.Numbers(a, &titleDays, 0)
	archive.Numbers(a, &sections, 0)
	archive.Numbers(a, &languages, 0)
	archive.Numbers(a, &flags, 0)
	names := make([]string, len(ids.languages))
	for name, number := range ids.languages {
		names[number-1] = name
	}
	a.Strings(&names, 0)
	for _, table := range [...]*keyTable{&ids.byURL, &ids.byTitleDay} {
		archive.Numbers(a, &table.slots, 0)
		a.Int(&table.used)
	}
	if !a.Reading() {
		return
	}
	for _, name := range names {
		ids.languages.add(name)
	}
	ids.of = withRoom[identity](len(urls))
	if len(titleDays) != len(urls) || len(sections) != len(urls) || len(languages) != len(urls) || len(flags) != len(urls) {
		a.Fail()
		return
	}
	for i, url := range urls {
		f := flags[i]
		ids.of = append(ids.of, identity{url, titleDays[i], sections[i], languages[i], f&1 != 0, f&2 != 0, f&4 != 0})
	}
}

func (lx *lexicon) archive(a *archive.Archive) {
	a.Int(&lx.builtForms)
	a.Int(&lx.builtStems)
	a.Int(&lx.counted)
	archive.Numbers(a, &lx.pairs.pairs, 0)
	a.Bools(&lx.sole, maxLag)
	archive.Numbers(a, &lx.feature, maxLag)
	archive.Numbers(a, &lx.thing, maxLag)
}

func (lx *lexicon) archiveWords(a *archive.Archive) {
	a.Strings(&lx.forms, maxLag)
	a.Strings(&lx.stems, maxLag)
	if a.Reading() && lx.builtStems <= len(lx.stems) {
		lx.learnt = make(map[string]uint32)
		for i, stem := range lx.stems[lx.builtStems:] {
			lx.learnt[stem] = uint32(lx.builtStems + i)
		}
	}
}

func (w *weigher) archive(a *archive.Archive) {
	kinds, gains := make([]kind, len(w.classes)), make([]float32, len(w.classes))
	for i, c := range w.classes {
		kinds[i], gains[i] = c.kind, c.gain
	}
	archive.Numbers(a, &kinds, 0)
	a.Floats(&gains, 0)
	archive.Numbers(a, &w.class, maxLag)
	archive.Value(a, &w.firstLone)
	if !a.Reading() {
		return
	}
	for i, k := range kinds {
		if i >= len(gains) || int(k) >= len(kindWeight) {
			a.Fail()
			return
		}
		w.classes = append(w.classes, newClass(k, gains[i]))
	}
}

func (b *bags) archive(a *archive.Archive) {
	archive.Numbers(a, &b.packed.start, maxLag)
	archive.Numbers(a, &b.packed.bytes, maxLag)
	a.Floats(&b.scale, maxLag)
}

func (p *postings) archive(a *archive.Archive) {
	a.Int(&p.documentBits)
	a.Float(&p.share)
	a.Int(&p.breadth.strongest)
	a.Int(&p.fewest)
	a.Int(&p.candidates)
	archive.Numbers(a, &p.start, 0)
	archive.Numbers(a, &p.all, 0)
	archive.Numbers(a, &p.least, maxLag)
	archive.Numbers(a, &p.recent.feature, 0)
	archive.Numbers(a, &p.recent.posting, 0)
}

func (v *vectors) archive(a *archive.Archive) {
	archive.Numbers(a, &v.start, maxLag)
	archive.Numbers(a, &v.feature, maxLag)
	archive.Numbers(a, &v.weight, maxLag)
}

func (t *tags) archive(a *archive.Archive) {
	t.vectors.archive(a)
	keys := make([]string, len(t.name))
	for _, layer := range [...]map[string]uint32{t.number.shared, t.number.recent} {
		for key, n := range layer {
			keys[n] = key
		}
	}
	a.Strings(&keys, 0)
	a.Strings(&t.name, maxLag)
	archive.Numbers(a, &t.term, maxLag)
	a.Doubles(&t.idf, maxLag)
	a.Float(&t.lnN)
	if a.Reading() {
		for n, key := range keys {
			t.number.set(key, uint32(n))
		}
	}
}

func (x *Index) archiveLinks(a *archive.Archive) {
	some := x.links != nil
	if a.Bool(&some); !some {
		return
	}
	if a.Reading() {
		x.links = &links{targets: newLayered[uint64, uint32]()}
	}
	l := x.links
	l.shared.archive(a)
	archive.Numbers(a, &l.key, maxLag)
	archive.NumberRows(a, &l.from)
	a.Doubles(&l.idf, maxLag)
	a.Float(&l.lnN)
	docs, values := make([][]uint32, len(l.direct)), []float64(nil)
	for i, row := range l.direct {
		for _, link := range row {
			docs[i] = append(docs[i], link.doc)
			values = append(values, link.value)
		}
	}
	archive.NumberRows(a, &docs)
	a.Doubles(&values, 0)
	if !a.Reading() {
		return
	}
	for n, key := range l.key {
		l.targets.set(key, uint32(n))
	}
	l.direct = withRoom[[]link](len(docs))[:len(docs)]
	for i, row := range docs {
		for _, doc := range row {
			if len(values) == 0 {
				a.Fail()
				return
			}
			l.direct[i] = append(l.direct[i], link{doc, values[0]})
			values = values[1:]
		}
	}
}

func (s *series) archive(a *archive.Archive) {
	archive.Numbers(a, &s.key, maxLag)
	parts, loose := make([][]uint32, len(s.all)), make([]bool, len(s.all))
	for i, r := range s.all {
		loose[i] = r.loose
		for _, doc := range r.parts {
			parts[i] = append(parts[i], uint32(doc))
		}
	}
	archive.NumberRows(a, &parts)
	a.Bools(&loose, 0)
	if !a.Reading() {
		return
	}
	s.of = withRoom[place](len(s.key))[:len(s.key)]
	for i, row := range parts {
		r := run{loose: i < len(loose) && loose[i]}
		for _, doc := range row {
			if int(doc) >= len(s.of) {
				a.Fail()
				return
			}
			r.parts = append(r.parts, int(doc))
		}
		s.add(r)
	}
}

func (copies) archive(a *archive.Archive, c *copies) {
	pairs := make([]uint64, 0)
	for i, all := range *c {
		for _, j := range all {
			pairs = append(pairs, pairOf(uint32(i), uint32(j)))
		}
	}
	slices.Sort(pairs)
	archive.Numbers(a, &pairs, 0)
	if a.Reading() {
		*c = make(copies)
		for _, pair := range pairs {
			(*c)[int(pair>>32)] = append((*c)[int(pair>>32)], int32(uint32(pair)))
		}
	}
}

// neighbourRecord is how a neighbour is stored: its document, its text and its title, the
// lowest byte of each first.
var neighbourRecord = archive.Record[neighbour]{
	Size: 8,
	Put: func(b []byte, all []neighbour) {
		for i, n := range all {
			b := b[8*i : 8*i+8]
			b[0], b[1], b[2], b[3] = byte(n.doc), byte(n.doc>>8), byte(n.doc>>16), byte(n.doc>>24)
			b[4], b[5], b[6], b[7] = byte(n.text), byte(n.text>>8), byte(n.title), byte(n.title>>8)
		}
	},
	Get: func(all []neighbour, b []byte) {
		for i := range all {
			v := le64(b[8*i : 8*i+8])
			all[i] = neighbour{uint32(v), uint16(v >> 32), uint16(v >> 48)}
		}
	},
}

func (f *firsts) archive(a *archive.Archive) {
	archive.Numbers(a, &f.all, maxLag)
	archive.Numbers(a, &f.last, maxLag)
	for _, pairings := range [...]*map[pairing]bool{&f.thinned, &f.placed} {
		var packed []uint64
		for p := range *pairings {
			packed = append(packed, pairOf(uint32(p.list), uint32(p.doc)))
		}
		slices.Sort(packed)
		archive.Numbers(a, &packed, 0)
		if a.Reading() {
			*pairings = make(map[pairing]bool, len(packed))
			for _, p := range packed {
				(*pairings)[pairing{int(p >> 32), int(uint32(p))}] = true
			}
		}
	}
}

// check reports whether what was read does not fit together.
func (x *Index) check() bool {
	n := len(x.docs)
	for _, length := range [...]int{
		len(x.ids.of), len(x.bags.scale), len(x.postings.least), len(x.titles.start) - 1, len(x.tags.start) - 1,
		len(x.series.key), len(x.calendar.day), len(x.ordinary), len(x.neighbours), len(x.bars), x.firsts.len(), len(x.firsts.last), len(x.prints),
	} {
		if length != n {
			return true
		}
	}
	return false
}
