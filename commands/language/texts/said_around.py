"""Words around what people say: greetings, farewells, conjunctions, and around the bot's name."""

from commands.language.texts.said import words

GREETING = (
    r"(?:(?:(?:schönen |einen schönen )?guten (?:tag|morgen|abend)|guten|schönen tag|"
    r"moin moin|moin|mahlzeit|hallo|hallöchen|hi|hey|servus|grüß gott|grüezi|grias di|"
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
LINKS = words("und aber sondern denn oder jedoch allerdings")
IN_NAMES = words("am an der in im bei den dem ob von vor und fur zur zum")
# What a quote calls the bot to do, it does not do.
QUOTED_CALLS = words(
    "leitlinie leitlinien sammlung suche termin termine karte hilfe status rundbrief stand profil"
    " frage fragen erinnerung erinnerungen einreichung"
)
MONTH_STARTS = words("jan feb mar apr mai jun jul aug sep okt nov dez")
# Between a verb and its negation they part nothing: "kann aber nicht".
BUT = words("aber jedoch allerdings")
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
    "hallo|hi|hey|moin|servus|lieber|ei|gude|du|he|jo|also|hallöchen|gell",
    "guten (?:tag|morgen|abend)",
    "danke\\w*|bitte|sagen|sach|sag|ma|mal|na|so|also|liebes?|ok|okay|tach|vielen dank|tschüss",
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
