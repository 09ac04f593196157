package overlap

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkPlain60000(b *testing.B) {
	const n = 60_000
	for _, shape := range shapes {
		start, member := random(rand.New(rand.NewPCG(5, 5)), n, shape.members, shape.least, shape.most)
		b.Run(shape.name, func(b *testing.B) {
			for b.Loop() {
				plainAll(start, member, shape.members)
			}
		})
	}
}

func plainAll(start, member []uint32, members int) [][5]int32 {
	n := len(start) - 1
	posts := make([][]int32, members)
	for i := range n {
		for _, m := range member[start[i]:start[i+1]] {
			posts[m] = append(posts[m], int32(i))
		}
	}
	counts := make([]uint8, n)
	all := make([][5]int32, n)
	for i := range n {
		clear(counts)
		for _, m := range member[start[i]:start[i+1]] {
			for _, j := range posts[m] {
				counts[j]++
			}
		}
		counts[i] = 0
		var top [5]struct {
			count uint8
			post  int32
		}
		least := uint8(0)
		for j, c := range counts {
			if c > least {
				at := 3
				for at >= 0 && c > top[at].count {
					top[at+1] = top[at]
					at--
				}
				top[at+1].count, top[at+1].post = c, int32(j)
				least = top[4].count
			}
		}
		for k := range top {
			all[i][k] = top[k].post
		}
	}
	return all
}
