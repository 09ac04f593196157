package text

import "strings"

// Thai is cut, like Chinese, at the clusters that are function words nearly
// always: and, also, not, give, in, be, that, get, will, keep, with, namely, that
// one, when, I. Where one is a part of a noun (พื้นที่), the rest of it stays.
// Those with which other words begin (แต่, ว่า, เพื่อ) are no place to cut.
var thaiCuts = func() map[string]bool {
	cuts := make(map[string]bool)
	for word := range strings.FieldsSeq("และ ก็ ไม่ ให้ ใน เป็น ที่ ได้ จะ ไว้ กับ คือ นั้น เมื่อ ฉัน") {
		cuts[word] = true
	}
	return cuts
}()

// appendThai appends the words of a run of Thai, or of a script like it,
// between the places where it is cut.
func (a *Analyzer) appendThai(dst []uint32, v *vocabulary, run []rune) []uint32 {
	from, start := 0, 0 // where the words since the last cut begin, and the cluster
	for i := 1; i <= len(run); i++ {
		if i < len(run) && !beginsCluster(run, start, i) {
			continue
		}
		if thaiCuts[string(run[start:i])] {
			dst = a.appendPairs(dst, v, run[from:start])
			from = i
		}
		start = i
	}
	return a.appendPairs(dst, v, run[from:])
}
