"""Words around what people say: greetings, farewells, conjunctions, and around the bot's name."""

from commands.language.texts.said import words

GREETING = (
    r"(?:(?:(?:schönen |einen schönen )?guten (?:tag|morgen|abend)|guten|schönen tag|"
    r"moin moin|moin|mahlzeit|hallo|hallöchen|hi|hey|servus|servas|grüß gott|grüezi|grias di|"
    r"tach|tag|salü|n'abend|liebes? (?!gr)\w+(?:-\w+)*|liebe[rn]? (?!gr)(?:kolleg\w+(?: und "
    r"kolleg\w+)?|alle|runde|leute|team)|sehr geehrte \w+(?: und \w+)?|werte \w+|"
    r"hallo zusammen|hello|dear \w+|good morning)"
    r"(?: (?:zusammen|miteinander|allerseits|in die runde|an alle|zusammen|lieber bot|"
    r"bot|netzwerkbot|team|liebe kolleg\w+|und guten tag|leute|kolleg\w+|nochmal|noch "
    r"mal))*"
    r"\s*[,!.:–-]*)+(?:\s|$)"
)
CLOSING = (
    r"(?:mit )?(?:freundlich|herzlich|viel|best|schön|lieb|kollegial|sonnig|nett|"
    r"gut)\w*(?: und \w+)? (?:kollegialen )?gr(?:u|ü)(?:ß|ss)\w*"
    r"|(?:vielen dank und |danke und |dank und )?(?:viele |liebe |beste |schöne |"
    r"herzliche |freundliche )?gr(?:u|ü)(?:ß|ss)e?\b"
    r"|(?:besten|vielen|herzlichen|lieben) dank(?: im voraus| vorab)?[!.]?$"
    r"|danke?(?: im voraus| vorab)?[!.]?$|mfg\b|lg\b|vg\b|bg\b|hochachtungsvoll|i\. ?a\."
    r"|--+\s*$|gez\.|ihr(?:e)? \w+$"
)
# "Frankfurt a. M.": a dot would end the name.
SHORTENED = (
    (r",? und zwar ", " "),
    (r"\ba\. ?M\.", "am Main"),
    (r"\ba\. ?d\. ?O\.", "an der Oder"),
    (r"\bi\. ?Br\.", "im Breisgau"),
    (r"\ba\. ?N\.", "am Neckar"),
    (r"\ba\. ?Rh\.", "am Rhein"),
)
CONJUNCTIONS = words(
    "und aber sondern denn weil wenn falls sofern dass ob oder obwohl solange soweit"
    " sodass bevor nachdem sobald jedoch allerdings"
)
# A part that begins so is no question, though another is.
I_OR_WE = words("ich wir")
LINKS = words("und aber sondern denn oder jedoch allerdings")
IN_NAMES = words("am an der in im bei den dem ob von vor und fur zur zum")
# What a quote calls the bot to do, it does not do.
QUOTED_CALLS = words(
    "leitlinie leitlinien sammlung suche termin termine karte hilfe status rundbrief stand profil"
    " frage fragen erinnerung erinnerungen einreichung"
)
MONTH_STARTS = words("jan feb mar apr mai jun jul aug sep okt nov dez")
# Between a verb and its negation they part nothing: "kann aber nicht".
BUT = words("aber jedoch allerdings denn")
# Before them a second request begins.
AND = (
    r"[,;]?\s+(?:und|sowie|außerdem|&)\s+(?=(?:bitte |dann |auch |danach |außerdem |einmal |"
    r"anschließend )*(?:danach|dann|außerdem|anschließend|"
    r"zeig\w*|nenn\w*|sagen|sag|erinner\w*|melde\w*|schick\w*|wann|wo|was|welche[rs]?|"
    r"wer|wie|gibt|bitte|könnten|können|ich|"
    r"die (?:nächsten |kommenden )?(?:termine|karte|broschüre|sammlung|adresse|kontaktdaten)|der "
    r"kalender|den "
    r"kalender|das datum|lösch\w*|such\w*|zieh\w*|wir|gib|geben|trag\w*|noch|eine "
    r"erinnerung|am vortag)\b)"
)
# Below a letter: who wrote it, and where.
SIGNED = (
    r"$|(?:(?:bundes|landeshaupt|hanse|kreis|universitäts|große kreis)?stadt|gemeinde|markt"
    r"|landkreis|kreis|bezirk(?:samt)?|amt|referat|fachbereich|fachstelle|fachdienst|stabsstelle|sachgebiet"
    r"|koordinierungsstelle|dezernat|büro|abteilung|bürgermeister\w*|beauftragte\w*|dr|tel|telefon"
    r"|der magistrat|stadtverwaltung|rathaus)\b[^?!]{0,60}$"
)


# Before its name: it is spoken to.
GREETING_LAST = (
    "hallo|hi|hey|moin|servus|servas|lieber|ei|gude|du|he|jo|also|hallöchen|gell",
    "guten (?:tag|morgen|abend)",
    "danke\\w*|bitte|sagen|sach|sag|ma|mal|na|so|also|liebes?|ok|okay|tach|vielen dank|tschüss",
    "grüezi|(?:kurze |eine |meine |noch eine |mal eine )?frage",
    "hömma|hör mal|verehrte[rs]?|werte[rs]?|geehrte[rs]?",
    "ciao|gute nacht|nein|ja|du|sie|ey|hör|hören sie|dank|wiedersehen|äh|entschuldigung|sorry",
)
# Behind its name: it is spoken about.
THIRD_PERSON = (
    "hat|ist|kann|könnte|weiß|findet|sagt|sagte|macht|schreibt|schrieb|war|wird|soll|sollte",
    "funktioniert|geht|hilft|antwortet|nervt|kennt|meint|erinnert|zeigt|versteht|liefert",
    "beantwortet|schickt|meldet|hatte|fragt|kommt|spinnt|reagiert|hängt|läuft|gibt|ignoriert",
    "verschickt|sendet|macht das|kümmert",
    "hätte|würde|müsste|darf|muss|konnte|wusste|behauptet|verrät|listet|sammelt|speichert|liest",
    "steht|braucht|lernt|scheint|dürfte|und ich|sei|wäre|selbst|hier im raum|bitte nicht füttern",
)
# Before its name: it is spoken about.
ABOUT_BEFORE = words(
    "der den dem des vom beim zum fragt frag frage fragst gefragt mit von für über per via",
    "durch unser unseren unserem unserer ein einen dieser diesen diesem an bei laut dank",
    "einfach doch mal schon gestern haben habe hat und oder auch wie als nur ist heißt nutzt",
    "probiert schreibt schreib benutzt testet nehmt nimm ob dass weil wenn wo was meinte lieben",
    "namens bot gegen ohne statt seit sondern sagt pingt ruft fragten fragte fragen sie ihr wir",
    "ich tippt gebt zu nach um",
)
# Before its name: "Fragt doch mal …", "Ich mag …".
POINTS_TO = (
    (
        "(?:frag(?:t|en|e)?|schau(?:t|en)?|guckt?|probiert?|teste?t?|nutzt?|nutze|nehmt|nimm|ruft?|"
        "pingt?|fütter\\w*|mag|liebe|hasse|vermisse|kenne|empfehle|benutze)"
        "(?: doch| mal| einfach| halt| dazu| da| den| dafür| auch| sehr| lieber| gern\\w*)*"
    ),
)

# --- around any request, and what makes a message no request after all

# Whatever is asked for, these say nothing else: a word beside them may change what is meant.
ASKED_WITH = words(
    "aber ah aha alle allen alles also am an ach auch auf aus bei beim bis bisher bitte",
    "bitten bloß",
    "bräuchte bräuchten brauche brauchen brauch benötige benötigen bekomme bekommen bekommt",
    "da dabei",
    "danke dank dann darf das dass davon dazu dem den denn der derzeit des die diese diesem diesen",
    "dieser dieses doch dort drin drauf drauß durfte dürfte dürften eben eigentlich ein eine einem",
    "einen einer eines einfach einmal endlich entschuldigen entschuldige entschuldigung erbitte es",
    "etwa etwas euch falls finde finden findet freundlich freundlicherweise für ganze ganzen gar",
    "geben gibste gefragt gelegenheit genau gerade gern gerne geht gesucht gewünscht gibt gleich",
    "gucken gut gute guten güte habe haben hab hamse hat hatte hätte hätten her heraus herzlichen",
    "hallo herr heißt hier hilfe helfen höflich ich ihnen ihr ihre ihrem ihren ihrer im in infos",
    "info information informationen interessiere interessieren interessiert irgendein irgendeine",
    "irgendwas irgendwo irgendwie ist isn ja jetzt kann kannste kennen kenne klar könnte könnten",
    "könnense können kuckuck kommen komme komm kommt kurz kurze lassen lässt ließe lieber liebe",
    "liegen liegt link machen macht mal man me mehr mein meine meinem meinen meiner meinte mensch",
    "merci mich mir mist mit möchte möchten möglich muss müsste nach nachher nächste",
    "nächsten nächster",
    "nämlich nehmen nennen nett noch nochmal nochmals nun nur ob oben oder ok okay please",
    "prima rasch",
    "raus rausrücken rausgeben rein rüber runter sache sagen schauen schaun schicken schnell schon",
    "schön schönen sehen seht sehr sein senden zusenden zuschicken zukommen sich sie sieht sind so",
    "sofort sonst sorry soll sollte stehen steht stellen storung störung suche suchen super super",
    "tag teilen the teufel thx um und uns unser unsere unten verbunden verdammt verehrter verflixt",
    "verflixte verraten verlinken viel vielen vielleicht vom von vor vorab wa wäre wär wann",
    "war was",
    "weg weil weiß weiter welche welchem welchen welcher welches wenn wer wie wieder will wir wird",
    "wissen wo woher wohin wohl wollen wollte wollten wünsche wünschte würde würden you zeigen",
    "anzeigen ansehen anschauen angucken ausgeben aufrufen öffnen abrufen laden herunterladen",
    "runterladen downloaden zu zugriff zum zur zunächst what where is can get find have like show",
    "send give need would any for your are there could sende bräucht haett hatt gefälligst",
    "dringend",
    "mittlerweile inzwischen himmelherrgott himmel herrgott donnerwetter netzwerkbot bot",
    "lieber moin",
    "nix nicht mehr gefunden nirgends anfordern anfragen erfragen fragen frage suchte suche",
    "gesehen",
    "vorhanden verfügbar übersicht aktuell aktuelle aktuellen neu neue neuen neueste",
    "neuesten heute",
    "angeschaut angesehen verzeihen verzeihung eventuell besonders dazu och erlaube ins ans",
    "aufs fürs müssen nehme nehmt gebt macht tut zeit beinahe letzter irgendetwas",
    "irgendwelche kennt kleine brauchst hättest fand blöde blöden blödes dös wär überhaupt reden",
    "mensch",
    "menschen lieber darf wollen unbedingt werden werde geworden gab neues uhr tun leider",
    "fpr fuer mei isses thema ganz echt nämlich nun",
    "reizend heraussuchen zusammensuchen",
    "vergessen gerade mehrere paar alte als unter über ohne jemand man empfohlen genannt erwähnt",
)
# "Vorschlag: Die Karte sollte auch …", "Könnte die Karte nicht größer sein?"
FEEDBACK = (
    r"^\W*(?:(?:nur|kurz|mal|kurze) )*(?:zur? )?(?:info|kenntnis|information|fyi)\b[^:,]{0,20}[:,]",
    (
        r"^(?:\w+ ){0,2}?(?:vorschlag|verbesserungsvorschlag|idee|anregung|hinweis|wunsch|"
        r"verbesserungsidee|kritik|lob|feedback|tipp|fehler|anmerkung|bug|problem)(?: zu[rm]? "
        r"(?:\w+ ){0,2}?\w+)?\s*[:–-]"
    ),
    (
        r"^(?:könnten?|sollten?|müssten?|dürften?|wäre|kann|ließe|muss)(?: denn| nicht)? "
        r"(?:die|der|das|ihre?) [\w-]+ (?:nicht |auch |mal |noch |etwas )*[\w ]*\b\w*"
        r"(?:sein|werden|zeigen|haben|geben|machen)\b\W*$"
    ),
    (
        r"\b(?:die|der|das|ihre?|eure|deine) [\w-]+ "
        r"(?:sollten?|müssten?|könnten?|dürften?|bräuchten?|gehört)\b(?!.*\b(?:ich|mir|uns|sie)\b)"
    ),
    (
        r"\b(?:die|der|das|ihre?|eure|deine) [\w-]+ "
        r"(?:ist|sind|wirkt|lädt|stimmt|fehlt|hakt|hängt|gefällt|funktioniert|enthält|geht) "
        r"(?:\w+ ){0,4}?(?:veraltet|falsch|unvollständig|kaputt|leer|"
        r"nicht|übersichtlich|unübersichtlich|schön|gut|super|toll|prima|klasse|gelungen|schlecht|"
        r"langsam|ewig|klein|groß|mir|uns)\W*$"
    ),
)
# Behind what was said: "…, ach nein, lass gut sein".
TAKEN_BACK = (
    (
        "(?:ach|oh|ah|hm+|halt|moment|stopp?|quatsch|obwohl|nein|ups|mensch|blödsinn|unsinn)"
        "(?: (?:ach|nein|moment|halt|quatsch|blödsinn|stopp?|warten?|(?:doch |lieber |"
        "besser )+nicht"
        "|(?:lass\\w*|vergess\\w*|vergiss|egal|schon gut|habe|hab|hat sich|war)\\b"
        "(?: \\w+){0,7}))+(?: \\w+){0,4}"
    ),
    "quatsch|blödsinn|unsinn|halt|stopp?|falsch|obwohl",
    "(?:doch|lieber|besser|oder|dann)(?: doch| lieber| auch| besser)* nicht",
    (
        "(?:ach )?(?:das )?(?:lass\\w*|vergess\\w*|vergiss)(?: (?:sie|wir|das|es|mal|ruhig|lieber|"
        "bitte|doch|besser|gut|sein|bleiben|stecken|einfach|wieder|ihn))+"
    ),
    (
        "(?:ach )?(?:schon gut|egal|(?:das |es )?hat sich (?:schon )?erledigt|schon erledigt|"
        "(?:ich )?habe (?:es|sie|das|ihn)(?: \\w+){0,2} gefunden|brauche ich (?:doch )?nicht"
        "(?: mehr)?)"
    ),
    "(?:aber )?(?:das )?war(?: \\w+){0,3} (?:scherz|spaß|witz|test|versehen|falsch|irrtum)",
    "(?:nur )?(?:ein )?(?:scherz|spaß|witz|kleiner scherz)",
    "(?:ich )?nehme (?:alles |das )?zurück",
)
# The same without a comma: "… an Termin 6 ach nein doch nicht".
TAKEN_BACK_INSIDE = (
    "\\w+ oder (?:vielleicht |eher |besser |lieber |doch |auch )+nicht$|\\w+ (?:scherz|witz)$",
    "\\w+ (?:ach|halt|moment|oh|nein) (?:nein|quatsch|moment|halt|vergiss|vergessen sie es|egal)",
    (
        "\\w+ (?:ach|halt|moment|oh|nein) (?:doch nicht|lieber nicht|lass\\w* (?:es|das|gut|"
        "mal|wir|sie))"
    ),
    "\\w+ (?:ach|halt|moment|oh|nein) schon gut|\\w+ (?:doch lieber|lieber doch) nicht",
)
# Alone before what somebody says, these take nothing back.
BEFORE_ALL = ("(?:nein|ja|ach|oh|ah|hm+|ups|sorry|hallo|quatsch|doch|halt|moment|stopp?|also| )+",)
# "Nicht die Karte, sondern den Kalender", "Nicht Erfurt, Erlangen!": what follows is meant.
CORRECTED = (
    r"\bnicht\b.*\bsondern\b(.*)",
    r"^\W*(?:nein,? )?(?:ich )?(?:meinte |meine )?nicht [^,]{2,40},((?!.*\bnicht\b).*)",
)
# "Es stimmt nicht, dass ich nicht kann": what follows is not said by its writer.
DENIES = (
    (
        "(?:nicht|nie|kein\\w*|niemand) (?:\\w+ ){0,3}?(?:wahr|gesagt|so|gemeint|richtig|behauptet|"
        "geschrieben|versprochen|heißen|denken|sagen|die rede|schlimm)"
    ),
    "(?:stimmt|heißt|bedeutet|heiße|bedeute) (?:\\w+ ){0,3}?nicht",
    "(?:gerücht|irrtum|missverständnis|quatsch|falsch|unsinn|blödsinn|unwahr)",
    "^nicht$|^von wegen$|^als$|^nicht nur$",
    "wer (?:sagt|behauptet|hat)\\b.*",
)
# "Von wegen ich sage ab", "Als ob ich nicht käme".
IRONIC = ("^(?:von wegen|als ob|als wenn|denkste|nicht dass|nur weil|wer sagt|wieso sollte)",)
# "Angenommen, meine Kollegin und ich sind dabei".
# "Petra sagt, sie ist krank und ich soll absagen".
CITES = ("(?!ich|wir)(?:\\w+ ){1,3}?(?:sagt|sagte|meint|meinte|schreibt|schrieb|behauptet),?",)
# One's own words before a colon: "Wenn Sie so nett wären: …", "Schreiben Sie in mein Profil: …".
OWN_HEAD = (
    (
        "(?:bitte |schreiben |setzen |tragen |notieren |nehmen |sie |mir )*"
        "(?:in|auf|für) mein profil(?: \\w+)?$"
    ),
    (
        "(?:wenn|falls) (?:sie|es|ihnen) (?:\\w+ ){0,4}?(?:nett|freundlich|lieb|gut|möglich|"
        "geht|passt|recht)"
        "(?: (?:wären|sind|wäre|ist|sein (?:könnten|würden)))?$"
    ),
)
STARTS_ON_CONDITION = ("(?:wenn|falls|sofern|sobald|vorausgesetzt)",)
SUPPOSED = (
    (
        "(?:(?:nur |mal |rein )*(?:angenommen|hypothetisch|theoretisch)|gesetzt den fall|"
        "nehmen wir an)"
    ),
)
# Before a colon these lead to one's own words; "Im Protokoll steht: …" does not.
BEFORE_A_COLON = (
    "\\w*termine?\\w*|\\w*treffen|\\w*konferenz\\w*|arbeitsgruppe\\w*|sitzung\\w*|veranstaltung\\w*|frist|nummer",
    "korrektur|korrigier\\w*|teilnahme|hiermit|reiche|einreich\\w*|einsend\\w*|fest|geklappt|verlangt|vormerken",
    "damit|passiert|steige|vermerken|anliegen|vertippt|verschrieben|bescheid|drunter|drüber|\\w*erinnerung\\w*",
    "ergänzung|immer|geklärt|leitlinien|link|betreff|thema|rückmeldung|antwort|anmeldung|abmeldung|zusage",
    "absage|ergebnis|fazit|kurzum|update|nachtrag|hinweis|sammlung|satzung\\w*|\\w*konzept\\w*|dokument\\w*",
    "deshalb|daher|darum|sicher|entschieden|entscheidung|wunsch|auftrag|erledigt|geht|beantwortet|frage\\w*",
    "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|\\w*tag",
    "vorstell\\w*|frag\\w*|\\w*geben|anonym\\w*|\\w*schicken|ohne|namen|netzwerk\\w*|alle|allen|runde|gruppe|stell\\w*|folgende|weitergeben|andere\\w*|leitet|gebt|reinwerfen",
    "kommando|vielleicht|\\w*änderung|nein|leitfaden|eintrag|stadt|gemeinde|landkreis|kommune|vorschlag|neu\\w*",
    "natürlich|jugend\\w*|kinder\\w*|bürger\\w*|beteiligung\\w*|bitten?|stornier\\w*|löschen|profil|datei|pdf",
    "tage?n?|wochen?|stunden?|minuten?|vorher|vortag|rücksprache|hin|amtsleitung|genehmigt|zwei|drei|tun|langem",
    "verzeichnis\\w*|profil|ändern|tragen|trage|aufnehmen|auf|eintragen|aktualisieren|daten|angaben|laden",
    "langerem|dabei|teilnehm\\w*|anwesend|verhindert|leider|online|meinerseits|unsererseits|erinnern",
)
# What programs read, and nobody says.
CODE = (
    r"</?[a-z]\w*(?![\w:/.])[^>]{0,80}>|\$[({]|\{\{|\}\}|\{%|&&|\|\||\.\./|/etc/|%[0-9a-f]{2}%",
    r"\b(?:rm|sudo|chmod|wget|curl) -|\b(?:drop|truncate) table\b|\bdelete from\b|\bor 1 ?= ?1\b",
    r"\bselect\b.+\bfrom\b|';|\bjavascript:|\bimport os\b|\b__\w+__\b|\\x[0-9a-f]{2}",
    r"\b\w+\([^)]*['\"][^)]*\)",
)
