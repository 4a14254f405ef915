"""Names, summaries and examples of the commands about profiles."""

WORDS, CRITERION, ANSWER, TIME = "Angaben", "Merkmal", "Antwort", "Dauer"
PROFILE = (
    "Zeigt Ihr Profil oder legt eines an, damit andere Sie zu Ihren Themen finden.",
    "profil Bonn | Losverfahren, Bürgerrat | Leitung Fachstelle",
)
HEADING = "Ihr Profil"
CHANGE = ("Ändert Ihr Profil Schritt für Schritt im Direktchat.", "profil ändern")
VISIBLE = ("Zeigt Mitgliedern Ihr Profil mit Ihrem Namen.", "profil sichtbar")
ON_REQUEST = (
    "Zählt Sie nur mit; bevor jemand Ihren Namen erfährt, frage ich Sie.",
    "profil auf anfrage",
    ("profil anfrage",),
)
OFF = ("Blendet Ihr Profil aus.", "profil aus", ("profil unsichtbar",))
MENTIONS = (
    "Erlaubt oder beendet, dass ich Sie zu Fragen erwähne.",
    "profil erwähnen ja",
    ("profil erwaehnen",),
)
PAUSE = ("Lässt Ihr Profil eine Zeit lang ruhen.", "profil pause 3 Wochen")
DELETE = ("Löscht Ihr Profil; vorher frage ich nach.", "profil löschen", ("profil loeschen",))
WHO = (
    "Zeigt Mitglieder zu einem Thema, einem Ort, einem Land oder einer Größe.",
    "wer Losverfahren",
)
ASK = (
    "Fragt Mitglieder für Sie, die erst gefragt werden möchten.",
    "wer fragen Losverfahren",
)
AGREED = "ja"


def asked_to_set(what: str) -> tuple[str, ...]:
    return (f"Soll ich Ihr Profil so einstellen: {what}?",)


SETTINGS = {
    "profil sichtbar": "sichtbar, Mitglieder sehen es mit Ihrem Namen",
    "profil auf anfrage": "auf Anfrage, ich frage Sie, bevor jemand Ihren Namen erfährt",
    "profil aus": "aus, niemand sieht es oder zählt Sie mit",
    "profil erwähnen ja": "zu Fragen mit Ihren Themen darf ich Sie erwähnen",
    "profil erwähnen nein": "zu Fragen erwähne ich Sie nicht",
}
# "losverfahren in bonn" is no sentence.
BETWEEN = ("in", "im", "aus", "und", "oder")
# Behind "wer", a small word in front of several others makes it a sentence, unless it is one of
# these; verbs always do.
LEADING = (
    *("aus", "in", "im", "zu", "zum", "zur", "mit", "für", "über", "bei", "beim", "thema", "dem"),
    *("der", "die", "das", "land", "unter", "bis", "mehr", "weniger", "ab", "wie", "von", "fragen"),
    *("kommunen", "kommune", "städte", "stadt", "gemeinden", "gemeinde", "höchstens", "mindestens"),
)
VERBS = (
    *("kennt", "weiß", "hat", "kann", "beschäftigt", "arbeitet", "macht", "befasst", "ist", "sind"),
    *("sitzt", "kommt", "vertritt", "betreut", "hilft", "kümmert", "könnte", "wäre", "war", "wird"),
    *("darf", "soll", "muss", "will", "möchte", "geht", "sieht", "liest", "bringt", "moderiert"),
    *("schreibt", "leitet", "steht", "nutzt", "plant", "bist", "hatte", "nimmt", "fährt"),
)


# Before a number, they make it one to call.
PHONE = (
    r"tel(?:efon(?:nummer)?)?|handy(?:nummer)?|mobil(?:nummer|telefon)?|fon|durchwahl|dw|fax"
    r"|rufnummer"
)
STREET = r"\w{2,}(?:straße|strasse|str\.?|platz|weg|allee|gasse)\s*\d{1,4}\b"
# "ada (at) example.org", "ada at example punkt org"
AT = r"\w\s*[\[({]\s*(?:at|ät)\s*[\])}]\s*\w|\w\s+at\s+[\w-]+(?:\s*\.\s*|\s+(?:dot|punkt)\s+)\w{2,}"

BELOW = r"unter|bis(?:\s+(?:zu|unter))?|weniger\s+als|kleiner\s+als|höchstens|<"
ABOVE = r"mehr\s+als|über|ab|größer\s+als|mindestens|>"
UP = r"und\s+mehr|oder\s+mehr|und\s+größer|\+"
TO = r"bis(?:\s+unter)?|-|–"
PEOPLE = r"(?:einwohner\w*(?:/\s?-?innen)?|ew|menschen|leute)?"
THOUSAND = r"(?:\s*(?:tsd\.?|tausend))?"
LARGEST = ("mehr", "noch mehr", "großstadt")
SIZE_BEFORE = r"(?:kommunen?|gemeinden?|städten?|orten?)?\s*(?:mit|von|der größe)?\s*"

SINCE = r"(?:(?:im\s+netzwerk|dabei|mitglied)\s+)?(?:seit\s+)?(?P<year>(?:19|20)\d\d)(?:\s+dabei)?"
TOPICS = r"(?:zum\s+|mit\s+)?(?:thema|themen)\b\s*:?\s*"
NOTHING = ("-", "–", "keine", "keines", "kein", "nichts")

SHOW = ("bitte", "zeigen", "anzeigen", "ansehen", "zeigen bitte", "von mir", "meins")
LIKE_ME = ("wie ich", "ist wie ich", "so wie ich", "ähnlich", "wie wir")
EVERYBODY = (
    *("alle", "alles", "jeder", "jede", "alle mitglieder", "mitglieder", "wer", "profil"),
    *("deutschland", "in deutschland", "aus deutschland", "brd", "bundesweit"),
)
# Before a criterion: "in Bayern", "zum Thema Losverfahren".
BEFORE = r"(?:(?:aus|in|im|zu|zum|zur|mit|für|über|beim?|thema|dem|der|land)\s+)+"
PARTS = r"\s*[,;|]\s*|\s+(?:in|im|aus)\s+"

YES = ("ja", "gern", "gerne", "an", "ok")
NO = ("nein", "nicht", "aus", "nie")
STOP = ("ende", "enden", "beenden", "aus", "weiter", "vorbei", "stopp", "stop", "aufheben")
FOR_SO_LONG = r"(?:für|ab\s+jetzt|von)\s+"
UNTIL = r"bis\s+(?:zum\s+|einschließlich\s+)?"
