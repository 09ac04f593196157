package main

import (
	"fmt"
	"strings"
	"time"
)

// words are what a page says around an article, in the article's language.
type words struct {
	By, And           string
	Share, Mail       string
	Copy, Copied, Top string
	date              string // of day, month and year
	months            string
}

var languages = map[string]words{
	british: {"By", "and", "Share", "Email", "Copy link", "Link copied", "Back to top", "%d %s %d",
		"January February March April May June July August September October November December"},
	"de": {"Von", "und", "Teilen", "E-Mail", "Link kopieren", "Link kopiert", "Nach oben", "%d. %s %d",
		"Januar Februar März April Mai Juni Juli August September Oktober November Dezember"},
	"es": {"Por", "y", "Compartir", "Correo", "Copiar enlace", "Enlace copiado", "Volver arriba", "%d de %s de %d",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"},
}

func wordsOf(language string) words {
	if w, ok := languages[language]; ok {
		return w
	}
	return languages[british]
}

// Date writes a day in full.
func (w words) Date(t time.Time) string {
	return fmt.Sprintf(w.date, t.Day(), strings.Fields(w.months)[t.Month()-1], t.Year())
}

// Names joins the names of authors.
func (w words) Names(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + w.And + " " + names[last]
}
