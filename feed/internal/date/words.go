package date

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// monthStems are what the names of the months start with, cases and
// abbreviations included, without diacritics, from the Unicode CLDR. The longest
// that fits counts. The languages are, in the order of the rows, those of Western
// Europe with Finnish and Hungarian, Polish, Czech, Slovak and Croatian,
// Lithuanian, Latvian and Estonian, Turkish, Indonesian; Russian, Ukrainian, Bulgarian, Serbian; Greek;
// Hebrew; Arabic (of Egypt, the Maghreb, the Levant) and Persian; Hindi; Thai.
var monthStems = [12]string{
	"jan sij gen ene ian tammi sty led saus jaan oca янв січ яну јан ιαν ינו יאנ يناير جانفي كانونالثاني ژانويه जन मกรา มกรา มค",
	"feb velj fev fevr helmi lut uno vasar veeb sub фев лют феб φεβ פבר فبراير فيفري شباط فوريه फर กุมภา กพ",
	"mar mrt martie maart maalis ozu bre kov мар бер μαρ מרץ מרס مارس اذار मार्च มีนา มีค",
	"apr abr avr huhti tra kwi dub baland nis апр квіт απρ אפר ابريل افريل نيسان اوريل अप्र เมษา เมย",
	"may mai maj mei mag touko svi kve geguz маи мая мај трав μαι מאי مايو ماي ايار مه मई พฤษภา พค",
	"jun juin lipanj lipnj giu iun kesa cze cerven cervn cvn birzel juun haz июн черв юни јун ιουν יוני يونيو يونيه جوان حزيران ژوين जून มิถุนา มิย",
	"jul juil srpanj srpnj lug iul heina lip cervenec cervence cvc liep juul tem июл лип юли јул ιουλ יולי يوليو يوليه يوليوز جويليه تموز ژوييه जुल กรกฎา กค",
	"aug kol aou ago agu avg elo sie srp rugpj авг серп αυγ אוג اغسطس اوت غشت اب अग สิงหา สค",
	"sep ruj set szep syys wrz zar rugs eyl сен вер сеп σεπ ספט سبتمبر شتنبر ايلول سپتامبر सित กันยา กย",
	"oct okt ott out loka paz rij spal eki окт жовт οκτ אוק اكتوبر تشرينالاول اکتبر अक्ट अक्त ตุลา ตค",
	"nov noi stu noe marras lis lapkr kas ноя лист ное нов νοε נוב نوفمبر نونبر تشرينالثاني نوامبر नव พฤศจิกา พย",
	"dec dez des dic dek dets joulu gru pro ara дек груд дец δεκ דצמ ديسمبر دجنبر كانونالاول دسامبر दिस ธันวา ธค",
}

// dayStems are what the days of the week start with, where that could be taken
// for a month or where they may stand after the date.
const dayStems = "mon tue wed thu fri sat sun mont dien mitt donn frei sams sonn lund mardi marted martes marti mercr mercol jeud vend samed diman " +
	"lune mierc juev viern saba doming segunda terca quarta quinta sexta gioved sabat maan dins woens dond vrijd zater zond " +
	"mand tirs tisd onsd tors lord sond ponied wtor srod czwart piatek sobot niedz ponde uter stred ctvrt patek nedel utor stvrt piat " +
	"понед втор сред четв пятн субб воскр понеділ вівт серед пятниц субот неділ четвърт петък събот недел " +
	"δευτ τριτ τετα πεμπ παρα σαββ κυρι pazar sali cars persem cuma cumart hetf kedd szerd csut pente szomb vasarn subot " +
	"maana tiist kesk torst perj lauant sunnunt senin selasa rabu kamis jumat sabtu minggu miercu vineri samba dumin joi kolmap " +
	"月曜 火曜 水曜 木曜 金曜 土曜 日曜 星期 周 週 월요일 화요일 수요일 목요일 금요일 토요일 일요일 " +
	"الاحد الاثنين الثلاثا الاربعا الخميس الجمعه السبت रवि सोम मंगल बुध गुरु शुक्र शनि จันทร อังคาร พุธ พฤหัส ศุกร เสาร อาทิตย วัน יום"

// fillers stand in dates and say nothing.
const fillers = "a de del d di do dos le la el los las al alle ore ora um uhr kl klo kello om at on the of den der dne do godz godzina ob u " +
	"в о у г год года гг r roku р року року στις ωρα pukul jam saat ngay nam luc gio vao thu و في เวลา น พศ ที h hs hrs hodin e t st nd rd th er"

const (
	wordDay    = 13 + iota // a day of the week
	wordFiller             // a word that says nothing
	wordAM
	wordPM
	wordMonth // the number of the month follows
)

var dateWords = sync.OnceValue(func() map[string]int {
	words := map[string]int{}
	add := func(list string, kind int) {
		for w := range strings.FieldsSeq(list) {
			words[w] = kind
		}
	}
	add(dayStems, wordDay)
	for i, stems := range monthStems {
		add(stems, i+1)
	}
	add("am 午前 上午 早上 凌晨 오전 πμ ص", wordAM)
	add("pm 午後 下午 晚上 오후 μμ م", wordPM)
	add("thang thg", wordMonth)
	return words
})

var fillerWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsSeq(fillers) {
		words[w] = true
	}
	return words
})

// dateWord says what a word in a date is, or returns 0.
func dateWord(w string) int {
	if fillerWords()[w] {
		return wordFiller
	}
	for w = strings.TrimPrefix(w, "ב"); w != ""; { // Hebrew writes "in" and the month as one word
		if kind := dateWords()[w]; kind != 0 {
			return kind
		}
		_, n := utf8.DecodeLastRuneInString(w)
		w = w[:len(w)-n]
	}
	return 0
}

// zones are the abbreviations seen in feeds, in hours; where one has several
// meanings, the one that feeds use.
var zones = map[string]float64{
	"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5,
	"cet": 1, "cest": 2, "met": 1, "mest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3,
	"msk": 3, "msd": 4, "trt": 3, "sast": 2, "wat": 1, "cat": 2, "eat": 3, "irst": 3.5,
	"pkt": 5, "npt": 5.75, "wib": 7, "wita": 8, "wit": 9, "ict": 7, "pht": 8, "myt": 8,
	"nst": -3.5, "ndt": -2.5, "ast": -4, "adt": -3, "brt": -3, "brst": -2, "art": -3, "clt": -4, "clst": -3,
	"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
	"akst": -9, "akdt": -8, "hst": -10, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "awst": 8,
	"acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}
