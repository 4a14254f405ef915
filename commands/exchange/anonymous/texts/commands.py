"""Names, summaries and examples of the commands for asking without a name."""

ASK = (
    "Stellt dem Netzwerk eine Frage ohne Ihren Namen, nur im Direktchat.",
    "frage anonym Wie geht Ihr mit Druck aus der Politik um?",
    ("frage anonyme", "anonym fragen"),
)
ADD = ("Fügt Ihrer anonymen Frage etwas hinzu.", "ergänzen 12 Text", ("ergaenze", "ergänze"))
LOCK = (
    "Sperrt anonymes Fragen 30 Tage lang für die Person, von der eine anonyme Frage ist.",
    "frage sperren 12",
)
