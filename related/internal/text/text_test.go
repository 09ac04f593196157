package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestAppend(t *testing.T) {
	for _, test := range []struct{ language, in, forms, stems string }{
		{"en", "The Ferries were running, weren't they?", "the ferries were running weren they", "the ferri were run weren they"},
		{"en", "Kenya's O’Brien, U.S. 3.14 state-of-the-art", "kenya brien u.s 3.14 state of the art", "kenya brien u. 3.14 state of the art"},
		{"fr", "L’état, c'est moi: aujourd'hui", "état est moi aujourd hui", "état est moi aujourd hui"},
		{"de", "Die STRASSE der Straße, Häuser", "die strasse der strasse häuser", "die strass der strass haus"},
		{"tr", "kitapların", "kitapların", "kitap"},
		{"ru", "Книги о книгах", "книги книгах", "книг книг"},
		{"fr", "passe-t-il en R ou C ?", "passe il en r ou c", "pass il en r ou c"},
		{"ar", "اَلْكِتَابُ الكتاب", "الكتاب الكتاب", "كتاب كتاب"},
		{"he", "שָׁלוֹם", "שלום", "שלום"},
		{"he", "ספרייה הספרייה בספרייה ושהספרייה מכתב המכתבים לכלב", "ספרייה הספרייה בספרייה ושהספרייה מכתב המכתבים לכלב", "ספרייה ספרייה ספרייה ספרייה מכתב מכתבים לכלב"},
		{"el", "ΚΑΛΗΜΈΡΑ κόσμος", "καλημέρα κόσμος", "καλημερ κοσμ"},
		{"el", "ΣΤΈΛΙΟΣ Στέλιος στέλιοσ Σ", "στέλιος στέλιος στέλιος σ", "στελ στελ στελ σ"},
		{"el", "τάβλι ταβλιού ελιά ελιές ελιών ΠΟΛΗ πόλεις φως", "τάβλι ταβλιού ελιά ελιές ελιών πολη πόλεις φως", "ταβλ ταβλ ελι ελι ελι πολ πολ φως"},
		{"hi", "हिन्दी में समाचार", "हिन्दी में समाचार", "हिन्द में समाचार"},
		{"hi", "किताब किताबें किताबों मसाला मसाले", "किताब किताबें किताबों मसाला मसाले", "किताब किताब किताब मसाल मसाल"},
		{"ar", "والكتاب بالكتاب للكتاب كتاب والدتها", "والكتاب بالكتاب للكتاب كتاب والدتها", "كتاب كتاب كتاب كتاب والد"},
		{"zh", "统计学之都, R 语言", "统计 计学 学之 之都 r 语言", "统计 计学 学之 之都 r 语言"},
		{"zh", "我的书是在线的，了解和平吗", "我 书 在线 了解 解和 和平", "我 书 在线 了解 解和 和平"},
		{"", "我的书", "我的 的书", "我的 的书"},
		{"en", "See https://example.com/a/ferry?x=1#y, or http://b.example", "see or", "see or"},
		{"ja", "下記https://example.com/a、東京", "下記 東京", "下記 東京"},
		{"ja", "東京タワーへ", "東京 タワー へ", "東京 タワー へ"},
		{"ja", "雨の日に焙煎機を直した", "雨 の 日 に 焙煎 煎機 を 直し した", "雨 の 日 に 焙煎 煎機 を 直 した"},
		{"ja", "時々、浅煎りのお茶", "時々 浅煎 りの のお 茶", "時々 浅煎 りの のお 茶"},
		{"ja", "か\u3099く", "がく", "がく"},
		{"ko", "서울에서 만나", "서울 만나", "서울 만나"},
		{"ko", "남문시장에 시장이 시장에서는 사람들은 학생들에게", "남문 문시 시장 시장 시장 사람 학생", "남문 문시 시장 시장 시장 사람 학생"},
		{"ko", "집에서 물을 물에 도로 도로를 결과는", "집 물을 물 도로 도로 결과", "집 물을 물 도로 도로 결과"},
		{"ko", "\u1109\u1165\u110B\u116E\u11AF\u1102\u1173\u11AB", "서울", "서울"}, // in jamo
		{"ko", "공사했다 공사합니다 에서", "공사 공사 에서", "공사 공사 에서"},
		{"ko", "AI가 3월에 3도는 카페24에서", "ai 3월 3도 카페 페2 24", "ai 3월 3도 카페 페2 24"},
		{"th", "ฉันฝากขวดขี้ผึ้งใส่ถุง", "ฝาก กข ขว วด ดขี้ ขี้ผึ้ ผึ้ง งใส่ ใส่ถุ ถุง", ""},
		{"th", "วันจันทร์ก็เก็บทุเรียน", "วัน วันจัน จัน จันทร์ เก็บ เก็บทุ ทุเรีย เรียน", ""},
		{"th", "ร้านที่ไปกับแม่ เรือขาย เรือ", "ร้าน ไป แม่ เรือ เรือขา ขาย เรือ", ""},
		{"lo", "ພາສາລາວ ຕະຫຼາດ", "ພາສາ ສາລາ ລາວ ຕະຫຼາ ຫຼາດ", ""},
		{"km", "ភាសាខ្មែរ", "ភាសា សាខ្មែ ខ្មែរ", ""},
		{"my", "မြန်မာနိုင်ငံ သတ္တဝါ", "မြန်မာ မာနိုင် နိုင်ငံ သတ္တဝါ", ""},
		{"", "ﬁne ｗｉｄｅ Ⅷ", "fine wide viii", "fine wide viii"},
		{"", "😀 — … \x00 \xff", "", ""},
		{"", strings.Repeat("x", 65) + " yes", "yes", "yes"},
		{"", "о О o O", "о o", "о o"},
	} {
		a := NewAnalyzer()
		for range 2 { // the second time from the vocabulary
			var forms, stems []string
			for _, n := range a.Append(nil, test.in, test.language) {
				forms, stems = append(forms, a.Words()[n].Form), append(stems, a.Words()[n].Stem)
			}
			if diff := cmp.Diff(test.forms, strings.Join(forms, " ")); diff != "" {
				t.Errorf("%s: forms of %q (-want +got):\n%s", test.language, test.in, diff)
			}
			if diff := cmp.Diff(test.stems, strings.Join(stems, " ")); diff != "" && test.stems != "" {
				t.Errorf("%s: stems of %q (-want +got):\n%s", test.language, test.in, diff)
			}
		}
	}
}

func TestJoin(t *testing.T) {
	for _, test := range [][3]string{
		{"hot", "water", "hot water"},
		{"概率", "率论", "概率论"},
		{"概率", "先验", "概率 先验"},
		{"人", "人間", "人 人間"},
		{"ทุเรีย", "เรียน", "ทุเรียน"},
		{"สุก", "กให้", "สุกให้"},
		{"ანა", "ნავი", "ანა ნავი"},
		{"コーヒー", "ヒーター", "コーヒー ヒーター"},
	} {
		if diff := cmp.Diff(test[2], Join(test[0], test[1])); diff != "" {
			t.Errorf("Join(%q, %q) (-want +got):\n%s", test[0], test[1], diff)
		}
	}
}

func TestStopWords(t *testing.T) {
	for _, test := range []struct{ language, in, content string }{
		{"en", "The die", "die"},
		{"de", "The die", "the"},
		{"en", "Six worms, every third day", "worms day"},
		{"de", "Drei Häuser sollen bleiben", "häuser bleiben"},
		{"el", "με τη γιαγιά, δύο τσουβάλια", "γιαγιά τσουβάλια"},
		{"ru", "два поезда", "поезда"},
		{"uk", "п'ять потягів", "потягів"},
		{"nn", "to hus", "hus"},
		{"zh", "三个译本", "个译 译本"},
		{"zh", "我的书和目的", "书 目的"},
		{"ko", "그런데 시장이 없다", "시장"},
		{"th", "ฉันเก็บที่ดินและเพื่อ", "เก็บ ดิน"},
		{"ja", "雨の日だけしか焙煎機を直した", "雨 日 焙煎 煎機 直し"},
	} {
		a := NewAnalyzer()
		var content []string
		for _, n := range a.Append(nil, test.in, test.language) {
			if w := a.Words()[n]; !w.Stop {
				content = append(content, w.Form)
			}
		}
		if diff := cmp.Diff(test.content, strings.Join(content, " ")); diff != "" {
			t.Errorf("%s: what is not a function word of %q (-want +got):\n%s", test.language, test.in, diff)
		}
	}
}

// What the lists hold are words as an analyzer makes them, or a word of a list
// would never be found.
func TestStopWordLists(t *testing.T) {
	for name, file := range map[string]string{"stopwords.txt": stopWordFile, "fillers.txt": fillerFile} {
		for line := range strings.Lines(file) {
			language, words, ok := strings.Cut(strings.TrimSpace(line), ":")
			if !ok {
				t.Errorf("%s: a line without a language: %s", name, line)
			}
			a := NewAnalyzer()
			for word := range strings.FieldsSeq(words) {
				for _, n := range a.Append(nil, word, language) {
					if w := a.Words()[n]; !w.Stop {
						t.Errorf("%s: %s: %s is read as %s", name, language, word, w.Form)
					}
				}
			}
		}
	}
}

func TestDetect(t *testing.T) {
	for _, test := range []struct{ want, text string }{
		{"en", "The crews of the ferry went on strike at dawn and nobody knows when it will end."},
		{"de", "Die Besatzungen der Fähre sind in den Streik getreten, und niemand weiß, wann er endet."},
		{"fr", "Les équipages du ferry sont en grève depuis l'aube et personne ne sait quand elle finira."},
		{"es", "Las tripulaciones del transbordador están en huelga desde la madrugada y nadie sabe cuándo terminará."},
		{"pt", "As tripulações da balsa estão em greve desde a madrugada e ninguém sabe quando ela vai acabar."},
		{"it", "Gli equipaggi del traghetto sono in sciopero dall'alba e nessuno sa quando finirà la protesta."},
		{"nl", "De bemanning van de veerboot is sinds de ochtend in staking en niemand weet wanneer die voorbij is."},
		{"sv", "Besättningarna på färjan har gått i strejk och ingen vet när den ska ta slut eller vad som händer."},
		{"pl", "Załogi promu strajkują od świtu i nikt nie wie, kiedy to się skończy, ale nie jest to pierwszy raz."},
		{"tr", "Feribot mürettebatı bu sabah greve gitti ve ne zaman biteceğini kimse bilmiyor, ama bu ilk değil."},
		{"ru", "Экипажи парома бастуют с рассвета, и никто не знает, когда это закончится, но это не в первый раз."},
		{"uk", "Екіпажі порому страйкують зі світанку, і ніхто не знає, коли це закінчиться, але це не вперше для них."},
		{"zh", "渡轮船员黎明开始罢工,没有人知道什么时候结束。"},
		{"ja", "フェリーの乗組員は夜明けからストライキに入り、いつ終わるか誰も知らない。"},
		{"ko", "페리 승무원들이 새벽부터 파업에 들어갔다."},
		{"ar", "دخل طاقم العبارة في إضراب منذ الفجر ولا أحد يعرف متى ينتهي هذا الإضراب في المدينة"},
		{"fa", "خدمه کشتی از سحر در اعتصاب هستند و این را کسی نمی داند که با آن چه باید کرد"},
		{"he", "צוותי המעבורת שובתים מאז השחר"},
		{"el", "Τα πληρώματα του πορθμείου απεργούν"},
		{"th", "ลูกเรือเรือเฟอร์รี่นัดหยุดงาน"},
		{"hi", "नौका के कर्मचारी सुबह से हड़ताल पर हैं और किसी को नहीं पता कि यह कब खत्म होगी"},
		{"", ""},
		{"", "Lorem ipsum dolor sit amet"},
		{"", "42 — 43"},
		{"", "OK"},
	} {
		if got := Detect(test.text); got != test.want {
			t.Errorf("Detect(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for tag, want := range map[string]string{"en": "en", "pt-BR": "pt", "en_us": "en", " DE ": "de", "zh-Hans": "zh", "und": "", "": "", "english": "", "x": "", "gsw-CH": "gsw"} {
		if got := Language(tag); got != want {
			t.Errorf("Language(%q) = %q, want %q", tag, got, want)
		}
	}
}

var languages = []string{"", "ar", "da", "de", "en", "es", "fi", "fr", "ga", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr", "zh", "ja", "ko", "th", "he", "hi", "el"}

func FuzzAppend(f *testing.F) {
	for i, s := range []string{"The ferries", "L’état", "统计学 R", "اَلْكِتَابُ", "ﬁ\u0301ß", "\xff\xfe\x00", "தமிழ் மொழி", "a'b'c''d", "ทุเรียน์ก็", "焙煎を直す", "시장에서는", "သတ္တဝါ ភាសាខ្មែរ", "ั\u200d์", "הספרייה", "मसाला"} {
		f.Add(s, uint8(i))
	}
	f.Fuzz(func(t *testing.T, s string, language uint8) {
		a := NewAnalyzer()
		lang := languages[int(language)%len(languages)]
		first := a.Append(nil, s, lang)
		if diff := cmp.Diff(first, a.Append(nil, s, lang)); diff != "" {
			t.Errorf("the second reading of %q differs:\n%s", s, diff)
		}
		for _, n := range first {
			w := a.Words()[n]
			if w.Form == "" || w.Stem == "" || utf8.ValidString(s) && !(utf8.ValidString(w.Form) && utf8.ValidString(w.Stem)) {
				t.Errorf("word %+v of %q", w, s)
			}
		}
		Detect(s)
	})
}

func TestDetectable(t *testing.T) {
	for language, want := range map[string]bool{"en": true, "ja": true, "nb": true, "gl": false, "": false} {
		if got := Detectable(language); got != want {
			t.Errorf("Detectable(%q) = %v", language, got)
		}
	}
}

func TestKey(t *testing.T) {
	for _, test := range []struct {
		language string
		same     []string
		other    string
	}{
		{"en", []string{"Cafés", "cafe", "CAFÉ"}, "cafeteria"},
		{"en", []string{"naïve Bayes", "Naive-Bayes", "naive  bayes"}, "naive bayesian network"},
		{"pt", []string{"São Paulo", "sao-paulo"}, "Santos"},
		{"de", []string{"Grüne", "grune"}, "grau"},
		{"el", []string{"Ελιές", "ελιες"}, "λάδι"},
		{"ru", []string{"Самолёты", "самолеты"}, "самовар"},
		{"uk", []string{"Край"}, "краи"}, // й is a letter of its own
		{"fr", []string{"Lycées", "lycee", "lycée"}, "loi"},
		{"es", []string{"Autobús", "autobuses", "autobus"}, "auto"},
		{"hi", []string{"किताब", "किताबें"}, "कितना"},
		{"ja", []string{"ガス"}, "カス"},
	} {
		a := NewAnalyzer()
		key := func(s string) string { return a.Key(a.Append(nil, s, test.language), test.language) }
		for _, s := range test.same {
			if key(s) != key(test.same[0]) {
				t.Errorf("%s: %q has the key %q, %q has %q", test.language, s, key(s), test.same[0], key(test.same[0]))
			}
		}
		if key(test.other) == key(test.same[0]) {
			t.Errorf("%s: %q and %q have the same key", test.language, test.other, test.same[0])
		}
	}
}

// A whole is a word unless there is nothing of it: the tatweel only stretches others.
func TestAppendWhole(t *testing.T) {
	a := NewAnalyzer()
	numbers := a.Append(nil, "first", "ar")
	for _, s := range []string{"", "  ", "ـ", " ــ "} {
		if got := a.AppendWhole(nil, s, "ar"); len(got) > 0 {
			t.Errorf("%q is taken for %q", s, a.Words()[got[0]].Form)
		}
	}
	var forms []string
	for _, s := range []string{"C++", " C++ ", "first"} {
		numbers = a.AppendWhole(numbers, s, "ar")
	}
	for _, n := range numbers {
		forms = append(forms, a.Words()[n].Form)
	}
	if diff := cmp.Diff([]string{"first", "c++", "c++", "first"}, forms); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
