"""Names, summaries and examples of the commands for questions, with and without a name."""

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
