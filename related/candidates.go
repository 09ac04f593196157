package related

// A candidate is a document that the first stage found.
type candidate struct {
	score uint32
	doc   uint32
}

// numCandidates is how many documents the second stage looks at. The first
// finds nearly all of a list of 10 among its best 40.
const numCandidates = 40

// impactShift keeps the sum of a document's impacts within 32 bits.
const impactShift = 10

// candidates is the first stage: it adds up the impacts of the subject's
// strongest features and returns the documents for which that is most, in no
// particular order. What may not be in the list does not take another's place.
func (r *ranker) candidates(s *subject, q *request) []candidate {
	p := r.x.postings
	for f, weight := range r.x.weigher.strongest(s.vector, s.least) {
		for i := p.start[f]; i < p.start[f+1]; i++ {
			doc := p.doc[i]
			if r.scores[doc] == 0 {
				r.touched = append(r.touched, doc)
			}
			r.scores[doc] += max(1, uint32(weight)*uint32(p.impact[i])>>impactShift)
		}
	}
	perLink := r.x.weights[linkSignal] / max(r.x.weights[textSignal], 0.1)
	for _, l := range s.linked {
		if r.scores[l.doc] == 0 {
			r.touched = append(r.touched, l.doc)
		}
		r.scores[l.doc] += max(1, uint32(min(float64(perLink*l.value), 1)*(one*one>>impactShift)))
	}
	r.heap = r.heap[:0]
	for _, doc := range r.touched {
		c := candidate{r.x.calendar.dampen(r.scores[doc], s.day, doc), doc}
		r.scores[doc] = 0
		if len(r.heap) == numCandidates && !r.heap[0].less(c) {
			continue
		}
		if r.x.excluded(s, int(doc), q) == "" {
			r.push(c)
		}
	}
	r.touched = r.touched[:0]
	return r.heap
}

// less orders candidates: more in common, then the smaller ID.
func (c candidate) less(d candidate) bool {
	return c.score < d.score || c.score == d.score && c.doc > d.doc
}

// push puts c into the heap, whose least candidate is on top, and takes that
// out if the heap is full.
func (r *ranker) push(c candidate) {
	h := r.heap
	if len(h) < numCandidates {
		h = append(h, c)
		for i := len(h) - 1; i > 0; {
			parent := (i - 1) / 2
			if !h[i].less(h[parent]) {
				break
			}
			h[i], h[parent] = h[parent], h[i]
			i = parent
		}
		r.heap = h
		return
	}
	h[0] = c
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(h); child++ {
			if h[child].less(h[least]) {
				least = child
			}
		}
		if least == i {
			return
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}
