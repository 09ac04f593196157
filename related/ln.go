package related

import "math"

// ln is the natural logarithm, the same to the last bit on every platform.
// [math.Log] is not: some architectures have one in assembler, and others fuse
// the multiplications and additions of the portable one. The conversions to
// float64 forbid fusing.
//
// With x = m·2^e and m around 1, ln x = e·ln 2 + 2·artanh((m-1)/(m+1)).
func ln(x float64) float64 {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	s := (m - 1) / (m + 1)
	s2 := float64(s * s)
	sum := 0.0
	for k := 23; k >= 1; k -= 2 {
		sum = float64(sum*s2) + 1/float64(k)
	}
	return float64(float64(e)*math.Ln2) + float64(float64(2*s)*sum)
}
