"""Words that people use in profiles and behind !wer."""

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
