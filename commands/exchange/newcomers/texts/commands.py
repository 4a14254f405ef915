"""Names, summaries and examples of the commands for new members, and of !anfrage."""

WORDS = "Text"
STEP = "Schritt"
INTRODUCE = (
    "Stellt Sie den anderen vor; vorher zeige ich den Text.",
    "vorstellen Ich arbeite in Musterstadt an den Leitlinien.",
)
TOUR = ("Zeigt in fünf Schritten, wobei ich helfe.", "rundgang", ("tour", "einführung"))
ASK_MANAGEMENT = (
    "Gibt dem Netzwerkmanagement eine Frage und bringt Ihnen die Antwort.",
    "anfrage Wann ist das nächste Netzwerktreffen?",
)
