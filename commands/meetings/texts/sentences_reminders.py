"""Order reminders, list them and end them."""

# --- reminders
REMIND = ("erinnern|erinnerung|erinnerungen|remind me|anstupsen|anpingen|erinnerungsnachricht",)
# About a reminder only with a lead or the like.
LET_KNOW = (
    "(?<!ich )(?<!wir )melden(?! (?:mich|uns|wir|ich))",
    "stups\\w*|schubs\\w*|ping|pingen",
    "benachrichtig\\w*",
    "bescheid",
    "weck\\w*",
    "hinweis(?:en)?",
)
IN_TIME = (
    "vorher|rechtzeitig|davor|zuvor|bevor es",
    "wenn es (?:so weit|soweit|los|losgeht)",
    "vor (?:dem |der )?(?:termin|treffen|netzwerktreffen|online-konferenz|sitzung)",
)
REMIND_ME = (
    (
        "mich|mir|uns|bitte|erinnerung|ich möchte|möchte ich|will|brauche|hätte (?:ich |"
        "wir )?gern\\w*|"
        "bekomme\\w*|einrichten"
    ),
    "setzen|stellen|remind me|können sie|würden sie|wünsche|sie",
    "wäre (?:\\w+ ){0,3}?(?:fein|gut|schön|nett|super|toll|prima|hilfreich|wunderbar|klasse|lieb)",
)
# What only the management may do.
FOR_ALL = ("für (?:alle|jeden|die anderen)|(?:uns|sie) alle|alle (?:an|daran)",)
NO_REMINDING = (
    (
        "(?:kein\\w*|nicht|nie|niemals) (?:\\w+ ){0,6}?(?:erinner\\w+|erinnert|bescheid|"
        "benachrichtig\\w*)"
    ),
    (
        "(?:erinnerung\\w*|benachrichtigung\\w*) (?:\\w+ ){0,14}?(?:löschen|abstellen|"
        "ausschalten|abbestellen|abschalten|deaktivier\\w*|stornier\\w*|beenden|"
        "entfernen|weg\\w*|raus\\w*|heraus\\w*|abmelden|nicht mehr|aus|streichen|stoppen|"
        "zurücknehmen|"
        "aufheben|unnötig|überflüssig|erübrigt)"
    ),
    (
        "(?:löschen|deaktivieren|stornieren|streichen|beenden|entfernen|stoppen) (?:sie )?"
        "(?:\\w+ ){0,5}?erinnerung\\w*"
    ),
    (
        "(?:stellen|schalten|bestellen|nehmen) (?:sie )?(?:\\w+ ){0,5}?erinnerung\\w*"
        "(?: \\w+){0,5}? (?:ab|aus|raus|heraus|weg|zurück)"
    ),
    "(?:hören|hör) (?:sie )?auf (?:\\w+ ){0,3}?(?:mich )?(?:\\w+ ){0,4}?(?:zu )?erinnern",
    "erinnern sie (?:\\w+ ){0,6}?(?:nicht|nie|niemals)",
    "(?:stopp?|schluss mit|weg mit|ende) (?:\\w+ ){0,3}?erinnerung\\w*",
    "ohne erinnerung",
    "erinnern (?:\\w+ ){0,14}?(?:nicht|nie)(?: mehr| länger| wieder)?",
    "(?:brauche|will|möchte|wünsche) (?:\\w+ ){0,3}?keine(?: \\w+)? erinnerung\\w*",
    "nicht mehr (?:\\w+ ){0,6}?erinnert werden",
    "keine erinnerung\\w*",
    "(?:auf|die) (?:\\w+ )?erinnerung\\w* (?:\\w+ ){0,8}?verzichten?",
)
MY_REMINDERS = (
    "(?:welche erinnerungen|meine erinnerungen)\\b.*",
    (
        "(?:welche|was für|wie viele|alle|meine|bestehende|eingestellte|gesetzte|aktive) "
        "(?:\\w+ )?erinnerungen"
    ),
    "(?:woran|an was|an welche\\w*) (?:\\w+ ){0,6}?erinner\\w+",
    "(?:habe ich|liste der|übersicht) (?:\\w+ ){0,4}?erinnerungen",
    "erinnerungen(?: bitte| zeigen| anzeigen| auflisten)?$",
    "wann (?:\\w+ ){0,4}?erinner\\w+",
    (
        "(?:habe ich|ist|sind) (?:\\w+ ){0,5}?erinnerung\\w*(?: \\w+){0,3}? "
        "(?:eingerichtet|gesetzt|eingestellt|gespeichert|aktiv|bestellt)"
    ),
    "werde ich (?:\\w+ ){0,6}?erinnert",
    "habe ich (?:\\w+ ){0,5}?erinnerung\\w* (?:laufen|offen|stehen|drin)",
)
NOT_REMINDING = (
    "vergess\\w*|vergiss",
    "danke\\w* (?:\\w+ ){0,6}?(?:erinner\\w+)",
    "dank (?:\\w+ ){0,6}?erinner\\w+",
    "erinnern sie sich",
    "(?:recht|richtig|dunkel) erinner\\w*",
    (
        "(?:ihre|die|der|eine|keine|diese) (?:\\w+ ){0,2}?(?:erinnerung|"
        "erinnerungen) (?:\\w+ ){0,4}?(?:kam|kommen|kommt|war|ist|funktionier\\w*|klappt|"
        "wurde|nerv\\w*)"
    ),
    "jemand|in erinnerung|zur erinnerung",
    "kommen (?:\\w+ )*erinnerungen",
    "gestern",
    "ich (?:\\w+ )*(?:noch einmal|nachher|alle) (?:\\w+ )*erinner\\w*",
    "kann mich (?:\\w+ )*erinnern",
    "kann ich mich (?:\\w+ )*erinnern",
    "ich werde (?:\\w+ )*erinnern",
    "gute erinnerung|schöne erinnerung\\w*|erinnerungskultur|erinnerungsort\\w*|lebhaft",
    "funktioniert|wie funktionieren|wie lange|wie oft|was bedeutet|\\w*arzt\\w*|geburtstag\\w*",
    "einkauf\\w*|müll\\w*|anruf\\w*|milch",
    (
        "erinnern (?:sie )?(?:bitte |auch |doch |mal )*(?:alle|die|den|meine\\w*|unsere\\w*|"
        "frau|herrn)"
    ),
)
LEAD = (
    (
        "(\\d{1,3}|eine[nrsm]?|ein|ne[nr]?|zwei|drei|vier|fünf|sechs|sieben|acht|zehn|zwölf|"
        "vierzehn|fünfzehn|zwanzig|dreißig|fünfundvierzig|halbe|halbe[nr]?|one|two|three|an|a) ?"
        "(tage?n?|stunden?|std|h|minuten?|min|wochen?|days?|hours?|weeks?)"
    ),
)
HALF = ("(?:eine )?halbe stunde", "(?:eine[r]? )?halben stunde")
DAY_BEFORE = (
    "(?:am )?vortag\\w*",
    "(?:einen |am |den )?(?:tag|abend) (?:davor|zuvor|vorher)",
    "tags zuvor",
    "(?:am )?vorabend",
    "the day before",
)
COUNTS = {
    "ne": 1,
    "nen": 1,
    "ner": 1,
    "ein": 1,
    "eine": 1,
    "einen": 1,
    "einer": 1,
    "eines": 1,
    "einem": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "funf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "zehn": 10,
    "zwolf": 12,
    "vierzehn": 14,
    "funfzehn": 15,
    "zwanzig": 20,
    "dreissig": 30,
    "funfundvierzig": 45,
    "one": 1,
    "a": 1,
    "an": 1,
    "two": 2,
    "three": 3,
}
# One and several.
UNITS = {
    "t": ("Tag", "Tage"),
    "d": ("Tag", "Tage"),
    "st": ("Stunde", "Stunden"),
    "h": ("Stunde", "Stunden"),
    "m": ("min", "min"),
    "w": ("Woche", "Wochen"),
}
WAS_REMINDED = ("bekommen", "erhalten", "gekriegt", "war", "wurde")
ASKS_ME = (
    "(?:können|könnten|würden) sie",
    "(?:kann|könnte) man (?:mich|uns)",
    "durfte ich|dürfte ich|kann ich|könnte ich|mich|mir|uns|bitte",
)
SOMEBODY_REMINDS = ("(?:ich|wir|man|er) (?:\\w+ ){0,12}erinnern?$",)
BOT_REMINDS = (
    "(?:kann|könnte) man (?:mich|uns)",
    "(?:können|könnten|würden) sie",
    "erinnern sie",
    "erinnert werden",
)
# "Vergessen Sie nicht, mich zu erinnern" is an order.
DO_NOT_FORGET = (
    "nicht (?:\\w+ )?vergess\\w*",
    "(?:vergess\\w*|vergiss) (?:sie )?(?:bitte |ja |bloß |auch )*nicht",
)
# "Löschen Sie die Erinnerung nicht"; "ich bekomme keine" is a complaint.
KEEPS = (
    "^(?:das|dies|es) (?:ist|war) (?:ja |doch |gar )?(?:keine|eine) erinnerung",
    "keine erinnerung (?:stellen|setzen|einrichten|anlegen)",
    (
        "^(?:meine|die|ihre|eine) erinnerung\\w* (?:\\w+ )*?(?:steht|kam|kommt|läuft|bleibt|"
        "fehlt|hilft|passt|"
        "wäre(?! (?:\\w+ ){0,2}?(?:fein|gut|schön|nett|super|toll|prima|hilfreich|klasse|lieb)"
        "(?! gewesen)))\\b"
    ),
    (
        "(?:(?:ich|wir) (?:habe|haben)|(?:habe|haben) (?:ich|wir)) (?:\\w+ ){0,3}?(?:eine|die|"
        "meine) erinnerung\\w*"
    ),
    "noch (?:kein\\w*|nicht) (?:\\w+ ){0,4}?erinner\\w+",
    (
        "(?:bekomme|bekommen|erhalte|erhalten|kriege|kriegen|kommt|kommen|kam|kamen|habe|haben) "
        "(?:\\w+ ){0,5}?keine(?: \\w+)? erinnerung\\w*"
    ),
    (
        "(?:löschen|stellen|schalten|streichen|entfernen|stoppen|beenden) (?:\\w+ ){0,8}?"
        "(?:nicht|nie)"
    ),
    "nicht (?:\\w+ )?(?:löschen|abstellen|ausschalten|streichen|entfernen|stoppen|beenden)",
)
ASKS_HOW = ("(?:und )?(?:wie|wann|wo|warum|wieso|weshalb|wozu|woran|was|wer|welche\\w*)",)
ASKS_WHY = ("warum", "wieso", "weshalb", "wann")
RECALLS = (
    "ich (?:[^\\W\\d_]+ )*erinnere",
    "erinnere ich",
    "wir (?:[^\\W\\d_]+ )*erinnern(?! sie)",
    "erinner[^ ]* (?:du |ihr |sie )?(?:dich|euch|sich)",
    "(?:du dich|ihr euch|sie sich)",
    "erinnert (?:mich|uns|sehr|stark|doch|ein)",
    (
        "(?:hat|hast|haben|habt|hatte|hatten|wurde|wurden|bin|ist|sind|warst|worden) "
        "(?:\\w+ )*erinnert"
    ),
)
# In so many minutes from now, which no command can do.
FROM_NOW = (
    (
        "in (?:\\d{1,3}|ein\\w*|zwei|drei|vier|fünf|zehn|zwanzig|dreißig) "
        "(?:tage?n?|stunden?|std|h|minuten?|min|wochen?)(?! vorher| davor| zuvor)"
    ),
)
SOME_TIME = (
    "morgen|heute|übermorgen|nachher|gleich|später|jeden|täglich|wöchentlich|um \\d{1,2}|montags?",
    "dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?",
)
# What somebody can be reminded of here, besides the kinds of dates.
OF_A_DATE = (
    "vortag|tage?|abend|vorabend|anmeldung|anmeldeschluss|frist\\w*|kommende\\w*|daran|diesen",
    "diese|dieses|alles|es|einwahl\\w*|meeting\\w*|konferenz\\w*|veranstaltungs\\w*|termins",
    "netzwerk\\w*",
)
# Between "erinnern" or "an" and what it is about.
LINKING = (
    *("sie", "mich", "uns", "mir", "bitte", "auch", "doch", "mal", "noch", "wieder", "nochmal"),
    *("den", "die", "das", "der", "dem", "einen", "eine", "einem", "einer", "nachste", "nachsten"),
    *("nachstes", "rechtzeitig", "unbedingt", "dann", "einmal", "meinen", "unseren", "am", "an"),
    *("denken", "dabei", "zu"),
)
CANNOT_RECALL = ("(?:kann|konnte|könnte|können) (?:ich |wir )?(?:mich|uns)\\b.*erinnern",)
HEADING = r"\s*(?:(?:kleine|kurze|freundliche|letzte|noch eine) )?erinnerung\s*[:!–-]"
INSTEAD = ("stattdessen|dafür|lieber",)
# Beside a reminder these say nothing else.
AROUND_REMINDING = (
    "erinner\\w*|remind\\w*|anstups\\w*|anping\\w*|termin\\w*|treffen|netzwerktreffen|online-konferenz\\w*",
    "konferenz\\w*|arbeitsgruppe\\w*|sitzung\\w*|veranstaltung\\w*|meeting\\w*|frist\\w*|anmelde\\w*|anmeldung",
    "nummer|vorher|davor|zuvor|voraus|vortag\\w*|vorabend\\w*|rechtzeitig|daran|dran|dazu|dafür|stunden?|std",
    "minuten?|min|one|two|three|meeting|mai|please|tage?n?|wochen?|halbe\\w*|zwei|drei|vier|fünf|sechs|sieben|zehn|zwölf|fünfzehn|zwanzig|dreißig",
    "vierzehn|acht|before|hours?|days?|weeks?|the|about|löschen|streichen|stopp?|stoppen|abbestellen|abstellen",
    "ausschalten|schalten|abschalten|deaktivier\\w*|storn\\w*|beenden|entfernen|herausnehmen|rausnehmen|aufheben",
    "verzicht\\w*|nötig|notwendig|überflüssig|unnötig|brauche|benötige|keine\\w*|nie|künftig|weitere\\w*|hören",
    "müssen|bescheid|hinweis\\w*|benachricht\\w*|nachricht\\w*|persönlich\\w*|einricht\\w*|einstellen|setzen|stelle",
    "fein|reicht|derfst|einne|werden|irgendetwas|irgendwas|januar|februar|märz|april|juni|juli|august",
    "september|oktober|november|dezember|\\w+tag|mittwoch|kommend\\w*|beginn|anfang|start\\w*|losgeht|statt\\w*",
    "bisher\\w*|bestehend\\w*|gesetzte\\w*|aktive\\w*|deshalb|darum|wichtig|vergesse\\w*|unbedingt|einladung",
    "morgen|morgens|abend|stupsen|stups|pingen|ping|wecken|morgens|abends|früh|davon|erhalten|zurück\\w*|aufhören|hör|dank|schön",
    "einzigen?|einzige|verschont|ruhe|abmelden|widerruf\\w*|kalender|programm\\w*|dieselbe|gleiche\\w*|reminder",
)
# More than one time, or one that comes again: "zwei bis drei Tage vorher", "alle 12 Tage".
NO_LEAD = (
    (
        r"(?:\d+|eine[nrm]?|zwei|drei|vier|fünf) (?:oder|bis) (?:\d+|zwei|drei|vier|fünf|sechs) "
        r"(?:tage?n?|stunden?|wochen?|minuten?)"
    ),
    r"(?:tage?n?|stunden?|wochen?|minuten?) (?:nach|danach|hinterher|nachher|später)",
    r"(?:alle|jede[nrs]?) (?:\d+ |zwei |drei )?(?:tage?|wochen?|stunden?|minuten?)(?! vorher)",
)
DECIMAL = r"\b\d+[.,]\d+ ?(?:tage?n?|stunden?|std|h|wochen?|minuten?|min)\b"
