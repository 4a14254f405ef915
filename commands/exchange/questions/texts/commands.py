"""Names, summaries and examples of the commands, and the words of questions."""

from commands.language.texts.said import words

WORDS = "Frage"
NUMBER = "Nummer"
REST = "Text"
ASK = (
    "Stellt dem Netzwerk eine Frage; mit einer Nummer zeigt es eine.",
    "frage Wer hat Erfahrung mit dem Losverfahren?",
)
LIST_QUESTIONS = (
    "Zeigt die offenen Fragen, Ihre eigenen, alle oder die zu einem Thema.",
    "fragen",
    ("offenefragen",),
)
DONE = ("Beendet eine Ihrer Fragen, wenn sie beantwortet ist.", "erledigt 12")
TO_OPEN = "öffnen"
OPEN = ("Öffnet eine Ihrer Fragen wieder.", "frage öffnen 12", ("frage oeffnen",))
CLOSE = (
    "Beendet eine Frage; wer gefragt hat, erfährt den Grund.",
    "frage schließen 12 Grund",
    ("frage schliessen",),
)
RESULT = ("Hält fest, was bei einer Frage geholfen hat.", "ergebnis 12 Zwei Sätze")
FOLLOW = ("Sagt Ihnen, wenn eine Frage erledigt ist.", "folgen 12")
STOP = ("aus", "ende", "nicht", "stopp")
TOPICS = ("Zeigt die Themen, zu denen gefragt wird.", "themen", ("thema",))
NEW_TOPIC = ("Fügt ein Thema oder Wörter dafür hinzu.", "thema neu Losverfahren: Zufallsauswahl")
RENAME_TOPIC = ("Gibt einem Thema einen anderen Namen.", "thema umbenennen Quorum | Quoren")


GREETINGS = (
    "hallo",
    "liebe",
    "lieber",
    "guten (?:tag|morgen|abend)",
    "moin",
    "servus",
    "grüß",
    "sehr geehrte",
    "hi",
)
GENERAL = words(
    "erfahrung erfahrungen frage fragen kommune kommunen stadt städte gemeinde gemeinden landkreis",
    "jemand hilfe helfen suche suchen beispiel beispiele netzwerk gibt habt kolleginnen kollegen",
    "bitte dank danke vielen hallo liebe zusammen thema möchten wollen planen machen kennt weiß",
    "tipp tipps gute guter gut neu neue nutzt eigentlich mal uns euch ihnen arbeiten umgehen geht",
    "welche welcher welches wie was warum wann bürgerbeteiligung beteiligung",
)
# What stands before the name of a place.
PLACE = r"\b(?:in|aus|bei|von|nach|Stadt|Gemeinde|Landkreis) ([A-ZÄÖÜ][\w-]{2,})"
TO_ALL = (
    r"^\s*(?:bitte )?(?:an (?:alle|das netzwerk|die (?:runde|gruppe|anderen)|alle anderen)"
    r"|ans netzwerk|in die runde|fürs netzwerk|für alle)\s*[:,–-]\s*"
)


ASK_UNNAMED = (
    "Stellt dem Netzwerk eine Frage ohne Ihren Namen, nur im Direktchat.",
    "frage anonym Was hilft gegen Druck aus der Politik?",
    ("frage anonyme", "anonym fragen"),
)
ADD = ("Fügt Ihrer anonymen Frage etwas hinzu.", "ergänzen 12 Text", ("ergaenze", "ergänze"))
LOCK = (
    "Sperrt anonymes Fragen 30 Tage lang für die Person, von der eine anonyme Frage ist.",
    "frage sperren 12",
)
