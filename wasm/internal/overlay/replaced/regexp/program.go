package regexp

// A step of a program.
type step struct {
	do   action
	set  *set
	x, y int // where it goes on, first x; of a mark, x is its number
}

type action byte

const (
	read  action = iota // a character of the set
	split               // to x or y
	jump                // to x
	mark                // notes where it stands
	atStart
	atEnd
	atEdge
	done
)

// program writes the steps of an expression.
func (re *Regexp) program(n *node) {
	switch n.kind {
	case oneOf:
		re.emit(step{do: read, set: &n.set})
	case sequence:
		for _, part := range n.parts {
			re.program(part)
		}
	case either:
		var ends []int
		for i, part := range n.parts {
			if i == len(n.parts)-1 {
				re.program(part)
				break
			}
			at := re.emit(step{do: split})
			re.program(part)
			ends = append(ends, re.emit(step{do: jump}))
			re.steps[at].x, re.steps[at].y = at+1, len(re.steps)
		}
		for _, at := range ends {
			re.steps[at].x = len(re.steps)
		}
	case repeated:
		re.repeat(n)
	case group:
		if n.group > 0 {
			re.emit(step{do: mark, x: 2 * n.group})
		}
		re.program(n.parts[0])
		if n.group > 0 {
			re.emit(step{do: mark, x: 2*n.group + 1})
		}
	case textStart:
		re.emit(step{do: atStart})
	case textEnd:
		re.emit(step{do: atEnd})
	case wordEdge:
		re.emit(step{do: atEdge})
	}
}

func (re *Regexp) emit(s step) (at int) {
	re.steps = append(re.steps, s)
	return len(re.steps) - 1
}

func (re *Regexp) repeat(n *node) {
	for range n.min {
		re.program(n.parts[0])
	}
	var choices []int
	switch {
	case n.max >= 0:
		for range n.max - n.min {
			choices = append(choices, re.emit(step{do: split}))
			re.program(n.parts[0])
		}
	default:
		at := re.emit(step{do: split})
		choices = []int{at}
		re.program(n.parts[0])
		re.emit(step{do: jump, x: at})
	}
	for _, at := range choices {
		s := &re.steps[at]
		if s.x, s.y = at+1, len(re.steps); n.lazy {
			s.x, s.y = s.y, s.x
		}
	}
}
