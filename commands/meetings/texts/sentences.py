"""Name a date in a sentence: its number, kind, month or day."""

WORDS = (
    ("termin termine treffen netzwerktreffen online-konferenz arbeitsgruppe sitzung veranstaltung"),
    ("veranstaltungen frist fristen anmeldeschluss anmeldefrist kalender kalenderdatei erinnern"),
    (
        "erinnerung erinnerungen vortag vorher davor zuvor bescheid dabei nicht "
        "teilnehmen teil zusage"
    ),
    (
        "absage zusagen absagen anmelden abmelden anwesend verhindert vielleicht "
        "eventuell wahrscheinlich"
    ),
    ("unsicher leider gern gerne stattfinden findet statt wann programm uhrzeit einwahllink link"),
    (
        "kommen komme kommt nächste nächsten nächstes nächster geplant abonnieren "
        "outlook urlaub krank"
    ),
    (
        "schaffe schaffen klappt passt sage stunde stunden minuten wochen übernehmen "
        "adresse anmeldung"
    ),
    ("keine keinen nehme nehmen melde melden trage tragen"),
    ("persönlich zweit teilnehme möglicherweise bestätige zugesagt abgesagt dienstreise ort"),
)
NUMBER = (
    (
        "(?:termine?(?! 20[2-9]\\d)|termins|meeting|treffen|nr|nummern?|veranstaltung|sitzung|"
        "konferenz|"
        "online-konferenz|"
        "netzwerktreffen|frist|erinnerung|erinnerungen)"
        "(?: nr| nummer| mit der nummer)? (?!20[2-9]\\d\\b)(\\d{1,6})(?! (?:tage?n?|"
        "stunden?|minuten?|"
        "wochen?|uhr|min|std|h)\\b)"
    ),
)
BARE_NUMBER = (
    (
        "(?:dabei|erinnern|zu|zum|an|für|bei|von|absage|zusage|anmeldung|"
        "abmeldung) (\\d{1,6})(?! (?:tage?n?|stunden?|minuten?|"
        "wochen?|uhr|min|std|h|personen|uhr)\\b)"
        "(?:$| (?:an|ab|ein|aus|zu|dabei|bitte|nicht)$|(?<=ge \\d)|(?<=ge \\d\\d)|"
        "(?<=ung \\d)|(?<=ung \\d\\d))"
    ),
)
# --- looking dates up
DATES = (
    "terminliste|terminübersicht|terminplan|termine?|treffen|netzwerktreffen|online-konferenz|arbeitsgruppe|sitzung\\w*",
    "veranstaltung\\w*|meetings?|events?|dates?|zusammenkunft|tagung\\w*|austauschtreffen",
    "workshops?",
    "terminen",
)
KINDS = (
    ("netzwerktreffen", ("netzwerktreffen",)),
    ("online-konferenz", ("online-konferenz", "online-termine?", "online-treffen")),
    ("arbeitsgruppe", ("arbeitsgruppe", "ag-treffen", "ag-\\w+")),
    (
        "frist",
        (
            "frist",
            "fristen",
            "anmeldeschluss",
            "anmeldefrist\\w*",
            "einsendeschluss",
            "abgabefrist\\w*",
            "bis wann (?:\\w+ ){0,6}?(?:anmelden|angemeldet|melden|anmeldung)",
        ),
    ),
)
NEXT_MONTH = ("(?:im )?(?:nächsten|kommenden|nächster|folgenden) monat",)
THIS_MONTH = ("(?:in )?(?:diesem|diesen|dieser) monat", "laufenden monat", "aktuellen monat")
THIS_WEEK = ("(?:nächste|kommende|diese|übernächste) woche",)
MONTHS = (
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "jänner",
    "feber",
)
YEAR = ("20[2-9]\\d",)
DAY = (
    (
        "(\\d{1,2}) (januar|februar|märz|april|mai|juni|juli|august|september|oktober|"
        "november|dezember)"
    ),
)
# --- what rules ask besides
MORE_NUMBERS = (
    r"(?<=\d)(?: und| oder| sowie| plus)? (\d{1,6})\b"
    r"(?! (?:tag|stunde|minute|woche|uhr|min|std|h\b|person))"
)
# "Termine 2027" are those of a year, and not the date of that number.
OF_A_YEAR = (
    "(?:termine|treffen|netzwerktreffen|konferenzen|fristen) (?:in |im jahr |aus |für )?20\\d\\d",
)
