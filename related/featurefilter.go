package related

// A featureFilter says of most features the subject lacks that it does, without
// a look at a table too large for the nearest cache.
type featureFilter [1 << 10]uint64

func (f *featureFilter) add(feature uint32) { f[feature>>6%(1<<10)] |= 1 << (feature & 63) }

// hits returns where the features stand that the subject may have. Without a
// branch for each feature it takes half the time: no CPU can guess them. The
// result is in scratch, which must be longer than features.
func (f *featureFilter) hits(features, scratch []uint32) []uint32 {
	n := 0
	for at, feature := range features {
		scratch[n] = uint32(at)
		n += int(f[feature>>6%(1<<10)] >> (feature & 63) & 1)
	}
	return scratch[:n]
}
