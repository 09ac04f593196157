package related

import "slices"

// copies lists the near-copies of the documents that have any, ascending.
type copies map[int][]int32

func (c copies) has(i, j int) bool {
	_, ok := slices.BinarySearch(c[i], int32(j))
	return ok
}

// haveCommon reports whether one document is a near-copy of both i and j.
func (c copies) haveCommon(i, j int) bool {
	for a, b := c[i], c[j]; len(a) > 0 && len(b) > 0; {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			return true
		}
	}
	return false
}

func (c copies) add(i, j int) {
	for _, p := range [...][2]int{{i, j}, {j, i}} {
		if at, ok := slices.BinarySearch(c[p[0]], int32(p[1])); !ok {
			c[p[0]] = slices.Insert(slices.Clip(c[p[0]]), at, int32(p[1])) // clipped, for an earlier index may hold it
		}
	}
}

// renumbered returns the near-copies of documents that have other numbers now.
func (c copies) renumbered(number []uint32) copies {
	all := make(copies, len(c))
	for i, others := range c {
		renumbered := make([]int32, len(others))
		for at, j := range others {
			renumbered[at] = int32(number[j])
		}
		slices.Sort(renumbered)
		all[int(number[i])] = renumbered
	}
	return all
}
