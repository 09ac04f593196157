package related

import "maps"

// A layered map has a large part that indexes share, and a small one of what updates
// added, of which each index has its own.
type layered[K comparable, V any] struct{ shared, recent map[K]V }

func newLayered[K comparable, V any]() layered[K, V] { return layered[K, V]{shared: make(map[K]V)} }

func (l *layered[K, V]) get(key K) (V, bool) {
	if v, ok := l.recent[key]; ok {
		return v, true
	}
	v, ok := l.shared[key]
	return v, ok
}

// fork returns a map to which more can be added, without a change to this one.
func (l *layered[K, V]) fork() layered[K, V] {
	recent := maps.Clone(l.recent)
	if recent == nil {
		recent = make(map[K]V)
	}
	return layered[K, V]{l.shared, recent}
}

// set adds to the part that is not shared, if there is one.
func (l *layered[K, V]) set(key K, v V) {
	if l.recent != nil {
		l.recent[key] = v
		return
	}
	l.shared[key] = v
}
