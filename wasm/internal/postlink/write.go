package postlink

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
)

// write puts smaller tables in the place of the old ones. What they leave free
// becomes zeros, as does what startCode writes.
func (t *tables) write(memory []byte, functions []function) error {
	var names, pcs, data pool
	for i := range functions {
		f := &functions[i]
		f.name = shortName(f.name, f.kind)
		names.add(nameBytes(f.name), 1)
		// No map is taken as the first one.
		for i := range f.stackMap {
			f.stackMap[i].value = max(f.stackMap[i].value, 0)
		}
		if len(f.inlined) == 0 || !f.needsInlined() {
			f.calls, f.inlined = nil, nil
		}
		for _, table := range [][]pcValue{f.frame, f.stackMap, f.calls} {
			pcs.add(pcBytes(table), 1)
		}
		for i := range f.inlined {
			c := &f.inlined[i]
			c.name = shortName(c.name, c.kind)
			names.add(nameBytes(c.name), 1)
		}
	}
	// The first byte of both is never used: offset 0 means none.
	newNames := names.layout([]byte{0})
	newPCs := pcs.layout([]byte{0})
	for i := range functions {
		f := &functions[i]
		for kind, d := range f.data {
			data.add(d, dataAlign[kind])
		}
		data.add(inlinedBytes(f.inlined, &names), dataAlign[dataInlined])
	}
	newData := data.layout(nil)

	ftab := uint64(t.count+1) * ftabSize
	records := make([]byte, ftab)
	binary.LittleEndian.PutUint32(records[ftab-ftabSize:], t.first+t.count)
	for i := range functions {
		records = functions[i].append(records, &names, &pcs, &data)
	}
	for _, table := range []struct {
		span
		bytes []byte
	}{
		{t.names, newNames}, {t.units, nil}, {t.files, nil}, {t.pcs, newPCs},
		{t.funcs, records}, {t.funcData, newData}, {t.find, nil},
	} {
		to := table.in(memory)
		if len(table.bytes) > len(to) {
			return fmt.Errorf("a table of %d bytes does not fit in %d", len(table.bytes), len(to))
		}
		clear(to)
		copy(to, table.bytes)
	}
	return nil
}

// A pool is a table in which equal pieces are once.
type pool struct {
	pieces map[string]*piece
	order  []*piece
}

type piece struct {
	bytes       string
	align, uses int
	offset      uint32
}

// add adds a piece, if it is not empty.
func (p *pool) add(b []byte, align int) {
	if len(b) == 0 {
		return
	}
	got := p.pieces[string(b)]
	if got == nil {
		got = &piece{bytes: string(b)}
		if p.pieces == nil {
			p.pieces = make(map[string]*piece)
		}
		p.pieces[got.bytes] = got
		p.order = append(p.order, got)
	}
	got.align = max(got.align, align)
	got.uses++
}

// layout appends all pieces to b. Those with the most uses come first: their
// offsets are short and compress better.
func (p *pool) layout(b []byte) []byte {
	slices.SortStableFunc(p.order, func(a, b *piece) int { return cmp.Compare(b.uses, a.uses) })
	for _, piece := range p.order {
		for len(b)%piece.align != 0 {
			b = append(b, 0)
		}
		piece.offset = uint32(len(b))
		b = append(b, piece.bytes...)
	}
	return b
}

// at returns the offset of a piece after layout, that of an empty one is 0.
func (p *pool) at(b []byte) uint32 {
	if len(b) == 0 {
		return 0
	}
	return p.pieces[string(b)].offset
}
