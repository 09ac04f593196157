package related

import (
	"errors"
	"math"
	"strconv"
)

var (
	// ErrNotFound says that the index has no document with the ID asked for.
	ErrNotFound = errors.New("no such document")
	// ErrNoID says that a document has no ID.
	ErrNoID = errors.New("document has no ID")
	// ErrDuplicateID says that an earlier document has the same ID.
	ErrDuplicateID = errors.New("document ID is not unique")
	// ErrOption says that one of the [Options] makes no sense.
	ErrOption = errors.New("option makes no sense")
	// ErrTooLarge says that there are more than 2^24 documents, or that what is kept of
	// their words takes more than 4 GiB.
	ErrTooLarge = errors.New("related: too many or too long documents for one index; split them, by language or by section")
	// ErrDamaged says that a stored index is damaged or cut short.
	ErrDamaged = errors.New("related: the stored index is damaged or cut short; make it anew")
	// ErrVersion says that a stored index is of another version of this package, or
	// that something else was read.
	ErrVersion = errors.New("related: this is no index, or one that another version of the program stored; make it anew")
	// ErrNoText says that an index is to be built anew but was stored without texts.
	ErrNoText = errors.New("related: so many documents have come and gone that the index is to be built anew, but it was stored without texts; hand all documents to Renew")
)

// checkSize reports what numbers of 32 bits can't tell apart: documents, with an impact
// beside them, and bytes of packed words, or counts of words.
func checkSize(documents int, words uint64) error {
	if documents > 1<<24 || words > math.MaxUint32 {
		return ErrTooLarge
	}
	return nil
}

// An optionError says which option makes no sense, and why.
type optionError string

func (e optionError) Error() string        { return "related: Options." + string(e) }
func (e optionError) Is(target error) bool { return target == ErrOption }

// A DocumentError names the document that an error is about. [New] reports all
// bad documents at once, joined: use [errors.As] for the first and [errors.Is]
// for the kind.
type DocumentError struct {
	Index int    // position in the input, from 0; -1 if the error is about an ID alone
	ID    string // the document's ID, if it has one
	Err   error
}

func (e *DocumentError) Error() string {
	s := "related: document "
	if e.Index >= 0 {
		s += "#" + strconv.Itoa(e.Index) + " "
	}
	if e.ID != "" {
		s += strconv.Quote(e.ID) + " "
	}
	return s[:len(s)-1] + ": " + e.Err.Error()
}

// Unwrap returns the error without the document's name.
func (e *DocumentError) Unwrap() error { return e.Err }
