package charmap

// A mib is the number that IANA has for a charset.
type mib = uint16
